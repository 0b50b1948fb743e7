//! The parts of the evaluator by themselves: what a whole case would show only in part.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop at a surprise")]

mod doubts;
mod makers;
mod numbers;
mod values;

use super::truth::{Causes, Truth};
use super::value::{Coll, Interval, Member, Value};
use crate::calendar::{DateRange, Day, parse_date};
use crate::model::{KindId, RecordId};

/// A date as written, to the day, the month or the year.
fn date(text: &str) -> DateRange {
    parse_date(text).unwrap()
}

fn day(text: &str) -> Day {
    date(text).lo
}

/// An interval of two dates that are known, perhaps only in part.
fn interval(from: &str, to: &str) -> Interval {
    Interval { from: date(from), to: date(to), causes: Causes::default() }
}

/// A collection that is whole.
fn coll<'a>(members: impl IntoIterator<Item = Member<'a>>) -> Coll<'a> {
    Coll { members: members.into_iter().collect(), ..Coll::default() }
}

/// A member that surely is one, of a record.
fn sure(value: Value<'_>, row: u32) -> Member<'_> {
    Member::new(value, Truth::True, Some(RecordId { kind: KindId(1), row }))
}
