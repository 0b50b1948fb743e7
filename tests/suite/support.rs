//! What the modules share: runs of the program in memory, folders that vanish, small cases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop at a surprise"
)]

use kijun::cli::Exit;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A run: how it ended and what it printed.
#[derive(Debug)]
pub struct Ran {
    pub exit: Exit,
    pub out: String,
    pub err: String,
}

/// Runs the program in memory with exactly these arguments.
pub fn exactly<S: AsRef<str>>(args: &[S]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let words = std::iter::once("kijun").chain(args.iter().map(AsRef::as_ref));
    let exit = kijun::cli::run(words.map(OsString::from), &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Ran { exit, out: text(out), err: text(err) }
}

/// Runs `kijun check`, in English unless the arguments say otherwise, so that the system's language does not matter.
pub fn check<S: AsRef<str>>(args: &[S]) -> Ran {
    let mut words = vec!["check"];
    words.extend(args.iter().map(AsRef::as_ref));
    if !words.iter().any(|word| word.starts_with("--lang")) {
        words.extend(["--lang", "en"]);
    }
    exactly(&words)
}

/// Runs `kijun check … --format ndjson`.
pub fn ndjson<S: AsRef<str>>(args: &[S]) -> Ran {
    let mut words: Vec<&str> = args.iter().map(AsRef::as_ref).collect();
    words.extend(["--format", "ndjson"]);
    check(&words)
}

impl Ran {
    /// The objects of a run with `--format ndjson`.
    pub fn objects(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect()
    }

    /// The objects of one type.
    pub fn of(&self, tag: &str) -> Vec<Value> {
        self.objects().into_iter().filter(|object| object["type"] == tag).collect()
    }

    /// The last line.
    pub fn summary(&self) -> Value {
        let last = self.objects().pop().expect("there is a summary");
        assert_eq!(last["type"], "summary");
        last
    }

    /// `case rule verdict` of every line, in order.
    pub fn verdicts(&self) -> Vec<String> {
        let line =
            |found: &Value| format!("{} {} {}", text(&found["case"]), text(&found["rule"]), text(&found["verdict"]));
        self.of("verdict").iter().map(line).collect()
    }

    /// Notices with a code.
    pub fn notices(&self, code: &str) -> Vec<Value> {
        self.of("notice").into_iter().filter(|notice| notice["code"] == code).collect()
    }

    /// Notices but those of what a small export does not show.
    pub fn unusual(&self) -> Vec<Value> {
        self.of("notice").into_iter().filter(|notice| notice["code"] != "K-fields-nowhere").collect()
    }

    /// The one notice with a code.
    pub fn notice(&self, code: &str) -> Value {
        let mut found = self.notices(code);
        assert_eq!(found.len(), 1, "{code} in {}", self.out);
        found.remove(0)
    }
}

/// A string value; empty for anything else.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

/// `path:line:column` of a location.
pub fn at(location: &Value) -> String {
    format!("{}:{}:{}", text(&location["path"]), location["line"], location["column"])
}

/// `path:line:column` of every location of a notice.
pub fn places(notice: &Value) -> Vec<String> {
    notice["locations"].as_array().map(|all| all.iter().map(at).collect()).unwrap_or_default()
}

/// A path in the repository. Tests run in its root.
pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every file of the repository's text that a path names.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(here(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A folder that is there as long as the test.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a folder"))
    }

    /// With one more file; folders above it are made.
    pub fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Folder {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
        self
    }

    /// With a case as a file of its own, named by its id.
    pub fn case(self, case: &Value) -> Folder {
        let name = format!("{}.json", text(&case["case_id"]));
        self.with(&name, format!("{case:#}\n"))
    }

    /// With a manifest that declares every kind these tests use complete, taken on 2024-09-30.
    pub fn complete(self) -> Folder {
        self.with("kijun.toml", manifest("2024-09-30"))
    }

    pub fn path(&self) -> String {
        self.0.path().to_str().expect("UTF-8").to_owned()
    }

    pub fn file(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("UTF-8").to_owned()
    }

    /// What a file holds now.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).expect("a file")
    }
}

/// A `kijun.toml` of an office whose plans, uses and contracts are complete up to the extraction.
pub fn manifest(extracted: &str) -> String {
    let mut text = format!("[export]\noffice = \"1399000001\"\nextracted = {extracted}\n");
    for kind in ["plan", "usage", "contract"] {
        text += &format!("\n[[complete]]\nkind = \"{kind}\"\nfrom = 2020-01-01\nto = {extracted}\n");
    }
    text
}

/// A client with a contract, a plan from 2024-06-10 and a first use, and the day on which the plan was consented to in writing.
/// Under `R38-13-10` a day up to 2024-06-30 conforms; under its order rule (class *must*) one up to the first use on 2024-06-12.
pub fn client(id: &str, consented: &str) -> Value {
    json!({
        "case_id": id,
        "client": { "id": "KCL-1", "name": "架空 一郎", "family_state": "no_family" },
        "contract": { "signed_on": "2024-05-10", "explained_on": "2024-05-10" },
        "plans": [{
            "id": "P1", "drafted_on": "2024-05-20", "explained_on": "2024-06-05",
            "valid_from": "2024-06-10", "valid_to": "2024-11-30", "change_kind": "new",
            "consent": { "form": "written", "date": consented, "by": "client" },
        }],
        "usage": [{ "month": "2024-06", "provider": "A1", "plan": "P1", "first_day": "2024-06-12" }],
    })
}

/// The client with the consent in time.
pub fn good(id: &str) -> Value {
    client(id, "2024-06-05")
}

/// The client with the consent a month late.
pub fn late(id: &str) -> Value {
    client(id, "2024-07-01")
}

/// Options that judge nothing but the consent to the first plan.
pub const CONSENT: [&str; 4] = ["--select", "R38-13-10", "--ignore", "R38-13-10-order"];

/// The arguments for one input, judged on the consent only.
pub fn on_consent<'a>(input: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&[input], &CONSENT[..], more].concat()
}

/// The real program.
pub fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kijun"));
    command.env("LC_ALL", "C").stdin(Stdio::null());
    command
}

/// Runs the real program with bytes on its standard input.
pub fn piped(args: &[&str], folder: &str, input: &[u8]) -> Output {
    use std::io::Write;
    let mut command = binary();
    command.args(args).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(input).expect("it reads");
    child.wait_with_output().expect("it ends")
}
