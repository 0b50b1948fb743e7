//! Rules as they are written: versions, windows, and rules that are applied mutatis mutandis.

use super::date::{D, MAX, MIN};
use super::eval::force;
use super::schema::{Pack, expr};
use kijun::lang::ast::{Clause, ClauseKind, Expr, Ident, Item};
use kijun::lang::parse_file;
use kijun::lang::words::{ItemWord, Label};
use kijun::text::{FileId, SourceFile};

pub struct Rule<'p> {
    pub id: String,
    pub item: &'p Item,
    pub apply: Option<&'p Item>,
}

/// The rules that are applied mutatis mutandis with names read as others: their own text, read again with those names.
pub fn read_again(pack: &Pack) -> Vec<(String, Item)> {
    let mut found = Vec::new();
    for apply in pack.items.iter().filter(|item| item.word == ItemWord::Apply) {
        let Some(ClauseKind::Pairs(pairs)) = apply.clause(Label::Substitute).map(|clause| &clause.kind) else {
            continue;
        };
        for base in pack.items.iter().filter(|item| item.word == ItemWord::Rule && names_rule(apply, &item.name().text))
        {
            let head = format!("rule {} ", base.name().text);
            let mut lines = pack.text.lines().skip_while(|line| !line.starts_with(&head));
            let mut text = format!("{}\n", lines.next().unwrap());
            lines
                .take_while(|line| line.starts_with(' '))
                .for_each(|line| text += &format!("{}\n", replaced(line, pack, pairs)));
            let (mut items, problems) = parse_file(FileId::default(), &SourceFile::new("again.kijun", &text));
            assert!(problems.is_empty(), "{text}");
            found.push((format!("{}/{}", apply.name().text, base.name().text), items.remove(0)));
        }
    }
    found
}

/// A line with whole words replaced, but for its label and what stands in quotes.
fn replaced(line: &str, pack: &Pack, pairs: &[(Ident, Ident)]) -> String {
    let indent = line.len() - line.trim_start().len();
    let label = line[indent..].find(' ').map_or(line.len(), |at| indent + at);
    let (mut out, mut word, mut quoted) = (line[..label].to_owned(), String::new(), false);
    for c in line[label..].chars().chain(['\n']) {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        let read = pairs.iter().find(|(from, _)| pack.one_name(&from.text, &word) && !quoted);
        out += read.map_or(&word, |(_, to)| &to.text);
        word.clear();
        quoted ^= c == '"';
        out.push(c);
    }
    out.trim_end().to_owned()
}

/// Every rule, those that are applied mutatis mutandis included.
pub fn rules<'p>(pack: &'p Pack, again: &'p [(String, Item)]) -> Vec<Rule<'p>> {
    let of = |word| pack.items.iter().filter(move |item| item.word == word);
    let mut rules: Vec<Rule> =
        of(ItemWord::Rule).map(|item| Rule { id: item.name().text.clone(), item, apply: None }).collect();
    for apply in of(ItemWord::Apply) {
        for base in of(ItemWord::Rule).filter(|item| names_rule(apply, &item.name().text)) {
            let id = format!("{}/{}", apply.name().text, base.name().text);
            let item = again.iter().find(|(read, _)| *read == id).map_or(base, |(_, item)| item);
            rules.push(Rule { id, item, apply: Some(apply) });
        }
    }
    rules
}

pub fn names_rule(item: &Item, id: &str) -> bool {
    match item.clause(Label::Rules).map(|clause| &clause.kind) {
        Some(ClauseKind::Names(names)) => names.iter().any(|name| name.text == id),
        _ => false,
    }
}

/// Name and type of a `for` or `per` of an item.
pub fn variable(item: &Item, label: Label) -> Option<(&str, &str)> {
    match item.clause(label).map(|clause| &clause.kind) {
        Some(ClauseKind::Bind(name, ty)) => Some((&name.text, &ty.name.text)),
        _ => None,
    }
}

pub fn span(item: &Item) -> (D, D) {
    match item.clause(Label::Force).map(|clause| &clause.kind) {
        Some(ClauseKind::Force(range)) => force(*range),
        _ => (MIN, MAX),
    }
}

/// First and last day, and the clauses: its own, and the common ones whose label it does not use.
pub type Version<'p> = ((D, D), Vec<&'p Clause>);

impl<'p> Rule<'p> {
    pub fn versions(&self) -> Vec<Version<'p>> {
        let (mut common, mut versions): (Vec<&Clause>, Vec<Version>) = (Vec::new(), Vec::new());
        for clause in &self.item.clauses {
            match (&clause.kind, versions.last_mut()) {
                (ClauseKind::Force(range), _) if clause.label == Label::Version => {
                    versions.push((force(*range), Vec::new()));
                }
                (_, Some((_, own))) => own.push(clause),
                (_, None) => common.push(clause),
            }
        }
        if versions.is_empty() {
            versions.push((span(self.item), Vec::new()));
        }
        let within = self.apply.map_or((MIN, MAX), span);
        for ((from, to), own) in &mut versions {
            let labels: Vec<Label> = own.iter().map(|clause| clause.label).collect();
            own.extend(common.iter().filter(|clause| !labels.contains(&clause.label)));
            (*from, *to) = ((*from).max(within.0), (*to).min(within.1));
        }
        versions
    }

    pub fn clause(&self, label: Label) -> Option<&'p Expr> {
        expr(self.item, label)
    }

    pub fn per(&self) -> Option<(&'p str, &'p Expr)> {
        match self.item.clause(Label::Per).map(|clause| &clause.kind) {
            Some(ClauseKind::Per(name, e)) => Some((&name.text, e)),
            _ => None,
        }
    }
}
