//! What things are called in explanations.

use super::teller::Teller;
use crate::playback::words::{failure, label, seconds};
use crate::playback::words_sync::{group_name, sync_name, thread_name, waiter};
use crate::program::Place;
use crate::trace::{EventKind, FutureId, FutureRole, GroupId, Outcome, SyncId, ThreadId, TimeoutId, Wants};

impl Teller<'_> {
    /// A task or other future. A task without a name of its own is called by its coroutine function, as long as that
    /// says which one it is.
    pub(super) fn name(&self, id: FutureId) -> String {
        let Some(object) = self.recording.object(id) else { return label(self.recording, id) };
        // What something consists of was created before it.
        let is_before = |child: &FutureId| *child < id;
        match (&object.name, &object.role) {
            (Some(name), _) if name.starts_with("Task-") && !object.hidden => {
                let Some(coroutine) = self.coroutine(id) else { return name.to_string() };
                let same = |other: &FutureId| self.coroutine(*other) == Some(coroutine);
                match self.recording.tasks().map(|(id, _)| id).filter(same).count() {
                    1 => coroutine.to_owned(),
                    _ => [coroutine, " (", name, ")"].concat(),
                }
            }
            (None, Some(FutureRole::Gather { children } | FutureRole::Wait { children })) => {
                let what =
                    if matches!(object.role, Some(FutureRole::Wait { .. })) { "wait" } else { "gather" };
                if let Some(label) = self.block_label(object.place) {
                    return called(what, &label);
                }
                /// Longer lists of names are not read.
                const READ: usize = 60;
                let is_short = children.len() <= 3 && children.iter().all(is_before);
                match Some(children).filter(|_| is_short).map(|children| self.names(children)) {
                    Some(names) if names.chars().count() <= READ => [what, "(", &names, ")"].concat(),
                    _ => ["the ", what, " of ", &children.len().to_string()].concat(),
                }
            }
            (None, Some(FutureRole::Shield { inner })) if is_before(inner) => {
                match self.block_label(object.place) {
                    Some(label) => called("shield", &label),
                    None => ["shield(", &self.name(*inner), ")"].concat(),
                }
            }
            (None, Some(FutureRole::Waiter { sync, .. })) => self.sync_name(*sync),
            (None, Some(FutureRole::GroupEnd { group })) => self.group_name(*group),
            (None, Some(FutureRole::Thread { thread })) => self.thread_name(*thread),
            (None, Some(FutureRole::Sleep)) => "the sleep".to_owned(),
            (None, Some(FutureRole::Internal)) => "a future of asyncio's own".to_owned(),
            _ => label(self.recording, id),
        }
    }

    /// The coroutine function of a task.
    pub(super) fn coroutine(&self, id: FutureId) -> Option<&str> {
        match &self.event(self.recording.object(id)?.created)?.kind {
            EventKind::TaskCreated { coroutine, .. } => Some(coroutine),
            _ => None,
        }
    }

    /// Several of them, as a part of a sentence.
    pub(super) fn all_of(&self, ids: &[FutureId]) -> String {
        match ids {
            [first @ .., last] if !first.is_empty() && ids.len() < 6 => {
                [&self.names(first), " and ", &self.name(*last)].concat()
            }
            _ => self.names(ids),
        }
    }

    /// Several of them.
    pub(super) fn names(&self, ids: &[FutureId]) -> String {
        let mut text = String::new();
        for (at, &id) in ids.iter().enumerate() {
            match at {
                0 => {}
                5 => {
                    text += " and ";
                    text += &(ids.len() - at).to_string();
                    text += " more";
                    break;
                }
                _ => text += ", ",
            }
            text += &self.name(id);
        }
        text
    }

    fn block_label(&self, place: Option<Place>) -> Option<String> {
        match place? {
            // What a program's cards are called ("gather 2") says less than what they consist of.
            Place::Block { block, step: None } if self.is_scene() => {
                self.recording.block_label(block).map(str::to_owned)
            }
            _ => None,
        }
    }

    /// Whether it is a run of blocks.
    pub(super) fn is_scene(&self) -> bool {
        self.recording.has_main()
    }

    /// A timeout.
    pub(super) fn timeout_name(&self, id: TimeoutId) -> String {
        let timeout = self.recording.timeout(id);
        match self.block_label(timeout.and_then(|timeout| timeout.place)) {
            Some(label) => called("timeout", &label),
            None if self.is_wait_for(id) => "wait_for()".to_owned(),
            None => "the timeout".to_owned(),
        }
    }

    /// Whether a timeout is that of `wait_for()`, which has no block that anybody could see.
    pub(super) fn is_wait_for(&self, id: TimeoutId) -> bool {
        self.recording.timeout(id).is_some_and(|timeout| timeout.is_wait_for)
    }

    /// A lock, queue and so on.
    pub(super) fn sync_name(&self, id: SyncId) -> String {
        sync_name(self.recording, id)
    }

    /// A task group.
    pub(super) fn group_name(&self, id: GroupId) -> String {
        group_name(self.recording, id)
    }

    /// A function in a thread.
    pub(super) fn thread_name(&self, id: ThreadId) -> String {
        thread_name(self.recording, id)
    }

    /// What somebody waits for in the line of a lock, queue and so on.
    pub(super) fn wanted(&self, sync: SyncId, wants: Wants) -> String {
        waiter(self.recording, sync, wants)
    }

    /// What an outcome is, after a name.
    pub(super) fn ended_as(&self, id: FutureId, outcome: &Outcome) -> String {
        match outcome {
            Outcome::Result if self.coroutine(id).is_some() => "returned".to_owned(),
            Outcome::Result => "is done".to_owned(),
            Outcome::Cancelled => "was cancelled".to_owned(),
            Outcome::Failed { error } => ["failed with ", &failure(error)].concat(),
        }
    }

    /// A duration or moment.
    pub(super) fn secs(&self, secs: f64) -> String {
        seconds(secs)
    }
}

/// Something that has a label, which may be no more than its kind.
fn called(kind: &str, label: &str) -> String {
    match label.strip_prefix(kind) {
        Some("") => ["the ", kind].concat(),
        Some(number) if number.starts_with(' ') => label.to_owned(),
        _ => ["the ", kind, " “", label, "”"].concat(),
    }
}
