//! Items of the checked tree to items of the program.

use super::lower::Lower;
use super::program::{Consequence, Contradiction, Exception, Message, Part, Rate, Rule, Transition, Version};
use crate::check::typed::{
    Checked, TConsequence, TContradiction, TException, TMessage, TPart, TRule, TTransition, TVersion, Ty,
};

pub(super) fn rule(lower: &mut Lower, rule: &TRule) -> Rule {
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
        transitions: rule.transitions.iter().map(|transition| self::transition(lower, transition)).collect(),
    }
}

fn version(lower: &mut Lower, version: &TVersion) -> Version {
    let exceptions = version.exceptions.iter().map(|exception| self::exception(lower, exception)).collect();
    Version {
        force: version.force,
        citation: version.citation.clone(),
        class: version.class,
        filter: version.filter.as_ref().map(|filter| lower.inner(filter)),
        due: version.due.as_ref().map(|due| lower.inner(due)),
        require: lower.inner(&version.require),
        exceptions,
        message: message(lower, &version.message),
        remedy: version.remedy,
        to_do: message(lower, &version.to_do),
        left: message(lower, &version.left),
        undated: version.undated.clone(),
    }
}

fn exception(lower: &mut Lower, exception: &TException) -> Exception {
    let replacement = exception.replacement.as_ref();
    Exception {
        id: exception.id.clone(),
        title: exception.title.clone(),
        citation: exception.citation.clone(),
        force: exception.force,
        when: lower.inner(&exception.when),
        effect: exception.effect,
        replacement: replacement.map(|(require, due)| (lower.inner(require), due.as_ref().map(|due| lower.inner(due)))),
        overlap: exception.overlap,
        at: exception.at,
    }
}

fn transition(lower: &mut Lower, transition: &TTransition) -> Transition {
    Transition {
        id: transition.id.clone(),
        title: transition.title.clone(),
        citation: transition.citation.clone(),
        force: transition.force,
        when: transition.when.as_ref().map(|when| lower.inner(when)),
        law_of: transition.law_of,
        at: transition.at,
    }
}

/// Whether what feeds a consequence is about the office: the rules that it names, or all of its class.
fn is_about_the_office(of: &TConsequence, checked: &Checked) -> bool {
    let of_class = |rule: &TRule| rule.versions.iter().any(|version| Some(version.class) == of.class);
    let about = |rule: &&TRule| checked.schema.is_office(rule.subject);
    let (named, classed): (Vec<_>, Vec<_>) = checked
        .rules
        .iter()
        .filter(|rule| of.rules.contains(&rule.id) || of_class(rule))
        .partition(|rule| of.rules.contains(&rule.id));
    if named.is_empty() { !classed.is_empty() && classed.iter().all(about) } else { named.iter().any(about) }
}

/// A consequence, fed by the rules that it names and by the duties of its class.
pub(super) fn consequence(lower: &mut Lower, of: &TConsequence, checked: &Checked) -> Consequence {
    lower.frame();
    let months = lower.outside(of.months);
    let subject = of.subject.map(|(kind, var)| (kind, lower.bind(var)));
    let named = checked.rules.iter().enumerate().filter(|(_, rule)| of.rules.contains(&rule.id));
    let rules: Vec<usize> = named.map(|(index, _)| index).collect();
    let office = is_about_the_office(of, checked);
    let rates = of.rates.iter().map(|rate| Rate {
        from: rate.from,
        to: rate.to,
        force: rate.force,
        value: lower.inner(&rate.value),
    });
    let rates = rates.collect();
    Consequence {
        id: of.id.clone(),
        title: of.title.clone(),
        citation: of.citation.clone(),
        rules,
        class: of.class,
        office,
        when: of.when.as_ref().map(|when| lower.inner(when)),
        from: of.from.as_ref().map(|from| lower.inner(from)),
        to: of.to.as_ref().map(|to| lower.inner(to)),
        months,
        subject,
        rates,
        amount: of.amount.as_ref().map(|amount| lower.inner(amount)),
        unit: of.unit.clone(),
        otherwise: of.otherwise.clone(),
        message: message(lower, &of.message),
        at: of.at,
    }
}

pub(super) fn contradiction(lower: &mut Lower, of: &TContradiction) -> Contradiction {
    lower.frame();
    Contradiction {
        id: of.id.clone(),
        title: of.title.clone(),
        kind: of.kind,
        when: lower.inner(&of.when),
        message: message(lower, &of.message),
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
