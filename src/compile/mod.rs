//! The checked tree to a [`Program`]. It cannot fail but for size: every name and type was settled before.
//!
//! Definitions are expanded at their calls: an argument is compiled once, where it is called, and every use of the
//! parameter is that node; variables bound inside a definition get slots of their own at each call. A query's window is
//! read off the conditions that bound its records' declared date (`window`).

mod items;
pub mod level;
mod lower;
mod node;
pub mod personal;
pub mod program;
mod scope;
mod window;

use crate::check::typed::{Checked, TExample};
use crate::diag::Diagnostic;
use crate::lang::codes;
use crate::limits;
use lower::Lower;
use program::{Class, NodeId, Pack, Param, Program, Rule};

pub use scope::{message_nodes, out_of_scope};

/// An example ready to run: what to judge, and parameters to replace.
#[derive(Clone, Debug)]
pub struct CompiledExample {
    /// The example.
    pub example: TExample,
    /// Parameter index and the node of its value.
    pub params: Vec<(usize, NodeId)>,
}

/// Compiles; the only error is [`limits::PROGRAM_NODES`].
///
/// # Errors
/// When definitions expand to more nodes than the limit.
pub fn compile(checked: &Checked) -> Result<(Program, Vec<CompiledExample>), Diagnostic> {
    let mut lower = Lower::new(checked);
    let params = checked.params.iter().map(|param| {
        let values = param.values.iter().map(|(force, value)| (*force, lower.constant(value))).collect();
        Param { name: param.name.en.clone(), values }
    });
    let params = params.collect();
    let examples = checked.examples.iter().map(|example| CompiledExample {
        params: example.params.iter().map(|(param, value)| (*param, lower.constant(value))).collect(),
        example: example.clone(),
    });
    let examples = examples.collect();
    let packs = checked.packs.iter().map(|pack| Pack {
        name: pack.name.en.clone(),
        title: pack.title.clone(),
        version: pack.version.clone(),
        verified: pack.verified.map(|date| date.hi),
        since: pack.since,
        applies: pack.applies.as_ref().map(|applies| lower.root(applies)),
    });
    let packs = packs.collect();
    let rules: Vec<Rule> = checked.rules.iter().map(|rule| items::rule(&mut lower, rule)).collect();
    let consequences = checked.consequences.iter().map(|of| items::consequence(&mut lower, of, checked)).collect();
    let contradictions = checked.contradictions.iter().map(|of| items::contradiction(&mut lower, of)).collect();
    let partials = lower.partials();
    if lower.overflowed() {
        return Err(Diagnostic::new(&codes::TOO_LARGE).arg("limit", limits::PROGRAM_NODES));
    }
    let classes = checked.classes.iter().map(|class| Class {
        name: class.name.clone(),
        rank: class.rank,
        binding: class.binding,
        words: crate::check::typed::Both { ja: class.words_ja.clone(), en: class.words_en.clone() },
    });
    let mut program = Program {
        schema: checked.schema.clone(),
        packs,
        classes: classes.collect(),
        params,
        terms: checked
            .display
            .terms
            .iter()
            .map(|(text, ja, en)| (text.clone(), crate::check::typed::Both { ja: ja.clone(), en: en.clone() }))
            .collect(),
        judgements: checked.judgements.iter().map(|judgement| judgement.title.clone()).collect(),
        periods: checked.periods.iter().map(|table| table.months.clone()).collect(),
        closed: checked.closed.iter().map(|table| table.days.clone()).collect(),
        partials,
        consequences,
        contradictions,
        checklists: checked.checklists.clone(),
        rules,
        slots: lower.slots(),
        ..lower.finish()
    };
    let (levels, cost) = level::levels(&program);
    if cost > limits::PROGRAM_COST {
        return Err(Diagnostic::new(&codes::TOO_LARGE).arg("limit", limits::PROGRAM_COST));
    }
    program.levels = levels;
    Ok((program, examples))
}
