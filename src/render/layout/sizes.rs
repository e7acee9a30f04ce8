//! A look over the codes of every finished drawing: large enough for the distance from which they
//! are read, and not too full.

use super::PIXEL;
use super::audit::Fault;
use crate::model::village::Kind;
use crate::render::drawing::{Drawing, Mark, PlacedCode};
use crate::render::steps::{MOST_BYTES, SMALL_BYTES};

/// The least side of a module on a board, which is read standing, in mm (measured: below, links
/// stop being read at 45 to 60 cm).
const LEAST_MODULE: f32 = 1.2;

/// The least sides of a steps code, in mm: up to 300 bytes, and above.
const LEAST_STEPS: [f32; 2] = [50.0, 60.0];

/// Paper up to this width in mm (A5) is held in the hand: what counts there is the module alone.
const HELD: f32 = 215.0;

/// The least side of a module that a phone reads in the hand, in mm.
const LEAST_HELD: f32 = 0.8;

/// Finds codes that are too small for what they hold, or off the grid of pixels.
#[must_use]
pub fn faults(drawing: &Drawing, kind: Kind) -> Vec<Fault> {
    let codes = drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Code(code) => Some(code),
        Mark::Shape(_) | Mark::Line(_) => None,
    });
    let held = drawing.width.max(drawing.height) <= HELD;
    codes
        .filter(|code| is_small(code, kind, held))
        .map(|code| Fault::SmallCode(code.id.clone()))
        .collect()
}

fn is_small(code: &PlacedCode, kind: Kind, held: bool) -> bool {
    let module = code.side / code.modules as f32;
    if code.id.starts_with("steps-") {
        let bytes = code.payload.len();
        let least = LEAST_STEPS[usize::from(bytes > SMALL_BYTES)];
        // A pixel of 300 dpi is rounding.
        let small = if held { module < LEAST_HELD } else { code.side < least - PIXEL };
        return bytes > MOST_BYTES || small;
    }
    let is_link = code.id.starts_with("link-");
    kind == Kind::Board && is_link && module < LEAST_MODULE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(id: &str, payload: &str, side: f32, modules: usize) -> Drawing {
        let (id, payload, dark) =
            (id.to_owned(), payload.to_owned(), vec![true; modules * modules]);
        let code = PlacedCode { id, payload, at: [20.0, 20.0], side, modules, dark };
        Drawing { width: 297.0, height: 420.0, marks: vec![Mark::Code(code)] }
    }

    #[test]
    fn a_small_module_is_a_fault_on_a_board_alone() {
        let small = drawing("link-1", "HTTPS://A.B/1", 33.0, 29);
        assert_eq!(faults(&small, Kind::Board), [Fault::SmallCode("link-1".into())]);
        assert_eq!(faults(&small, Kind::Sheet), []);
        assert_eq!(faults(&drawing("link-1", "HTTPS://A.B/1", 36.0, 29), Kind::Board), []);
    }

    #[test]
    fn a_steps_code_has_room_for_its_bytes() {
        let of =
            |bytes, side| faults(&drawing("steps-1-1", &"a".repeat(bytes), side, 61), Kind::Sheet);
        let fault = [Fault::SmallCode("steps-1-1".into())];
        assert_eq!((of(300, 50.2), of(301, 60.2)), (vec![], vec![]));
        assert_eq!((of(300, 48.0), of(301, 58.0)), (fault.to_vec(), fault.to_vec()));
        assert_eq!(of(501, 80.0), fault);
        let in_hand = |side| {
            let page = drawing("steps-1-1", &"a".repeat(300), side, 61);
            faults(&Drawing { width: 148.0, height: 210.0, ..page }, Kind::Sheet)
        };
        assert_eq!((in_hand(49.5), in_hand(45.0)), (vec![], fault.to_vec()));
    }
}
