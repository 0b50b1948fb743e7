//! The command line as others script on it: exit codes, options, inputs, and what bad input gets.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop at a surprise"
)]

mod binary;
mod broken;
mod bytes;
mod controls;
mod exits;
mod formats;
mod groups;
mod inputs;
mod lists;
mod masking;
mod office_way;
mod options;
mod profile;
mod review;
mod rules;
mod settings;
mod usage;
mod values;
mod waivers;
