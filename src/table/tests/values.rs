//! Numbers and moments as a person reads them.

use super::*;
use crate::calendar::Day;

fn date(year: i32, month: u32, day: u32, time: Option<(u8, u8, u8)>) -> Value {
    let time = time.map(|(hour, minute, second)| Time { hour, minute, second });
    Value::Date(Day::from_ymd(year, month, day).unwrap(), time)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn a_number_reads_as_it_is_shown() {
    let all = [1.0, -0.0, 0.5, 0.1 + 0.2, 1e21, 9_990_000_000.0, 123_456_789_012_345.0, -2.25, 1e-7];
    let shown = all.map(|number| Value::number(number).to_string());
    let expected = ["1", "0", "0.5", "0.3", "1000000000000000000000", "9990000000", "123456789012345", "-2.25"];
    assert_eq!(shown[..8], expected);
    assert_eq!(shown[8], "0.0000001");
    assert_eq!(Value::number(f64::NAN), Value::Error("#NUM!".to_owned()));
}

#[test]
fn serial_numbers_are_days_of_their_system() {
    let of_1900 = |serial: f64| Value::moment(serial, false);
    assert_eq!(of_1900(1.0), date(1900, 1, 1, None));
    assert_eq!(of_1900(59.0), date(1900, 2, 28, None));
    assert_eq!(of_1900(60.0), text("1900-02-29"), "the day that never was is no other day");
    assert_eq!(of_1900(61.0), date(1900, 3, 1, None));
    assert_eq!(of_1900(45_413.0), date(2024, 5, 1, None));
    assert_eq!(Value::moment(43_951.0, true), date(2024, 5, 1, None));
    assert_eq!(Value::moment(0.0, true), date(1904, 1, 1, None));
    assert_eq!(of_1900(2_958_465.0), date(9_999, 12, 31, None));
    for outside in [-1.0, 2_958_466.0, 1e300, f64::INFINITY] {
        assert_eq!(of_1900(outside), Value::number(outside));
    }
    assert_eq!(Value::moment(2_958_465.0, true), Value::number(2_958_465.0), "beyond the last year");
    assert!(matches!(of_1900(f64::NAN), Value::Error(_)));
}

#[test]
fn a_fraction_is_a_time_of_day() {
    assert_eq!(Value::moment(45_413.5, false), date(2024, 5, 1, Some((12, 0, 0))));
    assert_eq!(Value::moment(45_413.999_999_9, false), date(2024, 5, 2, None));
    assert_eq!(Value::moment(0.5 + 1.0 / 24.0 / 12.0, false), text("12:05"));
    assert_eq!(Value::moment(45_413.0 + 47_107.0 / 86_400.0, false).to_string(), "2024-05-01 13:05:07");
    assert_eq!(Value::duration(25.5 / 24.0), text("25:30"));
    assert_eq!(Value::duration(1.0 / 86_400.0), text("0:00:01"));
    assert_eq!(Value::duration(-1.0), Value::number(-1.0));
    assert_eq!(Value::duration(f64::MAX), Value::number(f64::MAX));
}

#[test]
fn moments_of_iso_are_read() {
    assert_eq!(Value::iso("2024-05-01"), Some(date(2024, 5, 1, None)));
    assert_eq!(Value::iso("2024-05-01T13:05:07.5Z"), Some(date(2024, 5, 1, Some((13, 5, 7)))));
    for no in ["", "2024-05", "2024-02-30", "x-1-1", "2024-05-01T25:00"] {
        assert_eq!(Value::iso(no), None, "{no}");
    }
}
