//! A scene: an export with its manifest, members, and perhaps one more rule, checked by the program as a user runs it.

use kijun::cli::{Exit, run};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The pack of this module's tests.
pub const PACK: &str = "tests/packs/library";

/// The member that only shows what an export holds.
const SHOWN: &str = "SHOWN";

/// What a run printed.
pub struct Outcome {
    pub exit: Exit,
    pub text: String,
    pub lines: Vec<Value>,
    pub err: String,
}

/// Runs `kijun` with arguments; every line of standard output must be JSON when the format is ndjson.
pub fn kijun(args: &[&str]) -> Outcome {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["kijun"].iter().chain(args).map(OsString::from);
    let exit = run(args, &mut out, &mut err);
    let text = String::from_utf8(out).expect("output is UTF-8");
    let lines = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    Outcome { exit, text, lines, err: String::from_utf8(err).expect("messages are UTF-8") }
}

/// An export in the making.
#[derive(Clone, Default)]
pub struct Scene {
    extracted: String,
    declared: String,
    members: Vec<Value>,
    rules: String,
    args: Vec<String>,
}

impl Scene {
    /// An export taken on a day, which is the as-of date too.
    pub fn at(day: &str) -> Scene {
        Scene { extracted: day.to_owned(), ..Scene::default() }
    }

    /// Declares kinds complete without an end on either side.
    pub fn complete(mut self, kinds: &[&str]) -> Scene {
        for kind in kinds {
            let _ = writeln!(self.declared, "[[complete]]\nkind = \"{kind}\"");
        }
        self
    }

    /// Declares one kind complete for a period; an empty end is left out.
    pub fn complete_for(mut self, kind: &str, from: &str, to: &str) -> Scene {
        let _ = writeln!(self.declared, "[[complete]]\nkind = \"{kind}\"");
        for (key, day) in [("from", from), ("to", to)] {
            if !day.is_empty() {
                let _ = writeln!(self.declared, "{key} = {day}");
            }
        }
        self
    }

    /// More of the settings, as written.
    pub fn toml(mut self, text: &str) -> Scene {
        self.declared.push_str(text);
        self.declared.push('\n');
        self
    }

    /// A member; what is not said is a card number and a day of joining.
    pub fn member(mut self, member: Value) -> Scene {
        let mut whole = json!({"card": format!("M{}", self.members.len() + 1), "joined_on": "2024-01-01"});
        let fields = member.as_object().expect("a member is an object");
        whole.as_object_mut().expect("an object").extend(fields.clone());
        self.members.push(whole);
        self
    }

    /// One more loan, of which no duty is listed: it says of every nested list that there is none, so that the export shows them.
    pub fn shown(self) -> Scene {
        let loan = json!({"id": "s", "lent_on": "2000-01-01", "kind": "book", "branch": "x", "handback": "none", "renewals": "none", "damages": "none"});
        self.member(json!({"card": SHOWN, "loans": [loan], "clubs": [{"id": "s", "sessions": "none"}]}))
    }

    /// One more rule, `P`, from the clauses that matter; the others are filled in.
    pub fn probe(self, clauses: &str) -> Scene {
        self.probe_named("P", clauses)
    }

    /// As [`Scene::probe`], under a name of its own.
    pub fn probe_named(mut self, id: &str, clauses: &str) -> Scene {
        let _ = writeln!(self.rules, "rule {id} \"試し\"");
        let has = |label: &str| clauses.lines().any(|line| line.trim_start().starts_with(label));
        let defaults = [
            ("class ", "class fine"),
            ("basis ", "basis LL art 99"),
            ("for ", "for c : member"),
            ("anchor ", "anchor c.joined_on"),
            ("message ", "message ja \"試し\" en \"a probe\""),
        ];
        for (label, clause) in defaults {
            if !has(label) {
                let _ = writeln!(self.rules, "  {clause}");
            }
        }
        if !has("version ") && !has("force ") {
            let _ = writeln!(self.rules, "  force 2000-01-01..");
        }
        for line in clauses.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()) {
            let _ = writeln!(self.rules, "  {}", line.trim_start());
        }
        self
    }

    /// More rule text, as written.
    pub fn rules(mut self, text: &str) -> Scene {
        self.rules.push_str(text);
        self.rules.push('\n');
        self
    }

    /// More arguments.
    pub fn args(mut self, args: &[&str]) -> Scene {
        self.args.extend(args.iter().map(|arg| (*arg).to_owned()));
        self
    }

    /// Checks it, every duty listed.
    pub fn run(&self) -> Outcome {
        self.run_showing(&["--show", "all"])
    }

    /// Checks it with the default of `--show`.
    pub fn run_plain(&self) -> Outcome {
        self.run_showing(&[])
    }

    /// The text report of one rule in one line, every record assumed to be there.
    pub fn report_of(&self, rule: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("report.txt");
        let format = format!("text={}", file.to_string_lossy());
        self.clone().args(&["--assume-complete", "--select", rule, "--format", &format]).run();
        let report = fs::read_to_string(file).expect("a report");
        report.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn run_showing(&self, show: &[&str]) -> Outcome {
        let folder = tempfile::tempdir().expect("a folder");
        let export = folder.path().join("export");
        fs::create_dir(&export).expect("a folder");
        self.write(&export);
        let probe = folder.path().join("probe.kijun");
        fs::write(&probe, &self.rules).expect("a rule file");
        let (export, probe) = (export.to_string_lossy(), probe.to_string_lossy());
        let mut args = vec!["check", &*export, "-r", PACK, "--format", "ndjson", "--lang", "en"];
        if !self.rules.is_empty() {
            args.extend(["-r", &*probe]);
        }
        args.extend(show);
        args.extend(self.args.iter().map(String::as_str));
        let mut outcome = kijun(&args);
        outcome.lines.retain(|line| line["case"] != SHOWN);
        assert!(outcome.exit != Exit::Usage, "the rules do not compile: {}\n{}", outcome.err, self.rules);
        outcome
    }

    fn write(&self, export: &Path) {
        let mut toml = format!("[export]\noffice = \"L-1\"\nextracted = {}\n", self.extracted);
        toml.push_str(&self.declared);
        if self.extracted.is_empty() {
            toml = format!("[export]\noffice = \"L-1\"\n{}", self.declared);
        }
        fs::write(export.join("kijun.toml"), toml).expect("settings");
        let lines: Vec<String> = self.members.iter().map(Value::to_string).collect();
        fs::write(export.join("members.ndjson"), lines.join("\n")).expect("members");
    }
}

impl Outcome {
    /// The verdict lines of one rule.
    pub fn of(&self, rule: &str) -> Vec<&Value> {
        let lines = self.lines.iter().filter(|line| line["type"] == "verdict" && line["rule"] == rule);
        lines.collect()
    }

    /// The duties of one rule in short: `[case/][subject] [window] verdict reason`.
    pub fn duties(&self, rule: &str) -> Vec<String> {
        let cases: std::collections::BTreeSet<&str> =
            self.lines.iter().filter_map(|line| line["case"].as_str()).collect();
        self.of(rule).into_iter().map(|line| short(line, cases.len() > 1)).collect()
    }

    /// The one duty of one rule.
    pub fn only(&self, rule: &str) -> String {
        let duties = self.duties(rule);
        assert_eq!(duties.len(), 1, "{rule}: {duties:?}\n{}", self.text);
        duties[0].clone()
    }

    /// Notices of a code.
    pub fn notices(&self, code: &str) -> Vec<&Value> {
        self.lines.iter().filter(|line| line["type"] == "notice" && line["code"] == code).collect()
    }

    /// The summary.
    pub fn summary(&self) -> &Value {
        self.lines.iter().find(|line| line["type"] == "summary").expect("a summary")
    }
}

/// One verdict line in short.
pub fn short(line: &Value, with_case: bool) -> String {
    let mut words = Vec::new();
    if with_case {
        words.push(line["case"].as_str().unwrap_or("-").to_owned());
    }
    match line["subject"].as_object() {
        None => words.push("null".to_owned()),
        Some(subject) if subject["kind"] == "member" => {}
        Some(subject) => words.push(subject["key"].as_str().expect("a key").to_owned()),
    }
    words.extend(window(&line["window"]));
    words.push(line["verdict"].as_str().expect("a verdict").to_owned());
    words.push(line["reason"].as_str().expect("a reason").to_owned());
    words.join(" ")
}

/// A whole month as `2024-05`, other days as `from..to`, a value as `=value`.
fn window(window: &Value) -> Option<String> {
    if let Some(value) = window["value"].as_str() {
        return Some(format!("={value}"));
    }
    let (from, to) = (window["from"].as_str()?, window["to"].as_str()?);
    let month = from.strip_suffix("-01").filter(|month| {
        let next = kijun::calendar::parse_month(month).map(|month| month.last_day().to_string());
        next.as_deref() == Ok(to)
    });
    Some(month.map_or_else(|| format!("{from}..{to}"), str::to_owned))
}
