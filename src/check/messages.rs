//! What a rule prints: messages whose placeholders are the same in both languages.

use super::declare::Checker;
use super::expr::Scope;
use super::typed::{TExpr, TKind, TMessage, TPart};
use crate::lang::ast::{Expr, Texts};
use crate::lang::{TemplatePart, codes, parse_template, renamed};

impl Checker<'_, '_> {
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
                    TemplatePart::Expr(expr) => {
                        let expr = renamed(&expr, &self.reading);
                        TPart::Value(self.placeholder(scope, &expr))
                    }
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
        TKind::Partial(index, args) => format!("p{index}({})", args.iter().map(shape).collect::<Vec<_>>().join(",")),
        TKind::Deadline(index, args) => format!("f{index}({})", args.iter().map(shape).collect::<Vec<_>>().join(",")),
        TKind::Div(a, b) => format!("{}/{}", shape(a), shape(b)),
        TKind::Define(index, args) => format!("d{index}({})", args.iter().map(shape).collect::<Vec<_>>().join(",")),
        TKind::View(of, from, _) => format!("{}[{}]", shape(of), from.0),
        _ => super::guard::path(expr).unwrap_or_else(|| format!("{:?}", expr.ty)),
    }
}
