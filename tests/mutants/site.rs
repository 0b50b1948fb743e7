//! A place in the source that can be mutated, and the text that holds the original and its mutants side by side.

use std::ops::Range;

/// How a site is rewritten. Operands are evaluated once, in their order, and as often as before: never when `&&` or `||`
/// would not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A comparison, which borrows its sides.
    Compare,
    /// An operator that takes its sides.
    Take,
    /// `&&` or `||`.
    Lazy,
    /// `!x` or `-x`, whose mutant is `x`.
    Prefix,
    /// Any expression in which one token is another; it is written once for each mutant.
    Swap,
}

/// One site and its mutants.
#[derive(Clone, Debug)]
pub struct Site {
    /// The whole expression.
    pub range: Range<usize>,
    /// The token that changes.
    pub token: Range<usize>,
    /// Line from 1 and column from 1 of the token.
    pub at: (usize, usize),
    pub form: Form,
    /// What kind of operator it is, for the summary.
    pub kind: &'static str,
    /// The sides, where the form has any.
    pub sides: Vec<Range<usize>>,
    /// What the token becomes; empty for a mutant that is the first side alone.
    pub to: Vec<String>,
    /// Number of the first mutant; the others follow.
    pub id: u32,
}

/// A file's text with its sites, outermost first among those that begin together.
pub struct Rewrite<'a> {
    pub text: &'a str,
    pub sites: &'a [Site],
}

impl Rewrite<'_> {
    /// The whole file with every mutant in it.
    pub fn file(&self) -> String {
        self.part(0..self.text.len(), 0)
    }

    /// A range of the text, its sites from the given one on rewritten.
    fn part(&self, range: Range<usize>, first: usize) -> String {
        let (mut out, mut at) = (String::new(), range.start);
        for (index, site) in self.sites.iter().enumerate().skip(first) {
            if site.range.start < at || site.range.end > range.end {
                continue;
            }
            out += &self.text[at..site.range.start];
            out += &self.site(index);
            at = site.range.end;
        }
        out + &self.text[at..range.end]
    }

    fn site(&self, index: usize) -> String {
        let site = &self.sites[index];
        let side = |at: usize| self.part(site.sides[at].clone(), index + 1);
        match site.form {
            Form::Compare => {
                let choice = self.choice(site, |op| format!("*mutant_l {op} *mutant_r"));
                format!("(match (&({}), &({})) {{ (mutant_l, mutant_r) => {choice} }})", side(0), side(1))
            }
            Form::Take => {
                let choice = self.choice(site, |op| match op {
                    "" => "mutant_l".to_owned(),
                    op => format!("mutant_l {op} mutant_r"),
                });
                format!("(match ({}, {}) {{ (mutant_l, mutant_r) => {choice} }})", side(0), side(1))
            }
            Form::Lazy => self.lazy(site, &side(0), &side(1)),
            Form::Prefix => {
                format!("(match ({}) {{ mutant_x => {} }})", side(0), self.choice(site, |op| format!("{op} mutant_x")))
            }
            Form::Swap => format!("({})", self.choice(site, |token| self.swapped(index, token))),
        }
    }

    /// Whether the right side is asked depends on the left one; a mutant asks in the other case.
    fn lazy(&self, site: &Site, left: &str, right: &str) -> String {
        let asks = if &self.text[site.token.clone()] == "&&" { "!=" } else { "==" };
        let on = format!("crate::mutant::on({})", site.id);
        format!("{{ let mutant_l: bool = {left}; if mutant_l {asks} {on} {{ {right} }} else {{ mutant_l }} }}")
    }

    /// The expression with another token, the sites inside it rewritten as usual.
    fn swapped(&self, index: usize, token: &str) -> String {
        let site = &self.sites[index];
        let before = self.part(site.range.start..site.token.start, index + 1);
        before + token + &self.part(site.token.end..site.range.end, index + 1)
    }

    fn choice(&self, site: &Site, write: impl Fn(&str) -> String) -> String {
        let mut out = String::new();
        for (id, to) in (site.id..).zip(&site.to) {
            out += &format!("if crate::mutant::on({id}) {{ {} }} else ", write(to));
        }
        out + &format!("{{ {} }}", write(&self.text[site.token.clone()]))
    }
}
