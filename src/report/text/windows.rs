//! Windows in words: months as months, and many of them in brief.

use crate::calendar::{Month, parse_date};
use crate::diag::Lang;
use crate::model::Window;
use crate::report::words;

/// Texts that are shown by other words.
type Terms = [(String, String, String)];

/// A window as people write it; empty when there is none.
pub(in crate::report) fn window(window: &Window, terms: &Terms, lang: Lang) -> String {
    match (window, months(window)) {
        (Window::None, _) => String::new(),
        (Window::Value(value), _) => {
            let term = terms.iter().find(|(text, ..)| text == value);
            term.map_or_else(|| value.clone(), |(_, ja, en)| lang.of(ja, en).to_owned())
        }
        (_, Some((from, to))) => month_run(from, to, lang),
        (Window::Days(from, to), None) if from == to => from.clone(),
        (Window::Days(from, to), None) => format!("{from}{}{to}", words::TO_DAY.of(lang)),
    }
}

/// First and last month of a window of whole months.
fn months(window: &Window) -> Option<(Month, Month)> {
    let Window::Days(from, to) = window else {
        return None;
    };
    let (from, to) = (parse_date(from).ok()?, parse_date(to).ok()?);
    let (first, last) = (from.lo.month(), to.lo.month());
    let whole = from.is_exact() && to.is_exact() && from.lo == first.first_day() && to.lo == last.last_day();
    (whole && first <= last).then_some((first, last))
}

fn month_run(from: Month, to: Month, lang: Lang) -> String {
    if from == to {
        month(from, lang)
    } else {
        format!("{}{}{}", month(from, lang), words::TO_MONTH.of(lang), month(to, lang))
    }
}

/// A day as people write it.
pub(super) fn day(written: &str, lang: Lang) -> String {
    match (lang, parse_date(written)) {
        (Lang::Ja, Ok(date)) if date.is_exact() => {
            let (year, month, day) = date.lo.ymd();
            format!("{year}年{month}月{day}日")
        }
        _ => written.to_owned(),
    }
}

fn month(month: Month, lang: Lang) -> String {
    let (year, of_year) = month.year_month();
    match lang {
        Lang::Ja => format!("{year}年{of_year}月"),
        Lang::En => month.to_string(),
    }
}

/// Subjects with their windows, months that follow each other as one run.
pub(in crate::report) fn brief(pairs: &[(&str, &Window)], terms: &Terms, lang: Lang) -> String {
    let mut subjects: Vec<(&str, Vec<&Window>)> = Vec::new();
    for (subject, window) in pairs {
        match subjects.iter_mut().find(|(known, _)| known == subject) {
            Some((_, windows)) => windows.push(window),
            None => subjects.push((subject, vec![window])),
        }
    }
    let told: Vec<String> =
        subjects.iter().map(|(subject, windows)| of_subject(subject, windows, terms, lang)).collect();
    told.join(words::DOT.of(lang))
}

fn of_subject(subject: &str, windows: &[&Window], terms: &Terms, lang: Lang) -> String {
    let runs = runs(windows, terms, lang).join(words::LIST.of(lang));
    let gap = if subject.is_empty() || runs.is_empty() { "" } else { words::COLON.of(lang) };
    format!("{subject}{gap}{runs}")
}

/// The windows, single months that follow each other joined.
fn runs(windows: &[&Window], terms: &Terms, lang: Lang) -> Vec<String> {
    let mut told = Vec::new();
    let mut open: Option<(Month, Month)> = None;
    for item in windows {
        let single = months(item).filter(|(from, to)| from == to).map(|(from, _)| from);
        open = match (open, single) {
            (Some((from, to)), Some(next)) if to.plus(1) == next => Some((from, next)),
            (before, next) => {
                told.extend(before.map(|(from, to)| month_run(from, to, lang)));
                told.extend(next.is_none().then(|| window(item, terms, lang)).filter(|words| !words.is_empty()));
                next.map(|month| (month, month))
            }
        };
    }
    told.extend(open.map(|(from, to)| month_run(from, to, lang)));
    told
}
