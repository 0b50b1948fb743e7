//! The months and the runs of months that intervals make: every day is marked, then every month asked.

use super::date::{MAX, MIN, WORLD, first, first_of, last, last_of, later, later_month, length};
use super::eval::Oracle;
use super::value::{Coll, End, LATER, MISSING, PARTIAL, Truth::T, Truth::U, Value, Why, causes, joined};
use kijun::lang::ast::Unit;
use std::rc::Rc;

/// Days past the as-of day up to which windows are made.
pub const HORIZON: i64 = 92;

/// Days that are covered for certain, and days that may be.
pub struct Cover {
    sure: Vec<bool>,
    may: Vec<bool>,
    pub why: Why,
    pub doubt: Option<Why>,
    /// Whether something reaches past the horizon, so that more comes later.
    cut: bool,
}

impl Oracle<'_> {
    pub fn cover(&self, coll: &Coll) -> Cover {
        let nothing = vec![false; WORLD.len()];
        let mut cover = Cover { sure: nothing.clone(), may: nothing, why: 0, doubt: coll.doubt, cut: false };
        let horizon = later(self.as_of, HORIZON, Unit::Days);
        for (value, member) in &coll.members {
            let (from, to) = match value {
                Value::Interval(from, to) => (from, to),
                Value::Unknown(why) => {
                    cover.doubt = joined(cover.doubt, Some(*why));
                    continue;
                }
                _ => continue,
            };
            let why = causes(from, to);
            let exact = |end: &End| end.as_ref().is_ok_and(|days| days.len() == 1);
            cover.why |= if why == 0 && !(exact(from) && exact(to)) { PARTIAL } else { why };
            // Without a known start, and where the end lies before it, there are no months to count.
            let start = from.as_ref().ok().map(|days| (first(days), last(days))).filter(|(first, _)| *first != MIN);
            let Some((first_start, last_start)) = start else {
                cover.doubt = joined(cover.doubt, Some(why));
                continue;
            };
            let (first_end, last_end) = to.as_ref().map_or((first_start, MAX), |days| (first(days), last(days)));
            if last_end < first_start {
                cover.doubt = joined(cover.doubt, Some(MISSING));
                continue;
            }
            cover.cut |= last_end > horizon;
            if let U(why) = member {
                cover.why |= why;
            }
            for (at, day) in WORLD.iter().enumerate().filter(|(_, day)| **day <= horizon) {
                cover.may[at] |= first_start <= *day && *day <= last_end;
                cover.sure[at] |= *member == T && last_start <= *day && *day <= first_end;
            }
        }
        cover
    }

    pub fn as_coll(value: Value) -> Result<Rc<Coll>, Why> {
        match value {
            Value::Coll(coll) => Ok(coll),
            Value::Unknown(why) => Err(why),
            one => Ok(Rc::new(Coll { members: vec![(one, T)], ..Coll::default() })),
        }
    }

    pub fn months(&self, intervals: Value, mode: &str) -> (&'static str, Value) {
        type Holds = fn(bool, u32, u32) -> bool;
        // Of a month's days: whether the first is covered, how many of the others are, and how many there are.
        let (name, holds): (_, Holds) = match mode {
            "include" => ("months_include", |first, others, _| first || others > 0),
            "exclude" => ("months_exclude", |first, others, all| first && others == all),
            "exclude_first" => ("months_exclude_first", |first, _, _| first),
            "only_first" => ("months_only_first", |first, others, _| !first && others > 0),
            other => unreachable!("no mode {other}"),
        };
        let coll = match Self::as_coll(intervals) {
            Ok(coll) => coll,
            Err(why) => return (name, Value::Unknown(why)),
        };
        let cover = self.cover(&coll);
        let mut made = cover.nothing(&coll);
        for (month, sure, may) in cover.by_month() {
            let (sure_others, may_others) = (count(&sure[1..]), count(&may[1..]));
            let mut outcomes = Vec::new();
            for first in [sure[0], may[0]] {
                outcomes.extend(
                    (sure_others..=may_others).map(|others| holds(first, others, length(month.0, month.1) - 1)),
                );
            }
            made.add(Value::Month(month), outcomes.iter().all(|holds| *holds), outcomes.contains(&true), cover.why);
        }
        (name, Value::Coll(Rc::new(made)))
    }

    pub fn runs(&self, length: Value, intervals: Value) -> Value {
        let length = match length {
            Value::Number(length, _) | Value::Duration(length, _) => length.max(1),
            Value::Unknown(why) => return Value::Unknown(why),
            _ => return Value::Unknown(MISSING),
        };
        let coll = match Self::as_coll(intervals) {
            Ok(coll) => coll,
            Err(why) => return Value::Unknown(why),
        };
        let cover = self.cover(&coll);
        let months = cover.by_month();
        let mut made = cover.nothing(&coll);
        for (month, ..) in &months {
            let of_run = |at: i64| months.iter().find(|(found, ..)| *found == later_month(*month, at));
            let run: Vec<_> = (0..length).map(of_run).collect();
            let touched =
                |days: fn(&Month) -> &[bool]| run.iter().all(|found| found.is_some_and(|found| count(days(found)) > 0));
            let last = last_of(later_month(*month, length - 1));
            let value = Value::Interval(Ok([first_of(*month)].into()), Ok([last].into()));
            made.add(value, touched(|found| &found.1), touched(|found| &found.2), cover.why);
        }
        Value::Coll(Rc::new(made))
    }
}

/// A month, which of its days are covered, and which may be.
type Month = ((i32, u32), Vec<bool>, Vec<bool>);

impl Cover {
    /// Of what there is before any is made.
    pub fn nothing(&self, of: &Coll) -> Coll {
        Coll { members: Vec::new(), open: joined(of.open, self.cut.then_some(LATER)), doubt: self.doubt }
    }

    pub fn by_month(&self) -> Vec<Month> {
        let mut months: Vec<Month> = Vec::new();
        for (at, (year, month, _)) in WORLD.iter().enumerate().filter(|(_, day)| **day != MIN && **day != MAX) {
            if months.last().is_none_or(|(last, ..)| *last != (*year, *month)) {
                months.push(((*year, *month), Vec::new(), Vec::new()));
            }
            if let Some((_, sure, may)) = months.last_mut() {
                sure.push(self.sure[at]);
                may.push(self.may[at]);
            }
        }
        months
    }
}

impl Coll {
    pub fn add(&mut self, value: Value, sure: bool, may: bool, why: Why) {
        if sure {
            self.members.push((value, T));
        } else if may {
            self.members.push((value, U(why)));
        }
    }
}

fn count(days: &[bool]) -> u32 {
    days.iter().filter(|day| **day).count() as u32
}
