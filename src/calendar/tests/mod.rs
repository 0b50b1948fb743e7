//! Tests of `calendar` against a calendar that only knows which day comes next.

mod ages;
mod eras;
mod periods;

use super::Day;

/// A civil day, reached on foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Civil {
    year: i32,
    month: u32,
    number: u32,
}

impl Civil {
    fn day(self) -> Day {
        day(self.year, self.month, self.number)
    }

    fn is_last_of_month(self) -> bool {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let length = match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        self.number == length
    }

    fn next(self) -> Civil {
        match (self.is_last_of_month(), self.month) {
            (false, _) => Civil { number: self.number + 1, ..self },
            (true, 12) => Civil { year: self.year + 1, month: 1, number: 1 },
            (true, month) => Civil { month: month + 1, number: 1, ..self },
        }
    }
}

/// Every day from one to another, both inclusive.
fn walk(from: (i32, u32, u32), to: (i32, u32, u32)) -> Vec<Civil> {
    let civil = |(year, month, number)| Civil { year, month, number };
    let days = std::iter::successors(Some(civil(from)), |day| Some(day.next()));
    days.take_while(|&day| day <= civil(to)).collect()
}

fn day(year: i32, month: u32, number: u32) -> Day {
    Day::from_ymd(year, month, number).unwrap()
}
