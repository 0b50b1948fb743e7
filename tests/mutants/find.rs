//! Finds the operators of a file that a running program decides by: none in tests, types, patterns, constants or macros.

use crate::site::{Form, Site};
use proc_macro2::{Span, TokenTree};
use std::collections::BTreeMap;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, Lit, UnOp};

/// The sites of a file, and how much was passed over for which reason.
#[derive(Default)]
pub struct Found {
    pub sites: Vec<Site>,
    pub skipped: BTreeMap<&'static str, usize>,
}

/// Reads a file; numbers are given later.
pub fn find(text: &str) -> Found {
    let mut found = Found::default();
    found.visit_file(&syn::parse_file(text).expect("the source parses"));
    found.sites.sort_by_key(|site| (site.range.start, std::cmp::Reverse(site.range.end)));
    found
}

impl Found {
    fn skip(&mut self, reason: &'static str) {
        *self.skipped.entry(reason).or_default() += 1;
    }

    fn site(&mut self, kind: &'static str, form: Form, whole: Span, token: Span, to: &[&str]) -> &mut Site {
        let start = token.start();
        self.sites.push(Site {
            range: whole.byte_range(),
            token: token.byte_range(),
            at: (start.line, start.column + 1),
            form,
            kind,
            sides: Vec::new(),
            to: to.iter().map(|to| (*to).to_owned()).collect(),
            id: 0,
        });
        self.sites.last_mut().expect("it was just put there")
    }

    fn binary(&mut self, expr: &syn::ExprBinary) {
        let Some((kind, form, to)) = binary_mutants(&expr.op) else { return };
        if form == Form::Lazy && (has_let(&expr.left) || has_let(&expr.right)) {
            return self.skip("&& of a let chain");
        }
        if kind == "+ -" && is_text(&expr.right) {
            return self.skip("+ of texts");
        }
        let sides = [&expr.left, &expr.right].map(|side| side.span().byte_range());
        self.site(kind, form, expr.span(), expr.op.span(), to).sides.extend(sides);
    }

    fn unary(&mut self, expr: &syn::ExprUnary) {
        if matches!(expr.op, UnOp::Not(_) | UnOp::Neg(_)) {
            let site = self.site("! and unary -", Form::Prefix, expr.span(), expr.op.span(), &[""]);
            site.sides.push(expr.expr.span().byte_range());
        }
    }

    fn method(&mut self, call: &syn::ExprMethodCall) {
        if let Some(other) = other_method(&call.method.to_string()) {
            self.site("methods", Form::Swap, call.span(), call.method.span(), &[other]);
        }
    }

    /// `Truth::True`, and `Truth::or` as a function.
    fn path(&mut self, path: &syn::ExprPath) {
        let names: Vec<String> = path.path.segments.iter().map(|part| part.ident.to_string()).collect();
        let [.., owner, name] = names.as_slice() else { return };
        let other = match (owner.as_str(), name.as_str()) {
            ("Truth", "True") => "False",
            ("Truth", "False") => "True",
            ("Truth", name @ ("and" | "or")) => other_method(name).unwrap_or(""),
            _ => return,
        };
        let last = path.path.segments.last().span();
        self.site("Truth values", Form::Swap, path.span(), last, &[other]);
    }

    fn literal(&mut self, literal: &syn::ExprLit) {
        let span = literal.span();
        match &literal.lit {
            Lit::Bool(value) => {
                let other = if value.value { "false" } else { "true" };
                self.site("true and false", Form::Swap, span, span, &[other]);
            }
            Lit::Int(number) => {
                let more = number.base10_parse::<u128>().expect("a number") + 1;
                self.site("numbers", Form::Swap, span, span, &[&format!("{more}{}", number.suffix())]);
            }
            _ => {}
        }
    }
}

impl<'ast> Visit<'ast> for Found {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Binary(binary) => self.binary(binary),
            Expr::Unary(unary) => self.unary(unary),
            Expr::MethodCall(call) => self.method(call),
            Expr::Path(path) => self.path(path),
            Expr::Lit(literal) => self.literal(literal),
            Expr::Range(_) => self.skip("range (its ends are mutated)"),
            Expr::Repeat(repeat) => return self.visit_expr(&repeat.expr),
            Expr::Const(_) => return self.skip("constant"),
            _ => {}
        }
        visit::visit_expr(self, expr);
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        match item {
            syn::Item::Const(_) | syn::Item::Static(_) => self.skip("constant"),
            syn::Item::Mod(module) if is_test(&module.attrs) => {}
            syn::Item::Fn(function) if function.sig.constness.is_some() => self.skip("const fn"),
            syn::Item::Fn(_) | syn::Item::Impl(_) | syn::Item::Trait(_) | syn::Item::Mod(_) => {
                visit::visit_item(self, item);
            }
            _ => {}
        }
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        match item {
            syn::ImplItem::Fn(function) if function.sig.constness.is_some() => self.skip("const fn"),
            syn::ImplItem::Fn(_) => visit::visit_impl_item(self, item),
            _ => self.skip("constant"),
        }
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if has_operator(call.tokens.clone()) {
            self.skip("macro call with an operator");
        }
    }

    fn visit_pat(&mut self, _: &'ast syn::Pat) {}

    fn visit_type(&mut self, _: &'ast syn::Type) {}

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_angle_bracketed_generic_arguments(&mut self, _: &'ast syn::AngleBracketedGenericArguments) {}
}

/// Kind, form and what the operator becomes: its neighbour and its opposite for an order, one other for the rest.
fn binary_mutants(op: &BinOp) -> Option<(&'static str, Form, &'static [&'static str])> {
    Some(match op {
        BinOp::Lt(_) => ("comparisons", Form::Compare, &["<=", ">="]),
        BinOp::Le(_) => ("comparisons", Form::Compare, &["<", ">"]),
        BinOp::Gt(_) => ("comparisons", Form::Compare, &[">=", "<="]),
        BinOp::Ge(_) => ("comparisons", Form::Compare, &[">", "<"]),
        BinOp::Eq(_) => ("comparisons", Form::Compare, &["!="]),
        BinOp::Ne(_) => ("comparisons", Form::Compare, &["=="]),
        BinOp::And(_) => ("&& ||", Form::Lazy, &["||"]),
        BinOp::Or(_) => ("&& ||", Form::Lazy, &["&&"]),
        BinOp::Add(_) => ("+ -", Form::Take, &["-"]),
        BinOp::Sub(_) => ("+ -", Form::Take, &["+"]),
        BinOp::AddAssign(_) => ("+ -", Form::Swap, &["-="]),
        BinOp::SubAssign(_) => ("+ -", Form::Swap, &["+="]),
        BinOp::Mul(_) => ("* / %", Form::Take, &["+"]),
        BinOp::Div(_) => ("* / %", Form::Take, &["*"]),
        BinOp::Rem(_) => ("* / %", Form::Take, &["/"]),
        // Causes have no other operator: what the right side adds is lost.
        BinOp::BitOr(_) => ("bits and causes", Form::Take, &[""]),
        BinOp::BitAnd(_) => ("bits and causes", Form::Take, &["|"]),
        BinOp::Shl(_) => ("bits and causes", Form::Take, &[">>"]),
        BinOp::Shr(_) => ("bits and causes", Form::Take, &["<<"]),
        _ => return None,
    })
}

/// The method of the same type that says the opposite.
fn other_method(name: &str) -> Option<&'static str> {
    const PAIRS: [(&str, &str); 7] = [
        ("min", "max"),
        ("any", "all"),
        ("and", "or"),
        ("min_by", "max_by"),
        ("min_by_key", "max_by_key"),
        ("is_some_and", "is_none_or"),
        ("saturating_add", "saturating_sub"),
    ];
    let forth = PAIRS.iter().find(|pair| pair.0 == name).map(|pair| pair.1);
    forth.or_else(|| PAIRS.iter().find(|pair| pair.1 == name).map(|pair| pair.0))
}

fn has_let(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

/// What can only be added to a text, which has no `-`.
fn is_text(expr: &Expr) -> bool {
    matches!(expr, Expr::Reference(_) | Expr::Lit(syn::ExprLit { lit: Lit::Str(_), .. }))
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Ident>().is_ok_and(|word| word == "test")
    })
}

fn has_operator(tokens: proc_macro2::TokenStream) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let arrow = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '>');
        let found = match token {
            TokenTree::Punct(punct) if punct.as_char() == '=' && arrow => tokens.next().is_none(),
            TokenTree::Punct(punct) => "<>=!+-*/&".contains(punct.as_char()),
            TokenTree::Group(group) => has_operator(group.stream()),
            _ => false,
        };
        if found {
            return true;
        }
    }
    false
}
