//! The content of a part as one text that every version of the program writes the same.

use std::fmt::{Display, Write};

/// Keys with what they say; what is absent is not there, so that a key that a later version knows
/// changes nothing for content without it.
#[derive(Debug, Default)]
pub(super) struct Whole(String);

impl Whole {
    /// Adds what a key says.
    pub(super) fn say(mut self, key: &str, value: impl Display) -> Self {
        let value = value.to_string();
        // With its length no value can be taken for the next key.
        write!(self.0, "{key}={}:{value};", value.len()).expect("a String can be written");
        self
    }

    /// Adds what a key says, if it says anything.
    pub(super) fn opt(self, key: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.say(key, value),
            None => self,
        }
    }

    /// Adds a key that says yes.
    pub(super) fn flag(self, key: &str, is_so: bool) -> Self {
        if is_so { self.say(key, "") } else { self }
    }

    /// Adds a list in its order.
    pub(super) fn list(self, key: &str, values: impl IntoIterator<Item = String>) -> Self {
        values.into_iter().fold(self, |whole, value| whole.say(key, value))
    }

    /// Adds a list whose order says nothing.
    pub(super) fn set(self, key: &str, values: impl IntoIterator<Item = String>) -> Self {
        let mut values: Vec<String> = values.into_iter().collect();
        values.sort();
        self.list(key, values)
    }

    /// Says whether there is nothing to say.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the text.
    pub(super) fn text(self) -> String {
        self.0
    }
}
