//! What a rule prints: citations, and messages whose placeholders are the same in both languages.

use super::declare::Checker;
use super::expr::Scope;
use super::rules::VersionClauses;
use super::typed::{Both, TExpr, TKind, TMessage, TPart};
use crate::lang::ast::{Clause, ClauseKind, Expr, Item, Texts};
use crate::lang::words::Label;
use crate::lang::{TemplatePart, codes, parse_template};
use crate::text::closest;

impl Checker<'_, '_> {
    pub(super) fn citation(&mut self, item: &Item, apply: Option<&Item>, version: &VersionClauses) -> Both {
        let clause = version.clauses.iter().copied().find(|clause| clause.label == Label::Basis);
        let base = self.cites(item, clause);
        let Some(apply) = apply else { return base };
        let own = self.cites(apply, apply.clause(Label::Basis));
        Both { ja: format!("{}（準用：{}）", own.ja, base.ja), en: format!("{} (applying {})", own.en, base.en) }
    }

    pub(super) fn cites(&mut self, item: &Item, clause: Option<&Clause>) -> Both {
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
    pub(super) fn message(&mut self, scope: &mut Scope, texts: Option<&Texts>) -> TMessage {
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

    pub(super) fn template(&mut self, scope: &mut Scope, text: &str, span: crate::text::Span) -> Vec<TPart> {
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
    pub(super) fn placeholder(&mut self, scope: &mut Scope, expr: &Expr) -> TExpr {
        self.unguarded(scope, expr)
    }
}

/// What a placeholder shows, without its place, so that two languages compare.
pub(super) fn value_kind(part: &TPart) -> Option<String> {
    match part {
        TPart::Value(expr) => Some(super::guard::path(expr).unwrap_or_else(|| shape(expr))),
        TPart::Text(_) => None,
    }
}

pub(super) fn shape(expr: &TExpr) -> String {
    match &expr.kind {
        TKind::Start(of) => format!("start({})", shape(of)),
        TKind::End(of) => format!("end({})", shape(of)),
        TKind::Call(builtin, args) => format!("{builtin:?}({})", args.iter().map(shape).collect::<Vec<_>>().join(",")),
        TKind::Define(index, args) => format!("d{index}({})", args.iter().map(shape).collect::<Vec<_>>().join(",")),
        TKind::View(of, from, _) => format!("{}[{}]", shape(of), from.0),
        _ => super::guard::path(expr).unwrap_or_else(|| format!("{:?}", expr.ty)),
    }
}
