//! The catalogue of keys and the JSON Schema from it, held against the parser in both directions.
//!
//! A debug build stops when the parser asks a key that the catalogue lacks, or leaves one unasked;
//! `tests/sites/every-key` makes it ask all of them. Shapes are held here: each key takes its
//! example, and refuses what its shape refuses, with the finding of that shape.

use std::collections::BTreeSet;

use serde_json::Value;

use super::project::{example, site};
use super::small::{project, read};
use tracuu::catalogue::{self, Group, KINDS, Key, Kind, Rule, Shape};
use tracuu::diagnostic::{Diagnostics, Severity};
use tracuu::files::{FilePath, FileSet};
use tracuu::parse;

#[test]
fn the_example_of_every_key_is_every_key() {
    let files = site("every-key");
    let mut found = Diagnostics::default();
    assert!(parse::site(&files, &mut found).is_some());
    assert!(!found.has_errors(), "{}", found.show(&files, true, false));
    // Each group that is read asks all its keys: what must be there is one of every group.
    let mut seen = BTreeSet::new();
    for (_, kind, keys) in front_matter(&files) {
        see(kind.group(), &keys, &mut seen);
    }
    let mut all = BTreeSet::new();
    for kind in KINDS {
        list(kind.group(), &mut all);
    }
    let missing: Vec<_> = all.difference(&seen).collect();
    assert!(missing.is_empty(), "groups that tests/sites/every-key does not have: {missing:?}");
}

#[test]
fn every_key_is_told_in_both_languages() {
    let mut groups = BTreeSet::new();
    for kind in KINDS {
        walk(kind.group(), &mut Vec::new(), &mut |way| {
            let key = way[way.len() - 1].1;
            for text in [key.vi, key.en, key.example] {
                assert!(!text.is_empty(), "{}: {key:?}", way[0].0.name);
            }
            assert!(!key.vi.contains('#') && !key.vi.contains(parse::UNFILLED), "{key:?}");
            groups.insert(way[way.len() - 1].0.name);
        });
    }
    assert!(groups.len() > 30, "the walk found the groups: {groups:?}");
}

#[test]
fn every_key_takes_its_example_and_its_schema_too() {
    each(|kind, way, validator| {
        let key = way[way.len() - 1].1;
        let text = document(way, key.example);
        let errors = errors(kind, &text);
        assert!(errors.is_empty(), "{errors:?}\n{text}");
        let told = validator(&instance(&text));
        assert!(told.is_none(), "{}\n{text}", told.unwrap_or_default());
    });
}

#[test]
fn every_key_refuses_what_its_shape_refuses_and_its_schema_too() {
    let mut tried = 0;
    each(|kind, way, validator| {
        let key = way[way.len() - 1].1;
        for (value, code) in refused(key) {
            let text = document(way, &value);
            let errors = errors(kind, &text);
            assert!(errors.iter().any(|(found, _)| *found == code), "{code}: {errors:?}\n{text}");
            if let Shape::OneOf(words) = key.shape {
                let all = words.join(", ");
                let hint =
                    errors.iter().find(|(found, _)| *found == code).expect("found").1.clone();
                assert!(hint.contains(&all), "{all}: {hint}");
            }
            assert!(validator(&instance(&text)).is_some(), "the schema takes\n{text}");
            tried += 1;
        }
    });
    assert!(tried > 300, "{tried}");
}

#[test]
fn a_needed_key_is_needed() {
    each(|kind, way, validator| {
        let (group, key) = way[way.len() - 1];
        if !key.needed {
            return;
        }
        let other = group.keys.iter().find(|other| other.name != key.name);
        let Some(other) = other else { return };
        let mut way = way.to_vec();
        let last = way.len() - 1;
        way[last].1 = other;
        let text = without(&way, other.example, key.name);
        let errors = errors(kind, &text);
        assert!(!errors.is_empty(), "nobody misses {}\n{text}", key.name);
        assert!(validator(&instance(&text)).is_some(), "the schema takes\n{text}");
    });
}

#[test]
fn the_schema_takes_all_that_is_published() {
    let schemas: Vec<_> = KINDS.iter().map(|kind| (*kind, Schemas::of(*kind))).collect();
    let whole = Schemas::new(catalogue::all_schemas(false));
    let mut count = 0;
    for files in [example(), site("every-key")] {
        for (path, kind, keys) in front_matter(&files) {
            let (_, schema) = schemas.iter().find(|(other, _)| *other == kind).expect("a schema");
            assert_eq!(schema.refuses(&keys), None, "{path}");
            assert_eq!(whole.refuses(&keys), None, "{path}");
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn the_schema_refuses_what_people_get_wrong() {
    let schema = Schemas::of(Kind::Procedure);
    let good = "title: Đăng ký khai sinh\ndocuments: [{name: Tờ khai}]\nsteps: [Nộp hồ sơ.]\n";
    assert_eq!(schema.refuses(&instance(good)), None);
    for wrong in [
        "code: 1.001193",
        "titel: Đăng ký",
        "status: nháp",
        "fee: 8.000đ",
        "fee: {amount: 2000, text: Miễn phí}",
        "fee: {max: 2000}",
        "time: 3",
        "time: {working_days: 3, days: 5}",
        "time: {cutoff: \"15:00\"}",
        "deadline: {from: ngày sinh}",
        "checked: 2026-10-01",
        "checked: {on: 01/10/2026}",
        "audience: citizen",
        "result: Giấy khai sinh",
        "related: [Đăng ký kết hôn]",
        "portal: dichvucong.gov.vn",
        "help: {write_for_me: forbidden}",
        "channels: {online: {level: toàn trình}}",
        "legal: [{title: Luật Hộ tịch}]",
        "recording: /home/a.mp3",
    ] {
        let told = schema.refuses(&instance(&format!("{good}{wrong}\n")));
        assert!(told.is_some(), "{wrong}");
    }
    for good_too in [
        "fee: {amount: 2000, tiers: [{amount: 2000}]}",
        "time: {same_day: false, days: 3}",
        "fee: 0",
        "unverified: [Chưa hỏi tỉnh, {key: fee}]",
        "summary: 2026",
    ] {
        assert_eq!(schema.refuses(&instance(&format!("{good}{good_too}\n"))), None, "{good_too}");
    }
    assert!(schema.refuses(&instance("title: A\nsteps: [b]\n")).is_some(), "no papers");
    let village = Schemas::of(Kind::Village);
    let wifi = |keys: &str| {
        village.refuses(&instance(&format!("title: A\nprocedures: all\nwifi: {{{keys}}}\n")))
    };
    assert!(wifi("ssid: a, password: \"12345678\", open: false").is_none());
    assert!(wifi("ssid: a, password: \"12345678\", open: true").is_some());
    assert!(wifi("ssid: a").is_some());
    let site = Schemas::of(Kind::Site);
    let phone = |phone: &str| {
        site.refuses(&instance(&format!("address: https://a.vn/\ncommune: A\nphone: {phone}\n")))
    };
    assert!(phone("0912345678").is_some() && phone("\"0912345678\"").is_none());
}

#[test]
fn the_schema_is_told_in_both_languages() {
    let (vi, en) = (catalogue::schema(Kind::Page, false), catalogue::schema(Kind::Page, true));
    assert_eq!(vi["properties"]["poster"]["description"], "true: in thành tờ chữ lớn");
    assert_eq!(en["properties"]["poster"]["description"], "true: a slogan sheet too");
    assert_eq!((&vi["title"], &en["title"]), (&"Một trang khác".into(), &"Any other page".into()));
}

/// Calls `see` with every key of every kind of file, by the way to it, and with its schema.
fn each(mut see: impl FnMut(Kind, &Way, &dyn Fn(&Value) -> Option<String>)) {
    for kind in KINDS {
        let schema = Schemas::of(kind);
        walk(kind.group(), &mut Vec::new(), &mut |way| {
            see(kind, way, &|keys: &Value| schema.refuses(keys));
        });
    }
}

/// The groups and keys from the top of a file down to a key.
type Way = [(&'static Group, &'static Key)];

fn walk(
    group: &'static Group,
    way: &mut Vec<(&'static Group, &'static Key)>,
    see: &mut impl FnMut(&Way),
) {
    for key in group.keys {
        way.push((group, key));
        see(way);
        if let Some(inner) = inner(key.shape) {
            walk(inner, way, see);
        }
        way.pop();
    }
}

fn inner(shape: Shape) -> Option<&'static Group> {
    shape.group().or_else(|| shape.item().and_then(inner))
}

fn list(group: &'static Group, all: &mut BTreeSet<&'static str>) {
    if all.insert(group.name) {
        group.keys.iter().filter_map(|key| inner(key.shape)).for_each(|inner| list(inner, all));
    }
}

fn see(group: &'static Group, value: &Value, seen: &mut BTreeSet<&'static str>) {
    let Value::Object(entries) = value else { return };
    seen.insert(group.name);
    for (name, value) in entries {
        let key = group.find(name).unwrap_or_else(|| panic!("{}: {name}", group.name));
        let Some(inner) = inner(key.shape) else { continue };
        match value {
            Value::Array(items) => items.iter().for_each(|item| see(inner, item, seen)),
            value => see(inner, value, seen),
        }
    }
}

/// Writes a file in which the key at the end of the way has a value, and each group on the way what
/// it needs.
fn document(way: &Way, value: &str) -> String {
    without(way, value, "")
}

/// Writes [`document`] without one of the keys that the last group needs.
fn without(way: &Way, value: &str, left_out: &str) -> String {
    let mut written = value.to_owned();
    for (depth, (group, key)) in way.iter().enumerate().rev() {
        let last = depth == way.len() - 1;
        if !last {
            written = nested(key.shape, &written);
        }
        let out = |name: &str| last && name == left_out;
        let mut lines = vec![format!("{}: {written}", key.name)];
        let mut names = vec![key.name];
        let mut add = |other: &Key| {
            if !names.contains(&other.name) && !out(other.name) {
                lines.push(other.line());
                names.push(other.name);
            }
        };
        group.keys.iter().filter(|other| other.needed).for_each(&mut add);
        // Rules of the decoder that hang on what the values say.
        let also = match group.name {
            "procedure" => Some("documents"),
            "village" => Some("procedures"),
            _ => None,
        };
        also.and_then(|name| group.find(name)).into_iter().for_each(&mut add);
        for rule in group.rules {
            let stands = |keys: &[&str]| keys.contains(&key.name);
            match rule {
                Rule::AnyOf(keys) if !stands(keys) => {
                    group.find(keys[0]).into_iter().for_each(&mut add);
                }
                Rule::Then(keys, needs) if stands(keys) => {
                    group.find(needs[0]).into_iter().for_each(&mut add);
                }
                _ => {}
            }
        }
        written =
            if depth == 0 { lines.join("\n") + "\n" } else { format!("{{{}}}", lines.join(", ")) };
    }
    written
}

/// Puts a group into the list that its key wants.
fn nested(shape: Shape, group: &str) -> String {
    if shape.group().is_some() { group.to_owned() } else { format!("[{group}]") }
}

/// What a key refuses, and the finding that says so.
fn refused(key: &Key) -> Vec<(String, &'static str)> {
    let one = |value: &str, code| vec![(value.to_owned(), code)];
    match key.shape {
        Shape::Text => one("[a, b]", "wrong-type"),
        Shape::Short(most) => vec![("a".repeat(most as usize + 1), "too-long")],
        Shape::Digits => one("0912345678", "number-without-quotes"),
        Shape::Id => one("Có Dấu", "bad-id"),
        Shape::Link => one("ftp://a.vn/", "bad-link"),
        Shape::Address => one("http://a.vn/", "bad-address"),
        Shape::Host => one("https://a.vn/", "bad-host"),
        Shape::Language => one("tiếng Anh", "bad-language"),
        Shape::File => one("ct01.docx", "form-outside"),
        Shape::Date | Shape::PlanDate => one("20/01/2026", "bad-date"),
        Shape::Clock => one("15h", "bad-time"),
        Shape::Hours => one("7h", "bad-hours"),
        Shape::Whole(_, most) => vec![
            (format!("{}", most + 1), "bad-number"),
            ("1.5".into(), "bad-number"),
            ("một".into(), "bad-number"),
        ],
        Shape::Dong => vec![("8.000đ".into(), "bad-amount"), ("-1".into(), "bad-amount")],
        Shape::YesNo => one("có", "bad-boolean"),
        Shape::OneOf(_) => one("zzz", "unknown-choice"),
        Shape::List(item) => {
            let inner = Key { shape: *item, ..*key };
            let items = refused(&inner).into_iter();
            let mut all: Vec<_> = items.map(|(value, code)| (format!("[{value}]"), code)).collect();
            if !matches!(item, Shape::Group(_)) {
                all.push(("a".into(), "list-as-sentence"));
            }
            all
        }
        Shape::Group(group)
            if !["time", "document", "translated-document"].contains(&group.name) =>
        {
            vec![("a".into(), "wrong-type"), ("{zzz: 1}".into(), "unknown-key")]
        }
        Shape::Group(_) => one("{zzz: 1}", "unknown-key"),
        Shape::Words(_) | Shape::Either(..) | Shape::Free => Vec::new(),
    }
}

/// What only the files around a key say of it.
const OF_OTHERS: [&str; 9] = [
    "unknown-id",
    "missing-form",
    "host-not-allowed",
    "translation-length",
    "translation-case",
    "translation-alone",
    "circle",
    "alias-clash",
    "bad-link",
];

/// Returns the errors of a file: their codes and hints.
fn errors(kind: Kind, keys: &str) -> Vec<(&'static str, String)> {
    let path = match kind {
        Kind::Procedure => "content/procedures/ho-tich/dang-ky-khai-sinh.md",
        Kind::Site => "content/site.yaml",
        Kind::Village => "content/villages/thon-mot.md",
        Kind::Program => "content/programs/thu-sau.md",
        Kind::Field => "content/procedures/ho-tich/_index.md",
        Kind::Page => "content/pages/gioi-thieu.md",
        Kind::Translation => "content/procedures/ho-tich/dang-ky-khai-sinh.en.md",
        Kind::PageTranslation => "content/pages/gioi-thieu.en.md",
    };
    let text = if kind == Kind::Site { keys.to_owned() } else { format!("---\n{keys}---\n") };
    let page = "---\ntitle: Giới thiệu\n---\n";
    let mut files: Vec<(&str, &[u8])> = vec![(path, text.as_bytes())];
    if kind == Kind::PageTranslation {
        files.push(("content/pages/gioi-thieu.md", page.as_bytes()));
    }
    let (_, found) = read(&project(files));
    let wanted = keys.contains("ftp://");
    found
        .iter()
        .filter(|it| it.severity == Severity::Error && it.place.file.as_str() == path)
        // The examples have `…` in their addresses, and name what this project does not have.
        .filter(|it| !OF_OTHERS.contains(&it.code) || (wanted && it.code == "bad-link"))
        .map(|it| (it.code, it.hint.as_ref().map_or(String::new(), |hint| hint.vi.clone())))
        .collect()
}

/// The keys of every file of a project, with what the file is.
fn front_matter(files: &FileSet) -> Vec<(FilePath, Kind, Value)> {
    let mut all = Vec::new();
    for (path, bytes) in files.inside("content") {
        let Some(kind) = kind_of(path) else { continue };
        let text = std::str::from_utf8(bytes).expect("content is UTF-8");
        let keys = match kind {
            Kind::Site => text,
            _ => text.split("---\n").nth(1).expect("keys between two lines"),
        };
        all.push((path.clone(), kind, instance(keys)));
    }
    all
}

fn kind_of(path: &FilePath) -> Option<Kind> {
    let below = path.below("content")?;
    let translated = path.name().strip_suffix(".md").is_some_and(|stem| stem.contains('.'));
    Some(match (below.split('/').next()?, translated) {
        ("site.yaml", _) => Kind::Site,
        ("procedures", _) if path.name() == "_index.md" => Kind::Field,
        ("procedures", false) => Kind::Procedure,
        ("procedures", true) => Kind::Translation,
        ("villages", _) => Kind::Village,
        ("programs", _) => Kind::Program,
        ("pages", false) => Kind::Page,
        ("pages", true) => Kind::PageTranslation,
        _ => return None,
    })
}

/// Reads keys as every other program reads YAML.
fn instance(keys: &str) -> Value {
    serde_yaml::from_str(keys).unwrap_or_else(|error| panic!("{error}\n{keys}"))
}

/// A schema that was held against its own.
struct Schemas {
    schemas: boon::Schemas,
    index: boon::SchemaIndex,
}

impl Schemas {
    fn of(kind: Kind) -> Self {
        Self::new(catalogue::schema(kind, false))
    }

    fn new(schema: Value) -> Self {
        let mut schemas = boon::Schemas::new();
        let mut compiler = boon::Compiler::new();
        compiler.add_resource("https://tracuu.example/schema", schema).expect("it is a schema");
        let index = compiler.compile("https://tracuu.example/schema", &mut schemas);
        Self { index: index.expect("it is a schema of draft 2020-12"), schemas }
    }

    /// Says why a value is refused.
    fn refuses(&self, value: &Value) -> Option<String> {
        self.schemas.validate(value, self.index).err().map(|error| format!("{error:#}"))
    }
}
