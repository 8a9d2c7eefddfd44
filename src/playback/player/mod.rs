//! Where playing stands, and the commands that it takes.

mod command;
mod moving;
mod range;
#[cfg(test)]
mod tests;

use std::rc::Rc;

pub use command::{Command, Speed};
pub use range::Range;

use crate::trace::EventIndex;

use super::motion::{Link, Motion, motions};
use super::pacing::{Pacing, event_before};
use super::recording::Recording;
use super::splice::Splice;
use super::view::View;
use super::words::why;

/// Deadlines that are nearer than this fire together: the loop's clock resolution.
const CLOCK_RESOLUTION_SECS: f64 = 1e-9;

/// Playing of one recording: apart from buttons, keys and frames, which send [`Command`]s and ask what there
/// is to see.
#[derive(Debug, Clone)]
pub struct Player {
    recording: Rc<Recording>,
    generation: u32,
    view: View,
    // Invariant: not before the moment of the view's cursor, and not after the moment of a later cursor.
    position_ms: f64,
    // While paused: up to where the motion of the last step still goes on.
    glide_to_ms: f64,
    is_playing: bool,
    speed: Speed,
    range: Option<Range>,
    // The last steps on, latest last: stepping back goes the same way. Empty once anything else moved on.
    steps: Vec<Stepped>,
    // Where one was before going to a cause, latest last.
    returns: Vec<Stand>,
}

/// A place to stand at: what is shown, and where in display time.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stand {
    cursor: usize,
    at_ms: f64,
}

/// A step on.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stepped {
    from: Stand,
    stride: Stride,
    to_cursor: usize,
}

/// How far a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stride {
    Event,
    Iteration,
}

/// So many places are remembered.
const MOST_STANDS: usize = 64;

/// What a player is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// It stands before the first event and does not play.
    Idle,
    /// It plays.
    Running,
    /// It stands somewhere in between and does not play.
    Paused,
    /// It stands after the last event and does not play.
    Finished,
}

impl Status {
    /// The name on the page, in `data-run`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Finished => "finished",
        }
    }
}

/// Where an intervention must be recorded for it to happen next after what has been shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InterventionPoint {
    /// When its timer is due, in virtual seconds.
    pub at_secs: f64,
    /// How many further turns of the loop to let pass.
    pub turns: u32,
}

impl Player {
    /// A player at the start of a recording.
    pub fn new(recording: Rc<Recording>) -> Self {
        Self {
            view: recording.view_at(0),
            recording,
            generation: 0,
            position_ms: 0.0,
            glide_to_ms: 0.0,
            is_playing: false,
            speed: Speed::default(),
            range: None,
            steps: Vec::new(),
            returns: Vec::new(),
        }
    }

    /// What is played.
    pub fn recording(&self) -> &Rc<Recording> {
        &self.recording
    }

    /// Changes whenever the recording is replaced: revisions of different generations cannot be compared.
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// What it is doing.
    pub fn status(&self) -> Status {
        if self.is_playing {
            Status::Running
        } else if self.cursor() == 0 {
            Status::Idle
        } else if self.cursor() == self.recording.len() && !self.recording.is_open() {
            Status::Finished
        } else {
            Status::Paused
        }
    }

    /// What is played over and over, if anything.
    pub fn range(&self) -> Option<Range> {
        self.range
    }

    /// Whether there is somewhere for [`Command::Return`] to go to.
    pub fn can_return(&self) -> bool {
        !self.returns.is_empty()
    }

    /// How many events are shown.
    pub fn cursor(&self) -> usize {
        self.view.cursor()
    }

    /// The last event that is shown.
    pub fn last_event(&self) -> Option<EventIndex> {
        event_before(self.cursor())
    }

    /// The last visible event that is shown.
    pub fn last_visible(&self) -> Option<EventIndex> {
        let visible = self.recording.visible();
        let end = visible.partition_point(|event| (event.0 as usize) < self.cursor());
        visible[..end].last().copied()
    }

    /// What there is to see.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Where it stands in display time, in milliseconds.
    pub fn position_ms(&self) -> f64 {
        self.position_ms
    }

    /// What the virtual clock shows, in seconds.
    pub fn clock_secs(&self) -> f64 {
        self.recording.pacing().clock_secs(self.cursor(), self.position_ms)
    }

    /// What moves at this moment.
    pub fn motions(&self) -> Vec<Motion> {
        motions(&self.recording, self.cursor(), self.position_ms)
    }

    /// The way that cancellations have taken so far.
    pub fn trail(&self) -> &[Link] {
        self.recording.trail(self.cursor())
    }

    /// Whether anything will change when time goes by: whether frames are needed.
    pub fn is_moving(&self) -> bool {
        self.is_playing || self.position_ms < self.glide_to_ms
    }

    /// Does what is asked. Returns whether that changed anything.
    pub fn command(&mut self, command: Command) -> bool {
        let before = (self.cursor(), self.position_ms, self.is_playing, self.speed, self.range);
        match command {
            Command::Play => self.play(),
            Command::Pause => self.is_playing = false,
            Command::Toggle if self.is_playing => self.is_playing = false,
            Command::Toggle => self.play(),
            Command::StepEvent => self.step_on(Stride::Event, self.next_visible()),
            Command::StepEventBack => self.step_back(Stride::Event, self.previous_visible()),
            Command::StepIteration => self.step_on(Stride::Iteration, self.next_iteration_end()),
            Command::StepIterationBack => self.step_back(Stride::Iteration, self.previous_iteration_end()),
            Command::ToStart => self.stop_at(self.recording.first(), false),
            Command::ToEnd => self.stop_at(self.recording.len(), false),
            Command::ToCause => {
                let chain = self.last_visible().map(|event| why(&self.recording, event)).unwrap_or_default();
                if let Some(&cause) = chain.get(1) {
                    self.jump_to(cause);
                }
            }
            Command::Return => {
                if let Some(stand) = self.returns.pop() {
                    self.stand_at(stand);
                }
            }
            Command::ToNextChange(task) => {
                let lane = self.recording.lane(task);
                let next = lane.partition_point(|point| point.cursor <= self.cursor());
                if let Some(point) = lane.get(next) {
                    self.stop_at(point.cursor, true);
                }
            }
            Command::ToPreviousChange(task) => {
                let lane = self.recording.lane(task);
                let end = lane.partition_point(|point| point.cursor < self.cursor());
                if let Some(point) = lane[..end].last() {
                    self.stop_at(point.cursor, true);
                }
            }
            Command::ToEvent(event) => self.jump_to(event),
            Command::Seek(cursor) => self.show(cursor),
            Command::SeekMs(ms) => self.seek_ms(ms),
            Command::SeekSecs(secs) => self.seek_secs(secs),
            Command::SetSpeed(speed) => self.speed = speed,
            Command::LoopFrom => self.begin_range(),
            Command::LoopTo => self.end_range(),
            Command::Loop(from_ms, to_ms) => self.range = self.range_between(from_ms, to_ms),
            Command::LoopOff => self.range = None,
        }
        before != (self.cursor(), self.position_ms, self.is_playing, self.speed, self.range)
    }

    /// The run has gone on: goes on where it stands, or at the oldest moment that is kept. Does nothing if that is no
    /// recording of the same run.
    pub fn extend(&mut self, recording: Rc<Recording>) {
        let since_ms = self.position_ms - self.recording.pacing().display_ms_of(self.cursor());
        let was_forgotten = self.cursor() < recording.first();
        recording.adopt_view(&mut self.view);
        let (cursor, pacing) = (self.cursor(), recording.pacing());
        let to_ms = pacing.display_ms_of(cursor + 1);
        let since_ms = if was_forgotten { 0.0 } else { since_ms.max(0.0) };
        // What came last may be shown more quickly, now that more follows.
        self.position_ms =
            (pacing.display_ms_of(cursor) + since_ms).min(to_ms.max(pacing.display_ms_of(cursor)));
        self.glide_to_ms = self.glide_to_ms.min(self.position_ms);
        if was_forgotten {
            self.steps.clear();
            self.returns.clear();
        }
        self.recording = recording;
    }

    /// Goes on with another run of the same program, in which somebody intervened or an intervention was
    /// taken back.
    ///
    /// What is shown stays as it is if it happens in the new run as well; otherwise playing goes back to
    /// where the runs part. What an intervention alone adds to a run (its timer, and the turns that it lets
    /// pass) does not count as different. Returns whether what is shown stayed.
    pub fn replace_recording(&mut self, recording: Rc<Recording>) -> bool {
        let splice = Splice::new(&self.recording, &recording);
        let cursor = self.cursor();
        let (pacing, new) = (self.recording.pacing(), recording.pacing());
        let new_cursor = splice.new_cursor_of(cursor);
        self.position_ms = match new_cursor {
            None => new.display_ms_of(splice.parting()),
            Some(new_cursor) => {
                let clock_secs = self.clock_secs();
                let since_ms = (self.position_ms - pacing.display_ms_of(cursor)).max(0.0);
                let start_ms = new.display_ms_of(new_cursor);
                let position_ms = if clock_secs > self.view.time_secs() {
                    new.display_ms_at_clock(new_cursor, clock_secs)
                } else {
                    start_ms + since_ms.min(new.slot_ms_of(new_cursor))
                };
                position_ms.max(start_ms)
            }
        };
        self.range = self.range.and_then(|range| range.moved(pacing, new, &splice));
        self.view = recording.view_at(new_cursor.unwrap_or(splice.parting()));
        self.steps.clear();
        self.returns.clear();
        self.glide_to_ms = self.position_ms;
        self.recording = recording;
        self.generation += 1;
        new_cursor.is_some()
    }

    /// Where an intervention that is made at this moment must be recorded; `None` once the run has ended.
    ///
    /// An intervention is a timer that is due at `at_secs`, set before or in the first iteration, before
    /// anything else. When it fires, it lets `turns` more iterations begin and acts in the last of them. What
    /// has been shown must stay true, so it must act in the next iteration to begin, or after all the rest of
    /// the one that is under way:
    ///
    /// - If virtual time is passing (in a gap between timers or in a blocking call), the timer is due at what
    ///   the clock shows, rounded up to milliseconds, but not after the time to which the clock is moving:
    ///   then it fires first in the iteration that begins then. No turns are needed, for no iteration has
    ///   begun at such a time.
    /// - Otherwise the clock stands at the time T of the last event, and so many iterations have begun at T
    ///   already (none, if a blocking call has brought the clock here; the one that is under way counts). The
    ///   timer is due at T itself, so it would have fired in the first of them, and one turn for each of them
    ///   takes it to the next one.
    /// - Iteration 1 never counts: it runs the first step of main and nothing else. A timer that this step
    ///   sets fires in iteration 2 at the earliest; one that was set before fires in iteration 1 after the
    ///   step.
    pub fn intervention_point(&self) -> Option<InterventionPoint> {
        if self.view.end().is_some() {
            return None;
        }
        let now_secs = self.view.time_secs();
        let clock_secs = self.clock_secs();
        if clock_secs - now_secs > CLOCK_RESOLUTION_SECS {
            let next_secs = self.recording.pacing().next_secs(self.cursor()).unwrap_or(f64::INFINITY);
            let rounded_secs = (clock_secs * 1000.0).ceil() / 1000.0;
            let at_secs = if rounded_secs.is_finite() { rounded_secs.max(clock_secs) } else { clock_secs };
            return Some(InterventionPoint { at_secs: at_secs.min(next_secs), turns: 0 });
        }
        let iterations = self.recording.iterations();
        let begun = iterations.partition_point(|iteration| iteration.events.start < self.cursor());
        let turns = iterations[..begun]
            .iter()
            .rev()
            .take_while(|iteration| now_secs < iteration.time_secs + CLOCK_RESOLUTION_SECS)
            .filter(|iteration| iteration.number > 1)
            .count();
        Some(InterventionPoint { at_secs: now_secs, turns: turns as u32 })
    }

    fn play(&mut self) {
        let is_over = match self.range {
            Some(range) => self.position_ms >= range.to_ms,
            None => self.status() == Status::Finished,
        };
        if is_over {
            self.seek_ms(self.range.map_or(0.0, |range| range.from_ms));
        }
        self.is_playing = !self.recording.is_empty();
    }

    /// Shows a cursor at the beginning of its moment.
    fn show(&mut self, cursor: usize) {
        self.steps.clear();
        self.recording.move_view(&mut self.view, cursor);
        self.position_ms = self.recording.pacing().display_ms_of(self.cursor());
        self.glide_to_ms = self.position_ms;
    }

    /// Pauses at a cursor. With `glides` its motion is still seen, otherwise it is at rest.
    fn stop_at(&mut self, cursor: usize, glides: bool) {
        self.is_playing = false;
        self.show(cursor);
        self.glide_to_ms += self.recording.pacing().slot_ms_of(self.cursor());
        if !glides {
            self.position_ms = self.glide_to_ms;
        }
    }

    /// Pauses just after an event, and remembers from where.
    fn jump_to(&mut self, event: EventIndex) {
        let from = self.stand();
        remember(&mut self.returns, from);
        self.stop_at(event.0 as usize + 1, true);
    }

    fn step_on(&mut self, stride: Stride, cursor: usize) {
        let mut steps = std::mem::take(&mut self.steps);
        let from = self.stand();
        self.stop_at(cursor, true);
        if self.cursor() != from.cursor {
            remember(&mut steps, Stepped { from, stride, to_cursor: self.cursor() });
        }
        self.steps = steps;
    }

    /// Steps back, to exactly where the step that came here began, if one did.
    fn step_back(&mut self, stride: Stride, cursor: usize) {
        let mut steps = std::mem::take(&mut self.steps);
        match steps.pop() {
            Some(step) if step.stride == stride && step.to_cursor == self.cursor() => {
                self.stand_at(step.from);
                self.steps = steps;
            }
            _ => self.stop_at(cursor, false),
        }
    }

    /// Where it stands once everything that still moves has come to rest.
    fn stand(&self) -> Stand {
        Stand { cursor: self.cursor(), at_ms: self.position_ms.max(self.glide_to_ms) }
    }

    fn stand_at(&mut self, stand: Stand) {
        self.is_playing = false;
        self.show(stand.cursor);
        self.position_ms = stand.at_ms;
        self.glide_to_ms = stand.at_ms;
    }

    fn seek_ms(&mut self, ms: f64) {
        let pacing = self.recording.pacing();
        // Not a number is the beginning.
        let ms = ms.max(0.0).min(pacing.total_ms());
        self.steps.clear();
        let cursor = pacing.cursor_at(ms);
        self.recording.move_view(&mut self.view, cursor);
        self.position_ms = ms;
        self.glide_to_ms = ms;
    }

    fn seek_secs(&mut self, secs: f64) {
        self.seek_ms(self.recording.pacing().display_ms_of_secs(secs));
    }

    fn next_visible(&self) -> usize {
        let visible = self.recording.visible();
        let next = visible.partition_point(|event| (event.0 as usize) < self.cursor());
        visible.get(next).map_or(self.recording.len(), |event| event.0 as usize + 1)
    }

    fn previous_visible(&self) -> usize {
        let visible = self.recording.visible();
        let end = visible.partition_point(|event| event.0 as usize + 1 < self.cursor());
        visible[..end].last().map_or(0, |event| event.0 as usize + 1)
    }

    fn next_iteration_end(&self) -> usize {
        let iterations = self.recording.iterations();
        let next = iterations.partition_point(|iteration| iteration.events.end <= self.cursor());
        iterations[next..]
            .iter()
            .find(|iteration| iteration.is_visible)
            .map_or(self.recording.len(), |iteration| iteration.events.end)
    }

    fn previous_iteration_end(&self) -> usize {
        let iterations = self.recording.iterations();
        let end = iterations.partition_point(|iteration| iteration.events.end < self.cursor());
        iterations[..end]
            .iter()
            .rfind(|iteration| iteration.is_visible)
            .map_or(0, |iteration| iteration.events.end)
    }
}

/// Adds to what is remembered, and forgets the oldest if that is too much.
fn remember<T>(kept: &mut Vec<T>, one: T) {
    if kept.len() == MOST_STANDS {
        kept.remove(0);
    }
    kept.push(one);
}
