//! The virtual machine that runs Python programs on the [`engine`](crate::engine): values, the interpreter, and as much of the
//! standard library as programs that show concurrency use.
//!
//! A coroutine of the program is a Rust future, and its `await` polls one: what a program does on the event loop is what the
//! engine does. `python::compile` makes [`code`] of a text; [`run`] runs it and returns its trace.
//!
//! What is where:
//!
//! - carrying out code: `interpreter` has the loop and the instructions; [`execution`] and `frames` what they run on; [`calls`]
//!   and `binding` calls and their arguments; `raising` and `unwinding` exceptions on their way; [`awaiting`] and `drive` what
//!   waits; [`imports`] and `class_body` the statements of these names;
//! - values: [`value`] lists them; each has a file ([`dict`](mod@dict), [`coroutine`], [`class`] ..), and its methods are a table in
//!   [`types`];
//! - what can be done with any value: [`operators`], [`items`], [`iteration`], [`text`]; of attributes, [`access`] gets and
//!   `setting` sets them, [`descriptors`] say how they are bound;
//! - what a program finds: [`builtins`] and [`library`], declared as [`native`] says;
//! - what there is once in a run: [`machine`], [`memory`], [`run`], and [`outside`] for what is done by hand.

pub mod access;
pub mod alias;
mod annotations;
pub mod async_generator;
pub mod attributes;
pub mod awaiting;
mod binding;
pub mod builtins;
pub mod calls;
pub mod class;
mod class_body;
mod classes;
pub mod code;
pub mod coroutine;
mod coroutine_frames;
pub mod descriptors;
pub mod dict;
mod drive;
pub mod exception_groups;
pub mod exceptions;
pub mod execution;
mod frames;
pub mod function;
pub mod future;
pub mod generator;
pub mod held;
pub mod imports;
mod interpreter;
pub mod items;
pub mod iteration;
pub mod iterator;
pub mod library;
pub mod machine;
mod members;
pub mod memory;
pub mod module;
pub mod native;
pub mod numbers;
pub mod operators;
pub mod outside;
mod quick;
mod raising;
pub mod run;
pub mod set;
mod setting;
mod slices;
pub mod sorting;
pub mod suggestions;
pub mod symbol;
mod telling;
pub mod text;
pub mod traceback;
mod trash;
pub mod types;
mod unwinding;
pub mod value;
