//! What was read: files, tables, what was left out and why, and what is to be told about the whole.

use super::cell::Value;
use super::sheet::{Col, Kind, Row, Sheet, Table};
use super::{when, words};
use crate::calendar::Day;
use crate::diag::Lang;
use crate::model::{FileReport, Made, Notice, Summary, TableReport};
use crate::report::Context;
use crate::report::words as report_words;

/// Row numbers that are named of those that were left out.
const NAMED: usize = 10;
/// Characters of a digest.
const DIGEST: usize = 16;

/// The sheet.
pub(super) fn sheet(summary: &Summary, notices: &[Notice], context: &Context, lang: Lang) -> Sheet {
    let tables = vec![files(summary, lang), tables(context, lang), told(notices, lang)];
    let tables = tables.into_iter().map(|table| table.or_nothing(lang)).collect();
    let title = words::INTAKE.of(lang).to_owned();
    Sheet { title, tables, still: 1, ..Sheet::default() }
}

fn files(summary: &Summary, lang: Lang) -> Table {
    let unread = |path: &String| summary.unread.contains(path);
    let read = summary.receipt.inputs.iter().map(|input| {
        let digest: String = input.blake3.chars().take(DIGEST).collect();
        let said = if unread(&input.path) { words::UNREAD.of(lang) } else { "" };
        Row::new("", [&input.path, said, &digest].map(Value::text).to_vec())
    });
    let named: Vec<&str> = summary.receipt.inputs.iter().map(|input| input.path.as_str()).collect();
    let others = summary.unread.iter().filter(|path| !named.contains(&path.as_str()));
    let others = others.map(|path| Row::new("", vec![Value::text(path.as_str()), Value::text(words::UNREAD.of(lang))]));
    let columns = vec![
        Col::new(words::FILE.of(lang), 40.0, Kind::Text),
        Col::new(words::MESSAGE.of(lang), 44.0, Kind::Text),
        Col::new(words::DIGEST.of(lang), 34.0, Kind::Text),
    ];
    Table { title: words::FILES.of(lang).to_owned(), columns, rows: read.chain(others).collect() }
}

fn tables(context: &Context, lang: Lang) -> Table {
    let of_file =
        |file: &FileReport| file.tables.iter().map(|table| row(file, table, context, lang)).collect::<Vec<_>>();
    let rows = context.imported.files.iter().flat_map(of_file).collect();
    let texts = [
        (&words::FILE, 40.0),
        (&words::SKIPPED, 44.0),
        (&words::MADE, 34.0),
        (&words::SHEET, 14.0),
        (&words::ENCODING, 12.0),
        (&words::MAP, 18.0),
        (&words::UNUSED, 24.0),
        (&words::WANTING, 24.0),
    ];
    let numbers = [(&words::HEADER_ROW, 8.0), (&words::ROWS, 8.0), (&words::READ, 8.0)];
    let texts = texts.map(|(word, width)| Col::new(word.of(lang), width, Kind::Text));
    let numbers = numbers.map(|(word, width)| Col::new(word.of(lang), width, Kind::Number));
    let columns = texts.into_iter().chain(numbers).collect();
    Table { title: words::TABLES.of(lang).to_owned(), columns, rows }
}

fn row(file: &FileReport, table: &TableReport, context: &Context, lang: Lang) -> Row {
    let list = report_words::LIST.of(lang);
    let skipped: Vec<String> = table.skipped.iter().map(|(why, rows)| self::skipped(why, rows, lang)).collect();
    let made: Vec<String> = table.made.iter().map(|made| self::made(made, context, lang)).collect();
    let header = if table.header > 0 { Value::Number(table.header as f64) } else { Value::Blank };
    let values = vec![
        Value::text(file.path.as_str()),
        Value::text(skipped.join(report_words::SEMICOLON.of(lang))),
        Value::text(made.join(list)),
        Value::text(table.sheet.as_str()),
        Value::text(file.encoding.as_str()),
        Value::text(table.map.as_str()),
        Value::text(table.unused.join(list)),
        Value::text(table.wanting.join(list)),
        header,
        Value::Number(table.rows as f64),
        Value::Number(table.read as f64),
    ];
    Row::new("", values)
}

fn skipped(why: &str, rows: &[usize], lang: Lang) -> String {
    let mut named: Vec<String> = rows.iter().take(NAMED).map(usize::to_string).collect();
    if rows.len() > NAMED {
        named.push(words::MANY_MORE.with(lang, rows.len() - NAMED));
    }
    let rows = words::LINE.with(lang, named.join(lang.of("・", ", ")));
    format!("{why}{}{rows}", report_words::COLON.of(lang))
}

fn made(made: &Made, context: &Context, lang: Lang) -> String {
    let kind = kind(context, &made.kind, lang);
    let end = |day: Day| super::cell::day(day, lang);
    let period = made.period.map(|(from, to)| words::FROM_TO.with(lang, end(from)).replace("{m}", &end(to)));
    let period = period.map(|period| format!(" {period}")).unwrap_or_default();
    format!("{kind} {}{period}", made.records)
}

/// A kind in words.
pub(super) fn kind(context: &Context, name: &str, lang: Lang) -> String {
    let known = context.display.kinds.iter().find(|(kind, ..)| kind == name);
    known.map_or(name, |(_, ja, en)| lang.of(ja, en)).to_owned()
}

fn told(notices: &[Notice], lang: Lang) -> Table {
    let rows = notices.iter().map(|notice| {
        let severity = report_words::severity(notice.diagnostic.code.severity).of(lang);
        let places = notice.diagnostic.places.first().map(|place| when::place(place, lang)).unwrap_or_default();
        let case = notice.case.clone().unwrap_or_default();
        let case = if case.is_empty() { severity.to_owned() } else { format!("{severity} {case}") };
        Row::new("", [&case, &notice.message, &notice.help, &places].map(|text| Value::text(text.as_str())).to_vec())
    });
    let columns = vec![
        Col::new(words::WEIGHT.of(lang), 40.0, Kind::Text),
        Col::new(words::MESSAGE.of(lang), 44.0, Kind::Text),
        Col::new(words::TO_DO.of(lang), 34.0, Kind::Text),
        Col::new(words::WHERE.of(lang), 14.0, Kind::Text),
    ];
    Table { title: words::NOTICES.of(lang).to_owned(), columns, rows: rows.collect() }
}
