//! Running Python programs for a test.

#![allow(dead_code, reason = "each test needs some of it")]

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::{fs, thread};

use awaitscope::engine::Limits;
use awaitscope::python;
use awaitscope::trace::{Detail, transcript};
use awaitscope::vm::run::STACK_BYTES;

/// What a program did.
pub struct Ran {
    /// Its transcript.
    pub out: String,
    /// Its transcript with the scheduler's steps.
    pub events: String,
    /// What went to stderr.
    pub console: String,
}

/// Runs a program. One that cannot be compiled has what is wrong with it as its transcript.
pub fn run(text: &str) -> Ran {
    match python::run(text, "program.py", Limits::INTERACTIVE) {
        Ok(ran) => Ran {
            out: transcript(&ran.log, Detail::Output),
            events: transcript(&ran.log, Detail::Events),
            console: ran.console,
        },
        Err(diagnostics) => {
            let lines: String = diagnostics.iter().map(|diagnostic| format!("{diagnostic}\n")).collect();
            Ran { out: lines.clone(), events: lines, console: String::new() }
        }
    }
}

/// Does something on a thread with the stack that programs need.
pub fn on_a_large_stack<R: Send + 'static>(action: impl FnOnce() -> R + Send + 'static) -> R {
    let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn(action);
    thread.expect("there is memory for a stack").join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// The Python programs in a folder of `tests/`, in the order of their names.
pub fn programs(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let files = fs::read_dir(folder).expect("the folder of programs can be read");
    let mut files: Vec<_> = files.map(|file| file.expect("a file can be listed").path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind == "py"));
    files.sort();
    assert!(!files.is_empty(), "there are programs");
    files
}

/// Fails if some of the programs differ, and says where.
pub fn report(count: usize, differences: &[(String, String)]) {
    let list: String = differences.iter().map(|(name, text)| format!("\n{name}: {text}")).collect();
    assert!(differences.is_empty(), "{} of {count} programs differ from CPython:\n{list}", differences.len());
}
