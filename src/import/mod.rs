//! Lists and workbooks to records: what an office wrote in a cell becomes what the reader of records accepts.
//!
//! Nothing is opened here and nothing is guessed. A value that cannot be understood goes on as it was written, so that
//! `read` tells it, with its place, in the words it always uses.

mod bring;
pub mod codes;
mod declare;
mod draft;
mod gather;
mod guess;
mod maker;
mod rows;
mod tally;
#[cfg(test)]
mod tests;
mod values;
mod whose;
mod write;

pub use bring::{Brought, Input, bring};
pub use guess::guess;
pub use values::{Hints, Note, Reading, Written, name_key, period, reading, tidy};
