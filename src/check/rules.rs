//! Rules, rules applied mutatis mutandis, and exceptions.
//!
//! A rule's clauses before its first `version` are common; each version overrides them by label. `for`, `per` and `anchor`
//! are common by nature: the anchor decides the version. 準用 checks the applied rule's own syntax again with the subject
//! and the condition of the `apply` item, so that a derived rule has versions, exceptions and examples of its own.

use super::declare::Checker;
use super::expr::Scope;
use super::texts::{both, title};
use super::typed::{At, Both, SUBJECT, TExpr, TKind, TRule, TVersion, Ty, WINDOW};
use crate::calendar::Day;
use crate::lang::ast::{Clause, ClauseKind, Expr, Force, Ident, Item, Texts, TypeRef};
use crate::lang::words::{ItemWord, Label};
use crate::lang::{codes, renamed_item};
use crate::model::{KindId, Schema};
use crate::text::closest;

/// Everything in force always, for an exception inside a rule.
pub(super) const ALWAYS: Force = Force { from: Day::MIN, to: None };

/// All rules, with their exceptions.
pub(super) fn all(items: &[(usize, &Item)], checker: &mut Checker) -> Vec<TRule> {
    let of = |word: ItemWord| items.iter().filter(move |(_, item)| item.word == word);
    let mut rules: Vec<TRule> = of(ItemWord::Rule).filter_map(|(pack, item)| checker.rule(*pack, item, None)).collect();
    let joining = [ItemWord::Apply, ItemWord::Exception, ItemWord::Suppress, ItemWord::Transition];
    for (_, item) in joining.into_iter().flat_map(of).filter(|(_, item)| ids(item).is_empty()) {
        checker.problems.missing(item, "rules");
    }
    for (pack, apply) in of(ItemWord::Apply) {
        for id in ids(apply) {
            let base = of(ItemWord::Rule).find(|(_, item)| item.name().text == id.text);
            match base {
                Some((_, base)) => rules.extend(checker.applied(*pack, base, apply)),
                None => checker.unknown_rule(apply, id, &rules),
            }
        }
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    for (_, item) in of(ItemWord::Exception).chain(of(ItemWord::Suppress)) {
        checker.exception(item, &mut rules);
    }
    for (_, item) in of(ItemWord::Transition) {
        checker.transition(item, &mut rules);
    }
    rules.iter().for_each(|rule| checker.clashes(rule));
    rules
}

pub(super) fn ids(item: &Item) -> &[Ident] {
    match item.clause(Label::Rules).map(|clause| &clause.kind) {
        Some(ClauseKind::Names(ids)) => ids,
        _ => &[],
    }
}

/// The clauses of one version: its own, and the common ones whose label it does not override.
pub(super) struct VersionClauses<'i> {
    pub(super) force: Force,
    pub(super) clauses: Vec<&'i Clause>,
}

impl<'i> VersionClauses<'i> {
    fn expr(&self, label: Label) -> Option<&'i Expr> {
        self.clauses.iter().find(|clause| clause.label == label).and_then(|clause| match &clause.kind {
            ClauseKind::Expr(expr) => Some(expr),
            _ => None,
        })
    }

    fn clause(&self, label: Label) -> Option<&'i Clause> {
        self.clauses.iter().copied().find(|clause| clause.label == label)
    }

    fn texts(&self, label: Label) -> Option<&'i Texts> {
        self.clauses.iter().find(|clause| clause.label == label).and_then(|clause| match &clause.kind {
            ClauseKind::Texts(texts) => Some(texts),
            _ => None,
        })
    }
}

fn versions(item: &Item, since: Force) -> Vec<VersionClauses<'_>> {
    let is_version = |clause: &&Clause| clause.label == Label::Version;
    let first = item.clauses.iter().position(|clause| is_version(&clause)).unwrap_or(item.clauses.len());
    let (common, own) = item.clauses.split_at(first);
    if own.is_empty() {
        let force = force_of(item).unwrap_or(since);
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

pub(super) fn force_of(item: &Item) -> Option<Force> {
    match item.clause(Label::Force).map(|clause| &clause.kind) {
        Some(ClauseKind::Force(force)) => Some(*force),
        _ => None,
    }
}

/// The common part of two ranges.
pub(super) fn meet(a: Force, b: Force) -> Option<Force> {
    let to = match (a.to, b.to) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let from = a.from.max(b.from);
    to.is_none_or(|to| from <= to).then_some(Force { from, to })
}

impl Checker<'_, '_> {
    pub(super) fn unknown_rule(&mut self, item: &Item, id: &Ident, rules: &[TRule]) {
        let near = closest(&id.text, rules.iter().map(|rule| rule.id.as_str()));
        self.problems.unknown(&codes::UNKNOWN_RULE, item.file, id, near);
    }

    /// A rule applied mutatis mutandis: its own text, with the names that are read as others.
    fn applied(&mut self, pack: usize, base: &Item, apply: &Item) -> Option<TRule> {
        let Some(ClauseKind::Pairs(pairs)) = apply.clause(Label::Substitute).map(|clause| &clause.kind) else {
            return self.rule(pack, base, Some(apply));
        };
        let read = |(from, to): &(Ident, Ident)| -> Vec<(String, String)> {
            self.spellings(&from.text).into_iter().map(|from| (from, to.text.clone())).collect()
        };
        self.reading = pairs.iter().flat_map(read).collect();
        let read = renamed_item(base, &self.reading);
        let rule = self.rule(pack, &read, Some(apply));
        self.reading.clear();
        rule
    }

    fn rule(&mut self, pack: usize, item: &Item, apply: Option<&Item>) -> Option<TRule> {
        let mut scope = Scope::new(item.file);
        let subject = self.subject(&mut scope, item, apply);
        if scope.vars.is_empty() {
            return None;
        }
        let per = self.per(&mut scope, item);
        let window = per.as_ref().map(|(_, ty)| ty.clone());
        let anchor = match item.clause(Label::Anchor).map(|clause| &clause.kind) {
            Some(ClauseKind::Expr(expr)) => {
                let anchor = self.value(&mut scope, expr, None);
                self.expect(&anchor, &Ty::Date);
                Some(anchor)
            }
            _ => {
                self.problems.missing(item, "anchor");
                None
            }
        };
        let within = apply.and_then(force_of).unwrap_or(ALWAYS);
        let mut checked = Vec::new();
        for version in versions(item, self.since(pack)) {
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
        let at = Self::place(item);
        let (subject, anchor, transitions) = (subject?, anchor?, Vec::new());
        Some(TRule { id, title, pack, subject, per, window, anchor, versions: checked, transitions, at })
    }

    /// When a rule is in force that does not say it: from the day that its pack names.
    fn since(&self, pack: usize) -> Force {
        Force { from: self.since.get(pack).copied().flatten().unwrap_or(Day::MIN), to: None }
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
                    let kind = self.record_kind(item, ty);
                    if let (Some(known), Some(kind)) = (subject, kind)
                        && known != kind
                    {
                        let at = At { file: item.file, span: ty.name.span };
                        let other = TExpr { kind: TKind::Failed, ty: Ty::Record(kind), at };
                        self.expect(&other, &Ty::Record(known));
                        return None;
                    }
                    scope.vars.push((var.text.clone(), SUBJECT, kind.map_or(Ty::Failed, Ty::Record)));
                    subject = kind;
                }
                _ if apply.is_none() => self.problems.missing(item, "for"),
                _ => {}
            }
        }
        subject
    }

    pub(super) fn record_kind(&mut self, item: &Item, ty: &TypeRef) -> Option<KindId> {
        let roots = [Some(Schema::ROOT), self.schema().office];
        let root = roots.into_iter().flatten().find(|root| self.schema().kind(*root).name.is(&ty.name.text));
        if root.is_some() {
            return root;
        }
        let id = self.kind(item.file, &ty.name)?;
        let kind = self.schema().kind(id);
        if kind.key.is_none() && kind.home.as_ref().is_some_and(|home| home.many) {
            let args = [("kind", kind.name.en.clone()), ("kind_ja", kind.name.ja.clone())];
            self.problems.at(&codes::NO_KEY, item.file, ty.name.span, &args);
        }
        Some(id)
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
        let remedy = self.remedy(scope.file, version.clause(Label::Remedy));
        let to_do = self.message(scope, version.texts(Label::Do));
        let left = self.message(scope, version.texts(Label::Left));
        if version.texts(Label::Message).is_none_or(|texts| texts.ja.is_none()) {
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
            to_do,
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

    fn class(&mut self, item: &Item, version: &VersionClauses) -> Option<usize> {
        let clause = version.clauses.iter().copied().find(|clause| clause.label == Label::Class);
        if clause.is_none() {
            self.problems.missing(item, "class");
        }
        self.class_named(item, clause?)
    }

    /// The class that a clause names.
    pub(super) fn class_named(&mut self, item: &Item, clause: &Clause) -> Option<usize> {
        let ClauseKind::Names(names) = &clause.kind else { return None };
        let name = names.first()?;
        let found = self.classes.iter().position(|(known, _)| known.is(&name.text));
        if found.is_none() {
            let known = self.classes.iter().flat_map(|(name, _)| [name.en.as_str(), &name.ja]);
            let near = closest(&name.text, known).map(str::to_owned);
            self.problems.unknown(&codes::UNKNOWN_CLASS, item.file, name, near.as_deref());
        }
        found
    }
}
