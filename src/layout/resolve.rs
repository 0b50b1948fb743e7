//! Names of a map to kinds, fields and columns. A table with a wrong name is left out, and every wrong name is told.

use super::parse::File;
use super::raw::{self, Nobody, Words};
use super::{CaseKey, Column, Declares, From, Part, RecordMap, Setting, TableMap, When, codes};
use crate::diag::{Code, Diagnostic};
use crate::model::{FieldId, KindId, Name, Schema};
use crate::text::{closest, fold};
use toml::Spanned;

/// What stands for the name of the file, where a case is asked for.
const FILE: &str = "@file";

/// Parts of a cell under a month, or of the sheet of a day.
const PARTS: [(&str, Part); 8] = [
    ("@text", Part::Text),
    ("@date", Part::Date),
    ("@day", Part::Day),
    ("@month", Part::Month),
    ("@first", Part::First),
    ("@last", Part::Last),
    ("@run_first", Part::RunFirst),
    ("@run_last", Part::RunLast),
];

/// Looks names up.
pub(super) struct Resolver<'a> {
    pub(super) schema: &'a Schema,
    pub(super) file: &'a File<'a>,
    pub(super) problems: Vec<Diagnostic>,
}

impl Resolver<'_> {
    /// A table with all its names found.
    pub(super) fn table(&mut self, table: raw::Table, nobody: &[Nobody]) -> Option<TableMap> {
        let told = self.problems.len();
        let columns: Vec<Column> = table.column.into_iter().map(column).collect();
        let case: Vec<CaseKey> = table.case.into_iter().filter_map(|case| self.case(&columns, case)).collect();
        let mut skip: Vec<When> = table.skip.into_iter().filter_map(|when| self.when(&columns, when)).collect();
        skip.extend(case.iter().flat_map(|key| nobody_in(nobody, key.column)));
        let mut map = TableMap {
            title: table.title.name(),
            file: table.file,
            sheet: table.sheet,
            shape: table.shape,
            needs: table.needs.iter().filter_map(|name| self.column(&columns, name)).collect(),
            one_of: table.one_of.iter().filter_map(|name| self.column(&columns, name)).collect(),
            case,
            office: table.office.and_then(|name| self.column(&columns, &name)),
            skip,
            declares: self.declares(&columns, &table.declares),
            note: table.note.map(Words::name).unwrap_or_default(),
            rows: table.rows,
            columns,
            records: Vec::new(),
        };
        for record in table.record {
            let made = self.record(&map, record);
            map.records.extend(made);
        }
        (self.problems.len() == told).then_some(map)
    }

    fn case(&mut self, columns: &[Column], case: raw::Case) -> Option<CaseKey> {
        let column = match case.column.get_ref() == FILE {
            true => None,
            false => Some(self.column(columns, &case.column)?),
        };
        let through = match case.through {
            Some(name) => Some(self.through(&name)?),
            None => None,
        };
        let kind = through.map_or(Schema::ROOT, |(kind, _)| kind);
        let apart = case.apart.iter().filter_map(|name| Some(self.field(kind, name)?.1)).collect();
        Some(CaseKey { column, through, apart, known: case.known })
    }

    /// `kind.field`.
    fn through(&mut self, name: &Spanned<String>) -> Option<(KindId, FieldId)> {
        let found = name.get_ref().split_once('.').and_then(|(kind, field)| {
            let kind = self.schema.kind_named(&fold(kind))?;
            Some((kind, self.schema.kind(kind).field(&fold(field))?.0))
        });
        if found.is_none() {
            self.unknown(&codes::MAP_FIELD, name, None);
        }
        found
    }

    fn column(&mut self, columns: &[Column], name: &Spanned<String>) -> Option<usize> {
        let found = columns.iter().position(|column| column.name == *name.get_ref());
        if found.is_none() {
            let near = closest(name.get_ref(), columns.iter().map(|column| column.name.as_str())).map(str::to_owned);
            self.unknown(&codes::MAP_COLUMN, name, near);
        }
        found
    }

    fn when(&mut self, columns: &[Column], when: raw::When) -> Option<When> {
        let column = match &when.column {
            Some(name) => Some(self.column(columns, name)?),
            None => None,
        };
        let raw::When { is, has, lacks, begins, not, filled, letters, .. } = when;
        Some(When { column, is, has, lacks, begins, not, filled, letters })
    }

    fn declares(
        &mut self,
        columns: &[Column],
        named: &std::collections::BTreeMap<Spanned<String>, Spanned<String>>,
    ) -> Declares {
        let mut declares = Declares::default();
        for (what, name) in named {
            let slot = match what.get_ref().as_str() {
                "kind" => &mut declares.kind,
                "complete" => &mut declares.complete,
                "absent" => &mut declares.absent,
                "from" => &mut declares.from,
                "to" => &mut declares.to,
                "office" => &mut declares.office,
                "extracted" => &mut declares.extracted,
                "all_cases" => &mut declares.all_cases,
                _ => {
                    self.unknown(&codes::MAP_FIELD, what, None);
                    continue;
                }
            };
            *slot = self.column(columns, name);
        }
        declares
    }

    fn record(&mut self, map: &TableMap, record: raw::Record) -> Option<RecordMap> {
        let kind = self.kind(&record.kind)?;
        let inside = self.inside(map, kind, &record)?;
        let by = record.by.iter().filter_map(|name| self.column(&map.columns, name)).collect();
        let when = record.when.into_iter().filter_map(|when| self.when(&map.columns, when)).collect();
        let mut set = Vec::new();
        for (name, source) in record.set {
            let found = self.field(kind, &name);
            let from = self.source(&map.columns, raw::Texts::all(source));
            set.extend(found.zip(from).map(|((path, field), from)| Setting { path, field, from }));
        }
        Some(RecordMap { kind, inside, by, when, adds: record.adds, derived: record.derived, set })
    }

    fn kind(&mut self, name: &Spanned<String>) -> Option<KindId> {
        let found = self.schema.kind_named(&fold(name.get_ref()));
        if found.is_none() {
            let names = self.schema.kinds.iter().flat_map(|kind| [kind.name.en.as_str(), kind.name.ja.as_str()]);
            let near = closest(name.get_ref(), names).map(str::to_owned);
            self.unknown(&codes::MAP_KIND, name, near);
        }
        found
    }

    /// The record of the same row that this one stands in: none under a root, and through single records by itself.
    fn inside(&mut self, map: &TableMap, kind: KindId, record: &raw::Record) -> Option<Option<usize>> {
        let parent = self.schema.kind(kind).home.as_ref().map(|home| home.parent);
        let Some(parent) = parent.filter(|parent| !self.schema.is_root(*parent)) else { return Some(None) };
        let found = record.inside.as_ref().and_then(|_| map.records.iter().rposition(|made| made.kind == parent));
        if found.is_none() {
            let problem = self.file.problem(&codes::MAP_HOME, record.kind.span().start);
            let parent = self.schema.kind(parent).name.en.clone();
            self.problems.push(problem.arg("name", record.kind.get_ref()).arg("parent", parent));
        }
        found.map(Some)
    }

    /// `field`, or `single.field` through nested single records.
    fn field(&mut self, kind: KindId, name: &Spanned<String>) -> Option<(Vec<KindId>, FieldId)> {
        let mut parts: Vec<&str> = name.get_ref().split('.').collect();
        let last = parts.pop().unwrap_or_default();
        let mut path = Vec::new();
        let mut at = Some(kind);
        for part in parts {
            at = at.and_then(|at| self.schema.child_named(at, &fold(part)));
            path.extend(at);
        }
        let found = at.and_then(|at| self.schema.kind(at).field(&fold(last))).map(|(field, _)| field);
        if found.is_none() {
            let names = self.schema.kind(at.unwrap_or(kind)).fields.iter();
            let near = closest(last, names.flat_map(|field| [field.name.en.as_str(), field.name.ja.as_str()]));
            let near = near.map(str::to_owned);
            self.unknown(&codes::MAP_FIELD, name, near);
        }
        found.map(|field| (path, field))
    }

    fn source(&mut self, columns: &[Column], texts: Vec<Spanned<String>>) -> Option<From> {
        if let [one] = texts.as_slice() {
            if let Some(constant) = one.get_ref().strip_prefix('=') {
                return Some(From::Constant(constant.to_owned()));
            }
            if let Some((_, part)) = PARTS.iter().find(|(name, _)| name == one.get_ref()) {
                return Some(From::Part(*part));
            }
        }
        let found: Vec<usize> = texts.iter().filter_map(|name| self.column(columns, name)).collect();
        (found.len() == texts.len()).then_some(From::Columns(found))
    }

    fn unknown(&mut self, code: &'static Code, name: &Spanned<String>, near: Option<String>) {
        let problem = self.file.problem(code, name.span().start).arg("name", name.get_ref());
        let near = near.map(|near| format!("{near} ?")).unwrap_or_default();
        self.problems.push(problem.arg("suggestion", near));
    }
}

/// Rows whose case is told by words that are no one's.
fn nobody_in(nobody: &[Nobody], column: Option<usize>) -> impl Iterator<Item = When> {
    let nobody = if column.is_some() { nobody } else { &[] };
    nobody.iter().cloned().map(move |Nobody { is, has, begins }| When { column, is, has, begins, ..When::default() })
}

fn column(raw: raw::Column) -> Column {
    let raw::Column { name, also, fill, values, split, digits, era, part, find, watch, hint, width, choices } = raw;
    let hint: Name = hint.map(Words::name).unwrap_or_default();
    Column { name, also, fill, values, split, digits, era, part, find, watch, hint, width, choices }
}
