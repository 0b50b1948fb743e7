//! Days on which an office is closed, and the nearest day on which it is open.

use super::Day;
use serde::{Deserialize, Serialize};

/// A month (1–12) and a day of it (1–31), of every year.
type MonthDay = (u8, u8);

/// How far an open day is looked for.
const MOST_DAYS: i32 = 60;

/// Closed days of an office, known for the days `from..=to`; by default for none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClosedDays {
    /// Days of the week that are closed, Monday first.
    pub weekly: [bool; 7],
    /// Ranges of days closed in every year, both ends inclusive; one that ends before its start crosses the year's end.
    pub yearly: Vec<(MonthDay, MonthDay)>,
    /// Single closed days, in ascending order.
    pub days: Vec<Day>,
    /// The first day for which this is known.
    pub from: Day,
    /// The last day for which this is known.
    pub to: Day,
}

impl Default for ClosedDays {
    fn default() -> ClosedDays {
        ClosedDays { weekly: [false; 7], yearly: Vec::new(), days: Vec::new(), from: Day::MAX, to: Day::MIN }
    }
}

impl ClosedDays {
    /// Whether the office is open on a day; `None` for a day that is not covered.
    pub fn is_open(&self, day: Day) -> Option<bool> {
        let closed = || self.is_weekly(day) || self.is_yearly(day) || self.days.binary_search(&day).is_ok();
        (self.from <= day && day <= self.to).then(|| !closed())
    }

    /// The day itself where the office is open on it, else the nearest open day after it (`next`) or before it.
    ///
    /// `None` where a day on the way is not covered, or where none of the 60 days after (before) it is open.
    pub fn shifted(&self, day: Day, next: bool) -> Option<Day> {
        let sign = if next { 1 } else { -1 };
        let mut days = (0..=MOST_DAYS).map(|distance| day.plus_days(sign * distance));
        let found = days.find(|&day| self.is_open(day) != Some(false))?;
        self.is_open(found).map(|_| found)
    }

    fn is_weekly(&self, day: Day) -> bool {
        self.weekly.get(usize::from(day.weekday())).is_some_and(|&closed| closed)
    }

    fn is_yearly(&self, day: Day) -> bool {
        let (_, month, of_month) = day.ymd();
        let at = (month as u8, of_month as u8);
        self.yearly.iter().any(
            |&(start, end)| {
                if start <= end { start <= at && at <= end } else { start <= at || at <= end }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, of_month: u32) -> Day {
        Day::from_ymd(year, month, of_month).unwrap()
    }

    /// Weekends, the turn of the year, and two days of January 2024, a month that begins on a Monday.
    fn office() -> ClosedDays {
        ClosedDays {
            weekly: [false, false, false, false, false, true, true],
            yearly: vec![((12, 29), (1, 3)), ((8, 13), (8, 15))],
            days: vec![day(2024, 1, 1), day(2024, 1, 8)],
            from: day(2023, 12, 1),
            to: day(2024, 12, 31),
        }
    }

    #[test]
    fn each_of_the_three_lists_closes_a_day() {
        let office = office();
        let open = |month, of_month| office.is_open(day(2024, month, of_month));
        assert_eq!(
            [open(1, 5), open(1, 6), open(1, 7), open(1, 8)],
            [Some(true), Some(false), Some(false), Some(false)]
        );
        assert_eq!(
            [open(8, 12), open(8, 13), open(8, 15), open(8, 16)],
            [Some(true), Some(false), Some(false), Some(true)]
        );
    }

    #[test]
    fn a_yearly_range_may_cross_the_years_end() {
        let office = office();
        let closed: Vec<Day> = (day(2023, 12, 25).0..=day(2024, 1, 5).0)
            .map(Day)
            .filter(|&day| office.is_open(day) == Some(false))
            .collect();
        // 29 December 2023 is a Friday.
        assert_eq!(closed, (day(2023, 12, 29).0..=day(2024, 1, 3).0).map(Day).collect::<Vec<_>>());
    }

    #[test]
    fn outside_its_coverage_nothing_is_known() {
        let office = office();
        assert_eq!(office.is_open(day(2023, 11, 30)), None);
        assert_eq!(office.is_open(day(2023, 12, 1)), Some(true));
        assert_eq!(office.is_open(day(2024, 12, 31)), Some(false));
        assert_eq!(office.is_open(day(2025, 1, 1)), None);
        assert_eq!(ClosedDays::default().is_open(day(2024, 1, 5)), None);
    }

    #[test]
    fn a_closed_day_shifts_to_the_nearest_open_one() {
        let office = office();
        assert_eq!(office.shifted(day(2024, 1, 5), true), Some(day(2024, 1, 5)));
        assert_eq!(office.shifted(day(2024, 1, 5), false), Some(day(2024, 1, 5)));
        assert_eq!(office.shifted(day(2024, 1, 6), true), Some(day(2024, 1, 9)));
        assert_eq!(office.shifted(day(2024, 1, 8), false), Some(day(2024, 1, 5)));
        assert_eq!(office.shifted(day(2023, 12, 30), true), Some(day(2024, 1, 4)));
        assert_eq!(office.shifted(day(2024, 1, 3), false), Some(day(2023, 12, 28)));
    }

    #[test]
    fn no_shift_leaves_the_coverage() {
        let office = office();
        assert_eq!(office.shifted(day(2024, 12, 28), true), None);
        assert_eq!(office.shifted(day(2024, 12, 28), false), Some(day(2024, 12, 27)));
        assert_eq!(office.shifted(day(2023, 11, 30), true), None, "the day itself is not known to be closed");
        assert_eq!(office.shifted(day(2025, 1, 1), false), None);
        let from_saturday = ClosedDays { from: day(2024, 1, 6), ..office };
        assert_eq!(from_saturday.shifted(day(2024, 1, 7), false), None);
        assert_eq!(from_saturday.shifted(day(2024, 1, 7), true), Some(day(2024, 1, 9)));
    }

    #[test]
    fn an_open_day_is_looked_for_sixty_days_far() {
        let start = day(2024, 2, 1);
        let closed_for = |days: i32, sign: i32| {
            let mut closed: Vec<Day> = (0..days).map(|distance| start.plus_days(sign * distance)).collect();
            closed.sort_unstable();
            ClosedDays { days: closed, from: Day::MIN, to: Day::MAX, ..ClosedDays::default() }
        };
        assert_eq!(closed_for(60, 1).shifted(start, true), Some(start.plus_days(60)));
        assert_eq!(closed_for(61, 1).shifted(start, true), None);
        assert_eq!(closed_for(60, -1).shifted(start, false), Some(start.plus_days(-60)));
        assert_eq!(closed_for(61, -1).shifted(start, false), None);
    }
}
