//! Which rules may read which records: a rule about the office and a rule about a case do not read each other's records;
//! only a partial reads cases for the office.

use super::program::{Consequence, Message, Node, NodeId, Part, Program, Rule, SUBJECT_SLOT, Version};
use crate::check::typed::At;

/// Places where an expression reads records out of its scope, in order.
pub fn out_of_scope(program: &Program) -> Vec<At> {
    let mut finder = Finder { program, office: false, partial: false, case_is_subject: false, found: Vec::new() };
    for rule in &program.rules {
        finder.office = program.schema.is_office(rule.subject);
        finder.partial = finder.office;
        rule_nodes(rule).into_iter().for_each(|node| finder.visit(node));
    }
    finder.office = false;
    finder.partial = false;
    for partial in &program.partials {
        finder.visit(partial.body);
    }
    for consequence in &program.consequences {
        finder.office = consequence.office;
        finder.case_is_subject = true;
        consequence_nodes(consequence).into_iter().for_each(|node| finder.visit(node));
    }
    finder.office = false;
    finder.case_is_subject = false;
    program.contradictions.iter().for_each(|of| finder.visit(of.when));
    let packs = program.packs.iter().filter_map(|pack| pack.applies);
    packs.for_each(|node| finder.visit(node));
    finder.found.dedup();
    finder.found
}

struct Finder<'p> {
    program: &'p Program,
    office: bool,
    partial: bool,
    /// Whether the subject of what is visited is the case.
    case_is_subject: bool,
    found: Vec<At>,
}

impl Finder<'_> {
    fn visit(&mut self, node: NodeId) {
        let at = self.program.node(node);
        let query = at.query().map(|query| self.program.query(query));
        let elsewhere = match (at, query) {
            (Node::Root, _) => self.office,
            (Node::Slot(SUBJECT_SLOT), _) if self.case_is_subject => self.office,
            (Node::Partial(..), _) => !self.partial,
            (_, Some(query)) => self.program.schema.is_office(query.kind) != self.office,
            _ => false,
        };
        if elsewhere {
            self.found.push(self.program.spot(node));
        }
        let of_query = query.into_iter().flat_map(|query| query.source.into_iter().chain(query.conds.iter().copied()));
        of_query.chain(at.parts()).for_each(|part| self.visit(part));
    }
}

fn consequence_nodes(of: &Consequence) -> Vec<NodeId> {
    let told = [of.when, of.from, of.to, of.amount].into_iter().flatten();
    told.chain(of.rates.iter().map(|rate| rate.value)).chain(message_nodes(&of.message)).collect()
}

fn rule_nodes(rule: &Rule) -> Vec<NodeId> {
    let whens = rule.transitions.iter().filter_map(|transition| transition.when);
    let common = rule.per.into_iter().chain([rule.anchor]).chain(whens);
    common.chain(rule.versions.iter().flat_map(version_nodes)).collect()
}

fn version_nodes(version: &Version) -> Vec<NodeId> {
    let exceptions = version.exceptions.iter().flat_map(|exception| {
        let replaced = exception.replacement.into_iter().flat_map(|(require, due)| [Some(require), due]);
        std::iter::once(exception.when).chain(replaced.flatten())
    });
    let messages = [&version.message, &version.to_do, &version.left].into_iter().flat_map(message_nodes);
    let clauses = [version.filter, version.due, Some(version.require)].into_iter().flatten();
    clauses.chain(exceptions).chain(messages).collect()
}

/// The values in a message.
pub fn message_nodes(message: &Message) -> Vec<NodeId> {
    let parts = message.ja.iter().chain(&message.en);
    let values = parts.filter_map(|part| match part {
        Part::Value(node) => Some(*node),
        Part::Text(_) => None,
    });
    values.collect()
}
