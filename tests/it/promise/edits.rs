//! What people do to a commune's files, carefully and not.

use std::collections::BTreeMap;

use tracuu::model::site::Thing;

use super::chance::Chance;
use super::world::{ADDRESSES, Doc, Status, World};

/// What was done.
#[derive(Clone, Debug, Default)]
pub(super) struct Edit {
    pub(super) name: &'static str,
    /// Done as the manual says: it must never be refused.
    pub(super) careful: bool,
    /// A file that has another name now: old, new.
    pub(super) renamed: Option<(String, String)>,
    /// A file that now stands for what it was printed as, under another title and code.
    pub(super) same: Option<String>,
    /// A file that was gone and is there again.
    pub(super) back: Option<String>,
}

type Try = fn(&mut World, &mut Chance) -> Option<Edit>;

/// Every kind of edit.
pub(super) const EDITS: &[Try] = &[
    add_procedure,
    rename,
    rename,
    rename_careless,
    delete,
    delete,
    abolish,
    replace,
    merge,
    merge_careless,
    split,
    suspend,
    reopen,
    reopen,
    draft,
    retitle,
    retitle,
    recode,
    capitals,
    decompose,
    move_field,
    close_hall,
    merge_hall,
    add_hall,
    swap,
    swap,
    drop_aliases,
    reuse_id,
    restore,
    restore,
    restore_exactly,
    retire,
    move_site,
    move_site_careless,
    rename_commune,
    forget_former,
];

/// Says whether two files claim one name, as their own or as an old one: then paper cannot tell them
/// apart, and it is right to ask.
pub(super) fn two_claim_one_name(world: &World) -> bool {
    let mut claimed: BTreeMap<&String, u32> = BTreeMap::new();
    let names = |doc: &Doc| world.names.get(&doc.entity).map(|names| names.0.iter());
    world.docs.values().any(|doc| {
        let mut all = names(doc).into_iter().flatten().collect::<Vec<_>>();
        // Names are of entities, so that of what is gone counts where something claims it.
        all.extend(doc.keywords.iter());
        all.into_iter().any(|name| *claimed.entry(name).or_insert(doc.entity) != doc.entity)
    })
}

#[expect(clippy::unnecessary_wraps, reason = "every edit ends with it")]
fn done(name: &'static str, careful: bool) -> Option<Edit> {
    Some(Edit { name, careful, ..Edit::default() })
}

fn any_kind(chance: &mut Chance) -> Thing {
    [Thing::Procedure, Thing::Procedure, Thing::Hall, Thing::Page, Thing::Program, Thing::Field]
        [chance.below(6)]
}

fn add_procedure(world: &mut World, _: &mut Chance) -> Option<Edit> {
    if world.ids(Thing::Procedure, |_, _| true).len() > 14 {
        return None;
    }
    world.add(Thing::Procedure, None);
    done("add", true)
}

/// Gives a file another name, and follows it in what names it.
fn rename_to(world: &mut World, old: &str, new: &str, alias: bool) {
    let mut doc = world.docs.remove(old).expect("it is there");
    if alias {
        doc.aliases.push(old.to_owned());
    }
    world.docs.insert(new.to_owned(), doc);
    for doc in world.docs.values_mut() {
        for named in [&mut doc.replaced_by, &mut doc.merged_into] {
            if named.as_deref() == Some(old) {
                *named = Some(new.to_owned());
            }
        }
    }
}

fn fresh_id(world: &World, kind: Thing, chance: &mut Chance) -> String {
    let stem = if kind == Thing::Hall { "thon-moi" } else { "viec-moi" };
    loop {
        let id = format!("{stem}-{}", chance.below(100_000));
        let used = world.docs.contains_key(&id) || world.gone.iter().any(|(gone, _)| *gone == id);
        if !used && !world.docs.values().any(|doc| doc.aliases.contains(&id)) {
            return id;
        }
    }
}

fn rename(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let kind = if chance.once_in(3) { Thing::Hall } else { Thing::Procedure };
    let old = chance.pick(&world.ids(kind, |_, doc| doc.status != Status::Draft))?;
    let new = fresh_id(world, kind, chance);
    rename_to(world, &old, &new, true);
    done("rename with alias", true)
}

fn rename_careless(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let kind = any_kind(chance);
    let old = chance.pick(&world.ids(kind, |id, _| !id.starts_with("linh-vuc")))?;
    let new = fresh_id(world, kind, chance);
    rename_to(world, &old, &new, false);
    Some(Edit { name: "rename without alias", renamed: Some((old, new)), ..Edit::default() })
}

fn delete(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let kind = any_kind(chance);
    let id = chance.pick(&world.ids(kind, |id, _| !id.starts_with("linh-vuc")))?;
    let doc = world.docs.remove(&id)?;
    world.gone.push((id, doc));
    done("delete", false)
}

fn abolish(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let id = chance.pick(&world.ids(Thing::Procedure, |_, doc| doc.status == Status::Active))?;
    let doc = world.docs.get_mut(&id)?;
    (doc.status, doc.until, doc.replaced_by) = (Status::Abolished, true, None);
    world.over.insert(doc.entity, None);
    done("abolish", true)
}

fn replace(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let id = chance.pick(&world.ids(Thing::Procedure, |_, doc| doc.status != Status::Draft))?;
    let after = chance.pick(&world.ids(Thing::Procedure, |to, _| to != id))?;
    let (from, to) = (world.docs[&id].entity, world.docs[&after].entity);
    let careful = !world.circles(from, to) && world.docs[&after].status == Status::Active;
    let doc = world.docs.get_mut(&id)?;
    (doc.status, doc.until, doc.replaced_by) = (Status::Abolished, chance.once_in(2), Some(after));
    world.over.insert(from, Some(to));
    done("replace", careful)
}

fn merge_into(world: &mut World, chance: &mut Chance, says_so: bool) -> Option<()> {
    let id = chance.pick(&world.ids(Thing::Procedure, |id, doc| {
        doc.status != Status::Draft
            && !world.docs.values().any(|d| d.replaced_by.as_deref() == Some(id))
    }))?;
    let into = chance
        .pick(&world.ids(Thing::Procedure, |to, doc| to != id && doc.status == Status::Active))?;
    let (from, to) = (world.docs[&id].entity, world.docs[&into].entity);
    if world.circles(from, to) {
        return None;
    }
    // What another says that it took in is not merged anew: its paper stays with that one.
    let titles = &world.names[&from].0;
    let takes = |doc: &Doc| doc.keywords.iter().any(|name| titles.contains(name));
    if world.docs.iter().any(|(other, doc)| *other != into && doc.entity != from && takes(doc)) {
        return None;
    }
    let gone = world.docs.remove(&id)?;
    // What was merged into it before comes along.
    let merged: Vec<u32> =
        world.over.iter().filter(|(_, to)| **to == Some(from)).map(|(e, _)| *e).collect();
    let mut names = (gone.keywords.clone(), gone.replaces.clone());
    for entity in merged.into_iter().chain([from]) {
        let (titles, codes) = world.names.get(&entity).cloned().unwrap_or_default();
        names.0.extend(titles);
        names.1.extend(codes);
    }
    let doc = world.docs.get_mut(&into)?;
    doc.aliases.push(id.clone());
    doc.aliases.extend(gone.aliases.iter().cloned());
    if says_so {
        doc.keywords.extend(names.0);
        doc.replaces.extend(names.1);
        for list in [&mut doc.keywords, &mut doc.replaces] {
            list.sort();
            list.dedup();
        }
    }
    world.over.insert(from, Some(to));
    world.gone.push((id, gone));
    Some(())
}

fn merge(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    merge_into(world, chance, true)?;
    done("merge by alias", true)
}

fn merge_careless(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    merge_into(world, chance, false)?;
    let into = world.gone.last().map(|(id, _)| id.clone())?;
    let into = world.ids(Thing::Procedure, |_, doc| doc.aliases.contains(&into)).pop()?;
    Some(Edit { name: "merge without old name", same: Some(into), ..Edit::default() })
}

fn split(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    if world.ids(Thing::Procedure, |_, _| true).len() > 14 {
        return None;
    }
    let id = chance.pick(&world.ids(Thing::Procedure, |_, doc| doc.status == Status::Active))?;
    let first = world.add(Thing::Procedure, None);
    world.add(Thing::Procedure, None);
    let to = world.docs[&first].entity;
    let doc = world.docs.get_mut(&id)?;
    (doc.status, doc.replaced_by) = (Status::Abolished, Some(first));
    world.over.insert(doc.entity, Some(to));
    done("split", true)
}

fn suspend(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let id = chance.pick(&world.ids(Thing::Procedure, |_, doc| doc.status == Status::Active))?;
    world.docs.get_mut(&id)?.status = Status::Suspended;
    done("suspend", true)
}

fn reopen(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    if chance.once_in(3) {
        let shut = world.ids(Thing::Hall, |_, doc| doc.closed || doc.merged_into.is_some());
        let doc = world.docs.get_mut(&chance.pick(&shut)?)?;
        (doc.closed, doc.merged_into) = (false, None);
        let doc = doc.clone();
        world.over.remove(&doc.entity);
        return done("reopen a hall", true);
    }
    let shut = world.ids(Thing::Procedure, |_, doc| doc.status != Status::Active);
    let doc = world.docs.get_mut(&chance.pick(&shut)?)?;
    (doc.status, doc.until, doc.replaced_by) = (Status::Active, false, None);
    world.over.remove(&doc.entity);
    done("reopen", true)
}

fn draft(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let id = chance.pick(&world.ids(Thing::Procedure, |_, doc| doc.status == Status::Active))?;
    world.docs.get_mut(&id)?.status = Status::Draft;
    done("make a draft", false)
}

fn retitle(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let kind = any_kind(chance);
    let id = chance.pick(&world.ids(kind, |_, _| true))?;
    let version = chance.below(1000);
    let doc = world.docs.get_mut(&id)?;
    let stem = doc.title.split(" bản ").next().unwrap_or_default().to_owned();
    doc.title = format!("{stem} bản {version}");
    let doc = doc.clone();
    world.remember(&doc);
    done("another title", true)
}

fn recode(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let id = chance.pick(&world.ids(Thing::Procedure, |_, _| true))?;
    let version = chance.below(1000);
    let entity = world.docs[&id].entity;
    let titles = world.names[&entity].0.clone();
    let careful = chance.once_in(2);
    let doc = world.docs.get_mut(&id)?;
    doc.code = Some(format!("2.{:06}", entity * 1000 + version as u32));
    doc.title = format!("Việc số {entity} đổi mã {version}");
    if careful {
        doc.keywords.extend(titles);
        doc.keywords.sort();
        doc.keywords.dedup();
    }
    let doc = doc.clone();
    world.remember(&doc);
    let (name, same) = ("another title and code", Some(id));
    Some(Edit { name, careful, same, ..Edit::default() })
}

fn capitals(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let kind = any_kind(chance);
    let id = chance.pick(&world.ids(kind, |_, _| true))?;
    let doc = world.docs.get_mut(&id)?;
    let upper = doc.title.to_uppercase();
    doc.title = if doc.title == upper { doc.title.to_lowercase() } else { upper };
    let doc = doc.clone();
    world.remember(&doc);
    done("capitals", true)
}

fn decompose(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let id = chance.pick(&world.docs.keys().cloned().collect::<Vec<_>>())?;
    let doc = world.docs.get_mut(&id)?;
    doc.decomposed = !doc.decomposed;
    done("composed and decomposed letters", true)
}

fn move_field(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let id = chance.pick(&world.ids(Thing::Procedure, |_, _| true))?;
    let doc = world.docs.get_mut(&id)?;
    doc.field = if doc.field == "linh-vuc-a" { "linh-vuc-b" } else { "linh-vuc-a" }.into();
    done("move to another field", true)
}

fn close_hall(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let id = chance.pick(&world.ids(Thing::Hall, |_, doc| !doc.closed))?;
    world.docs.get_mut(&id)?.closed = true;
    done("close a hall", true)
}

fn merge_hall(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let id = chance.pick(&world.ids(Thing::Hall, |_, doc| doc.merged_into.is_none()))?;
    let into = chance.pick(&world.ids(Thing::Hall, |to, _| to != id))?;
    let (from, to) = (world.docs[&id].entity, world.docs[&into].entity);
    let careful = !world.circles(from, to);
    world.docs.get_mut(&id)?.merged_into = Some(into.clone());
    world.over.insert(from, Some(to));
    // The new village often takes the name of the one that it took in.
    if careful && chance.once_in(3) && world.docs[&into].merged_into.is_none() {
        let title = world.docs[&id].title.clone();
        let doc = world.docs.get_mut(&into)?;
        doc.title = title;
        let doc = doc.clone();
        world.remember(&doc);
        return done("merge a hall, which gives its name", false);
    }
    done("merge a hall", careful)
}

fn add_hall(world: &mut World, _: &mut Chance) -> Option<Edit> {
    if world.ids(Thing::Hall, |_, _| true).len() > 5 {
        return None;
    }
    world.add(Thing::Hall, None);
    done("add a hall", true)
}

fn swap(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let ids = world.ids(any_kind(chance), |_, _| true);
    let (a, b) = (chance.pick(&ids)?, chance.pick(&ids)?);
    // What has no code is known by its title alone. Once renamed, it can be exchanged unnoticed
    // until it is printed again: nothing on paper or in a file tells the two apart.
    let known = |id: &String| {
        let doc = &world.docs[id];
        let mut papers = world.on_paper.iter().filter(|paper| paper.entity == doc.entity);
        doc.code.is_some() || papers.all(|paper| paper.title == doc.title)
    };
    // Nor does anything where two halls had one name.
    let alike = world.docs[&a].code.is_none() && two_claim_one_name(world);
    if a == b || alike || !known(&a) || !known(&b) {
        return None;
    }
    let (one, other) = (world.docs.remove(&a)?, world.docs.remove(&b)?);
    let fields = (one.field.clone(), other.field.clone());
    world.docs.insert(a, Doc { field: fields.0, ..other });
    world.docs.insert(b, Doc { field: fields.1, ..one });
    done("swap two files", false)
}

fn drop_aliases(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let all = world.docs.iter().filter(|(_, doc)| !doc.aliases.is_empty());
    let id = chance.pick(&all.map(|(id, _)| id.clone()).collect::<Vec<_>>())?;
    world.docs.get_mut(&id)?.aliases.clear();
    done("drop aliases", true)
}

fn reuse_id(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let gone: Vec<_> =
        world.gone.iter().filter(|(id, _)| !world.docs.contains_key(id)).cloned().collect();
    let (id, doc) = chance.pick(&gone)?;
    if world.ids(doc.kind, |_, _| true).len() > 14 {
        return None;
    }
    world.add(doc.kind, Some(&id));
    done("use an old id for something else", false)
}

/// Brings a file back from an old copy, as it was; what took it in stays as it is.
fn restore(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let (id, doc) = chance.pick(&world.gone)?;
    let here = |known: &Doc| known.entity == doc.entity;
    if world.docs.contains_key(&id) || world.docs.values().any(here) {
        return None;
    }
    if doc.status == Status::Active {
        world.over.remove(&doc.entity);
    }
    world.docs.insert(id.clone(), doc);
    Some(Edit { name: "bring a file back", back: Some(id), ..Edit::default() })
}

/// Undoes a merge as a whole: the file is back, and what took it in no longer claims it.
fn restore_exactly(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let edit = restore(world, chance)?;
    let ids: Vec<String> = world.docs.keys().cloned().collect();
    for id in ids {
        let doc = world.docs.get_mut(&id)?;
        doc.keywords.clear();
        doc.replaces.clear();
    }
    let back: Vec<String> = world.docs.keys().cloned().collect();
    for doc in world.docs.values_mut() {
        doc.aliases.retain(|alias| !back.contains(alias));
    }
    Some(Edit { name: "undo a merge", ..edit })
}

fn retire(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let kind = any_kind(chance);
    let id = chance.pick(&world.ids(kind, |id, _| !id.starts_with("linh-vuc")))?;
    let doc = world.docs.remove(&id)?;
    world.gone.push((id.clone(), doc));
    world.retired.push(id);
    done("retire", false)
}

fn move_site(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    let old = world.address;
    world.address = chance.below(ADDRESSES.len());
    if !world.former.contains(&old) {
        world.former.push(old);
    }
    done("another address", true)
}

fn move_site_careless(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    world.address = chance.below(ADDRESSES.len());
    done("another address, the old one not written down", false)
}

fn forget_former(world: &mut World, _: &mut Chance) -> Option<Edit> {
    world.former.pop()?;
    done("forget a former address", false)
}

fn rename_commune(world: &mut World, chance: &mut Chance) -> Option<Edit> {
    world.commune = format!("Xã Mới {}", chance.below(100));
    done("rename the commune", true)
}
