//! Judgement predicates and filings: what a person decided or handed in, on record.
//!
//! Both range over the records of one kind. A judgement counts only with a coded reason, an author and a date; free text
//! decides nothing. A filing counts when it is dated within its time.

use super::declare::Checker;
use super::expr::Scope;
use super::guard::{facts, field_ty};
use super::schema::name_of;
use super::texts::texts;
use super::typed::{At, Both, TExpr, TFiling, TJudgement, TKind, TRange, Ty, VarId};
use crate::lang::ast::{ClauseKind, CmpOp, Head, Ident, Item, Quantifier};
use crate::lang::codes;
use crate::lang::words::{ItemWord, Label};
use crate::model::{FieldId, FieldType, KindId, ListId, Name};
use crate::text::closest;

/// The records that a procedure is read from.
struct Records {
    kind: KindId,
    var: VarId,
    conds: Vec<TExpr>,
    at: At,
}

/// Name, title and parameters of a procedure.
type Heading = (Name, Both, Vec<(VarId, Ty)>);

impl Records {
    fn field(&self, checker: &Checker, field: FieldId) -> TExpr {
        let record = TExpr { kind: TKind::Var(self.var), ty: Ty::Record(self.kind), at: self.at };
        let ty = field_ty(checker.schema().field(self.kind, field).ty);
        TExpr { kind: TKind::Field(Box::new(record), field), ty, at: self.at }
    }

    fn truth(&self, kind: TKind) -> TExpr {
        TExpr { kind, ty: Ty::Truth, at: self.at }
    }

    fn recorded(&self, checker: &Checker, field: FieldId) -> TExpr {
        self.truth(TKind::Recorded(Box::new(self.field(checker, field))))
    }

    /// Some record meets the conditions and more.
    fn exists(&self, more: Vec<TExpr>) -> TExpr {
        let conds = self.conds.iter().cloned().chain(more).collect();
        let range = TRange { kind: self.kind, var: self.var, source: None, conds };
        self.truth(TKind::Quant(Quantifier::Exists, range))
    }
}

impl Checker<'_, '_> {
    pub(super) fn all_judgements(&mut self, items: &[&Item]) -> Vec<TJudgement> {
        let items = items.iter().filter(|item| item.word == ItemWord::Judgement);
        items.filter_map(|item| self.judgement(item)).collect()
    }

    pub(super) fn all_filings(&mut self, items: &[&Item]) -> Vec<TFiling> {
        let items = items.iter().filter(|item| item.word == ItemWord::Filing);
        items.filter_map(|item| self.filing(item)).collect()
    }

    fn judgement(&mut self, item: &Item) -> Option<TJudgement> {
        let mut scope = Scope::new(item.file);
        let (name, title, params) = self.procedure(&mut scope, item)?;
        let records = self.records(&mut scope, item)?;
        let kind = self.schema().kind(records.kind);
        let (Some([answer, reason, author]), Some(dated)) = (kind.decides, kind.dated) else {
            let args = [("kind", kind.name.en.clone()), ("kind_ja", kind.name.ja.clone())];
            self.problems.at(&codes::NOT_DECIDING, item.file, records.at.span, &args);
            return None;
        };
        let says = records.field(self, answer);
        let coded = self.coded_reason(item, &records, reason);
        let whole = [author, dated].map(|field| records.recorded(self, field));
        let all = std::iter::once(records.recorded(self, reason)).chain(whole.clone()).collect();
        let loose = records.truth(TKind::Not(Box::new(records.truth(TKind::And(all)))));
        let yes = [says.clone(), coded].into_iter().chain(whole).collect();
        let no = vec![records.truth(TKind::Not(Box::new(says)))];
        Some(TJudgement {
            name,
            title,
            params,
            loose: records.exists(vec![loose]),
            yes: records.exists(yes),
            no: records.exists(no),
        })
    }

    /// The reason is recorded, and one of those that count.
    fn coded_reason(&mut self, item: &Item, records: &Records, reason: FieldId) -> TExpr {
        let field = records.field(self, reason);
        let Some(ClauseKind::Names(names)) = item.clause(Label::Reasons).map(|clause| &clause.kind) else {
            return records.recorded(self, reason);
        };
        let Ty::Code(list) = field.ty else { return records.recorded(self, reason) };
        let codes = names.iter().filter_map(|name| self.code(item, list, name));
        let codes: Vec<TExpr> =
            codes.map(|code| TExpr { kind: TKind::Code(code), ty: Ty::Code(list), at: records.at }).collect();
        let set = TExpr { kind: TKind::Set(codes), ty: Ty::Coll(Box::new(Ty::Code(list))), at: records.at };
        records.truth(TKind::Cmp(CmpOp::In, Box::new(field), Box::new(set)))
    }

    fn code(&mut self, item: &Item, list: ListId, name: &Ident) -> Option<u16> {
        let found = self.schema().code_named(list, &name.text);
        if found.is_none() {
            let names = self.schema().list(list);
            let known = names.values.iter().flat_map(|value| [value.en.as_str(), &value.ja]);
            let near = closest(&name.text, known).map(str::to_owned);
            let args = [("list", names.name.en.clone()), ("list_ja", names.name.ja.clone())];
            self.problems.unknown_with(&codes::UNKNOWN_CODE, item.file, name, near.as_deref(), &args);
        }
        found
    }

    fn filing(&mut self, item: &Item) -> Option<TFiling> {
        let mut scope = Scope::new(item.file);
        let (name, title, params) = self.procedure(&mut scope, item)?;
        let opens = self.day(&mut scope, item, Label::Opens);
        let due = self.day(&mut scope, item, Label::Due);
        let records = self.records(&mut scope, item)?;
        let kind = self.schema().kind(records.kind);
        let Some(dated) = kind.dated.filter(|field| kind.fields.get(field.0 as usize).is_some_and(is_date)) else {
            let args = [("kind", kind.name.en.clone()), ("kind_ja", kind.name.ja.clone())];
            self.problems.at(&codes::NOT_DATED, item.file, records.at.span, &args);
            return None;
        };
        let Some(due) = due else {
            self.problems.missing(item, "due");
            return None;
        };
        let day = records.field(self, dated);
        let bound = |op, end: TExpr| records.truth(TKind::Cmp(op, Box::new(day.clone()), Box::new(end)));
        let mut bounds: Vec<TExpr> = opens.map(|opens| bound(CmpOp::Ge, opens)).into_iter().collect();
        bounds.push(bound(CmpOp::Le, due.clone()));
        Some(TFiling { name, title, params, found: records.exists(bounds), due })
    }

    fn day(&mut self, scope: &mut Scope, item: &Item, label: Label) -> Option<TExpr> {
        let Some(ClauseKind::Expr(expr)) = item.clause(label).map(|clause| &clause.kind) else { return None };
        let day = self.value(scope, expr, None);
        self.expect(&day, &Ty::Date);
        Some(day)
    }

    fn procedure(&mut self, scope: &mut Scope, item: &Item) -> Option<Heading> {
        let Head::Judgement(en, ja, params) = &item.head else { return None };
        let params = self.bind_params(scope, params);
        let (name, mut title) = (name_of(en, ja.as_ref()), texts(item, Label::Title));
        if title.ja.is_empty() {
            title = Both { ja: name.ja.clone(), en: name.en.replace('_', " ") };
        }
        Some((name, title, params))
    }

    /// `by j : KIND` and every `where`.
    fn records(&mut self, scope: &mut Scope, item: &Item) -> Option<Records> {
        let Some(clause) = item.clause(Label::By) else {
            self.problems.missing(item, "by");
            return None;
        };
        let ClauseKind::Bind(name, ty) = &clause.kind else { return None };
        let kind = self.kind(item.file, &ty.name)?;
        let var = scope.bind(name, Ty::Record(kind));
        let mut conds = Vec::new();
        for clause in item.all(Label::Where) {
            let ClauseKind::Expr(expr) = &clause.kind else { continue };
            let cond = self.truth(scope, expr);
            facts(&cond, true, &mut scope.guards);
            conds.push(cond);
        }
        Some(Records { kind, var, conds, at: At { file: item.file, span: clause.span } })
    }
}

fn is_date(field: &crate::model::Field) -> bool {
    field.ty == FieldType::Date && !field.list
}
