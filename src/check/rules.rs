//! Rules, rules applied mutatis mutandis, and exceptions.
//!
//! A rule's clauses before its first `version` are common; each version overrides them by label. `for`, `per` and `anchor`
//! are common by nature: the anchor decides the version. 準用 checks the applied rule's own syntax again with the subject
//! and the condition of the `apply` item, so that a derived rule has versions, exceptions and examples of its own.

use super::declare::{Checker, both, title};
use super::expr::Scope;
use super::typed::{At, Both, SUBJECT, TException, TExpr, TKind, TMessage, TPart, TRule, TVersion, Ty, WINDOW};
use crate::calendar::Day;
use crate::lang::ast::{Clause, ClauseKind, Expr, Force, Ident, Item, Texts, TypeRef};
use crate::lang::words::{ItemWord, Label};
use crate::lang::{TemplatePart, codes, parse_template};
use crate::model::{KindId, Schema, Verdict};
use crate::text::closest;

/// Everything in force always, for an exception inside a rule.
const ALWAYS: Force = Force { from: Day::MIN, to: None };

/// All rules, with their exceptions.
pub(super) fn all(items: &[(usize, &Item)], checker: &mut Checker) -> Vec<TRule> {
    let of = |word: ItemWord| items.iter().filter(move |(_, item)| item.word == word);
    let mut rules: Vec<TRule> = of(ItemWord::Rule).filter_map(|(pack, item)| checker.rule(*pack, item, None)).collect();
    for (pack, apply) in of(ItemWord::Apply) {
        for id in ids(apply) {
            let base = of(ItemWord::Rule).find(|(_, item)| item.name().text == id.text);
            match base {
                Some((_, base)) => rules.extend(checker.rule(*pack, base, Some(apply))),
                None => checker.unknown_rule(apply, id, &rules),
            }
        }
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    for (_, item) in of(ItemWord::Exception).chain(of(ItemWord::Suppress)) {
        checker.exception(item, &mut rules);
    }
    rules
}

fn ids(item: &Item) -> &[Ident] {
    match item.clause(Label::Rules).map(|clause| &clause.kind) {
        Some(ClauseKind::Names(ids)) => ids,
        _ => &[],
    }
}

/// The clauses of one version: its own, and the common ones whose label it does not override.
struct VersionClauses<'i> {
    force: Force,
    clauses: Vec<&'i Clause>,
}

impl<'i> VersionClauses<'i> {
    fn expr(&self, label: Label) -> Option<&'i Expr> {
        self.clauses.iter().find(|clause| clause.label == label).and_then(|clause| match &clause.kind {
            ClauseKind::Expr(expr) => Some(expr),
            _ => None,
        })
    }

    fn texts(&self, label: Label) -> Option<&'i Texts> {
        self.clauses.iter().find(|clause| clause.label == label).and_then(|clause| match &clause.kind {
            ClauseKind::Texts(texts) => Some(texts),
            _ => None,
        })
    }
}

fn versions(item: &Item) -> Vec<VersionClauses<'_>> {
    let is_version = |clause: &&Clause| clause.label == Label::Version;
    let first = item.clauses.iter().position(|clause| is_version(&clause)).unwrap_or(item.clauses.len());
    let (common, own) = item.clauses.split_at(first);
    if own.is_empty() {
        let force = force_of(item).unwrap_or(ALWAYS);
        return vec![VersionClauses { force, clauses: common.iter().collect() }];
    }
    let mut versions: Vec<VersionClauses> = Vec::new();
    for clause in own {
        match (&clause.kind, versions.last_mut()) {
            (ClauseKind::Force(force), _) if clause.label == Label::Version => {
                versions.push(VersionClauses { force: *force, clauses: Vec::new() });
            }
            (_, Some(version)) => version.clauses.push(clause),
            (_, None) => {}
        }
    }
    for version in &mut versions {
        let own: Vec<Label> = version.clauses.iter().map(|clause| clause.label).collect();
        version.clauses.extend(common.iter().filter(|clause| !own.contains(&clause.label)));
    }
    versions
}

fn force_of(item: &Item) -> Option<Force> {
    match item.clause(Label::Force).map(|clause| &clause.kind) {
        Some(ClauseKind::Force(force)) => Some(*force),
        _ => None,
    }
}

/// The common part of two ranges.
fn meet(a: Force, b: Force) -> Option<Force> {
    let to = match (a.to, b.to) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let from = a.from.max(b.from);
    to.is_none_or(|to| from <= to).then_some(Force { from, to })
}

impl Checker<'_, '_> {
    fn unknown_rule(&mut self, item: &Item, id: &Ident, rules: &[TRule]) {
        let near = closest(&id.text, rules.iter().map(|rule| rule.id.as_str()));
        self.problems.unknown(&codes::UNKNOWN_RULE, item.file, id, near);
    }

    fn rule(&mut self, pack: usize, item: &Item, apply: Option<&Item>) -> Option<TRule> {
        let mut scope = Scope::new(item.file);
        let subject = self.subject(&mut scope, item, apply)?;
        let per = self.per(&mut scope, item);
        let window = per.as_ref().map(|(_, ty)| ty.clone());
        let anchor = match item.clause(Label::Anchor).map(|clause| &clause.kind) {
            Some(ClauseKind::Expr(expr)) => {
                let anchor = self.value(&mut scope, expr, None);
                self.expect(&anchor, &Ty::Date);
                anchor
            }
            _ => {
                self.problems.missing(item, "anchor");
                return None;
            }
        };
        let within = apply.and_then(force_of).unwrap_or(ALWAYS);
        let mut checked = Vec::new();
        for version in versions(item) {
            let typed = self.version(&mut scope, item, apply, &version);
            if let (Some(mut typed), Some(force)) = (typed, meet(version.force, within)) {
                typed.force = force;
                checked.push(typed);
            }
        }
        self.no_overlap(item, &checked.iter().map(|version| version.force).collect::<Vec<_>>());
        checked.sort_by_key(|version| version.force.from);
        let (id, title) = self.identity(item, apply);
        let per = per.map(|(per, _)| per);
        Some(TRule { id, title, pack, subject, per, window, anchor, versions: checked, at: Self::place(item) })
    }

    fn identity(&self, item: &Item, apply: Option<&Item>) -> (String, Both) {
        let base = title(item);
        let Some(apply) = apply else { return (item.name().text.clone(), base) };
        let own = title(apply);
        let title = Both { ja: format!("{}：{}", own.ja, base.ja), en: format!("{}: {}", own.en, base.en) };
        (format!("{}/{}", apply.name().text, item.name().text), title)
    }

    /// Binds the subject under the rule's own name, and under the name that the `apply` item gives it.
    fn subject(&mut self, scope: &mut Scope, item: &Item, apply: Option<&Item>) -> Option<KindId> {
        let mut subject = None;
        for item in [Some(item), apply].into_iter().flatten() {
            match item.clause(Label::For).map(|clause| &clause.kind) {
                Some(ClauseKind::Bind(var, ty)) => {
                    let kind = self.record_kind(item, ty)?;
                    scope.vars.push((var.text.clone(), SUBJECT, Ty::Record(kind)));
                    subject = Some(kind);
                }
                _ if apply.is_none() => self.problems.missing(item, "for"),
                _ => {}
            }
        }
        subject
    }

    fn record_kind(&mut self, item: &Item, ty: &TypeRef) -> Option<KindId> {
        let root = self.schema().kind(Schema::ROOT).name.is(&ty.name.text);
        if root { Some(Schema::ROOT) } else { self.kind(item.file, &ty.name) }
    }

    fn per(&mut self, scope: &mut Scope, item: &Item) -> Option<(TExpr, Ty)> {
        let Some(ClauseKind::Per(var, expr)) = item.clause(Label::Per).map(|clause| &clause.kind) else {
            return None;
        };
        let typed = self.value(scope, expr, None);
        let ty = match &typed.ty {
            Ty::Coll(inner) => match **inner {
                Ty::Month | Ty::Interval | Ty::Text | Ty::Code(_) | Ty::Record(_) | Ty::Number | Ty::Failed => {
                    (**inner).clone()
                }
                _ => self.not_a_window(&typed),
            },
            Ty::Failed => Ty::Failed,
            _ => self.not_a_window(&typed),
        };
        scope.vars.push((var.text.clone(), WINDOW, ty.clone()));
        Some((typed, ty))
    }

    fn not_a_window(&mut self, typed: &TExpr) -> Ty {
        self.problems.at(&codes::NOT_A_WINDOW, typed.at.file, typed.at.span, &[]);
        Ty::Failed
    }

    fn version(
        &mut self,
        scope: &mut Scope,
        item: &Item,
        apply: Option<&Item>,
        version: &VersionClauses,
    ) -> Option<TVersion> {
        let kept = scope.guards.len();
        let filter = self.filter(scope, apply, version);
        let due = version.expr(Label::Due).map(|expr| {
            let due = self.value(scope, expr, None);
            self.expect(&due, &Ty::Date);
            due
        });
        let require = version.expr(Label::Require).map(|expr| self.truth(scope, expr));
        if require.is_none() {
            self.problems.missing(item, "require");
        }
        let exceptions = self.inner_exceptions(scope, item, version);
        let message = self.message(scope, version.texts(Label::Message));
        let remedy = self.message(scope, version.texts(Label::Do));
        let left = self.message(scope, version.texts(Label::Left));
        if message.ja.is_empty() {
            self.problems.missing(item, "message");
        }
        scope.guards.truncate(kept);
        Some(TVersion {
            force: version.force,
            citation: self.citation(item, apply, version),
            class: self.class(item, version)?,
            filter,
            due,
            require: require?,
            exceptions,
            message,
            remedy,
            left,
            undated: version.texts(Label::Undated).map(both).unwrap_or_default(),
        })
    }

    /// Every `where` clause must hold. 準用 replaces the first, which says which subjects the rule is for.
    fn filter(&mut self, scope: &mut Scope, apply: Option<&Item>, version: &VersionClauses) -> Option<TExpr> {
        let own = version.clauses.iter().filter(|clause| clause.label == Label::Where);
        let replaced = usize::from(apply.is_some());
        let mut conditions: Vec<(crate::text::FileId, &Clause)> =
            own.skip(replaced).map(|clause| (scope.file, *clause)).collect();
        if let Some((apply, clause)) = apply.and_then(|apply| Some((apply, apply.clause(Label::Where)?))) {
            conditions.insert(0, (apply.file, clause));
        }
        let mut typed = Vec::new();
        for (file, clause) in conditions {
            let ClauseKind::Expr(expr) = &clause.kind else { continue };
            let home = std::mem::replace(&mut scope.file, file);
            let condition = self.truth(scope, expr);
            scope.file = home;
            super::guard::facts(&condition, true, &mut scope.guards);
            typed.push(condition);
        }
        match typed.len() {
            0 | 1 => typed.pop(),
            _ => Some(TExpr { ty: Ty::Truth, at: typed.first()?.at, kind: TKind::And(typed) }),
        }
    }

    fn inner_exceptions(&mut self, scope: &mut Scope, item: &Item, version: &VersionClauses) -> Vec<TException> {
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

    fn class(&mut self, item: &Item, version: &VersionClauses) -> Option<usize> {
        let clause = version.clauses.iter().find(|clause| clause.label == Label::Class);
        let Some(ClauseKind::Names(names)) = clause.map(|clause| &clause.kind) else {
            self.problems.missing(item, "class");
            return None;
        };
        let name = names.first()?;
        let found = self.classes.iter().position(|(known, _)| known.is(&name.text));
        if found.is_none() {
            let known = self.classes.iter().flat_map(|(name, _)| [name.en.as_str(), &name.ja]);
            let near = closest(&name.text, known).map(str::to_owned);
            self.problems.unknown(&codes::UNKNOWN_CLASS, item.file, name, near.as_deref());
        }
        found
    }

    fn citation(&mut self, item: &Item, apply: Option<&Item>, version: &VersionClauses) -> Both {
        let clause = version.clauses.iter().copied().find(|clause| clause.label == Label::Basis);
        let base = self.cites(item, clause);
        let Some(apply) = apply else { return base };
        let own = self.cites(apply, apply.clause(Label::Basis));
        Both { ja: format!("{}（準用：{}）", own.ja, base.ja), en: format!("{} (applying {})", own.en, base.en) }
    }

    fn cites(&mut self, item: &Item, clause: Option<&Clause>) -> Both {
        let Some(ClauseKind::Cites(cites)) = clause.map(|clause| &clause.kind) else {
            self.problems.missing(item, "basis");
            return Both::default();
        };
        let (mut ja, mut en) = (Vec::new(), Vec::new());
        for cite in cites {
            match self.sources.get(&cite.source.text) {
                Some(source) => {
                    ja.push(format!("{} {}", source.ja, cite.ja));
                    en.push(format!("{} {}", source.en, cite.en));
                }
                None => {
                    let near = closest(&cite.source.text, self.sources.keys().map(String::as_str));
                    let near = near.map(str::to_owned);
                    self.problems.unknown(&codes::UNKNOWN_SOURCE, item.file, &cite.source, near.as_deref());
                }
            }
        }
        Both { ja: ja.join("・"), en: en.join("; ") }
    }

    /// A message in both languages; their placeholders must be the same values.
    fn message(&mut self, scope: &mut Scope, texts: Option<&Texts>) -> TMessage {
        let Some(texts) = texts else { return TMessage::default() };
        let mut parts = |text: &Option<(String, crate::text::Span)>| match text {
            Some((text, span)) => self.template(scope, text, *span),
            None => Vec::new(),
        };
        let (ja, en) = (parts(&texts.ja), parts(&texts.en));
        let values = |parts: &[TPart]| {
            let mut values: Vec<String> = parts.iter().filter_map(value_kind).collect();
            values.sort();
            values.dedup();
            values
        };
        if let (Some((_, span)), true) = (&texts.ja, texts.en.is_none() || values(&ja) != values(&en)) {
            self.problems.at(&codes::PLACEHOLDERS, scope.file, *span, &[]);
        }
        TMessage { ja, en }
    }

    fn template(&mut self, scope: &mut Scope, text: &str, span: crate::text::Span) -> Vec<TPart> {
        let Some(file) = self.problems.sources.get(scope.file) else { return Vec::new() };
        match parse_template(file, text, span) {
            Ok(parts) => parts
                .into_iter()
                .map(|part| match part {
                    TemplatePart::Text(text) => TPart::Text(text),
                    TemplatePart::Expr(expr) => TPart::Value(self.placeholder(scope, &expr)),
                })
                .collect(),
            Err(problems) => {
                self.problems.list.extend(problems);
                Vec::new()
            }
        }
    }

    /// A value in a message may be absent: it is then printed as such.
    fn placeholder(&mut self, scope: &mut Scope, expr: &Expr) -> TExpr {
        self.unguarded(scope, expr)
    }

    /// Joins an exception to every rule it names.
    fn exception(&mut self, item: &Item, rules: &mut [TRule]) {
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

    fn effect(&mut self, item: &Item) -> Verdict {
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

/// What a placeholder shows, without its place, so that two languages compare.
fn value_kind(part: &TPart) -> Option<String> {
    match part {
        TPart::Value(expr) => Some(super::guard::path(expr).unwrap_or_else(|| shape(expr))),
        TPart::Text(_) => None,
    }
}

fn shape(expr: &TExpr) -> String {
    match &expr.kind {
        TKind::Start(of) => format!("start({})", shape(of)),
        TKind::End(of) => format!("end({})", shape(of)),
        TKind::Call(builtin, args) => format!("{builtin:?}({})", args.iter().map(shape).collect::<Vec<_>>().join(",")),
        TKind::Define(index, args) => format!("d{index}({})", args.iter().map(shape).collect::<Vec<_>>().join(",")),
        TKind::View(of, from, _) => format!("{}[{}]", shape(of), from.0),
        _ => super::guard::path(expr).unwrap_or_else(|| format!("{:?}", expr.ty)),
    }
}
