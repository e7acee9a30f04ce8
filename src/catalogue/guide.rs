//! A procedure.

use super::Shape::{
    Date, Digits, Either, File, Group, Id, Link, List, OneOf, Short, Text, Words, YesNo,
};
use super::days::{CHANGES, DECISION, LAWS};
use super::money::{DEADLINE, FEE, PAPERS, TEXTS, TIME, brief};
use super::{Group as Keys, Rule, Shape, key};

const IDS: Shape = List(&Id);
const CHANNELS: Shape = Group(&CHANNELS_KEYS);
const DOCUMENTS: Shape = List(&Group(&DOCUMENT));
const STEPS: Shape = List(&Either(&Text, &Group(&STEP)));
const AUDIENCE: &[&str] = &[
    "citizen",
    "overseas",
    "foreigner",
    "household",
    "business",
    "cooperative",
    "organisation",
    "official",
];

/// `procedures/<field>/<id>.md`.
pub(super) static PROCEDURE: Keys = Keys {
    name: "procedure",
    keys: &[
        key("title", Short(60), "Đăng ký khai sinh")
            .needed()
            .says("tên dân hay gọi, không quá 60 chữ cái", "people's words, at most 60 characters"),
        key("summary", Text, "Ghi nhận việc sinh, cấp giấy khai sinh.")
            .says("một câu: thủ tục này để làm gì", "one sentence: what it is for"),
        key("official_title", Text, "Thủ tục đăng ký khai sinh")
            .says("tên đầy đủ theo quyết định công bố", "the full official name"),
        key("code", Digits, "\"1.001193\"")
            .says("mã số quốc gia, luôn trong dấu ngoặc kép", "national code, always in quotes"),
        key("status", OneOf(&["draft", "active", "suspended", "abolished"]), "active").says(
            "draft: nháp, chưa lên trang; active: đang áp dụng; suspended: tạm dừng; abolished: bãi bỏ",
            "draft is not published; active, suspended, abolished",
        ),
        key("audience", List(&Words(AUDIENCE)), "[citizen]").says(
            "dành cho ai: citizen là công dân, household hộ gia đình, business doanh nghiệp…; hoặc ghi bằng lời",
            "for whom; one of the words, or free text",
        ),
        key("level", Text, "Cấp xã").says("cấp giải quyết", "which level decides"),
        key("documents", DOCUMENTS, "[{name: Tờ khai, originals: 1}]")
            .says("giấy tờ phải mang, mỗi giấy một mục", "papers to bring"),
        key("steps", STEPS, "[Chụp rõ giấy chứng sinh., Mở VNeID và đăng nhập.]")
            .needed()
            .says("các bước, theo thứ tự; mỗi bước một việc", "steps, in order"),
        key("result", TEXTS, "[Giấy khai sinh]").says("nhận được gì", "what one gets"),
        key("fee", FEE, "8000").says(
            "phí, lệ phí: số đồng như 8000, hoặc các khóa bên dưới",
            "the fee: whole đồng, or a group of keys",
        ),
        key("time", TIME, "{working_days: 3}").says(
            "thời hạn giải quyết; chọn một đơn vị",
            "how long it takes; one unit",
        ),
        key("deadline", DEADLINE, "{days: 60, from: ngày sinh}")
            .says("người dân phải làm trong thời gian nào", "how long a citizen has"),
        key("channels", CHANNELS, "{in_person: {}, online: {level: full}}").says(
            "các cách nộp; cách nào không có thì không ghi",
            "ways to file; an absent one is not offered",
        ),
        key("office_hours", Text, "Sáng thứ Hai đến thứ Sáu")
            .says("giờ tiếp nhận, nếu khác giờ của xã", "hours, if not the commune's"),
        key("authority", Group(&AUTHORITY), "{decides: UBND xã, receives: Trung tâm Phục vụ hành chính công}")
            .says("cơ quan", "authorities"),
        key("cases", List(&Group(&CASE)), "[{id: o-thue, title: Ở thuê, documents: [{name: Hợp đồng thuê}]}]")
            .says("các trường hợp có giấy tờ, phí hay thời hạn riêng", "cases that differ"),
        key("conditions", TEXTS, "[Hai bên có mặt khi đăng ký]")
            .says("yêu cầu, điều kiện", "conditions"),
        key("refusals", TEXTS, "[Hồ sơ giả mạo]").says("khi nào bị từ chối", "why it is refused"),
        key("benefit", TEXTS, "[Trợ cấp hằng tháng]").says("được hưởng gì", "what one is entitled to"),
        key("notes", TEXTS, "[Mang theo bản chính]").says("lưu ý", "notes"),
        key("help", Group(&HELP), "{write_for_me: allowed, home_service: true}")
            .says("cán bộ giúp được gì", "how officials may help"),
        key("faq", List(&Group(&QUESTION)), "[{q: \"Ông bà làm thay được không?\", a: Được.}]")
            .says("hỏi và đáp", "questions and answers"),
        key("legal", LAWS, "[{number: 60/2014/QH13, title: Luật Hộ tịch}]")
            .says("căn cứ pháp lý", "legal basis"),
        key("decision", DECISION, "{number: 163/QĐ-BTP, date: 2026-01-20}")
            .says("quyết định công bố thủ tục", "the decision that published it"),
        key("changed_by", CHANGES, "[{number: 200/QĐ-BTP, date: 2026-08-15, what: Bớt một loại giấy tờ}]")
            .says("văn bản đã sửa đổi thủ tục", "papers that changed it"),
        key("valid", Group(&VALID), "{from: 2026-01-20}").says("áp dụng từ ngày nào", "since when"),
        key("checked", Group(&CHECKED), "{on: 2026-10-01, by: Công chức tư pháp – hộ tịch}")
            .says("lần đối chiếu với nguồn gần nhất", "when it was last compared with its source"),
        key("sources", TEXTS, "[\"dichvucong.gov.vn, 2026-07-20\"]")
            .says("lấy ở đâu, ngày nào", "where it was taken from, and when"),
        key("unverified", List(&Either(&Text, &Group(&UNVERIFIED))), "[{key: fee, note: Chưa hỏi tỉnh}]")
            .says("điều chưa ai kiểm tra: trang sẽ nói rõ", "facts nobody has checked; the page says so"),
        key("portal", Link, "\"https://dichvucong.gov.vn/…\"")
            .says("trang của thủ tục trên Cổng Dịch vụ công quốc gia", "its page on the national portal"),
        key("keywords", TEXTS, "[giấy khai sinh, con mới đẻ]")
            .says("những lời người dân hay tìm", "what people search for"),
        key("related", IDS, "[dang-ky-ket-hon]")
            .says("thủ tục liên quan: tên tệp, không có .md", "related procedures, by id"),
        key("replaced_by", Id, "dang-ky-khai-sinh")
            .says("thủ tục thay thế, khi tạm dừng hay bãi bỏ", "what replaced it"),
        key("aliases", IDS, "[khai-sinh-cu]")
            .says("tên tệp cũ, để mã đã in vẫn dùng được", "former ids: printed codes go on working"),
        key("replaces", List(&Digits), "[\"2.001023\"]")
            .says("mã số quốc gia của thủ tục mà nó thay", "national codes that it replaces"),
        key("qr_text", Text, "\"Xã Ví Dụ. Đăng ký khai sinh…\"")
            .says("lời trong mã không cần mạng; không ghi thì máy tự soạn", "words of the steps code"),
        key("recording", File, "forms/dang-ky-khai-sinh.mp3")
            .says("tệp ghi âm đọc thủ tục", "a recording of the guide"),
    ],
    rules: &[Rule::AnyOf(&["documents", "cases"])],
};

static DOCUMENT: Keys = Keys {
    name: "document",
    keys: &[
        key("name", Text, "Tờ khai").needed().says("tên giấy tờ", "its name"),
        brief(40, "Tờ khai"),
        key("originals", PAPERS, "1").says("số bản chính", "how many originals"),
        key("copies", PAPERS, "0").says("số bản sao", "how many copies"),
        key("form", Group(&FORM), "{name: Mẫu CT01, file: forms/ct01.docx}")
            .says("mẫu đơn", "the form to fill in"),
        key("when", Text, "Nếu nhờ người khác").says("chỉ khi nào mới cần", "only when"),
        key("any_of", TEXTS, "[Giấy chứng sinh, Giấy cam đoan]")
            .says("một trong các giấy này là được", "one of these will do"),
        key("show", YesNo, "true")
            .says("true: chỉ cho xem, không nộp", "true: shown, not handed in"),
        key("note", Text, "Điền đủ hai mặt").says("ghi chú", "a note"),
        key("group", Text, "Phải xuất trình").says("nhóm giấy tờ", "under which heading"),
    ],
    rules: &[],
};

static FORM: Keys = Keys {
    name: "form",
    keys: &[
        key("name", Text, "Mẫu CT01").needed().says("tên mẫu", "its name"),
        key("file", File, "forms/ct01.docx")
            .says("tệp tải về, trong thư mục content/forms", "the file, in content/forms"),
    ],
    rules: &[],
};

static STEP: Keys = Keys {
    name: "step",
    keys: &[
        key("text", Text, "Mở VNeID và đăng nhập bằng tài khoản của mình.")
            .needed()
            .says("cả câu", "the whole sentence"),
        brief(45, "Mở VNeID"),
        key("channel", OneOf(&["in_person", "online", "post"]), "online")
            .says("chỉ cho cách nộp này: in_person, online, post", "only for this way of filing"),
    ],
    rules: &[],
};

static CHANNELS_KEYS: Keys = Keys {
    name: "channels",
    keys: &[
        key("in_person", Group(&WAY), "{}").says("nộp trực tiếp", "at the counter"),
        key("online", Group(&ONLINE), "{level: full}").says("nộp trực tuyến", "online"),
        key("post", Group(&WAY), "{}").says("nộp qua bưu chính", "by post"),
    ],
    rules: &[],
};

static WAY: Keys = Keys {
    name: "way",
    keys: &[
        key("fee", FEE, "8000").says("phí khi nộp cách này", "its fee"),
        key("time", TIME, "{working_days: 3}").says("thời hạn khi nộp cách này", "its time"),
    ],
    rules: &[],
};

static ONLINE: Keys = Keys {
    name: "online",
    keys: &[
        key("level", OneOf(&["full", "partial"]), "full")
            .says("full: toàn trình; partial: một phần", "full or partial"),
        key("url", Link, "\"https://dichvucong.gov.vn/…\"").says("nơi nộp", "where to file"),
        key("fee", FEE, "8000").says("phí khi nộp cách này", "its fee"),
        key("time", TIME, "{working_days: 3}").says("thời hạn khi nộp cách này", "its time"),
    ],
    rules: &[],
};

static CASE: Keys = Keys {
    name: "case",
    keys: &[
        key("id", Id, "o-thue").needed().says("tên ngắn không dấu", "a short id"),
        key("title", Text, "Ở thuê").needed().says("tên trường hợp", "its name"),
        key("ask", Text, "Nhà ai đứng tên?").says("câu hỏi để người dân tự chọn", "the question"),
        key("documents", DOCUMENTS, "[{name: Hợp đồng thuê}]")
            .says("giấy tờ của trường hợp này", "its papers"),
        key("channels", CHANNELS, "{in_person: {}}").says("cách nộp riêng", "its ways of filing"),
        key("fee", FEE, "8000").says("phí riêng", "its fee"),
        key("time", TIME, "{working_days: 3}").says("thời hạn riêng", "its time"),
        key("steps", STEPS, "[Mang hợp đồng đến trung tâm.]").says("các bước riêng", "its steps"),
    ],
    rules: &[],
};

static AUTHORITY: Keys = Keys {
    name: "authority",
    keys: &[
        key("decides", Text, "UBND xã").says("nơi quyết định", "who decides"),
        key("receives", Text, "Trung tâm Phục vụ hành chính công").says("nơi nhận", "who receives"),
        key("supports", TEXTS, "[Công an xã]").says("cơ quan phối hợp", "who helps"),
    ],
    rules: &[],
};

static CHECKED: Keys = Keys {
    name: "checked",
    keys: &[
        key("on", Date, "2026-10-01").needed().says("ngày: năm-tháng-ngày", "the day"),
        key("by", Text, "Công chức tư pháp – hộ tịch")
            .says("chức danh, không ghi tên người", "a role, not a name"),
    ],
    rules: &[],
};

static UNVERIFIED: Keys = Keys {
    name: "unverified",
    keys: &[
        key("key", Text, "fee").says("khóa nào chưa kiểm tra", "which key"),
        key("note", Text, "Chưa hỏi tỉnh").says("vì sao", "why"),
    ],
    rules: &[],
};

static VALID: Keys = Keys {
    name: "valid",
    keys: &[
        key("from", Date, "2026-01-20").says("từ ngày", "first day"),
        key("until", Date, "2030-12-31").says("đến hết ngày", "last day"),
    ],
    rules: &[],
};

static HELP: Keys = Keys {
    name: "help",
    keys: &[
        key("write_for_me", OneOf(&["allowed", "forbidden"]), "allowed").says(
            "viết giúp: allowed là được, forbidden là không",
            "whether officials may write for one",
        ),
        key("reason", Text, "Pháp luật yêu cầu tự viết").says("vì sao không", "why not"),
        key("home_service", YesNo, "true").says("true: làm tại nhà", "true: at home"),
    ],
    rules: &[Rule::When("write_for_me", "forbidden", "reason")],
};

/// A question and its answer.
pub(super) static QUESTION: Keys = Keys {
    name: "question",
    keys: &[
        key("q", Text, "\"Ông bà làm thay được không?\"").needed().says("hỏi", "question"),
        key("a", Text, "Được.").needed().says("đáp", "answer"),
    ],
    rules: &[],
};
