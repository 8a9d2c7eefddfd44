//! Why a task stands in the line of a lock, queue and so on, and who could have let it go on.

use super::teller::{Goal, Teller};
use crate::playback::motion::Anchor;
use crate::trace::{Event, EventIndex, EventKind, FutureId, FutureRole, SyncId, SyncKind, Wants};

impl Teller<'_> {
    /// Why somebody waits in the line of a lock, queue and so on.
    pub(super) fn tell_line(
        &mut self,
        id: FutureId,
        sync: SyncId,
        wants: Wants,
        created: EventIndex,
    ) -> Option<Goal> {
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
                            .task()
                            .map(|task| [" by ", &self.name(task)].concat())
                            .unwrap_or_default();
                        self.say(
                            Some(last),
                            about,
                            &[&name, " was cleared", &by, ", and nobody has set it since"],
                        );
                        self.tell_who_did(
                            created,
                            "set it",
                            |kind| matches!(kind, EventKind::EventSet { sync: of } if *of == sync),
                        )
                    }
                    None => {
                        let left = self.who_is_left(&self.waiting_at(sync), "called set() on it");
                        self.say(self.made(sync), about, &["nobody has ever set ", &name, &left]);
                        None
                    }
                }
            }
            Wants::Notification => self.tell_unnotified(id, sync, &name, created),
            Wants::Item => self.tell_users(sync, &[&name, " is empty"], Use::Puts),
            Wants::Room => self.tell_users(sync, &[&name, " is full"], Use::Gets),
            Wants::AllDone => self.tell_unfinished(sync, &name),
        }
    }

    /// The tasks that wait for such a future.
    pub(super) fn waiting_on(&self, is_it: impl Fn(FutureId) -> bool) -> Vec<FutureId> {
        let waits = |id: &FutureId| {
            let waiting = self.view.task(*id).and_then(|task| task.waiting_on.as_ref());
            waiting.is_some_and(|waiting| is_it(waiting.future))
        };
        self.recording.tasks().map(|(id, _)| id).filter(waits).collect()
    }

    /// The tasks that wait at a lock, queue and so on.
    fn waiting_at(&self, sync: SyncId) -> Vec<FutureId> {
        let waiters = self.view.sync(sync).map(|sync| &sync.waiters);
        self.waiting_on(|future| waiters.is_some_and(|waiters| waiters.contains(&future)))
    }

    /// Which tasks are left besides those that wait, none of which has done what they wait for.
    pub(super) fn who_is_left(&self, waiting: &[FutureId], done: &str) -> String {
        let is_left = |id: &FutureId| self.end_of(*id).is_none() && !waiting.contains(id);
        let there = self.recording.tasks().filter(|(_, task)| !task.hidden && task.created < self.now());
        let left: Vec<FutureId> = there.map(|(id, _)| id).filter(is_left).collect();
        match (left.is_empty(), waiting.len()) {
            (false, _) => {
                ["; of the others that are left (", &self.names(&left), ") none has ", done].concat()
            }
            (true, 0 | 1) => ", and no other task is left".to_owned(),
            (true, _) => ", and all tasks that are left wait for it".to_owned(),
        }
    }

    /// Who did before what somebody waits for since an event, and does it no more.
    fn tell_who_did(
        &mut self,
        since: EventIndex,
        done: &str,
        is_it: impl Fn(&EventKind) -> bool,
    ) -> Option<Goal> {
        let waits = self.event(since)?.task();
        let last = self.last(self.now(), |event| {
            event.task().is_some() && event.task() != waits && is_it(&event.kind)
        })?;
        let user = self.event(last)?.task()?;
        let name = self.name(user);
        match self.end_of(user) {
            Some(_) => {
                self.say_of(user, last, &["the last one to have ", done, " is ", &name, ", which has ended"]);
                Some(Goal::Ended(user))
            }
            None => {
                self.say_of(user, last, &[&name, " has ", done, " before, and does no more for now"]);
                Some(Goal::Pending(user))
            }
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
                    holders.extend(event.task().map(|task| (task, index)));
                }
                EventKind::Released { sync: of, .. } if *of == sync => {
                    let own = holders.iter().position(|(task, _)| Some(*task) == event.task());
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
            let released =
                |event: &Event| matches!(event.kind, EventKind::Released { sync: of, .. } if of == sync);
            return self.last(self.now(), released).and_then(|released| self.tell_deed(released));
        };
        let tasks: Vec<FutureId> = holders.iter().map(|(task, _)| *task).collect();
        let since = self.event(acquired).map(|event| self.secs(event.time)).unwrap_or_default();
        let names = self.all_of(&tasks);
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
        let waiter = self.event(created)?.task();
        let moved = self.last(created, |event| {
            event.task() == waiter && matches!(event.kind, EventKind::BarrierMoved { .. })
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
                let by = self.event(notified)?.task().map(|task| self.name(task)).unwrap_or_default();
                self.say_of(
                    id,
                    notified,
                    &[&by, " notified ", name, ", but woke only who had waited longer"],
                );
                Some(Goal::Act(notified))
            }
            None => {
                let is_it =
                    |kind: &EventKind| matches!(kind, EventKind::Notified { sync: of, .. } if *of == sync);
                let left = match notified {
                    Some(_) => String::new(),
                    None => self.who_is_left(&self.waiting_at(sync), "called notify() on it"),
                };
                self.say_of(id, created, &["nobody has notified ", name, " since", &left]);
                self.tell_who_did(created, "notified it", is_it)
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
            if is_it && let Some(task) = event.task() {
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
            let call = if wanted == Use::Puts { "called put() on it" } else { "called get() on it" };
            let left = self.who_is_left(&self.waiting_at(sync), call);
            let parts = [what, &[": nobody has ever", deed, &left]].concat();
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
            if let Some(task) = event.task().filter(|_| change != 0) {
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
