//! Rows of checklists: what answers each, and what the cases come to in it.

use super::tally::{Comes, Tally};
use super::{cell, when, words};
use crate::diag::Lang;
use crate::model::{Ask, CaseResult, Catalogue, DutyMark, Entry, ListSheet, Words};
use crate::report::Context;
use std::collections::{BTreeMap, BTreeSet};

/// Ways of answering that need nobody's eyes.
const BY_RECORDS: [&str; 4] = ["rules", "office", "overlap", "cost"];

/// One row of a checklist.
#[derive(Clone, Debug, Default)]
pub(super) struct ListRow {
    pub(super) list: String,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) citation: String,
    pub(super) look: String,
    pub(super) why: String,
    /// Ways in which it is answered.
    pub(super) coverage: BTreeSet<String>,
    pub(super) rules: BTreeSet<String>,
    /// Of duties that bind.
    pub(super) binding: Tally,
    /// Of the others.
    pub(super) advice: Tally,
}

/// A sheet of rows.
#[derive(Clone, Debug, Default)]
pub(super) struct OfSheet {
    pub(super) title: String,
    pub(super) said: Vec<String>,
    /// Indices of its rows.
    pub(super) rows: Vec<usize>,
    pub(super) amounts: bool,
    pub(super) ask: Vec<Ask>,
}

/// Every row that stands on a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    pub(super) rows: Vec<ListRow>,
    pub(super) sheets: Vec<OfSheet>,
    /// Rows that a rule answers.
    by_rule: BTreeMap<String, Vec<usize>>,
}

impl ListRow {
    fn of(entries: &[&Entry]) -> ListRow {
        let Some(first) = entries.first() else { return ListRow::default() };
        let plain = first.list.is_empty();
        ListRow {
            list: first.list.clone(),
            id: if plain { first.rule.clone() } else { first.row.clone() },
            title: if plain { first.rule_title.clone() } else { titled(first) },
            citation: first.citation.clone(),
            look: first.look.clone(),
            why: first.why.clone(),
            coverage: entries
                .iter()
                .map(|entry| if plain { "rules".to_owned() } else { entry.coverage.clone() })
                .collect(),
            rules: entries.iter().map(|entry| entry.rule.clone()).filter(|rule| !rule.is_empty()).collect(),
            ..ListRow::default()
        }
    }

    /// Whether the records alone answer it.
    pub(super) fn is_by_records(&self) -> bool {
        self.coverage.iter().all(|way| BY_RECORDS.contains(&way.as_str())) && self.asks_records()
    }

    /// Whether the records answer a part of it.
    pub(super) fn asks_records(&self) -> bool {
        self.coverage.iter().any(|way| way == "rules" || way == "office")
    }

    /// Ways that need a person.
    pub(super) fn by_person(&self) -> impl Iterator<Item = &str> {
        self.coverage.iter().map(String::as_str).filter(|way| !BY_RECORDS.contains(way))
    }

    /// What binds; where nothing that binds was due, the rest.
    pub(super) fn tally(&self) -> &Tally {
        if self.binding.looked_at() > 0 { &self.binding } else { &self.advice }
    }

    /// The key under which what is typed into it is kept.
    pub(super) fn key(&self) -> String {
        format!("{}/{}", self.list, self.id)
    }
}

impl Lists {
    pub(super) fn new(context: &Context, lang: Lang) -> Lists {
        let catalogue = &context.catalogue;
        let all = rows_of(catalogue);
        let mut lists = Lists::default();
        for wanted in wanted(context, lang) {
            let chosen =
                wanted.rows.iter().flat_map(|name| all.iter().filter(move |row| row.list == *name || row.id == *name));
            let first = lists.rows.len();
            lists.rows.extend(chosen.cloned());
            let rows: Vec<usize> = (first..lists.rows.len()).collect();
            let said =
                catalogue.lists.iter().filter(|list| wanted.rows.contains(&list.id)).map(|list| list.note.clone());
            let said = said.filter(|note| !note.is_empty()).collect();
            let title = wanted.title.of(lang).to_owned();
            lists.sheets.push(OfSheet { title, said, rows, amounts: wanted.amounts, ask: wanted.ask });
        }
        for (at, row) in lists.rows.iter().enumerate() {
            for rule in &row.rules {
                lists.by_rule.entry(rule.clone()).or_default().push(at);
            }
        }
        lists
    }

    /// Counts a case in every row that its duties answer.
    pub(super) fn add(&mut self, case: &CaseResult, name: &str, lang: Lang) {
        let mut worst: BTreeMap<(usize, bool), (Comes, &DutyMark)> = BTreeMap::new();
        for duty in &case.duties {
            let comes = Comes::of(duty);
            for row in self.by_rule.get(&duty.rule).into_iter().flatten() {
                let known = worst.entry((*row, duty.binding)).or_insert((comes, duty));
                if comes > known.0 {
                    *known = (comes, duty);
                }
            }
        }
        for ((row, binding), (comes, duty)) in worst {
            let Some(row) = self.rows.get_mut(row) else { continue };
            let tally = if binding { &mut row.binding } else { &mut row.advice };
            tally.add(comes, || named(name, duty, lang));
        }
    }
}

/// The case with the month or the day of its duty.
fn named(name: &str, duty: &DutyMark, lang: Lang) -> String {
    let due = duty.due.filter(|day| day.is_finite()).map(|day| words::DUE_ON.with(lang, cell::day(day, lang)));
    match duty.month.map(|month| when::month(month, lang)).or(due) {
        Some(when) => lang.of("{n}（{m}）", "{n} ({m})").replace("{n}", name).replace("{m}", &when),
        None => name.to_owned(),
    }
}

/// The title of a row with its marks behind.
fn titled(entry: &Entry) -> String {
    let marks = entry.marks.iter().map(|mark| format!("【{mark}】"));
    std::iter::once(entry.row_title.clone()).chain(marks).collect()
}

fn rows_of(catalogue: &Catalogue) -> Vec<ListRow> {
    let entries: Vec<&Entry> = catalogue.entries.iter().collect();
    let same = |a: &&Entry, b: &&Entry| a.list == b.list && a.row == b.row && (!a.list.is_empty() || a.rule == b.rule);
    entries.chunk_by(same).map(ListRow::of).collect()
}

/// The sheets that the packs want; else one a checklist; else one of all rules.
fn wanted(context: &Context, lang: Lang) -> Vec<ListSheet> {
    let lists = &context.catalogue.lists;
    if !context.workbook.sheets.is_empty() {
        return context.workbook.sheets.clone();
    }
    let words = |text: &str| Words { ja: text.to_owned(), en: text.to_owned() };
    let of = |title: &str, rows: String| ListSheet { title: words(title), rows: vec![rows], ..ListSheet::default() };
    match lists.is_empty() {
        true => vec![of(words::CHECKLIST.of(lang), String::new())],
        false => lists.iter().map(|list| of(&list.title, list.id.clone())).collect(),
    }
}
