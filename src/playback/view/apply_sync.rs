//! How events change what tasks meet at.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::trace::{Event, EventKind, FutureId, FutureRole, GroupId, Outcome, SyncId, SyncKind, ThreadId};

use super::View;
use super::sync::{GroupView, SyncState, SyncView, ThreadState, ThreadView};
use crate::playback::numbers::{Known, Lock, Numbered};

impl View {
    /// Events of locks, queues, groups and threads.
    pub(super) fn apply_sync(&mut self, event: &Event) {
        match &event.kind {
            EventKind::SyncCreated { sync, kind } => self.sync_created(event, *sync, *kind),
            EventKind::Acquired { sync, left: now } => self.moved(*sync, |state| {
                if let SyncState::Places { left, holders } = state {
                    *left = *now;
                    holders.extend(event.task());
                }
            }),
            EventKind::Released { sync, left: now } => self.moved(*sync, |state| {
                if let SyncState::Places { left, holders } = state {
                    *left = *now;
                    // Anybody may give back what another one has taken.
                    let by = holders.iter().position(|holder| Some(*holder) == event.task()).unwrap_or(0);
                    if by < holders.len() {
                        holders.remove(by);
                    }
                }
            }),
            EventKind::EventSet { sync } => self.event_moved(*sync, true),
            EventKind::EventCleared { sync } => self.event_moved(*sync, false),
            EventKind::BarrierMoved { sync, state: now, inside: so_many } => self.moved(*sync, |state| {
                if let SyncState::Barrier { state, inside, .. } = state {
                    (*state, *inside) = (*now, *so_many);
                }
            }),
            EventKind::ItemPut { sync, item, .. } => self.moved(*sync, |state| {
                if let SyncState::Queue { items, unfinished, .. } = state {
                    items.put(item.clone());
                    *unfinished += 1;
                }
            }),
            EventKind::ItemGot { sync, item, .. } => self.moved(*sync, |state| {
                if let SyncState::Queue { items, .. } = state {
                    items.get(item.as_ref());
                }
            }),
            EventKind::ItemDone { sync, unfinished: now } => self.moved(*sync, |state| {
                if let SyncState::Queue { unfinished, .. } = state {
                    *unfinished = *now;
                }
            }),
            EventKind::QueueShutDown { sync, dropped } => self.moved(*sync, |state| {
                if let SyncState::Queue { items, unfinished, is_shut_down } = state {
                    *is_shut_down = true;
                    if *dropped > 0 {
                        items.clear();
                        *unfinished = unfinished.saturating_sub(*dropped);
                    }
                }
            }),

            EventKind::GroupEntered { group, task } => {
                let group = GroupView {
                    id: *group,
                    task: *task,
                    place: self.places.of(event.origin()),
                    members: Vec::new(),
                    is_aborting: false,
                    errors: 0,
                    is_left: false,
                    revision: self.revision(),
                };
                self.groups.set(group.id.0 as usize, Some(Rc::new(group)), &None);
            }
            EventKind::GroupJoined { group, task } => self.group_moved(*group, |it| it.members.push(*task)),
            EventKind::GroupAborting { group } => self.group_moved(*group, |it| it.is_aborting = true),
            EventKind::GroupLeft { group, errors } => self.group_moved(*group, |it| {
                it.errors = *errors;
                it.is_left = true;
            }),

            EventKind::ThreadQueued { thread, work } => {
                let thread = ThreadView {
                    id: *thread,
                    work: work.clone(),
                    state: ThreadState::Queued,
                    task: event.task(),
                    future: None,
                    revision: self.revision(),
                };
                self.threads.set(thread.id.0 as usize, Some(Rc::new(thread)), &None);
            }
            EventKind::ThreadStarted { thread } => {
                self.thread_moved(*thread, |it| it.state = ThreadState::Running);
            }
            EventKind::ThreadEnded { thread, outcome } => {
                self.thread_ended(*thread, outcome);
            }
            _ => {}
        }
    }

    fn event_moved(&mut self, sync: SyncId, now: bool) {
        self.moved(sync, |state| {
            if let SyncState::Event { is_set } = state {
                *is_set = now;
            }
        });
    }

    fn moved(&mut self, sync: SyncId, change: impl FnOnce(&mut SyncState)) {
        if let Some(sync) = self.sync_mut(sync) {
            change(&mut sync.state);
        }
    }

    fn sync_mut(&mut self, id: SyncId) -> Option<&mut SyncView> {
        let revision = self.revision();
        let sync = Rc::make_mut(self.syncs.get_mut(id.0 as usize)?.as_mut()?);
        sync.revision = revision;
        Some(sync)
    }

    fn group_moved(&mut self, id: GroupId, change: impl FnOnce(&mut GroupView)) {
        let revision = self.revision();
        if let Some(Some(group)) = self.groups.get_mut(id.0 as usize) {
            let group = Rc::make_mut(group);
            group.revision = revision;
            change(group);
        }
    }

    fn thread_moved(&mut self, id: ThreadId, change: impl FnOnce(&mut ThreadView)) {
        let revision = self.revision();
        if let Some(Some(thread)) = self.threads.get_mut(id.0 as usize) {
            let thread = Rc::make_mut(thread);
            thread.revision = revision;
            change(thread);
        }
    }

    fn thread_ended(&mut self, id: ThreadId, outcome: &Outcome) {
        self.thread_moved(id, |it| it.state = ThreadState::Ended(outcome.clone()));
    }

    fn sync_created(&mut self, event: &Event, id: SyncId, kind: SyncKind) {
        let mut numbers = std::mem::take(&mut self.numbers);
        let known = |id| {
            let sync = self.sync(id)?;
            let is_barrier = matches!(sync.kind, SyncKind::Barrier { .. });
            Some(Known { is_barrier, part_of: sync.part_of, name: sync.name.clone() })
        };
        let Numbered { name, part_of, lock } = numbers.made(id, kind, known);
        self.numbers = numbers;
        if let Some((lock, becomes)) = lock
            && let Some(lock) = self.sync_mut(lock)
        {
            match becomes {
                Lock::PartOf(whole) => lock.part_of = Some(whole),
                Lock::Own(name) => (lock.part_of, lock.name) = (None, name),
            }
        }
        let sync = SyncView {
            id,
            kind,
            name,
            origin: event.origin(),
            place: self.places.of(event.origin()),
            part_of,
            state: SyncState::new(kind),
            waiters: VecDeque::new(),
            revision: self.revision(),
        };
        self.syncs.set(id.0 as usize, Some(Rc::new(sync)), &None);
    }

    /// A future with a role was created.
    pub(super) fn role_began(&mut self, future: FutureId, role: &FutureRole) {
        match role {
            FutureRole::Waiter { sync, .. } => {
                if let Some(sync) = self.sync_mut(*sync) {
                    sync.waiters.push_back(future);
                }
            }
            FutureRole::Thread { thread } => self.thread_moved(*thread, |it| it.future = Some(future)),
            _ => {}
        }
    }

    /// A future with a role is done.
    pub(super) fn role_ended(&mut self, future: FutureId, sync: SyncId) {
        if let Some(sync) = self.sync_mut(sync)
            && let Some(position) = sync.waiters.iter().position(|waiter| *waiter == future)
        {
            sync.waiters.remove(position);
        }
    }
}
