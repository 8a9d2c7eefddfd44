//! What of Python is supported, as a document: read from the tables of the machine and its library, and proven by programs
//! that are run.

mod differences;
mod library;
mod limits;
mod markdown;
mod syntax;

use crate::vm::run::without_program;

use super::run::compile_library;

const TITLE: &str = "\
# What of Python is supported

Python programs run on an interpreter of Awaitscope's own, which follows CPython 3.14. This file is made by
`cargo xtask support`: names come from the interpreter's tables, and every example was run to make it.

- [Syntax](#syntax)
- [Builtins](#builtins)
- [Types](#types)
- [Exceptions](#exceptions)
- [asyncio](#asyncio)
- [The library](#the-library)
- [What is refused](#what-is-refused)
- [Limits](#limits)
- [Differs from CPython](#differs-from-cpython)
";

/// What is supported, as Markdown.
///
/// Run it on a thread with a stack of [`STACK_BYTES`](crate::vm::run::STACK_BYTES), as any program.
///
/// # Errors
///
/// What an example does that it should not do: the document would not be true.
///
/// # Panics
///
/// If a loop is running on this thread.
pub fn support() -> Result<String, String> {
    let syntax = [syntax::supported()?, without_program(compile_library, library::sections)?];
    let refused = [
        "\n## What is refused\n".to_owned(),
        syntax::refused()?,
        without_program(compile_library, library::refused)?,
    ];
    let others = [limits::section(), differences::section()?];
    Ok(TITLE.to_owned() + &syntax.concat() + &refused.concat() + &others.concat())
}
