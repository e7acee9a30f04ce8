//! The day it is. Only commands ask; everything below them is told.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds from UTC to Vietnam's time (UTC+7, no summer time; Quyết định 134/2002/QĐ-TTg).
const VIETNAM: u64 = 7 * 3600;

/// Returns the days since 1970-01-01 in Vietnam, whatever time zone the machine has.
///
/// A clock before 1970 counts as that day.
#[must_use]
pub fn days_since_1970() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    (since.as_secs() + VIETNAM) / 86_400
}

/// Returns the hour, minute and second it is in Vietnam.
#[must_use]
pub fn time_of_day() -> [u64; 3] {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = (since.as_secs() + VIETNAM) % 86_400;
    [seconds / 3600, seconds / 60 % 60, seconds % 60]
}
