//! Examples: which rule they test, and the literals they use merged into one list. Their records are read like any
//! other when they run, so here only names of items are checked.

use super::declare::Checker;
use super::typed::{At, TExample, TExpr, TParam, TRule};
use crate::lang::ast::{ClauseKind, Example, Expr, Head, Ident, Item};
use crate::lang::codes;
use crate::lang::words::{ItemWord, Label};
use crate::text::closest;

/// All examples.
pub(super) fn all(items: &[&Item], rules: &[TRule], params: &[TParam], checker: &mut Checker) -> Vec<TExample> {
    items
        .iter()
        .filter(|item| item.word == ItemWord::Example)
        .filter_map(|item| checker.example(items, rules, params, item))
        .collect()
}

impl Checker<'_, '_> {
    fn example(&mut self, items: &[&Item], rules: &[TRule], declared: &[TParam], item: &Item) -> Option<TExample> {
        let Head::Example(title, rule) = &item.head else { return None };
        if !rules.iter().any(|known| known.id == rule.text) {
            let near = closest(&rule.text, rules.iter().map(|rule| rule.id.as_str()));
            self.problems.unknown(&codes::UNKNOWN_RULE, item.file, rule, near);
            return None;
        }
        let mut body = Example::default();
        let mut params = Vec::new();
        for clause in &item.clauses {
            match &clause.kind {
                ClauseKind::Names(groups) if clause.label == Label::Use => {
                    groups.iter().for_each(|group| self.group(items, item, group, &mut body));
                }
                ClauseKind::Date(date) => body.as_of = Some(date.hi),
                ClauseKind::Complete(kind, period) => {
                    if !matches!(kind.text.as_str(), "all" | "全て") {
                        self.kind(item.file, kind);
                    }
                    body.complete.push((kind.clone(), *period));
                }
                ClauseKind::Setting(name, value) => params.extend(self.setting(declared, item, name, value)),
                ClauseKind::Given(kind, literal) => {
                    self.kind(item.file, kind);
                    body.given.push((kind.clone(), literal.clone()));
                }
                ClauseKind::Expect(expect) => body.expect.push((expect.clone(), clause.span)),
                _ => {}
            }
        }
        if body.expect.is_empty() {
            self.problems.missing(item, "expect");
        }
        let at = At { file: item.file, span: item.keyword };
        Some(TExample { title: title.clone(), rule: rule.text.clone(), body, params, at })
    }

    /// A parameter as the example sets it.
    fn setting(&mut self, params: &[TParam], item: &Item, name: &Ident, value: &Expr) -> Option<(usize, TExpr)> {
        let Some((index, ty)) = self.param_named(&name.text) else {
            let known = self.value_names();
            let near = closest(&name.text, known.iter().map(String::as_str));
            self.problems.unknown(&codes::UNKNOWN_NAME, item.file, name, near);
            return None;
        };
        let value = self.constant(item.file, value, &ty);
        let param = params.get(index)?;
        self.settable(param, &value).then_some((index, value))
    }

    /// Adds the literals of a `records` item, before the example's own.
    fn group(&mut self, items: &[&Item], example: &Item, name: &Ident, body: &mut Example) {
        let groups = || items.iter().filter(|item| item.word == ItemWord::Records);
        let Some(group) = groups().find(|item| item.name().text == name.text) else {
            let near = closest(&name.text, groups().map(|item| item.name().text.as_str()));
            self.problems.unknown(&codes::UNKNOWN_NAME, example.file, name, near);
            return;
        };
        for clause in &group.clauses {
            if let ClauseKind::Given(kind, literal) = &clause.kind {
                self.kind(group.file, kind);
                body.given.push((kind.clone(), literal.clone()));
            }
        }
    }
}
