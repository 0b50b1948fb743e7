//! Tables to lines: what a map calls one row, whatever shape it is written in.

use crate::calendar::{Day, Month};
use crate::layout::{Fit, Part, Shape, When, beside, header_key, sheet_day};
use crate::table::{Cell, Row, Table, Value};
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// One row as a map sees it.
#[derive(Clone, Debug)]
pub(super) struct Line<'t> {
    /// Its number in the table.
    pub(super) number: usize,
    /// By column of the map: what is written there.
    cells: BTreeMap<usize, &'t Cell>,
    /// The cell under a month, or what a sheet of a day says.
    pub(super) under: Option<Under<'t>>,
}

/// One entry of the cell under a month, or the text of a sheet of a day.
#[derive(Clone, Debug)]
pub(super) struct Under<'t> {
    /// The cell itself.
    pub(super) cell: &'t Cell,
    /// What is written before the day.
    letters: String,
    /// The day as written; empty where there is none.
    day: String,
    /// A date of another month, written in full.
    other: Option<Day>,
    /// The month.
    pub(super) month: Month,
    /// Its place among the entries of the cell.
    pub(super) place: usize,
    /// First and last of the months in a row that have the same letters and no day.
    pub(super) run: (Month, Month),
    /// The whole text.
    text: String,
}

impl<'t> Line<'t> {
    /// The cell of a column of the map.
    pub(super) fn cell(&self, column: usize) -> Option<&'t Cell> {
        self.cells.get(&column).copied()
    }

    /// What is written in a column; an empty text where nothing is.
    pub(super) fn text(&self, column: usize) -> String {
        self.cell(column).map(|cell| cell.value.to_string()).unwrap_or_default()
    }

    /// The first cell of the row.
    pub(super) fn first(&self) -> Option<&'t Cell> {
        self.under
            .as_ref()
            .map(|under| under.cell)
            .or_else(|| self.cells.values().min_by_key(|cell| cell.column).copied())
    }

    /// Whether nothing is written in any column that the map knows.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.under.is_none()
    }

    /// Everything written, for telling a row from its repetition.
    pub(super) fn whole(&self) -> String {
        let texts = self.cells.iter().map(|(column, cell)| format!("{column}\u{1}{}", cell.value));
        texts.collect::<Vec<_>>().join("\u{2}")
    }

    /// Whether a condition holds.
    pub(super) fn is(&self, when: &When) -> bool {
        if !when.letters.is_empty() {
            return self.under.as_ref().is_some_and(|under| under.has_letters(&when.letters));
        }
        let text = match (when.column, &self.under) {
            (Some(column), _) => self.text(column),
            (None, Some(under)) => under.text.clone(),
            (None, None) => String::new(),
        };
        let key = header_key(&text);
        let any = |texts: &[String], test: fn(&str, &str) -> bool| {
            texts.is_empty() || texts.iter().any(|wanted| test(&key, &header_key(wanted)))
        };
        let none_of = when.not.iter().all(|other| key != header_key(other));
        none_of
            && any(&when.is, |key, wanted| key == wanted)
            && any(&when.has, |key, wanted| key.contains(wanted))
            && !when.lacks.iter().any(|wanted| key.contains(&header_key(wanted)))
            && any(&when.begins, |key, wanted| key.starts_with(wanted))
            && when.filled.is_none_or(|filled| filled != key.is_empty())
    }

    /// A part of the cell under a month.
    pub(super) fn part(&self, part: Part) -> Option<(String, &'t Cell)> {
        let under = self.under.as_ref()?;
        let (year, month) = under.month.year_month();
        let text = match part {
            Part::Text => under.text.clone(),
            Part::Month => format!("{year:04}-{month:02}"),
            Part::First => under.month.first_day().to_string(),
            Part::Last => under.month.last_day().to_string(),
            Part::RunFirst => under.run.0.first_day().to_string(),
            Part::RunLast => under.run.1.last_day().to_string(),
            Part::Day => under.other.map(|day| day.to_string()).or_else(|| under.in_month())?,
            Part::Date if under.day.is_empty() => format!("{year:04}-{month:02}"),
            Part::Date => under.in_month()?,
        };
        Some((text, under.cell))
    }
}

impl Under<'_> {
    fn has_letters(&self, wanted: &[String]) -> bool {
        wanted.iter().any(|wanted| match wanted.as_str() {
            "" => self.letters.is_empty() && !self.day.is_empty(),
            "*" => self.other.is_some(),
            wanted => header_key(wanted) == self.letters,
        })
    }

    /// The day as a date of the month; it may be one that the month does not have.
    fn in_month(&self) -> Option<String> {
        let (year, month) = self.month.year_month();
        (!self.day.is_empty()).then(|| format!("{year:04}-{month:02}-{:0>2}", self.day))
    }
}

/// What parts the entries of a cell under a month.
const ENTRIES: [char; 6] = ['、', '､', ',', '，', '・', '\n'];

/// The entries of a cell under a month.
fn entries(cell: &Cell, month: Month) -> Vec<Under<'_>> {
    let text = cell.value.to_string();
    if let Some(day) = cell.value.day() {
        return vec![entry(cell, month, &text, Some(day))];
    }
    let parts = text.split(ENTRIES).filter(|part| !part.trim().is_empty());
    let entry = |part| entry(cell, month, part, full_date(part));
    parts.map(entry).enumerate().map(|(place, under)| Under { place, ..under }).collect()
}

/// A date that is written in full, with its year.
fn full_date(text: &str) -> Option<Day> {
    let date = crate::calendar::parse_date(fold(text).trim()).ok()?;
    date.is_exact().then_some(date.lo)
}

/// One entry: letters, then a day; a date that lies in the month is its day.
fn entry<'t>(cell: &'t Cell, month: Month, text: &str, date: Option<Day>) -> Under<'t> {
    let (text, run) = (text.trim().to_owned(), (month, month));
    let key = header_key(&text);
    let under = |letters: &str, day: &str| {
        let (letters, day) = (letters.to_owned(), day.to_owned());
        Under { cell, letters, day, other: None, month, place: 0, run, text: text.clone() }
    };
    match date {
        Some(day) if day.month() == month => under("", &day.ymd().2.to_string()),
        Some(_) => Under { other: date, ..under(&key, "") },
        None => {
            let key = key.trim_end_matches('日');
            let letters = key.trim_end_matches(|c: char| c.is_ascii_digit());
            under(letters, key.get(letters.len()..).unwrap_or(""))
        }
    }
}

/// The lines of a table, by the shape of its map.
pub(super) fn lines<'t>(table: &'t Table, fit: &Fit<'_>) -> Vec<Line<'t>> {
    match fit.map.shape {
        Shape::List | Shape::Manifest => list(table, fit).into_iter().map(|(line, _)| line).collect(),
        Shape::Months => list(table, fit).iter().flat_map(|(line, row)| under_months(row, fit, line)).collect(),
        Shape::Form => form(table, fit).into_iter().collect(),
        Shape::Days => day(table).into_iter().collect(),
        Shape::Text | Shape::Choices => Vec::new(),
    }
}

/// Rows below the headers; where a column says so, a blank continues the cell above.
fn list<'t>(table: &'t Table, fit: &Fit<'_>) -> Vec<(Line<'t>, &'t Row)> {
    let continued: Vec<usize> =
        (0..fit.map.columns.len()).filter(|at| fit.map.columns.get(*at).is_some_and(|c| c.fill)).collect();
    let mut above: BTreeMap<usize, &'t Cell> = BTreeMap::new();
    let rows = table.rows.iter().take(fit.end).skip(fit.first);
    let line = |row: &'t Row| {
        let mut cells = cells(row, fit);
        for column in &continued {
            let cell = cells.get(column).or(above.get(column)).copied();
            cell.map(|cell| (above.insert(*column, cell), cells.insert(*column, cell)));
        }
        (Line { number: row.number, cells, under: None }, row)
    };
    rows.map(line).collect()
}

fn cells<'t>(row: &'t Row, fit: &Fit<'_>) -> BTreeMap<usize, &'t Cell> {
    let under = |column: &Option<usize>| row.cells.iter().find(|cell| Some(cell.column) == *column);
    fit.columns.iter().enumerate().filter_map(|(at, column)| Some((at, under(column)?))).collect()
}

/// One line for each entry of the cells under a month.
fn under_months<'t>(row: &'t Row, fit: &Fit<'_>, line: &Line<'t>) -> Vec<Line<'t>> {
    let month = |cell: &Cell| fit.months.iter().find(|(column, _)| *column == cell.column).map(|(_, month)| *month);
    let found = row.cells.iter().filter_map(|cell| Some(entries(cell, month(cell)?)));
    let mut found: Vec<Under<'t>> = found.flatten().collect();
    runs(&mut found);
    found.into_iter().map(|under| Line { under: Some(under), ..line.clone() }).collect()
}

/// Joins months in a row that have the same letters and no day.
fn runs(entries: &mut [Under<'_>]) {
    let dayless = entries.iter().filter(|under| under.day.is_empty() && under.other.is_none());
    let letters: BTreeSet<(Month, String)> = dayless.map(|under| (under.month, under.letters.clone())).collect();
    for under in entries.iter_mut().filter(|under| under.day.is_empty()) {
        let is_like = |month: &Month| letters.contains(&(*month, under.letters.clone()));
        let first = std::iter::successors(Some(under.month), |month| Some(month.plus(-1)).filter(is_like)).last();
        let last = std::iter::successors(Some(under.month), |month| Some(month.plus(1)).filter(is_like)).last();
        under.run = first.zip(last).unwrap_or(under.run);
    }
}

/// The one line of a form: each label's value is the cell to its right, else the one below it.
fn form<'t>(table: &'t Table, fit: &Fit<'_>) -> Option<Line<'t>> {
    let columns = 0..fit.map.columns.len();
    let cells: BTreeMap<usize, &Cell> =
        columns.filter_map(|column| Some((column, beside(table, fit, column)?))).collect();
    let number = cells.values().map(|cell| cell.line).min()?;
    Some(Line { number, cells, under: None })
}

/// The one line of a sheet of a day: its name is the day, its texts are one.
fn day(table: &Table) -> Option<Line<'_>> {
    let day = sheet_day(&table.sheet)?;
    let cell = table.rows.first()?.cells.first()?;
    let texts = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.merged_from.is_none());
    let text = texts.map(|cell| cell.value.to_string()).collect::<Vec<_>>().join("\n");
    let under = Under { text, ..entry(cell, day.month(), "", Some(day)) };
    Some(Line { number: cell.line, cells: BTreeMap::new(), under: Some(under) })
}

/// The day of a value that is one.
impl Value {
    fn day(&self) -> Option<Day> {
        match self {
            Value::Date(day, _) => Some(*day),
            _ => None,
        }
    }
}
