//! A paper form: short questions with boxes to tick, no name asked, and the code of the online form.

use super::blank::{self, Blank, Matter};
use super::furniture::BOARD_PIXELS;
use super::press::{Press, Running};
use super::record;
use super::tag::{self, Tag};
use crate::diagnostic::Diagnostics;
use crate::model::Village;
use crate::model::village::{Kind, Orientation, PaperSize};
use crate::render::Sheet;
use crate::render::drawing::Color;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::text::{self, Paragraph, Piece, Style};

/// Draws the form: one page.
pub fn survey(
    press: &Press<'_>,
    village: &Village,
    paper: (PaperSize, Orientation),
    found: &mut Diagnostics,
) -> Vec<Sheet> {
    let Some(blank) = Blank::new(press, village, Kind::Survey, paper, found) else {
        return Vec::new();
    };
    // Scales on one line and room for opinions come before large type.
    let wishes = [(4.0, true), (4.0, false), (2.0, false)];
    let form = wishes.into_iter().find_map(|wish| {
        (0..12).rev().find_map(|at| Form::new(&blank, 1.0 + 0.06 * at as f32, wish))
    });
    let Some(form) = form else {
        // Only the centre's name is the author's.
        let length = hand_in(press).chars().count();
        blank::report(&press.site.commune.origin, "centre.name", length, found);
        return Vec::new();
    };
    let running = Running { page: 1, pages: 1 };
    let title = blank.named("poster.survey_title", running);
    let told = record::hall::survey(press, village);
    let matter = Matter { file: "survey-1".to_owned(), title, subject: None, told };
    vec![blank.sheet(matter, running, found, |canvas| form.draw(press, canvas))]
}

/// The questions, each the stem of its keys, and whether words may follow.
const QUESTIONS: [(&str, bool); 6] = [
    ("clear", false),
    ("trips", false),
    ("papers", true),
    ("money", false),
    ("on_time", false),
    ("content", false),
];

/// The form, fitted.
struct Form {
    size: f32,
    head: Rect,
    title: Paragraph,
    lead: Paragraph,
    matter: (Paragraph, Rect),
    questions: Vec<(Question, Rect)>,
    opinion: (Paragraph, Rect),
    end: (Paragraph, Rect),
    tag: Option<([f32; 2], Tag)>,
}

impl Form {
    /// Fits the form with room for at least `rows` lines of opinion; where `calm`, every question
    /// has its answers on one line.
    fn new(blank: &Blank<'_>, times: f32, (rows, calm): (f32, bool)) -> Option<Self> {
        let (press, body) = (blank.press, blank.body);
        let points = blank.small * times;
        let style = Style::body(points);
        let size = style.size();
        let words = |key: &str| press.strings.get(&format!("poster.survey_{key}")).to_owned();
        let tag = tag(blank, points);
        let tag_height = tag.as_ref().map_or(0.0, |tag| tag.height() + size * 0.6);
        let tag_width = tag.as_ref().map_or(0.0, |tag| tag.width() + size);
        let regular = |words: String, width: f32| {
            text::wrap(press.faces, &[Piece::regular(words, Color::BLACK)], style, width)
        };
        let bold = |words: String, width: f32| {
            text::wrap(press.faces, &[Piece::bold(words, Color::BLACK)], style, width)
        };
        let end = format!("{} {}", hand_in(press), words("thanks"));
        let end = bold(end, body.w);
        let (room, _) = body.cut_top(body.h - end.height() - size * 0.4);
        let end_at = Rect::new(body.x, body.bottom() - end.height(), body.w, end.height());
        // On paper that lies the code has a column of its own; else it stands beside the head.
        let lies = body.w > body.h;
        let halves = Rect { w: room.w - tag_width, ..room }.columns(2, size * 1.6);
        let head = if lies { halves[0] } else { Rect { w: room.w - tag_width, ..room } };
        // The title gives way first.
        let most = 1.5 + (times - 1.0) * 1.6;
        let room_of_title = (head.w, body.h * 0.2);
        let title = blank.title(&words("head"), press.accent, (most, 1.4), room_of_title)?;
        let lead = regular(words("lead"), head.w);
        let matter = bold(words("matter"), head.w);
        let y = head.y + title.height() + lead.height() + size * 0.8;
        let matter_at = Rect { y, h: matter.height() + size * 0.6, ..head };
        let start = matter_at.bottom() + size * 0.6;
        let below = |y: f32, area: Rect| Rect { y, h: room.bottom() - y, ..area };
        let columns = if lies {
            [below(start, head), below(halves[1].y, halves[1])]
        } else {
            let parted = (head.y + tag_height).max(start);
            [Rect { y: start, h: parted - start, ..head }, below(parted, room)]
        };
        let set = |at: usize, width: f32| Question::new(press, at + 1, QUESTIONS[at], style, width);
        let (questions, left) = stack(&set, &columns, size)?;
        let opinion = bold(words("opinion"), left.w);
        let is_calm = questions.iter().all(|(question, _)| question.is_on_one_line());
        if opinion.height() + PITCH * rows > left.h || (calm && !is_calm) {
            return None;
        }
        let matter = (matter, matter_at);
        let corner = |tag: &Tag| [body.right() - tag.width(), body.y];
        let tag = tag.map(|tag| (corner(&tag), tag));
        let (opinion, end) = ((opinion, left), (end, end_at));
        Some(Self { size, head, title, lead, matter, questions, opinion, end, tag })
    }

    fn draw(&self, press: &Press<'_>, canvas: &mut Canvas<'_>) {
        let y = canvas.paragraph(&self.title, self.head.y, Align::Left, self.head);
        canvas.paragraph(&self.lead, y, Align::Left, self.head);
        let (matter, area) = &self.matter;
        let y = canvas.paragraph(matter, area.y, Align::Left, *area);
        let last = matter
            .lines
            .last()
            .and_then(|line| line.last())
            .map_or(0.0, |piece| piece.at[0] + text::length(piece));
        dots(press, canvas, (area.x + last + 1.5, area.right()), y - self.size * 0.25);
        for (question, place) in &self.questions {
            question.draw(press, canvas, *place);
        }
        let (opinion, area) = &self.opinion;
        let mut y = canvas.paragraph(opinion, area.y, Align::Left, *area) + PITCH;
        while y <= area.bottom() {
            dots(press, canvas, (area.x, area.right()), y);
            y += PITCH;
        }
        let (end, area) = &self.end;
        canvas.paragraph(end, area.y, Align::Left, *area);
        if let Some((at, tag)) = &self.tag {
            tag.draw(canvas, *at);
        }
    }
}

/// From one line to write on to the next, in mm.
const PITCH: f32 = 8.0;

/// Places the questions in columns; the rest of the last column is for the opinion.
fn stack(
    set: &impl Fn(usize, f32) -> Question,
    columns: &[Rect],
    size: f32,
) -> Option<(Vec<(Question, Rect)>, Rect)> {
    let gap = size * 0.7;
    let (mut placed, mut column, mut y) = (Vec::new(), 0, columns[0].y);
    for at in 0..QUESTIONS.len() {
        let question = loop {
            let question = set(at, columns[column].w);
            if y + question.height <= columns[column].bottom() {
                break question;
            }
            column += 1;
            y = columns.get(column)?.y;
        };
        let place = Rect { y, h: question.height, ..columns[column] };
        y += question.height + gap;
        placed.push((question, place));
    }
    if column + 1 < columns.len() {
        column += 1;
        y = columns[column].y;
    }
    let column = columns[column];
    Some((placed, Rect { y, h: column.bottom() - y, ..column }))
}

/// A question with its answers.
struct Question {
    words: Paragraph,
    /// Words and place below the question's corner.
    answers: Vec<(Paragraph, [f32; 2])>,
    /// What begins a line to write on.
    which: Option<(Paragraph, [f32; 2])>,
    height: f32,
}

impl Question {
    fn new(
        press: &Press<'_>,
        at: usize,
        (stem, open): (&str, bool),
        style: Style,
        width: f32,
    ) -> Self {
        let size = style.size();
        let strings = press.strings;
        let pieces = [
            Piece::bold(format!("{at}. "), press.accent),
            Piece::bold(strings.get(&format!("poster.survey_{stem}")), Color::BLACK),
        ];
        let words = text::wrap(press.faces, &pieces, style, width);
        let (mut x, mut y) = (size * 0.3, words.height() + size * 0.25);
        let mut answers = Vec::new();
        let key = format!("poster.survey_{stem}_answers");
        let set =
            |words: &str| text::one_line(press.faces, &Piece::regular(words, Color::BLACK), style);
        for answer in strings.get(&key).split('|') {
            let answer = set(answer);
            let needed = size * 1.5 + answer.width();
            if x > size && x + needed > width {
                (x, y) = (size * 0.3, y + style.pitch() * 1.15);
            }
            answers.push((answer, [x, y]));
            x += needed + size * 1.1;
        }
        let which = open.then(|| {
            let which = set(strings.get(&format!("poster.survey_{stem}_which")));
            if x + which.width() + size * 6.0 > width {
                (x, y) = (size * 0.3, y + style.pitch() * 1.15);
            }
            (which, [x, y])
        });
        let height = y + style.pitch() * 1.1;
        Self { words, answers, which, height }
    }

    fn is_on_one_line(&self) -> bool {
        self.answers.windows(2).all(|pair| pair[0].1[1] >= pair[1].1[1])
    }

    fn draw(&self, press: &Press<'_>, canvas: &mut Canvas<'_>, place: Rect) {
        canvas.paragraph(&self.words, place.y, Align::Left, place);
        for (answer, [x, y]) in &self.answers {
            let size = answer.style.size();
            let base = place.y + y + answer.bases.first().copied().unwrap_or_default();
            let edge = size * 1.05;
            let tick = Rect::new(place.x + x, base - size * 0.88, edge, edge);
            canvas.outline(tick, edge * 0.1, edge * 0.08, press.accent);
            let within = Rect { x: place.x + x + size * 1.5, w: answer.width() + 1.0, ..place };
            canvas.paragraph(answer, place.y + y, Align::Left, within);
        }
        if let Some((which, [x, y])) = &self.which {
            let within = Rect { x: place.x + x, w: which.width() + 1.0, ..place };
            let base = canvas.paragraph(which, place.y + y, Align::Left, within);
            let from = within.x + which.width() + 1.5;
            dots(press, canvas, (from, place.right()), base - which.style.size() * 0.25);
        }
    }
}

/// Draws a dotted line to write on.
fn dots(press: &Press<'_>, canvas: &mut Canvas<'_>, (from, to): (f32, f32), y: f32) {
    const STEP: f32 = 1.6;
    let count = ((to - from) / STEP).max(0.0) as usize;
    for at in 0..count {
        canvas.fill(Rect::new(from + STEP * at as f32, y - 0.2, 0.45, 0.3), 0.0, press.accent);
    }
}

/// Says where the form is handed in: never to the head of the village, whom an answer about money
/// may concern.
fn hand_in(press: &Press<'_>) -> String {
    let commune = &press.site.commune;
    let centre = commune.centre.name.as_ref().unwrap_or(&commune.name);
    press.strings.fill("poster.survey_hand_in", &[("where", centre)])
}

/// Makes the code of the online form, large; on A5 as large as the hand needs.
fn tag(blank: &Blank<'_>, points: f32) -> Option<Tag> {
    let press = blank.press;
    let link = press.site.commune.feedback_url.as_ref()?;
    let caption = press.strings.get("poster.survey_online");
    let pixels = tag::pixels(blank.size.mm().0).min(BOARD_PIXELS);
    Tag::of_link(press, "feedback", link, caption, (pixels, points.min(blank.small * 1.2)))
}
