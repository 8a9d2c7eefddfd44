//! The way from a text to what can be run.

use super::compile::compile_module;
use super::diagnostic::Diagnostic;
use super::directives::{Directive, directives};
use super::lines::Lines;
use super::parse::keywords::name_mistyped;
use super::parse::{Parsed, parse};
use crate::vm::code::ModuleCode;

/// How a text is compiled.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whether it is a module of the library: then its lines are not shown.
    pub library: bool,
}

/// A program given as Python text.
#[derive(Debug)]
pub struct PythonProgram {
    /// Its code.
    pub code: ModuleCode,
    /// What its comments say is to happen from outside, in their order.
    pub directives: Vec<Directive>,
}

/// Compiles a text.
///
/// # Errors
///
/// What is wrong with it: all that is found, in the order of the text, but of what follows from each other the first.
pub fn compile(text: &str, options: Options) -> Result<ModuleCode, Vec<Diagnostic>> {
    let lines = Lines::new(text);
    let Parsed { module, mut warnings } = parse(text, &lines)?;
    let mut code = compile_module(&module, text, &lines, options.library)?;
    warnings.append(&mut code.warnings);
    Ok(ModuleCode { warnings, ..code })
}

/// Compiles a program, and reads its directives.
///
/// # Errors
///
/// As for [`compile`].
pub fn compile_program(text: &str) -> Result<PythonProgram, Vec<Diagnostic>> {
    let code = compile(text, Options::default()).map_err(|mut errors| {
        // Of a text that the program compiles, tracebacks alone would tell.
        name_mistyped(&mut errors, text);
        errors
    })?;
    Ok(PythonProgram { code, directives: directives(text) })
}
