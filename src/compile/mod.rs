//! The checked tree to a [`Program`]. It cannot fail but for size: every name and type was settled before.
//!
//! Definitions are expanded at their calls: an argument is compiled once, where it is called, and every use of the
//! parameter is that node; variables bound inside a definition get slots of their own at each call. A query's window is
//! read off the conditions that bound its records' declared date (`window`).

pub mod level;
mod lower;
pub mod program;
mod window;

use crate::check::typed::{Checked, TExample, TMessage, TPart, TRule, TVersion, Ty};
use crate::diag::Diagnostic;
use crate::lang::codes;
use crate::limits;
use lower::Lower;
use program::{Class, Exception, Message, NodeId, Pack, Param, Part, Program, Rule, Version};

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
        applies: pack.applies.as_ref().map(|applies| lower.root(applies)),
    });
    let packs = packs.collect();
    let rules = checked.rules.iter().map(|rule| self::rule(&mut lower, rule)).collect();
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

fn rule(lower: &mut Lower, rule: &TRule) -> Rule {
    lower.frame();
    Rule {
        id: rule.id.clone(),
        title: rule.title.clone(),
        pack: rule.pack,
        subject: rule.subject,
        per: rule.per.as_ref().map(|per| lower.expr(per)),
        window_codes: match rule.window {
            Some(Ty::Code(list)) => Some(list),
            _ => None,
        },
        anchor: lower.expr(&rule.anchor),
        versions: rule.versions.iter().map(|version| self::version(lower, version)).collect(),
    }
}

fn version(lower: &mut Lower, version: &TVersion) -> Version {
    let exceptions = version.exceptions.iter().map(|exception| Exception {
        id: exception.id.clone(),
        title: exception.title.clone(),
        citation: exception.citation.clone(),
        force: exception.force,
        when: lower.inner(&exception.when),
        effect: exception.effect,
        overlap: exception.overlap,
    });
    let exceptions = exceptions.collect();
    Version {
        force: version.force,
        citation: version.citation.clone(),
        class: version.class,
        filter: version.filter.as_ref().map(|filter| lower.inner(filter)),
        due: version.due.as_ref().map(|due| lower.inner(due)),
        require: lower.inner(&version.require),
        exceptions,
        message: message(lower, &version.message),
        remedy: message(lower, &version.remedy),
        left: message(lower, &version.left),
        undated: version.undated.clone(),
    }
}

fn message(lower: &mut Lower, message: &TMessage) -> Message {
    let mut parts = |parts: &[TPart]| {
        let parts = parts.iter().map(|part| match part {
            TPart::Text(text) => Part::Text(text.clone()),
            TPart::Value(value) => Part::Value(lower.inner(value)),
        });
        parts.collect()
    };
    Message { ja: parts(&message.ja), en: parts(&message.en) }
}
