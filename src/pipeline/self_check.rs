//! A self-check: the last years of all cases. What lies before its first day is left out, but for what a month within it
//! rests on.

use super::finding::Maker;
use crate::calendar::Day;
use crate::judge::{Judged, WindowValue};
use crate::model::Consequence;
use std::collections::BTreeSet;

/// First day of a self-check of some years up to a day: of the month that lies so many years before.
pub fn first_day(as_of: Day, years: u8) -> Day {
    as_of.month().plus(-12 * i32::from(years)).first_day()
}

/// The duties and months of a self-check.
pub(super) fn within(
    since: Option<Day>,
    maker: &Maker<'_>,
    duties: Vec<Judged>,
    mut months: Vec<Consequence>,
) -> (Vec<Judged>, Vec<Consequence>) {
    let Some(since) = since else { return (duties, months) };
    let first = since.month().to_string();
    months.retain(|month| month.month >= first);
    let fed: BTreeSet<&String> = months.iter().flat_map(|month| &month.from).collect();
    let kept = duties.into_iter().filter(|duty| reaches(duty, since) || fed.contains(&maker.fingerprint_of(duty)));
    (kept.collect(), months)
}

/// Whether the window of a duty, else its anchor, reaches into the time from a day on. A day that is not known may.
fn reaches(duty: &Judged, since: Day) -> bool {
    match duty.duty.window {
        WindowValue::Month(month) => month.last_day() >= since,
        WindowValue::Days(_, last) => last >= since,
        _ => duty.anchor.is_none_or(|anchor| anchor.hi >= since),
    }
}
