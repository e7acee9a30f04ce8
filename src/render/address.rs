//! Addresses: the permanent short link that a code carries, and the one people read and type.

use crate::ledger::Ledger;
use crate::model::site::Thing;
use crate::model::{Id, Link};

/// The addresses of one site, under one base address.
#[derive(Clone, Copy, Debug)]
pub struct Addresses<'a> {
    /// The address of the site: https, ends in `/`.
    pub base: &'a Link,
    /// The permanent numbers; every public thing of the site has one.
    pub ledger: &'a Ledger,
}

impl Addresses<'_> {
    /// Returns the permanent number of a thing.
    ///
    /// # Panics
    /// When the thing has none: `build` mints before it renders.
    #[must_use]
    pub fn number(&self, kind: Thing, id: &Id) -> u32 {
        self.ledger.number(kind, id).expect("every public thing has a number before rendering")
    }

    /// Returns the short link that a code carries, scheme and host in upper case so that they fit
    /// the alphanumeric mode (ISO/IEC 18004 §7.3.4): `HTTPS://HOST/base/12/?41`.
    ///
    /// With a hall, the page and the access log know where it was scanned.
    #[must_use]
    pub fn short_link(&self, kind: Thing, id: &Id, hall: Option<&Id>) -> String {
        let host = self.base.host().to_ascii_uppercase();
        let hall = hall.map(|hall| format!("?{}", self.number(Thing::Hall, hall)));
        let (path, number) = (self.base.path(), self.number(kind, id));
        format!("HTTPS://{host}{path}{number}/{}", hall.unwrap_or_default())
    }

    /// Returns the address to read and to type, without scheme: `host/base/12`.
    #[must_use]
    pub fn typed(&self, kind: Thing, id: &Id) -> String {
        format!("{}{}{}", self.base.host(), self.base.path(), self.number(kind, id))
    }
}
