//! A workbook as cells: read by one library, changed, and written by another, as a spreadsheet program would.

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use std::io::Read;

/// One sheet: its rows of texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<String>>,
}

/// All sheets.
#[derive(Clone, Debug, PartialEq)]
pub struct Book(pub Vec<Sheet>);

fn text(value: &Data) -> String {
    match value {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    }
}

impl Book {
    pub fn open(path: &str) -> Book {
        let mut book: Xlsx<_> = open_workbook(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let sheets = book.sheet_names().into_iter().map(|name| {
            let range = book.worksheet_range(&name).expect("a sheet");
            let (rows, columns) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
            let cell = |row, column| range.get_value((row, column)).map(text).unwrap_or_default();
            let rows = (0..rows).map(|row| (0..columns).map(|column| cell(row, column)).collect()).collect();
            Sheet { name, rows }
        });
        Book(sheets.collect())
    }

    pub fn save(&self, path: &str) {
        let mut book = Workbook::new();
        for sheet in &self.0 {
            let worksheet = book.add_worksheet().set_name(&sheet.name).expect("a name");
            for (row, cells) in sheet.rows.iter().enumerate() {
                for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                    worksheet.write_string(row as u32, column as u16, text).expect("a cell");
                }
            }
        }
        book.save(path).expect("a file");
    }

    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|sheet| sheet.name.as_str()).collect()
    }

    /// The sheet whose name ends so.
    pub fn sheet(&self, title: &str) -> &Sheet {
        let found = self.0.iter().find(|sheet| sheet.name.ends_with(title));
        found.unwrap_or_else(|| panic!("{title} in {:?}", self.names()))
    }

    pub fn sheet_mut(&mut self, title: &str) -> &mut Sheet {
        self.0.iter_mut().find(|sheet| sheet.name.ends_with(title)).expect("a sheet")
    }
}

impl Sheet {
    /// Row of the headers, the first that has this one.
    pub fn head(&self, header: &str) -> usize {
        let at = self.rows.iter().position(|row| row.iter().any(|cell| cell == header));
        at.unwrap_or_else(|| panic!("{header} in {:?}", self.rows))
    }

    pub fn column(&self, header: &str) -> usize {
        self.rows[self.head(header)].iter().position(|cell| cell == header).expect("a header")
    }

    /// The first row below the headers of which a cell holds a text.
    pub fn row(&self, header: &str, wanted: &str) -> usize {
        let (head, column) = (self.head(header), self.column(header));
        let found = (head + 1..self.rows.len()).find(|row| self.rows[*row][column].contains(wanted));
        found.unwrap_or_else(|| panic!("{wanted} below {header} in {:?}", self.rows))
    }

    pub fn get(&self, row: usize, header: &str) -> &str {
        &self.rows[row][self.column(header)]
    }

    pub fn put(&mut self, row: usize, header: &str, text: &str) {
        let column = self.column(header);
        self.rows[row][column] = text.to_owned();
    }

    /// A column before all others, as somebody inserts one.
    pub fn insert_column(&mut self, header: &str, headers: usize, text: &str) {
        for (at, row) in self.rows.iter_mut().enumerate() {
            row.insert(
                0,
                if at == headers {
                    header
                } else if at > headers {
                    text
                } else {
                    ""
                }
                .to_owned(),
            );
        }
    }
}

/// A part of the file as it is written.
pub fn part(path: &str, name: &str) -> String {
    let mut packed = zip::ZipArchive::new(std::fs::File::open(path).expect("a file")).expect("a zip");
    let mut text = String::new();
    packed.by_name(name).unwrap_or_else(|_| panic!("{name}")).read_to_string(&mut text).expect("text");
    text
}

/// Names of the parts that are sheets.
pub fn sheet_parts(path: &str) -> Vec<String> {
    let packed = zip::ZipArchive::new(std::fs::File::open(path).expect("a file")).expect("a zip");
    let names = packed.file_names().map(|name| name.expect("a name").into_owned());
    let mut names: Vec<String> = names.filter(|name| name.starts_with("xl/worksheets/")).collect();
    names.sort();
    names
}
