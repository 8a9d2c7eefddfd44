//! Programs as Python text: texts are compiled to code objects for the [virtual machine](crate::vm), and the programs of
//! scenes are printed.

#[cfg(feature = "python")]
mod compile;
#[cfg(feature = "python")]
mod diagnostic;
#[cfg(feature = "python")]
mod directives;
#[cfg(feature = "python")]
mod disassemble;
#[cfg(feature = "python")]
mod export;
#[cfg(feature = "python")]
mod lines;
mod literal;
mod outside;
#[cfg(feature = "python")]
mod parse;
mod print;
#[cfg(feature = "python")]
mod printables;
#[cfg(feature = "python")]
mod run;
#[cfg(all(feature = "python", not(target_arch = "wasm32")))]
mod support;
#[cfg(feature = "python")]
mod text;

#[cfg(feature = "python")]
pub use diagnostic::Diagnostic;
#[cfg(feature = "python")]
pub use directives::{Directive, left_out};
#[cfg(feature = "python")]
pub use disassemble::disassemble;
#[cfg(feature = "python")]
pub use export::export;
pub use print::{print, print_by_itself};
#[cfg(feature = "python")]
pub use printables::printables;
#[cfg(feature = "python")]
pub use run::{begin, run, run_program, run_with};
#[cfg(all(feature = "python", not(target_arch = "wasm32")))]
pub use support::support;
#[cfg(feature = "python")]
pub use text::{Options, PythonProgram, compile, compile_program};
