//! The records and the declarations of an example: its literals become JSON documents and take the same way as any record.

use super::offices::{self, Partials};
use crate::calendar::Day;
use crate::compile::program::Program;
use crate::judge::asked;
use crate::judge::eval::Setting;
use crate::judge::partials::{Key, Merged};
use crate::lang::ast::{Force, Ident, Literal};
use crate::model::{Case, Declaration, Field, FieldType, KindId, Manifest, Period, Schema};
use crate::read::{Document, Problem, read_document};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

pub(super) fn manifest(schema: &Schema, complete: &[(Ident, Option<Force>)], as_of: Day) -> Manifest {
    let all_cases = complete.iter().any(|(kind, _)| matches!(kind.text.as_str(), "all" | "全て"));
    let mut manifest = Manifest { extracted: Some(as_of), all_cases, ..Manifest::default() };
    for (kind, period) in complete {
        let period = period.map_or(Period { from: Day::MIN, to: Day::MAX }, |force| Period {
            from: force.from,
            to: force.to.unwrap_or(Day::MAX),
        });
        let kinds: Vec<KindId> = match schema.kind_named(&kind.text) {
            Some(kind) => vec![kind],
            None => schema.kinds.iter().enumerate().skip(1).map(|(at, _)| KindId(at as u16)).collect(),
        };
        manifest.complete.extend(kinds.into_iter().map(|kind| Declaration { kind, period, place: None }));
    }
    manifest
}

/// The records of an example: one case, or for a rule about the office its own records and as many cases as there are
/// literals of the root kind, each with what follows it.
pub(super) fn cases(schema: &Schema, given: &[(Ident, Literal)], of_office: bool) -> (Vec<Case>, Vec<Problem>) {
    let mut documents: Vec<Map<String, Value>> = Vec::new();
    let mut office = Map::new();
    for (kind, literal) in given {
        let Some(id) = schema.kind_named(&kind.text) else { continue };
        if schema.is_office(id) {
            put(schema, &mut office, id, literal);
            continue;
        }
        if documents.is_empty() || (of_office && id == Schema::ROOT) {
            documents.push(Map::new());
        }
        if let Some(case) = documents.last_mut() {
            put(schema, case, id, literal);
        }
    }
    if documents.is_empty() && !of_office {
        documents.push(Map::new());
    }
    let mut values: Vec<Value> = documents.into_iter().enumerate().map(|(at, case)| named(schema, case, at)).collect();
    if let Some(root) = schema.office.filter(|_| of_office) {
        let name = schema.kind(root).name.en.clone();
        values.push(Value::Object(Map::from_iter([(name, Value::Object(office))])));
    }
    let text = Value::Array(values).to_string();
    read_document(schema, &Document { path: "example", text: &text, first_line: 1, file: 0 })
}

/// Puts a literal at the home of its kind.
fn put(schema: &Schema, into: &mut Map<String, Value>, kind: KindId, literal: &Literal) {
    let value = json(schema, Stands::Record(kind), literal);
    match &schema.kind(kind).home {
        None => into.extend(value.as_object().cloned().unwrap_or_default()),
        Some(home) if home.many => {
            let list = into.entry(home.key.en.clone()).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(items) = list {
                items.push(value);
            }
        }
        Some(home) => {
            into.insert(home.key.en.clone(), value);
        }
    }
}

/// A case with a key of its own, where none is given.
fn named(schema: &Schema, mut case: Map<String, Value>, at: usize) -> Value {
    if let Some(key) = schema.kind(Schema::ROOT).key {
        let name = &schema.field(Schema::ROOT, key).name;
        if !case.keys().any(|given| name.is(&crate::text::fold(given))) {
            case.insert(name.en.clone(), Value::String(format!("EXAMPLE-{}", at + 1)));
        }
    }
    Value::Object(case)
}

/// What the cases of an example come to for one rule about the office.
pub(super) fn partials(
    program: &Program,
    cases: &[Case],
    office: &Case,
    manifest: &Manifest,
    as_of: Day,
    index: usize,
) -> BTreeMap<Key, Merged> {
    let keys = asked(Setting { program, case: office, manifest, as_of, partials: None }, index);
    let mut all = Partials::new();
    for case in cases.iter().filter(|case| !case.office) {
        offices::add(&mut all, 0, Setting { program, case, manifest, as_of, partials: None }, &keys);
    }
    offices::settled(&keys, program, manifest, &all, 0)
}

/// What a literal stands for: a record of a kind, the value of a field, or something unknown, which reading will say.
#[derive(Clone, Copy)]
enum Stands<'s> {
    Record(KindId),
    Value(&'s Field),
    Unknown,
}

fn json(schema: &Schema, stands: Stands<'_>, literal: &Literal) -> Value {
    match literal {
        Literal::Object(fields) => {
            let member = |(name, value): &(Ident, Literal)| {
                (name.text.clone(), json(schema, within(schema, stands, &name.text), value))
            };
            Value::Object(fields.iter().map(member).collect())
        }
        Literal::Array(items) => Value::Array(items.iter().map(|item| json(schema, stands, item)).collect()),
        Literal::Text(text) => Value::String(text.clone()),
        Literal::Digits(text) => match (stands, text.parse::<i64>()) {
            (Stands::Value(field), Ok(number)) if field.ty == FieldType::Number => Value::Number(number.into()),
            _ => Value::String(text.clone()),
        },
        Literal::Number(number) => Value::Number((*number).into()),
        Literal::Bool(value) => Value::Bool(*value),
    }
}

/// What stands under a name of a record.
fn within<'s>(schema: &'s Schema, stands: Stands<'_>, name: &str) -> Stands<'s> {
    let Stands::Record(kind) = stands else { return Stands::Unknown };
    let name = crate::text::fold(name);
    match (schema.kind(kind).field(&name), schema.child_named(kind, &name)) {
        (Some((_, field)), _) => Stands::Value(field),
        (None, Some(child)) => Stands::Record(child),
        (None, None) => Stands::Unknown,
    }
}
