//! Files to records: which map fits each table, in which order they are gathered, and what is told of it all.

use super::codes;
use super::declare::Declaring;
use super::draft::Draft;
use super::gather::{Gather, Mapped};
use super::tally::Tally;
use super::values::tidy;
use super::write::Writer;
use crate::calendar::{Day, parse_date, parse_month};
use crate::diag::{Diagnostic, Lang, Place, Role};
use crate::layout::{Fit, Layout, Shape, fits};
use crate::model::{FileReport, ImportReport, KindId, Made, Schema, TableReport};
use crate::read::settings::Settings;
use crate::table::{Opened, Table, address};

/// One file, opened.
#[derive(Debug)]
pub struct Input {
    /// Path relative to the input as given.
    pub path: String,
    /// Its tables.
    pub opened: Opened,
}

/// What lists and workbooks gave.
#[derive(Debug, Default)]
pub struct Brought {
    /// One line of canonical JSON a case, and last the office's own records.
    pub lines: Vec<String>,
    /// What became of every table.
    pub report: ImportReport,
    /// What tables of declarations declare.
    pub settings: Settings,
    /// What is to be told.
    pub problems: Vec<Diagnostic>,
    /// What was read that is personal, each text once: whoever shows names of files and sheets hides it there.
    pub personal: Vec<String>,
}

/// Brings files of one export in: the same files give the same bytes, in whatever order they are given.
///
/// `office` is the number of the office whose the export is said to be; rows that name another are left out. It may be empty.
pub fn bring(schema: &Schema, layouts: &[Layout], files: &[Input], office: &str, lang: Lang) -> Brought {
    let paths: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
    let mut run = Run { gather: Gather::new(schema, &paths), brought: Brought::default(), schema, lang };
    let mut mapped: Vec<Mapped<'_>> = Vec::new();
    for (file, input) in files.iter().enumerate() {
        run.file(input);
        for table in &input.opened.tables {
            let found = fits(layouts, &input.path, table);
            let unread = found.unread.or(found.fits.is_empty().then_some(0));
            for fit in found.fits {
                match fit.map.shape {
                    Shape::Text | Shape::Choices => run.for_people(file, table, &fit),
                    _ => mapped.push(Mapped { file, table, fit }),
                }
            }
            unread.into_iter().for_each(|first| run.unmapped(file, &paths, table, first));
        }
    }
    run.declarations(&mapped, &paths);
    run.gather.own_office = run.own_office(office);
    run.tables(&mapped);
    run.offices(&paths);
    let personal = run.gather.personal();
    Brought { personal, ..run.finish(&paths) }
}

struct Run<'a> {
    gather: Gather<'a>,
    brought: Brought,
    schema: &'a Schema,
    lang: Lang,
}

impl Run<'_> {
    fn file(&mut self, input: &Input) {
        let encoding = input.opened.encoding.to_owned();
        let report = FileReport { path: input.path.clone(), encoding, tables: Vec::new() };
        self.brought.report.files.push(report);
        let path = &input.path;
        self.brought.problems.extend(input.opened.notes.iter().map(|note| note.diagnostic(path)));
    }

    /// A table that no map fits: nothing of it was read, and that is said.
    fn unmapped(&mut self, file: usize, paths: &[String], table: &Table, first: usize) {
        let rows = table.rows.len().saturating_sub(first);
        let report = TableReport { sheet: table.sheet.clone(), rows, ..TableReport::default() };
        self.report(file, report);
        if rows > 0 {
            let line = if first == 0 { 1 } else { table.rows.get(first).map_or(1, |row| row.number) };
            let place = Place::bare(Role::Evidence, paths.get(file).map_or("", String::as_str), line);
            let sheet = (!table.sheet.is_empty()).then(|| table.sheet.clone());
            let place = Place { cell: sheet.as_ref().map(|_| address(line, 0)), sheet, ..place };
            self.brought.problems.push(Diagnostic::new(&codes::NO_MAP).arg("rows", rows).at(place));
        }
    }

    /// The number of the office whose rows are read: as its settings say, else as a table of declarations says.
    fn own_office(&self, settings: &str) -> String {
        let declared = self.brought.settings.export.as_ref().map(|export| export.office.as_str());
        tidy(Some(settings).filter(|office| !office.is_empty()).or(declared).unwrap_or_default())
    }

    /// Tells that rows of several offices were read, because nothing says which is the one.
    fn offices(&mut self, paths: &[String]) {
        if self.gather.own_office.is_empty() && self.gather.offices.len() > 1 {
            let numbers: Vec<String> =
                self.gather.offices.iter().map(|(office, rows)| format!("{office} ({rows})")).collect();
            let place = Place::bare(Role::Evidence, paths.first().map_or("", String::as_str), 1);
            let problem = Diagnostic::new(&codes::OFFICES).arg("offices", numbers.join(", "));
            self.brought.problems.push(problem.at(place));
        }
    }

    /// A sheet that only people read.
    fn for_people(&mut self, file: usize, table: &Table, fit: &Fit<'_>) {
        let report = Tally::default().report(fit, &table.sheet, self.lang, |_| String::new());
        self.report(file, report);
    }

    fn report(&mut self, file: usize, report: TableReport) {
        if let Some(file) = self.brought.report.files.get_mut(file) {
            file.tables.push(report);
        }
    }

    fn declarations(&mut self, mapped: &[Mapped<'_>], paths: &[String]) {
        for mapped in mapped.iter().filter(|mapped| mapped.fit.map.shape == Shape::Manifest) {
            let path = paths.get(mapped.file).map_or("", String::as_str);
            let mut declaring = Declaring { schema: self.schema, mapped, path, problems: Vec::new() };
            let read = declaring.declare(&mut self.brought.settings);
            self.brought.problems.append(&mut declaring.problems);
            let mut report = Tally::default().report(&mapped.fit, &mapped.table.sheet, self.lang, |_| String::new());
            report.read = read;
            self.report(mapped.file, report);
        }
    }

    /// Tables whose rows tell the id of their case come first; then those that tell it by a name or another number.
    fn tables(&mut self, mapped: &[Mapped<'_>]) {
        let mut tables: Vec<&Mapped<'_>> =
            mapped.iter().filter(|mapped| mapped.fit.map.shape != Shape::Manifest).collect();
        tables.sort_by_key(|mapped| (!tells_id(mapped), !tells_name(mapped)));
        let lists = tables.iter().filter(|mapped| tells_id(mapped)).count();
        for (at, mapped) in tables.into_iter().enumerate() {
            if at == lists {
                self.gather.listed = !self.gather.cases.is_empty();
            }
            for key in &mapped.fit.map.case {
                key.through.into_iter().for_each(|field| self.gather.index(field));
            }
            let mut tally = Tally::default();
            self.gather.table(mapped, &mut tally);
            let kind = |kind: KindId| self.schema.kind(kind).name.en.clone();
            let mut report = tally.report(&mapped.fit, &mapped.table.sheet, self.lang, kind);
            report.made.iter_mut().for_each(|made| self.period(made, mapped));
            self.report(mapped.file, report);
        }
    }

    /// First and last declared date of the records that a table made, and their kind in words.
    fn period(&self, made: &mut Made, mapped: &Mapped<'_>) {
        let kind = self.schema.kinds.iter().position(|kind| kind.name.en == made.kind).map(|at| KindId(at as u16));
        let Some(kind) = kind else { return };
        let field = self.schema.kind(kind).dated;
        let drafts = self.gather.cases.iter().chain(&self.gather.office);
        let nodes = drafts.flat_map(|draft: &Draft| &draft.nodes);
        let nodes = nodes.filter(|node| node.kind == kind && node.derived.is_some() == made.derived);
        let nodes = nodes.filter(|node| node.at.file == mapped.file && node.at.sheet == mapped.table.sheet);
        let days = nodes.filter_map(|node| day(node.fields.get(&field?)?.json.trim_matches('"')));
        let name = &self.schema.kind(kind).name;
        self.lang.of(&name.ja, &name.en).clone_into(&mut made.kind);
        made.period = days.fold(None, |period: Option<(Day, Day)>, day| match period {
            None => Some((day, day)),
            Some((from, to)) => Some((from.min(day), to.max(day))),
        });
    }

    fn finish(mut self, paths: &[String]) -> Brought {
        let writer = Writer { schema: self.schema, paths };
        let drafts = self.gather.cases.iter().chain(&self.gather.office);
        self.brought.lines = drafts.map(|draft| writer.line(draft)).collect();
        self.brought.problems.append(&mut self.gather.problems);
        self.brought.problems.sort_by_key(order);
        for file in &mut self.brought.report.files {
            file.tables.sort_by(|a, b| a.sheet.cmp(&b.sheet));
        }
        self.brought
    }
}

/// In the order of the files, and of the rows in them.
fn order(problem: &Diagnostic) -> (String, String, usize, usize) {
    let place = problem.places.first();
    place.map_or_else(Default::default, |place| {
        (place.path.clone(), place.sheet.clone().unwrap_or_default(), place.line, place.column)
    })
}

fn day(text: &str) -> Option<Day> {
    parse_date(text).map(|range| range.lo).ok().or_else(|| parse_month(text).ok().map(|month| month.first_day()))
}

/// Whether the rows of a table tell the id of their case.
fn tells_id(mapped: &Mapped<'_>) -> bool {
    let is_there =
        |column: Option<usize>| column.is_some_and(|at| mapped.fit.columns.get(at).is_some_and(Option::is_some));
    let case = &mapped.fit.map.case;
    case.is_empty() || case.iter().any(|key| key.through.is_none() && !key.known && is_there(key.column))
}

/// Whether a table fills the field through which its own rows tell their case: a list of people.
fn tells_name(mapped: &Mapped<'_>) -> bool {
    let map = mapped.fit.map;
    let fields: Vec<_> = map.case.iter().filter_map(|key| key.through).collect();
    map.records
        .iter()
        .any(|record| record.set.iter().any(|set| set.path.is_empty() && fields.contains(&(record.kind, set.field))))
}
