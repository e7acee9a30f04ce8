//! A procedure in another language.

use super::{Case, Document, Question, Step};
use crate::model::{Body, Origin};

/// The texts of a procedure in another language; the facts stay those of the original.
///
/// What is absent is shown in Vietnamese.
#[derive(Clone, Debug)]
pub struct Translation {
    /// Where each key stands.
    pub origin: Origin,
    /// The title.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// As many as in the original, in its order; counts and forms' files are the original's.
    pub documents: Option<Vec<Document>>,
    /// As many as in the original, in its order.
    pub cases: Option<Vec<Case>>,
    /// As many as in the original, in its order.
    pub steps: Option<Vec<Step>>,
    /// As many as in the original.
    pub result: Option<Vec<String>>,
    /// The deadline in words.
    pub deadline: Option<String>,
    /// Conditions.
    pub conditions: Option<Vec<String>>,
    /// Refusals.
    pub refusals: Option<Vec<String>>,
    /// Benefits.
    pub benefit: Option<Vec<String>>,
    /// Notes.
    pub notes: Option<Vec<String>>,
    /// Questions and answers.
    pub faq: Option<Vec<Question>>,
    /// Search words.
    pub keywords: Vec<String>,
    /// The body.
    pub body: Body,
}
