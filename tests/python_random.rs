//! Random asyncio programs (`tests/oracle/generate.py`) do what they do under CPython 3.14, step by step.
//! `AWAITSCOPE_SEEDS=A..B` chooses the programs, and `cargo xtask fuzz` runs many more.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/oracle.rs"]
mod oracle;
#[path = "support/python.rs"]
mod python;

use std::fs;

use oracle::{folder_for, seeds, transcribe, transcripts};

#[test]
fn random_programs_do_what_they_do_under_cpython() {
    let seeds = seeds(1..301);
    let folder = folder_for("python-random");
    let range = format!("{}..{}", seeds.start, seeds.end);
    transcribe(&["--seeds".as_ref(), range.as_ref(), folder.as_os_str()]);
    let (there, count) = (folder.clone(), seeds.clone().count());
    let differing: Vec<_> = python::on_a_large_stack(move || {
        let differing = seeds.filter_map(|seed| {
            let program = there.join(format!("seed-{seed}.py"));
            let text = fs::read_to_string(&program).expect("the reference wrote the program");
            let theirs = fs::read_to_string(program.with_extension("events")).expect("and its transcript");
            let difference = transcripts::first_difference(&python::run(&text).events, &theirs)?;
            Some((program.display().to_string(), difference))
        });
        differing.collect()
    });
    python::report(count, &differing);
    _ = fs::remove_dir_all(&folder);
}
