//! Awaitscope shows what asyncio's event loop does with a program: which task runs, what each other one waits on, who
//! cancelled whom, through what the cancellation travelled, where it stopped, and why.
//!
//! The modules in reading order; each knows only some of those above it:
//!
//! - [`trace`]: the events of a run, each with its cause, and their projections.
//! - [`engine`]: the event loop. It polls Rust futures in exactly the order in which CPython 3.14's asyncio would run
//!   the same coroutines, on a virtual clock, and emits the trace.
//! - [`program`]: the programs of scenes as data, and their interpreter on the engine.
//! - [`vm`]: the virtual machine that runs Python on the engine.
//! - [`python`]: Python text: compiled for the virtual machine, and printed from programs.
//! - [`lesson`]: what scenes and programs carry besides themselves: what they are about, and what they ask.
//! - [`scene`]: what a person draws, its edits, its file format, and its lowering to a program.
//! - [`gallery`]: the index of the built-in scenes and programs.
//! - [`playback`]: a recorded run at a human pace: cursor, pacing, what there is to see at a moment, and why.
//! - [`layout`]: runs of texts as drawings, scenes as cards and wires, runs as lanes over time.
//! - [`svg`]: pictures of scenes and runs.
//!
//! With the feature `web` also `web` (the browser's edges) and `ui` (the playground).

pub mod engine;
pub mod gallery;
pub mod layout;
pub mod lesson;
mod order;
pub mod playback;
pub mod program;
pub mod python;
pub mod scene;
pub mod svg;
pub mod trace;
#[cfg(feature = "web")]
pub mod ui;
pub mod vm;
#[cfg(feature = "web")]
pub mod web;

/// The examples of the README, so that they are tested.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
