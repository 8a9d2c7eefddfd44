//! What the cards of locks, queues, futures, thread calls and task groups show of a run.

use super::status::CardStatus;
use super::words;
use crate::layout::{FixtureOf, card_of_thread, fixture_of};
use crate::playback::{
    FutureState, GroupView, Recording, SyncState, SyncView, TaskState, ThreadState, ThreadView, View, label,
};
use crate::scene::BlockId;
use crate::trace::{BarrierState, FutureId, Outcome, SyncKind, ThreadId};

/// What such a card shows.
pub fn fixture(recording: &Recording, view: &View, card: BlockId) -> CardStatus {
    let told = match fixture_of(card) {
        FixtureOf::Sync(id) => view.sync(id).map(|sync| (None, sync_words(recording, view, sync))),
        FixtureOf::Thread(id) => {
            let is_here = |thread: ThreadId| recording.card(card_of_thread(thread)) == Some(card);
            let mut calls = view.threads().filter(|thread| thread.id == id || is_here(thread.id));
            match (calls.next(), calls.next()) {
                (Some(first), Some(second)) => Some(calls_words([first, second].into_iter().chain(calls))),
                (only, _) => only.map(|thread| match &thread.state {
                    ThreadState::Queued => (Some(TaskState::Scheduled), "waits for a worker".to_owned()),
                    ThreadState::Running => (Some(TaskState::Waiting), "runs in its thread".to_owned()),
                    ThreadState::Ended(outcome) => ended(outcome),
                }),
            }
        }
        FixtureOf::Future(id) => view.future(id).map(|future| match &future.state {
            FutureState::Pending => (Some(TaskState::Waiting), "pending".to_owned()),
            FutureState::Cancelling => (Some(TaskState::Cancelling), "asked to cancel".to_owned()),
            FutureState::Done(outcome) => ended(outcome),
        }),
    };
    match told {
        Some((state, text)) => CardStatus { state, text: text.into(), ..CardStatus::default() },
        None => CardStatus { absent: true, ..CardStatus::default() },
    }
}

fn ended(outcome: &Outcome) -> (Option<TaskState>, String) {
    match outcome {
        Outcome::Result => (Some(TaskState::Done), "has a result".into()),
        Outcome::Cancelled => (Some(TaskState::Cancelled), "cancelled".into()),
        Outcome::Failed { error } => (Some(TaskState::Failed), words::failure(error)),
    }
}

/// The state of several calls in threads that share a card: `2 run · 5 wait · 33 done`.
fn calls_words<'a>(calls: impl Iterator<Item = &'a ThreadView>) -> (Option<TaskState>, String) {
    const SAID: [(TaskState, &str); 5] = [
        (TaskState::Waiting, "run"),
        (TaskState::Scheduled, "wait"),
        (TaskState::Failed, "failed"),
        (TaskState::Cancelled, "cancelled"),
        (TaskState::Done, "done"),
    ];
    let mut counts = [0; 5];
    for call in calls {
        counts[match &call.state {
            ThreadState::Running => 0,
            ThreadState::Queued => 1,
            ThreadState::Ended(Outcome::Failed { .. }) => 2,
            ThreadState::Ended(Outcome::Cancelled) => 3,
            ThreadState::Ended(Outcome::Result) => 4,
        }] += 1;
    }
    let told = || SAID.iter().zip(counts).filter(|(_, count)| *count > 0);
    let parts: Vec<String> =
        told().map(|((_, word), count)| [&*count.to_string(), " ", word].concat()).collect();
    (told().next().map(|((state, _), _)| *state), parts.join(" \u{b7} "))
}

/// The state of a lock, queue or the like in one line: `held by B · 2 wait`.
fn sync_words(recording: &Recording, view: &View, sync: &SyncView) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut waiting = sync.waiters.len();
    match &sync.state {
        SyncState::Places { left, holders } => parts.push(match sync.kind {
            SyncKind::Semaphore { value, .. } => format!("{left} of {} free", value.max(*left)),
            _ => held_by(recording, holders).unwrap_or_else(|| "free".into()),
        }),
        SyncState::Event { is_set } => parts.push(if *is_set { "set" } else { "not set" }.into()),
        SyncState::Condition { lock } => {
            let own = view.sync(*lock).filter(|lock| lock.part_of == Some(sync.id));
            if let Some(SyncState::Places { holders, .. }) = own.map(|lock| &lock.state) {
                parts.push(held_by(recording, holders).unwrap_or_else(|| "free".into()));
            }
            waiting += own.map_or(0, |lock| lock.waiters.len());
        }
        SyncState::Barrier { state, inside, parties } => {
            parts.push(format!("{inside} of {parties} inside"));
            parts.extend(match state {
                BarrierState::Broken => Some("broken".to_owned()),
                BarrierState::Resetting => Some("resetting".to_owned()),
                BarrierState::Draining => Some("open".to_owned()),
                BarrierState::Filling => None,
            });
            let parts_of = view.syncs().filter(|part| part.part_of == Some(sync.id));
            waiting += parts_of.map(|part| part.waiters.len()).sum::<usize>();
        }
        SyncState::Queue { items, unfinished, is_shut_down } => {
            parts.push(match (items.len(), sync.kind) {
                (count, SyncKind::Queue { maxsize, .. }) if maxsize > 0 => {
                    format!("{count} of {maxsize} items")
                }
                (1, _) => "1 item".into(),
                (count, _) => format!("{count} items"),
            });
            if *unfinished > 0 {
                parts.push(format!("{unfinished} unfinished"));
            }
            if *is_shut_down {
                parts.push("shut down".into());
            }
        }
    }
    match waiting {
        0 => {}
        1 => parts.push("1 waits".into()),
        count => parts.push(format!("{count} wait")),
    }
    parts.join(" \u{b7} ")
}

fn held_by(recording: &Recording, holders: &[FutureId]) -> Option<String> {
    let first = holders.first()?;
    let more = match holders.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    Some(format!("held by {}{more}", label(recording, *first)))
}

/// What the card of a task group shows.
pub fn group(view: &View, group: &GroupView) -> CardStatus {
    let is_over = |id: &&FutureId| view.task(**id).is_some_and(|task| task.state.is_final());
    let (all, over) = (group.members.len(), group.members.iter().filter(is_over).count());
    let (state, text) = match (group.is_left, group.is_aborting) {
        (true, _) if group.errors > 0 => {
            let errors = group.errors;
            (TaskState::Failed, format!("{errors} {}", if errors == 1 { "exception" } else { "exceptions" }))
        }
        (true, true) => (TaskState::Cancelled, "cancelled".into()),
        (true, false) => (TaskState::Done, "all done".into()),
        (false, true) => (TaskState::Cancelling, format!("aborts, {} left", all - over)),
        (false, false) => (TaskState::Waiting, format!("{over} of {all} done")),
    };
    CardStatus { state: Some(state), text: text.into(), ..CardStatus::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::card_of_sync;
    use crate::trace::{
        Event, EventKind, FutureRole, GroupId, Log, QueueOrder, SyncId, ThreadId, ThreadWork, Wants,
    };

    const A: FutureId = FutureId(0);
    const SYNC: SyncId = SyncId(0);

    fn recording(kinds: &[EventKind]) -> Recording {
        let mut log = Log::new();
        let created = EventKind::TaskCreated { task: A, name: "A".into(), coroutine: "a".into() };
        for kind in [created].iter().chain(kinds) {
            let kind = kind.clone();
            log.push(Event::new((0.0, 1), Some(A), None, None, kind));
        }
        Recording::new(log, Vec::new())
    }

    fn says(card: BlockId, kinds: &[EventKind]) -> String {
        let recording = recording(kinds);
        fixture(&recording, &recording.view_at(recording.len()), card).text.to_string()
    }

    fn made(kind: SyncKind) -> EventKind {
        EventKind::SyncCreated { sync: SYNC, kind }
    }

    fn waiter(future: u32, wants: Wants) -> EventKind {
        EventKind::FutureCreated { future: FutureId(future), role: FutureRole::Waiter { sync: SYNC, wants } }
    }

    #[test]
    fn a_lock_says_who_holds_it_and_how_many_wait() {
        let card = card_of_sync(SYNC);
        let taken = EventKind::Acquired { sync: SYNC, left: 0 };
        assert_eq!(says(card, &[made(SyncKind::Lock)]), "free");
        let waits = [made(SyncKind::Lock), taken, waiter(1, Wants::Place), waiter(2, Wants::Place)];
        assert_eq!(says(card, &waits[..3]), "held by A \u{b7} 1 waits");
        assert_eq!(says(card, &waits), "held by A \u{b7} 2 wait");
    }

    #[test]
    fn a_queue_says_what_is_in_it() {
        let card = card_of_sync(SYNC);
        let queue = |maxsize| made(SyncKind::Queue { order: QueueOrder::Fifo, maxsize });
        let put = |size| EventKind::ItemPut { sync: SYNC, item: None, size };
        assert_eq!(says(card, &[queue(0), put(1)]), "1 item \u{b7} 1 unfinished");
        assert_eq!(says(card, &[queue(3), put(1), put(2)]), "2 of 3 items \u{b7} 2 unfinished");
        assert_eq!(says(card, &[queue(0), waiter(1, Wants::Item)]), "0 items \u{b7} 1 waits");
    }

    #[test]
    fn what_has_not_come_to_be_is_absent() {
        let recording = recording(&[made(SyncKind::Lock)]);
        let card = |cursor| fixture(&recording, &recording.view_at(cursor), card_of_sync(SYNC));
        assert!(card(1).absent);
        assert!(!card(2).absent);
    }

    #[test]
    fn a_thread_call_says_whether_it_runs() {
        let thread = ThreadId(0);
        let card = card_of_thread(thread);
        let queued = EventKind::ThreadQueued { thread, work: ThreadWork::Call { function: "load".into() } };
        assert_eq!(says(card, std::slice::from_ref(&queued)), "waits for a worker");
        assert_eq!(says(card, &[queued, EventKind::ThreadStarted { thread }]), "runs in its thread");
    }

    #[test]
    fn calls_in_threads_that_share_a_card_are_counted() {
        let call = |id| {
            let work = ThreadWork::Call { function: "load".into() };
            EventKind::ThreadQueued { thread: ThreadId(id), work }
        };
        let starts = |id| EventKind::ThreadStarted { thread: ThreadId(id) };
        let card = card_of_thread(ThreadId(0));
        let cards = (0..3).map(|id| (card_of_thread(ThreadId(id)), card)).collect();
        let recording = recording(&[call(0), call(1), call(2), starts(0), starts(1)]).with_cards(cards);
        let says = |cursor| {
            let shown = fixture(&recording, &recording.view_at(cursor), card);
            (shown.state, shown.text.to_string())
        };
        assert_eq!(says(2), (Some(TaskState::Scheduled), "waits for a worker".into()));
        assert_eq!(says(4), (Some(TaskState::Scheduled), "3 wait".into()));
        assert_eq!(says(6), (Some(TaskState::Waiting), "2 run \u{b7} 1 wait".into()));
    }

    #[test]
    fn a_task_group_counts_its_tasks() {
        let (entered, task) = (EventKind::GroupEntered { group: GroupId(0), task: A }, FutureId(1));
        let created = EventKind::TaskCreated { task, name: "B".into(), coroutine: "b".into() };
        let joined = EventKind::GroupJoined { group: GroupId(0), task };
        let done = EventKind::FutureDone { future: task, outcome: Outcome::Result };
        let recording = recording(&[entered, created, joined, done]);
        let says = |cursor| {
            let view = recording.view_at(cursor);
            view.group(GroupId(0)).map(|it| group(&view, it).text)
        };
        assert_eq!(says(4).as_deref(), Some("0 of 1 done"));
        assert_eq!(says(5).as_deref(), Some("1 of 1 done"));
    }
}
