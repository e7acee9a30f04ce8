//! A service day: its name, when, for whom, which procedures, what the commune promises.

use super::blank::{self, Blank, Matter};
use super::press::{Press, Running};
use super::record;
use super::story::{Line, Story};
use super::tag::{self, Tag};
use crate::diagnostic::Diagnostics;
use crate::model::program::{Days, Program, ProgramHours, Promise};
use crate::model::site::Thing;
use crate::model::village::{Kind, Orientation, PaperSize};
use crate::model::{Origin, Village};
use crate::render::Sheet;
use crate::render::drawing::Color;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::column::Marker;
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::words;

/// Draws one sheet for every program that is not over, in their order.
pub fn programs(
    press: &Press<'_>,
    village: &Village,
    paper: (PaperSize, Orientation),
    found: &mut Diagnostics,
) -> Vec<Sheet> {
    if press.site.programs.iter().all(|program| program.over) {
        return Vec::new();
    }
    let Some(blank) = Blank::new(press, village, Kind::Program, paper, found) else {
        return Vec::new();
    };
    let running = press.site.programs.iter().filter(|program| !program.over);
    running.filter_map(|program| sheet(&blank, program, found)).collect()
}

/// What does not fit.
struct TooLong {
    key: String,
    length: usize,
}

fn sheet(blank: &Blank<'_>, program: &Program, found: &mut Diagnostics) -> Option<Sheet> {
    let (press, village) = (blank.press, blank.village);
    let thing = (Thing::Program, &program.id, Some(&village.id));
    let caption = press.strings.get("poster.program_scan");
    let short = blank.size.mm().0;
    let tag = Tag::of_page(press, thing, caption, (tag::pixels(short), blank.small), found)?;
    let parts = match Parts::new(blank, program, &tag) {
        Ok(parts) => parts,
        Err(TooLong { key, length }) => {
            report(&program.origin, &key, length, found);
            return None;
        }
    };
    let hall = super::furniture::hall_name(village);
    let words = [("program", program.title.as_str()), ("hall", &hall)];
    let matter = Matter {
        file: format!("program-{}", program.id),
        title: press.strings.fill("poster.program_title", &words),
        subject: Some(press.addresses.number(Thing::Program, &program.id)),
        told: record::service::program(press, village, program),
    };
    let sheet = blank.sheet(matter, Running { page: 1, pages: 1 }, found, |canvas| {
        parts.draw(blank, canvas, &tag);
    });
    Some(sheet)
}

fn report(origin: &Origin, key: &str, length: usize, found: &mut Diagnostics) {
    blank::report(origin, key, length, found);
}

/// The parts of a sheet, each fitted into its place.
struct Parts {
    title: Paragraph,
    summary: Option<Paragraph>,
    panel: Rect,
    when: Vec<Paragraph>,
    story: Story,
    tag_at: [f32; 2],
}

/// The room inside the panel's edge, in parts of its smallest type.
const EDGE: f32 = 1.6;

/// How large title and hours are tried: on small paper they give way to the facts.
const SHARES: [f32; 5] = [1.0, 0.8, 0.6, 0.45, 0.3];

impl Parts {
    fn new(blank: &Blank<'_>, program: &Program, tag: &Tag) -> Result<Self, TooLong> {
        let mut failure = None;
        for share in SHARES {
            match Self::with(blank, program, tag, share) {
                Ok(parts) => return Ok(parts),
                Err(too_long) => failure = Some(too_long),
            }
        }
        Err(failure.expect("at least one share was tried"))
    }

    fn with(blank: &Blank<'_>, program: &Program, tag: &Tag, share: f32) -> Result<Self, TooLong> {
        let (press, body) = (blank.press, blank.body);
        let share = share * blank.ample();
        let size = Style::body(blank.small).size();
        let too_long = |key: &str, words: &str| {
            let length = words.chars().count();
            TooLong { key: key.to_owned(), length }
        };
        // On paper that lies the code has the height for itself; else it stands beside the facts.
        let (beside, _) = body.cut_left(body.w - tag.width() - size * 1.5);
        let is_wide = body.w > body.h;
        let main = if is_wide { beside } else { body };
        let title = blank
            .title(
                &program.title,
                Color::BLACK,
                ((7.0 * share).max(1.6), 1.6),
                (main.w, body.h * 0.3),
            )
            .ok_or_else(|| too_long("title", &program.title))?;
        let summary = summary(blank, program, share, main.w);
        let above = title.height() + summary.as_ref().map_or(0.0, Paragraph::height) + size;
        let (_, below) = main.cut_top(above);
        let room = (below.w - 2.0 * EDGE * size, body.h * 0.45);
        let when = when(blank, program, share, room)
            .ok_or_else(|| too_long("hours", &words::program::hours(program, press.strings)))?;
        let height = when.iter().map(Paragraph::height).sum::<f32>() + EDGE * size;
        let (panel, below) = below.cut_top(height);
        let (_, below) = below.cut_top(size * 1.4);
        let tag_at = [body.right() - tag.width(), if is_wide { body.y } else { below.y }];
        if tag_at[1] + tag.height() > body.bottom() {
            return Err(too_long("title", &program.title));
        }
        let columns = columns(blank, (below, beside), tag_at[1] + tag.height() + size);
        let most = (26.0 * blank.ample()).round() as usize;
        let sizes: Vec<f32> =
            (10..=most).rev().map(|tenth| blank.small * tenth as f32 / 10.0).collect();
        let lines = |points: f32| lines(press, program, points);
        let story = Story::fit((press.faces, press.strings), &sizes, &columns, lines)
            .map_err(|overfull| TooLong { key: overfull.key, length: overfull.length })?;
        Ok(Self { title, summary, panel, when, story, tag_at })
    }

    fn draw(&self, blank: &Blank<'_>, canvas: &mut Canvas<'_>, tag: &Tag) {
        let main = Rect { w: self.panel.w, ..blank.body };
        let y = canvas.paragraph(&self.title, main.y, Align::Left, main);
        if let Some(summary) = &self.summary {
            canvas.paragraph(summary, y, Align::Left, main);
        }
        let size = Style::body(blank.small).size();
        canvas.fill(self.panel, size * 0.6, blank.press.accent);
        let (_, within) = self.panel.cut_left(EDGE * size);
        let mut y = self.panel.y + EDGE * size / 2.0;
        for paragraph in &self.when {
            y = canvas.paragraph(paragraph, y, Align::Left, within);
        }
        self.story.draw(canvas);
        tag.draw(canvas, self.tag_at);
    }
}

/// Divides what is left below the panel: on paper that lies two columns, the right one as wide as
/// the left one, below the code that ends at `bottom`.
fn columns(blank: &Blank<'_>, (below, beside): (Rect, Rect), bottom: f32) -> Vec<Rect> {
    let (body, size) = (blank.body, Style::body(blank.small).size());
    if body.w <= body.h || beside.w <= size * 36.0 {
        return vec![Rect { w: beside.w, ..below }];
    }
    let across = Rect { w: body.w, ..below }.columns(2, size * 2.5);
    let right = |y: f32| Rect { y, h: body.bottom() - y, ..across[1] };
    // A high code leaves more room beside itself than below.
    if bottom > below.y + below.h * 0.4 {
        return Rect { w: beside.w, ..below }.columns(2, size * 2.5);
    }
    vec![across[0], right(bottom.max(below.y))]
}

/// Says where to come; where officers come to the citizen, which number to call for it.
fn place(press: &Press<'_>, program: &Program) -> Option<(String, f32)> {
    let (strings, commune) = (press.strings, &press.site.commune);
    if program.promises.contains(&Promise::AtHome) {
        let phone = commune.phone.as_deref()?;
        return Some((strings.fill("poster.program_call", &[("phone", phone)]), 3.6));
    }
    let centre = &commune.centre;
    let parts = [centre.name.as_deref(), centre.address.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    let words = strings.fill("poster.program_place", &[("place", &parts.join(", "))]);
    (!parts.is_empty()).then_some((words, 2.1))
}

/// Sets the sentence below the title; nothing where it takes the room of the facts.
fn summary(blank: &Blank<'_>, program: &Program, share: f32, width: f32) -> Option<Paragraph> {
    let piece = Piece::regular(program.summary.as_ref()?, Color::BLACK);
    let style = Style::body(blank.small * (1.9 * share).max(1.1));
    let set = text::wrap(blank.press.faces, &[piece], style, width);
    (set.height() < blank.body.h * 0.1).then_some(set)
}

/// Sets days, hours and period in white for the panel: days and hours as large as they can be.
fn when(
    blank: &Blank<'_>,
    program: &Program,
    share: f32,
    (width, height): (f32, f32),
) -> Option<Vec<Paragraph>> {
    let (press, strings) = (blank.press, blank.press.strings);
    let days = words::days(&program.days, strings);
    let days = match program.days {
        Days::Weekly(_) => strings.fill("poster.program_weekly", &[("days", &days)]),
        Days::OnRequest => days,
    };
    let hours = words::program::hours(program, strings);
    let is_sentence = matches!(program.hours, ProgramHours::Text(_));
    let first = if is_sentence {
        words::capital(&days)
    } else {
        format!("{}, {hours}", words::capital(&days))
    };
    let period = Piece::regular(words::program::period(program, strings), Color::WHITE);
    let period = text::wrap(
        press.faces,
        &[period],
        Style::body(blank.small * (1.8 * share).max(1.0)),
        width,
    );
    let line = |(words, times): (String, f32)| {
        let piece = Piece::bold(words, Color::WHITE);
        let style = Style::body(blank.small * (times * share).max(1.0));
        text::wrap(press.faces, &[piece], style, width)
    };
    let office = words::program::office(program, press.site.commune.hours.as_ref(), strings);
    let office = office.map(|hours| strings.fill("poster.program_office", &[("hours", &hours)]));
    let sentence = is_sentence.then(|| hours.clone()).or(office).map(|words| (words, 2.1));
    let lines: Vec<Paragraph> =
        sentence.into_iter().chain(place(press, program)).map(line).chain([period]).collect();
    let rest: f32 = lines.iter().map(Paragraph::height).sum();
    let first =
        blank.title(&first, Color::WHITE, ((4.0 * share).max(1.2), 1.2), (width, height - rest))?;
    Some(std::iter::once(first).chain(lines).collect())
}

/// Lists what stands below the panel in reading order.
fn lines(press: &Press<'_>, program: &Program, points: f32) -> Vec<Line> {
    let strings = press.strings;
    let heading = |key: &str| Line::heading(strings.get(key), press.accent, points);
    let regular =
        |words: &str| Line::text(vec![Piece::regular(words, Color::BLACK)], Marker::None, points);
    let mut lines = Vec::new();
    for promise in &program.promises {
        let words = words::program::promise(*promise, strings);
        let pieces = vec![Piece::bold(words, Color::BLACK)];
        let line = Line::text(pieces, Marker::Bullet(press.accent), points * 1.12);
        lines.push(line.droppable(5, "poster.more_promises"));
    }
    if let Some(audience) = &program.audience {
        lines.push(heading("program_page.audience"));
        lines.push(regular(audience).of("audience"));
    }
    lines.push(heading("program_page.covers"));
    covers(press, program, &regular, &mut lines);
    if !program.except.is_empty() {
        lines.push(heading("program_page.except"));
    }
    for (at, exception) in program.except.iter().enumerate() {
        let known = exception.procedure.as_ref().and_then(|id| press.site.procedure(id));
        let what = known.map(|procedure| procedure.title.clone()).or(exception.text.clone());
        let words = match (what, &exception.reason) {
            (Some(what), Some(reason)) => {
                let reason = words::small(reason);
                strings.fill("poster.program_except", &[("what", &what), ("reason", &reason)])
            }
            (what, reason) => what.or(reason.clone()).unwrap_or_default(),
        };
        lines.push(
            regular(&words).of(format!("except[{at}]")).droppable(3, "poster.more_exceptions"),
        );
    }
    if let Some(cutoff) = &program.cutoff {
        lines.push(heading("program_page.late"));
        lines.push(regular(&words::program::cutoff(cutoff, strings)));
    }
    papers(press, program, points, &mut lines);
    lines
}

/// Lists which procedures it covers.
fn covers(
    press: &Press<'_>,
    program: &Program,
    regular: &impl Fn(&str) -> Line,
    lines: &mut Vec<Line>,
) {
    let (strings, covers) = (press.strings, &program.covers);
    if covers.all {
        lines.push(regular(strings.get("program_page.covers_all")));
    }
    let bullet = |words: &str| {
        let mut line = regular(words);
        line.item.marker = Marker::Bullet(press.accent);
        line
    };
    for (at, id) in covers.procedures.iter().enumerate() {
        let Some(procedure) = press.site.procedure(id) else { continue };
        let line = bullet(&procedure.title).of(format!("covers.procedures[{at}]"));
        lines.push(line.droppable(1, "poster.more_procedures"));
    }
    if !covers.fields.is_empty() {
        lines.push(regular(strings.get("program_page.covers_fields")));
    }
    for (at, id) in covers.fields.iter().enumerate() {
        let Some(field) = press.site.field(id) else { continue };
        let line = bullet(&field.title).of(format!("covers.fields[{at}]"));
        lines.push(line.droppable(2, "poster.more_fields"));
    }
    if let Some(text) = &covers.text {
        lines.push(regular(text).of("covers.text"));
    } else if let Some(count) = covers.count {
        let count = count.to_string();
        lines.push(regular(&strings.fill("program_page.covers_count", &[("n", &count)])));
    }
}

/// Lists the plan and what changed it, small.
fn papers(press: &Press<'_>, program: &Program, points: f32, lines: &mut Vec<Line>) {
    let strings = press.strings;
    // Type never gets smaller than the running text; the plan stands back by its place alone.
    let small =
        |words: String| Line::text(vec![Piece::regular(words, Color::BLACK)], Marker::None, points);
    let plan = program.plan.as_ref().and_then(|plan| words::program::plan(plan, strings));
    if let Some(plan) = plan {
        let mut line = small(strings.fill("poster.program_plan", &[("plan", &plan)])).of("plan");
        line.item.gap = line.item.style.size();
        lines.push(line.droppable(4, "poster.more_plan"));
    }
    for (at, change) in program.changed_by.iter().enumerate() {
        let change = words::program::change(change, strings);
        let line = small(strings.fill("poster.program_changed", &[("change", &change)]));
        lines.push(line.of(format!("changed_by[{at}]")).droppable(0, "poster.more_changes"));
    }
}
