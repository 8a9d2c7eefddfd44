//! Why something was asked to cancel.

use super::teller::{Goal, Teller, anchor};
use crate::playback::words_sync::is_in_barrier;
use crate::trace::{Canceller, EventIndex, EventKind, FutureId, FutureRole, SyncId};

impl Teller<'_> {
    pub(super) fn tell_asked(&mut self, index: EventIndex) -> Option<Goal> {
        let event = self.event(index)?;
        let EventKind::CancelRequested { target, by, accepted, message, .. } = &event.kind else {
            return None;
        };
        let target = *target;
        let name = self.name(target);
        if !accepted {
            let ended = self.recording.outcome_before(target, index);
            let ended = ended.map(|outcome| self.ended_as(target, outcome)).unwrap_or_default();
            self.say_of(
                target,
                index,
                &["cancel() of ", &name, " did nothing and returned False: it ", &ended, " before"],
            );
            return Some(Goal::Ended(target));
        }
        let message =
            message.as_ref().map(|message| ["('", message, "')"].concat()).unwrap_or_else(|| "()".to_owned());
        match by {
            Canceller::Task { task } if *task == target => {
                self.say_of(target, index, &[&name, " called cancel", &message, " on itself"]);
                Some(Goal::Act(index))
            }
            Canceller::Task { task } => {
                self.say_of(*task, index, &[&self.name(*task), " called cancel", &message, " on ", &name]);
                Some(Goal::Act(index))
            }
            Canceller::PassedOn { from } => {
                let above = self.name(*from);
                // What a task waits on inside of itself is not worth a sentence.
                let is_told = !self.is_inner(target);
                if is_told {
                    let role = self.recording.object(*from).and_then(|object| object.role.as_ref());
                    let parts = match role {
                        Some(FutureRole::Gather { .. }) => [
                            " was cancelled, and a gather cancels all that it gathers: so ",
                            &*name,
                            " was asked too",
                        ],
                        Some(_) => [" was cancelled, and passed that on to ", &*name, ""],
                        None => [
                            " was asked to cancel while it awaited ",
                            &*name,
                            ": Task.cancel() passes the request on to what the task awaits",
                        ],
                    };
                    self.say_of(target, index, &[&above, parts[0], parts[1], parts[2]]);
                }
                event.cause().map(Goal::Asked)
            }
            Canceller::Timeout { timeout } => {
                let is_expiry = |kind: &EventKind| matches!(kind, EventKind::TimeoutExpired { timeout: of } if of == timeout);
                let expired = self.last(index, |event| is_expiry(&event.kind))?;
                self.tell_expired(expired)
            }
            Canceller::Group { group } => {
                let is_abort =
                    |kind: &EventKind| matches!(kind, EventKind::GroupAborting { group: of } if of == group);
                let own = self.group_name(*group);
                let is_child = self.members(*group).contains(&target);
                let what = if is_child {
                    ": a group cancels the others when one of its tasks fails"
                } else {
                    ", which is in its block: a group whose task fails interrupts the block"
                };
                self.say_of(target, index, &[&own, " cancelled ", &name, what]);
                let aborting = self.last(index, |event| is_abort(&event.kind))?;
                self.behind_aborting(aborting)
            }
            Canceller::Outside => {
                let signal = event.cause().filter(|cause| {
                    matches!(
                        self.event(*cause).map(|event| &event.kind),
                        Some(EventKind::SignalRaised { .. })
                    )
                });
                let is_main = self.recording.object(target).is_some_and(|object| {
                    self.event(object.created)
                        .is_some_and(|event| event.task().is_none() && event.cause().is_none())
                });
                let parts = match signal {
                    Some(_) if is_main => {
                        ["Ctrl-C: asyncio.run() handles SIGINT by cancelling the main task, ", &name]
                    }
                    Some(_) => ["Ctrl-C: SIGINT came, and a handler of the program cancelled ", &name],
                    None => ["somebody outside of the program cancelled ", &name],
                };
                self.say_of(target, index, &parts);
                None
            }
            Canceller::FinalCancel => {
                self.say_of(
                    target,
                    index,
                    &[
                        "run() cancels all tasks that are left when the main coroutine has ended; ",
                        &name,
                        " was left",
                    ],
                );
                let is_shielded = self.recording.object(target).is_some_and(|object| {
                    object.parents.iter().any(|parent| {
                        matches!(
                            self.recording.object(*parent).and_then(|it| it.role.as_ref()),
                            Some(FutureRole::Shield { .. })
                        )
                    })
                });
                if let Some(last) = self.steps.last_mut().filter(|_| is_shielded) {
                    last.sentence += ", and a shield does not keep run() from that";
                }
                let ended = |id: &FutureId| self.recording.outcome_before(*id, index).is_some();
                self.main().filter(ended).map(Goal::Ended)
            }
            Canceller::Callback => {
                if self.recording.is_intervened(index) {
                    self.say_of(target, index, &["somebody outside of the program cancelled ", &name]);
                    return None;
                }
                let by = self.who(index);
                self.say_of(target, index, &[&by, " called cancel", &message, " on ", &name]);
                event.cause().map(Goal::Cause)
            }
        }
    }

    /// Whether a future is a task's own way of waiting: a sleep, a place in a line.
    fn is_inner(&self, id: FutureId) -> bool {
        matches!(
            self.recording.object(id).and_then(|object| object.role.as_ref()),
            Some(
                FutureRole::Sleep
                    | FutureRole::Waiter { .. }
                    | FutureRole::GroupEnd { .. }
                    | FutureRole::Wait { .. }
            )
        )
    }

    /// Who did something: a task, a callback, or somebody outside.
    pub(super) fn who(&self, index: EventIndex) -> String {
        let event = self.event(index);
        if let Some(task) = event.and_then(|event| event.task()) {
            return self.name(task);
        }
        if self.recording.is_intervened(index) {
            return "somebody outside of the program".to_owned();
        }
        if event.is_some_and(|event| event.cause().is_none()) {
            return "the program, outside of any task,".to_owned();
        }
        // Several things that one callback does follow from each other.
        let callback = self.recording.log().causes(index).skip(1).find_map(|(_, event)| match &event.kind {
            EventKind::CallbackRan { name } => Some(["the callback ", name, "()"].concat()),
            EventKind::ThreadEnded { .. } => Some("the loop, for a thread,".to_owned()),
            EventKind::FutureDone { .. } => Some("a done callback".to_owned()),
            _ => None,
        });
        callback.unwrap_or_else(|| "a callback".to_owned())
    }

    /// Who did something with a lock, queue and so on, and that it was this.
    pub(super) fn tell_deed(&mut self, index: EventIndex) -> Option<Goal> {
        let event = self.event(index)?;
        let by = self.who(index);
        let name = |teller: &Self, sync: &SyncId| teller.sync_name(*sync);
        let told = match &event.kind {
            EventKind::Released { sync, .. } => [&*by, " released ", &name(self, sync)].concat(),
            EventKind::EventSet { sync } => [&*by, " set ", &name(self, sync)].concat(),
            EventKind::Notified { sync, .. } if is_in_barrier(self.recording, *sync) => {
                [&*by, " came to ", &name(self, sync), ", the last one that it waits for"].concat()
            }
            EventKind::Notified { sync, .. } => [&*by, " notified ", &name(self, sync)].concat(),
            EventKind::ItemPut { sync, item, .. } => {
                [&*by, " put ", item.as_deref().unwrap_or("an item"), " into ", &name(self, sync)].concat()
            }
            EventKind::ItemGot { sync, .. } => [&*by, " took an item out of ", &name(self, sync)].concat(),
            EventKind::ItemDone { sync, .. } => {
                [&*by, " called task_done() for the last item of ", &name(self, sync)].concat()
            }
            EventKind::QueueShutDown { sync, .. } => [&*by, " shut down ", &name(self, sync)].concat(),
            EventKind::BarrierMoved { sync, .. } => [&*by, " came to ", &name(self, sync)].concat(),
            _ => return None,
        };
        self.say(Some(index), anchor(event.task()), &[&told]);
        Some(Goal::Act(index))
    }
}
