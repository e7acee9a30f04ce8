//! A project replaces one file, one colour, one word of the theme, and has the rest from the program.

use std::convert::Infallible;

use tracuu::diagnostic::{Diagnostics, Position, Severity};
use tracuu::files::{FilePath, FileSet};
use tracuu::pipeline;
use tracuu::theme::{self, Theme};

use super::project::{self, Folder, options, site};
use super::small;

const PAGE: &str = "---\ntitle: Giới thiệu\n---\n";

/// The smallest project with a page of its own and files of a theme.
fn with(own: &[(&str, &str)]) -> FileSet {
    let page = [("content/pages/gioi-thieu.md", PAGE)];
    let all = page.iter().chain(own).map(|(path, text)| (*path, text.as_bytes()));
    small::project(all)
}

/// Everything that the smallest project with files of a theme is built into.
fn built(own: &[(&str, &str)]) -> FileSet {
    let built = project::build(&with(own));
    assert_eq!(built.diagnostics.iter().filter(|d| d.code.starts_with("theme-")).count(), 0);
    project::pages(&built)
}

/// Its pages, without the digest of their style sheet.
fn pages(own: &[(&str, &str)]) -> Vec<(String, String)> {
    let all = built(own);
    let pages = all.iter().filter(|(path, _)| path.extension() == Some("html"));
    let text = |bytes: &[u8]| {
        let html = String::from_utf8(bytes.to_vec()).expect("pages are text");
        let Some((before, digest)) = html.split_once("'sha256-") else { return html };
        let (_, after) = digest.split_once('\'').expect("a digest stands in quotes");
        format!("{before}{after}")
    };
    pages.map(|(path, bytes)| (path.to_string(), text(bytes))).collect()
}

/// What every page of the program's own theme would be with other words in it.
fn plain_but(from: &str, to: &str) -> Vec<(String, String)> {
    let plain = pages(&[]);
    assert!(plain.iter().any(|(_, html)| html.contains(from)), "no page says {from}");
    plain.into_iter().map(|(path, html)| (path, html.replace(from, to))).collect()
}

#[test]
fn one_colour_is_one_line() {
    let own = [("themes/default/theme.yaml", "pages:\n  light:\n    ink: \"#102030\"\n")];
    assert_eq!(pages(&own), plain_but("--ink:#1c211f", "--ink:#102030"));
    let own = [("themes/default/theme.yaml", "pages: {theme_color: \"#700000\"}\n")];
    let meta = |color: &str| format!("<meta name=\"theme-color\" content=\"{color}\">");
    assert_eq!(pages(&own), plain_but(&meta("#0a5650"), &meta("#700000")));
}

#[test]
fn one_word_is_one_line() {
    let own = [("themes/default/strings/vi.yaml", "site: {skip: Bỏ qua phần đầu trang}\n")];
    assert_eq!(pages(&own), plain_but("Đến thẳng nội dung", "Bỏ qua phần đầu trang"));
}

#[test]
fn words_of_a_language_stand_over_those_of_the_program() {
    let files = with(&[
        ("themes/default/strings/vi.yaml", "site: {guide: Sổ tay}\n"),
        ("themes/default/strings/tyz.yaml", "site: {skip: Tày}\n"),
    ]);
    let mut found = Diagnostics::default();
    let theme = Theme::parse(&files, theme::DEFAULT, &mut found).expect("a theme");
    assert_eq!(found.iter().count(), 0, "{found:?}");
    let say = |lang: &str, key| {
        let lang = tracuu::model::Lang::new(lang).expect("a language");
        theme.strings(&lang).get(key).to_owned()
    };
    let plain = theme::plain();
    assert_eq!(say("vi", "site.guide"), "Sổ tay");
    assert_eq!(say("vi", "site.skip"), plain.get("site.skip"));
    assert_eq!(say("tyz", "site.skip"), "Tày");
    assert_eq!(say("tyz", "site.guide"), "Sổ tay", "a language falls back on the commune's words");
    assert_ne!(say("en", "site.guide"), "Sổ tay", "English has words of its own");
    assert_ne!(say("en", "site.guide"), plain.get("site.guide"));
}

#[test]
fn one_template_is_one_file_and_may_bring_another() {
    let own = [
        (
            "themes/default/pages/page.html",
            "{% extends \"pages/base.html\" %}{% block main %}{% include \"pages/loa.html\" %}{% endblock main %}",
        ),
        ("themes/default/pages/loa.html", "<p>{{ t.own.loa }}</p>"),
        ("themes/default/strings/vi.yaml", "own: {loa: Nghe loa lúc 17 giờ}\n"),
    ];
    let (plain, changed) = (pages(&[]), pages(&own));
    assert_eq!(plain.len(), changed.len());
    for (plain, changed) in plain.iter().zip(&changed) {
        let is_page = plain.1.contains("<title>Giới thiệu");
        assert_eq!(plain.0, changed.0);
        assert_eq!(plain.1 != changed.1, is_page, "{}", plain.0);
        assert_eq!(changed.1.contains("<p>Nghe loa lúc 17 giờ</p>"), is_page, "{}", plain.0);
    }
}

#[test]
fn one_script_is_one_file_among_those_that_the_program_has() {
    let scripts = |files: &FileSet| {
        let theme = Theme::parse(files, theme::DEFAULT, &mut Diagnostics::default());
        theme.expect("a theme").scripts
    };
    let plain = scripts(&FileSet::default());
    for name in plain.keys().map(String::as_str).chain(["cua-xa.js"]) {
        let mut files = FileSet::default();
        files.insert_named(&format!("themes/default/scripts/{name}"), "// Của xã.\n".as_bytes());
        let mut changed = plain.clone();
        changed.entry(name.to_owned()).and_modify(|text| *text = "// Của xã.\n".to_owned());
        assert_eq!(scripts(&files), changed, "{name}");
    }
}

#[test]
fn what_lies_in_static_goes_to_the_top_of_the_site() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let changed = built(&[("themes/default/static/anh/xa.svg", svg)]);
    assert_eq!(changed.len(), built(&[]).len() + 1);
    assert_eq!(changed.get_str("anh/xa.svg").map(|bytes| &**bytes), Some(svg.as_bytes()));
}

#[test]
fn a_full_copy_and_no_copy_are_the_same_site() {
    let full = site("every-key");
    let bare = full.iter().filter(|(path, _)| path.below("themes").is_none());
    let bare: FileSet = bare.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    assert!(bare.len() < full.len());
    let (full, bare) = (project::build(&full), project::build(&bare));
    let both = [&full, &bare];
    let [one, other] = both.map(project::pages);
    assert!(one.len() > 20 && one.iter().eq(other.iter()), "pages differ");
    let [one, other] = both.map(project::posters);
    assert!(!one.is_empty());
    assert_eq!(format!("{one:?}"), format!("{other:?}"));
}

#[test]
fn a_set_made_whole_is_the_same_theme() {
    let own = [("themes/default/strings/vi.yaml", "site: {guide: Sổ tay}\n")];
    let mut files = with(&own);
    theme::complete(&mut files);
    assert!(files.get_str("themes/default/pages/base.html").is_some());
    let kept = files.get_str("themes/default/strings/vi.yaml").expect("it is the project's");
    assert_eq!(&**kept, own[0].1.as_bytes());
    let whole = project::pages(&project::build(&files));
    let bare = project::pages(&project::build(&with(&own)));
    assert!(whole.iter().eq(bare.iter()));
}

/// Builds the smallest project with files of a theme, and returns what is told of the theme: code,
/// severity, file, line and column.
fn told(own: &[(&str, &str)]) -> Vec<String> {
    let files = with(own);
    let built = pipeline::build(&files, &options());
    let mut found = built.diagnostics.clone();
    let Ok(in_pages) = built.pages(|_, _| Ok::<(), Infallible>(()));
    found.append(in_pages);
    found.sort();
    let of_theme = found.iter().filter(|finding| finding.code.starts_with("theme-"));
    let line = |finding: &tracuu::diagnostic::Diagnostic| {
        let bytes = files.get(&finding.place.file).map(|bytes| bytes.to_vec()).unwrap_or_default();
        let at = Position::of(&String::from_utf8_lossy(&bytes), finding.place.start);
        let mark = if finding.severity == Severity::Error { '!' } else { '?' };
        let file = finding.place.file.as_str().trim_start_matches("themes/");
        format!("{}{mark} {file}:{}:{}", finding.code, at.line, at.column)
    };
    of_theme.map(line).collect()
}

#[track_caller]
fn says(own: &[(&str, &str)], expected: &[&str]) {
    let own: Vec<_> = own.iter().map(|(path, text)| (format!("themes/{path}"), *text)).collect();
    let own: Vec<_> = own.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    assert_eq!(told(&own), expected);
}

#[test]
fn mistakes_of_values_are_told_at_their_line() {
    says(&[("default/theme.yaml", "accent: xanh\n")], &["theme-color! default/theme.yaml:1:9"]);
    says(
        &[("default/theme.yaml", "pages:\n  light:\n    inc: \"#000000\"\n  drak: {ink: a}\n")],
        &["theme-key! default/theme.yaml:3:5", "theme-key! default/theme.yaml:4:10"],
    );
    says(&[("default/theme.yaml", "pages: \"#000000\"\n")], &["theme-key! default/theme.yaml:1:1"]);
    says(
        &[("default/theme.yaml", "accent: \"#000000\"\naccent: \"#000001\"\n")],
        &["theme-broken! default/theme.yaml:2:1"],
    );
    says(&[("default/theme.yaml", "- a\n")], &["theme-broken! default/theme.yaml:1:1"]);
    says(&[("default/theme.yaml", "# only a comment\n"), ("default/strings/vi.yaml", "")], &[]);
    says(
        &[("default/strings/vi.yaml", "site:\n  giude: A\n  skip: \"{b}\"\n  call: Gọi\n")],
        &[
            "theme-word? default/strings/vi.yaml:2:3",
            "theme-placeholder! default/strings/vi.yaml:3:9",
            "theme-placeholder? default/strings/vi.yaml:4:9",
        ],
    );
    says(
        &[("default/strings/en.yaml", "\u{feff}site:\r\n  call: [a]\r\n")],
        &["theme-broken! default/strings/en.yaml:2:3"],
    );
}

#[test]
fn a_colour_that_cannot_be_read_is_told_where_it_was_changed() {
    let look = |text: &'static str| [("default/theme.yaml", text)];
    let at = |place: &str| vec![format!("theme-contrast! default/theme.yaml:{place}")];
    let told = |own: &[(&str, &str)]| told(&[(&format!("themes/{}", own[0].0), own[0].1)]);
    // Text, and the ground of text that was not changed.
    assert_eq!(told(&look("pages: {light: {ink: \"#999999\"}}\n")), at("1:22"));
    assert_eq!(told(&look("pages: {dark: {warm: \"#808080\"}}\n")), at("1:22"));
    assert_eq!(told(&look("pages: {light: {on: \"#808080\"}}\n")), at("1:21"));
    // 3:1 is enough for bounds, and for nothing else.
    assert_eq!(told(&look("pages: {light: {edge: \"#808080\"}}\n")), Vec::<String>::new());
    assert_eq!(told(&look("pages: {light: {edge: \"#c0c0c0\"}}\n")), at("1:23"));
    assert_eq!(told(&look("pages: {light: {line: \"#ffffff\"}}\n")), Vec::<String>::new());
}

#[test]
fn files_that_nobody_reads_are_told_of() {
    says(
        &[
            ("default/.DS_Store", ""),
            ("default/GHI-CHU.md", "Của xã.\n"),
            ("default/pages/GHI-CHU.md", "{{ broken\n"),
            ("default/pages/404 - Copy.html", "{{ broken\n"),
            ("default/posters/bord.svg", "<svg/>\n"),
            ("default/scripts/cua-xa.js", "x();\n"),
            ("default/static/x.txt", "x\n"),
            ("default/strings/vietnam.yaml", "site: {}\n"),
            ("home.html", ""),
            ("pages/home.html", ""),
            ("xanh/pages/home.html", ""),
            ("xanh/theme.yaml", ""),
        ],
        &[
            "theme-unused? default/pages/404 - Copy.html:1:1",
            "theme-unused? default/posters/bord.svg:1:1",
            "theme-unused? default/scripts/cua-xa.js:1:1",
            "theme-unused? default/strings/vietnam.yaml:1:1",
            "theme-unused? home.html:1:1",
            "theme-unused? pages/home.html:1:1",
            "theme-unused? xanh/pages/home.html:1:1",
        ],
    );
}

#[test]
fn broken_templates_are_told_in_the_file_that_is_to_be_mended() {
    let page = |main: &str| {
        format!(
            "{{% extends \"pages/base.html\" %}}\n{{% block main %}}\n{main}\n{{% endblock main %}}\n"
        )
    };
    says(
        &[("default/pages/page.html", &page("{{ p.title }"))],
        &["theme-broken! default/pages/page.html:3:12"],
    );
    // Only seen when a page is made: in the template itself, in a part of it, and in its frame.
    says(
        &[("default/pages/page.html", &page("{{ p.nothing.at_all }}"))],
        &["theme-broken! default/pages/page.html:3:6"],
    );
    says(
        &[
            ("default/pages/page.html", &page("{% include \"pages/loa.html\" %}")),
            ("default/pages/loa.html", "\u{feff}\n<p>{{ loa.gio }}</p>\n"),
        ],
        &["theme-broken! default/pages/loa.html:2:7"],
    );
    says(
        &[(
            "default/pages/base.html",
            "<p>\n{{ commune.phone.so }}{% block head %}{% endblock head %}{% block beside %}{% endblock beside %}{% block main %}{% endblock main %}\n",
        )],
        &["theme-broken! default/pages/base.html:2:18"],
    );
    says(
        &[("default/pages/page.html", &page("{% include \"pages/x.html\" %}"))],
        &["theme-incomplete! default/pages/page.html:3:13"],
    );
}

#[test]
fn a_template_of_the_program_that_the_project_broke_is_said_to_be_the_programs() {
    let own = [("themes/default/pages/components.html", "{# nothing #}\n")];
    let folder = Folder::with_site("layers-components");
    folder.write(own[0].0, own[0].1.as_bytes());
    let output = folder.tracuu(&["check", "--lang", "en"]);
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("a template inside the program cannot be used: "), "{said}");
    assert!(
        said.contains("the templates that the project replaces: pages/components.html"),
        "{said}"
    );
    let line = said.lines().find(|line| line.contains("[theme-broken]")).unwrap_or_default();
    assert!(
        line.contains(": themes/default/pages/") && !line.contains("components.html"),
        "{said}"
    );
    assert!(said.contains("{{ <"), "the line of the program's template is shown: {said}");
}

#[test]
fn the_projects_layer_wins_over_a_full_copy_too() {
    let mut files = site("every-key");
    let path = FilePath::known("themes/default/pages/404.html");
    let text = String::from_utf8(files.get(&path).expect("it is there").to_vec()).expect("text");
    files.insert(path, text.replace("<h1>", "<h1 id=\"edited\">").as_bytes());
    let pages = project::pages(&project::build(&files));
    let html = pages.get_str("404.html").expect("a page").to_vec();
    assert!(String::from_utf8_lossy(&html).contains("<h1 id=\"edited\">"));
}
