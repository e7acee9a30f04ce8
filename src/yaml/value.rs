//! A value of YAML on its own, without places: what a key holds, or shall hold.

use unicode_normalization::UnicodeNormalization;

use super::{Kind, Node};

/// What a key holds.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A text or a number.
    Scalar {
        /// As YAML reads it, in NFC.
        text: String,
        /// Whether it may stand without quotes although it looks like a number or a date.
        bare: bool,
    },
    /// A list.
    List(Vec<Value>),
    /// Keys with their values, in order.
    Group(Vec<(String, Value)>),
}

/// Two values are equal when they say the same: quotes and the order of keys are of no concern.
impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Scalar { text: a, .. }, Self::Scalar { text: b, .. }) => a == b,
            (Self::List(a), Self::List(b)) => a == b,
            (Self::Group(a), Self::Group(b)) => {
                a.len() == b.len()
                    && a.iter().all(|(key, value)| {
                        b.iter().any(|(other, its)| other == key && its == value)
                    })
            }
            _ => false,
        }
    }
}

impl Eq for Value {}

impl Value {
    /// Makes a text: quoted where it could be taken for something else.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Scalar { text: text.into(), bare: false }
    }

    /// Makes a number, a date, `true` or `false`: written without quotes.
    pub(crate) fn bare(text: impl Into<String>) -> Self {
        Self::Scalar { text: text.into(), bare: true }
    }

    /// Makes a group of the keys that have a value.
    pub(crate) fn group<const N: usize>(entries: [(&str, Option<Self>); N]) -> Self {
        let kept = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Self::Group(kept.collect())
    }

    /// Makes a list of texts.
    pub(crate) fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    /// Returns the text of a scalar.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Returns the items of a list; none for the others.
    pub(crate) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// Returns the entries of a group; none for the others.
    pub(crate) fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Group(entries) => entries,
            _ => &[],
        }
    }

    /// Returns what a key of a group holds.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Returns the text of a key of a group.
    pub(crate) fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_text()
    }
}

impl Node<'_> {
    /// Returns the value without its places, texts in NFC; nothing where no value stands
    /// or a key is no text.
    pub(crate) fn value(&self) -> Option<Value> {
        match &self.kind {
            Kind::Empty => None,
            Kind::Scalar { text, plain } => {
                Some(Value::Scalar { text: composed(text), bare: *plain })
            }
            Kind::Sequence(items) => {
                items.iter().map(Self::value).collect::<Option<_>>().map(Value::List)
            }
            Kind::Mapping(entries) => entries
                .iter()
                .map(|(key, value)| Some((key.scalar()?.to_owned(), value.value()?)))
                .collect::<Option<_>>()
                .map(Value::Group),
        }
    }
}

fn composed(text: &str) -> String {
    text.nfc().collect()
}
