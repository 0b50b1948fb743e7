//! What was typed into earlier workbooks: read by the names of headers and by keys, whatever order rows were put
//! into, and whatever was added to them.

use super::file::why;
use crate::diag::{Diagnostic, Lang};
use crate::limits;
use crate::model::{Asked, Carried, Drawn, Typed};
use crate::pipeline::codes;
use crate::report::{Context, FIXED, KEY, OLD_ROW, PROPOSED, READ_ONLY, SHEET, headers, is_untouched};
use crate::table::caught;
use calamine::{DataRef, Reader, Xlsx};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{BufReader, Read, Seek};
use std::path::Path;

/// Characters of the words of an old row that has a key.
const WORDS: usize = 400;

/// The header of a column that people added without one.
const NO_HEADER: &str = "（見出しなし）";

/// Why a workbook cannot be read back.
enum Why {
    /// Another program has it open.
    Open,
    /// It has a password.
    Protected,
    /// It is no workbook, or broken.
    Damaged,
    /// A workbook, but none of this program's.
    Foreign,
    /// Larger than the limits.
    Large,
    /// The system says so.
    System(std::io::Error),
}

/// A row: its cells that hold something, by column.
type Cells = BTreeMap<u32, String>;

/// What a column of an older workbook is for.
enum Column {
    Key,
    Proposed,
    /// Of a row that was carried before: the sheet on which it stood.
    Sheet,
    /// People are asked to fill it in; the name under which that is kept.
    Asked(String),
    /// The program fills it in.
    Ours,
    /// People added it; its header.
    Own(String),
}

/// How the columns of an older workbook are understood.
struct Names<'a> {
    context: &'a Context,
    is_ours: Box<dyn Fn(&str) -> bool>,
}

/// What was typed into the file that is to be replaced, when there is one, and into others that are named.
///
/// # Errors
/// The first that cannot be read; then nothing may be replaced.
pub(super) fn carried(
    replaced: &str,
    others: &[String],
    context: &Context,
    drawn: &[Drawn],
) -> Result<Carried, Diagnostic> {
    let names = Names { context, is_ours: Box::new(headers(context, drawn)) };
    let there = Path::new(replaced).is_file();
    let mut carried = Carried::default();
    for path in there.then_some(replaced).into_iter().chain(others.iter().map(String::as_str)) {
        let opened = if path == replaced { free(path) } else { Ok(()) };
        let mut read = || caught(|| read(path, &names, &mut carried)).unwrap_or(Err(Why::Damaged));
        opened.and_then(|()| read()).map_err(|why| problem(path, why))?;
    }
    Ok(carried)
}

/// Whether no other program has the file open, as far as that can be told.
fn free(path: &str) -> Result<(), Why> {
    let path = Path::new(path);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Spreadsheets put a file beside the one that they have open.
    let marks = [format!("~${name}"), format!(".~lock.{name}#")];
    if marks.iter().any(|mark| path.with_file_name(mark).exists()) {
        return Err(Why::Open);
    }
    OpenOptions::new().write(true).open(path).map(|_| ()).map_err(Why::System)
}

fn read(path: &str, names: &Names, carried: &mut Carried) -> Result<(), Why> {
    let mut file = File::open(path).map_err(Why::System)?;
    let bytes = file.metadata().map_err(Why::System)?.len();
    if bytes > limits::OLD_WORKBOOK_BYTES {
        return Err(Why::Large);
    }
    let mut first = [0; 4];
    file.read_exact(&mut first).map_err(|_| Why::Damaged)?;
    // Excel keeps a workbook with a password in the container of its older files.
    if first == [0xd0, 0xcf, 0x11, 0xe0] {
        return Err(Why::Protected);
    }
    file.rewind().map_err(Why::System)?;
    if unpacked(&file)? > limits::OLD_WORKBOOK_UNPACKED {
        return Err(Why::Large);
    }
    file.rewind().map_err(Why::System)?;
    let mut book = Xlsx::new(BufReader::new(file)).map_err(|_| Why::Damaged)?;
    let mut keyed = false;
    let mut left = limits::OLD_WORKBOOK_CELLS;
    for sheet in book.sheet_names() {
        let rows = rows(&mut book, &sheet, &mut left)?;
        keyed |= names.sheet(&sheet, &rows, carried);
    }
    if keyed { Ok(()) } else { Err(Why::Foreign) }
}

/// Bytes of what is packed, as its list says.
fn unpacked(file: &File) -> Result<u64, Why> {
    let mut packed = zip::ZipArchive::new(BufReader::new(file)).map_err(|_| Why::Damaged)?;
    let mut all = 0_u64;
    for at in 0..packed.len() {
        all = all.saturating_add(packed.by_index_raw(at).map_err(|_| Why::Damaged)?.size());
    }
    Ok(all)
}

/// The cells of a sheet one by one, never as a rectangle: one cell at the last row and column would fill the memory.
fn rows<R: Read + Seek>(book: &mut Xlsx<R>, sheet: &str, left: &mut usize) -> Result<Vec<Cells>, Why> {
    let mut reader = match book.worksheet_cells_reader(sheet) {
        Ok(reader) => reader,
        // A sheet of charts has no cells.
        Err(calamine::XlsxError::WorksheetNotFound(_) | calamine::XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
        Err(_) => return Err(Why::Damaged),
    };
    let mut rows: BTreeMap<u32, Cells> = BTreeMap::new();
    while let Some(cell) = reader.next_cell().map_err(|_| Why::Damaged)? {
        *left = left.checked_sub(1).ok_or(Why::Large)?;
        let ((row, column), text) = (cell.get_position(), text(cell.get_value()));
        if !text.trim().is_empty() {
            rows.entry(row).or_default().insert(column, text.trim().to_owned());
        }
    }
    Ok(rows.into_values().collect())
}

/// What a cell shows; a day in its one form.
fn text(value: &DataRef) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(time) if time.is_datetime() => {
            let (year, month, day, hour, minute, ..) = time.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute) == (0, 0) { date } else { format!("{date} {hour:02}:{minute:02}") }
        }
        DataRef::DateTime(time) => time.as_f64().to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

impl Names<'_> {
    /// Reads a sheet; whether it has a column of keys.
    fn sheet(&self, sheet: &str, rows: &[Cells], carried: &mut Carried) -> bool {
        let head = rows.iter().position(|row| row.values().any(|text| KEY.contains(&text.as_str())));
        let Some((head, header)) = head.and_then(|at| Some((at, rows.get(at)?))) else {
            self.foreign(sheet, rows, carried);
            return false;
        };
        let columns = self.columns(header, rows);
        for row in rows.iter().take(head) {
            above(sheet, row, &columns, carried);
        }
        for row in rows.iter().skip(head + 1) {
            row_of(sheet, &columns, row, carried);
        }
        true
    }

    /// A sheet that people added: its rows are kept in words.
    fn foreign(&self, sheet: &str, rows: &[Cells], carried: &mut Carried) {
        let title = sheet.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        if READ_ONLY.iter().any(|titles| titles.contains(&title)) {
            return;
        }
        for row in rows {
            let was = row.values().cloned().collect::<Vec<_>>().join(" / ");
            carried.add("", Typed { sheet: sheet.to_owned(), was, ..Typed::default() });
        }
    }

    /// What each column of a sheet is for.
    fn columns(&self, header: &Cells, rows: &[Cells]) -> BTreeMap<u32, Column> {
        let key = header.iter().find(|(_, text)| KEY.contains(&text.as_str())).map_or(0, |(column, _)| *column);
        // People may have moved the keys to the front: then what stands behind them is not theirs.
        let in_place = header.range(..key).any(|(_, text)| self.asked(text).is_some());
        let is_old = header.values().any(|text| OLD_ROW.contains(&text.as_str()));
        let mut taken: BTreeSet<String> = self.kept_names();
        let mut columns = BTreeMap::new();
        let all: BTreeSet<u32> = rows.iter().flat_map(BTreeMap::keys).copied().collect();
        for at in all {
            let head = header.get(&at).map_or("", String::as_str);
            let is_first = header.range(..at).all(|(_, earlier)| earlier != head);
            let column = match self.ours(head, is_old).filter(|_| is_first && !(in_place && at > key)) {
                Some(column) => column,
                None => Column::Own(unique(head, &mut taken)),
            };
            taken.insert(head.to_owned());
            columns.insert(at, column);
        }
        columns
    }

    /// What a column with this header is, unless people added it.
    fn ours(&self, head: &str, is_old: bool) -> Option<Column> {
        match head {
            "" => None,
            _ if KEY.contains(&head) => Some(Column::Key),
            _ if PROPOSED.contains(&head) => Some(Column::Proposed),
            _ if is_old && SHEET.contains(&head) => Some(Column::Sheet),
            _ => match self.asked(head) {
                Some(name) => Some(Column::Asked(name)),
                None if is_old => OLD_ROW.contains(&head).then_some(Column::Ours),
                None => (self.is_ours)(head).then_some(Column::Ours),
            },
        }
    }

    /// The name under which the texts of a column that people are asked to fill in are kept.
    fn asked(&self, header: &str) -> Option<String> {
        if let Some(column) = Asked::named(header) {
            return Some(column.header(Lang::En).to_owned());
        }
        let ask = self.context.workbook.sheets.iter().flat_map(|sheet| &sheet.ask);
        let mut titles = ask.map(|ask| &ask.title);
        let title = titles.find(|title| [title.ja.as_str(), title.en.as_str()].contains(&header))?;
        Some(title.of(Lang::En).to_owned())
    }

    /// Every such name: none of them is free for a column that people added.
    fn kept_names(&self) -> BTreeSet<String> {
        let ask = self.context.workbook.sheets.iter().flat_map(|sheet| &sheet.ask);
        let asked = Asked::ALL.iter().map(|column| column.header(Lang::En).to_owned());
        asked.chain(ask.map(|ask| ask.title.of(Lang::En).to_owned())).collect()
    }
}

/// The header of a column that people added; one without a header, or with one that is there already, gets a number.
fn unique(head: &str, taken: &mut BTreeSet<String>) -> String {
    let head = if head.is_empty() { NO_HEADER } else { head };
    let numbered = |nth: usize| if nth == 1 { head.to_owned() } else { format!("{head} ({nth})") };
    let name = (1..).map(numbered).find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(name.clone());
    name
}

/// Reads a row below the headers.
fn row_of(sheet: &str, columns: &BTreeMap<u32, Column>, row: &Cells, carried: &mut Carried) {
    let mut typed = Typed { sheet: sheet.to_owned(), ..Typed::default() };
    let (mut key, mut was, mut asked, mut proposed) = ("", Vec::new(), Vec::new(), "");
    for (at, text) in row {
        match columns.get(at) {
            Some(Column::Key) => key = text,
            Some(Column::Proposed) => proposed = text,
            Some(Column::Sheet) => typed.sheet.clone_from(text),
            Some(Column::Asked(name)) => asked.push((name, text)),
            Some(Column::Own(name)) => _ = typed.texts.insert(name.clone(), text.clone()),
            Some(Column::Ours) | None => was.push(text.as_str()),
        }
    }
    // Nobody is asked to type into such a row, but somebody may have written beside it.
    let is_fixed = key == FIXED;
    if !is_fixed {
        let asked = asked.into_iter().filter(|(name, text)| !machine_made(name, text, proposed));
        typed.texts.extend(asked.map(|(name, text)| (name.clone(), text.clone())));
    } else if typed.texts.is_empty() {
        return;
    }
    let was = was.join(" / ");
    let key = if is_fixed { "" } else { key };
    // The words of a row with a key are the program's own; those of another one may be somebody's only copy.
    typed.was = if key.is_empty() { was } else { was.chars().take(WORDS).collect() };
    carried.add(key, typed);
}

/// Whether a text stands there although nobody typed it.
fn machine_made(name: &str, text: &str, proposed: &str) -> bool {
    match Asked::named(name) {
        Some(Asked::Outcome) => text == proposed,
        Some(column) => is_untouched(column, text),
        None => false,
    }
}

/// A cell above a table: the label, what was typed, and the key.
fn above(sheet: &str, row: &Cells, columns: &BTreeMap<u32, Column>, carried: &mut Carried) {
    let is = |at: &u32, wanted: fn(&Column) -> bool| columns.get(at).is_some_and(wanted);
    let key = row.iter().find(|(at, _)| is(at, |column| matches!(column, Column::Key)));
    let other = |at: &u32| is(at, |column| matches!(column, Column::Key | Column::Own(_)));
    let cells: Vec<&String> = row.iter().filter(|(at, _)| !other(at)).map(|(_, text)| text).collect();
    if let (Some((_, key)), [label, .., typed]) = (key, cells.as_slice()) {
        let texts = BTreeMap::from([(Asked::Entry.header(Lang::En).to_owned(), (*typed).clone())]);
        carried.add(key, Typed { sheet: sheet.to_owned(), texts, was: (*label).clone() });
    }
}

fn problem(path: &str, reason: Why) -> Diagnostic {
    const CLOSE: (&str, &str) = ("閉じてから、もう一度点検してください", "close it and check again");
    const NAME: (&str, &str) = (
        "直すか、ほかの名前を付けて書き出してください（例：点検表2.xlsx）",
        "repair it, or give the new workbook another name, as in check-2.xlsx",
    );
    let of = |ja: &'static str, en: &'static str, help| (ja.to_owned(), en.to_owned(), help);
    let (ja, en, help) = match reason {
        Why::Open => of("Excel などで開いています", "a spreadsheet has it open", CLOSE),
        Why::Protected => of("パスワードが掛かっています", "it has a password", NAME),
        Why::Damaged => of("壊れているか、Excel のファイルではありません", "it is broken, or no workbook", NAME),
        Why::Foreign => of("この点検で作った表ではありません", "it is not a workbook of this program", NAME),
        Why::Large => of("大きすぎます", "it is too large", NAME),
        Why::System(error) => {
            let (ja, en) = why(&error);
            (ja, en, CLOSE)
        }
    };
    let problem = Diagnostic::new(&codes::OLD_WORKBOOK).arg("path", path);
    problem.arg("why_ja", ja).arg("why", en).arg("help_ja", help.0).arg("help", help.1)
}
