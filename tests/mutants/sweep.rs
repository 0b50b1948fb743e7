//! Runs the tests once for each mutant, two at a time. A run that does not end is ended, and tells as much as one that fails.

use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Mutants that run at the same time.
const TOGETHER: usize = 2;
/// KiB that a run may take: a loop that only grows must not take the machine with it.
const MEMORY: u32 = 4 * 1024 * 1024;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Survived,
    Failed,
    Endless,
}

/// What is run, and how long it may take.
pub struct Sweep {
    pub binary: PathBuf,
    pub tree: PathBuf,
    pub filter: String,
    pub most: Duration,
}

impl Sweep {
    fn command(&self, id: u32) -> Command {
        let mut command = Command::new("sh");
        let script = format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"");
        command.arg("-c").arg(script).arg(&self.binary).args([self.filter.as_str(), "--test-threads=1"]);
        command.current_dir(&self.tree).env("CARGO_MANIFEST_DIR", &self.tree).env("KIJUN_MUTANT", id.to_string());
        command.stdin(Stdio::null());
        command
    }

    /// The run without a mutant: how many tests passed, and in what time. It must not fail.
    pub fn plain(&self) -> Result<(usize, Duration), String> {
        let start = now();
        let output = self.command(0).output().map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let passed = text.rsplit_once("test result: ok. ").and_then(|(_, rest)| rest.split(' ').next()?.parse().ok());
        match passed {
            Some(passed) if output.status.success() => Ok((passed, now() - start)),
            _ => Err(text),
        }
    }

    /// One mutant.
    fn one(&self, id: u32) -> Outcome {
        let child = self.command(id).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        match wait(&mut child.expect("the tests start"), self.most) {
            Some(status) if status.success() => Outcome::Survived,
            Some(_) => Outcome::Failed,
            None => Outcome::Endless,
        }
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
fn now() -> Instant {
    Instant::now()
}
