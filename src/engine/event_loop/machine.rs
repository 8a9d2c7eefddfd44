//! What all loops of one program share: the clock, the trace, the counters, and what threads are up to.

use std::cell::{Cell, RefCell};
use std::collections::BinaryHeap;
use std::rc::Rc;

use crate::engine::Options;
use crate::engine::context::Context;
use crate::engine::exception::Exception;
use crate::engine::futures::done_callbacks::CallbackToken;
use crate::engine::futures::park::Parked;
use crate::engine::futures::state::AnyFuture;
use crate::engine::limits::{Limit, Limits, Stop};
use crate::engine::signals::SigintHandler;
use crate::engine::tasks::coroutine::{CoroutineObject, Named};
use crate::engine::tasks::handles::TaskRef;
use crate::engine::tasks::task::AnyTask;
use crate::engine::threads::outside::{Outside, ThreadClock};
use crate::engine::threads::pool::Worker;
use crate::engine::threads::standing::{Standing, Until};
use crate::trace::{Canceller, EventKind, FutureId, GroupId, LoopId, SyncId, ThreadId, TimeoutId};

use super::handlers::ErrorLog;
use super::tracer::Tracer;

/// Gives the `repr()` of a task or a future.
pub type Describe = Rc<dyn Fn(&Parked) -> Rc<str>>;

/// How long the traceback of an exception is, and what cuts it to a length.
pub type Traces = (fn(&Exception) -> usize, fn(&Exception, usize));

/// Hears that nobody has a future any more.
pub type EndHook = Rc<dyn Fn(FutureId)>;

/// Hears of a coroutine that was never awaited, as a warning tells it: whether nobody is to be warned any more.
pub type NeverAwaitedHook = Rc<dyn Fn(&str) -> bool>;

/// What a language on top of the engine does where a future's class may have a method of its own.
pub trait OwnMethods {
    /// `future.cancel(message)`, passed on by another future or not: whether that was accepted, or what it has raised;
    /// nothing if the future has no way of its own.
    fn cancel(
        &self,
        future: FutureId,
        message: Option<&Rc<str>>,
        passed_on: bool,
    ) -> Option<Result<bool, Exception>>;

    /// Has the task that awaits a future woken when that is done: `future.add_done_callback(task.__wakeup)`.
    ///
    /// # Errors
    ///
    /// What that raises.
    fn wake_when_done(&self, future: FutureId, task: &TaskRef) -> Result<(), Exception>;

    /// `future.result()`, which a task asks for that is woken.
    ///
    /// # Errors
    ///
    /// What that raises: it is thrown into the task.
    fn result(&self, future: FutureId) -> Result<(), Exception>;
}

/// The virtual machine that a program runs on. A program with several loops has one of it.
pub(in crate::engine) struct Machine {
    pub clock: Cell<f64>,
    /// How many iterations the loops have begun.
    pub iteration: Cell<u32>,
    pub handles_run: Cell<u64>,
    pub limits: Limits,
    pub exceeded: Cell<Option<Limit>>,
    /// The task that used up the budget in `exceeded`.
    pub exceeded_by: RefCell<Option<Rc<dyn AnyTask>>>,
    pub tracer: Tracer,
    pub warnings: RefCell<Vec<Rc<str>>>,
    /// What else hears of errors by default.
    pub error_log: RefCell<Option<ErrorLog>>,
    /// Gives the `repr()` of a task or a future, for messages; a task's name unless a language on top says otherwise.
    pub describe: RefCell<Option<Describe>>,
    /// What futures do whose classes have methods of their own, for a language on top that has such.
    pub own_methods: RefCell<Option<Rc<dyn OwnMethods>>>,
    /// What a language on top knows of tracebacks.
    pub traces: Cell<Option<Traces>>,
    /// Hears of the end of futures that tell of it.
    pub end_hook: RefCell<Option<EndHook>>,
    /// Hears of coroutines that were never awaited, and says whether that was all; else it is warned of.
    pub never_awaited: RefCell<Option<NeverAwaitedHook>>,
    /// What stands for a coroutine that was given no name.
    pub unnamed: Rc<dyn CoroutineObject>,

    next_future: Cell<u32>,
    pub next_timer: Cell<u32>,
    next_timeout: Cell<u32>,
    next_sync: Cell<u32>,
    next_group: Cell<u32>,
    next_thread: Cell<u32>,
    next_loop: Cell<u32>,
    next_task_name: Cell<u32>,
    next_callback: Cell<u32>,

    /// Whether what is awaited has raised what was thrown in, or what a future has come to (`EventLoop::take_threw`).
    pub threw: Cell<bool>,

    /// The context of what runs now; `None` for one that holds nothing and that nobody has asked for.
    pub context: RefCell<Option<Context>>,
    /// Whether there has ever been a context: until then nobody need hand one on.
    pub has_contexts: Cell<bool>,

    /// What threads will do, by time.
    pub outside: RefCell<BinaryHeap<Outside>>,
    pub next_outside: Cell<u64>,
    /// The thread whose function runs now, and its own clock.
    pub thread: Cell<Option<ThreadClock>>,
    /// The threads that are left standing.
    pub standing: RefCell<Vec<Standing>>,
    /// The turn in which loops and threads take part that have something to do now: each of them once.
    pub turn: Cell<u64>,
    /// The threads that have done so, and go on with the next one.
    pub next_turn: RefCell<Vec<ThreadId>>,
    /// How many pools have something to do for which the program waits at its end.
    pub busy_pools: Cell<usize>,
    /// The workers of pools that run a function, as which thread.
    pub working: RefCell<Vec<(ThreadId, Worker)>>,
    /// What the thread waits for that is being left standing.
    pub until: RefCell<Option<Until>>,
    /// `signal.getsignal(SIGINT)`; `None` for `default_int_handler`.
    pub sigint: RefCell<Option<SigintHandler>>,
    /// On whose behalf `cancel()` is called now, where that is not the current task.
    pub acting: Cell<Option<Canceller>>,
    /// What a signal raises in the main thread, that came while a loop of another thread had its turn.
    pub raised_in_main: RefCell<Option<Exception>>,
}

impl Machine {
    pub fn new(options: Options) -> Self {
        Self {
            clock: Cell::new(0.0),
            iteration: Cell::new(0),
            handles_run: Cell::new(0),
            limits: options.limits,
            exceeded: Cell::new(None),
            exceeded_by: RefCell::default(),
            tracer: Tracer::new(options.trace, options.limits.events),
            warnings: RefCell::default(),
            error_log: RefCell::default(),
            describe: RefCell::default(),
            own_methods: RefCell::default(),
            traces: Cell::new(None),
            end_hook: RefCell::default(),
            never_awaited: RefCell::default(),
            unnamed: Rc::new(Named("coroutine".into())),
            next_future: Cell::new(0),
            next_timer: Cell::new(0),
            next_timeout: Cell::new(0),
            next_sync: Cell::new(0),
            next_group: Cell::new(0),
            next_thread: Cell::new(0),
            next_loop: Cell::new(0),
            next_task_name: Cell::new(1),
            next_callback: Cell::new(0),
            context: RefCell::default(),
            threw: Cell::new(false),
            has_contexts: Cell::new(false),
            outside: RefCell::default(),
            next_outside: Cell::new(0),
            thread: Cell::new(None),
            standing: RefCell::default(),
            turn: Cell::new(0),
            next_turn: RefCell::default(),
            busy_pools: Cell::new(0),
            working: RefCell::default(),
            until: RefCell::default(),
            sigint: RefCell::default(),
            acting: Cell::new(None),
            raised_in_main: RefCell::default(),
        }
    }

    /// A task as messages show it.
    pub fn described(&self, future: Rc<dyn AnyFuture>) -> Rc<str> {
        let describe = self.describe.borrow().clone();
        match (describe, future.clone().as_task()) {
            (Some(describe), _) => describe(&Parked::of(future)),
            (None, Some(task)) => task.part().name.get(),
            (None, None) => "<Future pending>".into(),
        }
    }

    pub fn set_clock(&self, time: f64) {
        debug_assert!(time >= self.clock.get(), "the clock never goes back");
        self.clock.set(time);
        self.tracer.set_time(time);
    }

    /// Whether the main thread, which waits or whose loop goes round, has to stop doing so.
    ///
    /// # Errors
    ///
    /// If others have used up a budget, or a signal raises something.
    pub fn check_main(&self) -> Result<(), Stop> {
        if let Some(limit) = self.exceeded.get() {
            return Err(Stop::Limit(limit));
        }
        self.raised_in_main.take().map_or(Ok(()), |exception| Err(Stop::Raised(exception)))
    }

    pub fn next_future_id(&self) -> FutureId {
        FutureId(next(&self.next_future))
    }

    pub fn next_timeout_id(&self) -> TimeoutId {
        TimeoutId(next(&self.next_timeout))
    }

    pub fn next_sync_id(&self) -> SyncId {
        SyncId(next(&self.next_sync))
    }

    pub fn next_group_id(&self) -> GroupId {
        GroupId(next(&self.next_group))
    }

    pub fn next_thread_id(&self) -> ThreadId {
        ThreadId(next(&self.next_thread))
    }

    pub fn next_loop_id(&self) -> LoopId {
        LoopId(next(&self.next_loop))
    }

    pub fn next_callback_token(&self) -> CallbackToken {
        CallbackToken(next(&self.next_callback))
    }

    /// `tasks._task_name_counter`.
    pub fn next_task_number(&self) -> u32 {
        next(&self.next_task_name)
    }

    /// A step of a task begins: its context is the running one until [`leave_context`](Self::leave_context).
    #[inline]
    pub fn enter_context(&self, own: &Cell<Option<Context>>) -> Option<Context> {
        if !self.has_contexts.get() {
            return None;
        }
        self.context.replace(own.take())
    }

    /// A step of a task has ended; `before` is what [`enter_context`](Self::enter_context) has given.
    #[inline]
    pub fn leave_context(&self, own: &Cell<Option<Context>>, before: Option<Context>) {
        if self.has_contexts.get() {
            let ours = self.context.replace(before);
            own.set(ours);
        }
    }

    /// `loop.call_exception_handler()` at its end, and the `warnings` module.
    pub fn warn(&self, text: Rc<str>, about: Option<FutureId>) {
        self.tracer.emit(|| EventKind::Warned { text: text.clone(), about });
        self.warnings.borrow_mut().push(text);
    }
}

pub(in crate::engine) fn next(counter: &Cell<u32>) -> u32 {
    let value = counter.get();
    counter.set(value + 1);
    value
}
