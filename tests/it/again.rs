//! A build that remembers the last one answers as one that remembers nothing.

use tracuu::files::FileSet;
use tracuu::pipeline::{self, Memory};

use super::project::{options, pages, site, undigested};

/// Builds with a memory and without, and compares all that can be seen of them.
fn compare(files: &FileSet, memory: &mut Memory) {
    let (fresh, again) =
        (pipeline::build(files, &options()), pipeline::again(files, &options(), memory));
    let shown = |built: &pipeline::Built| built.diagnostics.show(files, true, false);
    assert_eq!(shown(&again), shown(&fresh));
    assert_eq!(again.ledger.to_csv(), fresh.ledger.to_csv());
    if fresh.diagnostics.has_errors() {
        return;
    }
    let mut found = tracuu::diagnostic::Diagnostics::default();
    let languages = again.languages();
    let shelf = again.shelf(&languages, &mut found).expect("a site and a theme");
    for (path, bytes) in pages(&fresh).iter() {
        if !["sw.js", "offline.bin"].contains(&path.as_str()) {
            let taken = shelf.take(path).expect("the templates are sound");
            let taken = taken.unwrap_or_else(|| panic!("{path} is not there"));
            assert!(undigested(&taken) == undigested(bytes), "{path} differs");
        }
    }
}

#[test]
fn whatever_changed_in_between() {
    let mut files = site("every-key");
    let mut memory = Memory::default();
    compare(&files, &mut memory);
    compare(&files, &mut memory);
    let page = tracuu::files::FilePath::known("content/pages/gioi-thieu.md");
    let village = tracuu::files::FilePath::known("content/villages/thon-dong.md");
    let words = tracuu::files::FilePath::known("themes/default/strings/vi.yaml");
    let text = |files: &FileSet, path| {
        String::from_utf8(files.get(path).expect("it is there").to_vec()).expect("text")
    };
    let (kept, kept_words) = (text(&files, &page), text(&files, &words));
    // A title, then a mistake, then as before.
    files.insert(page.clone(), kept.replace("Giới thiệu", "Về xã").into_bytes());
    compare(&files, &mut memory);
    files.insert(page.clone(), kept.replace("title:", "titel:").into_bytes());
    compare(&files, &mut memory);
    files.insert(page.clone(), kept.into_bytes());
    compare(&files, &mut memory);
    // The theme.
    files.insert(words.clone(), kept_words.replacen("thủ tục", "việc", 5).into_bytes());
    compare(&files, &mut memory);
    files.insert(words, kept_words.into_bytes());
    // A file that others link to is gone: they are as they were, and wrong all the same.
    let page_bytes = files.get(&page).expect("it is there").clone();
    files.remove(&page);
    compare(&files, &mut memory);
    files.insert(page, page_bytes);
    files.remove(&village);
    compare(&files, &mut memory);
}
