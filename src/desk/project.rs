//! A first project: a commune that builds as it is.
//!
//! Without a real name and a real address it is an example, and every page and sheet of it says so.
//! For a real commune nothing is put down that only it knows: hours and phones that nobody gave
//! stand behind `#`, service models are drafts, and guides say that the commune has not checked them.

use super::copy::{Copied, linked};
use super::new::{file, has};
use super::scaffold::{Filled, beside};
use super::scalar::scalar;
use super::{ready, templates};
use crate::catalogue::Kind;
use crate::diagnostic::{Diagnostics, Text, say};
use crate::files::{FilePath, FileSet};
use crate::model::{Id, Link};
use crate::parse::{self, slug};

/// What a commune says of itself; what it does not say stays an example or is left open.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// Its name.
    pub commune: Option<String>,
    /// Its province.
    pub province: Option<String>,
    /// Where the site will stand.
    pub address: Option<String>,
    /// Its phone.
    pub phone: Option<String>,
    /// The names of villages.
    pub villages: Vec<String>,
}

/// One question, for the key of `site.yaml` that it fills; the villages have none.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The key; `villages` for the names of villages.
    pub key: &'static str,
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

/// What a person is asked; every answer may be left empty.
pub const QUESTIONS: [Question; 5] = [
    Question {
        key: "commune", vi: "Tên xã, phường (ví dụ: Xã Ví Dụ)", en: "Name of the commune"
    },
    Question { key: "province", vi: "Tên tỉnh, thành phố", en: "Province" },
    Question {
        key: "address",
        vi: "Địa chỉ trang web sẽ dùng (ví dụ: https://tthc.xa-vi-du.gov.vn/)",
        en: "Web address of the site",
    },
    Question { key: "phone", vi: "Điện thoại của xã", en: "Phone of the commune" },
    Question {
        key: "villages",
        vi: "Tên các thôn có nhà văn hóa, cách nhau bằng dấu phẩy",
        en: "Villages with a hall, with commas between them",
    },
];

/// The handbook: a text file, because that opens in Notepad where `.md` asks for a program; at the
/// top of the project, because what stands in `content/` is published.
const HANDBOOK: (&str, &str) = ("SO-TAY-CAN-BO.txt", include_str!("so-tay-can-bo.txt"));
const ABOUT: &str = include_str!("gioi-thieu.md");
const GUIDES: [&str; 5] = [
    "dang-ky-khai-sinh",
    "dang-ky-khai-tu",
    "xac-nhan-tinh-trang-hon-nhan",
    "chung-thuc-ban-sao-tu-ban-chinh",
    "dang-ky-thuong-tru",
];
const PROGRAMS: [&str; 2] = ["gio-lam-viec-thu-9", "ngay-khong-viet"];
const PAGES: [&str; 3] = ["cach-quet-ma", "tai-khoan-vneid", "chup-giay-to"];
const EXAMPLE_VILLAGES: [&str; 2] = ["Thôn Ví Dụ Đông", "Thôn Ví Dụ Tây"];
const EXAMPLE_WIFI: [(&str, &str); 2] = [
    ("  ssid: NhaVanHoa-ViDu", "tên mạng, chép đúng từng chữ"),
    ("  password: mat-khau-vi-du", "mật khẩu; chỉ in trên tờ, không lên mạng"),
];
const EXAMPLE_ADDRESS: &str = "https://tthc.xa-vi-du.example/";

impl Question {
    /// Returns an answer as it is written into the file.
    #[must_use]
    pub fn completed(&self, answer: &str) -> String {
        let answer = answer.trim();
        if self.key == "address" { address(answer) } else { answer.to_owned() }
    }

    /// Says why an answer cannot be taken: what the parser says of it in the file.
    #[must_use]
    pub fn refuses(&self, answer: &str) -> Option<Text> {
        if answer.contains(char::is_control) {
            return Some(super::one_line());
        }
        if self.key == "villages" {
            return names(answer).find_map(|name| parser_says("commune", name));
        }
        parser_says(self.key, &self.completed(answer))
    }
}

/// Puts before an address what people leave out, and behind it: `tanlap.vn` is `https://tanlap.vn/`.
fn address(answer: &str) -> String {
    let bare =
        !answer.contains("://") && answer.contains('.') && !answer.contains(char::is_whitespace);
    let whole = if bare { format!("https://{answer}") } else { answer.to_owned() };
    let is_open =
        whole.contains("://") && !whole.ends_with('/') && !whole.contains(['?', '#', '"']);
    if is_open { whole + "/" } else { whole }
}

/// Divides the names of villages.
fn names(answer: &str) -> impl Iterator<Item = &str> {
    answer.split([',', ';']).map(str::trim).filter(|name| !name.is_empty())
}

fn parser_says(key: &str, answer: &str) -> Option<Text> {
    let mut keys = vec![("address", EXAMPLE_ADDRESS), ("commune", "Xã"), ("example", "true")];
    keys.retain(|(name, _)| *name != key);
    keys.push((key, answer));
    let bare =
        |key: &str, value: &str| if key == "example" { value.to_owned() } else { quoted(value) };
    let lines: Vec<String> =
        keys.iter().map(|(key, value)| format!("{key}: {}\n", bare(key, value))).collect();
    let mut files = FileSet::default();
    let path = FilePath::known("content/site.yaml");
    files.insert(path.clone(), lines.concat().into_bytes());
    let mut found = Diagnostics::default();
    let _ = parse::site(&files, &mut found);
    let first = found
        .iter()
        .find(|it| it.severity == crate::diagnostic::Severity::Error && it.place.file == path)?;
    Some(match &first.hint {
        Some(hint) => say(
            format!("{}; {}", first.text.vi, hint.vi),
            format!("{}; {}", first.text.en, hint.en),
        ),
        None => first.text.clone(),
    })
}

/// Puts words into quotes whatever they are.
fn quoted(text: &str) -> String {
    let written = scalar(text);
    if written.starts_with('"') { written } else { format!("\"{written}\"") }
}

impl Answers {
    /// Takes an answer that [`Question::refuses`] nothing of; an empty one says nothing.
    pub fn take(&mut self, question: &Question, answer: &str) {
        let answer = question.completed(answer);
        let some = (!answer.is_empty()).then(|| answer.clone());
        match question.key {
            "commune" => self.commune = some,
            "province" => self.province = some,
            "address" => self.address = some,
            "phone" => self.phone = some,
            _ => self.villages = names(&answer).map(str::to_owned).collect(),
        }
    }

    /// Returns what a commune still has to say of itself, each with its key in `site.yaml`.
    #[must_use]
    pub fn missing(&self) -> Text {
        let address = self.address.as_ref().filter(|address| !is_reserved(address));
        let rows = [
            (self.commune.is_none(), "tên xã (commune)", "its name (commune)"),
            (self.province.is_none(), "tên tỉnh (province)", "its province (province)"),
            (address.is_none(), "địa chỉ trang (address)", "its web address (address)"),
            (self.phone.is_none(), "điện thoại (phone)", "its phone (phone)"),
            (true, "giờ làm việc (hours)", "its office hours (hours)"),
        ];
        let missing: Vec<_> = rows.iter().filter(|(missing, ..)| *missing).collect();
        let join = |of: fn(&(bool, &'static str, &'static str)) -> &'static str| {
            missing.iter().map(|row| of(row)).collect::<Vec<_>>().join(", ")
        };
        say(join(|row| row.1), join(|row| row.2))
    }

    /// Returns how many halls the project will have.
    #[must_use]
    pub fn halls(&self) -> usize {
        self.halls_of().len()
    }

    /// Returns the villages that get a hall: an example has two of its own, a real commune none that
    /// nobody named.
    fn halls_of(&self) -> Vec<String> {
        if self.villages.is_empty() && !self.is_real() {
            return EXAMPLE_VILLAGES.map(str::to_owned).to_vec();
        }
        self.villages.clone()
    }

    /// Says whether a real commune has said enough to be no example.
    #[must_use]
    pub fn is_real(&self) -> bool {
        self.commune.is_some() && self.address.as_ref().is_some_and(|address| !is_reserved(address))
    }
}

/// Says whether an address is one that leads nowhere: an example, or no address at all.
fn is_reserved(address: &str) -> bool {
    let ends = [".example", ".test", ".invalid"];
    Link::new(address).map_or(true, |link| ends.iter().any(|end| link.host().ends_with(end)))
}

/// Makes all files of a first project, by their path in its folder.
#[must_use]
pub fn project(answers: &Answers) -> FileSet {
    let mut files = FileSet::default();
    let mut put = |path: &str, text: String| files.insert(FilePath::known(path), text.into_bytes());
    put("content/site.yaml", site(answers));
    put(HANDBOOK.0, format!("\u{feff}{}", HANDBOOK.1));
    put("content/pages/gioi-thieu.md", ABOUT.to_owned());
    for (id, text) in villages(answers) {
        put(&format!("content/villages/{id}.md"), text);
    }
    let carried = |path: String| {
        let text = templates::text(&path).expect("the program carries what init starts from");
        (format!("content/{path}"), text.to_owned())
    };
    let mut rest: Vec<(String, String)> = Vec::new();
    rest.extend(PROGRAMS.map(|id| carried(format!("programs/{id}.md"))));
    rest.extend(PAGES.map(|id| carried(format!("pages/{id}.md"))));
    for id in GUIDES {
        let id = Id::new(id).expect("the id is spelled by the program");
        let (field, _) = templates::guide(&id).expect("the program carries what init starts from");
        rest.push(carried(format!("procedures/{field}/_index.md")));
        rest.push(carried(format!("procedures/{field}/{id}.md")));
    }
    for (path, text) in &rest {
        put(path, text.clone());
    }
    // Only now is it known what is there to be linked to.
    for (path, text) in rest {
        let path = FilePath::known(&path);
        let text = fitted(&files, &path, &text, answers);
        files.insert(path, text.into_bytes());
    }
    files
}

/// Fits a file of the example commune into the project.
fn fitted(files: &FileSet, path: &FilePath, text: &str, answers: &Answers) -> String {
    let has = |target: &str| has(files, path.parent(), target);
    let address = answers.address.as_deref().unwrap_or(EXAMPLE_ADDRESS);
    if path.name() == "_index.md" {
        return text.to_owned();
    }
    if path.below("content/procedures").is_some() {
        let unverified = templates::UNVERIFIED;
        let copied = Copied { title: None, status: "active", unverified };
        return copied.of(text, &has).expect("a guide of the program has its two lines");
    }
    let mut text = linked(text, &has).replace(EXAMPLE_ADDRESS, address);
    if path.below("content/programs").is_some() && answers.is_real() {
        let draft = "\nstatus: draft   # bản nháp, chưa lên trang: sửa theo kế hoạch của xã rồi đổi thành active\nsummary:";
        text = text.replacen("\nsummary:", draft, 1);
    }
    text
}

fn site(answers: &Answers) -> String {
    let real = answers.is_real();
    let commune = answers.commune.as_deref().unwrap_or("Xã Ví Dụ");
    let mut filled = vec![
        Filled::value("commune", scalar(commune)),
        Filled::value("address", answers.address.as_deref().unwrap_or(EXAMPLE_ADDRESS)),
    ];
    let province = answers.province.as_deref().or((!real).then_some("Tỉnh Ví Dụ"));
    filled.extend(province.map(|province| Filled::value("province", scalar(province))));
    if !real {
        filled.push(Filled::value("example", "true"));
        filled.push(Filled::lines("hours", example_block("hours")));
    }
    let phone = answers.phone.as_deref().or((!real).then_some("0000 000 000"));
    filled.extend(phone.map(|phone| Filled::value("phone", quoted(phone))));
    let centre = scalar(&format!("Trung tâm Phục vụ hành chính công {commune}"));
    let centre = beside(&format!("  name: {centre}"), "tên nơi tiếp nhận");
    filled.push(Filled::lines("centre", vec![centre]));
    filled.push(Filled::lines("holidays", example_block("holidays")));
    filled.push(Filled::value("allow_hosts", "[dichvucong.gov.vn]"));
    filled.push(Filled::value("languages", "[vi]"));
    let posters = [
        beside("  size: A3", "cỡ giấy của bảng, mục lục và niêm yết: A4, A3, A2"),
        beside(
            "  kinds: [board, sheet, notice, program]",
            "board bảng mã, sheet tờ riêng, notice niêm yết, program ngày phục vụ",
        ),
    ];
    filled.push(Filled::lines("posters", posters.to_vec()));
    let about = "# Tệp này nói về xã và trang web của xã. Sửa chữ ở bên phải dấu hai chấm.\n";
    format!("{about}{}", super::scaffold(Kind::Site, &filled))
}

/// Returns the lines below a key of the example commune, with their comments: days off and their
/// basis stand there once.
fn example_block(key: &str) -> Vec<String> {
    let text = templates::text("site.yaml").expect("the example commune has its file");
    let head = format!("{key}:");
    let after = text.lines().skip_while(|line| !line.starts_with(&head)).skip(1);
    after.take_while(|line| line.starts_with(' ')).map(str::to_owned).collect()
}

/// Writes the name of a village inside another name: `Nhà văn hóa thôn Ví Dụ`.
fn inside(name: &str) -> String {
    const KINDS: [&str; 9] = ["Thôn", "Xóm", "Bản", "Ấp", "Tổ", "Khu", "Làng", "Buôn", "Khóm"];
    let first = name.split(' ').next().unwrap_or_default();
    if KINDS.contains(&first) {
        return format!("{}{}", first.to_lowercase(), &name[first.len()..]);
    }
    name.to_owned()
}

/// Makes the files of the villages, each with an id of its own.
fn villages(answers: &Answers) -> Vec<(Id, String)> {
    let taken = GUIDES.iter().chain(&PROGRAMS).chain(&PAGES).map(|id| (*id).to_owned());
    let mut taken: Vec<String> = taken.chain(["gioi-thieu".to_owned()]).collect();
    let fields = GUIDES.iter().filter_map(|id| templates::guide(&Id::new(id).ok()?));
    taken.extend(fields.map(|(field, _)| field.to_string()));
    let mut made = Vec::new();
    for name in &answers.halls_of() {
        let slug = slug(name);
        let base = if Id::new(&slug).is_ok() { slug } else { format!("thon-{slug}") };
        let base = base.trim_end_matches('-');
        let short = base[..base.len().min(70)].trim_end_matches('-');
        let numbered = (2..).map(|number| format!("{short}-{number}"));
        let mut ids = std::iter::once(base.to_owned()).chain(numbered);
        let id = ids.find(|id| !taken.contains(id) && Id::new(id).is_ok()).expect("one is free");
        taken.push(id.clone());
        let mut filled = ready::village(name);
        let hall = scalar(&format!("Nhà văn hóa {}", inside(name)));
        filled.push(Filled::lines(
            "hall",
            vec![beside(&format!("  name: {hall}"), "tên nhà văn hóa")],
        ));
        if answers.villages.is_empty() {
            filled.push(Filled::lines(
                "wifi",
                EXAMPLE_WIFI.map(|(line, says)| beside(line, says)).to_vec(),
            ));
        }
        let about = "Thôn, xóm, bản, tổ dân phố và nhà văn hóa.";
        let id = Id::new(&id).expect("the id was tried");
        made.push((id, file(Kind::Village, &filled, about, "")));
    }
    made
}
