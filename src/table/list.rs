//! A list (csv, tsv): encoding and delimiter told by its bytes, records to rows.

use super::decode::{Decoded, decode};
use super::keep::{At, Keeper, Tally, is_control};
use super::records::{Field, Record, Records};
use super::{Cell, Opened, Row, Spot, Table, TableError, TableNote, Value};
use crate::limits;
use std::collections::BTreeMap;

/// What may part fields; where two fit equally well, the first.
const DELIMITERS: [char; 3] = ['\t', ',', ';'];
/// Records from which the delimiter is told, and characters they may take.
const SNIFFED: (usize, usize) = (32, 65_536);

pub(super) fn open(bytes: &[u8]) -> Result<Opened, TableError> {
    if bytes.len() > limits::LIST_BYTES {
        return Err(TableError::FileSize { limit: (limits::LIST_BYTES >> 20) as u64 });
    }
    let Decoded { text, encoding, cut } = decode(bytes);
    let text = if cut { text.trim_end_matches(char::REPLACEMENT_CHARACTER) } else { &text };
    // Programs of old close a text with a character of its own.
    let text = text.trim_end_matches('\u{1a}');
    refuse_binary(text)?;
    let delimiter = delimiter(text);
    let mut reader = Reader::default();
    reader.read(text, delimiter)?;
    let end = cut.then(|| TableNote::CutCharacter { at: end(text) });
    let table = Table { rows: std::mem::take(&mut reader.rows), ..Table::default() };
    let notes = reader.notes().into_iter().chain(end).collect();
    Ok(Opened { encoding, delimiter: Some(delimiter), tables: vec![table], notes })
}

/// Refuses what is no text: more than a tenth of its characters cannot be decoded or are controls.
fn refuse_binary(text: &str) -> Result<(), TableError> {
    const FEW: usize = 8;
    let is_bad = |c: char| c == char::REPLACEMENT_CHARACTER || is_control(c);
    let glance = || text.chars().take(SNIFFED.1);
    let bad = glance().filter(|c| is_bad(*c)).count();
    if bad < FEW || bad * 10 < glance().count() {
        return Ok(());
    }
    let before = text.split(is_bad).next().unwrap_or_default();
    Err(TableError::NotText { line: end(before).line })
}

/// The line and the column behind a text.
fn end(text: &str) -> Spot {
    let (line, column) = Records::end_of(text);
    Spot { sheet: String::new(), line, column }
}

/// The delimiter with which most of the first records have the same number of fields, more than one; a comma if none does.
fn delimiter(text: &str) -> char {
    let cut = text.char_indices().nth(SNIFFED.1).and_then(|(at, _)| text.get(..at)).unwrap_or(text);
    let mut best = (0, ',');
    for delimiter in DELIMITERS {
        let records = Records::of(cut, delimiter).filter(|record| !record.fields.is_empty()).take(SNIFFED.0);
        let widths = records.map(|record| record.width).filter(|width| *width > 1);
        let agreeing = usual(widths).map_or(0, |(_, records)| records);
        if agreeing > best.0 {
            best = (agreeing, delimiter);
        }
    }
    best.1
}

/// The commonest width, the wider of two, and how many have it.
fn usual(widths: impl Iterator<Item = usize>) -> Option<(usize, usize)> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    widths.for_each(|width| *counts.entry(width).or_default() += 1);
    counts.into_iter().max_by_key(|(width, count)| (*count, *width))
}

#[derive(Default)]
struct Reader {
    rows: Vec<Row>,
    /// Line and width of each record.
    widths: Vec<(usize, usize)>,
    keeper: Keeper,
    marks: Tally,
    beyond: Tally,
    open: Option<Spot>,
    rows_beyond: Option<Spot>,
}

impl Reader {
    fn read(&mut self, text: &str, delimiter: char) -> Result<(), TableError> {
        for record in Records::of(text, delimiter) {
            if self.rows.len() == limits::TABLE_ROWS {
                self.rows_beyond = Some(Spot { line: record.line, ..Spot::default() });
                break;
            }
            self.record(record)?;
        }
        Ok(())
    }

    fn record(&mut self, record: Record) -> Result<(), TableError> {
        if let Some((line, column)) = record.beyond {
            self.beyond.see(At { sheet: "", line, column });
        }
        let mut cells = Vec::with_capacity(record.fields.len());
        for field in record.fields {
            cells.extend(self.cell(field)?);
        }
        if !cells.is_empty() {
            self.widths.push((record.line, record.width));
            self.rows.push(Row { number: record.line, cells });
        }
        Ok(())
    }

    fn cell(&mut self, field: Field) -> Result<Option<Cell>, TableError> {
        let at = At { sheet: "", line: field.line, column: field.column };
        self.marks.add(at, field.marks);
        if field.open {
            self.open = Some(at.spot());
        }
        if field.text.trim().is_empty() {
            return Ok(None);
        }
        let value = self.keeper.value(Value::Text(field.text), at)?;
        Ok(Some(Cell { column: field.index, line: at.line, at: at.column, value, merged_from: None }))
    }

    fn notes(&mut self) -> Vec<TableNote> {
        let mut notes: Vec<TableNote> = self.keeper.notes().collect();
        let limit = limits::TABLE_COLUMNS;
        notes.extend(self.marks.note(|at, count| TableNote::MarkInside { at, count }));
        notes.extend(self.beyond.note(|at, count| TableNote::ColumnsBeyond { at, count, limit }));
        notes.extend(self.ragged());
        notes.extend(self.open.take().map(|at| TableNote::CutQuotes { at }));
        notes.extend(self.rows_beyond.take().map(|at| TableNote::RowsBeyond { at, limit: limits::TABLE_ROWS }));
        notes
    }

    fn ragged(&self) -> Option<TableNote> {
        let (usual, _) = usual(self.widths.iter().map(|(_, width)| *width))?;
        let mut tally = Tally::default();
        for (line, _) in
            self.widths.iter().skip_while(|(_, width)| *width != usual).filter(|(_, width)| *width != usual)
        {
            tally.see(At { sheet: "", line: *line, column: 0 });
        }
        tally.note(|at, count| TableNote::Ragged { at, count, usual })
    }
}
