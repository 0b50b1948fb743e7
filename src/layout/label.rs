//! What stands beside a label, and the day that a sheet is named by.

use super::{Fit, header_key};
use crate::calendar::{Day, parse_date};
use crate::table::{Cell, Table};
use crate::text::fold;

/// The value of a label: the cell right behind it or behind the region that it is merged over, else the one below it; none
/// where another label stands there.
pub fn beside<'t>(table: &'t Table, fit: &Fit<'_>, column: usize) -> Option<&'t Cell> {
    let names = names(fit, column);
    let (at, row) = table.rows.iter().enumerate().find(|(_, row)| row.cells.iter().any(|cell| is_any(cell, &names)))?;
    let label = row.cells.iter().find(|cell| is_any(cell, &names))?;
    // What stands further on belongs to the next label, though no map may know that one.
    let behind = table.wide.get(&(row.number, label.column)).copied().unwrap_or(label.column) + 1;
    let right = row.cells.iter().find(|cell| cell.column == behind && cell.merged_from.is_none());
    let below = || {
        let mut below =
            table.rows.iter().skip(at + 1).filter_map(|row| row.cells.iter().find(|c| c.column == label.column));
        below.find(|cell| cell.merged_from.is_none()).filter(|cell| cell.line <= label.line + BELOW)
    };
    let labels: Vec<String> = (0..fit.map.columns.len()).flat_map(|column| self::names(fit, column)).collect();
    right.filter(|cell| !is_any(cell, &labels)).or_else(|| below().filter(|cell| !is_any(cell, &labels)))
}

/// Rows that a merged label may take, above its value.
const BELOW: usize = 3;

/// The row in which a label stands.
pub(super) fn row_of(table: &Table, fit: &Fit<'_>, column: usize) -> Option<usize> {
    let names = names(fit, column);
    table.rows.iter().position(|row| row.cells.iter().any(|cell| is_any(cell, &names)))
}

fn names(fit: &Fit<'_>, column: usize) -> Vec<String> {
    let column = fit.map.columns.get(column).into_iter();
    column.flat_map(|column| std::iter::once(&column.name).chain(&column.also)).map(|name| header_key(name)).collect()
}

fn is_any(cell: &Cell, names: &[String]) -> bool {
    let key = header_key(&cell.value.to_string());
    let key = key.trim_matches([':', '：', '【', '】', '■', '●', '[', ']']);
    names.iter().any(|name| key == name)
}

/// The day in the name of a sheet, such as `（R8.9.27②）`.
pub fn sheet_day(name: &str) -> Option<Day> {
    // A number in a ring says which sheet of the day it is.
    let name = name.split(|c| matches!(c, '\u{2460}'..='\u{24ff}')).next()?;
    let key: String = fold(name).split_whitespace().collect();
    let inner = key.trim_start_matches(['(', '（']);
    let end = inner
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit() || "年月日./-".contains(*c))
        .map(|(at, c)| at + c.len_utf8());
    let longest = end.max()?;
    (1..=longest).rev().find_map(|end| {
        let date = parse_date(inner.get(..end)?).ok()?;
        date.is_exact().then_some(date.lo)
    })
}
