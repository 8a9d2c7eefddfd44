//! Worker threads, simulated in virtual time: `ThreadPoolExecutor`, `run_in_executor()`, `to_thread()` and what threads
//! may ask of the loop.
//!
//! A function that is given to a thread runs in one go, as soon as a worker is free, with a clock of its own that starts
//! at the current time: [`EventLoop::block`] moves that clock alone. What the function prints, schedules and returns
//! appears when the loop's clock gets there. The function has no events of its own but these. What a thread runs is a
//! future, which is pending where the thread is [left standing](super::standing).

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future as RustFuture;
use std::pin::Pin;
use std::rc::{Rc, Weak};

use crate::engine::context::Context;
use crate::engine::event_loop::EventLoop;
use crate::engine::event_loop::handle::{Internal, Job};
use crate::engine::event_loop::machine::Machine;
use crate::engine::exception::Exception;
use crate::engine::futures::future::Future;
use crate::engine::tasks::handles::TaskBuilder;
use crate::trace::{EventIndex, EventKind, Outcome, ThreadId, ThreadWork};

use super::future::{ThreadFuture, follow, wrap_future};
use super::outside::ThreadClock;
use super::standing::{Ended, Standing};

/// How many workers a pool has that was given no number.
const WORKERS: usize = 32;

/// A pool of worker threads (`concurrent.futures.ThreadPoolExecutor`). Clones are the same pool.
#[derive(Clone)]
pub struct ThreadPool(Rc<Pool>);

struct Pool {
    machine: Weak<Machine>,
    free: Cell<usize>,
    running: Cell<usize>,
    jobs: RefCell<VecDeque<Box<dyn PoolJob>>>,
    /// What its workers' names begin with.
    name: Rc<str>,
    /// The workers that have nothing to do, who has waited longest first, each with its context; how many there are in all.
    idle: RefCell<VecDeque<(Worker, Option<Context>)>>,
    workers: Cell<u32>,
    when_idle: RefCell<Vec<Box<dyn FnOnce()>>>,
    closed: Cell<bool>,
    /// Whether the program ends without waiting for it.
    is_daemon: bool,
    /// Whether it is a thread of the program's, of whose function nobody knows but by the thread's name.
    is_thread: bool,
}

impl Pool {
    fn new(event_loop: &EventLoop, max_workers: Option<usize>, name: Rc<str>) -> Self {
        Self {
            machine: Rc::downgrade(&event_loop.0.machine),
            free: Cell::new(max_workers.unwrap_or(WORKERS).max(1)),
            running: Cell::new(0),
            jobs: RefCell::default(),
            name,
            idle: RefCell::default(),
            workers: Cell::new(0),
            when_idle: RefCell::default(),
            closed: Cell::new(false),
            is_daemon: false,
            is_thread: false,
        }
    }

    /// What it is given, as the trace tells of it.
    fn told_as(&self, name: Rc<str>) -> ThreadWork {
        if self.is_thread { ThreadWork::Thread { name } } else { ThreadWork::Call { function: name } }
    }
}

/// A worker of a pool, which runs one function after the other.
#[derive(Debug, Clone)]
pub struct Worker {
    /// The thread that it was first. Others that it is later are the same to the program.
    pub first: ThreadId,
    /// What it is called.
    pub name: Rc<str>,
}

/// A function that waits for a worker.
trait PoolJob {
    /// Whether it is still wanted.
    fn begin(&self) -> bool;
    fn cancel(&self);
    fn thread(&self) -> ThreadId;
    /// Runs the function, and gives what is to be done when the thread's time has passed.
    fn run(self: Box<Self>) -> (Option<Context>, Pin<Box<dyn RustFuture<Output = Ended>>>);
}

struct TypedJob<T> {
    thread: ThreadId,
    future: ThreadFuture<T>,
    context: Option<Context>,
    work: Work<T>,
}

/// What a thread runs.
type Work<T> = Pin<Box<dyn RustFuture<Output = Result<T, Exception>>>>;

impl<T: Clone + 'static> PoolJob for TypedJob<T> {
    fn begin(&self) -> bool {
        self.future.begin()
    }

    fn cancel(&self) {
        self.future.cancel();
    }

    fn thread(&self) -> ThreadId {
        self.thread
    }

    fn run(self: Box<Self>) -> (Option<Context>, Pin<Box<dyn RustFuture<Output = Ended>>>) {
        let Self { future, context, work, .. } = *self;
        let run = Box::pin(async move {
            let result = work.await;
            let outcome = match &result {
                Ok(_) => Outcome::Result,
                Err(exception) => Outcome::Failed { error: exception.failure() },
            };
            let deliver: Box<dyn FnOnce()> = Box::new(move || future.set_outcome(result));
            (outcome, deliver)
        });
        (context, run)
    }
}

impl ThreadPool {
    /// A pool with so many workers (`ThreadPoolExecutor(max_workers)`), or a default number.
    pub fn new(event_loop: &EventLoop, max_workers: Option<usize>) -> Self {
        Self::named(event_loop, max_workers, "ThreadPoolExecutor-0")
    }

    /// The same with a name that its workers' names begin with (`thread_name_prefix`).
    pub fn named(event_loop: &EventLoop, max_workers: Option<usize>, name: impl Into<Rc<str>>) -> Self {
        Self(Rc::new(Pool::new(event_loop, max_workers, name.into())))
    }

    /// One thread (`threading.Thread`), for which the program waits at its end unless it is a daemon.
    pub fn of_one(event_loop: &EventLoop, is_daemon: bool) -> Self {
        let pool = Pool::new(event_loop, Some(1), "Thread".into());
        Self(Rc::new(Pool { is_daemon, is_thread: true, ..pool }))
    }

    /// Gives a function to the pool (`Executor.submit()`). It runs before this returns if a worker is free. `name` is
    /// for the trace: that of the function, or of the thread.
    ///
    /// # Errors
    ///
    /// RuntimeError if the pool was shut down.
    pub fn submit<T: Clone + 'static>(
        &self,
        name: impl Into<Rc<str>>,
        function: impl FnOnce() -> Result<T, Exception> + 'static,
    ) -> Result<ThreadFuture<T>, Exception> {
        self.submit_work(name, None, Box::pin(async move { function() }))
    }

    /// As [`submit`](Self::submit), for what may be left standing, in a context of its own.
    ///
    /// # Errors
    ///
    /// As for [`submit`](Self::submit).
    pub fn submit_work<T: Clone + 'static>(
        &self,
        name: impl Into<Rc<str>>,
        context: Option<Context>,
        work: Work<T>,
    ) -> Result<ThreadFuture<T>, Exception> {
        let refused = || Exception::runtime("cannot schedule new futures after shutdown");
        let machine = self.0.machine.upgrade().filter(|_| !self.0.closed.get()).ok_or_else(refused)?;
        let thread = machine.next_thread_id();
        machine.emit_now(EventKind::ThreadQueued { thread, work: self.0.told_as(name.into()) });
        let future = ThreadFuture::new(self.0.machine.clone(), Some(thread));
        let job = TypedJob { thread, future: future.clone(), context, work };
        self.0.jobs.borrow_mut().push_back(Box::new(job));
        self.start(&machine);
        Ok(future)
    }

    fn start(&self, machine: &Rc<Machine>) {
        while self.0.free.get() > 0 {
            let Some(job) = self.0.jobs.borrow_mut().pop_front() else { break };
            if job.begin() {
                self.0.free.set(self.0.free.get() - 1);
                self.set_running(machine, self.0.running.get() + 1);
                self.run(machine, job);
            }
        }
    }

    fn set_running(&self, machine: &Machine, running: usize) {
        let was_running = self.0.running.replace(running);
        if !self.0.is_daemon && (was_running > 0) != (running > 0) {
            let others = machine.busy_pools.get() - usize::from(was_running > 0);
            machine.busy_pools.set(others + usize::from(running > 0));
        }
    }

    /// `VirtualPool.run` of the oracle.
    fn run(&self, machine: &Rc<Machine>, job: Box<dyn PoolJob>) {
        let id = job.thread();
        let started = machine.emit_now(EventKind::ThreadStarted { thread: id });
        let clock = ThreadClock { id, time: machine.now(), started };
        let idle = self.0.idle.borrow_mut().pop_front();
        let (worker, kept) = idle.unwrap_or_else(|| {
            let number = self.0.workers.get();
            self.0.workers.set(number + 1);
            (Worker { first: id, name: format!("{}_{number}", self.0.name).into() }, None)
        });
        machine.working.borrow_mut().push((id, worker));
        let (own, work) = job.run();
        let (context, under) = match own {
            Some(own) => (Some(own), Some(kept)),
            None => (kept, None),
        };
        machine.go_on(Standing { clock, context, under, work, pool: self.clone(), until: None });
    }

    /// What becomes of a thread that has ended, when the clock gets there.
    pub(in crate::engine) fn ended(&self, machine: &Machine, thread: Standing, (outcome, deliver): Ended) {
        let (pool, clock) = (self.clone(), thread.clock);
        let context = thread.under.unwrap_or(thread.context);
        machine.later_because(clock.started, clock.time, move || {
            let Some(machine) = pool.0.machine.upgrade() else { return };
            let mut working = machine.working.borrow_mut();
            let worker = working.iter().position(|(thread, _)| *thread == clock.id);
            pool.0.idle.borrow_mut().extend(worker.map(|at| (working.swap_remove(at).1, context)));
            drop(working);
            pool.0.free.set(pool.0.free.get() + 1);
            pool.set_running(&machine, pool.0.running.get() - 1);
            let ended = machine.tracer.emit(|| EventKind::ThreadEnded { thread: clock.id, outcome });
            machine.tracer.caused_by(ended, deliver);
            machine.tracer.caused_by(ended, || pool.start(&machine));
            if pool.0.running.get() == 0 {
                let waiters = pool.0.when_idle.take();
                waiters.into_iter().for_each(|waiter| waiter());
            }
        });
    }

    /// Takes no more functions (`Executor.shutdown()`): with `wait`, lets time pass until all have ended; with
    /// `cancel_futures`, cancels those that have not begun.
    pub fn shutdown(&self, wait: bool, cancel_futures: bool) {
        self.0.closed.set(true);
        if cancel_futures {
            let jobs = self.0.jobs.take();
            jobs.iter().for_each(|job| job.cancel());
        }
        let Some(machine) = self.0.machine.upgrade() else { return };
        while wait && self.0.running.get() > 0 {
            let Some(next) = machine.next_outside() else { break };
            machine.advance(next);
        }
    }

    /// How many threads it has at most.
    pub fn max_workers(&self) -> usize {
        self.0.free.get() + self.0.running.get()
    }

    /// Whether no thread of it runs.
    pub fn is_idle(&self) -> bool {
        self.0.running.get() == 0
    }

    fn when_idle(&self, action: impl FnOnce() + 'static) {
        self.0.closed.set(true);
        if self.0.running.get() > 0 {
            self.0.when_idle.borrow_mut().push(Box::new(action));
        } else {
            action();
        }
    }
}

/// What [`EventLoop::start_threadsafe`] has the loop call.
pub const START_CALLBACK: &str = "run_coroutine_threadsafe.<locals>.callback";

impl Machine {
    /// Adds an event of whoever runs now, when the clock gets there. Its index, if that is now.
    pub fn emit_now(self: &Rc<Self>, kind: EventKind) -> Option<EventIndex> {
        if !self.tracer.enabled() {
            return None;
        }
        match self.thread.get() {
            Some(thread) if thread.time > self.clock.get() => {
                let machine = Rc::downgrade(self);
                self.later(thread.time, move || {
                    if let Some(machine) = machine.upgrade() {
                        machine.tracer.emit(|| kind);
                    }
                });
                None
            }
            _ => self.tracer.emit(|| kind),
        }
    }
}

impl EventLoop {
    /// The thread whose function runs now, if one does.
    pub fn thread(&self) -> Option<ThreadId> {
        self.machine().thread.get().map(|thread| thread.id)
    }

    /// The worker that a thread is.
    pub fn worker_of(&self, thread: ThreadId) -> Option<Worker> {
        let working = self.machine().working.borrow();
        working.iter().find(|(known, _)| *known == thread).map(|(_, worker)| worker.clone())
    }

    /// Whether a pool, or a thread that is no daemon, has something to do: the program waits for it at its end.
    pub fn has_busy_pools(&self) -> bool {
        self.machine().busy_pools.get() > 0
    }

    /// What `time.time()` says: the virtual clock, or the thread's own one in a thread.
    pub fn now(&self) -> f64 {
        self.machine().now()
    }

    /// Prints a line: in a thread it appears when the clock gets there.
    pub fn print(&self, text: impl Into<Rc<str>>) {
        let text = text.into();
        // A task prints as a task wherever its loop goes round.
        let of_loop = || Self::try_current().filter(|running| !running.inner().in_step())?.thread_of_loop();
        match self.thread().or_else(of_loop) {
            Some(thread) => _ = self.0.machine.emit_now(EventKind::ThreadPrinted { thread, text }),
            None => _ = self.emit(|| EventKind::Printed { text }),
        }
    }

    /// As [`call_soon`](Self::call_soon), also from a thread: then when the clock gets there
    /// (`loop.call_soon_threadsafe()`).
    pub fn call_soon_threadsafe(
        &self,
        name: impl Into<Rc<str>>,
        callback: impl FnOnce() -> Result<(), Exception> + 'static,
    ) {
        let name = name.into();
        self.when_the_thread_is_there(move |event_loop| _ = event_loop.call_soon(name, callback));
    }

    /// The same for a callback of asyncio's own.
    pub(in crate::engine) fn call_back_threadsafe(&self, callback: impl FnOnce() + 'static) {
        self.when_the_thread_is_there(move |event_loop| {
            event_loop.inner().push_ready(|| Job::Done(Internal::Thread, Box::new(callback)))
        });
    }

    /// Has the loop go round once more.
    pub(in crate::engine) fn wake(&self) {
        self.when_the_thread_is_there(|event_loop| {
            event_loop.inner().push_now(|| Job::Done(Internal::Thread, Box::new(|| {})));
        });
    }

    fn when_the_thread_is_there(&self, action: impl FnOnce(&Self) + 'static) {
        let Some(thread) = self.machine().thread.get() else {
            if !self.is_closed() {
                action(self);
                self.wake_its_thread();
            }
            return;
        };
        let event_loop = Rc::downgrade(&self.0);
        self.machine().later(thread.time, move || {
            if let Some(inner) = event_loop.upgrade()
                && !inner.closed.get()
            {
                let event_loop = Self(inner);
                action(&event_loop);
                event_loop.wake_its_thread();
            }
        });
    }

    /// Starts a coroutine on this loop from a thread (`asyncio.run_coroutine_threadsafe()`).
    ///
    /// ```
    /// use awaitscope::engine::{EventLoop, Options, TaskBuilder, sleep, to_thread};
    ///
    /// let event_loop = EventLoop::new(Options::default());
    /// let result = event_loop.run(to_thread("worker", || {
    ///     let event_loop = EventLoop::current();
    ///     event_loop.block(1.0);
    ///     let answer = event_loop.run_coroutine_threadsafe(TaskBuilder::new(), async {
    ///         sleep(2.0).await?;
    ///         Ok(42)
    ///     });
    ///     let answer = answer.result().expect("the loop goes on")?;
    ///     Ok((answer, event_loop.now()))
    /// }));
    /// assert_eq!(result.unwrap().unwrap(), (42, 3.0));
    /// ```
    pub fn run_coroutine_threadsafe<T: Clone + 'static>(
        &self,
        settings: TaskBuilder,
        coroutine: impl RustFuture<Output = Result<T, Exception>> + 'static,
    ) -> ThreadFuture<T> {
        let event_loop = self.clone();
        self.start_threadsafe(move || Ok(settings.spawn_on(&event_loop, coroutine).as_future()))
    }

    /// The same for what makes its task itself: what fails there is the future's, and the exception handler hears of it.
    pub fn start_threadsafe<T: Clone + 'static>(
        &self,
        start: impl FnOnce() -> Result<Future<T>, Exception> + 'static,
    ) -> ThreadFuture<T> {
        let future = ThreadFuture::new(Rc::downgrade(&self.0.machine), None);
        let (event_loop, followed) = (self.clone(), future.clone());
        let context = self.context_to_hand_on();
        self.call_back_threadsafe(move || {
            let started = match &context {
                Some(context) => event_loop.run_in_context(context, start),
                None => start(),
            };
            match started {
                Ok(source) => follow(&event_loop, &source, &followed),
                Err(exception) => {
                    if !exception.leaves_the_loop() && followed.begin() {
                        followed.set_outcome(Err(exception.clone()));
                    }
                    event_loop.callback_failed(START_CALLBACK.into(), context, exception);
                }
            }
        });
        future
    }

    /// Runs a function in a thread of a pool, or of the default one (`loop.run_in_executor()`).
    ///
    /// # Errors
    ///
    /// RuntimeError if the pool or the loop was shut down.
    pub fn run_in_executor<T: Clone + 'static>(
        &self,
        pool: Option<&ThreadPool>,
        name: impl Into<Rc<str>>,
        function: impl FnOnce() -> Result<T, Exception> + 'static,
    ) -> Result<Future<T>, Exception> {
        self.run_work(pool, name, None, Box::pin(async move { function() }))
    }

    /// As [`run_in_executor`](Self::run_in_executor), for what may be left standing, in a context of its own.
    ///
    /// # Errors
    ///
    /// As for [`run_in_executor`](Self::run_in_executor).
    pub fn run_work<T: Clone + 'static>(
        &self,
        pool: Option<&ThreadPool>,
        name: impl Into<Rc<str>>,
        context: Option<Context>,
        work: Work<T>,
    ) -> Result<Future<T>, Exception> {
        self.check_closed()?;
        let pool = match pool {
            Some(pool) => pool.clone(),
            None => {
                let mut default = self.0.default_executor.borrow_mut();
                let pool = default.get_or_insert_with(|| ThreadPool::named(self, None, "asyncio")).clone();
                if pool.0.closed.get() {
                    return Err(Exception::runtime("Executor shutdown has been called"));
                }
                pool
            }
        };
        Ok(wrap_future(self, &pool.submit_work(name, context, work)?))
    }

    /// Sets the pool for functions that are given none (`loop.set_default_executor()`).
    pub fn set_default_executor(&self, pool: &ThreadPool) {
        let before = self.0.default_executor.replace(Some(pool.clone()));
        drop(before);
    }

    /// Waits until the threads of the default pool have ended (`loop.shutdown_default_executor()`).
    ///
    /// # Errors
    ///
    /// CancelledError if the task is cancelled meanwhile.
    pub async fn shutdown_default_executor(&self) -> Result<(), Exception> {
        let Some(pool) = self.0.default_executor.borrow().clone() else { return Ok(()) };
        let ended: Future<()> = self.internal_future();
        let (event_loop, release) = (self.clone(), ended.clone());
        pool.when_idle(move || {
            event_loop.call_back_threadsafe(move || {
                if !release.done() {
                    release.0.core().set_result(());
                }
            });
        });
        ended.await
    }
}

/// Runs a function in a thread of the default pool and awaits it (`asyncio.to_thread()`).
///
/// ```
/// use awaitscope::engine::{EventLoop, Options, gather, sleep, spawn, to_thread};
///
/// let event_loop = EventLoop::new(Options::default());
/// let blocking = || {
///     EventLoop::current().block(2.0);
///     Ok(())
/// };
/// let result = event_loop.run(async move {
///     gather([spawn(to_thread("blocking", blocking)), spawn(sleep(1.0))]).await
/// });
/// result.unwrap().unwrap();
/// assert_eq!(event_loop.time(), 2.0, "the loop went on meanwhile");
/// ```
///
/// # Errors
///
/// What the function raises; CancelledError if the task is cancelled, which does not stop the thread.
pub async fn to_thread<T: Clone + 'static>(
    name: impl Into<Rc<str>>,
    function: impl FnOnce() -> Result<T, Exception> + 'static,
) -> Result<T, Exception> {
    work_in_thread(name, Box::pin(async move { function() })).await
}

/// As [`to_thread`], for what may be left standing.
///
/// # Errors
///
/// As for [`to_thread`].
pub async fn work_in_thread<T: Clone + 'static>(
    name: impl Into<Rc<str>>,
    work: Work<T>,
) -> Result<T, Exception> {
    let event_loop = EventLoop::running()?;
    event_loop.run_work(None, name, event_loop.copy_context(), work)?.await
}
