//! What a run without an end lets go of: everything that ended long ago. That depends on the moment alone, so that a view is the
//! same however it was reached.

use super::objects::{FutureState, TimeoutState};
use super::sync::ThreadState;
use super::{BlockObjects, Slot, View};

/// After so many events it is looked for what can go.
pub(super) const EVERY: usize = 1024;

impl View {
    /// Lets go of what ended before a cursor.
    pub(super) fn forget_before(&mut self, cursor: usize) {
        if cursor == 0 {
            return;
        }
        let is_late = |revision: u32| revision as usize > cursor;
        self.objects.forget(&Slot::Empty, |slot| match slot {
            Slot::Empty => false,
            Slot::Task(task) => task.outcome.is_none() || is_late(task.revision),
            Slot::Future(future) => !matches!(future.state, FutureState::Done(_)) || is_late(future.revision),
        });
        self.timeouts.forget(&None, |timeout| {
            let is_over = |state| matches!(state, TimeoutState::Converted | TimeoutState::Left);
            timeout.as_ref().is_some_and(|timeout| !is_over(timeout.state) || is_late(timeout.revision))
        });
        self.groups.forget(&None, |group| {
            group.as_ref().is_some_and(|group| !group.is_left || is_late(group.revision))
        });
        self.threads.forget(&None, |thread| {
            let has_ended = |state: &ThreadState| matches!(state, ThreadState::Ended { .. });
            thread.as_ref().is_some_and(|thread| !has_ended(&thread.state) || is_late(thread.revision))
        });
        self.timers.forget(&None, Option::is_some);
        self.console.forget_oldest(|line| line.event.0 as usize >= cursor);
        let (objects, timeouts) = (&self.objects, &self.timeouts);
        self.blocks.forget(&BlockObjects::default(), |block| {
            let is_known = |id: Option<crate::trace::FutureId>| {
                let slot = id.and_then(|id| objects.get(id.0 as usize));
                slot.is_some_and(|slot| !matches!(slot, Slot::Empty))
            };
            let timeout = block.timeout.and_then(|id| timeouts.get(id.0 as usize));
            is_known(block.task) || is_known(block.future) || timeout.is_some_and(Option::is_some)
        });
    }
}
