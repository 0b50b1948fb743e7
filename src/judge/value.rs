//! Values at evaluation. Whatever can be unknown carries its range or its causes.

use super::ratio::Ratio;
use super::truth::{Causes, Truth};
use crate::calendar::{DateRange, Day, Month};
use crate::lang::ast::Unit;
use crate::model::RecordId;

/// A value of an expression.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// Not recorded, recorded as unknown, or not decidable.
    Unknown(Causes),
    /// Recorded as none.
    Absent,
    /// An open end: recorded as none, and later than every date.
    Open,
    /// A condition.
    Truth(Truth),
    /// A number between two bounds.
    Number(i64, i64),
    /// An exact ratio between two bounds.
    Ratio(Ratio),
    /// A text.
    Text(&'a str),
    /// A date.
    Date(DateRange),
    /// A month.
    Month(Month),
    /// A duration.
    Duration(i64, Unit),
    /// A code of its list.
    Code(u16),
    /// An interval.
    Interval(Interval),
    /// A record.
    Record(RecordId),
    /// A collection.
    Coll(Coll<'a>),
}

/// A closed interval whose ends may be ranges; unknown ends reach to the ends of time and say why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub from: DateRange,
    /// Last day.
    pub to: DateRange,
    /// Why an end is not known.
    pub causes: Causes,
}

impl Interval {
    /// The whole month.
    pub fn month(month: Month) -> Interval {
        Interval::days(month.first_day(), month.last_day())
    }

    /// Exact days.
    pub fn days(from: Day, to: Day) -> Interval {
        Interval { from: DateRange::exact(from), to: DateRange::exact(to), causes: Causes::default() }
    }
}

/// One member of a collection.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// Its value.
    pub value: Value<'a>,
    /// Whether it is a member at all.
    pub member: Truth,
    /// The record it was read from.
    pub maker: Option<RecordId>,
    /// How often it is one.
    pub times: i64,
}

impl<'a> Member<'a> {
    /// A member that is one once.
    pub fn new(value: Value<'a>, member: Truth, maker: Option<RecordId>) -> Member<'a> {
        Member { value, member, maker, times: 1 }
    }
}

/// A collection, and whether there may be members that are not recorded.
#[derive(Clone, Debug, Default)]
pub struct Coll<'a> {
    /// Members.
    pub members: Vec<Member<'a>>,
    /// Why there may be more; none when it is known to be whole.
    pub open: Option<Causes>,
    /// Why records that are there give no member that is known.
    pub doubt: Option<Causes>,
}

/// Both causes, where there are any.
pub fn joined(a: Option<Causes>, b: Option<Causes>) -> Option<Causes> {
    a.into_iter().chain(b).reduce(|a, b| a | b)
}

/// Why one of two values, or both, are not known; none where both are.
pub fn why_unknown(a: &Value, b: &Value) -> Option<Causes> {
    let why = |value: &Value| match value {
        Value::Unknown(causes) => Some(*causes),
        _ => None,
    };
    joined(why(a), why(b))
}

/// Whether two values are the same.
pub fn same(a: &Value, b: &Value) -> Truth {
    if let Some(causes) = why_unknown(a, b) {
        return Truth::Unknown(causes);
    }
    match (a, b) {
        (Value::Absent | Value::Open, Value::Absent | Value::Open) => Truth::True,
        (Value::Absent | Value::Open, _) | (_, Value::Absent | Value::Open) => Truth::False,
        (Value::Truth(a), Value::Truth(b)) => (a.and(*b)).or((!*a).and(!*b)),
        (Value::Number(a, b), Value::Number(c, d)) => match (a == b && (a, b) == (c, d), b < c || d < a) {
            (true, _) => Truth::True,
            (_, true) => Truth::False,
            _ => Truth::Unknown(Causes::MISSING),
        },
        (Value::Ratio(a), Value::Ratio(b)) => match (a.before(b, false), b.before(a, false)) {
            (Some(false), _) | (_, Some(false)) => Truth::False,
            (Some(true), Some(true)) => Truth::True,
            _ => Truth::Unknown(Causes::MISSING),
        },
        (Value::Text(a), Value::Text(b)) => Truth::of(a == b),
        (Value::Date(a), Value::Date(b)) => Truth::known(a.same(*b)),
        (Value::Month(a), Value::Month(b)) => Truth::of(a == b),
        (Value::Duration(a, _), Value::Duration(b, _)) => Truth::of(a == b),
        (Value::Code(a), Value::Code(b)) => Truth::of(a == b),
        (Value::Record(a), Value::Record(b)) => Truth::of(a == b),
        _ => Truth::Unknown(Causes::MISSING),
    }
}

/// Whether the first comes before the second (`strict`), or before or with it. An open end comes after every date; what is
/// otherwise recorded as none comes nowhere.
pub fn before(a: &Value, b: &Value, strict: bool) -> Truth {
    let less = |a: i64, b: i64| if strict { a < b } else { a <= b };
    if let Some(causes) = why_unknown(a, b) {
        return Truth::Unknown(causes);
    }
    match (a, b) {
        (Value::Date(a), Value::Date(b)) => Truth::known(a.before(*b, strict)),
        (Value::Date(_), Value::Open) => Truth::True,
        (Value::Open, Value::Open) => Truth::of(!strict),
        (Value::Number(a, b), Value::Number(c, d)) => match (less(*b, *c), less(*a, *d)) {
            (true, _) => Truth::True,
            (_, false) => Truth::False,
            _ => Truth::Unknown(Causes::MISSING),
        },
        (Value::Ratio(a), Value::Ratio(b)) => a.before(b, strict).map_or(Truth::Unknown(Causes::MISSING), Truth::of),
        (Value::Month(a), Value::Month(b)) => Truth::of(less(a.0.into(), b.0.into())),
        (Value::Duration(a, _), Value::Duration(b, _)) => Truth::of(less(*a, *b)),
        _ => Truth::False,
    }
}

/// Whether a value lies in an interval, month or collection.
pub fn lies_in(item: &Value, whole: &Value) -> Truth {
    match (item, whole) {
        (Value::Date(date), Value::Month(month)) => in_interval(*date, &Interval::month(*month)),
        (Value::Date(date), Value::Interval(interval)) => in_interval(*date, interval),
        (Value::Month(month), Value::Interval(interval)) => in_interval(DateRange::exact(month.first_day()), interval)
            .and(in_interval(DateRange::exact(month.last_day()), interval)),
        (Value::Unknown(causes), Value::Coll(coll)) if !coll.members.is_empty() || coll.open.is_some() => {
            Truth::Unknown(*causes)
        }
        (item, Value::Coll(coll)) => in_collection(item, coll),
        (Value::Unknown(causes), _) | (_, Value::Unknown(causes)) => Truth::Unknown(*causes),
        _ => Truth::False,
    }
}

fn in_interval(date: DateRange, interval: &Interval) -> Truth {
    let after = Truth::known(interval.from.before(date, false));
    let until = Truth::known(date.before(interval.to, false));
    let truth = after.and(until);
    if interval.causes.is_none() { truth } else { truth.because(interval.causes) }
}

fn in_collection(item: &Value, coll: &Coll) -> Truth {
    let found = coll.members.iter().map(|member| member.member.and(same(item, &member.value)));
    let rest = joined(coll.open, coll.doubt).map_or(Truth::False, Truth::Unknown);
    found.fold(rest, Truth::or)
}
