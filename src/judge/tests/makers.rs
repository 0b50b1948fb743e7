//! Which days intervals cover, and whose interval makes a window.

use super::*;
use crate::calendar::parse_month;
use crate::judge::windows::{Cover, Covers, maker};

fn cover(runs: &[(&str, &str)]) -> Cover {
    Cover::of(runs.iter().map(|(from, to)| (day(from), day(to))).collect())
}

#[test]
fn a_cover_touches_and_holds_what_one_of_its_runs_does() {
    let cover = cover(&[("2024-04-10", "2024-04-12"), ("2024-06-01", "2024-06-30")]);
    let touches = |from: &str, to: &str| cover.touches(day(from), day(to));
    assert!(touches("2024-04-12", "2024-05-31") && touches("2024-05-01", "2024-06-01"));
    assert!(touches("2024-04-11", "2024-04-11") && touches("2024-01-01", "2024-12-31"));
    assert!(
        !touches("2024-04-13", "2024-05-31")
            && !touches("2024-01-01", "2024-04-09")
            && !touches("2024-07-01", "2024-07-01")
    );
    let holds = |from: &str, to: &str| cover.holds(day(from), day(to));
    assert!(holds("2024-06-01", "2024-06-30") && holds("2024-04-11", "2024-04-12"));
    assert!(!holds("2024-04-12", "2024-06-01") && !holds("2024-05-31", "2024-06-30"));
}

/// The first that touches it, at a day of its first or its last end already; what is no interval makes none.
#[test]
fn the_first_interval_that_touches_a_window_makes_it() {
    let of = |from: &str, to: &str, row: u32| sure(Value::Interval(interval(from, to)), row);
    let all = coll([
        sure(Value::Unknown(Causes::MISSING), 0),
        of("2024-01-01", "2024-04-30", 1),
        of("2024-05-31", "2024-07-31", 2),
        of("2024-05-01", "2024-05-31", 3),
        of("2024-08", "2024-09", 4),
    ]);
    let made_by = |from: &str, to: &str| maker(&all, day(from), day(to)).map(|record| record.row);
    assert_eq!(made_by("2024-05-01", "2024-05-31"), Some(2));
    assert_eq!(made_by("2024-05-01", "2024-05-30"), Some(3));
    assert_eq!(made_by("2024-04-30", "2024-06-30"), Some(1));
    assert_eq!(made_by("2024-09-30", "2024-10-31"), Some(4), "the latest day it may end on");
    assert_eq!(made_by("2024-08-01", "2024-08-01"), Some(4), "the earliest day it may start on");
    assert_eq!((made_by("2023-01-01", "2023-12-31"), made_by("2024-10-01", "2024-12-31")), (None, None));
}

/// A month begins in part where a day after its first may be covered and its first is not surely.
#[test]
fn a_month_may_be_the_first_in_part() {
    let may_start = |sure: &[(&str, &str)], possible: &[(&str, &str)]| {
        let (sure, possible) = (cover(sure), cover(possible));
        let covers = Covers { sure, possible, causes: Causes::PARTIAL, doubt: None, cut: false };
        covers.may_start_in(parse_month("2024-05").unwrap())
    };
    assert!(may_start(&[], &[("2024-05-01", "2024-05-02")]));
    assert!(may_start(&[], &[("2024-05-01", "2024-05-01"), ("2024-05-31", "2024-06-30")]));
    assert!(may_start(&[("2024-05-02", "2024-05-31")], &[("2024-04-01", "2024-05-31")]));
    assert!(!may_start(&[], &[("2024-04-01", "2024-05-01")]));
    assert!(!may_start(&[], &[("2024-06-01", "2024-06-30")]));
    assert!(!may_start(&[("2024-05-01", "2024-05-31")], &[("2024-04-01", "2024-05-31")]));
}
