//! Days as Japanese forms write them, with the Gregorian day beside them.

use crate::calendar::{Day, Month, era_date, parse_date};
use crate::diag::Lang;

/// `令和6年5月1日（2024-05-01）`; in English only the Gregorian day.
pub(super) fn day(day: Day, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}（{day}）", era_date(day)),
        Lang::En => day.to_string(),
    }
}

/// A day by its era alone, where many days stand close together.
pub(super) fn short(day: Day, lang: Lang) -> String {
    match lang {
        Lang::Ja => era_date(day),
        Lang::En => day.to_string(),
    }
}

/// A written day by [`day`]; as it is written where it is not a whole one.
pub(super) fn written(text: &str, lang: Lang) -> String {
    match parse_date(text) {
        Ok(date) if date.is_exact() => day(date.lo, lang),
        _ => text.to_owned(),
    }
}

/// `令和6年`, the era's year of a month's last day.
pub(super) fn year(month: Month, lang: Lang) -> String {
    match lang {
        Lang::Ja => era_date(month.last_day()).split_inclusive('年').next().unwrap_or_default().to_owned(),
        Lang::En => month.year_month().0.to_string(),
    }
}

/// `令和6年5月（2024-05）`.
pub(super) fn month(month: Month, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}{}月（{month}）", year(month, lang), month.year_month().1),
        Lang::En => month.to_string(),
    }
}

/// A text with the era before every Gregorian day and month that it writes as `2024年5月1日` or `2024年5月`.
pub(super) fn eras(text: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('年') {
        let (before, after) = rest.split_at(at);
        match found(before, after) {
            Some((head, words, tail)) => {
                out += head;
                out += &words;
                rest = tail;
            }
            None => {
                let (kept, tail) = after.split_at('年'.len_utf8());
                out += before;
                out += kept;
                rest = tail;
            }
        }
    }
    out + rest
}

/// What stands before a Gregorian date, the date in both calendars, and what stands after it.
fn found<'t>(before: &'t str, after: &'t str) -> Option<(&'t str, String, &'t str)> {
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let year: i32 = before.strip_prefix(head).filter(|digits| digits.len() == 4)?.parse().ok()?;
    let (of_year, rest) = number(after.strip_prefix('年')?)?;
    let rest = rest.strip_prefix('月')?;
    let whole = number(rest).and_then(|(of_month, rest)| {
        let tail = rest.strip_prefix('日')?;
        Some((Day::from_ymd(year, of_year, of_month)?, tail))
    });
    match whole {
        Some((found, tail)) => Some((head, day(found, Lang::Ja), tail)),
        None => Some((head, month(Month::new(year, of_year)?, Lang::Ja), rest)),
    }
}

fn number(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    Some((text.strip_suffix(rest)?.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_era_stands_before_the_gregorian_day() {
        let text = "約束（2024年5月1日）から2019年4月まで、第2019年。令和6年5月1日";
        let both = "約束（令和6年5月1日（2024-05-01））から平成31年4月（2019-04）まで、第2019年。令和6年5月1日";
        assert_eq!(eras(text, Lang::Ja), both);
        assert_eq!(eras("2019年5月1日に", Lang::Ja), "令和元年5月1日（2019-05-01）に");
        assert_eq!(eras("2024年13月40日", Lang::Ja), "2024年13月40日");
    }
}
