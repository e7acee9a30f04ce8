//! What happens to the ledger's files: cut, lost, joined, saved by other programs.

use super::chance::Chance;
use super::edits::Edit;
use super::world::World;

/// Damages the ledger; nothing when there is none yet.
pub(super) fn damage(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let numbers = world.numbers.clone()?;
    let lines: Vec<&str> = numbers.split_inclusive('\n').collect();
    if lines.len() < 4 {
        return None;
    }
    let careless = |name| Some(Edit { name, ..Edit::default() });
    let fine = |name| Some(Edit { name, careful: true, ..Edit::default() });
    match chance.below(9) {
        0 | 1 => {
            let last = lines[lines.len() - 1].len();
            let cut = 1 + chance.below(last - 1);
            world.numbers = Some(numbers[..numbers.len() - cut].to_owned());
            if chance.once_in(3) {
                world.copy = None;
                return careless("a torn last line, no copy");
            }
            fine("a torn last line")
        }
        2 => {
            world.numbers = Some(lines[..lines.len() - 1 - chance.below(3)].concat());
            if chance.once_in(3) {
                world.copy = None;
                return careless("a lost tail, no copy");
            }
            careless("a lost tail")
        }
        3 => {
            world.numbers = None;
            careless("a lost file")
        }
        4 => {
            world.prints.as_ref()?;
            world.prints = None;
            careless("lost prints")
        }
        5 => {
            let prints = world.prints.clone()?;
            let cut = 1 + chance.below(prints.len() / 2);
            let end = (0..=prints.len() - cut).rev().find(|at| prints.is_char_boundary(*at))?;
            world.prints = Some(prints[..end].to_owned());
            careless("a lost tail of the prints")
        }
        6 => {
            let at = 1 + chance.below(lines.len() - 1);
            world.numbers = Some([&lines[..at], &lines[at + 1..]].concat().concat());
            careless("a line lost in the middle")
        }
        7 => {
            world.numbers = Some(numbers.replace("\r\n", "\n").replace('\n', "\r\n"));
            fine("other line ends")
        }
        _ => {
            let at = 1 + chance.below(lines.len() - 1);
            world.numbers = Some(format!("{numbers}{}", lines[at]));
            // A line that gives a number to an id again is undone by what the files say.
            careless("a line twice")
        }
    }
}
