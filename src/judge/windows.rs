//! Windows: calendar months and runs of months that intervals touch. Months are made from intervals, never from the dates
//! of records, so that an empty month is seen.

use super::eval::Eval;
use super::truth::{Causes, Truth};
use super::value::{Coll, Interval, Member, Value, joined};
use crate::calendar::{Day, Month};
use crate::check::typed::Partial;
use crate::compile::program::NodeId;
use crate::limits;

/// The most months that a run is made of.
const LONGEST_RUN: i64 = 1_200;

/// Days covered, as closed runs in order that neither touch nor overlap.
#[derive(Debug, Default)]
pub(super) struct Cover(Vec<(Day, Day)>);

impl Cover {
    pub(super) fn of(mut runs: Vec<(Day, Day)>) -> Cover {
        runs.retain(|(from, to)| from <= to);
        runs.sort_unstable();
        let mut merged: Vec<(Day, Day)> = Vec::new();
        for (from, to) in runs {
            match merged.last_mut() {
                Some(last) if from <= last.1.plus_days(1) => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        Cover(merged)
    }

    /// The first covered day of a month, if any day is covered.
    fn first_day_in(&self, month: Month) -> Option<Day> {
        let (first, last) = (month.first_day(), month.last_day());
        let run = self.0.iter().find(|(_, to)| *to >= first)?;
        (run.0 <= last).then(|| run.0.max(first))
    }

    fn whole(&self, month: Month) -> bool {
        self.holds(month.first_day(), month.last_day())
    }

    /// Whether every day between two is covered.
    pub(super) fn holds(&self, first: Day, last: Day) -> bool {
        self.0.iter().any(|(from, to)| *from <= first && last <= *to)
    }

    /// Whether some day between two is covered.
    pub(super) fn touches(&self, first: Day, last: Day) -> bool {
        self.0.iter().any(|(from, to)| *from <= last && first <= *to)
    }

    fn includes(&self, month: Month, partial: Partial) -> bool {
        let Some(day) = self.first_day_in(month) else { return false };
        let starts_inside = day > month.first_day();
        match partial {
            Partial::Include => true,
            Partial::Exclude => self.whole(month),
            Partial::ExcludeFirst => !starts_inside,
            Partial::OnlyFirst => starts_inside,
        }
    }

    pub(super) fn months(&self) -> Vec<Month> {
        let mut months: Vec<Month> = self
            .0
            .iter()
            .flat_map(|(from, to)| (from.month().0..=to.month().0).take(limits::WINDOWS).map(Month))
            .collect();
        months.dedup();
        months
    }
}

impl<'a> Eval<'a> {
    /// One interval, or a collection of them, as a collection.
    pub(super) fn intervals(&mut self, node: NodeId) -> Result<Coll<'a>, Causes> {
        match self.value(node) {
            Value::Coll(coll) => Ok(coll),
            Value::Unknown(causes) => Err(causes),
            value => Ok(Coll { members: vec![Member::new(value, Truth::True, None)], ..Coll::default() }),
        }
    }

    /// The months that intervals touch, up to the horizon past the as-of date. A month is sure when it is one whatever the
    /// days that are not known.
    pub(super) fn months(&mut self, coll: &Coll<'a>, partial: Partial) -> Coll<'a> {
        let covers = self.covers(coll);
        let (sure, possible, causes) = (&covers.sure, &covers.possible, covers.causes);
        let mut result = covers.none_yet(coll);
        for month in possible.months() {
            let member = match (sure.includes(month, partial), possible.includes(month, partial)) {
                (true, true) => Truth::True,
                // A month that may be the first, if the start is later than it may be.
                (false, false) if partial == Partial::OnlyFirst && covers.may_start_in(month) => Truth::Unknown(causes),
                (false, false) => continue,
                _ => Truth::Unknown(causes),
            };
            let maker = maker(coll, month.first_day(), month.last_day());
            result.members.push(Member::new(Value::Month(month), member, maker));
        }
        result
    }

    /// Every run of so many consecutive months that intervals touch without a gap.
    pub(super) fn runs(&mut self, coll: &Coll<'a>, length: i64) -> Coll<'a> {
        let length = length.clamp(1, LONGEST_RUN) as i32;
        let covers = self.covers(coll);
        let touches =
            |cover: &Cover, first: Month| (0..length).all(|step| cover.first_day_in(first.plus(step)).is_some());
        let mut result = covers.none_yet(coll);
        for month in covers.possible.months() {
            let member = match (touches(&covers.sure, month), touches(&covers.possible, month)) {
                (true, _) => Truth::True,
                (_, true) => Truth::Unknown(covers.causes),
                _ => continue,
            };
            let (from, to) = (month.first_day(), month.plus(length - 1).last_day());
            let value = Value::Interval(Interval::days(from, to));
            result.members.push(Member::new(value, member, maker(coll, from, to)));
        }
        result
    }

    pub(super) fn covers(&self, coll: &Coll<'a>) -> Covers {
        let horizon = self.set.as_of.plus_days(limits::HORIZON_DAYS);
        let (mut sure, mut possible, mut causes) = (Vec::new(), Vec::new(), Causes::default());
        let (mut doubt, mut cut) = (coll.doubt, false);
        for member in &coll.members {
            let interval = match &member.value {
                Value::Interval(interval) => interval,
                Value::Unknown(why) => {
                    doubt = joined(doubt, Some(*why));
                    continue;
                }
                _ => continue,
            };
            causes = causes | interval.causes;
            if !(interval.from.is_exact() && interval.to.is_exact()) && interval.causes.is_none() {
                causes = causes | Causes::PARTIAL;
            }
            // A start that is not known at all makes no months, but leaves them in doubt.
            if interval.from.lo == Day::MIN {
                doubt = joined(doubt, Some(interval.causes));
                continue;
            }
            // One that ends before it starts is a slip, not an empty set.
            if interval.to.hi < interval.from.lo {
                doubt = joined(doubt, Some(Causes::MISSING));
                continue;
            }
            cut |= interval.to.hi > horizon;
            possible.push((interval.from.lo, interval.to.hi.min(horizon)));
            match member.member {
                Truth::Unknown(why) => causes = causes | why,
                _ => sure.push((interval.from.hi, interval.to.lo.min(horizon))),
            }
        }
        Covers { sure: Cover::of(sure), possible: Cover::of(possible), causes, doubt, cut }
    }
}

/// Days that are covered surely, and those that may be.
pub(super) struct Covers {
    pub(super) sure: Cover,
    pub(super) possible: Cover,
    pub(super) causes: Causes,
    pub(super) doubt: Option<Causes>,
    /// Whether something reaches past the horizon, where no windows are made yet.
    pub(super) cut: bool,
}

impl Covers {
    /// The windows of intervals before any is made. Beyond the horizon there are more, later.
    pub(super) fn none_yet<'a>(&self, of: &Coll<'a>) -> Coll<'a> {
        let open = joined(of.open, self.cut.then_some(Causes::LATER));
        Coll { members: Vec::new(), open, doubt: self.doubt }
    }

    /// Whether a month may be the one in which a cover starts inside: a day after its first may be covered, and its first
    /// day is not surely so.
    pub(super) fn may_start_in(&self, month: Month) -> bool {
        let second = month.first_day().plus_days(1);
        let mut runs = self.possible.0.iter();
        runs.any(|(from, to)| *from <= month.last_day() && second <= *to)
            && self.sure.first_day_in(month) != Some(month.first_day())
    }
}

/// The record whose interval makes a window: the first that touches it.
pub(super) fn maker(coll: &Coll, from: Day, to: Day) -> Option<crate::model::RecordId> {
    let touches = |interval: &Interval| interval.from.lo <= to && interval.to.hi >= from;
    let found = coll.members.iter().find(|member| match &member.value {
        Value::Interval(interval) => touches(interval),
        _ => false,
    });
    found.and_then(|member| member.maker)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        crate::calendar::parse_date(text).unwrap().lo
    }

    #[test]
    fn a_month_that_only_the_join_of_two_intervals_fills_is_whole() {
        let cover = Cover::of(vec![(day("2024-04-16"), day("2024-05-20")), (day("2024-03-10"), day("2024-04-15"))]);
        let month = |m| Month::new(2024, m).unwrap();
        assert!(cover.whole(month(4)));
        assert_eq!(cover.months(), [month(3), month(4), month(5)]);
        assert!(cover.includes(month(3), Partial::OnlyFirst) && !cover.includes(month(3), Partial::ExcludeFirst));
        assert!(cover.includes(month(5), Partial::ExcludeFirst) && !cover.includes(month(5), Partial::Exclude));
    }

    #[test]
    fn a_gap_of_one_day_starts_a_new_run_but_not_a_new_first_month() {
        let cover = Cover::of(vec![(day("2024-04-01"), day("2024-04-10")), (day("2024-04-12"), day("2024-05-31"))]);
        assert_eq!(cover.0.len(), 2);
        assert!(!cover.includes(Month::new(2024, 4).unwrap(), Partial::OnlyFirst));
    }
}
