//! Truth values with their causes, and values. Comparisons ask every pair of days.

use super::date::{D, Days, MAX, MIN, first_of, last_of};
use kijun::lang::ast::Unit;
use std::rc::Rc;

/// Why something is unknown, as flags.
pub type Why = u8;
pub const MISSING: Why = 1;
pub const PARTIAL: Why = 2;
pub const JUDGEMENT: Why = 4;
pub const LATER: Why = 8;
pub const OPEN: Why = 16;
/// Computed from records that are there, and yet not certain: so not the same as not recorded.
pub const UNSURE: Why = 32;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Truth {
    T,
    F,
    U(Why),
}
use Truth::{F, T, U};

impl Truth {
    pub fn of(holds: bool) -> Truth {
        if holds { T } else { F }
    }

    pub fn not(self) -> Truth {
        match self {
            T => F,
            F => T,
            unknown => unknown,
        }
    }

    pub fn and(self, other: Truth) -> Truth {
        all([self, other])
    }

    pub fn or(self, other: Truth) -> Truth {
        any([self, other])
    }
}

/// False if one is false; true if all are; else unknown for all that is unknown.
pub fn all(truths: impl IntoIterator<Item = Truth>) -> Truth {
    let mut why = None;
    for truth in truths {
        match truth {
            F => return F,
            T => {}
            U(more) => why = Some(why.unwrap_or(0) | more),
        }
    }
    why.map_or(T, U)
}

pub fn any(truths: impl IntoIterator<Item = Truth>) -> Truth {
    all(truths.into_iter().map(Truth::not)).not()
}

#[derive(Clone, Debug)]
pub enum Value {
    Unknown(Why),
    Absent,
    /// Recorded as none, where that means later than every date.
    Open,
    Truth(Truth),
    Number(i64, i64),
    /// Parts and wholes that it may be; a whole of 0 is beyond every bound.
    Ratio(Rc<[(i64, i64)]>),
    Text(Rc<str>),
    Date(Days),
    Month((i32, u32)),
    Duration(i64, Unit),
    /// Code list and place in it.
    Code(usize, usize),
    Interval(End, End),
    Record(usize),
    Coll(Rc<Coll>),
}

/// An end of an interval, or why it is not known.
pub type End = Result<Days, Why>;

#[derive(Clone, Debug, Default)]
pub struct Coll {
    /// Values, and whether they belong.
    pub members: Vec<(Value, Truth)>,
    /// Why there may be members that are not recorded.
    pub open: Option<Why>,
    /// Why records that are there give no member that is known.
    pub doubt: Option<Why>,
}

impl Coll {
    /// What is unknown beside the members.
    pub fn rest(&self) -> Option<Why> {
        joined(self.open, self.doubt)
    }
}

pub fn joined(a: Option<Why>, b: Option<Why>) -> Option<Why> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a | b),
        (a, b) => a.or(b),
    }
}

/// Why an interval is not known whole.
pub fn causes(from: &End, to: &End) -> Why {
    from.as_ref().err().unwrap_or(&0) | to.as_ref().err().unwrap_or(&0)
}

/// What holds of every pair is true, of no pair false, else it depends on days that are not known.
fn pairs(a: &Days, b: &Days, holds: impl Fn(D, D) -> bool) -> Truth {
    let (mut yes, mut no) = (false, false);
    for x in a.iter() {
        for y in b.iter() {
            if holds(*x, *y) {
                yes = true
            } else {
                no = true
            }
            if yes && no {
                return U(PARTIAL);
            }
        }
    }
    Truth::of(yes)
}

/// `a <= b`, or `a < b` when strict.
pub fn before(a: &Value, b: &Value, strict: bool) -> Truth {
    match (a, b) {
        (Value::Unknown(x), Value::Unknown(y)) => U(x | y),
        (Value::Unknown(why), _) | (_, Value::Unknown(why)) => U(*why),
        (Value::Date(a), Value::Date(b)) => pairs(a, b, |x, y| if strict { x < y } else { x <= y }),
        (Value::Date(_), Value::Open) => T,
        (Value::Open, Value::Open) => Truth::of(!strict),
        (Value::Month(a), Value::Month(b)) => Truth::of(a < b || (!strict && a == b)),
        (Value::Duration(a, _), Value::Duration(b, _)) => Truth::of(a < b || (!strict && a == b)),
        (Value::Number(..), Value::Number(..)) => numbers(a, b, |x, y| x < y || (!strict && x == y)),
        (Value::Ratio(a), Value::Ratio(b)) => ratios(a, b, strict),
        // What is recorded as none has no place in an order.
        _ => F,
    }
}

/// A relation of two ranges of numbers that is settled at their ends.
fn numbers(a: &Value, b: &Value, holds: impl Fn(i64, i64) -> bool) -> Truth {
    let (Value::Number(a, b), Value::Number(c, d)) = (a, b) else { return U(MISSING) };
    let ends = [holds(*a, *c), holds(*a, *d), holds(*b, *c), holds(*b, *d)];
    if ends.iter().all(|end| *end) {
        T
    } else if ends.iter().any(|end| *end) {
        U(MISSING)
    } else {
        F
    }
}

/// The order of every pair of ratios.
fn ratios(a: &[(i64, i64)], b: &[(i64, i64)], strict: bool) -> Truth {
    let less = |(p, q): (i64, i64), (x, y): (i64, i64)| {
        let (left, right) = (i128::from(p) * i128::from(y), i128::from(x) * i128::from(q));
        left < right || (!strict && left == right)
    };
    let all: Vec<bool> = a.iter().flat_map(|one| b.iter().map(move |other| less(*one, *other))).collect();
    match (all.contains(&true), all.contains(&false)) {
        (true, true) => U(MISSING),
        (yes, _) => Truth::of(yes),
    }
}

/// `a = b`.
pub fn same(a: &Value, b: &Value) -> Truth {
    match (a, b) {
        (Value::Unknown(x), Value::Unknown(y)) => U(x | y),
        (Value::Unknown(why), _) | (_, Value::Unknown(why)) => U(*why),
        (Value::Absent | Value::Open, Value::Absent | Value::Open) => T,
        (Value::Absent | Value::Open, _) | (_, Value::Absent | Value::Open) => F,
        (Value::Truth(a), Value::Truth(b)) => a.and(*b).or(a.not().and(b.not())),
        (Value::Text(a), Value::Text(b)) => Truth::of(a == b),
        (Value::Date(a), Value::Date(b)) => pairs(a, b, |x, y| x == y),
        (Value::Month(a), Value::Month(b)) => Truth::of(a == b),
        (Value::Duration(a, _), Value::Duration(b, _)) => Truth::of(a == b),
        (Value::Code(_, a), Value::Code(_, b)) => Truth::of(a == b),
        (Value::Record(a), Value::Record(b)) => Truth::of(a == b),
        // Two ranges are the same number only where each is one.
        (Value::Number(..) | Value::Ratio(_), Value::Number(..) | Value::Ratio(_)) => {
            match (before(a, b, false), before(b, a, false)) {
                (T, T) => T,
                (F, _) | (_, F) => F,
                _ => U(MISSING),
            }
        }
        _ => U(MISSING),
    }
}

/// `x in y`.
pub fn lies_in(item: &Value, whole: &Value) -> Truth {
    match (item, whole) {
        (item, Value::Coll(coll)) => {
            let found = coll.members.iter().map(|(value, member)| member.and(same(item, value)));
            let found: Vec<Truth> = found.chain(coll.rest().map(U)).collect();
            // Nothing is a member of what is known to be empty, not even what is not known.
            match item {
                Value::Unknown(why) if !coll.members.is_empty() || coll.open.is_some() => U(*why),
                _ => any(found),
            }
        }
        (Value::Unknown(why), _) | (_, Value::Unknown(why)) => U(*why),
        (Value::Date(_), Value::Month(month)) => {
            between(item, &Ok([first_of(*month)].into()), &Ok([last_of(*month)].into()))
        }
        (Value::Date(_), Value::Interval(from, to)) => between(item, from, to),
        (Value::Month(month), Value::Interval(from, to)) => {
            let day = |day| Value::Date([day].into());
            between(&day(first_of(*month)), from, to).and(between(&day(last_of(*month)), from, to))
        }
        _ => F,
    }
}

/// From the first day to the last, both ends counted. An end that is not known may be any day, the last none before the
/// first.
fn between(day: &Value, from: &End, to: &End) -> Truth {
    let first = from.clone().unwrap_or_else(|_| [MIN, MAX].into());
    let last = to.clone().unwrap_or_else(|_| [first[0], MAX].into());
    match before(&Value::Date(first), day, false).and(before(day, &Value::Date(last), false)) {
        U(why) => U(why | causes(from, to)),
        decided => decided,
    }
}
