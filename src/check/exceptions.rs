//! Exceptions, overlaps and transitional clauses: inside a rule, and joined to the rules they name.

use super::declare::Checker;
use super::expr::Scope;
use super::guard::facts;
use super::rules::{ALWAYS, VersionClauses, force_of, ids, meet};
use super::texts::title;
use super::typed::{At, Both, Effect, SUBJECT, TException, TExpr, TKind, TRule, TTransition, Ty, WINDOW, same_shape};
use crate::lang::ast::{ClauseKind, Item};
use crate::lang::codes;
use crate::lang::words::{ItemWord, Label};
use crate::text::closest;

impl Checker<'_, '_> {
    pub(super) fn inner_exceptions(
        &mut self,
        scope: &mut Scope,
        item: &Item,
        version: &VersionClauses,
    ) -> Vec<TException> {
        let mut exceptions = Vec::new();
        for clause in &version.clauses {
            let ClauseKind::Unless(name, title, expr) = &clause.kind else { continue };
            let when = self.truth(scope, expr);
            exceptions.push(TException {
                id: name.text.clone(),
                title: Both { ja: title.clone(), en: name.text.replace('_', " ") },
                citation: Vec::new(),
                force: ALWAYS,
                when,
                effect: Effect::Exempt,
                replacement: None,
                overlap: false,
                at: At { file: item.file, span: clause.span },
            });
        }
        exceptions
    }

    /// Joins an exception to every rule it names.
    pub(super) fn exception(&mut self, item: &Item, rules: &mut [TRule]) {
        let known: Vec<String> = rules.iter().map(|rule| rule.id.clone()).collect();
        for id in ids(item) {
            let Some(rule) = rules.iter_mut().find(|rule| rule.id == id.text) else {
                let near = closest(&id.text, known.iter().map(String::as_str));
                self.problems.unknown(&codes::UNKNOWN_RULE, item.file, id, near);
                continue;
            };
            if let Some(exception) = self.exception_for(item, rule) {
                for version in &mut rule.versions {
                    version.exceptions.push(exception.clone());
                }
            }
        }
    }

    fn exception_for(&mut self, item: &Item, rule: &TRule) -> Option<TException> {
        let mut scope = self.duty_scope(item, rule)?;
        let Some(ClauseKind::Expr(when)) = item.clause(Label::When).map(|clause| &clause.kind) else {
            self.problems.missing(item, "when");
            return None;
        };
        let when = self.truth(&mut scope, when);
        facts(&when, true, &mut scope.guards);
        let effect = self.effect(item);
        Some(TException {
            id: item.name().text.clone(),
            title: title(item),
            citation: self.cites(item, item.clause(Label::Basis)),
            force: force_of(item).unwrap_or(ALWAYS),
            when,
            effect,
            replacement: self.replacement(item, effect, &mut scope),
            overlap: item.word == ItemWord::Suppress,
            at: Self::place(item),
        })
    }

    /// The subject and the window of the rule, under the names that the item gives them.
    fn duty_scope(&mut self, item: &Item, rule: &TRule) -> Option<Scope> {
        let mut scope = Scope::new(item.file);
        for (label, var, ty) in
            [(Label::For, SUBJECT, Some(Ty::Record(rule.subject))), (Label::Per, WINDOW, rule.window.clone())]
        {
            let Some(ClauseKind::Bind(name, written)) = item.clause(label).map(|clause| &clause.kind) else {
                continue;
            };
            let found = match label {
                Label::For => Ty::Record(self.record_kind(item, written)?),
                _ => self.ty(item.file, written),
            };
            let at = At { file: item.file, span: written.name.span };
            let typed = TExpr { kind: TKind::Failed, ty: found.clone(), at };
            self.expect(&typed, &ty.unwrap_or(Ty::Truth));
            scope.vars.push((name.text.clone(), var, found));
        }
        Some(scope)
    }

    /// What stands in place of the rule's requirement: needed with `replace`, and with nothing else.
    fn replacement(&mut self, item: &Item, effect: Effect, scope: &mut Scope) -> Option<(TExpr, Option<TExpr>)> {
        let require = item.clause(Label::Require);
        match (effect, require) {
            (Effect::Replace, None) => self.problems.missing(item, "require"),
            (Effect::Exempt | Effect::Judgement, Some(clause)) => {
                self.problems.at(&codes::NOT_REPLACING, item.file, clause.label_span, &[]);
            }
            _ => {}
        }
        let ClauseKind::Expr(require) = &require?.kind else { return None };
        let require = self.truth(scope, require);
        let due = match item.clause(Label::Due).map(|clause| &clause.kind) {
            Some(ClauseKind::Expr(expr)) => {
                let due = self.value(scope, expr, None);
                self.expect(&due, &Ty::Date);
                Some(due)
            }
            _ => None,
        };
        Some((require, due))
    }

    fn effect(&mut self, item: &Item) -> Effect {
        let Some(ClauseKind::Names(names)) = item.clause(Label::Effect).map(|clause| &clause.kind) else {
            return Effect::Exempt;
        };
        let Some(name) = names.first() else { return Effect::Exempt };
        self.problems.one_of(&codes::UNKNOWN_EFFECT, item.file, name, &EFFECTS).unwrap_or(Effect::Exempt)
    }

    /// Joins a transitional clause to every rule it names.
    pub(super) fn transition(&mut self, item: &Item, rules: &mut [TRule]) {
        let known: Vec<String> = rules.iter().map(|rule| rule.id.clone()).collect();
        for id in ids(item) {
            let Some(rule) = rules.iter_mut().find(|rule| rule.id == id.text) else {
                let near = closest(&id.text, known.iter().map(String::as_str));
                self.problems.unknown(&codes::UNKNOWN_RULE, item.file, id, near);
                continue;
            };
            if let Some(transition) = self.transition_for(item, rule) {
                rule.transitions.push(transition);
            }
        }
    }

    fn transition_for(&mut self, item: &Item, rule: &TRule) -> Option<TTransition> {
        let mut scope = self.duty_scope(item, rule)?;
        let when = match item.clause(Label::When).map(|clause| &clause.kind) {
            Some(ClauseKind::Expr(when)) => Some(self.truth(&mut scope, when)),
            _ => None,
        };
        let Some(ClauseKind::Date(law_of)) = item.clause(Label::LawOf).map(|clause| &clause.kind) else {
            self.problems.missing(item, "law_of");
            return None;
        };
        Some(TTransition {
            id: item.name().text.clone(),
            title: title(item),
            citation: self.cites(item, item.clause(Label::Basis)),
            force: force_of(item).unwrap_or(ALWAYS),
            when,
            law_of: law_of.lo,
            at: Self::place(item),
        })
    }

    /// Two exceptions that hold in the same cases and do different things: both places.
    pub(super) fn clashes(&mut self, rule: &TRule) {
        for version in &rule.versions {
            for (at, first) in version.exceptions.iter().enumerate() {
                for second in version.exceptions.iter().skip(at + 1) {
                    if first.effect != second.effect
                        && meet(first.force, second.force).is_some()
                        && is_same(first, second)
                    {
                        let places = ((first.at.file, first.at.span), (second.at.file, second.at.span));
                        self.problems.clash(&rule.id, places.0, places.1);
                    }
                }
            }
        }
    }
}

/// Effects by name.
const EFFECTS: [(&str, &str, Effect); 3] = [
    ("exempt", "除外", Effect::Exempt),
    ("judgement", "要確認", Effect::Judgement),
    ("replace", "代替", Effect::Replace),
];

/// Whether two conditions are the same text of the same values.
fn is_same(first: &TException, second: &TException) -> bool {
    same_shape(&first.when, &second.when)
}
