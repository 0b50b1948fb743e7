//! The data that stages hand to each other: schema, cases, manifests, verdicts, findings. No stage logic.

mod case;
mod manifest;
mod result;
mod schema;

pub use case::{Case, Cell, Children, Origin, Record, RecordId, Target};
pub use manifest::{Completeness, Declaration, Manifest, Period};
pub use result::{
    CaseResult, ClassCounts, Display, Finding, FindingClass, InputReceipt, Notice, PackReceipt, Reason, Receipt,
    RuleCount, Subject, Summary, Verdict, VerdictWord, Window,
};
pub use schema::{CodeList, Field, FieldId, FieldType, Home, Kind, KindId, ListId, Name, NullMeaning, Schema, View};
