//! What is within reach of the variables: records, their fields, their lists.

use super::make_expr::{Maker, Op, op};
use super::make_schema::{GField, GTy};

/// A way to a value from a variable.
pub struct Path {
    pub op: Op,
    pub field: Option<GField>,
    pub ty: GTy,
}

impl Maker<'_> {
    /// Every record within two steps of a variable.
    pub fn records(&self) -> Vec<(Op, usize)> {
        let mut found: Vec<(Op, usize)> = Vec::new();
        for (name, ty) in &self.vars {
            if let GTy::Record(kind) = ty {
                found.push((op(name), *kind));
            }
        }
        let direct = found.clone();
        for (of, kind) in &direct {
            self.steps(of, *kind, &mut found);
        }
        found.push((op("case"), 0));
        found
    }

    pub fn steps(&self, of: &Op, kind: usize, into: &mut Vec<(Op, usize)>) {
        let step = |name: &str| Op { text: format!("{}.{name}", of.text), guards: of.guards.clone() };
        let shape = &self.schema.kinds[kind];
        if let Some((parent, ..)) = &shape.home {
            into.push((step("parent"), *parent));
        }
        for field in shape.fields.iter().filter(|field| !field.list) {
            if let GTy::Record(target) = field.ty {
                let mut to = step(&field.name);
                if field.optional {
                    to.guards.push(to.text.clone());
                }
                into.push((to, target));
            }
        }
        for (child, shape) in self.schema.kinds.iter().enumerate() {
            if let Some((_, key, false)) = shape.home.as_ref().filter(|home| home.0 == kind) {
                into.push((step(key), child));
            }
        }
    }

    /// Every value of a type within reach.
    pub fn paths(&self, wanted: GTy, list: bool) -> Vec<Path> {
        let mut found = Vec::new();
        for (of, kind) in self.records() {
            for field in &self.schema.kinds[kind].fields {
                if field.ty == wanted && field.list == list {
                    let text = format!("{}.{}", of.text, field.name);
                    let mut guards = of.guards.clone();
                    if field.optional && !list {
                        guards.push(text.clone());
                    }
                    found.push(Path { op: Op { text, guards }, field: Some(field.clone()), ty: wanted });
                }
            }
            if wanted == GTy::Interval && !list && self.schema.kinds[kind].view {
                let op = Op { text: format!("{}.span", of.text), guards: of.guards.clone() };
                found.push(Path { op, field: None, ty: wanted });
            }
        }
        if !list {
            let vars = self.vars.iter().filter(|(_, ty)| *ty == wanted);
            found.extend(vars.map(|(name, ty)| Path { op: op(name), field: None, ty: *ty }));
        }
        found
    }

    pub fn path(&mut self, wanted: GTy, list: bool) -> Option<Op> {
        let mut found = self.paths(wanted, list);
        if found.is_empty() {
            return None;
        }
        let found = found.swap_remove(self.random.below(found.len()));
        debug_assert!(found.ty == wanted);
        // Now and then the other spelling.
        let mut chosen = found.op;
        if let Some(field) = found.field.filter(|field| !field.optional)
            && self.chance(20)
        {
            let at = chosen.text.len() - field.name.len();
            chosen.text.replace_range(at.., &format!("項{}", field.name));
        }
        Some(chosen)
    }

    /// A record within reach, of a list where there is one.
    pub fn listed(&mut self) -> (Op, usize) {
        let records = self.records();
        let lists: Vec<(Op, usize)> =
            records.iter().filter(|(_, kind)| self.schema.kinds[*kind].keyed && *kind > 0).cloned().collect();
        let from = if lists.is_empty() { records } else { lists };
        self.random.pick(&from).clone()
    }

    /// A record of a kind that is at hand.
    pub fn record(&mut self, kind: usize) -> Option<Op> {
        let found: Vec<Op> =
            self.records().into_iter().filter(|(_, known)| *known == kind).map(|(record, _)| record).collect();
        (!found.is_empty()).then(|| self.random.pick(&found).clone())
    }

    /// A list of scalars that is at hand.
    pub fn list(&mut self, ty: GTy) -> Option<String> {
        self.path(ty, true).filter(|path| path.guards.is_empty()).map(|path| path.text)
    }

    /// A nested list that is at hand, and the kind of its records.
    pub fn nested(&mut self) -> Option<(String, usize)> {
        let mut lists = self.lists();
        lists.retain(|(kind, _)| self.schema.kinds[*kind].keyed);
        (!lists.is_empty()).then(|| {
            let (kind, source) = self.random.pick(&lists).clone();
            (source, kind)
        })
    }

    /// Every nested list or record that can be ranged over without a guard.
    pub fn lists(&self) -> Vec<(usize, String)> {
        let mut lists = Vec::new();
        for (of, kind) in self.records().into_iter().filter(|(of, _)| of.guards.is_empty()) {
            for (child, shape) in self.schema.kinds.iter().enumerate() {
                if let Some((_, key, _)) = shape.home.as_ref().filter(|home| home.0 == kind) {
                    lists.push((child, format!("{}.{key}", of.text)));
                }
            }
        }
        lists
    }
}
