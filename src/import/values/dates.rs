//! Dates with what people write round them: blanks inside, the weekday, a time, a word in brackets.

use super::Hints;
use crate::calendar::{DateError, DateRange, Day, parse_date};
use crate::text::spelling::narrowed;

/// A date that was found in a text.
pub(super) struct Found {
    /// What is a date, or what is written like one, without the rest.
    pub(super) core: String,
    /// The date, unless the reader has to refuse it: no such day, outside its era, ambiguous.
    pub(super) range: Option<DateRange>,
    /// Whether words stood behind it that were not read.
    pub(super) beside: bool,
    weekday: Option<u8>,
}

impl Found {
    /// The names, Japanese and English, of the weekday that is said and of the one it is, where they differ.
    pub(super) fn contradiction(&self) -> Option<([&'static str; 2], [&'static str; 2])> {
        let (said, is) = (self.weekday?, self.range?.lo.weekday());
        let names = |weekday: u8| WEEKDAYS.get(usize::from(weekday)).copied();
        names(said).zip(names(is)).filter(|(said, is)| said != is)
    }
}

const WEEKDAYS: [[&str; 2]; 7] = [
    ["月", "Monday"],
    ["火", "Tuesday"],
    ["水", "Wednesday"],
    ["木", "Thursday"],
    ["金", "Friday"],
    ["土", "Saturday"],
    ["日", "Sunday"],
];

/// Whether the reader takes a text for a date.
pub(super) fn is_read(text: &str) -> bool {
    parse_date(text).is_ok()
}

/// The day of a spreadsheet program's number, for days from 1950 to ten years after the as-of date, or to 2100; the part
/// behind the point is a time of day.
pub(super) fn serial(number: f64, as_of: Option<Day>) -> Option<Day> {
    let (first, last) = (Day::from_ymd(1950, 1, 1)?, Day::from_ymd(2100, 12, 31)?);
    let day = (0.0..1e6).contains(&number).then(|| Day::from_ymd(1899, 12, 30))??.plus_days(number as i32);
    let last = as_of.map_or(last, |as_of| as_of.plus_months(120));
    (first..=last).contains(&day).then_some(day)
}

/// The date that a text is; none where more is written than is understood.
pub(super) fn find(text: &str, hints: &Hints<'_>) -> Option<Found> {
    let text = narrowed(text).replace(['‐', '‑', '‒', '–', '—', '−'], "-");
    let (core, rest) = head(text.trim())?;
    let behind = Behind::read(rest)?;
    let core = spelt_out(core, hints)?;
    let range = match parse_date(&core) {
        Ok(range) => Some(range),
        Err(DateError::Form) => return None,
        Err(_) => None,
    };
    let partial = range.is_some_and(|range| !range.is_exact());
    (!partial || rest.trim().is_empty()).then_some(Found {
        core,
        range,
        beside: behind.beside,
        weekday: behind.weekday,
    })
}

/// The front of a text that is written like a date, without its blanks, and the rest.
fn head(text: &str) -> Option<(String, &str)> {
    let start = text.find(|c: char| c.is_ascii_digit() || c == '元')?;
    let (front, mut rest) = text.split_at(start);
    let mut core = front.trim_start_matches("西暦").trim_end_matches([' ', '.']).to_owned();
    for separators in ["/.-年", "/.-月", "日"] {
        let (digits, behind) =
            rest.split_at(rest.find(|c: char| !c.is_ascii_digit() && c != '元').unwrap_or(rest.len()));
        core.push_str(digits);
        rest = behind;
        // Behind `2024/4/1` stands no 日 of a day, but one of Sunday.
        let closed = separators != "日" || core.contains('月');
        let Some((separator, after)) = separated(rest, separators).filter(|_| closed) else { break };
        core.push(separator);
        rest = after;
        if !after.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
    }
    Some((core, rest))
}

/// The separator that comes next, and the number behind it; one that also closes a date may have none.
fn separated<'t>(text: &'t str, separators: &str) -> Option<(char, &'t str)> {
    let text = text.trim_start();
    let separator = text.chars().next().filter(|c| separators.contains(*c))?;
    let after = text.get(separator.len_utf8()..)?;
    let number = after.trim_start();
    let goes_on = number.starts_with(|c: char| c.is_ascii_digit());
    match separator {
        '日' => Some((separator, after)),
        _ if goes_on => Some((separator, number)),
        '年' | '月' => Some((separator, after)),
        _ => None,
    }
}

/// A date without separators with them, and one whose year needs the era of its column with it.
fn spelt_out(core: String, hints: &Hints<'_>) -> Option<String> {
    let (front, digits) = core.split_at(core.find(|c: char| c.is_ascii_digit()).unwrap_or(core.len()));
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or("");
    let short = |era: &str| format!("{era}{}.{}.{}", part(0, 2), part(2, 4), part(4, 6));
    match (front.is_empty(), plain, digits.len()) {
        (true, true, 8) => Some(format!("{}-{}-{}", part(0, 4), part(4, 6), part(6, 8))),
        (true, true, 6) => {
            hints.era.map(short).filter(|text| is_read(text)).or_else(|| month_of(part(0, 4), part(4, 6)))
        }
        (true, true, 5) => serial(digits.parse().ok()?, hints.as_of).map(|day| day.to_string()),
        (false, true, 6) => Some(short(front)),
        (true, false, _) => match hints.era.map(|era| format!("{}{core}", era.trim())) {
            Some(with_era) if parse_date(&core) == Err(DateError::Ambiguous) => Some(with_era),
            _ => Some(core),
        },
        _ => Some(core),
    }
}

/// Six digits as a month of 1900 to 2100.
fn month_of(year: &str, month: &str) -> Option<String> {
    ("1900".."2101").contains(&year).then(|| format!("{year}-{month}"))
}

/// What stands behind a date.
#[derive(Default)]
struct Behind {
    weekday: Option<u8>,
    beside: bool,
}

impl Behind {
    /// None where it may change what the date says.
    fn read(rest: &str) -> Option<Behind> {
        let mut behind = Behind::default();
        let mut rest = rest.trim_start();
        while !rest.is_empty() {
            let after = match bracketed(rest) {
                Some((inside, after)) => {
                    behind.bracket(inside.trim())?;
                    after
                }
                None => behind.bare_weekday(rest).or_else(|| after_time(rest))?,
            };
            rest = after.trim_start();
        }
        Some(behind)
    }

    fn bracket(&mut self, inside: &str) -> Option<()> {
        let holiday = |rest: &str| matches!(rest.trim_start_matches(['・', ' ', '、', '/']), "" | "祝" | "祝日" | "休");
        match weekday(inside) {
            Some((day, rest)) if holiday(rest) && self.weekday.is_none() => self.weekday = Some(day),
            _ if matches!(inside, "祝" | "祝日") => {}
            _ => {
                self.beside = true;
                (!changes(inside)).then_some(())?;
            }
        }
        Some(())
    }

    fn bare_weekday<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let (day, after) = weekday(rest).filter(|_| self.weekday.is_none())?;
        let ends = after.is_empty()
            || after.starts_with(|c: char| c.is_whitespace() || c.is_ascii_digit() || OPEN.contains(&c));
        ends.then(|| self.weekday = Some(day))?;
        Some(after)
    }
}

/// Whether words in brackets may say that it was not on this day, or not only.
fn changes(inside: &str) -> bool {
    const WORDS: [&str; 14] =
        ["予定", "変更", "取消", "取り消", "中止", "延期", "振替", "未", "頃", "ごろ", "から", "まで", "誤", "訂正"];
    inside.contains(|c: char| c.is_ascii_digit() || c == '?') || WORDS.iter().any(|word| inside.contains(word))
}

const OPEN: [char; 4] = ['(', '[', '【', '〔'];

/// The inside of the bracket that a text begins with, and what follows it.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix(OPEN)?.split_once([')', ']', '】', '〕'])
}

/// The weekday that a text begins with, and what follows it.
fn weekday(text: &str) -> Option<(u8, &str)> {
    let at = WEEKDAYS.iter().position(|[name, _]| text.starts_with(name))?;
    let rest = text.strip_prefix(WEEKDAYS.get(at)?.first()?)?;
    let rest = rest.strip_prefix("曜日").or_else(|| rest.strip_prefix('曜')).unwrap_or(rest);
    Some((at as u8, rest))
}

/// What follows a time of day, or a span of two: `16:00`, `T16:00:00`, `16時30分～17時`.
fn after_time(text: &str) -> Option<&str> {
    let rest = one_time(text)?;
    match rest.trim_start().strip_prefix(['~', '〜', '-']) {
        Some(second) => one_time(second.trim_start()),
        None => Some(rest),
    }
}

fn one_time(text: &str) -> Option<&str> {
    let front = ["T", "午前", "午後", "AM", "PM"].iter().find_map(|front| text.strip_prefix(front));
    let rest = two_digits(front.unwrap_or(text).trim_start())?;
    let rest = match rest.strip_prefix(':') {
        Some(minutes) => {
            let rest = two_digits(minutes)?;
            rest.strip_prefix(':').map_or(Some(rest), two_digits)?
        }
        None => {
            let rest = rest.strip_prefix('時')?;
            rest.strip_prefix('半').or_else(|| two_digits(rest)?.strip_prefix('分')).unwrap_or(rest)
        }
    };
    Some(rest.strip_prefix("頃").or_else(|| rest.strip_prefix("ごろ")).unwrap_or(rest))
}

fn two_digits(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (1..=2).contains(&end).then(|| text.get(end..)).flatten()
}

/// The first and the last day of a period in one cell, as the reader accepts them: `R7.4.1～R7.9.30`, `R7.4～R7.9`.
/// The last is empty where the period is written without one.
pub fn period(text: &str) -> Option<(String, String)> {
    let text = narrowed(text);
    let text = without_length(text.trim());
    let mut marks = text.char_indices().filter(|(_, c)| "~〜-ー−―–—‐".contains(*c));
    marks.find_map(|(at, mark)| {
        let last = text.get(at + mark.len_utf8()..)?.trim();
        let first = day(text.get(..at)?)?;
        Some((first, if last.is_empty() && mark != '-' { String::new() } else { day(last)? }))
    })
}

/// A period without its length behind it in brackets.
fn without_length(text: &str) -> &str {
    let inside = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    inside.filter(|(_, length)| length.ends_with(['月', '間', '年'])).map_or(text, |(period, _)| period.trim_end())
}

fn day(text: &str) -> Option<String> {
    let found = find(text, &Hints::default())?;
    found
        .range
        .map(|range| range.to_string())
        .filter(|text| is_read(text))
        .or(Some(found.core).filter(|core| is_read(core)))
}
