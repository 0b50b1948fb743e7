//! Values that stay the same while a case, a subject or a duty lasts.

use super::value::Value;
use crate::compile::level::Level;
use crate::compile::program::NodeId;
use std::collections::HashMap;

/// What was evaluated already, by node and by whether later records were awaited.
#[derive(Debug, Default)]
pub(super) struct Memo<'a> {
    case: HashMap<(NodeId, bool), Value<'a>>,
    subject: HashMap<(NodeId, bool), Value<'a>>,
    duty: HashMap<(NodeId, bool), Value<'a>>,
}

impl<'a> Memo<'a> {
    fn of(&mut self, level: Level) -> Option<&mut HashMap<(NodeId, bool), Value<'a>>> {
        match level {
            Level::None => None,
            Level::Duty => Some(&mut self.duty),
            Level::Subject => Some(&mut self.subject),
            Level::Case => Some(&mut self.case),
        }
    }

    pub(super) fn get(&mut self, level: Level, node: NodeId, later: bool) -> Option<Value<'a>> {
        self.of(level)?.get(&(node, later)).cloned()
    }

    pub(super) fn put(&mut self, level: Level, node: NodeId, later: bool, value: &Value<'a>) {
        if let Some(values) = self.of(level) {
            values.insert((node, later), value.clone());
        }
    }

    /// Another subject: only what holds for the case is kept.
    pub(super) fn next_subject(&mut self) {
        self.subject.clear();
        self.duty.clear();
    }

    /// Another duty, or another anchor of it.
    pub(super) fn next_duty(&mut self) {
        self.duty.clear();
    }
}
