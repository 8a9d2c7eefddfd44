//! The loop's ready queue, as far as the events tell: what is put into it is told, what is taken out follows from the order
//! in which things happen, for the queue is first in, first out.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::trace::{CallbackRole, Event, EventIndex, EventKind, FutureId, LoopId, ThreadId, TimerId};

use super::View;
use super::objects::LoopView;

/// A handle in the ready queue, or the one that runs.
#[derive(Debug, Clone, PartialEq)]
pub enum Handle {
    /// A task's next step.
    Step {
        /// The task.
        task: FutureId,
    },
    /// A callback.
    Callback {
        /// What it is for.
        role: CallbackRole,
        /// The event that put it there.
        cause: Option<EventIndex>,
    },
    /// A timer that was due.
    Timer {
        /// The timer.
        timer: TimerId,
    },
}

impl LoopView {
    /// The handles that are still to run in this iteration, next one first; [`due_timers`](Self::due_timers) come after
    /// them.
    pub fn this_iteration(&self) -> impl ExactSizeIterator<Item = &Handle> {
        self.ready.range(..self.due.min(self.ready.len()))
    }

    /// The handles that were added since it began: they run in the next one.
    pub fn next_iteration(&self) -> impl ExactSizeIterator<Item = &Handle> {
        self.ready.range(self.due.min(self.ready.len())..)
    }

    /// The event with which its iteration began.
    pub fn began(&self) -> Option<EventIndex> {
        self.began
    }

    /// Nothing in it runs any more.
    pub(super) fn empty(&mut self) {
        let (id, thread, iteration, timers) = (self.id, self.thread, self.iteration, self.timers);
        let (began, revision) = (self.began, self.revision);
        *self = Self { id, thread, iteration, timers, began, revision, ..Self::default() };
    }

    fn queue(&mut self) -> &mut VecDeque<Handle> {
        Rc::make_mut(&mut self.ready)
    }

    /// The handle at a position runs now: those before it have run.
    fn take(&mut self, position: usize) {
        if position < self.due {
            self.due -= position + 1;
            let handle = self.queue().drain(..=position).next_back();
            self.current = handle;
        } else {
            self.current = self.queue().remove(position);
        }
    }

    /// All that were to run in this iteration, but for timers, have run.
    fn take_due(&mut self) {
        let due = self.due.min(self.ready.len());
        if due > 0 {
            self.queue().drain(..due);
        }
        self.due = 0;
    }
}

impl View {
    /// What happens from now on happens in a loop, or for one.
    pub(super) fn loop_entered(&mut self, id: LoopId, thread: Option<ThreadId>) {
        if self.event_loop.id != id {
            let others = Rc::make_mut(&mut self.other_loops);
            let position = others.iter().position(|other| other.id == id).unwrap_or_else(|| {
                others.push(LoopView { id, ..LoopView::default() });
                others.len() - 1
            });
            std::mem::swap(&mut self.event_loop, &mut others[position]);
        }
        self.event_loop.thread = thread.or(self.event_loop.thread);
        self.touch_loop();
    }

    /// A loop that changes; the one in which things happen if there is no such.
    pub(super) fn loop_mut(&mut self, id: LoopId) -> &mut LoopView {
        self.touch_loop();
        let revision = self.revision();
        if self.event_loop.id != id
            && let Some(position) = self.other_loops.iter().position(|other| other.id == id)
        {
            let other = &mut Rc::make_mut(&mut self.other_loops)[position];
            other.revision = revision;
            return other;
        }
        &mut self.event_loop
    }

    pub(super) fn make_ready(&mut self, task: FutureId) {
        let event_loop = self.task(task).map_or(self.event_loop.id, |task| task.event_loop);
        self.loop_mut(event_loop).queue().push_back(Handle::Step { task });
    }

    fn push_ready(&mut self, handle: Handle) {
        self.event_loop.queue().push_back(handle);
        self.touch_loop();
    }

    pub(super) fn callback_scheduled(&mut self, event: &Event, role: &CallbackRole) {
        self.push_ready(match role {
            CallbackRole::Timer { timer } => Handle::Timer { timer: *timer },
            role => Handle::Callback { role: role.clone(), cause: event.cause() },
        });
    }

    pub(super) fn iteration_began(&mut self, index: EventIndex, ready: u32) {
        let has_loops = self.has_loops();
        let event_loop = &mut self.event_loop;
        event_loop.iteration += u32::from(has_loops);
        // A loop that runs below a thread goes on with what the iteration around it has left.
        if event_loop.running.is_none() {
            event_loop.take_due();
        }
        event_loop.ready_at_start = ready;
        event_loop.began = Some(index);
        event_loop.running = None;
        event_loop.around.clear();
        event_loop.current = None;
        event_loop.due = event_loop.ready.len();
        event_loop.due_timers = ready.saturating_sub(event_loop.due as u32);
        self.touch_loop();
    }

    /// A task's step runs.
    pub(super) fn handle_began(&mut self, task: FutureId) {
        let event_loop = &mut self.event_loop;
        let is_it = |handle: &Handle| *handle == Handle::Step { task };
        if let Some(around) = event_loop.running.replace(task) {
            // An eager task takes its first step within the step of whoever creates it.
            event_loop.around.push(around);
            if let Some(position) = event_loop.ready.iter().rposition(is_it) {
                event_loop.queue().remove(position);
            }
        } else if let Some(position) = event_loop.ready.iter().position(is_it) {
            event_loop.take(position);
        }
        event_loop.current = Some(Handle::Step { task });
        self.touch_loop();
    }

    /// A task's step is over.
    pub(super) fn handle_ended(&mut self) {
        let event_loop = &mut self.event_loop;
        event_loop.running = event_loop.around.pop();
        event_loop.current = event_loop.running.map(|task| Handle::Step { task });
        self.touch_loop();
    }

    pub(super) fn timer_fired(&mut self, timer: TimerId) {
        let event_loop = &mut self.event_loop;
        let handle = Handle::Timer { timer };
        if let Some(position) = event_loop.ready.iter().position(|other| *other == handle) {
            event_loop.take(position);
        } else {
            event_loop.take_due();
            event_loop.due_timers = event_loop.due_timers.saturating_sub(1);
            event_loop.current = Some(handle);
        }
        self.touch_loop();
    }

    /// The callback that must be running, since what happens has its cause: no step does it.
    pub(super) fn callback_shows(&mut self, event: &Event) {
        let event_loop = &mut self.event_loop;
        if event.task().is_some()
            || event_loop.running.is_some()
            || event_loop.due == 0
            || event.cause().is_none()
            // What is caused by this iteration is caused by something that runs in it already.
            || event.cause() >= event_loop.began
            || matches!(event.kind, EventKind::StepBegan { .. } | EventKind::TimerFired { .. })
        {
            return;
        }
        let is_it =
            |handle: &Handle| matches!(handle, Handle::Callback { cause, .. } if *cause == event.cause());
        if event_loop.current.as_ref().is_some_and(is_it) {
            return;
        }
        let position = event_loop.this_iteration().position(is_it);
        if let Some(position) = position {
            event_loop.take(position);
            self.touch_loop();
        }
    }
}
