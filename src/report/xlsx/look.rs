//! What the records alone do not decide: where to look, and a box to tick.

use super::cell::Value;
use super::lists::{ListRow, Lists};
use super::sheet::{Col, Kind, Row, Sheet, Table};
use super::tally::Comes;
use super::words;
use crate::diag::Lang;
use crate::model::Asked;
use crate::report::words as report_words;
use std::collections::BTreeSet;

/// The sheet.
pub(super) fn sheet(lists: &Lists, lang: Lang) -> Sheet {
    let mut seen = BTreeSet::new();
    let open = lists.rows.iter().filter(|row| !row.is_by_records() && seen.insert(row.key()));
    let rows = open.map(|row| self::row(row, lang)).collect();
    let table = Table { columns: columns(lang), rows, ..Table::default() }.or_nothing(lang);
    let said = vec![words::HOW_LOOK.of(lang).to_owned(), words::FILL_IN.of(lang).to_owned()];
    let title = words::LOOK.of(lang).to_owned();
    Sheet { title, said, tables: vec![table], keyed: true, still: 2, ..Sheet::default() }
}

fn columns(lang: Lang) -> Vec<Col> {
    let tick = [words::TICK.of(lang), words::BOX.of(lang)];
    vec![
        Col::new(words::NUMBER.of(lang), 10.0, Kind::Text),
        Col::new(words::ROW.of(lang), 28.0, Kind::Text),
        Col::new(words::BASIS.of(lang), 16.0, Kind::Text),
        Col::new(words::HOW.of(lang), 10.0, Kind::Text),
        Col::new(words::LOOK_AT.of(lang), 22.0, Kind::Text),
        Col::new(words::WHY.of(lang), 28.0, Kind::Text),
        Col::new(words::OPEN.of(lang), 8.0, Kind::Number),
        Col::typed(Asked::Seen, 7.0, &tick, lang),
        Col::typed(Asked::Remark, 18.0, &[], lang),
    ]
}

fn row(row: &ListRow, lang: Lang) -> Row {
    let ways: Vec<&str> = row.by_person().map(|way| report_words::coverage(way, lang)).collect();
    let open = row.binding.of(Comes::Open) + row.advice.of(Comes::Open);
    let values = vec![
        Value::text(row.id.as_str()),
        Value::text(row.title.as_str()),
        Value::text(row.citation.as_str()),
        Value::text(ways.join(report_words::LIST.of(lang))),
        Value::text(row.look.as_str()),
        Value::text(row.why.as_str()),
        if open > 0 { Value::Number(open as f64) } else { Value::Blank },
        Value::text(words::BOX.of(lang)),
    ];
    Row::new(format!("look/{}", row.key()), values)
}
