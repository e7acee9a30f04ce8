//! How a value is written in a cell so that an official can read and change it, and read back.
//!
//! Nothing here guesses: what cannot be read surely is handed back as not placed, with the reason. A
//! notation that would not give the same value back is not used for that value ([`Notation::shown`]).

mod channels;
mod choices;
mod days;
mod fee;
mod hours;
mod legal;
mod lines;
mod spoken;
mod steps;
mod tags;
mod time;

use super::forms;
use super::grid::{Cell, Content};
use crate::catalogue::Shape;
use crate::diagnostic::{Text, say};
use crate::yaml::Value;

use self::choices::Table;
use self::tags::STEPS;
pub(crate) use choices::{AUDIENCE, Choices, PROGRAM_STATUS, PROMISES, STATUS, VILLAGE_STATUS};
pub(crate) use fee::with_unit;
pub(crate) use lines::folded;
pub(crate) use tags::{
    CHANGES, COVERS, CUTOFF, DEADLINE, DECISION, DOCUMENTS, EXCEPT, HELP, LEGAL, PLAN, POSTERS,
    QUESTIONS, Tags, UNVERIFIED,
};

/// A way to write a value in a cell.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Notation {
    /// Words on one line.
    Text,
    /// Words whose digits matter: codes, phones, passwords.
    Digits,
    /// A national code: `d.dddddd`.
    Code,
    /// A whole number.
    Count,
    /// A day.
    Day,
    /// A day, a month or a year.
    PlanDay,
    /// One of several words.
    Choice(&'static Choices),
    /// Yes or no.
    YesNo,
    /// Words, one line each.
    Texts,
    /// Words, one line each or divided by commas.
    Words,
    /// Words of a list, or free text, one line each.
    Choices(&'static Choices),
    /// A group, or a list of groups, in lines of parts with names.
    Tags(&'static Tags),
    /// Things to do, a line each.
    Steps,
    /// What it costs.
    Fee,
    /// How long it takes.
    Time,
    /// The ways of filing.
    Channels,
    /// Papers of law.
    Legal,
    /// The decision.
    Decision,
    /// `all`, or ids, one line each.
    Listed,
    /// Days of the week, or on request.
    Weekdays,
    /// Hours of a day, or words for them.
    Hours,
    /// Opening hours, day by day.
    Week,
}

/// What the head of a column says of the numbers below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The key of `time` that a bare number means.
    pub(crate) time: Option<&'static str>,
    /// Words that belong behind a bare number of a fee.
    pub(crate) fee: Option<&'static str>,
}

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Read {
    /// The value; nothing when none could be read.
    pub(crate) value: Option<Value>,
    /// What could not be placed, and why.
    pub(crate) left: Vec<Text>,
    /// What was read and is worth saying.
    pub(crate) told: Vec<Text>,
}

impl Read {
    /// Makes an answer without remainder.
    pub(crate) fn good(value: Value) -> Self {
        Self { value: Some(value), ..Self::default() }
    }

    /// Makes an answer of what could not be placed.
    pub(crate) fn left(why: Text) -> Self {
        Self { left: vec![why], ..Self::default() }
    }
}

impl Notation {
    /// Reads a cell that is not empty.
    pub(crate) fn read(self, cell: &Cell, unit: Unit) -> Read {
        if let Content::Error(error) = &cell.content {
            return Read::left(say(
                format!("ô báo lỗi {error} của Excel; sửa công thức, hoặc gõ thẳng giá trị"),
                format!(
                    "the cell holds Excel's error {error}; mend the formula, or type the value"
                ),
            ));
        }
        let said = cell.said();
        match self {
            Self::Text => Read::good(Value::text(lines::joined(&said))),
            Self::Digits => digits(cell),
            Self::Code => code(cell),
            Self::Count => days::count(cell),
            Self::Day => days::day(cell),
            Self::PlanDay => days::plan_day(cell),
            Self::Choice(choices) => choices.read(&said),
            Self::YesNo => choices::yes_no(cell),
            Self::Texts => Read::good(Value::texts(lines::items(&said))),
            Self::Words => Read::good(Value::texts(lines::words(&said))),
            Self::Choices(choices) => choices.read_list(&said),
            Self::Tags(tags) => tags.read(&said),
            Self::Steps => steps::read(&said),
            Self::Fee => fee::read(cell, unit),
            Self::Time => time::read(cell, unit),
            Self::Channels => channels::read(&said),
            Self::Legal => legal::read_list(&said),
            Self::Decision => legal::read_one(&said),
            Self::Listed => listed(&said),
            Self::Weekdays => choices::read_weekdays(&said),
            Self::Hours => hours::read(&said),
            Self::Week => hours::read_week(&said),
        }
    }

    /// Shows a value of `shape` as a cell, in its plainest form; nothing when the cell would not give
    /// the same back.
    pub(crate) fn shown(self, shape: Shape, value: &Value) -> Option<Cell> {
        let value = &forms::plain(shape, value);
        let cell = self.show(value)?;
        let short = cell.said().chars().count() <= super::CELL;
        let read = self.read(&cell, Unit::default());
        (short && read.left.is_empty() && read.value.as_ref() == Some(value)).then_some(cell)
    }

    /// Says a value of `shape` as a cell would, for a report: a sum alone with its thousands apart.
    pub(crate) fn said(self, shape: Shape, value: &Value) -> Option<String> {
        let value = forms::plain(shape, value);
        match (self, value.as_text()) {
            (Self::Fee, Some(sum)) => fee::grouped_digits(sum),
            _ => self.show(&value).map(|cell| cell.said()),
        }
    }

    fn show(self, value: &Value) -> Option<Cell> {
        let words = match self {
            Self::Text | Self::Digits | Self::Code => value.as_text()?.to_owned(),
            Self::Count => return Some(Cell::number(value.as_text()?.parse::<u32>().ok()?.into())),
            Self::Day | Self::PlanDay => return days::show(value),
            Self::Choice(choices) => choices.show(value)?,
            Self::YesNo => choices::show_yes_no(value)?,
            Self::Texts | Self::Words => lines::show(value)?,
            Self::Choices(choices) => choices.show_list(value)?,
            Self::Tags(tags) => tags.show(value)?,
            Self::Steps => STEPS.show(value)?,
            Self::Fee => return fee::show(value),
            Self::Time => time::show(value)?,
            Self::Channels => channels::show(value)?,
            Self::Legal => LEGAL.show(value)?,
            Self::Decision => DECISION.show(value)?,
            Self::Listed => match value.as_text() {
                Some("all") => "tất cả".to_owned(),
                Some(_) => return None,
                None => lines::show(value)?,
            },
            Self::Weekdays => choices::show_weekdays(value)?,
            Self::Hours => hours::show(value)?,
            Self::Week => hours::show_week(value)?,
        };
        Some(Cell::words(words))
    }

    /// Says whether lines of further rows below belong to the same value.
    pub(crate) fn is_list(self) -> bool {
        match self {
            Self::Texts
            | Self::Words
            | Self::Choices(_)
            | Self::Legal
            | Self::Channels
            | Self::Steps
            | Self::Week => true,
            Self::Tags(tags) => tags.list,
            _ => false,
        }
    }
}

fn digits(cell: &Cell) -> Read {
    if let Content::Words(words) = &cell.content {
        return Read::good(Value::text(words.trim()));
    }
    let said = cell.said();
    Read::left(say(
        format!(
            "Excel đã biến chữ số thành số «{said}» nên số 0 ở đầu hay cuối có thể đã mất; đổi định dạng ô thành Văn bản (Text) rồi gõ lại"
        ),
        format!(
            "Excel made a number of the digits (\"{said}\"), so that a zero may be lost; format the cell as Text and type it again"
        ),
    ))
}

/// Reads a national code. A number with six decimals has lost nothing (`1.001193`); one with fewer may
/// have lost a zero (`2.00001` of `2.000010`), and which is not for us to say.
fn code(cell: &Cell) -> Read {
    if let Content::Number(number) = cell.content {
        let text = number.to_string();
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        if decimals == 6 && number > 0.0 && number < 10.0 {
            return Read::good(Value::text(text));
        }
        return Read::left(say(
            format!(
                "Excel đã biến mã thủ tục thành số «{text}», số 0 ở cuối có thể đã mất; đổi định dạng cột thành Văn bản (Text) rồi gõ lại mã đủ 6 chữ số sau dấu chấm"
            ),
            format!(
                "Excel made a number of the code (\"{text}\"), so that a last zero may be lost; format the column as Text and type the code again with all six digits after the point"
            ),
        ));
    }
    let said = lines::joined(&cell.said());
    let shape = said.split('.').all(|part| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    });
    if !matches!(cell.content, Content::Words(_)) || !shape {
        return Read::left(say(
            format!("«{said}» không phải mã thủ tục; mã có dạng 1.001193"),
            format!("\"{said}\" is no code of a procedure; a code looks like 1.001193"),
        ));
    }
    Read::good(Value::text(said))
}

fn listed(said: &str) -> Read {
    if ["tat ca", "all", "toan bo"].contains(&folded(said).as_str()) {
        return Read::good(Value::text("all"));
    }
    Read::good(Value::texts(lines::words(said)))
}
