//! Duties: which records and which windows make them. What each is worth is decided in `verdict`.

use super::eval::{Eval, Setting};
use super::partials::Key;
use super::truth::{Causes, Truth};
use super::value::{Interval, Value, joined};
use super::verdict::{one, pack_applies, reason_of};
use crate::calendar::{DateRange, Day, Month};
use crate::compile::message_nodes;
use crate::compile::program::{Node, NodeId, Rule, SUBJECT_SLOT, WINDOW_SLOT};
use crate::limits;
use crate::model::{ListId, Reason, RecordId, Verdict};
use std::collections::BTreeSet;

/// The window of a duty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WindowValue {
    /// The rule has no `per`, or there was no window to make.
    None,
    /// A month.
    Month(Month),
    /// A run of months, first and last day.
    Days(Day, Day),
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
    /// A code.
    Code(ListId, u16),
    /// A record.
    Record(RecordId),
}

/// (rule, subject, window).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Index of the rule.
    pub rule: usize,
    /// None when the case holds no record of the kind.
    pub subject: Option<RecordId>,
    /// Its window.
    pub window: WindowValue,
    /// The record that the window was read from.
    pub maker: Option<RecordId>,
}

/// A duty with its verdict.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The duty.
    pub duty: Duty,
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// What it is unknown for.
    pub causes: Causes,
    /// The version applied.
    pub version: Option<usize>,
    /// The anchor, when it is known.
    pub anchor: Option<DateRange>,
    /// Last day in time.
    pub due: Option<DateRange>,
    /// Whether records that may still come kept windows open.
    pub later: bool,
    /// Indices of the exceptions that were applied, that clash, or that cannot be told.
    pub exceptions: Vec<usize>,
    /// Index of the exception whose requirement stood in place of the rule's.
    pub replaced: Option<usize>,
    /// Index of the transitional clause by which older law was applied.
    pub transition: Option<usize>,
}

/// Judges every duty of a case, in order of rule, subject, window.
pub fn judge(set: Setting<'_>) -> Vec<Judged> {
    let mut eval = Eval::new(set);
    let mut judged = Vec::new();
    (0..set.program.rules.len()).for_each(|index| of_rule(&mut eval, index, &mut judged));
    judged
}

/// The partials that the duties of one rule ask for, and the messages about them.
pub fn asked(set: Setting<'_>, index: usize) -> BTreeSet<Key> {
    let (mut eval, mut judged) = (Eval::new(set), Vec::new());
    of_rule(&mut eval, index, &mut judged);
    let mut asked = eval.asked;
    let Some(rule) = set.program.rules.get(index) else { return asked };
    for judged in &judged {
        let Some(version) = judged.version.and_then(|index| rule.versions.get(index)) else { continue };
        let mut eval = super::explain::bound(set, judged);
        let messages = [&version.message, &version.to_do, &version.left];
        let nodes = messages.into_iter().flat_map(message_nodes);
        nodes.for_each(|node| drop(eval.value(node)));
        asked.append(&mut eval.asked);
    }
    asked
}

/// Judges the duties of one rule.
pub fn judge_rule(set: Setting<'_>, index: usize) -> Vec<Judged> {
    let mut judged = Vec::new();
    of_rule(&mut Eval::new(set), index, &mut judged);
    judged
}

fn of_rule(eval: &mut Eval<'_>, index: usize, judged: &mut Vec<Judged>) {
    let program = eval.set.program;
    let Some(rule) = program.rules.get(index) else { return };
    // A rule about the office has no duty in a case, nor one about cases in an office.
    if program.schema.is_office(rule.subject) != eval.set.case.office {
        return;
    }
    for subject in subjects(eval, rule) {
        match subject {
            Some(subject) => of_subject(eval, index, rule, subject, judged),
            None => judged.extend(without_record(eval, index, rule)),
        }
    }
}

/// The records a rule is about; none at all is one duty without subject.
fn subjects(eval: &Eval, rule: &Rule) -> Vec<Option<RecordId>> {
    if eval.set.program.schema.is_root(rule.subject) {
        return vec![Some(RecordId { kind: rule.subject, row: 0 })];
    }
    let rows = 0..eval.set.case.rows(rule.subject).len() as u32;
    let records = rows.map(|row| RecordId { kind: rule.subject, row });
    let used: Vec<Option<RecordId>> = records.filter(|record| eval.is_used(*record)).map(Some).collect();
    if used.is_empty() { vec![None] } else { used }
}

pub(super) fn plain(duty: Duty, verdict: Verdict, reason: Reason, causes: Causes) -> Judged {
    Judged {
        duty,
        verdict,
        reason,
        causes,
        version: None,
        anchor: None,
        due: None,
        later: false,
        exceptions: Vec::new(),
        replaced: None,
        transition: None,
    }
}

fn without_record(eval: &Eval, index: usize, rule: &Rule) -> Option<Judged> {
    let duty = Duty { rule: index, subject: None, window: WindowValue::None, maker: None };
    if !pack_applies(&mut Eval::new(eval.set), rule, DateRange::exact(eval.set.as_of)) {
        return None;
    }
    if eval.is_kind_doubtful(rule.subject) || eval.is_unshown(rule.subject) {
        return Some(plain(duty, Verdict::Undetermined, Reason::MissingField, Causes::MISSING));
    }
    if eval.is_complete_now(rule.subject) {
        return Some(plain(duty, Verdict::NotApplicable, Reason::NoRecord, Causes::default()));
    }
    let kind = super::declarable(&eval.set.program.schema, rule.subject);
    Some(plain(duty, Verdict::Undetermined, Reason::OpenKind, Causes::open(kind)))
}

fn of_subject<'a>(eval: &mut Eval<'a>, index: usize, rule: &Rule, subject: RecordId, judged: &mut Vec<Judged>) {
    prepare(eval, subject);
    let duty = |window, maker| Duty { rule: index, subject: Some(subject), window, maker };
    let Some(per) = rule.per else {
        judged.extend(one(eval, rule, duty(WindowValue::None, None), Truth::True));
        return;
    };
    let Windows { windows, open, doubt } = windows(eval, rule, per);
    let applies = pack_applies(eval, rule, DateRange::exact(eval.set.as_of));
    if let (true, Some(causes)) = (applies, doubt) {
        let duty = duty(WindowValue::None, None);
        judged.push(plain(duty, Verdict::Undetermined, reason_of(causes), causes));
    } else if windows.is_empty() && applies {
        let duty = duty(WindowValue::None, None);
        // Records that are there and make no window are not in doubt for those that may be missing.
        judged.push(match open.filter(|_| !makes_of_something(eval, per)) {
            Some(causes) => plain(duty, Verdict::Undetermined, reason_of(causes), causes),
            None => plain(duty, Verdict::NotApplicable, Reason::Vacuous, Causes::default()),
        });
    }
    for made in windows {
        eval.bind(WINDOW_SLOT, made.value);
        judged.extend(one(eval, rule, duty(made.window, made.maker), made.member));
    }
}

/// One window of a subject.
struct MadeWindow<'a> {
    window: WindowValue,
    value: Value<'a>,
    member: Truth,
    maker: Option<RecordId>,
}

/// The windows of a subject, each value once, in order; why there may be more records; and why a record that is there
/// makes no window that is known.
struct Windows<'a> {
    windows: Vec<MadeWindow<'a>>,
    open: Option<Causes>,
    doubt: Option<Causes>,
}

fn windows<'a>(eval: &mut Eval<'a>, rule: &Rule, per: NodeId) -> Windows<'a> {
    let mut made = Windows { windows: Vec::new(), open: None, doubt: None };
    let coll = match eval.value(per) {
        Value::Coll(coll) => coll,
        Value::Unknown(causes) => return Windows { doubt: Some(causes), ..made },
        _ => return made,
    };
    let horizon = eval.set.as_of.plus_days(limits::HORIZON_DAYS);
    // Windows that only come later are no reason to doubt that there is none yet.
    (made.open, made.doubt) = (coll.open.filter(|open| *open != Causes::LATER), coll.doubt);
    for member in coll.members {
        match window_value(&member.value, rule.window_codes, horizon) {
            Ok(window) => match made.windows.iter_mut().find(|known| known.window == window) {
                Some(known) => known.member = known.member.or(member.member),
                None => {
                    let (value, maker) = (member.value, member.maker);
                    made.windows.push(MadeWindow { window, value, member: member.member, maker });
                }
            },
            Err(causes) => made.doubt = joined(made.doubt, causes),
        }
    }
    made.windows.sort_by(|a, b| a.window.cmp(&b.window));
    made
}

/// Whether the windows are made of records of which some are there, or whose kind is declared complete. What a condition
/// ranges over makes no windows.
fn makes_of_something(eval: &mut Eval<'_>, per: NodeId) -> bool {
    let program = eval.set.program;
    match program.node(per) {
        Node::Collect(query, _) => {
            eval.is_complete_now(program.query(*query).kind) || !eval.collect_records(*query).members.is_empty()
        }
        Node::Distinct(of) | Node::Months(of, _) | Node::Runs(_, of) => makes_of_something(eval, *of),
        Node::Periods(of, ..) | Node::CollectValues(_, of, ..) => makes_of_something(eval, *of),
        Node::Call(_, parts) => parts.iter().any(|part| makes_of_something(eval, *part)),
        Node::Add(a, b) | Node::Else(a, b) => makes_of_something(eval, *a) || makes_of_something(eval, *b),
        _ => false,
    }
}

/// A fresh frame for a subject: parameters at the as-of date until the anchor is known.
fn prepare(eval: &mut Eval<'_>, subject: RecordId) {
    eval.anchor = DateRange::exact(eval.set.as_of);
    eval.later = false;
    eval.bind(SUBJECT_SLOT, Value::Record(subject));
    eval.bind(WINDOW_SLOT, Value::Absent);
    eval.memo.next_subject();
}

/// A value as a window; what is not known is no window but a doubt, and what is absent is neither.
fn window_value(value: &Value, codes: Option<ListId>, horizon: Day) -> Result<WindowValue, Option<Causes>> {
    Ok(match value {
        Value::Month(month) => WindowValue::Month(*month),
        Value::Interval(Interval { from, causes, .. }) if from.lo == Day::MIN => return Err(Some(*causes)),
        // An end that is open is cut; a period that has one is judged whole.
        Value::Interval(Interval { from, to, .. }) if !to.hi.is_finite() => {
            WindowValue::Days(from.lo, horizon.max(from.lo))
        }
        Value::Interval(Interval { from, to, .. }) => WindowValue::Days(from.lo, to.hi),
        Value::Text(text) => WindowValue::Text((*text).to_owned()),
        Value::Number(least, _) => WindowValue::Number(*least),
        Value::Code(code) => WindowValue::Code(codes.ok_or(None)?, *code),
        Value::Record(record) => WindowValue::Record(*record),
        Value::Unknown(causes) => return Err(Some(*causes)),
        _ => return Err(None),
    })
}
