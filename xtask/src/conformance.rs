//! `cargo xtask conformance`: runs the programs of `tests/conformance` and compares their transcripts with those that
//! CPython printed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, InFile};
use crate::project::Project;
use crate::runner::{Awaitscope, empty_folder, in_parallel};
use crate::transcripts::difference;

/// The transcripts that a program has: the file's extension, and whether it has the scheduler's steps.
const KINDS: [(&str, bool); 2] = [("out", false), ("events", true)];

/// Runs the programs whose names contain one of these, or all, and prints how many agree.
pub fn run(project: &Project, names: &[String]) -> Result<(), Error> {
    let programs = programs(&project.root.join("tests").join("conformance"), names)?;
    let awaitscope = Awaitscope::build(project)?;
    let folder = empty_folder(project, "conformance")?;
    let results = in_parallel(&programs, |program| {
        let text = fs::read_to_string(program).in_file(program)?;
        let mut differences = Vec::new();
        for (kind, events) in KINDS {
            let expected = program.with_extension(kind);
            let expected = fs::read_to_string(&expected).in_file(expected)?;
            let into = folder.join(program.file_name().unwrap_or_default()).with_extension(kind);
            let ran = awaitscope.run(project, program, events, &into)?;
            differences.push(ran.trouble.or_else(|| difference(&text, &ran.transcript, &expected)));
        }
        Ok(differences)
    })?;

    for (program, differences) in programs.iter().zip(&results) {
        // What differs in the output is told once.
        if let Some((kind, text)) =
            KINDS.iter().zip(differences).find_map(|((kind, _), text)| Some((kind, text.as_ref()?)))
        {
            let name = program.with_extension(kind);
            println!("{}: {}\n", name.file_name().unwrap_or_default().to_string_lossy(), text.trim_end());
        }
    }
    let agree = |kind: usize| results.iter().filter(|differences| differences[kind].is_none()).count();
    let all = programs.len();
    println!("{} of {all} agree (.out), {} of {all} (.events)", agree(0), agree(1));
    if agree(0) == all && agree(1) == all { Ok(()) } else { Err(Error::Reported) }
}

fn programs(folder: &Path, names: &[String]) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(folder).in_file(folder)?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let wanted = names.is_empty() || names.iter().any(|name| stem.contains(name.as_str()));
        wanted && path.extension().is_some_and(|kind| kind == "py")
    });
    paths.sort();
    match paths.is_empty() {
        true => Err(Error::Usage { complaint: "no program of the corpus has such a name".to_owned() }),
        false => Ok(paths),
    }
}
