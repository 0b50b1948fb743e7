//! Records to cases: JSON text becomes typed slots, and a slot finds its way back to the text it came from.
//!
//! Nothing is opened here; texts come in and data goes out. Reading runs down one object at a time over borrowed raw
//! values (`raw`), so that no JSON tree is kept, every wrong thing knows its bytes, and `locate` can walk the same
//! way again later for the few records that a report shows. What is personal is masked in one file, `personal`.

pub mod alias;
mod canonical;
pub mod codes;
mod columns;
pub mod document;
mod excerpt;
mod finish;
mod imported;
pub mod locate;
mod manifest;
pub mod personal;
mod problem;
mod raw;
mod record;
mod scalar;
pub mod seen;
pub mod settings;
mod settings_reader;
mod source;
#[cfg(test)]
mod tests;
mod trail;
pub mod waivers;

pub use crate::model::Target;
pub use alias::alias;
pub use canonical::canonical;
pub use document::{Document, read_document};
pub use locate::Locator;
pub use manifest::manifest;
pub use personal::{NameMask, Person, mask_text, personal_values};
pub use problem::Problem;
pub use scalar::says_nothing;
pub use seen::read_seen;
pub use settings::Settings;
pub use settings_reader::read_settings;
pub use waivers::read_waivers;
