//! What happened in a run, and nothing else: typed events with causes, the log that holds them, and their projections.
//!
//! The engine emits these events; everything that is shown at a moment is derived from the events up to it.

mod event;
mod log;
mod transcript;

pub use event::{
    BarrierState, Canceller, Event, EventIndex, EventKind, Failure, FutureId, FutureRole, GroupId, Origin,
    Outcome, QueueOrder, RunEnd, SyncId, SyncKind, ThreadId, TimeoutId, TimerId, TimerPurpose, Wants,
};
pub use log::Log;
pub use transcript::{Detail, transcript};
