//! What cards say of the moment that they show.

use std::cell::RefCell;
use std::rc::Rc;

use yew::AttrValue;

use super::status::{CardStatus, Span};
use super::waits::{is_done, waits_at};
use super::words;
use crate::playback::{
    BlockRef, BlockView, FutureState, FutureView, Recording, TaskState, TaskView, TimeoutState, View,
    WaitingFor, label, waits_for,
};
use crate::program::Place;
use crate::scene::{BlockId, IdMap, Scene, step_at};
use crate::trace::{FutureId, FutureRole, Outcome};

/// What the steps of blocks are called that were shown in a run, by their numbers: found once, for wherever somebody
/// goes, each of a thousand tasks is at one of a few.
pub(super) type Steps = RefCell<IdMap<Vec<(u32, Option<Rc<str>>)>>>;

/// Tells what cards show at a moment.
pub(super) struct Teller<'a> {
    pub scene: &'a Scene,
    pub recording: &'a Recording,
    pub view: &'a View,
    /// Whether it is the run of a program.
    pub is_python: bool,
    pub steps: &'a Steps,
}

impl Teller<'_> {
    fn name(&self, id: FutureId) -> String {
        label(self.recording, id)
    }

    /// The objects of which a card tells, with their revision: while both stay, so does what it tells. `None` if it also
    /// tells of others.
    pub fn tells_of(block: Option<&BlockView<'_>>) -> Option<(Option<BlockRef>, u32)> {
        let Some(block) = block else { return Some((None, 0)) };
        let counts_children = block.future.is_some_and(|future| {
            future.state == FutureState::Pending && matches!(future.role, FutureRole::Gather { .. })
        });
        let tells_of_others = counts_children || block.task.is_some_and(Self::tells_of_others);
        (!tells_of_others).then_some((Some(block.shown), block.revision))
    }

    /// What a card shows. `before` is what it showed at another moment of this run.
    pub fn card(&self, block: Option<&BlockView<'_>>, before: Option<&CardStatus>) -> CardStatus {
        let Some(block) = block else {
            let absent = self.is_python;
            return CardStatus { text: "not started".into(), absent, ..CardStatus::default() };
        };
        let (text, span, is_deadline) = self.words(block);
        // A timeout inside of a task is nothing that could be cancelled by itself.
        let is_awaitable = match block.shown {
            BlockRef::Task(_) => true,
            BlockRef::Future(_) => !self.is_python,
            BlockRef::Timeout(_) => false,
        };
        CardStatus {
            state: Some(block.state),
            task: block
                .task
                .filter(|task| block.shown == BlockRef::Task(task.id))
                .map(|task| task.name.clone()),
            text,
            span,
            is_deadline,
            can_cancel: is_awaitable && !block.state.is_final() && self.view.end().is_none(),
            held: block.future.is_some_and(|future| future.held.is_some()),
            ..self.of_task(block, before)
        }
    }

    pub fn main(&self) -> Option<CardStatus> {
        // `run()` creates its task before any other.
        let task = self.view.tasks().next()?;
        let (text, span) = self.task(task);
        Some(CardStatus {
            state: Some(task.state),
            task: Some(task.name.clone()),
            text,
            span,
            ..CardStatus::default()
        })
    }

    /// What a card shows of the task that it stands for.
    fn of_task(&self, block: &BlockView<'_>, before: Option<&CardStatus>) -> CardStatus {
        let task = block.task.filter(|task| block.shown == BlockRef::Task(task.id) && !task.state.is_final());
        let Some(task) = task.filter(|task| !self.view.is_stopped(task)) else {
            return CardStatus::default();
        };
        // Most are where they were, and no words have to be found for that.
        let known = before.filter(|before| before.place.is_some() && before.place == task.at);
        CardStatus {
            blocks: task.blocked_until_secs.is_some(),
            cancelling: task.cancelling,
            at: known.map_or_else(|| self.at(task), |known| known.at.clone()),
            place: task.at,
            awaits: waits_at(self.recording, self.view, task),
            ..CardStatus::default()
        }
    }

    /// Whether what a task says depends on others.
    fn tells_of_others(task: &TaskView) -> bool {
        let what = task.waiting_on.as_ref().map(|waiting| &waiting.what);
        // What runs when a limit ends the run tells so.
        task.state == TaskState::Running
            || matches!(what, Some(WaitingFor::Wait | WaitingFor::Sync { .. } | WaitingFor::Group { .. }))
    }

    /// The step or line that a task carried out last, if it has begun.
    fn at(&self, task: &TaskView) -> Option<Rc<str>> {
        let Some(Place::Block { block, step: Some(step) }) = task.at.filter(|_| task.at != task.place) else {
            return None;
        };
        if self.is_python {
            return self.recording.source_line(step);
        }
        let id = BlockId(block);
        let mut steps = self.steps.borrow_mut();
        let known = steps.get_or_insert_with(id, Vec::new);
        if let Some((_, name)) = known.iter().find(|(number, _)| *number == step) {
            return name.clone();
        }
        let name = step_at(self.scene, self.scene.blocks.get(&id)?, step).map(Rc::from);
        known.push((step, name.clone()));
        name
    }

    fn words(&self, block: &BlockView<'_>) -> (AttrValue, Option<Span>, bool) {
        match (block.shown, block.future, block.timeout, block.task) {
            (BlockRef::Future(_), Some(future), _, _) => (self.future(future), None, false),
            (BlockRef::Timeout(_), _, Some(timeout), _) => self.timeout(timeout),
            // A task that is there for a timeout shows that one's time.
            (_, _, Some(timeout), Some(_)) if timeout.state == TimeoutState::Active => self.timeout(timeout),
            (_, _, _, Some(task)) => {
                let (text, span) = self.task(task);
                (text, span, false)
            }
            _ => (AttrValue::default(), None, false),
        }
    }

    fn task(&self, task: &TaskView) -> (AttrValue, Option<Span>) {
        let text = match task.state {
            TaskState::Scheduled => match task.woken_by {
                Some(_) => "woken, runs soon".into(),
                None => "scheduled".into(),
            },
            TaskState::Running if self.view.is_stopped(task) => "stopped at a limit".into(),
            TaskState::Running if task.blocked_until_secs.is_some() => "blocks the loop".into(),
            TaskState::Running if task.cleaning_up => "running, cleans up".into(),
            TaskState::Running => "running".into(),
            TaskState::Waiting => return self.waiting(task),
            TaskState::Cancelling => "asked to cancel".into(),
            TaskState::Cancelled => "cancelled".into(),
            TaskState::Failed => {
                task.error().map_or_else(|| "failed".into(), |error| words::failure(error).into())
            }
            TaskState::Done => match task.result.as_deref() {
                None | Some("None") => "done".into(),
                Some(result) => ["returned ", result].concat().into(),
            },
        };
        (text, None)
    }

    fn waiting(&self, task: &TaskView) -> (AttrValue, Option<Span>) {
        let Some(waiting) = &task.waiting_on else { return ("waiting".into(), None) };
        let text = match &waiting.what {
            WaitingFor::Sleep { until_secs } => {
                let text = if task.cleaning_up { "cleans up," } else { "sleeping" };
                let span = until_secs.map(|until_secs| Span { from_secs: waiting.since_secs, until_secs });
                return (text.into(), span);
            }
            WaitingFor::Task { name } => ["waiting for ", name].concat().into(),
            WaitingFor::Gather | WaitingFor::Shield | WaitingFor::Future => {
                ["waiting for ", &self.name(waiting.future)].concat().into()
            }
            _ => ["waiting for ", &waits_for(self.recording, self.view, waiting)].concat().into(),
        };
        (text, None)
    }

    fn future(&self, future: &FutureView) -> AttrValue {
        match (&future.state, &future.role) {
            (FutureState::Pending, FutureRole::Gather { children }) => {
                let done = children.iter().filter(|id| is_done(self.view, **id)).count();
                format!("{done} of {} done", children.len()).into()
            }
            (FutureState::Pending, FutureRole::Shield { inner }) => {
                ["waiting for ", &self.name(*inner)].concat().into()
            }
            (FutureState::Pending, _) => "waiting".into(),
            (FutureState::Cancelling, _) => "asked to cancel".into(),
            (FutureState::Done(Outcome::Result), _) => "done".into(),
            (FutureState::Done(Outcome::Cancelled), _) if future.held.is_some() => "held it back".into(),
            (FutureState::Done(Outcome::Cancelled), _) => "cancelled".into(),
            (FutureState::Done(Outcome::Failed { error }), _) => words::failure(error).into(),
        }
    }

    fn timeout(&self, timeout: &crate::playback::TimeoutView) -> (AttrValue, Option<Span>, bool) {
        let text = match timeout.state {
            TimeoutState::Active => {
                let span = timeout
                    .deadline_secs
                    .map(|until_secs| Span { from_secs: timeout.entered_secs, until_secs });
                return ("counts down".into(), span, true);
            }
            TimeoutState::Expired => "time is up, cancels",
            TimeoutState::Converted => "TimeoutError",
            TimeoutState::Left => match timeout.task_state() {
                TaskState::Cancelled => "cancelled",
                TaskState::Failed => "failed below",
                _ if timeout.is_expired => "expired, no TimeoutError",
                _ => "in time",
            },
        };
        (text.into(), None, false)
    }
}
