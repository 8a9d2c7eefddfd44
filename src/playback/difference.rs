//! In what two runs of the same program differ: what an intervention has changed.

use std::rc::Rc;

use crate::order::{sort_by, sort_by_key};
use crate::trace::{Event, EventIndex, EventKind, FutureId, Outcome, RunEnd};

use super::recording::Recording;
use super::splice::Splice;
use super::words::label;

/// What lies no further apart, in virtual seconds, is one moment.
const SAME_SECS: f64 = 1e-6;

/// In what a run differs from the one before.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Difference {
    /// The first event of the new run that is not in the old one.
    pub parting: usize,
    /// The tasks that end otherwise or at another time, or are in one of the runs alone.
    pub tasks: Vec<TaskDifference>,
    /// Lines that are printed no more, with when they were, in virtual seconds.
    pub lines_gone: Vec<(f64, Rc<str>)>,
    /// Lines that are printed only now.
    pub lines_new: Vec<(f64, Rc<str>)>,
    /// How the run ended before and ends now, and when, if any of that differs.
    pub end: Option<[Ending; 2]>,
    /// The task that was to be cancelled, if it was done before that had its turn, and when it was, in virtual seconds.
    pub too_late: Option<(Rc<str>, f64)>,
}

/// A task in both runs.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskDifference {
    /// What it is called.
    pub name: String,
    /// What becomes of it in the run before and in this one.
    pub fates: [Fate; 2],
}

/// What becomes of a task.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate {
    /// It is not created.
    Absent,
    /// It does not end.
    Pending,
    /// It has not ended as far as the run is known, which goes on.
    GoesOn,
    /// It ends, at this virtual time.
    Done {
        /// When, in virtual seconds.
        at_secs: f64,
        /// How.
        outcome: Outcome,
    },
}

/// How a run ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Ending {
    /// When, in virtual seconds.
    pub at_secs: f64,
    /// How; `None` if it goes on.
    pub how: Option<RunEnd>,
}

impl Difference {
    /// In what a run differs from another one of the same program.
    pub fn between(old: &Recording, new: &Recording) -> Self {
        let runs = [old, new];
        let mut tasks = Vec::new();
        let drops_main = Recording::is_one_drawn(runs);
        let [before, after] = runs.map(|run| fates(run, drops_main));
        let (known_before, known_after) = (by_name(&before), by_name(&after));
        for (name, fate) in &before {
            let now = find(&known_after, name).cloned().unwrap_or(Fate::Absent);
            if now != *fate {
                tasks.push(TaskDifference { name: name.clone(), fates: [fate.clone(), now] });
            }
        }
        for (name, fate) in &after {
            if find(&known_before, name).is_none() {
                tasks.push(TaskDifference { name: name.clone(), fates: [Fate::Absent, fate.clone()] });
            }
        }
        let [before, after] = runs.map(lines);
        let endings = runs.map(ending);
        Difference {
            parting: Splice::new(old, new).parting(),
            tasks,
            lines_gone: without(&before, &after),
            lines_new: without(&after, &before),
            end: endings_differ(&endings).then_some(endings),
            too_late: None,
        }
    }

    /// The same, where what was done is that a task was cancelled from outside, at this moment.
    pub fn after_cancelling(self, name: &Rc<str>, at_secs: f64, new: &Recording) -> Self {
        let too_late = done_before(new, name, at_secs).map(|done_secs| (name.clone(), done_secs));
        Self { too_late, ..self }
    }

    /// Whether the runs are the same to who looks at them.
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty() && self.lines_gone.is_empty() && self.lines_new.is_empty() && self.end.is_none()
    }
}

/// When a task was done, if nothing came of a cancellation from outside because it was.
fn done_before(run: &Recording, name: &str, at_secs: f64) -> Option<f64> {
    let is_it = |id: &FutureId| run.object(*id).and_then(|object| object.name.as_deref()) == Some(name);
    let is_heard = |(index, event): (EventIndex, &Event)| {
        let is_then = (event.time - at_secs).abs() < SAME_SECS;
        matches!(&event.kind, EventKind::CancelRequested { target, .. } if is_then && is_it(target))
            && run.is_intervened(index)
    };
    if run.log().iter().any(is_heard) {
        return None;
    }
    let named = run.tasks().filter(|(id, _)| is_it(id)).filter_map(|(_, object)| run.log().get(object.done?));
    named.map(|done| done.time).filter(|done_secs| *done_secs <= at_secs + SAME_SECS).last()
}

/// What becomes of the tasks of a run, each by its name: the same program gives tasks the same names until the runs part.
fn fates(recording: &Recording, drops_main: bool) -> Vec<(String, Fate)> {
    let mut fates: Vec<(String, Fate)> = Vec::new();
    for (id, object) in recording.tasks() {
        if object.hidden || (drops_main && recording.is_main(object)) {
            continue;
        }
        let done = object.done.and_then(|done| recording.log().get(done));
        let fate = match done.map(|event| (event.time, &event.kind)) {
            Some((at_secs, EventKind::FutureDone { outcome, .. })) => {
                Fate::Done { at_secs, outcome: outcome.clone() }
            }
            _ if recording.is_open() => Fate::GoesOn,
            _ => Fate::Pending,
        };
        fates.push((label(recording, id), fate));
    }
    fates
}

fn by_name(fates: &[(String, Fate)]) -> Vec<&(String, Fate)> {
    let mut sorted: Vec<_> = fates.iter().collect();
    sort_by_key(&mut sorted, |(name, _)| name.clone());
    sorted
}

fn find<'a>(sorted: &[&'a (String, Fate)], name: &str) -> Option<&'a Fate> {
    let at = sorted.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
    Some(&sorted[at].1)
}

/// The lines that a run prints, sorted by text and then by time.
fn lines(recording: &Recording) -> Vec<(f64, Rc<str>)> {
    let mut lines: Vec<(f64, Rc<str>)> = recording
        .log()
        .iter()
        .filter_map(|(_, event)| match &event.kind {
            EventKind::Printed { text } | EventKind::ThreadPrinted { text, .. } => {
                Some((event.time, text.clone()))
            }
            _ => None,
        })
        .collect();
    sort_by_key(&mut lines, |(_, text)| text.clone());
    lines
}

/// The lines that are not in the others, however often each is there, in the order of time.
fn without(lines: &[(f64, Rc<str>)], others: &[(f64, Rc<str>)]) -> Vec<(f64, Rc<str>)> {
    let mut left = Vec::new();
    let mut others = others.iter().peekable();
    for line in lines {
        while others.next_if(|(_, text)| *text < line.1).is_some() {}
        if others.next_if(|(_, text)| *text == line.1).is_none() {
            left.push(line.clone());
        }
    }
    sort_by(&mut left, |(a, _), (b, _)| a.total_cmp(b));
    left
}

/// How far runs are known that go on is no difference.
fn endings_differ([old, new]: &[Ending; 2]) -> bool {
    old != new && (old.how.is_some() || new.how.is_some())
}

fn ending(recording: &Recording) -> Ending {
    let last = recording.len().checked_sub(1).and_then(|last| recording.log().get(EventIndex(last as u32)));
    let how = match last.map(|event| &event.kind) {
        // Which tasks wait is told of the tasks.
        Some(EventKind::RunEnded { how: RunEnd::Deadlock { .. } }) => {
            Some(RunEnd::Deadlock { waiting: Rc::from([]) })
        }
        Some(EventKind::RunEnded { how }) => Some(how.clone()),
        _ => None,
    };
    Ending { at_secs: last.map_or(0.0, |event| event.time), how }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at_secs: f64, text: &str) -> (f64, Rc<str>) {
        (at_secs, text.into())
    }

    #[test]
    fn a_line_that_is_printed_less_often_is_gone_as_often() {
        let before = [line(1.0, "a"), line(2.0, "a"), line(3.0, "a"), line(0.0, "b")];
        let after = [line(1.0, "a"), line(2.5, "c")];
        assert_eq!(without(&before, &after), [line(0.0, "b"), line(2.0, "a"), line(3.0, "a")]);
        assert_eq!(without(&after, &before), [line(2.5, "c")]);
    }
}
