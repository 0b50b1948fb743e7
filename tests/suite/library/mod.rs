//! The care-free pack: a lending library with a bookmobile, checked through the program with `-r tests/packs/library`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop at a surprise"
)]

mod completeness;
mod corners;
mod dates;
mod doubts;
mod duty;
mod exceptions;
mod filings;
mod filled;
mod japanese;
mod law;
mod meaning;
mod office;
mod older;
mod ranges;
mod review;
mod scene;
mod shares;
mod time;
mod timing;
mod tops;
mod waivers;
mod windows;
