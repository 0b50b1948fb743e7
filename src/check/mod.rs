//! The syntax tree to the checked tree: names become ids, expressions get types, and everything wrong is said in one run.
//!
//! The order of steps: `schema` first, then the names of parameters, definitions, judgements, rules; then their bodies
//! (`expr`), so that items may stand in any order. Rules got by 準用 are made from the syntax of the rule they apply, with
//! the subject replaced (`rules`). Exceptions are joined to the rules they name.

mod calls;
mod checklists;
pub mod cites;
mod compare;
mod consequences;
mod declare;
mod examples;
mod exceptions;
mod expr;
mod guard;
mod items;
mod messages;
mod names;
mod procedures;
mod profile;
mod rules;
mod schema;
mod tables;
mod texts;
pub mod typed;
mod typed_item;
mod typed_list;
mod types;

use crate::diag::{Code, Diagnostic};
use crate::lang::ast::{Ident, Item};
use crate::lang::{codes, words};
use crate::text::{FileId, Sources, Span, closest};
use typed::Checked;

/// The items of one pack, by order of files.
#[derive(Clone, Debug, Default)]
pub struct PackItems {
    /// Items.
    pub items: Vec<Item>,
}

/// Diagnostics being collected, with the sources they point into.
struct Problems<'a> {
    sources: &'a Sources,
    list: Vec<Diagnostic>,
}

impl Problems<'_> {
    fn at(&mut self, code: &'static Code, file: FileId, span: Span, args: &[(&'static str, String)]) {
        let mut problem = Diagnostic::new(code);
        problem.args = args.to_vec();
        self.push(problem, file, span);
    }

    fn push(&mut self, problem: Diagnostic, file: FileId, span: Span) {
        let problem = match self.sources.get(file) {
            Some(source) => problem.at(codes::place(source, span)),
            None => problem,
        };
        self.list.push(problem);
    }

    fn unknown(&mut self, code: &'static Code, file: FileId, name: &Ident, near: Option<&str>) {
        self.push(codes::unknown(code, &name.text, near), file, name.span);
    }

    fn unknown_with(
        &mut self,
        code: &'static Code,
        file: FileId,
        name: &Ident,
        near: Option<&str>,
        args: &[(&'static str, String)],
    ) {
        let mut problem = codes::unknown(code, &name.text, near);
        problem.args.extend_from_slice(args);
        self.push(problem, file, name.span);
    }

    /// What a word stands for, of a few that have two spellings; another word is a mistake with the nearest of them.
    fn one_of<T: Copy>(
        &mut self,
        code: &'static Code,
        file: FileId,
        word: &Ident,
        known: &[(&'static str, &'static str, T)],
    ) -> Option<T> {
        let found = known.iter().find(|(en, ja, _)| word.text == *en || word.text == *ja);
        if found.is_none() {
            let near = closest(&word.text, known.iter().flat_map(|(en, ja, _)| [*en, *ja]));
            self.unknown(code, file, word, near);
        }
        found.map(|(.., of)| *of)
    }

    /// A clause that is not there; one that is there and could not be read was reported already.
    fn missing(&mut self, item: &Item, label: &str) {
        if words::row(item.word)
            .and_then(|row| words::label(row, label))
            .is_some_and(|label| item.broken.contains(&label))
        {
            return;
        }
        let args = [("name", item.name().text.clone()), ("label", label.to_owned())];
        self.at(&codes::MISSING_CLAUSE, item.file, item.name().span, &args);
    }

    /// Two definitions of one name, with both places.
    fn twice(&mut self, name: &str, first: (FileId, Span), second: (FileId, Span)) {
        self.both(Diagnostic::new(&codes::DEFINED_TWICE).arg("name", name), second, first);
    }

    /// Two exceptions of one rule that hold together and do different things.
    fn clash(&mut self, rule: &str, first: (FileId, Span), second: (FileId, Span)) {
        self.both(Diagnostic::new(&codes::EXCEPTIONS_CLASH).arg("name", rule), second, first);
    }

    /// A value outside what its parameter may be set to, with the place where that is declared.
    fn out_of_range(&mut self, name: &str, value: (FileId, Span), declared: (FileId, Span)) {
        self.both(Diagnostic::new(&codes::OUT_OF_RANGE).arg("name", name), value, declared);
    }

    fn both(&mut self, mut problem: Diagnostic, first: (FileId, Span), second: (FileId, Span)) {
        for (file, span) in [first, second] {
            if let Some(source) = self.sources.get(file) {
                problem = problem.at(codes::place(source, span));
            }
        }
        self.list.push(problem);
    }
}

/// Checks everything that the packs declare together. Diagnostics are sorted by place; with any, the tree is not to be used.
pub fn check(packs: &[PackItems], sources: &Sources) -> (Checked, Vec<Diagnostic>) {
    let mut problems = Problems { sources, list: Vec::new() };
    let items: Vec<(usize, &Item)> =
        packs.iter().enumerate().flat_map(|(pack, items)| items.items.iter().map(move |item| (pack, item))).collect();
    let checked = declare::all(&items, packs.len(), &mut problems);
    let mut list = problems.list;
    list.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    (checked, list)
}

fn sort_key(problem: &Diagnostic) -> (String, usize, usize, &'static str) {
    let place = problem.places.first();
    place.map_or((String::new(), 0, 0, problem.code.id), |place| {
        (place.path.clone(), place.line, place.column, problem.code.id)
    })
}
