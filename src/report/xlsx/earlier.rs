//! What was typed into rows that are there no more, or beside no row at all. It is read back as every other sheet is, so
//! that it stays until a person deletes it.

use super::book::Book;
use super::cell::Value;
use super::draw::as_typed;
use super::sheet::{Col, FIXED, Kind, Row, Sheet, Table};
use super::words;
use crate::diag::Lang;
use crate::model::{Asked, Typed};
use std::collections::BTreeSet;

/// The sheet, when there is something on it. It is made last: by then every key that is there again is known.
pub(super) fn sheet(book: &Book) -> Option<Sheet> {
    let (carried, lang) = (&book.context.carried, book.lang);
    let gone: Vec<(&str, &Typed)> = carried
        .rows
        .iter()
        .filter(|(key, _)| !book.used.contains(*key))
        .map(|(key, typed)| (key.as_str(), typed))
        .collect();
    let loose = carried.loose.iter().map(|typed| ("", typed));
    let all: Vec<(&str, &Typed)> = gone.into_iter().chain(loose).collect();
    if all.is_empty() {
        return None;
    }
    let known: BTreeSet<&str> = Asked::ALL.iter().map(|column| column.header(Lang::En)).collect();
    let own: BTreeSet<&str> = all
        .iter()
        .flat_map(|(_, typed)| typed.texts.keys())
        .map(String::as_str)
        .filter(|name| !known.contains(name))
        .collect();
    let rows = all.iter().map(|(key, typed)| row(key, typed, &own)).collect();
    let table = Table { columns: columns(&own, lang), rows, ..Table::default() };
    let said = vec![words::HOW_EARLIER.of(lang).to_owned()];
    Some(Sheet {
        title: words::EARLIER.of(lang).to_owned(),
        said,
        tables: vec![table],
        keyed: true,
        still: 2,
        ..Sheet::default()
    })
}

fn columns(own: &BTreeSet<&str>, lang: Lang) -> Vec<Col> {
    let mut columns =
        vec![Col::new(words::SHEET.of(lang), 18.0, Kind::Text), Col::new(words::OLD_ROW.of(lang), 50.0, Kind::Text)];
    columns.extend(Asked::ALL.map(|column| Col::typed(column, 14.0, &[], lang)));
    columns.extend(own.iter().map(|name| Col::new(*name, 14.0, Kind::Typed((*name).to_owned(), Vec::new()))));
    columns
}

/// A row; one without a key keeps what was typed in its own cells.
fn row(key: &str, typed: &Typed, own: &BTreeSet<&str>) -> Row {
    let names = Asked::ALL.iter().map(|column| column.header(Lang::En)).chain(own.iter().copied());
    let texts = names.map(|name| as_typed(typed.texts.get(name).map_or("", String::as_str)));
    let values = [&typed.sheet, &typed.was].map(|text| Value::text(text.as_str()));
    let values: Vec<Value> = values.into_iter().chain(texts).collect();
    debug_assert!(key != FIXED, "a row into which nobody types is never carried");
    Row::new(key, values)
}
