//! Everything that is shown after so many events of a run.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::program::Place;
use crate::trace::{
    Canceller, Event, EventIndex, EventKind, Failure, FutureId, FutureRole, Origin, Outcome, RunEnd,
    TimeoutId, TimerId, TimerPurpose,
};

use super::shared_vec::SharedVec;

/// Everything that is shown at a cursor: after that many events of a run have been applied, in order.
///
/// Each object carries a `revision`: the cursor right after the event that changed it last. Within one recording two
/// views of the same object are equal if and only if their revisions are, so a screen draws again what has another
/// revision than the one it drew ([`Player::generation`](super::Player::generation) tells recordings apart).
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
    // Invariant: as long as `places.blocks`.
    blocks: SharedVec<BlockObjects>,
    console: SharedVec<ConsoleLine>,
    event_loop: LoopView,
    end: Option<RunEnd>,
    touched: Vec<FutureId>,
}

#[derive(Debug, Clone, PartialEq)]
enum Slot {
    Empty,
    Task(Rc<TaskView>),
    Future(Rc<FutureView>),
}

/// The places of a program, and which blocks there are among them.
#[derive(Debug, PartialEq)]
struct Places {
    places: Vec<Place>,
    // Invariant: sorted, no number twice.
    blocks: Vec<u32>,
}

impl Places {
    fn new(places: Vec<Place>) -> Self {
        let mut blocks: Vec<u32> = places
            .iter()
            .filter_map(|place| match place {
                Place::Block { block, .. } => Some(*block),
                Place::Main => None,
            })
            .collect();
        blocks.sort_unstable();
        blocks.dedup();
        Self { places, blocks }
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

/// What a task, or the block that shows it, is doing. Exactly one of these holds at any moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// Its next step is in the loop's ready queue.
    ///
    /// Entered when it is created, when what it waits on wakes it, and when it yields without waiting on anything
    /// (`sleep(0)`). Left when its step begins, or for `Cancelling` when it is asked to cancel. Excludes a pending
    /// request to cancel.
    Scheduled,
    /// Its step runs now. At most one task of a run is in this state.
    ///
    /// Entered when a step begins, left when the task suspends or ends. A request to cancel that comes meanwhile (the
    /// task asks itself) does not change it. CancelledError may be passing through the task: see
    /// [`TaskView::cleaning_up`].
    Running,
    /// It is suspended until something is done.
    ///
    /// Entered when it suspends on a future, left when that wakes it, or for `Cancelling` when it is asked to cancel.
    /// Excludes a pending request to cancel. A task that has received its CancelledError and awaits something on its
    /// way out is here again, with the mark [`TaskView::cleaning_up`]; one that has swallowed it is here without.
    Waiting,
    /// It was asked to cancel, the request was accepted, and its step has not come yet: it is not cancelled, and may
    /// never be.
    ///
    /// Entered by an accepted request while the task is scheduled or waiting, or when a task that asked itself
    /// suspends. It lasts while what the task waits on takes its time to be cancelled. Left when the task's next step
    /// begins, whether that throws CancelledError into it or not (what it waited on may have swallowed the request),
    /// and when `uncancel()` takes the request back before it is thrown. Excludes running.
    Cancelling,
    /// It ended by CancelledError. Never left.
    Cancelled,
    /// It ended by another exception. Never left.
    Failed,
    /// It returned. Never left.
    Done,
}

impl TaskState {
    /// The name of the state on the page, in `data-state`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Running => "running",
            Self::Waiting => "waiting",
            Self::Cancelling => "cancelling",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
            Self::Done => "done",
        }
    }

    /// Whether it is one of the states that are never left.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Cancelled | Self::Failed | Self::Done)
    }

    fn of_outcome(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Result => Self::Done,
            Outcome::Cancelled => Self::Cancelled,
            Outcome::Failed { .. } => Self::Failed,
        }
    }
}

/// A task at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskView {
    /// The task.
    pub id: FutureId,
    /// Its asyncio name.
    pub name: Rc<str>,
    /// The name of its coroutine function.
    pub coroutine: Rc<str>,
    /// What it was created for: a block as a whole, or the step that created it.
    pub place: Option<Place>,
    /// The task that created it; `None` for the main one.
    pub parent: Option<FutureId>,
    /// When it was created, in virtual seconds.
    pub created_secs: f64,
    /// When it ended, in virtual seconds. `Some` exactly in the final states.
    pub ended_secs: Option<f64>,
    /// What it is doing.
    pub state: TaskState,
    /// What it waits on. `None` while it runs, once it is woken and once it has ended.
    pub waiting_on: Option<WaitingOn>,
    /// What woke it for the step that is due or running.
    pub woken_by: Option<FutureId>,
    /// `cancelling()`.
    pub cancelling: u32,
    /// The last request to cancel it that was accepted.
    pub asked_by: Option<Asked>,
    /// CancelledError was thrown into it and neither swallowed nor turned into a TimeoutError so far: whatever it does
    /// now is clean-up. Never true in a final state.
    pub cleaning_up: bool,
    /// How it ended. `Some` exactly in the final states.
    pub outcome: Option<Outcome>,
    /// The `repr()` of what it returned.
    pub result: Option<Rc<str>>,
    /// A blocking call in it stops the whole loop, until then in virtual seconds.
    pub blocked_until_secs: Option<f64>,
    /// The timeouts that it is inside of, outermost first.
    pub timeouts: Vec<TimeoutId>,
    /// The instruction that it carried out last.
    pub origin: Option<Origin>,
    /// What that instruction stands for.
    pub at: Option<Place>,
    /// Changes whenever anything here does (see [`View`]).
    pub revision: u32,
    phase: Phase,
    // Invariant: false in the final states. `state` is `Cancelling` exactly if this is true and `phase` is `Ready` or
    // `Suspended`.
    request_pending: bool,
    passing: Option<Passing>,
}

/// Where a task that has not ended is, whether or not it is asked to cancel.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Phase {
    Ready,
    Running,
    Suspended,
}

/// The exception on its way up through a task, as far as the events tell.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Passing {
    Cancelled,
    Failed,
}

impl TaskView {
    fn update_state(&mut self) {
        self.state = match (&self.outcome, self.phase) {
            (Some(outcome), _) => TaskState::of_outcome(outcome),
            (None, Phase::Running) => TaskState::Running,
            (None, Phase::Ready | Phase::Suspended) if self.request_pending => TaskState::Cancelling,
            (None, Phase::Ready) => TaskState::Scheduled,
            (None, Phase::Suspended) => TaskState::Waiting,
        };
    }

    fn assert_invariants(&self) {
        debug_assert_eq!(self.outcome.is_some(), self.state.is_final(), "{self:?}");
        debug_assert_eq!(self.outcome.is_some(), self.ended_secs.is_some(), "{self:?}");
        debug_assert!(!(self.state.is_final() && (self.request_pending || self.cleaning_up)), "{self:?}");
        debug_assert!(self.waiting_on.is_none() || self.phase == Phase::Suspended, "{self:?}");
    }
}

/// What a suspended task waits on.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitingOn {
    /// The future.
    pub future: FutureId,
    /// What that is.
    pub what: WaitingFor,
    /// Since when, in virtual seconds.
    pub since_secs: f64,
}

/// What sort of future a task waits on.
#[derive(Debug, Clone, PartialEq)]
pub enum WaitingFor {
    /// A `sleep()`.
    Sleep {
        /// When it is over, in virtual seconds; `None` for never.
        until_secs: Option<f64>,
    },
    /// Another task.
    Task {
        /// Its asyncio name.
        name: Rc<str>,
    },
    /// What `gather()` returned.
    Gather,
    /// What `shield()` returned.
    Shield,
    /// Any other future.
    Future,
}

/// A request to cancel.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Who asked.
    pub by: Canceller,
    /// The message, if any was given.
    pub message: Option<Rc<str>>,
    /// The request.
    pub event: EventIndex,
}

/// A future that is no task, at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct FutureView {
    /// The future.
    pub id: FutureId,
    /// What it is for.
    pub role: FutureRole,
    /// Where it was made: a block as a whole, or a step.
    pub place: Option<Place>,
    /// The task that made it.
    pub creator: Option<FutureId>,
    /// Whether it is done, and how.
    pub state: FutureState,
    /// For a sleep: when it is over, in virtual seconds.
    pub deadline_secs: Option<f64>,
    /// The last request to cancel it that was accepted.
    pub asked_by: Option<Asked>,
    /// For a shield: the event with which it kept a cancellation from what it shields.
    pub held: Option<EventIndex>,
    /// Changes whenever anything here does (see [`View`]).
    pub revision: u32,
}

impl FutureView {
    /// Its state in the words that tasks have: pending is waiting.
    pub fn task_state(&self) -> TaskState {
        match &self.state {
            FutureState::Pending => TaskState::Waiting,
            FutureState::Cancelling => TaskState::Cancelling,
            FutureState::Done(outcome) => TaskState::of_outcome(outcome),
        }
    }
}

/// Whether a future is done.
#[derive(Debug, Clone, PartialEq)]
pub enum FutureState {
    /// It is not done, and nobody's request to cancel it is under way.
    Pending,
    /// A request to cancel it was accepted and it is not done: a gather that waits for its children to be cancelled.
    Cancelling,
    /// It is done. Never left.
    Done(Outcome),
}

/// An `async with asyncio.timeout()` at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeoutView {
    /// The timeout.
    pub id: TimeoutId,
    /// The task that entered it.
    pub task: FutureId,
    /// What it stands for.
    pub place: Option<Place>,
    /// When it was entered, in virtual seconds.
    pub entered_secs: f64,
    /// When it expires, in virtual seconds; `None` for never.
    pub deadline_secs: Option<f64>,
    /// What has become of it.
    pub state: TimeoutState,
    /// Changes whenever anything here does (see [`View`]).
    pub revision: u32,
    passing: Option<Passing>,
}

impl TimeoutView {
    /// Its state in the words that tasks have: active is waiting, expired is cancelling (its task is), converted is
    /// failed (with TimeoutError). Once left otherwise it is what passed out of it.
    pub fn task_state(&self) -> TaskState {
        match (self.state, self.passing) {
            (TimeoutState::Active, _) => TaskState::Waiting,
            (TimeoutState::Expired, _) => TaskState::Cancelling,
            (TimeoutState::Converted, _) | (TimeoutState::Left, Some(Passing::Failed)) => TaskState::Failed,
            (TimeoutState::Left, Some(Passing::Cancelled)) => TaskState::Cancelled,
            (TimeoutState::Left, None) => TaskState::Done,
        }
    }
}

/// What has become of a timeout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeoutState {
    /// Its task is inside, and the deadline has not passed.
    Active,
    /// The deadline has passed, its task was asked to cancel and has not left the block yet.
    Expired,
    /// It turned the CancelledError that it had caused into a TimeoutError. Never left.
    Converted,
    /// Its task left the block otherwise. Never left.
    Left,
}

/// A timer that is set.
#[derive(Debug, Clone, PartialEq)]
pub struct TimerView {
    /// The timer.
    pub id: TimerId,
    /// When it is due, in virtual seconds.
    pub deadline_secs: f64,
    /// What it is for.
    pub purpose: TimerPurpose,
    /// The task that set it.
    pub task: Option<FutureId>,
}

/// The loop at a moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LoopView {
    /// The number of the iteration, from 1; 0 before the first one.
    pub iteration: u32,
    /// How many handles were in the ready queue when the iteration began.
    pub ready_at_start: u32,
    /// The task whose step runs.
    pub running: Option<FutureId>,
    /// The tasks whose step is in the ready queue, next one first. Plain callbacks are not among them.
    pub ready: VecDeque<FutureId>,
    /// A blocking call stops the loop, until then in virtual seconds.
    pub blocked_until_secs: Option<f64>,
    /// How many timers are set.
    pub timers: u32,
    /// Changes whenever anything here or any timer does (see [`View`]).
    pub revision: u32,
}

/// A line of the console.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsoleLine {
    /// The event that wrote it.
    pub event: EventIndex,
    /// When, in virtual seconds.
    pub time_secs: f64,
    /// The task that printed it.
    pub task: Option<FutureId>,
    /// That task's name, `-` without one.
    pub name: Rc<str>,
    /// The line.
    pub text: Rc<str>,
    /// Whether it is a warning of the interpreter and not output.
    pub is_warning: bool,
}

/// What a block has come to at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockRef {
    /// It runs as a task.
    Task(FutureId),
    /// It is a gather or a shield.
    Future(FutureId),
    /// It is a timeout within the task that entered it.
    Timeout(TimeoutId),
}

/// A block at a moment: its newest object, for a block may run several times.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockView<'a> {
    /// What it is shown as: a gather's or shield's future if it has one, otherwise its task, otherwise its timeout.
    pub shown: BlockRef,
    /// The one state that its card shows.
    pub state: TaskState,
    /// The task that was created for it, or for a timeout the task that entered it.
    pub task: Option<&'a TaskView>,
    /// Its gather or shield.
    pub future: Option<&'a FutureView>,
    /// Its timeout.
    pub timeout: Option<&'a TimeoutView>,
    /// Changes whenever anything here does (see [`View`]).
    pub revision: u32,
}

impl View {
    /// Before the first event of a run whose origins stand for these places.
    pub fn new(places: Vec<Place>) -> Self {
        let places = Rc::new(Places::new(places));
        let mut blocks = SharedVec::default();
        for _ in &places.blocks {
            blocks.push(BlockObjects::default());
        }
        Self {
            places,
            cursor: 0,
            time_secs: 0.0,
            objects: SharedVec::default(),
            timeouts: SharedVec::default(),
            timers: SharedVec::default(),
            blocks,
            console: SharedVec::default(),
            event_loop: LoopView::default(),
            end: None,
            touched: Vec::new(),
        }
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

    /// The loop.
    pub fn event_loop(&self) -> &LoopView {
        &self.event_loop
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

    /// What an instruction stands for.
    pub fn place(&self, origin: Origin) -> Option<Place> {
        self.places.of(Some(origin))
    }

    /// What a block has come to, if anything so far. Only what was made for the block as a whole counts: a sleep in
    /// one of its steps is no object of its own on the canvas.
    pub fn of_block(&self, block: u32) -> Option<BlockView<'_>> {
        let objects = self.blocks.get(self.places.blocks.binary_search(&block).ok()?)?;
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

    /// Applies the next event of the run.
    pub fn apply(&mut self, event: &Event) {
        let index = EventIndex(self.cursor as u32);
        self.cursor += 1;
        self.touched.clear();
        self.end_blocking();
        self.time_secs = event.time;
        if self.event_loop.iteration != event.iteration {
            self.event_loop.iteration = event.iteration;
            self.touch_loop();
        }
        if event.origin.is_some()
            && let Some(acting) = event.task
        {
            let at = self.places.of(event.origin);
            if let Some(task) = self.task_mut(acting) {
                task.origin = event.origin;
                task.at = at;
            }
        }
        self.apply_kind(index, event);
        #[cfg(debug_assertions)]
        for &id in &self.touched {
            if let Some(task) = self.task(id) {
                task.assert_invariants();
            }
        }
    }

    fn apply_kind(&mut self, index: EventIndex, event: &Event) {
        match &event.kind {
            EventKind::IterationBegan { ready } => {
                self.event_loop.ready_at_start = *ready;
                self.event_loop.running = None;
                self.touch_loop();
            }
            EventKind::LoopBlocked { secs } => {
                let until = event.time + secs;
                self.event_loop.blocked_until_secs = Some(until);
                self.touch_loop();
                if let Some(task) = event.task.and_then(|id| self.task_mut(id)) {
                    task.blocked_until_secs = Some(until);
                }
            }
            EventKind::RunEnded { how } => {
                self.end = Some(how.clone());
                self.event_loop.running = None;
                self.touch_loop();
            }

            EventKind::TaskCreated { task, name, coroutine } => {
                self.task_created(event, *task, name, coroutine);
            }
            EventKind::StepBegan { task } => self.step_began(*task),
            EventKind::StepEnded { task } => self.step_ended(*task),
            EventKind::Waiting { task, on } => self.waiting(*task, *on, event.time),
            EventKind::Woken { task, by } => self.woken(*task, *by),

            EventKind::FutureCreated { future, role } => self.future_created(event, *future, role),
            EventKind::FutureDone { future, outcome } => self.future_done(*future, outcome, event.time),
            EventKind::CallbackRan { .. } => {}

            EventKind::TimerArmed { timer, deadline, purpose } => {
                self.timer_armed(event, *timer, *deadline, purpose);
            }
            EventKind::TimerFired { timer } | EventKind::TimerDropped { timer } => {
                if let Some(Some(_)) = self.timers.get(timer.0 as usize) {
                    self.timers.set(timer.0 as usize, None, &None);
                    self.event_loop.timers -= 1;
                    self.touch_loop();
                }
            }

            EventKind::CancelRequested { target, by, accepted, message, cancelling } => {
                let asked = accepted.then(|| Asked { by: *by, message: message.clone(), event: index });
                self.cancel_requested(*target, asked, *cancelling);
            }
            EventKind::ShieldHeld { outer, .. } => {
                if let Some(future) = self.future_mut(*outer) {
                    future.held = Some(index);
                }
            }
            EventKind::CancelDelivered { task } => {
                if let Some(task) = self.task_mut(*task) {
                    // The step may be announced before or after what it throws.
                    task.request_pending = false;
                    task.cleaning_up = task.outcome.is_none();
                    task.passing = Some(Passing::Cancelled);
                    task.update_state();
                }
            }
            EventKind::CancelCaught { task } => {
                if let Some(task) = self.task_mut(*task) {
                    task.passing = None;
                }
            }
            EventKind::CancelReraised { task } => {
                if let Some(task) = self.task_mut(*task) {
                    task.passing = Some(Passing::Cancelled);
                }
            }
            EventKind::CancelSwallowed { task } => {
                if let Some(task) = self.task_mut(*task) {
                    task.cleaning_up = false;
                    task.passing = None;
                }
            }
            EventKind::Uncancelled { task, cancelling } => {
                if let Some(task) = self.task_mut(*task) {
                    task.cancelling = *cancelling;
                    // A request that already reached what the task waits on cannot be taken back any more.
                    if *cancelling == 0 && task.phase != Phase::Suspended {
                        task.request_pending = false;
                    }
                    task.update_state();
                }
            }

            EventKind::TimeoutEntered { timeout, task, deadline } => {
                self.timeout_entered(event, *timeout, *task, *deadline);
            }
            EventKind::TimeoutExpired { timeout } => self.timeout_moved(*timeout, TimeoutState::Expired),
            EventKind::TimeoutConverted { timeout } => self.timeout_moved(*timeout, TimeoutState::Converted),
            EventKind::TimeoutLeft { timeout } => self.timeout_moved(*timeout, TimeoutState::Left),

            EventKind::ExceptionRaised { .. } => {
                if let Some(task) = event.task.and_then(|id| self.task_mut(id)) {
                    task.passing = Some(Passing::Failed);
                }
            }
            EventKind::Returned { value } => {
                if let Some(task) = event.task.and_then(|id| self.task_mut(id)) {
                    task.result = Some(value.clone());
                    task.passing = None;
                }
            }
            EventKind::Printed { text } => self.write(index, event, event.task, text, false),
            EventKind::Warned { text, about } => {
                self.write(index, event, about.or(event.task), text, true);
            }
        }
    }

    fn revision(&self) -> u32 {
        self.cursor as u32
    }

    fn touch_loop(&mut self) {
        self.event_loop.revision = self.revision();
    }

    fn touch(&mut self, id: FutureId) {
        if !self.touched.contains(&id) {
            self.touched.push(id);
        }
    }

    fn task_mut(&mut self, id: FutureId) -> Option<&mut TaskView> {
        self.task(id)?;
        self.touch(id);
        let revision = self.revision();
        match self.objects.get_mut(id.0 as usize)? {
            Slot::Task(task) => {
                let task = Rc::make_mut(task);
                task.revision = revision;
                Some(task)
            }
            Slot::Empty | Slot::Future(_) => None,
        }
    }

    fn future_mut(&mut self, id: FutureId) -> Option<&mut FutureView> {
        self.future(id)?;
        self.touch(id);
        let revision = self.revision();
        match self.objects.get_mut(id.0 as usize)? {
            Slot::Future(future) => {
                let future = Rc::make_mut(future);
                future.revision = revision;
                Some(future)
            }
            Slot::Empty | Slot::Task(_) => None,
        }
    }

    /// The objects of the block that a place means as a whole.
    fn block_mut(&mut self, place: Option<Place>) -> Option<&mut BlockObjects> {
        match place? {
            Place::Block { block, step: None } => {
                let position = self.places.blocks.binary_search(&block).ok()?;
                self.blocks.get_mut(position)
            }
            Place::Block { step: Some(_), .. } | Place::Main => None,
        }
    }

    /// A blocking call lasts from its event to the next one, whatever that is.
    fn end_blocking(&mut self) {
        if self.event_loop.blocked_until_secs.take().is_none() {
            return;
        }
        self.touch_loop();
        if let Some(task) = self.event_loop.running.and_then(|id| self.task_mut(id)) {
            task.blocked_until_secs = None;
        }
    }

    fn make_ready(&mut self, id: FutureId) {
        self.event_loop.ready.push_back(id);
        self.touch_loop();
    }

    fn task_created(&mut self, event: &Event, id: FutureId, name: &Rc<str>, coroutine: &Rc<str>) {
        let place = self.places.of(event.origin);
        let task = TaskView {
            id,
            name: name.clone(),
            coroutine: coroutine.clone(),
            place,
            parent: event.task,
            created_secs: event.time,
            ended_secs: None,
            state: TaskState::Scheduled,
            waiting_on: None,
            woken_by: None,
            cancelling: 0,
            asked_by: None,
            cleaning_up: false,
            outcome: None,
            result: None,
            blocked_until_secs: None,
            timeouts: Vec::new(),
            origin: None,
            at: None,
            revision: self.revision(),
            phase: Phase::Ready,
            request_pending: false,
            passing: None,
        };
        self.objects.set(id.0 as usize, Slot::Task(Rc::new(task)), &Slot::Empty);
        self.touch(id);
        if let Some(objects) = self.block_mut(place) {
            *objects = BlockObjects { task: Some(id), ..BlockObjects::default() };
        }
        self.make_ready(id);
    }

    fn step_began(&mut self, id: FutureId) {
        let woken_by = self.task(id).and_then(|task| task.woken_by);
        let brings_failure =
            woken_by.is_some_and(|by| matches!(self.outcome(by), Some(Outcome::Failed { .. })));
        if let Some(task) = self.task_mut(id) {
            task.phase = Phase::Running;
            task.request_pending = false;
            task.waiting_on = None;
            task.passing = brings_failure.then_some(Passing::Failed);
            task.update_state();
        }
        let ready = &mut self.event_loop.ready;
        if let Some(position) = ready.iter().position(|&other| other == id) {
            ready.remove(position);
        }
        self.event_loop.running = Some(id);
        self.touch_loop();
    }

    fn step_ended(&mut self, id: FutureId) {
        if let Some(task) = self.task_mut(id) {
            if task.phase == Phase::Running {
                task.phase = Phase::Suspended;
            }
            task.update_state();
        }
        self.event_loop.running = None;
        self.touch_loop();
    }

    fn waiting(&mut self, id: FutureId, on: Option<FutureId>, time: f64) {
        let waiting_on =
            on.map(|future| WaitingOn { future, what: self.waiting_for(future), since_secs: time });
        let yields = on.is_none();
        if let Some(task) = self.task_mut(id) {
            task.phase = if yields { Phase::Ready } else { Phase::Suspended };
            task.waiting_on = waiting_on;
            task.woken_by = None;
            task.passing = None;
            task.update_state();
        }
        if yields {
            self.make_ready(id);
        }
    }

    fn waiting_for(&self, future: FutureId) -> WaitingFor {
        match self.objects.get(future.0 as usize) {
            Some(Slot::Task(task)) => WaitingFor::Task { name: task.name.clone() },
            Some(Slot::Future(future)) => match future.role {
                FutureRole::Sleep => WaitingFor::Sleep { until_secs: future.deadline_secs },
                FutureRole::Gather { .. } => WaitingFor::Gather,
                FutureRole::Shield { .. } => WaitingFor::Shield,
                FutureRole::Plain => WaitingFor::Future,
            },
            Some(Slot::Empty) | None => WaitingFor::Future,
        }
    }

    fn woken(&mut self, id: FutureId, by: FutureId) {
        if let Some(task) = self.task_mut(id) {
            task.phase = Phase::Ready;
            task.waiting_on = None;
            task.woken_by = Some(by);
            task.update_state();
        }
        self.make_ready(id);
    }

    fn outcome(&self, id: FutureId) -> Option<&Outcome> {
        match self.objects.get(id.0 as usize)? {
            Slot::Empty => None,
            Slot::Task(task) => task.outcome.as_ref(),
            Slot::Future(future) => match &future.state {
                FutureState::Done(outcome) => Some(outcome),
                FutureState::Pending | FutureState::Cancelling => None,
            },
        }
    }

    fn future_created(&mut self, event: &Event, id: FutureId, role: &FutureRole) {
        let place = self.places.of(event.origin);
        let future = FutureView {
            id,
            role: role.clone(),
            place,
            creator: event.task,
            state: FutureState::Pending,
            deadline_secs: None,
            asked_by: None,
            held: None,
            revision: self.revision(),
        };
        self.objects.set(id.0 as usize, Slot::Future(Rc::new(future)), &Slot::Empty);
        self.touch(id);
        if matches!(role, FutureRole::Gather { .. } | FutureRole::Shield { .. })
            && let Some(objects) = self.block_mut(place)
        {
            objects.future = Some(id);
        }
    }

    fn future_done(&mut self, id: FutureId, outcome: &Outcome, time: f64) {
        if let Some(task) = self.task_mut(id) {
            task.outcome = Some(outcome.clone());
            task.ended_secs = Some(time);
            task.phase = Phase::Suspended;
            task.request_pending = false;
            task.cleaning_up = false;
            task.waiting_on = None;
            task.timeouts.clear();
            task.update_state();
        } else if let Some(future) = self.future_mut(id) {
            future.state = FutureState::Done(outcome.clone());
        }
    }

    fn timer_armed(&mut self, event: &Event, id: TimerId, deadline: f64, purpose: &TimerPurpose) {
        let timer = TimerView { id, deadline_secs: deadline, purpose: purpose.clone(), task: event.task };
        self.timers.set(id.0 as usize, Some(timer), &None);
        self.event_loop.timers += 1;
        self.touch_loop();
        if let TimerPurpose::Sleep { future } = purpose
            && let Some(future) = self.future_mut(*future)
        {
            future.deadline_secs = Some(deadline);
        }
    }

    fn cancel_requested(&mut self, target: FutureId, asked: Option<Asked>, cancelling: u32) {
        if let Some(task) = self.task_mut(target) {
            task.cancelling = cancelling;
            if asked.is_some() && task.outcome.is_none() {
                task.asked_by = asked;
                task.request_pending = true;
            }
            task.update_state();
        } else if let Some(future) = self.future_mut(target)
            && asked.is_some()
            && future.state == FutureState::Pending
        {
            future.asked_by = asked;
            future.state = FutureState::Cancelling;
        }
    }

    fn timeout_entered(&mut self, event: &Event, id: TimeoutId, task: FutureId, deadline: Option<f64>) {
        let place = self.places.of(event.origin);
        let timeout = TimeoutView {
            id,
            task,
            place,
            entered_secs: event.time,
            deadline_secs: deadline,
            state: TimeoutState::Active,
            revision: self.revision(),
            passing: None,
        };
        self.timeouts.set(id.0 as usize, Some(Rc::new(timeout)), &None);
        if let Some(task) = self.task_mut(task) {
            task.timeouts.push(id);
        }
        if let Some(objects) = self.block_mut(place) {
            if objects.task != Some(task) {
                objects.task = None;
            }
            objects.timeout = Some(id);
        }
    }

    fn timeout_moved(&mut self, id: TimeoutId, state: TimeoutState) {
        let Some(task) = self.timeout(id).map(|timeout| timeout.task) else { return };
        let mut passing = None;
        if let Some(task) = self.task_mut(task) {
            if state == TimeoutState::Left {
                task.timeouts.retain(|&inside| inside != id);
            }
            if state == TimeoutState::Converted {
                task.cleaning_up = false;
                task.passing = Some(Passing::Failed);
            }
            passing = task.passing;
        }
        let revision = self.revision();
        if let Some(Some(timeout)) = self.timeouts.get_mut(id.0 as usize) {
            let timeout = Rc::make_mut(timeout);
            timeout.revision = revision;
            if timeout.state != TimeoutState::Converted {
                timeout.state = state;
                timeout.passing = passing;
            }
        }
    }

    fn write(
        &mut self,
        event: EventIndex,
        at: &Event,
        task: Option<FutureId>,
        text: &Rc<str>,
        is_warning: bool,
    ) {
        let name = task.and_then(|id| self.task(id)).map_or_else(|| "-".into(), |task| task.name.clone());
        let line = ConsoleLine { event, time_secs: at.time, task, name, text: text.clone(), is_warning };
        self.console.push(line);
        if !is_warning && let Some(task) = task.and_then(|id| self.task_mut(id)) {
            task.passing = None;
        }
    }
}

impl TaskView {
    /// The exception with which it ended.
    pub fn error(&self) -> Option<&Failure> {
        match self.outcome.as_ref()? {
            Outcome::Failed { error } => Some(error),
            Outcome::Result | Outcome::Cancelled => None,
        }
    }
}
