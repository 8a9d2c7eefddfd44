//! Where playing stands, and the commands that it takes.

use std::rc::Rc;

use crate::trace::{EventIndex, FutureId};

use super::motion::{Link, Motion, motions};
use super::pacing::event_before;
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
}

/// All that can be asked of a player. Buttons, keys, links and embeds translate to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Command {
    /// Play from here; from the start if the end is reached. The Run button, a link or an embed that starts
    /// by itself.
    Play,
    /// Stop here. The Pause button; whoever opens a dialog.
    Pause,
    /// Play or pause. The space bar.
    Toggle,
    /// On to just after the next visible event, and pause. The Step button.
    StepEvent,
    /// Back to just after the visible event before the last one, and pause. The Step back button.
    StepEventBack,
    /// On to the end of the iteration (of the next one with something to see, if this one has ended), and
    /// pause. The Step button with Shift.
    StepIteration,
    /// Back to the end of the iteration before, and pause. The Step back button with Shift.
    StepIterationBack,
    /// To before the first event, and pause. The Reset button, the Home key.
    ToStart,
    /// To after the last event, and pause. The End key.
    ToEnd,
    /// To just after the visible event that caused the last visible event, and pause. A key.
    ToCause,
    /// To just after the next change of state of a task, and pause. Keys, for the selected task.
    ToNextChange(FutureId),
    /// To just after the change of state of a task before this moment, and pause. Keys, for the selected
    /// task.
    ToPreviousChange(FutureId),
    /// To just after an event, and pause. The event list and "why?".
    ToEvent(EventIndex),
    /// To a cursor; playing goes on if it does. Links.
    Seek(usize),
    /// To a moment of display time; playing goes on if it does. The scrubber.
    SeekMs(f64),
    /// To the first moment at which the virtual clock shows this; playing goes on if it does. The timeline,
    /// links.
    SeekSecs(f64),
    /// Play faster or slower from here on. The speed menu.
    SetSpeed(Speed),
}

/// How fast display time goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "each is what it says")]
pub enum Speed {
    Eighth,
    Quarter,
    Half,
    #[default]
    Normal,
    Double,
    Quadruple,
    Eightfold,
    Sixteenfold,
    /// Playing jumps to the end.
    Instant,
}

impl Speed {
    /// All speeds, slowest first.
    pub const ALL: [Self; 9] = [
        Self::Eighth,
        Self::Quarter,
        Self::Half,
        Self::Normal,
        Self::Double,
        Self::Quadruple,
        Self::Eightfold,
        Self::Sixteenfold,
        Self::Instant,
    ];

    /// How many milliseconds of display time pass in one; infinitely many for [`Speed::Instant`].
    pub fn factor(self) -> f64 {
        match self {
            Self::Eighth => 0.125,
            Self::Quarter => 0.25,
            Self::Half => 0.5,
            Self::Normal => 1.0,
            Self::Double => 2.0,
            Self::Quadruple => 4.0,
            Self::Eightfold => 8.0,
            Self::Sixteenfold => 16.0,
            Self::Instant => f64::INFINITY,
        }
    }

    /// How it is called in a menu, a link and an embed's attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eighth => "1/8",
            Self::Quarter => "1/4",
            Self::Half => "1/2",
            Self::Normal => "1",
            Self::Double => "2",
            Self::Quadruple => "4",
            Self::Eightfold => "8",
            Self::Sixteenfold => "16",
            Self::Instant => "instant",
        }
    }

    /// The speed of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|speed| speed.as_str() == name)
    }

    /// The next faster one, if there is one.
    pub fn faster(self) -> Option<Self> {
        Self::ALL.into_iter().skip_while(|&speed| speed != self).nth(1)
    }

    /// The next slower one, if there is one.
    pub fn slower(self) -> Option<Self> {
        Self::ALL.into_iter().rev().skip_while(|&speed| speed != self).nth(1)
    }
}

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
        } else if self.cursor() == self.recording.len() {
            Status::Finished
        } else {
            Status::Paused
        }
    }

    /// How fast it plays.
    pub fn speed(&self) -> Speed {
        self.speed
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
        let before = (self.cursor(), self.position_ms, self.is_playing, self.speed);
        match command {
            Command::Play => self.play(),
            Command::Pause => self.is_playing = false,
            Command::Toggle if self.is_playing => self.is_playing = false,
            Command::Toggle => self.play(),
            Command::StepEvent => self.stop_at(self.next_visible(), true),
            Command::StepEventBack => self.stop_at(self.previous_visible(), false),
            Command::StepIteration => self.stop_at(self.next_iteration_end(), true),
            Command::StepIterationBack => self.stop_at(self.previous_iteration_end(), false),
            Command::ToStart => self.stop_at(0, false),
            Command::ToEnd => self.stop_at(self.recording.len(), false),
            Command::ToCause => {
                let chain = self.last_visible().map(|event| why(&self.recording, event)).unwrap_or_default();
                if let Some(cause) = chain.get(1) {
                    self.stop_at(cause.0 as usize + 1, true);
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
            Command::ToEvent(event) => self.stop_at(event.0 as usize + 1, true),
            Command::Seek(cursor) => self.show(cursor),
            Command::SeekMs(ms) => self.seek_ms(ms),
            Command::SeekSecs(secs) => self.seek_secs(secs),
            Command::SetSpeed(speed) => self.speed = speed,
        }
        before != (self.cursor(), self.position_ms, self.is_playing, self.speed)
    }

    /// Lets time go by. Returns whether that changed anything.
    pub fn advance(&mut self, elapsed_ms: f64) -> bool {
        if !self.is_moving() {
            return false;
        }
        let by_ms = if elapsed_ms > 0.0 { elapsed_ms * self.speed.factor() } else { 0.0 };
        if self.is_playing {
            let total_ms = self.recording.pacing().total_ms();
            let instantly = self.speed == Speed::Instant;
            self.position_ms = if instantly { total_ms } else { (self.position_ms + by_ms).min(total_ms) };
            let cursor = self.recording.pacing().cursor_at(self.position_ms);
            let cursor = cursor.max(self.cursor());
            self.recording.move_view(&mut self.view, cursor);
            if self.position_ms >= total_ms {
                self.is_playing = false;
            }
            self.glide_to_ms = self.position_ms;
            true
        } else {
            self.position_ms = (self.position_ms + by_ms).min(self.glide_to_ms);
            by_ms > 0.0
        }
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
        self.view = recording.view_at(new_cursor.unwrap_or(splice.parting()));
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
        if self.cursor() == self.recording.len() {
            self.show(0);
        }
        self.is_playing = !self.recording.is_empty();
    }

    /// Shows a cursor at the beginning of its moment.
    fn show(&mut self, cursor: usize) {
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

    fn seek_ms(&mut self, ms: f64) {
        let pacing = self.recording.pacing();
        // Not a number is the beginning.
        let ms = ms.max(0.0).min(pacing.total_ms());
        let cursor = pacing.cursor_at(ms);
        self.recording.move_view(&mut self.view, cursor);
        self.position_ms = ms;
        self.glide_to_ms = ms;
    }

    fn seek_secs(&mut self, secs: f64) {
        let log = self.recording.log();
        let mut cursor = 0;
        let mut beyond = log.len();
        while cursor < beyond {
            let middle = cursor.midpoint(beyond);
            if log.get(EventIndex(middle as u32)).is_some_and(|event| event.time < secs) {
                cursor = middle + 1;
            } else {
                beyond = middle;
            }
        }
        // `cursor` is now how many events happened before that time.
        self.seek_ms(self.recording.pacing().display_ms_at_clock(cursor, secs));
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::playback::MotionKind;
    use crate::playback::testing::{BOSS, FETCH, STORE, any_log, cascade};
    use crate::playback::words::sentence;

    fn player() -> Player {
        Player::new(cascade().record())
    }

    #[test]
    fn a_new_player_is_idle_and_playing_ends_finished() {
        let mut player = player();
        assert_eq!(player.status().as_str(), "idle");
        assert!(player.command(Command::Play));
        assert_eq!(player.status().as_str(), "running");
        while player.advance(16.0) {}
        assert_eq!(player.status().as_str(), "finished");
        assert_eq!(player.clock_secs(), 3.0);
        assert_eq!(player.cursor(), player.recording().len());
    }

    #[test]
    fn time_that_goes_by_while_paused_changes_nothing() {
        let mut player = player();
        player.command(Command::SeekMs(700.0));
        let cursor = player.cursor();
        assert!(!player.advance(1e6));
        assert_eq!((player.cursor(), player.status()), (cursor, Status::Paused));
    }

    #[test]
    fn playing_at_the_end_begins_again() {
        let mut player = player();
        player.command(Command::ToEnd);
        player.command(Command::Toggle);
        assert_eq!((player.cursor(), player.status()), (0, Status::Running));
    }

    #[test]
    fn playing_instantly_is_at_the_end_with_the_next_frame() {
        let mut player = player();
        player.command(Command::SetSpeed(Speed::Instant));
        player.command(Command::Play);
        assert!(player.advance(0.0));
        assert_eq!(player.status(), Status::Finished);
    }

    #[test]
    fn twice_the_speed_takes_half_the_time() {
        let (mut slow, mut fast) = (player(), player());
        fast.command(Command::SetSpeed(Speed::Double));
        slow.command(Command::Play);
        fast.command(Command::Play);
        slow.advance(1000.0);
        fast.advance(500.0);
        assert_eq!(slow.position_ms(), fast.position_ms());
    }

    #[test]
    fn no_elapsed_time_is_bad_enough_to_lose_the_way() {
        let mut player = player();
        player.command(Command::Play);
        for elapsed_ms in [f64::NAN, -1e9, f64::NEG_INFINITY] {
            player.advance(elapsed_ms);
            assert_eq!(player.position_ms(), 0.0);
        }
        player.advance(f64::INFINITY);
        assert_eq!(player.status(), Status::Finished);
        player.command(Command::SeekMs(f64::NAN));
        player.command(Command::SeekSecs(f64::NAN));
        player.command(Command::Seek(usize::MAX));
        assert_eq!(player.cursor(), player.recording().len());
    }

    #[test]
    fn a_step_stops_after_each_visible_event_and_its_motion_is_still_seen() {
        let mut player = player();
        let visible = player.recording().visible().to_vec();
        for event in visible {
            assert!(player.command(Command::StepEvent));
            assert_eq!(player.last_event(), Some(event));
            assert!(player.is_moving());
            while player.advance(50.0) && player.is_moving() {}
            assert_eq!(player.last_event(), Some(event), "the next step waits for its command");
        }
        assert_eq!(player.status(), Status::Finished);
    }

    #[test]
    fn stepping_back_shows_exactly_what_stepping_on_had_shown() {
        for (on, back) in [
            (Command::StepEvent, Command::StepEventBack),
            (Command::StepIteration, Command::StepIterationBack),
        ] {
            let mut player = player();
            let mut seen = vec![player.view().clone()];
            while player.cursor() < player.recording().len() {
                assert!(player.command(on));
                seen.push(player.view().clone());
            }
            seen.pop();
            while let Some(view) = seen.pop() {
                assert!(player.command(back));
                assert_eq!(player.view(), &view);
            }
            assert_eq!(player.status(), Status::Idle);
        }
    }

    #[test]
    fn a_step_by_iteration_ends_where_the_iteration_does() {
        let mut player = player();
        player.command(Command::StepIteration);
        player.command(Command::StepIteration);
        assert_eq!(player.view().event_loop().iteration, 1);
        assert_eq!(player.view().event_loop().running, None);
        player.command(Command::StepIteration);
        assert_eq!(player.view().event_loop().iteration, 2);
    }

    #[test]
    fn the_next_change_of_a_task_is_found_both_ways() {
        let mut player = player();
        let mut states = Vec::new();
        while player.command(Command::ToNextChange(FETCH)) {
            states.push(player.view().task(FETCH).unwrap().state.as_str());
        }
        assert_eq!(states, ["scheduled", "running", "waiting", "scheduled", "running", "done"]);
        player.command(Command::ToPreviousChange(FETCH));
        assert_eq!(player.view().task(FETCH).unwrap().state.as_str(), "running");
    }

    #[test]
    fn causes_lead_from_the_cancelled_task_up_to_who_asked() {
        let mut player = player();
        while player
            .view()
            .task(STORE)
            .is_none_or(|task| task.state.as_str() != "running" || task.cancelling == 0)
        {
            player.command(Command::StepEvent);
        }
        let mut told = Vec::new();
        while player.command(Command::ToCause) {
            told.push(sentence(player.recording(), player.last_event().unwrap()));
        }
        assert_eq!(
            told,
            [
                "store wakes: its sleep was cancelled",
                "store: cancel requested by gather(shield(fetch), store), passed on",
                "gather(shield(fetch), store): cancel requested by boss, passed on",
                "boss: cancel requested from outside",
            ]
        );
    }

    #[test]
    fn a_cancellation_moves_down_link_by_link_and_stops_at_the_shield() {
        let mut player = player();
        let mut seen = Vec::new();
        player.command(Command::Play);
        while player.advance(10.0) {
            for motion in player.motions() {
                let link = (motion.kind, motion.to);
                if motion.kind == MotionKind::Cancel || motion.kind == MotionKind::ShieldStop {
                    assert!((0.0..=1.0).contains(&motion.progress));
                    if seen.last() != Some(&link) && !seen.contains(&link) {
                        seen.push(link);
                    }
                }
            }
        }
        let links: Vec<_> = player.trail().iter().map(|link| (link.kind, link.to)).collect();
        assert_eq!(seen, links);
        assert_eq!(links.len(), 5, "boss, both, shield, stop at fetch, store: {links:?}");
    }

    #[test]
    fn seeking_to_a_virtual_time_shows_that_time() {
        let mut player = player();
        for secs in [0.0, 0.25, 1.0, 2.5, 3.0] {
            player.command(Command::SeekSecs(secs));
            assert!((player.clock_secs() - secs).abs() < 1e-9, "{} for {secs}", player.clock_secs());
        }
        assert!(player.view().task(BOSS).is_some());
    }

    #[test]
    fn the_same_recording_again_keeps_the_moment() {
        let mut player = player();
        player.command(Command::SeekMs(2_000.0));
        let (cursor, position_ms) = (player.cursor(), player.position_ms());
        assert!(player.replace_recording(cascade().record()));
        assert_eq!((player.cursor(), player.generation()), (cursor, 1));
        assert!((player.position_ms() - position_ms).abs() < 1e-6);
    }

    #[test]
    fn a_run_that_parts_before_the_moment_takes_playing_back_to_there() {
        let mut player = player();
        player.command(Command::ToEnd);
        let mut other = cascade();
        let mut log = crate::trace::Log::new();
        for (index, event) in other.log.iter().take(10) {
            let mut event = event.clone();
            if index.0 == 7 {
                event.time += 1.0;
            }
            log.push(event);
        }
        other.log = log;
        assert!(!player.replace_recording(other.record()));
        assert_eq!(player.cursor(), 7);
    }

    #[test]
    fn after_the_run_nobody_can_intervene() {
        let mut player = player();
        assert!(player.intervention_point().is_some());
        player.command(Command::ToEnd);
        assert_eq!(player.intervention_point(), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn whatever_is_asked_the_cursor_and_the_position_agree(
            log in any_log(120),
            asked in proptest::collection::vec((0usize..12, 0.0..1.0), 1..40),
        ) {
            let mut player = Player::new(Rc::new(Recording::new(log, Vec::new())));
            for (what, share) in asked {
                let total_ms = player.recording().pacing().total_ms();
                let cursor = (share * player.recording().len() as f64) as usize;
                match what {
                    0 => _ = player.command(Command::Toggle),
                    1 => _ = player.command(Command::StepEvent),
                    2 => _ = player.command(Command::StepEventBack),
                    3 => _ = player.command(Command::StepIteration),
                    4 => _ = player.command(Command::StepIterationBack),
                    5 => _ = player.command(Command::ToCause),
                    6 => _ = player.command(Command::Seek(cursor)),
                    7 => _ = player.command(Command::SeekMs(share * total_ms)),
                    8 => _ = player.command(Command::ToEvent(EventIndex(cursor as u32))),
                    9 => _ = player.replace_recording(player.recording().clone()),
                    _ => _ = player.advance(share * 500.0),
                }
                let pacing = player.recording().pacing();
                prop_assert!(player.position_ms() >= pacing.display_ms_of(player.cursor()));
                if player.cursor() < player.recording().len() {
                    prop_assert!(player.position_ms() <= pacing.display_ms_of(player.cursor() + 1));
                }
                prop_assert_eq!(player.view(), &player.recording().view_at(player.cursor()));
                prop_assert!(player.clock_secs() >= player.view().time_secs());
            }
        }
    }
}
