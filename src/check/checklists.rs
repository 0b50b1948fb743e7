//! Checklists: every row that a list names is answered by one `row` item, and every answer names something that is there.

use super::declare::Checker;
use super::schema::list_named;
use super::texts::{texts, title};
use super::typed::{ANSWERS, Answer, Checked, Checklist, Coverage, REMEDIES, Remedy, Row};
use crate::lang::ast::{Clause, ClauseKind, Ident, Item};
use crate::lang::codes;
use crate::lang::words::{ItemWord, Label};
use crate::text::{FileId, closest};

/// Ids that answers may name.
struct Known {
    rules: Vec<String>,
    overlaps: Vec<String>,
    costs: Vec<String>,
}

/// Every `checklist` item with its rows.
pub(super) fn all(items: &[&Item], checked: &Checked, checker: &mut Checker) -> Vec<Checklist> {
    let of = |words: &[ItemWord]| {
        let items = items.iter().filter(|item| words.contains(&item.word));
        items.map(|item| item.name().text.clone()).collect()
    };
    let known = Known {
        rules: checked.rules.iter().map(|rule| rule.id.clone()).collect(),
        overlaps: of(&[ItemWord::Suppress, ItemWord::Exception, ItemWord::Transition]),
        costs: checked.consequences.iter().map(|of| of.id.clone()).collect(),
    };
    let rows: Vec<&&Item> = items.iter().filter(|item| item.word == ItemWord::Row).collect();
    let lists: Vec<&&Item> = items.iter().filter(|item| item.word == ItemWord::Checklist).collect();
    let listed: Vec<&Ident> = lists.iter().flat_map(|list| row_ids(list)).collect();
    for row in rows.iter().filter(|row| !listed.iter().any(|id| id.text == row.name().text)) {
        checker.problems.unknown(&codes::ROW_UNLISTED, row.file, row.name(), None);
    }
    let rows: Vec<Row> = rows.iter().map(|row| checker.row(row, &known)).collect();
    lists.iter().map(|list| checker.checklist(list, &rows)).collect()
}

fn row_ids(list: &Item) -> impl Iterator<Item = &Ident> {
    list.all(Label::Rows).flat_map(|clause| match &clause.kind {
        ClauseKind::Names(names) => names.as_slice(),
        _ => &[],
    })
}

impl Checker<'_, '_> {
    fn checklist(&mut self, list: &Item, rows: &[Row]) -> Checklist {
        let mut found = Vec::new();
        for id in row_ids(list) {
            match rows.iter().find(|row| row.id == id.text) {
                Some(row) => found.push(row.clone()),
                None => self.problems.unknown(&codes::ROW_MISSING, list.file, id, None),
            }
        }
        if found.is_empty() {
            self.problems.missing(list, "rows");
        }
        Checklist { id: list.name().text.clone(), title: title(list), note: texts(list, Label::Note), rows: found }
    }

    fn row(&mut self, item: &Item, known: &Known) -> Row {
        let answers: Vec<Answer> =
            item.all(Label::Answer).filter_map(|clause| self.answer(item.file, clause, known)).collect();
        if item.clause(Label::Answer).is_none() {
            self.problems.missing(item, "answer");
        }
        let left_out = answers.iter().any(|answer| answer.coverage == Coverage::LeftOut);
        let (needed, label) = if left_out { (Label::Why, "why") } else { (Label::Look, "look") };
        if item.clause(needed).is_none() {
            self.problems.missing(item, label);
        }
        let basis = item.clause(Label::Basis);
        Row {
            id: item.name().text.clone(),
            title: title(item),
            citation: if left_out && basis.is_none() { Vec::new() } else { self.cites(item, basis) },
            answers,
            look: texts(item, Label::Look),
            why: texts(item, Label::Why),
            reading: self.row_reading(item),
            tags: self.tags(item),
        }
    }

    fn answer(&mut self, file: FileId, clause: &Clause, known: &Known) -> Option<Answer> {
        let ClauseKind::Answer(how, ids) = &clause.kind else { return None };
        let coverage = self.problems.one_of(&codes::UNKNOWN_ANSWER, file, how, &ANSWERS)?;
        if coverage.needs_ids().is_some_and(|needs| needs == ids.is_empty()) {
            self.problems.at(&codes::ANSWER_IDS, file, how.span, &[]);
        }
        let names = match coverage {
            Coverage::Overlap => &known.overlaps,
            Coverage::Cost => &known.costs,
            _ => &known.rules,
        };
        for id in ids.iter().filter(|id| !names.contains(&id.text)) {
            let near = closest(&id.text, names.iter().map(String::as_str));
            self.problems.unknown(&codes::UNKNOWN_RULE, file, id, near);
        }
        Some(Answer { coverage, ids: ids.iter().map(|id| id.text.clone()).collect() })
    }

    /// The parameter that says how the row is read.
    fn row_reading(&mut self, item: &Item) -> Option<String> {
        let Some(ClauseKind::Names(names)) = item.clause(Label::Reading).map(|clause| &clause.kind) else {
            return None;
        };
        let name = names.first()?;
        if let Some((at, _)) = self.param_named(&name.text) {
            return self.params.get(at).map(|(name, _)| name.en.clone());
        }
        let known = self.value_names();
        let near = closest(&name.text, known.iter().map(String::as_str));
        self.problems.unknown(&codes::UNKNOWN_NAME, item.file, name, near);
        None
    }

    fn tags(&mut self, item: &Item) -> Vec<(String, String)> {
        let Some(ClauseKind::Pairs(pairs)) = item.clause(Label::Tagged).map(|clause| &clause.kind) else {
            return Vec::new();
        };
        pairs.iter().filter_map(|(list, code)| self.tag(item.file, list, code)).collect()
    }

    fn tag(&mut self, file: FileId, list: &Ident, code: &Ident) -> Option<(String, String)> {
        let Some(found) = list_named(self.schema, &list.text) else {
            let near = closest(&list.text, super::schema::type_names(self.schema));
            self.problems.unknown(&codes::UNKNOWN_TYPE, file, list, near);
            return None;
        };
        let of = self.schema.list(found);
        let Some(value) = of.values.iter().find(|value| value.is(&code.text)) else {
            let near = closest(&code.text, of.values.iter().flat_map(|value| [value.en.as_str(), value.ja.as_str()]));
            let args = [("list", of.name.en.clone()), ("list_ja", of.name.ja.clone())];
            self.problems.unknown_with(&codes::UNKNOWN_CODE, file, code, near, &args);
            return None;
        };
        Some((of.name.en.clone(), value.en.clone()))
    }

    /// Whether something can still be made good, as a rule says it.
    pub(super) fn remedy(&mut self, file: FileId, clause: Option<&Clause>) -> Option<Remedy> {
        let Some(ClauseKind::Names(names)) = clause.map(|clause| &clause.kind) else { return None };
        self.problems.one_of(&codes::UNKNOWN_REMEDY, file, names.first()?, &REMEDIES)
    }
}
