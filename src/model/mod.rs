//! The data that stages hand to each other: schema, cases, manifests, verdicts, findings. No stage logic.

mod carried;
mod case;
mod catalogue;
mod held;
mod import;
mod manifest;
mod result;
mod schema;
mod summary;
mod verdict;
mod view;
mod workbook;

pub use carried::{Asked, Carried, Typed};
pub use case::{Case, Cell, Children, Origin, Record, RecordId, Target};
pub use catalogue::{Catalogue, Entry, ListHead};
pub use held::{Held, HeldKind, Said};
pub use import::{FileReport, ImportReport, Made, TableReport};
pub use manifest::{Declaration, Manifest, Period};
pub use result::{
    Amount, CaseResult, Consequence, Display, Finding, FindingClass, Notice, Subject, VerdictWord, Window,
};
pub use schema::{CodeList, Field, FieldId, FieldType, Home, Kind, KindId, ListId, Name, NullMeaning, Schema, View};
pub use summary::{ClassCounts, InputReceipt, PackReceipt, Receipt, RuleCount, Summary};
pub use verdict::{Reason, Verdict};
pub use view::{CaseView, Column, Drawn, DutyMark, Lane, Mark, Thread};
pub use workbook::{Ask, ListSheet, Words, Workbook};
