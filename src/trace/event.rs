//! The closed vocabulary of what an event loop does, each event with its cause.

use std::rc::Rc;

use serde::Serialize;

/// Where an event stands in its [`Log`](super::Log): 0 for the first event of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct EventIndex(pub u32);

/// A future of one run. A task is a future, so tasks are named by it too.
///
/// Ids count from 0 in order of creation and are never used twice in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FutureId(pub u32);

/// A timer of one run: a callback with a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TimerId(pub u32);

/// One `async with asyncio.timeout(...)` that a task has entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TimeoutId(pub u32);

/// A lock, event, condition, semaphore, barrier or queue of one run. Locks inside of conditions, and conditions inside of
/// barriers, have ids of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SyncId(pub u32);

/// One `async with asyncio.TaskGroup()` that a task has entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct GroupId(pub u32);

/// One function that was given to a worker thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ThreadId(pub u32);

/// Which instruction made something happen: an opaque number that whoever wrote the program can resolve (for a
/// [`Program`](crate::program::Program), an index into its `origins`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Origin(pub u32);

/// One thing that happened. Its index is its position in the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// Virtual time, in seconds since the start of the run.
    pub time: f64,
    /// The number of the loop's iteration, from 1; 0 before the first one.
    pub iteration: u32,
    /// The task whose step was running, if one was.
    pub task: Option<FutureId>,
    /// The instruction that was being carried out, if one is known.
    pub origin: Option<Origin>,
    /// The event without which this one would not have happened. Always an earlier one.
    pub cause: Option<EventIndex>,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
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

    /// A task entered `async with asyncio.timeout()`.
    TimeoutEntered {
        /// The timeout.
        timeout: TimeoutId,
        /// The task that entered it.
        task: FutureId,
        /// When it expires, in virtual seconds; `None` for never.
        deadline: Option<f64>,
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

    /// A function was given to a pool of threads. Events of one thread are caused by each other.
    ThreadQueued {
        /// The call.
        thread: ThreadId,
        /// The name of the function.
        name: Rc<str>,
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

/// What a future is for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum FutureRole {
    /// `loop.create_future()`.
    Plain,
    /// What `sleep()` waits on.
    Sleep,
    /// What `gather()` returned.
    Gather {
        /// What it gathers, in argument order.
        children: Rc<[FutureId]>,
    },
    /// What `shield()` returned.
    Shield {
        /// What it shields.
        inner: FutureId,
    },
    /// What `wait()` waits on.
    Wait {
        /// What it waits for.
        children: Rc<[FutureId]>,
    },
    /// What a task waits on at a lock, event, condition, semaphore or queue.
    Waiter {
        /// Where it waits.
        sync: SyncId,
        /// What it waits for.
        wants: Wants,
    },
    /// What a task group's parent waits on until its children have ended.
    GroupEnd {
        /// The group.
        group: GroupId,
    },
    /// The result of a function in a thread.
    Thread {
        /// The call.
        thread: ThreadId,
    },
}

/// What a task waits for at a [`SyncId`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wants {
    /// To take a lock, or a place of a semaphore.
    Place,
    /// That an event is set.
    Set,
    /// A condition's notification.
    Notification,
    /// An item of a queue.
    Item,
    /// Room for an item in a queue.
    Room,
    /// That all items of a queue are done.
    AllDone,
}

/// What tasks wait at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SyncKind {
    /// `asyncio.Lock`.
    Lock,
    /// `asyncio.Event`.
    Event,
    /// `asyncio.Condition`.
    Condition {
        /// Its lock.
        lock: SyncId,
    },
    /// `asyncio.Semaphore` or `BoundedSemaphore`.
    Semaphore {
        /// How often it can be taken without waiting.
        value: u32,
        /// Whether it may not be released more often than it was taken.
        bounded: bool,
    },
    /// `asyncio.Barrier`.
    Barrier {
        /// How many tasks it takes to let all of them pass.
        parties: u32,
    },
    /// `asyncio.Queue`, `LifoQueue` or `PriorityQueue`.
    Queue {
        /// In which order items come out.
        order: QueueOrder,
        /// How many items it has room for; 0 for any number.
        maxsize: u32,
    },
}

/// In which order items come out of a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueOrder {
    /// The first one put comes first.
    Fifo,
    /// The last one put comes first.
    Lifo,
    /// The least one comes first.
    Priority,
}

/// `locks._BarrierState`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BarrierState {
    /// Tasks are coming, and wait for the others.
    Filling,
    /// All have come, and leave.
    Draining,
    /// Those inside leave by BrokenBarrierError; then it fills again.
    Resetting,
    /// Whoever is or comes inside leaves by BrokenBarrierError, for good.
    Broken,
}

/// What a timer is for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "purpose", rename_all = "snake_case")]
pub enum TimerPurpose {
    /// It ends a `sleep()`.
    Sleep {
        /// What the sleeper waits on.
        future: FutureId,
    },
    /// It is the deadline of a timeout.
    Timeout {
        /// The timeout.
        timeout: TimeoutId,
    },
    /// It ends a `wait()`.
    Wait {
        /// What the waiting task waits on.
        future: FutureId,
    },
    /// It ends an `as_completed()`.
    AsCompleted,
    /// `call_later()` or `call_at()`.
    Callback {
        /// The callback's name.
        name: Rc<str>,
    },
    /// Somebody outside the program acts: an intervention.
    Intervention,
}

/// Who called `cancel()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum Canceller {
    /// A task, in one of its steps.
    Task {
        /// The task.
        task: FutureId,
    },
    /// The future or task above passed its own cancellation on.
    PassedOn {
        /// The one above.
        from: FutureId,
    },
    /// A timeout that expired.
    Timeout {
        /// The timeout.
        timeout: TimeoutId,
    },
    /// A task group that aborts: it cancels its children, or the parent that waits for them.
    Group {
        /// The group.
        group: GroupId,
    },
    /// Somebody outside the program: a person at the screen, or a directive.
    Outside,
    /// `run()`, which cancels what is left when the main coroutine has ended.
    FinalCancel,
    /// A callback of the loop.
    Callback,
}

/// How a future or task ended.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It has a result.
    Result,
    /// It was cancelled.
    Cancelled,
    /// It has an exception.
    Failed {
        /// The exception.
        error: Failure,
    },
}

/// An exception as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The name of its class.
    pub class: Rc<str>,
    /// `str()` of it; empty if it has no arguments.
    pub message: Rc<str>,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum RunEnd {
    /// The main coroutine returned.
    Ok,
    /// The program ended with this exception.
    Failed {
        /// The exception.
        error: Failure,
    },
    /// Tasks are left, and nothing is ready or scheduled that could ever wake one.
    Deadlock {
        /// The tasks that wait, in order of creation.
        waiting: Rc<[FutureId]>,
    },
    /// The run used up a budget.
    Limit {
        /// Which budget, how much of it there was, and where it ran out, as a sentence.
        message: Rc<str>,
    },
}
