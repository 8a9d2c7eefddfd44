//! `cargo xtask size`: what a first visit downloads.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use crate::error::{Error, InFile};
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

/// What is fetched in all, compressed, in bytes, until a run plays: of whoever has a scene played in a frame of another page, and
/// of whoever follows a link to one.
const PLAYED: [(&str, &str, u64); 2] =
    [("frame", "a frame that plays a scene", 410_500), ("link", "a link to a scene", 433_500)];

/// What programs fetch of Python, and what of it is the interpreter and its library, neither the parser nor the event loop nor the
/// drawing: each in the middle of all of them, what nine in ten stay below, and what all do, compressed, in bytes. The aim is
/// 300 kB, 120 kB of it the interpreter. Which programs: `xtask/npm/shrink.mjs`.
const PROGRAMS: [(&str, [[u64; 3]; 2]); 4] = [
    ("gallery", [[246_500, 262_500, 316_000], [91_000, 103_500, 143_000]]),
    ("conformance", [[288_000, 350_500, 388_000], [121_000, 171_000, 201_000]]),
    ("failing", [[269_000, 385_000, 516_000], [113_000, 199_000, 314_000]]),
    ("mistaken", [[246_500, 268_000, 316_000], [87_000, 99_500, 143_000]]),
];

const MODULES: [Module; 5] = [
    Module {
        name: "the rest of the page",
        files: &["awaitscope-frame", "awaitscope-link", "awaitscope-later"],
        budget: 310_000,
        when: "at the first move, and before for links and frames as far as they need it",
    },
    Module {
        name: "more of scenes",
        files: &["awaitscope-scenes-later"],
        budget: 36_300,
        when: "when something needs it",
    },
    Module {
        name: "scenes",
        files: &["awaitscope-scenes", "runs"],
        budget: 94_500,
        when: "at the first move, and at once for links and frames",
    },
    Module {
        name: "more of Python",
        files: &["awaitscope-python-later"],
        budget: 668_000,
        when: "by parts, when a program needs them",
    },
    Module {
        name: "Python",
        files: &["awaitscope-python"],
        budget: 223_000,
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
    let mut of_modules = BTreeMap::<&str, u64>::new();
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
            of_modules.insert(file, size);
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
    let file = project.web_target().join("fetched.txt");
    let fetched = fs::read_to_string(&file).in_file(&file)?;
    let lines = |what: &'static str| {
        fetched.lines().filter_map(move |line| line.strip_prefix(what)?.strip_prefix(' '))
    };
    let sum = |line: &str, script: &str| {
        let size = |file: &str| of_modules.get(file).copied().unwrap_or_default();
        size(script) + line.split(' ').map(size).sum::<u64>()
    };
    let mut is_over = false;
    for (what, name, budget) in PLAYED {
        let runs = of_modules.get("runs.js").copied().unwrap_or_default();
        let size = lines(what).map(|line| total + runs + sum(line, "awaitscope-scenes.js")).max();
        let size = size.unwrap_or_default();
        println!("{name} fetches {:.1} kB of {:.1} kB", kilobytes(size), kilobytes(budget));
        is_over |= size > budget;
    }
    // What is compressed together is divided by what it was before.
    let of_interpreter: BTreeMap<&str, u64> = lines("interpreter")
        .filter_map(|line| {
            let [file, its, all] = line.split(' ').collect::<Vec<_>>().try_into().ok()?;
            let [its, all] = [its, all].map(|bytes: &str| bytes.parse::<u64>().ok());
            Some((file, of_modules.get(file)? * its? / all?.max(1)))
        })
        .collect();
    for (list, [python, interpreter]) in PROGRAMS {
        let files = lines(list).map(|line| line.split(' ').count()).max().unwrap_or_default();
        let fetched = Fetched::of(lines(list).map(|line| sum(line, "awaitscope-python.js")).collect());
        println!(
            "{list}: {} programs fetch of Python {fetched}, in at most {files} wasm files",
            fetched.count
        );
        let its = |line: &str| line.split(' ').filter_map(|file| of_interpreter.get(file)).sum();
        let its = Fetched::of(lines(list).map(its).collect());
        println!("of that the interpreter and its library are {its}");
        is_over |= fetched.is_over(python) || its.is_over(interpreter);
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
    if is_over {
        eprintln!("error: what is played fetches too much");
        return Err(Error::Reported);
    }
    Ok(())
}

/// What programs fetch, each when it is the first to be run.
struct Fetched {
    count: usize,
    median: u64,
    nine_in_ten: u64,
    most: u64,
}

impl Fetched {
    fn of(mut totals: Vec<u64>) -> Self {
        totals.sort_unstable();
        let at = |share: usize| totals.get(totals.len() * share / 10).copied().unwrap_or_default();
        let most = totals.last().copied().unwrap_or_default();
        Self { count: totals.len(), median: at(5), nine_in_ten: at(9), most }
    }

    fn is_over(&self, [median, nine_in_ten, most]: [u64; 3]) -> bool {
        self.median > median || self.nine_in_ten > nine_in_ten || self.most > most
    }
}

impl fmt::Display for Fetched {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [median, nine_in_ten, most] = [self.median, self.nine_in_ten, self.most].map(kilobytes);
        write!(
            out,
            "{median:.1} kB in the median, nine in ten at most {nine_in_ten:.1} kB, the last {most:.1} kB"
        )
    }
}

fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}
