//! The texts of steps codes: for the 40 procedures of the example and for generated extremes.

use tracuu::model::procedure::{Case, Channel, Document, Procedure, Step};
use tracuu::model::site::Commune;
use tracuu::model::{Dong, Lang};
use tracuu::render::qr::{self, Level};
use tracuu::render::steps::{self, Composed, Dropped, GOOD_BYTES, MOST_BYTES};
use unicode_normalization::is_nfc;

use super::project::{build, example};
use super::sample;

fn composed(procedure: &Procedure) -> Composed {
    composed_for(procedure, &sample::site(vec![], vec![]).commune)
}

fn composed_for(procedure: &Procedure, commune: &Commune) -> Composed {
    steps::compose(procedure, commune, sample::theme().strings(&Lang::vietnamese()))
}

/// Every word that the procedure or the theme can bring into a text.
fn vocabulary(procedure: &Procedure, commune: &Commune) -> String {
    let theme = sample::theme();
    let strings = theme.strings(&Lang::vietnamese());
    let spoken = strings.iter().map(|(_, words)| words.to_owned());
    let all = format!("{procedure:?} {commune:?} {}", spoken.collect::<Vec<_>>().join(" "));
    all.to_lowercase()
}

/// Checks what must hold for every text.
fn check(procedure: &Procedure, commune: &Commune) -> Composed {
    let composed = composed_for(procedure, commune);
    let id = &procedure.id;
    let phone = commune.phone.as_deref().expect("the samples have a phone");
    let month = procedure
        .checked
        .as_ref()
        .map(|checked| format!(" – {}/{}", checked.on.month(), checked.on.year()));
    let ending = format!("Gọi {phone}{}", month.unwrap_or_default());
    let vocabulary = vocabulary(procedure, commune);
    assert!((1..=2).contains(&composed.texts.len()), "{id}: {composed:?}");
    for text in &composed.texts {
        let most = if composed.texts.len() == 1 { GOOD_BYTES } else { MOST_BYTES };
        assert!(text.len() <= most, "{id}: {} bytes", text.len());
        assert!(is_nfc(text) && !text.contains('\u{a0}'), "{id}: {text}");
        assert!(!text.contains("://"), "{id}: {text}");
        assert!(text.starts_with(&commune.name), "{id}: {text}");
        assert!(text.ends_with(&ending), "{id}: {text}");
        assert!(!text.contains("\n\n") && !text.contains("  "), "{id}: {text}");
        let doubts = text.lines().map(|line| line.matches("chưa kiểm chứng").count());
        assert!(doubts.max() <= Some(1), "{id}: {text}");
        for word in text.to_lowercase().split(|c: char| !c.is_alphabetic()) {
            assert!(vocabulary.contains(word), "{id}: «{word}» is cut: {text}");
        }
        let code = qr::text(text).expect("it fits");
        assert!(code.version <= 15, "{id}: version {}", code.version);
        capitals(text);
    }
    if let [first, second] = composed.texts.as_slice() {
        assert!(first.contains(" 1/2: ") && second.contains(" 2/2: "), "{first}\n{second}");
        // No other division of whole items is more equal: an item is at most so long.
        let longest = first.lines().chain(second.lines()).map(str::len).max().unwrap_or_default();
        assert!(first.len().abs_diff(second.len()) <= longest + 20, "{id}: {first}\n{second}");
    }
    composed
}

/// No capital after a semicolon, but for names of papers in brackets, which we cannot judge.
fn capitals(text: &str) {
    for (at, _) in text.match_indices("; ") {
        let next = text[at + 2..].chars().next();
        assert!(!next.is_some_and(char::is_uppercase), "{text}");
    }
}

#[test]
fn the_forty_procedures_keep_every_rule() {
    let site = build(&example()).site.expect("a site");
    let (mut two, mut large, mut without_facts) = (0, 0, 0);
    for procedure in &site.procedures {
        let composed = check(procedure, &site.commune);
        two += composed.texts.len() - 1;
        large += composed.texts.iter().filter(|text| text.len() > GOOD_BYTES).count();
        let shown = composed.texts.join("\n").to_lowercase();
        for step in &procedure.steps {
            let words = step.brief.as_ref().unwrap_or(&step.text).to_lowercase();
            assert!(shown.contains(&words), "{}: {words}", procedure.id);
        }
        assert!(!composed.dropped.contains(&Dropped::LastPapers), "{}", procedure.id);
        without_facts += usize::from(composed.dropped.contains(&Dropped::Facts));
    }
    // One has three fees of its own, each in a long sentence.
    assert!(without_facts <= 1, "{without_facts} say no fee");
    assert!(two <= 30 && large <= 6, "{two} procedures take two codes, {large} codes are large");
}

#[test]
fn generated_extremes_keep_every_rule() {
    let commune = sample::site(vec![], vec![]).commune;
    let prose = "Văn bản ủy quyền có chứng thực của người được ủy quyền ";
    let words = |length: usize| -> String {
        let all: Vec<&str> = prose.split_whitespace().cycle().take(length).collect();
        all.join(" ")
    };
    for papers in [0, 1, 3, 40] {
        for steps in [1, 7, 30] {
            for length in [1, 6, 20, 190] {
                for conditional in [false, true] {
                    let documents = (0..papers).map(|at| Document {
                        name: words(length),
                        copies: Some(at),
                        note: (at % 3 == 0).then(|| words(length)),
                        when: (conditional && at % 2 == 0).then(|| words(3)),
                        ..Document::default()
                    });
                    let steps = (0..steps).map(|at| Step {
                        text: words(length) + ".",
                        channel: Some(Channel::ALL[at % 3]),
                        ..Step::default()
                    });
                    let (documents, steps) = (documents.collect(), steps.collect());
                    let mut procedure = sample::procedure("thu-tuc", &words(12), documents, steps);
                    procedure.result = vec![words(length)];
                    check(&procedure, &commune);
                }
            }
        }
    }
}

#[test]
fn a_step_says_its_way_of_filing() {
    let steps = vec![
        sample::step("Mở VNeID.", "", Some(Channel::Online)),
        sample::step("Đến trung tâm.", "", Some(Channel::InPerson)),
        sample::step("Nhận kết quả.", "", None),
    ];
    let mut procedure = sample::procedure("thu-tuc", "Một thủ tục", vec![], steps);
    let text = composed(&procedure).texts.concat();
    assert!(
        text.contains("\n1. (Qua mạng) Mở VNeID.\n2. (Tại quầy) Đến trung tâm.\n3. Nhận"),
        "{text}"
    );
    // With one way there is nothing to tell apart.
    procedure.channels.0.retain(|channel, _| *channel == Channel::Online);
    let text = composed(&procedure).texts.concat();
    assert!(text.contains("\n1. Mở VNeID.\n"), "{text}");
}

#[test]
fn several_papers_are_a_list_and_one_stands_behind_its_label() {
    let papers = |names: &[&str]| names.iter().map(|name| sample::paper(name, "")).collect();
    let one = sample::procedure("a", "A", papers(&["Tờ khai"]), vec![]);
    assert!(composed(&one).texts[0].contains("\nMang: Tờ khai\n"), "{:?}", composed(&one));
    let two = sample::procedure("a", "A", papers(&["Tờ khai", "Căn cước"]), vec![]);
    assert!(composed(&two).texts[0].contains("\nMang:\n- Tờ khai\n- Căn cước\n"));
}

#[test]
fn papers_of_every_case_are_brought_in_any_case() {
    let case = |id: &str, documents: Vec<Document>| Case {
        id: sample::id(id),
        title: id.to_owned(),
        ask: None,
        documents: Some(documents),
        channels: None,
        fee: None,
        time: None,
        steps: None,
    };
    let form = || sample::paper("Tờ khai thay đổi thông tin cư trú", "Tờ khai CT01");
    let mut procedure = sample::procedure("a", "A", vec![], vec![]);
    procedure.cases = vec![
        case("o-thue", vec![form(), sample::paper("Hợp đồng thuê", "")]),
        case("o-nho", vec![form()]),
    ];
    let text = composed(&procedure).texts.concat();
    assert!(text.contains("Mang:\n- Tờ khai CT01\n- Giấy khác tùy trường hợp\n"), "{text}");
    procedure.cases.push(case("khac", vec![sample::paper("Giấy khác", "")]));
    let text = composed(&procedure).texts.concat();
    assert!(text.contains("Mang: Giấy tờ tùy trường hợp\n"), "{text}");
}

#[test]
fn ways_and_doubts_are_written_once_and_with_small_letters() {
    let mut procedure = sample::procedure("a", "A", vec![], vec![]);
    procedure.fee = None;
    let fee = |sum| {
        Some(tracuu::model::procedure::Fee {
            amount: Some(tracuu::model::procedure::Amount::Dong(Dong(sum))),
            ..Default::default()
        })
    };
    procedure.channels.0.retain(|channel, _| *channel != Channel::Post);
    procedure.channels.0.get_mut(&Channel::InPerson).expect("it is offered").fee = fee(20_000);
    procedure.channels.0.get_mut(&Channel::Online).expect("it is offered").fee = fee(0);
    let text = composed(&procedure).texts.concat();
    assert!(text.contains("Phí: tại quầy 20.000 đồng; qua mạng không mất tiền\n"), "{text}");
    let time = procedure.time.as_mut().expect("the sample has a time");
    time.text = Some("Phải xác minh thì lâu hơn (chưa kiểm chứng)".to_owned());
    procedure.unverified =
        vec![tracuu::model::procedure::Unverified { key: Some("time".to_owned()), note: None }];
    let text = composed(&procedure).texts.concat();
    let expected = "Thời gian: 3 ngày làm việc. Phải xác minh thì lâu hơn (chưa kiểm chứng)\n";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_long_title_ends_at_a_word_and_leaves_room() {
    let title = "Thủ tục hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội ".repeat(16);
    let steps = vec![sample::step("Nộp đơn.", "", None)];
    let texts = composed(&sample::procedure("a", title.trim(), vec![], steps)).texts;
    let head = texts[0].lines().next().expect("a head");
    let (kept, _) = head.strip_prefix("Xã Ví Dụ: ").and_then(|t| t.split_once(" …")).expect("…");
    assert!(title.starts_with(&format!("{kept} ")) && kept.len() > 100, "{head}");
    assert!(texts[0].contains("1. Nộp đơn."), "{texts:?}");
}

#[test]
fn fewer_modules_go_before_more_correction() {
    let code = qr::text(&"ắ".repeat(140)).expect("it fits");
    assert_eq!((code.version, code.level), (13, Level::L));
    // What costs nothing is taken.
    assert_eq!(qr::text("Xã").expect("it fits").level, Level::H);
}

#[test]
fn a_steps_text_begins_with_the_commune_and_ends_with_phone_and_month() {
    let procedure = sample::one(20, 20, 2, 3);
    let told = composed(&procedure);
    assert_eq!(told.dropped, []);
    let [text] = told.texts.as_slice() else { panic!("one text") };
    assert!(text.starts_with("Xã Ví Dụ: "), "{text}");
    assert!(text.ends_with("Gọi 0900 000 001 – 10/2026"), "{text}");
    assert!(!text.contains("://"));
    let undated = Procedure { checked: None, ..procedure };
    assert!(composed(&undated).texts[0].ends_with("Gọi 0900 000 001"));
}

#[test]
fn a_steps_text_leaves_out_in_the_order_of_the_rule() {
    use steps::Dropped::{ConditionalPapers, FeeNotes, PaperNotes, Result};
    let mut procedure = sample::one(30, 20, 2, 3);
    procedure.documents[0].note = Some(sample::prose(60));
    procedure.documents[1].when = Some(sample::prose(60));
    procedure.fee.as_mut().expect("a fee").note = Some(sample::prose(60));
    procedure.result = vec![sample::prose(60)];
    let order = [ConditionalPapers, FeeNotes, PaperNotes, Result];
    let mut seen = Vec::new();
    for longer in (0..400).step_by(10) {
        procedure.steps[0].text = sample::prose(1 + longer);
        let told = composed(&procedure);
        if told.texts.len() > 1 {
            break;
        }
        assert!(told.texts[0].len() <= steps::GOOD_BYTES);
        assert!(order.starts_with(&told.dropped), "{longer}: {:?}", told.dropped);
        let announced = told.texts[0].contains("Giấy khác tùy trường hợp");
        assert_eq!(announced, !told.dropped.is_empty(), "what is gone is announced");
        seen.push(told.dropped.len());
    }
    assert!(seen.is_sorted(), "the longer the steps, the more is left out: {seen:?}");
    assert_eq!(seen.last(), Some(&order.len()), "{seen:?}");
}

#[test]
fn steps_too_long_for_one_code_are_divided_into_two() {
    let told = composed(&sample::one(40, 35, 2, 9));
    let [first, second] = told.texts.as_slice() else { panic!("two: {told:?}") };
    assert!(first.contains("1/2") && second.contains("2/2"));
    assert!(first.len() <= steps::MOST_BYTES && second.len() <= steps::MOST_BYTES);
    let both = format!("{first}\n{second}");
    for at in 1..=9 {
        assert!(both.contains(&format!("\n{at}. ")), "step {at} is missing");
    }
    // Real extremes are cut by rule, never refused.
    let told = composed(&sample::one(60, 919, 40, 30));
    assert_eq!(told.texts.len(), 2);
    assert!(told.texts.iter().all(|text| text.len() <= steps::GOOD_BYTES));
    assert!(told.texts[0].contains("40 giấy tờ khác"), "{:?}", told.texts);
}
