//! Ages against a walk from birthday to birthday.

use super::{Civil, day, walk};
use crate::calendar::{Day, age, attains};

/// Follows one life: the age changes where the birthday comes round, and on 1 March where 29 February has not.
fn follow(life: &[Civil]) {
    let birth = life[0];
    let start = birth.day();
    let mut full_years = 0;
    for (lived, pair) in (1..).zip(life.windows(2)) {
        let (yesterday, today) = (pair[0], pair[1]);
        let birthday = (today.month, today.number) == (birth.month, birth.number);
        let leap_birth = (birth.month, birth.number) == (2, 29);
        let passed_over = leap_birth && (yesterday.month, yesterday.number) == (2, 28) && today.month == 3;
        let on = Day(start.0 + lived);
        if birthday || passed_over {
            full_years += 1;
            assert_eq!(attains(start, full_years), Day(on.0 - 1), "{birth:?} at {full_years}");
        }
        assert_eq!(age(start, on), full_years, "{birth:?} on {today:?}");
    }
}

#[test]
fn the_age_of_a_hundred_years_of_leap_day_births() {
    let days = walk((1868, 1, 1), (2100, 12, 31));
    for (at, birth) in days.iter().enumerate().filter(|(_, day)| (day.month, day.number) == (2, 29)) {
        follow(&days[at..days.len().min(at + 366 * 102)]);
        assert_eq!(age(birth.day(), birth.day()), 0);
    }
}

#[test]
fn the_age_of_everybody_born_in_two_years() {
    let days = walk((1959, 6, 1), (2072, 1, 1));
    for at in 0..730 {
        follow(&days[at..at + 366 * 9]);
    }
    // 1 March, New Year's Day and New Year's Eve, for a long life.
    for (at, _) in days
        .iter()
        .enumerate()
        .take(730)
        .filter(|(_, day)| matches!((day.month, day.number), (3, 1) | (1, 1) | (12, 31)))
    {
        follow(&days[at..at + 366 * 110]);
    }
}

#[test]
fn an_age_is_attained_on_the_eve_of_the_birthday() {
    assert_eq!(attains(day(1959, 4, 1), 65), day(2024, 3, 31));
    assert_eq!(attains(day(1959, 4, 2), 65), day(2024, 4, 1));
    assert_eq!(attains(day(1960, 1, 1), 65), day(2024, 12, 31));
    assert_eq!(attains(day(1960, 2, 29), 65), day(2025, 2, 28));
    assert_eq!(attains(day(1960, 2, 29), 64), day(2024, 2, 28));
    assert_eq!(attains(day(1960, 3, 1), 64), day(2024, 2, 29));
    assert_eq!(age(day(1960, 2, 29), day(2025, 2, 28)), 64);
    assert_eq!(age(day(1960, 2, 29), day(2025, 3, 1)), 65);
}

#[test]
fn nobody_has_an_age_before_birth() {
    for birth in [day(2024, 2, 29), day(2024, 6, 1), day(2024, 1, 1), day(2024, 12, 31)] {
        for earlier in 0..1_500 {
            assert_eq!(age(birth, birth.plus_days(-earlier)), 0, "{birth}, {earlier} days before");
        }
    }
}

/// The definition itself, where it can be tried: the age is attained before the day, and no later one is.
#[test]
fn an_age_is_the_greatest_that_is_attained_before_the_day() {
    let birth = day(1940, 2, 29);
    let ends = [Day::MIN, Day(Day::MIN.0 + 1), Day(-719_163), birth, Day(2_932_897), Day(Day::MAX.0 - 1), Day::MAX];
    for on in ends {
        for born in ends {
            let full_years = age(born, on);
            assert!(full_years == 0 || attains(born, full_years) < on, "{born:?} {on:?}");
            assert!(full_years == i32::MAX || attains(born, full_years + 1) >= on, "{born:?} {on:?}");
        }
        // What lies beyond an end is that end.
        assert_eq!(age(Day(i32::MIN), on), age(Day::MIN, on));
        assert_eq!(age(Day(i32::MAX), on), age(Day::MAX, on));
    }
    assert_eq!([age(Day::MIN, birth), age(Day::MAX, birth)], [i32::MAX, 0]);
    assert_eq!(age(birth, Day(i32::MAX)), age(birth, Day::MAX));
    assert_eq!(age(birth, Day(i32::MIN)), 0);
    assert_eq!(attains(birth, i32::MAX), Day::MAX);
    assert_eq!(attains(birth, i32::MIN), Day::MIN);
}
