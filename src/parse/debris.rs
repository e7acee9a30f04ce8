//! Files that programs leave behind: temporary files, and copies after a conflict.

use crate::diagnostic::{Diagnostic, Place, say};
use crate::files::{FilePath, FileSet};

/// Says whether an editor, an office program or a system left a file of this name there.
#[must_use]
pub fn is_debris(name: &str) -> bool {
    let lower = name.to_lowercase();
    let endings = [".tmp", ".swp", ".swo", ".bak", ".part", ".crdownload", "~"];
    name.starts_with(['.', '~'])
        || endings.iter().any(|ending| lower.ends_with(ending))
        || ["thumbs.db", "desktop.ini"].contains(&lower.as_str())
}

/// Finds the file of which this is a copy that `OneDrive`, Dropbox or Explorer made.
pub(super) fn conflict_of(path: &FilePath, files: &FileSet) -> Option<FilePath> {
    if path.below("content/forms").is_some() {
        return None;
    }
    let (stem, extension) = path.name().rsplit_once('.')?;
    let cut = [" (", " - ", "_conflict", ".sync-conflict"].iter().find_map(|mark| stem.find(mark));
    let cut = cut.or_else(|| {
        // OneDrive adds the name of the computer: `dang-ky-DESKTOP-4F2A`.
        let cuts = stem.match_indices('-').map(|(at, _)| at);
        let capital = |rest: &str| {
            rest.len() > 3
                && rest.bytes().any(|b| b.is_ascii_uppercase())
                && rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
        };
        cuts.into_iter().find(|at| capital(&stem[at + 1..]))
    })?;
    let original = format!("{}/{}.{extension}", path.parent(), &stem[..cut]);
    FilePath::new(&original).ok().filter(|original| files.contains(original))
}

/// Warns about a copy.
pub(super) fn conflict(path: &FilePath, original: &FilePath) -> Diagnostic {
    let text = say(
        format!("tệp này là bản sao của {original}: máy không biết bản nào đúng"),
        format!("this file is a copy of {original}: nobody but you knows which of them is right"),
    );
    let hint = say(
        "so hai tệp, giữ bản đúng và xóa bản kia",
        "compare the two, keep the right one and delete the other",
    );
    Diagnostic::error("conflict-copy", Place::start(path.clone()), text).hint(hint)
}
