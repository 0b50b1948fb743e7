//! From a duty to its verdict: the order of steps is that of `docs/language.md`, "Meaning".

use super::duty::{Duty, Judged, WindowValue, plain};
use super::eval::Eval;
use super::truth::{Causes, Truth};
use super::value::{Value, joined};
use crate::calendar::{DateRange, Day};
use crate::check::typed::Effect;
use crate::compile::program::{Exception, Node, NodeId, Rule, SUBJECT_SLOT, Transition, Version, WINDOW_SLOT};
use crate::lang::ast::Force;
use crate::model::{Reason, Verdict};

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
    let mut judged = match law_of(eval, rule, anchor) {
        Ok(law) => under(eval, rule, duty, member, law),
        Err((verdict, reason, causes)) => plain(duty, verdict, reason, causes),
    };
    judged.anchor = Some(anchor);
    Some(judged)
}

/// The transitional clause that holds, and the day whose law it keeps.
type Law = Option<(usize, Day)>;

/// The duty under the law of its anchor, or of the day that a transitional clause names.
fn under(eval: &mut Eval<'_>, rule: &Rule, duty: Duty, member: Truth, law: Law) -> Judged {
    let own = eval.anchor;
    if let Some((_, day)) = law {
        eval.anchor = DateRange::exact(day);
        eval.memo.next_duty();
    }
    let mut judged = match version_at(rule, eval.anchor) {
        Ok(Some(version)) => with_version(eval, rule, duty, member, (version, own)),
        Ok(None) => plain(duty, Verdict::NotApplicable, Reason::NotInForce, Causes::default()),
        Err(()) => plain(duty, Verdict::Undetermined, Reason::AnchorUnknown, Causes::PARTIAL),
    };
    judged.transition = law.map(|(index, _)| index);
    judged
}

/// Transitional clauses that hold keep one older law; where one cannot be told, neither can the duty; where two name
/// different days, a person decides.
fn law_of(eval: &mut Eval<'_>, rule: &Rule, anchor: DateRange) -> Result<Law, (Verdict, Reason, Causes)> {
    let mut found: Law = None;
    for (index, transition) in rule.transitions.iter().enumerate() {
        match keeps_older_law(eval, transition, anchor) {
            Truth::False => {}
            Truth::Unknown(causes) => return Err((Verdict::Undetermined, reason_of(causes), causes)),
            Truth::True if found.is_some_and(|(_, day)| day != transition.law_of) => {
                return Err((Verdict::Judgement, Reason::ExceptionsClash, Causes::default()));
            }
            Truth::True => found = found.or(Some((index, transition.law_of))),
        }
    }
    Ok(found)
}

/// Whether a transitional clause is in force and its condition holds.
pub(super) fn keeps_older_law(eval: &mut Eval<'_>, transition: &Transition, anchor: DateRange) -> Truth {
    match in_force(transition.force, anchor) {
        Truth::False => Truth::False,
        in_force => in_force.and(transition.when.map_or(Truth::True, |when| eval.truth(when))),
    }
}

/// A pack makes no duty for a case it does not apply to; where that cannot be told, it applies.
pub(super) fn pack_applies(eval: &mut Eval<'_>, rule: &Rule, anchor: DateRange) -> bool {
    let applies = eval.set.program.packs.get(rule.pack).and_then(|pack| pack.applies);
    // A pack applies to cases; the office is where it is.
    let Some(applies) = applies.filter(|_| !eval.set.case.office) else { return true };
    let (subject, window) = (eval.slot(SUBJECT_SLOT), eval.slot(WINDOW_SLOT));
    eval.bind(SUBJECT_SLOT, Value::Record(eval.set.case.root(&eval.set.program.schema)));
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

fn with_version(
    eval: &mut Eval<'_>,
    rule: &Rule,
    duty: Duty,
    member: Truth,
    (index, own): (usize, DateRange),
) -> Judged {
    let Some(version) = rule.versions.get(index) else {
        return plain(duty, Verdict::NotApplicable, Reason::NotInForce, Causes::default());
    };
    let due = due_of(eval, version.due, &duty.window, own);
    let timing = timing(&due, eval.set.as_of);
    eval.later = timing != Timing::Past;
    let applies = member.and(version.filter.map_or(Truth::True, |filter| eval.truth(filter)));
    if applies == Truth::False {
        let mut judged = plain(duty, Verdict::NotApplicable, Reason::Condition, Causes::default());
        judged.version = Some(index);
        return judged;
    }
    let asked = Asked { require: version.require, due, timing };
    let mut judged = decide(eval, version, duty, applies, asked);
    judged.version = Some(index);
    judged
}

/// What is asked of a duty: a requirement, its last day, and where the as-of date stands to that day.
pub(super) struct Asked {
    require: NodeId,
    due: Result<DateRange, Causes>,
    timing: Timing,
}

/// Where the as-of date stands to the due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Timing {
    Past,
    Ahead,
    Unknown,
}

pub(super) fn timing(due: &Result<DateRange, Causes>, as_of: Day) -> Timing {
    match due {
        Ok(due) if as_of <= due.lo => Timing::Ahead,
        Ok(due) if as_of > due.hi => Timing::Past,
        _ => Timing::Unknown,
    }
}

/// The `due` clause, else the end of the window, else the duty's own anchor, whichever law is applied.
pub(super) fn due_of(
    eval: &mut Eval<'_>,
    due: Option<NodeId>,
    window: &WindowValue,
    own: DateRange,
) -> Result<DateRange, Causes> {
    if let Some(due) = due {
        return match eval.value(due) {
            Value::Date(date) => Ok(date),
            Value::Unknown(causes) => Err(causes),
            _ => Ok(DateRange::exact(Day::MAX)),
        };
    }
    Ok(match window {
        WindowValue::Month(month) => DateRange::exact(month.last_day()),
        WindowValue::Days(_, to) => DateRange::exact(*to),
        _ => own,
    })
}

/// The requirement, then the exceptions, then the due date.
fn decide(eval: &mut Eval<'_>, version: &Version, duty: Duty, applies: Truth, asked: Asked) -> Judged {
    let require = eval.truth(asked.require);
    if require == Truth::True {
        let vacuous = is_vacuous(eval, asked.require);
        let (verdict, reason) =
            if vacuous { (Verdict::NotApplicable, Reason::Vacuous) } else { (Verdict::Conform, Reason::Met) };
        return timed(plain(duty, verdict, reason, Causes::default()), &asked);
    }
    let found = exceptions(eval, version);
    match applied(version, &found.holding) {
        None => undisturbed(eval, duty, applies, require, &found, asked),
        Some(Applied::Replaced(index, (instead, due))) => replaced(eval, duty, applies, index, (instead, due), asked),
        Some(Applied::Verdict(verdict, reason)) => {
            let mut judged = plain(duty, verdict, reason, Causes::default());
            judged.exceptions = found.holding;
            timed(judged, &asked)
        }
    }
}

/// With the due date, whether later records count, and a doubt about the due date itself.
fn timed(mut judged: Judged, asked: &Asked) -> Judged {
    if asked.timing == Timing::Unknown && judged.verdict == Verdict::Undetermined {
        judged.causes = judged.causes | asked.due.err().unwrap_or(Causes::PARTIAL);
        judged.reason = reason_of(judged.causes);
    }
    judged.later = asked.timing != Timing::Past;
    judged.due = asked.due.ok();
    judged
}

/// The requirement that an exception puts in place of the rule's, with its own last day where it has one.
fn replaced(
    eval: &mut Eval<'_>,
    duty: Duty,
    applies: Truth,
    index: usize,
    (require, due): (NodeId, Option<NodeId>),
    asked: Asked,
) -> Judged {
    let asked = match due {
        None => Asked { require, ..asked },
        Some(due) => {
            let due = due_of(eval, Some(due), &duty.window, eval.anchor);
            let timing = timing(&due, eval.set.as_of);
            eval.later = timing != Timing::Past;
            Asked { require, due, timing }
        }
    };
    let require = eval.truth(asked.require);
    let mut judged = match require {
        Truth::True => timed(plain(duty, Verdict::Conform, Reason::Replaced, Causes::default()), &asked),
        require => undisturbed(eval, duty, applies, require, &Exceptions::default(), asked),
    };
    judged.replaced = Some(index);
    judged.exceptions = vec![index];
    judged
}

/// A requirement that is not met, with no exception that holds: pending, in doubt, or a violation.
fn undisturbed(
    eval: &mut Eval<'_>,
    duty: Duty,
    applies: Truth,
    require: Truth,
    found: &Exceptions,
    asked: Asked,
) -> Judged {
    let may_yet_apply = matches!(applies, Truth::Unknown(causes) if causes.has(Causes::LATER));
    if asked.timing == Timing::Ahead && (require != Truth::False || may_yet_apply) {
        return timed(plain(duty, Verdict::Pending, Reason::NotDue, Causes::default()), &asked);
    }
    let mut judged = match (require, found.doubt) {
        (Truth::False, Some(causes)) => {
            let reason = if causes.has(Causes::JUDGEMENT) { Reason::JudgementNeeded } else { Reason::ExceptionUnknown };
            let mut judged = plain(duty, Verdict::Judgement, reason, causes);
            judged.exceptions.clone_from(&found.unknown);
            judged
        }
        (Truth::Unknown(causes), _) => undecided(duty, causes),
        _ => {
            let reason = if is_absence(eval, asked.require) { Reason::NoMatch } else { Reason::NotMet };
            plain(duty, Verdict::Violation, reason, Causes::default())
        }
    };
    if let Truth::Unknown(causes) = applies
        && judged.verdict != Verdict::Undetermined
    {
        judged = plain(judged.duty, Verdict::Undetermined, reason_of(causes), causes);
    }
    timed(judged, &asked)
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

/// Exceptions in force at the anchor: those that hold, and those that cannot be told.
#[derive(Default)]
pub(super) struct Exceptions {
    pub(super) holding: Vec<usize>,
    unknown: Vec<usize>,
    doubt: Option<Causes>,
}

pub(super) fn exceptions(eval: &mut Eval<'_>, version: &Version) -> Exceptions {
    let mut found = Exceptions::default();
    for (index, exception) in version.exceptions.iter().enumerate() {
        let in_force = in_force(exception.force, eval.anchor);
        if in_force == Truth::False {
            continue;
        }
        match in_force.and(eval.truth(exception.when)) {
            Truth::True => found.holding.push(index),
            Truth::Unknown(causes) => {
                found.unknown.push(index);
                found.doubt = joined(found.doubt, Some(causes));
            }
            Truth::False => {}
        }
    }
    found
}

/// What exceptions that hold do together.
enum Applied {
    Verdict(Verdict, Reason),
    Replaced(usize, (NodeId, Option<NodeId>)),
}

/// Exceptions of one effect combine; of several effects, or with two requirements, they clash and a person decides.
fn applied(version: &Version, holding: &[usize]) -> Option<Applied> {
    let all: Vec<(usize, &Exception)> =
        holding.iter().filter_map(|index| Some((*index, version.exceptions.get(*index)?))).collect();
    let (first, exception) = all.first()?;
    let same = all.iter().all(|(_, other)| other.effect == exception.effect);
    Some(match (same, exception.effect, exception.replacement) {
        (true, Effect::Exempt, _) => {
            let overlap = all.iter().all(|(_, exception)| exception.overlap);
            Applied::Verdict(Verdict::Exempt, if overlap { Reason::Overlap } else { Reason::Exception })
        }
        (true, Effect::Judgement, _) => Applied::Verdict(Verdict::Judgement, Reason::JudgementNeeded),
        (true, Effect::Replace, Some(replacement)) if all.len() == 1 => Applied::Replaced(*first, replacement),
        _ => Applied::Verdict(Verdict::Judgement, Reason::ExceptionsClash),
    })
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
    } else if causes.has(Causes::UNSURE) && !causes.has(Causes::LATER) {
        // Outside a table, or a share of nothing: what would tell is not there.
        Reason::MissingField
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
            // A list of a record that is recorded as none.
            other => matches!(other, Value::Absent),
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
