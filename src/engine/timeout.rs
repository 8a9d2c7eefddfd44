//! `asyncio.timeout()` and `asyncio.wait_for()`: ports of `timeouts.Timeout` and `tasks.wait_for`.

use std::cell::{Cell, RefCell};
use std::future::Future as RustFuture;
use std::rc::Rc;

use crate::trace::{Canceller, EventKind, FutureRole, TimeoutId, TimerPurpose};

use super::event_loop::EventLoop;
use super::event_loop::handle::{Callback, Internal, TimerHandle, TimerJob};
use super::event_loop::own::Due;
use super::exception::{Class, Exception};
use super::futures::future::Future;
use super::futures::state::Plain;
use super::tasks::handles::{TaskBuilder, TaskRef};

/// What `async with asyncio.timeout()` does around a block. [`timeout`] is the usual way to use it.
#[derive(Clone)]
pub struct Timeout(Rc<TimeoutCell>);

struct TimeoutCell {
    event_loop: EventLoop,
    id: TimeoutId,
    when: Cell<Option<f64>>,
    is_wait_for: Cell<bool>,
    state: Cell<TimeoutState>,
    /// Invariant: `Some` from `Entered` on.
    task: RefCell<Option<TaskRef>>,
    /// The task's `cancelling()` when it entered.
    cancelling: Cell<u32>,
    /// Invariant: `Some` in state `Entered` only, and only if there is a deadline.
    timer: RefCell<Option<TimerHandle>>,
}

/// `timeouts._State`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeoutState {
    /// Made, and not entered.
    Created,
    /// Its block runs and its deadline has not passed.
    Entered,
    /// Its deadline has passed: it has cancelled its task, which has not left the block yet.
    Expiring,
    /// The task has left the block after the deadline.
    Expired,
    /// The task has left the block in time.
    Exited,
}

impl Timeout {
    /// A timeout so many seconds from now (`asyncio.timeout()`); `None` never expires.
    ///
    /// # Panics
    ///
    /// If no loop is running.
    pub fn after(delay: Option<f64>) -> Self {
        let event_loop = EventLoop::current();
        let when = delay.map(|delay| event_loop.time() + delay);
        Self::at(when)
    }

    /// A timeout at a virtual time (`asyncio.timeout_at()`); `None` never expires.
    ///
    /// # Panics
    ///
    /// If no loop is running.
    pub fn at(when: Option<f64>) -> Self {
        let event_loop = EventLoop::current();
        Self(Rc::new(TimeoutCell {
            id: event_loop.inner().machine.next_timeout_id(),
            event_loop,
            when: Cell::new(when),
            is_wait_for: Cell::new(false),
            state: Cell::new(TimeoutState::Created),
            task: RefCell::default(),
            cancelling: Cell::new(0),
            timer: RefCell::default(),
        }))
    }

    /// The same, as the one that `wait_for()` enters: the trace says so.
    #[must_use]
    pub fn of_wait_for(self) -> Self {
        self.0.is_wait_for.set(true);
        self
    }

    /// Its name in the trace.
    pub fn id(&self) -> TimeoutId {
        self.0.id
    }

    /// When it expires (`Timeout.when()`).
    pub fn when(&self) -> Option<f64> {
        self.0.when.get()
    }

    /// Where it stands.
    pub fn state(&self) -> TimeoutState {
        self.0.state.get()
    }

    /// Whether its deadline passed while its block ran (`Timeout.expired()`).
    pub fn expired(&self) -> bool {
        matches!(self.state(), TimeoutState::Expiring | TimeoutState::Expired)
    }

    /// Enters its block (`Timeout.__aenter__`).
    ///
    /// # Errors
    ///
    /// RuntimeError if it was entered before, or outside of a task.
    pub fn enter(&self) -> Result<(), Exception> {
        let cell = &self.0;
        if cell.state.get() != TimeoutState::Created {
            return Err(Exception::runtime("Timeout has already been entered"));
        }
        let Some(task) = cell.event_loop.current_task() else {
            return Err(Exception::runtime("Timeout should be used inside a task"));
        };
        cell.state.set(TimeoutState::Entered);
        cell.cancelling.set(task.cancelling());
        let (id, deadline) = (task.id(), cell.when.get());
        let tracer = cell.event_loop.inner().tracer();
        let is_wait_for = cell.is_wait_for.get();
        let entered =
            tracer.emit(|| EventKind::TimeoutEntered { timeout: cell.id, task: id, deadline, is_wait_for });
        *cell.task.borrow_mut() = Some(task);
        tracer.caused_by(entered, || self.arm());
        Ok(())
    }

    /// Moves its deadline (`Timeout.reschedule()`).
    ///
    /// # Errors
    ///
    /// RuntimeError unless its block runs and the deadline has not passed.
    pub fn reschedule(&self, when: Option<f64>) -> Result<(), Exception> {
        let name = match self.state() {
            TimeoutState::Entered => {
                self.0.when.set(when);
                self.arm();
                return Ok(());
            }
            TimeoutState::Created => return Err(Exception::runtime("Timeout has not been entered")),
            TimeoutState::Expiring => "expiring",
            TimeoutState::Expired => "expired",
            TimeoutState::Exited => "finished",
        };
        Err(Exception::runtime(format!("Cannot change state of {name} Timeout")))
    }

    /// Takes its timer back: a block that is left by dropping its coroutine has no other way to.
    pub fn disarm(&self) {
        let armed = self.0.timer.take();
        if let Some(timer) = armed {
            timer.cancel();
        }
    }

    fn arm(&self) {
        let cell = &self.0;
        self.disarm();
        let Some(when) = cell.when.get() else { return };
        let timeout = self.clone();
        let run = Box::new(move || {
            timeout.expire();
            Ok(())
        });
        let job = TimerJob::Call(Callback {
            name: "Timeout._on_timeout".into(),
            visible: false,
            context: None,
            run,
        });
        let purpose = TimerPurpose::Timeout { timeout: cell.id };
        let timer = if when <= cell.event_loop.time() {
            cell.event_loop.schedule_soon(job, purpose)
        } else {
            cell.event_loop.schedule(Due::At(when), job, purpose)
        };
        *cell.timer.borrow_mut() = Some(timer);
    }

    /// `Timeout._on_timeout`.
    fn expire(&self) {
        let cell = &self.0;
        debug_assert_eq!(cell.state.get(), TimeoutState::Entered);
        let inner = cell.event_loop.inner();
        let task = cell.task.borrow().clone();
        let expired = inner.tracer().emit(|| EventKind::TimeoutExpired { timeout: cell.id });
        inner.tracer().caused_by(expired, || {
            inner.acting_as(Canceller::Timeout { timeout: cell.id }, || task.map(|task| task.cancel()))
        });
        cell.state.set(TimeoutState::Expiring);
        let fired = cell.timer.take();
        drop(fired);
    }

    /// Leaves its block, which ended with `exception` if it raised one (`Timeout.__aexit__`).
    ///
    /// # Errors
    ///
    /// TimeoutError in place of the CancelledError that the timeout itself has caused.
    pub fn exit(&self, exception: Option<&Exception>) -> Result<(), Exception> {
        let cell = &self.0;
        let tracer = cell.event_loop.inner().tracer();
        self.disarm();
        match cell.state.get() {
            TimeoutState::Expiring => {
                cell.state.set(TimeoutState::Expired);
                let left = cell.task.borrow().as_ref().map_or(0, TaskRef::uncancel);
                if left <= cell.cancelling.get() && exception.is_some_and(Exception::is_cancelled) {
                    tracer.emit(|| EventKind::TimeoutConverted { timeout: cell.id });
                    tracer.emit(|| EventKind::TimeoutLeft { timeout: cell.id });
                    let timeout = Exception::new(Class::TimeoutError);
                    return Err(exception.map_or(timeout.clone(), |cause| timeout.because_of(cause)));
                }
            }
            TimeoutState::Entered => cell.state.set(TimeoutState::Exited),
            _ => {}
        }
        tracer.emit(|| EventKind::TimeoutLeft { timeout: cell.id });
        Ok(())
    }
}

/// Takes the timer of a timeout back if its block is left by dropping the coroutine.
struct Disarm(Timeout);

impl Drop for Disarm {
    fn drop(&mut self) {
        self.0.disarm();
    }
}

/// Cancels the current task if `body` takes longer than so many seconds, and turns that cancellation into TimeoutError
/// (`async with asyncio.timeout(delay)`). `None` never expires.
///
/// # Errors
///
/// TimeoutError, or what `body` raises.
pub async fn timeout<T>(
    delay: Option<f64>,
    body: impl RustFuture<Output = Result<T, Exception>>,
) -> Result<T, Exception> {
    EventLoop::running()?;
    within(Timeout::after(delay), body).await
}

/// Awaits `body` for at most so many seconds within the task that waits, as `wait_for()` does with a coroutine.
///
/// # Errors
///
/// TimeoutError, or what `body` raises.
pub async fn wait_for_body<T>(
    delay: Option<f64>,
    body: impl RustFuture<Output = Result<T, Exception>>,
) -> Result<T, Exception> {
    EventLoop::running()?;
    within(Timeout::after(delay).of_wait_for(), body).await
}

async fn within<T>(
    timeout: Timeout,
    body: impl RustFuture<Output = Result<T, Exception>>,
) -> Result<T, Exception> {
    timeout.enter()?;
    let timeout = Disarm(timeout);
    let result = body.await;
    timeout.0.exit(result.as_ref().err())?;
    result
}

/// Awaits a future for at most so many seconds, and cancels it if that is not enough (`asyncio.wait_for()`). `None`
/// waits as long as it takes.
///
/// # Errors
///
/// TimeoutError, or what the future raises.
pub async fn wait_for<T: Clone + 'static>(
    future: impl Into<Future<T>>,
    delay: Option<f64>,
) -> Result<T, Exception> {
    let future = future.into();
    if delay.is_some_and(|delay| delay <= 0.0) {
        if future.done() {
            return future.result();
        }
        cancel_and_wait(&future).await?;
        return future.result().map_err(|exception| match exception.is_cancelled() {
            true => Exception::new(Class::TimeoutError).because_of(&exception),
            false => exception,
        });
    }
    wait_for_body(delay, future.into_future()).await
}

/// As [`wait_for`] for a coroutine, which runs within the task that waits, as in `asyncio.wait_for(coroutine(), delay)`;
/// with no time at all it becomes a task that is cancelled before it begins. `settings` are for that task.
///
/// # Errors
///
/// TimeoutError, or what the coroutine raises.
pub async fn wait_for_coroutine<T: Clone + 'static>(
    settings: TaskBuilder,
    coroutine: impl RustFuture<Output = Result<T, Exception>> + 'static,
    delay: Option<f64>,
) -> Result<T, Exception> {
    if delay.is_some_and(|delay| delay <= 0.0) {
        let task = settings.spawn_on(&EventLoop::running()?, coroutine);
        return wait_for(task, delay).await;
    }
    wait_for_body(delay, coroutine).await
}

/// `tasks._cancel_and_wait`.
async fn cancel_and_wait<T: Clone + 'static>(future: &Future<T>) -> Result<(), Exception> {
    let event_loop = EventLoop::running()?;
    let waiter: Future<()> = Plain::create(&event_loop, FutureRole::Internal);
    let release = waiter.clone();
    let token = future.0.head().add_internal_callback(Internal::Wait(waiter.id()), move || {
        if !release.done() {
            release.0.core().set_result(());
        }
    });
    future.cancel();
    let result = waiter.await;
    future.0.head().remove_callback(token);
    result
}
