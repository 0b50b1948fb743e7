//! `cargo test --release --test fuzz -- SECONDS [SEED]`: lists, workbooks and zips, damaged at random, all get an answer.
//!
//! Each round takes one of the sound files (`seeds.rs`), damages it (`damage.rs`) and opens it. A panic is a failure even
//! where the reader catches it. The first file that fails is kept under `target/fuzz/`; the same seed makes the same
//! rounds. It ends with 0 when none failed and with 1 otherwise.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may stop at a surprise, and this one reports to people"
)]

mod damage;
mod seeds;

use damage::Dice;
use kijun::table::{TableError, open, zip_entries};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Rounds between two looks at the clock.
const BATCH: usize = 64;

/// What the last panic said, wherever it was caught.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

#[expect(clippy::disallowed_methods, reason = "how long to go on is asked for in seconds")]
fn now() -> Instant {
    Instant::now()
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1).filter_map(|arg| arg.parse::<u64>().ok());
    let seconds = args.next().unwrap_or(60);
    let seed = args.next().unwrap_or(1);
    std::panic::set_hook(Box::new(|info| *PANIC.lock().unwrap() = Some(info.to_string())));
    println!("seed {seed}, {seconds} seconds");
    let mut dice = Dice::of(seed);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let end = now() + Duration::from_secs(seconds);
    while now() < end {
        for _ in 0..BATCH {
            let (name, sound) = dice.pick(seeds::all());
            let bytes = damage::damaged(&mut dice, sound);
            match answer(&bytes) {
                Ok(answer) => *counts.entry(format!("{name}: {answer}")).or_default() += 1,
                Err(panic) => return failed(name, &bytes, &panic, &counts),
            }
        }
    }
    report(&counts);
    ExitCode::SUCCESS
}

/// What comes of a file: read, or the name of the error.
fn answer(bytes: &[u8]) -> Result<String, String> {
    let answer = catch_unwind(AssertUnwindSafe(|| {
        if let Ok(entries) = zip_entries(bytes) {
            entries.iter().for_each(|(name, content)| drop(open(name, content)));
        }
        open("f", bytes)
    }));
    match PANIC.lock().unwrap().take() {
        Some(panic) => Err(panic),
        None => {
            Ok(answer.map_or_else(|_| "panic".to_owned(), |opened| opened.map_or_else(named, |_| "read".to_owned())))
        }
    }
}

fn named(error: TableError) -> String {
    format!("{error:?}").split([' ', '{']).next().unwrap_or_default().to_owned()
}

fn failed(name: &str, bytes: &[u8], panic: &str, counts: &BTreeMap<String, usize>) -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("failed-{name}"));
    std::fs::write(&file, bytes).unwrap();
    report(counts);
    println!("FAILED: {panic}\nkept as {}", file.display());
    ExitCode::FAILURE
}

fn report(counts: &BTreeMap<String, usize>) {
    println!("{} files", counts.values().sum::<usize>());
    counts.iter().for_each(|(answer, count)| println!("{count:>8}  {answer}"));
}
