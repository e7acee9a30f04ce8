//! What it costs, how long it takes, how long a citizen has.

use super::Shape::{Clock, Dong, Either, Group, List, OneOf, Short, Text, Whole, YesNo};
use super::{Group as Keys, Key, Rule, Shape, key};

/// `fee`: whole đồng, or a group.
pub(super) const FEE: Shape = Either(&Dong, &Group(&FEE_KEYS));
/// `time`.
pub(super) const TIME: Shape = Group(&TIME_KEYS);
/// `deadline`.
pub(super) const DEADLINE: Shape = Group(&DEADLINE_KEYS);
/// A list of texts.
pub(super) const TEXTS: Shape = List(&Text);
/// How many papers: 0 to 999.
pub(super) const PAPERS: Shape = Whole(0, 999);
/// A length of time: 1 to 999.
const LENGTH: Shape = Whole(1, 999);
/// The words of a step or a paper that fit a poster.
pub(super) const fn brief(most: u32, example: &'static str) -> Key {
    key("brief", Short(most), example).says(
        "lời ngắn cho áp phích và mã không cần mạng",
        "short words for posters and for codes that need no network",
    )
}

static FEE_KEYS: Keys = Keys {
    name: "fee",
    keys: &[
        key("amount", Dong, "2000").says(
            "số tiền: chữ số viết liền, không dấu chấm; không thu thì 0",
            "the sum in whole đồng, digits alone; 0 when nothing is asked",
        ),
        key("text", Text, "Theo quy định của HĐND tỉnh").says(
            "ghi bằng lời khi luật không ghi số tiền",
            "words where the law leaves the sum open",
        ),
        key("unit", Text, "trang").says("tính theo gì: trang, bản, việc", "per what: page, copy"),
        key("tiers", List(&Group(&TIER)), "[{upto: 2, amount: 2000}, {amount: 1000}]")
            .says("các bậc phí, từ ít đến nhiều", "tiers, from few to many"),
        key("max", Either(&Dong, &Group(&MAX)), "200000")
            .says("thu nhiều nhất bao nhiêu", "the most that is asked"),
        key("exemptions", TEXTS, "[Hộ nghèo, Người khuyết tật]")
            .says("ai được miễn", "who pays nothing"),
        key("note", Text, "HĐND tỉnh quyết định").says("lời giải thích", "an explanation"),
    ],
    rules: &[
        Rule::AtMostOne(&["amount", "text"]),
        Rule::Then(&["max", "unit"], &["amount", "text", "tiers"]),
    ],
};

static TIER: Keys = Keys {
    name: "tier",
    keys: &[
        key("upto", Whole(1, 1_000_000), "2")
            .says("đến bao nhiêu; bậc cuối thì bỏ", "up to how many; the last tier has none"),
        key("amount", Dong, "2000").needed().says("số tiền của bậc này", "the sum of this tier"),
    ],
    rules: &[],
};

static MAX: Keys = Keys {
    name: "max",
    keys: &[
        key("amount", Dong, "200000").needed().says("số tiền nhiều nhất", "the largest sum"),
        key("per", Text, "bản").says("cho mỗi gì", "per what"),
    ],
    rules: &[],
};

static TIME_KEYS: Keys = Keys {
    name: "time",
    keys: &[
        key("working_days", LENGTH, "3").says("số ngày làm việc", "working days"),
        key("days", LENGTH, "60").says("số ngày, kể cả ngày nghỉ", "days, all of them"),
        key("hours", LENGTH, "4").says("số giờ", "hours"),
        key("same_day", YesNo, "true").says("true: trả ngay trong ngày", "true: the same day"),
        key("text", Text, "Nguồn ghi «3» mà không ghi đơn vị").says(
            "ghi bằng lời, nhất là khi nguồn không ghi đơn vị",
            "words, above all where the source names no unit",
        ),
        key("cutoff", Clock, "\"15:00\"")
            .says("nộp sau giờ này thì tính khác; đi cùng after", "later than this is another day"),
        key("after", OneOf(&["next_working_day"]), "next_working_day").says(
            "nộp sau giờ ấy: next_working_day là ngày làm việc tiếp theo",
            "what then: next_working_day",
        ),
    ],
    rules: &[
        Rule::AtMostOne(&["working_days", "days", "hours", "same_day"]),
        Rule::AnyOf(&["working_days", "days", "hours", "same_day", "text", "cutoff"]),
        Rule::Then(&["cutoff"], &["after"]),
        Rule::Then(&["after"], &["cutoff"]),
    ],
};

static DEADLINE_KEYS: Keys = Keys {
    name: "deadline",
    keys: &[
        key("days", LENGTH, "60").says("trong bao nhiêu ngày", "within how many days"),
        key("from", Text, "ngày sinh").says("kể từ khi nào", "from when"),
        key("text", Text, "Trong 60 ngày kể từ ngày sinh").says("ghi bằng lời", "in words"),
    ],
    rules: &[Rule::AnyOf(&["days", "text"])],
};
