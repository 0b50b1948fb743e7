//! What is declared by name: packs, classes, words, sources, parameters, definitions, judgements; and the order in which
//! everything is checked.

use super::items::{header, since};
use super::schema::{list_named, name_of, type_names};
use super::texts::{Source, classes, display, sources};
use super::typed::{At, Checked, TClosed, TDefine, TPeriods, Ty};
use super::{Problems, calls, checklists, consequences, examples, profile, rules, schema, tables};
use crate::calendar::Day;
use crate::lang::ast::{Expr, Head, Ident, Item, TypeRef, Unit};
use crate::lang::codes;
use crate::lang::words::ItemWord;
use crate::model::{FindingClass, Name, Schema};
use crate::text::{FileId, Span, closest};
use std::collections::BTreeMap;

/// A definition and how far its check has come.
pub(super) struct DefineSlot<'i> {
    pub(super) name: Name,
    pub(super) file: FileId,
    pub(super) params: &'i [(Ident, TypeRef)],
    pub(super) body: &'i Expr,
    pub(super) state: DefineState,
    pub(super) partial: bool,
}

pub(super) enum DefineState {
    Waiting,
    Checking,
    Done(Box<TDefine>),
}

/// Everything that expressions may name, and the diagnostics.
pub(super) struct Checker<'p, 'a> {
    pub(super) problems: &'p mut Problems<'a>,
    pub(super) schema: &'p Schema,
    pub(super) params: Vec<(Name, Ty)>,
    /// Definitions being checked, one inside the other.
    pub(super) checking: usize,
    pub(super) defines: Vec<DefineSlot<'p>>,
    pub(super) judgements: Vec<(Name, Vec<Ty>)>,
    pub(super) filings: Vec<(Name, Vec<Ty>)>,
    pub(super) periods: Vec<TPeriods>,
    pub(super) closed: Vec<TClosed>,
    /// What names are read as in the rule that is applied mutatis mutandis now.
    pub(super) reading: Vec<(String, String)>,
    pub(super) sources: BTreeMap<String, Source>,
    pub(super) classes: Vec<(Name, FindingClass)>,
    /// By pack, the day from which rules are in force that name none.
    pub(super) since: Vec<Option<Day>>,
}

/// Checks all items.
pub(super) fn all(items: &[(usize, &Item)], packs: usize, problems: &mut Problems) -> Checked {
    let flat: Vec<&Item> = items.iter().map(|(_, item)| *item).collect();
    distinct_names(&flat, problems);
    let schema = schema::build(&flat, problems);
    if schema.kinds.is_empty() {
        return Checked::default();
    }
    let closed = tables::closed(&flat, problems);
    let mut checker = Checker {
        problems,
        schema: &schema,
        params: Vec::new(),
        checking: 0,
        defines: Vec::new(),
        judgements: Vec::new(),
        filings: Vec::new(),
        periods: tables::periods(&flat),
        closed,
        reading: Vec::new(),
        sources: sources(&flat),
        classes: classes(&flat),
        since: (0..packs).map(|pack| header(items, pack).and_then(since)).collect(),
    };
    checker.heads(&flat);
    let mut checked = Checked {
        display: display(&flat, &checker.classes, &schema),
        classes: checker.classes.iter().map(|(_, class)| class.clone()).collect(),
        packs: checker.packs(items, packs),
        params: checker.all_params(&flat),
        judgements: checker.all_judgements(&flat),
        filings: checker.all_filings(&flat),
        profile: checker.profile(items),
        ..Checked::default()
    };
    profile::as_pack(items, &mut checked);
    checked.rules = rules::all(items, &mut checker);
    checked.consequences = consequences::all(&flat, &checked.rules, &mut checker);
    checked.checklists = checklists::all(&flat, &checked, &mut checker);
    checked.contradictions = consequences::contradictions(&flat, &mut checker);
    profile::settings(items, &mut checked, &mut checker);
    checked.examples = examples::all(&flat, &checked.rules, &checked.params, &mut checker);
    checked.defines = checker.all_defines();
    checked.periods = std::mem::take(&mut checker.periods);
    checked.closed = std::mem::take(&mut checker.closed);
    checked.schema = schema;
    checked
}

/// Names that two items share, by what they name.
fn distinct_names(items: &[&Item], problems: &mut Problems) {
    let mut seen: BTreeMap<(&str, String), (FileId, Span)> = BTreeMap::new();
    for item in items {
        let space = match item.word {
            ItemWord::Example | ItemWord::Extend | ItemWord::Pack | ItemWord::Profile => continue,
            ItemWord::Rule
            | ItemWord::Apply
            | ItemWord::Exception
            | ItemWord::Suppress
            | ItemWord::Transition
            | ItemWord::Consequence
            | ItemWord::Contradiction => "rule",
            ItemWord::Checklist | ItemWord::Row => "row",
            ItemWord::Set => "set",
            ItemWord::Filing => "filing",
            ItemWord::Codes => "codes",
            ItemWord::Term => "term",
            ItemWord::Record => "record",
            ItemWord::Records => "records",
            ItemWord::Source => "source",
            ItemWord::Class => "class",
            ItemWord::Verdict => "verdict",
            ItemWord::Judgement => "judgement",
            ItemWord::Param | ItemWord::Define | ItemWord::Partial | ItemWord::Periods | ItemWord::ClosedDays => {
                "value"
            }
        };
        for name in spellings(item) {
            let place = (item.file, name.span);
            if let Some(first) = seen.insert((space, name.text.clone()), place) {
                problems.twice(&name.text, first, place);
            }
        }
    }
}

/// The English and the Japanese name of an item, where they differ.
fn spellings(item: &Item) -> Vec<&Ident> {
    let en = item.name();
    let ja = match &item.head {
        Head::Named(_, ja)
        | Head::Codes(_, ja, _)
        | Head::Param(_, ja, _)
        | Head::Define(_, ja, ..)
        | Head::Periods(_, ja, _)
        | Head::Judgement(_, ja, _) => ja.as_ref(),
        _ => None,
    };
    std::iter::once(en).chain(ja.filter(|ja| ja.text != en.text)).collect()
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
                    let names = if item.word == ItemWord::Filing { &mut self.filings } else { &mut self.judgements };
                    names.push((name_of(en, ja.as_ref()), types));
                }
                Head::Define(en, ja, params, body) => {
                    let name = name_of(en, ja.as_ref());
                    let partial = item.word == ItemWord::Partial;
                    let slot = DefineSlot { name, file: item.file, params, body, state: DefineState::Waiting, partial };
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
            "ratio" | "割合" => Some(Ty::Ratio),
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

    /// A judgement predicate or a filing by name.
    pub(super) fn procedure_named(&self, name: &str, filing: bool) -> Option<(usize, Vec<Ty>)> {
        let all = if filing { &self.filings } else { &self.judgements };
        let at = all.iter().position(|(known, _)| known.is(name))?;
        Some((at, all.get(at)?.1.clone()))
    }

    pub(super) fn periods_named(&self, name: &str) -> Option<usize> {
        self.periods.iter().position(|table| table.name.is(name))
    }

    pub(super) fn closed_named(&self, name: &str) -> Option<usize> {
        self.closed.iter().position(|table| table.name.is(name))
    }

    pub(super) fn define_named(&self, name: &str) -> Option<usize> {
        self.defines.iter().position(|slot| slot.name.is(name))
    }

    pub(super) fn procedure_names(&self, filing: bool) -> Vec<String> {
        let all = if filing { &self.filings } else { &self.judgements };
        all.iter().flat_map(|(name, _)| [name.en.clone(), name.ja.clone()]).collect()
    }

    pub(super) fn value_names(&self) -> Vec<String> {
        self.params.iter().flat_map(|(name, _)| [name.en.clone(), name.ja.clone()]).collect()
    }

    pub(super) fn function_names(&self) -> Vec<String> {
        let defined = self.defines.iter().flat_map(|slot| [slot.name.en.clone(), slot.name.ja.clone()]);
        let builtin = crate::builtins::BUILTINS.iter().flat_map(|row| [row.en.to_owned(), row.ja.to_owned()]);
        let periods = self.periods.iter().flat_map(|table| [table.name.en.clone(), table.name.ja.clone()]);
        let special = calls::SPECIAL.iter().flat_map(|(en, ja)| [(*en).to_owned(), (*ja).to_owned()]);
        defined.chain(periods).chain(builtin).chain(special).collect()
    }

    /// A place of an item.
    pub(super) fn place(item: &Item) -> At {
        At { file: item.file, span: item.name().span }
    }
}
