//! What search engines read of a procedure's page: a `GovernmentService` and its `HowTo`
//! (schema.org), in as few bytes as they need.

use serde_json::{Map, Value, json};

use super::{Source, data};
use crate::model::date::Weekday;
use crate::model::procedure::Channel;
use crate::model::{Lang, Procedure};
use crate::render::words::place;

/// The longest name of a paper or step, in characters: the page says the rest.
const LONGEST: usize = 60;

/// More papers or steps than these are left out as a whole: a list that breaks off would be wrong.
const MOST: usize = 12;

/// Describes a procedure in force, safe to stand inside `<script type="application/ld+json">`;
/// nothing for one that is suspended or abolished.
#[must_use]
pub fn json_ld(source: Source<'_>, procedure: &Procedure, lang: &Lang) -> Option<String> {
    if !procedure.is_active() {
        return None;
    }
    let text = procedure.translations.get(lang);
    let title = text.map_or(&procedure.title, |text| &text.title);
    let mut graph = vec![service(source, procedure, lang, title)];
    let documents = text.and_then(|text| text.documents.as_ref()).unwrap_or(&procedure.documents);
    let steps = text.and_then(|text| text.steps.as_ref()).unwrap_or(&procedure.steps);
    let steps = names(steps.iter().map(|step| (&step.text, step.brief.as_ref())));
    if let Some(steps) = steps {
        let mut how = json!({"@type": "HowTo", "name": title, "step": steps});
        // Papers of one case alone are no supplies of the whole.
        let supplies = names(documents.iter().map(|one| (&one.name, one.brief.as_ref())));
        if let Some(supplies) = supplies {
            how["supply"] = supplies;
        }
        graph.push(how);
    }
    Some(guarded(&json!({"@context": "https://schema.org", "@graph": graph}).to_string()))
}

fn service(source: Source<'_>, procedure: &Procedure, lang: &Lang, title: &str) -> Value {
    let commune = &source.site.commune;
    let path = if lang.is_vietnamese() {
        format!("{}/", procedure.id)
    } else {
        format!("{lang}/{}/", procedure.id)
    };
    let mut service = json!({
        "@type": "GovernmentService",
        "name": title,
        "url": source.url(&path),
        "provider": office(source, procedure),
        "areaServed": {"@type": "AdministrativeArea", "name": area(source)},
    });
    if let Some(field) = source.site.field(&procedure.field) {
        service["serviceType"] = json!(field.title);
    }
    let online = procedure.channels.0.get(&Channel::Online).and_then(|way| way.url.as_ref());
    if let Some(url) = online {
        service["availableChannel"] =
            json!({"@type": "ServiceChannel", "serviceUrl": url.as_str()});
    }
    if let Some(sum) = data::plain_fee(procedure) {
        service["offers"] = json!({"@type": "Offer", "price": sum, "priceCurrency": "VND"});
    }
    if commune.example {
        service["description"] = json!(source.strings.get("site.example"));
    }
    service
}

/// Describes who receives it: the centre with all that is known of it, or an office by its name.
fn office(source: Source<'_>, procedure: &Procedure) -> Value {
    let commune = &source.site.commune;
    let receives = procedure.authority.as_ref().and_then(|one| one.receives.as_ref());
    let here = place::is_centre(procedure, commune);
    let name = if here { commune.centre.name.as_ref() } else { receives };
    let name = name.or(receives).unwrap_or(&commune.name);
    let mut office = Map::new();
    office.insert("@type".into(), json!("GovernmentOffice"));
    office.insert("name".into(), json!(name));
    if here {
        office.extend(commune.centre.address.as_ref().map(|a| ("address".into(), json!(a))));
        office.extend(commune.phone.as_ref().map(|phone| ("telephone".into(), json!(phone))));
        let hours = hours(source);
        if !hours.is_empty() {
            office.insert("openingHoursSpecification".into(), json!(hours));
        }
    }
    Value::Object(office)
}

fn area(source: Source<'_>) -> String {
    let commune = &source.site.commune;
    let parts = [Some(commune.name.as_str()), commune.province.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Describes the week: one entry for the days that share a stretch of hours.
fn hours(source: Source<'_>) -> Vec<Value> {
    const DAYS: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let Some(week) = &source.site.commune.hours else { return Vec::new() };
    let mut stretches: Vec<(crate::model::Hours, Vec<&str>)> = Vec::new();
    for day in Weekday::ALL {
        for hours in &week[day as usize] {
            match stretches.iter_mut().find(|(known, _)| known == hours) {
                Some((_, days)) => days.push(DAYS[day as usize]),
                None => stretches.push((*hours, vec![DAYS[day as usize]])),
            }
        }
    }
    let clock = |time: crate::model::ClockTime| {
        format!("{:02}:{:02}", time.minutes() / 60, time.minutes() % 60)
    };
    let describe = |(hours, days): (crate::model::Hours, Vec<&str>)| {
        json!({
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": days,
            "opens": clock(hours.open),
            "closes": clock(hours.close),
        })
    };
    stretches.into_iter().map(describe).collect()
}

/// Names things in short; nothing for none and for too many.
fn names<'a>(
    all: impl ExactSizeIterator<Item = (&'a String, Option<&'a String>)>,
) -> Option<Value> {
    if !(1..=MOST).contains(&all.len()) {
        return None;
    }
    let short = |(name, brief): (&'a String, Option<&'a String>)| {
        super::share::cut(brief.unwrap_or(name), LONGEST)
    };
    Some(json!(all.map(short).collect::<Vec<_>>()))
}

/// Keeps a script element from ending early and old readers from stumbling (HTML Standard §4.12.1.3).
fn guarded(json: &str) -> String {
    let mut guarded = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                guarded.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            _ => guarded.push(c),
        }
    }
    guarded
}
