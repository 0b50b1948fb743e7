//! The integration tests: one binary, one module a subject.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test may stop at a surprise"
)]

mod cli;
mod docs;
mod entry;
mod few;
mod fixtures;
mod html;
mod lang;
mod language_page;
mod library;
mod messy;
mod office;
mod oracle;
mod profiles;
mod program;
mod study;
mod support;
mod tidy;
mod workbook;
