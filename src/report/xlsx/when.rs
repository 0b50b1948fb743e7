//! Windows, due days and places in words.

use super::cell::day;
use super::words;
use crate::calendar::{Month, era_date, parse_date};
use crate::diag::{Lang, Place, Role};
use crate::model::{Finding, Window};

/// The window of a finding: whole months as months, days by their era.
pub(super) fn window(finding: &Finding, terms: &[(String, String, String)], lang: Lang) -> String {
    if !finding.window_words.is_empty() {
        return finding.window_words.clone();
    }
    match &finding.window {
        Window::None => String::new(),
        Window::Value(value) => {
            let term = terms.iter().find(|(text, ..)| text == value);
            term.map_or_else(|| value.clone(), |(_, ja, en)| lang.of(ja, en).to_owned())
        }
        Window::Days(from, to) => span(from, to, lang),
    }
}

fn span(from: &str, to: &str, lang: Lang) -> String {
    let (Ok(first), Ok(last)) = (parse_date(from), parse_date(to)) else { return run(from, to, lang) };
    let (begun, ended) = (first.lo.month(), last.lo.month());
    if first.lo == begun.first_day() && last.lo == ended.last_day() {
        return run(&month(begun, lang), &month(ended, lang), lang);
    }
    run(&day(first.lo, lang), &day(last.lo, lang), lang)
}

fn run(from: &str, to: &str, lang: Lang) -> String {
    if from == to { from.to_owned() } else { words::FROM_TO.with(lang, from).replace("{m}", to) }
}

/// A month, by its era in Japanese.
pub(super) fn month(month: Month, lang: Lang) -> String {
    match lang {
        // The era of the month's last day: a month in which an era begins is called by the new one.
        Lang::Ja => {
            let day = era_date(month.last_day());
            day.split_once('月').map_or(day.clone(), |(month, _)| format!("{month}月"))
        }
        Lang::En => month.to_string(),
    }
}

/// Where the records of a finding stand: what made it, and the nearest record.
pub(super) fn places(finding: &Finding, lang: Lang) -> String {
    let records = || finding.locations.iter().filter(|place| !matches!(place.role, Role::Rule | Role::Complete));
    let own = records().find(|place| place.role == Role::Duty).or_else(|| records().next());
    let nearest = records().find(|place| place.role == Role::Nearest).filter(|near| Some(*near) != own);
    let own = own.map(|own| place(own, lang));
    let near = nearest.map(|near| words::NEAREST.with(lang, place(near, lang)));
    own.into_iter().chain(near).collect::<Vec<_>>().join(lang.of("／", "; "))
}

/// File, sheet and cell; the line where there is no cell.
pub(super) fn place(place: &Place, lang: Lang) -> String {
    let at = match &place.cell {
        Some(cell) => words::IN_CELL.with(lang, cell),
        None => words::LINE.with(lang, place.line),
    };
    let sheet = place.sheet.as_deref().unwrap_or("");
    let parts = [place.path.as_str(), sheet, place.field.as_deref().unwrap_or(""), at.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
