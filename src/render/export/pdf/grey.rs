//! Black ink alone.
//!
//! For PDF/A the library puts a profile under every grey (`ICCBased`, one part). A press may then
//! mix black of four inks, and codes and small type get coloured edges. `DeviceGray` is black ink
//! alone, and PDF/A-2 allows it in a file with an output intent, as ours are (ISO 19005-2
//! §6.2.4.3). So the one object that names the profile is written over, at its length.

/// What the profile of greys looks like: one part, from 0 to 1.
const PROFILE: &[u8] = b"/N 1/Range[0 1]";

/// What stands instead.
const DEVICE: &[u8] = b"/DeviceGray";

/// Puts plain grey in the place of grey by profile.
pub(super) fn with_black_ink_alone(mut file: Vec<u8>) -> Vec<u8> {
    if let Some((from, to)) = space(&file) {
        let (name, rest) = file[from..to].split_at_mut(DEVICE.len());
        name.copy_from_slice(DEVICE);
        rest.fill(b' ');
    }
    file
}

/// Finds `[/ICCBased 12 0 R]` where 12 is the profile of greys.
fn space(file: &[u8]) -> Option<(usize, usize)> {
    let profile = find(file, PROFILE)?;
    let head = &file[..profile];
    let header = head.windows(7).rposition(|word| word == b" 0 obj\n")?;
    let digits = head[..header].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(&head[header - digits..header]).ok()?;
    let space = format!("[/ICCBased {number} 0 R]");
    let from = find(file, space.as_bytes())?;
    Some((from, from + space.len()))
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    // Most bytes begin nothing: the first is asked before the rest.
    let mut starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == word[0]);
    starts.find(|(at, _)| bytes[*at..].starts_with(word)).map(|(at, _)| at)
}
