//! The reference: CPython 3.14, which transcribes many programs in one process (`tests/oracle/transcribe.mjs`).

#![allow(dead_code, reason = "each test needs some of it")]

#[path = "transcripts.rs"]
pub mod transcripts;

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use awaitscope::trace::{Detail, Log, transcript};

use transcripts::first_difference;

/// How many differences a failed comparison shows.
const SHOWN: usize = 5;

/// A program that was run here, to be run there.
pub struct Case {
    /// What it is called in messages; the name of a file.
    pub name: String,
    /// The program.
    pub python: String,
    /// What it did here.
    pub log: Log,
}

/// The seeds of random cases: these, unless `AWAITSCOPE_SEEDS=A..B` chooses others.
pub fn seeds(usual: Range<u64>) -> Range<u64> {
    let Ok(text) = env::var("AWAITSCOPE_SEEDS") else { return usual };
    let parsed = text.split_once("..").and_then(|(from, to)| Some(from.parse().ok()?..to.parse().ok()?));
    parsed.unwrap_or_else(|| panic!("AWAITSCOPE_SEEDS is to be like 0..300, not {text:?}"))
}

/// Fails unless each program printed and did here what it prints and does under CPython. The programs and transcripts of
/// a failed comparison stay where the message says.
pub fn compare(what: &str, cases: &[Case]) {
    assert!(!cases.is_empty(), "there is something to compare");
    let folder = folder_for(what);
    for case in cases {
        let path = folder.join(&case.name).with_extension("py");
        fs::write(path, &case.python).expect("a program can be written");
    }
    transcribe(&[folder.as_os_str()]);

    let mut differing = 0;
    let mut report = String::new();
    for case in cases {
        let differences =
            [("out", Detail::Output), ("events", Detail::Events)].into_iter().find_map(|(kind, detail)| {
                let path = folder.join(&case.name).with_extension(kind);
                let theirs = fs::read_to_string(&path).expect("the reference wrote a transcript");
                let difference = first_difference(&transcript(&case.log, detail), &theirs)?;
                Some(format!("{}: {difference}  transcript: {}\n", case.name, path.display()))
            });
        if let Some(difference) = differences {
            differing += 1;
            if differing <= SHOWN {
                _ = writeln!(report, "{difference}");
            }
        }
    }
    assert!(differing == 0, "{differing} of {} differ from CPython:\n{report}", cases.len());
    _ = fs::remove_dir_all(&folder);
    println!("{} agree with CPython, output and events", cases.len());
}

/// A folder of its own for each process: two may run at a time.
pub fn folder_for(what: &str) -> PathBuf {
    let folder = format!("{what}-{}", std::process::id());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    fs::create_dir_all(&folder).expect("the folder for the programs can be made");
    folder
}

/// Runs `tests/oracle/transcribe.mjs`.
pub fn transcribe(arguments: &[&OsStr]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/transcribe.mjs");
    let run = Command::new("node").arg(script).args(arguments).output();
    let output = run.unwrap_or_else(|error| panic!("node does not start ({error}): run `cargo xtask test`"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
