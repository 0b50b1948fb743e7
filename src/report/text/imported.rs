//! What was read of lists and workbooks: one line a table, and under it what was left out.

use crate::calendar::era_date;
use crate::diag::Lang;
use crate::model::{FileReport, ImportReport, Made, TableReport};
use crate::report::Style;
use crate::report::words::{self, Word};
use crate::report::wrap::wrap;
use crate::text::visible;

/// Numbers of rows that are named one by one.
const ROWS: usize = 8;

/// The report as text; nothing where nothing was brought in.
pub fn imported(report: &ImportReport, style: Style) -> String {
    if report.files.is_empty() {
        return String::new();
    }
    let files: String = report.files.iter().map(|file| self::file(file, style)).collect();
    format!("■ {}\n{files}\n", words::IMPORTED.of(style.lang))
}

fn file(file: &FileReport, style: Style) -> String {
    let encoding = if file.encoding.is_empty() { String::new() } else { format!(" ({})", file.encoding) };
    let head = format!("  {}{encoding}\n", visible(&file.path));
    let tables: String = file.tables.iter().map(|table| self::table(table, style)).collect();
    head + &tables
}

fn table(table: &TableReport, style: Style) -> String {
    let lang = style.lang;
    let sheet = if table.sheet.is_empty() { String::new() } else { format!("[{}] ", table.sheet) };
    if table.map.is_empty() {
        let text = format!("{sheet}{}", words::NOT_READ.with(lang, table.rows));
        return wrap(&visible(&text), style.width, "    ", "      ") + "\n";
    }
    let made: Vec<String> = table.made.iter().map(|made| self::made(made, lang)).collect();
    let made = if made.is_empty() { String::new() } else { format!(" → {}", made.join(words::LIST.of(lang))) };
    let head = format!("{sheet}{}: {}{made}", table.map, words::ROWS_READ.with(lang, table.read));
    let mut lines = vec![head];
    lines.extend(table.skipped.iter().map(|(why, rows)| format!("  - {why}: {}", numbers(rows, lang))));
    lines.extend(named(&words::UNUSED, &table.unused, lang));
    lines.iter().map(|line| wrap(&visible(line), style.width, "    ", "      ") + "\n").collect()
}

fn made(made: &Made, lang: Lang) -> String {
    let derived = if made.derived { words::DERIVED.of(lang) } else { "" };
    let period = made.period.map(|(from, to)| match lang {
        Lang::Ja => format!("（{}～{}）", era_date(from), era_date(to)),
        Lang::En => format!(" ({from} to {to})"),
    });
    format!("{}{derived} {}{}", made.kind, made.records, period.unwrap_or_default())
}

fn named(word: &Word, names: &[String], lang: Lang) -> Option<String> {
    (!names.is_empty()).then(|| format!("  - {}: {}", word.of(lang), names.join(words::LIST.of(lang))))
}

/// The first few numbers, and how many more.
fn numbers(rows: &[usize], lang: Lang) -> String {
    let first: Vec<String> = rows.iter().take(ROWS).map(usize::to_string).collect();
    let more = if rows.len() > ROWS { " …" } else { "" };
    format!("{}{}{more}", words::ROW_NUMBERS.with(lang, first.join(", ")), words::TIMES.with(lang, rows.len()))
}
