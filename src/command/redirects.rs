//! `tracuu redirects`: what other servers need so that printed links go on leading to the right page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Context, Outcome, Voice};
use crate::diagnostic::say;
use crate::files::{FilePath, FileSet};
use crate::io;
use crate::model::{Lang, Link, Site};
use crate::pipeline::{self, Built, Options};
use crate::render::redirects::{self, Plan};

/// What `redirects` is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// For which server.
    pub format: Format,
    /// Former addresses, as `site.yaml` has them or by their hosts, or `all`; none: the present one.
    pub from: Vec<String>,
    /// Another address than the site's own, where readable pages stand under the same ids.
    pub to: Option<Link>,
    /// A file, or a folder for several hosts and for pages; none: standard output.
    pub output: Option<PathBuf>,
}

/// Whose language the redirects are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// nginx, for a `server` block.
    Nginx,
    /// Apache httpd, `.htaccess` or virtual host.
    Apache,
    /// Microsoft IIS with URL Rewrite, `web.config`.
    Iis,
    /// Netlify, Cloudflare Pages and their like.
    Netlify,
    /// Pages that send on by themselves.
    Static,
}

impl Format {
    /// Every format, with its word on the command line.
    pub const ALL: [(&'static str, Self); 5] = [
        ("nginx", Self::Nginx),
        ("apache", Self::Apache),
        ("iis", Self::Iis),
        ("_redirects", Self::Netlify),
        ("static", Self::Static),
    ];

    fn file(self) -> &'static str {
        match self {
            Self::Nginx => "nginx.conf",
            Self::Apache => ".htaccess",
            Self::Iis => "web.config",
            Self::Netlify => "_redirects",
            Self::Static => "",
        }
    }

    fn text(self, plan: &Plan) -> String {
        match self {
            Self::Nginx => redirects::nginx(plan),
            Self::Apache => redirects::apache(plan),
            Self::Iis => redirects::iis(plan),
            Self::Netlify | Self::Static => redirects::netlify(plan),
        }
    }
}

/// Builds in memory and writes the redirects; nothing when the content has errors.
#[must_use]
pub fn run(context: &Context, options: &Options, asked: &Asked) -> Outcome {
    let voice = context.voice;
    let files = match super::read_with_copy(context, Path::new(super::OUTPUT)) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let built = pipeline::build(&files, options);
    let site = match &built.site {
        Some(site) if !built.diagnostics.has_errors() => site,
        _ => {
            voice.findings(&built.diagnostics, &files);
            voice.json(&built.diagnostics, &files, &Value::Null);
            return Outcome::ContentErrors;
        }
    };
    if built.ledger_changed {
        voice.message(&say(
            "Có mục chưa được cấp số: hãy chạy tracuu build trước.",
            "Some things have no number yet: run tracuu build first.",
        ));
        return Outcome::ContentErrors;
    }
    let plans = match plans(voice, &built, site, asked) {
        Ok(plans) => plans,
        Err(outcome) => return outcome,
    };
    match hand_out(context, &built, &plans, asked) {
        Ok(true) => {}
        Ok(false) => return Outcome::Usage,
        Err(error) => {
            voice.refused(&error);
            return Outcome::Refused;
        }
    }
    let told: Vec<Value> = plans.iter().map(told).collect();
    voice.json(&built.diagnostics, &files, &json!({ "hosts": told }));
    Outcome::Good
}

fn told(plan: &Plan) -> Value {
    let rules: BTreeMap<&str, String> = plan.each().collect();
    json!({"host": plan.host, "status": plan.status(), "rules": rules})
}

/// Plans for every address that is asked for, joined by host.
fn plans(voice: Voice, built: &Built, site: &Site, asked: &Asked) -> Result<Vec<Plan>, Outcome> {
    let (ledger, commune) = (&built.ledger, &site.commune);
    if asked.from.is_empty() {
        let target = asked.to.as_ref().unwrap_or(&commune.address);
        return Ok(vec![redirects::to_readable(site, ledger, &commune.address, target)]);
    }
    let mut hosts: BTreeMap<String, Plan> = BTreeMap::new();
    for former in former(voice, site, &asked.from)? {
        let plan = match &asked.to {
            Some(target) => redirects::to_readable(site, ledger, former, target),
            None => redirects::from_former(site, ledger, former),
        };
        match hosts.get_mut(&plan.host) {
            Some(known) => known.join(plan),
            None => drop(hosts.insert(plan.host.clone(), plan)),
        }
    }
    Ok(hosts.into_values().collect())
}

fn former<'a>(voice: Voice, site: &'a Site, asked: &[String]) -> Result<Vec<&'a Link>, Outcome> {
    let known = &site.commune.former_addresses;
    let mut chosen = Vec::new();
    for asked in asked {
        let plain = asked.trim_end_matches('/');
        let is = |link: &&Link| {
            link.as_str().trim_end_matches('/').eq_ignore_ascii_case(plain)
                || link.host().eq_ignore_ascii_case(plain)
                || asked == "all"
        };
        let fitting: Vec<&Link> = known.iter().filter(is).collect();
        if fitting.is_empty() {
            let all: Vec<&str> = known.iter().map(Link::as_str).collect();
            let all = all.join(", ");
            voice.message(&say(
                format!("{asked} không có trong former_addresses của content/site.yaml (đang có: {all})."),
                format!("{asked} is not in former_addresses of content/site.yaml (there are: {all})."),
            ));
            return Err(Outcome::Usage);
        }
        chosen.extend(fitting);
    }
    Ok(chosen)
}

/// Writes what was planned; false when it is not said where.
fn hand_out(
    context: &Context,
    built: &Built,
    plans: &[Plan],
    asked: &Asked,
) -> Result<bool, io::Error> {
    let voice = context.voice;
    let several = plans.len() > 1;
    let output = match &asked.output {
        Some(output) => output.clone(),
        None if asked.format == Format::Static || several => {
            voice.message(&say(
                "Nhiều tệp thì phải ghi nơi xuất: --output THƯ-MỤC.",
                "Several files need --output DIR.",
            ));
            return Ok(false);
        }
        None => {
            if !voice.json {
                let text = asked.format.text(&plans[0]);
                voice.result(text.trim_end());
            }
            return Ok(true);
        }
    };
    if asked.format == Format::Static {
        if output.ends_with(super::OUTPUT) {
            // A built site is replaced by a build alone.
            let why = io::stage::Forbidden::Generated;
            return Err(io::Error::Output { path: output, why });
        }
        write_pages(context, built, plans, &output)?;
        return Ok(true);
    }
    for plan in plans {
        let path = if several {
            output.join(&plan.host).join(asked.format.file())
        } else if io::copy::is_folder(&context.root.join(&output)) {
            output.join(asked.format.file())
        } else {
            output.clone()
        };
        io::copy::export(&context.root, &path, asked.format.text(plan).as_bytes())?;
        say_written(voice, plan, &path);
    }
    Ok(true)
}

/// Writes the pages of all hosts, each host in a folder of its own when there are several.
fn write_pages(
    context: &Context,
    built: &Built,
    plans: &[Plan],
    folder: &Path,
) -> Result<(), io::Error> {
    let Some(theme) = &built.theme else { return Ok(()) };
    let aside = io::stage::Aside::begin(&context.root, folder)?;
    for plan in plans {
        let pages: FileSet = redirects::pages(plan, theme.strings(&Lang::vietnamese()));
        for (path, bytes) in pages.iter() {
            let below = format!("{}/{path}", plan.host);
            let path = if plans.len() > 1 { FilePath::known(&below) } else { path.clone() };
            aside.write(&path, bytes)?;
        }
    }
    aside.commit(|| Ok(()))?;
    for plan in plans {
        say_written(context.voice, plan, folder);
    }
    Ok(())
}

fn say_written(voice: Voice, plan: &Plan, path: &Path) {
    if voice.json {
        return;
    }
    let (host, count, path) = (&plan.host, plan.rules.len(), path.display());
    let text = say(
        format!("{host}: {count} địa chỉ được chuyển hướng → {path}"),
        format!("{host}: {count} addresses are sent on → {path}"),
    );
    voice.result(text.pick(voice.english));
}
