//! The calendar in expressions: periods that expire, ages, open days, periods of the year, products and ratios of numbers.
//! A partial date gives the range between what its first and its last day give, since each of these moves with the day.

use super::eval::{Eval, clamp};
use super::ratio::Ratio;
use super::truth::{Causes, Truth};
use super::value::{Coll, Interval, Member, Value, why_unknown};
use crate::calendar::{self, DateRange, Day, FirstDay, Month, Span};
use crate::check::typed::Shift;
use crate::compile::program::NodeId;
use crate::lang::ast::Unit;
use crate::limits;

/// More years than anybody attains.
const LONGEST_LIFE: i64 = 1_000;

/// A duration as the calendar takes it.
fn span(amount: i64, unit: Unit) -> Span {
    let amount = clamp(amount);
    match unit {
        Unit::Days => Span::Days(amount),
        Unit::Months => Span::Months(amount),
        Unit::Years => Span::Months(amount.saturating_mul(12)),
    }
}

/// What two values come to that are not both what is asked for.
fn unknown<'a>(a: &Value, b: &Value) -> Value<'a> {
    why_unknown(a, b).map_or(Value::Absent, Value::Unknown)
}

impl<'a> Eval<'a> {
    pub(super) fn expiry(&mut self, trigger: NodeId, length: NodeId, first: FirstDay) -> Value<'a> {
        match (self.value(trigger), self.value(length)) {
            (Value::Date(date), Value::Duration(amount, unit)) => {
                Value::Date(date.map(|day| calendar::expiry(day, span(amount, unit), first)))
            }
            (trigger, length) => unknown(&trigger, &length),
        }
    }

    pub(super) fn corresponding(date: DateRange, amount: i64, unit: Unit) -> Value<'a> {
        let day = |day: Day| calendar::corresponding_day(day, span(amount, unit));
        match (day(date.lo), day(date.hi)) {
            (Some(lo), Some(hi)) => Value::Date(DateRange { lo, hi }),
            (None, _) if date.is_exact() => Value::Absent,
            _ => Value::Unknown(Causes::PARTIAL | Causes::UNSURE),
        }
    }

    pub(super) fn attains(birth: DateRange, years: i64) -> Value<'a> {
        let years = years.clamp(0, LONGEST_LIFE) as i32;
        Value::Date(birth.map(|day| calendar::attains(day, years)))
    }

    /// The younger bound is that of the latest birth and the earliest day.
    pub(super) fn age(birth: DateRange, on: DateRange) -> Value<'a> {
        Value::Number(calendar::age(birth.hi, on.lo).into(), calendar::age(birth.lo, on.hi).into())
    }

    /// Days of an interval, both ends counted; one without an end has more than any number.
    pub(super) fn days_in(interval: &Interval) -> Value<'a> {
        if interval.causes.is_none() && interval.from.hi.is_finite() && interval.to == DateRange::exact(Day::MAX) {
            return Value::Number(i64::MAX, i64::MAX);
        }
        let finite = |date: DateRange| date.lo.is_finite() && date.hi.is_finite();
        if !finite(interval.from) || !finite(interval.to) {
            return Value::Unknown(if interval.causes.is_none() { Causes::UNSURE } else { interval.causes });
        }
        let days = |from: Day, to: Day| (i64::from(to.0) - i64::from(from.0) + 1).max(0);
        Value::Number(days(interval.from.hi, interval.to.lo), days(interval.from.lo, interval.to.hi))
    }

    /// A day on which something can be filed; outside its table nobody knows.
    pub(super) fn open_day(&mut self, day: NodeId, table: u32, shift: Shift) -> Value<'a> {
        let Some(table) = self.set.program.closed.get(table as usize) else { return Value::Absent };
        let date = match self.value(day) {
            Value::Date(date) => date,
            other => return other,
        };
        let open = |day: Day| table.shifted(day, shift == Shift::Next);
        match (open(date.lo), open(date.hi)) {
            (Some(lo), Some(hi)) => Value::Date(DateRange { lo, hi }),
            _ => Value::Unknown(Causes::UNSURE),
        }
    }

    pub(super) fn product(&mut self, left: NodeId, right: NodeId) -> Value<'a> {
        match (self.value(left), self.value(right)) {
            (Value::Number(a, b), Value::Number(c, d)) => {
                let ends = [(a, c), (a, d), (b, c), (b, d)].map(|(x, y)| x.saturating_mul(y));
                let least = ends.into_iter().min().unwrap_or(i64::MIN);
                Value::Number(least, ends.into_iter().max().unwrap_or(i64::MAX))
            }
            (left, right) => unknown(&left, &right),
        }
    }

    pub(super) fn ratio(&mut self, left: NodeId, right: NodeId) -> Value<'a> {
        match (self.value(left), self.value(right)) {
            (Value::Number(a, b), Value::Number(c, d)) => {
                Ratio::of((a, b), (c, d)).map_or(Value::Unknown(Causes::UNSURE), Value::Ratio)
            }
            (left, right) => unknown(&left, &right),
        }
    }

    /// The periods of a table that intervals touch, or cover whole, up to the horizon past the as-of date.
    pub(super) fn periods(&mut self, coll: &Coll<'a>, table: u32, whole: bool) -> Coll<'a> {
        let covers = self.covers(coll);
        let mut result = covers.none_yet(coll);
        let Some(table) = self.set.program.periods.get(table as usize) else { return result };
        let mut periods: Vec<(Month, Month)> = covers
            .possible
            .months()
            .into_iter()
            .flat_map(|month| table.iter().filter_map(move |(first, last)| period_of(month, *first, *last)))
            .collect();
        periods.sort_unstable();
        periods.dedup();
        for (first, last) in periods.into_iter().take(limits::WINDOWS) {
            let (from, to) = (first.first_day(), last.last_day());
            let in_cover =
                |cover: &super::windows::Cover| if whole { cover.holds(from, to) } else { cover.touches(from, to) };
            let member = match (in_cover(&covers.sure), in_cover(&covers.possible)) {
                (true, _) => Truth::True,
                (_, true) => Truth::Unknown(covers.causes),
                _ => continue,
            };
            let maker = super::windows::maker(coll, from, to);
            result.members.push(Member::new(Value::Interval(Interval::days(from, to)), member, maker));
        }
        result
    }
}

/// The period from a first to a last month of the year that a month lies in.
fn period_of(month: Month, first: u8, last: u8) -> Option<(Month, Month)> {
    let (_, of_year) = month.year_month();
    let length = (i32::from(last) - i32::from(first)).rem_euclid(12);
    let into = (of_year as i32 - i32::from(first)).rem_euclid(12);
    (into <= length).then(|| (month.plus(-into), month.plus(length - into)))
}
