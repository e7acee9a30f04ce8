//! What stands where in lists: order numbers first, then the alphabet of the language.
//!
//! Sorted once a build; pages only walk the lists.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use unicode_normalization::UnicodeNormalization;

use crate::model::site::{Field, Page};
use crate::model::{Id, Lang, Procedure, Program, Site, Village};

/// The lists of a site in one language, ready to walk.
pub(in crate::render) struct Order<'a> {
    site: &'a Site,
    lang: Lang,
    /// The places of the public procedures in the site, sorted when a list is asked for: a single
    /// page mostly asks for none.
    sorted: OnceLock<Vec<usize>>,
    /// The same for each field.
    by_field: OnceLock<BTreeMap<Id, Vec<usize>>>,
    /// The fields.
    pub(in crate::render) fields: Vec<&'a Field>,
    /// The villages, those that are closed or merged at the end.
    pub(in crate::render) villages: Vec<&'a Village>,
    /// The programs.
    pub(in crate::render) programs: Vec<&'a Program>,
    /// The pages.
    pub(in crate::render) pages: Vec<&'a Page>,
}

impl<'a> Order<'a> {
    /// Sorts everything by the titles and the alphabet of a language.
    pub(in crate::render) fn new(site: &'a Site, lang: &Lang) -> Self {
        let collator = collator(lang);
        let by = |a: &str, b: &str| collator.compare(a, b);
        let mut fields: Vec<_> = site.fields.iter().collect();
        fields.sort_by(|a, b| first(a.order, b.order).then_with(|| by(&a.title, &b.title)));
        let mut villages: Vec<_> = site.villages.iter().collect();
        villages.sort_by(|a, b| b.is_open().cmp(&a.is_open()).then_with(|| by(&a.title, &b.title)));
        let mut programs: Vec<_> = site.programs.iter().collect();
        programs.sort_by(|a, b| by(&a.title, &b.title));
        let mut pages: Vec<_> = site.pages.iter().collect();
        pages.sort_by(|a, b| first(a.order, b.order).then_with(|| by(&a.title, &b.title)));
        let (sorted, by_field) = (OnceLock::new(), OnceLock::new());
        Self { site, lang: lang.clone(), sorted, by_field, fields, villages, programs, pages }
    }

    /// Walks all public procedures.
    pub(in crate::render) fn procedures(&self) -> impl ExactSizeIterator<Item = &'a Procedure> {
        self.at(self.sorted())
    }

    /// Walks the public procedures of a field.
    pub(in crate::render) fn of_field(
        &self,
        field: &Id,
    ) -> impl ExactSizeIterator<Item = &'a Procedure> {
        self.at(self.by_field().get(field).map_or(&[], Vec::as_slice))
    }

    /// Walks the fields that have public procedures, in the order of their ids.
    pub(in crate::render) fn ids_of_fields(&self) -> impl Iterator<Item = &Id> {
        self.by_field().keys()
    }

    fn at(&self, places: &[usize]) -> impl ExactSizeIterator<Item = &'a Procedure> {
        let site = self.site;
        places.iter().map(move |at| &*site.procedures[*at])
    }

    fn sorted(&self) -> &[usize] {
        self.sorted.get_or_init(|| {
            let collator = collator(&self.lang);
            let all = &self.site.procedures;
            let mut places: Vec<_> = (0..all.len()).filter(|at| all[*at].is_public()).collect();
            places.sort_by(|a, b| {
                let (a, b) = (&all[*a], &all[*b]);
                let titles = collator.compare(title(a, &self.lang), title(b, &self.lang));
                titles.then_with(|| a.id.cmp(&b.id))
            });
            places
        })
    }

    fn by_field(&self) -> &BTreeMap<Id, Vec<usize>> {
        self.by_field.get_or_init(|| {
            let mut by_field: BTreeMap<_, Vec<_>> = BTreeMap::new();
            for at in self.sorted() {
                let field = self.site.procedures[*at].field.clone();
                by_field.entry(field).or_default().push(*at);
            }
            by_field
        })
    }
}

/// Returns the title of a procedure in a language, else the Vietnamese one.
pub(super) fn title<'a>(procedure: &'a Procedure, lang: &Lang) -> &'a str {
    procedure.translations.get(lang).map_or(&procedure.title, |translation| &translation.title)
}

/// Returns the letter under which a title stands: `Đ`, `Ă` and `Ô` are letters of their own, tones
/// are not; nothing for a title that begins with a digit or a sign.
pub(super) fn letter(title: &str) -> Option<String> {
    let first = title.chars().find(|c| c.is_alphanumeric())?;
    // Tones: grave, acute, tilde, hook above, dot below.
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let bare: String = first.nfd().filter(|c| !is_tone(c)).nfc().collect();
    first.is_alphabetic().then(|| bare.to_uppercase())
}

fn first(a: Option<i32>, b: Option<i32>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

fn collator(lang: &Lang) -> CollatorBorrowed<'static> {
    let locale = Locale::try_from_str(lang.as_str()).unwrap_or(Locale::UNKNOWN);
    Collator::try_new((&locale).into(), CollatorOptions::default())
        .expect("the order of letters is compiled in for every language")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_the_order_of_the_vietnamese_alphabet() {
        let mut words = vec!["Đăng ký", "Dân số", "Ân xá", "An sinh", "Ăn uống", "Ế ẩm", "Em"];
        let collator = collator(&Lang::vietnamese());
        words.sort_by(|a, b| collator.compare(a, b));
        assert_eq!(words, ["An sinh", "Ăn uống", "Ân xá", "Dân số", "Đăng ký", "Em", "Ế ẩm"]);
    }

    #[test]
    fn letters_keep_their_hats_and_lose_their_tones() {
        let letters = ["đăng", "Ứng", "ẵm", "«Ốm»", "ý", "9 giờ"].map(letter);
        let spelled = letters.map(Option::unwrap_or_default);
        assert_eq!(spelled, ["Đ", "Ư", "Ă", "Ô", "Y", ""]);
    }
}
