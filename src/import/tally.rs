//! What became of the rows of one table, for the import report.

use super::draft::Node;
use crate::diag::{Code, Lang};
use crate::layout::{Fit, RecordMap};
use crate::model::{KindId, Made, TableReport};
use std::collections::BTreeMap;

/// Counts of one table.
#[derive(Debug, Default)]
pub(super) struct Tally {
    rows: usize,
    read: usize,
    skipped: BTreeMap<&'static str, (&'static Code, Vec<usize>)>,
    made: BTreeMap<(KindId, bool), usize>,
}

impl Tally {
    /// One more row, or cell under a month.
    pub(super) fn row(&mut self) {
        self.rows += 1;
    }

    /// It became records.
    pub(super) fn read(&mut self) {
        self.read += 1;
    }

    /// Whether a row was left out for this reason.
    pub(super) fn has(&self, why: &Code) -> bool {
        self.skipped.contains_key(why.id)
    }

    /// It was left out.
    pub(super) fn skip(&mut self, why: &'static Code, number: usize) {
        let (_, rows) = self.skipped.entry(why.id).or_insert_with(|| (why, Vec::new()));
        if rows.last() != Some(&number) {
            rows.push(number);
        }
    }

    /// A record was made.
    pub(super) fn made(&mut self, record: &RecordMap, table: &str, node: Option<&mut Node>) {
        node.into_iter().for_each(|node| node.derived = record.derived.then(|| table.to_owned()));
        *self.made.entry((record.kind, record.derived)).or_default() += 1;
    }

    /// The report of the table.
    pub(super) fn report(
        &self,
        fit: &Fit<'_>,
        sheet: &str,
        lang: Lang,
        kind: impl Fn(KindId) -> String,
    ) -> TableReport {
        let made = self.made.iter().map(|((of, derived), records)| Made {
            kind: kind(*of),
            records: *records,
            derived: *derived,
            period: None,
        });
        let skipped = self.skipped.values().map(|(code, rows)| (lang.of(code.ja, code.en).to_owned(), rows.clone()));
        let title = &fit.map.title;
        TableReport {
            sheet: sheet.to_owned(),
            map: lang.of(&title.ja, &title.en).to_owned(),
            header: fit.header,
            rows: self.rows,
            read: self.read,
            skipped: skipped.collect(),
            unused: fit.unused.iter().map(|(_, header)| header.clone()).collect(),
            wanting: fit.wanting(),
            made: made.collect(),
        }
    }
}
