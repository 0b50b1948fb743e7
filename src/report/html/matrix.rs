//! The matrix (case × item) and the calendar (case × month): the worst mark of each cell, rows by group. Cells are written
//! without closing tags, which HTML allows, so that many cases stay a small file.

use super::dates;
use super::kit::Kit;
use super::row::{FILTERED, MONTHS, Row, Shade, letter};
use super::words::{self, Labels};
use crate::calendar::Month;
use crate::model::Verdict;
use crate::text::visible;
use askama::Template;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "html/matrix.html")]
struct Matrix<'a> {
    w: Labels,
    case_word: String,
    columns: Vec<String>,
    legend: Vec<(String, String)>,
    groups: &'a [GroupRows],
}

#[derive(Template)]
#[template(path = "html/calendar.html")]
struct Calendar<'a> {
    w: Labels,
    case_word: String,
    title: String,
    years: Vec<(usize, String)>,
    months: Vec<(u32, String)>,
    groups: &'a [GroupRows],
}

#[derive(Template)]
#[template(path = "html/filter.html")]
struct Filter {
    w: Labels,
    group_word: String,
    groups: Vec<(usize, String)>,
    classes: Vec<String>,
    verdicts: Vec<(char, String)>,
    columns: Vec<String>,
}

/// The rows of one group, in the order they came.
pub(super) struct GroupRows {
    title: String,
    rows: Vec<RowCells>,
}

struct RowCells {
    at: usize,
    group: usize,
    name: String,
    paged: bool,
    tokens: String,
    cells: String,
    months: String,
}

/// The rows as they are drawn, by group.
pub(super) fn grouped(kit: &Kit, rows: &[Row], groups: &[String], dropped: &BTreeSet<usize>) -> Vec<GroupRows> {
    let used = used(kit, rows);
    let all = order(groups).into_iter().map(|group| {
        let own = of_group(rows, group).into_iter();
        let name = groups.get(group).map(|name| visible(name)).unwrap_or_default();
        let name = if name.is_empty() { kit.w.t(words::GROUP_NONE).to_owned() } else { name };
        let title = if groups.len() < 2 { String::new() } else { format!("{} {name}", kit.group_word()) };
        GroupRows { title, rows: own.map(|(at, row)| cells(kit, row, at, &used, dropped)).collect() }
    });
    all.collect()
}

/// Groups by name, those without one last.
pub(super) fn order(groups: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|at| groups.get(*at).map(|name| (name.is_empty(), name)));
    order
}

/// The rows of a group, by their names.
pub(super) fn of_group(rows: &[Row], group: usize) -> Vec<(usize, &Row)> {
    let mut own: Vec<(usize, &Row)> = rows.iter().enumerate().filter(|(_, row)| row.group == group).collect();
    own.sort_by(|(at, a), (other, b)| (&a.alias, at).cmp(&(&b.alias, other)));
    own
}

/// Columns in which some case has a duty.
fn used(kit: &Kit, rows: &[Row]) -> Vec<bool> {
    let has = |column: usize| rows.iter().any(|row| row.cells.get(column).is_some_and(|cell| *cell != Shade::None));
    (0..kit.columns.len()).map(has).collect()
}

fn cells(kit: &Kit, row: &Row, at: usize, used: &[bool], dropped: &BTreeSet<usize>) -> RowCells {
    let cell = |shade: &Shade| match shade.letter() {
        "" => format!("<td>{}", html(&shade.text(kit))),
        letter => format!("<td class={letter}>{}", html(&shade.text(kit))),
    };
    let columns = row.cells.iter().zip(used).filter(|(_, used)| **used);
    RowCells {
        at,
        group: row.group,
        name: visible(&row.alias),
        paged: !dropped.contains(&at),
        tokens: row.tokens.to_string(),
        cells: columns.map(|(shade, _)| cell(shade)).collect(),
        months: row.months.iter().map(cell).collect(),
    }
}

/// A text as it may stand in HTML.
fn html(text: &str) -> String {
    askama::filters::escape(text, askama::filters::Html).map(|safe| safe.to_string()).unwrap_or_default()
}

/// The matrix.
pub(super) fn matrix(kit: &Kit, rows: &[Row], groups: &[GroupRows]) -> String {
    let used = used(kit, rows);
    let columns = kit.columns.iter().zip(&used).filter(|(_, used)| **used).map(|(column, _)| visible(&column.title));
    let shown = [
        Verdict::Conform,
        Verdict::Violation,
        Verdict::Undetermined,
        Verdict::Judgement,
        Verdict::Pending,
        Verdict::Exempt,
        Verdict::NotApplicable,
    ];
    let legend = shown.into_iter().map(|verdict| (kit.mark(verdict), kit.verdict(verdict))).collect();
    let page = Matrix { w: kit.w, case_word: kit.case_word(), columns: columns.collect(), legend, groups };
    page.render().unwrap_or_default()
}

/// The calendar up to a month; nothing where no duty has one.
pub(super) fn calendar(kit: &Kit, rows: &[Row], groups: &[GroupRows], last: Option<Month>) -> String {
    let any = rows.iter().flat_map(|row| &row.months).any(|shade| *shade != Shade::None);
    let (Some(last), Some(of), true) = (last, kit.context.drawn.calendar.as_ref(), any) else { return String::new() };
    let months: Vec<Month> = (0..MONTHS as i32).map(|at| last.plus(at + 1 - MONTHS as i32)).collect();
    let mut years: Vec<(usize, String)> = Vec::new();
    for month in &months {
        let year = dates::year(*month, kit.lang);
        match years.last_mut() {
            Some((count, known)) if *known == year => *count += 1,
            _ => years.push((1, year)),
        }
    }
    let page = Calendar {
        w: kit.w,
        case_word: kit.case_word(),
        title: visible(&of.title),
        years,
        months: months.iter().map(|month| (month.year_month().1, dates::month(*month, kit.lang))).collect(),
        groups,
    };
    page.render().unwrap_or_default()
}

/// The filter: shown by the script, since without it nothing can be filtered.
pub(super) fn filter(kit: &Kit, groups: &[String]) -> String {
    let named = order(groups).into_iter().filter(|_| groups.len() > 1).filter_map(|at| {
        let name = visible(groups.get(at)?);
        Some((at, if name.is_empty() { kit.w.t(words::GROUP_NONE).to_owned() } else { name }))
    });
    let page = Filter {
        w: kit.w,
        group_word: kit.group_word(),
        groups: named.collect(),
        classes: kit.classes().iter().map(|class| kit.class_words(class)).collect(),
        verdicts: FILTERED
            .into_iter()
            .filter_map(|verdict| Some((letter(verdict)?, format!("{} {}", kit.mark(verdict), kit.verdict(verdict)))))
            .collect(),
        columns: kit.columns.iter().map(|column| visible(&column.title)).collect(),
    };
    page.render().unwrap_or_default()
}
