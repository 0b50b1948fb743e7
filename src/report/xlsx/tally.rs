//! What cases come to in one row: how many are in order, how many are not, and which.

use crate::model::{DutyMark, Verdict};

/// Cases that are named; more are only counted.
const NAMED: usize = 4;

/// What a case comes to; a later one is graver.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Comes {
    /// Nothing was due.
    #[default]
    Nothing,
    /// Everything is in order.
    InOrder,
    /// Something is not on record, or for a person.
    Open,
    /// Something is not in order.
    Not,
}

/// Cases by what they come to, with the first few names of each.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    counts: [u64; 4],
    named: [Vec<String>; 4],
}

impl Comes {
    pub(super) fn of(duty: &DutyMark) -> Comes {
        match duty.verdict {
            Verdict::Conform | Verdict::Exempt => Comes::InOrder,
            Verdict::Undetermined | Verdict::Judgement => Comes::Open,
            Verdict::Violation => Comes::Not,
            Verdict::Pending | Verdict::NotApplicable => Comes::Nothing,
        }
    }
}

impl Tally {
    pub(super) fn add(&mut self, comes: Comes, name: impl FnOnce() -> String) {
        if let Some(count) = self.counts.get_mut(comes as usize) {
            *count += 1;
        }
        if comes == Comes::Nothing {
            return;
        }
        if let Some(named) = self.named.get_mut(comes as usize).filter(|named| named.len() < NAMED) {
            named.push(name());
        }
    }

    pub(super) fn of(&self, comes: Comes) -> u64 {
        self.counts.get(comes as usize).copied().unwrap_or(0)
    }

    /// Cases for which something was due.
    pub(super) fn looked_at(&self) -> u64 {
        self.of(Comes::InOrder) + self.of(Comes::Open) + self.of(Comes::Not)
    }

    /// Whether something was due and everything is in order.
    pub(super) fn is_whole(&self) -> bool {
        self.looked_at() > 0 && self.of(Comes::InOrder) == self.looked_at()
    }

    pub(super) fn named(&self, comes: Comes) -> &[String] {
        self.named.get(comes as usize).map_or(&[], Vec::as_slice)
    }
}
