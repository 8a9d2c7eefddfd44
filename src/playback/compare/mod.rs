//! Two runs side by side on one clock.

mod axis;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::rc::Rc;

pub use axis::Axis;

use crate::order::{sort_by, sort_by_key};
use crate::trace::FutureId;

use super::player::{Command, Player, Speed, Status};
use super::recording::{Object, Recording};
use super::view::TaskState;
use super::words::label;

/// Moments that are nearer than this are one.
const SAME_MS: f64 = 0.5;
/// So much later than its moment something is surely shown, however numbers are rounded.
const HAIR_MS: f64 = 1e-6;

/// Playing of two runs at once: where both stand, and in what they differ there.
#[derive(Debug, Clone)]
pub struct Comparison {
    sides: [Player; 2],
    axis: Rc<Axis>,
    /// The moments at which something is seen to happen on either side, in order.
    moments_ms: Rc<[f64]>,
    pairs: Rc<[Pair]>,
    position_ms: f64,
    is_playing: bool,
    speed: Speed,
}

/// A task of the same name on both sides, or on one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// What it is called.
    pub name: Rc<str>,
    /// The task on each side.
    pub tasks: [Option<FutureId>; 2],
}

impl Comparison {
    /// Both runs at their beginning.
    pub fn new(recordings: [Rc<Recording>; 2]) -> Self {
        let axis = Axis::new([recordings[0].pacing(), recordings[1].pacing()]);
        let mut moments_ms: Vec<f64> = Vec::new();
        for (side, recording) in recordings.iter().enumerate() {
            let shown_ms = |at: usize| axis.ms_of_side(side, recording.pacing().display_ms_of(at)) + HAIR_MS;
            moments_ms.extend(recording.visible().iter().map(|event| shown_ms(event.0 as usize + 1)));
        }
        sort_by(&mut moments_ms, f64::total_cmp);
        moments_ms.dedup_by(|next, kept| *next - *kept < SAME_MS);
        Comparison {
            pairs: pairs([&recordings[0], &recordings[1]]).into(),
            sides: recordings.map(Player::new),
            axis: Rc::new(axis),
            moments_ms: moments_ms.into(),
            position_ms: 0.0,
            is_playing: false,
            speed: Speed::default(),
        }
    }

    /// What is played on each side. Both are paused, wherever they stand: it is the comparison that plays.
    pub fn sides(&self) -> &[Player; 2] {
        &self.sides
    }

    /// The common axis.
    pub fn axis(&self) -> &Rc<Axis> {
        &self.axis
    }

    /// The tasks of both sides, those of the first one first.
    pub fn pairs(&self) -> &Rc<[Pair]> {
        &self.pairs
    }

    /// What it is doing.
    pub fn status(&self) -> Status {
        match self.position_ms {
            _ if self.is_playing => Status::Running,
            at_ms if at_ms >= self.axis.total_ms() => Status::Finished,
            at_ms if at_ms <= 0.0 => Status::Idle,
            _ => Status::Paused,
        }
    }

    /// How fast it plays.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// Where both stand, in common display time.
    pub fn position_ms(&self) -> f64 {
        self.position_ms
    }

    /// What the clock of both shows, in seconds.
    pub fn clock_secs(&self) -> f64 {
        self.axis.clock_secs_at(self.position_ms)
    }

    /// Does what is asked, as far as it makes sense for two runs at once.
    pub fn command(&mut self, command: Command) {
        let total_ms = self.axis.total_ms();
        match command {
            Command::Play => self.play(),
            Command::Toggle if !self.is_playing => self.play(),
            Command::Pause | Command::Toggle => self.is_playing = false,
            Command::StepEvent => {
                let next = self.moments_ms.partition_point(|ms| *ms <= self.position_ms);
                self.stop_at(self.moments_ms.get(next).copied().unwrap_or(total_ms));
            }
            Command::StepEventBack => {
                let end = self.moments_ms.partition_point(|ms| *ms < self.position_ms);
                self.stop_at(end.checked_sub(1).map_or(0.0, |last| self.moments_ms[last]));
            }
            Command::ToStart => self.stop_at(0.0),
            Command::ToEnd => self.stop_at(total_ms),
            Command::SeekMs(ms) => self.seek(ms),
            Command::SetSpeed(speed) => self.speed = speed,
            _ => {}
        }
    }

    /// Lets time go by. Returns whether that changed anything.
    pub fn advance(&mut self, elapsed_ms: f64) -> bool {
        if !self.is_playing {
            return false;
        }
        let total_ms = self.axis.total_ms();
        let passed_ms = match self.speed {
            Speed::Instant => total_ms,
            speed => elapsed_ms.max(0.0) * speed.factor(),
        };
        self.seek(self.position_ms + passed_ms);
        self.is_playing = self.position_ms < total_ms;
        true
    }

    /// What the task of a pair is doing on each side; `None` where it is not there by now.
    pub fn states(&self, pair: &Pair) -> [Option<TaskState>; 2] {
        [0, 1].map(|side| Some(self.sides[side].view().task(pair.tasks[side]?)?.state))
    }

    fn play(&mut self) {
        if self.status() == Status::Finished {
            self.seek(0.0);
        }
        self.is_playing = self.axis.total_ms() > 0.0;
    }

    fn stop_at(&mut self, ms: f64) {
        self.is_playing = false;
        self.seek(ms);
    }

    fn seek(&mut self, ms: f64) {
        // Not a number is the beginning.
        self.position_ms = ms.max(0.0).min(self.axis.total_ms());
        for (side, player) in self.sides.iter_mut().enumerate() {
            player.command(Command::SeekMs(self.axis.side_ms_at(side, self.position_ms)));
        }
    }
}

/// The tasks of both runs, paired by name: the second of a name with the second, if a name comes more than once.
fn pairs(recordings: [&Recording; 2]) -> Vec<Pair> {
    let drops_main = Recording::is_one_drawn(recordings);
    let [one, other] = recordings.map(|recording| by_name(recording, drops_main));
    let (mut one, mut other) = (one.into_iter().peekable(), other.into_iter().peekable());
    let mut pairs: Vec<Pair> = Vec::new();
    loop {
        let order = match (one.peek(), other.peek()) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => one.0.cmp(&other.0),
        };
        let first = if order.is_le() { one.next() } else { None };
        let second = if order.is_ge() { other.next() } else { None };
        let tasks = [&first, &second].map(|task| task.as_ref().map(|task| task.1));
        let name = first.or(second).map_or_else(|| "".into(), |task| task.0);
        pairs.push(Pair { name, tasks });
    }
    // In the order of the first run, and those that it does not have behind.
    sort_by_key(&mut pairs, |pair| (pair.tasks[0].is_none(), pair.tasks.map(|task| task.map(|id| id.0))));
    pairs
}

fn by_name(recording: &Recording, drops_main: bool) -> Vec<(Rc<str>, FutureId)> {
    let is_left_out = |object: &Object| object.hidden || (drops_main && recording.is_main(object));
    let shown = recording.tasks().filter(|(_, object)| !is_left_out(object));
    let mut named: Vec<_> = shown.map(|(id, _)| (label(recording, id).into(), id)).collect();
    sort_by(&mut named, |(one, _): &(Rc<str>, FutureId), (other, _)| one.cmp(other));
    named
}
