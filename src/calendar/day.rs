//! Day numbers and month numbers.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A civil day as days since 1970-01-01. Every `i32` is a day; only 0001-01-01…9999-12-31 are read from input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub i32);

/// A calendar month as months since January of year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month(pub i32);

impl Day {
    /// Before every day that can be written: the start of an interval without one.
    pub const MIN: Day = Day(i32::MIN / 4);
    /// After every day that can be written: an open end.
    pub const MAX: Day = Day(i32::MAX / 4);

    /// The day of a civil date, or `None` when there is no such day or the year is outside 1–9999.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        let month = Month::new(year, month)?;
        (1..=month.length()).contains(&day).then(|| month.first_day().plus_days(day as i32 - 1))
    }

    /// Year, month (1–12) and day (1–31).
    pub fn ymd(self) -> (i32, u32, u32) {
        // Days are counted from 0000-03-01, so that the leap day ends a 400-year cycle of 146,097 days.
        let shifted = i64::from(self.0) + 719_468;
        let cycle = shifted.div_euclid(146_097);
        let of_cycle = shifted.rem_euclid(146_097);
        let year_of_cycle = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
        let of_year = of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
        let march_month = (5 * of_year + 2) / 153;
        let day = (of_year - (153 * march_month + 2) / 5 + 1) as u32;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 } as u32;
        let year = year_of_cycle + cycle * 400 + i64::from(month <= 2);
        (year as i32, month, day)
    }

    /// The day `days` later (earlier when negative), stopping at the ends of the number line, which do not move.
    pub fn plus_days(self, days: i32) -> Day {
        if !self.is_finite() {
            return self;
        }
        Day(self.0.saturating_add(days).clamp(Day::MIN.0, Day::MAX.0))
    }

    /// The corresponding day `months` later, or the last day of that month where there is none (Civil Code art. 143(2)).
    pub fn plus_months(self, months: i32) -> Day {
        if !self.is_finite() {
            return self;
        }
        let (_, _, day) = self.ymd();
        let month = Month(self.month().0.saturating_add(months).clamp(12, 9_999 * 12 + 11));
        month.first_day().plus_days(day.min(month.length()) as i32 - 1)
    }

    /// The month the day lies in.
    pub fn month(self) -> Month {
        let day = Day(self.0.clamp(-719_162, 2_932_896));
        let (year, month, _) = day.ymd();
        Month(year * 12 + month as i32 - 1)
    }

    /// The day of the week, 0 (Monday) to 6 (Sunday).
    pub fn weekday(self) -> u8 {
        // Day 0, 1970-01-01, is a Thursday.
        ((i64::from(self.0) + 3).rem_euclid(7)) as u8
    }

    /// Whether the day is one that can be written, not an end of the number line.
    pub fn is_finite(self) -> bool {
        self > Day::MIN && self < Day::MAX
    }
}

impl Month {
    /// The month of a year, or `None` outside years 1–9999 and months 1–12.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then(|| Month(year * 12 + month as i32 - 1))
    }

    /// Year and month (1–12).
    pub fn year_month(self) -> (i32, u32) {
        (self.0.div_euclid(12), self.0.rem_euclid(12) as u32 + 1)
    }

    /// The first day.
    pub fn first_day(self) -> Day {
        let (year, month) = self.year_month();
        let (year, march_month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let cycle = year.div_euclid(400);
        let year_of_cycle = year.rem_euclid(400);
        let of_year = (153 * march_month as i32 + 2) / 5;
        let of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + of_year;
        Day(cycle * 146_097 + of_cycle - 719_468)
    }

    /// The last day.
    pub fn last_day(self) -> Day {
        self.plus(1).first_day().plus_days(-1)
    }

    /// The number of days, 28–31.
    pub fn length(self) -> u32 {
        (self.plus(1).first_day().0 - self.first_day().0) as u32
    }

    /// The month `months` later.
    pub fn plus(self, months: i32) -> Month {
        Month(self.0.saturating_add(months).clamp(0, 10_001 * 12))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = self.year_month();
        write!(f, "{year:04}-{month:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Date, date};

    /// Every day of 1868–2100 against a maintained calendar library.
    #[test]
    fn agrees_with_a_calendar_library_day_by_day() {
        let epoch = date(1970, 1, 1);
        let mut day: Date = date(1868, 1, 1);
        while day < date(2101, 1, 1) {
            let ours = Day::from_ymd(day.year().into(), day.month() as u32, day.day() as u32).unwrap();
            assert_eq!(ours.0, epoch.until(day).unwrap().get_days(), "{day}");
            assert_eq!(ours.to_string(), day.to_string());
            assert_eq!(i32::from(ours.weekday()), i32::from(day.weekday().to_monday_zero_offset()), "{day}");
            day = day.tomorrow().unwrap();
        }
    }

    /// The first and the last day of every month that can be written, and the days around them.
    #[test]
    fn agrees_with_a_calendar_library_in_every_month_of_every_year() {
        let epoch = date(1970, 1, 1);
        for (year, month) in (1..=9999).flat_map(|year| (1..=12).map(move |month| (year, month))) {
            let ours = Month::new(year.into(), month as u32).unwrap();
            let first = date(year, month, 1);
            assert_eq!(ours.first_day().0, epoch.until(first).unwrap().get_days(), "{first}");
            assert_eq!(ours.length(), first.days_in_month() as u32, "{first}");
            assert_eq!(ours.first_day().to_string(), first.to_string());
            assert_eq!(ours.last_day().to_string(), first.last_of_month().to_string());
            assert_eq!((ours.first_day().month(), ours.last_day().month()), (ours, ours), "{first}");
        }
    }

    #[test]
    fn what_cannot_be_written_stops_at_the_ends() {
        let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
        let (first, last) = (day(1, 1, 31), day(9999, 12, 15));
        assert_eq!(first.plus_months(-1), first);
        assert_eq!(last.plus_months(1), last);
        assert_eq!((first.plus_months(i32::MAX), last.plus_months(i32::MIN)), (day(9999, 12, 31), day(1, 1, 15)));
        assert_eq!((Day::MIN.month(), Day::MAX.month()), (Month::new(1, 1).unwrap(), Month::new(9999, 12).unwrap()));
        for end in [Day::MIN, Day::MAX] {
            assert!(!end.is_finite());
            assert_eq!((end.plus_days(1), end.plus_days(-1), end.plus_months(-1)), (end, end, end));
        }
        assert_eq!((first.plus_days(i32::MIN), last.plus_days(i32::MAX)), (Day::MIN, Day::MAX));
        assert!(Day(Day::MIN.0 + 1).is_finite() && Day(Day::MAX.0 - 1).is_finite());
        let past = Month(10_001 * 12);
        assert_eq!(
            (Month(0).plus(-1), Month(1).plus(-1), past.plus(1), past.plus(-1).plus(2)),
            (Month(0), Month(0), past, past)
        );
    }

    #[test]
    fn months_are_those_of_the_years_that_can_be_written() {
        let is = |year, month| Month::new(year, month).is_some();
        assert!(is(1, 1) && is(1, 12) && is(9999, 1) && is(9999, 12));
        assert!(!is(0, 12) && !is(10_000, 1) && !is(2024, 0) && !is(2024, 13));
    }

    #[test]
    fn a_missing_corresponding_day_is_the_months_last() {
        let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
        assert_eq!(day(2024, 1, 31).plus_months(1), day(2024, 2, 29));
        assert_eq!(day(2024, 2, 29).plus_months(12), day(2025, 2, 28));
        assert_eq!(day(2024, 3, 31).plus_months(-1), day(2024, 2, 29));
        assert_eq!(day(2024, 10, 31).plus_months(4), day(2025, 2, 28));
    }

    #[test]
    fn days_that_do_not_exist_are_none() {
        assert_eq!(Day::from_ymd(2023, 2, 29), None);
        assert_eq!(Day::from_ymd(2023, 4, 31), None);
        assert_eq!(Day::from_ymd(0, 1, 1), None);
        assert_eq!(Day::from_ymd(2023, 13, 1), None);
        assert_eq!(Day::from_ymd(2023, 1, 0), None);
    }
}
