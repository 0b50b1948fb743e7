//! The integration tests: one binary, one module a subject.

mod lang;
mod library;
mod program;
mod tidy;
