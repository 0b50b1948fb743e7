//! Characters before a byte, without counting a whole line each time: an export of one long line has a place in every
//! case, and each wants its column.

/// Bytes between two counts.
const BLOCK: usize = 4096;

/// Counts of characters at every block of a text.
pub(super) struct Columns {
    before: Vec<usize>,
}

impl Columns {
    /// Counts a text once.
    pub(super) fn of(text: &str) -> Columns {
        let mut count = 0;
        let mut before = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            count += starts(block);
            before.push(count);
        }
        Columns { before }
    }

    /// The number of characters between two bytes that lie on character borders.
    pub(super) fn between(&self, text: &str, from: usize, to: usize) -> usize {
        self.until(text, to).saturating_sub(self.until(text, from))
    }

    fn until(&self, text: &str, at: usize) -> usize {
        let block = at / BLOCK;
        let rest = text.as_bytes().get(block * BLOCK..at).unwrap_or(&[]);
        self.before.get(block).copied().unwrap_or(0) + starts(rest)
    }
}

/// Bytes that start a character.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}
