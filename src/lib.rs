//! kijun (基準) checks dated case records against dated operating standards, duty by duty.
//!
//! Data flows one way: records are read into cases, rule text is parsed, checked and compiled into a program, the program
//! judges the cases, and the findings are reported. `docs/architecture.md` is the map.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        reason = "a test may stop at a surprise"
    )
)]

pub mod builtins;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod compile;
pub mod diag;
pub mod form;
pub mod import;
pub mod input;
pub mod judge;
pub mod lang;
pub mod layout;
pub mod limits;
pub mod model;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod table;
pub mod text;
