//! What happened in a run, and nothing else: typed events with causes, the log that holds them, and their projections.
//!
//! The engine emits these events; everything that is shown at a moment is derived from the events up to it.

mod abridged;
mod event;
mod log;
mod slim;
mod subjects;
mod transcript;
mod wire;

pub use abridged::abridged;
pub use event::{Event, EventKind};
pub use log::Log;
pub use subjects::{
    BarrierState, CallbackRole, Canceller, EventIndex, Failure, FutureId, FutureRole, GroupId, LoopId,
    Origin, Outcome, QueueOrder, RunEnd, SyncId, SyncKind, ThreadId, ThreadWork, TimeoutId, TimerId,
    TimerPurpose, Wants,
};
pub use transcript::{Detail, transcript};
pub use wire::LogBytes;
