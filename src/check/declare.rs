//! What is declared by name: packs, classes, words, sources, parameters, definitions, judgements; and the order in which
//! everything is checked.

use super::expr::Scope;
use super::schema::{list_named, name_of, type_names};
use super::typed::{At, Both, Checked, CheckedPack, SUBJECT, TDefine, TExpr, TJudgement, TParam, Ty, VarId, WINDOW};
use super::{Problems, examples, rules, schema};
use crate::lang::ast::{ClauseKind, Expr, Force, Head, Ident, Item, Texts, TypeRef, Unit};
use crate::lang::codes;
use crate::lang::words::{ItemWord, Label};
use crate::model::{Display, FindingClass, Name, Schema, Verdict, VerdictWord};
use crate::text::{FileId, Span, closest};
use std::collections::BTreeMap;

/// A definition and how far its check has come.
struct DefineSlot<'i> {
    name: Name,
    file: FileId,
    params: &'i [(Ident, TypeRef)],
    body: &'i Expr,
    state: DefineState,
}

enum DefineState {
    Waiting,
    Checking,
    Done(Box<TDefine>),
}

/// Everything that expressions may name, and the diagnostics.
pub(super) struct Checker<'p, 'a> {
    pub(super) problems: &'p mut Problems<'a>,
    schema: &'p Schema,
    params: Vec<(Name, Ty)>,
    defines: Vec<DefineSlot<'p>>,
    judgements: Vec<(Name, Vec<Ty>)>,
    pub(super) sources: BTreeMap<String, Both>,
    pub(super) classes: Vec<(Name, FindingClass)>,
}

/// Checks all items.
pub(super) fn all(items: &[(usize, &Item)], packs: usize, problems: &mut Problems) -> Checked {
    let flat: Vec<&Item> = items.iter().map(|(_, item)| *item).collect();
    distinct_names(&flat, problems);
    let schema = schema::build(&flat, problems);
    if schema.kinds.is_empty() {
        return Checked::default();
    }
    let mut checker = Checker {
        problems,
        schema: &schema,
        params: Vec::new(),
        defines: Vec::new(),
        judgements: Vec::new(),
        sources: sources(&flat),
        classes: classes(&flat),
    };
    checker.heads(&flat);
    let mut checked = Checked {
        display: display(&flat, &checker.classes, &schema),
        classes: checker.classes.iter().map(|(_, class)| class.clone()).collect(),
        packs: checker.packs(items, packs),
        params: checker.all_params(&flat),
        judgements: checker.all_judgements(&flat),
        ..Checked::default()
    };
    checked.rules = rules::all(items, &mut checker);
    checked.examples = examples::all(&flat, &checked.rules, &mut checker);
    checked.defines = checker.all_defines();
    checked.schema = schema;
    checked
}

/// Names that two items share, by what they name.
fn distinct_names(items: &[&Item], problems: &mut Problems) {
    let mut seen: BTreeMap<(&str, String), (FileId, Span)> = BTreeMap::new();
    for item in items {
        let space = match item.word {
            ItemWord::Example | ItemWord::Extend | ItemWord::Pack => continue,
            ItemWord::Rule | ItemWord::Apply | ItemWord::Exception | ItemWord::Suppress => "rule",
            ItemWord::Codes => "codes",
            ItemWord::Record => "record",
            ItemWord::Records => "records",
            ItemWord::Source => "source",
            ItemWord::Class => "class",
            ItemWord::Verdict => "verdict",
            ItemWord::Judgement => "judgement",
            ItemWord::Param | ItemWord::Define => "value",
        };
        let name = item.name();
        let place = (item.file, name.span);
        if let Some(first) = seen.insert((space, name.text.clone()), place) {
            problems.twice(&name.text, first, place);
        }
    }
}

fn texts(item: &Item, label: Label) -> Both {
    match item.clause(label).map(|clause| &clause.kind) {
        Some(ClauseKind::Texts(texts)) => both(texts),
        _ => Both::default(),
    }
}

/// Both texts; where one is missing, the other.
pub(super) fn both(texts: &Texts) -> Both {
    let ja = texts.ja.as_ref().map(|(text, _)| text.clone());
    let en = texts.en.as_ref().map(|(text, _)| text.clone());
    Both { ja: ja.clone().or_else(|| en.clone()).unwrap_or_default(), en: en.or(ja).unwrap_or_default() }
}

/// A rule's title: the Japanese one of the head, the English one of the clause.
pub(super) fn title(item: &Item) -> Both {
    let Head::Rule(_, ja) = &item.head else { return texts(item, Label::Title) };
    let clause = texts(item, Label::Title);
    let en = if clause.en.is_empty() { ja.clone() } else { clause.en };
    Both { ja: ja.clone(), en }
}

fn sources(items: &[&Item]) -> BTreeMap<String, Both> {
    let sources = items.iter().filter_map(|item| match &item.head {
        Head::Source(id, full) => {
            let short = texts(item, Label::Short);
            let or = |text: String| if text.is_empty() { full.clone() } else { text };
            Some((id.text.clone(), Both { ja: or(short.ja), en: or(short.en) }))
        }
        _ => None,
    });
    sources.collect()
}

fn classes(items: &[&Item]) -> Vec<(Name, FindingClass)> {
    let classes = items.iter().filter(|item| item.word == ItemWord::Class).filter_map(|item| {
        let Head::Named(en, ja) = &item.head else { return None };
        let words = texts(item, Label::Words);
        let rank = match item.clause(Label::Rank).map(|clause| &clause.kind) {
            Some(ClauseKind::Number(rank)) => u32::try_from(*rank).unwrap_or(u32::MAX),
            _ => u32::MAX,
        };
        let class = FindingClass {
            name: en.text.clone(),
            rank,
            binding: item.clause(Label::Binding).is_some(),
            words_ja: words.ja,
            words_en: words.en,
        };
        Some((name_of(en, ja.as_ref()), class))
    });
    classes.collect()
}

fn display(items: &[&Item], classes: &[(Name, FindingClass)], schema: &Schema) -> Display {
    let verdicts = items.iter().filter(|item| item.word == ItemWord::Verdict).filter_map(|item| {
        let mark = match item.clause(Label::Mark).map(|clause| &clause.kind) {
            Some(ClauseKind::Text(mark)) => mark.clone(),
            _ => String::new(),
        };
        let words = texts(item, Label::Words);
        let verdict = Verdict::named(&item.name().text)?;
        Some(VerdictWord { verdict, mark, words_ja: words.ja, words_en: words.en })
    });
    let mut classes: Vec<FindingClass> = classes.iter().map(|(_, class)| class.clone()).collect();
    classes.sort_by_key(|class| class.rank);
    let kinds =
        schema.kinds.iter().map(|kind| (kind.name.en.clone(), kind.name.ja.clone(), kind.name.en.replace('_', " ")));
    Display { verdicts: verdicts.collect(), classes, kinds: kinds.collect() }
}

impl<'p> Checker<'p, '_> {
    pub(super) fn schema(&self) -> &'p Schema {
        self.schema
    }

    /// Names and types of what expressions may call, before any body is checked.
    fn heads(&mut self, items: &[&'p Item]) {
        for item in items {
            match &item.head {
                Head::Param(en, ja, ty) => {
                    let ty = self.ty(item.file, ty);
                    self.params.push((name_of(en, ja.as_ref()), ty));
                }
                Head::Judgement(en, ja, params) => {
                    let types = params.iter().map(|(_, ty)| self.ty(item.file, ty)).collect();
                    self.judgements.push((name_of(en, ja.as_ref()), types));
                }
                Head::Define(en, ja, params, body) => {
                    let name = name_of(en, ja.as_ref());
                    let slot = DefineSlot { name, file: item.file, params, body, state: DefineState::Waiting };
                    self.defines.push(slot);
                }
                _ => {}
            }
        }
    }

    /// The type of a written one.
    pub(super) fn ty(&mut self, file: FileId, written: &TypeRef) -> Ty {
        let name = written.name.text.as_str();
        let ty = match name {
            "text" | "文字列" => Some(Ty::Text),
            "number" | "数" => Some(Ty::Number),
            "yes_no" | "真偽" => Some(Ty::Truth),
            "date" | "日" => Some(Ty::Date),
            "month" | "月" => Some(Ty::Month),
            "interval" | "期間" => Some(Ty::Interval),
            "days" | "日数" => Some(Ty::Duration(Unit::Days)),
            "months" | "暦月数" | "月数" => Some(Ty::Duration(Unit::Months)),
            "years" | "年数" => Some(Ty::Duration(Unit::Years)),
            _ => list_named(self.schema, name).map(Ty::Code).or_else(|| self.schema.kind_named(name).map(Ty::Record)),
        };
        if ty.is_none() {
            let near = closest(name, type_names(self.schema));
            self.problems.unknown(&codes::UNKNOWN_TYPE, file, &written.name, near);
        }
        match ty {
            Some(ty) if written.list => Ty::Coll(Box::new(ty)),
            Some(ty) => ty,
            None => Ty::Failed,
        }
    }

    pub(super) fn param_named(&self, name: &str) -> Option<(usize, Ty)> {
        let at = self.params.iter().position(|(known, _)| known.is(name))?;
        Some((at, self.params.get(at)?.1.clone()))
    }

    pub(super) fn judgement_named(&self, name: &str) -> Option<(usize, Vec<Ty>)> {
        let at = self.judgements.iter().position(|(known, _)| known.is(name))?;
        Some((at, self.judgements.get(at)?.1.clone()))
    }

    pub(super) fn define_named(&self, name: &str) -> Option<usize> {
        self.defines.iter().position(|slot| slot.name.is(name))
    }

    pub(super) fn judgement_names(&self) -> Vec<String> {
        self.judgements.iter().flat_map(|(name, _)| [name.en.clone(), name.ja.clone()]).collect()
    }

    pub(super) fn value_names(&self) -> Vec<String> {
        self.params.iter().flat_map(|(name, _)| [name.en.clone(), name.ja.clone()]).collect()
    }

    pub(super) fn function_names(&self) -> Vec<String> {
        let defined = self.defines.iter().flat_map(|slot| [slot.name.en.clone(), slot.name.ja.clone()]);
        let builtin = crate::builtins::BUILTINS.iter().flat_map(|row| [row.en.to_owned(), row.ja.to_owned()]);
        let special = ["recorded", "記載あり", "months", "暦月", "runs", "連続暦月"].map(str::to_owned);
        defined.chain(builtin).chain(special).collect()
    }

    /// Parameter types and result of a definition, which is checked now if it was not yet.
    pub(super) fn define_signature(&mut self, index: usize, file: FileId, name: &Ident) -> Option<(Vec<Ty>, Ty)> {
        if matches!(self.defines.get(index)?.state, DefineState::Checking) {
            self.problems.unknown(&codes::RECURSION, file, name, None);
            return None;
        }
        self.check_define(index);
        match &self.defines.get(index)?.state {
            DefineState::Done(done) => {
                Some((done.params.iter().map(|(_, ty)| ty.clone()).collect(), done.body.ty.clone()))
            }
            _ => None,
        }
    }

    fn check_define(&mut self, index: usize) {
        let Some(slot) = self.defines.get_mut(index) else { return };
        if !matches!(slot.state, DefineState::Waiting) {
            return;
        }
        slot.state = DefineState::Checking;
        let (file, params, expr, name) = (slot.file, slot.params, slot.body, slot.name.clone());
        let mut scope = Scope::new(file);
        let params = self.bind_params(&mut scope, params);
        let body = self.value(&mut scope, expr, None);
        if let Some(slot) = self.defines.get_mut(index) {
            slot.state = DefineState::Done(Box::new(TDefine { name, params, body }));
        }
    }

    fn bind_params(&mut self, scope: &mut Scope, params: &[(Ident, TypeRef)]) -> Vec<(VarId, Ty)> {
        params
            .iter()
            .map(|(name, ty)| {
                let ty = self.ty(scope.file, ty);
                (scope.bind(name, ty.clone()), ty)
            })
            .collect()
    }

    fn all_defines(&mut self) -> Vec<TDefine> {
        (0..self.defines.len()).for_each(|index| self.check_define(index));
        let done = self.defines.drain(..).filter_map(|slot| match slot.state {
            DefineState::Done(define) => Some(*define),
            _ => None,
        });
        done.collect()
    }

    fn all_params(&mut self, items: &[&Item]) -> Vec<TParam> {
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
                Some(ClauseKind::Exprs(exprs)) => {
                    exprs.iter().map(|expr| self.constant(item.file, expr, &ty)).collect()
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

    fn all_judgements(&mut self, items: &[&Item]) -> Vec<TJudgement> {
        let mut judgements = Vec::new();
        for item in items {
            let Head::Judgement(en, ja, params) = &item.head else { continue };
            let mut scope = Scope::new(item.file);
            let params = self.bind_params(&mut scope, params);
            let mut answer = |checker: &mut Self, label| match item.clause(label).map(|clause| &clause.kind) {
                Some(ClauseKind::Expr(expr)) => Some(checker.truth(&mut scope, expr)),
                _ => None,
            };
            let yes = answer(self, Label::Yes);
            let no = answer(self, Label::No);
            let Some(yes) = yes else {
                self.problems.missing(item, "yes");
                continue;
            };
            let (name, mut title) = (name_of(en, ja.as_ref()), texts(item, Label::Title));
            if title.ja.is_empty() {
                title = Both { ja: name.ja.clone(), en: name.en.replace('_', " ") };
            }
            judgements.push(TJudgement { title, name, params, yes, no });
        }
        judgements
    }

    fn packs(&mut self, items: &[(usize, &Item)], count: usize) -> Vec<CheckedPack> {
        let header = |pack: usize| {
            items.iter().find(|(at, item)| *at == pack && item.word == ItemWord::Pack).map(|(_, item)| *item)
        };
        let packs = (0..count).map(|pack| header(pack).map_or_else(nameless, |item| self.pack(item)));
        packs.collect()
    }

    fn pack(&mut self, item: &Item) -> CheckedPack {
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
                scope.vars.push(("case".to_owned(), SUBJECT, Ty::Record(Schema::ROOT)));
                scope.vars.push(("anchor".to_owned(), WINDOW, Ty::Date));
                scope.vars.push(("起点".to_owned(), WINDOW, Ty::Date));
                Some(self.truth(&mut scope, expr))
            }
            _ => None,
        };
        CheckedPack { name, title: texts(item, Label::Title), version, verified, applies }
    }

    /// A place of an item.
    pub(super) fn place(item: &Item) -> At {
        At { file: item.file, span: item.name().span }
    }
}

/// A folder of rules without a header, as `-r` may give.
fn nameless() -> CheckedPack {
    CheckedPack { name: Name::default(), title: Both::default(), version: String::new(), verified: None, applies: None }
}
