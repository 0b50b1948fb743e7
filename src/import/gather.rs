//! Lines to cases: whose a line is, and which records it makes.

use super::codes;
use super::draft::{Draft, Spot};
use super::maker::Maker;
use super::rows::{Line, lines};
use super::tally::Tally;
use super::values::tidy;
use super::whose::{Known, Whose};
use crate::diag::{Code, Diagnostic, Place, Role};
use crate::layout::Fit;
use crate::model::Schema;
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// A table with the map that fits it.
pub(super) struct Mapped<'t> {
    /// Index of its file.
    pub(super) file: usize,
    pub(super) table: &'t Table,
    pub(super) fit: Fit<'t>,
}

/// Everything gathered so far.
pub(super) struct Gather<'a> {
    pub(super) schema: &'a Schema,
    /// Path of each file, as it is shown.
    pub(super) paths: &'a [String],
    /// Cases in the order of their first row.
    pub(super) cases: Vec<Draft>,
    pub(super) office: Option<Draft>,
    pub(super) problems: Vec<Diagnostic>,
    /// How cases are found.
    pub(super) known: Known,
    /// The office whose rows are read; any when empty.
    pub(super) own_office: String,
    /// Offices that rows name, with the rows of each.
    pub(super) offices: BTreeMap<String, usize>,
    /// Every table that tells ids was gathered, and there was one: another id is a slip where the map says so.
    pub(super) listed: bool,
}

impl<'a> Gather<'a> {
    pub(super) fn new(schema: &'a Schema, paths: &'a [String]) -> Gather<'a> {
        Gather {
            schema,
            paths,
            cases: Vec::new(),
            office: None,
            problems: Vec::new(),
            known: Known::default(),
            own_office: String::new(),
            offices: BTreeMap::new(),
            listed: false,
        }
    }

    /// Gathers the rows of a table.
    pub(super) fn table(&mut self, mapped: &Mapped<'_>, tally: &mut Tally) {
        let mut seen = BTreeSet::new();
        for line in lines(mapped.table, &mapped.fit) {
            tally.row();
            let repeated = line.under.is_none() && !seen.insert(line.whole());
            match self.skipped(mapped, &line, repeated) {
                Some(why) => self.leave_out(mapped, &line, why, tally),
                None => self.line(mapped, &line, tally),
            }
        }
        self.blank(mapped);
    }

    fn leave_out(&mut self, mapped: &Mapped<'_>, line: &Line<'_>, why: &'static Code, tally: &mut Tally) {
        // One is enough: a whole list may be another office's.
        if why.id == codes::ROW_OTHER_OFFICE.id && !tally.has(why) {
            self.problems.push(Diagnostic::new(why).at(self.place(mapped, line)));
        }
        tally.skip(why, line.number);
    }

    /// Tells a column in which something is to be expected and nothing is written in any row.
    fn blank(&mut self, mapped: &Mapped<'_>) {
        if !mapped.fit.map.columns.iter().any(|column| column.watch) {
            return;
        }
        let lines = lines(mapped.table, &mapped.fit);
        for (at, column) in mapped.fit.map.columns.iter().enumerate().filter(|(_, column)| column.watch) {
            let is_there = mapped.fit.columns.get(at).is_some_and(Option::is_some);
            if is_there && !lines.is_empty() && lines.iter().all(|line| line.cell(at).is_none()) {
                let path = self.paths.get(mapped.file).map_or("", String::as_str);
                let sheet = (!mapped.table.sheet.is_empty()).then(|| mapped.table.sheet.clone());
                let place = Place { sheet, ..Place::bare(Role::Evidence, path, mapped.fit.header) };
                self.problems.push(Diagnostic::new(&codes::COLUMN_BLANK).arg("name", &column.name).at(place));
            }
        }
    }

    /// Why a line is left out, where its map says so or it holds nothing new.
    fn skipped(&mut self, mapped: &Mapped<'_>, line: &Line<'_>, repeated: bool) -> Option<&'static Code> {
        let office = mapped.fit.map.office.map(|column| tidy(&line.text(column))).unwrap_or_default();
        if !office.is_empty() {
            *self.offices.entry(office.clone()).or_default() += 1;
        }
        let foreign = !office.is_empty() && !self.own_office.is_empty() && office != self.own_office;
        match () {
            () if foreign => Some(&codes::ROW_OTHER_OFFICE),
            () if line.is_empty() => Some(&codes::ROW_EMPTY),
            () if mapped.fit.map.skip.iter().any(|when| line.is(when)) => Some(&codes::ROW_SKIPPED),
            () if repeated => Some(&codes::ROW_TWICE),
            () => None,
        }
    }

    fn line(&mut self, mapped: &Mapped<'_>, line: &Line<'_>, tally: &mut Tally) {
        let whose = self.whose(mapped, line);
        let mut draft = match whose {
            Whose::Case(index) => match self.cases.get_mut(index) {
                Some(draft) => std::mem::replace(draft, Draft::new(Schema::ROOT, Spot::default())),
                None => return,
            },
            Whose::Office => match (self.office.take(), self.schema.office) {
                (Some(draft), _) => draft,
                (None, Some(root)) => Draft::new(root, self.spot(mapped, line)),
                (None, None) => return tally.skip(&codes::ROW_NOBODY, line.number),
            },
            Whose::Nobody(why) => {
                self.nobody(mapped, line, why);
                return tally.skip(why, line.number);
            }
        };
        let mut maker = Maker { gather: self, mapped, line, alone: None };
        let made = maker.records(&mut draft, tally);
        let alone = maker.alone.take();
        let is_alone = alone.is_some();
        self.alone(mapped, alone);
        match made {
            true => tally.read(),
            false => {
                let why = match line.under {
                    _ if is_alone => &codes::ROW_ALONE,
                    Some(_) => &codes::ROW_LETTERS,
                    None => &codes::ROW_NOTHING,
                };
                self.nobody(mapped, line, why);
                tally.skip(why, line.number);
            }
        }
        match whose {
            Whose::Case(index) => {
                self.cases.get_mut(index).into_iter().for_each(|slot| std::mem::swap(slot, &mut draft))
            }
            _ => self.office = Some(draft),
        }
    }

    /// Tells a row that is left out though something is written in it, where that may be a slip.
    fn nobody(&mut self, mapped: &Mapped<'_>, line: &Line<'_>, why: &'static Code) {
        let slips = [&codes::ROW_TWO_PEOPLE, &codes::ROW_UNKNOWN_NAME, &codes::ROW_LETTERS];
        if slips.iter().any(|code| code.id == why.id) {
            self.problems.push(Diagnostic::new(why).at(self.place(mapped, line)));
        }
    }

    fn place(&self, mapped: &Mapped<'_>, line: &Line<'_>) -> Place {
        self.spot(mapped, line).place(self.paths.get(mapped.file).map_or("", String::as_str))
    }

    /// Tells an entry that found no record to add to.
    fn alone(&mut self, mapped: &Mapped<'_>, at: Option<Spot>) {
        let path = self.paths.get(mapped.file).map_or("", String::as_str);
        self.problems.extend(at.map(|at| Diagnostic::new(&codes::ROW_ALONE).at(at.place(path))));
    }

    pub(super) fn spot(&self, mapped: &Mapped<'_>, line: &Line<'_>) -> Spot {
        let first = line.first();
        let spot = first.map(|cell| Spot::of(mapped.file, &mapped.table.sheet, cell, ""));
        spot.unwrap_or(Spot { file: mapped.file, line: line.number, column: 1, ..Spot::default() })
    }

    /// Everything personal that was read, each text once.
    pub(super) fn personal(&self) -> Vec<String> {
        let nodes = self.cases.iter().chain(&self.office).flat_map(|draft| &draft.nodes);
        let hidden = nodes.flat_map(|node| {
            let fields = node.fields.iter().filter(|(field, _)| self.schema.is_hidden(node.kind, **field));
            fields.map(|(_, filled)| filled.text.trim())
        });
        let texts: BTreeSet<String> = hidden.map(str::to_owned).collect();
        texts.into_iter().collect()
    }
}
