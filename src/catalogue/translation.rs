//! Translations: words alone, facts stay in the Vietnamese file.

use super::Shape::{Either, Group, Id, List, Short, Text};
use super::guide::QUESTION;
use super::money::{TEXTS, brief};
use super::site::title;
use super::{Group as Keys, Key, Shape, key};

const DOCUMENTS: Shape = List(&Group(&DOCUMENT));
const STEPS: Shape = List(&Either(&Text, &Group(&STEP)));
const SUMMARY: Key = key("summary", Text, "Birth registration.").says("một câu", "one sentence");

/// `procedures/<field>/<id>.<lang>.md`.
pub(super) static TRANSLATION: Keys = Keys {
    name: "translation",
    keys: &[
        key("title", Short(60), "Register a birth")
            .needed()
            .says("tên, không quá 60 chữ cái", "its name, at most 60 characters"),
        SUMMARY,
        key("documents", DOCUMENTS, "[{name: Declaration form}]")
            .says("giấy tờ, đủ và đúng thứ tự", "all papers, in the same order"),
        key("cases", List(&Group(&CASE)), "[{id: o-thue, title: Rented home}]")
            .says("các trường hợp, đủ và đúng thứ tự", "all cases, in the same order"),
        key("steps", STEPS, "[Photograph the birth notice.]")
            .says("các bước, đủ và đúng thứ tự", "all steps, in the same order"),
        key("result", TEXTS, "[Birth certificate]").says("nhận được gì", "what one gets"),
        key("deadline", Group(&DEADLINE), "{text: Within 60 days}")
            .says("thời gian phải làm", "how long a citizen has"),
        key("conditions", TEXTS, "[Both are present]").says("điều kiện", "conditions"),
        key("refusals", TEXTS, "[False papers]").says("khi nào bị từ chối", "why it is refused"),
        key("benefit", TEXTS, "[Monthly support]").says("được hưởng gì", "entitlement"),
        key("notes", TEXTS, "[Bring originals]").says("lưu ý", "notes"),
        key("faq", List(&Group(&QUESTION)), "[{q: May others go?, a: \"Yes.\"}]")
            .says("hỏi và đáp", "questions and answers"),
        key("keywords", TEXTS, "[birth certificate]").says("lời hay tìm", "what people search for"),
    ],
    rules: &[],
};

static DOCUMENT: Keys = Keys {
    name: "translated-document",
    keys: &[
        key("name", Text, "Declaration form").needed().says("tên giấy tờ", "its name"),
        brief(40, "Form"),
        key("form", Group(&FORM), "{name: Form CT01}").says("mẫu đơn", "the form"),
        key("when", Text, "If somebody else goes").says("chỉ khi nào mới cần", "only when"),
        key("any_of", TEXTS, "[Birth notice, Statement]")
            .says("một trong các giấy", "one of these"),
        key("note", Text, "Fill in both sides").says("ghi chú", "a note"),
        key("group", Text, "To show").says("nhóm giấy tờ", "under which heading"),
    ],
    rules: &[],
};

static FORM: Keys = Keys {
    name: "translated-form",
    keys: &[key("name", Text, "Form CT01").needed().says("tên mẫu", "its name")],
    rules: &[],
};

static STEP: Keys = Keys {
    name: "translated-step",
    keys: &[
        key("text", Text, "Open VNeID and log in.").needed().says("cả câu", "the whole sentence"),
        brief(45, "Open VNeID"),
    ],
    rules: &[],
};

static CASE: Keys = Keys {
    name: "translated-case",
    keys: &[
        key("id", Id, "o-thue").needed().says("tên ngắn, như tệp tiếng Việt", "the same id"),
        key("title", Text, "Rented home").needed().says("tên trường hợp", "its name"),
        key("ask", Text, "Whose house is it?").says("câu hỏi", "the question"),
        key("documents", DOCUMENTS, "[{name: Rental contract}]").says("giấy tờ", "its papers"),
        key("steps", STEPS, "[Bring the contract.]").says("các bước", "its steps"),
    ],
    rules: &[],
};

static DEADLINE: Keys = Keys {
    name: "translated-deadline",
    keys: &[key("text", Text, "Within 60 days").needed().says("bằng lời", "in words")],
    rules: &[],
};

/// `pages/<id>.<lang>.md`.
pub(super) static PAGE_TRANSLATION: Keys =
    Keys { name: "page-translation", keys: &[title("About"), SUMMARY], rules: &[] };
