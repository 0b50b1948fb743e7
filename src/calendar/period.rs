//! Periods and ages: on which day a period of days or of months expires, and on which day an age is attained.
//!
//! Civil Code arts. 140–143. A day that falls on a holiday is not moved here (art. 142 is for whoever knows the holidays).
//! Everything is exact for every day between the ends of the number line; what would lie beyond an end is that end, and
//! the ends themselves do not move.

use super::{Day, Month};
use serde::{Deserialize, Serialize};

/// Whether the day of the trigger is itself the first day of the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FirstDay {
    /// The period starts on the day after the trigger: the rule (Civil Code art. 140).
    Excluded,
    /// The period starts on the day of the trigger: where it begins at midnight (art. 140, proviso), and for ages.
    Included,
}

/// The length of a period. Every `i32` is one; law counts forward, and a negative length runs back by the same sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Span {
    /// Days.
    Days(i32),
    /// Calendar months; a year is twelve.
    Months(i32),
}

/// Where the day of the same number would lie in another month; days since 1970-01-01, not yet cut to the number line.
enum Landing {
    /// The month has that day.
    On(i32),
    /// It has not: this is its last day.
    LastOfMonth(i32),
}

/// Months from year 0 past which every day lies beyond the ends of the number line, and still is an `i32`.
const FURTHEST: i32 = 1_700_000 * 12;

/// The last day of the period that a trigger sets going (Civil Code arts. 140, 141, 143).
///
/// The first day is the day after the trigger, or the trigger's own. So many days end on the last of them; so many months
/// end on the eve of the first day's corresponding day, or on the last day of that month where there is no such day. The
/// length 0 ends on the eve of the first day.
pub fn expiry(trigger: Day, span: Span, first: FirstDay) -> Day {
    if !trigger.is_finite() {
        return trigger;
    }
    let start = match first {
        FirstDay::Excluded => trigger.0 + 1,
        FirstDay::Included => trigger.0,
    };
    let last = match span {
        Span::Days(days) => (start - 1).saturating_add(days),
        Span::Months(months) => match landing(Day(start), months) {
            Landing::On(day) => day - 1,
            Landing::LastOfMonth(day) => day,
        },
    };
    on_the_line(last)
}

/// The day of the same number so many months later, `None` where that month has no such day; so many days later for days.
pub fn corresponding_day(day: Day, span: Span) -> Option<Day> {
    if !day.is_finite() {
        return Some(day);
    }
    match span {
        Span::Days(days) => Some(day.plus_days(days)),
        Span::Months(months) => match landing(day, months) {
            Landing::On(day) => Some(on_the_line(day)),
            Landing::LastOfMonth(_) => None,
        },
    }
}

/// The day at whose end an age in full years is attained: the eve of the birthday; 28 February of a common year for who
/// was born on 29 February (law on the computation of age, Act No. 50 of 1902: the day of birth counts, and Civil Code
/// art. 143 applies).
pub fn attains(birth: Day, years: i32) -> Day {
    expiry(birth, Span::Months(years.saturating_mul(12)), FirstDay::Included)
}

/// Age in full years on a day: the greatest `n >= 0` for which [`attains`]`(birth, n)` lies before it, 0 before birth.
///
/// The age changes on the birthday, on 1 March of a common year for who was born on 29 February. A birth before every day
/// has no greatest age: it is `i32::MAX`. A day beyond an end of the number line counts as that end.
pub fn age(birth: Day, on: Day) -> i32 {
    let (birth, on) = (on_the_line(birth.0), on_the_line(on.0));
    if !birth.is_finite() {
        return if birth < on { i32::MAX } else { 0 };
    }
    // The age of this calendar year is attained on its eve at the earliest, the next one's on the eve of the next year.
    let years = on.ymd().0 - birth.ymd().0;
    let attained = attains(birth, years) < on;
    if attained { years.max(0) } else { (years - 1).max(0) }
}

fn landing(day: Day, months: i32) -> Landing {
    let (year, month, number) = day.ymd();
    let month = (year * 12 + month as i32 - 1).saturating_add(months).clamp(-FURTHEST, FURTHEST);
    let same = Month(month).first_day().0 + number as i32 - 1;
    // Not `Month::last_day`: it is for the months that can be written.
    let last = Month(month + 1).first_day().0 - 1;
    if same <= last { Landing::On(same) } else { Landing::LastOfMonth(last) }
}

fn on_the_line(days: i32) -> Day {
    Day(days.clamp(Day::MIN.0, Day::MAX.0))
}
