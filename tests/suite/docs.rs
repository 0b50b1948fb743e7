//! What the READMEs show is what the program prints, and the contract names what there is.

use std::path::Path;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The console blocks of a page: the command after `$ `, and the lines below it.
fn blocks(page: &str) -> Vec<(String, Vec<String>)> {
    let blocks = page.split("```console\n").skip(1).map(|rest| rest.split("\n```").next().unwrap());
    blocks
        .map(|block| {
            let mut lines = block.lines();
            let command = lines.next().and_then(|line| line.strip_prefix("$ ")).expect("a command first");
            (command.to_owned(), lines.map(str::to_owned).collect())
        })
        .collect()
}

fn printed(args: &str, lang: &str) -> Vec<String> {
    let words = args.split_whitespace().map(str::to_owned);
    let lang = if args.contains("--lang") { vec![] } else { vec!["--lang".to_owned(), lang.to_owned()] };
    let all = std::iter::once("kijun".to_owned()).chain(words).chain(lang).map(Into::into);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    kijun::cli::run(all, &mut out, &mut err);
    assert!(err.is_empty(), "{}", String::from_utf8_lossy(&err));
    String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
}

/// Every shown run of lines between two `…` stands in the output, in that order and without a gap.
fn assert_shown(shown: &[String], printed: &[String], what: &str) {
    let mut at = 0;
    for piece in shown.split(|line| line == "…").filter(|piece| !piece.is_empty()) {
        let rest = &printed[at..];
        let found = rest.windows(piece.len()).position(|lines| lines == piece);
        at += found.unwrap_or_else(|| panic!("{what}: not printed:\n{}", piece.join("\n"))) + piece.len();
    }
}

#[test]
fn the_readmes_show_what_is_printed() {
    for (page, lang) in [("README.md", "en"), ("README.ja.md", "ja")] {
        let blocks = blocks(&read(page));
        let commands: Vec<&str> = blocks.iter().map(|(command, _)| command.as_str()).collect();
        assert!(commands.contains(&"cargo test"), "{page} names the test command: {commands:?}");
        assert!(commands.iter().any(|command| command.contains("check fixtures/office-audit")), "{commands:?}");
        for (command, shown) in &blocks {
            match command.strip_prefix("cargo run --release -- ") {
                Some(args) => assert_shown(shown, &printed(args, lang), command),
                None => assert_eq!((command.as_str(), shown.len()), ("cargo test", 0), "{page}"),
            }
        }
    }
}

#[test]
fn the_readme_of_the_office_does_not_accuse() {
    for word in ["違反", "虚偽", "不正"] {
        assert!(!read("README.ja.md").contains(word), "{word}");
    }
}

/// Long options on the help page of a command.
fn options(command: &str) -> Vec<String> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    kijun::cli::run(["kijun", command, "--help"].map(Into::into), &mut out, &mut err);
    let help = String::from_utf8(out).unwrap();
    let words = help.split(|c: char| c.is_whitespace() || ",[=".contains(c));
    let mut options: Vec<String> = words.filter(|word| word.starts_with("--")).map(str::to_owned).collect();
    options.sort();
    options.dedup();
    options
}

#[test]
fn the_contract_names_every_option_and_no_other() {
    let contract = read("docs/contract.md");
    let version = std::iter::once("--version".to_owned());
    let there: Vec<String> = ["check", "test"].into_iter().flat_map(options).chain(version).collect();
    for option in &there {
        assert!(contract.contains(option.as_str()), "docs/contract.md does not name {option}");
    }
    let named =
        contract.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).filter(|word| word.starts_with("--"));
    for word in named.filter(|word| word.chars().any(|c| c != '-')) {
        assert!(there.iter().any(|option| option == word), "docs/contract.md names {word}, which does not exist");
    }
}

#[test]
fn every_rule_block_of_the_language_page_parses() {
    let page = read("docs/language.md");
    let blocks = page
        .split("\n```\n")
        .filter(|block| ["rule ", "規則 ", "record ", "example "].iter().any(|word| block.starts_with(word)));
    let mut seen = 0;
    for block in blocks {
        let file = kijun::text::SourceFile::new("language.md", block);
        let (items, problems) = kijun::lang::parse_file(kijun::text::FileId(0), &file);
        assert!(problems.is_empty() && items.len() == 1, "{block}\n{problems:?}");
        seen += 1;
    }
    assert!(seen >= 4, "{seen} blocks");
}
