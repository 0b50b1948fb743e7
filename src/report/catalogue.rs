//! `kijun rules`: checklists with what answers each row, and every rule, as text, JSON or CSV.

use super::csv::cell;
use super::words;
use crate::diag::Lang;
use crate::model::{Catalogue, Entry};
use crate::text::visible;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// How the catalogue can be written: name after `--format`.
pub const CATALOGUE_FORMATS: [&str; 3] = ["text", "json", "csv"];

/// Writes it.
///
/// # Errors
/// Those of `out`.
pub fn write_catalogue(out: &mut dyn Write, catalogue: &Catalogue, format: &str, lang: Lang) -> io::Result<()> {
    match format {
        "json" => {
            serde_json::to_writer_pretty(&mut *out, catalogue)?;
            writeln!(out)
        }
        "csv" => csv(out, catalogue),
        _ => text(out, catalogue, lang),
    }
}

const HEADER: [&str; 16] = [
    "list",
    "row",
    "row_title",
    "coverage",
    "rule",
    "rule_title",
    "class",
    "scope",
    "from",
    "to",
    "citation",
    "look",
    "why",
    "remedy",
    "reading",
    "tags",
];

fn csv(out: &mut dyn Write, catalogue: &Catalogue) -> io::Result<()> {
    let mut rows = ::csv::Writer::from_writer(out);
    rows.write_record(HEADER)?;
    for of in &catalogue.entries {
        let values = [
            &of.list,
            &of.row,
            &of.row_title,
            &of.coverage,
            &of.rule,
            &of.rule_title,
            &of.class,
            &of.scope,
            &of.from,
            &of.to,
            &of.citation,
            &of.look,
            &of.why,
            &of.remedy,
            &of.reading,
            &of.tags,
        ];
        rows.write_record(values.map(|value| cell(value)))?;
    }
    rows.flush()
}

fn text(out: &mut dyn Write, catalogue: &Catalogue, lang: Lang) -> io::Result<()> {
    for list in &catalogue.lists {
        writeln!(out, "{}  {}", list.id, visible(&list.title))?;
        if !list.note.is_empty() {
            writeln!(out, "  {}", visible(&list.note))?;
        }
        let of_list: Vec<&Entry> = catalogue.entries.iter().filter(|entry| entry.list == list.id).collect();
        for row in of_list.chunk_by(|a, b| a.row == b.row) {
            self::row(out, row, lang)?;
        }
        writeln!(out)?;
    }
    totals(out, catalogue, lang)
}

/// A row on a line, and what answers it on one more.
fn row(out: &mut dyn Write, row: &[&Entry], lang: Lang) -> io::Result<()> {
    let Some(first) = row.first() else { return Ok(()) };
    writeln!(out, "  {}  {}  ({})", first.row, visible(&first.row_title), visible(&first.citation))?;
    row.chunk_by(|a, b| a.coverage == b.coverage).try_for_each(|part| self::part(out, part, lang))
}

/// What answers a row in one way: the rules with their titles, and where to look or why.
fn part(out: &mut dyn Write, part: &[&Entry], lang: Lang) -> io::Result<()> {
    let Some(first) = part.first() else { return Ok(()) };
    let coverage = words::coverage(&first.coverage, lang);
    let rules = part.iter().filter(|entry| !entry.rule.is_empty());
    for entry in rules {
        writeln!(out, "      {coverage}: {}  {}", entry.rule, visible(&entry.rule_title))?;
    }
    let more = if first.why.is_empty() { &first.look } else { &first.why };
    match (first.rule.is_empty(), more.is_empty()) {
        (true, _) => writeln!(out, "      {coverage}: {}", visible(more))?,
        (false, false) => writeln!(out, "          {}", visible(more))?,
        (false, true) => {}
    }
    Ok(())
}

/// Rows by list and coverage; rules by class.
fn totals(out: &mut dyn Write, catalogue: &Catalogue, lang: Lang) -> io::Result<()> {
    let mut rows: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    let mut rules: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for of in &catalogue.entries {
        if !of.list.is_empty() {
            rows.entry((&of.list, &of.coverage)).or_default().insert(&of.row);
        }
        if !of.class.is_empty() {
            rules.entry(&of.class).or_default().insert(&of.rule);
        }
    }
    for ((list, coverage), rows) in &rows {
        writeln!(out, "{list}  {}: {}", words::coverage(coverage, lang), rows.len())?;
    }
    for (class, ids) in &rules {
        writeln!(out, "{}  {class}: {}", words::RULES.of(lang), ids.len())?;
    }
    let all: BTreeSet<&str> = rules.into_values().flatten().collect();
    writeln!(out, "{}: {}", words::RULES.of(lang), all.len())
}
