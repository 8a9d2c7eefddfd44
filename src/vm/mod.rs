//! The virtual machine that runs Python programs on the [`engine`](crate::engine): values, the interpreter, and as much of the
//! standard library as programs that show concurrency use.
//!
//! A coroutine of the program is a Rust future, and its `await` polls one: what a program does on the event loop is what the
//! engine does. `python::compile` makes [`code`] of a text; [`run`] runs it and returns its trace.
//!
//! What gives a [`value::Result`] raises what CPython raises in its place, and the exception that ends a run whose budget is used up;
//! `# Errors` stands where more is to be said.
//!
//! What is where:
//!
//! - [`code`] is what the compiler makes of a text; [`run`] runs it;
//! - [`machine`]: what there is once in a run: the machine itself, its memory, the loop that it goes round with, what is done to it
//!   from outside;
//! - [`value`]: what values are, and the tables, names and modules that they consist of; [`types`]: the methods of builtin types;
//! - [`class`]: classes, how they are made, and their instances; [`attributes`]: getting and setting them, descriptors, annotations;
//! - `interpreter`: the instructions; [`frames`]: what these run on, how frames begin, end and are left by exceptions;
//! - [`calls`]: calls of anything, functions, arguments to parameters;
//! - [`operators`]: operators, items, slices and sorting of any values; [`text`]: any values as text, and texts as numbers;
//! - [`iteration`]: iterators and generators, with `async` too; [`coroutine`]: coroutines, futures, `await`;
//! - [`exceptions`]: making, raising, matching and telling them; [`traceback`]: where they came from, and how that is printed;
//! - [`builtins`] and [`library`]: what a program finds, declared as [`native`] says.

pub mod attributes;
pub mod builtins;
pub mod calls;
pub mod class;
pub mod code;
pub mod coroutine;
pub mod exceptions;
pub mod frames;
mod interpreter;
pub mod iteration;
pub mod library;
pub mod machine;
pub mod native;
pub mod operators;
pub mod run;
pub mod text;
pub mod traceback;
pub mod types;
pub mod value;
