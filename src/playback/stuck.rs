//! What a deadlock consists of: who waits for what, and who holds that.

use crate::trace::{EventIndex, EventKind, FutureId, FutureRole, RunEnd, SyncId, ThreadId};

use super::recording::Recording;
use super::view::{SyncState, ThreadState, ThreadView};

/// More tasks than that nobody reads about, and a circle among later ones is not looked for.
const MOST: usize = 200;

/// A task that will never go on, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Stuck {
    /// The task.
    pub task: FutureId,
    /// The future on which it waits, if that is known.
    pub on: Option<FutureId>,
    /// Where it waits, if that is at a lock, queue or the like.
    pub sync: Option<SyncId>,
    /// The tasks that hold that.
    pub held_by: Vec<FutureId>,
    /// The task that it waits for, itself or through what it waits on.
    awaited: Vec<FutureId>,
}

/// Who waits for what in a run that ended in a deadlock; the tasks of a circle first, in its order. Empty for any other run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deadlock {
    /// The tasks that wait for each other in a circle; empty if there is none.
    pub circle: Vec<Stuck>,
    /// The other tasks that wait, in order of creation.
    pub others: Vec<Stuck>,
    /// What has not ended in threads: it stands and waits there.
    pub threads: Vec<ThreadId>,
}

impl Deadlock {
    /// Of a run.
    pub fn of(recording: &Recording) -> Self {
        let log = recording.log();
        let last = EventIndex((log.len() as u32).saturating_sub(1));
        let Some(EventKind::RunEnded { how: RunEnd::Deadlock { waiting } }) =
            log.get(last).map(|event| &event.kind)
        else {
            return Self::default();
        };
        let mut stuck: Vec<Stuck> = waiting.iter().take(MOST).map(|&task| stuck(recording, task)).collect();
        let circle = circle(&stuck);
        let circle = circle
            .into_iter()
            .filter_map(|task| {
                let position = stuck.iter().position(|it| it.task == task)?;
                Some(stuck.remove(position))
            })
            .collect();
        stuck.retain(|it| !recording.is_hidden(it.task));
        let running = |thread: &&ThreadView| thread.state == ThreadState::Running;
        let threads = recording.last_view().threads().filter(running).take(MOST).map(|it| it.id).collect();
        Deadlock { circle, others: stuck, threads }
    }
}

fn stuck(recording: &Recording, task: FutureId) -> Stuck {
    let last =
        recording.events_of(task).iter().rev().find_map(|&index| match recording.log().get(index)?.kind {
            EventKind::Waiting { task: who, on } if who == task => Some(on),
            _ => None,
        });
    let on = last.flatten();
    let role = on.and_then(|on| recording.object(on)?.role.clone());
    let sync = match role {
        Some(FutureRole::Waiter { sync, .. }) => Some(sync),
        _ => None,
    };
    let held_by = sync.map(|sync| holders(recording, sync)).unwrap_or_default();
    let awaited = match role {
        Some(FutureRole::Gather { children } | FutureRole::Wait { children }) => children.to_vec(),
        Some(FutureRole::Shield { inner }) => vec![inner],
        Some(_) => held_by.clone(),
        None => on.into_iter().collect(),
    };
    Stuck { task, on, sync, held_by, awaited }
}

/// The tasks that hold a lock, or places of a semaphore, at the end.
fn holders(recording: &Recording, sync: SyncId) -> Vec<FutureId> {
    match recording.last_view().sync(sync).map(|sync| &sync.state) {
        Some(SyncState::Places { holders, .. }) => holders.clone(),
        _ => Vec::new(),
    }
}

/// The tasks of a circle of waiting, each waiting for the next one; the circle with the first task that is in one.
fn circle(stuck: &[Stuck]) -> Vec<FutureId> {
    let find = |task: FutureId| stuck.iter().find(|it| it.task == task);
    for start in stuck {
        // Depth first from each task, back to itself.
        let mut way = vec![(start.task, 0)];
        let mut seen = vec![start.task];
        while let Some((task, next)) = way.last_mut() {
            let Some(target) = find(*task).and_then(|it| it.awaited.get(*next)).copied() else {
                way.pop();
                continue;
            };
            *next += 1;
            if target == start.task {
                return way.into_iter().map(|(task, _)| task).collect();
            }
            if !seen.contains(&target) && find(target).is_some() {
                seen.push(target);
                way.push((target, 0));
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playback::testing::Script;
    use crate::trace::{SyncKind, ThreadWork, Wants};

    const MAIN: FutureId = FutureId(0);
    const A: FutureId = FutureId(1);
    const B: FutureId = FutureId(2);
    const BOTH: FutureId = FutureId(3);
    const LOCKS: [SyncId; 2] = [SyncId(1), SyncId(2)];

    fn make(s: &mut Script, sync: SyncId) {
        s.emit(EventKind::SyncCreated { sync, kind: SyncKind::Lock });
    }

    fn take(s: &mut Script, sync: SyncId) {
        s.emit(EventKind::Acquired { sync, left: 0 });
    }

    fn line_up(s: &mut Script, task: FutureId, waiter: u32, sync: SyncId) {
        s.future(FutureId(waiter), FutureRole::Waiter { sync, wants: Wants::Place });
        s.wait(task, FutureId(waiter));
    }

    fn end(script: &mut Script, waiting: &[FutureId]) -> Deadlock {
        script.emit(EventKind::RunEnded { how: RunEnd::Deadlock { waiting: waiting.into() } });
        Deadlock::of(&script.take().record())
    }

    #[test]
    fn two_tasks_that_wait_for_each_others_locks_are_a_circle() {
        let mut script = Script::new();
        script.create(MAIN, "main");
        script.create(A, "A");
        script.create(B, "B");
        script.iteration(1).step(MAIN, |s| {
            LOCKS.into_iter().for_each(|lock| make(s, lock));
            s.future(BOTH, FutureRole::Gather { children: [A, B].into() });
            s.wait(MAIN, BOTH);
        });
        script.step(A, |s| take(s, LOCKS[0])).step(B, |s| take(s, LOCKS[1]));
        script.step(A, |s| line_up(s, A, 10, LOCKS[1])).step(B, |s| line_up(s, B, 11, LOCKS[0]));
        let deadlock = end(&mut script, &[MAIN, A, B]);
        let circle: Vec<_> =
            deadlock.circle.iter().map(|it| (it.task, it.sync, it.held_by.clone())).collect();
        assert_eq!(circle, [(A, Some(LOCKS[1]), vec![B]), (B, Some(LOCKS[0]), vec![A])]);
        assert_eq!(deadlock.others.iter().map(|it| it.task).collect::<Vec<_>>(), [MAIN]);
    }

    #[test]
    fn a_task_that_waits_for_what_nobody_sets_is_in_no_circle() {
        let mut script = Script::new();
        script.create(MAIN, "main");
        script.iteration(1).step(MAIN, |s| {
            s.future(BOTH, FutureRole::Waiter { sync: SyncId(0), wants: Wants::Set });
            s.wait(MAIN, BOTH);
        });
        let deadlock = end(&mut script, &[MAIN]);
        assert_eq!(deadlock.circle, []);
        assert_eq!(deadlock.others[0].sync, Some(SyncId(0)));
        assert_eq!(deadlock.others[0].held_by, []);
    }

    #[test]
    fn tasks_that_await_each_other_are_a_circle() {
        let mut script = Script::new();
        script.create(A, "A");
        script.create(B, "B");
        script.iteration(1).step(A, |s| s.wait(A, B)).step(B, |s| s.wait(B, A));
        let deadlock = end(&mut script, &[A, B]);
        assert_eq!(deadlock.circle.iter().map(|it| it.task).collect::<Vec<_>>(), [A, B]);
    }

    #[test]
    fn a_lock_that_was_given_back_holds_nobody() {
        let mut script = Script::new();
        script.create(A, "A");
        script.iteration(1).step(A, |s| {
            make(s, LOCKS[0]);
            take(s, LOCKS[0]);
            s.emit(EventKind::Released { sync: LOCKS[0], left: 1 });
            line_up(s, A, 10, LOCKS[0]);
        });
        let deadlock = end(&mut script, &[A]);
        assert_eq!(deadlock.circle, []);
        assert_eq!(deadlock.others[0].held_by, []);
    }

    #[test]
    fn what_has_not_ended_in_a_thread_waits_too() {
        let mut script = Script::new();
        script.create(A, "A");
        let [ends, stays] = [ThreadId(0), ThreadId(1)];
        for thread in [ends, stays] {
            script
                .emit(EventKind::ThreadQueued { thread, work: ThreadWork::Call { function: "work".into() } });
            script.emit(EventKind::ThreadStarted { thread });
        }
        script.emit(EventKind::ThreadEnded { thread: ends, outcome: crate::trace::Outcome::Result });
        assert_eq!(end(&mut script, &[]).threads, [stays]);
    }

    #[test]
    fn a_run_that_ends_otherwise_is_no_deadlock() {
        let mut script = Script::new();
        script.create(A, "A");
        script.end();
        assert_eq!(Deadlock::of(&script.record()), Deadlock::default());
    }
}
