//! A commune built by hand, in the size and the words of real ones, for tests of posters.

use std::sync::Arc;

use std::collections::BTreeMap;

use tracuu::diagnostic::Diagnostics;
use tracuu::files::{FilePath, FileSet};
use tracuu::ledger::Ledger;
use tracuu::ledger::Row;
use tracuu::model::date::Date;
use tracuu::model::procedure::{
    Amount, Channel, Channels, Checked, Deadline, Document, Fee, Help, Length, Procedure,
    Processing, Status, Step, Valid, Way,
};
use tracuu::model::site::{Centre, Commune, Posters, Site, Wanted};
use tracuu::model::village::{
    Contact, Hall, Kind, Listed, Orientation, PaperSize, PosterChoice, Village, Wifi,
};
use tracuu::model::{Body, Dong, Id, Lang, Link, Origin};
use tracuu::theme::Theme;

/// The default theme.
pub(crate) fn theme() -> Theme {
    let mut files = FileSet::default();
    let mut add = |name: &str, bytes: &[u8]| {
        files.insert(FilePath::known(&format!("themes/default/{name}")), bytes);
    };
    add("theme.yaml", include_bytes!("../../themes/default/theme.yaml"));
    add("strings/vi.yaml", include_bytes!("../../themes/default/strings/vi.yaml"));
    add("posters/board.svg", include_bytes!("../../themes/default/posters/board.svg"));
    add("posters/sheet.svg", include_bytes!("../../themes/default/posters/sheet.svg"));
    add("posters/index.svg", include_bytes!("../../themes/default/posters/index.svg"));
    add("posters/notice.svg", include_bytes!("../../themes/default/posters/notice.svg"));
    add("posters/program.svg", include_bytes!("../../themes/default/posters/program.svg"));
    add("posters/slogan.svg", include_bytes!("../../themes/default/posters/slogan.svg"));
    add("posters/leaflet.svg", include_bytes!("../../themes/default/posters/leaflet.svg"));
    add("posters/survey.svg", include_bytes!("../../themes/default/posters/survey.svg"));
    add(
        "fonts/BeVietnamPro-Regular.ttf",
        include_bytes!("../../themes/default/fonts/BeVietnamPro-Regular.ttf"),
    );
    add(
        "fonts/BeVietnamPro-Bold.ttf",
        include_bytes!("../../themes/default/fonts/BeVietnamPro-Bold.ttf"),
    );
    add(
        "fonts/NotoSans-Regular.ttf",
        include_bytes!("../../themes/default/fonts/NotoSans-Regular.ttf"),
    );
    add("fonts/NotoSans-Bold.ttf", include_bytes!("../../themes/default/fonts/NotoSans-Bold.ttf"));
    let mut found = Diagnostics::default();
    let theme = Theme::parse(&files, "themes/default", &mut found);
    let said: Vec<_> = found.iter().map(|d| d.text.en.clone()).collect();
    theme.unwrap_or_else(|| panic!("the default theme is sound: {said:?}"))
}

pub(crate) fn id(text: &str) -> Id {
    Id::new(text).expect("ids of the sample are sound")
}

pub(crate) fn origin(file: &str) -> Origin {
    Origin::new(FilePath::known(file), std::iter::empty())
}

/// A paper with short words.
pub(crate) fn paper(name: &str, brief: &str) -> Document {
    Document {
        name: name.into(),
        brief: (!brief.is_empty()).then(|| brief.into()),
        originals: Some(1),
        copies: Some(0),
        ..Document::default()
    }
}

pub(crate) fn when(when: &str, document: Document) -> Document {
    Document { when: Some(when.into()), ..document }
}

pub(crate) fn one_of(choices: &[&str], document: Document) -> Document {
    Document { any_of: choices.iter().map(|c| (*c).to_owned()).collect(), ..document }
}

pub(crate) fn step(text: &str, brief: &str, channel: Option<Channel>) -> Step {
    Step { text: text.into(), brief: (!brief.is_empty()).then(|| brief.into()), channel }
}

/// A procedure with a title, papers and steps, open in all ways.
pub(crate) fn procedure(
    name: &str,
    title: &str,
    documents: Vec<Document>,
    steps: Vec<Step>,
) -> Procedure {
    let ways = Channel::ALL.map(|channel| (channel, Way::default()));
    Procedure {
        id: id(name),
        field: id("ho-tich"),
        origin: origin(&format!("content/procedures/ho-tich/{name}.md")),
        title: title.into(),
        summary: None,
        official_title: None,
        code: None,
        status: Status::Active,
        replaced_by: None,
        aliases: vec![],
        replaces: vec![],
        changed_by: vec![],
        audience: vec![],
        level: None,
        portal: None,
        decision: None,
        checked: Date::new(2026, 10, 1).ok().map(|on| Checked { on, by: None }),
        sources: vec![],
        unverified: vec![],
        authority: None,
        channels: Channels(BTreeMap::from(ways)),
        office_hours: None,
        fee: Some(Fee { amount: Some(Amount::Dong(Dong(0))), ..Fee::default() }),
        time: Some(Processing { length: Some(Length::WorkingDays(3)), ..Processing::default() }),
        deadline: None,
        documents,
        cases: vec![],
        steps,
        result: vec!["Giấy khai sinh".into()],
        legal: vec![],
        valid: Valid::default(),
        help: Help::default(),
        keywords: vec![],
        related: vec![],
        conditions: vec![],
        refusals: vec![],
        benefit: vec![],
        preview: false,
        notes: vec![],
        faq: vec![],
        qr_text: None,
        recording: None,
        body: Body::default(),
        translations: BTreeMap::new(),
    }
}

fn birth() -> Procedure {
    let documents = vec![
        when("Chỉ khi nộp giấy", paper("Tờ khai đăng ký khai sinh", "Tờ khai")),
        one_of(
            &[
                "Giấy chứng sinh",
                "Văn bản của người làm chứng xác nhận việc sinh",
                "Giấy cam đoan về việc sinh",
            ],
            paper("Giấy tờ chứng minh việc sinh", "Giấy chứng sinh hoặc giấy thay thế"),
        ),
        when(
            "Nếu trẻ bị bỏ rơi",
            paper("Biên bản về việc trẻ bị bỏ rơi", "Biên bản trẻ bị bỏ rơi"),
        ),
        when(
            "Nếu trẻ sinh ra do mang thai hộ",
            paper(
                "Văn bản của cơ sở y tế xác nhận việc mang thai hộ",
                "Giấy xác nhận mang thai hộ",
            ),
        ),
        when("Chỉ khi nhờ người khác làm thay", paper("Văn bản ủy quyền", "Giấy ủy quyền")),
        Document {
            show: true,
            ..one_of(
                &["Thẻ căn cước", "Căn cước điện tử trên VNeID", "Hộ chiếu"],
                paper("Giấy tờ tùy thân còn giá trị", "Giấy tờ tùy thân"),
            )
        },
    ];
    let online = Some(Channel::Online);
    let steps = vec![
        step(
            "Chụp rõ giấy chứng sinh và giấy tờ của cha, mẹ.",
            "Chụp giấy chứng sinh, giấy tờ cha mẹ.",
            None,
        ),
        step(
            "Mở dichvucong.gov.vn hoặc VNeID trên điện thoại, đăng nhập bằng tài khoản định danh.",
            "Mở dichvucong.gov.vn hoặc VNeID, đăng nhập.",
            online,
        ),
        step(
            "Gõ tên thủ tục «Đăng ký khai sinh» rồi điền các ô trên màn hình.",
            "Gõ tên thủ tục, điền các ô.",
            online,
        ),
        step(
            "Tải ảnh giấy tờ lên và gửi hồ sơ; giữ lại mã hồ sơ.",
            "Tải ảnh, gửi hồ sơ, giữ mã hồ sơ.",
            online,
        ),
        step(
            "Đọc kỹ bản Giấy khai sinh nháp được gửi lại, bấm xác nhận trong vòng 1 ngày.",
            "Đọc bản nháp, xác nhận trong 1 ngày.",
            None,
        ),
        step(
            "Đến Trung tâm Phục vụ hành chính công nhận Giấy khai sinh, mang theo giấy tờ tùy thân.",
            "Đến trung tâm nhận, mang giấy tùy thân.",
            None,
        ),
    ];
    Procedure {
        fee: Some(Fee {
            amount: Some(Amount::Text(
                "Cổng quốc gia ghi 0 đồng ở cả ba hình thức; mức cụ thể do HĐND tỉnh quyết định"
                    .into(),
            )),
            note: Some("Thêm bản sao thì thu phí theo Thông tư 281/2016/TT-BTC.".into()),
            ..Fee::default()
        }),
        time: Some(Processing { length: Some(Length::SameDay), ..Processing::default() }),
        deadline: Some(Deadline { days: Some(60), from: Some("ngày sinh".into()), text: None }),
        ..procedure("dang-ky-khai-sinh", "Đăng ký khai sinh", documents, steps)
    }
}

/// The procedures of the sample: real ones in small, `count` of them.
pub(crate) fn procedures(count: usize) -> Vec<Procedure> {
    let titles = [
        "Đăng ký kết hôn",
        "Đăng ký khai tử",
        "Xác nhận tình trạng hôn nhân",
        "Chứng thực bản sao từ bản chính",
        "Đăng ký thường trú",
        "Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội",
        "Đăng ký hộ kinh doanh",
        "Cấp bản sao trích lục hộ tịch",
        "Đăng ký, quản lý mai táng và hưởng trợ cấp người có công mất",
        "Xác định mức độ khuyết tật",
    ];
    let papers = [
        "Tờ khai theo mẫu",
        "Căn cước hoặc hộ chiếu",
        "Giấy báo tử hoặc giấy tờ thay thế",
        "Bản chính giấy tờ cần chứng thực",
        "Ảnh chân dung 4×6",
        "Sổ tiết kiệm",
    ];
    let mut all = vec![birth()];
    for at in 1..count {
        let documents =
            (0..2 + at % 5).map(|n| paper(papers[(at + n) % papers.len()], "")).collect();
        let steps = vec![
            step(
                "Mang giấy tờ đến Trung tâm Phục vụ hành chính công, lấy số thứ tự.",
                "Mang giấy tờ đến trung tâm, lấy số.",
                None,
            ),
            step("Nộp hồ sơ, nhận giấy hẹn.", "", None),
            step("Đến nhận kết quả đúng hẹn.", "", None),
        ];
        let title = titles[(at - 1) % titles.len()];
        let mut one = procedure(&format!("thu-tuc-{at:03}"), title, documents, steps);
        if at % 3 == 0 {
            one.fee = Some(Fee {
                amount: Some(Amount::Dong(Dong(8000))),
                unit: Some("bản".into()),
                exemptions: vec![
                    "Người có công".into(),
                    "Hộ nghèo".into(),
                    "Người khuyết tật".into(),
                ],
                ..Fee::default()
            });
        }
        all.push(one);
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

/// A hall with wifi where everything hangs.
pub(crate) fn village(name: &str, title: &str) -> Village {
    Village {
        id: id(name),
        origin: origin(&format!("content/villages/{name}.md")),
        title: title.into(),
        hall: Hall { name: Some("Nhà văn hóa".into()), ..Hall::default() },
        wifi: Some(Wifi {
            ssid: "NhaVanHoa-ThonDong".into(),
            password: Some("thondong2026".into()),
        }),
        contact: Some(Contact {
            role: Some("Trưởng thôn".into()),
            phone: Some("0900 000 002".into()),
        }),
        procedures: Listed::All,
        sheets: vec![],
        steps_codes: false,
        posters: vec![PosterChoice {
            kind: Kind::Board,
            size: Some(PaperSize::A3),
            orientation: Some(Orientation::Portrait),
        }],
        aliases: vec![],
        merged_into: None,
        closed: false,
        body: Body::default(),
    }
}

/// A commune with these procedures and halls.
pub(crate) fn site(procedures: Vec<Procedure>, villages: Vec<Village>) -> Site {
    let commune = Commune {
        origin: origin("content/site.yaml"),
        address: Link::new("https://tthc.xa-vi-du.example/").expect("sound"),
        former_addresses: vec![],
        name: "Xã Ví Dụ".into(),
        province: Some("Tỉnh Ví Dụ".into()),
        example: true,
        centre: Centre {
            name: Some("Trung tâm Phục vụ hành chính công".into()),
            ..Centre::default()
        },
        phone: Some("0900 000 001".into()),
        feedback_url: None,
        hours: None,
        holidays: vec![],
        swapped: vec![],
        allow_hosts: vec![],
        languages: vec![Lang::vietnamese()],
        posters: Posters {
            size: PaperSize::A3,
            kinds: [Kind::Board, Kind::Sheet].map(PosterChoice::from).to_vec(),
        },
        retired: Vec::new(),
        recheck_months: 12,
        publish: BTreeMap::new(),
    };
    Site {
        commune,
        fields: vec![],
        procedures: procedures.into_iter().map(Arc::new).collect(),
        villages,
        programs: vec![],
        pages: vec![],
        forms: BTreeMap::new(),
        unread: std::collections::BTreeSet::new(),
        wanted: Wanted::default(),
    }
}

/// Numbers for everything in the site, in order of id.
pub(crate) fn ledger(site: &Site) -> Ledger {
    let minted = Date::new(2026, 11, 1).expect("a day");
    Ledger::of((1..).zip(site.things()).map(|(number, (id, kind))| Row {
        number,
        kind,
        id: id.clone(),
        minted,
        renamed: false,
    }))
}

/// Vietnamese of exactly `length` characters.
pub(crate) fn prose(length: usize) -> String {
    let source = "Văn bản ủy quyền được chứng thực của người có thẩm quyền theo quy định; ";
    let text: String = source.chars().cycle().take(length).collect();
    // A blank at the end would be measured as nothing.
    text.strip_suffix(' ').map_or(text.clone(), |text| format!("{text}g"))
}

pub(crate) fn one(title: usize, item: usize, documents: usize, steps: usize) -> Procedure {
    let paper = |at| Document { name: format!("{at} {}", prose(item)), ..Document::default() };
    let step = |at| Step { text: format!("{at} {}", prose(item)), ..Step::default() };
    let documents = (0..documents).map(paper).collect();
    let steps = (0..steps).map(step).collect();
    procedure("mot-thu-tuc", &prose(title), documents, steps)
}
