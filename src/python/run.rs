//! Running a program given as text.

use crate::engine::{self, Limits};
use crate::program::Intervention;
use crate::vm::code::ModuleCode;
use crate::vm::run::{self, Finished, Live, Program};

use super::diagnostic::Diagnostic;
use super::text::{Options, PythonProgram, compile, compile_program};

/// Compiles a program and runs it, or says what is wrong with it.
///
/// Programs may nest calls deeply: give the thread a stack of [`run::STACK_BYTES`].
///
/// # Errors
///
/// What is wrong with the text.
///
/// # Panics
///
/// If a loop is running on this thread.
pub fn run(text: &str, file: &str, limits: Limits) -> Result<Finished, Vec<Diagnostic>> {
    let program = compile_program(text)?;
    Ok(run_program(&program, text, file, engine::Options { trace: true, limits }))
}

/// Compiles a program and runs it while somebody outside acts beside what its directives say.
///
/// # Errors
///
/// What is wrong with the text.
///
/// # Panics
///
/// If a loop is running on this thread.
pub fn run_with(
    text: &str,
    file: &str,
    outside: &[Intervention],
    limits: Limits,
) -> Result<Finished, Vec<Diagnostic>> {
    let program = compile_program(text)?;
    Ok(run_compiled(&program, text, file, outside, engine::Options { trace: true, limits }))
}

/// Compiles a program and sets it up to be run in segments of about so many events, so that it may be without an end.
///
/// # Errors
///
/// What is wrong with the text.
pub fn begin(text: &str, file: &str, limits: Limits, segment: usize) -> Result<Live, Vec<Diagnostic>> {
    let program = compile_program(text)?;
    let interventions = interventions(&program, &[]);
    let options = engine::Options { trace: true, limits };
    Ok(Live::begin(set_up(&program, text, file, &interventions), options, Some(segment)))
}

/// Runs a compiled program.
///
/// # Panics
///
/// If a loop is running on this thread.
pub fn run_program(program: &PythonProgram, text: &str, file: &str, options: engine::Options) -> Finished {
    run_compiled(program, text, file, &[], options)
}

fn run_compiled(
    program: &PythonProgram,
    text: &str,
    file: &str,
    outside: &[Intervention],
    options: engine::Options,
) -> Finished {
    let interventions = interventions(program, outside);
    run::run(set_up(program, text, file, &interventions), options)
}

fn interventions(program: &PythonProgram, outside: &[Intervention]) -> Vec<Intervention> {
    let directives = program.directives.iter().map(|directive| directive.intervention.clone());
    directives.chain(outside.iter().cloned()).collect()
}

fn set_up<'a>(
    program: &'a PythonProgram,
    text: &'a str,
    file: &'a str,
    interventions: &'a [Intervention],
) -> Program<'a> {
    Program { code: &program.code, file, text, interventions, compile: compile_library }
}

pub(super) fn compile_library(text: &str, name: &str) -> Result<ModuleCode, String> {
    compile(text, Options { library: true }).map_err(|diagnostics| {
        // A text of the program's.
        if let (true, Some(first)) = (name.starts_with('<'), diagnostics.first()) {
            return format!("{}:{}:{}", first.span.line, first.span.column, first.message);
        }
        diagnostics.first().map_or_else(String::new, |diagnostic| format!("{name}.py:{diagnostic}"))
    })
}
