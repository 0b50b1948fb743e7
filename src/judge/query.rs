//! Ranging over records: which are candidates, and whether the world is closed for the question.
//!
//! The world is closed for a query when the case's manifest declares the kind, or what it is nested in, complete over the
//! query's window cut to the as-of date. Not recorded is not the same as not done, so nothing else closes it.

use super::eval::Eval;
use super::truth::{Causes, Truth};
use super::value::{Coll, Member, Value};
use crate::calendar::Day;
use crate::compile::program::{Bound, NodeId, Query, QueryId};
use crate::model::{Children, Declaration, KindId, RecordId, Schema};

impl<'a> Eval<'a> {
    /// Some record satisfies the conditions.
    pub(super) fn exists(&mut self, id: QueryId) -> Truth {
        let program = self.set.program;
        let query = program.query(id);
        let mut result = Truth::False;
        let candidates = match self.candidates(query) {
            Ok(candidates) => candidates,
            Err(causes) => return Truth::Unknown(causes),
        };
        for record in candidates {
            self.bind(query.slot, Value::Record(record));
            result = result.or(self.all(&query.conds));
            if result == Truth::True {
                return result;
            }
        }
        self.openness(query).map_or(result, |causes| result.or(Truth::Unknown(causes)))
    }

    /// Every record that satisfies the conditions satisfies the body.
    pub(super) fn each(&mut self, id: QueryId, body: NodeId) -> Truth {
        let program = self.set.program;
        let query = program.query(id);
        let mut result = Truth::True;
        let candidates = match self.candidates(query) {
            Ok(candidates) => candidates,
            Err(causes) => return Truth::Unknown(causes),
        };
        for record in candidates {
            self.bind(query.slot, Value::Record(record));
            let applies = self.all(&query.conds);
            if applies != Truth::False {
                result = result.and((!applies).or(self.truth(body)));
            }
        }
        self.openness(query).map_or(result, |causes| result.and(Truth::Unknown(causes)))
    }

    /// Whether an `each` ranges over nothing, and is known to.
    pub fn is_vacuous(&mut self, id: QueryId) -> bool {
        let program = self.set.program;
        let query = program.query(id);
        let none = self.candidates(query).is_ok_and(|candidates| {
            candidates.into_iter().all(|record| {
                self.bind(query.slot, Value::Record(record));
                self.all(&query.conds) == Truth::False
            })
        });
        none && self.openness(query).is_none()
    }

    /// The records that satisfy the conditions, or may.
    pub(super) fn collect_records(&mut self, id: QueryId) -> Coll<'a> {
        self.collect_with(id, |_, record| Value::Record(record))
    }

    /// The values of an expression over the records that satisfy the conditions, or may.
    pub(super) fn collect(&mut self, id: QueryId, value: NodeId) -> Coll<'a> {
        self.collect_with(id, |eval, _| eval.value(value))
    }

    fn collect_with(&mut self, id: QueryId, mut value: impl FnMut(&mut Self, RecordId) -> Value<'a>) -> Coll<'a> {
        let program = self.set.program;
        let query = program.query(id);
        let mut coll = Coll::default();
        let candidates = match self.candidates(query) {
            Ok(candidates) => candidates,
            Err(causes) => return Coll { open: Some(causes), ..Coll::default() },
        };
        for record in candidates {
            self.bind(query.slot, Value::Record(record));
            let member = self.all(&query.conds);
            if member != Truth::False {
                coll.members.push(Member::new(value(self, record), member, Some(record)));
            }
        }
        coll.open = self.openness(query);
        coll
    }

    /// Records of the query's kind that are used at the as-of date, in file order.
    pub fn candidates(&mut self, query: &Query) -> Result<Vec<RecordId>, Causes> {
        let rows = match query.source {
            None => 0..self.set.case.rows(query.kind).len() as u32,
            Some(source) => match self.value(source) {
                Value::Record(record) => match self.children(record, query.kind) {
                    Children::Rows { from, to, .. } => from..to,
                    Children::NotRecorded | Children::Absent => return Ok(Vec::new()),
                    Children::Unknown => return Err(Causes::MISSING),
                },
                Value::Unknown(causes) => return Err(causes),
                _ => return Ok(Vec::new()),
            },
        };
        let records = rows.map(|row| RecordId { kind: query.kind, row });
        Ok(records.filter(|record| self.is_used(*record)).collect())
    }

    /// No record dated after the as-of date is used, nor what is nested in one.
    pub fn is_used(&self, record: RecordId) -> bool {
        let (case, schema) = (self.set.case, &self.set.program.schema);
        std::iter::successors(Some(record), |at| case.parent(schema, *at))
            .all(|at| case.date_of(schema, at).is_none_or(|date| date.lo <= self.set.as_of))
    }

    /// Why there may be matching records that the export does not hold; none when the world is closed.
    pub fn openness(&mut self, query: &Query) -> Option<Causes> {
        let (from, to) = self.window(query);
        let as_of = self.set.as_of;
        // The as-of day itself is not over either.
        if self.later && to >= as_of {
            return Some(Causes::LATER);
        }
        if self.is_known_empty(query) {
            return None;
        }
        if self.is_doubtful(query) {
            return Some(Causes::MISSING);
        }
        let to = to.min(as_of);
        if from > to {
            return None;
        }
        if self.closing(query, from, to).is_none() {
            return Some(Causes::open(declarable(&self.set.program.schema, query.kind)));
        }
        self.is_unshown(query.kind).then_some(Causes::MISSING)
    }

    /// A nested kind that the export shows nowhere, where the case has a record that may hold one.
    pub fn is_unshown(&self, kind: KindId) -> bool {
        let parent = self.set.program.schema.kind(kind).home.as_ref().map(|home| home.parent);
        self.set.manifest.unshown.contains(&kind)
            && parent.is_some_and(|parent| {
                let rows = 0..self.set.case.rows(parent).len() as u32;
                rows.map(|row| RecordId { kind: parent, row }).any(|holder| self.is_used(holder))
            })
    }

    /// A list that is recorded as none.
    fn is_known_empty(&mut self, query: &Query) -> bool {
        let Some(source) = query.source else { return false };
        match self.value(source) {
            Value::Record(record) => self.children(record, query.kind) == Children::Absent,
            other => matches!(other, Value::Absent),
        }
    }

    /// A list of the kind is recorded as unknown, or could not be read whole: no declaration closes it.
    fn is_doubtful(&mut self, query: &Query) -> bool {
        let doubtful = |children| matches!(children, Children::Unknown | Children::Rows { torn: true, .. });
        match query.source.map(|source| self.value(source)) {
            Some(source) => {
                matches!(source, Value::Record(record) if doubtful(self.children(record, query.kind)))
            }
            None => self.is_kind_doubtful(query.kind),
        }
    }

    /// The same for every list of a kind, and for the lists that those stand in.
    pub fn is_kind_doubtful(&self, kind: KindId) -> bool {
        let Some(home) = &self.set.program.schema.kind(kind).home else { return false };
        let rows = 0..self.set.case.rows(home.parent).len() as u32;
        let holders = rows.map(|row| RecordId { kind: home.parent, row }).filter(|holder| self.is_used(*holder));
        let mut torn = holders.map(|holder| self.children(holder, kind));
        torn.any(|children| matches!(children, Children::Unknown | Children::Rows { torn: true, .. }))
            || self.is_kind_doubtful(home.parent)
    }

    fn children(&self, record: RecordId, kind: KindId) -> Children {
        self.set.case.children(&self.set.program.schema, record, kind)
    }

    /// The declaration that closes the world for a query in a window.
    pub fn closing(&mut self, query: &Query, from: Day, to: Day) -> Option<&'a Declaration> {
        let (set, schema) = (self.set, &self.set.program.schema);
        if set.manifest.extracted.is_some_and(|last| to > last) {
            return None;
        }
        // Of a record that a case has once, an export holds the one there is, however old.
        let single = schema.kind(query.kind).home.as_ref().map(|home| home.many) == Some(false);
        let from = if single && from == Day::MIN { to } else { from };
        if schema.kind(query.kind).dated.is_some()
            && let Some(declared) = set.manifest.closing(query.kind, from, to)
        {
            return Some(declared);
        }
        let source = query.source.map(|source| self.value(source));
        let mut holder = match source {
            Some(Value::Record(record)) => Some(record),
            _ => None,
        };
        for kind in schema.ancestry(query.kind) {
            if kind == query.kind && schema.kind(kind).dated.is_some() {
                continue;
            }
            let of = holder.filter(|record| record.kind == kind);
            if let Some(record) = of {
                holder = set.case.parent(schema, record);
            }
            if let Some(declared) = self.declared(kind, of) {
                return Some(declared);
            }
        }
        None
    }

    /// The declaration by which the export holds a record whole: of its kind, or of what it is nested in.
    pub fn holding(&self, record: RecordId) -> Option<&'a Declaration> {
        let mut holders = std::iter::successors(Some(record), |at| self.set.case.parent(&self.set.program.schema, *at));
        holders.find_map(|at| self.declared(at.kind, Some(at)))
    }

    /// The declaration of a kind, at the date of one of its records if that is known.
    fn declared(&self, kind: KindId, record: Option<RecordId>) -> Option<&'a Declaration> {
        let (set, schema) = (self.set, &self.set.program.schema);
        let date = record.and_then(|record| set.case.date_of(schema, record));
        let (from, to) = match date {
            Some(date) => (date.lo, date.hi),
            None if schema.kind(kind).dated.is_none() => (set.as_of, set.as_of),
            None => (Day::MIN, set.as_of),
        };
        set.manifest.closing(kind, from, to)
    }

    /// The widest window that the query's conditions leave for its records' date.
    pub fn window(&mut self, query: &Query) -> (Day, Day) {
        let from = query.from.iter().filter_map(|bound| self.bound(bound, true)).max();
        let to = query.to.iter().filter_map(|bound| self.bound(bound, false)).min();
        (from.unwrap_or(Day::MIN), to.unwrap_or(Day::MAX))
    }

    fn bound(&mut self, bound: &Bound, lower: bool) -> Option<Day> {
        let day = match (self.value(bound.node), lower) {
            (Value::Date(date), true) => date.lo,
            (Value::Date(date), false) => date.hi,
            (Value::Month(month), true) => month.plus(bound.shift).first_day(),
            (Value::Month(month), false) => month.plus(bound.shift).last_day(),
            (Value::Interval(interval), true) => interval.from.lo,
            (Value::Interval(interval), false) => interval.to.hi,
            _ => return None,
        };
        let months = matches!(self.value(bound.node), Value::Month(_));
        Some(if months { day } else { day.plus_days(bound.shift) })
    }

    /// Whether a kind, or what it is nested in, is declared complete up to the as-of date, so that no record means none.
    pub fn is_complete_now(&self, kind: KindId) -> bool {
        let as_of = self.set.as_of;
        let mut ancestry = self.set.program.schema.ancestry(kind);
        !self.is_kind_doubtful(kind)
            && !self.is_unshown(kind)
            && ancestry.any(|kind| self.set.manifest.closing(kind, as_of, as_of).is_some())
    }
}

/// The kind that an export declares: the outermost one below the root.
pub fn declarable(schema: &Schema, kind: KindId) -> KindId {
    let below_root = |at: &KindId| schema.kind(*at).home.as_ref().map(|home| home.parent) == Some(Schema::ROOT);
    schema.ancestry(kind).find(below_root).unwrap_or(kind)
}
