//! The virtual machine that runs Python programs on the [`engine`](crate::engine): values, the interpreter, and as much of the
//! standard library as programs that show concurrency use.
//!
//! A coroutine of the program is a Rust future, and its `await` polls one: what a program does on the event loop is what the
//! engine does. `python::compile` makes [`code`] of a text; [`run`] runs it and returns its trace.

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
