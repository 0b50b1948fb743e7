//! Calls: definitions, builtins, judgement predicates, and the forms that take intervals.

use super::declare::Checker;
use super::expr::Scope;
use super::typed::{At, Partial, Shift, TExpr, TKind, Ty};
use crate::builtins::{self, Sig};
use crate::calendar::FirstDay;
use crate::lang::ast::{Arg, Expr, ExprKind, Ident, Unit};
use crate::lang::codes;
use crate::model::{NullMeaning, Schema};
use crate::text::closest;

/// Forms that are called like functions and take a word besides.
pub(super) const SPECIAL: [(&str, &str); 6] = [
    ("recorded", "記載あり"),
    ("filled_in", "記入あり"),
    ("months", "暦月"),
    ("runs", "連続暦月"),
    ("expiry", "満了日"),
    ("open_day", "開庁日"),
];

impl Checker<'_, '_> {
    pub(super) fn call(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        match name.text.as_str() {
            "recorded" | "記載あり" => self.recorded(scope, name, args, at),
            "filled_in" | "記入あり" => self.filled_in(scope, name, args, at),
            "months" | "暦月" => self.months(scope, name, args, at),
            "runs" | "連続暦月" => self.runs(scope, name, args, at),
            "expiry" | "満了日" => self.expiry(scope, name, args, at),
            "open_day" | "開庁日" => self.open_day(scope, name, args, at),
            other if self.periods_named(other).is_some() => self.periods(scope, name, args, at),
            other => match (self.define_named(other), builtins::named(other)) {
                (Some(index), _) => self.define_call(scope, index, name, args, at),
                (None, Some(row)) => self.builtin(scope, row, name, args, at),
                (None, None) => {
                    let known = self.function_names();
                    let near = closest(&name.text, known.iter().map(String::as_str));
                    self.problems.unknown(&codes::UNKNOWN_FUNCTION, scope.file, name, near);
                    TExpr { kind: TKind::Failed, ty: Ty::Failed, at }
                }
            },
        }
    }

    /// The plain arguments of a call, as many as are wanted.
    pub(super) fn plain<'e>(
        &mut self,
        scope: &Scope,
        name: &Ident,
        args: &'e [Arg],
        wanted: usize,
    ) -> Option<Vec<&'e Expr>> {
        let named = args.iter().find_map(|arg| arg.name.as_ref());
        if let Some(extra) = named {
            let problem = [("name", name.text.clone())];
            self.problems.at(&codes::ARGUMENT_NAME, scope.file, extra.span, &problem);
            return None;
        }
        if args.len() != wanted {
            let numbers = [("expected", wanted.to_string()), ("found", args.len().to_string())];
            let mut problem = vec![("name", name.text.clone())];
            problem.extend(numbers);
            self.problems.at(&codes::ARGUMENTS, scope.file, name.span, &problem);
            return None;
        }
        Some(args.iter().map(|arg| &arg.value).collect())
    }

    fn one_argument(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg]) -> Option<TExpr> {
        let expr = self.plain(scope, name, args, 1)?.first().copied()?;
        Some(self.expr(scope, expr, None))
    }

    pub(super) fn recorded(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let inner = self.one_argument(scope, name, args).map(Box::new);
        let kind = inner.map_or(TKind::Failed, TKind::Recorded);
        TExpr { kind, ty: Ty::Truth, at }
    }

    /// Only a field can be filled in: what is computed, and what is nested, is not a place on a form.
    fn filled_in(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let kind = match self.one_argument(scope, name, args) {
            Some(field) if self.is_blank_field(&field) => TKind::FilledIn(Box::new(field)),
            Some(TExpr { kind: TKind::Failed, .. }) | None => TKind::Failed,
            Some(other) => {
                self.problems.at(&codes::NOT_A_FIELD, scope.file, other.at.span, &[("name", name.text.clone())]);
                TKind::Failed
            }
        };
        TExpr { kind, ty: Ty::Truth, at }
    }

    /// Whether an empty place of the field says nothing of itself.
    fn is_blank_field(&self, expr: &TExpr) -> bool {
        let TKind::Field(of, id) = &expr.kind else { return false };
        matches!(of.ty, Ty::Record(kind) if self.schema.field(kind, *id).null == NullMeaning::NotRecorded)
    }

    /// The arguments without a name, and the word behind the one name that is known.
    fn worded(&mut self, name: &Ident, args: &[Arg], label: (&str, &str), at: At) -> (Vec<Arg>, Option<String>) {
        let (mut plain, mut word) = (Vec::new(), None);
        for arg in args {
            match (&arg.name, &arg.value.kind) {
                (None, _) => plain.push(arg.clone()),
                (Some(known), ExprKind::Name(value)) if known.text == label.0 || known.text == label.1 => {
                    word = Some(value.text.clone());
                }
                (Some(_), _) => {
                    let problem = [("name", name.text.clone())];
                    self.problems.at(&codes::ARGUMENT_NAME, at.file, at.span, &problem);
                }
            }
        }
        (plain, word)
    }

    /// What a word behind a name means; one that is missing or means nothing is said, with those that are known.
    fn meaning<T: Copy>(&mut self, label: &str, word: Option<&str>, known: &[(&str, &str, T)], at: At) -> Option<T> {
        let found = word.and_then(|word| known.iter().find(|(en, ja, _)| word == *en || word == *ja));
        if found.is_none() {
            let words: Vec<&str> = known.iter().flat_map(|(en, ja, _)| [*en, *ja]).collect();
            let args = [("name", label.to_owned()), ("words", words.join(" / "))];
            self.problems.at(&codes::ARGUMENT_WORD, at.file, at.span, &args);
        }
        found.map(|(.., meaning)| *meaning)
    }

    pub(super) fn months(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let (plain, word) = self.worded(name, args, ("partial", "端数"), at);
        let ty = Ty::Coll(Box::new(Ty::Month));
        let partial = self.meaning("partial", word.as_deref(), &PARTIALS, at);
        let of = self.plain(scope, name, &plain, 1).and_then(|of| of.first().copied());
        let kind = match (partial, of.map(|of| self.intervals(scope, of))) {
            (Some(partial), Some(of)) => TKind::Months(Box::new(of), partial),
            _ => TKind::Failed,
        };
        TExpr { kind, ty, at }
    }

    /// The periods of a table that intervals touch, or cover whole.
    fn periods(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let (plain, word) = self.worded(name, args, ("partial", "端数"), at);
        let ty = Ty::Coll(Box::new(Ty::Interval));
        let known = [("include", "含む", false), ("exclude", "除く", true)];
        let whole = self.meaning("partial", Some(word.as_deref().unwrap_or("include")), &known, at);
        let of = self.plain(scope, name, &plain, 1).and_then(|of| of.first().copied());
        let of = of.map(|of| self.intervals(scope, of));
        let kind = match (self.periods_named(&name.text), of, whole) {
            (Some(table), Some(of), Some(whole)) => TKind::Periods(Box::new(of), table, whole),
            _ => TKind::Failed,
        };
        TExpr { kind, ty, at }
    }

    fn expiry(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let (plain, word) = self.worded(name, args, ("first_day", "初日"), at);
        let known = [("excluded", "不算入", FirstDay::Excluded), ("included", "算入", FirstDay::Included)];
        let first = self.meaning("first_day", word.as_deref(), &known, at);
        let kind = match (self.plain(scope, name, &plain, 2).as_deref(), first) {
            (Some([trigger, span]), Some(first)) => {
                let trigger = self.value(scope, trigger, None);
                self.expect(&trigger, &Ty::Date);
                let span = self.value(scope, span, None);
                if !matches!(span.ty, Ty::Duration(_)) {
                    self.expect(&span, &Ty::Duration(Unit::Days));
                }
                TKind::Expiry(Box::new(trigger), Box::new(span), first)
            }
            _ => TKind::Failed,
        };
        TExpr { kind, ty: Ty::Date, at }
    }

    fn open_day(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let (plain, word) = self.worded(name, args, ("shift", "ずらす"), at);
        let known = [("next", "後", Shift::Next), ("previous", "前", Shift::Previous)];
        let shift = self.meaning("shift", word.as_deref(), &known, at);
        let kind = match (self.plain(scope, name, &plain, 2).as_deref(), shift) {
            (Some([day, table]), Some(shift)) => {
                let day = self.value(scope, day, None);
                self.expect(&day, &Ty::Date);
                match self.closed_table(scope, table) {
                    Some(table) => TKind::OpenDay(Box::new(day), table, shift),
                    None => TKind::Failed,
                }
            }
            _ => TKind::Failed,
        };
        TExpr { kind, ty: Ty::Date, at }
    }

    /// A table of closed days by its name.
    fn closed_table(&mut self, scope: &Scope, expr: &Expr) -> Option<usize> {
        let name = match &expr.kind {
            ExprKind::Name(name) => name.clone(),
            _ => Ident { text: String::new(), span: expr.span },
        };
        let found = self.closed_named(&name.text);
        if found.is_none() {
            let known: Vec<String> =
                self.closed.iter().flat_map(|table| [table.name.en.clone(), table.name.ja.clone()]).collect();
            let near = closest(&name.text, known.iter().map(String::as_str));
            self.problems.unknown(&codes::UNKNOWN_NAME, scope.file, &name, near);
        }
        found
    }

    pub(super) fn runs(&mut self, scope: &mut Scope, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let ty = Ty::Coll(Box::new(Ty::Interval));
        let kind = match self.plain(scope, name, args, 2).as_deref() {
            Some([length, of]) => {
                let length = self.value(scope, length, None);
                if length.ty != Ty::Duration(Unit::Months) {
                    self.expect(&length, &Ty::Number);
                }
                TKind::Runs(Box::new(length), Box::new(self.intervals(scope, of)))
            }
            _ => TKind::Failed,
        };
        TExpr { kind, ty, at }
    }

    pub(super) fn intervals(&mut self, scope: &mut Scope, expr: &Expr) -> TExpr {
        let typed = self.value(scope, expr, None);
        let fits = match &typed.ty {
            Ty::Interval => true,
            Ty::Coll(inner) => **inner == Ty::Interval,
            _ => false,
        };
        if !fits {
            self.expect(&typed, &Ty::Interval);
        }
        typed
    }

    pub(super) fn define_call(&mut self, scope: &mut Scope, index: usize, name: &Ident, args: &[Arg], at: At) -> TExpr {
        let failed = TExpr { kind: TKind::Failed, ty: Ty::Failed, at };
        let Some((params, result)) = self.define_signature(index, scope.file, name) else { return failed };
        let Some(args) = self.plain(scope, name, args, params.len()) else { return failed };
        let args = self.typed_args(scope, &args, &params);
        if !self.defines.get(index).is_some_and(|slot| slot.partial) {
            return TExpr { kind: TKind::Define(index, args), ty: result, at };
        }
        // Of a condition an office knows in how many cases it holds.
        let ty = if result == Ty::Truth { Ty::Number } else { result };
        TExpr { kind: TKind::Partial(index, args), ty, at }
    }

    pub(super) fn typed_args(&mut self, scope: &mut Scope, args: &[&Expr], params: &[Ty]) -> Vec<TExpr> {
        args.iter()
            .zip(params)
            .map(|(arg, ty)| {
                let typed = self.value(scope, arg, Some(ty));
                self.expect(&typed, ty);
                typed
            })
            .collect()
    }

    /// A judgement predicate or a filing.
    pub(super) fn procedure_call(
        &mut self,
        scope: &mut Scope,
        name: &Ident,
        args: &[Arg],
        at: At,
        make: fn(usize, Vec<TExpr>) -> TKind,
    ) -> TExpr {
        let failed = TExpr { kind: TKind::Failed, ty: Ty::Truth, at };
        let filing = !matches!(make(0, Vec::new()), TKind::Judged(..));
        let Some((index, params)) = self.procedure_named(&name.text, filing) else {
            let known = self.procedure_names(filing);
            let near = closest(&name.text, known.iter().map(String::as_str));
            self.problems.unknown(&codes::UNKNOWN_FUNCTION, scope.file, name, near);
            return failed;
        };
        let Some(args) = self.plain(scope, name, args, params.len()) else { return failed };
        let args = self.typed_args(scope, &args, &params);
        TExpr { kind: make(index, args), ty: Ty::Truth, at }
    }

    pub(super) fn builtin(
        &mut self,
        scope: &mut Scope,
        row: &builtins::Row,
        name: &Ident,
        args: &[Arg],
        at: At,
    ) -> TExpr {
        let failed = TExpr { kind: TKind::Failed, ty: sig_ty(row.result, None), at };
        let Some(args) = self.plain(scope, name, args, row.params.len()) else { return failed };
        let mut typed: Vec<TExpr> = Vec::new();
        for (arg, sig) in args.iter().zip(row.params) {
            let arg = self.value(scope, arg, None);
            if !fits(*sig, &arg.ty) {
                self.expect(&arg, &sig_ty(*sig, None));
            }
            typed.push(arg);
        }
        let ty = sig_ty(row.result, typed.first().map(|first| &first.ty));
        TExpr { kind: TKind::Call(row.id, typed), ty, at }
    }
}

/// Whether a type is one of those that a signature stands for.
fn fits(sig: Sig, ty: &Ty) -> bool {
    match (sig, ty) {
        (Sig::Record, Ty::Record(_)) | (Sig::Duration, Ty::Duration(_)) | (Sig::Any, Ty::Coll(_)) => true,
        (Sig::Nested, Ty::Coll(inner)) => matches!(**inner, Ty::Coll(_)),
        (sig, ty) => *ty == sig_ty(sig, None),
    }
}

pub(super) fn sig_ty(sig: Sig, first: Option<&Ty>) -> Ty {
    let inner = || match first {
        Some(Ty::Coll(inner)) => (**inner).clone(),
        _ => Ty::Failed,
    };
    match sig {
        Sig::Date => Ty::Date,
        Sig::Month => Ty::Month,
        Sig::Number => Ty::Number,
        Sig::Ratio => Ty::Ratio,
        Sig::Interval => Ty::Interval,
        Sig::Years => Ty::Duration(Unit::Years),
        Sig::Duration => Ty::Duration(Unit::Days),
        Sig::Dates => Ty::Coll(Box::new(Ty::Date)),
        Sig::Numbers => Ty::Coll(Box::new(Ty::Number)),
        Sig::Any => Ty::Coll(Box::new(Ty::Text)),
        Sig::Nested => Ty::Coll(Box::new(Ty::Coll(Box::new(Ty::Text)))),
        Sig::Member => inner(),
        Sig::Flat => Some(inner()).filter(|ty| matches!(ty, Ty::Coll(_))).unwrap_or(Ty::Failed),
        Sig::Record => first.cloned().unwrap_or(Ty::Record(Schema::ROOT)),
    }
}

/// How `months` treats a month that is covered in part.
const PARTIALS: [(&str, &str, Partial); 4] = [
    ("include", "含む", Partial::Include),
    ("exclude", "除く", Partial::Exclude),
    ("exclude_first", "開始のみ除く", Partial::ExcludeFirst),
    ("only_first", "開始のみ", Partial::OnlyFirst),
];
