//! `cargo xtask fuzz`: random programs, here and under CPython 3.14, step by step.

use std::fs;
use std::ops::Range;

use crate::error::{Error, InFile};
use crate::process;
use crate::project::Project;
use crate::runner::{Awaitscope, empty_folder, in_parallel};
use crate::tools::Toolbox;
use crate::transcripts::first_difference;

#[derive(Debug, PartialEq, Eq)]
pub struct FuzzOptions {
    /// The seeds of the programs.
    pub seeds: Range<u64>,
    /// How large the programs are: 3 to 10.
    pub size: u32,
}

/// Prints how many of the programs do the same here as there, and the first difference. Programs that differ stay in
/// `target/fuzz`, each with both transcripts.
pub fn run(project: &Project, options: &FuzzOptions) -> Result<(), Error> {
    let toolbox = Toolbox::new(project);
    let awaitscope = Awaitscope::build(project)?;
    let folder = empty_folder(project, "fuzz")?;
    let FuzzOptions { seeds, size } = options;
    let mut node = project.command(toolbox.node()?);
    node.env("AWAITSCOPE_NODE_MODULES", toolbox.test_modules()?);
    node.arg("tests/oracle/transcribe.mjs").args(["--seeds", &format!("{}..{}", seeds.start, seeds.end)]);
    process::run(node.args(["--size", &size.to_string()]).arg(&folder))?;

    let all: Vec<u64> = seeds.clone().collect();
    let differences = in_parallel(&all, |seed| {
        let program = folder.join(format!("seed-{seed}.py"));
        let (ours, theirs) = (program.with_extension("ours"), program.with_extension("events"));
        let expected = fs::read_to_string(&theirs).in_file(&theirs)?;
        let ran = awaitscope.run(project, &program, true, &ours)?;
        let difference = ran.trouble.or_else(|| first_difference(&ran.transcript, &expected));
        if difference.is_none() {
            for path in [&program, &ours, &theirs] {
                fs::remove_file(path).in_file(path)?;
            }
        }
        Ok(difference)
    })?;

    let mut different =
        all.iter().zip(&differences).filter_map(|(seed, found)| Some((seed, found.as_ref()?)));
    let first = different.next();
    let count = usize::from(first.is_some()) + different.count();
    if let Some((seed, difference)) = first {
        println!("seed {seed}: {}\n", difference.trim_end());
        println!("The programs that differ are in {}, with both transcripts.", folder.display());
    }
    println!("{} of {} agree, output and events", all.len() - count, all.len());
    if count == 0 { Ok(()) } else { Err(Error::Reported) }
}
