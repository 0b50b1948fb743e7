//! The requirements by which the language was designed: each is stated, in both spellings, and gives every verdict it can have.
//! And what violations may cost, against months worked by hand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop at a surprise"
)]

mod reduction;
mod requirements;
mod spellings;

use kijun::diag::{Diagnostic, Lang};
use kijun::input::load;
use kijun::pipeline::{RuleSet, compile_rules};

/// The pack in English keywords and names.
const ENGLISH: &str = "tests/packs/study";

/// The same in Japanese.
const JAPANESE: &str = "tests/packs/study-ja";

fn compiled(folder: &str) -> RuleSet {
    let shown = |problem: &Diagnostic| {
        let place = problem.places.first().map(|place| format!("{}:{}", place.path, place.line));
        format!("{} {}", place.unwrap_or_default(), problem.message(Lang::En))
    };
    let rules = compile_rules(&load(&[folder.to_owned()]).unwrap());
    rules.unwrap_or_else(|problems| panic!("{:#?}", problems.iter().map(shown).collect::<Vec<_>>()))
}
