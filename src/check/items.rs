//! Bodies of definitions, parameters and pack headers.

use super::declare::{Checker, DefineState};
use super::expr::Scope;
use super::schema::name_of;
use super::texts::texts;
use super::typed::{Both, CheckedPack, TDefine, TExpr, TParam, Ty, VarId, WINDOW};
use crate::calendar::Day;
use crate::lang::ast::{ClauseKind, Expr, Force, Head, Ident, Item, TypeRef};
use crate::lang::codes;
use crate::lang::words::{ItemWord, Label};
use crate::limits;
use crate::model::Name;
use crate::text::FileId;

impl Checker<'_, '_> {
    /// Parameter types and result of a definition, which is checked now if it was not yet.
    pub(super) fn define_signature(&mut self, index: usize, file: FileId, name: &Ident) -> Option<(Vec<Ty>, Ty)> {
        if matches!(self.defines.get(index)?.state, DefineState::Checking) {
            self.problems.unknown(&codes::RECURSION, file, name, None);
            return None;
        }
        if self.checking >= limits::DEFINE_DEPTH {
            let args = [("limit", limits::DEFINE_DEPTH.to_string())];
            self.problems.at(&codes::TOO_DEEP, file, name.span, &args);
            return None;
        }
        self.checking += 1;
        self.check_define(index);
        self.checking -= 1;
        match &self.defines.get(index)?.state {
            DefineState::Done(done) => {
                Some((done.params.iter().map(|(_, ty)| ty.clone()).collect(), done.body.ty.clone()))
            }
            _ => None,
        }
    }

    pub(super) fn check_define(&mut self, index: usize) {
        let Some(slot) = self.defines.get_mut(index) else { return };
        if !matches!(slot.state, DefineState::Waiting) {
            return;
        }
        slot.state = DefineState::Checking;
        let (file, params, expr, name, partial) = (slot.file, slot.params, slot.body, slot.name.clone(), slot.partial);
        let mut scope = Scope::new(file);
        let params = self.bind_params(&mut scope, params);
        let body = self.value(&mut scope, expr, None);
        if partial {
            self.mergeable(file, &params, &body);
        }
        if let Some(slot) = self.defines.get_mut(index) {
            slot.state = DefineState::Done(Box::new(TDefine { name, params, body, partial }));
        }
    }

    /// A partial gives a condition, a number or a collection of values, and takes values.
    fn mergeable(&mut self, file: FileId, params: &[(VarId, Ty)], body: &TExpr) {
        let plain = |ty: &Ty| !matches!(ty, Ty::Coll(_) | Ty::Record(_) | Ty::Ratio | Ty::Duration(_) | Ty::Absent);
        let fits = match &body.ty {
            Ty::Truth | Ty::Number | Ty::Failed => true,
            Ty::Coll(inner) => plain(inner),
            _ => false,
        };
        if !fits || params.iter().any(|(_, ty)| !plain(ty)) {
            self.problems.at(&codes::NOT_MERGEABLE, file, body.at.span, &[]);
        }
    }

    pub(super) fn bind_params(&mut self, scope: &mut Scope, params: &[(Ident, TypeRef)]) -> Vec<(VarId, Ty)> {
        params
            .iter()
            .map(|(name, ty)| {
                let ty = self.ty(scope.file, ty);
                (scope.bind(name, ty.clone()), ty)
            })
            .collect()
    }

    pub(super) fn all_defines(&mut self) -> Vec<TDefine> {
        (0..self.defines.len()).for_each(|index| self.check_define(index));
        let done = self.defines.drain(..).filter_map(|slot| match slot.state {
            DefineState::Done(define) => Some(*define),
            _ => None,
        });
        done.collect()
    }

    pub(super) fn all_params(&mut self, items: &[&Item]) -> Vec<TParam> {
        let mut params = Vec::new();
        for item in items {
            let Head::Param(en, ja, _) = &item.head else { continue };
            let Some((_, ty)) = self.param_named(&en.text) else { continue };
            let mut values = Vec::new();
            for clause in item.all(Label::Value) {
                let ClauseKind::Value(force, expr) = &clause.kind else { continue };
                values.push((*force, self.constant(item.file, expr, &ty)));
            }
            let forces: Vec<Force> = values.iter().map(|(force, _)| *force).collect();
            self.no_overlap(item, &forces);
            if values.is_empty() {
                let args = [("name", en.text.clone())];
                self.problems.at(&codes::PARAM_GAP, item.file, en.span, &args);
            }
            let settable = match item.clause(Label::Settable).map(|clause| &clause.kind) {
                Some(ClauseKind::Choices(choices)) => {
                    let mut end = |expr| self.constant(item.file, expr, &ty);
                    choices.iter().map(|(from, to)| (end(from), to.as_ref().map(&mut end))).collect()
                }
                _ => Vec::new(),
            };
            let reading = texts(item, Label::Reading);
            params.push(TParam { name: name_of(en, ja.as_ref()), ty, values, settable, reading });
        }
        params
    }

    /// A value of a parameter: no variable is in scope.
    pub(super) fn constant(&mut self, file: FileId, expr: &Expr, ty: &Ty) -> TExpr {
        let value = self.value(&mut Scope::new(file), expr, Some(ty));
        self.expect(&value, ty);
        value
    }

    /// Two ranges of force that overlap.
    pub(super) fn no_overlap(&mut self, item: &Item, forces: &[Force]) {
        let mut sorted: Vec<&Force> = forces.iter().collect();
        sorted.sort_by_key(|force| force.from);
        let overlap = sorted.windows(2).any(|pair| match pair {
            [first, second] => first.to.is_none_or(|to| second.from <= to),
            _ => false,
        });
        if overlap {
            self.problems.at(&codes::VERSIONS_OVERLAP, item.file, item.name().span, &[]);
        }
    }

    pub(super) fn packs(&mut self, items: &[(usize, &Item)], count: usize) -> Vec<CheckedPack> {
        let packs = (0..count).map(|pack| header(items, pack).map_or_else(nameless, |item| self.pack(item)));
        packs.collect()
    }

    pub(super) fn pack(&mut self, item: &Item) -> CheckedPack {
        let name = match &item.head {
            Head::Named(en, ja) => name_of(en, ja.as_ref()),
            _ => Name::default(),
        };
        let version = match item.clause(Label::Version).map(|clause| &clause.kind) {
            Some(ClauseKind::Text(version)) => version.clone(),
            _ => String::new(),
        };
        let verified = match item.clause(Label::Verified).map(|clause| &clause.kind) {
            Some(ClauseKind::Date(date)) => Some(*date),
            _ => None,
        };
        let applies = match item.clause(Label::Applies).map(|clause| &clause.kind) {
            Some(ClauseKind::Expr(expr)) => {
                let mut scope = Scope::new(item.file);
                scope.vars.push(("anchor".to_owned(), WINDOW, Ty::Date));
                scope.vars.push(("起点".to_owned(), WINDOW, Ty::Date));
                Some(self.truth(&mut scope, expr))
            }
            _ => None,
        };
        CheckedPack { name, title: texts(item, Label::Title), version, verified, since: since(item), applies }
    }
}

/// A folder of rules without a header, as `-r` may give.
pub(super) fn nameless() -> CheckedPack {
    CheckedPack {
        name: Name::default(),
        title: Both::default(),
        version: String::new(),
        verified: None,
        since: None,
        applies: None,
    }
}

/// The header of a pack, where it has one.
pub(super) fn header<'i>(items: &[(usize, &'i Item)], pack: usize) -> Option<&'i Item> {
    items.iter().find(|(at, item)| *at == pack && item.word == ItemWord::Pack).map(|(_, item)| *item)
}

/// The day from which a pack's rules are in force that name none.
pub(super) fn since(header: &Item) -> Option<Day> {
    match header.clause(Label::Since).map(|clause| &clause.kind) {
        Some(ClauseKind::Date(date)) => Some(date.lo),
        _ => None,
    }
}
