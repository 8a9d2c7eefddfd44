//! Running a program given as text.

use crate::engine::{self, Limits};
use crate::program::Intervention;
use crate::vm::code::ModuleCode;
use crate::vm::run::{self, Finished, Program};

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
    let directives = program.directives.iter().map(|directive| directive.intervention.clone());
    let interventions: Vec<_> = directives.chain(outside.iter().cloned()).collect();
    let code = &program.code;
    run::run(Program { code, file, text, interventions: &interventions, compile: compile_library }, options)
}

pub(super) fn compile_library(text: &str, name: &str) -> Result<ModuleCode, String> {
    compile(text, Options { library: true }).map_err(|diagnostics| {
        diagnostics.first().map_or_else(String::new, |diagnostic| format!("{name}.py:{diagnostic}"))
    })
}
