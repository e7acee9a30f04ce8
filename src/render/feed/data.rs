//! Open data: `data/procedures.json`, `.csv` and `.xlsx`, the same facts in three shapes, and
//! `data/README.txt`, which says what each column means.

use serde_json::{Map, Value, json};

use super::Source;
use crate::diagnostic::{Text, say};
use crate::model::Procedure;
use crate::model::procedure::{Amount, Audience, Channel, Status};
use crate::model::site::Thing;
use crate::render::words::{self, Trust};
use crate::table::{self, Table};

/// A column: its key, what it means, and its cell.
struct Column {
    key: &'static str,
    vi: &'static str,
    en: &'static str,
    value: fn(Source<'_>, &Procedure) -> Value,
}

/// Every column, in order. Keys are never renamed: programs of others read them.
const COLUMNS: [Column; 23] = [
    column(
        "number",
        "Số cố định của thủ tục trên trang và trên mã QR",
        "Permanent number of the procedure, on the site and in QR codes",
        |s, p| json!(s.number(Thing::Procedure, &p.id)),
    ),
    column("id", "Tên ngắn trong địa chỉ", "Readable id in the address", |_, p| {
        json!(p.id.as_str())
    }),
    column("code", "Mã thủ tục quốc gia", "National code", |_, p| json!(p.code)),
    column("title", "Tên người dân hay gọi", "Title in people's words", |_, p| {
        json!(p.title)
    }),
    column("official_title", "Tên chính thức", "Official title", |_, p| {
        json!(p.official_title)
    }),
    column("field", "Lĩnh vực", "Field", |s, p| {
        json!(s.site.field(&p.field).map_or(p.field.as_str(), |field| &field.title))
    }),
    column(
        "status",
        "Tình trạng: active đang làm, suspended tạm dừng, abolished đã bãi bỏ",
        "Status: active, suspended or abolished",
        |_, p| json!(status(p)),
    ),
    column("audience", "Dành cho ai", "Who it is for", |s, p| {
        json!(p.audience.iter().map(|one| audience(s, one)).collect::<Vec<_>>())
    }),
    column(
        "channels",
        "Cách nộp: in_person tại quầy, online qua mạng, post qua bưu điện",
        "Ways of filing: in_person, online, post",
        |_, p| json!(p.channels.0.keys().map(|way| way.key()).collect::<Vec<_>>()),
    ),
    column("online_url", "Địa chỉ nộp qua mạng", "Where to file online", |_, p| {
        json!(
            p.channels
                .0
                .get(&Channel::Online)
                .and_then(|way| way.url.as_ref())
                .map(crate::model::Link::as_str)
        )
    }),
    column(
        "fee",
        "Lệ phí bằng lời, mỗi cách nộp hoặc trường hợp một dòng",
        "Fee in words, one line for each way of filing or case",
        |s, p| json!(super::share::fee(s, p)),
    ),
    column(
        "fee_amount",
        "Lệ phí bằng số (đồng): chỉ ghi khi là một số duy nhất, không theo đơn vị hay trường hợp, và đã được đối chiếu với nguồn",
        "Fee in đồng: only where it is one plain number for all ways and cases, and somebody compared it with its source",
        |_, p| json!(plain_fee(p)),
    ),
    column(
        "time",
        "Thời gian giải quyết bằng lời",
        "Processing time in words",
        |s, p| json!(super::share::time(s, p)),
    ),
    column("deadline", "Hạn người dân phải làm", "Time limit for the citizen", |s, p| {
        json!(p.deadline.as_ref().map(|deadline| words::deadline(deadline, s.strings)))
    }),
    column(
        "document_count",
        "Số giấy tờ, không tính giấy tờ của riêng từng trường hợp",
        "Number of papers, without those of single cases",
        |_, p| json!(p.documents.len()),
    ),
    column("documents", "Tên giấy tờ", "Names of the papers", |_, p| {
        json!(p.documents.iter().map(|one| &one.name).collect::<Vec<_>>())
    }),
    column("steps", "Các bước, theo thứ tự", "Steps, in order", |_, p| {
        json!(p.steps.iter().map(|one| &one.text).collect::<Vec<_>>())
    }),
    column("result", "Kết quả nhận được", "What the citizen gets", |_, p| {
        json!(p.result)
    }),
    column("decision", "Quyết định công bố", "Decision that publishes it", |_, p| {
        json!(p.decision.as_ref().map(|one| &one.number))
    }),
    column(
        "decision_date",
        "Ngày của quyết định (năm-tháng-ngày)",
        "Day of the decision (ISO 8601)",
        |_, p| json!(p.decision.as_ref().and_then(|one| one.date).map(|day| day.to_string())),
    ),
    column(
        "checked_on",
        "Ngày đối chiếu với nguồn; trống: chưa ghi",
        "Day of the comparison with the source; empty: none recorded",
        |_, p| json!(p.checked.as_ref().map(|one| one.on.to_string())),
    ),
    column(
        "unverified",
        "Điều chưa ai kiểm chứng: tên cột hoặc lời ghi chú",
        "Facts that nobody has checked: their key or words",
        |_, p| {
            json!(
                p.unverified
                    .iter()
                    .filter_map(|one| one.key.as_ref().or(one.note.as_ref()))
                    .collect::<Vec<_>>()
            )
        },
    ),
    column("address", "Địa chỉ trang hướng dẫn", "Address of the guide", |s, p| {
        json!(s.url(&format!("{}/", p.id)))
    }),
];

const fn column(
    key: &'static str,
    vi: &'static str,
    en: &'static str,
    value: fn(Source<'_>, &Procedure) -> Value,
) -> Column {
    Column { key, vi, en, value }
}

/// Makes the files.
pub(super) fn files(source: Source<'_>) -> Vec<(String, Vec<u8>)> {
    let public = source.site.public();
    let rows: Vec<Vec<Value>> = public
        .map(|procedure| COLUMNS.iter().map(|one| (one.value)(source, procedure)).collect())
        .collect();
    let keys = table(source, &rows, |one| say(one.key, one.key));
    let named = table(source, &rows, |one| say(head(one.vi), head(one.en)));
    vec![
        ("data/procedures.json".to_owned(), json(source, &rows)),
        ("data/procedures.csv".to_owned(), keys.csv(false).into_bytes()),
        ("data/procedures.xlsx".to_owned(), table::workbook(&[named], false)),
        ("data/README.txt".to_owned(), about(source)),
    ]
}

/// Returns the part of a meaning that heads a column in a spreadsheet.
fn head(meaning: &str) -> &str {
    meaning.split([':', ';', ',', '(']).next().unwrap_or(meaning).trim()
}

fn table(source: Source<'_>, rows: &[Vec<Value>], name: fn(&Column) -> Text) -> Table {
    let commune = &source.site.commune.name;
    Table {
        title: say(format!("Thủ tục {commune}"), format!("Procedures of {commune}")),
        columns: COLUMNS.iter().map(name).collect(),
        rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    }
}

fn cell(value: &Value) -> table::Cell {
    match value {
        Value::Null => "".into(),
        Value::Number(number) => number
            .as_u64()
            .and_then(|number| usize::try_from(number).ok())
            .map_or_else(|| number.to_string().into(), Into::into),
        Value::String(words) => words.as_str().into(),
        Value::Array(items) => {
            items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | ").into()
        }
        other => other.to_string().into(),
    }
}

fn json(source: Source<'_>, rows: &[Vec<Value>]) -> Vec<u8> {
    let columns = COLUMNS.iter().map(|one| json!({"key": one.key, "vi": one.vi, "en": one.en}));
    let object = |row: &Vec<Value>| -> Value {
        let pairs = COLUMNS.iter().zip(row).map(|(one, value)| (one.key.to_owned(), value.clone()));
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    let commune = &source.site.commune;
    let whole = json!({
        "commune": commune.name,
        "province": commune.province,
        "example": commune.example,
        "address": source.url(""),
        "columns": columns.collect::<Vec<_>>(),
        "procedures": rows.iter().map(object).collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&whole).expect("values of our own have text keys");
    bytes.push(b'\n');
    bytes
}

/// Says what the columns mean, in both languages.
fn about(source: Source<'_>) -> Vec<u8> {
    let commune = &source.site.commune.name;
    let mut text = format!(
        "Dữ liệu mở: thủ tục hành chính của {commune}.\n\
         procedures.json, procedures.csv (UTF-8 có BOM) và procedures.xlsx có cùng nội dung.\n\
         Trong CSV và XLSX, các mục của một ô cách nhau bằng \" | \".\n\
         \n\
         Open data: the administrative procedures of {commune}.\n\
         procedures.json, procedures.csv (UTF-8 with BOM) and procedures.xlsx say the same.\n\
         In CSV and XLSX the items of one cell are parted by \" | \".\n"
    );
    if source.site.commune.example {
        text += &format!(
            "\n{}\nThis is an example. Do not use it.\n",
            source.strings.get("site.example")
        );
    }
    for one in &COLUMNS {
        text += &format!("\n{}\n  {}\n  {}\n", one.key, one.vi, one.en);
    }
    text.into_bytes()
}

fn status(procedure: &Procedure) -> &'static str {
    match procedure.status {
        Status::Draft => "draft",
        Status::Active => "active",
        Status::Suspended => "suspended",
        Status::Abolished => "abolished",
    }
}

fn audience(source: Source<'_>, audience: &Audience) -> String {
    let key = match audience {
        Audience::Citizen => "audience.citizen",
        Audience::Overseas => "audience.overseas",
        Audience::Foreigner => "audience.foreigner",
        Audience::Household => "audience.household",
        Audience::Business => "audience.business",
        Audience::Cooperative => "audience.cooperative",
        Audience::Organisation => "audience.organisation",
        Audience::Official => "audience.official",
        Audience::Other(words) => return words.clone(),
    };
    source.strings.get(key).to_owned()
}

/// Returns the fee where it is one plain number of đồng for every way and case, compared with its
/// source; a 0 that the province decides is none.
pub(super) fn plain_fee(procedure: &Procedure) -> Option<u64> {
    let fee = procedure.fee.as_ref()?;
    let Some(Amount::Dong(sum)) = &fee.amount else { return None };
    let ways = procedure.channels.0.values();
    let of_cases = procedure.cases.iter();
    let one = fee.unit.is_none()
        && fee.tiers.is_empty()
        && fee.max.is_none()
        && ways.into_iter().all(|way| way.fee.is_none())
        && of_cases.into_iter().all(|case| {
            let ways = case.channels.iter().flat_map(|channels| channels.0.values());
            case.fee.is_none() && ways.into_iter().all(|way| way.fee.is_none())
        });
    let sure = words::fee_trust(procedure, None, "fee") == Trust::Checked
        && !words::is_doubted(procedure, "fee")
        && !(sum.0 == 0 && words::is_left_to_the_province(fee));
    (one && sure).then_some(sum.0)
}
