//! `cargo xtask size`: what a first visit downloads.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Error;
use crate::page;
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// The whole page at first load, compressed, in bytes: what it has come down to, so that it does not grow unseen. The aim
/// is 200 kB.
const BUDGET: u64 = 270_000;

/// The kinds of file that count. Pictures and gallery files are fetched later or not at all.
const COUNTED: [&str; 4] = ["wasm", "js", "css", "html"];

/// What is fetched when a Python program is first run, compressed, in bytes: what it has come down to. The aim is 300 kB.
const PYTHON_BUDGET: u64 = 578_000;

/// What that is, by what its name begins with.
const PYTHON: [&str; 2] = ["awaitscope-python", "python"];

/// Builds the page and prints its compressed sizes; over the budget is a failure.
pub fn run(project: &Project) -> Result<(), Error> {
    page::ensure_release(project)?;
    let node = Toolbox::new(project).node()?;
    let script = project.root.join("xtask/npm/compressed_sizes.mjs");
    let output = process::capture(project.command(node).arg(script).arg(project.dist()))?;

    let mut sizes = BTreeMap::<&str, u64>::new();
    let mut python = 0;
    for line in output.lines() {
        let parsed = line.split_once(' ').and_then(|(size, file)| Some((size.parse::<u64>().ok()?, file)));
        let (size, file) = parsed.ok_or_else(|| Error::Unexpected {
            program: "compressed_sizes.mjs".to_owned(),
            output: line.to_owned(),
        })?;
        // What programs import of the library is fetched then.
        if Path::new(file).starts_with("python") {
            continue;
        }
        if PYTHON.iter().any(|start| file.starts_with(start)) {
            python += size;
            continue;
        }
        let kind = Path::new(file).extension().and_then(|kind| kind.to_str()).unwrap_or("");
        if let Some(kind) = COUNTED.iter().find(|counted| **counted == kind) {
            *sizes.entry(kind).or_default() += size;
        }
    }
    let total: u64 = sizes.values().sum();
    for (kind, size) in &sizes {
        println!("{kind:>6} {:>7.1} kB", kilobytes(*size));
    }
    println!(" total {:>7.1} kB of {:.1} kB, gzip", kilobytes(total), kilobytes(BUDGET));
    let (now, budget) = (kilobytes(python), kilobytes(PYTHON_BUDGET));
    println!("python {now:>7.1} kB of {budget:.1} kB, fetched when a program is first run");
    if !sizes.contains_key("wasm") {
        eprintln!("error: the build has no wasm file");
        return Err(Error::Reported);
    }
    if total > BUDGET {
        eprintln!("error: the page is {:.1} kB over its budget", kilobytes(total - BUDGET));
        return Err(Error::Reported);
    }
    if python > PYTHON_BUDGET {
        eprintln!("error: what runs Python is {:.1} kB over its budget", kilobytes(python - PYTHON_BUDGET));
        return Err(Error::Reported);
    }
    Ok(())
}

fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}
