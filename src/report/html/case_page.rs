//! The page of one case: head, time axis, thread, findings, what is at stake, boxes to write in and to sign. And the page of an
//! office, which has findings only.

use super::axis::{Check, axis};
use super::dates;
use super::findings::{Told, findings, told};
use super::kit::Kit;
use super::tally::soon;
use super::words::{self, Labels};
use crate::calendar::{Day, parse_date};
use crate::model::{CaseResult, Consequence, Notice, Thread};
use crate::text::visible;
use askama::Template;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "html/case.html")]
struct Page {
    w: Labels,
    id: String,
    title: String,
    facts: Vec<(String, String)>,
    axis: String,
    thread_title: String,
    thread_heads: Vec<String>,
    threads: Vec<Vec<Vec<String>>>,
    notices: Vec<(String, String)>,
    findings: String,
    costs: Vec<Cost>,
    due: Vec<(String, String)>,
    remarks: Vec<String>,
    signatures: Vec<String>,
    row: Option<usize>,
    empty: bool,
}

struct Cost {
    title: String,
    months: Vec<(String, String)>,
    cited: String,
    message: String,
}

/// The page of a case.
pub(super) fn case_page(kit: &Kit, case: &CaseResult, at: usize, group: &str) -> String {
    let id = format!("c{at}");
    let told = told(kit, &case.findings);
    let view = case.view.clone().unwrap_or_default();
    let mut facts = vec![(kit.group_word(), visible(group))];
    facts.retain(|(_, words)| !words.is_empty());
    let shown = |text: &str| dates::eras(&visible(text), kit.lang);
    facts.extend(view.facts.iter().map(|(title, words)| (visible(title), shown(words))));
    facts.push((kit.w.t(words::FILE).to_owned(), visible(&case.path)));
    let threads: Vec<Vec<Vec<String>>> = view.threads.iter().map(|thread| cells(kit, thread)).collect();
    let page = Page {
        w: kit.w,
        title: format!("{} {}", kit.case_word(), visible(&case.alias)),
        facts,
        axis: axis(kit, &id, &view, &checks(&told)),
        thread_title: thread_title(kit, &view.thread_of),
        thread_heads: kit.context.drawn.thread.iter().map(|title| visible(title)).collect(),
        threads,
        remarks: kit.context.drawn.remarks.iter().map(|text| visible(text)).collect(),
        signatures: kit.context.drawn.signatures.iter().map(|text| visible(text)).collect(),
        row: Some(at),
        ..common(kit, case, &told, id)
    };
    page.render().unwrap_or_default()
}

/// The page of an office.
pub(super) fn office_page(kit: &Kit, case: &CaseResult, at: usize) -> String {
    let told = told(kit, &case.findings);
    let name = case.office.as_deref().unwrap_or_default();
    let number = if name.is_empty() { String::new() } else { kit.w.with(words::OFFICE, visible(name)) };
    let page = Page {
        title: format!("{} {number}", kit.w.t(words::OFFICE_PAGE)).trim().to_owned(),
        ..common(kit, case, &told, format!("o{at}"))
    };
    page.render().unwrap_or_default()
}

fn common(kit: &Kit, case: &CaseResult, told: &Told, id: String) -> Page {
    Page {
        w: kit.w,
        id,
        title: String::new(),
        facts: Vec::new(),
        axis: String::new(),
        thread_title: String::new(),
        thread_heads: Vec::new(),
        threads: Vec::new(),
        notices: case.notices.iter().map(|notice| in_words(kit, notice)).collect(),
        findings: findings(kit, told),
        costs: case.consequences.chunk_by(|a, b| a.id == b.id).filter_map(|months| cost(kit, months)).collect(),
        due: due(kit, case),
        remarks: Vec::new(),
        signatures: Vec::new(),
        row: None,
        empty: told.is_empty(),
    }
}

/// What falls due soon, by day.
fn due(kit: &Kit, case: &CaseResult) -> Vec<(String, String)> {
    let mut days: BTreeMap<Day, Vec<String>> = BTreeMap::new();
    for mark in case.duties.iter().filter(|mark| mark.binding) {
        let Some(day) = soon(kit, mark) else { continue };
        let titles = days.entry(day).or_default();
        let title = visible(&kit.rule(&mark.rule).title);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let in_words = |(day, titles): (Day, Vec<String>)| (dates::day(day, kit.lang), titles.join(kit.w.t(words::LIST)));
    days.into_iter().map(in_words).collect()
}

/// A notice: what and where, and what to do.
pub(super) fn in_words(kit: &Kit, notice: &Notice) -> (String, String) {
    let shown = |text: &str| dates::eras(&visible(text), kit.lang);
    let place = notice.diagnostic.places.first().map(|place| {
        let at = place.cell.clone().unwrap_or_else(|| kit.w.with(words::LINE, place.line));
        let sheet = place.sheet.as_deref().map(|sheet| kit.w.with(words::SHEET, sheet)).unwrap_or_default();
        kit.w.with(words::PAREN, visible(format!("{} {sheet} {at}", place.path).replace("  ", " ").trim()))
    });
    (shown(&notice.message) + &place.unwrap_or_default(), shown(&notice.help))
}

fn thread_title(kit: &Kit, of: &str) -> String {
    match of {
        "" => kit.w.t(words::THREAD).to_owned(),
        of => kit.w.with(words::THREAD_OF, dates::eras(&visible(of), kit.lang)),
    }
}

/// The cells of a thread; where nothing hangs on, the gap is said.
fn cells(kit: &Kit, thread: &Thread) -> Vec<Vec<String>> {
    let gap = || vec![kit.w.t(words::THREAD_GAP).to_owned()];
    let cell = |words: &Vec<String>| match words.is_empty() {
        true => gap(),
        false => words.iter().map(|text| dates::eras(&visible(text), kit.lang)).collect(),
    };
    thread.columns.iter().map(cell).collect()
}

/// The findings that stand on the axis, by their numbers.
fn checks(told: &Told) -> Vec<Check> {
    let check = |one: &super::findings::One| {
        let due = parse_date(one.due.as_deref()?).ok()?;
        one.violated.then(|| Check {
            day: due.hi,
            text: format!("{}{}", one.mark, one.number),
            title: one.title.clone(),
        })
    };
    let mut checks: Vec<Check> = told.single.iter().filter_map(check).collect();
    checks.sort_by_key(|check| check.day);
    checks
}

fn cost(kit: &Kit, months: &[Consequence]) -> Option<Cost> {
    let first = months.first()?;
    let shown = |text: &str| dates::eras(&visible(text), kit.lang);
    let month = |month: &Consequence| {
        let rate = month.rate.as_deref().map(|rate| kit.w.with(words::REMAINS, rate));
        let open = if month.otherwise.is_empty() { kit.w.t(words::IF_SO) } else { &month.otherwise };
        let open = (!month.settled).then(|| visible(open));
        let amount = month
            .amount
            .map(|amount| kit.w.with(words::AT_RISK, amount.at_risk).replace("{unit}", &visible(&month.unit)));
        let parts: Vec<String> = [rate, open, amount].into_iter().flatten().collect();
        (shown(&month.month_words), parts.join(kit.w.t(words::DOT)))
    };
    Some(Cost {
        title: kit.w.with(words::COST, visible(&first.title)),
        months: months.iter().map(month).collect(),
        cited: shown(&first.cited),
        message: shown(&first.message),
    })
}
