//! A recorded run at a human pace: where playing stands, how fast it goes, and what there is to see at a
//! moment.
//!
//! Everything here is a projection of a finished [`Log`](crate::trace::Log). Nothing asks the engine
//! anything, and nothing reads a clock: display time comes in as milliseconds.
//!
//! - [`View`]: everything that is shown after so many events.
//! - [`Recording`]: a log with the indices that make every moment of it quick to reach.
//! - [`Pacing`]: when each event is shown.
//! - [`Player`]: where playing stands, and the [`Command`]s that it takes.
//! - [`Comparison`]: two runs side by side on one clock.
//! - [`motions`] and [`Link`]: what moves on the screen, and the trail that cancellations leave.
//! - [`Story`]: a cancellation from its origin to its ends. [`Deadlock`]: who waits for what for ever.
//! - [`sentence`], [`why`]: events in plain English.

mod answers;
mod compare;
mod difference;
mod motion;
mod numbers;
mod pacing;
mod player;
mod recording;
mod shared_vec;
mod splice;
mod story;
mod stuck;
mod summary;
#[cfg(test)]
mod testing;
mod text;
mod tones;
mod view;
mod why;
mod words;
mod words_sync;

pub use answers::{Choices, Guess, Quiz, Unknown, lines_of, names_of, worth_asking};
pub use compare::{Axis, Comparison, Pair};
pub use difference::{Difference, Ending, Fate, TaskDifference};
pub use motion::{Anchor, Link, Motion, MotionKind, motions};
pub use numbers::{Known, Lock, Numbered, Numbers, future_name, loop_name};
pub use pacing::Pacing;
pub use player::{Command, InterventionPoint, Player, Range, Speed, Status};
pub use recording::{Iteration, KEPT_EVENTS, LanePoint, Object, Reading, Recording, subject};
pub use story::{StepKind, Story, StoryStep};
pub use stuck::{Deadlock, Stuck};
pub use summary::{due_timers, handle_name, ready_summary, summary, summary_until, timer_name};
pub use text::{capitalised, last_lines, shortened};
pub use tones::{Tone, tones};
pub use view::{
    Asked, BlockRef, BlockView, ConsoleLine, FutureState, FutureView, GroupView, Handle, Items, LoopView,
    SyncState, SyncView, TaskState, TaskView, ThreadState, ThreadView, TimeoutState, TimeoutView, TimerView,
    View, WaitingFor, WaitingOn,
};
pub use why::{Chain, Question, Role, WhyStep, explain, printables_of};
pub use words::{is_visible, label, sentence, why};
pub use words_sync::{
    all_that_wait, callback_name, group_name, sync_name, thread_name, waits_for, work_name,
};
