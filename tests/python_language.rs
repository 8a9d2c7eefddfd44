//! The language and its library: programs that go through them subject by subject print what CPython 3.14 printed.
//! `tests/python/README.md` tells how their transcripts are made.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/python.rs"]
mod python;
#[path = "support/transcripts.rs"]
mod transcripts;

use std::fs;

#[test]
fn every_part_of_the_language_does_what_it_does_under_cpython() {
    python::on_a_large_stack(|| {
        let programs = python::programs("python");
        let differing = programs.iter().filter_map(|program| {
            let text = fs::read_to_string(program).expect("a program can be read");
            let theirs = fs::read_to_string(program.with_extension("out")).expect("it has a transcript");
            let difference = transcripts::first_difference(&python::run(&text).out, &theirs)?;
            Some((program.file_name().expect("a file has a name").to_string_lossy().into_owned(), difference))
        });
        python::report(programs.len(), &differing.collect::<Vec<_>>());
    });
}
