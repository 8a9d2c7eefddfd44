//! How far two runs of a program are the same.

use crate::trace::{CallbackRole, Event, EventIndex, EventKind, TimerId};

use super::recording::Recording;

/// Two runs laid side by side up to where they part.
///
/// An intervention adds events to a run before it acts: its timer is set and is due, and callbacks pass turns
/// of the loop. These are left out on both sides, and what they shift (indices, ids of timers, how many
/// handles are ready) is not taken for a difference.
pub(super) struct Splice {
    // Invariant: rises; the entry at position i is how many events of the new run belong to the first i
    // events of the old one. Ends where the runs part.
    new_cursors: Vec<usize>,
    parting: usize,
}

impl Splice {
    pub(super) fn new(old: &Recording, new: &Recording) -> Self {
        if old.first() > 0 || new.first() > 0 {
            return Self::by_iterations(old, new);
        }
        let mut walk = Walk { old: Side::new(old), new: Side::new(new), timers: Vec::new() };
        let mut new_cursors = vec![0];
        // Event indices of the old run that stand for events of the new one.
        let mut matches: Vec<Option<EventIndex>> = Vec::new();
        loop {
            while let Some(past_secs) = walk.old.skip() {
                matches.push(None);
                // Behind what an intervention before this moment adds to the new run as well, time goes on.
                while walk.new.event().is_some_and(|event| event.time <= past_secs)
                    && walk.new.skip().is_some()
                {}
                new_cursors.push(walk.new.next);
            }
            while walk.new.skip().is_some() {}
            let (Some(a), Some(b)) = (walk.old.event(), walk.new.event()) else { break };
            if !walk.are_same(a, b, &matches) {
                break;
            }
            matches.push(Some(EventIndex(walk.new.next as u32)));
            walk.old.next += 1;
            walk.new.next += 1;
            new_cursors.push(walk.new.next);
        }
        Self { new_cursors, parting: walk.new.next }
    }

    /// Where the beginning of a run was let go of, nothing tells what is the same but the iterations of the loop: they are
    /// until somebody acts otherwise, which is not before what is shown.
    fn by_iterations(old: &Recording, new: &Recording) -> Self {
        let mut new_cursors = Vec::with_capacity(old.len() + 1);
        new_cursors.resize(old.first(), new.first());
        let mut iterations = new.iterations().iter().peekable();
        for iteration in old.iterations() {
            while iterations.peek().is_some_and(|next| next.number < iteration.number) {
                iterations.next();
            }
            let Some(same) = iterations.peek().filter(|next| next.time_secs == iteration.time_secs) else {
                break;
            };
            for cursor in iteration.events.clone() {
                let since = cursor - iteration.events.start;
                new_cursors.resize(cursor, new.first());
                new_cursors.push((same.events.start + since).min(same.events.end).max(new.first()));
            }
        }
        let parting = new_cursors.last().copied().unwrap_or(new.first());
        Self { new_cursors, parting }
    }

    /// The cursor in the new run that shows what this one shows in the old run, if the runs have not parted
    /// by then.
    pub(super) fn new_cursor_of(&self, old_cursor: usize) -> Option<usize> {
        self.new_cursors.get(old_cursor).copied()
    }

    /// The last cursor of the new run before the runs part.
    pub(super) fn parting(&self) -> usize {
        self.parting
    }
}

struct Walk<'a> {
    old: Side<'a>,
    new: Side<'a>,
    /// The timers of the new run, by those of the old one.
    timers: Vec<Option<TimerId>>,
}

struct Side<'a> {
    recording: &'a Recording,
    next: usize,
    /// For each event so far, whether it is there only for an intervention to come about.
    is_plumbing: Vec<bool>,
    interventions: Vec<TimerId>,
}

impl<'a> Side<'a> {
    fn new(recording: &'a Recording) -> Self {
        Self { recording, next: 0, is_plumbing: Vec::new(), interventions: Vec::new() }
    }

    fn event(&self) -> Option<&'a Event> {
        self.recording.log().get(EventIndex(self.next as u32))
    }

    /// Goes past the next event if it is there only for an intervention, and says when that was.
    fn skip(&mut self) -> Option<f64> {
        let event = self.event()?;
        let is_plumbing = match &event.kind {
            EventKind::TimerArmed { timer, .. } if self.recording.is_intervention(event) => {
                self.interventions.push(*timer);
                true
            }
            EventKind::TimerFired { timer } => self.interventions.contains(timer),
            EventKind::CallbackRan { .. } | EventKind::CallbackScheduled { .. } => {
                self.is_plumbing(event.cause())
            }
            _ => false,
        };
        self.is_plumbing.truncate(self.next);
        self.is_plumbing.push(is_plumbing);
        self.next += usize::from(is_plumbing);
        is_plumbing.then_some(event.time)
    }

    fn is_plumbing(&self, event: Option<EventIndex>) -> bool {
        event.is_some_and(|event| self.is_plumbing.get(event.0 as usize) == Some(&true))
    }
}

impl Walk<'_> {
    fn are_same(&mut self, a: &Event, b: &Event, matches: &[Option<EventIndex>]) -> bool {
        let cause = a.cause().and_then(|cause| matches.get(cause.0 as usize).copied().flatten());
        let causes_are_same = if self.old.is_plumbing(a.cause()) {
            self.new.is_plumbing(b.cause())
        } else {
            cause == b.cause()
        };
        causes_are_same
            && (a.time, a.iteration, a.task()) == (b.time, b.iteration, b.task())
            && (a.task().is_none()
                || self.old.recording.place(a.origin()) == self.new.recording.place(b.origin()))
            && self.kinds_are_same(&a.kind, &b.kind)
    }

    fn kinds_are_same(&mut self, a: &EventKind, b: &EventKind) -> bool {
        match (a, b) {
            (EventKind::IterationBegan { .. }, EventKind::IterationBegan { .. }) => true,
            (
                EventKind::TimerArmed { timer: old, deadline: a, purpose: for_a },
                EventKind::TimerArmed { timer: new, deadline: b, purpose: for_b },
            ) => {
                let position = old.0 as usize;
                if self.timers.len() <= position {
                    self.timers.resize(position + 1, None);
                }
                self.timers[position] = Some(*new);
                a == b && for_a == for_b
            }
            (EventKind::TimerFired { timer: a }, EventKind::TimerFired { timer: b })
            | (EventKind::TimerDropped { timer: a }, EventKind::TimerDropped { timer: b }) => {
                self.timers.get(a.0 as usize) == Some(&Some(*b))
            }
            (
                EventKind::CallbackScheduled { callback: CallbackRole::Timer { timer: a } },
                EventKind::CallbackScheduled { callback: CallbackRole::Timer { timer: b } },
            ) => self.timers.get(a.0 as usize) == Some(&Some(*b)),
            _ => a == b,
        }
    }
}
