//! A run, and the indices that make every moment of it quick to reach.

mod participants;
mod reading;
mod table;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use crate::program::Place;
use crate::scene::{BlockId, IdMap};
use crate::trace::{
    Event, EventIndex, EventKind, FutureId, FutureRole, GroupId, Log, LoopId, Origin, Outcome, TimeoutId,
    TimerPurpose,
};

use super::motion::Link;
use super::numbers::Numbers;
use super::pacing::Pacing;
use super::story::{self, Story};
use super::view::{TaskState, View};

pub(super) use participants::creation_place;
pub use participants::subject;
pub use reading::Reading;
use table::{Table, known, object};

/// At least so many events lie between two checkpoints.
const MIN_SPACING: usize = 512;
/// There are at most about so many checkpoints, however long the run is.
const MAX_CHECKPOINTS: usize = 256;

/// The coroutines with which `run()` closes its loop.
pub(super) const SHUTDOWN: [&str; 2] = ["shutdown_asyncgens", "shutdown_default_executor"];

/// So many events are kept of a run without an end.
pub const KEPT_EVENTS: usize = 100_000;

/// A run with everything that playback needs to know about it. It never changes; hold it in an [`Rc`]. That of a run that goes
/// on is followed by [another one](Self::extended), with which it shares what they have in common.
#[derive(Debug, Clone)]
pub struct Recording {
    log: Log,
    /// How many events are kept, if more may come.
    open: Option<usize>,
    labels: Rc<IdMap<String>>,
    pacing: Pacing,
    objects: Table<Object>,
    timeouts: Table<TimeoutInfo>,
    groups: Table<GroupInfo>,
    numbers: Numbers,
    // Invariant: their cursors are multiples of `spacing`, one after the other; there is one at or before the oldest cursor
    // that is kept.
    checkpoints: Vec<View>,
    // Invariant: what is shown after the last event.
    spacing: usize,
    /// What is shown at the end.
    front: View,
    visible: Vec<EventIndex>,
    iterations: Vec<Iteration>,
    lanes: Table<Vec<LanePoint>>,
    events_of: Table<Vec<EventIndex>>,
    links: Vec<Link>,
    stories: OnceCell<Vec<Story>>,
    places: Rc<[Place]>,
    cards: Rc<IdMap<BlockId>>,
    source: Rc<[Rc<str>]>,
}

/// What is known of a future from its creation on.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// Its number.
    pub id: FutureId,
    /// The event that created it.
    pub created: EventIndex,
    /// The event with which it ended, if it does.
    pub done: Option<EventIndex>,
    /// What it was created for.
    pub place: Option<Place>,
    /// The asyncio name, if it is a task.
    pub name: Option<Rc<str>>,
    /// What it is for, if it is no task.
    pub role: Option<FutureRole>,
    /// Whether it is part of no card: the main coroutine that a scene has without showing it, what belongs to
    /// that, and what the loop's own shutdown consists of.
    pub hidden: bool,
    /// The gathers and shields that it is in.
    pub parents: Vec<FutureId>,
    /// The task group that it was created in.
    pub group: Option<GroupId>,
    /// Which one of the plain futures it is, from 1; 0 for anything else.
    pub number: u32,
    // For a sleep: the event that set its timer, and when that is due.
    deadline: Option<(EventIndex, f64)>,
}

impl Object {
    fn new(id: FutureId, created: EventIndex, place: Option<Place>, is_scene: bool) -> Self {
        // In a scene everything that stands for something on the canvas has a place.
        let hidden = match place {
            Some(Place::Main) => true,
            Some(Place::Block { .. }) => false,
            None => is_scene,
        };
        let (done, name, role, deadline, parents) = (None, None, None, None, Vec::new());
        Self { id, created, done, place, name, role, hidden, parents, group: None, number: 0, deadline }
    }
}

/// What is known of a timeout from its beginning on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TimeoutInfo {
    pub(super) task: FutureId,
    /// Whether `wait_for()` entered it.
    pub(super) is_wait_for: bool,
    pub(super) place: Option<Place>,
}

/// What is known of a task group from its beginning on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GroupInfo {
    /// The task that entered it.
    pub(super) task: FutureId,
    pub(super) place: Option<Place>,
}

/// A pass of the loop over its ready queue.
#[derive(Debug, Clone, PartialEq)]
pub struct Iteration {
    /// Its number, from 1; 0 for what happened before the first one.
    pub number: u32,
    /// When it began, in virtual seconds.
    pub time_secs: f64,
    /// The indices of its events.
    pub events: Range<usize>,
    /// Whether anything in it is visible.
    pub is_visible: bool,
    /// In a run with several loops: in which one it is, and its number there.
    pub in_loop: Option<(LoopId, u32)>,
}

impl Iteration {
    /// What it is called after the word "iteration": `7`, or `3 of loop 2`.
    pub fn name(&self) -> String {
        match self.in_loop {
            None => self.number.to_string(),
            Some((event_loop, number)) => {
                [&number.to_string(), " of ", &super::numbers::loop_name(event_loop)].concat()
            }
        }
    }
}

/// A change in a task's lane of the timeline. The state lasts to the next point.
#[derive(Debug, Clone, PartialEq)]
pub struct LanePoint {
    /// The cursor right after the event that brought the change.
    pub cursor: usize,
    /// When that was, in virtual seconds.
    pub time_secs: f64,
    /// The state from here on.
    pub state: TaskState,
    /// Whether the task cleans up after a cancellation from here on.
    pub cleaning_up: bool,
}

impl Recording {
    /// Indexes a run. `places` are what the origins of its events stand for
    /// ([`Program::origins`](crate::program::Program::origins)).
    pub fn new(log: Log, places: Vec<Place>) -> Self {
        Self::reading(log, places, false).finish()
    }

    /// The same bit by bit. `is_open` says whether the run goes on.
    pub fn reading(log: Log, places: Vec<Place>, is_open: bool) -> Reading {
        let horizon = is_open.then_some(KEPT_EVENTS);
        let mut recording = Recording { open: horizon, ..Self::begun(places, horizon) };
        if !is_open {
            recording.spacing = MIN_SPACING.max(log.len().div_ceil(MAX_CHECKPOINTS));
        }
        Reading::new(recording, log)
    }

    /// The beginning of a run that goes on: what comes is added by [`extended`](Self::extended), and what is older than so many
    /// events is let go of.
    pub fn open_keeping(events: usize) -> Self {
        Self { open: Some(events), ..Self::begun(Vec::new(), Some(events)) }
    }

    fn begun(places: Vec<Place>, horizon: Option<usize>) -> Self {
        let view = View::new(places.clone());
        let view = match horizon {
            Some(events) => view.with_horizon(events),
            None => view,
        };
        Self {
            log: Log::new(),
            open: None,
            labels: Rc::default(),
            pacing: Pacing::new(),
            objects: Table::default(),
            timeouts: Table::default(),
            groups: Table::default(),
            numbers: Numbers::default(),
            checkpoints: vec![view.clone()],
            spacing: MIN_SPACING,
            front: view,
            visible: Vec::new(),
            iterations: Vec::new(),
            lanes: Table::default(),
            events_of: Table::default(),
            links: Vec::new(),
            stories: OnceCell::new(),
            places: places.into(),
            cards: Rc::default(),
            source: Rc::default(),
        }
    }

    /// Whether the run goes on after what there is of it.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The oldest cursor that can be shown: 0 unless what was before it was let go of.
    pub fn first(&self) -> usize {
        self.log.first()
    }

    /// The same with names for the blocks, which [`sentence`](super::sentence) uses.
    pub fn with_labels(mut self, labels: impl IntoIterator<Item = (u32, String)>) -> Self {
        let labels: IdMap<String> =
            labels.into_iter().map(|(block, label)| (BlockId(block), label)).collect();
        self.labels = Rc::new(labels);
        self
    }

    /// The same with the cards of what has no block: of locks and queues, futures and calls in threads, by their
    /// numbers and those of their parts.
    pub fn with_cards(mut self, cards: IdMap<BlockId>) -> Self {
        self.cards = Rc::new(cards);
        self
    }

    /// The same with the text of the program, of which its places are lines.
    pub fn with_source(mut self, text: &str) -> Self {
        self.source = text.lines().map(|line| line.trim().into()).collect();
        self
    }

    /// A line of the program without its indentation, by its number from 1.
    pub fn source_line(&self, number: u32) -> Option<Rc<str>> {
        self.source.get((number as usize).checked_sub(1)?).filter(|line| !line.is_empty()).cloned()
    }

    /// The card on which something is shown that has no block, by its number.
    pub fn card(&self, number: BlockId) -> Option<BlockId> {
        self.cards.get(&number).copied()
    }

    /// The cards of what has no block.
    pub fn fixtures(&self) -> impl Iterator<Item = BlockId> {
        self.cards.iter().filter(|(number, card)| number == card).map(|(_, card)| *card)
    }

    /// The cancellations of the run, in the order in which they begin.
    pub fn stories(&self) -> &[Story] {
        self.stories.get_or_init(|| {
            story::stories(
                &self.log,
                |id| self.object(id),
                |id| known(&self.timeouts, id.0),
                |id| known(&self.groups, id.0),
                |index| self.is_intervened(index),
            )
        })
    }

    /// The cancellation that began last before a cursor.
    pub fn story(&self, cursor: usize) -> Option<&Story> {
        let stories = self.stories();
        let begun = stories.partition_point(|story| (story.begins().0 as usize) < cursor);
        stories.get(begun.checked_sub(1)?)
    }

    /// What a task group stands for on the canvas.
    pub fn group_place(&self, id: GroupId) -> Option<Place> {
        known(&self.groups, id.0)?.place
    }

    /// The events.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// How many events there are by now: the last cursor.
    pub fn len(&self) -> usize {
        self.log.len()
    }

    /// Whether there are no events.
    pub fn is_empty(&self) -> bool {
        self.log.is_empty()
    }

    /// When each event is shown.
    pub fn pacing(&self) -> &Pacing {
        &self.pacing
    }

    /// What an instruction stands for.
    pub fn place(&self, origin: Option<Origin>) -> Option<Place> {
        self.places.get(origin?.0 as usize).copied()
    }

    /// The name of a block.
    pub fn block_label(&self, block: u32) -> Option<&str> {
        self.labels.get(&BlockId(block)).map(String::as_str)
    }

    /// What is known of a task or other future, at whatever moment of the run it is created.
    pub fn object(&self, id: FutureId) -> Option<&Object> {
        object(&self.objects, id)
    }

    /// All tasks of the run, in order of creation.
    pub fn tasks(&self) -> impl DoubleEndedIterator<Item = (FutureId, &Object)> {
        self.objects.iter().filter_map(|object| {
            let object = object.as_deref().filter(|object| object.name.is_some())?;
            Some((object.id, object))
        })
    }

    /// Whether an event sets the timer of an intervention. Those that a directive cannot say are set by the
    /// hidden main coroutine of a scene, which sets no other timers.
    pub(super) fn is_intervention(&self, event: &Event) -> bool {
        match &event.kind {
            EventKind::TimerArmed { purpose: TimerPurpose::Intervention, .. } => true,
            EventKind::TimerArmed { purpose: TimerPurpose::Callback { .. }, .. } => {
                self.place(event.origin()) == Some(Place::Main)
            }
            _ => false,
        }
    }

    /// Whether an event comes from an intervention, through callbacks alone.
    pub(super) fn is_intervened(&self, index: EventIndex) -> bool {
        self.log
            .causes(index)
            .skip(1)
            .take_while(|(_, event)| {
                matches!(
                    event.kind,
                    EventKind::CallbackRan { .. }
                        | EventKind::TimerFired { .. }
                        | EventKind::TimerArmed { .. }
                )
            })
            .any(|(_, event)| self.is_intervention(event))
    }

    /// Whether it is a run of blocks, which have a main coroutine that nobody drew.
    pub(super) fn has_main(&self) -> bool {
        self.places.contains(&Place::Main)
    }

    /// Whether one of two runs is one of blocks, whose main coroutine nobody drew: that of the other has nothing beside it.
    pub(super) fn is_one_drawn([one, other]: [&Recording; 2]) -> bool {
        one.has_main() != other.has_main()
    }

    /// Whether a task is the main coroutine's: neither a task nor a callback made it.
    pub(super) fn is_main(&self, object: &Object) -> bool {
        self.log.get(object.created).is_some_and(|event| event.task().is_none() && event.cause().is_none())
    }

    /// Whether it is part of no card (see [`Object::hidden`]).
    pub fn is_hidden(&self, id: FutureId) -> bool {
        is_hidden(self.object(id))
    }

    /// How a future had ended before an event.
    pub(super) fn outcome_before(&self, id: FutureId, event: EventIndex) -> Option<&Outcome> {
        let done = self.object(id)?.done.filter(|&done| done < event)?;
        match &self.log.get(done)?.kind {
            EventKind::FutureDone { outcome, .. } => Some(outcome),
            _ => None,
        }
    }

    /// When a sleep is over, and the event that set its timer.
    pub(super) fn sleep_deadline(&self, id: FutureId) -> Option<(EventIndex, f64)> {
        self.object(id)?.deadline
    }

    /// Where a timeout stands.
    pub fn timeout_place(&self, id: TimeoutId) -> Option<Place> {
        self.timeout(id)?.place
    }

    pub(super) fn timeout(&self, id: TimeoutId) -> Option<&TimeoutInfo> {
        known(&self.timeouts, id.0)
    }

    /// What is shown at a cursor; at the last one if the cursor is beyond it. Replays no more than the events
    /// between two checkpoints.
    pub fn view_at(&self, cursor: usize) -> View {
        let cursor = cursor.clamp(self.first(), self.len());
        let oldest = self.checkpoints[0].cursor() / self.spacing;
        let mut view = self.checkpoints[cursor / self.spacing - oldest].clone();
        view.set_places_of(&self.front);
        self.bring_forward(&mut view, cursor);
        view
    }

    /// What is shown after the last event: everything that is still known has its name there.
    pub fn last_view(&self) -> &View {
        &self.front
    }

    /// Has a view of what this goes on from know what this knows.
    pub(super) fn adopt_view(&self, view: &mut View) {
        if view.cursor() < self.first() {
            *view = self.view_at(0);
        } else {
            view.set_places_of(&self.front);
        }
    }

    /// Moves a view of this recording to a cursor by the shortest way.
    pub fn move_view(&self, view: &mut View, cursor: usize) {
        let cursor = cursor.clamp(self.first(), self.len());
        if cursor < view.cursor() || cursor - view.cursor() > self.spacing {
            *view = self.view_at(cursor);
        } else {
            self.bring_forward(view, cursor);
        }
    }

    fn bring_forward(&self, view: &mut View, cursor: usize) {
        while view.cursor() < cursor
            && let Some(event) = self.log.get(EventIndex(view.cursor() as u32))
        {
            view.apply(event);
        }
    }

    /// The visible events (see [`is_visible`](super::is_visible)), in order.
    pub fn visible(&self) -> &[EventIndex] {
        &self.visible
    }

    /// The iterations of the loop, in order. Every event is in exactly one.
    pub fn iterations(&self) -> &[Iteration] {
        &self.iterations
    }

    /// The iteration that an event is in.
    pub fn iteration_of(&self, event: EventIndex) -> Option<&Iteration> {
        let position = self.iterations.partition_point(|iteration| iteration.events.end <= event.0 as usize);
        self.iterations.get(position)
    }

    /// The states of a task over the whole run, in order.
    pub fn lane(&self, task: FutureId) -> &[LanePoint] {
        known(&self.lanes, task.0).map_or(&[], Vec::as_slice)
    }

    /// The events that a future took part in, as the one who acts or is acted on, in order.
    pub fn events_of(&self, id: FutureId) -> &[EventIndex] {
        known(&self.events_of, id.0).map_or(&[], Vec::as_slice)
    }

    /// The way that cancellations have taken up to a cursor, oldest link first.
    pub fn trail(&self, cursor: usize) -> &[Link] {
        let end = self.links.partition_point(|link| (link.event.0 as usize) < cursor);
        &self.links[..end]
    }
}

pub(super) fn is_hidden(object: Option<&Object>) -> bool {
    object.is_some_and(|object| object.hidden)
}
