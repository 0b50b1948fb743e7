//! From a record or a field of a case back to the place in the text that it was read from.
//!
//! Places are not kept while reading: a report shows few of them, and the way down is cheap. A [`Locator`] is made once a
//! document and then asked for many places.

use super::columns::Columns;
use super::document::Document;
use super::excerpt::{excerpt, show, strange_words, window};
use super::imported::{AT, Imported};
use super::personal::{Masker, NameMask, Person, mask_text};
use super::problem::MASK;
use super::raw::{Slot, Top, inner, is_scalar, office_part, slot, spellings, top};
use super::source::Source;
use super::trail::{Trail, trail};
use crate::diag::{Place, Role};
use crate::limits;
use crate::model::{Case, KindId, RecordId, Schema, Target};
use crate::text::{Lines, Span, visible};

/// What of a place's text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    /// The text.
    Text,
    /// Only that it is masked.
    Masked,
    /// There is no text: a record or a list.
    Nothing,
}

/// Bytes of a document, before they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// What is underlined.
    pub(super) span: Span,
    /// The byte whose JSON pointer is given.
    pub(super) pointer: usize,
    /// What is shown of it.
    pub(super) show: Show,
}

/// Finds places in one document.
pub struct Locator<'a> {
    schema: &'a Schema,
    document: Document<'a>,
    source: Source<'a>,
    lines: Lines,
    columns: Columns,
    values: Vec<Span>,
    real_names: bool,
}

impl<'a> Locator<'a> {
    /// A locator for a document; `real_names` shows what is masked otherwise.
    pub fn new(schema: &'a Schema, document: Document<'a>, real_names: bool) -> Locator<'a> {
        let source = Source::new(document.text);
        let top = top(&source);
        Locator::of(schema, document, source, &top, real_names)
    }

    /// A locator for a document that was scanned already.
    pub(super) fn of(
        schema: &'a Schema,
        document: Document<'a>,
        source: Source<'a>,
        top: &Top,
        real_names: bool,
    ) -> Locator<'a> {
        let lines = Lines::of(source.text);
        let columns = Columns::of(source.text);
        Locator { schema, document, source, lines, columns, values: top.values.clone(), real_names }
    }

    pub(super) fn schema(&self) -> &Schema {
        self.schema
    }

    /// The place of a target in a case that was read from this document.
    pub fn place(&self, case: &Person<'_>, target: Target, role: Role, label: String) -> Place {
        let (Target::Record(record) | Target::Field(record, _) | Target::Child(record, _)) = target;
        let derived = case.case.derived(self.schema, record).is_some();
        Place { derived, ..self.show(case, self.spot(case.case, target), role, label) }
    }

    /// The place of a spot in a case.
    pub(super) fn show(&self, person: &Person<'_>, spot: Spot, role: Role, label: String) -> Place {
        let case = person.case;
        let personal: &[&str] = if self.real_names { &[] } else { &person.personal };
        let trail = trail(self.schema, &self.source, case, self.case_span(case), spot.pointer);
        let (line, start, bounds) = self.line(spot.span.start, trail.record);
        let window = window(self.source.text, bounds, spot.span);
        let masks = self.masks(&trail, personal, window.to(spot.span));
        let hidden = spot.show == Show::Masked && !self.real_names;
        let text = (spot.show != Show::Nothing && !hidden).then(|| show(self.source.text, spot.span, &masks));
        let text = text.map(|text| text.chars().take(limits::PLACE_TEXT).collect());
        let alias = if case.alias.is_empty() { MASK } else { &case.alias };
        let place = Place {
            path: mask_text(self.document.path, personal, alias),
            pointer: visible(&mask_text(&trail.pointer, personal, MASK)),
            text,
            masked: hidden,
            excerpt: Some(excerpt(self.source.text, self.column(start, window.start), window, spot.span, &masks)),
            ..self.bare(line, start, spot.span.start, role, label)
        };
        self.original(&trail, personal, alias, &place).unwrap_or(place)
    }

    /// The place where it stood before it was brought in, when its record, or one round it, says so.
    fn original(&self, trail: &Trail, personal: &[&str], alias: &str, place: &Place) -> Option<Place> {
        let (own, raw) = trail.records.iter().rev().find_map(|record| Some((record, self.at(*record)?)))?;
        let imported = Imported::read(raw)?;
        let at = imported.place(trail.member.as_deref().filter(|_| *own == trail.record));
        let sheet = at.sheet.as_ref().or(imported.own.sheet.as_ref());
        let names = NameMask::new(personal.iter().copied());
        let named = |name: &str| visible(&names.mask(name, alias));
        let shown = |name: &str, text: &str| self.cell_text(trail.kind, name, text, personal);
        let text = at.text.as_deref().filter(|_| place.text.is_some());
        let root = trail.records.first().and_then(|root| Imported::read(self.at(*root)?));
        let pointer = root.map(|root| visible(&root.pointer)).unwrap_or_default();
        let written = |text: &str| visible(&mask_text(text, personal, MASK)).chars().take(limits::PLACE_TEXT).collect();
        Some(Place {
            path: named(at.path.as_ref().unwrap_or(&imported.path)),
            line: at.line.max(1),
            column: at.column.max(1),
            sheet: sheet.map(|sheet| named(sheet)),
            cell: at.cell.as_ref().or(imported.own.cell.as_ref()).map(|cell| visible(cell)),
            field: at.field.as_ref().map(|field| named(field)),
            text: text.map(written).or_else(|| place.text.clone()),
            pointer: pointer + &place.pointer,
            excerpt: Some(imported.excerpt(at, shown)),
            ..place.clone()
        })
    }

    /// The value of `_at` in a record.
    fn at(&self, record: Span) -> Option<&str> {
        let members = self.source.members(self.source.part(record)).into_iter();
        members.filter(|(key, _)| self.source.string(key).is_some_and(|name| name == AT)).map(|(_, value)| value).next()
    }

    /// What may be shown of a cell of a row.
    fn cell_text(&self, kind: KindId, name: &str, text: &str, personal: &[&str]) -> String {
        let hidden = match slot(self.schema, kind, name) {
            Slot::Field(field) => self.schema.is_hidden(kind, field),
            _ => true,
        };
        match hidden && !self.real_names {
            true => text.chars().map(|_| '■').collect(),
            false => visible(&mask_text(text, personal, MASK)),
        }
    }

    /// A place in a text that could not be read: only names of the schema are shown in its excerpt.
    pub(super) fn blind(&self, at: usize, pointer: String) -> Place {
        let text = self.source.text;
        let next = text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| *c != '\n' && *c != '\r');
        let target = Span { start: at, end: at + next.map_or(0, char::len_utf8) };
        let (line, start, bounds) = self.line(at, Span { start: 0, end: text.len() });
        let window = window(text, bounds, target);
        let kinds = 0..self.schema.kinds.len();
        let names: Vec<&str> = kinds.flat_map(|kind| spellings(self.schema, KindId(kind as u16))).collect();
        let masks =
            if self.real_names { Vec::new() } else { strange_words(text, window, |word| names.contains(&word)) };
        Place {
            pointer,
            excerpt: Some(excerpt(text, self.column(start, window.start), window, target, &masks)),
            ..self.bare(line, start, at, Role::Evidence, String::new())
        }
    }

    /// 1-based line in the file, first byte of the line, and the part of the record that lies on it.
    fn line(&self, at: usize, record: Span) -> (usize, usize, Span) {
        let (line, start) = self.lines.line_of(at);
        let span = self.lines.span(self.source.text, line);
        let end = span.end.min(record.end).max(at);
        let bounds = Span { start: span.start.max(record.start).min(at), end };
        (self.document.first_line + line, start, bounds)
    }

    fn bare(&self, line: usize, start: usize, at: usize, role: Role, label: String) -> Place {
        let column = self.column(start, at);
        let path = self.document.path.to_owned();
        Place {
            role,
            path,
            line,
            column,
            sheet: None,
            cell: None,
            field: None,
            pointer: String::new(),
            text: None,
            masked: false,
            derived: false,
            excerpt: None,
            label,
        }
    }

    /// 1-based column in characters of a byte in the line that starts at another.
    fn column(&self, start: usize, at: usize) -> usize {
        self.columns.between(self.source.text, start, at) + 1
    }

    fn masks(&self, trail: &Trail, personal: &[&str], window: Span) -> Vec<Span> {
        if self.real_names {
            return Vec::new();
        }
        let mut masker = Masker { schema: self.schema, source: &self.source, personal, window, spans: Vec::new() };
        masker.record(trail.kind, self.source.part(trail.record));
        masker.spans
    }

    /// The text of a case: by its pointer in an array, else the one value.
    fn case_span(&self, case: &Case) -> Span {
        let index = case.origin.pointer.split('/').nth(1).and_then(|at| at.parse::<usize>().ok());
        let whole = self.values.get(index.unwrap_or(0)).copied().unwrap_or_default();
        if !case.office {
            return whole;
        }
        let inner = office_part(self.schema, &self.source, self.source.part(whole));
        inner.map_or(whole, |(_, raw)| self.source.span(raw))
    }

    fn spot(&self, case: &Case, target: Target) -> Spot {
        let (Target::Record(id) | Target::Field(id, _) | Target::Child(id, _)) = target;
        let record = self.record_span(case, id).unwrap_or_else(|| self.case_span(case));
        let wanted = match target {
            Target::Record(_) => None,
            Target::Field(_, field) => Some(Slot::Field(field)),
            Target::Child(_, child) => self.child_slot(id.kind, child),
        };
        let value = wanted.and_then(|slot| self.value(id.kind, record, slot));
        value.map_or_else(|| self.record_spot(id.kind, record), |value| self.value_spot(id.kind, target, value))
    }

    fn value_spot(&self, kind: KindId, target: Target, value: &str) -> Spot {
        let span = inner(&self.source, value);
        let show = match target {
            Target::Field(_, field) if is_scalar(value) && self.schema.is_hidden(kind, field) => Show::Masked,
            Target::Field(..) if is_scalar(value) => Show::Text,
            _ => Show::Nothing,
        };
        Spot { span, pointer: span.start, show }
    }

    /// A record as a place: its key's value, else its opening bracket.
    fn record_spot(&self, kind: KindId, record: Span) -> Spot {
        let key = self.schema.kind(kind).key.and_then(|key| self.value(kind, record, Slot::Field(key)));
        let brace = Span { start: record.start, end: (record.start + 1).min(record.end) };
        let span = key.filter(|key| is_scalar(key)).map_or(brace, |key| inner(&self.source, key));
        Spot { span, pointer: record.start, show: Show::Nothing }
    }

    fn child_slot(&self, kind: KindId, child: KindId) -> Option<Slot> {
        let at = self.schema.kind(kind).children.iter().position(|kind| *kind == child)?;
        Some(Slot::Child(child, at))
    }

    /// The first value of a slot in a record.
    fn value(&self, kind: KindId, record: Span, wanted: Slot) -> Option<&str> {
        self.values_of(kind, record, wanted).into_iter().next()
    }

    fn values_of(&self, kind: KindId, record: Span, wanted: Slot) -> Vec<&str> {
        let is = |key: &str| self.source.string(key).is_some_and(|name| slot(self.schema, kind, &name) == wanted);
        let members = self.source.members(self.source.part(record)).into_iter();
        members.filter(|(key, _)| is(key)).map(|(_, value)| value).collect()
    }

    /// The object of a record: down from the root, by the place in each list.
    fn record_span(&self, case: &Case, id: RecordId) -> Option<Span> {
        let Some(parent) = case.parent(self.schema, id) else {
            return (id == case.root(self.schema)).then(|| self.case_span(case));
        };
        let record = self.record_span(case, parent)?;
        let slot = self.child_slot(parent.kind, id.kind)?;
        let index = case.record(id)?.index as usize;
        let lists = self.values_of(parent.kind, record, slot);
        let item = match lists.as_slice() {
            [list] if !list.starts_with('{') => self.source.item(list, index),
            _ => {
                let mut items = lists.into_iter().flat_map(|value| match value.starts_with('{') {
                    true => vec![value],
                    false => self.source.items(value),
                });
                items.nth(index)
            }
        };
        item.map(|item| self.source.span(item))
    }
}
