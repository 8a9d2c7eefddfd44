//! When each event is shown: from virtual time, in which a cascade takes no time at all, to display time.

mod slots;

use crate::trace::{EventIndex, Log};

pub(super) use self::slots::{gap_ms, slot_ms};

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

/// The event right before a cursor.
pub(super) fn event_before(cursor: usize) -> Option<EventIndex> {
    cursor.checked_sub(1).map(|index| EventIndex(index as u32))
}

#[cfg(test)]
mod tests;
