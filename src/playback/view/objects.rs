//! What there is to see of each thing in a run.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::program::Place;
use crate::trace::{
    Canceller, EventIndex, Failure, FutureId, FutureRole, GroupId, LoopId, Origin, Outcome, SyncId, ThreadId,
    ThreadWork, TimeoutId, TimerId, TimerPurpose, Wants,
};

use super::ready::Handle;

/// What a task, or the block that shows it, is doing. Exactly one of these holds at any moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// Its next step is in the loop's ready queue.
    ///
    /// Entered when it is created, when what it waits on wakes it, and when it yields without waiting on
    /// anything (`sleep(0)`). Left when its step begins, or for `Cancelling` when it is asked to cancel.
    /// Excludes a pending request to cancel.
    Scheduled,
    /// Its step runs now. At most one task of a run is in this state.
    ///
    /// Entered when a step begins, left when the task suspends or ends. A request to cancel that comes
    /// meanwhile (the task asks itself) does not change it. CancelledError may be passing through the task:
    /// see [`TaskView::cleaning_up`].
    Running,
    /// It is suspended until something is done.
    ///
    /// Entered when it suspends on a future, left when that wakes it, or for `Cancelling` when it is asked to
    /// cancel. Excludes a pending request to cancel. A task that has received its CancelledError and awaits
    /// something on its way out is here again, with the mark [`TaskView::cleaning_up`]; one that has
    /// swallowed it is here without.
    Waiting,
    /// It was asked to cancel, the request was accepted, and its step has not come yet: it is not cancelled,
    /// and may never be.
    ///
    /// Entered by an accepted request while the task is scheduled or waiting, or when a task that asked
    /// itself suspends. It lasts while what the task waits on takes its time to be cancelled. Left when the
    /// task's next step begins, whether that throws CancelledError into it or not (what it waited on may have
    /// swallowed the request), and when `uncancel()` takes the request back before it is thrown. Excludes
    /// running.
    Cancelling,
    /// It ended by CancelledError. Never left.
    Cancelled,
    /// It ended by another exception. Never left.
    Failed,
    /// It returned. Never left.
    Done,
}

impl TaskState {
    /// The name of the state on the page, in `data-state`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Running => "running",
            Self::Waiting => "waiting",
            Self::Cancelling => "cancelling",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
            Self::Done => "done",
        }
    }

    /// Whether it is one of the states that are never left.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Cancelled | Self::Failed | Self::Done)
    }

    /// How an outcome is shown. A gather that was asked to cancel ends with CancelledError as its exception,
    /// as in asyncio: what matters to a reader is that it was cancelled.
    pub(in crate::playback) fn of_outcome(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Result => Self::Done,
            Outcome::Cancelled => Self::Cancelled,
            Outcome::Failed { error } if &*error.class == "CancelledError" => Self::Cancelled,
            Outcome::Failed { .. } => Self::Failed,
        }
    }
}

/// A task at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskView {
    /// The task.
    pub id: FutureId,
    /// The loop in which it takes its steps.
    pub event_loop: LoopId,
    /// Its asyncio name.
    pub name: Rc<str>,
    /// The name of its coroutine function.
    pub coroutine: Rc<str>,
    /// What it was created for: a block as a whole, or the step that created it.
    pub place: Option<Place>,
    /// The task that created it; `None` for the main one.
    pub parent: Option<FutureId>,
    /// When it was created, in virtual seconds.
    pub created_secs: f64,
    /// When it ended, in virtual seconds. `Some` exactly in the final states.
    pub ended_secs: Option<f64>,
    /// What it is doing.
    pub state: TaskState,
    /// What it waits on. `None` while it runs, once it is woken and once it has ended.
    pub waiting_on: Option<WaitingOn>,
    /// What woke it for the step that is due or running.
    pub woken_by: Option<FutureId>,
    /// `cancelling()`.
    pub cancelling: u32,
    /// The last request to cancel it that was accepted.
    pub asked_by: Option<Asked>,
    /// CancelledError was thrown into it and neither swallowed nor turned into a TimeoutError so far:
    /// whatever it does now is clean-up. Never true in a final state.
    pub cleaning_up: bool,
    /// How it ended. `Some` exactly in the final states.
    pub outcome: Option<Outcome>,
    /// The `repr()` of what it returned.
    pub result: Option<Rc<str>>,
    /// A blocking call in it stops the whole loop, until then in virtual seconds.
    pub blocked_until_secs: Option<f64>,
    /// The timeouts that it is inside of, outermost first.
    pub timeouts: Vec<TimeoutId>,
    /// The instruction that it carried out last.
    pub origin: Option<Origin>,
    /// What that instruction stands for.
    pub at: Option<Place>,
    /// Changes whenever anything here does (see [`View`](super::View)).
    pub revision: u32,
    pub(super) phase: Phase,
    // Invariant: false in the final states. `state` is `Cancelling` exactly if this is true and `phase` is
    // `Ready` or `Suspended`.
    pub(super) request_pending: bool,
    pub(super) passing: Option<Passing>,
}

/// Where a task that has not ended is, whether or not it is asked to cancel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Phase {
    Ready,
    Running,
    Suspended,
}

/// The exception on its way up through a task, as far as the events tell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Passing {
    Cancelled,
    Failed,
}

impl TaskView {
    pub(super) fn update_state(&mut self) {
        self.state = match (&self.outcome, self.phase) {
            (Some(outcome), _) => TaskState::of_outcome(outcome),
            (None, Phase::Running) => TaskState::Running,
            (None, Phase::Ready | Phase::Suspended) if self.request_pending => TaskState::Cancelling,
            (None, Phase::Ready) => TaskState::Scheduled,
            (None, Phase::Suspended) => TaskState::Waiting,
        };
    }

    #[cfg(debug_assertions)]
    pub(super) fn assert_invariants(&self) {
        debug_assert_eq!(self.outcome.is_some(), self.state.is_final(), "{self:?}");
        debug_assert_eq!(self.outcome.is_some(), self.ended_secs.is_some(), "{self:?}");
        debug_assert!(!(self.state.is_final() && (self.request_pending || self.cleaning_up)), "{self:?}");
        debug_assert!(self.waiting_on.is_none() || self.phase == Phase::Suspended, "{self:?}");
    }
}

/// What a suspended task waits on.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitingOn {
    /// The future.
    pub future: FutureId,
    /// What that is.
    pub what: WaitingFor,
    /// Since when, in virtual seconds.
    pub since_secs: f64,
}

/// What sort of future a task waits on.
#[derive(Debug, Clone, PartialEq)]
pub enum WaitingFor {
    /// A `sleep()`.
    Sleep {
        /// When it is over, in virtual seconds; `None` for never.
        until_secs: Option<f64>,
    },
    /// Another task.
    Task {
        /// Its asyncio name.
        name: Rc<str>,
    },
    /// What `gather()` returned.
    Gather,
    /// What `shield()` returned.
    Shield,
    /// That some of several futures are done: `wait()`.
    Wait,
    /// Its turn at a lock, semaphore, event, condition, barrier or queue.
    Sync {
        /// Where it waits.
        sync: SyncId,
        /// What that is called, such as `Lock 1`.
        name: Rc<str>,
        /// What it waits for there.
        wants: Wants,
    },
    /// That all tasks of its task group have ended.
    Group {
        /// The group.
        group: GroupId,
    },
    /// A function in a thread.
    Thread {
        /// The call.
        thread: ThreadId,
        /// What the thread runs.
        work: ThreadWork,
    },
    /// Any other future.
    Future,
}

/// A request to cancel.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Who asked.
    pub by: Canceller,
    /// The message, if any was given.
    pub message: Option<Rc<str>>,
    /// The request.
    pub event: EventIndex,
}

/// A future that is no task, at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct FutureView {
    /// The future.
    pub id: FutureId,
    /// What it is for.
    pub role: FutureRole,
    /// Where it was made: a block as a whole, or a step.
    pub place: Option<Place>,
    /// The task that made it.
    pub creator: Option<FutureId>,
    /// Whether it is done, and how.
    pub state: FutureState,
    /// For a sleep: when it is over, in virtual seconds.
    pub deadline_secs: Option<f64>,
    /// The last request to cancel it that was accepted.
    pub asked_by: Option<Asked>,
    /// For a shield: the event with which it kept a cancellation from what it shields.
    pub held: Option<EventIndex>,
    /// Changes whenever anything here does (see [`View`](super::View)).
    pub revision: u32,
}

impl FutureView {
    /// Its state in the words that tasks have: pending is waiting.
    pub fn task_state(&self) -> TaskState {
        match &self.state {
            FutureState::Pending => TaskState::Waiting,
            FutureState::Cancelling => TaskState::Cancelling,
            FutureState::Done(outcome) => TaskState::of_outcome(outcome),
        }
    }
}

/// Whether a future is done.
#[derive(Debug, Clone, PartialEq)]
pub enum FutureState {
    /// It is not done, and nobody's request to cancel it is under way.
    Pending,
    /// A request to cancel it was accepted and it is not done: a gather that waits for its children to be
    /// cancelled.
    Cancelling,
    /// It is done. Never left.
    Done(Outcome),
}

/// An `async with asyncio.timeout()` at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeoutView {
    /// The timeout.
    pub id: TimeoutId,
    /// The task that entered it.
    pub task: FutureId,
    /// What it stands for.
    pub place: Option<Place>,
    /// When it was entered, in virtual seconds.
    pub entered_secs: f64,
    /// When it expires, in virtual seconds; `None` for never.
    pub deadline_secs: Option<f64>,
    /// What has become of it.
    pub state: TimeoutState,
    /// Whether its deadline has passed while its task was inside.
    pub is_expired: bool,
    /// Changes whenever anything here does (see [`View`](super::View)).
    pub revision: u32,
    pub(super) passing: Option<Passing>,
}

impl TimeoutView {
    /// Its state in the words that tasks have: active is waiting, expired is cancelling (its task is),
    /// converted is failed (with TimeoutError). Once left otherwise it is what passed out of it.
    pub fn task_state(&self) -> TaskState {
        match (self.state, self.passing) {
            (TimeoutState::Active, _) => TaskState::Waiting,
            (TimeoutState::Expired, _) => TaskState::Cancelling,
            (TimeoutState::Converted, _) | (TimeoutState::Left, Some(Passing::Failed)) => TaskState::Failed,
            (TimeoutState::Left, Some(Passing::Cancelled)) => TaskState::Cancelled,
            (TimeoutState::Left, None) => TaskState::Done,
        }
    }
}

/// What has become of a timeout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeoutState {
    /// Its task is inside, and the deadline has not passed.
    Active,
    /// The deadline has passed, its task was asked to cancel and has not left the block yet.
    Expired,
    /// It turned the CancelledError that it had caused into a TimeoutError. Never left.
    Converted,
    /// Its task left the block otherwise. Never left.
    Left,
}

/// A timer that is set.
#[derive(Debug, Clone, PartialEq)]
pub struct TimerView {
    /// The timer.
    pub id: TimerId,
    /// When it is due, in virtual seconds.
    pub deadline_secs: f64,
    /// What it is for.
    pub purpose: TimerPurpose,
    /// The task that set it.
    pub task: Option<FutureId>,
    /// The loop in which it was set.
    pub event_loop: LoopId,
}

/// A loop at a moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LoopView {
    /// Which loop of the run it is.
    pub id: LoopId,
    /// The thread in which it goes round, if that is known and not the main thread.
    pub thread: Option<ThreadId>,
    /// The number of the iteration, from 1; 0 before the first one. In a run with several loops, that of the loop's own.
    pub iteration: u32,
    /// How many handles were in the ready queue when the iteration began.
    pub ready_at_start: u32,
    /// The task whose step runs.
    pub running: Option<FutureId>,
    /// The handle that runs: the running task's step, a timer, or a callback as soon as it does something that can be told.
    pub current: Option<Handle>,
    /// How many timers that were due when the iteration began are still to run in it, at most: the earliest that are set.
    pub due_timers: u32,
    /// A blocking call stops the loop, until then in virtual seconds.
    pub blocked_until_secs: Option<f64>,
    /// How many timers are set.
    pub timers: u32,
    /// Changes whenever anything here or any timer does (see [`View`](super::View)).
    pub revision: u32,
    /// The ready queue, next handle first.
    pub(super) ready: Rc<VecDeque<Handle>>,
    /// How many of them run in this iteration.
    pub(super) due: usize,
    /// The event with which the iteration began.
    pub(super) began: Option<EventIndex>,
    /// The tasks within whose step the running one, an eager one, takes its step; outermost first.
    pub(super) around: Vec<FutureId>,
}

/// A line of the console.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsoleLine {
    /// The event that wrote it.
    pub event: EventIndex,
    /// When, in virtual seconds.
    pub time_secs: f64,
    /// The task that printed it.
    pub task: Option<FutureId>,
    /// That task's name, `-` without one.
    pub name: Rc<str>,
    /// The line.
    pub text: Rc<str>,
    /// Whether it is a warning of the interpreter and not output.
    pub is_warning: bool,
}

/// What a block has come to at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockRef {
    /// It runs as a task.
    Task(FutureId),
    /// It is a gather or a shield.
    Future(FutureId),
    /// It is a timeout within the task that entered it.
    Timeout(TimeoutId),
}

/// A block at a moment: its newest object, for a block may run several times.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockView<'a> {
    /// What it is shown as: a gather's or shield's future if it has one, otherwise its task, otherwise its
    /// timeout.
    pub shown: BlockRef,
    /// The one state that its card shows.
    pub state: TaskState,
    /// The task that was created for it, or for a timeout the task that entered it.
    pub task: Option<&'a TaskView>,
    /// Its gather or shield.
    pub future: Option<&'a FutureView>,
    /// Its timeout.
    pub timeout: Option<&'a TimeoutView>,
    /// Changes whenever anything here does (see [`View`](super::View)).
    pub revision: u32,
}

impl TaskView {
    /// The exception with which it ended.
    pub fn error(&self) -> Option<&Failure> {
        match self.outcome.as_ref()? {
            Outcome::Failed { error } => Some(error),
            Outcome::Result | Outcome::Cancelled => None,
        }
    }
}
