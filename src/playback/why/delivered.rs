//! How a CancelledError came to a task: at once or late, and in place of what.

use super::teller::{Goal, Teller};
use crate::trace::{EventIndex, EventKind, FutureId, FutureRole, Outcome, Wants};

impl Teller<'_> {
    /// Why CancelledError was thrown into a task.
    pub(super) fn tell_delivered(&mut self, index: EventIndex) -> Option<Goal> {
        let EventKind::CancelDelivered { task } = self.event(index)?.kind else { return None };
        self.say_delivered(task, index);
        self.behind_delivered(index, task)
    }

    /// That it was.
    pub(super) fn say_delivered(&mut self, task: FutureId, index: EventIndex) {
        let how = self.lost(index).or_else(|| self.had_to_end(task, index)).unwrap_or_default();
        let parts = ["CancelledError was thrown into ", &*self.name(task), " at its await", &how];
        self.say_of(task, index, &parts);
    }

    /// What had come already when CancelledError was thrown in its place.
    fn lost(&self, delivered: EventIndex) -> Option<String> {
        let by = self.woken_by(delivered)?;
        match self.recording.outcome_before(by, delivered)? {
            Outcome::Result if self.is_sleep(by) => Some(", though its sleep was over".to_owned()),
            Outcome::Result if self.is_waiter(by) => Some(", though its turn had come".to_owned()),
            Outcome::Result => {
                let parts = [
                    ", in place of what it had waited for: ",
                    &*self.name(by),
                    " was done, but its result never gets there",
                ];
                Some(parts.concat())
            }
            _ => None,
        }
    }

    /// What was asked to cancel in the task's place, and took its time.
    fn had_to_end(&self, task: FutureId, delivered: EventIndex) -> Option<String> {
        let by = self.woken_by(delivered)?;
        let waited = self.wait_before(delivered, task)?;
        let is_asked = |event: &&EventIndex| **event > waited && self.is_request(**event, task);
        let asked = self.recording.events_of(task).iter().find(is_asked)?;
        let late = self.event(delivered)?.time - self.event(*asked)?.time;
        (late > 0.0).then(|| {
            let secs = self.secs(late);
            [
                " only ",
                &secs,
                " after it was asked: ",
                &*self.name(by),
                ", which it awaited, had to end first",
            ]
            .concat()
        })
    }

    /// What woke a task for the step in which this happened.
    fn woken_by(&self, index: EventIndex) -> Option<FutureId> {
        let woken = self.event(self.step_of(index)?)?.cause()?;
        match self.event(woken)?.kind {
            EventKind::Woken { by, .. } => Some(by),
            _ => None,
        }
    }

    /// Where a task began to wait before that.
    pub(super) fn wait_before(&self, index: EventIndex, task: FutureId) -> Option<EventIndex> {
        self.last_of(
            task,
            index,
            |event| matches!(event.kind, EventKind::Waiting { task: of, .. } if of == task),
        )
    }

    /// When a task was notified by the condition whose lock it waits for since then.
    pub(super) fn notified_before(&self, waited: EventIndex, lock: FutureId) -> Option<f64> {
        let role = |id| self.recording.object(id).and_then(|object| object.role.as_ref());
        let Some(FutureRole::Waiter { wants: Wants::Place, .. }) = role(lock) else { return None };
        let by = self.woken_by(waited)?;
        let Some(FutureRole::Waiter { wants: Wants::Notification, .. }) = role(by) else { return None };
        let (done, outcome) = self.end_of(by)?;
        matches!(outcome, Outcome::Result).then_some(self.event(done)?.time)
    }
}
