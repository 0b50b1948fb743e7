//! Whatever stands in a rule file, it is read without a panic: random bytes, and real rule files with pieces moved about.

use super::compile::library;
use kijun::input::load;
use kijun::pipeline::{PackFiles, compile_rules};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The packs whose files are changed: each with what it stands on.
static PACKS: LazyLock<Vec<Vec<PackFiles>>> = LazyLock::new(|| {
    let packs = |name: &str| load(&[name.to_owned()]).unwrap();
    vec![vec![library()], packs("tests/packs/library-ja"), packs("rules/home")]
});

/// Compiles, and lays every place on its file: an excerpt that cuts a character would panic here.
fn read(packs: &[PackFiles]) {
    if let Err(problems) = compile_rules(packs) {
        assert!(!problems.is_empty());
        for problem in problems {
            for place in &problem.places {
                assert!(place.line >= 1 && place.column >= 1);
            }
            let _ = (problem.message(kijun::diag::Lang::Ja), problem.help(kijun::diag::Lang::En));
        }
    }
}

/// One change: where (as a share of the text), how long, and what to put there.
#[derive(Clone, Debug)]
enum Change {
    Cut(f64, usize),
    Copy(f64, f64, usize),
    Put(f64, &'static str),
    Bytes(f64, Vec<u8>),
    Line(f64, f64),
}

const PIECES: [&str; 40] = [
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "（",
    "）",
    "｛",
    "］",
    "\"",
    "「",
    "」",
    "【",
    "】",
    "#",
    "\n",
    "\n  ",
    ":",
    "：",
    "=",
    "..",
    "〜",
    ".",
    ",",
    "、",
    " in ",
    " not ",
    " each ",
    " exists ",
    " none ",
    " else ",
    " implies ",
    "各 ",
    "規則 ",
    "rule ",
    "  require ",
    "99999999999999999999",
    "2024-02-31",
    "\u{0}",
];

fn change() -> impl Strategy<Value = Change> {
    let at = 0.0..1.0f64;
    prop_oneof![
        (at.clone(), 1..60usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (at.clone(), at.clone(), 1..200usize).prop_map(|(from, to, length)| Change::Copy(from, to, length)),
        (at.clone(), 0..PIECES.len()).prop_map(|(at, piece)| Change::Put(at, PIECES[piece])),
        (at.clone(), prop::collection::vec(any::<u8>(), 1..8)).prop_map(|(at, bytes)| Change::Bytes(at, bytes)),
        (at.clone(), at).prop_map(|(from, to)| Change::Line(from, to)),
    ]
}

fn changed(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut text = bytes.to_vec();
    for change in changes {
        let at = |share: f64, of: usize| ((share * of as f64) as usize).min(of);
        match change {
            Change::Cut(share, length) => {
                let from = at(*share, text.len());
                let to = (from + length).min(text.len());
                text.drain(from..to);
            }
            Change::Copy(from, to, length) => {
                let from = at(*from, text.len());
                let piece = text[from..(from + length).min(text.len())].to_vec();
                let to = at(*to, text.len());
                text.splice(to..to, piece);
            }
            Change::Put(share, piece) => {
                let to = at(*share, text.len());
                text.splice(to..to, piece.bytes());
            }
            Change::Bytes(share, bytes) => {
                let to = at(*share, text.len());
                text.splice(to..to, bytes.iter().copied());
            }
            Change::Line(from, to) => {
                let mut lines: Vec<Vec<u8>> = text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
                let line = lines.remove(at(*from, lines.len() - 1));
                let to = at(*to, lines.len());
                lines.insert(to, line);
                text = lines.join(&b'\n');
            }
        }
    }
    text
}

/// A text that is not UTF-8 is refused before it is parsed, so most changes are mended to see more.
fn mended(bytes: Vec<u8>) -> Vec<u8> {
    String::from_utf8_lossy(&bytes).into_owned().into_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400), mend in any::<bool>()) {
        let bytes = if mend { mended(bytes) } else { bytes };
        read(&[PackFiles { name: "x".into(), files: vec![("x.kijun".into(), bytes)], ..PackFiles::default() }]);
    }

    #[test]
    fn random_words_are_read(words in prop::collection::vec(0..PIECES.len(), 0..80)) {
        let text: String = words.into_iter().map(|word| PIECES[word]).collect();
        let own = PackFiles { name: "x".into(), files: vec![("x.kijun".into(), text.into_bytes())], ..PackFiles::default() };
        read(&[library(), own]);
    }

    #[test]
    fn changed_rule_files_are_read(file in any::<prop::sample::Index>(), changes in prop::collection::vec(change(), 1..6), mend in prop::bool::weighted(0.9)) {
        let mut packs = PACKS[file.index(2)].clone();
        let pack = packs.last_mut().unwrap();
        let at = file.index(pack.files.len());
        let bytes = changed(&pack.files[at].1, &changes);
        pack.files[at].1 = if mend { mended(bytes) } else { bytes };
        read(&packs);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_care_rules_are_read(pack in any::<prop::sample::Index>(), file in any::<prop::sample::Index>(), changes in prop::collection::vec(change(), 1..8)) {
        let mut packs = PACKS[2].clone();
        let pack = pack.get_mut(&mut packs);
        let at = file.index(pack.files.len());
        pack.files[at].1 = mended(changed(&pack.files[at].1, &changes));
        read(&packs);
    }
}

/// Every beginning of a real file, cut at a character, is read too.
#[test]
fn files_cut_anywhere_are_read() {
    let pack = library();
    let text = String::from_utf8(pack.files.iter().find(|(path, _)| path.ends_with("duties.kijun")).unwrap().1.clone())
        .unwrap();
    let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(37).collect();
    assert!(cuts.len() > 100);
    for cut in cuts {
        let own = PackFiles {
            name: "x".into(),
            files: vec![("x.kijun".into(), text.as_bytes()[..cut].to_vec())],
            ..PackFiles::default()
        };
        read(&[own]);
    }
}
