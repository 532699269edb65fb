//! From bytes to Unicode code points, in time that grows linearly with the text.
//!
//! In: a text, once; then byte offsets in it. Out: the same places counted in code points.
//! Deliberately absent: the way back, which nobody needs.

/// Bytes between two counted places: an offset costs at most this many steps, and the index takes an eighth of a byte
/// for each byte of text.
const STRIDE: usize = 64;

/// The code points of a text, counted once.
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// For each multiple of [`STRIDE`] the number of code points that start before it; none where all are ASCII.
    counted: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    /// Counts a text.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, counted: Vec::new() };
        }
        let mut sum = 0;
        let counted = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let before = sum;
                sum += starts(chunk);
                before
            })
            .collect();
        Self { text, counted }
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// How many code points start before this byte; of the whole text for an offset behind its end.
    #[must_use]
    pub fn before(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.counted.is_empty() {
            return byte;
        }
        // The end of the text may be a multiple of the stride, for which there is no entry.
        let block = (byte / STRIDE).min(self.counted.len() - 1);
        self.counted[block] + starts(&self.text.as_bytes()[block * STRIDE..byte])
    }
}

/// How many code points start in these bytes, at most [`STRIDE`]: all bytes but those that continue one (`10xxxxxx`).
fn starts(bytes: &[u8]) -> usize {
    // So few fit a byte, of which a processor adds many at once.
    usize::from(bytes.iter().map(|&byte| u8::from(byte & 0xc0 != 0x80)).sum::<u8>())
}

#[cfg(test)]
mod tests {
    use super::CodePoints;

    #[test]
    fn every_boundary_is_counted_as_a_plain_count_would() {
        let pattern = "Xi’s “no limits” – שלום 👩‍👩‍👧 e\u{301} ";
        for text in [pattern.repeat(9), "plain".repeat(40), "é".repeat(32), String::new()] {
            let points = CodePoints::of(&text);
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                assert_eq!(points.before(at), text[..at].chars().count());
            }
            assert_eq!(points.before(text.len() + 99), text.chars().count());
        }
    }
}
