//! The kinds of files.

use super::{Group, guide, place, program, site, translation};

/// What a file describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `procedures/<field>/<id>.md`.
    Procedure,
    /// `site.yaml`.
    Site,
    /// `villages/<id>.md`.
    Village,
    /// `programs/<id>.md`.
    Program,
    /// `procedures/<field>/_index.md`.
    Field,
    /// `pages/<id>.md`.
    Page,
    /// `procedures/<field>/<id>.<lang>.md`.
    Translation,
    /// `pages/<id>.<lang>.md`.
    PageTranslation,
}

/// All kinds; what people write most comes first.
pub const KINDS: [Kind; 8] = [
    Kind::Procedure,
    Kind::Site,
    Kind::Village,
    Kind::Program,
    Kind::Field,
    Kind::Page,
    Kind::Translation,
    Kind::PageTranslation,
];

impl Kind {
    /// Returns its word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.group().name
    }

    /// Returns its keys.
    #[must_use]
    pub fn group(self) -> &'static Group {
        match self {
            Self::Procedure => &guide::PROCEDURE,
            Self::Site => &site::SITE,
            Self::Village => &place::VILLAGE,
            Self::Program => &program::PROGRAM,
            Self::Field => &site::FIELD,
            Self::Page => &site::PAGE,
            Self::Translation => &translation::TRANSLATION,
            Self::PageTranslation => &translation::PAGE_TRANSLATION,
        }
    }

    /// Says what such a file is, in Vietnamese and in English.
    #[must_use]
    pub fn says(self) -> (&'static str, &'static str) {
        match self {
            Self::Procedure => ("Một thủ tục hành chính", "One administrative procedure"),
            Self::Site => ("Xã và trang web của xã", "The commune and its site"),
            Self::Village => ("Một thôn và nhà văn hóa của thôn", "One village and its hall"),
            Self::Program => ("Một mô hình phục vụ", "One service model"),
            Self::Field => ("Một lĩnh vực", "One field of procedures"),
            Self::Page => ("Một trang khác", "Any other page"),
            Self::Translation => ("Bản dịch của một thủ tục", "A procedure in another language"),
            Self::PageTranslation => ("Bản dịch của một trang", "A page in another language"),
        }
    }
}
