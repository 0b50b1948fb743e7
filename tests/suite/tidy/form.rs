//! The form of source files, and what the core may not touch.

use super::{Source, sources};

/// Lines of one file, without its tests.
const MOST_LINES: usize = 400;

/// Files that were longer when the limit came, with their lines then. A row may only shrink or go.
const LONGER: [(&str, usize); 0] = [];

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> =
        sources().into_iter().filter(|source| !source.text.starts_with("//! ")).map(|source| source.path).collect();
    assert_eq!(silent, Vec::<String>::new(), "a file opens with `//!`");
}

#[test]
fn no_file_is_longer_than_it_may_be() {
    let sources = sources();
    for source in &sources {
        let lines = source.production().count();
        let most = LONGER.iter().find(|(path, _)| *path == source.path).map_or(MOST_LINES, |(_, most)| *most);
        assert!(lines <= most, "{}: {lines} lines, {most} are allowed", source.path);
    }
    for (path, most) in LONGER {
        let source = sources.iter().find(|source| source.path == path);
        let lines = source.map_or(0, |source| source.production().count());
        assert!(lines == most && most > MOST_LINES, "{path} has {lines} lines now: bring its row down, or take it out");
    }
}

fn places(sources: &[Source], words: &[&str], except: fn(&Source) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !except(source)) {
        for (number, line) in source.text.lines().enumerate() {
            found.extend(
                words
                    .iter()
                    .filter(|word| line.contains(**word))
                    .map(|word| format!("{}:{}: {word}", source.path, number + 1)),
            );
        }
    }
    found
}

#[test]
fn nothing_is_left_for_later() {
    let words = ["todo!", "unimplemented!", "dbg!", "println!", "FIXME"];
    assert_eq!(places(&sources(), &words, |_| false), Vec::<String>::new());
}

/// Files, the environment, the network and the clock belong to the edge.
#[test]
fn the_core_touches_nothing_outside() {
    let words = [
        "std::fs",
        "std::env",
        "std::net",
        "SystemTime",
        "Instant::now",
        "std::process",
        "stdin()",
        "stdout()",
        "stderr()",
    ];
    let edge = |source: &Source| matches!(source.module(), "cli" | "input" | "main");
    assert_eq!(places(&sources(), &words, edge), Vec::<String>::new());
    let seen = places(&sources(), &words[..2], |source| !matches!(source.module(), "cli" | "input" | "main"));
    assert!(!seen.is_empty(), "the words are looked for");
}

/// Nothing leaves the machine.
#[test]
fn no_part_of_the_program_speaks_to_a_network() {
    let words = ["std::net", "TcpStream", "UdpSocket", "TcpListener"];
    assert_eq!(places(&sources(), &words, |_| false), Vec::<String>::new());
    let lock = std::fs::read_to_string("Cargo.lock").unwrap();
    for name in ["hyper", "reqwest", "ureq", "curl", "tokio", "rustls", "native-tls", "openssl", "h2", "socket2", "mio"]
    {
        assert!(!lock.contains(&format!("name = \"{name}\"\n")), "{name}");
    }
}
