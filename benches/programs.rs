//! The Python programs of `cargo xtask bench` here: runs one of them and prints the seconds it took.
//!
//!     cargo bench --bench programs -- PROGRAM.py plain|traced
//!
//! benches/programs.py has the programs, and runs them on CPython.

use std::process::ExitCode;
use std::time::Instant;
use std::{fs, thread};

use awaitscope::engine::{Limits, Options};
use awaitscope::python;
use awaitscope::vm::run::STACK_BYTES;

fn main() -> ExitCode {
    // Cargo adds a flag of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [file, how] = &arguments[..] else {
        eprintln!("usage: cargo bench --bench programs -- PROGRAM.py plain|traced");
        return ExitCode::from(2);
    };
    let Ok(text) = fs::read_to_string(file) else {
        eprintln!("{file} cannot be read");
        return ExitCode::from(2);
    };
    let trace = how == "traced";
    let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn(move || run(&text, trace));
    thread.expect("there is memory for a stack").join().expect("a program does not panic")
}

fn run(text: &str, trace: bool) -> ExitCode {
    let program = match python::compile_program(text) {
        Ok(program) => program,
        Err(diagnostics) => {
            diagnostics.iter().for_each(|diagnostic| eprintln!("{diagnostic}"));
            return ExitCode::FAILURE;
        }
    };
    let start = Instant::now();
    let ran = python::run_program(&program, text, "program.py", Options { trace, limits: Limits::NONE });
    let seconds = start.elapsed().as_secs_f64();
    if !ran.console.is_empty() {
        eprint!("{}", ran.console);
        return ExitCode::FAILURE;
    }
    println!("{seconds}");
    ExitCode::SUCCESS
}
