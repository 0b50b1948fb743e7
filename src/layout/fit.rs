//! Which map a table is for, and where its columns stand: by headers, wherever above the rows they are.

use super::{Column, Layout, Shape, TableMap, label};
use crate::calendar::{Month, parse_month};
use crate::limits;
use crate::table::{Cell, Row, Table, Value};
use crate::text::fold;

/// A table with the map that fits it.
#[derive(Clone, Debug)]
pub struct Fit<'l> {
    /// The map.
    pub map: &'l TableMap,
    /// Index of the first row below the headers.
    pub first: usize,
    /// Index of the first row that is not of this table any more.
    pub end: usize,
    /// 1-based number of the row of headers; 0 where the shape has none.
    pub header: usize,
    /// By column of the map: the column of the table.
    pub columns: Vec<Option<usize>>,
    /// Columns under a month.
    pub months: Vec<(usize, Month)>,
    /// Headers that the map does not know: column, and text as written.
    pub unused: Vec<(usize, String)>,
    /// Labels of a form that are there.
    labels: usize,
}

/// The maps that fit a table: one, or one for each of several tables that stand below each other.
#[derive(Clone, Debug, Default)]
pub struct Fits<'l> {
    /// In the order of their rows.
    pub fits: Vec<Fit<'l>>,
    /// Index of a row of headers that fits no map: it and what is below it was not read.
    pub unread: Option<usize>,
}

/// The maps that fit a table, and where each of its parts ends.
pub fn fits<'l>(layouts: &'l [Layout], file: &str, table: &Table) -> Fits<'l> {
    let mut found = Fits::default();
    let mut next = fit(layouts, file, table).map(|best| earlier(layouts, file, table, &best).unwrap_or(best));
    while let Some(mut first) = next.take() {
        if first.header > 0 {
            for at in first.first..table.rows.len() {
                match again(layouts, file, table, at) {
                    Again::Row => continue,
                    Again::Headers(second) => next = Some(*second),
                    Again::Unknown => found.unread = Some(at),
                }
                first.end = at;
                break;
            }
        }
        found.fits.push(first);
    }
    found
}

/// The table that stands above the one whose headers are known best.
fn earlier<'l>(layouts: &'l [Layout], file: &str, table: &Table, best: &Fit<'l>) -> Option<Fit<'l>> {
    let above = table.rows.get(..best.first.checked_sub(1)?)?.to_vec();
    let above = Table { sheet: table.sheet.clone(), rows: above, ..Table::default() };
    let first = fit(layouts, file, &above).filter(|fit| fit.known() > 1 && fit.first < above.rows.len())?;
    let first = earlier(layouts, file, &above, &first).unwrap_or(first);
    Some(Fit { end: table.rows.len(), ..first })
}

/// What a row below the headers is.
enum Again<'l> {
    Row,
    /// Headers once more.
    Headers(Box<Fit<'l>>),
    /// Headers of a table that fits no map.
    Unknown,
}

/// Whether a second table begins with a row: headers behind a gap or a title.
fn again<'l>(layouts: &'l [Layout], file: &str, table: &Table, at: usize) -> Again<'l> {
    let Some((above, row)) = at.checked_sub(1).and_then(|above| table.rows.get(above)).zip(table.rows.get(at)) else {
        return Again::Row;
    };
    let few = above.cells.iter().filter(|cell| cell.merged_from.is_none()).count() < 2;
    // A value of several lines takes several lines of a list, and is no gap.
    let lines = |cell: &Cell| cell.value.to_string().matches('\n').count();
    let gap = row.number > above.number + 1 + above.cells.iter().map(lines).sum::<usize>();
    if row.cells.len() < 2 || !gap && !few {
        return Again::Row;
    }
    let alone = Table { sheet: table.sheet.clone(), rows: vec![row.clone()], ..Table::default() };
    match fit(layouts, file, &alone).filter(|fit| fit.known() > 1 && fit.known() * 2 >= row.cells.len()) {
        Some(fit) => Again::Headers(Box::new(Fit { first: at + 1, end: table.rows.len(), ..fit })),
        None if headers_of_any(layouts, row) => Again::Unknown,
        None => Again::Row,
    }
}

/// Whether most cells of a row are headers that some map knows.
fn headers_of_any(layouts: &[Layout], row: &Row) -> bool {
    let keys: Vec<String> = row.cells.iter().map(|cell| header_key(&cell.value.to_string())).collect();
    let columns = || layouts.iter().flat_map(|layout| &layout.tables).flat_map(|map| &map.columns);
    let is_header = |key: &&String| {
        columns().any(|c| std::iter::once(&c.name).chain(&c.also).any(|name| header_key(name) == **key))
    };
    let known = keys.iter().filter(is_header).count();
    known > 1 && known * 2 > keys.len()
}

/// The map that fits a table best: of the first of the layouts in which one fits, the one that knows the most headers.
pub fn fit<'l>(layouts: &'l [Layout], file: &str, table: &Table) -> Option<Fit<'l>> {
    layouts.iter().find_map(|layout| {
        let fits = layout.tables.iter().filter(|map| is_named(map, file, &table.sheet));
        best(fits.filter_map(|map| fit_one(map, table)))
    })
}

/// The fit that knows the most headers; of several, the first.
fn best<'l>(fits: impl Iterator<Item = Fit<'l>>) -> Option<Fit<'l>> {
    fits.reduce(|best, next| if best.known() >= next.known() { best } else { next })
}

impl Fit<'_> {
    /// How many headers the map knows.
    fn known(&self) -> usize {
        let mut columns: Vec<usize> = self.columns.iter().flatten().copied().collect();
        columns.sort_unstable();
        columns.dedup();
        columns.len() + self.months.len() + self.labels
    }

    /// Headers that the map knows and the table does not have.
    pub fn wanting(&self) -> Vec<String> {
        let columns = self.map.columns.iter().zip(&self.columns);
        columns.filter(|(_, at)| at.is_none()).map(|(column, _)| column.name.clone()).collect()
    }
}

/// Whether the names of a map's files and sheets allow a table. A list that was saved from a sheet is named like it.
fn is_named(map: &TableMap, file: &str, sheet: &str) -> bool {
    let stem = file.rsplit(['/', '!']).next().unwrap_or(file);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let any = |patterns: &[String], name: &str| patterns.iter().any(|pattern| matches(pattern, name));
    match (sheet.is_empty(), map.sheet.is_empty()) {
        (false, false) => any(&map.sheet, sheet),
        (false, true) => map.file.is_empty() || any(&map.file, stem),
        (true, _) => map.file.is_empty() && map.sheet.is_empty() || any(&map.file, stem) || any(&map.sheet, stem),
    }
}

/// Whether a name is a pattern's, in which `*` stands for anything.
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (header_key(pattern), header_key(name));
    let mut parts = pattern.split('*');
    let Some(rest) = name.strip_prefix(parts.next().unwrap_or("")) else { return false };
    let mut rest = rest;
    let mut last = None;
    for part in parts {
        last = Some(part);
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or("");
    }
    match last {
        None => rest.is_empty(),
        Some(part) => rest.is_empty() || part.is_empty() || name.ends_with(part),
    }
}

/// A header as it is compared: folded, without blanks.
pub fn header_key(text: &str) -> String {
    fold(text).split_whitespace().collect::<String>().to_lowercase()
}

fn fit_one<'l>(map: &'l TableMap, table: &Table) -> Option<Fit<'l>> {
    if matches!(map.shape, Shape::Days | Shape::Form | Shape::Text | Shape::Choices) {
        return shaped(map, table);
    }
    let rows = 0..table.rows.len().min(limits::HEADER_ROWS);
    best(rows.filter_map(|at| headers(map, table, at)))
}

/// The fit of a sheet without a row of headers: named by a day, or a form with the labels that the map needs.
fn shaped<'l>(map: &'l TableMap, table: &Table) -> Option<Fit<'l>> {
    let columns = vec![None; map.columns.len()];
    let (months, unused) = (Vec::new(), Vec::new());
    let fit = Fit { map, first: 0, end: table.rows.len(), header: 0, columns, months, unused, labels: 0 };
    let found: Vec<usize> = (0..map.columns.len()).filter_map(|column| label::row_of(table, &fit, column)).collect();
    let labels = found.len();
    // Labels that all stand in one row are the headers of a list.
    let is_form = || found.iter().any(|row| Some(row) != found.first());
    let is_there = |column: &usize| label::row_of(table, &fit, *column).is_some();
    let fits = match map.shape {
        Shape::Days => label::sheet_day(&table.sheet).is_some(),
        Shape::Text | Shape::Choices => true,
        _ => is_form() && map.needs.iter().all(is_there),
    };
    fits.then_some(Fit { labels, ..fit })
}

/// The fit of a table whose headers are a row; none where a column that the map needs is not there.
fn headers<'l>(map: &'l TableMap, table: &Table, at: usize) -> Option<Fit<'l>> {
    let row = table.rows.get(at)?;
    let keys: Vec<(usize, String)> =
        row.cells.iter().map(|cell| (cell.column, header_key(&cell.value.to_string()))).collect();
    let labels = labels(map);
    let column = |index: usize| if labels.contains(&index) { None } else { column_of(map, index, &keys) };
    let columns: Vec<Option<usize>> = (0..map.columns.len()).map(column).collect();
    let is_there = |needed: &usize| columns.get(*needed).copied().flatten().is_some();
    let one_of = |some: &[usize]| some.is_empty() || some.iter().any(is_there);
    // A row that cannot say whose it is makes nothing, unless the name of the file does.
    let told = map.case.iter().any(|key| key.column.is_none());
    let cases: Vec<usize> = map.case.iter().filter_map(|key| key.column.filter(|_| !told)).collect();
    let enough = map.needs.iter().all(is_there) && one_of(&map.one_of) && one_of(&cases);
    let enough = enough && columns.iter().any(Option::is_some);
    let months = if map.shape == Shape::Months { months(row) } else { Vec::new() };
    if !enough || (map.shape == Shape::Months && months.is_empty()) {
        return None;
    }
    let used = |column: usize| columns.contains(&Some(column)) || months.iter().any(|(at, _)| *at == column);
    let unused = row.cells.iter().filter(|cell| !used(cell.column));
    let unused = unused.map(|cell| (cell.column, cell.value.to_string())).collect();
    Some(Fit { map, first: at + 1, end: table.rows.len(), header: row.number, columns, months, unused, labels: 0 })
}

/// Columns of a map that are labels above the table, not headers.
fn labels(map: &TableMap) -> Vec<usize> {
    let declares = &map.declares;
    [declares.office, declares.extracted, declares.all_cases].into_iter().flatten().collect()
}

/// Where a column of the map stands: by a header that is one of its names, else by one that was cut short.
fn column_of(map: &TableMap, index: usize, keys: &[(usize, String)]) -> Option<usize> {
    let column = map.columns.get(index)?;
    let mut names = std::iter::once(&column.name).chain(&column.also);
    names.find_map(|name| exact(name, keys)).or_else(|| cut_short(map, index, keys))
}

fn exact(name: &str, keys: &[(usize, String)]) -> Option<usize> {
    let (name, nth) =
        name.rsplit_once('#').and_then(|(name, nth)| Some((name, nth.parse().ok()?))).unwrap_or((name, 1));
    let name = header_key(name);
    let mut found = keys.iter().filter(|(_, key)| *key == name);
    found.nth(usize::max(nth, 1) - 1).map(|(column, _)| *column)
}

/// A header of at least four characters with which a name of this column begins, and no name that is not this column's.
fn cut_short(map: &TableMap, index: usize, keys: &[(usize, String)]) -> Option<usize> {
    let names = |column: &Column| -> Vec<String> {
        std::iter::once(&column.name).chain(&column.also).map(|name| header_key(name)).collect()
    };
    let own = names(map.columns.get(index)?);
    let is_begun = |key: &str| key.chars().nth(3).is_some() && own.iter().any(|name| name.starts_with(key));
    let others: Vec<String> = map.columns.iter().flat_map(names).filter(|name| !own.contains(name)).collect();
    let mut begun = keys.iter().filter(|(_, key)| is_begun(key));
    let alone = begun.find(|(_, key)| !others.iter().any(|other| other.starts_with(key.as_str())));
    alone.map(|(column, _)| *column)
}

fn months(row: &Row) -> Vec<(usize, Month)> {
    let month = |value: &Value| match value {
        Value::Date(day, _) => Some(day.month()),
        value => parse_month(fold(&value.to_string()).trim()).ok(),
    };
    row.cells.iter().filter_map(|cell| Some((cell.column, month(&cell.value)?))).collect()
}
