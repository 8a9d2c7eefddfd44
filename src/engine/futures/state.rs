//! What every future is made of: its state, its result and its callbacks, a port of `futures.Future`.

use std::any::Any;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::engine::event_loop::handle::{Internal, Job};
use crate::engine::event_loop::handlers::{ErrorContext, ErrorKind};
use crate::engine::event_loop::machine::OwnMethods;
use crate::engine::event_loop::{EventLoop, LoopInner};
use crate::engine::exception::Exception;
use crate::engine::tasks::handles::TaskRef;
use crate::engine::tasks::task::{AnyTask, TaskPart};
use crate::trace::{Canceller, EventIndex, EventKind, FutureId, FutureRole, Outcome};

use super::done_callbacks::{CallbackToken, Callbacks, DoneCallback, Waiter, Waiting};
use super::future::Future;

/// What can be done with a future whatever its result is.
pub(in crate::engine) trait AnyFuture {
    fn head(&self) -> &Head;

    /// `cancel(msg)`: whether the request was accepted.
    fn request_cancel(&self, message: Option<&Rc<str>>, by: Canceller) -> bool;

    /// Whether `cancel()` would be accepted now.
    fn accepts_cancel(&self) -> bool {
        !self.head().is_done()
    }

    /// How many gatherings are nested in it: to ask or to drop it takes that many calls within each other.
    fn nesting(&self) -> u32 {
        0
    }

    /// Gives it the result that a timer stands for, unless it is done. Only what `sleep()` waits on has one.
    fn resolve_from_timer(&self) {}

    fn as_task(self: Rc<Self>) -> Option<Rc<dyn AnyTask>> {
        None
    }

    /// A [`Future`] with the type of its result, if a program may have it as that: one of its own, or what a combinator returned.
    fn into_future(self: Rc<Self>) -> Option<Box<dyn Any>> {
        None
    }
}

pub(in crate::engine) trait TypedFuture<T>: AnyFuture {
    fn core(&self) -> &Core<T>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) enum State {
    /// Entered at creation. Left for good by the first of `set_result`, `set_exception` and `cancel`.
    Pending,
    /// Entered by `cancel`; excludes a result and an exception.
    Cancelled,
    /// Entered by `set_result` or `set_exception`.
    Finished,
}

/// What every future has.
pub(in crate::engine) struct Head {
    id: FutureId,
    event_loop: EventLoop,
    state: Cell<State>,
    callbacks: Cell<Callbacks>,
    /// Invariant: only in state `Finished`.
    exception: Cell<Option<Exception>>,
    /// How long the exception's traceback was when it was set (`_exception_tb`).
    traced: Cell<u32>,
    /// Whether there is an exception that nobody has asked for yet.
    log_traceback: Cell<bool>,
    /// Whether those who await it go by methods that a language on top has for it.
    has_own_methods: Cell<bool>,
    /// Whether a language on top is told of its end.
    tells_of_end: Cell<bool>,
    cancel_message: Cell<Option<Rc<str>>>,
    /// The CancelledError that ended the task, for the first one who asks.
    cancelled_exception: Cell<Option<Exception>>,
    /// The last gathering that it was put into.
    gathered_by: Cell<Option<FutureId>>,
}

impl Drop for Head {
    fn drop(&mut self) {
        if self.tells_of_end.get() {
            let hook = self.inner().machine.end_hook.borrow().clone();
            hook.into_iter().for_each(|hook| hook(self.id));
        }
    }
}

impl Head {
    #[inline]
    pub fn new(id: FutureId, event_loop: &EventLoop) -> Self {
        Self {
            id,
            event_loop: event_loop.clone(),
            state: Cell::new(State::Pending),
            callbacks: Cell::default(),
            exception: Cell::default(),
            traced: Cell::new(0),
            log_traceback: Cell::new(false),
            has_own_methods: Cell::new(false),
            tells_of_end: Cell::new(false),
            cancel_message: Cell::default(),
            cancelled_exception: Cell::default(),
            gathered_by: Cell::new(None),
        }
    }

    /// Whether a gathering that is being made did not have it so far; from now on it has.
    pub fn is_new_to(&self, gathering: FutureId) -> bool {
        self.gathered_by.replace(Some(gathering)) != Some(gathering)
    }

    pub fn id(&self) -> FutureId {
        self.id
    }

    pub fn event_loop(&self) -> &EventLoop {
        &self.event_loop
    }

    pub fn inner(&self) -> &LoopInner {
        self.event_loop.inner()
    }

    /// From now on those who await it go by its own methods.
    pub fn goes_by_own_methods(&self) {
        self.has_own_methods.set(true);
    }

    /// From now on a language on top is told of its end.
    pub fn tell_of_end(&self) {
        self.tells_of_end.set(true);
    }

    /// What a language on top does for those who await it, if it has methods of its own.
    fn own_methods(&self) -> Option<Rc<dyn OwnMethods>> {
        if self.has_own_methods.get() { self.inner().machine.own_methods.borrow().clone() } else { None }
    }

    /// Has a task woken that awaits it.
    pub fn wake_when_done(&self, task: &Rc<dyn AnyTask>) -> Result<(), Exception> {
        match self.own_methods() {
            Some(own) => {
                // What its methods do moves the line where the task stands.
                let tracer = self.inner().tracer();
                let origin = tracer.origin();
                let woken = own.wake_when_done(self.id, &TaskRef(task.clone()));
                tracer.set_origin(origin);
                woken
            }
            None => {
                self.add_wakeup(task.clone());
                Ok(())
            }
        }
    }

    /// What is thrown into a task that it has woken.
    pub fn raise_for_woken(&self) -> Result<(), Exception> {
        match self.own_methods() {
            Some(own) => own.result(self.id),
            None => self.raise_for_result().inspect_err(|exception| self.rewind(exception)),
        }
    }

    pub fn is_done(&self) -> bool {
        self.state.get() != State::Pending
    }

    pub fn is_cancelled(&self) -> bool {
        self.state.get() == State::Cancelled
    }

    pub fn cancel_message(&self) -> Option<Rc<str>> {
        peek(&self.cancel_message)
    }

    pub fn set_cancel_message(&self, message: Option<Rc<str>>) {
        self.cancel_message.set(message);
    }

    pub fn set_cancelled_exception(&self, exception: Exception) {
        let before = self.cancelled_exception.replace(Some(exception));
        drop(before);
    }

    pub fn logs_exception(&self) -> bool {
        self.log_traceback.get()
    }

    pub fn forget_traceback(&self) {
        self.log_traceback.set(false);
    }

    /// `Future._make_cancelled_error()`: the first call hands out the exception that ended the task.
    pub fn make_cancelled_error(&self) -> Exception {
        match self.cancelled_exception.take() {
            Some(exception) => exception,
            None => Exception::cancelled(self.cancel_message()),
        }
    }

    /// `Future.cancel(msg)`.
    pub fn cancel(&self, message: Option<Rc<str>>) -> bool {
        self.log_traceback.set(false);
        if self.is_done() {
            return false;
        }
        self.state.set(State::Cancelled);
        self.cancel_message.set(message);
        self.is_done_now(|| Outcome::Cancelled);
        true
    }

    /// `Future.set_exception()`, on a future that is not done.
    pub fn set_exception(&self, exception: Exception) {
        debug_assert!(!self.is_done(), "the caller has seen that the future is pending");
        let traced = self.inner().machine.traces.get().map_or(0, |(length, _)| length(&exception));
        self.traced.set(traced.try_into().unwrap_or(u32::MAX));
        self.exception.set(Some(exception.clone()));
        self.state.set(State::Finished);
        self.is_done_now(|| Outcome::Failed { error: exception.failure() });
        self.log_traceback.set(true);
    }

    /// Its exception is being raised: it forgets where it has been raised since it was set, and the next time all.
    pub fn rewind(&self, exception: &Exception) {
        if self.state.get() == State::Finished
            && let Some((_, cut)) = self.inner().machine.traces.get()
        {
            cut(exception, self.traced.replace(0) as usize);
        }
    }

    /// Gives it an exception that has been told already.
    pub fn put_exception(&self, exception: Exception) {
        self.exception.set(Some(exception));
        self.state.set(State::Finished);
    }

    fn is_done_now(&self, outcome: impl FnOnce() -> Outcome) {
        let tracer = self.inner().tracer();
        let done = tracer.emit(|| EventKind::FutureDone { future: self.id, outcome: outcome() });
        tracer.caused_by(done, || self.schedule_callbacks());
    }

    fn schedule_callbacks(&self) {
        let callbacks = self.callbacks.take();
        if !callbacks.as_slice().is_empty() && self.inner().closed.get() {
            // `call_soon()` raises, and the callbacks are lost.
            self.inner().scheduled_too_late.set(true);
            return;
        }
        match callbacks {
            Callbacks::None => {}
            Callbacks::One(callback) => self.schedule_callback(callback),
            Callbacks::Several(several) => {
                several.0.into_iter().for_each(|callback| self.schedule_callback(callback))
            }
        }
    }

    fn schedule_callback(&self, callback: DoneCallback) {
        let inner = self.inner();
        match callback {
            DoneCallback::Wakeup(task) => {
                let woken = inner.tracer().emit(|| EventKind::Woken { task: task.head().id(), by: self.id });
                inner.tracer().caused_by(woken, || inner.push_ready(|| Job::Wakeup(task)));
            }
            DoneCallback::Internal { what, run, .. } => inner.push_ready(|| Job::Done(what, run)),
            DoneCallback::Gather(gathering, child) => inner.push_ready(|| Job::Gathered(gathering, child)),
            DoneCallback::User(_, callback) => inner.push_ready(|| Job::Call(callback)),
        }
    }

    /// `Future.add_done_callback()`.
    pub fn add_callback(&self, callback: DoneCallback) {
        if self.is_done() {
            self.schedule_callback(callback);
            return;
        }
        self.with_callbacks(|callbacks| callbacks.add(callback));
    }

    /// Has a task woken once it is done. Most callbacks are this, and the only one of their future.
    pub fn add_wakeup(&self, task: Rc<dyn AnyTask>) {
        match self.callbacks.take() {
            Callbacks::None if !self.is_done() => {
                self.callbacks.set(Callbacks::One(DoneCallback::Wakeup(task)));
            }
            others => {
                self.callbacks.set(others);
                self.add_callback(DoneCallback::Wakeup(task));
            }
        }
    }

    /// `look` runs nothing of a program's: the callbacks are away from the future meanwhile.
    fn with_callbacks<R>(&self, look: impl FnOnce(&mut Callbacks) -> R) -> R {
        let mut callbacks = self.callbacks.take();
        let result = look(&mut callbacks);
        self.callbacks.set(callbacks);
        result
    }

    /// Adds one of asyncio's own callbacks; the token is for [`remove_callback`](Self::remove_callback).
    pub fn add_internal_callback(&self, what: Internal, run: impl FnOnce() + 'static) -> CallbackToken {
        let current = self.inner().current.borrow().as_ref().map(|task| Waiter::new(task.head().id()));
        self.add_callback_for(current.unwrap_or(Waiter::NOBODY), what, run)
    }

    /// The same, on behalf of another task than the one that runs.
    pub fn add_callback_for(
        &self,
        waiter: Waiter,
        what: Internal,
        run: impl FnOnce() + 'static,
    ) -> CallbackToken {
        let token = self.inner().machine.next_callback_token();
        self.add_callback(DoneCallback::Internal { token, what, waiter, run: Box::new(run) });
        token
    }

    /// The tasks that wait for it: those that are woken by it, and those on whose behalf it is gathered, shielded, waited
    /// for or in a group (`_asyncio_awaited_by`).
    pub fn awaited_by(&self) -> Vec<TaskRef> {
        let mut tasks: Vec<TaskRef> = Vec::new();
        let mut waiters = BTreeSet::new();
        self.with_callbacks(|callbacks| {
            for callback in callbacks.as_slice() {
                match callback {
                    DoneCallback::Wakeup(task) => tasks.push(TaskRef(task.clone())),
                    DoneCallback::Internal { what, waiter, .. } if what.awaits(self.id) => {
                        _ = waiters.insert(waiter.0)
                    }
                    DoneCallback::Gather(gathering, _) => waiters.extend(gathering.waiter()),
                    DoneCallback::Internal { .. } | DoneCallback::User(..) => {}
                }
            }
        });
        // The callbacks of what is done have been taken out, but those who wait for it have not been woken yet.
        let waits = |task: &TaskRef| {
            waiters.contains(&task.id()) || (self.is_done() && task.waiting_on() == Some(self.id))
        };
        if !waiters.is_empty() || self.is_done() {
            tasks.extend(self.event_loop.all_tasks().into_iter().filter(waits));
        }
        tasks
    }

    /// `Future.remove_done_callback()`.
    pub fn remove_callback(&self, wanted: CallbackToken) {
        let is_it = |callback: &DoneCallback| matches!(callback, DoneCallback::Internal { token, .. } if *token == wanted);
        let removed = self.with_callbacks(|callbacks| callbacks.extract(is_it));
        drop(removed);
    }

    /// `Future.remove_done_callback()` for the program's own ones: how many there were with that key.
    pub fn remove_user_callbacks(&self, wanted: u64) -> usize {
        let is_it =
            |callback: &DoneCallback| matches!(callback, DoneCallback::User(key, _) if *key == wanted);
        let removed = self.with_callbacks(|callbacks| callbacks.extract(is_it));
        removed.as_slice().len()
    }

    pub fn peek_exception(&self) -> Option<Exception> {
        peek(&self.exception)
    }

    pub fn waiting_count(&self) -> usize {
        self.with_callbacks(|callbacks| callbacks.as_slice().len())
    }

    pub fn waiting(&self) -> Vec<Waiting> {
        let waiting = |callback: &DoneCallback| match callback {
            DoneCallback::Wakeup(task) => Waiting::Task(TaskRef(task.clone())),
            DoneCallback::Internal { what, .. } => {
                let (name, place) = what.shown(self.id());
                Waiting::Own(name, place)
            }
            DoneCallback::Gather(gathering, _) => {
                let (name, place) = Internal::Gather(gathering.id()).shown(self.id());
                Waiting::Own(name, place)
            }
            DoneCallback::User(_, callback) => match callback.run.subject() {
                Some(subject) => Waiting::Subject(subject),
                None => Waiting::Named(callback.name.clone()),
            },
        };
        let mut all: Vec<_> =
            self.with_callbacks(|callbacks| callbacks.as_slice().iter().map(waiting).collect());
        // `shield()` has one more callback, which does nothing that can be seen elsewhere.
        const SHIELD: (&str, &str) = ("shield.<locals>._clear_awaited_by_callback", "tasks.py:975");
        for at in (0..all.len()).rev() {
            if matches!(
                &all[at],
                Waiting::Own("shield.<locals>._inner_done_callback" | "_log_on_exception", _)
            ) {
                all.insert(at, Waiting::Own(SHIELD.0, SHIELD.1));
            }
        }
        all
    }

    /// Drops all callbacks uncalled, for a loop that is closed.
    pub fn drop_callbacks(&self) {
        let callbacks = self.callbacks.take();
        drop(callbacks);
    }

    /// What `Future.result()` raises. Asking counts as having retrieved the exception.
    pub fn raise_for_result(&self) -> Result<(), Exception> {
        match self.state.get() {
            State::Cancelled => Err(self.make_cancelled_error()),
            State::Pending => Err(Exception::invalid_state("Result is not set.")),
            State::Finished => {
                self.log_traceback.set(false);
                peek(&self.exception).map_or(Ok(()), Err)
            }
        }
    }

    /// `Future.exception()`.
    pub fn exception(&self) -> Result<Option<Exception>, Exception> {
        match self.state.get() {
            State::Cancelled => Err(self.make_cancelled_error()),
            State::Pending => Err(Exception::invalid_state("Exception is not set.")),
            State::Finished => {
                self.log_traceback.set(false);
                Ok(peek(&self.exception))
            }
        }
    }

    /// Tells of a call of `cancel()`. `cancelling` is for tasks.
    pub fn emit_cancel_request(
        &self,
        message: Option<&Rc<str>>,
        by: Canceller,
        accepted: bool,
        cancelling: u32,
    ) -> Option<EventIndex> {
        self.inner().tracer().emit(|| EventKind::CancelRequested {
            target: self.id,
            by,
            accepted,
            message: message.cloned(),
            cancelling,
        })
    }

    /// `Future.__del__`: an exception that nobody ever asked for.
    pub fn report_never_retrieved(&self, class: &str, task: Option<&TaskPart>) {
        if !self.log_traceback.get() {
            return;
        }
        let exception = peek(&self.exception);
        let context = ErrorContext {
            kind: ErrorKind::NeverRetrieved,
            exception,
            future: Some(self.id),
            task: task.map(|part| part.name.get()),
            coroutine: task.and_then(|part| peek(&part.coroutine_object)).map(|object| object.into_any()),
            context: task.and_then(|part| peek(&part.context)),
            ..ErrorContext::new(format!("{class} exception was never retrieved"))
        };
        self.event_loop.call_exception_handler(&context);
    }
}

/// A copy of what is in a cell. A task is in a cache line less than it would be with cells that count who looks.
pub(in crate::engine) fn peek<T: Clone>(cell: &Cell<Option<T>>) -> Option<T> {
    let value = cell.take();
    let copy = value.clone();
    cell.set(value);
    copy
}

/// A future's head and its result.
pub(in crate::engine) struct Core<T> {
    pub head: Head,
    value: Cell<Option<T>>,
}

impl<T: Clone> Core<T> {
    pub fn new(event_loop: &EventLoop) -> Self {
        Self::with_id(event_loop.machine().next_future_id(), event_loop)
    }

    /// With an identity that the machine has given out already.
    #[inline]
    pub fn with_id(id: FutureId, event_loop: &EventLoop) -> Self {
        Self { head: Head::new(id, event_loop), value: Cell::new(None) }
    }

    /// `Future.set_result()`, on a future that is not done.
    pub fn set_result(&self, value: T) {
        debug_assert!(!self.head.is_done(), "the caller has seen that the future is pending");
        self.value.set(Some(value));
        self.head.state.set(State::Finished);
        self.head.is_done_now(|| Outcome::Result);
    }

    pub fn value(&self) -> Option<T> {
        peek(&self.value)
    }
}

/// A future that is nothing else: `loop.create_future()`.
pub(in crate::engine) struct Plain<T> {
    pub core: Core<T>,
    /// The result that its timer gives it, if it has a timer.
    pub timer_value: Option<T>,
}

impl<T: Clone + 'static> Plain<T> {
    pub fn create(event_loop: &EventLoop, role: FutureRole) -> Future<T> {
        Self::make(event_loop, role, None)
    }

    /// A future that gets `value` when a timer resolves it.
    pub fn make(event_loop: &EventLoop, role: FutureRole, timer_value: Option<T>) -> Future<T> {
        let id = event_loop.machine().next_future_id();
        event_loop.inner().tracer().emit(|| EventKind::FutureCreated { future: id, role });
        Future(Rc::new(Self { core: Core::with_id(id, event_loop), timer_value }))
    }
}

impl<T: Clone + 'static> AnyFuture for Plain<T> {
    fn into_future(self: Rc<Self>) -> Option<Box<dyn Any>> {
        Some(Box::new(Future(self)))
    }

    fn head(&self) -> &Head {
        &self.core.head
    }

    fn request_cancel(&self, message: Option<&Rc<str>>, by: Canceller) -> bool {
        let head = &self.core.head;
        let requested = head.emit_cancel_request(message, by, !head.is_done(), 0);
        head.inner().tracer().caused_by(requested, || head.cancel(message.cloned()))
    }

    fn resolve_from_timer(&self) {
        if let Some(value) = &self.timer_value
            && !self.core.head.is_done()
        {
            self.core.set_result(value.clone());
        }
    }
}

impl<T: Clone + 'static> TypedFuture<T> for Plain<T> {
    fn core(&self) -> &Core<T> {
        &self.core
    }
}

impl<T> Drop for Plain<T> {
    fn drop(&mut self) {
        self.core.head.report_never_retrieved("Future", None);
    }
}
