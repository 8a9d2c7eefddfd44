//! The closed vocabulary of what an event loop does, each event with its cause.

use std::rc::Rc;

use serde::Serialize;

use super::slim::Slim;
use super::subjects::{
    BarrierState, CallbackRole, Canceller, EventIndex, Failure, FutureId, FutureRole, GroupId, LoopId,
    Origin, Outcome, RunEnd, SyncId, SyncKind, ThreadId, ThreadWork, TimeoutId, TimerId, TimerPurpose,
};

/// One thing that happened. Its index is its position in the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// Virtual time, in seconds since the start of the run.
    pub time: f64,
    /// The number of the loop's iteration, from 1; 0 before the first one.
    pub iteration: u32,
    // A run has very many events, and what fills their memory is half of what a trace costs.
    task: Slim<FutureId>,
    origin: Slim<Origin>,
    cause: Slim<EventIndex>,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
}

impl Event {
    /// What happened in an iteration, in a task, by an instruction and because of an earlier event, if these are known.
    pub fn new(
        (time, iteration): (f64, u32),
        task: Option<FutureId>,
        origin: Option<Origin>,
        cause: Option<EventIndex>,
        kind: EventKind,
    ) -> Self {
        Self { time, iteration, task: task.into(), origin: origin.into(), cause: cause.into(), kind }
    }

    /// The task whose step was running, if one was.
    pub fn task(&self) -> Option<FutureId> {
        self.task.get()
    }

    /// The instruction that was being carried out, if one is known.
    pub fn origin(&self) -> Option<Origin> {
        self.origin.get()
    }

    /// Has it come from another instruction.
    pub fn set_origin(&mut self, origin: Option<Origin>) {
        self.origin = origin.into();
    }

    /// The event without which this one would not have happened. Always an earlier one.
    pub fn cause(&self) -> Option<EventIndex> {
        self.cause.get()
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum EventKind {
    /// A pass of the loop over its ready queue began, with so many handles in it.
    IterationBegan {
        /// Handles that will run in this iteration.
        ready: u32,
    },
    /// What follows happens in another loop than what came before, or for one. Until it is told, everything happens in
    /// the first one, in the main thread.
    InLoop {
        /// The loop.
        event_loop: LoopId,
        /// The thread in which it goes round, if it does and that is not the main thread.
        thread: Option<ThreadId>,
    },
    /// A blocking call kept the loop from running anything. `time` is when it began.
    LoopBlocked {
        /// For how many seconds.
        secs: f64,
    },
    /// Nothing more will happen.
    RunEnded {
        /// How the run ended.
        how: RunEnd,
    },

    /// `create_task()`: the task is scheduled to take its first step.
    TaskCreated {
        /// The new task.
        task: FutureId,
        /// Its asyncio name.
        name: Rc<str>,
        /// The name of its coroutine function.
        coroutine: Rc<str>,
    },
    /// A task's coroutine is resumed.
    StepBegan {
        /// The task.
        task: FutureId,
    },
    /// A task's coroutine has suspended or ended.
    StepEnded {
        /// The task.
        task: FutureId,
    },
    /// A task suspended itself until something is done.
    Waiting {
        /// The task.
        task: FutureId,
        /// What it awaits; `None` for a bare yield such as `sleep(0)`, after which it is scheduled at once.
        on: Option<FutureId>,
    },
    /// What a task waited on is done: the task is scheduled to take its next step.
    Woken {
        /// The task.
        task: FutureId,
        /// What it waited on.
        by: FutureId,
    },

    /// A future that is no task was created.
    FutureCreated {
        /// The new future.
        future: FutureId,
        /// What it is for.
        role: FutureRole,
    },
    /// A future (or task) has its outcome.
    FutureDone {
        /// The future.
        future: FutureId,
        /// Its outcome.
        outcome: Outcome,
    },
    /// A callback was put into the ready queue. The steps of tasks have events of their own (a task is created, woken, or
    /// gives way), and so have timers that are due. Nothing is caused by this event: what the callback does has the cause
    /// that this has.
    CallbackScheduled {
        /// What it is for.
        callback: CallbackRole,
    },
    /// A plain callback, one that is no task's step, ran.
    CallbackRan {
        /// The callback's name.
        name: Rc<str>,
    },

    /// A timer was set.
    TimerArmed {
        /// The timer.
        timer: TimerId,
        /// When it is due, in virtual seconds.
        deadline: f64,
        /// What it is for.
        purpose: TimerPurpose,
    },
    /// A timer was due.
    TimerFired {
        /// The timer.
        timer: TimerId,
    },
    /// A timer was taken back before it was due.
    TimerDropped {
        /// The timer.
        timer: TimerId,
    },

    /// `cancel()` was called on a future or task. A request that is passed on to what the target waits on is an event
    /// of its own, caused by this one: the chain of causes is the way that the cancellation takes.
    CancelRequested {
        /// What is to be cancelled.
        target: FutureId,
        /// Who asked.
        by: Canceller,
        /// What `cancel()` returned.
        accepted: bool,
        /// The message given, if any.
        message: Option<Rc<str>>,
        /// `cancelling()` of the target afterwards, if it is a task.
        cancelling: u32,
    },
    /// A shield was cancelled, and did not pass that on to what it shields.
    ShieldHeld {
        /// The shield's own future.
        outer: FutureId,
        /// What goes on undisturbed.
        inner: FutureId,
    },
    /// CancelledError is thrown into a task, at the await where it was suspended.
    CancelDelivered {
        /// The task.
        task: FutureId,
    },
    /// An `except` or `finally` took up a CancelledError.
    CancelCaught {
        /// The task.
        task: FutureId,
    },
    /// A CancelledError that had been caught was raised again.
    CancelReraised {
        /// The task.
        task: FutureId,
    },
    /// A CancelledError that had been caught was not raised again: the task goes on.
    CancelSwallowed {
        /// The task.
        task: FutureId,
    },
    /// `uncancel()`: one request to cancel was taken back.
    Uncancelled {
        /// The task.
        task: FutureId,
        /// `cancelling()` afterwards.
        cancelling: u32,
    },

    /// A task entered `async with asyncio.timeout()`, or the one inside of `asyncio.wait_for()`.
    TimeoutEntered {
        /// The timeout.
        timeout: TimeoutId,
        /// The task that entered it.
        task: FutureId,
        /// When it expires, in virtual seconds; `None` for never.
        deadline: Option<f64>,
        /// Whether it is the timeout that `wait_for()` enters around what it awaits.
        is_wait_for: bool,
    },
    /// A timeout's deadline passed; it cancels its task.
    TimeoutExpired {
        /// The timeout.
        timeout: TimeoutId,
    },
    /// A timeout turned the CancelledError that it had caused into a TimeoutError.
    TimeoutConverted {
        /// The timeout.
        timeout: TimeoutId,
    },
    /// A task left the block of a timeout.
    TimeoutLeft {
        /// The timeout.
        timeout: TimeoutId,
    },

    /// A task got another name.
    TaskRenamed {
        /// The task.
        task: FutureId,
        /// Its name from now on.
        name: Rc<str>,
    },

    /// Something that tasks wait at was made, or used for the first time.
    SyncCreated {
        /// The new object.
        sync: SyncId,
        /// What it is.
        kind: SyncKind,
    },
    /// A lock was taken, or one of a semaphore's places. The waiters are the pending futures of role
    /// [`Waiter`](FutureRole::Waiter).
    Acquired {
        /// The lock or semaphore.
        sync: SyncId,
        /// How often it could be taken now without waiting.
        left: u32,
    },
    /// A lock was given back, or one of a semaphore's places.
    Released {
        /// The lock or semaphore.
        sync: SyncId,
        /// How often it could be taken now without waiting.
        left: u32,
    },
    /// A waiter's turn has come: whoever awaits the future is woken, and finds what it has waited for unless somebody
    /// was faster.
    HandedOver {
        /// Where it waited.
        sync: SyncId,
        /// The future on which it waited.
        waiter: FutureId,
    },
    /// `Event.set()`, on an event that was not set.
    EventSet {
        /// The event.
        sync: SyncId,
    },
    /// `Event.clear()`, on an event that was set.
    EventCleared {
        /// The event.
        sync: SyncId,
    },
    /// `Condition.notify()` or `notify_all()`; each of those that it wakes is handed over to next.
    Notified {
        /// The condition.
        sync: SyncId,
        /// How many were to be woken at most.
        most: u32,
    },
    /// A barrier changed its state, or a task came or went.
    BarrierMoved {
        /// The barrier.
        sync: SyncId,
        /// Its state now.
        state: BarrierState,
        /// How many tasks are in it.
        inside: u32,
    },
    /// An item was put into a queue.
    ItemPut {
        /// The queue.
        sync: SyncId,
        /// The `repr()` of the item, if it is known.
        item: Option<Rc<str>>,
        /// How many items are in it now.
        size: u32,
    },
    /// An item was got out of a queue.
    ItemGot {
        /// The queue.
        sync: SyncId,
        /// The `repr()` of the item, if it is known.
        item: Option<Rc<str>>,
        /// How many items are in it now.
        size: u32,
    },
    /// `Queue.task_done()`.
    ItemDone {
        /// The queue.
        sync: SyncId,
        /// How many items that were put are not done.
        unfinished: u32,
    },
    /// `Queue.shutdown()`.
    QueueShutDown {
        /// The queue.
        sync: SyncId,
        /// How many items were thrown away, with `immediate=True`.
        dropped: u32,
    },

    /// A task entered `async with asyncio.TaskGroup()`.
    GroupEntered {
        /// The group.
        group: GroupId,
        /// The task that entered it.
        task: FutureId,
    },
    /// `TaskGroup.create_task()`; the task was created just before.
    GroupJoined {
        /// The group.
        group: GroupId,
        /// The new task in it.
        task: FutureId,
    },
    /// A child failed, or the body ended by an exception: the group cancels what is left in it.
    GroupAborting {
        /// The group.
        group: GroupId,
    },
    /// All of the group's tasks have ended, and its parent goes on.
    GroupLeft {
        /// The group.
        group: GroupId,
        /// How many exceptions it has gathered.
        errors: u32,
    },

    /// A function was given to a pool of threads, or a thread was started. Events of one thread are caused by each other.
    ThreadQueued {
        /// The call.
        thread: ThreadId,
        /// What it runs.
        work: ThreadWork,
    },
    /// A worker was free: the function runs.
    ThreadStarted {
        /// The call.
        thread: ThreadId,
    },
    /// A line of output from a thread.
    ThreadPrinted {
        /// The call.
        thread: ThreadId,
        /// The line.
        text: Rc<str>,
    },
    /// The function has ended.
    ThreadEnded {
        /// The call.
        thread: ThreadId,
        /// Its outcome.
        outcome: Outcome,
    },

    /// A signal was delivered.
    SignalRaised {
        /// Its name, such as SIGINT.
        signal: Rc<str>,
    },

    /// An exception was raised, by the program or by a call in it.
    ExceptionRaised {
        /// The exception.
        error: Failure,
    },
    /// A task's coroutine returned.
    Returned {
        /// The `repr()` of the result.
        value: Rc<str>,
    },
    /// A line of output. Each line of a `print()` is an event of its own.
    Printed {
        /// The line.
        text: Rc<str>,
    },
    /// What the interpreter would warn of, worded as in the transcript (an exception never retrieved, a coroutine
    /// never awaited, an exception in a callback).
    Warned {
        /// The warning.
        text: Rc<str>,
        /// The future it is about, if it is about one.
        about: Option<FutureId>,
    },
}
