//! The second pass: for one judged duty, what made it, what satisfied it or came nearest, what closed the world, which
//! facts are missing, and from which day a failure was cured. Verdicts are never changed here.

use super::cure::cured_on;
use super::duty::{Judged, WindowValue};
use super::eval::{Eval, Setting};
use super::explained::{Explained, Fact, Spot};
use super::missing::missing;
use super::nearest::{self, Miss};
use super::truth::{Causes, Truth};
use super::value::Value;
use super::verdict::{exceptions, keeps_older_law};
use super::visit::{first_field, visit};
use crate::calendar::{DateRange, Day};
use crate::check::typed::Both;
use crate::compile::program::{Node, NodeId, Program, QueryId, Rule, SUBJECT_SLOT, Slot, WINDOW_SLOT};
use crate::diag::Role;
use crate::model::{Reason, RecordId, Target, Verdict};

fn window_end(window: &WindowValue) -> Option<Day> {
    match window {
        WindowValue::Month(month) => Some(month.last_day()),
        WindowValue::Days(_, to) => Some(*to),
        _ => None,
    }
}

/// Explains a duty.
pub fn explain(set: Setting<'_>, judged: &Judged) -> Explained {
    let mut work = Work { eval: Eval::new(set), out: Explained::default(), depth: 0 };
    work.prepare(judged);
    work.duty_spots(judged);
    work.decision(judged);
    work.out.facts.sort();
    work.out.facts.dedup();
    work.out
}

/// An evaluation bound to a duty, for messages and explanation.
pub fn bound<'a>(set: Setting<'a>, judged: &Judged) -> Eval<'a> {
    let mut work = Work { eval: Eval::new(set), out: Explained::default(), depth: 0 };
    work.prepare(judged);
    work.eval
}

struct Work<'a> {
    eval: Eval<'a>,
    out: Explained,
    depth: usize,
}

impl<'a> Work<'a> {
    fn program(&self) -> &'a Program {
        self.eval.set.program
    }

    /// Binds subject, window and anchor as the first pass did.
    fn prepare(&mut self, judged: &Judged) {
        let duty = &judged.duty;
        let subject = duty.subject.map_or(Value::Absent, Value::Record);
        self.eval.bind(SUBJECT_SLOT, subject);
        self.eval.bind(WINDOW_SLOT, Value::Absent);
        let window = self.window(&duty.window, duty.rule);
        self.eval.bind(WINDOW_SLOT, window);
        let transition = judged.transition.and_then(|at| self.program().rules.get(duty.rule)?.transitions.get(at));
        let law = transition.map(|transition| DateRange::exact(transition.law_of));
        if let Some(anchor) = law.or(judged.anchor) {
            self.eval.anchor = anchor;
        }
        self.eval.later = judged.later;
        self.eval.per = self.program().rules.get(duty.rule).and_then(|rule| rule.per);
        self.eval.window_list = match duty.window {
            WindowValue::Code(list, _) => Some(list),
            _ => None,
        };
    }

    fn window(&mut self, window: &WindowValue, rule: usize) -> Value<'a> {
        match window {
            WindowValue::None => Value::Absent,
            WindowValue::Month(month) => Value::Month(*month),
            WindowValue::Days(from, to) => Value::Interval(super::value::Interval::days(*from, *to)),
            WindowValue::Number(number) => Value::Number(*number, *number),
            WindowValue::Code(_, code) => Value::Code(*code),
            WindowValue::Record(record) => Value::Record(*record),
            WindowValue::Text(text) => {
                // The text lives in the case or the program, so it is found again in the windows of the rule.
                let per = self.program().rules.get(rule).and_then(|rule| rule.per);
                let coll = per.map(|per| self.eval.value(per));
                let Some(Value::Coll(coll)) = coll else { return Value::Absent };
                let found = coll.members.into_iter().map(|member| member.value);
                let mut found = found.filter(|value| matches!(value, Value::Text(known) if known == text));
                found.next().unwrap_or(Value::Absent)
            }
        }
    }

    /// What made the duty: the field of the subject that the anchor reads, or the record that the window was read from.
    fn duty_spots(&mut self, judged: &Judged) {
        let duty = &judged.duty;
        let Some(rule) = self.program().rules.get(duty.rule) else { return };
        let maker = duty.maker.and_then(|maker| Some(self.field_of_maker(rule.per?, maker)));
        let root = self.eval.set.case.root(&self.program().schema);
        let subject = duty.subject.filter(|subject| *subject != root).map(|subject| {
            match first_field(self.program(), rule.anchor, SUBJECT_SLOT) {
                Some(field) => Target::Field(subject, field),
                None => Target::Record(subject),
            }
        });
        let made = subject.or(maker).unwrap_or(Target::Record(root));
        self.spot(made, Role::Duty, Both::default());
        if let (Some(maker), Some(_)) = (maker, subject) {
            self.spot(maker, Role::Duty, Both::default());
        }
    }

    fn field_of_maker(&self, per: NodeId, maker: RecordId) -> Target {
        let program = self.program();
        let mut found = None;
        visit(program, per, &mut |node| {
            if let Node::Collect(query, value) = program.node(node) {
                let query = program.query(*query);
                if query.kind == maker.kind && found.is_none() {
                    found = first_field(program, *value, query.slot);
                }
            }
        });
        found.map_or(Target::Record(maker), |field| Target::Field(maker, field))
    }

    fn spot(&mut self, target: Target, role: Role, label: Both) {
        let (Target::Record(record) | Target::Field(record, _) | Target::Child(record, _)) = target;
        let set = self.eval.set;
        if let (Role::Evidence, Some(source)) = (role, set.case.derived(&set.program.schema, record))
            && !self.out.derived.iter().any(|known| known == source)
        {
            self.out.derived.push(source.to_owned());
        }
        let spot = Spot { target, role, label };
        if !self.out.spots.iter().any(|known| known.target == target && known.role == role) {
            self.out.spots.push(spot);
        }
    }

    /// The clause that decided, by verdict.
    fn decision(&mut self, judged: &Judged) {
        let Some(rule) = self.program().rules.get(judged.duty.rule) else { return };
        let version = judged.version.and_then(|index| rule.versions.get(index));
        let Some(version) = version else {
            self.causes(judged.causes);
            if judged.duty.subject.is_none() && self.eval.is_unshown(rule.subject) {
                self.out.facts.push(Fact::Unshown(rule.subject));
            }
            self.missing(rule.anchor);
            self.out.clause = Some(self.program().spot(rule.anchor));
            if judged.reason == Reason::ExceptionsClash {
                self.older_law(rule);
            }
            return;
        };
        let replacement = judged.replaced.and_then(|index| version.exceptions.get(index)?.replacement);
        let require = replacement.map_or(version.require, |(require, _)| require);
        let exception = judged.exceptions.first().and_then(|index| version.exceptions.get(*index));
        let node = match (judged.verdict, exception) {
            (Verdict::Exempt | Verdict::Judgement, Some(exception)) => exception.when,
            (Verdict::NotApplicable, _) => version.filter.unwrap_or(require),
            _ => require,
        };
        if judged.verdict == Verdict::Conform && judged.reason == Reason::Met {
            self.out.unused = exceptions(&mut self.eval, version).holding;
        }
        if judged.reason == Reason::ExceptionsClash {
            let clashing = judged.exceptions.iter().filter_map(|index| version.exceptions.get(*index));
            self.out.clauses = clashing.map(|exception| exception.at).collect();
        }
        self.out.clause = Some(self.program().spot(node));
        if judged.verdict == Verdict::Pending {
            return;
        }
        if judged.verdict == Verdict::Judgement {
            self.node(require);
        }
        self.node(node);
        if judged.verdict == Verdict::Undetermined {
            version.filter.into_iter().chain(version.due).for_each(|node| self.missing(node));
            self.causes(judged.causes);
        }
        if judged.verdict == Verdict::Violation {
            let due = judged.due.map_or(Day::MIN, |due| due.hi);
            // What comes after its window and before the last day for writing it down is late as well.
            let late_after = window_end(&judged.duty.window).map_or(due, |end| end.min(due));
            self.out.cured_on = cured_on(&mut self.eval, require, late_after);
        }
    }

    /// The transitional clauses that keep the law of different days.
    fn older_law(&mut self, rule: &Rule) {
        let anchor = self.eval.anchor;
        let eval = &mut self.eval;
        let holding = rule.transitions.iter().filter(|clause| keeps_older_law(eval, clause, anchor) == Truth::True);
        self.out.clauses = holding.map(|clause| clause.at).collect();
    }

    fn causes(&mut self, causes: Causes) {
        self.out.facts.extend(causes.kinds().map(Fact::Kind));
    }

    /// Explains why a condition has the truth it has.
    fn node(&mut self, node: NodeId) {
        // Depth is bounded by the expression; the guard keeps a definition called from itself through data harmless.
        if self.depth > crate::limits::EXPRESSION_DEPTH {
            return;
        }
        self.depth += 1;
        self.explain_node(node);
        self.depth -= 1;
    }

    fn explain_node(&mut self, node: NodeId) {
        let truth = self.eval.truth(node);
        match self.program().node(node).clone() {
            Node::And(operands) => self.operands(&operands, truth, truth == Truth::True),
            Node::Or(operands) if truth == Truth::False => {
                if let Some(operand) = nearest::branch(&mut self.eval, &operands) {
                    self.node(operand);
                }
            }
            Node::Or(operands) => self.operands(&operands, truth, truth != Truth::True),
            Node::Not(inner) => self.node(inner),
            Node::Implies(left, right) => {
                if self.eval.truth(left) != Truth::False {
                    self.node(right);
                }
                if matches!(truth, Truth::Unknown(_)) {
                    self.missing(left);
                }
            }
            Node::Exists(query) => self.exists(query, truth),
            Node::None(query) => self.exists(query, !truth),
            Node::Each(query, body) => self.each(query, body, truth),
            Node::EachValue(slot, collection, body) => self.each_value(slot, collection, body, truth),
            Node::Judged([loose, yes, _], index) => {
                let about = if self.eval.truth(loose) == Truth::True { loose } else { yes };
                self.node(about);
                if matches!(truth, Truth::Unknown(_)) {
                    self.out.facts.push(Fact::Judgement(index));
                }
            }
            _ => self.leaf(node, truth),
        }
    }

    /// Operands that share the whole's truth explain it; all of them, or the first.
    fn operands(&mut self, operands: &[NodeId], truth: Truth, all: bool) {
        for operand in operands {
            let own = self.eval.truth(*operand);
            let same = match (own, truth) {
                (Truth::Unknown(_), Truth::Unknown(_)) => true,
                (own, truth) => own == truth,
            };
            if same {
                self.node(*operand);
                if !all && truth == Truth::True {
                    return;
                }
            }
        }
    }

    fn exists(&mut self, id: QueryId, truth: Truth) {
        let query = self.program().query(id);
        match truth {
            Truth::True => {
                if let Some((record, target)) = nearest::hit(&mut self.eval, query) {
                    self.eval.bind(query.slot, Value::Record(record));
                    self.spot(target, Role::Evidence, Both::default());
                }
            }
            Truth::False | Truth::Unknown(_) => {
                if let Some(miss) = nearest::miss(&mut self.eval, query) {
                    self.miss(query.slot, miss);
                }
                self.closed(id);
                if let Truth::Unknown(causes) = truth {
                    self.causes(causes);
                }
            }
        }
    }

    fn miss(&mut self, slot: Slot, miss: Miss) {
        self.eval.bind(slot, Value::Record(miss.record));
        self.spot(miss.target, Role::Nearest, miss.label);
        for cond in miss.failed {
            if matches!(self.eval.truth(cond), Truth::Unknown(_)) {
                self.missing(cond);
            }
        }
    }

    /// The declaration that closes the world for a query, if one does.
    fn closed(&mut self, id: QueryId) {
        let query = self.program().query(id);
        if self.eval.is_unshown(query.kind) {
            return self.out.facts.push(Fact::Unshown(query.kind));
        }
        let (from, to) = self.eval.window(query);
        let to = to.min(self.eval.set.as_of);
        let place = self.eval.closing(query, from, to).and_then(|declared| declared.place.clone());
        if let Some(place) = place
            && !self.out.declared.contains(&place)
        {
            self.out.declared.push(place);
        }
    }

    fn each(&mut self, id: QueryId, body: NodeId, truth: Truth) {
        let query = self.program().query(id);
        let Ok(candidates) = self.eval.candidates(query) else { return };
        for record in candidates {
            self.eval.bind(query.slot, Value::Record(record));
            let applies = self.eval.all(&query.conds);
            if applies == Truth::False {
                continue;
            }
            let own = self.eval.truth(body);
            if own != Truth::True || truth == Truth::True {
                let role = if own == Truth::True { Role::Evidence } else { Role::Nearest };
                self.spot(Target::Record(record), role, Both::default());
                self.node(body);
            }
        }
        if truth != Truth::False {
            self.closed(id);
        }
    }

    fn each_value(&mut self, slot: Slot, collection: NodeId, body: NodeId, truth: Truth) {
        let Value::Coll(coll) = self.eval.value(collection) else { return };
        for member in coll.members {
            self.eval.bind(slot, member.value);
            if self.eval.truth(body) != Truth::True || truth == Truth::True {
                self.node(body);
            }
        }
    }

    /// A comparison or a field: the fields it reads.
    fn leaf(&mut self, node: NodeId, truth: Truth) {
        let role = if truth == Truth::True { Role::Evidence } else { Role::Nearest };
        let (eval, mut targets) = (&mut self.eval, Vec::new());
        nearest::fields(eval, node, &mut targets);
        if let Some((record, field)) = targets.first() {
            let label = nearest::label(&mut self.eval, node);
            self.spot(Target::Field(*record, *field), role, label);
        }
        if matches!(truth, Truth::Unknown(_)) {
            self.missing(node);
        }
    }

    fn missing(&mut self, node: NodeId) {
        missing(&mut self.eval, node, &mut self.out.facts);
    }
}
