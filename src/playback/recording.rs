//! A run, and the indices that make every moment of it quick to reach.

#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use crate::program::Place;
use crate::scene::{BlockId, IdMap};
use crate::trace::{
    Event, EventIndex, EventKind, FutureId, FutureRole, GroupId, Log, Origin, Outcome, TimeoutId,
    TimerPurpose,
};

use super::motion::{self, Link};
use super::numbers::Numbers;
use super::pacing::{Pacing, slot_ms};
use super::shared_vec::SharedVec;
use super::story::{self, Story};
use super::view::{TaskState, View};

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

/// By number; copies share what they have in common.
type Table<T> = SharedVec<Option<Rc<T>>>;

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
        let mut recording = Self::begun(places, None);
        recording.spacing = MIN_SPACING.max(log.len().div_ceil(MAX_CHECKPOINTS));
        recording.read(&log);
        recording
    }

    /// The beginning of a run that goes on: what comes is added by [`extended`](Self::extended), and what is older than
    /// [`KEPT_EVENTS`] is let go of.
    pub fn open() -> Self {
        Self::open_keeping(KEPT_EVENTS)
    }

    /// The same with another number of events.
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

    /// The run as it has gone on. `places` are what all origins stand for by now: those that events still to come or still kept
    /// have. `is_open` says whether more may come. Nothing if that is not what comes next.
    pub fn extended(&self, next: &Log, places: Vec<Place>, is_open: bool) -> Option<Self> {
        let kept = self.open.filter(|_| next.first() == self.len())?;
        let mut longer = self.clone();
        longer.open = is_open.then_some(kept);
        longer.front.set_places(places.clone());
        longer.places = places.into();
        longer.read(next);
        longer.forget_before(longer.len().saturating_sub(kept));
        Some(longer)
    }

    /// Whether the run goes on after what there is of it.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The oldest cursor that can be shown: 0 unless what was before it was let go of.
    pub fn first(&self) -> usize {
        self.log.first()
    }

    /// Takes in what comes next.
    fn read(&mut self, next: &Log) {
        self.stories = OnceCell::new();
        let is_scene = self.has_main();
        let mut slots = Vec::with_capacity(next.kept());
        for (index, event) in next.iter() {
            self.log.push(event.clone());
            self.read_objects(index, event, is_scene);
            let slot = slot_ms(event, |id| object(&self.objects, id));
            let is_visible = slot.is_some();
            slots.push(slot);
            if is_visible {
                self.visible.push(index);
            }
            self.read_iteration(index, event, is_visible);
            let link = motion::link(index, event, |id| object(&self.objects, id));
            self.links.extend(link);
            self.read_view(index, event);
        }
        self.pacing.extend(&self.log, &slots);
    }

    /// Lets go of the events before a cursor, and of what has ended by then.
    fn forget_before(&mut self, cursor: usize) {
        let first = cursor.min(self.pacing.settled_cursor()) / self.spacing * self.spacing;
        if first <= self.first() {
            return;
        }
        self.pacing.forget_before(first);
        self.log.forget_before(first);
        let is_late = |event: &EventIndex| event.0 as usize >= first;
        drain_before(&mut self.checkpoints, |view| view.cursor() >= first);
        drain_before(&mut self.visible, is_late);
        drain_before(&mut self.iterations, |iteration| iteration.events.end > first);
        drain_before(&mut self.links, |link| is_late(&link.event));
        let is_alive = |done: Option<EventIndex>| done.is_none_or(|done| is_late(&done));
        self.objects.forget(&None, |object| object.as_ref().is_some_and(|object| is_alive(object.done)));
        let objects = &self.objects;
        let is_known = |task: FutureId| object(objects, task).is_some();
        self.timeouts.forget(&None, |timeout| timeout.as_ref().is_some_and(|timeout| is_known(timeout.task)));
        self.groups.forget(&None, |group| group.as_ref().is_some_and(|group| is_known(group.task)));
        // Of those that live on, the last state before stays.
        let shorten_lane = |lane: &mut Vec<LanePoint>| {
            let before = lane.partition_point(|point| point.cursor <= first);
            lane.drain(..before.saturating_sub(1));
        };
        forget_and_shorten(
            &mut self.lanes,
            |lane| lane.last().is_some_and(|point| point.cursor > first || !point.state.is_final()),
            |lane| lane.len() > 1 && lane[1].cursor <= first,
            shorten_lane,
        );
        forget_and_shorten(
            &mut self.events_of,
            |events| events.last().is_some_and(is_late),
            |events| events.first().is_some_and(|event| !is_late(event)),
            |events| drain_before(events, is_late),
        );
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
                self.place(event.origin) == Some(Place::Main)
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

    /// What depends on what is shown.
    fn read_view(&mut self, index: EventIndex, event: &Event) {
        let view = &mut self.front;
        view.apply(event);
        for &id in view.touched() {
            let Some(task) = view.task(id) else { continue };
            let point = LanePoint {
                cursor: view.cursor(),
                time_secs: event.time,
                state: task.state,
                cleaning_up: task.cleaning_up,
            };
            let shown = |point: &LanePoint| (point.state, point.cleaning_up);
            let last = known(&self.lanes, id.0).and_then(|lane| lane.last());
            if last.is_none_or(|last| shown(last) != shown(&point)) {
                list(&mut self.lanes, id).push(point);
            }
        }
        for id in participants(event).into_iter().flatten() {
            let events = known(&self.events_of, id.0);
            if object(&self.objects, id).is_some()
                && events.is_none_or(|events| events.last() != Some(&index))
            {
                list(&mut self.events_of, id).push(index);
            }
        }
        if view.cursor().is_multiple_of(self.spacing) {
            self.checkpoints.push(view.clone());
        }
    }

    fn read_iteration(&mut self, index: EventIndex, event: &Event, is_visible: bool) {
        let position = index.0 as usize;
        match self.iterations.last_mut() {
            Some(last) if last.number == event.iteration => {
                last.events.end = position + 1;
                last.is_visible |= is_visible;
            }
            _ => self.iterations.push(Iteration {
                number: event.iteration,
                time_secs: event.time,
                events: position..position + 1,
                is_visible,
            }),
        }
    }

    fn read_objects(&mut self, index: EventIndex, event: &Event, is_scene: bool) {
        let place = creation_place(event, |origin| self.places.get(origin.0 as usize).copied());
        let objects = &mut self.objects;
        match &event.kind {
            EventKind::TaskCreated { task, name, coroutine } => {
                let mut created = Object::new(*task, index, place, is_scene);
                created.name = Some(name.clone());
                created.hidden |= event.task.is_none() && SHUTDOWN.contains(&coroutine.as_ref());
                put(objects, task.0, created);
            }
            EventKind::FutureCreated { future, role } => {
                let inner: &[FutureId] = match role {
                    FutureRole::Gather { children } | FutureRole::Wait { children } => children,
                    FutureRole::Shield { inner } => std::slice::from_ref(inner),
                    FutureRole::Plain
                    | FutureRole::Internal
                    | FutureRole::Sleep
                    | FutureRole::Waiter { .. }
                    | FutureRole::GroupEnd { .. }
                    | FutureRole::Thread { .. } => &[],
                };
                for child in inner {
                    if let Some(child) = known_mut(objects, *child) {
                        child.parents.push(*future);
                    }
                }
                let mut created = Object::new(*future, index, place, is_scene);
                created.role = Some(role.clone());
                if *role == FutureRole::Plain {
                    created.number = self.numbers.future_made();
                }
                put(objects, future.0, created);
            }
            EventKind::FutureDone { future, .. } => {
                if let Some(object) = known_mut(objects, *future) {
                    object.done = Some(index);
                }
            }
            EventKind::TimerArmed { deadline, purpose: TimerPurpose::Sleep { future }, .. } => {
                if let Some(object) = known_mut(objects, *future) {
                    object.deadline = Some((index, *deadline));
                }
            }
            EventKind::TimeoutEntered { timeout, task, .. } => {
                put(&mut self.timeouts, timeout.0, TimeoutInfo { task: *task, place });
            }
            EventKind::GroupEntered { group, task } => {
                put(&mut self.groups, group.0, GroupInfo { task: *task, place });
            }
            EventKind::GroupJoined { group, task } => {
                if let Some(object) = known_mut(objects, *task) {
                    object.group = Some(*group);
                }
            }
            _ => {}
        }
    }
}

fn object(objects: &Table<Object>, id: FutureId) -> Option<&Object> {
    known(objects, id.0)
}

fn known<T>(table: &Table<T>, id: u32) -> Option<&T> {
    table.get(id as usize)?.as_deref()
}

fn known_mut(objects: &mut Table<Object>, id: FutureId) -> Option<&mut Object> {
    objects.get_mut(id.0 as usize)?.as_mut().map(Rc::make_mut)
}

fn put<T>(table: &mut Table<T>, id: u32, value: T) {
    table.set(id as usize, Some(Rc::new(value)), &None);
}

/// The list of a future, which is there from now on.
fn list<T: Clone>(table: &mut Table<Vec<T>>, id: FutureId) -> &mut Vec<T> {
    if known(table, id.0).is_none() {
        put(table, id.0, Vec::new());
    }
    let list = table.get_mut(id.0 as usize).and_then(Option::as_mut);
    Rc::make_mut(list.expect("it was put there"))
}

/// Lets go of the elements before the first that is late. Those that are late stand behind the others.
fn drain_before<T>(elements: &mut Vec<T>, is_late: impl Fn(&T) -> bool) {
    let gone = elements.partition_point(|element| !is_late(element));
    elements.drain(..gone);
}

/// Lets go of lists that are not needed, and shortens others that are too long.
fn forget_and_shorten<T: Clone>(
    table: &mut Table<Vec<T>>,
    is_needed: impl Fn(&[T]) -> bool,
    is_long: impl Fn(&[T]) -> bool,
    shorten: impl Fn(&mut Vec<T>),
) {
    table.forget(&None, |list| list.as_ref().is_some_and(|list| is_needed(list)));
    table.change(
        |list| list.as_ref().is_some_and(|list| is_long(list)),
        |list| {
            if let Some(list) = list {
                shorten(Rc::make_mut(list));
            }
        },
    );
}

pub(super) fn is_hidden(object: Option<&Object>) -> bool {
    object.is_some_and(|object| object.hidden)
}

/// Who takes part in an event.
fn participants(event: &Event) -> [Option<FutureId>; 3] {
    let (one, other) = match &event.kind {
        EventKind::TaskCreated { task, .. }
        | EventKind::StepBegan { task }
        | EventKind::StepEnded { task }
        | EventKind::CancelDelivered { task }
        | EventKind::CancelCaught { task }
        | EventKind::CancelReraised { task }
        | EventKind::CancelSwallowed { task }
        | EventKind::Uncancelled { task, .. }
        | EventKind::TaskRenamed { task, .. }
        | EventKind::GroupEntered { task, .. }
        | EventKind::GroupJoined { task, .. }
        | EventKind::TimeoutEntered { task, .. } => (Some(*task), None),
        EventKind::HandedOver { waiter, .. } => (Some(*waiter), None),
        EventKind::Waiting { task, on } => (Some(*task), *on),
        EventKind::Woken { task, by } => (Some(*task), Some(*by)),
        EventKind::FutureCreated { future, .. } | EventKind::FutureDone { future, .. } => {
            (Some(*future), None)
        }
        EventKind::CancelRequested { target, .. } => (Some(*target), None),
        EventKind::ShieldHeld { outer, inner } => (Some(*outer), Some(*inner)),
        EventKind::Warned { about, .. } => (*about, None),
        EventKind::SyncCreated { .. }
        | EventKind::Acquired { .. }
        | EventKind::Released { .. }
        | EventKind::EventSet { .. }
        | EventKind::EventCleared { .. }
        | EventKind::Notified { .. }
        | EventKind::BarrierMoved { .. }
        | EventKind::ItemPut { .. }
        | EventKind::ItemGot { .. }
        | EventKind::ItemDone { .. }
        | EventKind::QueueShutDown { .. }
        | EventKind::GroupAborting { .. }
        | EventKind::GroupLeft { .. }
        | EventKind::ThreadQueued { .. }
        | EventKind::ThreadStarted { .. }
        | EventKind::ThreadPrinted { .. }
        | EventKind::ThreadEnded { .. }
        | EventKind::SignalRaised { .. }
        | EventKind::IterationBegan { .. }
        | EventKind::LoopBlocked { .. }
        | EventKind::RunEnded { .. }
        | EventKind::CallbackScheduled { .. }
        | EventKind::CallbackRan { .. }
        | EventKind::TimerArmed { .. }
        | EventKind::TimerFired { .. }
        | EventKind::TimerDropped { .. }
        | EventKind::TimeoutExpired { .. }
        | EventKind::TimeoutConverted { .. }
        | EventKind::TimeoutLeft { .. }
        | EventKind::ExceptionRaised { .. }
        | EventKind::Returned { .. }
        | EventKind::Printed { .. } => (None, None),
    };
    [event.task, one, other]
}

/// Whom an event is about: what it happens to, or else the task that does it.
pub fn subject(event: &Event) -> Option<FutureId> {
    let [actor, one, _] = participants(event);
    one.or(actor)
}

/// What something that an event creates stands for. Blocks come to life in steps of tasks and nowhere else, but for the
/// main task of a program that nobody has drawn.
pub(super) fn creation_place(event: &Event, place: impl Fn(Origin) -> Option<Place>) -> Option<Place> {
    let place = place(event.origin?)?;
    let is_main = || {
        matches!(event.kind, EventKind::TaskCreated { .. })
            && matches!(place, Place::Block { step: None, .. })
    };
    (event.task.is_some() || is_main()).then_some(place)
}
