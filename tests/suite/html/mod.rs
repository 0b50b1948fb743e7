//! The page: one file, safe to open, readable without its script, with everything that the run found.

mod page;
mod sha256;
mod views;

use crate::support::{Folder, Ran, check, here};

/// A run of the library's members as a page.
fn library(lang: &str, more: &[&str]) -> Ran {
    let records = here("tests/packs/library.ndjson").to_str().expect("UTF-8").to_owned();
    let rules = here("tests/packs/library").to_str().expect("UTF-8").to_owned();
    let mut args = vec![records.as_str(), "-r", &rules, "--format", "html", "--lang", lang];
    args.extend(more);
    check(&args)
}

/// One member as a page.
fn member(json: &str, more: &[&str]) -> String {
    let folder = Folder::new().with("member.json", json).with("kijun.toml", manifest());
    let rules = here("tests/packs/library").to_str().expect("UTF-8").to_owned();
    let path = folder.path();
    let mut args = vec![path.as_str(), "-r", &rules, "--format", "html", "--lang", "ja"];
    args.extend(more);
    check(&args).out
}

fn manifest() -> &'static str {
    "[export]\noffice = \"L-1\"\nextracted = 2024-09-30\n\n[[complete]]\nkind = \"visit\"\nfrom = 2024-01-01\nto = 2024-09-30\n"
}
