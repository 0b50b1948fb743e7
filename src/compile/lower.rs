//! Expressions to nodes.

use super::program::{Merge, Node, NodeId, PartialOf, Program, Query, QueryId, Slot, quantified};
use super::window;
use crate::check::typed::{At, Checked, TExpr, TKind, TRange, Ty, VarId};
use crate::limits;
use crate::model::{KindId, Schema};
use std::collections::HashMap;

/// What a variable stands for where it is compiled.
#[derive(Clone, Copy)]
enum Binding {
    Slot(Slot),
    Node(NodeId),
}

type Scope = HashMap<VarId, Binding>;

/// Nodes and queries made so far, and the slots of the current frame.
pub(super) struct Lower<'c> {
    checked: &'c Checked,
    program: Program,
    scope: Scope,
    base: u16,
    next: u16,
    most: u16,
}

impl<'c> Lower<'c> {
    pub(super) fn new(checked: &'c Checked) -> Lower<'c> {
        let mut lower = Lower { checked, program: Program::default(), scope: Scope::new(), base: 2, next: 2, most: 2 };
        lower.frame();
        lower
    }

    /// A fresh frame: only the subject and the window are bound.
    pub(super) fn frame(&mut self) {
        self.next = self.base;
        self.scope = Scope::from([
            (crate::check::typed::SUBJECT, Binding::Slot(Slot(0))),
            (crate::check::typed::WINDOW, Binding::Slot(Slot(1))),
        ]);
    }

    /// The value of a parameter, which is read inside any rule: its variables are never anyone else's.
    pub(super) fn constant(&mut self, expr: &TExpr) -> NodeId {
        self.frame();
        let node = self.expr(expr);
        self.base = self.next;
        node
    }

    /// An expression in a frame of its own.
    pub(super) fn root(&mut self, expr: &TExpr) -> NodeId {
        self.frame();
        self.expr(expr)
    }

    /// A clause of a rule: variables of other clauses may share their slots, since they are never live together.
    pub(super) fn inner(&mut self, expr: &TExpr) -> NodeId {
        self.expr(expr)
    }

    pub(super) fn overflowed(&self) -> bool {
        self.program.nodes.len() > limits::PROGRAM_NODES || self.next == u16::MAX
    }

    pub(super) fn slots(&self) -> u16 {
        self.most
    }

    pub(super) fn finish(self) -> Program {
        self.program
    }

    fn push(&mut self, node: Node, at: At) -> NodeId {
        let id = NodeId(self.program.nodes.len() as u32);
        self.program.nodes.push(node);
        self.program.spots.push(at);
        id
    }

    fn all(&mut self, exprs: &[TExpr]) -> Vec<NodeId> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    pub(super) fn expr(&mut self, expr: &TExpr) -> NodeId {
        // Past the limit nothing more is expanded; the caller reports it.
        if self.overflowed() {
            return self.push(Node::Absent, expr.at);
        }
        let node = match &expr.kind {
            TKind::Bool(value) => Node::Bool(*value),
            TKind::Number(value) => Node::Number(*value),
            TKind::Ratio(part, over) => Node::Ratio(*part, *over),
            TKind::Text(text) => Node::Text(text.clone()),
            TKind::Date(date) => Node::Date(*date),
            TKind::Month(month) => Node::Month(*month),
            TKind::Duration(amount, unit) => Node::Duration(*amount, *unit),
            TKind::Code(code) => Node::Code(*code),
            TKind::Absent | TKind::Failed => Node::Absent,
            TKind::Root => Node::Root,
            TKind::Var(var) => match self.scope.get(var) {
                Some(Binding::Node(node)) => return *node,
                Some(Binding::Slot(slot)) => Node::Slot(*slot),
                None => Node::Absent,
            },
            TKind::Field(of, field) => {
                let kind = record_kind(of);
                Node::Field(self.expr(of), kind, *field)
            }
            TKind::View(of, start, end) => {
                let kind = record_kind(of);
                Node::View(self.expr(of), kind, *start, *end)
            }
            // A nested list as a value is the collection of its records, open or closed like any query.
            TKind::Child(of, kind) if matches!(expr.ty, Ty::Coll(_)) => self.records_of(of, *kind, expr.at),
            TKind::Child(of, kind) => Node::Child(self.expr(of), *kind),
            TKind::Parent(of) => Node::Parent(self.expr(of)),
            TKind::Start(of) => Node::Start(self.expr(of)),
            TKind::End(of) => Node::End(self.expr(of)),
            TKind::Param(index) => Node::Param(*index as u32),
            TKind::Not(inner) => Node::Not(self.expr(inner)),
            TKind::And(operands) => Node::And(self.all(operands)),
            TKind::Or(operands) => Node::Or(self.all(operands)),
            TKind::Implies(left, right) => Node::Implies(self.expr(left), self.expr(right)),
            TKind::Cmp(op, left, right) => Node::Cmp(*op, self.expr(left), self.expr(right)),
            TKind::Else(left, right) => Node::Else(self.expr(left), self.expr(right)),
            TKind::Add(left, right) => Node::Add(self.expr(left), self.expr(right)),
            TKind::Sub(left, right) => Node::Sub(self.expr(left), self.expr(right)),
            TKind::Mul(left, right) => Node::Mul(self.expr(left), self.expr(right)),
            TKind::Div(left, right) => Node::Div(self.expr(left), self.expr(right)),
            TKind::Quant(quantifier, range) => {
                let (query, ()) = self.query(range, |_| ());
                quantified(*quantifier, query)
            }
            TKind::EachRecord(range, body) => {
                let (query, body) = self.query(range, |lower| lower.expr(body));
                Node::Each(query, body)
            }
            TKind::EachValue(var, collection, body) => {
                let collection = self.expr(collection);
                let slot = self.bind(*var);
                Node::EachValue(slot, collection, self.expr(body))
            }
            TKind::Collect(value, range) => {
                let (query, value) = self.query(range, |lower| lower.expr(value));
                Node::Collect(query, value)
            }
            TKind::CollectValues(value, var, of, cond) => {
                let of = self.expr(of);
                let slot = self.bind(*var);
                let cond = cond.as_ref().map(|cond| self.expr(cond));
                Node::CollectValues(slot, of, cond, self.expr(value))
            }
            TKind::Set(members) => Node::Set(self.all(members)),
            TKind::Interval(from, to) => Node::Interval(self.expr(from), self.expr(to)),
            TKind::Distinct(inner) => Node::Distinct(self.expr(inner)),
            TKind::Months(of, partial) => Node::Months(self.expr(of), *partial),
            TKind::Runs(length, of) => Node::Runs(self.expr(length), self.expr(of)),
            TKind::Periods(of, table, whole) => Node::Periods(self.expr(of), *table as u32, *whole),
            TKind::Expiry(trigger, span, first) => Node::Expiry(self.expr(trigger), self.expr(span), *first),
            TKind::OpenDay(day, table, shift) => Node::OpenDay(self.expr(day), *table as u32, *shift),
            TKind::Partial(index, args) => Node::Partial(self.partial(*index), self.all(args)),
            TKind::Filed(index, args) => return self.filing(*index, args, true),
            TKind::Deadline(index, args) => return self.filing(*index, args, false),
            TKind::Call(builtin, args) => Node::Call(*builtin, self.all(args)),
            TKind::Define(index, args) => return self.define(*index, args),
            TKind::Judged(index, args) => self.judged(*index, args),
            TKind::Recorded(inner) => Node::Recorded(self.expr(inner)),
            TKind::FilledIn(inner) => Node::FilledIn(self.expr(inner)),
        };
        self.push(node, expr.at)
    }

    pub(super) fn bind(&mut self, var: VarId) -> Slot {
        let slot = self.slot();
        self.scope.insert(var, Binding::Slot(slot));
        slot
    }

    fn slot(&mut self) -> Slot {
        let slot = Slot(self.next);
        self.next = self.next.saturating_add(1);
        self.most = self.most.max(self.next);
        slot
    }

    fn records_of(&mut self, of: &TExpr, kind: KindId, at: At) -> Node {
        let source = Some(self.expr(of));
        let slot = self.slot();
        let query = Query { kind, slot, source, conds: Vec::new(), from: Vec::new(), to: Vec::new() };
        self.program.queries.push(query);
        let record = self.push(Node::Slot(slot), at);
        Node::Collect(QueryId(self.program.queries.len() as u32 - 1), record)
    }

    fn query<T>(&mut self, range: &TRange, inner: impl FnOnce(&mut Self) -> T) -> (QueryId, T) {
        let source = range.source.as_ref().map(|source| self.expr(source));
        let slot = self.bind(range.var);
        let conds = self.all(&range.conds);
        let result = inner(self);
        let dated = self.checked.schema.kind(range.kind).dated;
        let (from, to) = window::bounds(&self.program, range.kind, slot, dated, &conds);
        let query = Query { kind: range.kind, slot, source, conds, from, to };
        self.program.queries.push(query);
        (QueryId(self.program.queries.len() as u32 - 1), result)
    }

    /// The body of a definition with its parameters bound to the arguments' nodes.
    fn define(&mut self, index: usize, args: &[TExpr]) -> NodeId {
        let checked = self.checked;
        match checked.defines.get(index) {
            Some(define) => self.expanded(&define.params, args, &define.body),
            None => self.push(Node::Absent, At::default()),
        }
    }

    /// Whether a filing was made in time, or its last day.
    fn filing(&mut self, index: usize, args: &[TExpr], found: bool) -> NodeId {
        let checked = self.checked;
        match checked.filings.get(index) {
            Some(filing) => self.expanded(&filing.params, args, if found { &filing.found } else { &filing.due }),
            None => self.push(Node::Absent, At::default()),
        }
    }

    fn expanded(&mut self, params: &[(VarId, Ty)], args: &[TExpr], body: &TExpr) -> NodeId {
        let scope = self.callee_scope(params, args);
        let outer = std::mem::replace(&mut self.scope, scope);
        let node = self.expr(body);
        self.scope = outer;
        node
    }

    fn judged(&mut self, index: usize, args: &[TExpr]) -> Node {
        let checked = self.checked;
        let Some(judgement) = checked.judgements.get(index) else { return Node::Absent };
        let scope = self.callee_scope(&judgement.params, args);
        let outer = std::mem::replace(&mut self.scope, scope);
        let parts = [&judgement.loose, &judgement.yes, &judgement.no].map(|part| self.expr(part));
        self.scope = outer;
        Node::Judged(parts, index as u32)
    }

    /// Place of a partial among the partials.
    fn partial(&self, index: usize) -> u32 {
        self.checked.defines.iter().take(index).filter(|define| define.partial).count() as u32
    }

    /// The partials, each in a frame of its own with the case as subject.
    pub(super) fn partials(&mut self) -> Vec<PartialOf> {
        let checked = self.checked;
        let partials = checked.defines.iter().filter(|define| define.partial);
        let lowered = partials.map(|define| {
            self.frame();
            PartialOf {
                params: define.params.iter().map(|(var, _)| self.bind(*var)).collect(),
                name: define.name.en.clone(),
                merge: match define.body.ty {
                    Ty::Truth => Merge::Cases,
                    Ty::Coll(_) => Merge::Union,
                    _ => Merge::Sum,
                },
                body: self.expr(&define.body),
            }
        });
        lowered.collect()
    }

    /// Variables that are bound from outside before a clause is evaluated.
    pub(super) fn outside(&mut self, vars: [VarId; 2]) -> [Slot; 2] {
        vars.map(|var| self.bind(var))
    }

    fn callee_scope(&mut self, params: &[(VarId, Ty)], args: &[TExpr]) -> Scope {
        let args = self.all(args);
        params.iter().zip(args).map(|((var, _), arg)| (*var, Binding::Node(arg))).collect()
    }
}

fn record_kind(of: &TExpr) -> KindId {
    match of.ty {
        Ty::Record(kind) => kind,
        _ => Schema::ROOT,
    }
}
