//! Runs with the few rules of `tests/packs/care`: what a test of the command line counts does not grow with the built-in packs.

use crate::support::{self, Ran, here};

/// The option that picks those rules.
pub fn few() -> [String; 2] {
    ["-r".to_owned(), here("tests/packs/care").to_str().expect("UTF-8").to_owned()]
}

/// As [`support::check`], by the few rules unless the arguments name others.
pub fn check<S: AsRef<str>>(args: &[S]) -> Ran {
    let few = few();
    let mut words: Vec<&str> = args.iter().map(AsRef::as_ref).collect();
    if !words.contains(&"-r") {
        words.extend(few.iter().map(String::as_str));
    }
    support::check(&words)
}

/// As [`support::ndjson`], by the few rules unless the arguments name others.
pub fn ndjson<S: AsRef<str>>(args: &[S]) -> Ran {
    let mut words: Vec<&str> = args.iter().map(AsRef::as_ref).collect();
    words.extend(["--format", "ndjson"]);
    check(&words)
}
