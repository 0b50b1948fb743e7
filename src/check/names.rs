//! Names, paths and ranges: what a word means where it stands.

use super::declare::Checker;
use super::expr::Scope;
use super::guard::{facts, field_ty};
use super::schema::list_named;
use super::typed::{At, TExpr, TKind, TRange, Ty};
use super::types;
use crate::lang::ast::{Expr, ExprKind, Ident, Range};
use crate::lang::codes;
use crate::model::{Kind, KindId, ListId, Name, Schema};
use crate::text::{FileId, closest, fold};

impl Checker<'_, '_> {
    pub(super) fn is_root(&self, name: &Ident) -> bool {
        let root = self.schema().kinds.first();
        matches!(name.text.as_str(), "case" | "事例") || root.is_some_and(|root| root.name.is(&name.text))
    }

    pub(super) fn each_value(&mut self, scope: &mut Scope, var: &Ident, coll: &Expr, body: &Expr, at: At) -> TExpr {
        let collection = self.value(scope, coll, None);
        let inner = match &collection.ty {
            Ty::Coll(inner) => (**inner).clone(),
            Ty::Failed => Ty::Failed,
            other => {
                self.expect(&collection, &Ty::Coll(Box::new(other.clone())));
                Ty::Failed
            }
        };
        let id = scope.bind(var, inner.clone());
        let body = Box::new(self.truth(scope, body));
        scope.vars.pop();
        let kind = match (collection.kind, inner) {
            (TKind::Child(of, kind), Ty::Record(_)) => {
                let range = TRange { kind, var: id, source: Some(of), conds: Vec::new() };
                TKind::EachRecord(range, body)
            }
            (kind, _) => TKind::EachValue(id, Box::new(TExpr { kind, ty: collection.ty, at: collection.at }), body),
        };
        TExpr { kind, ty: Ty::Truth, at }
    }

    /// The values of an expression over the members of a collection that meet a condition.
    pub(super) fn collect_values(
        &mut self,
        scope: &mut Scope,
        value: &Expr,
        (var, of, cond): (&Ident, &Expr, Option<&Expr>),
        at: At,
    ) -> TExpr {
        let collection = self.value(scope, of, None);
        let inner = match &collection.ty {
            Ty::Coll(inner) => (**inner).clone(),
            Ty::Failed => Ty::Failed,
            other => {
                self.expect(&collection, &Ty::Coll(Box::new(other.clone())));
                Ty::Failed
            }
        };
        let id = scope.bind(var, inner);
        let kept = scope.guards.len();
        let cond = cond.map(|cond| {
            let cond = self.truth(scope, cond);
            facts(&cond, true, &mut scope.guards);
            Box::new(cond)
        });
        let value = Box::new(self.value(scope, value, None));
        scope.guards.truncate(kept);
        scope.vars.pop();
        let ty = Ty::Coll(Box::new(value.ty.clone()));
        TExpr { kind: TKind::CollectValues(value, id, Box::new(collection), cond), ty, at }
    }

    /// A name in every spelling of what it may stand for: a kind, a field, a code, or what a definition names.
    pub(super) fn spellings(&self, name: &str) -> Vec<String> {
        let schema = self.schema();
        let members = |kind: &'_ Kind| -> Vec<Name> {
            let fields = kind.fields.iter().map(|field| &field.name);
            let homes = kind.home.iter().map(|home| &home.key);
            let views = kind.views.iter().map(|view| &view.name);
            fields.chain(views).chain(homes).chain([&kind.name]).cloned().collect()
        };
        let lists = schema.lists.iter().flat_map(|list| list.values.iter().chain([&list.name]).cloned());
        let of_schema = schema.kinds.iter().flat_map(members).chain(lists);
        let named = self.params.iter().map(|(name, _)| name).chain(self.defines.iter().map(|slot| &slot.name));
        let named = named.chain(self.judgements.iter().chain(&self.filings).map(|(name, _)| name));
        let tables = self.periods.iter().map(|table| &table.name).chain(self.closed.iter().map(|table| &table.name));
        let all = of_schema.chain(named.chain(tables).cloned()).filter(|known| known.is(name));
        all.flat_map(|known| [fold(&known.ja), known.en]).chain([name.to_owned()]).collect()
    }

    /// A range with its conditions; `inner` is checked where the variable and the conditions' guards are known.
    pub(super) fn range<T>(
        &mut self,
        scope: &mut Scope,
        range: &Range,
        inner: impl FnOnce(&mut Self, &mut Scope) -> T,
    ) -> (Option<TRange>, T) {
        let kind = self.kind(scope.file, &range.kind);
        let source = range.source.as_ref().and_then(|source| self.source(scope, source, kind));
        let var = scope.bind(&range.var, kind.map_or(Ty::Failed, Ty::Record));
        let kept = scope.guards.len();
        let mut conds = Vec::new();
        for cond in &range.conds {
            let cond = self.truth(scope, cond);
            facts(&cond, true, &mut scope.guards);
            conds.push(cond);
        }
        let result = inner(self, scope);
        scope.guards.truncate(kept);
        scope.vars.pop();
        (kind.map(|kind| TRange { kind, var, source, conds }), result)
    }

    /// The record whose nested list is meant.
    pub(super) fn source(&mut self, scope: &mut Scope, source: &Expr, kind: Option<KindId>) -> Option<Box<TExpr>> {
        let typed = self.expr(scope, source, None);
        match typed.kind {
            TKind::Child(of, child) if kind.is_none_or(|kind| kind == child) => Some(of),
            _ => {
                let wanted = kind.map_or(Ty::Failed, |kind| Ty::Coll(Box::new(Ty::Record(kind))));
                // A collection of the right records is no list: what it would be ranged over for is not what it holds.
                if self.expect(&typed, &wanted) && ![&typed.ty, &wanted].contains(&&Ty::Failed) {
                    let (found_ja, found) = types::words(&typed.ty, self.schema());
                    let (ja, en) = ("記録の中の一覧".to_owned(), "a list nested in a record".to_owned());
                    let args = [("expected", en), ("expected_ja", ja), ("found", found), ("found_ja", found_ja)];
                    self.problems.at(&codes::TYPE, typed.at.file, typed.at.span, &args);
                }
                None
            }
        }
    }

    pub(super) fn kind(&mut self, file: FileId, name: &Ident) -> Option<KindId> {
        let found = self.schema().kind_named(&name.text);
        if found.is_none() {
            let schema = self.schema();
            let known = schema.kinds.iter().flat_map(|kind| [kind.name.en.as_str(), &kind.name.ja]);
            let near = closest(&name.text, known).map(str::to_owned);
            self.problems.unknown(&codes::UNKNOWN_KIND, file, name, near.as_deref());
        }
        found
    }

    pub(super) fn name(&mut self, scope: &mut Scope, name: &Ident, expected: Option<&Ty>, at: At) -> TExpr {
        let make = |kind: TKind, ty: Ty| TExpr { kind, ty, at };
        if let Some((var, ty)) = scope.var(&name.text) {
            return make(TKind::Var(var), ty);
        }
        if self.is_root(name) {
            return make(TKind::Root, Ty::Record(Schema::ROOT));
        }
        if let Some(Ty::Code(list)) = expected
            && let Some(code) = self.schema().code_named(*list, &name.text)
        {
            return make(TKind::Code(code), Ty::Code(*list));
        }
        if let Some((index, ty)) = self.param_named(&name.text) {
            return make(TKind::Param(index), ty);
        }
        if let Some(index) = self.define_named(&name.text) {
            return self.define_call(scope, index, name, &[], at);
        }
        if let Some(Ty::Code(list)) = expected {
            self.unknown_code(scope, *list, name);
            return make(TKind::Failed, Ty::Failed);
        }
        // What it is compared with failed already, so what it should be is not known.
        let explained =
            matches!(expected, Some(Ty::Failed)) || matches!(expected, Some(Ty::Coll(inner)) if **inner == Ty::Failed);
        if explained {
            return make(TKind::Failed, Ty::Failed);
        }
        let known: Vec<String> = scope.vars.iter().map(|(name, ..)| name.clone()).chain(self.value_names()).collect();
        let near = closest(&name.text, known.iter().map(String::as_str));
        self.problems.unknown(&codes::UNKNOWN_NAME, scope.file, name, near);
        make(TKind::Failed, Ty::Failed)
    }

    /// `LIST.code`: a code by its list, where nothing beside it says which list is meant.
    fn listed_code(&mut self, scope: &Scope, of: &Expr, member: &Ident, at: At) -> Option<TExpr> {
        let ExprKind::Name(name) = &of.kind else { return None };
        let is_value = scope.var(&name.text).is_some() || self.is_root(name) || self.param_named(&name.text).is_some();
        if is_value || self.define_named(&name.text).is_some() {
            return None;
        }
        let list = list_named(self.schema(), &name.text)?;
        let Some(code) = self.schema().code_named(list, &member.text) else {
            self.unknown_code(scope, list, member);
            return Some(TExpr { kind: TKind::Failed, ty: Ty::Failed, at });
        };
        Some(TExpr { kind: TKind::Code(code), ty: Ty::Code(list), at })
    }

    fn unknown_code(&mut self, scope: &Scope, list: ListId, name: &Ident) {
        let names = self.schema().list(list);
        let known = names.values.iter().flat_map(|value| [value.en.as_str(), &value.ja]);
        let near = closest(&name.text, known).map(str::to_owned);
        let args = [("list", names.name.en.clone()), ("list_ja", names.name.ja.clone())];
        self.problems.unknown_with(&codes::UNKNOWN_CODE, scope.file, name, near.as_deref(), &args);
    }

    pub(super) fn access(&mut self, scope: &mut Scope, of: &Expr, member: &Ident, at: At) -> TExpr {
        if let Some(code) = self.listed_code(scope, of, member, at) {
            return code;
        }
        let of = self.value(scope, of, None);
        let failed = TExpr { kind: TKind::Failed, ty: Ty::Failed, at };
        match of.ty.clone() {
            Ty::Failed => failed,
            Ty::Interval | Ty::Month => match member.text.as_str() {
                "start" | "始日" => TExpr { kind: TKind::Start(Box::new(of)), ty: Ty::Date, at },
                "end" | "末日" => TExpr { kind: TKind::End(Box::new(of)), ty: Ty::Date, at },
                _ => {
                    let (ja, en) = types::words(&of.ty, self.schema());
                    let args = [("kind", en), ("kind_ja", ja)];
                    let near = closest(&member.text, ["start", "end", "始日", "末日"]);
                    self.problems.unknown_with(&codes::UNKNOWN_FIELD, scope.file, member, near, &args);
                    failed
                }
            },
            Ty::Record(kind) => self.member(scope, of, kind, member, at).unwrap_or(failed),
            other => {
                let (ja, en) = types::words(&other, self.schema());
                let args = [("kind", en), ("kind_ja", ja)];
                self.problems.unknown_with(&codes::UNKNOWN_FIELD, scope.file, member, None, &args);
                failed
            }
        }
    }

    pub(super) fn member(&mut self, scope: &Scope, of: TExpr, kind: KindId, member: &Ident, at: At) -> Option<TExpr> {
        let schema = self.schema();
        let declared = schema.kind(kind);
        let of = Box::new(of);
        if let Some((id, field)) = declared.field(&member.text) {
            let ty = field_ty(field.ty);
            let ty = if field.list { Ty::Coll(Box::new(ty)) } else { ty };
            return Some(TExpr { kind: TKind::Field(of, id), ty, at });
        }
        if let Some(view) = declared.views.iter().find(|view| view.name.is(&member.text)) {
            return Some(TExpr { kind: TKind::View(of, view.start, view.end), ty: Ty::Interval, at });
        }
        if let Some(child) = schema.child_named(kind, &member.text) {
            let many = schema.kind(child).home.as_ref().is_some_and(|home| home.many);
            let ty = if many { Ty::Coll(Box::new(Ty::Record(child))) } else { Ty::Record(child) };
            return Some(TExpr { kind: TKind::Child(of, child), ty, at });
        }
        if matches!(member.text.as_str(), "parent" | "親")
            && let Some(home) = &declared.home
        {
            return Some(TExpr { ty: Ty::Record(home.parent), kind: TKind::Parent(of), at });
        }
        let fields = declared.fields.iter().map(|field| &field.name);
        let views = declared.views.iter().map(|view| &view.name);
        let keys = declared.children.iter().filter_map(|child| schema.kind(*child).home.as_ref()).map(|home| &home.key);
        let known = fields.chain(views).chain(keys).flat_map(|name| [name.en.as_str(), &name.ja]);
        let near = closest(&member.text, known).map(str::to_owned);
        let args = [("kind", declared.name.en.clone()), ("kind_ja", declared.name.ja.clone())];
        self.problems.unknown_with(&codes::UNKNOWN_FIELD, scope.file, member, near.as_deref(), &args);
        None
    }
}
