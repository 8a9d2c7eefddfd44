//! Budgets that end a runaway program, and how the loop says that it stopped.

use std::fmt;

use super::Exception;

/// What a run may use up. Nothing a program does may hang or crash its host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Iterations of the loop.
    pub iterations: u32,
    /// Callbacks and task steps, over the whole run.
    pub handles: u64,
    /// Tasks that are not done, at one time.
    pub tasks: u32,
    /// Events in the trace.
    pub events: u32,
}

impl Limits {
    /// For a page or a command line: what a person could want to look at, and done within a second or two.
    pub const INTERACTIVE: Self =
        Self { iterations: 200_000, handles: 1_000_000, tasks: 20_000, events: 500_000 };

    /// None but those of the counters.
    pub const NONE: Self =
        Self { iterations: u32::MAX, handles: u64::MAX, tasks: u32::MAX, events: u32::MAX };
}

impl Default for Limits {
    fn default() -> Self {
        Self::INTERACTIVE
    }
}

/// A budget that was used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::iterations`].
    Iterations(u32),
    /// [`Limits::handles`].
    Handles(u64),
    /// [`Limits::tasks`].
    Tasks(u32),
    /// [`Limits::events`].
    Events(u32),
    /// The steps that a language on top of the engine may take without giving the loop a turn.
    Instructions(u64),
    /// The steps that a language on top of the engine may take in all.
    Altogether(u64),
    /// How deep calls of a language on top of the engine may nest.
    Recursion(u32),
    /// The bytes that one value of a language on top of the engine may take.
    Value(u64),
    /// The bytes that its values may take at one time.
    Memory(u64),
    /// The bytes that all its long values may take together, those too that are there no more.
    Made(u64),
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, number, after) = match *self {
            Self::Iterations(n) => ("the loop went round ", n.into(), " times and there is no end in sight"),
            Self::Handles(n) => ("the loop ran ", n, " callbacks and steps and there is no end in sight"),
            Self::Tasks(n) => ("there are more than ", n.into(), " tasks at a time"),
            Self::Events(n) => ("the run has more than ", n.into(), " events"),
            Self::Instructions(n) => ("more than ", n, " instructions ran without an await that gives way"),
            Self::Altogether(n) => ("more than ", n, " instructions ran altogether"),
            Self::Recursion(n) => ("calls are nested more than ", n.into(), " deep"),
            Self::Value(n) => ("a single value takes more than ", n >> 20, " MB"),
            Self::Memory(n) => ("values take more than ", n >> 20, " MB"),
            Self::Made(n) => ("values of more than ", n >> 20, " MB were made, one after another"),
        };
        f.write_str(before)?;
        f.write_str(&grouped(number))?;
        f.write_str(after)
    }
}

/// A number with its thousands apart.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Why the loop stopped before what it was to run was done.
#[derive(Debug, Clone)]
pub enum Stop {
    /// Nothing is ready or scheduled that could ever wake a task.
    Deadlock,
    /// A budget is used up.
    Limit(Limit),
    /// A KeyboardInterrupt or SystemExit left the loop.
    Raised(Exception),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deadlock => f.write_str("deadlock: nothing is left that could ever wake a task"),
            Self::Limit(limit) => write!(f, "limit: {limit}"),
            Self::Raised(exception) => write!(f, "{exception}"),
        }
    }
}

impl std::error::Error for Stop {}
