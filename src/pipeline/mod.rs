//! The stages in order, each a type with only one way forward:
//!
//! [`PackFiles`] → [`RuleSet`] (parsed, checked, compiled) and, per run, [`Run`] (begun: inputs counted, completeness
//! settled) → blocks of cases → [`CaseResult`](crate::model::CaseResult) → [`Summary`](crate::model::Summary).
//! Only office partials (counts), the id table and the summary outlive a block.

mod aliases;
mod catalogue;
mod census;
pub mod codes;
mod examples;
mod finding;
mod groups;
mod held;
mod nowhere;
mod offices;
mod rules;
mod run;
mod scene;
pub mod self_check;
mod settle;
mod totals;
mod unknown;
mod views;
mod waivers;
mod words;
mod workbook;

pub use catalogue::catalogue;
pub use census::{Census, Counting, Duplicate};
pub use examples::{
    ExampleResult, Ran, RuleCoverage, example_verdicts, run_example, run_examples, run_profile_examples,
};
pub use groups::Grouping;
pub use offices::{Office, offices};
pub use rules::{PackFiles, RuleSet, compile_rules, used_packs};
pub use run::{Begun, DocText, Options};
pub use totals::Run;
pub use views::Views;
pub use waivers::Waivers;

/// Every diagnostic code of the tool.
pub fn all_codes() -> Vec<&'static crate::diag::Code> {
    let tables = [
        crate::lang::codes::CODES,
        crate::read::codes::CODES,
        crate::table::codes::CODES,
        crate::layout::codes::CODES,
        crate::import::codes::CODES,
        codes::CODES,
    ];
    tables.into_iter().flatten().copied().collect()
}
