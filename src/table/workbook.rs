//! A workbook (xlsx, xlsm): its sheets cell by cell, as they were saved. Nothing is calculated, no macro is run, no other
//! file is opened. A sheet is never spread out, so one cell in the last row costs one cell.

use super::archive::{archive, guarded};
use super::inspect::{Seen, inspect};
use super::keep::{At, Keeper, Tally};
use super::{Cell, Opened, Row, Table, TableError, TableNote, Value, merged};
use crate::limits;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::BTreeMap;
use std::io::Cursor;

/// How a document of the time before 2007, or one behind a password, begins.
pub(super) const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Which of the compound documents this is, by the names of its streams.
pub(super) fn compound(name: &str, bytes: &[u8]) -> TableError {
    let holds = |stream: &str| {
        let stream: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(stream.len()).any(|window| window == stream)
    };
    if holds("EncryptedPackage") {
        TableError::Password
    } else if holds("Workbook") || holds("Book") {
        TableError::OldWorkbook
    } else {
        TableError::NotAWorkbook { name: name.to_owned() }
    }
}

pub(super) fn open(name: &str, bytes: &[u8]) -> Result<Opened, TableError> {
    guarded(|| {
        let mut archive = archive(bytes)?;
        let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_ascii_lowercase()).collect();
        if names.iter().any(|name| name == "xl/workbook.bin") || !names.iter().any(|name| name.starts_with("xl/")) {
            return Err(TableError::NotAWorkbook { name: name.to_owned() });
        }
        let seen = inspect(&mut archive, bytes)?;
        let book = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        read(book, &seen)
    })
}

fn damaged(error: &XlsxError) -> TableError {
    TableError::Damaged { reason: error.to_string() }
}

fn read(mut book: Book, seen: &Seen) -> Result<Opened, TableError> {
    let mut opened = Opened { encoding: "", delimiter: None, tables: Vec::new(), notes: Vec::new() };
    let mut keeper = Keeper::default();
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut reader = Sheet { name: &sheet.name, base_1904: book.has_1904_epoch(), ..Sheet::default() };
        reader.read(&mut book, &mut keeper)?;
        let mut rows = reader.rows();
        let notes = &mut opened.notes;
        notes.extend(keeper.notes().chain(reader.notes()).chain(cut(&mut rows, &sheet.name)));
        let mut wide = BTreeMap::new();
        if seen.merged {
            let regions = book.merge_cells_by_sheet_name(&sheet.name).map_err(|error| damaged(&error))?;
            wide = merged::wide(&regions);
            merged::spread(&mut rows, &regions, &mut keeper)?;
        }
        let hidden = sheet.visible != SheetVisible::Visible;
        if hidden && !rows.is_empty() {
            notes.push(TableNote::HiddenSheet { at: At { sheet: &sheet.name, line: 0, column: 0 }.spot() });
        }
        opened.tables.push(Table { sheet: sheet.name, hidden, rows, wide });
    }
    if seen.links > 0 {
        opened.notes.push(TableNote::ExternalLinks { count: seen.links });
    }
    Ok(opened)
}

/// Leaves out the rows behind the limit.
pub(super) fn cut(rows: &mut Vec<Row>, sheet: &str) -> Option<TableNote> {
    let first = rows.get(limits::TABLE_ROWS).map(|row| At { sheet, line: row.number, column: 1 }.spot());
    rows.truncate(limits::TABLE_ROWS);
    first.map(|at| TableNote::RowsBeyond { at, limit: limits::TABLE_ROWS })
}

/// One sheet while it is read.
#[derive(Default)]
struct Sheet<'s> {
    name: &'s str,
    base_1904: bool,
    /// 1-based row, 0-based column, value.
    cells: Vec<(usize, usize, Value)>,
    beyond: Tally,
    formulas: Tally,
    unsaved: Tally,
    unreadable: Tally,
}

impl Sheet<'_> {
    fn read(&mut self, book: &mut Book, keeper: &mut Keeper) -> Result<(), TableError> {
        let mut cells = book.worksheet_cells_reader(self.name).map_err(|error| damaged(&error))?;
        let mut last = At { sheet: self.name, line: 0, column: 0 };
        loop {
            match cells.next_cell_with_formula_metadata() {
                Ok(None) => return Ok(()),
                Ok(Some(cell)) => {
                    last = At { sheet: self.name, line: cell.pos.0 as usize + 1, column: cell.pos.1 as usize + 1 };
                    self.cell(last, &cell.value, cell.formula.is_some(), keeper)?;
                }
                Err(error) if is_of_one_cell(&error) => self.unreadable.see(last),
                Err(error) => return Err(damaged(&error)),
            }
        }
    }

    fn cell(&mut self, at: At, data: &DataRef, formula: bool, keeper: &mut Keeper) -> Result<(), TableError> {
        match (formula, data) {
            (true, DataRef::Empty) => self.unsaved.see(at),
            (true, _) => self.formulas.see(at),
            (false, _) => (),
        }
        let Some(value) = value(data, self.base_1904) else { return Ok(()) };
        if at.column > limits::TABLE_COLUMNS {
            self.beyond.see(at);
            return Ok(());
        }
        let value = keeper.value(value, at)?;
        self.cells.push((at.line, at.column - 1, value));
        Ok(())
    }

    /// The cells as rows. Most programs write them in order; where one does not, they are put in order, and of two cells
    /// in one place the first stands.
    fn rows(&mut self) -> Vec<Row> {
        let place = |cell: &(usize, usize, Value)| (cell.0, cell.1);
        if !self.cells.is_sorted_by(|one, next| place(one) < place(next)) {
            self.cells.sort_by_key(place);
            self.cells.dedup_by_key(|cell| place(cell));
        }
        let mut rows: Vec<Row> = Vec::new();
        for (number, column, value) in self.cells.drain(..) {
            let cell = Cell { column, line: number, at: column + 1, value, merged_from: None };
            match rows.last_mut().filter(|row| row.number == number) {
                Some(row) => row.cells.push(cell),
                None => rows.push(Row { number, cells: vec![cell] }),
            }
        }
        rows
    }

    fn notes(&mut self) -> impl Iterator<Item = TableNote> {
        let limit = limits::TABLE_COLUMNS;
        let notes = [
            self.formulas.note(|at, count| TableNote::Formulas { at, count }),
            self.unsaved.note(|at, count| TableNote::NoSavedValue { at, count }),
            self.beyond.note(|at, count| TableNote::ColumnsBeyond { at, count, limit }),
            self.unreadable.note(|at, count| TableNote::UnreadableCell { at, count }),
        ];
        notes.into_iter().flatten()
    }
}

/// An error of one cell, behind which the reader goes on with the next.
fn is_of_one_cell(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::CellError(_)
            | XlsxError::CellTAttribute(_)
            | XlsxError::ParseFloat(_)
            | XlsxError::Unexpected(_)
            | XlsxError::UnexpectedNode(_)
            | XlsxError::Unrecognized { .. }
    )
}

/// What a cell holds, if it holds something.
fn value(data: &DataRef, base_1904: bool) -> Option<Value> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Value::Text(text.to_owned()));
    match data {
        DataRef::Empty => None,
        DataRef::String(string) => text(string),
        DataRef::SharedString(string) => text(string),
        DataRef::Int(number) => Some(Value::number(*number as f64)),
        DataRef::Float(number) => Some(Value::number(*number)),
        DataRef::Bool(yes) => Some(Value::YesNo(*yes)),
        DataRef::DateTime(moment) if moment.is_duration() => Some(Value::duration(moment.as_f64())),
        DataRef::DateTime(moment) => Some(Value::moment(moment.as_f64(), base_1904)),
        DataRef::DateTimeIso(moment) => Value::iso(moment).or_else(|| text(moment)),
        DataRef::DurationIso(duration) => text(duration),
        DataRef::Error(error) => Some(Value::Error(error.to_string())),
    }
}
