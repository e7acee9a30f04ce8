//! The official's desk: what one starts from. Scaffolds, copies of guides, a first project.
//!
//! Everything here is text and files in memory; `io` puts them on the disk and never over another.

mod copy;
mod new;
mod open;
mod project;
mod ready;
mod scaffold;
mod scalar;
mod sections;
mod templates;

use crate::diagnostic::{Text, say};

pub use new::{Made, Wanted, make};
pub use project::{Answers, QUESTIONS, Question, project};
pub use scaffold::{Filled, scaffold};
pub use scalar::scalar;
pub use templates::{Template, templates};

/// Says that a name is one line without characters that nobody sees.
fn one_line() -> Text {
    say(
        "tên phải nằm trên một dòng, không có ký tự ẩn; hãy gõ lại bằng tay",
        "a name is one line without hidden characters; type it again by hand",
    )
}
