//! A site that sets every key, for tests: each text begins with the name of its key, so that a test
//! can look for all of them.

mod guide;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::files::{FilePath, FileSet};
use crate::ledger::Ledger;
use crate::model::date::{Date, Week};
use crate::model::program::{Change, Covers, Cutoff, Days, Exception, Plan, ProgramHours, Promise};
use crate::model::site::{Centre, Commune, Field, Holiday, Page, PageTranslation, Posters, Swap};
use crate::model::village::{Contact, Hall, Kind, Listed, PaperSize, Wifi};
use crate::model::{
    Body, ClockTime, Hours, Id, Lang, Link, Origin, PlanDate, Program, ROOT_MARK, Site, Village,
    Weekday,
};
use crate::theme::Theme;

pub(super) use guide::procedure;

/// The default theme, as it is in the repository.
pub(super) fn theme() -> Theme {
    let files = theme_files();
    let mut found = Diagnostics::default();
    let theme = Theme::parse(&files, "themes/default", &mut found);
    assert!(found.iter().next().is_none(), "{found:?}");
    theme.expect("the default theme is whole")
}

/// The files of the default theme.
pub(super) fn theme_files() -> FileSet {
    static THEME: include_dir::Dir<'_> =
        include_dir::include_dir!("$CARGO_MANIFEST_DIR/themes/default");
    let mut files = FileSet::default();
    let mut folders = vec![&THEME];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.insert(FilePath::known(&format!("themes/default/{path}")), file.contents());
        }
    }
    files
}

/// Numbers everything in order of id, as a first build does.
pub(super) fn ledger(site: &Site) -> Ledger {
    let mut ledger = Ledger::default();
    ledger.mint(site, Date::constant(2026, 1, 1));
    ledger
}

pub(super) fn id(text: &str) -> Id {
    Id::new(text).expect("the fixture spells ids well")
}

pub(super) fn link(text: &str) -> Link {
    Link::new(text).expect("the fixture spells links well")
}

pub(super) fn origin(file: &str) -> Origin {
    Origin::new(FilePath::known(file), std::iter::empty())
}

pub(super) fn english() -> Lang {
    Lang::new("en").expect("en is a tag")
}

pub(super) fn body(word: &str) -> Body {
    let html = format!(
        "<h2>Heading of {word}</h2>\n<p>Body of {word}: <a href=\"{ROOT_MARK}ket-hon/\">x</a>.</p>\n"
    );
    Body { html, text: vec![word.to_owned()] }
}

fn clock(text: &str) -> ClockTime {
    ClockTime::read(text).expect("the fixture spells times well")
}

fn hours(open: &str, close: &str) -> Hours {
    Hours { open: clock(open), close: clock(close) }
}

fn week() -> Week {
    let day = vec![hours("7:30", "11:30"), hours("13:30", "17:00")];
    [day.clone(), day.clone(), day.clone(), day.clone(), day, Vec::new(), Vec::new()]
}

/// A site in which every key is set somewhere.
pub(super) fn site() -> Site {
    let form = FilePath::known("forms/ct01.docx");
    let mut procedures = guide::procedures();
    procedures.sort_by(|a, b| a.id.cmp(&b.id));
    Site {
        commune: commune(),
        fields: vec![field("cu-tru", "Cư trú", None), field("ho-tich", "Hộ tịch", Some(1))],
        procedures: procedures.into_iter().map(Arc::new).collect(),
        villages: villages(),
        programs: programs(),
        pages: vec![page()],
        forms: BTreeMap::from([(form, vec![0; 34_567].into())]),
        unread: std::collections::BTreeSet::new(),
        wanted: crate::model::site::Wanted::default(),
    }
}

fn commune() -> Commune {
    Commune {
        origin: origin("content/site.yaml"),
        address: link("https://tthc.xa-vi-du.example/tthc/"),
        former_addresses: vec![link("https://cu.xa-vi-du.example/")],
        name: "Xã Ví Dụ".into(),
        province: Some("Tỉnh Ví Dụ".into()),
        example: true,
        centre: Centre {
            name: Some("Trung tâm Phục vụ hành chính công".into()),
            address: Some("Số 1 đường Ví Dụ, thôn Đông".into()),
            map: Some(link("https://maps.example/centre")),
        },
        phone: Some("024 3386 3000".into()),
        feedback_url: Some(link("https://khaosat.example/gop-y")),
        hours: Some(week()),
        holidays: vec![Holiday {
            date: Date::constant(2026, 9, 2),
            name: "Quốc khánh".into(),
            source: Some("Bộ luật Lao động, Điều 112".into()),
        }],
        swapped: vec![Swap { off: Date::constant(2026, 1, 2), on: Date::constant(2026, 1, 10) }],
        allow_hosts: vec!["dichvucong.gov.vn".into()],
        languages: vec![Lang::vietnamese(), english()],
        posters: Posters { size: PaperSize::A3, kinds: vec![Kind::Board.into()] },
        retired: Vec::new(),
        recheck_months: 12,
        publish: BTreeMap::from([("password".into(), "publish-secret".into())]),
    }
}

fn field(name: &str, title: &str, order: Option<i32>) -> Field {
    Field {
        id: id(name),
        origin: origin(&format!("content/procedures/{name}/_index.md")),
        title: title.into(),
        order,
        owner: Some(format!("Owner of {title}")),
        aliases: Vec::new(),
        body: body(&format!("field {name}")),
    }
}

fn villages() -> Vec<Village> {
    let east = Village {
        id: id("thon-dong"),
        origin: origin("content/villages/thon-dong.md"),
        title: "Thôn Đông".into(),
        hall: Hall {
            name: Some("Nhà văn hóa thôn Đông".into()),
            address: Some("Đầu làng, cạnh giếng".into()),
            map: Some(link("https://maps.example/dong")),
            hours: Some(week()),
        },
        wifi: Some(Wifi { ssid: "WIFI-SSID".into(), password: Some("wifi-password".into()) }),
        contact: Some(Contact {
            role: Some("Trưởng thôn Đông".into()),
            phone: Some("0912 345 678".into()),
        }),
        procedures: Listed::All,
        sheets: vec![id("khai-sinh")],
        steps_codes: true,
        posters: Vec::new(),
        aliases: vec![id("thon-dong-cu")],
        merged_into: None,
        closed: false,
        body: body("hall dong"),
    };
    let south = Village {
        id: id("thon-nam"),
        title: "Thôn Nam".into(),
        wifi: None,
        procedures: Listed::These(vec![id("khai-sinh"), id("nhap")]),
        aliases: Vec::new(),
        ..east.clone()
    };
    let west = Village {
        id: id("thon-tay"),
        title: "Thôn Tây".into(),
        aliases: Vec::new(),
        merged_into: Some(id("thon-dong")),
        closed: true,
        ..east.clone()
    };
    vec![east, south, west]
}

fn programs() -> Vec<Program> {
    let friday = Program {
        id: id("thu-sau-khong-cho"),
        origin: origin("content/programs/thu-sau-khong-cho.md"),
        title: "Ngày thứ Sáu không chờ".into(),
        draft: false,
        summary: Some("Summary of program".into()),
        aliases: Vec::new(),
        days: Days::Weekly(vec![Weekday::Fri]),
        hours: ProgramHours::Clock(vec![hours("13:30", "17:00")]),
        from: Some(PlanDate::Day(Date::constant(2023, 9, 25))),
        to: Some(PlanDate::Year(2027)),
        covers: Covers {
            all: false,
            fields: vec![id("ho-tich")],
            procedures: vec![id("tam-tru")],
            count: Some(21),
            text: Some("Covers of program in words".into()),
        },
        except: vec![
            Exception {
                procedure: Some(id("ket-hon")),
                text: None,
                reason: Some("Reason of exception".into()),
            },
            Exception { procedure: None, text: Some("Exception in words".into()), reason: None },
        ],
        cutoff: Some(Cutoff { after: clock("15:30"), next_working_day_before: clock("9:00") }),
        audience: Some("Audience of program".into()),
        promises: Promise::ALL.map(|(_, promise)| promise).to_vec(),
        plan: Some(Plan {
            number: Some("12/KH-UBND".into()),
            date: Some(Date::constant(2023, 9, 20)),
            by: Some("UBND xã".into()),
        }),
        changed_by: vec![Change {
            number: "15/KH-UBND".into(),
            date: Some(Date::constant(2024, 1, 5)),
            what: Some("What a change changed".into()),
        }],
        sources: vec!["Source of program".into()],
        over: false,
        body: body("program"),
    };
    let on_request = Program {
        id: id("lam-tai-nha"),
        title: "Làm tại nhà".into(),
        days: Days::OnRequest,
        hours: ProgramHours::Text("Hours of program in words".into()),
        from: Some(PlanDate::Month(2023, 8)),
        to: None,
        covers: Covers { all: true, ..Covers::default() },
        ..friday.clone()
    };
    vec![on_request, friday]
}

fn page() -> Page {
    let translation = PageTranslation {
        origin: origin("content/pages/vneid.en.md"),
        title: "Making a VNeID account".into(),
        summary: Some("English summary of page".into()),
        body: body("page in English"),
    };
    Page {
        id: id("vneid"),
        origin: origin("content/pages/vneid.md"),
        title: "Làm tài khoản VNeID".into(),
        draft: false,
        summary: Some("Summary of page".into()),
        order: Some(1),
        poster: true,
        aliases: Vec::new(),
        blocks: vec![],
        body: body("page"),
        translations: BTreeMap::from([(english(), translation)]),
    }
}
