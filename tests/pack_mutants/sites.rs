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
    at: At,
    nodes: Vec<NodeId>,
    /// What was written there has these times of force.
    forces: Vec<ForceOf>,
    /// Indices of the rules that read it.
    rules: BTreeSet<usize>,
    pub changes: Vec<Change>,
}

/// What a spot becomes.
#[derive(Clone, Debug)]
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
    let key =
        (at.file.0 as usize, at.span.start, at.span.end, kind.to_owned() + &std::mem::discriminant(node).hash_words());
    let site = found.entry(key).or_insert_with(|| Site {
        kind,
        at,
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

/// A word that tells the sorts of nodes of one spot apart.
trait Words {
    fn hash_words(&self) -> String;
}

impl Words for std::mem::Discriminant<Node> {
    fn hash_words(&self) -> String {
        format!("{self:?}")
    }
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
            let spot = if of_pack { At::default() } else { program.spot(version.require) };
            found.add(ForceOf::Version(index, at), spot, version.force, index);
            for (nth, exception) in version.exceptions.iter().enumerate() {
                found.add(ForceOf::Exception(index, at, nth), exception.at, exception.force, index);
            }
        }
    }
    for (param, rules) in params {
        for (at, (force, value)) in program.params[*param].values.iter().enumerate() {
            rules.iter().for_each(|rule| found.add(ForceOf::Param(*param, at), program.spot(*value), *force, *rule));
        }
    }
    found.0.into_values().collect()
}

/// Sites by place and time.
#[derive(Default)]
struct Forces(BTreeMap<(usize, usize, Day, Option<Day>), Site>);

impl Forces {
    fn add(&mut self, of: ForceOf, at: At, force: Force, rule: usize) {
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
        let key = (at.file.0 as usize, at.span.start, force.from, force.to);
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

    /// The program with a change, while `run` looks at it.
    pub fn with<T>(&self, program: &mut Program, change: &Change, run: impl FnOnce(&Program) -> T) -> T {
        match change {
            Change::Node(_, node) => {
                // Nodes of one spot differ in what they are made of: only the change itself is carried over.
                let kept: Vec<Node> = self.nodes.iter().map(|id| program.nodes[id.0 as usize].clone()).collect();
                for id in &self.nodes {
                    let old = program.nodes[id.0 as usize].clone();
                    program.nodes[id.0 as usize] = transferred(&old, node, self.nth(change));
                }
                let result = run(program);
                self.nodes.iter().zip(kept).for_each(|(id, node)| program.nodes[id.0 as usize] = node);
                result
            }
            Change::Force(from, to) => {
                let kept = program.clone();
                self.shift(program, *from, *to);
                let result = run(program);
                *program = kept;
                result
            }
        }
    }

    fn nth(&self, change: &Change) -> usize {
        let words = |change: &Change| format!("{change:?}");
        self.changes.iter().position(|other| words(other) == words(change)).unwrap_or(0)
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
    pub fn place(&self, rules: &RuleSet, change: &Change) -> String {
        let Some(file) = rules.sources.get(self.at.file) else { return String::new() };
        let (line, column) = file.lines.position(&file.text, self.at.span.start);
        let text: String =
            file.text[self.at.span.start..self.at.span.end].split_whitespace().collect::<Vec<_>>().join(" ");
        let text: String = text.chars().take(70).collect();
        let words = match change {
            Change::Node(words, _) => (*words).to_owned(),
            Change::Force(from, to) => format!("force {from:+} {to:+}"),
        };
        let of: Vec<&str> = self.rules.iter().take(2).map(|rule| rules.program.rules[*rule].id.as_str()).collect();
        format!("{}:{line}:{column}  {}  `{text}`  {words}", file.path, of.join(" "))
    }
}

/// The change of one node of a spot, made to another one of it.
fn transferred(old: &Node, to: &Node, nth: usize) -> Node {
    if let (_, changes) = changes(old)
        && let Some(Change::Node(_, node)) = changes.get(nth)
    {
        return node.clone();
    }
    to.clone()
}
