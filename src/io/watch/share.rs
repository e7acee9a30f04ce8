//! Whether a folder lies where the system does not tell what others save.

use std::path::Path;

/// Says whether a folder is on a network share or on the disk of another system (Linux: `statfs(2)`).
#[cfg(target_os = "linux")]
pub(super) fn is_share(path: &Path) -> bool {
    /// NFS, SMB, CIFS, SMB 2 and 3, 9P (Windows' disks below WSL), Coda, AFS, `VirtualBox`.
    const KINDS: [u32; 8] = [
        0x6969,
        0x517B,
        0xFF53_4D42,
        0xFE53_4D42,
        0x0102_1997,
        0x7375_7245,
        0x5346_414F,
        0x786F_4256,
    ];
    rustix::fs::statfs(path).is_ok_and(|found| KINDS.contains(&(found.f_type as u32)))
}

/// Says whether a folder is on a network share: the other systems tell of those too.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_share(_path: &Path) -> bool {
    false
}
