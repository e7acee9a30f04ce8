//! Thôn, ấp, bản, tổ dân phố, and the hall where its people meet.

use super::{Body, Id, Link, Origin, date::Week};

/// A village and its hall.
#[derive(Clone, Debug)]
pub struct Village {
    /// The readable id: the name of the file.
    pub id: Id,
    /// Where each key stands.
    pub origin: Origin,
    /// Such as `Thôn Ví Dụ`.
    pub title: String,
    /// The house.
    pub hall: Hall,
    /// Its wifi; nothing: none.
    pub wifi: Option<Wifi>,
    /// Whom to ask: a role and a phone.
    pub contact: Option<Contact>,
    /// What hangs on the board, in this order.
    pub procedures: Listed,
    /// The procedures that get a sheet of their own.
    pub sheets: Vec<Id>,
    /// Whether the board carries steps codes although there is wifi.
    pub steps_codes: bool,
    /// Which posters, instead of the commune's choice.
    pub posters: Vec<PosterChoice>,
    /// Ids it had before.
    pub aliases: Vec<Id>,
    /// The village that took it in.
    pub merged_into: Option<Id>,
    /// Whether the hall is closed: its page stays, its posters are not made.
    pub closed: bool,
    /// The Markdown body.
    pub body: Body,
}

/// The house where people meet and posters hang.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hall {
    /// Such as `Nhà văn hóa`.
    pub name: Option<String>,
    /// Where it is.
    pub address: Option<String>,
    /// On a map.
    pub map: Option<Link>,
    /// When it is open; nothing: not known.
    pub hours: Option<Week>,
}

/// The wifi of a hall. Name and password are on posters only, never on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wifi {
    /// The name of the net, at most 32 bytes (IEEE 802.11).
    pub ssid: String,
    /// Nothing for an open net; else 8–63 characters (WPA2).
    pub password: Option<String>,
}

/// Whom to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// A role, never a person's name.
    pub role: Option<String>,
    /// As written.
    pub phone: Option<String>,
}

/// Which procedures hang on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Every active one.
    All,
    /// These, in this order.
    These(Vec<Id>),
}

/// One kind of poster in one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PosterChoice {
    /// What is on it.
    pub kind: Kind,
    /// The paper; nothing: the commune's choice.
    pub size: Option<PaperSize>,
    /// How the paper stands; nothing: portrait.
    pub orientation: Option<Orientation>,
}

/// What is on a poster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A hall's procedures.
    Board,
    /// One procedure in full.
    Sheet,
    /// One code per field.
    Index,
    /// Niêm yết: lists and fees.
    Notice,
    /// A service day.
    Program,
    /// A Markdown page in large type.
    Slogan,
    /// A5 for the village head.
    Leaflet,
    /// A paper form.
    Survey,
}

impl Kind {
    /// Every kind, with its key in YAML.
    pub const ALL: [(&'static str, Self); 8] = [
        ("board", Self::Board),
        ("sheet", Self::Sheet),
        ("index", Self::Index),
        ("notice", Self::Notice),
        ("program", Self::Program),
        ("slogan", Self::Slogan),
        ("leaflet", Self::Leaflet),
        ("survey", Self::Survey),
    ];

    /// Returns the key in YAML.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(key, _)| key)
    }

    /// Returns the sizes of paper that make sense for it, the smallest first.
    #[must_use]
    pub fn sizes(self) -> &'static [PaperSize] {
        use PaperSize::{A2, A3, A4, A5};
        match self {
            Self::Board | Self::Index | Self::Notice => &[A4, A3, A2],
            Self::Sheet | Self::Program | Self::Slogan => &[A5, A4, A3, A2],
            Self::Leaflet => &[A5],
            Self::Survey => &[A5, A4],
        }
    }

    /// Returns the size of paper when nobody chose one; `commune` is what the commune chose.
    #[must_use]
    pub fn usual(self, commune: PaperSize) -> PaperSize {
        match self {
            Self::Board | Self::Index | Self::Notice => commune,
            Self::Sheet | Self::Survey => PaperSize::A4,
            Self::Program | Self::Slogan => PaperSize::A3,
            Self::Leaflet => PaperSize::A5,
        }
    }
}

/// A size of paper (ISO 216).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaperSize {
    /// 148 × 210 mm.
    A5,
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
    /// 420 × 594 mm.
    A2,
}

impl PaperSize {
    /// Every size, with its key in YAML.
    pub const ALL: [(&'static str, Self); 4] =
        [("A5", Self::A5), ("A4", Self::A4), ("A3", Self::A3), ("A2", Self::A2)];

    /// Returns the key in YAML.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, size)| *size == self).map_or("", |(key, _)| key)
    }

    /// Returns the smallest type that may be printed on it, in points: what old eyes read at the
    /// distance from which such paper is read.
    #[must_use]
    pub fn smallest_type(self) -> f32 {
        match self {
            Self::A5 | Self::A4 => 9.0,
            Self::A3 => 11.0,
            Self::A2 => 14.0,
        }
    }

    /// Returns width and height in mm, as the paper stands.
    #[must_use]
    pub fn standing(self, orientation: Orientation) -> (f32, f32) {
        let (short, long) = self.mm();
        match orientation {
            Orientation::Portrait => (short, long),
            Orientation::Landscape => (long, short),
        }
    }

    /// Returns the short and the long side in mm.
    #[must_use]
    pub fn mm(self) -> (f32, f32) {
        match self {
            Self::A5 => (148.0, 210.0),
            Self::A4 => (210.0, 297.0),
            Self::A3 => (297.0, 420.0),
            Self::A2 => (420.0, 594.0),
        }
    }
}

/// How the paper stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Orientation {
    /// Long side up.
    #[default]
    Portrait,
    /// Long side across.
    Landscape,
}

impl From<Kind> for PosterChoice {
    /// Makes the choice of a kind in its usual size, long side up.
    fn from(kind: Kind) -> Self {
        Self { kind, size: None, orientation: None }
    }
}

impl Village {
    /// Names the hall: the house and the village, without saying the village twice.
    #[must_use]
    pub fn full_name(&self) -> String {
        match &self.hall.name {
            Some(name) if name.to_lowercase().contains(&self.title.to_lowercase()) => name.clone(),
            Some(name) => format!("{name} {}", self.title),
            None => self.title.clone(),
        }
    }

    /// Says whether posters are made for it: open and not merged into another.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.closed && self.merged_into.is_none()
    }
}
