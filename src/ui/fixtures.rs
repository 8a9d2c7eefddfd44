//! What the cards of locks, queues, futures, thread calls and task groups show of a run.

use super::status::CardStatus;
use super::words;
use crate::layout::{FixtureOf, fixture_of};
use crate::playback::{
    FutureState, GroupView, Recording, SyncState, SyncView, TaskState, ThreadState, View, label,
};
use crate::scene::BlockId;
use crate::trace::{BarrierState, FutureId, Outcome, SyncKind};

/// What such a card shows.
pub fn fixture(recording: &Recording, view: &View, card: BlockId) -> CardStatus {
    let told = match fixture_of(card) {
        FixtureOf::Sync(id) => view.sync(id).map(|sync| (None, sync_words(recording, view, sync))),
        FixtureOf::Thread(id) => view.thread(id).map(|thread| match &thread.state {
            ThreadState::Queued => (Some(TaskState::Scheduled), "waits for a worker".to_owned()),
            ThreadState::Running => (Some(TaskState::Waiting), "runs in its thread".to_owned()),
            ThreadState::Ended(outcome) => ended(outcome),
        }),
        FixtureOf::Future(id) => view.future(id).map(|future| match &future.state {
            FutureState::Pending => (Some(TaskState::Waiting), "pending".to_owned()),
            FutureState::Cancelling => (Some(TaskState::Cancelling), "asked to cancel".to_owned()),
            FutureState::Done(outcome) => ended(outcome),
        }),
    };
    match told {
        Some((state, text)) => CardStatus { state, text, ..CardStatus::default() },
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
    CardStatus { state: Some(state), text, ..CardStatus::default() }
}
