//! Programs in one line each: when, and the number by which a script finds the next session.

use serde::Serialize;

use crate::model::site::Thing;
use crate::model::{Procedure, Program};
use crate::render::words;

use super::edition::{Anchor, Edition};
use super::way::Way;

/// A program in one line.
#[derive(Serialize)]
pub(super) struct ProgramLine<'a> {
    pub(super) link: Anchor<'a>,
    pub(super) when: String,
    pub(super) cutoff: Option<String>,
    /// The permanent number.
    number: u32,
}

/// Lists the programs that cover a procedure in force.
pub(super) fn programs<'a>(
    edition: &Edition<'a>,
    way: &Way,
    procedure: &'a Procedure,
) -> Vec<ProgramLine<'a>> {
    if !procedure.is_active() {
        return Vec::new();
    }
    let covering = edition.order.programs.iter();
    let covering = covering.filter(|program| program.covers(&procedure.id, &procedure.field));
    covering.map(|program| program_line(edition, way, program)).collect()
}

/// Describes a program in one line.
pub(super) fn program_line<'a>(
    edition: &Edition<'a>,
    way: &Way,
    program: &'a Program,
) -> ProgramLine<'a> {
    ProgramLine {
        link: edition.to_original(way, &program.id, &program.title),
        when: words::program::when(program, edition.strings),
        number: edition.options.addresses.number(Thing::Program, &program.id),
        cutoff: program
            .cutoff
            .as_ref()
            .map(|cutoff| words::program::cutoff(cutoff, edition.strings)),
    }
}
