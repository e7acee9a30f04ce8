//! The pictures that a shared link shows (Open Graph): one for each public procedure and each
//! program, and one of the commune for everything else.
//!
//! Drawn by the same layout as posters, so that nothing is ever clipped or over anything else. No
//! code, no photo, few words: a phone shows it 300 pixels wide.

mod draw;
mod told;

use rayon::prelude::*;

use super::drawing::Drawing;
use super::font::Faces;
use super::poster::misfit;
use crate::diagnostic::Diagnostics;
use crate::files::FilePath;
use crate::model::{Id, Lang, Link, Origin, Procedure, Program, Site};
use crate::theme::Theme;

pub use draw::{HEIGHT, WIDTH};

/// One picture, drawn.
#[derive(Clone, Debug)]
pub struct Card {
    /// The file below `public/`: `cards/dang-ky-khai-sinh.png`.
    pub path: FilePath,
    /// Everything that is to be drawn.
    pub drawing: Drawing,
}

/// Returns the file of the picture of a procedure or program; without one, that of the commune.
#[must_use]
pub fn path(id: Option<&Id>) -> FilePath {
    let name = id.map_or("home", Id::as_str);
    FilePath::known(&format!("cards/{name}.png"))
}

/// Returns the whole address of the picture, which is what those who show it ask for.
#[must_use]
pub fn address(base: &Link, id: Option<&Id>) -> String {
    format!("{}{}", base.as_str(), path(id))
}

/// Draws every picture and hands it to `take`, from several threads.
///
/// # Errors
/// The first refusal of `take`.
pub fn each<E: Send>(
    site: &Site,
    theme: &Theme,
    faces: &Faces,
    take: impl Fn(&Card) -> Result<(), E> + Sync,
    found: &mut Diagnostics,
) -> Result<(), E> {
    let strings = theme.strings(&Lang::vietnamese());
    let drawn: Result<Vec<Diagnostics>, E> = subjects(site)
        .into_par_iter()
        .map(|subject| {
            let told = match subject {
                Subject::Commune => told::commune(site, strings),
                Subject::Procedure(procedure) => told::procedure(site, procedure, strings),
                Subject::Program(program) => told::program(site, program, strings),
            };
            let (drawing, faults) = draw::card(&told, &theme.look, faces);
            let mut found = Diagnostics::default();
            misfit::report(&faults, subject.origin(site), &mut found);
            take(&Card { path: path(subject.id()), drawing })?;
            Ok(found)
        })
        .collect();
    drawn?.into_iter().for_each(|findings| found.append(findings));
    Ok(())
}

/// What a picture is of.
#[derive(Clone, Copy)]
enum Subject<'a> {
    Commune,
    Procedure(&'a Procedure),
    Program(&'a Program),
}

fn subjects(site: &Site) -> Vec<Subject<'_>> {
    let procedures = site.public();
    std::iter::once(Subject::Commune)
        .chain(procedures.map(Subject::Procedure))
        .chain(site.programs.iter().map(Subject::Program))
        .collect()
}

impl<'a> Subject<'a> {
    fn id(self) -> Option<&'a Id> {
        match self {
            Self::Commune => None,
            Self::Procedure(procedure) => Some(&procedure.id),
            Self::Program(program) => Some(&program.id),
        }
    }

    fn origin(self, site: &'a Site) -> &'a Origin {
        match self {
            Self::Commune => &site.commune.origin,
            Self::Procedure(procedure) => &procedure.origin,
            Self::Program(program) => &program.origin,
        }
    }
}
