//! Dates known only to some precision, and their three-valued order.

use super::{Day, Month};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Three-valued outcome of comparing sets of days: holds for all, for none, or for some only.
pub type Known = Option<bool>;

/// The set of days that a date as written may mean, both ends inclusive, `lo <= hi`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DateRange {
    /// The earliest day it may be.
    pub lo: Day,
    /// The latest day it may be.
    pub hi: Day,
}

impl DateRange {
    /// A date known to the day.
    pub const fn exact(day: Day) -> DateRange {
        DateRange { lo: day, hi: day }
    }

    /// A date known to the month.
    pub fn month(month: Month) -> DateRange {
        DateRange { lo: month.first_day(), hi: month.last_day() }
    }

    /// A date known to the year, or `None` outside years 1–9999.
    pub fn year(year: i32) -> Option<DateRange> {
        let lo = Month::new(year, 1)?.first_day();
        let hi = Month::new(year, 12)?.last_day();
        Some(DateRange { lo, hi })
    }

    /// Whether the day is known.
    pub fn is_exact(self) -> bool {
        self.lo == self.hi
    }

    /// Both ends moved by one monotonic step.
    pub fn map(self, step: impl Fn(Day) -> Day) -> DateRange {
        DateRange { lo: step(self.lo), hi: step(self.hi) }
    }

    /// Whether this date lies before the other (`strict`), or before or on it.
    pub fn before(self, other: DateRange, strict: bool) -> Known {
        let holds = |a: Day, b: Day| if strict { a < b } else { a <= b };
        match (holds(self.hi, other.lo), holds(self.lo, other.hi)) {
            (true, _) => Some(true),
            (_, false) => Some(false),
            _ => None,
        }
    }

    /// Whether both are the same day.
    pub fn same(self, other: DateRange) -> Known {
        if self.is_exact() && self == other {
            return Some(true);
        }
        (self.hi < other.lo || other.hi < self.lo).then_some(false)
    }

    /// The month it lies in, where that is known.
    pub fn sure_month(self) -> Option<Month> {
        (self.lo.month() == self.hi.month()).then(|| self.lo.month())
    }

    /// Total order by earliest, then latest day: for sorting, not for judging.
    pub fn sort_order(&self, other: &DateRange) -> Ordering {
        (self.lo, self.hi).cmp(&(other.lo, other.hi))
    }
}

impl std::fmt::Display for DateRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, _) = self.lo.ymd();
        if self.is_exact() {
            self.lo.fmt(f)
        } else if *self == DateRange::month(self.lo.month()) {
            write!(f, "{year:04}-{month:02}")
        } else if Some(*self) == DateRange::year(year) {
            write!(f, "{year:04}")
        } else {
            write!(f, "{}..{}", self.lo, self.hi)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_shown_as_precisely_as_it_is_known() {
        let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
        let (month, year) = (DateRange::month(Month::new(2024, 2).unwrap()), DateRange::year(2024).unwrap());
        assert_eq!(DateRange::exact(day(2024, 2, 29)).to_string(), "2024-02-29");
        assert_eq!((month.to_string(), year.to_string()), ("2024-02".to_owned(), "2024".to_owned()));
        let other = DateRange { lo: month.lo, hi: day(2024, 3, 1) };
        assert_eq!(other.to_string(), "2024-02-01..2024-03-01");
    }

    /// The order of two partial dates is that of every pair of their days.
    #[test]
    fn order_agrees_with_every_pair_of_days() {
        let ranges: Vec<DateRange> =
            (0..6).flat_map(|lo| (lo..6).map(move |hi| DateRange { lo: Day(lo), hi: Day(hi) })).collect();
        for &a in &ranges {
            for &b in &ranges {
                let pairs = |test: &dyn Fn(i32, i32) -> bool| -> Known {
                    let outcomes: Vec<bool> = (a.lo.0..=a.hi.0)
                        .flat_map(|x| (b.lo.0..=b.hi.0).map(move |y| (x, y)))
                        .map(|(x, y)| test(x, y))
                        .collect();
                    let first = outcomes[0];
                    outcomes.iter().all(|&o| o == first).then_some(first)
                };
                assert_eq!(a.before(b, true), pairs(&|x, y| x < y), "{a:?} < {b:?}");
                assert_eq!(a.before(b, false), pairs(&|x, y| x <= y), "{a:?} <= {b:?}");
                assert_eq!(a.same(b), pairs(&|x, y| x == y), "{a:?} = {b:?}");
            }
        }
    }
}
