//! A small commune that is edited: its files, its ledger, and what is true of the things behind them.

use std::collections::{BTreeMap, BTreeSet};

use tracuu::diagnostic::Diagnostics;
use tracuu::files::{FilePath, FileSet};
use tracuu::ledger::{Ledger, Prints, settle};
use tracuu::model::Site;
use tracuu::model::date::Date;
use tracuu::model::site::Thing;
use tracuu::parse;
use unicode_normalization::UnicodeNormalization;

/// The addresses that the site moves between.
pub(super) const ADDRESSES: [&str; 3] = [
    "https://tthc.xa-mot.example/",
    "https://xa-mot.example/tthc/",
    "https://mot.tinh-vi-du.example/huong-dan/",
];

/// How a procedure stands, as its file says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Status {
    Draft,
    Active,
    Suspended,
    Abolished,
}

/// One file. `entity` is what it is really about, which no file says and tracuu cannot see.
#[derive(Clone, Debug)]
pub(super) struct Doc {
    pub(super) kind: Thing,
    pub(super) entity: u32,
    pub(super) title: String,
    pub(super) code: Option<String>,
    pub(super) status: Status,
    pub(super) replaced_by: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) keywords: Vec<String>,
    pub(super) replaces: Vec<String>,
    pub(super) until: bool,
    pub(super) field: String,
    pub(super) merged_into: Option<String>,
    pub(super) closed: bool,
    pub(super) decomposed: bool,
}

/// One address on paper, and what it was printed for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OnPaper {
    pub(super) number: u32,
    pub(super) kind: &'static str,
    pub(super) entity: u32,
    pub(super) title: String,
    pub(super) base: usize,
}

/// The commune at one moment.
#[derive(Clone)]
pub(super) struct World {
    pub(super) docs: BTreeMap<String, Doc>,
    /// Files that are gone, as they were.
    pub(super) gone: Vec<(String, Doc)>,
    /// What is over, and what came after it: the truth.
    pub(super) over: BTreeMap<u32, Option<u32>>,
    pub(super) address: usize,
    pub(super) former: Vec<usize>,
    pub(super) commune: String,
    pub(super) retired: Vec<String>,
    pub(super) numbers: Option<String>,
    pub(super) prints: Option<String>,
    /// The copy in the output folder; none in a fresh clone.
    pub(super) copy: Option<(String, Option<String>)>,
    pub(super) on_paper: BTreeSet<OnPaper>,
    /// Every title and code that an entity had.
    pub(super) names: BTreeMap<u32, (BTreeSet<String>, BTreeSet<String>)>,
    pub(super) next: u32,
    pub(super) batches: u32,
}

/// What a build without pages answers.
pub(super) struct Outcome {
    pub(super) site: Option<Site>,
    pub(super) ledger: Ledger,
    pub(super) changed: bool,
    pub(super) found: Diagnostics,
}

impl Doc {
    pub(super) fn new(kind: Thing, entity: u32) -> Self {
        let (title, code) = match kind {
            Thing::Procedure => (format!("Việc số {entity} ở xã"), Some(format!("1.{entity:06}"))),
            Thing::Hall => (format!("Thôn Cả {entity}"), None),
            Thing::Field => (format!("Lĩnh vực {entity}"), None),
            Thing::Program => (format!("Buổi phục vụ {entity}"), None),
            Thing::Page => (format!("Điều nên biết {entity}"), None),
        };
        Self {
            kind,
            entity,
            title,
            code,
            status: Status::Active,
            replaced_by: None,
            aliases: vec![],
            keywords: vec![],
            replaces: vec![],
            until: false,
            field: "linh-vuc-a".into(),
            merged_into: None,
            closed: false,
            decomposed: false,
        }
    }

    fn path(&self, id: &str) -> String {
        match self.kind {
            Thing::Procedure => format!("content/procedures/{}/{id}.md", self.field),
            Thing::Hall => format!("content/villages/{id}.md"),
            Thing::Field => format!("content/procedures/{id}/_index.md"),
            Thing::Program => format!("content/programs/{id}.md"),
            Thing::Page => format!("content/pages/{id}.md"),
        }
    }

    fn text(&self) -> String {
        let mut text = format!("---\ntitle: {}\n", self.title);
        let quoted = |all: &[String]| {
            all.iter().map(|one| format!("\"{one}\"")).collect::<Vec<_>>().join(", ")
        };
        let mut add = |key: &str, value: String| text += &format!("{key}: {value}\n");
        if let Some(code) = &self.code {
            add("code", format!("\"{code}\""));
        }
        if !self.aliases.is_empty() {
            add("aliases", format!("[{}]", self.aliases.join(", ")));
        }
        for (key, all) in [("keywords", &self.keywords), ("replaces", &self.replaces)] {
            if !all.is_empty() {
                add(key, format!("[{}]", quoted(all)));
            }
        }
        match self.kind {
            Thing::Procedure => {
                let status = format!("{:?}", self.status).to_lowercase();
                add("status", status);
                if let Some(after) = &self.replaced_by {
                    add("replaced_by", after.clone());
                }
                if self.until {
                    add("valid", "{until: 2026-12-31}".into());
                }
                text += "documents:\n  - name: Tờ khai\nsteps:\n  - Nộp hồ sơ.\n";
            }
            Thing::Hall => {
                if let Some(into) = &self.merged_into {
                    add("merged_into", into.clone());
                }
                if self.closed {
                    add("status", "closed".into());
                }
                add("procedures", "all".into());
            }
            Thing::Program => {
                text += "weekdays: [fri]\nfrom: 2023-09-29\ncovers: {all: true}\n";
            }
            Thing::Field | Thing::Page => {}
        }
        text += "---\n\nNội dung.\n";
        if self.decomposed { text.nfd().collect() } else { text }
    }
}

impl World {
    /// Eight procedures in two fields, three halls, a program, two pages.
    pub(super) fn new() -> Self {
        let mut world = Self {
            docs: BTreeMap::new(),
            gone: vec![],
            over: BTreeMap::new(),
            address: 0,
            former: vec![],
            commune: "Xã Một".into(),
            retired: vec![],
            numbers: None,
            prints: None,
            copy: None,
            on_paper: BTreeSet::new(),
            names: BTreeMap::new(),
            next: 1,
            batches: 0,
        };
        for field in ["linh-vuc-a", "linh-vuc-b"] {
            world.add(Thing::Field, Some(field));
        }
        (0..8).for_each(|_| drop(world.add(Thing::Procedure, None)));
        (0..3).for_each(|_| drop(world.add(Thing::Hall, None)));
        world.add(Thing::Program, None);
        (0..2).for_each(|_| drop(world.add(Thing::Page, None)));
        world
    }

    /// Adds a file about something new; returns its id.
    pub(super) fn add(&mut self, kind: Thing, id: Option<&str>) -> String {
        let entity = self.next;
        self.next += 1;
        let name = match kind {
            Thing::Procedure => "viec",
            Thing::Hall => "thon",
            Thing::Field => "linh-vuc",
            Thing::Program => "buoi",
            Thing::Page => "trang",
        };
        let id = id.map_or_else(|| format!("{name}-{entity}"), str::to_owned);
        let doc = Doc::new(kind, entity);
        self.remember(&doc);
        self.docs.insert(id.clone(), doc);
        id
    }

    /// Remembers what an entity was called.
    pub(super) fn remember(&mut self, doc: &Doc) {
        let (titles, codes) = self.names.entry(doc.entity).or_default();
        titles.insert(doc.title.clone());
        codes.extend(doc.code.clone());
    }

    /// The ids of one kind that a rule lets pass.
    pub(super) fn ids(&self, kind: Thing, rule: impl Fn(&str, &Doc) -> bool) -> Vec<String> {
        let all = self.docs.iter().filter(|(id, doc)| doc.kind == kind && rule(id, doc));
        all.map(|(id, _)| id.clone()).collect()
    }

    /// Everything that came after an entity, itself first.
    pub(super) fn after(&self, entity: u32) -> BTreeSet<u32> {
        let (mut all, mut at) = (BTreeSet::from([entity]), entity);
        while let Some(Some(next)) = self.over.get(&at) {
            if !all.insert(*next) {
                break;
            }
            at = *next;
        }
        all
    }

    /// Says whether something comes after itself when `from` is followed by `to`.
    pub(super) fn circles(&self, from: u32, to: u32) -> bool {
        self.after(to).contains(&from)
    }

    /// The files as a build reads them.
    pub(super) fn files(&self) -> FileSet {
        let mut files = FileSet::default();
        let former: Vec<_> =
            self.former.iter().map(|at| format!("\"{}\"", ADDRESSES[*at])).collect();
        let site = format!(
            "address: {}\nformer_addresses: [{}]\ncommune: {}\nexample: true\nphone: \"0900 000 001\"\n\
             centre: {{name: Trung tâm phục vụ, address: Số 1}}\nretired: [{}]\n",
            ADDRESSES[self.address],
            former.join(", "),
            self.commune,
            self.retired.join(", ")
        );
        let site = site.replace("former_addresses: []\n", "").replace("retired: []\n", "");
        files.insert(FilePath::known("content/site.yaml"), site.into_bytes());
        for (id, doc) in &self.docs {
            files.insert(FilePath::known(&doc.path(id)), doc.text().into_bytes());
        }
        let mut add = |path: &str, text: Option<&String>| {
            if let Some(text) = text {
                files.insert(FilePath::known(path), text.clone().into_bytes());
            }
        };
        add("content/ledger/numbers.csv", self.numbers.as_ref());
        add("content/ledger/prints.csv", self.prints.as_ref());
        if let Some((numbers, prints)) = &self.copy {
            add("public/ledger/numbers.csv", Some(numbers));
            add("public/ledger/prints.csv", prints.as_ref());
        }
        files
    }

    /// Builds all but the pages: what the whole build does with the ledger.
    pub(super) fn build(&self) -> Outcome {
        let mut found = Diagnostics::default();
        let files = self.files();
        let site = parse::site(&files, &mut found);
        let mut ledger = Ledger::parse(&files, &mut found);
        let mut changed = ledger.is_repaired();
        if let Some(site) = &site {
            changed |= !ledger.mint(site, today()).is_empty();
            settle(&ledger, site, &mut found);
        }
        Outcome { site, ledger, changed, found }
    }

    /// Writes what a build without errors writes.
    pub(super) fn publish(&mut self, built: &Outcome) {
        if built.changed || self.numbers.is_none() {
            self.numbers = Some(built.ledger.to_csv());
        }
        self.copy = self.numbers.clone().map(|numbers| (numbers, self.prints.clone()));
    }

    /// What the sheets of the ledger say, parsed.
    pub(super) fn parsed_prints(&self) -> Prints {
        Prints::parse(&self.files(), &mut Diagnostics::default())
    }
}

/// The day of every edit.
pub(super) fn today() -> Date {
    Date::constant(2026, 11, 22)
}
