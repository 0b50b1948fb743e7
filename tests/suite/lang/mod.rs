//! The rule language: a corpus of mistakes, limits, random input, and both spellings of every word.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop at a surprise"
)]

pub mod compile;
mod corpus;
mod limits;
mod messages;
mod random;
mod shapes;
mod steps;
mod words;
