//! Opens an address in the person's own browser.

use std::io;
use std::process::{Command, Stdio};

/// Asks the system to open `address`, which must be one of ours: letters, digits and `:/.-` alone.
///
/// # Errors
/// When the system has no program for it.
pub fn open(address: &str) -> io::Result<()> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b":/.-".contains(&byte);
    if !address.bytes().all(plain) {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    let mut command = if cfg!(windows) {
        let mut command = Command::new("cmd");
        // The empty word is the title of the window, which `start` wants first.
        command.args(["/c", "start", "", address]);
        command
    } else {
        let mut command = Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
        command.arg(address);
        command
    };
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map(drop)
}
