//! One good build and its pages, rendered when somebody looks at them.
//!
//! Pages borrow from the build that they are of, so both live on a thread of their own, which ends when
//! nobody can ask any more.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::files::{Bytes, FilePath};
use crate::pipeline::Built;

/// What became of a page: its bytes, or what is wrong with its template; nothing when the site has
/// no such file.
pub(super) type Page = Result<Option<Bytes>, Box<Diagnostic>>;

/// Where pages of one build are asked for.
pub(super) struct Desk {
    orders: Mutex<Sender<Order>>,
    /// What was rendered already.
    rendered: Mutex<BTreeMap<FilePath, Page>>,
}

struct Order {
    path: FilePath,
    reply: SyncSender<Page>,
}

impl Desk {
    /// Opens the desk of a build; returns also what was found in its templates, which are tried out
    /// when `theme_is_new`.
    pub(super) fn open(built: Built, theme_is_new: bool) -> (Self, Diagnostics) {
        let (orders, ordered) = channel();
        let (tell, told) = sync_channel(1);
        // Without a thread nothing is answered, as if the site had no page.
        let _ = thread::Builder::new()
            .name("preview-pages".to_owned())
            .spawn(move || work(&built, theme_is_new, (&tell, &ordered)));
        let found = told.recv().unwrap_or_default();
        (Self { orders: Mutex::new(orders), rendered: Mutex::default() }, found)
    }

    /// Returns a page.
    pub(super) fn page(&self, path: &FilePath) -> Page {
        if let Some(page) = lock(&self.rendered).get(path) {
            return page.clone();
        }
        let (reply, replied) = sync_channel(1);
        // A desk that is closed has no pages.
        let _ = lock(&self.orders).send(Order { path: path.clone(), reply });
        let page = replied.recv().unwrap_or(Ok(None));
        if !matches!(page, Ok(None)) {
            // Whoever asks for what is not there could ask for anything.
            lock(&self.rendered).insert(path.clone(), page.clone());
        }
        page
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Renders what is ordered until nobody orders any more.
fn work(
    built: &Built,
    theme_is_new: bool,
    (tell, ordered): (&SyncSender<Diagnostics>, &Receiver<Order>),
) {
    let mut found = Diagnostics::default();
    let languages = built.languages();
    let shelf = built.shelf(&languages, &mut found);
    if let (Some(shelf), true) = (&shelf, theme_is_new) {
        shelf.try_each_kind(&mut found);
    }
    // Whoever opened the desk waits for it, and so does the reader of each page.
    let _ = tell.send(found);
    for Order { path, reply } in ordered {
        let _ = reply.send(shelf.as_ref().map_or(Ok(None), |shelf| shelf.take(&path)));
    }
}
