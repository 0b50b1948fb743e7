//! True, false, or unknown with its causes: the one truth type from the first expression on.

use crate::model::KindId;
use std::ops::BitOr;

/// What an unknown is unknown for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Causes {
    flags: u8,
    /// Kinds that are not declared complete, one bit a kind.
    kinds: u128,
}

impl Causes {
    /// A field that is not recorded, or recorded as unknown.
    pub const MISSING: Causes = Causes { flags: 1, kinds: 0 };
    /// A date known only to the month or the year, or an order that it decides.
    pub const PARTIAL: Causes = Causes { flags: 2, kinds: 0 };
    /// A judgement that is not on record.
    pub const JUDGEMENT: Causes = Causes { flags: 4, kinds: 0 };
    /// Records that may still come, since the window is not over.
    pub const LATER: Causes = Causes { flags: 8, kinds: 0 };
    /// A value computed from records cannot be told, though something is recorded.
    pub const UNSURE: Causes = Causes { flags: 32, kinds: 0 };
    const OPEN: u8 = 16;

    /// A kind that is not declared complete for the time.
    pub fn open(kind: KindId) -> Causes {
        Causes { flags: Causes::OPEN, kinds: 1u128.checked_shl(u32::from(kind.0)).unwrap_or(0) }
    }

    /// Whether there is any cause of the given ones.
    pub fn has(self, other: Causes) -> bool {
        self.flags & other.flags != 0
    }

    /// Whether a kind is open.
    pub fn is_open(self) -> bool {
        self.flags & Causes::OPEN != 0
    }

    /// Whether open kinds are the only cause.
    pub fn only_open(self) -> bool {
        self.flags & !Causes::UNSURE.flags == Causes::OPEN
    }

    /// Whether there is no cause at all.
    pub fn is_none(self) -> bool {
        self.flags == 0
    }

    /// The open kinds.
    pub fn kinds(self) -> impl Iterator<Item = KindId> {
        (0..128u16).filter(move |kind| self.kinds >> kind & 1 == 1).map(KindId)
    }
}

impl BitOr for Causes {
    type Output = Causes;
    fn bitor(self, other: Causes) -> Causes {
        Causes { flags: self.flags | other.flags, kinds: self.kinds | other.kinds }
    }
}

/// A truth value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not.
    False,
    /// The records cannot tell.
    Unknown(Causes),
}

impl Truth {
    /// A two-valued truth.
    pub fn of(holds: bool) -> Truth {
        if holds { Truth::True } else { Truth::False }
    }

    /// What a three-valued comparison of dates says; what it cannot tell, it cannot tell for the dates' precision.
    pub fn known(known: Option<bool>) -> Truth {
        known.map_or(Truth::Unknown(Causes::PARTIAL), Truth::of)
    }

    /// Kleene's `and`.
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::True, other) => other,
            (unknown, Truth::True) => unknown,
            (Truth::Unknown(a), Truth::Unknown(b)) => Truth::Unknown(a | b),
        }
    }

    /// Kleene's `or`.
    pub fn or(self, other: Truth) -> Truth {
        !(!self).and(!other)
    }

    /// Unknown for one more cause, unless it is decided.
    pub fn because(self, causes: Causes) -> Truth {
        match self {
            Truth::Unknown(known) => Truth::Unknown(known | causes),
            decided => decided,
        }
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;
    fn not(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            unknown => unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Truth; 3] = [Truth::True, Truth::False, Truth::Unknown(Causes::MISSING)];

    #[test]
    fn and_or_not_are_kleenes() {
        let rank = |truth| match truth {
            Truth::False => 0,
            Truth::Unknown(_) => 1,
            Truth::True => 2,
        };
        for a in ALL {
            assert_eq!(rank(!a), 2 - rank(a));
            for b in ALL {
                assert_eq!(rank(a.and(b)), rank(a).min(rank(b)), "{a:?} and {b:?}");
                assert_eq!(rank(a.or(b)), rank(a).max(rank(b)), "{a:?} or {b:?}");
            }
        }
    }

    #[test]
    fn causes_of_both_sides_are_kept() {
        let open = Truth::Unknown(Causes::open(KindId(3)));
        let Truth::Unknown(causes) = open.and(Truth::Unknown(Causes::MISSING)) else { panic!("decided") };
        assert!(causes.is_open() && causes.has(Causes::MISSING) && !causes.only_open());
        assert_eq!(causes.kinds().collect::<Vec<_>>(), [KindId(3)]);
    }

    #[test]
    fn open_kinds_are_kept_apart() {
        let kinds = |causes: Causes| causes.kinds().map(|kind| kind.0).collect::<Vec<_>>();
        for kind in [0, 1, 64, 127] {
            assert_eq!(kinds(Causes::open(KindId(kind))), [kind]);
        }
        let past = Causes::open(KindId(128));
        assert!(past.is_open() && kinds(past).is_empty());
        assert_eq!(kinds(Causes::open(KindId(5)) | Causes::MISSING | Causes::open(KindId(2))), [2, 5]);
    }

    #[test]
    fn what_cannot_be_computed_for_open_kinds_is_unknown_for_those_only() {
        let open = Causes::open(KindId(3));
        assert!(open.only_open() && (open | Causes::UNSURE).only_open());
        assert!(![Causes::default(), Causes::UNSURE, Causes::MISSING].into_iter().any(Causes::only_open));
    }
}
