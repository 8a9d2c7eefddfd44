//! "Why?": from anything that can be seen in a run back to its root cause, in sentences.
//!
//! It is more than the chain of [causes](crate::trace::Event::cause): it knows what asyncio does. A chain is told from the
//! answer back: each step is why the one before it is so, and the last one is something that the program itself (or
//! somebody outside) did.
//!
//! - [`ended`]: why a task or future ended as it did.
//! - [`asked`]: why it was asked to cancel.
//! - [`pending`]: why it is not done.
//! - [`line`]: why it stands in the line of a lock, queue and so on.
//! - [`act`]: why a task came to do something.
//! - [`missing`]: why a line was not printed.

mod act;
mod asked;
mod delivered;
mod ended;
mod line;
mod missing;
mod names;
mod pending;
mod spared;
mod teller;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use super::motion::Anchor;
use super::recording::Recording;
use crate::program::{Place, Printable};
use crate::trace::{EventIndex, EventKind, FutureId, TimeoutId};

pub use missing::printables_of;
use teller::Teller;

/// What can be asked about a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// Why a task or other future is in its state at a cursor.
    State(FutureId, usize),
    /// Why the card of a block is in its state at a cursor.
    Block(u32, usize),
    /// The same of a timeout.
    Timeout(TimeoutId, usize),
    /// Why a task ended as it did, or never did.
    Outcome(FutureId),
    /// Why something happened, such as that a line was printed.
    Event(EventIndex),
    /// Why a line was never printed.
    MissingLine(Rc<str>),
    /// What has passed between one who waits and what it waits for, up to a cursor.
    Link {
        /// Who waits.
        above: FutureId,
        /// What it waits for.
        below: FutureId,
        /// The cursor.
        cursor: usize,
    },
    /// Why the run ended as it did.
    RunEnd,
}

/// What a step is in its chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What was asked about.
    Answer,
    /// Why the step before it is so.
    Cause,
    /// The last cause: there is nothing behind it but the program.
    Root,
}

/// One sentence of a chain.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyStep {
    /// The moment that it tells of.
    pub event: Option<EventIndex>,
    /// What there is to say, without a full stop.
    pub sentence: String,
    /// The block and step, or the line of the text, where that happened.
    pub place: Option<Place>,
    /// Whom it is about.
    pub about: Anchor,
    /// What it is in the chain.
    pub role: Role,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// The question, in words.
    pub question: String,
    /// The answer first, the root cause last. Never empty.
    pub steps: Vec<WhyStep>,
}

/// Answers a question. `printables` is what is known of the lines that a program can print; it is needed for
/// [`Question::MissingLine`] alone.
pub fn explain(recording: &Recording, question: &Question, printables: &[Printable]) -> Chain {
    let end = recording.len();
    let cursor = match *question {
        Question::State(_, cursor)
        | Question::Block(_, cursor)
        | Question::Timeout(_, cursor)
        | Question::Link { cursor, .. } => cursor.min(end),
        _ => end,
    };
    let mut teller = Teller::new(recording, cursor);
    let (question, goal) = match question {
        Question::State(id, _) => teller.ask_state(*id),
        Question::Block(block, _) => teller.ask_block(*block),
        Question::Outcome(id) => teller.ask_outcome(*id),
        Question::Timeout(id, _) => teller.ask_timeout(*id),
        Question::Event(event) => teller.ask_event(*event),
        Question::MissingLine(text) => teller.ask_missing(text, printables),
        Question::Link { above, below, .. } => teller.ask_link(*above, *below),
        Question::RunEnd => teller.ask_end(),
    };
    teller.tell(goal);
    Chain { question, steps: teller.steps }
}

/// The event with which a run ended.
fn end_of(recording: &Recording) -> Option<EventIndex> {
    let is_end = |kind: &EventKind| matches!(kind, EventKind::RunEnded { .. });
    recording.log().iter().rev().find(|(_, event)| is_end(&event.kind)).map(|(index, _)| index)
}
