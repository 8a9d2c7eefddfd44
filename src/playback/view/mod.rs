//! Everything that is shown after so many events of a run.

mod apply;
mod apply_sync;
mod forget;
mod objects;
mod rank;
mod ready;
mod sync;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use crate::program::Place;
use crate::trace::{Event, FutureId, GroupId, Origin, RunEnd, SyncId, ThreadId, TimeoutId, TimerId};

use super::numbers::Numbers;
use super::recording::creation_place;
use super::shared_vec::SharedVec;

pub use objects::{
    Asked, BlockRef, BlockView, ConsoleLine, FutureState, FutureView, LoopView, TaskState, TaskView,
    TimeoutState, TimeoutView, TimerView, WaitingFor, WaitingOn,
};
pub use ready::Handle;
pub use sync::{GroupView, Items, SyncState, SyncView, ThreadState, ThreadView};

/// Everything that is shown at a cursor: after that many events of a run have been applied, in order.
///
/// Each object carries a `revision`: the cursor right after the event that changed it last. Within one
/// recording two views of the same object are equal if and only if their revisions are, so a screen draws
/// again what has another revision than the one it drew ([`Player::generation`](super::Player::generation)
/// tells recordings apart).
///
/// Copies share what they have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    places: Rc<Places>,
    cursor: usize,
    time_secs: f64,
    objects: SharedVec<Slot>,
    timeouts: SharedVec<Option<Rc<TimeoutView>>>,
    timers: SharedVec<Option<TimerView>>,
    syncs: SharedVec<Option<Rc<SyncView>>>,
    numbers: Numbers,
    groups: SharedVec<Option<Rc<GroupView>>>,
    threads: SharedVec<Option<Rc<ThreadView>>>,
    /// By the number of the block.
    blocks: SharedVec<BlockObjects>,
    console: SharedVec<ConsoleLine>,
    /// The loop in which things happen.
    event_loop: LoopView,
    /// The others, in no order.
    other_loops: Rc<Vec<LoopView>>,
    end: Option<RunEnd>,
    touched: Vec<FutureId>,
    /// What ended more than so many events ago is let go of, in a run without an end.
    horizon: Option<usize>,
}

#[derive(Debug, Clone, PartialEq)]
enum Slot {
    Empty,
    Task(Rc<TaskView>),
    Future(Rc<FutureView>),
}

/// The places of a program.
#[derive(Debug, PartialEq, Eq)]
struct Places {
    places: Vec<Place>,
}

impl Places {
    /// What something that an event creates stands for.
    fn of_creation(&self, event: &Event) -> Option<Place> {
        creation_place(event, |origin| self.of(Some(origin)))
    }

    fn of(&self, origin: Option<Origin>) -> Option<Place> {
        self.places.get(origin?.0 as usize).copied()
    }
}

/// The newest objects of a block.
#[derive(Debug, Clone, Default, PartialEq)]
struct BlockObjects {
    task: Option<FutureId>,
    future: Option<FutureId>,
    timeout: Option<TimeoutId>,
}

impl View {
    /// Before the first event of a run whose origins stand for these places.
    pub fn new(places: Vec<Place>) -> Self {
        Self {
            places: Rc::new(Places { places }),
            cursor: 0,
            time_secs: 0.0,
            objects: SharedVec::default(),
            timeouts: SharedVec::default(),
            timers: SharedVec::default(),
            syncs: SharedVec::default(),
            numbers: Numbers::default(),
            groups: SharedVec::default(),
            threads: SharedVec::default(),
            blocks: SharedVec::default(),
            console: SharedVec::default(),
            event_loop: LoopView::default(),
            other_loops: Rc::default(),
            end: None,
            touched: Vec::new(),
            horizon: None,
        }
    }

    /// The same for a run without an end: what ended more than so many events ago is let go of.
    pub(super) fn with_horizon(mut self, events: usize) -> Self {
        self.horizon = Some(events);
        self
    }

    /// The run's origins stand for more, or other, places by now. Those of events that are still to be applied must be
    /// among them.
    pub(super) fn set_places(&mut self, places: Vec<Place>) {
        self.places = Rc::new(Places { places });
    }

    /// The same, with those of another view.
    pub(super) fn set_places_of(&mut self, other: &View) {
        self.places = other.places.clone();
    }

    /// How many events have been applied.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Virtual time of the last event.
    pub fn time_secs(&self) -> f64 {
        self.time_secs
    }

    /// A task.
    pub fn task(&self, id: FutureId) -> Option<&TaskView> {
        match self.objects.get(id.0 as usize)? {
            Slot::Task(task) => Some(task),
            Slot::Empty | Slot::Future(_) => None,
        }
    }

    /// A future that is no task.
    pub fn future(&self, id: FutureId) -> Option<&FutureView> {
        match self.objects.get(id.0 as usize)? {
            Slot::Future(future) => Some(future),
            Slot::Empty | Slot::Task(_) => None,
        }
    }

    /// A timeout.
    pub fn timeout(&self, id: TimeoutId) -> Option<&TimeoutView> {
        self.timeouts.get(id.0 as usize)?.as_deref()
    }

    /// All tasks, in order of creation.
    pub fn tasks(&self) -> impl DoubleEndedIterator<Item = &TaskView> {
        self.objects.iter().filter_map(|slot| match slot {
            Slot::Task(task) => Some(task.as_ref()),
            Slot::Empty | Slot::Future(_) => None,
        })
    }

    /// The timers that are set, in order of creation.
    pub fn timers(&self) -> impl DoubleEndedIterator<Item = &TimerView> {
        self.timers.iter().flatten()
    }

    /// A timer that is set.
    pub fn timer(&self, id: TimerId) -> Option<&TimerView> {
        self.timers.get(id.0 as usize)?.as_ref()
    }

    /// All futures that are no tasks, in order of creation.
    pub fn futures(&self) -> impl DoubleEndedIterator<Item = &FutureView> {
        self.objects.iter().filter_map(|slot| match slot {
            Slot::Future(future) => Some(future.as_ref()),
            Slot::Empty | Slot::Task(_) => None,
        })
    }

    /// A lock, semaphore, event, condition, barrier or queue.
    pub fn sync(&self, id: SyncId) -> Option<&SyncView> {
        self.syncs.get(id.0 as usize)?.as_deref()
    }

    /// All of them, in order of creation.
    pub fn syncs(&self) -> impl DoubleEndedIterator<Item = &SyncView> {
        self.syncs.iter().filter_map(Option::as_deref)
    }

    /// A task group.
    pub fn group(&self, id: GroupId) -> Option<&GroupView> {
        self.groups.get(id.0 as usize)?.as_deref()
    }

    /// All task groups, in order of creation.
    pub fn groups(&self) -> impl DoubleEndedIterator<Item = &GroupView> {
        self.groups.iter().filter_map(Option::as_deref)
    }

    /// A function in a thread.
    pub fn thread(&self, id: ThreadId) -> Option<&ThreadView> {
        self.threads.get(id.0 as usize)?.as_deref()
    }

    /// All functions in threads, in the order in which they were given to a pool.
    pub fn threads(&self) -> impl DoubleEndedIterator<Item = &ThreadView> {
        self.threads.iter().filter_map(Option::as_deref)
    }

    /// The task that waits on a future of a lock, queue or the like: whoever made it.
    pub fn waiting_task(&self, waiter: FutureId) -> Option<&TaskView> {
        let task = self.task(self.future(waiter)?.creator?)?;
        task.waiting_on.as_ref().is_some_and(|on| on.future == waiter).then_some(task)
    }

    /// The loop; of several, that in which things happen.
    pub fn event_loop(&self) -> &LoopView {
        &self.event_loop
    }

    /// All loops, in the order in which they were first used.
    pub fn event_loops(&self) -> Vec<&LoopView> {
        let mut all: Vec<&LoopView> = self.other_loops.iter().chain([&self.event_loop]).collect();
        crate::order::sort_by_key(&mut all, |event_loop| event_loop.id);
        all
    }

    /// Whether there are several loops.
    pub fn has_loops(&self) -> bool {
        !self.other_loops.is_empty()
    }

    /// What was printed so far, oldest first, and the interpreter's warnings.
    pub fn console(&self) -> impl DoubleEndedIterator<Item = &ConsoleLine> {
        self.console.iter()
    }

    /// How many lines [`View::console`] has.
    pub fn console_len(&self) -> usize {
        self.console.len()
    }

    /// How the run ended, if it has.
    pub fn end(&self) -> Option<&RunEnd> {
        self.end.as_ref()
    }

    /// Whether a task was running when a limit ended the run. It had gone on from where it is known to have been.
    pub fn is_stopped(&self, task: &TaskView) -> bool {
        task.state == TaskState::Running && matches!(self.end, Some(RunEnd::Limit { .. }))
    }

    /// What a block has come to, if anything so far. Only what was made for the block as a whole counts: a
    /// sleep in one of its steps is no object of its own on the canvas.
    pub fn of_block(&self, block: u32) -> Option<BlockView<'_>> {
        let objects = self.blocks.get(block as usize)?;
        let own_task = objects.task.and_then(|id| self.task(id));
        let future = objects.future.and_then(|id| self.future(id));
        let timeout = objects.timeout.and_then(|id| self.timeout(id));
        let (shown, state) = match (future, own_task, timeout) {
            (Some(future), _, _) => (BlockRef::Future(future.id), future.task_state()),
            (None, Some(task), _) => (BlockRef::Task(task.id), task.state),
            (None, None, Some(timeout)) => (BlockRef::Timeout(timeout.id), timeout.task_state()),
            (None, None, None) => return None,
        };
        let task = own_task.or_else(|| self.task(timeout?.task));
        let revision = task
            .map(|task| task.revision)
            .max(future.map(|future| future.revision))
            .max(timeout.map(|timeout| timeout.revision))
            .unwrap_or_default();
        Some(BlockView { shown, state, task, future, timeout, revision })
    }

    /// The tasks and other futures that the last event changed.
    pub fn touched(&self) -> &[FutureId] {
        &self.touched
    }
}
