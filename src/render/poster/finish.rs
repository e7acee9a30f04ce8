//! The end of every sheet: its foot, its place on the wall, and what the ledger keeps of it.

use super::furniture::{self, Foot, HeadCode};
use super::misfit;
use super::press::Press;
use super::record::Told;
use crate::diagnostic::Diagnostics;
use crate::ledger::slot::Slot;
use crate::model::Village;
use crate::model::site::Thing;
use crate::render::Sheet;
use crate::render::layout::Rect;
use crate::render::layout::canvas::Canvas;

/// What makes a drawn canvas a sheet.
pub(super) struct Finish<'a> {
    /// The hall.
    pub(super) village: &'a Village,
    /// The name of its file below the folder of the hall, without ending: `board-1`.
    pub(super) file: String,
    /// What a file list says.
    pub(super) title: String,
    /// Where it hangs.
    pub(super) slot: Slot,
    /// How many sheets there are of its kind and subject.
    pub(super) pages: usize,
    /// Where to complain, unless the head has it.
    pub(super) feedback: Option<&'a HeadCode>,
    /// The box of the foot, and the size of its running text in points.
    pub(super) foot: (Rect, f32),
    /// What it tells.
    pub(super) told: Told,
}

impl Finish<'_> {
    /// Draws the foot and hands the sheet over.
    pub(super) fn sheet(
        self,
        press: &Press<'_>,
        mut canvas: Canvas<'_>,
        found: &mut Diagnostics,
    ) -> Sheet {
        let Self { village, file, title, slot, pages, feedback, foot, told } = self;
        let hall = press.addresses.number(Thing::Hall, &village.id);
        let ends = Foot { hall, slot, pages, feedback };
        furniture::foot(press, &mut canvas, ends, foot);
        let (drawing, faults) = canvas.finish();
        misfit::report(&faults, &village.origin, found);
        let file = format!("posters/{}/{file}", village.id);
        let items = told.items(hall, &drawing);
        Sheet { file, title, slot, hall: village.id.clone(), items, drawing }
    }
}
