//! Program and case to judged duties, in two passes over one compiled form: [`judge`] gives verdict and reason only;
//! [`explain`](explain::explain) is the only maker of evidence, nearest misses and places.
//!
//! The core of the tool: no I/O, no clock, no panic on any case.

mod aggregate;
mod cells;
mod condition;
pub mod consequence;
mod cure;
mod doubt;
mod duty;
pub mod eval;
pub mod explain;
pub mod explained;
mod functions;
mod memo;
mod missing;
mod nearest;
pub mod partials;
mod query;
mod ratio;
pub mod show;
mod time;
pub mod truth;
pub mod value;
mod verdict;
mod visit;
mod windows;

#[cfg(test)]
mod tests;

pub use duty::{Duty, Judged, WindowValue, asked, judge, judge_rule};
pub use query::declarable;
