//! The Japanese eras that records carry.

use super::{Day, Month};

/// Name, letter, Gregorian year before year 1, first and last day.
struct Era {
    name: &'static str,
    letter: char,
    offset: i32,
    first: (i32, u32, u32),
    last: (i32, u32, u32),
}

const ERAS: [Era; 5] = [
    Era { name: "令和", letter: 'R', offset: 2018, first: (2019, 5, 1), last: (9999, 12, 31) },
    Era { name: "平成", letter: 'H', offset: 1988, first: (1989, 1, 8), last: (2019, 4, 30) },
    Era { name: "昭和", letter: 'S', offset: 1925, first: (1926, 12, 25), last: (1989, 1, 7) },
    Era { name: "大正", letter: 'T', offset: 1911, first: (1912, 7, 30), last: (1926, 12, 24) },
    Era { name: "明治", letter: 'M', offset: 1867, first: (1868, 1, 25), last: (1912, 7, 29) },
];

/// An era's year as a Gregorian year with the era's first and last day; `prefix` is its name or letter.
pub(super) fn era_year(prefix: &str, year: i32) -> Option<(i32, Day, Day)> {
    let era = ERAS
        .iter()
        .find(|era| era.name == prefix || prefix.eq_ignore_ascii_case(era.letter.encode_utf8(&mut [0; 4])))?;
    let day = |(y, m, d)| Day::from_ymd(y, m, d);
    (year >= 1).then_some(())?;
    Some((era.offset.checked_add(year)?, day(era.first)?, day(era.last)?))
}

/// A day as it is written on Japanese forms, such as `令和6年5月1日`; days before 1868-01-25 stay Gregorian.
pub fn era_date(day: Day) -> String {
    let (year, month, of_month) = day.ymd();
    let era = ERAS.iter().find(|era| (year, month, of_month) >= era.first);
    match era {
        Some(era) if year - era.offset == 1 => format!("{}元年{month}月{of_month}日", era.name),
        Some(era) => format!("{}{}年{month}月{of_month}日", era.name, year - era.offset),
        None => format!("{year}年{month}月{of_month}日"),
    }
}

/// A month as a header has it, such as `R6.5`; one that no era holds whole stays Gregorian, such as `1989-01`.
pub fn era_month(month: Month) -> String {
    let (year, number) = month.year_month();
    let era_of = |day: Day| ERAS.iter().find(|era| day.ymd() >= era.first);
    match (era_of(month.first_day()), era_of(month.last_day())) {
        (Some(first), Some(last)) if first.letter == last.letter => {
            format!("{}{}.{number}", first.letter, year - first.offset)
        }
        _ => month.to_string(),
    }
}
