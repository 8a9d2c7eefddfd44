//! What events are about: futures, timers, locks, groups and threads, what they are for, and how they end.

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

/// One event loop of a run, by the order in which they were first used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct LoopId(pub u32);

/// Which instruction made something happen: an opaque number that whoever wrote the program can resolve (for a
/// [`Program`](crate::program::Program), an index into its `origins`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Origin(pub u32);

/// What a future is for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum FutureRole {
    /// `loop.create_future()` by the program: a promise that somebody will keep.
    Plain,
    /// A future that a part of the library made for itself.
    Internal,
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

/// What a thread runs, by which it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreadWork {
    /// A function that a pool of threads was given.
    Call {
        /// The name of the function.
        function: Rc<str>,
    },
    /// A thread that the program made (`threading.Thread`).
    Thread {
        /// The name of the thread.
        name: Rc<str>,
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

/// What a callback in the ready queue is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "callback", rename_all = "snake_case")]
pub enum CallbackRole {
    /// It is the program's own: of `call_soon()` or `add_done_callback()`.
    Program {
        /// Its name.
        name: Rc<str>,
    },
    /// `gather()` takes note that one of its children is done.
    Gather {
        /// What it returned.
        gather: FutureId,
    },
    /// `shield()` takes note that its own future, or what it shields, is done.
    Shield {
        /// Its own future.
        outer: FutureId,
    },
    /// What waits for several futures takes note that one of them is done.
    Wait {
        /// What the waiting task waits on.
        waiter: FutureId,
    },
    /// `as_completed()` takes note that one future is done.
    AsCompleted,
    /// A task group takes note that one of its tasks is done.
    Group {
        /// The group.
        group: GroupId,
    },
    /// A thread and a future of the loop tell each other how they ended.
    Thread,
    /// What the loop runs for is done: it stops.
    Stop,
    /// A timer that was due at once.
    Timer {
        /// The timer.
        timer: TimerId,
    },
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
