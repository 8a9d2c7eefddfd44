//! Why a task or future is not done.

use super::teller::{Goal, Teller};
use crate::playback::motion::Anchor;
use crate::playback::view::TaskState;
use crate::trace::{EventIndex, EventKind, FutureId, FutureRole, RunEnd};

impl Teller<'_> {
    pub(super) fn tell_pending(&mut self, id: FutureId) -> Option<Goal> {
        if self.end_of(id).is_some() {
            return Some(Goal::Ended(id));
        }
        let object = self.recording.object(id)?;
        if object.created >= self.now() {
            let name = self.name(id);
            self.say(None, Anchor::Future(id), &[&name, " does not exist yet"]);
            return None;
        }
        match &object.role {
            None => self.tell_task_pending(id),
            Some(role) => {
                let role = role.clone();
                self.tell_future_pending(id, &role, object.created)
            }
        }
    }

    fn tell_task_pending(&mut self, id: FutureId) -> Option<Goal> {
        let task = self.view.task(id)?;
        let (state, waiting, name) = (task.state, task.waiting_on.clone(), self.name(id));
        let Some(waiting) = waiting else {
            return self.tell_task_ready(id, state);
        };
        let on = waiting.future;
        let waits = self.last_of(
            id,
            self.now(),
            |event| matches!(event.kind, EventKind::Waiting { task: of, .. } if of == id),
        )?;
        let since = self.secs(waiting.since_secs);
        if state == TaskState::Cancelling {
            let asked = self.last_of(id, self.now(), |event| {
                matches!(event.kind, EventKind::CancelRequested { target, accepted: true, .. } if target == id)
            })?;
            let parts = [
                &*name,
                " was asked to cancel, and so was what it waits for, ",
                &self.name(on),
                "; until that has ended, CancelledError is not thrown into it",
            ];
            self.say_of(id, asked, &parts);
            if self.end_of(on).is_none() && !self.is_sleep(on) {
                return Some(Goal::Pending(on));
            }
            return Some(Goal::Asked(asked));
        }
        let object = self.recording.object(on)?;
        if self.is_sleep(on) {
            let until = self.recording.sleep_deadline(on).map(|(_, deadline)| deadline);
            let until = until.map(|until| [" until ", &self.secs(until)].concat()).unwrap_or_default();
            let slept = self.slept(on);
            self.say_of(id, waits, &[&name, " sleeps for", &slept, ", from ", &since, &until]);
            return None;
        }
        let what = match &object.role {
            Some(FutureRole::Waiter { sync, wants }) => self.wanted(*sync, *wants),
            Some(FutureRole::GroupEnd { group }) => ["the tasks of ", &self.group_name(*group)].concat(),
            _ => self.name(on),
        };
        self.say_of(id, waits, &[&name, " waits for ", &what, ", since ", &since]);
        Some(Goal::Pending(on))
    }

    /// A task that waits for nothing, or for nothing but its turn.
    fn tell_task_ready(&mut self, id: FutureId, state: TaskState) -> Option<Goal> {
        let name = self.name(id);
        let object = self.recording.object(id)?;
        if state == TaskState::Running {
            let now = self.last_of(id, self.now(), |event| event.task() == Some(id))?;
            let what = match self.view.end() {
                Some(RunEnd::Limit { message }) => {
                    [" was running when the run was stopped: ", message].concat()
                }
                _ => " is running: no other task can, until it waits for something or ends".to_owned(),
            };
            self.say_of(id, now, &[&name, &what]);
            return Some(Goal::Act(now));
        }
        let since = self.last_of(id, self.now(), |event| {
            matches!(event.kind, EventKind::Woken { task, .. } | EventKind::Waiting { task, on: None } if task == id)
        });
        if state == TaskState::Cancelling {
            let asked = self.last_of(id, self.now(), |event| {
                matches!(event.kind, EventKind::CancelRequested { target, accepted: true, .. } if target == id)
            })?;
            self.say_of(
                id,
                asked,
                &[
                    &name,
                    " was asked to cancel: CancelledError will be thrown into it when its next step comes",
                ],
            );
            return Some(Goal::Asked(asked));
        }
        match since.and_then(|since| Some((since, self.event(since)?))) {
            None => {
                self.say_of(id, object.created, &[&name, " has not begun: its first step is in the loop's ready queue, behind what was there before"]);
                self.tell_created(id, object.created);
                None
            }
            Some((since, event)) => {
                self.say_of(id, since, &[&name, " is ready: its next step is in the loop's ready queue"]);
                match event.kind {
                    EventKind::Woken { by, .. } if self.is_sleep(by) => {
                        let waited = self.last_of(
                            id,
                            since,
                            |event| matches!(event.kind, EventKind::Waiting { task, .. } if task == id),
                        );
                        let slept = self.slept(by);
                        self.say_of(id, waited.unwrap_or(since), &["its sleep of", &slept, " is over"]);
                        None
                    }
                    EventKind::Woken { by, .. } => Some(Goal::Ended(by)),
                    _ => {
                        self.say_of(id, since, &["it had given way to the others, with sleep(0)"]);
                        None
                    }
                }
            }
        }
    }

    fn tell_future_pending(&mut self, id: FutureId, role: &FutureRole, created: EventIndex) -> Option<Goal> {
        let name = self.name(id);
        match role {
            FutureRole::Gather { children } | FutureRole::Wait { children } => {
                let is_open = |child: &FutureId| self.end_of(*child).is_none();
                let open: Vec<FutureId> = children.iter().copied().filter(is_open).collect();
                if open.is_empty() {
                    return self.tell_told_soon(&name, children);
                }
                let many = if open.len() == 1 { " has not ended" } else { " have not ended" };
                let names = self.all_of(&open);
                self.say_of(id, created, &[&name, " is not done: ", &names, many]);
                self.first_stuck(&open).map(Goal::Pending)
            }
            FutureRole::GroupEnd { group } => {
                let members = self.members(*group);
                let mut open = members.clone();
                open.retain(|child| self.end_of(*child).is_none());
                if open.is_empty() {
                    return self.tell_told_soon(&self.group_name(*group), &members);
                }
                let many = if open.len() == 1 { " has not ended" } else { " have not ended" };
                let (group, names) = (self.group_name(*group), self.all_of(&open));
                self.say_of(id, created, &[&group, " waits for all of its tasks: ", &names, many]);
                self.first_stuck(&open).map(Goal::Pending)
            }
            FutureRole::Shield { inner } => Some(Goal::Pending(*inner)),
            FutureRole::Sleep => {
                self.say_of(id, created, &["the sleep is not over"]);
                None
            }
            FutureRole::Plain | FutureRole::Internal => {
                let by = self
                    .event(created)?
                    .task()
                    .map(|task| [" by ", &self.name(task)].concat())
                    .unwrap_or_default();
                let waiting = self.waiting_on(|future| future == id);
                let left = self.who_is_left(&waiting, "called set_result() on it");
                let parts = [
                    "nobody has given a result to ",
                    &*name,
                    ", which was created",
                    &by,
                    ", or an exception",
                    &left,
                ];
                self.say_of(id, created, &parts);
                None
            }
            FutureRole::Thread { thread } => {
                let started = self.last(
                    self.now(),
                    |event| matches!(&event.kind, EventKind::ThreadStarted { thread: of } if of == thread),
                );
                match started {
                    Some(started) => self.say(
                        Some(started),
                        Anchor::Future(id),
                        &[&name, " runs; nothing but itself can end it"],
                    ),
                    None => {
                        self.say_of(id, created, &[&name, " has not begun: all workers of the pool are busy"])
                    }
                }
                self.tell_thread(*thread)
            }
            FutureRole::Waiter { sync, wants } => self.tell_line(id, *sync, *wants, created),
        }
    }

    /// All that somebody waits for has ended, and its callbacks are about to tell.
    fn tell_told_soon(&mut self, name: &str, ended: &[FutureId]) -> Option<Goal> {
        let ends = ended.iter().filter_map(|id| Some((self.end_of(*id)?.0, *id)));
        let (done, last) = ends.max_by_key(|(done, _)| done.0)?;
        self.say_of(
            last,
            done,
            &[
                "all that ",
                name,
                " waits for has ended, ",
                &self.name(last),
                " as the last; what tells of that is in the loop's ready queue",
            ],
        );
        Some(Goal::Ended(last))
    }

    /// Of several that have not ended the one that says most: one that waits for something that no clock brings.
    fn first_stuck(&self, open: &[FutureId]) -> Option<FutureId> {
        let sleeps = |id: &FutureId| {
            let waiting = self.view.task(*id).and_then(|task| task.waiting_on.as_ref());
            waiting.is_none_or(|waiting| self.is_sleep(waiting.future))
        };
        open.iter().copied().find(|id| !sleeps(id)).or(open.first().copied())
    }
}
