//! What violations cost, and records that show that a kind is not complete.

use super::declare::Checker;
use super::expr::Scope;
use super::rules::ids;
use super::texts::{texts, title};
use super::typed::{At, SUBJECT, TConsequence, TContradiction, TExpr, TRate, TRule, Ty, WINDOW};
use crate::lang::ast::{ClauseKind, Ident, Item, Texts};
use crate::lang::words::{ItemWord, Label};
use crate::model::Schema;

/// Every `consequence` item, in order of id.
pub(super) fn all(items: &[&Item], rules: &[TRule], checker: &mut Checker) -> Vec<TConsequence> {
    let items = items.iter().filter(|item| item.word == ItemWord::Consequence);
    let mut all: Vec<TConsequence> = items.filter_map(|item| checker.consequence(item, rules)).collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

/// Every `contradiction` item.
pub(super) fn contradictions(items: &[&Item], checker: &mut Checker) -> Vec<TContradiction> {
    let items = items.iter().filter(|item| item.word == ItemWord::Contradiction);
    items.filter_map(|item| checker.contradiction(item)).collect()
}

fn message_of(item: &Item) -> Option<&Texts> {
    match item.clause(Label::Message).map(|clause| &clause.kind) {
        Some(ClauseKind::Texts(texts)) => Some(texts),
        _ => None,
    }
}

impl Checker<'_, '_> {
    fn consequence(&mut self, item: &Item, rules: &[TRule]) -> Option<TConsequence> {
        let mut scope = self.root_scope(item);
        if let Some(ClauseKind::Bind(month, ty)) = item.clause(Label::Per).map(|clause| &clause.kind) {
            let ty = self.ty(item.file, ty);
            let at = At { file: item.file, span: month.span };
            self.expect(&TExpr { kind: super::typed::TKind::Failed, ty, at }, &Ty::Month);
            scope.vars.push((month.text.clone(), WINDOW, Ty::Month));
        }
        let when = match item.clause(Label::When).map(|clause| &clause.kind) {
            Some(ClauseKind::Expr(when)) => Some(self.truth(&mut scope, when)),
            _ => None,
        };
        let amount = match item.clause(Label::Amount).map(|clause| &clause.kind) {
            Some(ClauseKind::Expr(amount)) => {
                let amount = self.value(&mut scope, amount, None);
                self.expect(&amount, &Ty::Number);
                Some(amount)
            }
            _ => None,
        };
        let message = self.message(&mut scope, message_of(item));
        let months = [["failed", "不備の月"], ["cured", "解消の月"]].map(|names| {
            let var = scope.bind(&Ident { text: names[0].to_owned(), span: item.keyword }, Ty::Month);
            scope.vars.push((names[1].to_owned(), var, Ty::Month));
            var
        });
        let subject = match item.clause(Label::For).map(|clause| &clause.kind) {
            Some(ClauseKind::Bind(name, ty)) => {
                let kind = self.record_kind(item, ty);
                kind.map(|kind| (kind, scope.bind(name, Ty::Record(kind))))
            }
            _ => None,
        };
        if ids(item).is_empty() && item.clause(Label::Class).is_none() {
            self.problems.missing(item, "rules");
        }
        for id in ids(item).iter().filter(|id| !rules.iter().any(|rule| rule.id == id.text)) {
            self.unknown_rule(item, id, rules);
        }
        Some(TConsequence {
            id: item.name().text.clone(),
            title: title(item),
            citation: self.cites(item, item.clause(Label::Basis)),
            rules: ids(item).iter().map(|id| id.text.clone()).collect(),
            class: item.clause(Label::Class).and_then(|clause| self.class_named(item, clause)),
            when,
            from: self.month(&mut scope, item, Label::From),
            to: self.month(&mut scope, item, Label::To),
            months,
            subject,
            rates: self.rates(item),
            amount,
            unit: texts(item, Label::Unit),
            otherwise: texts(item, Label::Otherwise),
            message,
            at: Self::place(item),
        })
    }

    /// The case is the subject, under the names that the root has.
    fn root_scope(&mut self, item: &Item) -> Scope {
        let mut scope = Scope::new(item.file);
        scope.vars.push(("case".to_owned(), SUBJECT, Ty::Record(Schema::ROOT)));
        scope.vars.push(("事例".to_owned(), SUBJECT, Ty::Record(Schema::ROOT)));
        scope
    }

    fn month(&mut self, scope: &mut Scope, item: &Item, label: Label) -> Option<TExpr> {
        let Some(ClauseKind::Expr(expr)) = item.clause(label).map(|clause| &clause.kind) else { return None };
        let month = self.value(scope, expr, None);
        self.expect(&month, &Ty::Month);
        Some(month)
    }

    fn rates(&mut self, item: &Item) -> Vec<TRate> {
        let mut rates = Vec::new();
        for clause in item.all(Label::Rate) {
            let ClauseKind::Rate(rate) = &clause.kind else { continue };
            let value = self.value(&mut Scope::new(item.file), &rate.value, None);
            if value.ty != Ty::Number {
                self.expect(&value, &Ty::Ratio);
            }
            rates.push(TRate { from: rate.from, to: rate.to, force: rate.force, value });
        }
        if rates.is_empty() {
            self.problems.missing(item, "rate");
        }
        rates
    }

    fn contradiction(&mut self, item: &Item) -> Option<TContradiction> {
        let Some(ClauseKind::Names(names)) = item.clause(Label::Of).map(|clause| &clause.kind) else {
            self.problems.missing(item, "of");
            return None;
        };
        let kind = self.kind(item.file, names.first()?)?;
        let mut scope = self.root_scope(item);
        let Some(ClauseKind::Expr(when)) = item.clause(Label::When).map(|clause| &clause.kind) else {
            self.problems.missing(item, "when");
            return None;
        };
        let when = self.truth(&mut scope, when);
        let message = self.message(&mut scope, message_of(item));
        if message_of(item).is_none_or(|texts| texts.ja.is_none()) {
            self.problems.missing(item, "message");
        }
        Some(TContradiction { id: item.name().text.clone(), title: title(item), kind, when, message })
    }
}
