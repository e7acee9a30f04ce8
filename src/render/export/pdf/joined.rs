//! Many PDFs into one, piece by piece: the posters of a commune are too many to be held at once.
//!
//! The parts are files that [`super::written`] made, so their form is known: numbered objects one
//! after the other, no object streams, one table at the end. What the pages need is copied under
//! new numbers; nothing is unpacked. The tags of the parts are left off, which PDF/A-2b allows: a
//! reader that speaks takes the file of the hall.

use std::collections::BTreeMap;

/// A PDF in the making. What its functions return is written one after the other.
pub struct Joined {
    title: String,
    /// Where each object begins, from number 1.
    offsets: Vec<usize>,
    written: usize,
    /// The root of each part's pages and how many there are.
    parts: Vec<(usize, usize)>,
    intents: Option<usize>,
    digest: blake3::Hasher,
}

/// The number of the root of all pages.
const PAGES: usize = 1;

impl Joined {
    /// Begins a file with this title.
    #[must_use]
    pub fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            offsets: vec![0],
            written: 0,
            parts: Vec::new(),
            intents: None,
            digest: blake3::Hasher::new(),
        }
    }

    /// Adds the pages of a file; nothing when it is not of the known form.
    pub fn add(&mut self, file: &[u8]) -> Option<Vec<u8>> {
        let part = Part::read(file)?;
        let root = part.follow(part.root, b"/Pages")?;
        let intents = part.follow(part.root, b"/OutputIntents")?;
        let first = self.intents.is_none();
        let needed = part.needed(if first { vec![root, intents] } else { vec![root] })?;
        let next = self.offsets.len() + 1;
        let numbers: BTreeMap<usize, usize> = needed.iter().copied().zip(next..).collect();
        let mut out = Vec::with_capacity(file.len());
        if self.written == 0 {
            // Four bytes above 127 tell programs that the file is not text (ISO 32000-1 §7.5.2).
            out.extend(b"%PDF-1.7\n%\x80\x80\x80\x80\n");
        }
        for old in &needed {
            self.offsets.push(self.written + out.len());
            out.extend(format!("{} 0 obj\n", numbers[old]).as_bytes());
            let body = part.body(*old)?;
            let mut at = 0;
            if *old == root {
                // The part's root becomes a branch of the root of all.
                let open = find(body, b"<<")? + 2;
                out.extend(&body[..open]);
                out.extend(format!(" /Parent {PAGES} 0 R").as_bytes());
                at = open;
            }
            for (from, to, number) in references(body) {
                out.extend(&body[at..from]);
                out.extend(format!("{} 0 R", numbers.get(&number)?).as_bytes());
                at = to;
            }
            out.extend(&body[at..]);
        }
        self.intents = self.intents.or_else(|| numbers.get(&intents).copied());
        self.parts.push((numbers[&root], part.number(root, b"/Count")?));
        Some(self.counted(out))
    }

    /// Returns the end of the file: the root of all pages, what the file is, and the table.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let kids: Vec<String> = self.parts.iter().map(|(root, _)| format!("{root} 0 R")).collect();
        let count: usize = self.parts.iter().map(|(_, count)| count).sum();
        self.offsets[0] = self.written;
        let kids = kids.join(" ");
        out.extend(
            format!("{PAGES} 0 obj\n<</Type/Pages/Kids[{kids}]/Count {count}>>\nendobj\n")
                .as_bytes(),
        );
        let mut object = |out: &mut Vec<u8>, body: &str| {
            self.offsets.push(self.written + out.len());
            let number = self.offsets.len();
            out.extend(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
            number
        };
        let about = about(&self.title);
        let metadata = object(
            &mut out,
            &format!(
                "<</Type/Metadata/Subtype/XML/Length {}>>\nstream\n{about}\nendstream",
                about.len()
            ),
        );
        let utf16 = self.title.encode_utf16().fold(String::new(), |mut hex, unit| {
            hex.push_str(&format!("{unit:04X}"));
            hex
        });
        let info = object(&mut out, &format!("<</Title<FEFF{utf16}>>>"));
        let intents =
            self.intents.map_or_else(String::new, |at| format!("/OutputIntents {at} 0 R"));
        let catalog = object(
            &mut out,
            &format!(
                "<</Type/Catalog/Pages {PAGES} 0 R/Lang(vi)/Metadata {metadata} 0 R{intents}>>"
            ),
        );
        let table = self.written + out.len();
        let size = self.offsets.len() + 1;
        let offsets = std::mem::take(&mut self.offsets);
        let mut out = self.counted(out);
        let id = &self.digest.finalize().to_hex()[..32];
        out.extend(format!("xref\n0 {size}\n0000000000 65535 f\r\n").as_bytes());
        for offset in offsets {
            out.extend(format!("{offset:010} 00000 n\r\n").as_bytes());
        }
        out.extend(
            format!(
                "trailer\n<</Size {size}/Root {catalog} 0 R/Info {info} 0 R/ID[<{id}><{id}>]>>\n\
                 startxref\n{table}\n%%EOF\n"
            )
            .as_bytes(),
        );
        out
    }

    fn counted(&mut self, out: Vec<u8>) -> Vec<u8> {
        self.written += out.len();
        self.digest.update(&out);
        out
    }
}

/// Says in XMP what the file is (ISO 19005-2 §6.6.4), with the title as in the document information.
fn about(title: &str) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>vi</rdf:li></rdf:Bag></dc:language>\
         <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
    )
}

/// A file whose objects were found.
struct Part<'a> {
    file: &'a [u8],
    /// From where to where each object goes, from number 0, which is none.
    objects: Vec<(usize, usize)>,
    root: usize,
}

impl<'a> Part<'a> {
    fn read(file: &'a [u8]) -> Option<Self> {
        let end = file.windows(9).rposition(|word| word == b"startxref")?;
        let table = digits(file[end + 9..].trim_ascii_start())?;
        let trailer = table + find(&file[table..], b"trailer")?;
        let lines: Vec<&[u8]> =
            file[table..trailer].split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).collect();
        let starts: Vec<usize> = lines
            .get(2..)?
            .iter()
            .filter(|line| line.len() > 10)
            .filter_map(|l| digits(l))
            .collect();
        // An object ends where the next begins, in the order of the file.
        let mut sorted = starts.clone();
        sorted.push(table);
        sorted.sort_unstable();
        let end =
            |start: usize| sorted.get(sorted.partition_point(|other| *other <= start)).copied();
        let objects: Option<Vec<(usize, usize)>> =
            starts.iter().map(|start| Some((*start, end(*start)?))).collect();
        let root = reference_at(&file[trailer..], b"/Root")?;
        Some(Self { file, objects: objects?, root })
    }

    /// Returns an object after its number: `<< … >> endobj`.
    fn body(&self, number: usize) -> Option<&'a [u8]> {
        let (from, to) = *self.objects.get(number)?;
        let object = self.file.get(from..to)?;
        let header = find(object, b"obj")? + 3;
        Some(&object[header..])
    }

    fn follow(&self, number: usize, key: &[u8]) -> Option<usize> {
        reference_at(self.body(number)?, key)
    }

    fn number(&self, number: usize, key: &[u8]) -> Option<usize> {
        let body = self.body(number)?;
        digits(body[find(body, key)? + key.len()..].trim_ascii_start())
    }

    /// Returns these objects and all that they lead to, in the order of their numbers.
    fn needed(&self, mut ahead: Vec<usize>) -> Option<Vec<usize>> {
        let mut seen = vec![false; self.objects.len()];
        while let Some(number) = ahead.pop() {
            if !std::mem::replace(seen.get_mut(number)?, true) {
                ahead.extend(references(self.body(number)?).iter().map(|(.., number)| number));
            }
        }
        Some((0..seen.len()).filter(|number| seen[*number]).collect())
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn digits(bytes: &[u8]) -> Option<usize> {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[..length]).ok()?.parse().ok()
}

fn reference_at(bytes: &[u8], key: &[u8]) -> Option<usize> {
    digits(bytes[find(bytes, key)? + key.len()..].trim_ascii_start())
}

/// Finds every `12 0 R` of an object outside its texts and its stream: from, to, and the number.
fn references(body: &[u8]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < body.len() {
        let rest = &body[at..];
        at += match rest[0] {
            b'(' => text_length(rest),
            b'<' if rest.get(1) != Some(&b'<') => {
                rest.iter().position(|byte| *byte == b'>').unwrap_or(0) + 1
            }
            b'<' => 2,
            b'/' => 1 + rest[1..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count(),
            b's' if rest.starts_with(b"stream") => break,
            byte if byte.is_ascii_digit() => {
                let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
                if rest[length..].starts_with(b" 0 R") {
                    found.extend(digits(rest).map(|number| (at, at + length + 4, number)));
                    length + 4
                } else {
                    // The digits after a point are no number of their own.
                    rest.iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count()
                }
            }
            _ => 1,
        };
    }
    found
}

/// Returns how long a text in brackets is, with them.
fn text_length(bytes: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_outside_texts_and_streams() {
        let body =
            b"<</A 12 0 R/B(1 0 R \\) 2 0 R)/C<30>/D[3 0 R 4 0 R]/E 5.0/F16 6>>stream\n7 0 R";
        let numbers: Vec<usize> = references(body).iter().map(|(.., number)| *number).collect();
        assert_eq!(numbers, [12, 3, 4]);
    }
}
