//! A document as canonical lines: names and codes of the schema, dates as ISO, every record with the place it came from.

use super::columns::Columns;
use super::document::Document;
use super::imported::AT;
use super::raw::{Slot, inner, is_scalar, office_part, slot, top};
use super::source::Source;
use crate::calendar::{DateRange, parse_date, parse_month};
use crate::model::{FieldId, FieldType, KindId, Schema};
use crate::text::{Lines, Span, fold};
use serde_json::{Map, Value, json};

/// One line a case, in the order of the document; what could not be read as a case is not among them. Read again, the lines
/// give the same records, with places that point into this document.
pub fn canonical(schema: &Schema, document: &Document<'_>) -> Vec<String> {
    let source = Source::new(document.text);
    let (lines, columns) = (Lines::of(source.text), Columns::of(source.text));
    let top = top(&source);
    let writer = Canonical { schema, document, source: &source, lines, columns };
    let objects = top.values.iter().enumerate().filter(|(_, span)| source.part(**span).starts_with('{'));
    let pointer = |index: usize| if top.array { format!("/{index}") } else { String::new() };
    objects.map(|(index, span)| writer.case(*span, &pointer(index))).collect()
}

struct Canonical<'a> {
    schema: &'a Schema,
    document: &'a Document<'a>,
    source: &'a Source<'a>,
    lines: Lines,
    columns: Columns,
}

impl Canonical<'_> {
    /// The line of a case that stands at a pointer of the document.
    fn case(&self, span: Span, pointer: &str) -> String {
        let raw = self.source.part(span);
        match (office_part(self.schema, self.source, raw), self.schema.office) {
            (Some((_, inner)), Some(root)) => {
                format!("{{{}:{}}}", json!(self.schema.kind(root).name.en), self.record(root, inner, pointer))
            }
            _ => self.record(Schema::ROOT, raw, pointer),
        }
    }

    fn record(&self, kind: KindId, raw: &str, pointer: &str) -> String {
        let mut members: Vec<String> = Vec::new();
        let mut fields = Map::new();
        let mut known_place = false;
        for (key, value) in self.source.members(raw) {
            let name = self.source.string(key).unwrap_or_default();
            known_place |= name == AT;
            let (name, value) = match slot(self.schema, kind, &name) {
                Slot::Field(field) => {
                    let name = self.schema.field(kind, field).name.en.clone();
                    fields.insert(name.clone(), self.place(value, true));
                    (name, self.value(kind, field, value))
                }
                Slot::Child(child, _) => (self.home(child), self.children(child, value)),
                Slot::Ignored | Slot::Unknown => (name.into_owned(), self.plain(value)),
            };
            members.push(format!("{}:{value}", json!(name)));
        }
        if !known_place {
            members.push(format!("{}:{}", json!(AT), self.at(kind, raw, fields, pointer)));
        }
        format!("{{{}}}", members.join(","))
    }

    /// `_at` of a record that has none yet. Its own place is that of its key, else its opening bracket.
    fn at(&self, kind: KindId, raw: &str, fields: Map<String, Value>, pointer: &str) -> Value {
        let is_key = |key: &str| {
            let name = self.source.string(key).unwrap_or_default();
            matches!(slot(self.schema, kind, &name), Slot::Field(field) if self.schema.kind(kind).key == Some(field))
        };
        let key = self.source.members(raw).into_iter().find(|(key, value)| is_key(key) && is_scalar(value));
        let mut at = self.place(key.map_or(raw, |(_, value)| value), false);
        if let Some(at) = at.as_object_mut() {
            at.insert("path".to_owned(), json!(self.document.path));
            at.insert("fields".to_owned(), Value::Object(fields));
            if !pointer.is_empty() {
                at.insert("pointer".to_owned(), json!(pointer));
            }
        }
        at
    }

    fn place(&self, raw: &str, with_text: bool) -> Value {
        let span = inner(self.source, raw);
        let (line, start) = self.lines.line_of(span.start);
        let column = self.columns.between(self.source.text, start, span.start) + 1;
        let mut place = json!({ "line": self.document.first_line + line, "column": column });
        if let Some(place) = place.as_object_mut().filter(|_| with_text && is_scalar(raw)) {
            place.insert("text".to_owned(), json!(self.source.written(span)));
        }
        place
    }

    fn home(&self, child: KindId) -> String {
        self.schema.kind(child).home.as_ref().map(|home| home.key.en.clone()).unwrap_or_default()
    }

    fn children(&self, child: KindId, raw: &str) -> String {
        match raw.chars().next() {
            Some('{') => self.record(child, raw, ""),
            Some('[') => {
                let items = self.source.items(raw).into_iter();
                let records = items
                    .map(|item| if item.starts_with('{') { self.record(child, item, "") } else { self.plain(item) });
                format!("[{}]", records.collect::<Vec<_>>().join(","))
            }
            _ => self.plain(raw),
        }
    }

    fn value(&self, kind: KindId, field: FieldId, raw: &str) -> String {
        let ty = self.schema.field(kind, field).ty;
        if raw.starts_with('[') {
            let items = self.source.items(raw).into_iter();
            return format!("[{}]", items.map(|item| self.scalar(ty, item)).collect::<Vec<_>>().join(","));
        }
        self.scalar(ty, raw)
    }

    /// A scalar in the one spelling of its type; what cannot be read so stays as it is.
    fn scalar(&self, ty: FieldType, raw: &str) -> String {
        let text = if raw.starts_with('"') { self.source.string(raw) } else { None };
        let Some(text) = text else { return self.plain(raw) };
        let one = match ty {
            FieldType::Date => parse_date(&text).ok().and_then(iso),
            FieldType::Month => parse_month(&text).ok().map(|month| {
                let (year, month) = month.year_month();
                format!("{year:04}-{month:02}")
            }),
            FieldType::Code(list) => {
                let code = self.schema.code_named(list, &fold(text.trim()));
                code.and_then(|code| self.schema.list(list).values.get(usize::from(code))).map(|value| value.en.clone())
            }
            _ => None,
        };
        json!(one.unwrap_or_else(|| text.into_owned())).to_string()
    }

    /// A value as strict JSON: a text with raw control characters is written with escapes.
    fn plain(&self, raw: &str) -> String {
        let text = if raw.starts_with('"') { self.source.string(raw) } else { None };
        text.map_or_else(|| raw.to_owned(), |text| json!(text).to_string())
    }
}

/// A date as it is written in ISO: a day, a month, or a year.
fn iso(range: DateRange) -> Option<String> {
    let (year, month, day) = range.lo.ymd();
    match range {
        _ if range.is_exact() => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ if range == DateRange::month(range.lo.month()) => Some(format!("{year:04}-{month:02}")),
        _ if DateRange::year(year) == Some(range) => Some(format!("{year:04}")),
        _ => None,
    }
}
