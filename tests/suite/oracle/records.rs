//! One case as the oracle reads it from JSON, and what its export declares.

use super::date::{D, Days, MAX, MIN, WORLD, parse};
use super::schema::{Field, Names, Pack, Ty, is};
use super::value::Value;
use kijun::model::NullMeaning;
use serde_json::Value as Json;
use std::rc::Rc;

pub enum Cell {
    Nothing,
    Absent,
    Unknown,
    Is(Value),
    List(Vec<Cell>),
    /// The key as written.
    Ref(String),
}

/// What stands under the key of a nested kind.
pub enum Nested {
    Nothing,
    Absent,
    Unknown,
    /// Records, and whether something in the list is no record.
    Records(Vec<usize>, bool),
}

pub struct Record {
    pub kind: usize,
    pub parent: Option<usize>,
    pub cells: Vec<Cell>,
    pub nested: Vec<(usize, Nested)>,
}

pub struct Records(pub Vec<Record>);

impl Records {
    pub fn read(pack: &Pack, json: &Json) -> Records {
        let mut records = Records(Vec::new());
        records.record(pack, pack.root(), None, json);
        records
    }

    pub fn of_kind(&self, kind: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.0.len()).filter(move |at| self.0[*at].kind == kind)
    }

    /// Place of a record among those of its kind.
    pub fn row(&self, at: usize) -> usize {
        self.of_kind(self.0[at].kind).take_while(|other| *other < at).count()
    }

    /// The record that a reference leads to: the first of the kind with the key.
    pub fn named(&self, pack: &Pack, kind: usize, key: &str) -> Option<usize> {
        let field = pack.kinds[kind].key?;
        self.of_kind(kind).find(|at| match &self.0[*at].cells[field] {
            Cell::Is(Value::Text(text)) => &**text == key,
            _ => false,
        })
    }

    fn record(&mut self, pack: &Pack, kind: usize, parent: Option<usize>, json: &Json) -> usize {
        let at = self.0.len();
        let cells = pack.kinds[kind].fields.iter().map(|field| cell(pack, field, member(json, &field.names)));
        let cells = cells.collect();
        self.0.push(Record { kind, parent, cells, nested: Vec::new() });
        for (child, shape) in pack.kinds.iter().enumerate() {
            let Some((home, key, many)) = &shape.home else { continue };
            if *home == kind {
                let nested = self.nested(pack, child, at, member(json, key), *many);
                self.0[at].nested.push((child, nested));
            }
        }
        at
    }

    fn nested(&mut self, pack: &Pack, kind: usize, parent: usize, json: &Json, many: bool) -> Nested {
        match json {
            Json::Null => Nested::Nothing,
            Json::String(word) if word == "none" => Nested::Absent,
            Json::Array(items) if items.is_empty() => Nested::Nothing,
            Json::Object(map) if map.is_empty() => Nested::Nothing,
            Json::Array(items) if many => {
                let read = items.iter().filter(|item| item.is_object());
                let read: Vec<usize> = read.map(|item| self.record(pack, kind, Some(parent), item)).collect();
                let torn = read.len() < items.len();
                if read.is_empty() { Nested::Unknown } else { Nested::Records(read, torn) }
            }
            Json::Object(_) if !many => Nested::Records(vec![self.record(pack, kind, Some(parent), json)], false),
            _ => Nested::Unknown,
        }
    }
}

fn member<'j>(json: &'j Json, names: &Names) -> &'j Json {
    const NOTHING: &Json = &Json::Null;
    names.iter().find_map(|name| json.get(name)).unwrap_or(NOTHING)
}

fn cell(pack: &Pack, field: &Field, json: &Json) -> Cell {
    match json {
        Json::Null if field.null == NullMeaning::NotRecorded => Cell::Nothing,
        Json::Null => Cell::Absent,
        Json::Array(items) if items.is_empty() => Cell::Nothing,
        Json::Array(items) if field.list => Cell::List(items.iter().map(|item| scalar(pack, field, item)).collect()),
        Json::String(word) if word == "none" => Cell::Absent,
        Json::String(word) if word == "unknown" => Cell::Unknown,
        json if !field.list => scalar(pack, field, json),
        _ => Cell::Unknown,
    }
}

/// What is not of the field's type is judged as unknown.
fn scalar(pack: &Pack, field: &Field, json: &Json) -> Cell {
    let text = json.as_str().unwrap_or("");
    let value = match &field.ty {
        Ty::Text => json.as_str().map(|text| Value::Text(Rc::from(text))),
        Ty::Number => json.as_i64().map(|number| Value::Number(number, number)),
        Ty::YesNo => json.as_bool().map(|yes| Value::Truth(super::value::Truth::of(yes))),
        Ty::Date => parse(text).map(Value::Date),
        Ty::Month => parse(text).filter(|_| text.len() == 7).map(|days| Value::Month((days[0].0, days[0].1))),
        Ty::Code(list) => pack.lists[*list].iter().position(|code| is(code, text)).map(|code| Value::Code(*list, code)),
        Ty::Ref(_) => return if text.is_empty() { Cell::Unknown } else { Cell::Ref(text.to_owned()) },
    };
    value.map_or(Cell::Unknown, Cell::Is)
}

/// Kinds that are complete for a time, and the day on which the export was made.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    pub complete: Vec<(String, Option<D>, Option<D>)>,
    pub extracted: Option<D>,
    /// Kinds and fields that the export does not show.
    pub nowhere: Vec<(String, String)>,
}

/// By kind, for every day of the world, whether a declaration closes it.
pub struct Closed(Vec<Vec<bool>>);

impl Closed {
    pub fn of(pack: &Pack, declared: &Declared) -> Closed {
        let last = declared.extracted.unwrap_or(MAX);
        let of = |names: &Names| {
            let of_kind: Vec<_> = declared.complete.iter().filter(|(kind, ..)| is(names, kind)).collect();
            let covers =
                |day: &D| of_kind.iter().any(|(_, from, to)| from.unwrap_or(MIN) <= *day && *day <= to.unwrap_or(MAX));
            WORLD.iter().map(|day| covers(day) && *day <= last).collect()
        };
        Closed(pack.kinds.iter().map(|kind| of(&kind.names)).collect())
    }

    /// Whether every day of a span is closed for a kind.
    pub fn whole(&self, kind: usize, from: D, to: D) -> bool {
        let place = |day: D| WORLD.partition_point(|known| *known < day);
        (place(from)..=place(to)).all(|at| self.0[kind].get(at).copied().unwrap_or(false))
    }
}

/// The first and the last day that a date may be.
pub fn span(days: &Days) -> (D, D) {
    (days[0], days[days.len() - 1])
}
