//! What a child process cost: CPU seconds and its highest memory (Linux, `proc(5)`).

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Clock ticks to a second.
const TICKS: f64 = 100.0;

/// Runs a child and returns its CPU seconds (user and system) and its highest memory in MB.
pub(crate) fn run(command: &mut Command) -> (f64, f64) {
    let before = children();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
    let status_file = format!("/proc/{}/status", child.id());
    let mut highest: f64 = 0.0;
    let status = loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            break status;
        }
        // The system keeps the high-water mark; it is read until the child is gone.
        let text = fs::read_to_string(&status_file).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok());
        highest = highest.max(kilobytes.unwrap_or_default() / 1024.0);
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(status.success(), "{command:?} failed");
    (children() - before, highest)
}

/// CPU seconds of all children that have ended (`cutime` and `cstime`, `proc(5)`).
fn children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux tells it");
    let after_name = stat.rsplit(") ").next().expect("the name is in brackets");
    let numbers: Vec<f64> =
        after_name.split(' ').filter_map(|word| word.trim().parse().ok()).collect();
    // `after_name` begins with field 3, a letter that is no number; cutime and cstime are 16, 17.
    (numbers[12] + numbers[13]) / TICKS
}
