//! `--by`: what cases are grouped by, a field of a record of the case. The schema says which there are.

use super::codes;
use super::run::Begun;
use crate::calendar::Day;
use crate::compile::program::Program;
use crate::diag::{Diagnostic, Lang};
use crate::judge::show::{MASK, Manner, both, cell_words};
use crate::lang::codes as lang_codes;
use crate::model::{Case, CaseView, Cell, FieldId, KindId, RecordId, Schema};
use crate::read::alias::pseudonym;
use crate::read::{Person, mask_text};
use crate::text::{closest, fold};
use std::collections::BTreeMap;

/// By what cases are grouped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// The kind of the record.
    pub kind: KindId,
    /// Its fields, of which the first that is recorded counts.
    pub fields: Vec<FieldId>,
}

/// What a grouping looks at besides the case.
#[derive(Clone, Copy)]
struct Sight<'a> {
    program: &'a Program,
    as_of: Day,
    key: &'a str,
    manner: Manner<'a>,
}

impl Begun<'_> {
    /// Titles of the rules by their ids, in the run's language.
    pub fn titles(&self) -> BTreeMap<String, String> {
        let rules = self.rules.program.rules.iter();
        rules.map(|rule| (rule.id.clone(), both(&rule.title, self.options.lang).to_owned())).collect()
    }

    /// The group of a case, where cases are grouped.
    pub(super) fn group(&self, person: &Person<'_>) -> Option<String> {
        let by = self.options.by.as_ref().filter(|_| !person.case.office)?;
        let mask = |text: &str| mask_text(text, &person.personal, MASK);
        let mask = if self.options.real_names { None } else { Some(&mask as &dyn Fn(&str) -> String) };
        let manner = Manner { lang: self.options.lang, mask };
        let (program, key) = (&self.rules.program, self.options.alias_key.as_str());
        Some(by.of(person.case, Sight { program, as_of: self.as_of, key, manner }))
    }
}

impl Grouping {
    /// The grouping that is written as `kind`, `kind.field`, or a field of the case itself.
    ///
    /// # Errors
    /// A name that the schema does not know, or a kind of the office.
    pub fn named(schema: &Schema, written: &str) -> Result<Grouping, Diagnostic> {
        let (kind, field) = written.split_once('.').map_or((written, None), |(kind, field)| (kind, Some(field)));
        let found = schema.kind_named(&fold(kind)).filter(|kind| !schema.is_office(*kind));
        match (found, field) {
            (Some(kind), None) => {
                let fields = (0..schema.kind(kind).fields.len()).map(|at| FieldId(at as u16)).collect();
                Ok(Grouping { kind, fields })
            }
            (Some(kind), Some(field)) => one_field(schema, kind, field, written),
            (None, None) => one_field(schema, Schema::ROOT, kind, written),
            (None, Some(_)) => Err(unknown(schema, written)),
        }
    }

    /// Its name, for a heading.
    pub fn words(&self, schema: &Schema, lang: Lang) -> String {
        let kind = &schema.kind(self.kind).name;
        let kind = lang.of(&kind.ja, &kind.en).to_owned();
        match self.fields.as_slice() {
            [field] if schema.kind(self.kind).fields.len() > 1 => {
                let field = &schema.field(self.kind, *field).name;
                format!("{kind}{}{}", lang.of("の", " · "), lang.of(&field.ja, &field.en))
            }
            _ => kind,
        }
    }

    /// The group of a case: what is recorded last; empty where nothing is. What is personal has a name that only tells
    /// groups apart.
    fn of(&self, case: &Case, sight: Sight<'_>) -> String {
        let schema = &sight.program.schema;
        let Some(record) = self.record(case, schema, sight.as_of) else { return String::new() };
        let mut fields = self.fields.iter().filter(|field| is_recorded(case.cell(record, **field)));
        let Some(field) = fields.next() else { return String::new() };
        let open = Manner { mask: None, ..sight.manner };
        let manner = if schema.is_hidden(self.kind, *field) { open } else { sight.manner };
        let words = cell_words(sight.program, case, record, *field, manner);
        let hidden = schema.is_hidden(self.kind, *field) && sight.manner.mask.is_some();
        if hidden { pseudonym(&words, sight.key) } else { words }
    }

    /// The record that counts: the latest by its declared date up to the as-of date, else the last of the file.
    fn record(&self, case: &Case, schema: &Schema, as_of: Day) -> Option<RecordId> {
        let all = (0..case.rows(self.kind).len()).map(|row| RecordId { kind: self.kind, row: row as u32 });
        let seen = all.map(|record| (case.date_of(schema, record).map(|date| date.lo), record));
        seen.filter(|(day, _)| day.is_none_or(|day| day <= as_of)).max().map(|(_, record)| record)
    }
}

fn one_field(schema: &Schema, kind: KindId, field: &str, written: &str) -> Result<Grouping, Diagnostic> {
    let found = schema.kind(kind).field(&fold(field));
    found.map(|(field, _)| Grouping { kind, fields: vec![field] }).ok_or_else(|| unknown(schema, written))
}

/// An unknown name, with the nearest of the names there are.
fn unknown(schema: &Schema, written: &str) -> Diagnostic {
    let cases = schema.kinds.iter().enumerate().filter(|(at, _)| !schema.is_office(KindId(*at as u16)));
    let kinds: Vec<_> = cases.map(|(_, kind)| kind).collect();
    let fields = kinds.iter().flat_map(|kind| {
        kind.fields.iter().flat_map(|field| {
            [format!("{}.{}", kind.name.en, field.name.en), format!("{}.{}", kind.name.ja, field.name.ja)]
        })
    });
    let names: Vec<String> =
        kinds.iter().flat_map(|kind| [kind.name.en.clone(), kind.name.ja.clone()]).chain(fields).collect();
    lang_codes::unknown(&codes::UNKNOWN_GROUP, written, closest(written, names.iter().map(String::as_str)))
}

fn is_recorded(cell: &Cell) -> bool {
    !matches!(cell, Cell::NotRecorded | Cell::Absent | Cell::Unknown | Cell::Invalid)
}

/// What is drawn, grouped as was asked for instead of as the pack says.
pub(super) fn grouped(view: CaseView, group: Option<&String>) -> CaseView {
    CaseView { group: group.cloned().unwrap_or(view.group), ..view }
}
