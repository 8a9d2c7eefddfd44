//! What a scene does here is what its printed program does under CPython 3.14, to the single step of the scheduler.
//!
//! The reference runs all programs in one process: see `tests/oracle/transcribe.mjs`.

mod support;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::rc::Rc;
use std::{env, fs};

use awaitscope::engine::Limits;
use awaitscope::scene::Scene;
use awaitscope::trace::{Detail, transcript};
use awaitscope::{gallery, program, python};

use support::random_scene::random_scene;

/// How many random scenes are compared; `AWAITSCOPE_SEEDS=A..B` chooses others.
const SEEDS: std::ops::Range<u64> = 0..300;

/// A scene to compare, and what to call it in messages.
struct Case {
    name: String,
    scene: Scene,
}

#[test]
fn every_built_in_scene_runs_as_its_python_does_under_cpython() {
    let cases =
        gallery::scenes().iter().map(|entry| Case { name: entry.slug.to_owned(), scene: entry.scene() });
    compare("gallery", cases.collect());
}

#[test]
fn scenes_of_rare_cases_run_as_their_python_does_under_cpython() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenes");
    let files = fs::read_dir(folder).expect("the folder of scenes can be read");
    let mut files: Vec<_> = files.map(|file| file.expect("a file can be listed").path()).collect();
    files.sort();
    let cases = files.iter().map(|file| {
        let text = fs::read_to_string(file).expect("a scene can be read");
        let scene = Scene::from_json(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        Case { name: file.file_stem().expect("a file has a name").to_string_lossy().into_owned(), scene }
    });
    compare("rare", cases.collect());
}

#[test]
fn random_scenes_run_as_their_python_does_under_cpython() {
    let cases = seeds().map(|seed| Case { name: format!("seed-{seed}"), scene: random_scene(seed) });
    compare("random", cases.collect());
}

fn seeds() -> std::ops::Range<u64> {
    let Ok(text) = env::var("AWAITSCOPE_SEEDS") else { return SEEDS };
    let parsed = text.split_once("..").and_then(|(from, to)| Some(from.parse().ok()?..to.parse().ok()?));
    parsed.unwrap_or_else(|| panic!("AWAITSCOPE_SEEDS is to be like 0..300, not {text:?}"))
}

fn compare(folder: &str, cases: Vec<Case>) {
    assert!(!cases.is_empty(), "there is something to compare");
    // A folder of its own for each process: two may run at a time.
    let folder = format!("conformance-{folder}-{}", std::process::id());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    fs::create_dir_all(&folder).expect("the folder for the programs can be made");

    let mut ours = Vec::with_capacity(cases.len());
    for case in &cases {
        let lowered = case.scene.lower();
        let source = python::print(&lowered.program);
        fs::write(folder.join(&case.name).with_extension("py"), source).expect("a program can be written");
        let log = program::run(&Rc::new(lowered.program), Limits::INTERACTIVE);
        ours.push([transcript(&log, Detail::Output), transcript(&log, Detail::Events)]);
    }
    transcribe(&folder);

    let mut differing = Vec::new();
    for (case, ours) in cases.iter().zip(&ours) {
        for (extension, ours) in ["out", "events"].iter().zip(ours) {
            let path = folder.join(&case.name).with_extension(extension);
            let theirs = fs::read_to_string(&path).expect("the reference wrote a transcript");
            if *ours != theirs {
                differing.push((case, path, first_difference(ours, &theirs)));
                break;
            }
        }
    }
    let mut report = String::new();
    for (case, path, difference) in differing.iter().take(5) {
        _ = writeln!(report, "{}: {difference}  program and transcript: {}\n", case.name, path.display());
    }
    assert!(
        differing.is_empty(),
        "{} of {} scenes differ from CPython:\n{report}",
        differing.len(),
        cases.len()
    );
    _ = fs::remove_dir_all(&folder);
    println!("{} scenes agree with CPython, output and events", cases.len());
}

fn transcribe(folder: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/transcribe.mjs");
    let run = Command::new("node").arg(script).arg(folder).output();
    let output = run.unwrap_or_else(|error| panic!("node does not start ({error}): run `cargo xtask test`"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The first line that differs, with some lines before it.
fn first_difference(ours: &str, theirs: &str) -> String {
    let (ours, theirs): (Vec<_>, Vec<_>) = (ours.lines().collect(), theirs.lines().collect());
    let at = ours.iter().zip(&theirs).position(|(ours, theirs)| ours != theirs);
    let at = at.unwrap_or_else(|| ours.len().min(theirs.len()));
    let mut text = format!("line {}\n", at + 1);
    for line in &theirs[at.saturating_sub(4)..at] {
        _ = writeln!(text, "       {line}");
    }
    let line = |lines: &[&str]| lines.get(at).map_or("(nothing)", |line| line).to_owned();
    _ = writeln!(text, "  ours {}\nPython {}", line(&ours), line(&theirs));
    text
}
