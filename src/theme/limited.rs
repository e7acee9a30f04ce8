//! Where templates write to.

/// A page or a frame that stops growing: a template that loops without end fails instead of filling memory.
pub struct Limited<'v> {
    /// What was written so far.
    pub into: &'v mut Vec<u8>,
}

impl std::io::Write for Limited<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        /// More than the list of ten thousand procedures needs, in bytes.
        const MOST: usize = 16 * 1024 * 1024;
        if self.into.len() + bytes.len() > MOST {
            return Err(std::io::Error::other("it is larger than 16 MB"));
        }
        self.into.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
