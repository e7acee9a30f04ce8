//! One page for the head of the village, in plain words to say aloud at a meeting.

use super::blank::{self, Blank, Matter};
use super::choices;
use super::press::{Press, Running};
use super::record::{self, Told};
use super::story::{Line, Story};
use super::tag::{self, Tag};
use crate::diagnostic::Diagnostics;
use crate::model::Village;
use crate::model::site::Thing;
use crate::model::village::{Kind, Orientation, PaperSize};
use crate::render::Sheet;
use crate::render::drawing::Color;
use crate::render::layout::Rect;
use crate::render::layout::canvas::Align;
use crate::render::layout::column::Marker;
use crate::render::layout::text::{Piece, Style};
use crate::render::words;

/// Draws the leaflet: always one page.
pub fn leaflet(
    press: &Press<'_>,
    village: &Village,
    paper: (PaperSize, Orientation),
    found: &mut Diagnostics,
) -> Vec<Sheet> {
    let Some(blank) = Blank::new(press, village, Kind::Leaflet, paper, found) else {
        return Vec::new();
    };
    let thing = (Thing::Hall, &village.id, None);
    let caption = press.strings.get("poster.leaflet_page");
    let pixels = tag::pixels(blank.size.mm().0);
    let Some(tag) = Tag::of_page(press, thing, caption, (pixels, blank.small), found) else {
        return Vec::new();
    };
    let size = Style::body(blank.small).size();
    let columns = columns(&blank, &tag, size);
    let head = press.strings.get("poster.leaflet_head");
    let title = blank.title(head, press.accent, (2.4, 1.4), (columns[0].w, blank.body.h * 0.2));
    let above = title.as_ref().map_or(0.0, |title| title.height() + size * 0.4);
    let (_, left) = columns[0].cut_top(above);
    let beside = columns[1].right() + size < blank.body.right();
    let (_, right) = columns[1].cut_top(if beside { 0.0 } else { tag.height() + size * 0.8 });
    let columns = [left, right];
    let sizes: Vec<f32> = [1.25, 1.17, 1.1, 1.05, 1.0].map(|times| blank.small * times).to_vec();
    let lines = |points: f32| lines(press, village, points);
    let story = match Story::fit((press.faces, press.strings), &sizes, &columns, lines) {
        Ok(story) => story,
        Err(overfull) => {
            blank::report(&village.origin, &overfull.key, overfull.length, found);
            return Vec::new();
        }
    };
    let running = Running { page: 1, pages: 1 };
    let matter = Matter {
        file: "leaflet-1".to_owned(),
        title: blank.named("poster.leaflet_title", running),
        subject: None,
        told: told(press, village, &story),
    };
    let sheet = blank.sheet(matter, running, found, |canvas| {
        if let Some(title) = &title {
            canvas.paragraph(title, blank.body.y, Align::Left, blank.body);
        }
        story.draw(canvas);
        tag.draw(canvas, [blank.body.right() - tag.width(), blank.body.y]);
    });
    vec![sheet]
}

/// Returns what it tells: of programs and procedures only those that had room.
fn told(press: &Press<'_>, village: &Village, story: &Story) -> Told {
    let mut told = record::hall::leaflet(press, village, names_wifi(press, village));
    for program in press.order.programs.iter().filter(|program| !program.over) {
        let number = press.addresses.number(Thing::Program, &program.id);
        if story.tells(number) {
            told.add(number, &program.id, record::service::named(press, program));
        }
    }
    for guide in press.listed(village).into_iter().filter(|guide| story.tells(guide.number)) {
        let procedure = guide.procedure;
        told.add(guide.number, &procedure.id, record::titled(&procedure.title));
    }
    told
}

/// Divides the body into two columns.
fn columns(blank: &Blank<'_>, tag: &Tag, size: f32) -> Vec<Rect> {
    if blank.body.w > blank.body.h {
        // On paper that lies the code has a column of its own.
        let (text, _) = blank.body.cut_left(blank.body.w - tag.width() - size * 1.2);
        text.columns(2, size * 1.6)
    } else {
        blank.body.columns(2, size * 1.6)
    }
}

/// Lists what is said, in the order in which it is said.
fn lines(press: &Press<'_>, village: &Village, points: f32) -> Vec<Line> {
    let strings = press.strings;
    let heading = |key: &str| Line::heading(strings.get(key), press.accent, points);
    let text =
        |words: String| Line::text(vec![Piece::regular(words, Color::BLACK)], Marker::None, points);
    let hall = super::furniture::hall_name(village);
    let values = [("hall", hall.as_str()), ("commune", &press.site.commune.name)];
    let mut lines = vec![text(strings.fill("poster.leaflet_hello", &values)).of("title")];
    lines.extend(hangs(press, village).map(text));
    lines.push(heading("poster.leaflet_scan"));
    let rest =
        ["poster.leaflet_find", "poster.leaflet_follow"].map(|key| strings.get(key).to_owned());
    for (at, words) in std::iter::once(online(press, village)).chain(rest).enumerate() {
        let pieces = vec![Piece::regular(words, Color::BLACK)];
        lines.push(Line::text(pieces, Marker::Number(at + 1, press.accent), points));
    }
    lines.extend(call(press, village, points));
    let running: Vec<_> = press.order.programs.iter().filter(|program| !program.over).collect();
    if !running.is_empty() {
        lines.push(heading("poster.leaflet_programs"));
    }
    let count = running.len();
    for (at, program) in running.into_iter().enumerate() {
        let when = words::program::when(program, strings);
        let values = [("title", program.title.as_str()), ("when", &when)];
        let number = press.addresses.number(Thing::Program, &program.id);
        let line = text(strings.fill("poster.leaflet_program", &values)).about(number);
        let line = line.with_next(at == 0 && count > 1);
        lines.push(line.droppable(if at < 2 { 3 } else { 1 }, "poster.more_programs"));
    }
    let guides = press.listed(village);
    if !guides.is_empty() {
        lines.push(heading("poster.leaflet_procedures"));
    }
    let count = guides.len();
    for (at, guide) in guides.into_iter().enumerate() {
        let number = guide.number.to_string();
        let values = [("title", guide.procedure.title.as_str()), ("number", &number)];
        let line = text(strings.fill("poster.leaflet_procedure", &values)).about(guide.number);
        let line = line.with_next(at == 0 && count > 1);
        // A few of each are said before many of one.
        let rank = [4, 2, 0][usize::from(at >= 3) + usize::from(at >= 8)];
        lines.push(line.droppable(rank, "poster.more_procedures"));
    }
    lines
}

/// Says how a phone gets online: by the wifi's code where one hangs.
fn online(press: &Press<'_>, village: &Village) -> String {
    let strings = press.strings;
    match &village.wifi {
        Some(wifi) if names_wifi(press, village) => {
            strings.fill("poster.leaflet_wifi_named", &[("name", &wifi.ssid)])
        }
        Some(_) => strings.get("poster.leaflet_wifi").to_owned(),
        None if hang(press, village, &[Kind::Board, Kind::Sheet]) => {
            strings.get("poster.leaflet_net").to_owned()
        }
        None => strings.get("poster.leaflet_net_only").to_owned(),
    }
}

/// Says whether the wifi is told by name, because no head has its code.
fn names_wifi(press: &Press<'_>, village: &Village) -> bool {
    village.wifi.is_some() && !hang(press, village, &[Kind::Board, Kind::Index])
}

fn hang(press: &Press<'_>, village: &Village, kinds: &[Kind]) -> bool {
    choices(press.site, village).iter().any(|choice| kinds.contains(&choice.kind))
}

/// Says what hangs in the hall; nothing when the leaflet is all there is.
fn hangs(press: &Press<'_>, village: &Village) -> Option<String> {
    let strings = press.strings;
    let mut kinds: Vec<&str> = Vec::new();
    for choice in choices(press.site, village) {
        let key = format!("poster.kind_{}", choice.kind.key());
        if let Some(words) = strings.find(&key).filter(|words| !kinds.contains(words)) {
            kinds.push(words);
        }
    }
    let kinds = kinds.join("; ");
    (!kinds.is_empty()).then(|| strings.fill("poster.leaflet_hangs", &[("kinds", &kinds)]))
}

/// Says whom to call, and when to be careful.
fn call(press: &Press<'_>, village: &Village, points: f32) -> Vec<Line> {
    let (strings, commune) = (press.strings, &press.site.commune);
    let line = |who: &str, phone: &str| {
        let words = strings.fill("poster.leaflet_phone", &[("who", who), ("phone", phone)]);
        Line::text(vec![Piece::bold(words, Color::BLACK)], Marker::None, points)
    };
    let contact = village.contact.as_ref();
    let role = contact.and_then(|contact| contact.role.as_deref()).unwrap_or(&village.title);
    let own = contact.and_then(|contact| contact.phone.as_deref());
    let mut lines = Vec::new();
    lines.extend(own.map(|phone| line(role, phone).of("contact.role")));
    lines.extend(commune.phone.as_deref().map(|phone| line(&commune.name, phone)));
    if !lines.is_empty() {
        let heading = strings.get("poster.leaflet_call");
        lines.insert(0, Line::heading(heading, press.accent, points));
    }
    let warn = Piece::bold(strings.get("poster.leaflet_warn"), Color::BLACK);
    let mut warn = Line::text(vec![warn], Marker::None, points);
    warn.item.gap = warn.item.style.size() * 0.6;
    lines.push(warn);
    lines
}
