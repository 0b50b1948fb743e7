//! Keys that the schema does not know: told once for the whole run, however many documents they stand in.

use crate::diag::Diagnostic;
use std::collections::BTreeMap;

/// Unknown keys by where they stand, list positions left out.
#[derive(Debug, Default)]
pub(super) struct UnknownKeys {
    seen: BTreeMap<String, Entry>,
}

/// One unknown key.
#[derive(Debug)]
struct Entry {
    /// The first that was found.
    first: Diagnostic,
    /// The case it stands in, while it is only one.
    case: Option<String>,
    count: u64,
}

/// The argument that holds the number of places.
const COUNT: &str = "count";

impl UnknownKeys {
    /// Adds what one document has of one key.
    pub(super) fn add(&mut self, diagnostic: Diagnostic, case: Option<String>) {
        let count = diagnostic.args.iter().find(|(name, _)| *name == COUNT).and_then(|(_, count)| count.parse().ok());
        let key = pattern(diagnostic.places.first().map_or("", |place| place.pointer.as_str()));
        self.merge_one(key, Entry { first: diagnostic, case, count: count.unwrap_or(1) });
    }

    /// Adds what another run has seen later.
    pub(super) fn merge(&mut self, other: UnknownKeys) {
        other.seen.into_iter().for_each(|(key, entry)| self.merge_one(key, entry));
    }

    fn merge_one(&mut self, key: String, entry: Entry) {
        match self.seen.get_mut(&key) {
            Some(known) => {
                known.count += entry.count;
                known.case = known.case.take().filter(|case| Some(case) == entry.case.as_ref());
            }
            None => {
                self.seen.insert(key, entry);
            }
        }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// One diagnostic a key, with the number of its places.
    pub(super) fn diagnostics(&self) -> impl Iterator<Item = (Diagnostic, Option<String>)> {
        self.seen.values().map(|entry| {
            let mut diagnostic = entry.first.clone();
            let counts = diagnostic.args.iter_mut().filter(|(name, _)| *name == COUNT);
            counts.for_each(|(_, count)| *count = entry.count.to_string());
            (diagnostic, entry.case.clone())
        })
    }
}

/// The pointer with list positions left out.
pub(super) fn pattern(pointer: &str) -> String {
    let steps = pointer.split('/').filter(|step| !step.bytes().all(|byte| byte.is_ascii_digit()));
    steps.collect::<Vec<_>>().join("/")
}
