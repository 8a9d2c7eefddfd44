//! `BaseEventLoop.close()`, and what becomes of what is left then.

use std::rc::{Rc, Weak};

use crate::engine::tasks::task::AnyTask;

use super::EventLoop;

/// How often a loop that is closed looks for what was added by what it has dropped.
const MOST_CLOSING_ROUNDS: u32 = 100;

impl EventLoop {
    /// Forgets everything that is left to do (`loop.close()`). Tasks that have not ended are destroyed then: they are
    /// warned of, and GeneratorExit is thrown into their coroutines.
    pub fn close(&self) {
        self.clear(|task| task.destroy());
        self.0.closed.set(true);
    }

    /// Warns of the exceptions of tasks that nobody has asked for and nobody will, since the program is over: its own
    /// circles of references would keep them for ever.
    pub fn report_unretrieved(&self) {
        let tasks: Vec<_> = self.0.tasks.borrow().iter().filter_map(Weak::upgrade).collect();
        for task in tasks.iter().filter(|task| task.head().is_done()) {
            task.head().report_never_retrieved("Task", Some(task.part()));
            task.head().forget_traceback();
        }
    }

    /// Forgets what is ready or scheduled, and takes nothing more (`loop.close()` to the letter): tasks that wait for
    /// something live on until nothing refers to them, or [`close`](Self::close) is called.
    pub fn shut(&self) {
        self.0.closed.set(true);
        let (ready, scheduled) = (self.0.ready.take(), self.0.scheduled.take());
        scheduled.iter().for_each(|timer| timer.scheduled.set(false));
        self.0.cancelled_timers.set(0);
        let executor = self.0.default_executor.take();
        if let Some(executor) = executor {
            executor.shutdown(false, false);
        }
        drop((ready, scheduled));
    }

    /// Forgets everything that is left to do, and drops the coroutines that have not ended where they stand: for a run
    /// that was cut short.
    pub fn abandon(&self) {
        self.clear(|task| task.abandon());
        let (outside, standing) = (self.machine().outside.take(), self.machine().standing.take());
        drop((outside, standing));
    }

    fn clear(&self, end: impl Fn(&dyn AnyTask)) {
        let running = Self::try_current().is_some_and(|running| Rc::ptr_eq(&running.0, &self.0));
        assert!(!running, "cannot close a running event loop");
        for _ in 0..MOST_CLOSING_ROUNDS {
            if !self.clear_once(&end) {
                break;
            }
        }
    }

    /// Whether there was anything left. Nothing may be borrowed while it is dropped: that runs code of the program,
    /// which may add more.
    fn clear_once(&self, end: impl Fn(&dyn AnyTask)) -> bool {
        let inner = &*self.0;
        let tasks: Vec<_> = inner.tasks.take().iter().filter_map(Weak::upgrade).collect();
        let pending = tasks.iter().filter(|task| !task.head().is_done());
        let ready = inner.ready.take();
        let scheduled = inner.scheduled.take();
        scheduled.iter().for_each(|timer| timer.scheduled.set(false));
        inner.cancelled_timers.set(0);
        let pending: Vec<_> = pending.collect();
        pending.iter().for_each(|task| end(&***task));
        inner.live_tasks.set(0);
        let kept_alive: Vec<_> = inner.kept_alive.take().iter().filter_map(Weak::upgrade).collect();
        kept_alive.iter().for_each(|future| future.head().drop_callbacks());
        let runaway = inner.machine.exceeded_by.take();
        let was_left =
            !pending.is_empty() || !ready.is_empty() || !scheduled.is_empty() || !kept_alive.is_empty();
        drop((ready, scheduled, runaway, kept_alive));
        was_left
    }
}
