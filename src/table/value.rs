//! Values of cells, as a person reads them in the spreadsheet.

use crate::calendar::Day;
use std::fmt;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, as written. A time of day without a day is text too (`13:05`), and a day that no calendar has (`1900-02-29`).
    Text(String),
    /// A number, and how a person reads it: no `1.0`, no exponent, at most 15 digits that count.
    Number(f64, String),
    /// A day, where the cell shows one, with the time of day where it holds one.
    Date(Day, Option<Time>),
    /// TRUE or FALSE.
    YesNo(bool),
    /// An error of the spreadsheet, such as `#REF!`.
    Error(String),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// 0–23.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
    /// 0–59.
    pub second: u8,
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if self.second > 0 { write!(f, ":{:02}", self.second) } else { Ok(()) }
    }
}

/// As a person reads it; a day is `2024-05-01`, with a time `2024-05-01 13:05`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) | Value::Number(_, text) | Value::Error(text) => f.write_str(text),
            Value::Date(day, None) => write!(f, "{day}"),
            Value::Date(day, Some(time)) => write!(f, "{day} {time}"),
            Value::YesNo(yes) => f.write_str(if *yes { "TRUE" } else { "FALSE" }),
        }
    }
}

impl Value {
    /// A number with its reading. A spreadsheet keeps 15 digits; what an `f64` has beyond them nobody wrote.
    pub(super) fn number(number: f64) -> Value {
        if !number.is_finite() {
            return Value::Error("#NUM!".to_owned());
        }
        let rounded = format!("{number:.14e}").parse().unwrap_or(number);
        // `+ 0.0` turns the negative zero into the one people know.
        Value::Number(number, format!("{}", rounded + 0.0))
    }

    /// What a serial number in a cell that shows a date or a time is. `base_1904` is the workbook's setting.
    pub(super) fn moment(serial: f64, base_1904: bool) -> Value {
        const LAST: f64 = 2_958_466.0; // 10000-01-01
        if !(0.0..LAST).contains(&serial) {
            return Value::number(serial);
        }
        let mut days = serial.floor() as i32;
        let mut seconds = ((serial - serial.floor()) * 86_400.0).round() as u32;
        if seconds == 86_400 {
            (days, seconds) = (days + 1, 0);
        }
        let time =
            Time { hour: (seconds / 3_600) as u8, minute: (seconds / 60 % 60) as u8, second: (seconds % 60) as u8 };
        // In the system of 1900 day 60 is a 29 February that never was, and the days before it count one more.
        let day = match (base_1904, days) {
            (true, _) => Day::from_ymd(1904, 1, 1).map(|first| first.plus_days(days)),
            (false, 0) => return Value::Text(time.to_string()),
            (false, 1..60) => Day::from_ymd(1899, 12, 31).map(|before| before.plus_days(days)),
            (false, 60) => return Value::Text("1900-02-29".to_owned()),
            (false, _) => Day::from_ymd(1899, 12, 30).map(|before| before.plus_days(days)),
        };
        match day {
            Some(day) if day.ymd().0 <= 9_999 => Value::Date(day, (seconds > 0).then_some(time)),
            _ => Value::number(serial),
        }
    }

    /// A moment as ISO 8601 writes it, `2024-05-01T13:05:00`, if it is one.
    pub(super) fn iso(text: &str) -> Option<Value> {
        let (date, time) = text.split_once('T').unwrap_or((text, "00:00"));
        let mut date = date.splitn(3, '-');
        let (year, month, day) = (date.next()?.parse().ok()?, date.next()?.parse().ok()?, date.next()?.parse().ok()?);
        let mut time = time.split([':', '.', 'Z', '+']);
        let mut part = |most: u8| time.next().unwrap_or("0").parse().ok().filter(|number| *number <= most);
        let time = Time { hour: part(23)?, minute: part(59)?, second: part(59).unwrap_or_default() };
        let is_day = time == Time { hour: 0, minute: 0, second: 0 };
        Some(Value::Date(Day::from_ymd(year, month, day)?, (!is_day).then_some(time)))
    }

    /// What a serial number in a cell that shows a length of time is: hours and minutes, `25:30`.
    pub(super) fn duration(serial: f64) -> Value {
        let seconds = (serial * 86_400.0).round();
        if !(0.0..1e12).contains(&seconds) {
            return Value::number(serial);
        }
        let seconds = seconds as u64;
        let minutes = format!("{}:{:02}", seconds / 3_600, seconds / 60 % 60);
        let rest = seconds % 60;
        Value::Text(if rest > 0 { format!("{minutes}:{rest:02}") } else { minutes })
    }
}
