//! The integration tests: one binary, one module a subject.

mod cli;
mod docs;
mod fixtures;
mod lang;
mod library;
mod program;
mod support;
mod tidy;
