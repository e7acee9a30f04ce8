//! Every key of every kind of file comes out as it was written, and knows its place.

use tracuu::files::FilePath;
use tracuu::model::date::Date;
use tracuu::model::procedure::{
    Amount, Audience, Channel, Length, OnlineLevel, Status, WriteForMe,
};
use tracuu::model::program::{Days, ProgramHours, Promise};
use tracuu::model::village::{Kind, Listed, Orientation, PaperSize, PosterChoice};
use tracuu::model::{Dong, PlanDate, Site, Weekday};

use super::small::{project, read};

const PROCEDURE: &str = r#"---
title: Đăng ký kết hôn   # chú thích
summary: >
  Ghi nhận việc kết hôn,
  cấp giấy.
official_title: "Thủ tục: đăng ký \"kết hôn\""
code: "1.000894"
status: suspended
replaced_by: dang-ky-khai-sinh
aliases: [ket-hon-cu]
replaces: ["2.001023"]
audience: [citizen, Người có công]
level: Cấp xã
portal: "https://dichvucong.gov.vn/a"
decision: {number: 163/QĐ-BTP, date: 2026-01-20, url: "https://dichvucong.gov.vn/b"}
checked: {on: 2026-10-01, by: Công chức tư pháp – hộ tịch}
sources: ["dichvucong.gov.vn, 2026-07-20"]
unverified:
  - {key: fee, note: Chưa hỏi tỉnh}
  - {key: cases.o-xa.time}
  - {key: "documents[0].copies"}
  - Nơi nộp chưa rõ
authority: {decides: UBND xã, receives: Trung tâm, supports: [Công an xã]}
channels:
  in_person: {fee: 0, time: {working_days: 1, cutoff: 15:00, after: next_working_day}}
  online: {level: full, url: "https://dichvucong.gov.vn/c", fee: {text: Theo HĐND}, time: {same_day: true}}
  post: {}
office_hours: Sáng thứ Bảy
fee: {amount: 2000, unit: trang, tiers: [{upto: 2, amount: 2000}, {amount: 1000}], max: {amount: 200000, per: bản}, exemptions: [Hộ nghèo], note: Tỉnh quyết định}
time: {days: 3, text: Nếu phải xác minh}
deadline: {days: 60, from: ngày sinh}
documents:
  - name: Tờ khai
    brief: Tờ khai
    originals: 1
    copies: 0
    form: {name: Mẫu, file: forms/mau.docx}
    when: Khi nộp giấy
    any_of: [Một, Hai]
    show: true
    note: Ghi chú
    group: Nhóm
cases:
  - {id: o-xa, title: Ở xa, ask: Ở đâu?, documents: [{name: Giấy}], fee: 20000, time: {hours: 4}, steps: [Đi.], channels: {post: {}}}
steps:
  - Nộp.
  - {text: Mở VNeID., brief: Mở, channel: online}
result: [Giấy chứng nhận]
legal: [{number: 60/2014/QH13, title: Luật Hộ tịch, date: 2014-11-20}]
valid: {from: 2026-01-20, until: 2027-01-01}
help: {write_for_me: forbidden, reason: Phải tự viết, home_service: false}
keywords: [cưới]
related: [dang-ky-khai-sinh]
conditions: [Đủ tuổi]
refusals: [Giả mạo]
benefit: [Không]
notes: [Một]
faq: [{q: "Ai?", a: Hai bên.}]
qr_text: |
  Dòng một
  Dòng hai
---
"#;

fn site(more: &[(&str, &str)]) -> Site {
    let files = more.iter().map(|(path, text)| (*path, text.as_bytes()));
    let files = project(files.chain([("content/forms/mau.docx", b"x".as_slice())]));
    let (site, found) = read(&files);
    assert_eq!(found.show(&files, false, false), "");
    site.expect("there is no mistake")
}

#[test]
fn every_key_of_a_procedure() {
    let path = "content/procedures/ho-tich/dang-ky-ket-hon.md";
    let site = site(&[(path, PROCEDURE)]);
    let it = site.procedures.iter().find(|it| it.id.as_str() == "dang-ky-ket-hon").expect("it");
    assert_eq!(it.field.as_str(), "ho-tich");
    assert_eq!(it.title, "Đăng ký kết hôn");
    assert_eq!(it.summary.as_deref(), Some("Ghi nhận việc kết hôn, cấp giấy."));
    assert_eq!(it.official_title.as_deref(), Some("Thủ tục: đăng ký \"kết hôn\""));
    assert_eq!(
        (it.code.as_deref(), &it.replaces[..]),
        (Some("1.000894"), &["2.001023".to_owned()][..])
    );
    assert_eq!(it.status, Status::Suspended);
    assert_eq!(it.audience, [Audience::Citizen, Audience::Other("Người có công".to_owned())]);
    let decision = it.decision.as_ref().expect("a decision");
    assert_eq!(
        (decision.number.as_str(), decision.date),
        ("163/QĐ-BTP", Date::new(2026, 1, 20).ok())
    );
    assert_eq!(it.unverified[0].key.as_deref(), Some("fee"));
    assert_eq!(it.unverified[3].note.as_deref(), Some("Nơi nộp chưa rõ"));
    assert!(it.is_unverified("cases.o-xa.time"));
    let way = &it.channels.0[&Channel::InPerson];
    assert_eq!(way.fee.as_ref().and_then(|fee| fee.amount.clone()), Some(Amount::Dong(Dong(0))));
    let time = way.time.as_ref().expect("a time");
    assert_eq!(
        (time.length, time.cutoff.map(tracuu::model::ClockTime::minutes)),
        (Some(Length::WorkingDays(1)), Some(900))
    );
    let online = &it.channels.0[&Channel::Online];
    assert_eq!(online.level, Some(OnlineLevel::Full));
    assert_eq!(online.time.as_ref().and_then(|time| time.length), Some(Length::SameDay));
    assert_eq!(it.channels.0.len(), 3);
    let fee = it.fee.as_ref().expect("a fee");
    assert_eq!((fee.tiers.len(), fee.tiers[1].upto, fee.tiers[1].amount), (2, None, Dong(1000)));
    assert_eq!(
        fee.max.as_ref().map(|max| (max.amount, max.per.as_deref())),
        Some((Dong(200_000), Some("bản")))
    );
    assert_eq!(it.time.as_ref().and_then(|time| time.text.as_deref()), Some("Nếu phải xác minh"));
    let paper = &it.documents[0];
    assert_eq!(
        (paper.originals, paper.copies, paper.show, paper.any_of.len()),
        (Some(1), Some(0), true, 2)
    );
    let file = paper.form.as_ref().and_then(|form| form.file.clone());
    assert_eq!(file, Some(FilePath::known("forms/mau.docx")));
    let case = &it.cases[0];
    assert_eq!((case.id.as_str(), case.ask.as_deref()), ("o-xa", Some("Ở đâu?")));
    assert_eq!(case.time.as_ref().and_then(|time| time.length), Some(Length::Hours(4)));
    assert_eq!(it.steps[1].channel, Some(Channel::Online));
    assert_eq!(it.help.write_for_me, Some(WriteForMe::Forbidden("Phải tự viết".to_owned())));
    assert_eq!(it.help.home_service, Some(false));
    assert_eq!(it.faq[0].a, "Hai bên.");
    assert_eq!(it.qr_text.as_deref(), Some("Dòng một\nDòng hai"));
    for (path, text) in [
        ("title", "Đăng ký kết hôn"),
        ("code", "\"1.000894\""),
        ("documents[0].name", "Tờ khai"),
        ("channels.online.url", "\"https://dichvucong.gov.vn/c\""),
        ("cases[0].documents[0].name", "Giấy"),
        ("steps[1].brief", "Mở"),
        ("fee", "fee"),
        ("fee.tiers[1].amount", "1000"),
    ] {
        let place = it.origin.place(path);
        assert_eq!(&PROCEDURE[place.start..place.end], text, "{path}");
    }
}

#[test]
fn every_key_of_the_other_files() {
    let site = site(&[
        (
            "content/site.yaml",
            "address: https://a.vn/tthc/\nformer_addresses: [\"https://b.vn/\"]\ncommune: Xã A\nprovince: Tỉnh B\nexample: true\ncentre: {name: Trung tâm, address: Thôn 1}\nphone: \"0912 000 000\"\nfeedback_url: https://a.vn/x\nhours: {mon: [7:30-11:30, 13:30 – 17:00]}\nholidays: [{date: 2026-09-02, name: Quốc khánh}]\nswapped: [{off: 2026-01-02, on: 2026-01-10}]\nallow_hosts: [dichvucong.gov.vn]\nlanguages: [en]\nposters: {size: A4, kinds: [notice]}\npublish: {portal: {kind: sftp, port: 22}}\n",
        ),
        (
            "content/villages/thon-mot.md",
            "---\ntitle: Thôn Một\nhall: {name: Nhà văn hóa, hours: {sun: [8:00-9:00]}}\nwifi: {ssid: \"A  B\", password: \"12345678\"}\ncontact: {role: Trưởng thôn, phone: 0912 345 678}\nprocedures: [dang-ky-khai-sinh]\nsheets: [dang-ky-khai-sinh]\nsteps_codes: true\nposters: [{kind: board, size: A2, orientation: landscape}]\naliases: [thon-cu]\n---\nLời.\n",
        ),
        (
            "content/villages/thon-hai.md",
            "---\ntitle: Thôn Hai\nstatus: closed\nmerged_into: thon-mot\n---\n",
        ),
        (
            "content/programs/gio-chin.md",
            "---\ntitle: Giờ thứ 9\nweekdays: [thu]\nhours: [16:30-17:30]\nfrom: 2023-08\nto: 2026\ncovers: {fields: [ho-tich], count: 21}\nexcept: [{procedure: dang-ky-khai-sinh, reason: Xa}, {text: Khác}]\ncutoff: {after: \"15:30\", then: {next_working_day_before: \"09:00\"}}\npromises: [same_day]\nplan: {number: 1/KH, by: UBND}\nchanged_by: [{number: 2/KH, what: Bớt}]\n---\n",
        ),
        (
            "content/programs/tai-nha.md",
            "---\ntitle: Tại nhà\nweekdays: on_request\nhours: {text: Khi gọi}\ncovers: {all: true}\n---\n",
        ),
        (
            "content/pages/gioi-thieu.md",
            "---\ntitle: Giới thiệu\nsummary: Về xã.\norder: 2\nposter: true\n---\nLời.\n",
        ),
        ("content/pages/gioi-thieu.en.md", "---\ntitle: About\n---\nWords.\n"),
        (
            "content/procedures/ho-tich/dang-ky-khai-sinh.en.md",
            "---\ntitle: Birth\ndocuments:\n  - name: Form\nsteps:\n  - Hand in.\n---\n",
        ),
    ]);
    let commune = &site.commune;
    assert_eq!((commune.address.path(), commune.former_addresses[0].host()), ("/tthc/", "b.vn"));
    assert_eq!((commune.phone.as_deref(), commune.example), (Some("0912 000 000"), true));
    assert_eq!(commune.hours.as_ref().map(|week| (week[0].len(), week[1].len())), Some((2, 0)));
    let tags: Vec<_> = commune.languages.iter().map(|lang| lang.as_str().to_owned()).collect();
    assert_eq!(tags, ["vi", "en"]);
    assert_eq!(
        (commune.posters.size, &commune.posters.kinds[..]),
        (PaperSize::A4, &[PosterChoice::from(Kind::Notice)][..])
    );
    assert_eq!(commune.publish.get("portal.port").map(String::as_str), Some("22"));
    let [two, one] = &site.villages[..] else { panic!("two villages") };
    assert!(two.closed && two.merged_into.is_some() && one.is_open() && one.steps_codes);
    assert_eq!(one.wifi.as_ref().map(|wifi| wifi.ssid.as_str()), Some("A  B"));
    assert!(matches!(&one.procedures, Listed::These(ids) if ids.len() == 1));
    assert_eq!(one.posters[0].orientation, Some(Orientation::Landscape));
    assert_eq!(one.body.text, ["Lời."]);
    let [nine, home] = &site.programs[..] else { panic!("two programs") };
    assert_eq!(nine.days, Days::Weekly(vec![Weekday::Thu]));
    assert_eq!((nine.from, nine.to), (Some(PlanDate::Month(2023, 8)), Some(PlanDate::Year(2026))));
    assert_eq!((nine.covers.count, &nine.promises[..]), (Some(21), &[Promise::SameDay][..]));
    assert_eq!(
        (&home.days, &home.hours),
        (&Days::OnRequest, &ProgramHours::Text("Khi gọi".to_owned()))
    );
    assert_eq!(site.pages[0].translations.len(), 1);
    assert_eq!(site.procedures[0].translations.len(), 1);
}

#[test]
fn broken_text_of_a_program_names_the_line() {
    let files = project([(
        "content/programs/a1.md",
        b"---\ntitle: A\nweekdays: [fri]\nhours: 7h30\ncovers: {all: yes}\n---\n".as_slice(),
    )]);
    let codes: Vec<_> = read(&files).1.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["list-as-sentence", "bad-boolean"]);
}
