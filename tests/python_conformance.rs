//! The conformance corpus: every program prints what CPython 3.14 printed, and takes the steps that it took.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/python.rs"]
mod python;
#[path = "support/transcripts.rs"]
mod transcripts;

use std::fs;
use std::path::Path;

fn difference(program: &Path) -> Option<String> {
    let text = fs::read_to_string(program).expect("a program can be read");
    let ran = python::run(&text);
    [("out", ran.out), ("events", ran.events)].into_iter().find_map(|(kind, ours)| {
        let theirs = fs::read_to_string(program.with_extension(kind)).expect("it has a transcript");
        transcripts::difference(&text, &ours, &theirs).map(|text| format!("{kind}, {text}"))
    })
}

#[test]
fn every_program_of_the_corpus_does_what_it_does_under_cpython() {
    python::on_a_large_stack(|| {
        let programs = python::programs("conformance");
        let differing = programs.iter().filter_map(|program| {
            let name = program.file_name().expect("a file has a name").to_string_lossy().into_owned();
            Some((name, difference(program)?))
        });
        python::report(programs.len(), &differing.collect::<Vec<_>>());
    });
}

#[test]
fn a_program_does_the_same_when_it_runs_again() {
    python::on_a_large_stack(|| {
        for program in python::programs("conformance") {
            let text = fs::read_to_string(&program).expect("a program can be read");
            assert_eq!(python::run(&text).events, python::run(&text).events, "{}", program.display());
        }
    });
}
