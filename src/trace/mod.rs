//! What happened in a run, and nothing else: typed events with causes, the log that holds them, and their projections.
//!
//! The engine emits these events; everything that is shown at a moment is derived from the events up to it.

mod event;
mod log;
mod transcript;

pub use event::{
    Canceller, Event, EventIndex, EventKind, Failure, FutureId, FutureRole, Origin, Outcome, RunEnd,
    TimeoutId, TimerId, TimerPurpose,
};
pub use log::Log;
pub use transcript::{Detail, transcript};
