//! Exceptions and overlaps: inside a rule, and joined to the rules they name.

use super::declare::Checker;
use super::expr::Scope;
use super::rules::{ALWAYS, VersionClauses, force_of, ids};
use super::texts::title;
use super::typed::{At, Both, SUBJECT, TException, TExpr, TKind, TRule, Ty, WINDOW};
use crate::lang::ast::{ClauseKind, Item};
use crate::lang::codes;
use crate::lang::words::{ItemWord, Label};
use crate::model::Verdict;
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
                citation: Both::default(),
                force: ALWAYS,
                when,
                effect: Verdict::Exempt,
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

    pub(super) fn exception_for(&mut self, item: &Item, rule: &TRule) -> Option<TException> {
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
        let Some(ClauseKind::Expr(when)) = item.clause(Label::When).map(|clause| &clause.kind) else {
            self.problems.missing(item, "when");
            return None;
        };
        let when = self.truth(&mut scope, when);
        Some(TException {
            id: item.name().text.clone(),
            title: title(item),
            citation: self.cites(item, item.clause(Label::Basis)),
            force: force_of(item).unwrap_or(ALWAYS),
            when,
            effect: self.effect(item),
            overlap: item.word == ItemWord::Suppress,
            at: Self::place(item),
        })
    }

    pub(super) fn effect(&mut self, item: &Item) -> Verdict {
        let Some(ClauseKind::Names(names)) = item.clause(Label::Effect).map(|clause| &clause.kind) else {
            return Verdict::Exempt;
        };
        let Some(name) = names.first() else { return Verdict::Exempt };
        match Verdict::named(&name.text) {
            Some(effect @ (Verdict::Exempt | Verdict::Judgement)) => effect,
            _ => {
                let near = closest(&name.text, ["exempt", "judgement", "除外", "要確認"]);
                self.problems.unknown(&codes::UNKNOWN_VERDICT, item.file, name, near);
                Verdict::Exempt
            }
        }
    }
}
