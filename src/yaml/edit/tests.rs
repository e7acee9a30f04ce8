//! Changes of keys: what is replaced, and what keeps its bytes.

use super::*;

fn edited(text: &str, changes: &[(&str, Change)]) -> String {
    apply(text, 0..text.len(), changes).expect("the change is plain").0
}

fn set(text: &str, key: &str, value: Value) -> String {
    edited(text, &[(key, Change::Set(value))])
}

#[test]
fn only_the_value_is_replaced() {
    let text = "# Đầu tệp\ntitle:   Cũ   # tên\n\ncode: '1.000001'\n# cuối\n";
    assert_eq!(
        set(text, "title", Value::text("Mới")),
        "# Đầu tệp\ntitle: Mới   # tên\n\ncode: '1.000001'\n# cuối\n"
    );
    assert_eq!(
        set(text, "code", Value::text("2.000002")),
        "# Đầu tệp\ntitle:   Cũ   # tên\n\ncode: \"2.000002\"\n# cuối\n"
    );
    // What is said already is not said in other words.
    assert_eq!(set(text, "code", Value::text("1.000001")), text);
}

#[test]
fn a_new_key_stands_below_the_others() {
    assert_eq!(set("title: A\n", "fee", Value::bare("0")), "title: A\nfee: 0\n");
    assert_eq!(set("title: A", "fee", Value::bare("0")), "title: A\nfee: 0\n");
    assert_eq!(set("title: A\r\n", "fee", Value::bare("0")), "title: A\r\nfee: 0\r\n");
    assert_eq!(set("", "fee", Value::bare("0")), "fee: 0\n");
    let list = Value::texts(["a", "b"]);
    assert_eq!(set("title: A\n", "steps", list), "title: A\nsteps:\n  - a\n  - b\n");
}

#[test]
fn a_key_is_removed_with_its_lines() {
    let text = "title: A\n# về bước\nsteps:\n  - a\n  - b\n\n# về phí\nfee: 0\n";
    let without = edited(text, &[("steps", Change::Remove), ("none", Change::Remove)]);
    assert_eq!(without, "title: A\n# về bước\n\n# về phí\nfee: 0\n");
    assert_eq!(edited("a: 1\nb: 2", &[("b", Change::Remove)]), "a: 1\n");
}

#[test]
fn items_that_stay_keep_their_bytes() {
    let text = "steps:\n  - 'một'   # đầu\n  - hai\n  # trước ba\n  - ba\nfee: 0\n";
    let with = |items: &[&str]| set(text, "steps", Value::texts(items.iter().copied()));
    assert_eq!(
        with(&["một", "hai rưỡi", "ba"]),
        "steps:\n  - 'một'   # đầu\n  - hai rưỡi\n  # trước ba\n  - ba\nfee: 0\n"
    );
    assert_eq!(
        with(&["một", "hai", "ba", "bốn"]),
        "steps:\n  - 'một'   # đầu\n  - hai\n  # trước ba\n  - ba\n  - bốn\nfee: 0\n"
    );
    assert_eq!(with(&["một", "ba"]), "steps:\n  - 'một'   # đầu\n  # trước ba\n  - ba\nfee: 0\n");
    assert_eq!(
        with(&["không", "một", "hai", "ba"]),
        "steps:\n  - không\n  - 'một'   # đầu\n  - hai\n  # trước ba\n  - ba\nfee: 0\n"
    );
}

#[test]
fn groups_keep_their_other_keys() {
    let text = "fee:\n  amount: 2000 # đồng\n  note: Cũ\n  unit: trang\ntime: {days: 3}\n";
    let fee = |amount: &str, note: Option<&str>| {
        Value::group([
            ("amount", Some(Value::bare(amount))),
            ("note", note.map(Value::text)),
            ("unit", Some(Value::text("trang"))),
        ])
    };
    assert_eq!(
        set(text, "fee", fee("3000", Some("Cũ"))),
        "fee:\n  amount: 3000 # đồng\n  note: Cũ\n  unit: trang\ntime: {days: 3}\n"
    );
    assert_eq!(
        set(text, "fee", fee("2000", None)),
        "fee:\n  amount: 2000 # đồng\n  unit: trang\ntime: {days: 3}\n"
    );
    assert_eq!(set(text, "fee", Value::bare("0")), "fee: 0\ntime: {days: 3}\n");
    let time = Value::group([("working_days", Some(Value::bare("2")))]);
    assert_eq!(
        set(text, "time", time),
        "fee:\n  amount: 2000 # đồng\n  note: Cũ\n  unit: trang\ntime: {working_days: 2}\n"
    );
}

#[test]
fn brackets_and_quotes_are_found_to_their_end() {
    let text = "a: [{x: [1, 2]}, {y: \"]\"}] # ghi chú\nb: 'it''s'\nc: {p: {q: 1}}\n";
    assert_eq!(
        set(text, "a", Value::texts(["z"])),
        "a: [z] # ghi chú\nb: 'it''s'\nc: {p: {q: 1}}\n"
    );
    assert_eq!(
        set(text, "b", Value::text("its")),
        "a: [{x: [1, 2]}, {y: \"]\"}] # ghi chú\nb: its\nc: {p: {q: 1}}\n"
    );
    let several = "a: [\n  x, # một\n  y\n]\nb: 1\n";
    assert_eq!(set(several, "a", Value::texts(["z"])), "a: [z]\nb: 1\n");
}

#[test]
fn long_texts_are_replaced_whole() {
    let text = "note: |\n  một\n\n  # không phải ghi chú\n\nfee: 0\n";
    assert_eq!(set(text, "note", Value::text("hai")), "note: hai\n\nfee: 0\n");
    let folded = "note: một\n  hai\nfee: 0\n";
    assert_eq!(set(folded, "note", Value::text("ba")), "note: ba\nfee: 0\n");
}

#[test]
fn the_rest_of_the_file_is_untouched() {
    let text = "---\ntitle: A\n---\nBài: title: A\n";
    let (new, length) =
        apply(text, 4..13, &[("title", Change::Set(Value::text("B: c")))]).expect("plain");
    assert_eq!((new.as_str(), length), ("---\ntitle: \"B: c\"\n---\nBài: title: A\n", 14));
}

#[test]
fn what_is_unsure_is_left_alone() {
    let left_alone = |text: &str| apply(text, 0..text.len(), &[("a", Change::Remove)]).err();
    assert_eq!(left_alone("a: [1\n"), Some(Refused::Unreadable));
    assert_eq!(left_alone("a: 1\na: 2\n"), Some(Refused::Unreadable));
    assert_eq!(left_alone("{a: 1}\n"), Some(Refused::Brackets));
    assert_eq!(left_alone("- a\n"), Some(Refused::Unreadable));
}
