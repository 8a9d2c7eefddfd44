//! What a program leaves on the console: the tracebacks of exceptions that nobody caught, and what is warned of when it is
//! compiled. `tests/oracle/console.py` writes below each program what CPython prints.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/python.rs"]
mod python;

use std::fs;
use std::path::Path;

/// Fails if a program of a file in `tests/console` leaves something else on the console than it does under CPython.
#[track_caller]
fn same_as_cpython(file: &'static str) {
    python::on_a_large_stack(move || {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/console").join(file);
        let text = fs::read_to_string(path).expect("the programs can be read");
        let sections: Vec<_> = text.split("===\n").filter(|section| !section.trim().is_empty()).collect();
        let differing = sections.iter().filter_map(|section| {
            let (program, theirs) = section.split_once("---\n").expect("what CPython prints stands below");
            let ours = python::run(program).console;
            (ours != theirs).then(|| (program.to_owned(), format!("\nCPython:\n{theirs}\nhere:\n{ours}")))
        });
        python::report(sections.len(), &differing.collect::<Vec<_>>());
    });
}

#[test]
fn exceptions_that_nobody_catches_are_told_as_cpython_tells_them() {
    same_as_cpython("uncaught.txt");
}

#[test]
fn what_is_deprecated_is_told_where_it_is_used() {
    same_as_cpython("deprecations.txt");
}

#[test]
fn what_is_registered_for_the_end_is_called_after_the_last_line() {
    same_as_cpython("at-exit.txt");
}

#[test]
fn what_cpython_warns_of_when_it_compiles_is_told_before_the_program_begins() {
    same_as_cpython("syntax-warnings.txt");
}

#[test]
fn who_awaits_whom_is_printed_as_a_graph_of_calls() {
    same_as_cpython("call-graphs.txt");
}

#[test]
fn futures_with_methods_of_their_own_are_awaited_as_by_tasks_written_in_c() {
    same_as_cpython("asyncio-in-c.txt");
}

#[test]
fn a_policy_that_is_set_gives_the_loops() {
    same_as_cpython("policies.txt");
}

#[test]
fn tasks_show_what_they_wait_for_and_in_debug_mode_where_they_were_made() {
    same_as_cpython("created.txt");
}

#[test]
fn loops_with_methods_of_their_own_are_asked_wherever_asyncio_asks_them() {
    same_as_cpython("own-loops.txt");
}

#[test]
fn what_nobody_hears_of_goes_to_what_stands_for_stderr_and_to_loggers() {
    same_as_cpython("errors-told.txt");
}

#[test]
fn futures_with_methods_of_their_own_are_asked_by_whoever_waits_for_several() {
    same_as_cpython("own-futures.txt");
}
