//! Sharing images: written, sized, remembered, named by pages only where they are made, and honest.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Mutex;

use super::project::{Folder, build, example, options, theme};
use super::small::{PROCEDURE, SITE, project};
use tracuu::files::FileSet;
use tracuu::model::Id;
use tracuu::pipeline::{self, Built};
use tracuu::render::card;
use tracuu::render::drawing::Mark;
use tracuu::render::font::Faces;

/// Builds; what is told under the keys about images: how many there are, and how many were drawn.
fn cards(folder: &Folder, words: &[&str]) -> (u64, u64) {
    let done = folder.tracuu(&[&["--json", "build"], words].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let count = |key: &str| told["result"][key].as_u64().expect("a number");
    (count("cards"), count("cards_drawn"))
}

/// A hall with one light sheet, so that a build is quick.
const QUICK: [&str; 4] = ["--kind", "slogan", "--posters", "svg"];

#[test]
fn images_are_small_alike_in_two_builds_and_drawn_once() {
    let folder = Folder::with_site("cards");
    let (made, drawn) = cards(&folder, &QUICK);
    assert!(made > 3 && drawn == made, "{made} {drawn}");
    let first = folder.tree("public/cards");
    assert_eq!(first.len() as u64, made);
    for (name, bytes) in &first {
        let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        let reader = decoder.read_info().expect("a PNG");
        let size = (reader.info().width, reader.info().height);
        assert_eq!(size, (card::WIDTH, card::HEIGHT), "{name}");
        assert_eq!(size, (1200, 630));
        assert_eq!(reader.info().color_type, png::ColorType::Indexed, "{name}");
        assert!(bytes.len() <= 25_000, "{name} has {} bytes", bytes.len());
    }
    assert_eq!(cards(&folder, &QUICK), (made, 0));
    assert!(folder.tree("public/cards") == first, "what is remembered differs");
    std::fs::remove_dir_all(folder.0.join(".tracuu/cache")).expect("it may be deleted");
    assert_eq!(cards(&folder, &QUICK), (made, made));
    assert!(folder.tree("public/cards") == first, "two builds differ");
    // One title changes: its image is drawn, and that of the abolished guide which names it.
    let guide = "content/procedures/ho-tich/moi-khoa.md";
    let text = std::fs::read_to_string(folder.0.join(guide)).expect("readable");
    let title = text.lines().find(|line| line.starts_with("title:")).expect("a title");
    folder.write(guide, text.replace(title, "title: Đăng ký lại").as_bytes());
    assert_eq!(cards(&folder, &QUICK), (made, 2));
}

#[test]
fn pages_name_the_images_that_there_are_and_no_others() {
    let folder = Folder::with_site("cards-named");
    let (made, _) = cards(&folder, &QUICK);
    let images: BTreeSet<String> =
        folder.tree("public/cards").into_iter().map(|(name, _)| name).collect();
    let mut named = BTreeSet::new();
    for (path, bytes) in folder.tree("public") {
        let page = String::from_utf8_lossy(&bytes).into_owned();
        if path.ends_with("index.html") && !path.starts_with("posters") {
            let (_, rest) = page.split_once("property=\"og:image\" content=\"").expect(&path);
            let (address, _) = rest.split_once('"').expect("a whole attribute");
            let name = address.rsplit_once("/cards/").expect("an address of ours").1;
            assert!(address.starts_with("https://"), "{address}");
            assert!(images.contains(name), "{path} names {address}");
            named.insert(name.to_owned());
        }
    }
    assert_eq!(named.len() as u64, made, "an image that no page names");
    for words in [&["--posters", "none"][..], &["--base-url", "https://xem-thu.example/"]] {
        assert_eq!(cards(&folder, words), (0, 0));
        assert!(!folder.0.join("public/cards").exists());
        let home = std::fs::read_to_string(folder.0.join("public/index.html")).expect("a page");
        assert!(home.contains("og:title") && !home.contains("og:image"), "{words:?}");
    }
}

/// The words of every image by its file, one line each.
fn told(built: &Built) -> Vec<(String, String)> {
    let faces = Faces::new(&built.theme.as_ref().expect("a theme").fonts).expect("fonts");
    let all = Mutex::new(Vec::new());
    let Ok(found) = built.cards(&faces, |card| {
        let lines = card.drawing.marks.iter().filter_map(|mark| match mark {
            Mark::Line(line) => Some(line.text.as_str()),
            Mark::Shape(_) | Mark::Code(_) => None,
        });
        let lines = lines.collect::<Vec<_>>().join(" ");
        all.lock().expect("no card panics").push((card.path.to_string(), lines));
        Ok::<(), Infallible>(())
    });
    assert!(!found.has_errors(), "{}", found.show(&FileSet::default(), true, false));
    let mut all = all.into_inner().expect("no card panics");
    all.sort();
    all
}

/// What the image of a procedure says whose front matter also has `more`.
fn says(more: &str) -> String {
    let text = PROCEDURE.replacen("steps:", &format!("{more}steps:"), 1);
    let path = "content/procedures/ho-tich/dang-ky-khai-sinh.md";
    let mut files = project([(path, text.as_bytes())]);
    files.extend(theme());
    let id = Id::new("dang-ky-khai-sinh").expect("an id");
    let path = card::path(Some(&id)).to_string();
    let all = told(&build(&files));
    all.into_iter().find(|(name, _)| *name == path).expect("its image").1
}

#[test]
fn a_fee_of_nothing_is_free_only_where_somebody_checked() {
    let checked = "checked: {on: 2026-10-01, by: Công chức hộ tịch}\n";
    for (more, free) in [
        ("fee: 0\n".to_owned(), false),
        (format!("fee: 0\n{checked}"), true),
        (format!("fee: 0\n{checked}unverified: [{{key: fee}}]\n"), false),
        (format!("fee: {{amount: 0, note: HĐND tỉnh quyết định}}\n{checked}"), false),
    ] {
        let said = says(&more);
        assert_eq!(said.contains("Không mất tiền"), free, "{more}: {said}");
    }
    // Nobody has checked a guide of the example.
    for (path, said) in told(&build(&example())) {
        assert!(!said.contains("Không mất tiền"), "{path}: {said}");
        assert!(said.contains("Ví dụ"), "{path} does not say that it is an example: {said}");
    }
}

#[test]
fn an_image_tells_fee_time_and_papers() {
    let said = says("fee: 8000\ntime: {working_days: 3}\n");
    for words in
        ["Xã Ví Dụ", "Đăng ký khai sinh", "8.000 đồng · 3 ngày làm việc", "Mang theo: Tờ khai"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn what_is_not_in_force_says_so_instead_of_its_fee() {
    for (status, words) in [("abolished", "đã bãi bỏ"), ("suspended", "đang tạm dừng")] {
        let said = says(&format!("fee: 8000\nstatus: {status}\n"));
        assert!(said.contains(words) && !said.contains("đồng"), "{said}");
    }
}

#[test]
fn a_commune_that_is_no_example_has_no_such_mark() {
    let real = SITE.replace("example: true\n", "");
    let mut files = project([("content/site.yaml", real.as_bytes())]);
    files.extend(theme());
    let built = pipeline::build(&files, &options());
    let all = told(&built);
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|(_, said)| !said.replace("Xã Ví Dụ", "").contains("Ví dụ")), "{all:?}");
}
