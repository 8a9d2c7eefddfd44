//! Why a task or future is not done.

use super::teller::{Goal, Teller};
use crate::playback::motion::Anchor;
use crate::playback::view::TaskState;
use crate::trace::{EventIndex, EventKind, FutureId, FutureRole, SyncId, SyncKind, Wants};

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
            let now = self.last_of(id, self.now(), |event| event.task == Some(id))?;
            self.say_of(
                id,
                now,
                &[&name, " is running: no other task can, until it waits for something or ends"],
            );
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
                let many = if open.len() == 1 { " has not ended" } else { " have not ended" };
                let names = self.names(&open);
                self.say_of(id, created, &[&name, " is not done: ", &names, many]);
                self.first_stuck(&open).map(Goal::Pending)
            }
            FutureRole::GroupEnd { group } => {
                let mut open = self.members(*group);
                open.retain(|child| self.end_of(*child).is_none());
                let many = if open.len() == 1 { " has not ended" } else { " have not ended" };
                let (group, names) = (self.group_name(*group), self.names(&open));
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
                    .task
                    .map(|task| [" by ", &self.name(task)].concat())
                    .unwrap_or_default();
                self.say_of(
                    id,
                    created,
                    &[
                        "nobody has given a result to ",
                        &name,
                        ", which was created",
                        &by,
                        ", or an exception",
                    ],
                );
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

    /// Of several that have not ended the one that says most: one that waits for something that no clock brings.
    fn first_stuck(&self, open: &[FutureId]) -> Option<FutureId> {
        let sleeps = |id: &FutureId| {
            let waiting = self.view.task(*id).and_then(|task| task.waiting_on.as_ref());
            waiting.is_none_or(|waiting| self.is_sleep(waiting.future))
        };
        open.iter().copied().find(|id| !sleeps(id)).or(open.first().copied())
    }

    /// Why somebody waits in the line of a lock, queue and so on.
    fn tell_line(&mut self, id: FutureId, sync: SyncId, wants: Wants, created: EventIndex) -> Option<Goal> {
        let name = self.sync_name(sync);
        let about = Anchor::Future(id);
        let handed = self.last_of(id, self.now(), |event| matches!(event.kind, EventKind::HandedOver { .. }));
        if handed.is_some() {
            self.say(handed, about, &["its turn has come"]);
            return handed.map(Goal::Act);
        }
        match wants {
            Wants::Place => self.tell_held(sync, &name, created),
            Wants::Set => {
                let last = self.last(self.now(), |event| {
                    matches!(&event.kind, EventKind::EventSet { sync: of } | EventKind::EventCleared { sync: of } if *of == sync)
                });
                match last {
                    Some(last) => {
                        let by = self
                            .event(last)?
                            .task
                            .map(|task| [" by ", &self.name(task)].concat())
                            .unwrap_or_default();
                        self.say(
                            Some(last),
                            about,
                            &[&name, " was cleared", &by, ", and nobody has set it since"],
                        );
                    }
                    None => self.say(self.made(sync), about, &["nobody has ever set ", &name]),
                }
                None
            }
            Wants::Notification => self.tell_unnotified(id, sync, &name, created),
            Wants::Item => self.tell_users(sync, &[&name, " is empty"], Use::Puts),
            Wants::Room => self.tell_users(sync, &[&name, " is full"], Use::Gets),
            Wants::AllDone => self.tell_unfinished(sync, &name),
        }
    }

    /// The event with which a lock, queue and so on was made or used first.
    fn made(&self, sync: SyncId) -> Option<EventIndex> {
        let is_it = |kind: &EventKind| matches!(kind, EventKind::SyncCreated { sync: of, .. } if *of == sync);
        self.recording.log().iter().find(|(_, event)| is_it(&event.kind)).map(|(index, _)| index)
    }

    /// Who holds a lock or the places of a semaphore.
    fn tell_held(&mut self, sync: SyncId, name: &str, created: EventIndex) -> Option<Goal> {
        let mut holders: Vec<(FutureId, EventIndex)> = Vec::new();
        for (index, event) in self.recording.log().iter().take(self.view.cursor()) {
            match &event.kind {
                EventKind::Acquired { sync: of, .. } if *of == sync => {
                    holders.extend(event.task.map(|task| (task, index)));
                }
                EventKind::Released { sync: of, .. } if *of == sync => {
                    let own = holders.iter().position(|(task, _)| Some(*task) == event.task);
                    if !holders.is_empty() {
                        holders.remove(own.unwrap_or(0));
                    }
                }
                _ => {}
            }
        }
        let Some(&(holder, acquired)) = holders.first() else {
            self.say(
                Some(created),
                Anchor::Outside,
                &[name, " is free, and its first waiter is about to be woken"],
            );
            return None;
        };
        let tasks: Vec<FutureId> = holders.iter().map(|(task, _)| *task).collect();
        let since = self.event(acquired).map(|event| self.secs(event.time)).unwrap_or_default();
        let names = self.names(&tasks);
        match self.end_of(holder) {
            Some(_) => {
                self.say_of(
                    holder,
                    acquired,
                    &[
                        name,
                        " was taken by ",
                        &names,
                        " at ",
                        &since,
                        ", which has ended without releasing it",
                    ],
                );
                Some(Goal::Ended(holder))
            }
            None => {
                self.say_of(holder, acquired, &[name, " is held by ", &names, ", since ", &since]);
                Some(Goal::Pending(holder))
            }
        }
    }

    fn tell_unnotified(
        &mut self,
        id: FutureId,
        sync: SyncId,
        name: &str,
        created: EventIndex,
    ) -> Option<Goal> {
        // The condition of a barrier is told by the barrier.
        let waiter = self.event(created)?.task;
        let moved = self.last(created, |event| {
            event.task == waiter && matches!(event.kind, EventKind::BarrierMoved { .. })
        });
        if let Some(moved) = moved.filter(|moved| moved.0 + 6 > created.0)
            && let EventKind::BarrierMoved { sync: barrier, .. } = self.event(moved)?.kind
        {
            let inside = self.last(
                self.now(),
                |event| matches!(&event.kind, EventKind::BarrierMoved { sync: of, .. } if *of == barrier),
            );
            let inside = inside.and_then(|index| match self.event(index)?.kind {
                EventKind::BarrierMoved { inside, .. } => Some(inside),
                _ => None,
            });
            let parties = self.made(barrier).and_then(|made| match self.event(made)?.kind {
                EventKind::SyncCreated { kind: SyncKind::Barrier { parties }, .. } => Some(parties),
                _ => None,
            });
            let (inside, parties) =
                (inside.unwrap_or_default().to_string(), parties.unwrap_or_default().to_string());
            let name = self.sync_name(barrier);
            self.say_of(
                id,
                moved,
                &[&inside, " of the ", &parties, " tasks that ", &name, " takes have come to it"],
            );
            return None;
        }
        let notified = self.last(
            self.now(),
            |event| matches!(&event.kind, EventKind::Notified { sync: of, .. } if *of == sync),
        );
        match notified.filter(|notified| *notified > created) {
            Some(notified) => {
                let by = self.event(notified)?.task.map(|task| self.name(task)).unwrap_or_default();
                self.say_of(
                    id,
                    notified,
                    &[&by, " notified ", name, ", but woke others: they had waited longer"],
                );
                Some(Goal::Act(notified))
            }
            None => {
                self.say_of(id, created, &["nobody has notified ", name, " since"]);
                None
            }
        }
    }

    /// Why nobody puts into, or gets out of, a queue.
    fn tell_users(&mut self, sync: SyncId, what: &[&str], wanted: Use) -> Option<Goal> {
        let mut users: Vec<(FutureId, EventIndex, u32)> = Vec::new();
        for (index, event) in self.recording.log().iter().take(self.view.cursor()) {
            let is_it = match &event.kind {
                EventKind::ItemPut { sync: of, .. } => *of == sync && wanted == Use::Puts,
                EventKind::ItemGot { sync: of, .. } => *of == sync && wanted == Use::Gets,
                _ => false,
            };
            if is_it && let Some(task) = event.task {
                match users.iter_mut().find(|(user, ..)| *user == task) {
                    Some(user) => (user.1, user.2) = (index, user.2 + 1),
                    None => users.push((task, index, 1)),
                }
            }
        }
        let deed = if wanted == Use::Puts { " put anything into it" } else { " took anything out of it" };
        let Some(&(user, last, count)) =
            users.iter().find(|(user, ..)| self.end_of(*user).is_none()).or(users.last())
        else {
            let parts = [what, &[": nobody has ever", deed]].concat();
            self.say(self.made(sync), Anchor::Outside, &parts);
            return None;
        };
        let (name, many) = (self.name(user), count.to_string());
        let have = if wanted == Use::Puts { ", which has put " } else { ", which has taken " };
        let items = if count == 1 { " item" } else { " items" };
        let into = if wanted == Use::Puts { " into it, " } else { " out of it, " };
        let then = match self.end_of(user) {
            Some(_) => "has ended",
            None => "does no more for now",
        };
        let head = [what, &[": ", &name, have, &many, items, into, then]].concat();
        self.say_of(user, last, &head);
        match self.end_of(user) {
            Some(_) => Some(Goal::Ended(user)),
            None => Some(Goal::Pending(user)),
        }
    }

    /// Why `join()` waits.
    fn tell_unfinished(&mut self, sync: SyncId, name: &str) -> Option<Goal> {
        let (mut unfinished, mut size) = (0, 0);
        let mut open: Vec<(FutureId, EventIndex, i32)> = Vec::new();
        for (index, event) in self.recording.log().iter().take(self.view.cursor()) {
            let (of, change) = match &event.kind {
                EventKind::ItemPut { sync: of, .. } => (*of, 0),
                EventKind::ItemGot { sync: of, .. } => (*of, 1),
                EventKind::ItemDone { sync: of, .. } => (*of, -1),
                _ => continue,
            };
            if of != sync {
                continue;
            }
            match &event.kind {
                EventKind::ItemPut { size: now, .. } => (unfinished, size) = (unfinished + 1, *now),
                EventKind::ItemGot { size: now, .. } => size = *now,
                EventKind::ItemDone { unfinished: now, .. } => unfinished = *now,
                _ => {}
            }
            if let Some(task) = event.task.filter(|_| change != 0) {
                match open.iter_mut().find(|(user, ..)| *user == task) {
                    Some(user) => (user.1, user.2) = (index, user.2 + change),
                    None => open.push((task, index, change)),
                }
            }
        }
        let (many, left) = (unfinished.to_string(), size.to_string());
        let waiting = [", of which ", &left, " were never taken"].concat();
        let tail = if size > 0 { &*waiting } else { "" };
        let items = if unfinished == 1 { " item of " } else { " items of " };
        self.say(
            self.made(sync),
            Anchor::Outside,
            &["task_done() was not called for ", &many, items, name, tail],
        );
        let &(user, last, count) = open.iter().find(|(_, _, count)| *count > 0).or(open.last())?;
        let own = self.name(user);
        match self.end_of(user) {
            None => {
                // One that waits for the next item is done with this one, and has forgotten to say so.
                let waiting = self.view.task(user).and_then(|task| task.waiting_on.as_ref());
                let role = waiting.and_then(|waiting| self.recording.object(waiting.future)?.role.clone());
                if role == Some(FutureRole::Waiter { sync, wants: Wants::Item }) {
                    let count = count.to_string();
                    let parts = [
                        &*own,
                        " has taken ",
                        &count,
                        " without calling task_done(), and waits for the next one",
                    ];
                    self.say_of(user, last, &parts);
                    return None;
                }
                self.say_of(user, last, &[&own, " took an item and has not called task_done() for it"]);
                Some(Goal::Pending(user))
            }
            _ => {
                self.say_of(
                    user,
                    last,
                    &[&own, " took an item and ended without calling task_done() for it"],
                );
                Some(Goal::Ended(user))
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Use {
    Puts,
    Gets,
}
