//! Random cases of a schema, and what their exports declare.

use super::date::{D, WORLD, before, later, next, show};
use super::make_expr::TEXTS;
use super::make_schema::{GField, GSchema, GTy};
use super::random::Random;
use super::records::Declared;
use kijun::lang::ast::Unit;
use serde_json::{Map, Value, json};

pub struct Scene {
    pub case: Value,
    pub declared: Declared,
    pub as_of: D,
}

/// How often something is not as it should be, of a hundred.
struct Care {
    missing: usize,
    unknown: usize,
    partial: usize,
}

struct Making<'g> {
    random: &'g mut Random,
    schema: &'g GSchema,
    care: Care,
    next: usize,
    /// The day that was made last.
    last: D,
    /// The last day of an interval that was made last: now and then another begins on the day after.
    ended: D,
}

/// Days at which declarations, versions and parameters begin or end.
const EDGES: [D; 10] = [
    (2023, 9, 30),
    (2023, 10, 1),
    (2023, 11, 30),
    (2024, 2, 1),
    (2024, 2, 2),
    (2024, 2, 29),
    (2024, 3, 1),
    (2024, 3, 15),
    (2024, 7, 31),
    (2024, 8, 1),
];

pub fn make(random: &mut Random, schema: &GSchema) -> Scene {
    let care = match random.below(10) {
        0..=5 => Care { missing: 3, unknown: 0, partial: 2 },
        6..=8 => Care { missing: 10, unknown: 4, partial: 12 },
        _ => Care { missing: 25, unknown: 15, partial: 30 },
    };
    let mut making = Making { random, schema, care, next: 0, last: EDGES[0], ended: EDGES[0] };
    let case = making.record(0);
    let as_of = making.day(&[(2024, 3), (2024, 6), (2024, 9), (2024, 12)]);
    let declared = declared(random, schema, as_of);
    Scene { case, declared, as_of }
}

fn declared(random: &mut Random, schema: &GSchema, as_of: D) -> Declared {
    let extracted = match random.below(8) {
        0 => None,
        1 => Some((2024, 5, 10)),
        2 => Some((2025, 1, 31)),
        _ => Some(as_of),
    };
    let mut declared = Declared { complete: Vec::new(), extracted, nowhere: Vec::new() };
    let style = random.below(10);
    for kind in schema.kinds.iter().skip(1) {
        let mut add = |from: Option<D>, to: Option<D>| declared.complete.push((kind.name.clone(), from, to));
        match if style < 6 { 9 } else { random.below(10) } {
            0..=2 => {}
            3 => add(Some((2023, 10, 1)), None),
            4 => add(None, Some((2024, 7, 31))),
            5 => {
                add(None, Some((2024, 2, 29)));
                add(Some((2024, 3, 1)), None);
            }
            6 => {
                add(Some((2024, 3, 15)), None);
                add(Some((2023, 1, 1)), Some((2024, 3, 1)));
            }
            _ => add(None, None),
        }
    }
    if style == 9 {
        declared.complete.clear();
    }
    for kind in schema.kinds.iter().filter(|kind| !kind.fields.is_empty()) {
        if random.chance(20) {
            declared.nowhere.push((kind.name.clone(), random.pick(&kind.fields).name.clone()));
        }
    }
    declared
}

impl Making<'_> {
    fn record(&mut self, kind: usize) -> Value {
        let mut map = Map::new();
        let shape = &self.schema.kinds[kind];
        for field in &shape.fields {
            let name = if self.random.chance(10) { format!("項{}", field.name) } else { field.name.clone() };
            let value = match field.name.as_str() {
                "id" if kind == 0 => Some(json!("C")),
                "id" => self.id(kind),
                _ => self.field(field),
            };
            if let Some(value) = value {
                map.insert(name, value);
            }
        }
        for (child, shape) in self.schema.kinds.iter().enumerate() {
            if let Some((_, key, many)) = shape.home.as_ref().filter(|home| home.0 == kind)
                && let Some(value) = self.nested(child, *many)
            {
                map.insert(key.clone(), value);
            }
        }
        Value::Object(map)
    }

    fn id(&mut self, kind: usize) -> Option<Value> {
        self.next += 1;
        Some(json!(format!("{kind}-{}", self.next)))
    }

    fn nested(&mut self, kind: usize, many: bool) -> Option<Value> {
        match self.random.below(100) {
            0..=5 => None,
            6..=10 => Some(json!("none")),
            14..=15 if self.random.chance(self.care.unknown * 4) => Some(json!("unknown")),
            16 => Some(json!(null)),
            _ if !many => Some(self.record(kind)),
            _ => {
                let most = if self.schema.depth(kind) == 1 { 4 } else { 3 };
                let least = usize::from(self.random.chance(80));
                let mut items: Vec<Value> = (0..self.random.between(least, most)).map(|_| self.record(kind)).collect();
                if self.random.chance(self.care.unknown) {
                    items.push(json!("torn"));
                }
                Some(Value::Array(items))
            }
        }
    }

    fn field(&mut self, field: &GField) -> Option<Value> {
        let missing = match (field.optional, field.none) {
            (_, "none open") => 35,
            (true, _) => 30,
            _ => self.care.missing,
        };
        if self.random.chance(missing) {
            return self.random.chance(30).then_some(Value::Null);
        }
        if self.random.chance(self.care.unknown) {
            return Some(json!("unknown"));
        }
        if self.random.chance(4) {
            return Some(json!("none"));
        }
        if field.list {
            return Some((0..self.random.below(4)).map(|_| self.scalar(field.ty)).collect());
        }
        let chained = match (field.name.as_str(), field.ty) {
            ("on", GTy::Date) if self.random.chance(25) => Some(next(self.ended)),
            ("til", _) if self.random.chance(60) => {
                let days = self.random.between(3, 80) as i64;
                Some(later(self.last, days, Unit::Days))
            }
            _ => None,
        };
        if let Some(day) = chained {
            (self.last, self.ended) = (day, if field.name == "til" { day } else { self.ended });
            return Some(json!(show(day)));
        }
        Some(self.scalar(field.ty))
    }

    fn scalar(&mut self, ty: GTy) -> Value {
        if self.random.chance(self.care.unknown / 4) {
            return json!("?");
        }
        match ty {
            GTy::Text => json!(self.random.pick(&TEXTS)),
            GTy::Number => json!(self.random.below(4)),
            GTy::YesNo => json!(self.random.chance(60)),
            GTy::Month => {
                let (year, month, _) = self.recorded_day();
                json!(format!("{year:04}-{month:02}"))
            }
            GTy::Code(list) => json!(self.random.pick(&self.schema.lists[list])),
            // A guess at a key; some lead nowhere.
            GTy::Record(kind) => json!(format!("{kind}-{}", self.random.between(1, 16))),
            GTy::Date | GTy::Interval => self.date(),
        }
    }

    fn date(&mut self) -> Value {
        let day = self.recorded_day();
        if !self.random.chance(self.care.partial) {
            return json!(show(day));
        }
        if self.random.chance(12) {
            return json!(format!("{:04}", day.0));
        }
        json!(format!("{:04}-{:02}", day.0, day.1))
    }

    /// Any day, one at an edge of law or of a declaration, or one beside the day before it.
    fn recorded_day(&mut self) -> D {
        const MONTHS: [(i32, u32); 9] =
            [(2023, 9), (2023, 12), (2024, 1), (2024, 2), (2024, 4), (2024, 5), (2024, 6), (2024, 8), (2024, 11)];
        let day = match self.random.below(10) {
            0 => *self.random.pick(&EDGES),
            1 | 2 => *self.random.pick(&[next(self.last), before(self.last), self.last]),
            _ => self.day(&MONTHS),
        };
        self.last = day;
        day
    }

    /// A day in one of some months, its ends more often than others.
    fn day(&mut self, months: &[(i32, u32)]) -> D {
        let (year, month) = *self.random.pick(months);
        let length = super::date::length(year, month);
        let day = match self.random.below(5) {
            0 => 1,
            1 => length,
            _ => self.random.between(1, length as usize + 1) as u32,
        };
        debug_assert!(WORLD.binary_search(&(year, month, day)).is_ok());
        (year, month, day)
    }
}
