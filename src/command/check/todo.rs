//! `tracuu check --todo`: the work list, as a table, for machines, and for Excel.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::report::{self, Target};
use super::super::{Context, Outcome};
use crate::check::todo::{self, Reason, Task};
use crate::diagnostic::{Severity, Text, say};
use crate::model::Site;
use crate::model::date::Date;
use crate::pipeline::{self, Options};
use crate::table::{Cell, Table};

/// Tells who has to look at what. Content with errors is no failure here: what cannot be read is
/// counted, and `check` says why.
#[must_use]
pub fn run(context: &Context, options: &Options, target: &Target) -> Outcome {
    let voice = context.voice;
    let files = match super::super::read(context) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let built = pipeline::build(&files, options);
    let Some(site) = &built.site else {
        voice.findings(&built.diagnostics, &files);
        voice.json(&built.diagnostics, &files, &Value::Null);
        return Outcome::ContentErrors;
    };
    let tasks = todo::list(site, options.today);
    let tables = [rows(&tasks, options.today), fields(site, &tasks)];
    if let Err(error) = report::write(context, &tables, &tables[0], target) {
        voice.refused(&error);
        return Outcome::Refused;
    }
    if voice.json {
        voice.result(&json!({"result": machine(&tasks, options.today)}).to_string());
        return Outcome::Good;
    }
    if !tasks.is_empty() {
        let [mut rows, fields] = tables;
        rows.rows.iter_mut().flatten().for_each(narrow);
        for table in [rows, fields] {
            voice.result(table.text(voice.english).trim_end());
            voice.result("");
        }
    }
    voice.result(summary(&tasks).pick(voice.english));
    let errors = built.diagnostics.count(Severity::Error);
    if errors > 0 {
        voice.message(&say(
            format!("Còn {errors} lỗi: tệp có lỗi không tính vào đây. Xem lỗi: tracuu check"),
            format!("There are errors ({errors}): files with errors are left out. To see them: tracuu check"),
        ));
    }
    Outcome::Good
}

/// Cuts a cell to what a terminal can show beside others; files have the whole.
fn narrow(cell: &mut Cell) {
    const WIDEST: usize = 60;
    let cut = |words: &str| {
        let mut cut: String = words.chars().take(WIDEST).collect();
        if cut.len() < words.len() {
            cut.push('…');
        }
        cut
    };
    if let Cell::Said(text) = cell {
        *text = say(cut(&text.vi), cut(&text.en));
    }
}

fn field(task: &Task) -> Text {
    match task.field {
        Some(field) => say(&field.title, &field.title),
        None => say("Mô hình phục vụ", "Programs"),
    }
}

fn owner(task: &Task) -> Text {
    match (task.field, task.field.and_then(|field| field.owner.as_ref())) {
        (_, Some(owner)) => say(owner, owner),
        (Some(_), None) => say("(chưa ghi)", "(not named)"),
        (None, None) => say("", ""),
    }
}

fn said(reason: &Reason, today: Date) -> Text {
    match reason {
        Reason::Draft => say("còn là bản nháp", "still a draft"),
        Reason::NoCode => say("chưa có mã quốc gia", "no national code"),
        Reason::NoSource => say("chưa ghi nguồn", "no source"),
        Reason::NoCheckDate => say("chưa ghi ngày đối chiếu", "no check date"),
        Reason::Unverified(facts) => {
            let facts = facts.join(", ");
            say(format!("chưa xác minh: {facts}"), format!("unverified: {facts}"))
        }
        Reason::Recheck(on, due) if *due < today => say(
            format!("quá hạn đối chiếu từ {due} (lần trước {on})"),
            format!("to be compared again since {due} (last: {on})"),
        ),
        Reason::Recheck(on, due) => say(
            format!("đối chiếu lại trước {due} (lần trước {on})"),
            format!("to be compared again by {due} (last: {on})"),
        ),
        Reason::Ends(day) if *day < today => {
            say(format!("đã hết hạn {day}"), format!("ended {day}"))
        }
        Reason::Ends(day) => say(format!("sắp hết hạn {day}"), format!("ends {day}")),
    }
}

fn reasons(task: &Task, today: Date) -> Text {
    let all: Vec<Text> = task.reasons.iter().map(|reason| said(reason, today)).collect();
    let join = |of: fn(&Text) -> &str| all.iter().map(of).collect::<Vec<_>>().join("; ");
    say(join(|text| &text.vi), join(|text| &text.en))
}

fn rows(tasks: &[Task], today: Date) -> Table {
    let row = |task: &Task| {
        vec![
            field(task).into(),
            owner(task).into(),
            task.title.into(),
            reasons(task, today).into(),
            task.file.as_str().into(),
        ]
    };
    Table {
        title: say("Việc cần làm", "To do"),
        columns: vec![
            say("Lĩnh vực", "Field"),
            say("Phụ trách", "Owner"),
            say("Thủ tục, mô hình", "Procedure or program"),
            say("Việc cần làm", "To do"),
            say("Tệp", "File"),
        ],
        rows: tasks.iter().map(row).collect(),
    }
}

/// Each field with its owner, how many procedures it has, and for how many what is to be done.
fn fields(site: &Site, tasks: &[Task]) -> Table {
    let mut columns = vec![
        say("Lĩnh vực", "Field"),
        say("Phụ trách", "Owner"),
        say("Số thủ tục", "Procedures"),
        say("Phải xem", "To look at"),
    ];
    columns.extend([
        say("Bản nháp", "Drafts"),
        say("Thiếu mã", "No code"),
        say("Thiếu nguồn", "No source"),
        say("Thiếu ngày đối chiếu", "No check date"),
        say("Chưa xác minh", "Unverified"),
        say("Đến hạn đối chiếu", "To compare"),
        say("Hết hạn", "Ends"),
    ]);
    let mut of_field: Vec<(Text, Vec<&Task>)> = Vec::new();
    for task in tasks {
        let name = field(task);
        match of_field.iter_mut().find(|(other, _)| *other == name) {
            Some((_, tasks)) => tasks.push(task),
            None => of_field.push((name, vec![task])),
        }
    }
    let row = |(name, tasks): (Text, Vec<&Task>)| {
        let id = tasks[0].field.map(|field| &field.id);
        let all = site.procedures.iter().filter(|procedure| Some(&procedure.field) == id).count();
        let all = if id.is_some() { all } else { site.programs.len() };
        let mut row: Vec<Cell> =
            vec![name.into(), owner(tasks[0]).into(), all.into(), tasks.len().into()];
        row.extend(Reason::KEYS.map(|key| {
            let has = |task: &&&Task| task.reasons.iter().any(|reason| reason.key() == key);
            Cell::Count(tasks.iter().filter(has).count())
        }));
        row
    };
    let rows = of_field.into_iter().map(row).collect();
    Table { title: say("Theo lĩnh vực", "By field"), columns, rows }
}

fn summary(tasks: &[Task]) -> Text {
    let count = tasks.len();
    if count == 0 {
        return say("Không còn việc nào.", "There is nothing to do.");
    }
    let unowned = tasks.iter().filter(|task| task.field.is_some_and(|field| field.owner.is_none()));
    let mut fields: BTreeMap<_, _> = BTreeMap::new();
    for field in unowned.filter_map(|task| task.field) {
        fields.insert(&field.id, &field.title);
    }
    let mut text = say(format!("{count} mục phải xem lại."), format!("{count} to look at."));
    if !fields.is_empty() {
        let count = fields.len();
        text.vi += &format!(
            "\n{count} lĩnh vực chưa ghi ai phụ trách: thêm dòng owner: (chức danh) vào _index.md của lĩnh vực."
        );
        text.en += &format!(
            "\nFields without an owner: {count}; add owner: (a role) to the field's _index.md."
        );
    }
    text
}

fn machine(tasks: &[Task], today: Date) -> Value {
    let both = |text: &Text| json!({"vi": text.vi, "en": text.en});
    let reason = |reason: &Reason| {
        let due = match reason {
            Reason::Recheck(_, due) | Reason::Ends(due) => Some(due.to_string()),
            _ => None,
        };
        json!({"key": reason.key(), "text": both(&said(reason, today)), "due": due})
    };
    let task = |task: &Task| {
        json!({
            "field": task.field.map(|field| field.id.as_str()),
            "owner": task.field.and_then(|field| field.owner.as_deref()),
            "title": task.title,
            "file": task.file.as_str(),
            "reasons": task.reasons.iter().map(reason).collect::<Vec<_>>(),
        })
    };
    json!({"tasks": tasks.iter().map(task).collect::<Vec<_>>()})
}
