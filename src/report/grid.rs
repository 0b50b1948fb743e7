//! A small table on a terminal: columns as wide as their widest cell; days and months as its cells.

use super::wrap::{columns, pad};
use crate::calendar::{Day, Month};
use crate::diag::Lang;
use crate::text::visible;

/// A day as people write it; nothing for none.
pub(super) fn day(day: Option<Day>, lang: Lang) -> String {
    let words = |day: Day| {
        let (year, month, of_month) = day.ymd();
        match lang {
            Lang::Ja => format!("{year}年{month}月{of_month}日"),
            Lang::En => day.to_string(),
        }
    };
    day.map(words).unwrap_or_default()
}

/// A month as people write it.
pub(super) fn month(month: Month, lang: Lang) -> String {
    let (year, of_year) = month.year_month();
    match lang {
        Lang::Ja => format!("{year}年{of_year}月"),
        Lang::En => month.to_string(),
    }
}

/// The rows as lines with two blanks between columns.
pub(super) fn grid(rows: &[Vec<String>], indent: &str) -> Vec<String> {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| visible(cell)).collect()).collect();
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| columns(cell)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(wide).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| pad(cell, *width)).collect();
        format!("{indent}{}", cells.join("  ")).trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
