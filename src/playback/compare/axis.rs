//! The common axis of two runs: virtual time is the same on both sides, and everything has its time to be seen.

use crate::playback::pacing::{Pacing, Stop, gap_ms};

/// Virtual times that are nearer than this are the same.
const SAME_SECS: f64 = 1e-9;

/// A stretch of the common axis: either the virtual clock stands on both sides, or it moves on both.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Leg {
    /// When it begins and ends, in common display time.
    ms: [f64; 2],
    /// What the clock shows then.
    secs: [f64; 2],
    /// From when to when each side plays meanwhile, in its own display time.
    sides: [[f64; 2]; 2],
}

/// Maps common display time to that of each side and back.
///
/// At the same virtual time both sides begin what they do then together, each at its own pace; the one that is done first
/// waits for the other. In between, both clocks move evenly.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axis {
    // Invariant: one begins where the one before ends, on the common axis and on both sides.
    legs: Vec<Leg>,
}

impl Axis {
    /// The common axis of two runs.
    pub(super) fn new(pacings: [&Pacing; 2]) -> Self {
        let stops = pacings.map(Pacing::stops);
        let mut next = [0, 0];
        let mut axis = Axis::default();
        let mut now_secs = 0.0;
        loop {
            let upcoming = [0, 1].map(|side| stops[side].get(next[side]));
            let times = upcoming.map(|stop| stop.map_or(f64::INFINITY, |stop| stop.secs));
            let at_secs = times[0].min(times[1]);
            if at_secs == f64::INFINITY {
                return axis;
            }
            let stands = [0, 1].map(|side| match upcoming[side] {
                Some(stop) if stop.secs - at_secs <= SAME_SECS => {
                    next[side] += 1;
                    [stop.from_ms, stop.to_ms]
                }
                _ => [between(&stops[side], next[side], at_secs); 2],
            });
            if !axis.legs.is_empty() {
                let begins = axis.ends();
                axis.add(
                    gap_ms(at_secs - now_secs),
                    [now_secs, at_secs],
                    [0, 1].map(|side| [begins[side], stands[side][0].max(begins[side])]),
                );
            }
            let longest_ms = stands.iter().map(|[from_ms, to_ms]| to_ms - from_ms).fold(0.0, f64::max);
            axis.add(longest_ms, [at_secs; 2], stands);
            now_secs = at_secs;
        }
    }

    fn add(&mut self, for_ms: f64, secs: [f64; 2], sides: [[f64; 2]; 2]) {
        let from_ms = self.total_ms();
        self.legs.push(Leg { ms: [from_ms, from_ms + for_ms], secs, sides });
    }

    fn ends(&self) -> [f64; 2] {
        self.legs.last().map_or([0.0; 2], |leg| leg.sides.map(|[_, to_ms]| to_ms))
    }

    /// How long both take together.
    pub fn total_ms(&self) -> f64 {
        self.legs.last().map_or(0.0, |leg| leg.ms[1])
    }

    /// What the clock shows.
    pub fn clock_secs_at(&self, ms: f64) -> f64 {
        let before = |leg: &Leg| leg.ms[0] <= ms;
        self.leg(before).map_or(0.0, |leg| along(ms, leg.ms, leg.secs))
    }

    /// Where a side stands, in its own display time.
    pub fn side_ms_at(&self, side: usize, ms: f64) -> f64 {
        let Some(leg) = self.leg(|leg| leg.ms[0] <= ms) else { return 0.0 };
        match leg.secs[0] == leg.secs[1] && ms < leg.ms[1] {
            true => (leg.sides[side][0] + ms - leg.ms[0]).min(leg.sides[side][1]),
            false => along(ms, leg.ms, leg.sides[side]),
        }
    }

    /// The first moment at which a side stands there.
    pub fn ms_of_side(&self, side: usize, side_ms: f64) -> f64 {
        // Where one leg ends and the next begins at once, the first one counts: it may be waited there.
        let at = self.legs.partition_point(|leg| leg.sides[side][1] < side_ms);
        let Some(leg) = self.legs.get(at) else { return self.total_ms() };
        match leg.secs[0] == leg.secs[1] {
            true => leg.ms[0] + (side_ms - leg.sides[side][0]).max(0.0),
            false => along(side_ms, leg.sides[side], leg.ms),
        }
    }

    /// The last leg for which that holds, of all that begin with those for which it does; or else the first one.
    fn leg(&self, holds: impl Fn(&Leg) -> bool) -> Option<&Leg> {
        let end = self.legs.partition_point(holds);
        self.legs.get(end.saturating_sub(1))
    }
}

/// Where a run stands at a virtual time at which nothing happens in it, just before its stop of that number.
fn between(stops: &[Stop], next: usize, at_secs: f64) -> f64 {
    let before = next.checked_sub(1).map(|last| stops[last]);
    match (before, stops.get(next)) {
        (Some(before), Some(next)) => along(at_secs, [before.secs, next.secs], [before.to_ms, next.from_ms]),
        (Some(before), None) => before.to_ms,
        (None, _) => 0.0,
    }
}

/// The value that is as far along one stretch as `at` is along another.
fn along(at: f64, from: [f64; 2], to: [f64; 2]) -> f64 {
    if at >= from[1] || from[0] >= from[1] {
        return to[1];
    }
    to[0] + (to[1] - to[0]) * ((at - from[0]) / (from[1] - from[0])).max(0.0)
}
