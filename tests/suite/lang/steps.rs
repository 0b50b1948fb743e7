//! The work of the parser grows with the bytes and no faster, for every shape of text, right or wrong. Steps are counted,
//! not timed: the count is the least call limit of pest under which the text is read to its end or to its own error.
//!
//! The limit holds for the whole process, so the counting runs in a process of its own.

use super::compile::listed;
use super::shapes::{Broken, SHAPES, Shape, Spelling};
use kijun::diag::Diagnostic;
use kijun::limits;
use kijun::text::{FileId, SourceFile};
use std::num::NonZeroUsize;
use std::process::Command;

/// Set in the process that counts.
const COUNTING: &str = "KIJUN_COUNT_STEPS";
/// The last line of a count that went through.
const DONE: &str = "texts counted: ";

/// Steps that one byte may cost, whatever it is; a letter and a comma between brackets cost 74.
const STEPS_PER_BYTE: usize = 100;
/// By how much the smallest text of a nested shape, and of a flat one, is smaller than the greatest.
const SMALLEST: [usize; 2] = [4, 32];
/// Bytes of the comments put into the deepest place.
const PADS: [usize; 3] = [1_000, 2_000, 29_000];

#[test]
fn steps_of_the_parser_are_linear_in_the_bytes() {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "lang::steps::count_in_a_process_of_its_own", "--test-threads=1", "--nocapture"])
        .env(COUNTING, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains(DONE), "{said}");
}

/// Does nothing in the process of the suite, where a limit would break the other tests.
#[test]
fn count_in_a_process_of_its_own() {
    if std::env::var_os(COUNTING).is_none() {
        return;
    }
    let wrong = with_the_stack_of_a_run(count_everything);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_shape_over_its_limit_is_one_located_error() {
    for (shape, spelling) in every_shape() {
        // The length of a clause is not used to its last byte.
        let over = if shape.deepest.is_some() { 1 } else { 64 };
        let text = shape.text(spelling, Broken::Nothing, shape.most(spelling) + over, "");
        let found = read(&text);
        let code = if shape.deepest.is_some() { "L-too-deep" } else { "L-clause-too-long" };
        let codes: Vec<&str> = found.iter().map(|problem| problem.code.id).collect();
        assert_eq!(codes, [code], "{} {spelling:?}", shape.name);
        assert!(located(&text, &found), "{} {spelling:?}: {:?}", shape.name, found[0].places);
    }
}

fn every_shape() -> impl Iterator<Item = (Shape, Spelling)> {
    SHAPES.iter().flat_map(|shape| [Spelling::English, Spelling::Japanese].map(|spelling| (*shape, spelling)))
}

/// As `cli` does, so that a limit of the stack is never met before a limit of the language.
fn with_the_stack_of_a_run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    std::thread::Builder::new().stack_size(limits::STACK_BYTES).spawn(work).unwrap().join().unwrap()
}

fn count_everything() -> Vec<String> {
    let mut wrong = Vec::new();
    let mut texts = 0;
    for (shape, spelling) in every_shape() {
        for broken in [Broken::Nothing, Broken::Stray, Broken::Unclosed, Broken::Inside] {
            if shape.breaks(broken) {
                let mut growth = Growth { shape, spelling, broken, wrong: &mut wrong };
                texts += growth.in_repetitions();
                texts += growth.in_comments();
            }
        }
    }
    println!("{DONE}{texts}");
    wrong
}

/// One way in which a shape grows.
struct Growth<'a> {
    shape: Shape,
    spelling: Spelling,
    broken: Broken,
    wrong: &'a mut Vec<String>,
}

impl Growth<'_> {
    fn in_repetitions(&mut self) -> usize {
        let most = self.shape.most(self.spelling);
        let first = most / SMALLEST[usize::from(self.shape.deepest.is_none())];
        let sizes = [first, first * 2, most];
        self.grows("repeated", sizes.map(|times| (times, self.shape.text(self.spelling, self.broken, times, ""))))
    }

    /// What is deep must not be read again for every level, so the deepest place is filled with what is skipped. The
    /// comments are short and many, because pest counts a comment and not its characters.
    fn in_comments(&mut self) -> usize {
        let Some(deepest) = self.shape.deepest.filter(|_| self.spelling == Spelling::English) else { return 0 };
        let text = |bytes: usize| {
            let pad = " # c\n    ".repeat(bytes / 9);
            self.shape.text(self.spelling, self.broken, deepest, &pad)
        };
        let texts = PADS.map(|bytes| (bytes, text(bytes)));
        self.grows("filled", texts)
    }

    /// The first text is counted; each greater one must be read within as many steps as its size allows, and a tenth.
    fn grows<const N: usize>(&mut self, how: &str, texts: [(usize, String); N]) -> usize {
        let (smallest, text) = &texts[0];
        let Some(steps) = count(text) else {
            self.tell(how, &format!("more than {STEPS_PER_BYTE} steps a byte in {} bytes", text.len()));
            return 1;
        };
        let per_byte = steps as f64 / text.len() as f64;
        println!("{per_byte:6.1} {} {:?} {:?} {how}", self.shape.name, self.spelling, self.broken);
        for (size, text) in &texts {
            let limit = (steps * size * 11 / smallest / 10).min(STEPS_PER_BYTE * text.len());
            match read_within(text, limit) {
                None => self.tell(how, &format!("{size} take more than {limit} steps, {smallest} take {steps}")),
                Some(found) => self.outcome(how, text, &found),
            }
        }
        N
    }

    /// What is right is read, what is wrong is one error with its place.
    fn outcome(&mut self, how: &str, text: &str, found: &[Diagnostic]) {
        let codes: Vec<&str> = found.iter().map(|problem| problem.code.id).collect();
        let fits = match codes.as_slice() {
            [] => self.broken == Broken::Nothing,
            ["L-too-deep"] => self.broken == Broken::Nothing && self.shape.leans && located(text, found),
            ["L-syntax"] => self.broken != Broken::Nothing && located(text, found),
            _ => false,
        };
        if !fits {
            let told: Vec<String> = listed(found).iter().map(|line| line.chars().take(200).collect()).collect();
            self.tell(how, &format!("in {} bytes: {told:?}", text.len()));
        }
    }

    fn tell(&mut self, how: &str, what: &str) {
        self.wrong.push(format!("{} {:?} {:?} {how}: {what}", self.shape.name, self.spelling, self.broken));
    }
}

/// Steps of a text, or nothing if it takes more than any text may.
fn count(text: &str) -> Option<usize> {
    let most = STEPS_PER_BYTE * text.len();
    let mut enough = 1_024;
    while read_within(text, enough.min(most)).is_none() {
        if enough >= most {
            return None;
        }
        enough *= 2;
    }
    let (mut enough, mut too_few) = (enough.min(most), enough / 2);
    while enough - too_few > enough / 512 + 1 {
        let middle = too_few + (enough - too_few) / 2;
        match read_within(text, middle) {
            Some(_) => enough = middle,
            None => too_few = middle,
        }
    }
    Some(enough)
}

/// What is found, if the limit suffices. A parse that was stopped is an error that expects nothing.
fn read_within(text: &str, limit: usize) -> Option<Vec<Diagnostic>> {
    pest::set_call_limit(NonZeroUsize::new(limit));
    let found = read(text);
    let stopped =
        |problem: &Diagnostic| problem.args.iter().any(|(name, value)| *name == "expected" && value.is_empty());
    (!found.iter().any(stopped)).then_some(found)
}

fn read(text: &str) -> Vec<Diagnostic> {
    kijun::lang::parse_file(FileId(0), &SourceFile::new("own.kijun", text)).1
}

/// Path, line and column of every problem lie in the text.
fn located(text: &str, found: &[Diagnostic]) -> bool {
    found.iter().flat_map(|problem| problem.places.first()).count() == found.len()
        && found.iter().flat_map(|problem| &problem.places).all(|place| {
            let line = text.lines().nth(place.line.wrapping_sub(1));
            let columns = line.map_or(0, |line| line.chars().count() + 1);
            place.path == "own.kijun" && (1..=columns).contains(&place.column)
        })
}
