//! "Did you mean": the word that somebody meant by what stands there.

/// Finds the one of `known` that is written most like `written`, if any is close enough.
pub fn nearest<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let close = |candidate: &str| strsim::jaro_winkler(written, candidate);
    let best =
        known.map(|key| (key, close(key))).fold(None, |best: Option<(&str, f64)>, next| {
            if best.is_some_and(|best| best.1 >= next.1) { best } else { Some(next) }
        })?;
    (best.1 >= 0.86).then_some(best.0)
}
