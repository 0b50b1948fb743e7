//! From a duty to its verdict: the order of steps is that of `docs/language.md`, "Meaning".

use super::duty::{Duty, Judged, WindowValue, plain};
use super::eval::Eval;
use super::truth::{Causes, Truth};
use super::value::Value;
use crate::calendar::{DateRange, Day};
use crate::compile::program::{Node, NodeId, Rule, SUBJECT_SLOT, Version, WINDOW_SLOT};
use crate::lang::ast::Force;
use crate::model::{Case, Reason, Verdict};

/// One duty; none when its pack does not apply to the case at the duty's anchor.
pub(super) fn one(eval: &mut Eval<'_>, rule: &Rule, duty: Duty, member: Truth) -> Option<Judged> {
    eval.anchor = DateRange::exact(eval.set.as_of);
    eval.later = false;
    eval.memo.next_duty();
    let anchor = match eval.value(rule.anchor) {
        Value::Date(anchor) => anchor,
        Value::Unknown(causes) => {
            return pack_applies(eval, rule, DateRange::exact(eval.set.as_of))
                .then(|| plain(duty, Verdict::Undetermined, Reason::AnchorUnknown, causes));
        }
        _ => {
            return pack_applies(eval, rule, DateRange::exact(eval.set.as_of))
                .then(|| plain(duty, Verdict::NotApplicable, Reason::Condition, Causes::default()));
        }
    };
    if !pack_applies(eval, rule, anchor) {
        return None;
    }
    eval.anchor = anchor;
    eval.memo.next_duty();
    let mut judged = match version_at(rule, anchor) {
        Ok(Some(version)) => with_version(eval, rule, duty, member, version),
        Ok(None) => plain(duty, Verdict::NotApplicable, Reason::NotInForce, Causes::default()),
        Err(()) => plain(duty, Verdict::Undetermined, Reason::AnchorUnknown, Causes::PARTIAL),
    };
    judged.anchor = Some(anchor);
    Some(judged)
}

/// A pack makes no duty for a case it does not apply to; where that cannot be told, it applies.
pub(super) fn pack_applies(eval: &mut Eval<'_>, rule: &Rule, anchor: DateRange) -> bool {
    let applies = eval.set.program.packs.get(rule.pack).and_then(|pack| pack.applies);
    let Some(applies) = applies else { return true };
    let (subject, window) = (eval.slot(SUBJECT_SLOT), eval.slot(WINDOW_SLOT));
    eval.bind(SUBJECT_SLOT, Value::Record(Case::ROOT));
    eval.bind(WINDOW_SLOT, Value::Date(anchor));
    let read_at = std::mem::replace(&mut eval.anchor, anchor);
    eval.memo.next_duty();
    let truth = eval.truth(applies);
    eval.anchor = read_at;
    eval.memo.next_duty();
    eval.bind(SUBJECT_SLOT, subject);
    eval.bind(WINDOW_SLOT, window);
    truth != Truth::False
}

/// The version in force on every day that the anchor may be; none when no day has one; an error when days differ.
fn version_at(rule: &Rule, anchor: DateRange) -> Result<Option<usize>, ()> {
    let states = rule.versions.iter().enumerate().map(|(index, version)| (index, in_force(version.force, anchor)));
    let touching: Vec<(usize, Truth)> = states.filter(|(_, state)| *state != Truth::False).collect();
    match touching.as_slice() {
        [] => Ok(None),
        [(index, Truth::True)] => Ok(Some(*index)),
        _ => Err(()),
    }
}

fn with_version(eval: &mut Eval<'_>, rule: &Rule, duty: Duty, member: Truth, index: usize) -> Judged {
    let Some(version) = rule.versions.get(index) else {
        return plain(duty, Verdict::NotApplicable, Reason::NotInForce, Causes::default());
    };
    let due = due_of(eval, version, &duty.window);
    let timing = timing(due, eval.set.as_of);
    eval.later = timing != Timing::Past;
    let applies = member.and(version.filter.map_or(Truth::True, |filter| eval.truth(filter)));
    if applies == Truth::False {
        eval.later = false;
        let mut judged = plain(duty, Verdict::NotApplicable, Reason::Condition, Causes::default());
        judged.version = Some(index);
        return judged;
    }
    let mut judged = decide(eval, version, duty, applies, timing);
    eval.later = false;
    if timing == Timing::Unknown && judged.verdict == Verdict::Undetermined {
        judged.causes = judged.causes | due.err().unwrap_or(Causes::PARTIAL);
        judged.reason = reason_of(judged.causes);
    }
    judged.version = Some(index);
    judged.later = timing != Timing::Past;
    judged.due = due.ok();
    judged
}

/// Where the as-of date stands to the due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Timing {
    Past,
    Ahead,
    Unknown,
}

pub(super) fn timing(due: Result<DateRange, Causes>, as_of: Day) -> Timing {
    match due {
        Ok(due) if as_of <= due.lo => Timing::Ahead,
        Ok(due) if as_of > due.hi => Timing::Past,
        _ => Timing::Unknown,
    }
}

/// The `due` clause, else the end of the window, else the anchor.
pub(super) fn due_of(eval: &mut Eval<'_>, version: &Version, window: &WindowValue) -> Result<DateRange, Causes> {
    if let Some(due) = version.due {
        return match eval.value(due) {
            Value::Date(date) => Ok(date),
            Value::Unknown(causes) => Err(causes),
            _ => Ok(DateRange::exact(Day::MAX)),
        };
    }
    Ok(match window {
        WindowValue::Month(month) => DateRange::exact(month.last_day()),
        WindowValue::Days(_, to) => DateRange::exact(*to),
        _ => eval.anchor,
    })
}

pub(super) fn decide(eval: &mut Eval<'_>, version: &Version, duty: Duty, applies: Truth, timing: Timing) -> Judged {
    let require = eval.truth(version.require);
    if require == Truth::True {
        let vacuous = is_vacuous(eval, version.require);
        let (verdict, reason) =
            if vacuous { (Verdict::NotApplicable, Reason::Vacuous) } else { (Verdict::Conform, Reason::Met) };
        return plain(duty, verdict, reason, Causes::default());
    }
    let exception = exception(eval, version);
    if let Some((index, Truth::True)) = exception {
        return exempted(version, duty, index);
    }
    let may_yet_apply = matches!(applies, Truth::Unknown(causes) if causes.has(Causes::LATER));
    if timing == Timing::Ahead && (require != Truth::False || may_yet_apply) {
        return plain(duty, Verdict::Pending, Reason::NotDue, Causes::default());
    }
    let mut judged = match (require, exception) {
        (Truth::False, Some((index, Truth::Unknown(causes)))) => {
            let reason = if causes.has(Causes::JUDGEMENT) { Reason::JudgementNeeded } else { Reason::ExceptionUnknown };
            let mut judged = plain(duty, Verdict::Judgement, reason, causes);
            judged.exception = Some(index);
            judged
        }
        (Truth::Unknown(causes), _) => undecided(duty, causes),
        _ => {
            let reason = if is_absence(eval, version.require) { Reason::NoMatch } else { Reason::NotMet };
            plain(duty, Verdict::Violation, reason, Causes::default())
        }
    };
    if let Truth::Unknown(causes) = applies
        && judged.verdict != Verdict::Undetermined
    {
        judged = plain(judged.duty, Verdict::Undetermined, reason_of(causes), causes);
    }
    judged
}

pub(super) fn undecided(duty: Duty, causes: Causes) -> Judged {
    let only_judgement = causes.has(Causes::JUDGEMENT)
        && !causes.is_open()
        && !causes.has(Causes::MISSING)
        && !causes.has(Causes::PARTIAL);
    if only_judgement {
        return plain(duty, Verdict::Judgement, Reason::JudgementNeeded, causes);
    }
    plain(duty, Verdict::Undetermined, reason_of(causes), causes)
}

pub(super) fn exempted(version: &Version, duty: Duty, index: usize) -> Judged {
    let exception = version.exceptions.get(index);
    let (verdict, reason) = match exception {
        Some(exception) if exception.overlap => (Verdict::Exempt, Reason::Overlap),
        Some(exception) if exception.effect == Verdict::Judgement => (Verdict::Judgement, Reason::JudgementNeeded),
        _ => (Verdict::Exempt, Reason::Exception),
    };
    let mut judged = plain(duty, verdict, reason, Causes::default());
    judged.exception = Some(index);
    judged
}

/// The first exception that holds, else the first that cannot be told. One is in force or not at the duty's anchor.
fn exception(eval: &mut Eval<'_>, version: &Version) -> Option<(usize, Truth)> {
    let mut unknown = None;
    for (index, exception) in version.exceptions.iter().enumerate() {
        let in_force = in_force(exception.force, eval.anchor);
        if in_force == Truth::False {
            continue;
        }
        match in_force.and(eval.truth(exception.when)) {
            Truth::True => return Some((index, Truth::True)),
            Truth::Unknown(causes) => {
                unknown.get_or_insert((index, Truth::Unknown(causes)));
            }
            Truth::False => {}
        }
    }
    unknown
}

/// Whether a range of force covers every day that the anchor may be.
fn in_force(force: Force, anchor: DateRange) -> Truth {
    let covers = |day: Day| force.from <= day && force.to.is_none_or(|to| day <= to);
    let touches = force.from <= anchor.hi && force.to.is_none_or(|to| anchor.lo <= to);
    match (covers(anchor.lo) && covers(anchor.hi), touches) {
        (true, _) => Truth::True,
        (_, false) => Truth::False,
        _ => Truth::Unknown(Causes::PARTIAL),
    }
}

/// The enumerated reason of an unknown: what would have to be recorded first.
pub(super) fn reason_of(causes: Causes) -> Reason {
    if causes.has(Causes::MISSING) {
        Reason::MissingField
    } else if causes.is_open() {
        Reason::OpenKind
    } else if causes.has(Causes::PARTIAL) {
        Reason::PartialDate
    } else if causes.has(Causes::JUDGEMENT) {
        Reason::JudgementNeeded
    } else {
        Reason::NotDue
    }
}

/// Whether a requirement that holds ranges over nothing only.
pub(super) fn is_vacuous(eval: &mut Eval<'_>, node: NodeId) -> bool {
    let program = eval.set.program;
    match program.node(node) {
        Node::Each(query, _) => eval.is_vacuous(*query),
        Node::EachValue(_, collection, _) => match eval.value(*collection) {
            Value::Coll(coll) => coll.members.is_empty() && coll.open.is_none(),
            _ => false,
        },
        Node::And(operands) => operands.iter().all(|operand| is_vacuous(eval, *operand)),
        _ => false,
    }
}

/// Whether a requirement fails for want of a record.
pub(super) fn is_absence(eval: &mut Eval<'_>, node: NodeId) -> bool {
    let program = eval.set.program;
    match program.node(node) {
        Node::Exists(_) => true,
        Node::Or(operands) => operands.iter().any(|operand| is_absence(eval, *operand)),
        Node::And(operands) => {
            let failing = operands.iter().find(|operand| eval.truth(**operand) == Truth::False);
            failing.is_some_and(|failing| is_absence(eval, *failing))
        }
        _ => false,
    }
}
