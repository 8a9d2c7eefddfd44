//! Random programs over locks, queues, groups and timeouts: the engine's steps are those of CPython 3.14 (Pyodide), whose
//! program is printed from the same list of operations. `AWAITSCOPE_SEEDS=A..B` chooses the programs.

#![cfg(not(target_arch = "wasm32"))]

#[path = "engine/random_program.rs"]
mod random_program;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use awaitscope::trace::{Detail, transcript};

use random_program::Program;

/// How many programs are compared unless others are chosen.
const SEEDS: std::ops::Range<u64> = 0..300;

#[test]
fn random_programs_take_the_steps_that_cpython_takes() {
    let seeds = seeds();
    let folder = format!("engine-random-{}", std::process::id());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    fs::create_dir_all(&folder).expect("the folder for the programs can be made");
    let mut ours = Vec::new();
    for seed in seeds.clone() {
        let program = Program::random(seed);
        fs::write(folder.join(format!("{seed}.py")), program.to_python()).expect("a program can be written");
        ours.push(transcript(&program.run(), Detail::Events));
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/transcribe.mjs");
    let run = Command::new("node").arg(script).arg(&folder).output();
    let output = run.unwrap_or_else(|error| panic!("node does not start ({error}): run `cargo xtask test`"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let (mut differing, mut report) = (0, String::new());
    for (seed, ours) in seeds.clone().zip(&ours) {
        let path = folder.join(format!("{seed}.events"));
        let theirs = fs::read_to_string(&path).expect("the reference wrote a transcript");
        if *ours != theirs {
            differing += 1;
            if differing <= 3 {
                _ = writeln!(report, "seed {seed}, {}:\n{}", path.display(), difference(ours, &theirs));
            }
        }
    }
    assert!(differing == 0, "{differing} of {} programs differ from CPython:\n{report}", ours.len());
    _ = fs::remove_dir_all(&folder);
    println!("{} programs agree with CPython, events included", ours.len());
}

fn seeds() -> std::ops::Range<u64> {
    let Ok(text) = env::var("AWAITSCOPE_SEEDS") else { return SEEDS };
    let parsed = text.split_once("..").and_then(|(from, to)| Some(from.parse().ok()?..to.parse().ok()?));
    parsed.unwrap_or_else(|| panic!("AWAITSCOPE_SEEDS is to be like 0..300, not {text:?}"))
}

/// The first lines that differ, with what stands before them.
fn difference(ours: &str, theirs: &str) -> String {
    let (ours, theirs): (Vec<_>, Vec<_>) = (ours.lines().collect(), theirs.lines().collect());
    let at = ours.iter().zip(&theirs).take_while(|(ours, theirs)| ours == theirs).count();
    let mut text = String::new();
    for line in &theirs[at.saturating_sub(6)..at] {
        _ = writeln!(text, "        {line}");
    }
    for (who, lines) in [("ours", &ours), ("CPython", &theirs)] {
        _ = writeln!(text, "{who:>7} {}", lines.get(at).unwrap_or(&"(ends here)"));
    }
    text
}
