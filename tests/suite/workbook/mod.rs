//! `--format xlsx=FILE`: the sheets, what is typed into them and read back, and files that must not be touched.

mod book;
mod kept;
mod sheets;
mod untouched;

use crate::support::{Folder, Ran, check, here};
use serde_json::{Value, json};

/// A member of the library with one loan that came back, and one that did not.
fn member(card: &str, branch: &str) -> Value {
    json!({
        "card": card, "joined_on": "2024-01-01",
        "loans": [
            { "id": "L1", "lent_on": "2024-02-01", "branch": branch, "copies": 1, "handback": { "date": "2024-02-10", "at_counter": true } },
            { "id": "L2", "lent_on": "2024-03-01", "branch": branch, "copies": 1, "handback": "none" },
        ],
    })
}

/// The same member, the second loan back in time.
fn good(card: &str, branch: &str) -> Value {
    let mut member = member(card, branch);
    member["loans"][1]["handback"] = json!({ "date": "2024-03-10", "at_counter": true });
    member
}

/// An export of members, with everything of them complete.
fn library(members: &[Value]) -> Folder {
    let settings = "[export]\noffice = \"T-1\"\nextracted = 2024-12-31\nall_cases = true\n";
    let folder = Folder::new().with("in/kijun.toml", settings);
    members.iter().fold(folder, |folder, member| {
        folder.with(&format!("in/{}.json", member["card"].as_str().expect("a card")), member.to_string())
    })
}

/// Checks an export into a workbook of its folder.
fn into(folder: &Folder, name: &str, more: &[&str]) -> Ran {
    let pack = here("tests/packs/library");
    let (input, format) = (folder.file("in"), format!("xlsx={}", folder.file(name)));
    let usual = ["-r", pack.to_str().expect("UTF-8"), "--assume-complete", "--format", &format, "--fail-on", "never"];
    let mut words = vec![input.as_str()];
    words.extend(usual);
    words.extend(more);
    if !more.contains(&"--lang") {
        words.extend(["--lang", "ja"]);
    }
    check(&words)
}
