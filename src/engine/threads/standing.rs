//! Threads that are left standing. A thread's function runs in one go up to where it has to wait for what others do, or
//! goes round with a loop of its own: there it stands until the clock gets to what it waits for, or somebody wakes it.
//! Whoever lets time pass has it go on on the way, be that the main thread in a blocking call or another loop.

use std::future::{Future as RustFuture, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, Wake, Waker};

use crate::engine::context::Context;
use crate::engine::event_loop::EventLoop;
use crate::engine::event_loop::give_way::GiveWay;
use crate::engine::event_loop::machine::Machine;
use crate::engine::event_loop::running::Running;
use crate::engine::limits::Stop;
use crate::trace::{EventKind, Outcome, ThreadId};

use super::outside::ThreadClock;
use super::pool::ThreadPool;

/// How a thread's function has ended, and what is to be done when the clock gets there.
pub(in crate::engine) type Ended = (Outcome, Box<dyn FnOnce()>);

/// A thread whose function has not ended.
pub(in crate::engine) struct Standing {
    pub clock: ThreadClock,
    pub context: Option<Context>,
    /// What its worker has, if this runs in a context of its own.
    pub under: Option<Option<Context>>,
    pub work: Pin<Box<dyn RustFuture<Output = Ended>>>,
    pub pool: ThreadPool,
    /// What it waits for, where that is what others do.
    pub until: Option<Until>,
}

/// What somebody waits for.
pub(in crate::engine) type Until = Rc<dyn Fn() -> bool>;

/// The waker of a thread that can be left standing. It wakes nobody: a poll with any other one goes on to the end.
struct MayStand;

impl Wake for MayStand {
    fn wake(self: Arc<Self>) {}
}

/// The thread that runs now, if it can be left standing here.
pub(in crate::engine) async fn may_stand(machine: &Machine) -> Option<ThreadClock> {
    let may = poll_fn(|context| Poll::Ready(!context.waker().will_wake(Waker::noop()))).await;
    machine.thread.get().filter(|_| may)
}

impl Machine {
    /// Has a thread go on until it has ended, or is left standing.
    pub fn go_on(self: &Rc<Self>, mut thread: Standing) {
        thread.clock.time = thread.clock.time.max(self.clock.get());
        let started = thread.clock.started;
        let outer = self.thread.replace(Some(thread.clock));
        let context = self.context.replace(thread.context.take());
        let event_loop = EventLoop::try_current();
        let task = event_loop.as_ref().map(|event_loop| event_loop.inner().swap_current(None));
        let (cause, origin) = (self.tracer.cause(), self.tracer.origin());
        self.tracer.set_cause(started.or(cause));
        let waker = Waker::from(Arc::new(MayStand));
        let polled = thread.work.as_mut().poll(&mut TaskContext::from_waker(&waker));
        self.tracer.set_cause(cause);
        self.tracer.set_origin(origin);
        if let (Some(event_loop), Some(task)) = (event_loop, task) {
            event_loop.inner().swap_current(task);
        }
        thread.context = self.context.replace(context);
        thread.clock = self.thread.replace(outer).unwrap_or(thread.clock);
        match polled {
            Poll::Ready(ended) => thread.pool.clone().ended(self, thread, ended),
            Poll::Pending => {
                thread.until = self.until.take();
                self.standing.borrow_mut().push(thread);
            }
        }
    }

    /// A thread goes on with its own code.
    pub fn set_thread_back(&self, thread: Option<ThreadClock>) {
        let time = |thread: ThreadClock| thread.time.max(self.clock.get());
        self.thread.set(thread.map(|thread| ThreadClock { time: time(thread), ..thread }));
    }

    /// Has a thread that is left standing go on when the clock gets there. One that runs then need not be woken.
    pub fn wake_thread(self: &Rc<Self>, thread: ThreadId, when: f64) {
        let machine = Rc::downgrade(self);
        self.later(when, move || {
            let Some(machine) = machine.upgrade() else { return };
            let mut standing = machine.standing.borrow_mut();
            let found = standing.iter().position(|standing| standing.clock.id == thread);
            let found = found.map(|at| standing.remove(at));
            drop(standing);
            if let Some(thread) = found {
                let origin = machine.tracer.set_origin(None);
                machine.go_on(thread);
                machine.tracer.set_origin(origin);
            }
        });
    }

    /// Has a thread that is left standing go on after all others that have something to do now.
    fn wake_in_next_turn(&self, thread: ThreadId) {
        let mut next = self.next_turn.borrow_mut();
        if !next.contains(&thread) {
            next.push(thread);
        }
    }

    /// Has those go on that have done something at this moment already and have more to do.
    pub fn begin_turn(self: &Rc<Self>) {
        self.turn.set(self.turn.get() + 1);
        let waiting = self.next_turn.take();
        waiting.into_iter().for_each(|thread| self.wake_thread(thread, self.clock.get()));
    }

    /// Wakes the threads that wait for what holds by now.
    pub fn wake_waiting(self: &Rc<Self>) {
        if self.standing.borrow().is_empty() {
            return;
        }
        let now = self.clock.get();
        let waiting: Vec<(ThreadId, Until)> = {
            let standing = self.standing.borrow();
            let due = standing.iter().filter(|thread| thread.clock.time <= now);
            due.filter_map(|thread| Some((thread.clock.id, thread.until.clone()?))).collect()
        };
        for (id, until) in waiting {
            // Code of the program: nothing may be borrowed.
            if until() {
                let mut standing = self.standing.borrow_mut();
                standing.iter_mut().filter(|thread| thread.clock.id == id).for_each(|it| it.until = None);
                drop(standing);
                self.wake_thread(id, now);
            }
        }
    }
}

impl EventLoop {
    /// The thread in which it goes round, if that is not the main thread.
    pub fn thread_of_loop(&self) -> Option<ThreadId> {
        self.0.thread.get()
    }

    /// Whether a thread is left standing.
    pub fn is_left_standing(&self, thread: ThreadId) -> bool {
        self.machine().standing.borrow().iter().any(|standing| standing.clock.id == thread)
    }

    /// After something was added from elsewhere: has the loop go on that is left standing in a thread.
    pub fn wake_its_thread(&self) {
        if let Some(thread) = self.0.thread.get() {
            self.machine().wake_thread(thread, self.clock());
        }
    }

    /// Goes round in a thread: the thread is left standing whenever there is nothing to do.
    pub(in crate::engine) async fn drive_in_thread(&self, thread: ThreadId) -> Result<(), Stop> {
        let (inner, machine) = (&*self.0, self.machine());
        let _going = GoingRound::begin(self, thread);
        let mut planned = f64::NEG_INFINITY;
        let mut went_round = None;
        loop {
            // Whoever lets time pass begins each iteration, and goes on itself before the next one.
            let mut has_stood = false;
            loop {
                let now = machine.clock.get();
                inner.drop_cancelled_timers();
                let next = match inner.stopping.get() || !inner.ready.borrow().is_empty() {
                    true => Some(now),
                    false => inner.scheduled.borrow_mut().next_deadline().filter(|when| when.is_finite()),
                };
                let next = next.map(|next| next.max(machine.now()));
                let (is_due, turn) = (next.is_some_and(|next| next <= now), Some((machine.turn.get(), now)));
                if is_due && went_round == turn {
                    machine.wake_in_next_turn(thread);
                } else if is_due && has_stood {
                    went_round = turn;
                    break;
                } else if let Some(next) = next.filter(|next| *next != planned || *next <= now) {
                    planned = next;
                    machine.wake_thread(thread, next);
                }
                has_stood = true;
                GiveWay { has_given: false }.await;
            }
            let ran = self.go_round_once();
            if ran.is_err() || inner.stopping.get() {
                inner.stopping.set(false);
                return ran;
            }
        }
    }

    /// An iteration in a thread: in its loop everything is as in any other.
    fn go_round_once(&self) -> Result<(), Stop> {
        let machine = self.machine();
        let thread = machine.thread.take();
        let _running = Running::instead(self);
        let outer = machine.tracer.enter_loop((self.0.number(), self.0.thread.get()));
        let ran = self.run_once();
        machine.tracer.leave_loop(outer);
        machine.set_thread_back(thread);
        ran
    }

    /// As [`block_until`](Self::block_until). A thread is left standing meanwhile; the main thread gives way to the host
    /// as [`drive_forever`](Self::drive_forever) does.
    ///
    /// # Errors
    ///
    /// As for [`block_until`](Self::block_until).
    pub async fn drive_until(&self, timeout: Option<f64>, done: Until) -> Result<bool, Stop> {
        let machine = self.machine();
        let Some(thread) = may_stand(machine).await else {
            if machine.thread.get().is_some() || Self::try_current().is_some() {
                return self.block_until(timeout, &*done);
            }
            let deadline = timeout.map(|secs| machine.clock.get() + secs.max(0.0));
            machine.let_time_pass(deadline, &*done).await?;
            return Ok(done());
        };
        let deadline = timeout.map(|secs| thread.time + secs.max(0.0));
        if let Some(deadline) = deadline {
            machine.wake_thread(thread.id, deadline);
        }
        if thread.time > machine.clock.get() {
            machine.wake_thread(thread.id, thread.time);
        }
        while !done() && deadline.is_none_or(|deadline| machine.now() < deadline) {
            machine.until.replace(Some(done.clone()));
            GiveWay { has_given: false }.await;
        }
        Ok(done())
    }

    /// As [`block`](Self::block). A thread is left standing meanwhile; the main thread gives way to the host as
    /// [`drive_forever`](Self::drive_forever) does.
    ///
    /// # Errors
    ///
    /// If others use up a budget meanwhile.
    pub async fn drive_block(&self, secs: f64) -> Result<(), Stop> {
        let machine = self.machine();
        let Some(thread) = may_stand(machine).await else {
            if machine.thread.get().is_some() || Self::try_current().is_some() || secs <= 0.0 {
                self.block(secs);
                return Ok(());
            }
            machine.tracer.emit(|| EventKind::LoopBlocked { secs });
            return machine.let_time_pass(Some(machine.clock.get() + secs), &|| false).await;
        };
        let until = thread.time + secs.max(0.0);
        match until > machine.clock.get() {
            true => machine.wake_thread(thread.id, until),
            false => machine.wake_in_next_turn(thread.id),
        }
        GiveWay { has_given: false }.await;
        while machine.now() < until {
            GiveWay { has_given: false }.await;
        }
        Ok(())
    }
}

/// Marks a loop as one that goes round in a thread, for as long as it lives.
struct GoingRound(EventLoop);

impl GoingRound {
    fn begin(event_loop: &EventLoop, thread: ThreadId) -> Self {
        event_loop.0.thread.set(Some(thread));
        Self(event_loop.clone())
    }
}

impl Drop for GoingRound {
    fn drop(&mut self) {
        self.0.0.thread.set(None);
    }
}
