//! Where a program can be changed, and to what.

use kijun::calendar::Day;
use kijun::check::typed::{At, Partial};
use kijun::compile::CompiledExample;
use kijun::compile::program::{Node, NodeId, Program, Rule};
use kijun::lang::ast::{CmpOp, Force};
use kijun::pipeline::RuleSet;
use std::collections::{BTreeMap, BTreeSet};

/// One spot of the rule text: the nodes it became, or a time of force.
pub struct Site {
    pub kind: &'static str,
    /// Where it is written; the pack's own first day has no place here.
    at: Option<At>,
    nodes: Vec<NodeId>,
    /// What was written there has these times of force.
    forces: Vec<ForceOf>,
    /// Indices of the rules that read it.
    rules: BTreeSet<usize>,
    pub changes: Vec<Change>,
}

/// What a spot becomes.
pub enum Change {
    Node(&'static str, Node),
    /// Days that are added to the first day of force, and to the last.
    Force(i32, i32),
}

/// Whose time of force: indices of the rule, its version, the exception, or of the parameter and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ForceOf {
    Version(usize, usize),
    Exception(usize, usize, usize),
    Param(usize, usize),
}

/// Every site that some clause of some rule reads.
pub fn sites(program: &Program) -> Vec<Site> {
    let mut found: BTreeMap<(usize, usize, usize, String), Site> = BTreeMap::new();
    let mut params: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (index, rule) in program.rules.iter().enumerate() {
        for id in reached(program, rule) {
            if let Node::Param(param) = program.node(id) {
                params.entry(*param as usize).or_default().insert(index);
            }
            node_site(program, id, index, &mut found);
        }
    }
    for (param, rules) in &params {
        for (_, value) in &program.params[*param].values {
            rules.iter().for_each(|rule| node_site(program, *value, *rule, &mut found));
        }
    }
    let mut sites: Vec<Site> = found.into_values().collect();
    sites.extend(forces(program, &params));
    sites
}

fn node_site(program: &Program, id: NodeId, rule: usize, found: &mut BTreeMap<(usize, usize, usize, String), Site>) {
    let node = program.node(id);
    let (kind, changes) = changes(node);
    if changes.is_empty() {
        return;
    }
    let at = program.spot(id);
    // Several sorts of nodes may stand at one spot.
    let sort = format!("{:?}", std::mem::discriminant(node));
    let key = (at.file.0 as usize, at.span.start, at.span.end, sort);
    let site = found.entry(key).or_insert_with(|| Site {
        kind,
        at: Some(at),
        nodes: Vec::new(),
        forces: Vec::new(),
        rules: BTreeSet::new(),
        changes,
    });
    if !site.nodes.contains(&id) {
        site.nodes.push(id);
    }
    site.rules.insert(rule);
}

/// Everything a rule's clauses are made of, but for its messages.
fn reached(program: &Program, rule: &Rule) -> BTreeSet<NodeId> {
    let mut open: Vec<NodeId> = rule.per.into_iter().chain([rule.anchor]).collect();
    open.extend(rule.transitions.iter().filter_map(|transition| transition.when));
    for version in &rule.versions {
        open.extend(version.filter.into_iter().chain(version.due).chain([version.require]));
        for exception in &version.exceptions {
            open.push(exception.when);
            open.extend(exception.replacement.iter().flat_map(|(require, due)| [Some(*require), *due]).flatten());
        }
    }
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let node = program.node(id);
        open.extend(node.parts());
        if let Some(query) = node.query() {
            let query = program.query(query);
            open.extend(query.source.iter().chain(&query.conds));
        }
        if let Node::Partial(partial, _) = node {
            open.push(program.partials[*partial as usize].body);
        }
    }
    seen
}

/// What a node becomes.
fn changes(node: &Node) -> (&'static str, Vec<Change>) {
    let change = |words, node| Change::Node(words, node);
    match node {
        Node::Cmp(op, a, b) => {
            let to: &[(&str, CmpOp)] = match op {
                CmpOp::Le => &[("<", CmpOp::Lt), (">=", CmpOp::Ge)],
                CmpOp::Lt => &[("<=", CmpOp::Le), (">", CmpOp::Gt)],
                CmpOp::Ge => &[(">", CmpOp::Gt), ("<=", CmpOp::Le)],
                CmpOp::Gt => &[(">=", CmpOp::Ge), ("<", CmpOp::Lt)],
                CmpOp::Eq => &[("!=", CmpOp::Ne)],
                CmpOp::Ne => &[("=", CmpOp::Eq)],
                CmpOp::In => &[],
            };
            ("comparison", to.iter().map(|(words, op)| change(words, Node::Cmp(*op, *a, *b))).collect())
        }
        Node::Exists(query) => ("quantifier", vec![change("none", Node::None(*query))]),
        Node::None(query) => ("quantifier", vec![change("exists", Node::Exists(*query))]),
        Node::Each(..) => ("quantifier", vec![change("true", Node::Bool(true))]),
        Node::And(list) => ("quantifier", and_or("or", list, Node::Or(list.clone()))),
        Node::Or(list) => ("quantifier", and_or("and", list, Node::And(list.clone()))),
        Node::Months(of, partial) => {
            let all = [Partial::Include, Partial::Exclude, Partial::ExcludeFirst, Partial::OnlyFirst];
            let others = all.into_iter().filter(|other| other != partial);
            ("window", others.map(|other| change("partial", Node::Months(*of, other))).collect())
        }
        Node::Periods(of, table, whole) => ("window", vec![change("partial", Node::Periods(*of, *table, !whole))]),
        Node::Date(date) => ("date", shifts(|days| Node::Date(date.map(|day| day.plus_days(days))))),
        Node::Month(month) => ("date", shifts(|months| Node::Month(month.plus(months)))),
        Node::Duration(number, unit) => ("date", shifts(|by| Node::Duration(number + i64::from(by), *unit))),
        Node::Number(number) => ("date", shifts(|by| Node::Number(number + i64::from(by)))),
        Node::Code(code) => ("code", vec![change("another code", Node::Code(if *code == 0 { 1 } else { code - 1 }))]),
        _ => ("", Vec::new()),
    }
}

/// The other connective, and the list without each of its members.
fn and_or(words: &'static str, list: &[NodeId], other: Node) -> Vec<Change> {
    let mut changes = vec![Change::Node(words, other.clone())];
    if list.len() > 1 {
        for at in 0..list.len() {
            let rest: Vec<NodeId> =
                list.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, id)| *id).collect();
            let node = if matches!(other, Node::Or(_)) { Node::And(rest) } else { Node::Or(rest) };
            changes.push(Change::Node(
                ["without 1", "without 2", "without 3", "without 4", "without a later one"][at.min(4)],
                node,
            ));
        }
    }
    changes
}

fn shifts(shift: impl Fn(i32) -> Node) -> Vec<Change> {
    vec![Change::Node("one less", shift(-1)), Change::Node("one more", shift(1))]
}

/// Times of force by the place where they are written: the pack's first day, a version, an exception, a value.
fn forces(program: &Program, params: &BTreeMap<usize, BTreeSet<usize>>) -> Vec<Site> {
    let mut found = Forces::default();
    for (index, rule) in program.rules.iter().enumerate() {
        let since = program.packs[rule.pack].since;
        for (at, version) in rule.versions.iter().enumerate() {
            let of_pack = Some(version.force.from) == since && version.force.to.is_none();
            let spot = (!of_pack).then(|| program.spot(version.require));
            found.add(ForceOf::Version(index, at), spot, version.force, index);
            for (nth, exception) in version.exceptions.iter().enumerate() {
                found.add(ForceOf::Exception(index, at, nth), Some(exception.at), exception.force, index);
            }
        }
    }
    for (param, rules) in params {
        for (at, (force, value)) in program.params[*param].values.iter().enumerate() {
            let spot = Some(program.spot(*value));
            rules.iter().for_each(|rule| found.add(ForceOf::Param(*param, at), spot, *force, *rule));
        }
    }
    found.0.into_values().collect()
}

/// Sites by place and time.
#[derive(Default)]
struct Forces(BTreeMap<(Option<(usize, usize)>, Day, Option<Day>), Site>);

impl Forces {
    fn add(&mut self, of: ForceOf, at: Option<At>, force: Force, rule: usize) {
        let mut changes = Vec::new();
        if force.from.is_finite() {
            changes.extend([Change::Force(-1, 0), Change::Force(1, 0)]);
        }
        if force.to.is_some_and(Day::is_finite) {
            changes.extend([Change::Force(0, -1), Change::Force(0, 1)]);
        }
        if changes.is_empty() {
            return;
        }
        let key = (at.map(|at| (at.file.0 as usize, at.span.start)), force.from, force.to);
        let new = || Site { kind: "date", at, nodes: Vec::new(), forces: Vec::new(), rules: BTreeSet::new(), changes };
        let site = self.0.entry(key).or_insert_with(new);
        if !site.forces.contains(&of) {
            site.forces.push(of);
        }
        site.rules.insert(rule);
    }
}

impl Site {
    /// Whether some rule that reads it has an id that begins so.
    pub fn is_in(&self, program: &Program, prefix: &str) -> bool {
        self.rules.iter().any(|rule| program.rules[*rule].id.starts_with(prefix))
    }

    /// Whether an example is about a rule that reads it.
    pub fn reaches(&self, program: &Program, example: &CompiledExample) -> bool {
        self.rules.iter().any(|rule| program.rules[*rule].id == example.example.rule)
    }

    /// The program with one of the changes, while `run` looks at it.
    pub fn with<T>(&self, program: &mut Program, nth: usize, run: impl FnOnce(&Program) -> T) -> T {
        match self.changes[nth] {
            Change::Node(..) => {
                let kept: Vec<Node> = self.nodes.iter().map(|id| program.node(*id).clone()).collect();
                // Nodes of one spot differ in what they are made of, so each is changed for itself.
                for (id, old) in self.nodes.iter().zip(&kept) {
                    if let Some(Change::Node(_, node)) = changes(old).1.into_iter().nth(nth) {
                        program.nodes[id.0 as usize] = node;
                    }
                }
                let result = run(program);
                self.nodes.iter().zip(kept).for_each(|(id, node)| program.nodes[id.0 as usize] = node);
                result
            }
            Change::Force(from, to) => {
                self.shift(program, from, to);
                let result = run(program);
                self.shift(program, -from, -to);
                result
            }
        }
    }

    fn shift(&self, program: &mut Program, from: i32, to: i32) {
        let moved = |force: &mut Force| {
            force.from = if force.from.is_finite() { force.from.plus_days(from) } else { force.from };
            force.to = force.to.map(|day| if day.is_finite() { day.plus_days(to) } else { day });
        };
        for of in &self.forces {
            moved(match of {
                ForceOf::Version(rule, version) => &mut program.rules[*rule].versions[*version].force,
                ForceOf::Exception(rule, version, at) => {
                    &mut program.rules[*rule].versions[*version].exceptions[*at].force
                }
                ForceOf::Param(param, at) => &mut program.params[*param].values[*at].0,
            });
        }
    }

    /// File, line, column, the text and what it became.
    pub fn place(&self, rules: &RuleSet, nth: usize) -> String {
        let words = match &self.changes[nth] {
            Change::Node(words, _) => (*words).to_owned(),
            Change::Force(from, to) => format!("force {from:+} {to:+}"),
        };
        let of: Vec<&str> = self.rules.iter().take(2).map(|rule| rules.program.rules[*rule].id.as_str()).collect();
        let Some((at, file)) = self.at.and_then(|at| Some((at, rules.sources.get(at.file)?))) else {
            return format!("`since` of the pack  {}  {words}", of.join(" "));
        };
        let (line, column) = file.lines.position(&file.text, at.span.start);
        let text = file.text[at.span.start..at.span.end].split_whitespace().collect::<Vec<_>>().join(" ");
        let text: String = text.chars().take(70).collect();
        format!("{}:{line}:{column}  {}  `{text}`  {words}", file.path, of.join(" "))
    }
}
