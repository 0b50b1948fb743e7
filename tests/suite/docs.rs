//! What the pages show is what the program prints, and what they name is there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop at a surprise"
)]

use crate::few::ndjson;
use crate::support::{Folder, at, exactly, good, here, late, read};
use kijun::builtins::BUILTINS;
use kijun::cli::Exit;
use kijun::lang::{parse_file, words::ITEMS};
use kijun::model::Verdict;
use kijun::text::{FileId, SourceFile};
use serde_json::Value;
use std::collections::BTreeSet;

const READMES: [(&str, &str); 2] = [("README.md", "en"), ("README.ja.md", "ja")];
const PAGES: [&str; 7] = [
    "README.md",
    "README.ja.md",
    "CHANGELOG.md",
    "docs/contract.md",
    "docs/language.md",
    "docs/tutorial.md",
    "docs/architecture.md",
];

/// A fenced block of a page.
#[derive(Clone, Debug)]
pub struct Block {
    /// The word behind the fence.
    pub word: String,
    /// 1-based line of its first line.
    pub line: usize,
    pub lines: Vec<String>,
    /// The heading above it.
    pub heading: String,
}

/// The fenced blocks of a page.
pub fn fenced(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut open, mut heading) = (false, String::new());
    for (at, line) in read(page).lines().enumerate() {
        match (line.strip_prefix("```"), open) {
            (Some(word), false) => {
                blocks.push(Block { word: word.to_owned(), line: at + 2, lines: Vec::new(), heading: heading.clone() })
            }
            (None, true) => blocks.last_mut().expect("a block is open").lines.push(line.to_owned()),
            (None, false) if line.starts_with("## ") => line.clone_into(&mut heading),
            _ => {}
        }
        open ^= line.starts_with("```");
    }
    assert!(!open, "{page}: a fence is not closed");
    blocks
}

/// The word behind the fence, and the lines.
fn blocks(page: &str) -> Vec<(String, Vec<String>)> {
    fenced(page).into_iter().map(|block| (block.word, block.lines)).collect()
}

/// What a command of a README prints, in the page's language where the command names none.
fn printed(args: &str, lang: &str) -> Vec<String> {
    let mut words: Vec<&str> = args.split_whitespace().collect();
    if !words.contains(&"--lang") {
        words.extend(["--lang", lang]);
    }
    let ran = exactly(&words);
    assert!(ran.err.is_empty(), "{}", ran.err);
    ran.out.lines().map(str::to_owned).collect()
}

/// The lines between the marks of omission follow each other in the output; without a mark at its start or its end the
/// block starts or ends with the output.
pub fn assert_shown(shown: &[String], printed: &[String], command: &str) {
    let mut rest = printed;
    let pieces: Vec<&[String]> = shown.split(|line| line == "…").collect();
    for (number, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.is_empty()) {
        let found = rest.windows(piece.len()).position(|lines| lines == *piece);
        let found = found.unwrap_or_else(|| panic!("{command} does not print\n{}", piece.join("\n")));
        assert!(number > 0 || found == 0, "{command}: something stands before\n{}", piece.join("\n"));
        rest = &rest[found + piece.len()..];
    }
    let ends = pieces.last().is_some_and(|piece| !piece.is_empty());
    assert!(!ends || rest.is_empty(), "{command} goes on with\n{}", rest.join("\n"));
}

#[test]
fn the_readmes_show_what_is_printed() {
    for (page, lang) in READMES {
        let mut commands = Vec::new();
        for (_, lines) in blocks(page).into_iter().filter(|(word, _)| word == "console") {
            let command = lines[0].strip_prefix("$ ").expect("a command first").to_owned();
            match command.strip_prefix("cargo run --release -- ") {
                Some(args) if lines.len() > 1 => assert_shown(&lines[1..], &printed(args, lang), &command),
                Some(args) => assert!(!printed(args, lang).is_empty(), "{command}"),
                None => assert_eq!((command.as_str(), lines.len()), ("cargo test", 1), "{page}"),
            }
            commands.push(command);
        }
        assert!(commands[0].starts_with("cargo run --release -- check fixtures/office-audit"), "{page}: {commands:?}");
        assert_eq!(commands[1], "cargo test", "{page}: the second thing to type");
        let shell = ["sh", "bash", "shell", "text"];
        assert!(
            blocks(page).iter().all(|(word, _)| !shell.contains(&word.as_str())),
            "{page}: a block that no test runs"
        );
    }
}

#[test]
fn the_run_of_a_change_begins_with_the_command_of_the_readme() {
    let run = read(".ci/run");
    assert!(run.starts_with("#!/usr/bin/env bash\n") && run.contains("\nset -euo pipefail\n"));
    let steps: Vec<&str> = run.lines().filter_map(|line| Some(line.split_once("step ")?.1)).collect();
    let at =
        |wanted: &str| steps.iter().position(|step| *step == wanted).unwrap_or_else(|| panic!("{wanted}: {steps:?}"));
    assert_eq!(at("cargo test"), 0);
    let others = [
        "cargo fmt --check",
        "cargo clippy --all-targets --test mutants --test pack_mutants -- -D warnings",
        "cargo doc --no-deps",
        "cargo run --release -q -- test rules",
    ];
    assert_eq!(others.map(at), [1, 2, 3, 4]);
    assert!(run.contains("RUSTDOCFLAGS=\"-D warnings\""));
}

#[test]
fn no_page_and_no_report_accuses() {
    let mut texts: Vec<(String, String)> = READMES.iter().map(|(page, _)| ((*page).to_owned(), read(page))).collect();
    let office = here("fixtures/office-audit").to_string_lossy().into_owned();
    texts.push(("the report".to_owned(), exactly(&["check", &office, "--lang", "ja"]).out));
    for entry in walkdir::WalkDir::new(here("rules")).into_iter().map(|entry| entry.expect("an entry")) {
        if entry.file_type().is_file() {
            let path = entry.path().to_string_lossy().into_owned();
            texts.push((path, std::fs::read_to_string(entry.path()).expect("text")));
        }
    }
    for (name, text) in texts {
        for word in ["違反", "虚偽", "不正"] {
            assert!(!text.contains(word), "{name} says {word}");
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    for page in PAGES {
        let text = read(page);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let folder = here(page).parent().expect("a folder").to_path_buf();
            let file = target.split('#').next().unwrap_or("");
            assert!(target.contains("://") || folder.join(file).exists(), "{page} links to {target}");
        }
    }
}

/// Words that begin with `--` in a text.
fn options(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words
        .filter(|word| word.starts_with("--") && word.len() > 2 && !word.starts_with("---"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_contract_names_every_option_and_command_and_no_other() {
    let contract = read("docs/contract.md");
    let help = exactly(&["--help"]).out;
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .map_while(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    let mut there = options(&help);
    for command in &commands {
        assert!(contract.contains(&format!("| `kijun {command}")), "{command}");
        there.extend(options(&exactly(&[command, "--help"]).out));
    }
    there.extend(options(&exactly(&["init", "cases", "--help"]).out));
    // The office's way has no command.
    assert_eq!(contract.matches("\n| `kijun ").count(), commands.len() + 1, "a command that is not there");
    assert_eq!(options(&contract), there);
    for short in ["-r, --rules", "-j, --jobs", "-q, --quiet", "-v, --verbose", "-h, --help", "-V, --version"] {
        assert!(contract.contains(short), "{short}");
    }
}

#[test]
fn the_contract_names_every_format_verdict_and_exit_code() {
    let contract = read("docs/contract.md");
    let row = contract.lines().find(|line| line.starts_with("| `--format ")).expect("the row");
    let named: Vec<&str> = row.split('`').skip(3).step_by(2).collect();
    let there: Vec<&str> = kijun::report::FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(named, there);
    let readme = read("README.md");
    for verdict in Verdict::ALL {
        assert!(readme.contains(&format!("\n| {} |", verdict.name())), "{}", verdict.name());
    }
    for exit in [Exit::Clean, Exit::Found, Exit::Usage, Exit::Unread, Exit::Nothing, Exit::Strict] {
        let code = format!("{} ", exit as u8);
        let line =
            contract.lines().skip_while(|line| !line.starts_with("Exit codes: ")).take(3).collect::<Vec<_>>().join(" ");
        assert!(line.contains(&format!(": {code}")) || line.contains(&format!("· {code}")), "{code} in {line}");
    }
}

/// Keys of the object that a text begins with, in order; values may be anything, even omitted.
fn keys(object: &str) -> Vec<String> {
    let (mut depth, mut keys, mut rest) = (0, Vec::new(), object);
    while let Some(c) = rest.chars().next() {
        let next = &rest[c.len_utf8()..];
        rest = match c {
            '"' => {
                let mut end = 0;
                while !next[end..].starts_with('"') {
                    end += if next[end..].starts_with('\\') {
                        2
                    } else {
                        next[end..].chars().next().map_or(1, char::len_utf8)
                    };
                }
                let after = &next[end + 1..];
                if depth == 1 && after.starts_with(':') {
                    keys.push(next[..end].to_owned());
                }
                after
            }
            '{' | '[' => {
                depth += 1;
                next
            }
            '}' | ']' => {
                depth -= 1;
                if depth == 0 {
                    return keys;
                }
                next
            }
            _ => next,
        };
    }
    panic!("an object that does not end: {object}");
}

#[test]
fn the_objects_of_the_contract_have_the_keys_of_the_program() {
    let sample = blocks("docs/contract.md").into_iter().find(|(_, lines)| lines[0].starts_with("{\"type\":\"notice\""));
    let sample = sample.expect("the block").1.join("\n");
    let mut late = late("U-1");
    late["memo"] = Value::from(1);
    let folder = Folder::new().complete().case(&late).case(&good("U-2"));
    let ran = ndjson(&[&folder.path(), "--select", "R38-13-10"]);
    let pool = crate::language_page::sample_run();
    for tag in ["notice", "verdict", "consequence", "summary"] {
        let start = format!("{{\"type\":\"{tag}\"");
        let shown = &sample[sample.find(&start).expect("a sample")..];
        let out = if tag == "consequence" { &pool } else { &ran.out };
        let is_sample = |line: &&str| line.starts_with(&start) && !line.contains("K-fields-nowhere");
        let real = out.lines().find(is_sample).expect("a line");
        assert_eq!(keys(shown), keys(real), "{tag}");
        if let (Some(shown), Some(real)) = (shown.split_once("\"locations\":[{"), real.split_once("\"locations\":[{")) {
            let of = |text: &str| keys(&format!("{{{text}"));
            assert_eq!(of(shown.1), of(real.1), "a location of a {tag}");
        }
    }
    assert!(at(&ran.of("verdict")[0]["locations"][0]).starts_with("U-1.json:"));
}

#[test]
fn the_settings_of_the_pages_are_read_without_a_word() {
    for page in ["docs/contract.md", "docs/language.md", "docs/tutorial.md", "README.ja.md"] {
        let toml = blocks(page).into_iter().filter(|(word, _)| word == "toml");
        let toml: Vec<String> = toml.map(|(_, lines)| lines.join("\n")).collect();
        assert!(!toml.is_empty(), "{page}");
        for text in toml {
            let (settings, problems) = kijun::read::read_settings("kijun.toml", &text);
            assert!(problems.is_empty() && settings.export.is_some(), "{page}: {problems:?}");
        }
    }
}

#[test]
fn every_rule_block_of_the_pages_parses() {
    for (page, least) in [("docs/language.md", 20), ("README.md", 1)] {
        let whole = blocks(page).into_iter().filter(|(word, _)| word == "kijun");
        let mut seen = 0;
        for (_, lines) in whole {
            let file = SourceFile::new(page, &lines.join("\n"));
            let (items, problems) = parse_file(FileId(0), &file);
            assert!(problems.is_empty() && !items.is_empty(), "{page}: {problems:?}\n{}", lines.join("\n"));
            seen += 1;
        }
        assert!(seen >= least, "{page} has {seen} blocks");
    }
    let begins = |line: &str| {
        ITEMS.iter().any(|item| [item.en, item.ja].iter().any(|word| line.starts_with(&format!("{word} "))))
    };
    let untold = blocks("docs/language.md").into_iter().find(|(word, lines)| word.is_empty() && begins(&lines[0]));
    assert!(untold.is_none(), "a rule block without its word: {untold:?}");
}

#[test]
fn the_language_page_names_every_word_of_the_language() {
    let page = read("docs/language.md");
    let mut words: BTreeSet<&str> = BTreeSet::new();
    for item in ITEMS {
        words.extend([item.en, item.ja]);
        words.extend(item.clauses.iter().flat_map(|(_, en, ja)| [*en, *ja]));
    }
    words.extend(BUILTINS.iter().flat_map(|row| [row.en, row.ja]));
    words.extend(Verdict::ALL.iter().flat_map(|verdict| [verdict.name(), verdict.name_ja()]));
    let silent: Vec<_> = words.into_iter().filter(|word| !page.contains(word)).collect();
    assert!(silent.is_empty(), "docs/language.md does not name {silent:?}");
}
