//! Periods against a walk, day by day, that counts a month whenever the number of the first day comes round.

use super::{Civil, day, walk};
use crate::calendar::{Day, FirstDay, Span, corresponding_day, expiry};

const MONTHS: [usize; 8] = [1, 2, 3, 6, 12, 13, 24, 60];
const DAYS: [usize; 4] = [1, 14, 30, 365];

/// The end of one month more of a period: its last day, and the corresponding day where the month has one.
#[derive(Clone, Copy)]
struct Turn {
    expires: usize,
    corresponds: Option<usize>,
}

/// The first sixty months of a period that starts on `days[start]`, by their places in `days`.
fn turns(days: &[Civil], start: usize) -> Vec<Turn> {
    let number = days[start].number;
    let mut turns = Vec::with_capacity(60);
    let mut at = start;
    while turns.len() < 60 {
        at += 1;
        let ends_without_it = days[at].number < number && days[at + 1].number == 1;
        if days[at].number == number {
            turns.push(Turn { expires: at - 1, corresponds: Some(at) });
        } else if ends_without_it {
            turns.push(Turn { expires: at, corresponds: None });
        }
    }
    turns
}

/// Both ways to the same first day: the trigger on its eve, which does not count, and on it, which does.
fn both(start: Day, span: Span) -> [Day; 2] {
    [expiry(Day(start.0 - 1), span, FirstDay::Excluded), expiry(start, span, FirstDay::Included)]
}

#[test]
fn every_day_of_1989_to_2100_agrees_with_the_walk() {
    let days = walk((1989, 1, 1), (2106, 3, 1));
    let at = |place: usize| Day(days[0].day().0 + place as i32);
    // The last trigger's period starts on 2101-01-01.
    let starts = days.iter().take_while(|first| (first.year, first.month, first.number) <= (2101, 1, 1)).count();
    assert_eq!(starts, 40_908);
    for start in 0..starts {
        let turns = turns(&days, start);
        for months in MONTHS {
            let (span, turn) = (Span::Months(months as i32), turns[months - 1]);
            assert_eq!(both(at(start), span), [at(turn.expires); 2], "{} {span:?}", at(start));
            assert_eq!(corresponding_day(at(start), span), turn.corresponds.map(at), "{} {span:?}", at(start));
        }
        for count in DAYS {
            let span = Span::Days(count as i32);
            // The first day is the first one counted.
            let last = (start..).take(count).last().unwrap();
            assert_eq!(both(at(start), span), [at(last); 2], "{} {span:?}", at(start));
            assert_eq!(corresponding_day(at(start), span), Some(at(last + 1)), "{} {span:?}", at(start));
        }
    }
}

/// With the trigger's day excluded, and included.
fn months(trigger: Day, months: i32) -> [Day; 2] {
    from_trigger(trigger, Span::Months(months))
}

fn from_trigger(trigger: Day, span: Span) -> [Day; 2] {
    [FirstDay::Excluded, FirstDay::Included].map(|first| expiry(trigger, span, first))
}

#[test]
fn one_month_from_31_january() {
    // From 1 February to the eve of 1 March; and from 31 January, which February does not have.
    assert_eq!(months(day(2023, 1, 31), 1), [day(2023, 2, 28), day(2023, 2, 28)]);
    assert_eq!(months(day(2024, 1, 31), 1), [day(2024, 2, 29), day(2024, 2, 29)]);
    // A trigger on the 30th starts a period on the 31st, too; on the 29th one on the 30th.
    assert_eq!(months(day(2023, 1, 30), 1), [day(2023, 2, 28), day(2023, 2, 28)]);
    assert_eq!(months(day(2024, 1, 29), 1), [day(2024, 2, 29), day(2024, 2, 28)]);
    assert_eq!(corresponding_day(day(2024, 1, 31), Span::Months(1)), None);
    assert_eq!(corresponding_day(day(2024, 1, 31), Span::Months(2)), Some(day(2024, 3, 31)));
}

#[test]
fn years_from_29_february() {
    let leap_day = day(2024, 2, 29);
    assert_eq!(months(leap_day, 12), [day(2025, 2, 28), day(2025, 2, 28)]);
    assert_eq!(months(leap_day, 48), [day(2028, 2, 29), day(2028, 2, 28)]);
    assert_eq!(months(leap_day, -12), [day(2023, 2, 28), day(2023, 2, 28)]);
    assert_eq!(months(leap_day, -48), [day(2020, 2, 29), day(2020, 2, 28)]);
    assert_eq!(months(day(2023, 2, 28), 12), [day(2024, 2, 29), day(2024, 2, 27)]);
    for (years, year) in [(4, 2028), (-4, 2020)] {
        assert_eq!(corresponding_day(leap_day, Span::Months(years * 12)), Some(day(year, 2, 29)));
        assert_eq!(corresponding_day(leap_day, Span::Months(years * 3)), None);
    }
}

#[test]
fn no_length_ends_on_the_eve_of_the_first_day() {
    for span in [Span::Days(0), Span::Months(0)] {
        assert_eq!(both(day(2024, 5, 1), span), [day(2024, 4, 30); 2]);
        assert_eq!(corresponding_day(day(2024, 5, 1), span), Some(day(2024, 5, 1)));
    }
}

/// Days and lengths at every edge of the numbers, and some between.
fn edges() -> Vec<i32> {
    let around = [i32::MIN + 1, Day::MIN.0, -719_162, -12, 0, 2_932_896, Day::MAX.0, i32::MAX - 1];
    around.into_iter().flat_map(|edge| [edge - 1, edge, edge + 1]).collect()
}

#[test]
fn the_ends_of_the_line_stay_and_nothing_overflows() {
    let spans: Vec<Span> = edges().into_iter().flat_map(|length| [Span::Days(length), Span::Months(length)]).collect();
    for span in spans {
        let mut before = Day::MIN;
        for trigger in (Day::MIN.0..=Day::MAX.0).step_by(9_999_991).map(Day).chain([Day(Day::MAX.0 - 1), Day::MAX]) {
            for first in [FirstDay::Included, FirstDay::Excluded] {
                let expires = expiry(trigger, span, first);
                assert!(before <= expires && expires <= Day::MAX, "{trigger:?} {span:?}");
                before = expires;
            }
        }
        for end in edges().into_iter().map(Day).filter(|day| !day.is_finite()) {
            assert_eq!(from_trigger(end, span), [end; 2]);
            assert_eq!(corresponding_day(end, span), Some(end));
        }
    }
}

/// The calendar repeats after 400 years of 146,097 days, far from every year that can be written as well.
#[test]
fn periods_repeat_with_the_calendar_on_the_whole_line() {
    for cycle in [-3_600, -10, -1, 1, 20, 3_600] {
        let moved = |day: Day| Day(day.0 + cycle * 146_097);
        for trigger in (0..1_461).map(|later| Day(day(2000, 1, 1).0 + later)) {
            for span in [-25, -1, 1, 11, 48].map(Span::Months) {
                assert_eq!(
                    from_trigger(moved(trigger), span),
                    from_trigger(trigger, span).map(moved),
                    "{trigger} {span:?}"
                );
                assert_eq!(corresponding_day(moved(trigger), span), corresponding_day(trigger, span).map(moved));
            }
        }
    }
}
