//! Dates as people and programs write them: `2024-05-01`, `2024-05`, `2024`, `2024/5/1`, `R6.5.1`, `令和6年5月1日`.

use super::ambiguous::date_readings;
use super::era::era_year;
use super::{DateRange, Day, Month};

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Not one of the forms that are read.
    Form,
    /// The form is right, but the calendar has no such day.
    NoSuchDay,
    /// The day lies outside the era that is named.
    OutsideEra,
    /// The year is not said, or not in which era; [`date_readings`](super::date_readings) names what it may be.
    Ambiguous,
}

/// A date, possibly known only to the month or the year. Full-width digits and letters are read as their half-width ones.
///
/// # Errors
/// [`DateError`] says in which way a text fails to be a date.
pub fn parse_date(text: &str) -> Result<DateRange, DateError> {
    let text = narrow(text);
    match date_of(text.trim()) {
        Err(DateError::Form) if date_readings(text.trim()).is_some() => Err(DateError::Ambiguous),
        other => other,
    }
}

fn date_of(text: &str) -> Result<DateRange, DateError> {
    let (year, era, rest) = year_of(text)?;
    let (month, day) = month_and_day(rest)?;
    let range = match (month, day) {
        (None, _) => DateRange::year(year),
        (Some(month), None) => Month::new(year, month).map(DateRange::month),
        (Some(month), Some(day)) => Day::from_ymd(year, month, day).map(DateRange::exact),
    };
    let range = range.ok_or(DateError::NoSuchDay)?;
    within_era(range, era)
}

/// A month: `2024-05`, `R6.5`, `令和6年5月`.
///
/// # Errors
/// As [`parse_date`]; a date known to the day or only to the year is [`DateError::Form`].
pub fn parse_month(text: &str) -> Result<Month, DateError> {
    let range = parse_date(text)?;
    let month = range.lo.month();
    (range.lo == month.first_day() && range.hi >= month.last_day() && range.hi.month() == month)
        .then_some(month)
        .ok_or(DateError::Form)
}

type EraDays = Option<(Day, Day)>;

/// A partial date is cut to its era; one wholly outside it is an error.
fn within_era(range: DateRange, era: EraDays) -> Result<DateRange, DateError> {
    let Some((first, last)) = era else { return Ok(range) };
    if range.hi < first || range.lo > last {
        return Err(DateError::OutsideEra);
    }
    Ok(DateRange { lo: range.lo.max(first), hi: range.hi.min(last) })
}

fn year_of(text: &str) -> Result<(i32, EraDays, &str), DateError> {
    let digits_at = text.find(|c: char| c.is_ascii_digit() || c == '元').ok_or(DateError::Form)?;
    let (prefix, rest) = text.split_at(digits_at);
    let (digits, rest) = match rest.strip_prefix('元') {
        Some(rest) => ("1", rest),
        None => take_digits(rest),
    };
    let year: i32 = digits.parse().map_err(|_| DateError::Form)?;
    if prefix.is_empty() {
        return if digits.len() == 4 { Ok((year, None, rest)) } else { Err(DateError::Form) };
    }
    let (year, first, last) = era_year(prefix, year).ok_or(DateError::Form)?;
    Ok((year, Some((first, last)), rest))
}

/// The rest after the year: nothing, a month, or a month and a day, in one style throughout.
fn month_and_day(rest: &str) -> Result<(Option<u32>, Option<u32>), DateError> {
    let Some(separator) = rest.chars().next() else { return Ok((None, None)) };
    let closing = match separator {
        '-' | '/' | '.' => "",
        '年' => "月",
        _ => return Err(DateError::Form),
    };
    let rest = rest.get(separator.len_utf8()..).unwrap_or("");
    if rest.is_empty() && separator == '年' {
        return Ok((None, None));
    }
    let (month, rest) = number(rest)?;
    let rest = rest.strip_prefix(closing).ok_or(DateError::Form)?;
    if rest.is_empty() {
        return Ok((Some(month), None));
    }
    let rest = if closing.is_empty() { rest.strip_prefix(separator).ok_or(DateError::Form)? } else { rest };
    let (day, rest) = number(rest)?;
    let end = if closing.is_empty() { "" } else { "日" };
    if rest == end { Ok((Some(month), Some(day))) } else { Err(DateError::Form) }
}

fn number(text: &str) -> Result<(u32, &str), DateError> {
    let (digits, rest) = take_digits(text);
    if digits.is_empty() || digits.len() > 2 {
        return Err(DateError::Form);
    }
    Ok((digits.parse().map_err(|_| DateError::Form)?, rest))
}

fn take_digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

/// Full-width forms of ASCII to ASCII; the rest unchanged.
pub(super) fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> DateRange {
        DateRange::exact(Day::from_ymd(y, m, d).unwrap())
    }

    #[test]
    fn one_day_in_every_spelling() {
        for text in [
            "2024-05-01",
            "2024/5/1",
            "2024.5.1",
            "2024年5月1日",
            "R6.5.1",
            "r6.05.01",
            "令和6年5月1日",
            "Ｒ６．５．１",
        ] {
            assert_eq!(parse_date(text), Ok(day(2024, 5, 1)), "{text}");
        }
        assert_eq!(parse_date("令和元年5月1日"), Ok(day(2019, 5, 1)));
    }

    #[test]
    fn partial_dates_are_ranges_cut_to_their_era() {
        assert_eq!(parse_date("2024-02").unwrap().to_string(), "2024-02");
        assert_eq!(parse_date("2024").unwrap().to_string(), "2024");
        assert_eq!(parse_date("令和元年").unwrap().lo, Day::from_ymd(2019, 5, 1).unwrap());
    }

    #[test]
    fn era_boundaries_both_ways() {
        assert_eq!(parse_date("H31.4.30"), Ok(day(2019, 4, 30)));
        assert_eq!(parse_date("H31.5.1"), Err(DateError::OutsideEra));
        assert_eq!(parse_date("R1.4.30"), Err(DateError::OutsideEra));
        assert_eq!(parse_date("S64.1.7"), Ok(day(1989, 1, 7)));
    }

    #[test]
    fn what_is_not_a_date_is_said_apart_from_a_day_that_does_not_exist() {
        for text in ["", "20240501", "5/1/2024", "2024-5-1-1", "2024-05-", "2024年5月1", "R6", "soon", "2024-005-1"] {
            let expected = if text == "R6" { Ok(()) } else { Err(DateError::Form) };
            assert_eq!(parse_date(text).map(|_| ()), expected, "{text}");
        }
        assert_eq!(parse_date("2024-02-30"), Err(DateError::NoSuchDay));
        assert_eq!(parse_date("R6.13.1"), Err(DateError::NoSuchDay));
    }
}
