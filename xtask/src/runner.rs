//! Running many programs with the command line `awaitscope run`, each in a process of its own: one that crashes or hangs
//! takes no other along.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, InFile};
use crate::process;
use crate::project::Project;

/// A program that takes longer is a fault: a limit should have ended it.
const LONGEST: Duration = Duration::from_secs(60);

/// The command line, built.
pub struct Awaitscope {
    binary: PathBuf,
}

/// What became of a run.
pub struct Ran {
    /// The transcript.
    pub transcript: String,
    /// Why there is none, or not all of it.
    pub trouble: Option<String>,
}

impl Awaitscope {
    /// Builds it with all the checks of a debug build.
    pub fn build(project: &Project) -> Result<Self, Error> {
        let mut cargo = project.cargo();
        process::run(cargo.args(["build", "--quiet", "--bin", "awaitscope"]))?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
        let file = format!("awaitscope{}", std::env::consts::EXE_SUFFIX);
        Ok(Self { binary: project.root.join(target).join("debug").join(file) })
    }

    /// The command line, run from the project's root.
    pub fn command(&self, project: &Project) -> Command {
        project.command(&self.binary)
    }

    /// Runs a program. What it prints goes into a file, where it can be looked at afterwards.
    pub fn run(&self, project: &Project, program: &Path, events: bool, into: &Path) -> Result<Ran, Error> {
        let messages = into.with_extension("stderr");
        let mut command = self.command(project);
        command.arg("run").arg(program).args(events.then_some("--events"));
        command.stdin(Stdio::null());
        command.stdout(File::create(into).in_file(into)?);
        command.stderr(File::create(&messages).in_file(&messages)?);
        let started = |source| Error::Start { program: "awaitscope".to_owned(), source };
        let mut child = command.spawn().map_err(started)?;
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().map_err(started)? {
                break Some(status);
            }
            if start.elapsed() > LONGEST {
                child.kill().and_then(|()| child.wait()).map_err(started)?;
                break None;
            }
            thread::sleep(Duration::from_millis(2));
        };
        let read = |path: &Path| fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let said = read(&messages).in_file(&messages)?;
        fs::remove_file(&messages).in_file(&messages)?;
        Ok(Ran { transcript: read(into).in_file(into)?, trouble: trouble(status, &said) })
    }
}

/// What is wrong with the way in which a process ended.
fn trouble(status: Option<ExitStatus>, said: &str) -> Option<String> {
    let Some(status) = status else { return Some(format!("does not end within {} s", LONGEST.as_secs())) };
    match status.code() {
        Some(0 | 1) => None,
        Some(2) => Some(said.trim_end().to_owned()),
        _ => {
            let words: Vec<_> = said.lines().filter(|line| !line.trim().is_empty()).collect();
            Some(format!("crashes ({status})\n{}", words[words.len().saturating_sub(4)..].join("\n")))
        }
    }
}

/// Does something with each item, on all processors at a time, and returns the results in the order of the items.
pub fn in_parallel<T: Sync, R: Send>(
    items: &[T],
    action: impl Fn(&T) -> Result<R, Error> + Sync,
) -> Result<Vec<R>, Error> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { return };
                    let result = action(item);
                    results.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push((at, result));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

/// An empty folder below `target/`.
pub fn empty_folder(project: &Project, name: &str) -> Result<PathBuf, Error> {
    let folder = project.root.join("target").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).in_file(&folder)?;
    }
    fs::create_dir_all(&folder).in_file(&folder)?;
    Ok(folder)
}
