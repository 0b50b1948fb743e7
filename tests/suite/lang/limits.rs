//! Rule text over the limits: one located error each, no stack overflow, no slow parse. What might overflow a stack runs
//! in a process of its own, so that a failure is a failed test.

use super::compile::{codes, compile, listed, problems, shown};
use super::corpus::codes_of_the_corpus;
use kijun::diag::Diagnostic;
use kijun::limits;
use std::collections::BTreeSet;
use std::process::Command;

/// A rule with one `where` clause.
fn rule(id: &str, condition: &str) -> String {
    format!(
        "rule {id} \"x\"\n  basis LL art 1\n  class fine\n  for l : loan\n  anchor l.lent_on\n  where {condition}\n  require true\n  message ja \"x\" en \"x\"\n"
    )
}

/// Exit code and what was said, from a process of its own.
fn apart(text: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.kijun");
    std::fs::write(&file, text).unwrap();
    let program = env!("CARGO_BIN_EXE_kijun");
    let output = Command::new(program)
        .args(["test", "tests/packs/library", file.to_str().unwrap(), "--lang", "en"])
        .output()
        .unwrap();
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout),
    )
}

/// A text that must be refused with one error of a code, at a line and column.
fn refused(text: &str, code: &str, line: usize, column: usize) {
    let (exit, said) = apart(text);
    assert_eq!(exit, Some(2), "{said}");
    assert!(
        said.contains(&format!("[{code}]")) && said.contains(&format!("own.kijun:{line}:{column}]")),
        "{line}:{column} {said}"
    );
    assert!(said.contains("error 1"), "{said}");
}

fn accepted(text: &str) {
    let (exit, said) = apart(text);
    assert_eq!(exit, Some(0), "{said}");
}

/// Where the clause's text starts in its line.
const AT: usize = 9;

#[test]
fn two_hundred_nested_brackets_are_refused_at_the_first_too_many() {
    let nested = |open: &str, close: &str, n: usize| rule("Z-1", &format!("{}true{}", open.repeat(n), close.repeat(n)));
    for n in [200, 400] {
        refused(&nested("(", ")", n), "L-too-deep", 6, AT + limits::CLAUSE_BRACKETS);
        refused(&nested("exists loan k (", ")", n), "L-too-deep", 6, AT + 15 * limits::CLAUSE_BRACKETS + 14);
        refused(&nested("（", "）", n), "L-too-deep", 6, AT + limits::CLAUSE_BRACKETS);
        refused(&rule("Z-1", &"{".repeat(n)), "L-too-deep", 6, AT + limits::CLAUSE_BRACKETS);
        refused(&rule("Z-1", &"[".repeat(n)), "L-too-deep", 6, AT + limits::CLAUSE_BRACKETS);
    }
    accepted(&nested("(", ")", limits::CLAUSE_BRACKETS));
    refused(&nested("(", ")", limits::CLAUSE_BRACKETS + 1), "L-too-deep", 6, AT + limits::CLAUSE_BRACKETS);
    let side_by_side = format!("{}true", "(true) and ".repeat(limits::CLAUSE_BRACKETS * 2));
    accepted(&rule("Z-1", &side_by_side));
    let in_a_text = format!("recorded(l.branch) and l.branch = \"{}\"", "(".repeat(500));
    accepted(&rule("Z-1", &in_a_text));
}

#[test]
fn five_thousand_prefixes_are_refused() {
    for (word, width) in [("not ", 4), ("否 ", 2)] {
        for n in [5_000, 10_000] {
            let column = AT + limits::EXPRESSION_DEPTH * width;
            refused(&rule("Z-1", &format!("{}true", word.repeat(n))), "L-too-deep", 6, column);
        }
        accepted(&rule("Z-1", &format!("{}true", word.repeat(limits::EXPRESSION_DEPTH))));
    }
    let each = "each t in l.topics : ";
    for n in [2_500, 3_000] {
        let column = AT + limits::EXPRESSION_DEPTH * each.len() + each.len() - 2;
        refused(&rule("Z-1", &format!("{}true", each.repeat(n))), "L-too-deep", 6, column);
    }
    // Five thousand are longer than a clause may be, and that is said first.
    refused(&rule("Z-1", &format!("{}true", each.repeat(5_000))), "L-clause-too-long", 6, AT - 1);
    accepted(&rule("Z-1", &format!("{}true", each.repeat(limits::EXPRESSION_DEPTH / 2))));
    let implies = "true implies ";
    refused(
        &rule("Z-1", &format!("{}true", implies.repeat(5_000))),
        "L-too-deep",
        6,
        AT + limits::EXPRESSION_DEPTH * implies.len() + 5,
    );
    accepted(&rule("Z-1", &format!("{}true", implies.repeat(limits::EXPRESSION_DEPTH))));
}

/// What is within the limits is read, on any thread.
#[test]
fn the_deepest_conditions_that_are_allowed_overflow_no_stack() {
    let each = "each t in l.topics : ".repeat(limits::EXPRESSION_DEPTH);
    accepted(&rule("Z-1", &format!("{each}true")));
    let nested = format!("{}true{}", "(".repeat(limits::CLAUSE_BRACKETS), ")".repeat(limits::CLAUSE_BRACKETS));
    assert_eq!(listed(&problems(&rule("Z-1", &nested))), Vec::<String>::new(), "a test's thread has 2 MiB");
}

/// What is flat is no matter of depth.
#[test]
fn long_flat_conditions_are_accepted() {
    accepted(&rule("Z-1", &format!("{}true", "true and ".repeat(7_000))));
    accepted(&rule("Z-1", &format!("{}true", "true or ".repeat(7_000))));
    accepted(&rule("Z-1", &format!("1 {}", "<= 1 ".repeat(7_000))));
    accepted(&rule("Z-1", &format!("1 in {{{}1}}", "1, ".repeat(7_000))));
}

#[test]
fn what_nests_to_the_left_overflows_no_stack() {
    for condition in [
        format!("1 {}= 1", "+ 1 ".repeat(10_000)),
        format!("1 {}= 1", "else 1 ".repeat(8_000)),
        format!("l{} = l", ".parent".repeat(8_000)),
        format!("each t in {}l.topics : true", "distinct ".repeat(2_500)),
    ] {
        let (exit, said) = apart(&rule("Z-1", &condition));
        assert!(exit.is_some(), "aborted: {}…", &condition[..40]);
        assert!(said.len() < 100_000, "a message of {} bytes", said.len());
    }
    let defines: String = (0..5_000).map(|at| format!("define d{at} (l : loan) = d{}(l)\n", at + 1)).collect();
    let (exit, _) = apart(&format!("{}{defines}define d5000 (l : loan) = true\n", rule("Z-1", "d0(l)")));
    assert!(exit.is_some(), "aborted");
}

#[test]
fn a_full_width_bracket_too_many_is_underlined() {
    let found = problems(&rule("Z-1", &"（".repeat(200)));
    assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), [(6, "L-too-deep \"（\"".to_owned())]);
}

/// A record that nests in itself has no way to the root.
#[test]
fn a_kind_that_nests_in_itself_is_refused() {
    let found = problems("record ring 輪\n  at ring.inner 内\n  field date 日付 : date\n");
    assert_eq!(found.len(), 1, "{:?}", listed(&found));
}

#[test]
fn a_clause_of_seventy_kibibytes_is_refused_and_the_others_are_read() {
    let long = |bytes: usize| {
        let condition = "true and ".repeat(bytes / 9);
        format!("{}{}", rule("Z-1", &format!("{condition}true")), rule("Z-2", "l.lend_on = 2024-01-01"))
    };
    for kib in [70, 140] {
        let found = problems(&long(kib * 1024));
        assert_eq!(codes(&found), ["L-clause-too-long", "L-unknown-field"], "{:?}", listed(&found));
        assert_eq!((found[0].places[0].line, found[1].places[0].line), (6, 14));
    }
    assert_eq!(codes(&problems(&long(63 * 1024))), ["L-unknown-field"]);
    // Comments between the lines of a clause count.
    let lines = format!("true\n{}       and true", "       # a comment that makes it long\n".repeat(2_000));
    assert_eq!(codes(&problems(&rule("Z-1", &lines))), ["L-clause-too-long"]);
}

/// Twice as many items are twice as many diagnostics, each at its own line.
#[test]
fn ten_thousand_items_are_read() {
    let rules = |n: usize| -> String { (0..n).map(|at| rule(&format!("Z-{at}"), "l.lend_on = 2024-01-01")).collect() };
    for n in [5_000, 10_000] {
        let found = problems(&rules(n));
        assert_eq!(found.len(), n);
        let lines: BTreeSet<usize> = found.iter().map(|problem| problem.places[0].line).collect();
        assert_eq!(lines, (0..n).map(|at| at * 8 + 6).collect());
    }
    let one_item_each = "codes c : a\n".repeat(10_000);
    assert_eq!(problems(&one_item_each).len(), 9_999, "every one but the first is defined twice");
    let nothing_known = "rull Z\n".repeat(10_000);
    assert_eq!(problems(&nothing_known).len(), 10_000);
}

fn too_large() -> Vec<Diagnostic> {
    let doubles: String =
        (0..40).map(|at| format!("define d{at} (l : loan) = d{}(l) and d{}(l)\n", at + 1, at + 1)).collect();
    problems(&format!("{}{doubles}define d40 (l : loan) = true\n", rule("Z-1", "d0(l)")))
}

#[test]
fn definitions_that_double_forty_times_are_refused() {
    let found = too_large();
    assert_eq!(codes(&found), ["L-too-large"], "{:?}", listed(&found));
}

#[test]
fn a_file_over_sixteen_mebibytes_is_refused_unread() {
    let line = format!("# {}\n", "x".repeat(97));
    let at_the_limit = line.repeat(limits::RULE_FILE_BYTES as usize / 100);
    assert_eq!(codes(&problems(&at_the_limit)), Vec::<&str>::new());
    let over = line.repeat(limits::RULE_FILE_BYTES as usize / 100 + 1) + "rull Z\n";
    assert_eq!(codes(&problems(&over)), ["L-file-too-large"]);
}

fn not_utf8() -> Vec<Diagnostic> {
    compile("own.kijun", b"codes c : a\n# \xff\nrull Z\n", false).unwrap_err()
}

#[test]
fn a_file_that_is_not_utf8_is_refused_where_it_breaks() {
    let found = not_utf8();
    assert_eq!(codes(&found), ["L-not-utf8"]);
    assert_eq!((found[0].places[0].line, found[0].places[0].column), (2, 3));
}

/// What the surface allows round the text: a byte-order mark, CR LF, tabs, full-width blanks, no last line break.
#[test]
fn line_ends_and_blanks_do_not_matter() {
    let plain = rule("Z-1", "l.lent_on >= 2024-01-01");
    for text in [
        format!("\u{feff}{plain}"),
        plain.replace('\n', "\r\n"),
        plain.replace("  ", "\t"),
        plain.replace("  ", "　"),
        plain.trim_end().to_owned(),
        plain.replace("\n  require", "  # why\n\n# at the first column\n  require"),
        plain.replace("l.lent_on >=", "l.lent_on\n     >="),
    ] {
        assert_eq!(listed(&problems(&text)), Vec::<String>::new(), "{text}");
    }
}

/// Raised by the command line.
fn of_the_command_line() -> BTreeSet<&'static str> {
    let empty = tempfile::tempdir().unwrap();
    let mut found = BTreeSet::new();
    let here = empty.path().to_str().unwrap();
    let asked: [(&[&str], _); 3] = [
        (&["test", "no-such-pack"], "L-no-pack"),
        (&["test", here], "L-no-rules"),
        (&["check", here, "--profile", "nosuch"], "L-no-profile"),
    ];
    for (words, code) in asked {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = [&["kijun"], words, &["--lang", "en"]].concat();
        let args: Vec<_> = args.into_iter().map(std::ffi::OsString::from).collect();
        assert_eq!(kijun::cli::run(args, &mut out, &mut err), kijun::cli::Exit::Usage);
        let said = String::from_utf8(err).unwrap();
        assert!(said.contains(&format!("[{code}]")), "{said}");
        found.insert(code);
    }
    found
}

/// `pack.kijun` without its header.
fn no_header() -> Vec<Diagnostic> {
    compile("own/pack.kijun", b"codes c : a\n", false).unwrap_err()
}

#[test]
fn a_pack_file_needs_its_header() {
    let found = no_header();
    assert_eq!((codes(&found), found[0].places[0].path.as_str()), (vec!["L-no-header"], "own/pack.kijun"));
    assert!(compile("own/other.kijun", b"codes c : a\n", false).is_ok());
}

#[test]
fn every_code_of_the_language_is_produced() {
    let mut found = codes_of_the_corpus();
    found.extend(codes(&not_utf8()));
    found.extend(codes(&too_large()));
    found.extend(codes(&no_header()));
    found.extend(codes(&problems(&rule("Z-1", &"(".repeat(200)))));
    found.extend(codes(&problems(&rule("Z-1", &" ".repeat(70 * 1024)))));
    found.extend(codes(&problems(&"#\n".repeat(9 * 1024 * 1024))));
    found.extend(codes(&with_kinds(129)));
    found.extend(of_the_command_line());
    found.extend(codes(&bad_views()));
    let all: BTreeSet<&str> = kijun::lang::codes::CODES.iter().map(|code| code.id).collect();
    assert_eq!(all.difference(&found).collect::<Vec<_>>(), Vec::<&&str>::new());
    assert!(found.is_subset(&all), "{found:?}");
}

/// A pack whose views are none.
fn bad_views() -> Vec<Diagnostic> {
    let mut packs = kijun::input::load(&["tests/packs/library".to_owned()]).expect("the library");
    let library = packs.last_mut().expect("a pack");
    library.views = Some(("views.toml".to_owned(), b"lanes = 1".to_vec()));
    kijun::pipeline::compile_rules(&packs).err().unwrap_or_default()
}

/// A pack of so many kinds of record.
fn with_kinds(count: usize) -> Vec<Diagnostic> {
    let mut text = "record root 根\n  root\n  field id 番号 : text\n".to_owned();
    for at in 1..count {
        text += &format!("record k{at} 種{at}\n  at root.k{at} 一覧{at}\n  field id 番号 : text\n");
    }
    super::compile::compile("kinds.kijun", text.as_bytes(), true).err().unwrap_or_default()
}

/// One kind more than the engine keeps a bit for.
#[test]
fn more_kinds_than_can_be_numbered_are_refused() {
    let refused = |count: usize| with_kinds(count).iter().filter(|problem| problem.code.id == "L-too-many").count();
    assert_eq!((refused(128), refused(129)), (0, 1));
}
