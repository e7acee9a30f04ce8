//! A guide that was merged away and is there again as it was before it was printed: its number never
//! stays silently with what took it in.

use tracuu::diagnostic::{Diagnostics, Place, Severity};
use tracuu::files::{FilePath, FileSet};
use tracuu::ledger::prints::{Code, Item, Print};
use tracuu::ledger::seen::{Part, Seen};
use tracuu::ledger::slot::Slot;
use tracuu::ledger::{Ledger, Prints, settle};
use tracuu::model::Id;
use tracuu::model::date::Date;
use tracuu::model::site::Thing;
use tracuu::model::village::{Kind, Orientation, PaperSize};
use tracuu::parse;

const DAY: Date = Date::constant(2026, 11, 22);

/// What was printed, and the old and the new code of it.
const PRINTED: &str = "Cải chính thông tin hộ tịch";

/// What the guide was called before.
const OLD: &str = "Cải chính hộ tịch";
const CODES: [&str; 2] = ["1.000030", "2.030111"];

/// The files of a commune with one hall.
#[derive(Clone)]
struct Commune(FileSet);

impl Commune {
    fn new() -> Self {
        let mut commune = Self(FileSet::default());
        commune.write(
            "site.yaml",
            "address: https://tthc.xa-vi-du.example/\ncommune: Xã Ví Dụ\nexample: true\n\
             phone: \"0900 000 001\"\ncentre: {name: Trung tâm phục vụ, address: Số 1}\n",
        );
        commune.write("procedures/ho-tich/_index.md", "---\ntitle: Hộ tịch\n---\n");
        commune.write("villages/thon-dong.md", "---\ntitle: Thôn Đông\nprocedures: all\n---\n");
        commune
    }

    fn write(&mut self, path: &str, text: &str) {
        self.0.insert(FilePath::known(&format!("content/{path}")), text.as_bytes().to_vec());
    }

    fn guide(&mut self, id: &str, title: &str, code: &str, more: &str) {
        let text = format!(
            "---\ntitle: {title}\ncode: \"{code}\"\n{more}documents:\n  - name: Tờ khai\n\
             steps:\n  - Nộp hồ sơ.\n---\n"
        );
        self.write(&format!("procedures/ho-tich/{id}.md"), &text);
    }

    fn remove(&mut self, id: &str) {
        let gone = format!("procedures/ho-tich/{id}.md");
        let left = self.0.iter().filter(|(path, _)| !path.as_str().ends_with(&gone));
        self.0 = left.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    }

    /// Builds all but the pages; the ledger is written when nothing is wrong.
    fn build(&mut self) -> Result<Ledger, Vec<(&'static str, String)>> {
        let mut found = Diagnostics::default();
        let site = parse::site(&self.0, &mut found).expect("the files are readable");
        let mut ledger = Ledger::parse(&self.0, &mut found);
        ledger.mint(&site, DAY);
        settle(&ledger, &site, &mut found);
        let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
        let told = errors.map(|error| {
            let hint = error.hint.as_ref().map(|hint| hint.en.clone()).unwrap_or_default();
            (error.code, format!("{}\n{hint}", error.text.en))
        });
        let told: Vec<_> = told.collect();
        if !told.is_empty() {
            return Err(told);
        }
        self.0.insert(Ledger::path(), ledger.to_csv().into_bytes());
        Ok(ledger)
    }

    /// Hangs a board with one guide in the hall, and returns the guide's number.
    fn print(&mut self, id: &str, title: &str, code: &str) -> u32 {
        let number = self.number(id);
        let ledger = self.build().expect("nothing is wrong");
        let (id, hall) = (Id::new(id).expect("an id"), Id::new("thon-dong").expect("an id"));
        let hall = ledger.number(Thing::Hall, &hall).expect("it has a number");
        let (mut whole, mut seen) = (Seen::default(), Seen::default());
        whole.add(Part::Title, "Thôn Đông, Xã Ví Dụ", "Thôn Đông, Xã Ví Dụ");
        seen.add(Part::Title, title, title);
        seen.add(Part::NationalCode, code, code);
        let heading = Item { about: None, code: None, payload: String::new(), seen: whole };
        let payload = format!("HTTPS://TTHC.XA-VI-DU.EXAMPLE/{number}/?{hall}");
        let item = Item { about: Some((number, id)), code: Some(Code::Link), payload, seen };
        let sheet = Print {
            batch: String::new(),
            date: DAY,
            hall,
            serial: 1,
            slot: Slot {
                kind: Kind::Board,
                subject: None,
                page: 1,
                size: PaperSize::A3,
                orientation: Orientation::Portrait,
            },
            items: vec![heading, item],
            place: Place::start(Prints::path()),
        };
        let text = ledger.prints.lines("", "2026-11-22-aaaaa", &[sheet]);
        self.0.insert(Prints::path(), text.into_bytes());
        number
    }

    /// The number that the codes of a guide carry; the build must not stop.
    fn number(&mut self, id: &str) -> u32 {
        let ledger = self.build().expect("nothing is wrong");
        ledger.number(Thing::Procedure, &Id::new(id).expect("an id")).expect("it has a number")
    }

    /// Whose page a number leads to; the build must not stop.
    fn leads_to(&mut self, number: u32) -> String {
        let ledger = self.build().expect("nothing is wrong");
        ledger.owner(number).expect("it is somebody's").id.to_string()
    }
}

/// The guide is retitled and renumbered, printed, merged into a second, and with it into a third.
fn merged_twice() -> (Commune, u32) {
    let mut commune = Commune::new();
    commune.guide("cai-chinh", OLD, CODES[0], "");
    commune.guide("bo-sung", "Bổ sung hộ tịch", "1.000021", "");
    commune.guide("thay-doi", "Thay đổi hộ tịch", "1.000023", "");
    commune.build().expect("nothing is wrong");
    commune.guide("cai-chinh", PRINTED, CODES[1], "");
    let number = commune.print("cai-chinh", PRINTED, CODES[1]);

    commune.remove("cai-chinh");
    let names = format!("keywords: [{PRINTED}, {OLD}]\n");
    let codes = format!("replaces: [\"{}\", \"{}\"]\n", CODES[0], CODES[1]);
    let more = format!("aliases: [cai-chinh]\n{names}{codes}");
    commune.guide("bo-sung", "Bổ sung hộ tịch", "1.000021", &more);
    assert_eq!(commune.leads_to(number), "bo-sung");

    commune.remove("bo-sung");
    let codes = codes.replace('[', "[\"1.000021\", ");
    let more = format!("aliases: [bo-sung]\n{names}{codes}");
    commune.guide("thay-doi", "Thay đổi hộ tịch", "1.000023", &more);
    assert_eq!(commune.leads_to(number), "thay-doi");
    (commune, number)
}

/// The file comes back from a copy that is older than the paper: under the printed id, and without a
/// word of the printed name and code.
fn brought_back(commune: &mut Commune, more: &str) {
    commune.guide("cai-chinh", OLD, CODES[0], more);
}

#[test]
fn an_old_copy_of_a_merged_guide_stops_the_build() {
    let (mut commune, number) = merged_twice();
    brought_back(&mut commune, "");
    let told = commune.build().expect_err("thay-doi.md says that it replaced what lives again");
    let [(code, words)] = &told[..] else { panic!("one error: {told:?}") };
    assert_eq!(*code, "number-changed");
    let what = format!("number {number} is printed for \"{PRINTED}\", hangs in Thôn Đông");
    let merged = "add to cai-chinh.md status: abolished and replaced_by: thay-doi";
    let itself = format!("add the printed name to cai-chinh.md: keywords: [\"{PRINTED}\"]");
    let another = "delete only the code and the name that cai-chinh.md has now from replaces";
    for expected in [&what, merged, &itself, another] {
        assert!(words.contains(expected), "{expected:?} in {words}");
    }
    // Only abolishing it does not say what came after it.
    brought_back(&mut commune, "status: abolished\nvalid: {until: 2026-12-31}\n");
    assert!(commune.build().is_err());
}

#[test]
fn it_stays_merged_when_it_names_what_took_it_in() {
    let (mut commune, number) = merged_twice();
    let merged = "status: abolished\nreplaced_by: thay-doi\n";
    brought_back(&mut commune, merged);
    assert_eq!(commune.leads_to(number), "thay-doi");
    // Nor does it slip away under another id.
    commune.remove("cai-chinh");
    commune.guide("cai-chinh-2", OLD, CODES[0], &format!("aliases: [cai-chinh]\n{merged}"));
    assert_eq!(commune.leads_to(number), "thay-doi");
    commune.guide("cai-chinh-2", OLD, CODES[0], "aliases: [cai-chinh]\n");
    assert!(commune.build().is_err(), "it is in force again, and thay-doi.md says it replaced it");
}

#[test]
fn it_has_its_number_back_when_the_merge_is_undone() {
    let (mut commune, number) = merged_twice();
    let more = "aliases: [bo-sung]\nreplaces: [\"1.000021\"]\n";
    commune.guide("thay-doi", "Thay đổi hộ tịch", "1.000023", more);
    brought_back(&mut commune, &format!("keywords: [{PRINTED}]\n"));
    assert_eq!(commune.leads_to(number), "cai-chinh");
    // And keeps it.
    assert_eq!(commune.leads_to(number), "cai-chinh");
}

#[test]
fn a_successor_that_claims_by_name_alone_stops_the_build() {
    let (mut commune, _) = merged_twice();
    let names = format!("aliases: [bo-sung]\nkeywords: [{PRINTED}, {OLD}]\n");
    commune.guide("thay-doi", "Thay đổi hộ tịch", "1.000023", &names);
    commune.build().expect("the printed name is kept");
    brought_back(&mut commune, "");
    let told = commune.build().expect_err("thay-doi.md says that this was its name");
    assert_eq!(told.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["number-changed"]);
}

#[test]
fn another_guide_under_the_old_id_has_a_number_of_its_own() {
    let (mut commune, number) = merged_twice();
    let names = format!("keywords: [{PRINTED}]\n");
    let more = format!("aliases: [bo-sung]\n{names}replaces: [\"1.000021\", \"{}\"]\n", CODES[1]);
    commune.guide("thay-doi", "Thay đổi hộ tịch", "1.000023", &more);
    brought_back(&mut commune, "");
    assert_eq!(commune.leads_to(number), "thay-doi");
    let own = commune.number("cai-chinh");
    assert_ne!(own, number);
}

#[test]
fn what_it_was_merged_through_may_come_back() {
    let (mut commune, number) = merged_twice();
    // The printed guide stays with what says that it replaced it; the one in between is itself again.
    commune.guide("bo-sung", "Bổ sung hộ tịch", "1.000021", "");
    let (names, codes) = (format!("keywords: [{PRINTED}, {OLD}]\n"), CODES.join("\", \""));
    let more = format!("{names}replaces: [\"1.000021\", \"{codes}\"]\n");
    commune.guide("thay-doi", "Thay đổi hộ tịch", "1.000023", &more);
    assert_eq!(commune.leads_to(number), "thay-doi");
}

#[test]
fn two_guides_that_claim_the_printed_name_stop_the_build() {
    let (mut commune, _) = merged_twice();
    brought_back(&mut commune, &format!("keywords: [{PRINTED}]\n"));
    let told = commune.build().expect_err("both say that it is their old name");
    assert!(told.iter().all(|(code, _)| *code == "number-changed"), "{told:?}");
}
