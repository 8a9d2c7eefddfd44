//! What a cancellation did not reach: tasks behind a shield, and threads.

use super::teller::Teller;
use crate::playback::motion::Anchor;
use crate::trace::{Canceller, Event, EventIndex, EventKind, FutureId, FutureRole};

impl Teller<'_> {
    /// That a shield had kept a cancellation from a task.
    pub(super) fn tell_shielded(&mut self, id: FutureId, before: EventIndex) {
        let is_it = |event: &Event| matches!(event.kind, EventKind::ShieldHeld { inner, .. } if inner == id);
        let Some(held) = self.last(before, is_it) else { return };
        let Some(EventKind::ShieldHeld { outer, .. }) = self.event(held).map(|event| &event.kind) else {
            return;
        };
        let (shield, name) = (self.name(*outer), self.name(id));
        let asked = self.last_of(
            *outer,
            held,
            |event| matches!(event.kind, EventKind::CancelRequested { target, .. } if target == *outer),
        );
        let who = match asked.and_then(|asked| self.event(asked)).map(|event| &event.kind) {
            Some(EventKind::CancelRequested { by: Canceller::PassedOn { from }, .. }) => {
                let is_task = self.recording.object(*from).is_some_and(|from| from.role.is_none());
                let how = if is_task {
                    " was asked to cancel while it awaited "
                } else {
                    " was cancelled, and so was "
                };
                [&self.name(*from), how, &shield, ", which does"].concat()
            }
            _ => [&*shield, " was cancelled, but does"].concat(),
        };
        self.say_of(id, held, &[&who, " not pass that on: ", &name, " was not asked"]);
    }

    /// That whoever had waited for a thread was cancelled, which the thread knows nothing of.
    pub(super) fn tell_unstoppable(&mut self, index: EventIndex) {
        let Some(EventKind::ThreadPrinted { thread, .. }) = self.event(index).map(|event| &event.kind) else {
            return;
        };
        let is_its = |id: FutureId| {
            let role = self.recording.object(id).and_then(|object| object.role.as_ref());
            matches!(role, Some(FutureRole::Thread { thread: of }) if of == thread)
        };
        let is_it = |event: &Event| matches!(event.kind, EventKind::CancelRequested { target, accepted: true, .. } if is_its(target));
        let Some(asked) = self.last(index, is_it) else { return };
        let by = match self.event(asked).map(|event| &event.kind) {
            Some(EventKind::CancelRequested { by: Canceller::PassedOn { from }, .. }) => self.name(*from),
            _ => "its future".to_owned(),
        };
        let parts = [&*by, " was cancelled, but a thread cannot be: it ran on, and no task waited for it"];
        self.say(Some(asked), Anchor::Outside, &parts);
    }
}
