//! Tables of the calendar: periods of the year, and days on which nothing can be filed.

use super::Problems;
use super::schema::name_of;
use super::typed::{TClosed, TPeriods};
use crate::calendar::{ClosedDays, Day};
use crate::lang::ast::{ClauseKind, Head, Ident, Item};
use crate::lang::codes;
use crate::lang::words::{ItemWord, Label};
use crate::text::closest;

/// Every `periods` item.
pub(super) fn periods(items: &[&Item]) -> Vec<TPeriods> {
    let tables = items.iter().filter_map(|item| match &item.head {
        Head::Periods(en, ja, periods) => {
            let months = periods.iter().map(|(_, _, first, last)| (*first, *last)).collect();
            Some(TPeriods { name: name_of(en, ja.as_ref()), months })
        }
        _ => None,
    });
    tables.collect()
}

/// Every `closed_days` item.
pub(super) fn closed(items: &[&Item], problems: &mut Problems) -> Vec<TClosed> {
    let items = items.iter().filter(|item| item.word == ItemWord::ClosedDays);
    items.filter_map(|item| table(item, problems)).collect()
}

fn table(item: &Item, problems: &mut Problems) -> Option<TClosed> {
    let Head::Named(en, ja) = &item.head else { return None };
    let mut days = ClosedDays::default();
    match item.clause(Label::Covers).map(|clause| &clause.kind) {
        Some(ClauseKind::Force(force)) => (days.from, days.to) = (force.from, force.to.unwrap_or(Day::MAX)),
        _ => problems.missing(item, "covers"),
    }
    for clause in &item.clauses {
        match &clause.kind {
            ClauseKind::Names(names) => names.iter().for_each(|name| weekly(item, name, &mut days, problems)),
            ClauseKind::Yearly(ranges) => days.yearly.extend(ranges.iter().map(|[from, to]| (*from, *to))),
            ClauseKind::Days(listed) => days.days.extend(listed),
            _ => {}
        }
    }
    days.days.sort_unstable();
    days.days.dedup();
    Some(TClosed { name: name_of(en, ja.as_ref()), days })
}

const WEEKDAYS: [(&str, &str); 7] = [
    ("monday", "月"),
    ("tuesday", "火"),
    ("wednesday", "水"),
    ("thursday", "木"),
    ("friday", "金"),
    ("saturday", "土"),
    ("sunday", "日"),
];

fn weekly(item: &Item, name: &Ident, days: &mut ClosedDays, problems: &mut Problems) {
    let found = WEEKDAYS.iter().position(|(en, ja)| name.text == *en || name.text == *ja);
    match found.and_then(|at| days.weekly.get_mut(at)) {
        Some(closed) => *closed = true,
        None => {
            let near = closest(&name.text, WEEKDAYS.iter().map(|(en, _)| *en));
            problems.unknown(&codes::UNKNOWN_NAME, item.file, name, near);
        }
    }
}
