//! Values of cells: texts that no spreadsheet computes and that hold no control characters, days, numbers.

use super::words;
use crate::calendar::{Day, era_date, parse_date};
use crate::diag::Lang;
use crate::text::visible;

/// Characters that a cell may hold; Excel counts UTF-16 units.
const MOST: usize = 32_767;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Nothing, but the frame is drawn.
    Blank,
    /// A text, never computed.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, shown by its era in Japanese.
    Day(Day),
    /// A formula of this program's own with its result; none where it shows nothing.
    Formula(String, Option<f64>),
}

impl Value {
    /// A text; nothing for an empty one.
    pub(super) fn text(text: impl Into<String>) -> Value {
        let text = text.into();
        if text.is_empty() { Value::Blank } else { Value::Text(text) }
    }

    /// A number that may be unknown.
    pub(super) fn number(number: Option<i64>) -> Value {
        number.map_or(Value::Blank, |number| Value::Number(number as f64))
    }

    /// A written date: a day where it is exact, else the text.
    pub(super) fn date(written: &str) -> Value {
        match parse_date(written) {
            Ok(date) if date.is_exact() && date.lo.ymd().0 >= 1900 => Value::Day(date.lo),
            _ => Value::text(written),
        }
    }
}

/// A text as a cell may hold it: one line, nothing invisible, not longer than a cell. It is written as a string, so a
/// leading `=` computes nothing.
pub(super) fn safe(text: &str, lang: Lang) -> String {
    let shown: String =
        visible(text).chars().map(|c| if matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c }).collect();
    let units = |text: &str| text.encode_utf16().count();
    if units(&shown) <= MOST {
        return shown;
    }
    let mark = words::CUT.of(lang);
    let mut left = MOST - units(mark);
    let kept = shown.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    kept.collect::<String>() + mark
}

/// A day in words: by its era in Japanese.
pub(super) fn day(day: Day, lang: Lang) -> String {
    match lang {
        Lang::Ja => era_date(day),
        Lang::En => day.to_string(),
    }
}

/// A day in both calendars.
pub(super) fn both_calendars(written: &str, lang: Lang) -> String {
    match (lang, parse_date(written)) {
        (Lang::Ja, Ok(date)) if date.is_exact() => format!("{}（{written}）", era_date(date.lo)),
        _ => written.to_owned(),
    }
}
