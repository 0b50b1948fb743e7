//! The integration tests: one binary, one module a subject.

mod docs;
mod lang;
mod library;
mod program;
mod tidy;
