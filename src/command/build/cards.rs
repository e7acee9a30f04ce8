//! Sharing images to files: each drawn, or linked from the last time.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::diagnostic::Diagnostics;
use crate::io;
use crate::io::cache::Cache;
use crate::io::stage::Aside;
use crate::pipeline::Built;
use crate::render::export::PressRoom;

/// What became of the images.
#[derive(Debug, Default)]
pub(super) struct Made {
    /// How many there are.
    pub(super) cards: usize,
    /// How many of them were drawn in this build; the others are as an earlier build made them.
    pub(super) drawn: usize,
    /// What was found while drawing.
    pub(super) found: Diagnostics,
}

/// Makes every image of a build.
pub(super) fn write(
    built: &Built,
    room: &PressRoom<'_>,
    (aside, cache): (&Aside, &Cache),
) -> Result<Made, io::Error> {
    let (cards, drawn) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let found = built.cards(room.faces, |card| {
        cards.fetch_add(1, Ordering::Relaxed);
        let files = [("card.png", card.path.clone())];
        let digest = room.card_digest(&card.drawing);
        if cache.recall(&digest, &files, aside)? {
            return Ok(());
        }
        aside.write(&card.path, &room.card(&card.drawing))?;
        cache.remember(&digest, &files, aside);
        drawn.fetch_add(1, Ordering::Relaxed);
        Ok(())
    })?;
    Ok(Made { cards: cards.into_inner(), drawn: drawn.into_inner(), found })
}
