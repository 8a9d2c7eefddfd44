//! What can be heard of a run: which tones the events of a moment make.

use super::recording::Recording;
use crate::trace::{EventIndex, EventKind, FutureId, Outcome};

/// A tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// A task takes its first step.
    Begin,
    /// A task has returned.
    End,
    /// CancelledError is thrown into a task.
    Cancel,
    /// A task has failed.
    Fail,
}

impl Tone {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Tone::Begin => "begin",
            Tone::End => "end",
            Tone::Cancel => "cancel",
            Tone::Fail => "fail",
        }
    }
}

/// The tones of the events from one cursor to another, in order, but no more than so many: those that tell most.
pub fn tones(recording: &Recording, from: usize, to: usize, most: usize) -> Vec<Tone> {
    let mut tones: Vec<Tone> =
        (from..to.min(recording.len())).filter_map(|at| tone(recording, EventIndex(at as u32))).collect();
    let mut least = Tone::Begin;
    while tones.len() > most {
        match tones.iter().position(|tone| *tone == least) {
            Some(position) => _ = tones.remove(position),
            None if least == Tone::Begin => least = Tone::End,
            None if least == Tone::End => least = Tone::Cancel,
            None => least = Tone::Fail,
        }
    }
    tones
}

fn tone(recording: &Recording, index: EventIndex) -> Option<Tone> {
    let event = recording.log().get(index)?;
    let is_task = |id: FutureId| {
        let object = recording.object(id);
        object.is_some_and(|object| object.name.is_some() && !object.hidden)
    };
    match &event.kind {
        EventKind::StepBegan { task } if is_task(*task) => {
            let cause = recording.log().get(event.cause()?)?;
            let is_first =
                matches!(&cause.kind, EventKind::TaskCreated { task: created, .. } if created == task);
            is_first.then_some(Tone::Begin)
        }
        EventKind::CancelDelivered { task } if is_task(*task) => Some(Tone::Cancel),
        EventKind::FutureDone { future, outcome } if is_task(*future) => match outcome {
            Outcome::Result => Some(Tone::End),
            Outcome::Failed { .. } => Some(Tone::Fail),
            Outcome::Cancelled => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playback::testing::cascade;

    #[test]
    fn a_run_sounds_by_what_its_tasks_come_to() {
        let recording = cascade().record();
        let all = tones(&recording, 0, recording.len(), 100);
        assert_eq!(all.iter().filter(|tone| **tone == Tone::Cancel).count(), 2);
        assert_eq!(all.last(), Some(&Tone::End));
    }

    #[test]
    fn of_many_tones_those_that_tell_most_are_left() {
        let recording = cascade().record();
        assert_eq!(tones(&recording, 0, recording.len(), 2), [Tone::Cancel, Tone::Cancel]);
        assert_eq!(tones(&recording, 0, recording.len(), 0), []);
    }
}
