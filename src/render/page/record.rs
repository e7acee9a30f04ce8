//! The end of a procedure's page: names, law, decision, sources.

use serde::Serialize;

use crate::model::Procedure;
use crate::model::procedure::{Law, Translation};
use crate::render::words;

use super::edition::{Edition, Outside, outside};
use super::procedure::audience;

/// What stands behind a procedure.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    official_title: Option<&'a str>,
    code: Option<&'a str>,
    replaces: &'a [String],
    field: Option<&'a str>,
    audience: String,
    level: Option<&'a str>,
    decides: Option<&'a str>,
    supports: &'a [String],
    decision: Option<Paper<'a>>,
    changed_by: Vec<String>,
    legal: Vec<Paper<'a>>,
    valid: Option<String>,
    sources: &'a [String],
    portal: Option<Outside<'a>>,
    keywords: String,
}

/// A paper of law or of an office.
#[derive(Serialize)]
struct Paper<'a> {
    /// Number, title and date in one line.
    text: String,
    url: Option<Outside<'a>>,
}

/// Describes what stands behind a procedure.
pub(super) fn record<'a>(
    edition: &Edition<'a>,
    procedure: &'a Procedure,
    text: Option<&'a Translation>,
) -> Record<'a> {
    let authority = procedure.authority.as_ref();
    let names = procedure.audience.iter().map(|one| audience(edition, one));
    let keywords = text.map_or(&procedure.keywords, |text| &text.keywords);
    let official = procedure.official_title.as_deref();
    Record {
        official_title: official.filter(|title| *title != procedure.title),
        code: procedure.code.as_deref(),
        replaces: &procedure.replaces,
        field: edition.site.field(&procedure.field).map(|field| field.title.as_str()),
        audience: names.collect::<Vec<_>>().join(", "),
        level: procedure.level.as_deref(),
        decides: authority.and_then(|a| a.decides.as_deref()),
        supports: authority.map_or(&[], |a| &a.supports),
        decision: procedure.decision.as_ref().map(|decision| Paper {
            text: words::dated(&decision.number, decision.date, edition.strings),
            url: decision.url.as_ref().map(outside),
        }),
        changed_by: procedure
            .changed_by
            .iter()
            .map(|change| words::program::change(change, edition.strings))
            .collect(),
        legal: procedure.legal.iter().map(|law| paper(edition, law)).collect(),
        valid: valid(edition, procedure),
        sources: &procedure.sources,
        portal: procedure.portal.as_ref().map(outside),
        keywords: keywords.join(", "),
    }
}

fn paper<'a>(edition: &Edition<'a>, law: &'a Law) -> Paper<'a> {
    let dated = words::dated(&law.number, law.date, edition.strings);
    let text = law.title.as_ref().map_or(dated.clone(), |title| format!("{title} ({dated})"));
    Paper { text, url: law.url.as_ref().map(outside) }
}

fn valid(edition: &Edition<'_>, procedure: &Procedure) -> Option<String> {
    let spell = |key: &str, name: &str, date| {
        let date = words::date(date, edition.strings);
        edition.strings.fill(key, &[(name, &date)])
    };
    let from = procedure.valid.from.map(|date| spell("procedure.valid_from", "from", date));
    let until = procedure.valid.until.map(|date| spell("procedure.valid_until", "until", date));
    let parts: Vec<_> = [from, until].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
