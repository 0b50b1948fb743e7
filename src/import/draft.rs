//! Cases while their rows are gathered: records that several rows may fill, each value with its cell.

use super::codes;
use super::values::name_key;
use crate::diag::{Diagnostic, Place, Role};
use crate::model::{FieldId, KindId, Schema};
use crate::table::{Cell, address};
use std::collections::BTreeMap;

/// Where a value or a record was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    /// Index of the file.
    pub(super) file: usize,
    /// Sheet; empty for a list.
    pub(super) sheet: String,
    /// 1-based line, or row.
    pub(super) line: usize,
    /// 1-based column: in characters in a list, by number on a sheet.
    pub(super) column: usize,
    /// Cell of a sheet; empty for a list.
    pub(super) cell: String,
    /// Header of the column.
    pub(super) header: String,
}

impl Spot {
    /// The spot of a cell.
    pub(super) fn of(file: usize, sheet: &str, cell: &Cell, header: &str) -> Spot {
        let named = if sheet.is_empty() { String::new() } else { address(cell.line, cell.column) };
        let header = header.to_owned();
        Spot { file, sheet: sheet.to_owned(), line: cell.line, column: cell.at, cell: named, header }
    }

    /// The spot as a place in a file of this name. Its text is left out: it may be personal.
    pub(super) fn place(&self, path: &str) -> Place {
        let filled = |text: &String| (!text.is_empty()).then(|| text.clone());
        Place {
            column: self.column.max(1),
            sheet: filled(&self.sheet),
            cell: filled(&self.cell),
            field: filled(&self.header),
            ..Place::bare(Role::Evidence, path, self.line.max(1))
        }
    }
}

/// A value of a field.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    /// As JSON.
    pub(super) json: String,
    /// What was written.
    pub(super) text: String,
    /// Where.
    pub(super) at: Spot,
}

impl Filled {
    /// Whether another value says the same: a name may be written with other blanks, or with a title behind it.
    fn is_like(&self, other: &Filled) -> bool {
        self.json == other.json || name_key(&self.plain()) == name_key(&other.plain())
    }

    /// The value as text, or as JSON where it is none, with the zeros in front that a list may have lost.
    pub(super) fn plain(&self) -> String {
        serde_json::from_str(&self.json).unwrap_or_else(|_| self.json.clone())
    }
}

/// A record.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: KindId,
    /// What it was read out of, where that was recorded for another reason.
    pub(super) derived: Option<String>,
    pub(super) at: Spot,
    pub(super) fields: BTreeMap<FieldId, Filled>,
    /// Records in it, as indices of the draft, in the order they came.
    pub(super) children: Vec<usize>,
}

/// One case, or the office.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// All records; the root first.
    pub(super) nodes: Vec<Node>,
    /// By the record they stand in, kind, and what tells them apart.
    known: BTreeMap<(usize, KindId, String), usize>,
}

/// What tells a record of its kind from others in the same place.
pub(super) enum Identity {
    /// There is only one.
    Single,
    /// Its key, or the texts that the map names.
    Text(String),
    /// Nothing: every row is one of its own.
    Own,
}

impl Draft {
    /// A draft with its root.
    pub(super) fn new(root: KindId, at: Spot) -> Draft {
        let root = Node { kind: root, derived: None, at, fields: BTreeMap::new(), children: Vec::new() };
        Draft { nodes: vec![root], known: BTreeMap::new() }
    }

    /// The record of an identity in another one, made where there is none yet; and whether it was made.
    pub(super) fn record(&mut self, inside: usize, kind: KindId, identity: Identity, at: &Spot) -> (usize, bool) {
        let text = match identity {
            Identity::Own => return (self.add(inside, kind, at), true),
            Identity::Single => String::new(),
            Identity::Text(text) => text,
        };
        if let Some(known) = self.known.get(&(inside, kind, text.clone())) {
            return (*known, false);
        }
        let made = self.add(inside, kind, at);
        self.known.insert((inside, kind, text), made);
        (made, true)
    }

    /// The record of an identity in another one, where there is one.
    pub(super) fn known(&self, inside: usize, kind: KindId, identity: &Identity) -> Option<usize> {
        match identity {
            Identity::Own => None,
            Identity::Single => self.known.get(&(inside, kind, String::new())).copied(),
            Identity::Text(text) => self.known.get(&(inside, kind, text.clone())).copied(),
        }
    }

    fn add(&mut self, inside: usize, kind: KindId, at: &Spot) -> usize {
        let index = self.nodes.len();
        self.nodes.push(Node { kind, derived: None, at: at.clone(), fields: BTreeMap::new(), children: Vec::new() });
        if let Some(holder) = self.nodes.get_mut(inside) {
            holder.children.push(index);
        }
        index
    }

    /// Fills a field. A second value that differs makes it unknown, and is told with both places.
    pub(super) fn fill(
        &mut self,
        schema: &Schema,
        paths: &[String],
        at: (usize, FieldId),
        filled: Filled,
    ) -> Option<Diagnostic> {
        let (index, field) = at;
        let node = self.nodes.get_mut(index)?;
        let first = match node.fields.get_mut(&field) {
            Some(first) if !first.is_like(&filled) => first,
            Some(_) => return None,
            None => {
                node.fields.insert(field, filled);
                return None;
            }
        };
        let name = schema.field(node.kind, field).name.ja.clone();
        let place = |at: &Spot| at.place(paths.get(at.file).map_or("", String::as_str));
        let problem = Diagnostic::new(&codes::TWO_VALUES).arg("name", name);
        let problem = problem.at(place(&filled.at)).at(place(&first.at));
        first.json = UNKNOWN.to_owned();
        Some(problem)
    }

    /// The value of a field of the first record of a kind.
    pub(super) fn value(&self, kind: KindId, field: FieldId) -> Option<&Filled> {
        self.nodes.iter().find(|node| node.kind == kind)?.fields.get(&field)
    }
}

/// How a record says that a value is not known.
pub(super) const UNKNOWN: &str = "\"unknown\"";
