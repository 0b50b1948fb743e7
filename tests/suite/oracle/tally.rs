//! Which operators met which truth values. A form that gives a value is counted with the innermost condition that it
//! is part of.

use super::value::Truth;
use std::cell::RefCell;
use std::collections::BTreeMap;

#[derive(Default)]
pub struct Tally {
    /// True, false, unknown.
    pub seen: RefCell<BTreeMap<&'static str, [u64; 3]>>,
    /// Forms that gave a value for a condition that is being evaluated.
    used: RefCell<Vec<&'static str>>,
}

impl Tally {
    /// Where the forms used by a condition begin.
    pub fn mark(&self) -> usize {
        self.used.borrow().len()
    }

    pub fn used(&self, name: &'static str) {
        self.used.borrow_mut().push(name);
    }

    /// A condition is decided: it counts, and so does every form used since the mark.
    pub fn note(&self, mark: usize, name: &'static str, truth: Truth) {
        let mut used = self.used.borrow_mut();
        let mut names = used.split_off(mark);
        names.push(name);
        names.sort_unstable();
        names.dedup();
        names.into_iter().for_each(|name| self.count(name, truth));
    }

    pub fn count(&self, name: &'static str, truth: Truth) {
        let slot = match truth {
            Truth::T => 0,
            Truth::F => 1,
            Truth::U(_) => 2,
        };
        self.seen.borrow_mut().entry(name).or_default()[slot] += 1;
    }

    /// A clause is evaluated for itself.
    pub fn clear(&self) {
        self.used.borrow_mut().clear();
    }
}
