//! When each event is shown: from virtual time, in which a cascade takes no time at all, to display time.

use crate::trace::{Canceller, Event, EventIndex, EventKind, FutureId, FutureRole, Log};

use super::recording::{Object, is_hidden};

/// Before the first event.
const LEAD_IN_MS: f64 = 200.0;
/// Between two iterations of the loop at the same virtual time.
const ITERATION_PAUSE_MS: f64 = 120.0;
/// All visible events of one iteration together take at most this long.
const ITERATION_CAP_MS: f64 = 2_500.0;
/// All iterations at one virtual time together take at most this long.
const CASCADE_CAP_MS: f64 = 20_000.0;
/// A cascade with more moments than that is no longer seen as one.
const MOST_IN_CASCADE: usize = 4096;
/// However little virtual time passes, it is seen to pass.
const MIN_GAP_MS: f64 = 150.0;
/// Up to here a gap takes its time.
const LINEAR_GAP_SECS: f64 = 2.0;
/// Beyond that it is compressed, and never takes longer than this.
const MAX_GAP_MS: f64 = 3_000.0;

/// Maps cursors (how many events have been applied) to display time and back.
///
/// A visible event is shown at its moment and has the screen for its slot. Invisible events share the moment
/// of the next visible one, except that those after the last visible one of an iteration come when its slot
/// ends, so that nothing runs while time passes. Between iterations there is a pause; when virtual time
/// passes there is a gap, in which the clock moves evenly.
///
/// The moments of cursors never go back. A cursor with which a moment ends (see [`Pacing::is_boundary`]) is
/// exactly the one that is shown from that moment on.
#[derive(Debug, Clone, PartialEq)]
pub struct Pacing {
    /// The oldest cursor that is kept.
    first: usize,
    // Invariant: all three have one entry for each cursor from `first` on, and so one more than there are events;
    // `moments_ms` and `times_secs` never go back.
    moments_ms: Vec<f64>,
    slots_ms: Vec<f64>,
    times_secs: Vec<f64>,
    total_ms: f64,
    /// Up to where nothing changes any more when the run goes on.
    settled: Settled,
    /// The slots of the events after that.
    unsettled: Vec<Option<f64>>,
}

/// Where a cascade began that may go on, and what was there.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Settled {
    cursor: usize,
    now_ms: f64,
    /// Time and iteration of the event before.
    before: (f64, u32),
    iteration_is_visible: bool,
    /// The iteration of the group before, if there is one.
    iteration: Option<u32>,
}

/// All that happens at one virtual time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stop {
    /// When, in virtual seconds.
    pub(super) secs: f64,
    /// When it begins to be shown.
    pub(super) from_ms: f64,
    /// When it has been shown.
    pub(super) to_ms: f64,
}

/// Events that are shown at one moment.
struct Group {
    end: usize,
    iteration: u32,
    gap_ms: f64,
    pause_ms: f64,
    slot_ms: f64,
    /// What was there before it, but for the display time.
    began: Settled,
}

impl Pacing {
    /// Before the first event.
    pub(super) fn new() -> Self {
        Self {
            first: 0,
            moments_ms: vec![0.0],
            slots_ms: vec![0.0],
            times_secs: vec![0.0],
            total_ms: 0.0,
            settled: Settled::default(),
            unsettled: Vec::new(),
        }
    }

    /// Goes on with the events that came to a log. `slots` are theirs, `None` for the invisible ones.
    pub(super) fn extend(&mut self, log: &Log, slots: &[Option<f64>]) {
        let settled = self.settled;
        self.unsettled.extend_from_slice(slots);
        let kept = settled.cursor + 1 - self.first;
        self.moments_ms.truncate(kept);
        self.slots_ms.truncate(kept);
        self.times_secs.truncate(kept);
        let mut groups = groups_of(log, settled, &self.unsettled);
        for iteration in groups.chunk_by_mut(|a, b| a.iteration == b.iteration) {
            fit(iteration, ITERATION_CAP_MS, |group| group.slot_ms);
        }
        let mut now_ms = settled.now_ms;
        let mut rest = &mut groups[..];
        while !rest.is_empty() {
            let (cascade, others) = rest.split_at_mut(cascade_len(rest));
            fit(cascade, CASCADE_CAP_MS, |group| group.slot_ms + group.pause_ms);
            // A blocking call lets time pass within an iteration, whose slots are fitted together.
            if cascade[0].began.iteration != Some(cascade[0].iteration) {
                self.settled = Settled { now_ms, ..cascade[0].began };
            }
            for group in cascade {
                now_ms += group.gap_ms + group.pause_ms;
                while self.moments_ms.len() + self.first <= group.end {
                    self.moments_ms.push(now_ms);
                    self.slots_ms.push(0.0);
                }
                self.slots_ms[group.end - self.first] = group.slot_ms;
                now_ms += group.slot_ms;
            }
            rest = others;
        }
        let times = (settled.cursor..log.len()).filter_map(|index| log.get(EventIndex(index as u32)));
        self.times_secs.extend(times.map(|event| event.time));
        self.total_ms = now_ms;
        self.unsettled.drain(..self.settled.cursor - settled.cursor);
    }

    /// Lets go of the cursors before one that is settled.
    pub(super) fn forget_before(&mut self, cursor: usize) {
        let gone = cursor.min(self.settled.cursor).saturating_sub(self.first);
        self.moments_ms.drain(..gone);
        self.slots_ms.drain(..gone);
        self.times_secs.drain(..gone);
        self.first += gone;
    }

    /// Up to where nothing changes any more when the run goes on.
    pub(super) fn settled_cursor(&self) -> usize {
        self.settled.cursor
    }

    /// From when to when there is something to be shown.
    pub fn span_ms(&self) -> (f64, f64) {
        (self.start_ms(), self.total_ms)
    }

    /// The moment of the oldest cursor that is kept.
    pub fn start_ms(&self) -> f64 {
        self.moments_ms[0]
    }

    /// How long the whole run takes.
    pub fn total_ms(&self) -> f64 {
        self.total_ms
    }

    /// The moment from which on a cursor is shown.
    pub fn display_ms_of(&self, cursor: usize) -> f64 {
        self.moments_ms[self.place(cursor)]
    }

    /// How long the event right before a cursor has the screen; 0 if it is invisible.
    pub fn slot_ms_of(&self, cursor: usize) -> f64 {
        self.slots_ms[self.place(cursor)]
    }

    /// The cursor that is shown at a moment.
    pub fn cursor_at(&self, display_ms: f64) -> usize {
        self.first + self.moments_ms.partition_point(|&moment| moment <= display_ms).saturating_sub(1)
    }

    /// Whether a moment ends with this cursor: the next event, if there is one, comes later.
    pub fn is_boundary(&self, cursor: usize) -> bool {
        let place = self.place(cursor);
        self.moments_ms.get(place + 1).is_none_or(|&next_ms| self.moments_ms[place] < next_ms)
    }

    /// The virtual clock at a moment, in seconds.
    pub fn clock_secs_at(&self, display_ms: f64) -> f64 {
        self.clock_secs(self.cursor_at(display_ms), display_ms)
    }

    /// The virtual clock at a moment at which that cursor is shown.
    pub(super) fn clock_secs(&self, cursor: usize, display_ms: f64) -> f64 {
        let place = self.place(cursor);
        let (Some((from_ms, to_ms)), Some(&to_secs)) =
            (self.gap_after(cursor), self.times_secs.get(place + 1))
        else {
            return self.times_secs[place];
        };
        let from_secs = self.times_secs[place];
        let share = ((display_ms - from_ms) / (to_ms - from_ms)).clamp(0.0, 1.0);
        if share >= 1.0 { to_secs } else { from_secs + (to_secs - from_secs) * share }
    }

    /// The moment in the gap after a cursor at which the virtual clock shows this.
    pub(super) fn display_ms_at_clock(&self, cursor: usize, clock_secs: f64) -> f64 {
        let Some((from_ms, to_ms)) = self.gap_after(cursor) else {
            return self.display_ms_of(cursor) + self.slot_ms_of(cursor);
        };
        let place = self.place(cursor);
        let (from_secs, to_secs) = (self.times_secs[place], self.times_secs[place + 1]);
        from_ms + (to_ms - from_ms) * ((clock_secs - from_secs) / (to_secs - from_secs)).clamp(0.0, 1.0)
    }

    /// The first moment at which the virtual clock shows this.
    pub fn display_ms_of_secs(&self, secs: f64) -> f64 {
        let happened = self.times_secs[1..].partition_point(|&time| time < secs);
        self.display_ms_at_clock(self.first + happened, secs)
    }

    /// The virtual time of the event right after a cursor.
    pub(super) fn next_secs(&self, cursor: usize) -> Option<f64> {
        self.times_secs.get(self.place(cursor) + 1).copied()
    }

    /// From when to when virtual time passes while a cursor is shown, in display time, if it does.
    pub(super) fn gap_after(&self, cursor: usize) -> Option<(f64, f64)> {
        let place = self.place(cursor);
        (self.times_secs.get(place + 1)? > &self.times_secs[place])
            .then(|| (self.moments_ms[place] + self.slots_ms[place], self.moments_ms[place + 1]))
    }

    /// The virtual times at which something happens, in order.
    pub(super) fn stops(&self) -> Vec<Stop> {
        let mut stops: Vec<Stop> = Vec::new();
        for (place, &secs) in self.times_secs.iter().enumerate() {
            let from_ms = self.moments_ms[place];
            let to_ms = from_ms + self.slots_ms[place];
            match stops.last_mut() {
                Some(stop) if stop.secs == secs => stop.to_ms = to_ms,
                _ => stops.push(Stop { secs, from_ms, to_ms }),
            }
        }
        stops
    }

    /// Where a cursor stands in the lists, or the nearest one that is kept.
    fn place(&self, cursor: usize) -> usize {
        cursor.saturating_sub(self.first).min(self.moments_ms.len() - 1)
    }
}

/// How many groups belong to the cascade with which these begin: up to where time passes. In a cascade without an end, it is as
/// if a new one began now and then.
fn cascade_len(groups: &[Group]) -> usize {
    let next = groups.iter().zip(&groups[1..]).enumerate().position(|(at, (group, next))| {
        next.gap_ms > 0.0 || (at + 1 >= MOST_IN_CASCADE && next.iteration != group.iteration)
    });
    next.map_or(groups.len(), |at| at + 1)
}

fn groups_of(log: &Log, settled: Settled, slots: &[Option<f64>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut open: Option<Group> = None;
    let Settled { mut before, mut iteration_is_visible, .. } = settled;
    for (position, slot) in (settled.cursor..).zip(slots) {
        let Some(event) = log.get(EventIndex(position as u32)) else { continue };
        let (time, iteration) = before;
        let time_passes = event.time > time;
        if time_passes || (event.iteration != iteration && iteration_is_visible) {
            groups.extend(open.take());
        }
        let was_visible = iteration_is_visible;
        if event.iteration != iteration {
            iteration_is_visible = false;
        }
        let group = open.get_or_insert_with(|| {
            let gap_ms = if time_passes { gap_ms(event.time - time) } else { 0.0 };
            let last = groups.last().map(|last| last.iteration).or(settled.iteration);
            let pause_ms = match last {
                None => LEAD_IN_MS,
                Some(_) if time_passes => 0.0,
                Some(last) if last == event.iteration => 0.0,
                Some(_) => ITERATION_PAUSE_MS,
            };
            let began = Settled {
                cursor: position,
                now_ms: 0.0,
                before,
                iteration_is_visible: was_visible,
                iteration: last,
            };
            Group { end: 0, iteration: event.iteration, gap_ms, pause_ms, slot_ms: 0.0, began }
        });
        group.end = position + 1;
        group.iteration = event.iteration;
        if let Some(slot_ms) = *slot {
            group.slot_ms = slot_ms;
            iteration_is_visible = true;
            groups.extend(open.take());
        }
        before = (event.time, event.iteration);
    }
    groups.extend(open);
    groups
}

/// Shortens the slots and pauses of groups evenly if what is measured of them exceeds a cap.
fn fit(groups: &mut [Group], cap_ms: f64, measure: impl Fn(&Group) -> f64) {
    let sum_ms: f64 = groups.iter().map(measure).sum();
    if sum_ms > cap_ms {
        for group in groups {
            group.slot_ms *= cap_ms / sum_ms;
            group.pause_ms *= cap_ms / sum_ms;
        }
    }
}

/// For how long the passing of virtual time is shown. Never shorter for a longer time.
pub(super) fn gap_ms(secs: f64) -> f64 {
    let linear_ms = 1000.0 * secs.min(LINEAR_GAP_SECS);
    let beyond = (secs / LINEAR_GAP_SECS).max(1.0).ln();
    let rest_ms = MAX_GAP_MS - 1000.0 * LINEAR_GAP_SECS;
    let share = if beyond.is_finite() { beyond / (1.0 + beyond) } else { 1.0 };
    (linear_ms + rest_ms * share).max(MIN_GAP_MS)
}

/// For how long an event has the screen; `None` if it is not seen by itself.
///
/// What no card shows is not seen: what `sleep()` waits on, and the main coroutine that a scene has without
/// showing it.
pub(super) fn slot_ms<'a>(event: &Event, object: impl Fn(FutureId) -> Option<&'a Object>) -> Option<f64> {
    let is_sleep = |id| object(id).is_some_and(|object| object.role == Some(FutureRole::Sleep));
    let shown = |id: FutureId, ms: f64| (!is_sleep(id) && !is_hidden(object(id))).then_some(ms);
    let acting = |ms: f64| event.task().map_or(Some(ms), |task| shown(task, ms));
    match &event.kind {
        EventKind::LoopBlocked { .. } => Some(220.0),
        EventKind::RunEnded { .. } => Some(300.0),
        EventKind::TaskCreated { task, .. } => shown(*task, 180.0),
        EventKind::StepBegan { task } => shown(*task, 220.0),
        EventKind::Waiting { task, .. } => shown(*task, 140.0),
        EventKind::Woken { task, .. } => shown(*task, 220.0),
        EventKind::FutureCreated { future, .. } => shown(*future, 140.0),
        EventKind::FutureDone { future, .. } => shown(*future, 220.0),
        EventKind::CancelRequested { by: Canceller::Outside, target, .. } if !is_sleep(*target) => {
            Some(320.0)
        }
        EventKind::CancelRequested { target, .. } => shown(*target, 320.0),
        EventKind::ShieldHeld { .. } => Some(500.0),
        EventKind::CancelDelivered { task }
        | EventKind::CancelCaught { task }
        | EventKind::CancelSwallowed { task }
        | EventKind::CancelReraised { task } => shown(*task, 360.0),
        EventKind::Uncancelled { task, .. } => shown(*task, 180.0),
        EventKind::TimeoutEntered { .. } | EventKind::TimeoutLeft { .. } => Some(120.0),
        EventKind::TimeoutExpired { .. } => Some(320.0),
        EventKind::TimeoutConverted { .. } => Some(360.0),
        EventKind::ExceptionRaised { .. } => acting(220.0),
        EventKind::Printed { .. } | EventKind::ThreadPrinted { .. } => Some(180.0),
        EventKind::HandedOver { .. }
        | EventKind::Notified { .. }
        | EventKind::EventSet { .. }
        | EventKind::QueueShutDown { .. }
        | EventKind::GroupAborting { .. }
        | EventKind::SignalRaised { .. } => Some(220.0),
        EventKind::Acquired { .. }
        | EventKind::Released { .. }
        | EventKind::EventCleared { .. }
        | EventKind::BarrierMoved { .. }
        | EventKind::ItemPut { .. }
        | EventKind::ItemGot { .. }
        | EventKind::ItemDone { .. }
        | EventKind::GroupEntered { .. }
        | EventKind::GroupLeft { .. }
        | EventKind::ThreadQueued { .. }
        | EventKind::ThreadStarted { .. }
        | EventKind::ThreadEnded { .. } => Some(120.0),
        EventKind::Warned { .. } => Some(120.0),
        EventKind::TaskRenamed { .. }
        | EventKind::SyncCreated { .. }
        | EventKind::GroupJoined { .. }
        | EventKind::IterationBegan { .. }
        | EventKind::StepEnded { .. }
        | EventKind::CallbackScheduled { .. }
        | EventKind::CallbackRan { .. }
        | EventKind::TimerArmed { .. }
        | EventKind::TimerFired { .. }
        | EventKind::TimerDropped { .. }
        | EventKind::Returned { .. } => None,
    }
}

/// The event right before a cursor.
pub(super) fn event_before(cursor: usize) -> Option<EventIndex> {
    cursor.checked_sub(1).map(|index| EventIndex(index as u32))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::playback::Recording;
    use crate::playback::testing::{FETCH, Script, any_log, cascade};
    use crate::trace::Outcome;

    #[test]
    fn a_cascade_that_takes_no_virtual_time_is_shown_for_a_while() {
        let recording = cascade().record();
        let pacing = recording.pacing();
        let at_1 = |event: &&EventIndex| recording.log().get(**event).unwrap().time == 1.0;
        let shown: Vec<_> = recording.visible().iter().filter(at_1).collect();
        let first_ms = pacing.display_ms_of(shown[0].0 as usize + 1);
        let last_ms = pacing.display_ms_of(shown.last().unwrap().0 as usize + 1);
        assert!(last_ms - first_ms > 1000.0, "{first_ms} to {last_ms}");
        assert_eq!(pacing.clock_secs_at(first_ms), 1.0);
        assert_eq!(pacing.clock_secs_at(last_ms), 1.0);
    }

    #[test]
    fn a_second_of_virtual_time_takes_a_second() {
        let recording = cascade().record();
        let pacing = recording.pacing();
        let next = recording.log().iter().position(|(_, event)| event.time == 1.0).unwrap();
        let (from_ms, to_ms) = pacing.gap_after(next).unwrap();
        assert_eq!(to_ms - from_ms, 1000.0);
        assert!((pacing.clock_secs_at(from_ms + 250.0) - 0.25).abs() < 1e-9);
        assert_eq!(pacing.clock_secs_at(to_ms), 1.0);
        assert_eq!(pacing.display_ms_at_clock(next, 0.5), from_ms + 500.0);
    }

    #[test]
    fn nothing_runs_while_virtual_time_passes() {
        let recording = cascade().record();
        let pacing = recording.pacing();
        for ms in 0..pacing.total_ms() as u32 {
            let ms = f64::from(ms);
            let view = recording.view_at(pacing.cursor_at(ms));
            if pacing.clock_secs_at(ms) > view.time_secs() {
                assert_eq!(view.event_loop().running, None, "at {ms} ms");
            }
        }
    }

    #[test]
    fn a_blocking_call_keeps_its_task_running_while_virtual_time_passes() {
        let mut script = Script::new();
        script.create(FETCH, "fetch");
        script.iteration(1).step(FETCH, |s| {
            s.emit(EventKind::LoopBlocked { secs: 0.5 });
            s.time(0.5).done(FETCH, Outcome::Result);
        });
        let recording = script.end().take().record();
        let pacing = recording.pacing();
        let during_ms = (0..10_000).map(f64::from).find(|&ms| pacing.clock_secs_at(ms) > 0.25).unwrap();
        let view = recording.view_at(pacing.cursor_at(during_ms));
        assert_eq!(view.event_loop().running, Some(FETCH));
        assert_eq!(view.task(FETCH).unwrap().blocked_until_secs, Some(0.5));
    }

    #[test]
    fn three_hundred_tasks_that_end_at_once_take_no_minutes() {
        let mut script = Script::new();
        script.iteration(300);
        for id in 0..300 {
            let task = FutureId(id);
            script.create(task, "t");
            script.step(task, |s| {
                s.done(task, Outcome::Result);
            });
        }
        assert!(script.record().pacing().total_ms() <= LEAD_IN_MS + ITERATION_CAP_MS + 1.0);
    }

    #[test]
    fn a_longer_gap_is_never_shown_shorter_and_none_for_longer_than_three_seconds() {
        let lengths = [1e-9, 0.1, 1.0, 1.999, 2.0, 2.001, 3.0, 10.0, 1e3, 1e6, 1e300, f64::MAX];
        let shown: Vec<f64> = lengths.into_iter().map(gap_ms).collect();
        assert!(shown.is_sorted(), "{shown:?}");
        assert!(shown[0] >= MIN_GAP_MS && shown.last().unwrap() <= &MAX_GAP_MS, "{shown:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn display_time_never_goes_back_and_boundaries_map_back_exactly(log in any_log(200)) {
            let recording = Recording::new(log, Vec::new());
            let pacing = recording.pacing();
            let last = recording.len();
            for cursor in 0..=last {
                let ms = pacing.display_ms_of(cursor);
                prop_assert!(cursor == 0 || pacing.display_ms_of(cursor - 1) <= ms);
                prop_assert!(pacing.cursor_at(ms) >= cursor);
                if pacing.is_boundary(cursor) {
                    prop_assert_eq!(pacing.cursor_at(ms), cursor);
                }
                if event_before(cursor).is_some_and(|event| recording.visible().contains(&event)) {
                    prop_assert!(pacing.is_boundary(cursor), "a visible event is seen: {}", cursor);
                    prop_assert!(pacing.slot_ms_of(cursor) > 0.0);
                }
            }
            prop_assert!(pacing.display_ms_of(last) <= pacing.total_ms());
            prop_assert_eq!(pacing.cursor_at(pacing.total_ms()), last);
        }

        #[test]
        fn the_clock_never_goes_back_and_shows_the_time_of_the_last_event_or_later(
            log in any_log(60),
            shares in proptest::collection::vec(0.0..1.0, 0..200),
        ) {
            let recording = Recording::new(log, Vec::new());
            let pacing = recording.pacing();
            let mut moments: Vec<f64> = shares.iter().map(|share| share * pacing.total_ms()).collect();
            moments.sort_by(f64::total_cmp);
            let mut before_secs = 0.0;
            for ms in moments {
                let clock_secs = pacing.clock_secs_at(ms);
                prop_assert!(clock_secs >= before_secs);
                prop_assert!(clock_secs >= recording.view_at(pacing.cursor_at(ms)).time_secs());
                before_secs = clock_secs;
            }
        }
    }
}
