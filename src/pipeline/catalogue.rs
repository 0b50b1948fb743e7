//! What the packs of a rule set hold, for `kijun rules`.

use super::rules::RuleSet;
use crate::calendar::Day;
use crate::check::cites::cited_at;
use crate::check::typed::{Checklist, Coverage, Remedy, Row};
use crate::compile::program::{Program, Rule};
use crate::diag::Lang;
use crate::judge::show::both;
use crate::model::{Catalogue, Entry, ListHead};
use std::collections::BTreeSet;

/// Checklists with their rows, and every rule.
pub fn catalogue(rules: &RuleSet, lang: Lang) -> Catalogue {
    let maker = Maker { program: &rules.program, lang };
    let lists = &rules.program.checklists;
    let mut entries: Vec<Entry> = lists.iter().flat_map(|list| maker.list(list)).collect();
    let answering: BTreeSet<String> = entries.iter().map(|entry| entry.rule.clone()).collect();
    let rest = rules.program.rules.iter().filter(|rule| !answering.contains(&rule.id));
    entries.extend(rest.map(|rule| maker.with_rule(Entry::default(), rule)));
    let head = |list: &Checklist| ListHead {
        id: list.id.clone(),
        title: both(&list.title, lang).to_owned(),
        note: both(&list.note, lang).to_owned(),
    };
    Catalogue { lists: lists.iter().map(head).collect(), entries }
}

struct Maker<'a> {
    program: &'a Program,
    lang: Lang,
}

impl Maker<'_> {
    fn list(&self, list: &Checklist) -> Vec<Entry> {
        list.rows.iter().flat_map(|row| self.row(&list.id, row)).collect()
    }

    fn row(&self, list: &str, row: &Row) -> Vec<Entry> {
        let of = |coverage: Coverage| Entry {
            list: list.to_owned(),
            row: row.id.clone(),
            row_title: both(&row.title, self.lang).to_owned(),
            coverage: coverage.name().to_owned(),
            citation: both(&cited_at(&row.citation, Day::MAX), self.lang).to_owned(),
            look: both(&row.look, self.lang).to_owned(),
            why: both(&row.why, self.lang).to_owned(),
            reading: row.reading.clone().unwrap_or_default(),
            tags: row.tags.iter().map(|(list, code)| format!("{list}.{code}")).collect::<Vec<_>>().join(" "),
            marks: row.tags.iter().filter_map(|tag| self.tag(tag)).collect(),
            ..Entry::default()
        };
        let mut entries = Vec::new();
        for answer in &row.answers {
            match answer.ids.is_empty() {
                true => entries.push(of(answer.coverage)),
                false => entries.extend(answer.ids.iter().map(|id| self.answered_by(of(answer.coverage), id))),
            }
        }
        entries
    }

    /// A tag in words.
    fn tag(&self, (list, code): &(String, String)) -> Option<String> {
        let list = self.program.schema.lists.iter().find(|of| of.name.en == *list)?;
        let code = list.values.iter().find(|of| of.en == *code)?;
        Some(self.lang.of(&code.ja, &code.en.replace('_', " ")).to_owned())
    }

    fn answered_by(&self, entry: Entry, id: &str) -> Entry {
        if let Some(rule) = self.program.rules.iter().find(|rule| rule.id == id) {
            return self.with_rule(entry, rule);
        }
        let exceptions =
            self.program.rules.iter().flat_map(|rule| &rule.versions).flat_map(|version| &version.exceptions);
        let title = exceptions.filter(|exception| exception.id == id).map(|exception| &exception.title).next();
        let cost = self.program.consequences.iter().find(|of| of.id == id).map(|of| &of.title);
        let rule_title = title.or(cost).map(|title| both(title, self.lang).to_owned()).unwrap_or_default();
        Entry { rule: id.to_owned(), rule_title, ..entry }
    }

    fn with_rule(&self, entry: Entry, rule: &Rule) -> Entry {
        let last = rule.versions.last();
        let class = last.and_then(|version| self.program.classes.get(version.class));
        let office = self.program.schema.is_office(rule.subject);
        let own = last.map(|version| both(&cited_at(&version.citation, Day::MAX), self.lang).to_owned());
        let first = rule.versions.first().map(|version| version.force.from).filter(|from| *from > Day::MIN);
        Entry {
            rule: rule.id.clone(),
            rule_title: both(&rule.title, self.lang).to_owned(),
            class: class.map(|class| class.name.clone()).unwrap_or_default(),
            scope: if office { "office" } else { "case" }.to_owned(),
            from: first.map(|from| from.to_string()).unwrap_or_default(),
            to: last.and_then(|version| version.force.to).map(|to| to.to_string()).unwrap_or_default(),
            remedy: last.and_then(|version| version.remedy).map(Remedy::name).unwrap_or_default().to_owned(),
            citation: if entry.citation.is_empty() { own.unwrap_or_default() } else { entry.citation.clone() },
            ..entry
        }
    }
}
