//! `cargo xtask bench`: the engine against CPython's asyncio, tokio's current-thread runtime and smol's LocalExecutor, and
//! Python programs here against CPython, uvloop and Pyodide, as ratios in one run. What concerns the page is in
//! `browser_bench`.

use std::fs;
use std::iter;
use std::process::Command;

use crate::browser_bench;
use crate::error::{Error, InFile};
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

#[derive(Debug, PartialEq, Eq)]
pub struct BenchOptions {
    /// How often each side runs; its best time counts.
    pub runs: u32,
    /// The workloads to measure; all of them if empty.
    pub workloads: Vec<String>,
}

/// What every side can run by name.
const WORKLOADS: [(&str, &str); 4] = [
    ("sleeps", "100,000 tasks that each sleep(0) ten times"),
    ("cancel-tree", "a tree of gathers over 100,000 leaves, cancelled at its root"),
    ("timers", "100,000 timers with random deadlines"),
    ("hand-offs", "1,000,000 hand-offs of a future between two tasks"),
];

/// A program that runs a workload once and prints the seconds it took.
struct Side {
    name: &'static str,
    command: fn(&Project) -> Command,
    arguments: &'static [&'static str],
    /// The workloads that it cannot run.
    lacks: &'static [&'static str],
}

impl Side {
    const fn new(
        name: &'static str,
        command: fn(&Project) -> Command,
        arguments: &'static [&'static str],
    ) -> Self {
        Self { name, command, arguments, lacks: &[] }
    }
}

const CPYTHON: Side = Side::new("CPython asyncio", cpython, &[]);

const OTHERS: [Side; 4] = [
    Side::new("tokio", tokio, &["tokio"]),
    // Its executor has no timers.
    Side { lacks: &["cancel-tree", "timers"], ..Side::new("smol", tokio, &["smol"]) },
    Side::new("engine", engine, &["plain"]),
    Side::new("engine, traced", engine, &["traced"]),
];

/// The programs of `benches/programs.py`.
const PROGRAMS: [(&str, &str); 6] = [
    ("ping-pong", "ten tasks that each sleep(0) 20,000 times"),
    ("queue", "50,000 items through a queue that holds one"),
    ("gather-storm", "fifty gathers of 500 tasks"),
    ("cancel-storm", "fifty times 500 tasks that are cancelled"),
    ("arithmetic", "a loop of 2,000,000 turns without any asyncio"),
    ("methods", "1,000,000 calls of a method that changes an attribute"),
];

/// What runs a program of `benches/programs.py` by its name.
const BY_NAME: [Side; 2] =
    [Side::new("CPython", cpython_program, &[]), Side::new("uvloop", uvloop, &["--uvloop"])];

/// What is given such a program as a file.
const BY_FILE: [Side; 3] = [
    Side::new("Pyodide", pyodide, &[]),
    Side::new("awaitscope", programs, &["plain"]),
    Side::new("awaitscope, traced", programs, &["traced"]),
];

/// Measures every workload on every side and prints a table.
pub fn run(project: &Project, options: &BenchOptions) -> Result<(), Error> {
    let chosen = |all: &[Named]| -> Vec<Named> {
        let wanted = &options.workloads;
        all.iter()
            .filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|one| one == name))
            .copied()
            .collect()
    };
    let (workloads, programs) = (chosen(&WORKLOADS), chosen(&PROGRAMS));
    let measures = chosen(&browser_bench::MEASURES);
    if workloads.is_empty() && programs.is_empty() && measures.is_empty() {
        let all = WORKLOADS.iter().chain(&PROGRAMS).chain(&browser_bench::MEASURES);
        let names: Vec<_> = all.map(|(name, _)| *name).collect();
        return Err(Error::Usage { complaint: format!("the workloads are: {}", names.join(", ")) });
    }
    if !(workloads.is_empty() && programs.is_empty()) {
        run_natively(project, options, &workloads, &programs)?;
    }
    for (measure, about) in measures {
        println!("\n{measure}: {about}");
        browser_bench::run(project, measure)?;
    }
    Ok(())
}

type Named = (&'static str, &'static str);

fn run_natively(
    project: &Project,
    options: &BenchOptions,
    workloads: &[Named],
    programs: &[Named],
) -> Result<(), Error> {
    process::run(project.cargo().args(["bench", "--no-run", "--quiet"]))?;
    let python = process::capture(python(project).arg("--version"))?;
    println!("{}, best of {}\n", python.trim(), options.runs);
    println!("{:<14} {:<18} {:>10} {:>9}", "workload", "side", "seconds", "ratio");
    for &(workload, about) in workloads {
        let reference = best(project, &CPYTHON, workload, options.runs)?;
        println!("{workload:<14} {:<18} {reference:>10.4} {:>9}", CPYTHON.name, "1.0x");
        for side in OTHERS.iter().filter(|side| !side.lacks.contains(&workload)) {
            let seconds = best(project, side, workload, options.runs)?;
            println!("{:<14} {:<18} {seconds:>10.4} {:>8.1}x", "", side.name, reference / seconds);
        }
        println!("  ({about})");
    }
    for &(program, about) in programs {
        run_program(project, program, options.runs)?;
        println!("  ({about})");
    }
    Ok(())
}

fn run_program(project: &Project, program: &str, runs: u32) -> Result<(), Error> {
    let path = project.root.join("target").join("bench").join(program).with_extension("py");
    fs::create_dir_all(path.with_file_name("")).in_file(&path)?;
    let text = process::capture(programs_by(python(project)).args([program, "--print"]))?;
    fs::write(&path, text).in_file(&path)?;
    let file = path.to_string_lossy();
    let [cpython, uvloop] = &BY_NAME;
    let reference = best(project, cpython, program, runs)?;
    println!("{program:<14} {:<18} {reference:>10.4} {:>9}", cpython.name, "1.0x");
    for (side, what) in iter::once((uvloop, program)).chain(BY_FILE.iter().map(|side| (side, &*file))) {
        match best(project, side, what, runs) {
            Ok(seconds) => {
                println!("{:<14} {:<18} {seconds:>10.4} {:>8.1}x", "", side.name, reference / seconds)
            }
            Err(error) => println!("{:<14} {:<18} {error}", "", side.name),
        }
    }
    Ok(())
}

/// The shortest time of several runs, each in a process of its own: what disturbs a run only makes it longer.
fn best(project: &Project, side: &Side, workload: &str, runs: u32) -> Result<f64, Error> {
    let mut best = f64::INFINITY;
    for _ in 0..runs.max(1) {
        let output = process::capture((side.command)(project).arg(workload).args(side.arguments))?;
        let seconds: f64 = output
            .trim()
            .parse()
            .map_err(|_| Error::Unexpected { program: format!("{} with {workload}", side.name), output })?;
        best = best.min(seconds);
    }
    Ok(best)
}

fn tokio(project: &Project) -> Command {
    let mut command = project.cargo();
    command.args(["run", "--quiet", "--release", "--manifest-path", "benches/tokio/Cargo.toml"]);
    command.arg("--target-dir").arg(project.root.join("target").join("tokio")).arg("--");
    command
}

fn python(project: &Project) -> Command {
    project.command(std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into()))
}

fn cpython(project: &Project) -> Command {
    let mut command = python(project);
    command.arg("benches/workloads.py");
    command
}

/// CPython with the packages that only benches need, in a folder of their own.
fn uvloop(project: &Project) -> Command {
    let folder = project.tools.join("python");
    if !folder.join("uvloop").exists() {
        let mut pip = python(project);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]);
        // Where it cannot be installed, the program says so.
        _ = process::capture(pip.arg(&folder).arg("uvloop"));
    }
    let mut command = programs_by(python(project));
    command.env("PYTHONPATH", folder);
    command
}

fn cpython_program(project: &Project) -> Command {
    programs_by(python(project))
}

fn programs_by(mut python: Command) -> Command {
    python.arg("benches/programs.py");
    python
}

fn pyodide(project: &Project) -> Command {
    let toolbox = Toolbox::new(project);
    let mut command = project.command(toolbox.node().unwrap_or_else(|_| "node".into()));
    if let Ok(modules) = toolbox.test_modules() {
        command.env("AWAITSCOPE_NODE_MODULES", modules);
    }
    command.arg("benches/pyodide.mjs");
    command
}

fn programs(project: &Project) -> Command {
    let mut command = project.cargo();
    command.args(["bench", "--quiet", "--bench", "programs", "--"]);
    command
}

fn engine(project: &Project) -> Command {
    let mut command = project.cargo();
    command.args(["bench", "--quiet", "--bench", "engine", "--"]);
    command
}
