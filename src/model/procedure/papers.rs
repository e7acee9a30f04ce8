//! What to bring and what to do, for everybody or in one case.

use super::{Channel, Channels, Fee, Processing};
use crate::files::FilePath;
use crate::model::Id;

/// A paper to bring. Real names run to 900 characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The name.
    pub name: String,
    /// Short words for posters and steps codes.
    pub brief: Option<String>,
    /// How many originals.
    pub originals: Option<u16>,
    /// How many copies.
    pub copies: Option<u16>,
    /// The form to fill in.
    pub form: Option<Form>,
    /// Only in this case; absent: always.
    pub when: Option<String>,
    /// One of these is enough.
    pub any_of: Vec<String>,
    /// Shown, not handed in.
    pub show: bool,
    /// An explanation.
    pub note: Option<String>,
    /// A heading shared with the papers around it.
    pub group: Option<String>,
}

/// A form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Such as `Mẫu CT01`.
    pub name: String,
    /// The file to download, below `content/`.
    pub file: Option<FilePath>,
}

/// A case that differs from the rest; what is present replaces what stands at the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The id inside this procedure.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// The question that leads to it.
    pub ask: Option<String>,
    /// Its papers.
    pub documents: Option<Vec<Document>>,
    /// Its ways of filing.
    pub channels: Option<Channels>,
    /// Its fee.
    pub fee: Option<Fee>,
    /// Its time.
    pub time: Option<Processing>,
    /// Its steps.
    pub steps: Option<Vec<Step>>,
}

/// One thing to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The sentence.
    pub text: String,
    /// Short words for posters and steps codes.
    pub brief: Option<String>,
    /// Only for this way of filing; absent: for every one.
    pub channel: Option<Channel>,
}
