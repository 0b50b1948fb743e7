//! A profile: a municipality's or an office's values of settable parameters, and rules under its own prefix. It edits and
//! removes nothing of the packs.

use super::declare::Checker;
use super::schema::name_of;
use super::texts::texts;
use super::typed::{Checked, TExpr, TKind, TParam, TProfile};
use crate::calendar::Day;
use crate::lang::ast::{ClauseKind, Force, Head, Item, Unit};
use crate::lang::codes;
use crate::lang::words::{self, ItemWord, Label};
use crate::text::closest;

/// What may stand in a profile.
const ALLOWED: [ItemWord; 13] = [
    ItemWord::Profile,
    ItemWord::Set,
    ItemWord::Source,
    ItemWord::Param,
    ItemWord::Define,
    ItemWord::Judgement,
    ItemWord::Filing,
    ItemWord::ClosedDays,
    ItemWord::Rule,
    ItemWord::Apply,
    ItemWord::Records,
    ItemWord::Example,
    ItemWord::Term,
];

impl Checker<'_, '_> {
    /// The header of the profile, with what else stands in its pack looked over.
    pub(super) fn profile(&mut self, items: &[(usize, &Item)]) -> Option<TProfile> {
        let (pack, header) = items.iter().find(|(_, item)| item.word == ItemWord::Profile)?;
        let Head::Named(en, ja) = &header.head else { return None };
        let prefix = match header.clause(Label::Prefix).map(|clause| &clause.kind) {
            Some(ClauseKind::Names(names)) => names.first().map(|name| format!("{}-", name.text)),
            _ => None,
        };
        if prefix.is_none() {
            self.problems.missing(header, "prefix");
        }
        for (_, item) in items.iter().filter(|(at, _)| at == pack) {
            self.own(item, prefix.as_deref().unwrap_or_default());
        }
        let verified = match header.clause(Label::Verified).map(|clause| &clause.kind) {
            Some(ClauseKind::Date(date)) => Some(*date),
            _ => None,
        };
        Some(TProfile { name: name_of(en, ja.as_ref()), title: texts(header, Label::Title), verified })
    }

    /// An item of a profile is one that adds, and its rules carry the prefix.
    fn own(&mut self, item: &Item, prefix: &str) {
        let row = words::row(item.word);
        let name = |ja: bool| row.map_or("", |row| if ja { row.ja } else { row.en }).to_owned();
        if !ALLOWED.contains(&item.word) {
            let args = [("item", name(false)), ("item_ja", name(true))];
            return self.problems.at(&codes::NOT_IN_PROFILE, item.file, item.keyword, &args);
        }
        let is_rule = matches!(item.word, ItemWord::Rule | ItemWord::Apply);
        if is_rule && !item.name().text.starts_with(prefix) {
            let args = [("name", item.name().text.clone()), ("prefix", prefix.to_owned())];
            self.problems.at(&codes::PREFIX, item.file, item.name().span, &args);
        }
    }

    /// Whether a value may be set: its parameter is settable, and it lies in what is declared.
    pub(super) fn settable(&mut self, param: &TParam, value: &TExpr) -> bool {
        if param.settable.is_empty() {
            let args = [("name", param.name.en.clone())];
            self.problems.at(&codes::NOT_SETTABLE, value.at.file, value.at.span, &args);
            return false;
        }
        let allowed = param.settable.iter().any(|(from, to)| lies_between(value, from, to.as_ref()));
        if !allowed {
            let written = param.settable.first().map(|(from, _)| from.at).unwrap_or_default();
            self.problems.out_of_range(&param.name.en, (value.at.file, value.at.span), (written.file, written.span));
        }
        allowed
    }
}

/// The profile's own rules stand in a pack that is called like the profile.
pub(super) fn as_pack(items: &[(usize, &Item)], checked: &mut Checked) {
    let header = items.iter().find(|(_, item)| item.word == ItemWord::Profile);
    let pack = header.and_then(|(pack, _)| checked.packs.get_mut(*pack));
    if let (Some(pack), Some(profile)) = (pack, &checked.profile) {
        pack.name = profile.name.clone();
        pack.title = profile.title.clone();
        pack.verified = profile.verified;
    }
}

/// Puts the values of `set` items before the pack's own: where they do not reach, the pack's stand.
pub(super) fn settings(items: &[(usize, &Item)], checked: &mut Checked, checker: &mut Checker) {
    for (_, item) in items.iter().filter(|(_, item)| item.word == ItemWord::Set) {
        let name = item.name();
        let Some((index, ty)) = checker.param_named(&name.text) else {
            let known = checker.value_names();
            let near = closest(&name.text, known.iter().map(String::as_str));
            checker.problems.unknown(&codes::UNKNOWN_NAME, item.file, name, near);
            continue;
        };
        checker.cites(item, item.clause(Label::Basis));
        let mut values: Vec<(Force, TExpr)> = Vec::new();
        for clause in item.all(Label::Value) {
            let ClauseKind::Value(force, expr) = &clause.kind else { continue };
            let value = checker.constant(item.file, expr, &ty);
            if checked.params.get(index).is_some_and(|param| checker.settable(param, &value)) {
                values.push((*force, value));
            }
        }
        checker.no_overlap(item, &values.iter().map(|(force, _)| *force).collect::<Vec<_>>());
        if let Some(param) = checked.params.get_mut(index) {
            values.append(&mut param.values);
            param.values = values;
        }
    }
}

/// A constant that has an order.
#[derive(PartialEq, PartialOrd)]
enum Constant {
    Number(i64),
    Duration(Unit, i64),
    Day(Day),
    Truth(bool),
    Code(u16),
    Text(String),
    Ratio(i128),
}

/// Whether a value is one of the declared, or lies in a declared range of its own unit.
fn lies_between(value: &TExpr, from: &TExpr, to: Option<&TExpr>) -> bool {
    let (Some(value), Some(from)) = (constant(value), constant(from)) else { return false };
    match to.map(constant) {
        None => value == from,
        Some(Some(to)) => std::mem::discriminant(&value) == std::mem::discriminant(&to) && from <= value && value <= to,
        Some(None) => false,
    }
}

fn constant(expr: &TExpr) -> Option<Constant> {
    Some(match &expr.kind {
        TKind::Number(number) => Constant::Number(*number),
        TKind::Duration(amount, unit) => Constant::Duration(*unit, *amount),
        TKind::Date(date) => Constant::Day(date.lo),
        TKind::Bool(truth) => Constant::Truth(*truth),
        TKind::Code(code) => Constant::Code(*code),
        TKind::Text(text) => Constant::Text(text.clone()),
        TKind::Ratio(part, over) => Constant::Ratio(i128::from(*part) * 1_000_000_000 / i128::from(*over)),
        _ => return None,
    })
}
