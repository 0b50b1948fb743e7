//! The thread: from each record of the first column to what hangs on it, column by column.

use super::draw::Drawer;
use super::{Join, Step};
use crate::model::{Cell, FieldId, RecordId, Thread};

impl Drawer<'_> {
    /// What the threads are drawn of, in words, and the threads.
    pub(super) fn threads(&self) -> (String, Vec<Thread>) {
        let Some(first) = self.views.steps.first() else { return Default::default() };
        let of = self.views.of.map(|kind| self.latest(kind));
        if of == Some(None) {
            return Default::default();
        }
        let of = of.flatten();
        let words = of.map(|record| self.words(record, &super::Shown::default())).unwrap_or_default();
        let roots = self.records(first.kind).filter(|root| self.is_wanted(first, *root));
        let roots = roots.filter(|root| of.is_none_or(|of| self.stands_in(*root, of)));
        (words, roots.map(|root| self.thread(root)).collect())
    }

    fn thread(&self, root: RecordId) -> Thread {
        let mut columns: Vec<Vec<RecordId>> = Vec::new();
        for step in &self.views.steps {
            let found = match step.join {
                Join::Root => vec![root],
                _ => {
                    let all = self.records(step.kind).filter(|record| self.is_wanted(step, *record));
                    all.filter(|record| self.hangs(step, *record, root, &columns)).collect()
                }
            };
            columns.push(found);
        }
        let words = |(step, records): (&Step, Vec<RecordId>)| {
            let mut words: Vec<String> = records.iter().map(|record| self.words(*record, &step.show)).collect();
            words.dedup();
            words
        };
        Thread { columns: self.views.steps.iter().zip(columns).map(words).collect() }
    }

    fn hangs(&self, step: &Step, record: RecordId, root: RecordId, columns: &[Vec<RecordId>]) -> bool {
        match step.join {
            Join::Root => true,
            Join::Inside(at) => columns.get(at).into_iter().flatten().any(|above| self.stands_in(record, *above)),
            Join::Equal(field, kind, of) => {
                let earlier = self.views.steps.iter().zip(columns).filter(|(step, _)| step.kind == kind);
                let mut others = earlier.flat_map(|(_, records)| records);
                self.is_beside(record, root) && others.any(|other| self.is_equal((record, field), (*other, of)))
            }
        }
    }

    /// Whether a record stands in another, however deep.
    fn stands_in(&self, record: RecordId, above: RecordId) -> bool {
        self.above(record).any(|at| at == above)
    }

    fn above(&self, record: RecordId) -> impl Iterator<Item = RecordId> + '_ {
        let schema = &self.maker.rules.program.schema;
        std::iter::successors(Some(record), move |at| self.case().parent(schema, *at)).skip(1)
    }

    /// Whether two records stand in one record of the innermost kind that holds both.
    fn is_beside(&self, one: RecordId, other: RecordId) -> bool {
        let shared = self.above(one).find(|at| self.above(other).any(|above| above.kind == at.kind));
        shared.is_none_or(|shared| self.stands_in(other, shared))
    }

    fn is_equal(&self, (one, field): (RecordId, FieldId), (other, of): (RecordId, FieldId)) -> bool {
        let (left, right) = (self.case().cell(one, field), self.case().cell(other, of));
        match (left, right) {
            (Cell::Text(left) | Cell::Ref(left, _), Cell::Text(right) | Cell::Ref(right, _)) => left == right,
            (Cell::NotRecorded | Cell::Unknown | Cell::Invalid | Cell::Absent, _) => false,
            _ => left == right,
        }
    }

    fn is_wanted(&self, step: &Step, record: RecordId) -> bool {
        let Some((field, wanted)) = step.only else { return true };
        match self.case().cell(record, field) {
            Cell::YesNo(is) => *is == wanted,
            _ => !wanted,
        }
    }
}
