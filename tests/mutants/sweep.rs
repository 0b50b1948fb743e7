//! Runs the tests once for each mutant, two at a time. A run that does not end is ended, and tells as much as one that fails.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Mutants that run at the same time.
const TOGETHER: usize = 2;
/// KiB that a run may take: a loop that only grows must not take the machine with it.
const MEMORY: u32 = 4 * 1024 * 1024;

/// How the runs with a mutant ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Survived,
    /// The tests of a stage failed.
    Failed(usize),
    /// Those of a stage did not end.
    Endless(usize),
}

/// A test program and which of its tests run; all when none is named.
pub struct Stage {
    pub name: &'static str,
    pub binary: PathBuf,
    pub tests: Vec<String>,
    /// Pairs of rule and case that the property test tries.
    pub pairs: String,
    /// How long it may take.
    pub most: Duration,
}

/// What is run: what a stage notices, no later one is asked.
pub struct Sweep {
    pub tree: PathBuf,
    pub stages: Vec<Stage>,
}

impl Stage {
    fn command(&self, tree: &Path, id: u32) -> Command {
        let mut command = Command::new("sh");
        let script = format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"");
        command.arg("-c").arg(script).arg(&self.binary).args(&self.tests).arg("--test-threads=1");
        command.current_dir(tree).env("CARGO_MANIFEST_DIR", tree).env("KIJUN_MUTANT", id.to_string());
        // Nothing is written, and no failure is explained at length.
        command.env("INSTA_UPDATE", "no").env("KIJUN_SHRINK", "0").env("KIJUN_PAIRS", &self.pairs);
        command.stdin(Stdio::null());
        command
    }

    /// The run without a mutant: how many tests passed, and in what time. It must not fail.
    pub fn plain(&self, tree: &Path) -> Result<(usize, Duration), String> {
        let start = now();
        let output = self.command(tree, 0).output().map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let passed = text.rsplit_once("test result: ok. ").and_then(|(_, rest)| rest.split(' ').next()?.parse().ok());
        match passed {
            Some(passed) if output.status.success() => Ok((passed, now() - start)),
            _ => Err(text),
        }
    }

    /// One mutant; `at` is which stage this is.
    fn one(&self, tree: &Path, id: u32, at: usize) -> Outcome {
        let child = self.command(tree, id).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        match wait(&mut child.expect("the tests start"), self.most) {
            Some(status) if status.success() => Outcome::Survived,
            Some(_) => Outcome::Failed(at),
            None => Outcome::Endless(at),
        }
    }
}

impl Sweep {
    /// One mutant, until a stage notices it.
    fn one(&self, id: u32) -> Outcome {
        let mut outcomes = self.stages.iter().enumerate().map(|(at, stage)| stage.one(&self.tree, id, at));
        outcomes.find(|outcome| *outcome != Outcome::Survived).unwrap_or(Outcome::Survived)
    }

    /// All of them, in the order of their numbers; `each` hears of every one as it ends.
    pub fn all(&self, ids: &[u32], each: impl Fn(usize, u32, Outcome) + Sync) -> Vec<(u32, Outcome)> {
        let (next, done) = (Mutex::new(ids.iter()), Mutex::new(Vec::new()));
        std::thread::scope(|scope| {
            for _ in 0..TOGETHER {
                scope.spawn(|| {
                    loop {
                        let Some(id) = next.lock().unwrap().next() else { return };
                        let outcome = self.one(*id);
                        let mut done = done.lock().unwrap();
                        done.push((*id, outcome));
                        each(done.len(), *id, outcome);
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap();
        done.sort_by_key(|(id, _)| *id);
        done
    }
}

/// How a child ended by itself, or nothing when it had to be ended.
fn wait(child: &mut Child, most: Duration) -> Option<ExitStatus> {
    let start = now();
    while now() - start < most {
        if let Some(status) = child.try_wait().expect("a child") {
            return Some(status);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("it ends");
    child.wait().expect("it ended");
    None
}

#[expect(clippy::disallowed_methods, reason = "a run that does not end is told by its time")]
pub fn now() -> Instant {
    Instant::now()
}
