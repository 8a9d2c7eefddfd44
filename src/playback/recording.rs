//! A run, and the indices that make every moment of it quick to reach.

use std::ops::Range;
use std::rc::Rc;

use crate::program::Place;
use crate::scene::{BlockId, IdMap};
use crate::trace::{
    Event, EventIndex, EventKind, FutureId, FutureRole, GroupId, Log, Origin, Outcome, TimeoutId,
    TimerPurpose,
};

use super::motion::{self, Link};
use super::pacing::{Pacing, slot_ms};
use super::story::{self, Story};
use super::view::{TaskState, View};

/// At least so many events lie between two checkpoints.
const MIN_SPACING: usize = 512;
/// There are at most about so many checkpoints, however long the run is.
const MAX_CHECKPOINTS: usize = 256;

/// The coroutines with which `run()` closes its loop.
pub(super) const SHUTDOWN: [&str; 2] = ["shutdown_asyncgens", "shutdown_default_executor"];

/// A finished run with everything that playback needs to know about it. It never changes; hold it in an
/// [`Rc`].
#[derive(Debug)]
pub struct Recording {
    log: Log,
    places: Vec<Place>,
    labels: IdMap<String>,
    pacing: Pacing,
    objects: Vec<Option<Object>>,
    timeouts: Vec<Option<TimeoutInfo>>,
    groups: Vec<Option<GroupInfo>>,
    // Invariant: the checkpoint at position i has cursor i * spacing.
    checkpoints: Vec<View>,
    // Invariant: what is shown after the last event.
    last: View,
    spacing: usize,
    visible: Vec<EventIndex>,
    iterations: Vec<Iteration>,
    lanes: Vec<Vec<LanePoint>>,
    events_of: Vec<Vec<EventIndex>>,
    links: Vec<Link>,
    stories: Vec<Story>,
    cards: IdMap<BlockId>,
    source: Rc<[Rc<str>]>,
}

/// What is known of a future from its creation on.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
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
    // For a sleep: the event that set its timer, and when that is due.
    deadline: Option<(EventIndex, f64)>,
}

impl Object {
    fn new(created: EventIndex, place: Option<Place>, is_scene: bool) -> Self {
        // In a scene everything that stands for something on the canvas has a place.
        let hidden = match place {
            Some(Place::Main) => true,
            Some(Place::Block { .. }) => false,
            None => is_scene,
        };
        let parents = Vec::new();
        Self { created, done: None, place, name: None, role: None, hidden, parents, deadline: None }
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
        let (objects, timeouts, groups) = objects_of(&log, &places);
        let slots: Vec<Option<f64>> =
            log.iter().map(|(_, event)| slot_ms(event, |id| object(&objects, id))).collect();
        let visible = (0u32..)
            .zip(&slots)
            .filter(|(_, slot)| slot.is_some())
            .map(|(index, _)| EventIndex(index))
            .collect();
        let pacing = Pacing::new(&log, &slots);
        let iterations = iterations_of(&log, &slots);
        let links = motion::links(&log, |id| object(&objects, id));
        let stories = story::stories(
            &log,
            |id| object(&objects, id),
            |id| known(&timeouts, id.0),
            |id| known(&groups, id.0),
        );
        let mut recording = Self {
            places: places.clone(),
            labels: IdMap::new(),
            pacing,
            timeouts,
            groups,
            checkpoints: Vec::new(),
            last: View::new(Vec::new()),
            spacing: MIN_SPACING.max(log.len().div_ceil(MAX_CHECKPOINTS)),
            visible,
            iterations,
            lanes: vec![Vec::new(); objects.len()],
            events_of: vec![Vec::new(); objects.len()],
            links,
            stories,
            cards: IdMap::new(),
            source: Rc::default(),
            objects,
            log,
        };
        recording.replay_once(View::new(places));
        recording
    }

    /// The same with names for the blocks, which [`sentence`](super::sentence) uses.
    pub fn with_labels(mut self, labels: impl IntoIterator<Item = (u32, String)>) -> Self {
        self.labels = labels.into_iter().map(|(block, label)| (BlockId(block), label)).collect();
        self
    }

    /// The same with the cards of what has no block: of locks and queues, futures and calls in threads, by their
    /// numbers and those of their parts.
    pub fn with_cards(mut self, cards: IdMap<BlockId>) -> Self {
        self.cards = cards;
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
        &self.stories
    }

    /// The cancellation that began last before a cursor.
    pub fn story(&self, cursor: usize) -> Option<&Story> {
        let begun = self.stories.partition_point(|story| (story.begins().0 as usize) < cursor);
        self.stories.get(begun.checked_sub(1)?)
    }

    /// What a task group stands for on the canvas.
    pub fn group_place(&self, id: GroupId) -> Option<Place> {
        known(&self.groups, id.0)?.place
    }

    /// The events.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// How many events there are: the last cursor.
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
        self.objects.iter().enumerate().filter_map(|(id, object)| {
            let object = object.as_ref().filter(|object| object.name.is_some())?;
            Some((FutureId(id as u32), object))
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
        let cursor = cursor.min(self.len());
        let mut view = self.checkpoints[cursor / self.spacing].clone();
        self.bring_forward(&mut view, cursor);
        view
    }

    /// What is shown after the last event: everything that ever was has its name there.
    pub fn last_view(&self) -> &View {
        &self.last
    }

    /// Moves a view of this recording to a cursor by the shortest way.
    pub fn move_view(&self, view: &mut View, cursor: usize) {
        let cursor = cursor.min(self.len());
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
        self.lanes.get(task.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The events that a future took part in, as the one who acts or is acted on, in order.
    pub fn events_of(&self, id: FutureId) -> &[EventIndex] {
        self.events_of.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The way that cancellations have taken up to a cursor, oldest link first.
    pub fn trail(&self, cursor: usize) -> &[Link] {
        let end = self.links.partition_point(|link| (link.event.0 as usize) < cursor);
        &self.links[..end]
    }

    /// One pass over the run that takes down what depends on the state of the view.
    fn replay_once(&mut self, mut view: View) {
        self.checkpoints.push(view.clone());
        for (index, event) in self.log.iter() {
            view.apply(event);
            for &id in view.touched() {
                let Some(task) = view.task(id) else { continue };
                let point = LanePoint {
                    cursor: view.cursor(),
                    time_secs: event.time,
                    state: task.state,
                    cleaning_up: task.cleaning_up,
                };
                let lane = &mut self.lanes[id.0 as usize];
                if lane
                    .last()
                    .is_none_or(|last| (last.state, last.cleaning_up) != (point.state, point.cleaning_up))
                {
                    lane.push(point);
                }
            }
            for id in participants(event).into_iter().flatten() {
                let Some(events) = self.events_of.get_mut(id.0 as usize) else { continue };
                if events.last() != Some(&index) {
                    events.push(index);
                }
            }
            if view.cursor().is_multiple_of(self.spacing) {
                self.checkpoints.push(view.clone());
            }
        }
        self.last = view;
    }
}

fn object(objects: &[Option<Object>], id: FutureId) -> Option<&Object> {
    known(objects, id.0)
}

fn known<T>(slots: &[Option<T>], id: u32) -> Option<&T> {
    slots.get(id as usize)?.as_ref()
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

type Objects = Vec<Option<Object>>;

fn objects_of(log: &Log, places: &[Place]) -> (Objects, Vec<Option<TimeoutInfo>>, Vec<Option<GroupInfo>>) {
    let place_of = |event: &Event| creation_place(event, |origin| places.get(origin.0 as usize).copied());
    let is_scene = places.contains(&Place::Main);
    let mut objects: Objects = Vec::new();
    let (mut timeouts, mut groups) = (Vec::new(), Vec::new());
    for (index, event) in log.iter() {
        let place = place_of(event);
        match &event.kind {
            EventKind::TaskCreated { task, name, coroutine } => {
                let mut created = Object::new(index, place, is_scene);
                created.name = Some(name.clone());
                created.hidden |= event.task.is_none() && SHUTDOWN.contains(&coroutine.as_ref());
                put(&mut objects, task.0, created);
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
                    if let Some(Some(child)) = objects.get_mut(child.0 as usize) {
                        child.parents.push(*future);
                    }
                }
                let mut created = Object::new(index, place, is_scene);
                created.role = Some(role.clone());
                put(&mut objects, future.0, created);
            }
            EventKind::FutureDone { future, .. } => {
                if let Some(Some(object)) = objects.get_mut(future.0 as usize) {
                    object.done = Some(index);
                }
            }
            EventKind::TimerArmed { deadline, purpose: TimerPurpose::Sleep { future }, .. } => {
                if let Some(Some(object)) = objects.get_mut(future.0 as usize) {
                    object.deadline = Some((index, *deadline));
                }
            }
            EventKind::TimeoutEntered { timeout, task, .. } => {
                put(&mut timeouts, timeout.0, TimeoutInfo { task: *task, place });
            }
            EventKind::GroupEntered { group, task } => {
                put(&mut groups, group.0, GroupInfo { task: *task, place });
            }
            _ => {}
        }
    }
    (objects, timeouts, groups)
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

fn put<T>(slots: &mut Vec<Option<T>>, id: u32, value: T) {
    let position = id as usize;
    while slots.len() <= position {
        slots.push(None);
    }
    slots[position] = Some(value);
}

fn iterations_of(log: &Log, slots: &[Option<f64>]) -> Vec<Iteration> {
    let mut iterations: Vec<Iteration> = Vec::new();
    for (index, event) in log.iter() {
        let position = index.0 as usize;
        let is_visible = slots[position].is_some();
        match iterations.last_mut() {
            Some(last) if last.number == event.iteration => {
                last.events.end = position + 1;
                last.is_visible |= is_visible;
            }
            _ => iterations.push(Iteration {
                number: event.iteration,
                time_secs: event.time,
                events: position..position + 1,
                is_visible,
            }),
        }
    }
    iterations
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::playback::testing::{BOSS, FETCH, STORE, Script, any_log, cascade};
    use crate::trace::Outcome;

    #[test]
    fn a_lane_has_every_state_of_its_task_once() {
        let recording = cascade().record();
        let states =
            |task| -> Vec<&str> { recording.lane(task).iter().map(|point| point.state.as_str()).collect() };
        assert_eq!(states(FETCH), ["scheduled", "running", "waiting", "scheduled", "running", "done"]);
        assert_eq!(
            states(STORE),
            ["scheduled", "running", "waiting", "cancelling", "running", "running", "cancelled"],
            "running, and then running with its clean-up"
        );
        assert_eq!(states(BOSS)[..3], ["scheduled", "running", "waiting"]);
    }

    #[test]
    fn every_event_is_in_exactly_one_iteration() {
        let recording = cascade().record();
        let mut next = 0;
        for iteration in recording.iterations() {
            assert_eq!(iteration.events.start, next);
            next = iteration.events.end;
        }
        assert_eq!(next, recording.len());
    }

    #[test]
    fn a_long_run_has_no_more_checkpoints_than_it_may() {
        let mut script = Script::new();
        for _ in 0..150_000 {
            script.iteration(0);
        }
        let recording = script.record();
        assert!(recording.checkpoints.len() <= MAX_CHECKPOINTS + 1, "{}", recording.checkpoints.len());
        assert_eq!(recording.view_at(123_456).cursor(), 123_456);
    }

    #[test]
    fn a_cursor_beyond_the_end_is_the_end() {
        let mut script = Script::new();
        script.create(FETCH, "fetch");
        script.done(FETCH, Outcome::Result);
        assert_eq!(script.record().view_at(usize::MAX).cursor(), 2);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn seeking_shows_what_a_replay_from_the_start_shows(
            log in any_log(2_000),
            seeks in proptest::collection::vec(0.0..1.0, 1..20),
        ) {
            let recording = Recording::new(log, Vec::new());
            let mut moved = recording.view_at(0);
            for share in seeks {
                let cursor = (share * recording.len() as f64) as usize;
                let mut replayed = View::new(Vec::new());
                for (_, event) in recording.log().iter().take(cursor) {
                    replayed.apply(event);
                }
                recording.move_view(&mut moved, cursor);
                prop_assert_eq!(&moved, &replayed);
                prop_assert_eq!(&recording.view_at(cursor), &replayed);
            }
        }
    }
}
