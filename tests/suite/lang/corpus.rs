//! `tests/lang/*.kijun`: rule files with mistakes. The line `# error: L-code "underlined text"` stands before the line of
//! the mistake; every diagnostic must be expected, and every expectation met, in one run.

use super::compile::{compile, listed, shown};
use kijun::diag::Diagnostic;
use std::collections::BTreeSet;
use std::path::PathBuf;

const CORPUS: &str = "tests/lang";
const MARK: &str = "# error: ";

fn files() -> Vec<PathBuf> {
    let files = std::fs::read_dir(CORPUS).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "kijun")).collect();
    files.sort();
    files
}

/// Line and text of every expectation. Several before one line are all about that line.
fn expected(text: &str) -> Vec<(usize, String)> {
    let mut waiting = Vec::new();
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        match line.trim_start().strip_prefix(MARK) {
            Some(mark) => waiting.push(mark.trim_end().to_owned()),
            None => found.extend(waiting.drain(..).map(|mark| (at + 1, mark))),
        }
    }
    assert!(waiting.is_empty(), "an expectation at the end of the file");
    found
}

fn diagnostics(path: &PathBuf) -> (String, Vec<Diagnostic>) {
    let text = std::fs::read_to_string(path).unwrap();
    let alone = text.starts_with("# alone");
    let shown = path.to_string_lossy().into_owned();
    let problems = compile(&shown, text.as_bytes(), alone).err().unwrap_or_default();
    (text, problems)
}

#[test]
fn every_mistake_is_found_and_underlined() {
    let files = files();
    assert!(files.len() >= 9, "{files:?}");
    let mut wrong = Vec::new();
    for path in files {
        let (text, problems) = diagnostics(&path);
        let path = path.to_string_lossy().into_owned();
        for problem in &problems {
            assert_eq!(problem.places[0].path, path, "a mistake elsewhere: {:?}", listed(&problems));
        }
        let mut expected = expected(&text);
        let mut found: Vec<(usize, String)> = problems.iter().map(shown).collect();
        expected.sort();
        found.sort();
        let show = |of: &[(usize, String)], without: &[(usize, String)], word: &str| -> Vec<String> {
            let only = of.iter().filter(|one| !without.contains(one));
            only.map(|(line, text)| format!("{path}:{line}: {word} {text}")).collect()
        };
        wrong.extend(show(&expected, &found, "missing"));
        wrong.extend(show(&found, &expected, "not expected"));
        assert!(found.len() == expected.len() || !wrong.is_empty(), "{path}: one stands twice");
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A clause that may stand once stands twice.
#[test]
fn a_clause_that_stands_twice_is_said() {
    let rule = "rule O-2 \"x\"\n  basis LL art 1\n  class fine\n  for l : loan\n  anchor l.lent_on\n  require true\n  message ja \"x\" en \"x\"\n";
    for clause in [
        "basis LL art 2",
        "class custom",
        "for k : loan",
        "anchor l.lent_on",
        "require false",
        "due l.lent_on\n  due l.lent_on",
        "message ja \"y\" en \"y\"",
    ] {
        let found = super::compile::problems(&format!("{rule}  {clause}\n"));
        assert_eq!(super::compile::codes(&found), ["L-clause-twice"], "{clause}");
    }
}

/// A name may stand for one thing only, in either spelling and in the JSON.
#[test]
fn a_second_spelling_is_defined_once_too() {
    for text in [
        "record other 巡回\n  at member.others その他一覧\n",
        "extend visit\n  field day 日付 : date\n",
        "record other その他\n  at member.visits その他一覧\n",
        "record other その他\n  at member.card その他一覧\n",
        "define other 返却期限 (l : loan) = l.lent_on\n",
        "codes other その他 : a 甲, b 甲\n",
        "codes other その他 : a 甲, a 乙\n",
    ] {
        let found = super::compile::problems(text);
        assert_eq!(super::compile::codes(&found), ["L-defined-twice"], "{text}");
    }
}

/// Ten kinds of mistake in one file are ten diagnostics of ten codes, each at its own line.
#[test]
fn ten_kinds_of_mistake_are_ten_diagnostics_in_one_run() {
    let (_, problems) = diagnostics(&PathBuf::from("tests/lang/ten.kijun"));
    let codes: BTreeSet<&str> = problems.iter().map(|problem| problem.code.id).collect();
    let lines: BTreeSet<usize> = problems.iter().map(|problem| problem.places[0].line).collect();
    assert_eq!((problems.len(), codes.len(), lines.len()), (10, 10, 10), "{:#?}", listed(&problems));
}

/// A clause that cannot be read is not missing, and what is wrong beside it is said in the same run.
#[test]
fn one_slip_is_one_diagnostic() {
    let codes = |clauses: &str| -> Vec<&'static str> {
        let text = format!("rule O-1 \"x\"\n  basis LL art 1\n  class fine\n  message ja \"x\" en \"x\"\n{clauses}");
        super::compile::codes(&super::compile::problems(&text))
    };
    assert_eq!(codes("  for l : loan\n  anchor l.lent_on\n  require l.lent_on <=\n").len(), 1, "T1-18");
    assert_eq!(
        codes("  for l : lon\n  anchor l.lent_on\n  require exists visit v (v.dat <= 2024-01-01)\n").len(),
        2,
        "T1-19"
    );
    assert_eq!(
        codes("  for l : loan\n  anchor l.lent_on\n  require exists visits v (v.mode = door)\n").len(),
        1,
        "T1-20"
    );
    let message =
        "rule O-3 \"x\"\n  basis LL art 1\n  class fine\n  for l : loan\n  anchor l.lent_on\n  require true\n";
    let found = super::compile::problems(&format!("{message}  message ja \"{{l.}}\" en \"x\"\n"));
    assert_eq!(super::compile::codes(&found), ["L-syntax"], "a placeholder that cannot be read is no missing message");
}

/// A misspelt name comes with the one that was meant.
#[test]
fn near_names_are_suggested() {
    let mut seen = 0;
    for path in files() {
        let (text, problems) = diagnostics(&path);
        for problem in problems {
            let line = text.lines().nth(problem.places[0].line - 1).unwrap();
            let Some((_, meant)) = line.split_once("# meant: ") else { continue };
            seen += 1;
            for lang in [kijun::diag::Lang::Ja, kijun::diag::Lang::En] {
                assert_eq!(problem.help(lang), format!("{} ?", meant.trim()), "{path:?}: {line}");
            }
        }
    }
    assert!(seen >= 8, "{seen}");
}

/// What a second definition collides with is shown too.
#[test]
fn what_is_defined_twice_shows_both_places() {
    let (_, problems) = diagnostics(&PathBuf::from("tests/lang/declared.kijun"));
    let twice: Vec<_> = problems.iter().filter(|problem| problem.code.id == "L-defined-twice").collect();
    assert!(twice.len() >= 3);
    let both = twice.iter().filter(|problem| problem.places.len() == 2).count();
    assert!(both >= 3, "{:?}", listed(&problems));
    let elsewhere =
        twice.iter().any(|problem| problem.places.iter().any(|place| place.path.contains("packs/library/")));
    assert!(elsewhere, "one of them is defined in the library");
}

/// Everything that the rule files of the corpus give.
pub fn diagnostics_of_the_corpus() -> Vec<Diagnostic> {
    files().iter().flat_map(|path| diagnostics(path).1).collect()
}

/// Codes that rule files of the corpus give; the others have tests of their own.
pub fn codes_of_the_corpus() -> BTreeSet<&'static str> {
    diagnostics_of_the_corpus().iter().map(|problem| problem.code.id).collect()
}
