//! Civil dates as plain numbers. Whatever lies between two days is found by walking from one to the other.

use kijun::calendar::{DateRange, Day, Month};
use kijun::lang::ast::Unit;
use std::rc::Rc;
use std::sync::LazyLock;

/// Year, month, day.
pub type D = (i32, u32, u32);
/// The days that a date may be, in order and without a gap; one when it is known to the day.
pub type Days = Rc<[D]>;

/// Before every day that is written, and no day itself.
pub const MIN: D = (1, 1, 0);
/// After every day that is written, and no day itself: an open end.
pub const MAX: D = (9999, 12, 32);
/// The generated world: everything happens well inside it.
const FROM: D = (2021, 1, 1);
const TO: D = (2027, 12, 31);

/// Every day from 1970 to the end of the world, walked once, so that a day number is a place in this list.
static CALENDAR: LazyLock<Vec<D>> = LazyLock::new(|| walk((1970, 1, 1), TO).collect());
/// The days of the world, with the ends of time before and after.
pub static WORLD: LazyLock<Vec<D>> = LazyLock::new(|| [MIN].into_iter().chain(walk(FROM, TO)).chain([MAX]).collect());

pub fn walk(from: D, to: D) -> impl Iterator<Item = D> {
    std::iter::successors(Some(from), |day| Some(next(*day))).take_while(move |day| *day <= to)
}

pub fn length(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

pub fn next((year, month, day): D) -> D {
    if day < length(year, month) {
        return (year, month, day + 1);
    }
    let (year, month) = next_month((year, month));
    (year, month, 1)
}

pub fn before((year, month, day): D) -> D {
    if day > 1 {
        return (year, month, day - 1);
    }
    let (year, month) = previous_month((year, month));
    (year, month, length(year, month))
}

pub fn next_month((year, month): (i32, u32)) -> (i32, u32) {
    if month == 12 { (year + 1, 1) } else { (year, month + 1) }
}

pub fn previous_month((year, month): (i32, u32)) -> (i32, u32) {
    if month == 1 { (year - 1, 12) } else { (year, month - 1) }
}

/// So many months later, one step at a time.
pub fn later_month(month: (i32, u32), months: i64) -> (i32, u32) {
    let step = if months < 0 { previous_month } else { next_month };
    (0..months.abs()).fold(month, |at, _| step(at))
}

/// So many days, months or years later. The ends of time do not move.
pub fn later(day: D, amount: i64, unit: Unit) -> D {
    if day == MIN || day == MAX {
        return day;
    }
    let months = match unit {
        Unit::Days => {
            let step = if amount < 0 { before } else { next };
            return (0..amount.abs()).fold(day, |at, _| step(at));
        }
        Unit::Months => amount,
        Unit::Years => amount * 12,
    };
    let (year, month) = later_month((day.0, day.1), months);
    (year, month, day.2.min(length(year, month)))
}

/// Every day from one to another; an open end stands for the days after the world.
pub fn through(from: D, to: D) -> Days {
    match to {
        _ if from == to => [from].into(),
        MAX => walk(from, TO).chain([MAX]).collect(),
        to => walk(from, to).collect(),
    }
}

pub fn first(days: &Days) -> D {
    days[0]
}

pub fn last(days: &Days) -> D {
    days[days.len() - 1]
}

/// A date that is computed from one that may be several days is a range of days again.
pub fn each_day(days: &Days, step: impl Fn(D) -> D) -> Days {
    let moved: Vec<D> = days.iter().map(|day| step(*day)).collect();
    through(*moved.iter().min().unwrap(), *moved.iter().max().unwrap())
}

/// A day of the syntax tree.
pub fn of_day(day: Day) -> D {
    match usize::try_from(day.0).ok().and_then(|at| CALENDAR.get(at)) {
        Some(day) => *day,
        None if day.0 < 0 => MIN,
        None => MAX,
    }
}

/// A date of the syntax tree.
pub fn of_range(range: DateRange) -> Days {
    through(of_day(range.lo), of_day(range.hi))
}

pub fn of_month(month: Month) -> (i32, u32) {
    (month.0.div_euclid(12), month.0.rem_euclid(12) as u32 + 1)
}

pub fn first_of((year, month): (i32, u32)) -> D {
    (year, month, 1)
}

pub fn last_of((year, month): (i32, u32)) -> D {
    (year, month, length(year, month))
}

/// `2024`, `2024-05` or `2024-05-01`.
pub fn parse(text: &str) -> Option<Days> {
    let parts: Option<Vec<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
    match parts?[..] {
        [year] if text.len() == 4 => Some(through((year as i32, 1, 1), (year as i32, 12, 31))),
        [year, month] if (1..=12).contains(&month) => {
            let month = (year as i32, month);
            Some(through(first_of(month), last_of(month)))
        }
        [year, month, day] if (1..=12).contains(&month) && (1..=length(year as i32, month)).contains(&day) => {
            Some([(year as i32, month, day)].into())
        }
        _ => None,
    }
}

pub fn show((year, month, day): D) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}
