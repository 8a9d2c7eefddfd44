//! `cargo xtask bench`: the engine against CPython's asyncio and tokio's current-thread runtime, as ratios in one run.

use std::process::Command;

use crate::error::Error;
use crate::process;
use crate::project::Project;

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
}

const CPYTHON: Side = Side { name: "CPython asyncio", command: cpython, arguments: &[] };

const OTHERS: [Side; 3] = [
    Side { name: "tokio", command: tokio, arguments: &[] },
    Side { name: "engine", command: engine, arguments: &["plain"] },
    Side { name: "engine, traced", command: engine, arguments: &["traced"] },
];

/// Measures every workload on every side and prints a table.
pub fn run(project: &Project, options: &BenchOptions) -> Result<(), Error> {
    let chosen: Vec<_> = WORKLOADS
        .into_iter()
        .filter(|(name, _)| {
            options.workloads.is_empty() || options.workloads.iter().any(|wanted| wanted == name)
        })
        .collect();
    if chosen.is_empty() {
        let names = WORKLOADS.map(|(name, _)| name).join(", ");
        return Err(Error::Usage { complaint: format!("the workloads are: {names}") });
    }
    process::run(project.cargo().args(["bench", "--no-run", "--quiet", "--bench", "engine"]))?;
    let python = process::capture(python(project).arg("--version"))?;
    println!("{}, best of {}\n", python.trim(), options.runs);
    println!("{:<14} {:<18} {:>10} {:>9}", "workload", "side", "seconds", "ratio");
    for (workload, about) in chosen {
        let reference = best(project, &CPYTHON, workload, options.runs)?;
        println!("{workload:<14} {:<18} {reference:>10.4} {:>9}", CPYTHON.name, "1.0x");
        for side in &OTHERS {
            let seconds = best(project, side, workload, options.runs)?;
            println!("{:<14} {:<18} {seconds:>10.4} {:>8.1}x", "", side.name, reference / seconds);
        }
        println!("  ({about})");
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

fn engine(project: &Project) -> Command {
    let mut command = project.cargo();
    command.args(["bench", "--quiet", "--bench", "engine", "--"]);
    command
}
