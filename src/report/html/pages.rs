//! Pages of cases, held until the end: a page of a file that opens on any machine has a limit, and what goes first when it is
//! reached are the pages of cases with the least to see to.

use super::row::Weight;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of all pages of cases.
const BYTES: usize = 12 * 1024 * 1024;

/// The pages that are kept, by row.
#[derive(Debug, Default)]
pub(super) struct Pages {
    kept: BTreeMap<usize, (Weight, String)>,
    lightest: BTreeSet<(Weight, Reverse<usize>)>,
    bytes: usize,
    /// Rows whose page was left out.
    pub(super) dropped: BTreeSet<usize>,
}

impl Pages {
    pub(super) fn add(&mut self, row: usize, weight: Weight, page: String) {
        self.bytes += page.len();
        self.kept.insert(row, (weight, page));
        self.lightest.insert((weight, Reverse(row)));
        while self.bytes > BYTES {
            let Some((_, Reverse(row))) = self.lightest.pop_first() else { break };
            let gone = self.kept.remove(&row).map_or(0, |(_, page)| page.len());
            self.bytes -= gone;
            self.dropped.insert(row);
        }
    }

    /// The page of a row.
    pub(super) fn get(&self, row: usize) -> Option<&str> {
        self.kept.get(&row).map(|(_, page)| page.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lightest_pages_go_first_and_the_later_of_equals() {
        let mut pages = Pages::default();
        let third = "x".repeat(BYTES / 3);
        for (row, weight) in [(0, (1, 0, 0, 0)), (1, (0, 0, 0, 0)), (2, (0, 0, 0, 0)), (3, (0, 1, 0, 0))] {
            pages.add(row, weight, third.clone());
        }
        assert_eq!(pages.dropped.iter().copied().collect::<Vec<_>>(), [2]);
        pages.add(4, (0, 0, 0, 0), third.clone());
        assert_eq!(pages.dropped.iter().copied().collect::<Vec<_>>(), [2, 4]);
        assert!(pages.get(1).is_some() && pages.get(3).is_some() && pages.get(4).is_none());
    }
}
