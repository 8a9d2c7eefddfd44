//! How a recording takes in the events of a run, and lets go of the oldest ones of a run that goes on.

use std::cell::OnceCell;

use crate::program::Place;
use crate::trace::{Event, EventIndex, EventKind, FutureId, FutureRole, Log, TimerPurpose};

use super::participants::{creation_place, participants};
use super::table::{drain_before, forget_and_shorten, known, known_mut, list, object, put};
use super::{GroupInfo, Iteration, LanePoint, Object, Recording, SHUTDOWN, TimeoutInfo};
use crate::playback::motion;
use crate::playback::pacing::slot_ms;

/// Within an iteration, other loops go round so often before nobody knows any more whose it was.
const MOST_BETWEEN: usize = 64;

/// A run that is taken in bit by bit, by who has other things to do in between.
pub struct Reading {
    recording: Recording,
    log: Log,
    is_scene: bool,
    /// The slots of the events that are taken in.
    slots: Vec<Option<f64>>,
}

impl Reading {
    /// Begins with a recording of nothing.
    pub(super) fn new(recording: Recording, log: Log) -> Self {
        let (is_scene, slots) = (recording.has_main(), Vec::with_capacity(log.kept()));
        Reading { recording, log, is_scene, slots }
    }

    /// Takes in so many events more. Whether there are still more.
    pub fn go_on(&mut self, events: usize) -> bool {
        let Reading { recording, log, is_scene, slots } = self;
        for index in (recording.len()..log.len()).take(events).map(|at| EventIndex(at as u32)) {
            let Some(event) = log.get(index) else { break };
            slots.push(recording.read_event(index, event, *is_scene));
        }
        // What is taken in is let go of here, so that nobody has to wait for all of it to go at the end.
        log.forget_before(recording.len());
        recording.len() < log.len()
    }

    /// The run.
    pub fn finish(mut self) -> Recording {
        self.go_on(usize::MAX);
        let mut recording = self.recording;
        recording.pacing.extend(&recording.log, &self.slots);
        if let Some(kept) = recording.open {
            recording.forget_before(recording.len().saturating_sub(kept));
        }
        recording
    }
}

impl Recording {
    /// The run as it has gone on. `places` are what all origins stand for by now: those that events still to come or still kept
    /// have. `is_open` says whether more may come. What is shown at a cursor, and all after it, stays however old it is: whoever
    /// looks at the oldest moment does so when what was asked for before comes. Nothing if that is not what comes next.
    pub fn extended(&self, next: &Log, places: Vec<Place>, is_open: bool, shown: usize) -> Option<Self> {
        let kept = self.open.filter(|_| next.first() == self.len())?;
        let mut longer = self.clone();
        longer.open = is_open.then_some(kept);
        longer.front.set_places(places.clone());
        longer.places = places.into();
        longer.read(next);
        longer.forget_before(longer.len().saturating_sub(kept).min(shown));
        Some(longer)
    }

    /// Takes in what comes next.
    pub(super) fn read(&mut self, next: &Log) {
        self.stories = OnceCell::new();
        let is_scene = self.has_main();
        let slots: Vec<_> =
            next.iter().map(|(index, event)| self.read_event(index, event, is_scene)).collect();
        self.pacing.extend(&self.log, &slots);
    }

    /// Takes in an event. Its slot, if it is visible.
    fn read_event(&mut self, index: EventIndex, event: &Event, is_scene: bool) -> Option<f64> {
        self.log.push(event.clone());
        self.read_objects(index, event, is_scene);
        let slot = slot_ms(event, |id| object(&self.objects, id));
        if slot.is_some() {
            self.visible.push(index);
        }
        self.read_iteration(index, event, slot.is_some());
        let link = motion::link(index, event, |id| object(&self.objects, id));
        self.links.extend(link);
        self.read_view(index, event);
        slot
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

    /// What depends on what is shown.
    fn read_view(&mut self, index: EventIndex, event: &Event) {
        let view = &mut self.front;
        view.apply(event);
        if view.has_loops()
            && matches!(event.kind, EventKind::IterationBegan { .. })
            && let Some(last) = self.iterations.last_mut()
        {
            last.in_loop = Some((view.event_loop().id, view.event_loop().iteration));
        }
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

    /// Adds to the iterations of the loops.
    fn read_iteration(&mut self, index: EventIndex, event: &Event, is_visible: bool) {
        let position = index.0 as usize;
        match self.iterations.last_mut() {
            Some(last) if last.number == event.iteration => {
                last.events.end = position + 1;
                last.is_visible |= is_visible;
            }
            _ => {
                // One within which another loop went round goes on.
                let same = |it: &&Iteration| it.number == event.iteration;
                let begun = self.iterations.iter().rev().take(MOST_BETWEEN).find(same);
                // One that does not begin, since the run ends, is told as the last that did.
                let last = || self.front.event_loop();
                let in_loop = begun.and_then(|begun| begun.in_loop);
                let in_loop =
                    in_loop.or_else(|| self.front.has_loops().then(|| (last().id, last().iteration)));
                self.iterations.push(Iteration {
                    number: event.iteration,
                    time_secs: event.time,
                    events: position..position + 1,
                    is_visible,
                    in_loop,
                });
            }
        }
    }

    fn read_objects(&mut self, index: EventIndex, event: &Event, is_scene: bool) {
        let place = creation_place(event, |origin| self.places.get(origin.0 as usize).copied());
        let objects = &mut self.objects;
        match &event.kind {
            EventKind::TaskCreated { task, name, coroutine } => {
                let mut created = Object::new(*task, index, place, is_scene);
                created.name = Some(name.clone());
                created.hidden |= event.task().is_none() && SHUTDOWN.contains(&coroutine.as_ref());
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
            EventKind::TimeoutEntered { timeout, task, is_wait_for, .. } => {
                let (task, is_wait_for) = (*task, *is_wait_for);
                put(&mut self.timeouts, timeout.0, TimeoutInfo { task, is_wait_for, place });
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
