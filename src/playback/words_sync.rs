//! Locks, queues, groups and threads in words, and callbacks.

use super::recording::Recording;
use super::view::{SyncState, ThreadState, View, WaitingFor, WaitingOn};
use super::words::{failure, label, plural};
use crate::trace::{
    BarrierState, CallbackRole, EventIndex, EventKind, FutureId, FutureRole, GroupId, Outcome, SyncId,
    SyncKind, ThreadId, ThreadWork, Wants,
};

/// What a lock, queue or the like is called: `Lock 1`, or `Condition 1's lock`.
pub fn sync_name(recording: &Recording, id: SyncId) -> String {
    let all = recording.last_view();
    let Some(sync) = all.sync(id) else { return "something".to_owned() };
    match sync.part_of.and_then(|whole| all.sync(whole)) {
        Some(whole) if sync.kind == SyncKind::Lock => [&whole.name, "'s lock"].concat(),
        Some(whole) => whole.name.to_string(),
        None => sync.name.to_string(),
    }
}

/// What a task group is called: it has a number if there are several.
pub fn group_name(recording: &Recording, id: GroupId) -> String {
    match recording.last_view().groups().nth(1) {
        None => "the task group".to_owned(),
        Some(_) => ["task group ", &(id.0 + 1).to_string()].concat(),
    }
}

/// What a function in a thread is called.
pub fn thread_name(recording: &Recording, id: ThreadId) -> String {
    match recording.last_view().thread(id) {
        Some(thread) => in_thread(&thread.work),
        None => "a thread".to_owned(),
    }
}

/// What a function that a pool calls is called, or a thread of the program's.
pub fn work_name(work: &ThreadWork) -> String {
    match work {
        ThreadWork::Call { function } => [function, "()"].concat(),
        // Some names could be anything's.
        ThreadWork::Thread { name } if !name.contains([' ', '-']) => ["thread ", name].concat(),
        ThreadWork::Thread { name } => name.to_string(),
    }
}

/// The same where nothing else says that it is in a thread.
fn in_thread(work: &ThreadWork) -> String {
    let place = if let ThreadWork::Call { .. } = work { " in a thread" } else { "" };
    work_name(work) + place
}

/// So many threads that wait are named.
const THREADS_NAMED: usize = 5;

/// Those that wait in a deadlock: tasks, and what has not ended in threads.
pub fn all_that_wait(recording: &Recording, tasks: &[FutureId]) -> Vec<String> {
    let mut names: Vec<String> = tasks.iter().map(|task| label(recording, *task)).collect();
    let mut running = recording.last_view().threads().filter(|thread| thread.state == ThreadState::Running);
    names.extend(running.by_ref().take(THREADS_NAMED).map(|thread| in_thread(&thread.work)));
    match running.count() {
        0 if names.is_empty() => names.push("the program".to_owned()),
        0 => {}
        1 => names.push("one more thread".to_owned()),
        more => names.push([&more.to_string(), " more threads"].concat()),
    }
    names
}

/// What a callback in the ready queue is called.
pub fn callback_name(recording: &Recording, role: &CallbackRole) -> String {
    let of = |name: &str| ["the callback of ", name].concat();
    match role {
        CallbackRole::Program { name } => ["the callback ", name].concat(),
        CallbackRole::Gather { gather: future } | CallbackRole::Shield { outer: future } => {
            of(&label(recording, *future))
        }
        CallbackRole::Wait { waiter } => match recording.object(*waiter).and_then(|it| it.role.as_ref()) {
            Some(FutureRole::Wait { .. }) => of(&label(recording, *waiter)),
            _ => of("wait_for()"),
        },
        CallbackRole::AsCompleted => of("as_completed()"),
        CallbackRole::Group { group } => of(&group_name(recording, *group)),
        CallbackRole::Thread => of("a thread"),
        CallbackRole::Stop => "the callback that stops the loop".to_owned(),
        CallbackRole::Timer { .. } => "a timer that is due at once".to_owned(),
    }
}

/// What a task waits on at a lock or queue, as a thing.
pub fn waiter(recording: &Recording, sync: SyncId, wants: Wants) -> String {
    let name = sync_name(recording, sync);
    let what = match (wants, kind(recording, sync)) {
        (Wants::Place, Some(SyncKind::Semaphore { .. })) => "a place of ",
        (Wants::Place, _) => "",
        (Wants::Set, _) => "the setting of ",
        (Wants::Notification, _) if is_in_barrier(recording, sync) => "the others at ",
        (Wants::Notification, _) => "a notification of ",
        (Wants::Item, _) => "an item of ",
        (Wants::Room, _) => "room in ",
        (Wants::AllDone, _) => return ["all items of ", &name, " to be done"].concat(),
    };
    [what, &name].concat()
}

/// Why a task that waited at a lock or queue goes on.
pub fn turn(recording: &Recording, sync: SyncId, wants: Wants, outcome: Option<&Outcome>) -> String {
    let name = sync_name(recording, sync);
    if outcome.is_some_and(|outcome| *outcome != Outcome::Result) {
        return ["its wait for ", &waiter(recording, sync, wants), " was cancelled"].concat();
    }
    let (before, after) = match wants {
        Wants::Place => ("its turn at ", " has come"),
        Wants::Set => ("", " is set"),
        Wants::Notification if is_in_barrier(recording, sync) => ("", " lets it pass"),
        Wants::Notification => ("", " notified it"),
        Wants::Item => ("", " has an item"),
        Wants::Room => ("", " has room"),
        Wants::AllDone => ("all items of ", " are done"),
    };
    [before, &name, after].concat()
}

fn kind(recording: &Recording, sync: SyncId) -> Option<SyncKind> {
    Some(recording.last_view().sync(sync)?.kind)
}

/// Whether it is what tasks wait at inside of a barrier.
pub(super) fn is_in_barrier(recording: &Recording, sync: SyncId) -> bool {
    let of = recording.last_view().sync(sync).and_then(|sync| sync.part_of);
    of.is_some_and(|whole| matches!(kind(recording, whole), Some(SyncKind::Barrier { .. })))
}

/// What a task waits for at a moment, as a card says it: with who holds it, or how much is missing.
pub fn waits_for(recording: &Recording, view: &View, waiting: &WaitingOn) -> String {
    match &waiting.what {
        WaitingFor::Sync { sync, wants, .. } => {
            let text = waiter(recording, *sync, *wants);
            match view.sync(*sync).map(|sync| &sync.state) {
                Some(SyncState::Places { holders, .. }) if !holders.is_empty() && holders.len() <= 2 => {
                    let names: Vec<String> = holders.iter().map(|holder| label(recording, *holder)).collect();
                    [&text, ", held by ", &names.join(" and ")].concat()
                }
                Some(SyncState::Queue { unfinished, .. }) if *wants == Wants::AllDone => {
                    [&text, ", ", &unfinished.to_string(), " left"].concat()
                }
                _ => text,
            }
        }
        WaitingFor::Group { group } => {
            let left = view.group(*group).map_or(0, |group| {
                let is_left = |id: &&FutureId| view.task(**id).is_some_and(|it| it.outcome.is_none());
                group.members.iter().filter(is_left).count()
            });
            let name = group_name(recording, *group);
            ["the tasks of ", &name, ", ", &left.to_string(), " left"].concat()
        }
        WaitingFor::Thread { work, .. } => in_thread(work),
        WaitingFor::Wait => awaited(recording, view, waiting.future),
        _ => label(recording, waiting.future),
    }
}

/// What an `asyncio.wait()` still waits for.
fn awaited(recording: &Recording, view: &View, wait: FutureId) -> String {
    const NAMED: usize = 3;
    let Some(FutureRole::Wait { children }) = recording.object(wait).and_then(|it| it.role.as_ref()) else {
        return label(recording, wait);
    };
    let is_left = |id: &&FutureId| match (view.task(**id), view.future(**id)) {
        (Some(task), _) => !task.state.is_final(),
        (None, future) => future.is_some_and(|future| !future.task_state().is_final()),
    };
    let left: Vec<FutureId> = children.iter().filter(is_left).copied().collect();
    match &*left {
        // Those that are done have yet to tell it.
        [] => label(recording, wait),
        left if left.len() > NAMED => [&left.len().to_string(), " of ", &children.len().to_string()].concat(),
        left => {
            let names: Vec<String> = left.iter().map(|id| label(recording, *id)).collect();
            names.join(", ")
        }
    }
}

/// The task that waits on a future, which is the one that made it.
fn whose(recording: &Recording, waiter: FutureId) -> String {
    let created = recording.object(waiter).and_then(|object| recording.log().get(object.created));
    created.and_then(|created| created.task()).map_or("somebody".to_owned(), |task| label(recording, task))
}

/// One event as a sentence, without a full stop.
pub fn sentence(recording: &Recording, index: EventIndex, acting: &str) -> String {
    let Some(event) = recording.log().get(index) else { return String::new() };
    let name = |id: FutureId| label(recording, id);
    let at = |sync: &SyncId| sync_name(recording, *sync);
    let group = |group: &GroupId| group_name(recording, *group);
    let call = |thread: &ThreadId| thread_name(recording, *thread);
    let item = |item: &Option<std::rc::Rc<str>>| item.as_deref().unwrap_or("an item").to_owned();
    match &event.kind {
        EventKind::CallbackScheduled { callback } => {
            [&callback_name(recording, callback), " is put into the ready queue"].concat()
        }
        EventKind::TaskRenamed { task, name: new } => {
            [&name(*task), " is called ", new, " from now on"].concat()
        }
        EventKind::SyncCreated { sync, .. } => match event.task() {
            Some(_) => [acting, " uses ", &at(sync), " for the first time"].concat(),
            None => [&at(sync), " is made"].concat(),
        },
        EventKind::Acquired { sync, left } => {
            [acting, " acquires ", &at(sync), &places(recording, *sync, *left)].concat()
        }
        EventKind::Released { sync, left } => {
            [acting, " releases ", &at(sync), &places(recording, *sync, *left)].concat()
        }
        EventKind::HandedOver { sync, waiter } => {
            let does = if is_in_barrier(recording, *sync) { " lets pass: " } else { " wakes who waits: " };
            [&at(sync), does, &whose(recording, *waiter)].concat()
        }
        EventKind::EventSet { sync } => [acting, " sets ", &at(sync)].concat(),
        EventKind::EventCleared { sync } => [acting, " clears ", &at(sync)].concat(),
        EventKind::Notified { sync, most } => {
            let count = match most {
                0 => "nobody".to_owned(),
                1 => "one waiter".to_owned(),
                most => format!("up to {most} waiters"),
            };
            [acting, " notifies ", &count, " at ", &at(sync)].concat()
        }
        EventKind::BarrierMoved { sync, state, inside } => {
            let inside = inside.to_string();
            let parties = match kind(recording, *sync) {
                Some(SyncKind::Barrier { parties }) => parties.to_string(),
                _ => "?".to_owned(),
            };
            match state {
                BarrierState::Filling => [&at(sync), " has ", &inside, " of ", &parties, " tasks"].concat(),
                BarrierState::Draining => {
                    [&at(sync), " lets its tasks pass, ", &inside, " still inside"].concat()
                }
                BarrierState::Resetting => {
                    [&at(sync), " is reset: its ", &inside, " tasks get a BrokenBarrierError"].concat()
                }
                BarrierState::Broken => [&at(sync), " is broken for good"].concat(),
            }
        }
        EventKind::ItemPut { sync, item: put, size } => {
            [acting, " puts ", &item(put), " into ", &at(sync), " (", &size.to_string(), " in it)"].concat()
        }
        EventKind::ItemGot { sync, item: got, size } => {
            [acting, " gets ", &item(got), " from ", &at(sync), " (", &size.to_string(), " left)"].concat()
        }
        EventKind::ItemDone { sync, unfinished } => {
            let left = unfinished.to_string();
            [acting, " is done with an item of ", &at(sync), " (", &left, " unfinished)"].concat()
        }
        EventKind::QueueShutDown { sync, dropped } => {
            let lost = match dropped {
                0 => String::new(),
                n => format!(" ({n} {} thrown away)", plural(*n, "item")),
            };
            [acting, " shuts ", &at(sync), " down", &lost].concat()
        }
        EventKind::GroupEntered { group: it, task } => [&name(*task), " enters ", &group(it)].concat(),
        EventKind::GroupJoined { group: it, task } => [&name(*task), " is in ", &group(it)].concat(),
        EventKind::GroupAborting { group: it } => {
            [&group(it), " aborts: it cancels the tasks that are left in it"].concat()
        }
        EventKind::GroupLeft { group: it, errors } => {
            let with = match errors {
                0 => String::new(),
                n => format!(" with {n} {}", plural(*n, "exception")),
            };
            [acting, " leaves ", &group(it), &with].concat()
        }
        EventKind::ThreadQueued { work, .. } => {
            let who = event.task().map_or("the program", |_| acting);
            let does = match work {
                ThreadWork::Call { .. } => " has a thread call ",
                ThreadWork::Thread { .. } => " starts ",
            };
            [who, does, &work_name(work)].concat()
        }
        EventKind::ThreadStarted { thread } => [&call(thread), " starts"].concat(),
        EventKind::ThreadPrinted { thread, text } => {
            [&call(thread), " prints \u{201c}", text, "\u{201d}"].concat()
        }
        EventKind::ThreadEnded { thread, outcome } => match outcome {
            Outcome::Result => [&call(thread), " returns"].concat(),
            Outcome::Cancelled => [&call(thread), " is cancelled before it starts"].concat(),
            Outcome::Failed { error } => [&call(thread), " fails with ", &failure(error)].concat(),
        },
        EventKind::SignalRaised { signal } => [signal, " arrives from outside"].concat(),
        // The others have their sentences in `words`.
        _ => String::new(),
    }
}

/// How many places of a semaphore are left; a lock has but one.
fn places(recording: &Recording, sync: SyncId, left: u32) -> String {
    match kind(recording, sync) {
        Some(SyncKind::Semaphore { .. }) => format!(" ({left} {} free)", plural(left, "place")),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_goes_by_its_function_and_a_thread_by_its_name() {
        let call = ThreadWork::Call { function: "load".into() };
        assert_eq!((work_name(&call), in_thread(&call)), ("load()".into(), "load() in a thread".into()));
        for (name, called) in [("Thread-1 (load)", "Thread-1 (load)"), ("load", "thread load")] {
            let thread = ThreadWork::Thread { name: name.into() };
            assert_eq!((work_name(&thread), in_thread(&thread)), (called.into(), called.into()));
        }
    }
}
