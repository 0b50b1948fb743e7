//! The copy of the repository that holds every mutant at once, and its one build.

use crate::find::find;
use crate::site::{Rewrite, Site};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What switches a mutant on in the copy: the number in the environment, read once.
const SWITCH: &str = "//! Which mutant is on.

use std::sync::OnceLock;

static ON: OnceLock<u32> = OnceLock::new();

/// Whether the mutant with this number is the one that runs.
#[inline]
pub fn on(id: u32) -> bool {
    *ON.get_or_init(|| std::env::var(\"KIJUN_MUTANT\").ok().and_then(|id| id.parse().ok()).unwrap_or(0)) == id
}
";

/// A file of the evaluator with its sites, numbered over all files.
pub struct Source {
    /// From the root, with forward slashes.
    pub path: String,
    pub text: String,
    pub sites: Vec<Site>,
}

/// The sources of the evaluator, and what was passed over in them.
pub fn sources(root: &Path) -> (Vec<Source>, BTreeMap<&'static str, usize>) {
    let (mut sources, mut skipped, mut next) = (Vec::new(), BTreeMap::new(), 1);
    for path in evaluator(root) {
        let text = std::fs::read_to_string(root.join(&path)).unwrap();
        let mut found = find(&text);
        for site in &mut found.sites {
            site.id = next;
            next += site.to.len() as u32;
        }
        for (reason, count) in found.skipped {
            *skipped.entry(reason).or_default() += count;
        }
        sources.push(Source { path, text, sites: found.sites });
    }
    (sources, skipped)
}

/// What the second pass and reports alone use: the second evaluator gives verdicts and explains none.
const SECOND_PASS: [&str; 9] = [
    "consequence.rs",
    "cure.rs",
    "explain.rs",
    "explained.rs",
    "missing.rs",
    "nearest.rs",
    "partials.rs",
    "show.rs",
    "visit.rs",
];

/// What finds a verdict: the module `judge` but for its second pass, and the days it counts with.
fn evaluator(root: &Path) -> BTreeSet<String> {
    let judge = std::fs::read_dir(root.join("src/judge")).unwrap().map(|entry| entry.unwrap().file_name());
    let judge = judge.map(|name| name.into_string().unwrap()).filter(|name| name.ends_with(".rs"));
    let judge = judge.filter(|name| !SECOND_PASS.contains(&name.as_str()));
    let days = ["src/calendar/day.rs", "src/calendar/range.rs"].map(str::to_owned);
    judge.map(|name| format!("src/judge/{name}")).chain(days).collect()
}

/// Brings the copy up to date. A file that is as it should be is not touched, so that nothing is built twice.
pub fn write(root: &Path, tree: &Path, sources: &[Source]) {
    let mut kept = BTreeSet::new();
    let mut put = |path: &Path, bytes: &[u8]| {
        let to = tree.join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        if std::fs::read(&to).ok().as_deref() != Some(bytes) {
            std::fs::write(&to, bytes).unwrap();
        }
        kept.insert(to);
    };
    for path in files(root, |name| !matches!(name, "target" | ".git")) {
        let path = path.strip_prefix(root).unwrap();
        let bytes = std::fs::read(root.join(path)).unwrap();
        put(path, &changed(path, bytes, sources));
    }
    put(Path::new("src/mutant.rs"), SWITCH.as_bytes());
    for stale in files(tree, |_| true).into_iter().filter(|path| !kept.contains(path)) {
        std::fs::remove_file(stale).unwrap();
    }
}

fn files(folder: &Path, enters: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).into_iter();
    let walk = walk.filter_entry(move |entry| entry.depth() != 1 || enters(&entry.file_name().to_string_lossy()));
    walk.map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.into_path())
        .collect()
}

/// A file as it stands in the copy.
fn changed(path: &Path, bytes: Vec<u8>, sources: &[Source]) -> Vec<u8> {
    let name = path.to_string_lossy().replace('\\', "/");
    let text = || String::from_utf8(bytes.clone()).unwrap();
    if let Some(source) = sources.iter().find(|source| source.path == name) {
        let rewritten = Rewrite { text: &source.text, sites: &source.sites }.file();
        // Where `all` of the evaluator becomes `any`, that has to be seen.
        return rewritten.replace("    fn any(", "    pub(super) fn any(").into_bytes();
    }
    match name.as_str() {
        "src/lib.rs" => (text() + "\npub mod mutant;\n").into_bytes(),
        "Cargo.toml" => manifest(&text()).into_bytes(),
        _ => bytes,
    }
}

/// The manifest without its lints, which mutants cannot keep, and cut off from any workspace around it. What is built is
/// otherwise built as for the tests.
fn manifest(text: &str) -> String {
    let mut out = String::new();
    let mut lints = false;
    for line in text.lines() {
        if line.starts_with('[') {
            lints = line.starts_with("[lints") || line == "[workspace]";
        }
        if !lints {
            out += &format!("{line}\n");
        }
    }
    out + "\n[lints.rust]\nwarnings = \"allow\"\n\n[workspace]\n"
}

/// The test programs of the copy.
pub struct Tests {
    /// The unit tests of the library.
    pub library: PathBuf,
    /// The integration tests.
    pub suite: PathBuf,
}

/// Builds the tests of the copy, and says where they are.
pub fn build(tree: &Path, target: &Path) -> Option<Tests> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--no-run", "--lib", "--test", "suite", "--message-format", "json-render-diagnostics"]);
    cargo.current_dir(tree).env("CARGO_TARGET_DIR", target).stderr(Stdio::inherit());
    let output = cargo.output().expect("cargo runs");
    let messages = String::from_utf8(output.stdout).unwrap();
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let tests: Vec<_> = messages.filter(|message| message["profile"]["test"] == true).collect();
    let program = |name: &str| {
        let mut named = tests.iter().filter(|message| message["target"]["name"] == name);
        named.find_map(|message| message["executable"].as_str().map(PathBuf::from))
    };
    let tests = program("kijun").zip(program("suite")).map(|(library, suite)| Tests { library, suite });
    tests.filter(|_| output.status.success())
}
