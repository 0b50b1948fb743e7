//! A table of declarations: what a person ticks as complete, and labels about the export above it.

use super::codes;
use super::draft::Spot;
use super::gather::Mapped;
use super::rows::{Line, lines};
use super::values::{Hints, Written, as_type, tidy};
use crate::calendar::{DateRange, parse_date};
use crate::diag::{Diagnostic, Place, Role};
use crate::layout::beside;
use crate::model::{FieldType, Schema};
use crate::read::settings::{CompleteDecl, ExportDecl, Settings};
use crate::table::Cell;

/// Reads declarations into settings.
pub(super) struct Declaring<'a, 't> {
    pub(super) schema: &'a Schema,
    pub(super) mapped: &'a Mapped<'t>,
    pub(super) path: &'a str,
    pub(super) problems: Vec<Diagnostic>,
}

impl<'t> Declaring<'_, 't> {
    /// Everything that the table declares; how many of its rows declare something.
    pub(super) fn declare(&mut self, settings: &mut Settings) -> usize {
        self.labels(settings);
        let told = settings.complete.len() + settings.absent.len();
        for line in lines(self.mapped.table, &self.mapped.fit) {
            self.line(&line, settings);
        }
        settings.complete.len() + settings.absent.len() - told
    }

    fn labels(&mut self, settings: &mut Settings) {
        let declares = self.mapped.fit.map.declares.clone();
        let found = |column: Option<usize>| beside(self.mapped.table, &self.mapped.fit, column?);
        let (office, extracted) = (found(declares.office), found(declares.extracted));
        let all_cases = found(declares.all_cases).is_some_and(|cell| self.is_ticked(cell));
        let place = [office, extracted].into_iter().flatten().next().map(|cell| self.place(cell));
        let Some(place) = place.or_else(|| all_cases.then(|| Place::bare(Role::Complete, self.path, 1))) else {
            return;
        };
        let office = office.map(|cell| tidy(&cell.value.to_string())).unwrap_or_default();
        let extracted = extracted.and_then(|cell| self.date(cell)).map(|date| date.hi);
        settings.export = Some(ExportDecl { office, extracted, all_cases, place });
    }

    fn line(&mut self, line: &Line<'t>, settings: &mut Settings) {
        let declares = self.mapped.fit.map.declares.clone();
        let cell = |column: Option<usize>| column.and_then(|column| line.cell(column));
        let Some(kind_cell) = cell(declares.kind) else { return };
        let (kind, place) = (tidy(&kind_cell.value.to_string()), self.place(kind_cell));
        if cell(declares.absent).is_some_and(|cell| self.is_ticked(cell)) {
            settings.absent.push((kind, place));
            return;
        }
        if !cell(declares.complete).is_some_and(|cell| self.is_ticked(cell)) {
            return;
        }
        let ends = [cell(declares.from), cell(declares.to)].map(|end| end.map(|end| (end, self.date(end))));
        // A date that could not be read must not open the period any wider.
        if let Some((end, _)) = ends.iter().flatten().find(|(_, date)| date.is_none()) {
            let problem = Diagnostic::new(&codes::DECLARED_DATE).arg("name", &kind).at(self.place(end));
            self.problems.push(problem);
            return;
        }
        let [from, to] = ends.map(|end| end.and_then(|(_, date)| date));
        let (from, to) = (from.map(|date| date.lo), to.map(|date| date.hi));
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            self.problems.push(Diagnostic::new(&codes::DECLARED_DATE).arg("name", &kind).at(place));
            return;
        }
        settings.complete.push(CompleteDecl { kind, from, to, place });
    }

    fn place(&self, cell: &Cell) -> Place {
        let place = Spot::of(self.mapped.file, &self.mapped.table.sheet, cell, "").place(self.path);
        Place { role: Role::Complete, ..place }
    }

    fn is_ticked(&self, cell: &Cell) -> bool {
        self.json(cell, FieldType::YesNo) == "true"
    }

    fn date(&self, cell: &Cell) -> Option<DateRange> {
        let json = self.json(cell, FieldType::Date);
        parse_date(json.trim_matches('"')).ok()
    }

    fn json(&self, cell: &Cell, ty: FieldType) -> String {
        as_type(self.schema, ty, &Written::of(&cell.value), &Hints::default()).json
    }
}
