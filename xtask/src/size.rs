//! `cargo xtask size`: what a first visit downloads.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Error;
use crate::page;
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// What a visit fetches until somebody does something, compressed, in bytes.
const BUDGET: u64 = 200_000;

/// The kinds of file that count. Pictures and gallery files are fetched later or not at all.
const COUNTED: [&str; 4] = ["wasm", "js", "css", "html"];

/// A module of its own, with the scripts that belong to it.
struct Module {
    name: &'static str,
    /// What the names of its files begin with.
    files: &'static [&'static str],
    /// Compressed, in bytes: what it has come down to.
    budget: u64,
    /// When it is fetched.
    when: &'static str,
}

const MODULES: [Module; 4] = [
    Module {
        name: "the rest of the page",
        files: &["awaitscope-later"],
        budget: 275_000,
        when: "at the first move",
    },
    Module {
        name: "scenes",
        files: &["awaitscope-scenes", "runs"],
        budget: 115_000,
        when: "at the first move",
    },
    Module {
        name: "the rest of Python",
        files: &["awaitscope-python-later"],
        budget: 265_000,
        when: "when a program needs it",
    },
    // The aim is 300 kB.
    Module {
        name: "Python",
        files: &["awaitscope-python"],
        budget: 375_000,
        when: "when a program is first run",
    },
];

/// Builds the page and prints its compressed sizes; over the budget is a failure.
pub fn run(project: &Project) -> Result<(), Error> {
    page::ensure_release(project)?;
    let node = Toolbox::new(project).node()?;
    let script = project.root.join("xtask/npm/compressed_sizes.mjs");
    let output = process::capture(project.command(node).arg(script).arg(project.dist()))?;

    let mut sizes = BTreeMap::<&str, u64>::new();
    let mut modules = [0; MODULES.len()];
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
        let is_of = |module: &Module| module.files.iter().any(|start| file.starts_with(start));
        if let Some(position) = MODULES.iter().position(is_of) {
            modules[position] += size;
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
    for (Module { name, budget, when, .. }, size) in MODULES.iter().zip(modules) {
        let (now, budget) = (kilobytes(size), kilobytes(*budget));
        println!("{name}: {now:.1} kB of {budget:.1} kB, fetched {when}");
    }
    if !sizes.contains_key("wasm") {
        eprintln!("error: the build has no wasm file");
        return Err(Error::Reported);
    }
    if total > BUDGET {
        eprintln!("error: the page is {:.1} kB over its budget", kilobytes(total - BUDGET));
        return Err(Error::Reported);
    }
    for (Module { name, budget, .. }, size) in MODULES.iter().zip(modules) {
        if size > *budget {
            let over = kilobytes(size - budget);
            eprintln!("error: the module for {name} is {over:.1} kB over its budget");
            return Err(Error::Reported);
        }
    }
    Ok(())
}

fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}
