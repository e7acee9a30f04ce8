//! Tables that flow over pages: heads are repeated, rows stay whole.
//!
//! Only a row taller than a page is divided; what follows repeats its first two cells.

use super::press::Press;
use super::record::procedure::Form;
use crate::model::Procedure;
use crate::render::drawing::Color;
use crate::render::feed::change::Change;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::text::{self, Paragraph, Piece, Style};

/// A table before it is set.
pub(super) struct Table<'a> {
    /// What stands above it.
    pub title: String,
    /// What is said once below the title.
    pub lead: Option<(String, About<'a>)>,
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// The widths of its columns, in parts of their sum.
    pub shares: Vec<f32>,
    /// Its rows, in groups with a heading.
    pub groups: Vec<(Option<String>, Vec<Row<'a>>)>,
}

/// What words of a table are about, for the record of the sheet.
#[derive(Clone, Copy)]
pub(super) enum About<'a> {
    /// A procedure, and how much is said of it.
    Procedure(&'a Procedure, Form),
    /// A change of a procedure.
    Change(&'a Procedure, Change<'a>),
    /// How many changes have no room.
    LeftOut(usize),
}

/// A row about one thing.
pub(super) struct Row<'a> {
    /// What it is about.
    pub about: About<'a>,
    /// Its cells.
    pub cells: Cells,
}

/// In each cell paragraphs of one piece.
pub(super) type Cells = Vec<Vec<Piece>>;

/// Something that goes across the page, at its height.
pub(super) struct Band<'a> {
    /// What it is about, when it is a row or a lead.
    pub about: Option<About<'a>>,
    what: What,
    area: Rect,
}

#[derive(Clone)]
enum What {
    Title(Paragraph),
    Lead(Paragraph),
    Heads(Vec<(Column, Paragraph)>),
    Group(Paragraph),
    Row(Vec<(Column, Vec<Paragraph>)>),
}

/// The words of a column: from the left edge of the table, and how wide, in mm.
type Column = (f32, f32);

/// The bands of one page.
pub(super) type Page<'a> = Vec<Band<'a>>;

/// Fills pages with tables, one after the other.
pub(super) struct Flow<'a> {
    press: &'a Press<'a>,
    style: Style,
    /// The first page, and every other.
    areas: [Rect; 2],
    pages: Vec<Page<'a>>,
    y: f32,
    /// What the next page begins with when a table goes on: title, heads, group.
    context: Vec<What>,
    /// What stands above the next row, so that it never ends a page.
    waiting: Vec<What>,
    /// What the lead of the table and the row that is being set are about.
    lead: Option<About<'a>>,
    current: Option<About<'a>>,
}

/// The room inside a cell, in parts of the size of type.
const PAD: f32 = 0.35;

impl<'a> Flow<'a> {
    /// Begins with an empty page; running text has `points`.
    #[must_use]
    pub(super) fn new(press: &'a Press<'a>, points: f32, first: Rect, others: Rect) -> Self {
        Self {
            press,
            style: Style { leading: 1.26, ..Style::body(points) },
            areas: [first, others],
            pages: vec![Vec::new()],
            y: first.y,
            context: Vec::new(),
            waiting: Vec::new(),
            lead: None,
            current: None,
        }
    }

    /// Returns the finished pages.
    #[must_use]
    pub(super) fn finish(self) -> Vec<Page<'a>> {
        self.pages
    }

    /// Adds a table.
    pub(super) fn table(&mut self, table: &Table<'a>) {
        if self.y > self.area().y {
            self.y += self.style.size() * 2.0;
        }
        self.waiting = self.heads(table, &table.title);
        if let Some((words, about)) = &table.lead {
            let words = Piece::regular(words.as_str(), Color::BLACK);
            let lead = text::wrap(self.press.faces, &[words], self.style, self.areas[0].w);
            self.waiting.insert(1, What::Lead(lead));
            self.lead = Some(*about);
        }
        self.context = self.heads(table, &self.continued(&table.title));
        let columns = self.columns(table);
        for (heading, rows) in &table.groups {
            self.context.truncate(2);
            // A group of its own heading; one without stays under the table's.
            if let Some(heading) = heading {
                self.waiting.push(What::Group(self.group(heading)));
                self.context.push(What::Group(self.group(&self.continued(heading))));
            }
            for row in rows {
                self.current = Some(row.about);
                self.row(&row.cells, &columns);
            }
        }
    }

    fn row(&mut self, row: &Cells, columns: &[Column]) {
        let mut set = self.set(row, columns);
        let waiting = std::mem::take(&mut self.waiting);
        let before: f32 = waiting.iter().map(|what| self.height(what)).sum();
        let fits = self.y + before + self.height(&set) <= self.area().bottom();
        if !fits && self.y > self.area().y {
            self.turn(match waiting.first() {
                Some(What::Title(_)) => 0,
                Some(_) => 2,
                None => self.context.len(),
            });
        }
        for what in waiting {
            self.push(what);
        }
        let mut rest = row.clone();
        while self.y + self.height(&set) > self.area().bottom() {
            let room = self.area().bottom() - self.y - 2.0 * PAD * self.style.size();
            let (part, more) = self.divide(&rest, columns, room);
            if part.iter().all(Vec::is_empty) || more == rest {
                // Not one line has room: the audit of the drawing will tell.
                break;
            }
            self.push(self.set(&part, columns));
            self.turn(self.context.len());
            rest = more;
            set = self.set(&rest, columns);
        }
        self.push(set);
    }

    fn area(&self) -> Rect {
        self.areas[usize::from(self.pages.len() > 1)]
    }

    /// Begins a page with the first `count` bands of the table that goes on.
    fn turn(&mut self, count: usize) {
        self.pages.push(Vec::new());
        self.y = self.area().y;
        let again: Vec<What> = self.context[..count].to_vec();
        for what in again {
            self.push(what);
        }
    }

    fn push(&mut self, what: What) {
        let height = self.height(&what);
        let area = Rect { y: self.y, h: height, ..self.area() };
        let page = self.pages.last_mut().expect("there is always a page");
        let about = match what {
            What::Row(_) => self.current,
            What::Lead(_) => self.lead,
            What::Title(_) | What::Heads(_) | What::Group(_) => None,
        };
        page.push(Band { about, what, area });
        self.y += height;
    }

    fn continued(&self, title: &str) -> String {
        self.press.strings.fill("poster.notice_continued", &[("title", title)])
    }

    fn heads(&self, table: &Table<'_>, title: &str) -> Vec<What> {
        let faces = self.press.faces;
        let large = Style::title(self.style.points * 1.5);
        let title = text::wrap(faces, &[Piece::bold(title, Color::BLACK)], large, self.areas[0].w);
        let style = Style { balanced: true, ..self.style };
        let heads = table.heads.iter().zip(self.columns(table)).map(|(words, column)| {
            (column, text::wrap(faces, &[Piece::bold(words, Color::WHITE)], style, column.1))
        });
        vec![What::Title(title), What::Heads(heads.collect())]
    }

    fn group(&self, words: &str) -> Paragraph {
        let piece = Piece::bold(words, self.press.accent);
        let style = Style { points: self.style.points * 1.12, ..self.style };
        text::wrap(self.press.faces, &[piece], style, self.areas[0].w - 2.0 * PAD * style.size())
    }

    fn columns(&self, table: &Table<'_>) -> Vec<Column> {
        let (sum, pad) = (table.shares.iter().sum::<f32>(), PAD * self.style.size());
        let mut left = 0.0;
        let column = |share: &f32| {
            let width = self.areas[0].w * share / sum;
            left += width;
            (left - width + pad, width - 2.0 * pad)
        };
        table.shares.iter().map(column).collect()
    }

    fn set(&self, row: &Cells, columns: &[Column]) -> What {
        let cells = row.iter().zip(columns);
        What::Row(cells.map(|(cell, column)| (*column, self.cell(cell, column.1))).collect())
    }

    fn cell(&self, cell: &[Piece], width: f32) -> Vec<Paragraph> {
        let faces = self.press.faces;
        let set = |piece| text::wrap(faces, std::slice::from_ref(piece), self.style, width);
        cell.iter().map(set).collect()
    }

    fn height(&self, what: &What) -> f32 {
        let size = self.style.size();
        let inner = match what {
            What::Title(title) => return title.height() + size * 0.8,
            What::Lead(lead) => return lead.height() + size * 0.6,
            What::Heads(heads) => heads.iter().map(|(_, head)| head.height()).fold(0.0, f32::max),
            What::Group(words) => words.height(),
            What::Row(cells) => cells.iter().map(|(_, cell)| stacked(cell)).fold(0.0, f32::max),
        };
        inner + 2.0 * PAD * size
    }

    /// Divides a row: what fits into `room` mm, and the rest. Number and name, which begin the first
    /// two cells, are said again in the rest.
    fn divide(&self, row: &Cells, columns: &[Column], room: f32) -> (Cells, Cells) {
        let (mut part, mut rest) = (Cells::new(), Cells::new());
        let mark = self.continued("");
        for (at, (cell, column)) in row.iter().zip(columns).enumerate() {
            let (head, mut tail) = self.divide_cell(cell, column.1, room);
            let name = cell.first().filter(|name| at < 2 && head.first() == Some(name));
            if let Some(name) = name.filter(|name| self.stands_in(name, column.1, room / 3.0)) {
                let mut name = name.clone();
                if at == 1 && !name.text.ends_with(&mark) {
                    name.text += &mark;
                }
                tail.insert(0, name);
            }
            rest.push(tail);
            part.push(head);
        }
        (part, rest)
    }

    fn stands_in(&self, piece: &Piece, width: f32, room: f32) -> bool {
        stacked(&self.cell(std::slice::from_ref(piece), width)) < room
    }

    fn divide_cell(&self, cell: &[Piece], width: f32, room: f32) -> (Vec<Piece>, Vec<Piece>) {
        let (mut head, mut used) = (Vec::new(), 0.0);
        for (at, piece) in cell.iter().enumerate() {
            let height = stacked(&self.cell(std::slice::from_ref(piece), width));
            if used + height <= room {
                used += height;
                head.push(piece.clone());
                continue;
            }
            let words: Vec<&str> = piece.text.split(' ').collect();
            let part = |words: &[&str]| Piece { text: words.join(" "), ..piece.clone() };
            let (mut low, mut high) = (0, words.len());
            while low + 1 < high {
                let middle = usize::midpoint(low, high);
                let height = stacked(&self.cell(&[part(&words[..middle])], width));
                if used + height <= room { low = middle } else { high = middle }
            }
            if low > 0 {
                head.push(part(&words[..low]));
            }
            let tail = std::iter::once(part(&words[low..])).chain(cell[at + 1..].iter().cloned());
            return (head, tail.collect());
        }
        (head, Vec::new())
    }
}

impl Band<'_> {
    /// Draws it; `points` is the size of running text.
    pub(super) fn draw(&self, press: &Press<'_>, points: f32, canvas: &mut Canvas<'_>) {
        let (area, pad) = (self.area, PAD * Style::body(points).size());
        match &self.what {
            What::Title(words) | What::Lead(words) => {
                canvas.paragraph(words, area.y, Align::Left, area);
            }
            What::Heads(heads) => {
                canvas.fill(area, 0.8, press.accent);
                for ((x, w), head) in heads {
                    let within = Rect { x: area.x + x, w: *w, ..area };
                    canvas.paragraph(head, area.y + pad, Align::Left, within);
                }
            }
            What::Group(words) => {
                canvas.fill(area, 0.0, press.ground);
                canvas.paragraph(words, area.y + pad, Align::Left, area.inset(pad / 2.0));
            }
            What::Row(cells) => {
                for ((x, w), cell) in cells {
                    let within = Rect { x: area.x + x, w: *w, ..area };
                    let mut y = area.y + pad;
                    for paragraph in cell {
                        y = canvas.paragraph(paragraph, y, Align::Left, within);
                    }
                }
                let line = Rect { y: area.bottom() - 0.15, h: 0.3, ..area };
                canvas.fill(line, 0.0, press.line);
            }
        }
    }
}

fn stacked(cell: &[Paragraph]) -> f32 {
    cell.iter().map(Paragraph::height).sum()
}
