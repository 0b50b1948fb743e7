//! One line to the records that its map makes of it.

use super::draft::{Draft, Filled, Identity, Spot};
use super::gather::{Gather, Mapped};
use super::rows::Line;
use super::tally::Tally;
use super::values::{Hints, Reading, Written, as_type, period, reading, tidy};
use crate::diag::Diagnostic;
use crate::layout::{Column, From, Part, Piece, RecordMap, Setting, TableMap, When, header_key};
use crate::model::{FieldId, FieldType, KindId, Schema};
use crate::table::{Cell, Value};

/// Makes the records of one line.
pub(super) struct Maker<'g, 'a, 't> {
    pub(super) gather: &'g mut Gather<'a>,
    pub(super) mapped: &'g Mapped<'t>,
    pub(super) line: &'g Line<'t>,
    /// Where a record that only adds found none to add to.
    pub(super) alone: Option<Spot>,
}

/// Whether a condition takes an entry under a month that no record above it does.
fn is_rest(when: &When) -> bool {
    when.letters == ["?"]
}

impl Maker<'_, '_, '_> {
    /// Every record that the map makes of the line; whether there was one.
    pub(super) fn records(&mut self, draft: &mut Draft, tally: &mut Tally) -> bool {
        let map = self.mapped.fit.map;
        let mut made: Vec<Option<usize>> = Vec::new();
        for record in &map.records {
            let inside = match record.inside {
                None => Some(0),
                Some(at) => made.get(at).copied().flatten(),
            };
            let left = made.iter().all(Option::is_none);
            let is = |when: &When| if is_rest(when) { left && self.alone.is_none() } else { self.line.is(when) };
            let holds = inside.is_some() && record.when.iter().all(is);
            let index = inside.filter(|_| holds).and_then(|inside| self.record(draft, record, inside, tally));
            made.push(index);
        }
        // What stands for an entry that nothing knows is no reading of it.
        let records = map.records.iter().zip(&made);
        records.into_iter().any(|(record, made)| made.is_some() && !record.when.iter().any(is_rest))
    }

    fn record(&mut self, draft: &mut Draft, record: &RecordMap, inside: usize, tally: &mut Tally) -> Option<usize> {
        let set: Vec<(&Setting, Filled)> =
            record.set.iter().filter_map(|set| Some((set, self.filled(record, set)?))).collect();
        let is_given = |set: &Setting| matches!(set.from, From::Constant(_));
        let is_mark = !record.when.is_empty() && record.set.iter().all(is_given);
        let written = is_mark || set.iter().any(|(set, _)| !is_given(set));
        if !written && !record.set.is_empty() {
            return None;
        }
        let schema = self.gather.schema;
        let at = self.gather.spot(self.mapped, self.line);
        let identity = self.identity(record, &set);
        if record.adds && draft.known(inside, record.kind, &identity).is_none() {
            self.alone = set.into_iter().map(|(_, filled)| filled.at).find(|at| at.line > 0).or(Some(at));
            return None;
        }
        let (index, new) =
            if schema.is_root(record.kind) { (0, false) } else { draft.record(inside, record.kind, identity, &at) };
        if new {
            tally.made(record, &self.mapped.fit.map.title.ja, draft.nodes.get_mut(index));
        }
        for (setting, filled) in set {
            let target = setting
                .path
                .iter()
                .fold(index, |target, kind| draft.record(target, *kind, Identity::Single, &filled.at).0);
            let problem = draft.fill(schema, self.gather.paths, (target, setting.field), filled);
            self.gather.problems.extend(problem);
        }
        Some(index)
    }

    /// What tells the record from others: its key, else the columns that the map names.
    fn identity(&self, record: &RecordMap, set: &[(&Setting, Filled)]) -> Identity {
        let shape = self.gather.schema.kind(record.kind);
        if shape.home.as_ref().is_some_and(|home| !home.many) {
            return Identity::Single;
        }
        let key = set.iter().find(|(set, _)| set.path.is_empty() && Some(set.field) == shape.key);
        if let Some((_, key)) = key {
            return Identity::Text(key.json.clone());
        }
        let mut texts: Vec<String> = record.by.iter().map(|column| tidy(&self.line.text(*column))).collect();
        if texts.iter().all(String::is_empty) {
            return Identity::Own;
        }
        if let Some(under) = &self.line.under {
            let spans = |part: &From| matches!(part, From::Part(Part::RunFirst | Part::RunLast));
            texts.push(match record.set.iter().any(|set| spans(&set.from)) {
                true => under.run.0.to_string(),
                false => format!("{} {}", under.month, under.place),
            });
        }
        Identity::Text(texts.join("\u{1}"))
    }

    /// The value of a field; none where its source holds nothing.
    fn filled(&mut self, record: &RecordMap, setting: &Setting) -> Option<Filled> {
        let field = (setting.path.last().copied().unwrap_or(record.kind), setting.field);
        let (schema, map, line) = (self.gather.schema, self.mapped.fit.map, self.line);
        let plain =
            |text: &str| reading(schema, schema.field(field.0, field.1), &Written::Text(text), &Hints::default());
        let (read, cell, column) = match &setting.from {
            From::Constant(text) => (plain(text), None, None),
            From::Part(part) => {
                let (text, cell) = line.part(*part)?;
                (plain(&text), Some(cell), None)
            }
            From::Columns(columns) => columns.iter().find_map(|column| {
                let cell = line.cell(*column)?;
                let read = read(schema, field, &cell.value, map, *column, line);
                (read.json != "null" || !read.notes.is_empty()).then_some((read, Some(cell), Some(*column)))
            })?,
        };
        let at =
            cell.map(|cell| Spot::of(self.mapped.file, &self.mapped.table.sheet, cell, &self.header(cell, column)));
        self.notes(&read, at.as_ref());
        let text = match (&setting.from, cell) {
            (From::Constant(text), _) => text.clone(),
            (_, cell) => cell.map(|cell| cell.value.to_string()).unwrap_or_default(),
        };
        (read.json != "null").then(|| Filled { json: read.json, text, at: at.unwrap_or_default() })
    }

    /// The header over a cell as it is written, or the label beside it; under a month, the month.
    fn header(&self, cell: &Cell, column: Option<usize>) -> String {
        let fit = &self.mapped.fit;
        if let Some((_, month)) = fit.months.iter().find(|(at, _)| *at == cell.column) {
            return month.to_string();
        }
        let row = self.mapped.table.rows.iter().find(|row| row.number == fit.header);
        let written = row.and_then(|row| row.cells.iter().find(|header| header.column == cell.column));
        let name = || Some(fit.map.columns.get(column?)?.name.split('#').next()?.to_owned());
        let written = written.filter(|_| column.is_some()).map(|header| tidy(&header.value.to_string()));
        written.or_else(name).unwrap_or_default()
    }

    fn notes(&mut self, read: &Reading, at: Option<&Spot>) {
        let path = self.gather.paths.get(self.mapped.file).map_or("", String::as_str);
        for note in &read.notes {
            let diagnostic = Diagnostic { code: note.code, args: note.args.clone(), places: Vec::new() };
            self.gather.problems.push(match at {
                Some(at) => diagnostic.at(at.place(path)),
                None => diagnostic,
            });
        }
    }
}

/// What a cell of a column gives for a field.
pub(super) fn read(
    schema: &Schema,
    (kind, field): (KindId, FieldId),
    value: &Value,
    map: &TableMap,
    column: usize,
    line: &Line<'_>,
) -> Reading {
    let plain = Column::default();
    let column = map.columns.get(column).unwrap_or(&plain);
    let era = column.era.as_deref().map(|era| match map.columns.iter().position(|other| other.name == era) {
        Some(beside) => line.text(beside),
        None => era.to_owned(),
    });
    let era = era.as_deref().map(str::trim).filter(|era| !era.is_empty());
    let hints =
        Hints { translate: &column.values, split: column.split.as_deref(), width: column.digits, era, as_of: None };
    let found = found(schema, value, column, &hints);
    let written = found.as_deref().map_or_else(|| Written::of(value), Written::Text);
    reading(schema, schema.field(kind, field), &written, &hints)
}

/// The part of a cell that counts, where the column says which; none for all of it.
fn found(schema: &Schema, value: &Value, column: &Column, hints: &Hints<'_>) -> Option<String> {
    let text = value.to_string();
    if !column.find.is_empty() {
        let key = header_key(&text);
        let meant = column.find.iter().find(|(word, _)| key.contains(&header_key(word)));
        return Some(meant.map(|(_, means)| means.clone()).unwrap_or_default());
    }
    let ends = || period(&text);
    match column.part? {
        Piece::Date => {
            let json = as_type(schema, FieldType::Date, &Written::of(value), hints).json;
            serde_json::from_str(&json).ok()
        }
        Piece::From => Some(ends().map_or(text.clone(), |(from, _)| from)),
        Piece::To => Some(ends().map(|(_, to)| to).unwrap_or_default()),
    }
}
