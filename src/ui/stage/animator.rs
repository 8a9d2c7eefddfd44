//! What changes from frame to frame: the cards and wires that the moment is about, pulses on wires, times that run down,
//! the clock and the scrubber. It plays the run by itself, and touches nothing else of the page: the workspace, and with
//! it all panels, learns a few times a second how far that has come.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Element;

use super::dials::Dials;
use super::live::Moment;
use super::pointers::STAGE_ID;
use super::pulses::Pulses;
use super::route::Map;
use crate::layout::picture::Picture;
use crate::playback::{Player, Status};
use crate::program::fixed;
use crate::scene::Scene;
use crate::ui::status::Statuses;
use crate::ui::timeline;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Document, Play, Reached, Run};
use crate::web::frames::{Frames, now_ms};
use crate::web::{document, media};

/// The name of the app's root.
pub const ROOT_ID: &str = "awaitscope";
/// The name of the clock.
pub const CLOCK_ID: &str = "clock";
/// The name of the scrubber.
pub const SCRUBBER_ID: &str = "scrubber";
/// The class of everything on the stage that counts down.
const TICKING: &str = "ticking";
/// The same below the stage.
const TICKING_BELOW: &str = "ticking-below";
/// A pause between two frames that is longer than this was no playing: nobody saw the page.
const AWAY_MS: f64 = 400.0;
/// Panels are at most that old while a run plays. Nobody reads lists that change sixty times a second, and drawing them
/// takes longer than a frame may.
const PANELS_MS: f64 = 200.0;

/// Paints a run from frame to frame.
pub struct Painter {
    pulses: Pulses,
    moment: Moment,
    run: Option<Run>,
    scene: Rc<Scene>,
    picture: Rc<Picture>,
    dispatch: Dispatch,
    dials: RefCell<Dials>,
}

impl Painter {
    /// A painter of the moment that a run has come to.
    pub fn new(
        layers: [Element; 2],
        moment: Moment,
        run: Option<Run>,
        document: &Document,
        picture: &Rc<Picture>,
        dispatch: Dispatch,
    ) -> Self {
        let pulses = Pulses::new(layers, media::prefers_reduced_motion());
        let (scene, picture) = (document.scene.clone(), picture.clone());
        Painter { pulses, moment, run, scene, picture, dispatch, dials: RefCell::default() }
    }

    /// Paints now, and then every frame for as long as anything moves.
    pub fn start(self) -> Option<Frames> {
        let Some(run) = self.run.clone() else {
            self.moment.show(&Rc::default());
            self.paint_clock(0.0, 0.0, (0.0, 0.0), false);
            self.pulses.clear();
            self.moment.pulse(Vec::new());
            return None;
        };
        let mut last_ms = now_ms();
        let mut playing = Playing { player: run.at(last_ms), statuses: run.statuses.clone() };
        playing.follow(&self.scene, &run);
        self.paint(&playing);
        let mut told = Told::of(&run.player, run.anchor_ms);
        // What is shown decides, not what it has come to by now: that, too, takes a frame to be drawn.
        run.player.is_moving().then(|| {
            Frames::each(move |now_ms| {
                let since_ms = now_ms - last_ms;
                last_ms = now_ms;
                if since_ms > AWAY_MS {
                    self.dispatch.dispatch(Action::Play(now_ms, Play::Skip(since_ms)));
                    return;
                }
                playing.player.advance(since_ms);
                playing.follow(&self.scene, &run);
                self.paint(&playing);
                if told.is_due(&playing.player, now_ms) {
                    told = Told::of(&playing.player, now_ms);
                    let Playing { player, statuses } = &playing;
                    let (player, statuses) = (Rc::new(player.clone()), statuses.clone());
                    let reached = Reached { course: run.course.clone(), player, statuses };
                    self.dispatch.dispatch(Action::Play(now_ms, Play::Reached(reached)));
                }
            })
        })
    }

    fn paint(&self, playing: &Playing) {
        let player = &playing.player;
        self.moment.show(&playing.statuses);
        let clock_secs = player.clock_secs();
        let span_ms = player.recording().pacing().span_ms();
        self.paint_clock(clock_secs, player.position_ms(), span_ms, player.is_moving());
        // From far off nobody can read what counts down.
        let stage = document().get_element_by_id(STAGE_ID);
        let distance = stage.and_then(|stage| stage.get_attribute("data-zoom"));
        if distance.is_none() {
            paint_countdowns(TICKING, clock_secs);
        }
        paint_countdowns(TICKING_BELOW, clock_secs);
        let is_farthest = distance.as_deref() == Some("farthest");
        self.moment.pulse(self.pulses.paint(&self.map(player), player, is_farthest));
        timeline::follow(player);
    }

    fn paint_clock(&self, secs: f64, position_ms: f64, (start_ms, end_ms): (f64, f64), is_moving: bool) {
        let share = if end_ms > start_ms { (position_ms - start_ms) / (end_ms - start_ms) } else { 0.0 };
        self.dials.borrow_mut().show(secs, share.clamp(0.0, 1.0), is_moving, now_ms());
    }

    fn map<'a>(&'a self, player: &'a Player) -> Map<'a> {
        let (recording, view) = (player.recording(), player.view());
        Map { scene: &self.scene, picture: &self.picture, recording, view }
    }
}

/// How far playing has come in the frames since the workspace was told of it.
struct Playing {
    player: Player,
    statuses: Rc<Statuses>,
}

impl Playing {
    /// Has the statuses be those of the player.
    fn follow(&mut self, scene: &Scene, run: &Run) {
        if !self.statuses.is_of(&self.player) {
            self.statuses = Rc::new(run.statuses_of(scene, &self.player, &self.statuses));
        }
    }
}

/// What the workspace was told last, and when.
struct Told {
    cursor: usize,
    status: Status,
    is_moving: bool,
    at_ms: f64,
}

impl Told {
    fn of(player: &Player, at_ms: f64) -> Self {
        Told { cursor: player.cursor(), status: player.status(), is_moving: player.is_moving(), at_ms }
    }

    /// Whether it has to learn how far playing has come: at once if that came to its end, else not too often.
    fn is_due(&self, player: &Player, now_ms: f64) -> bool {
        let changes_state = (self.status, self.is_moving) != (player.status(), player.is_moving());
        changes_state || (self.cursor != player.cursor() && now_ms - self.at_ms >= PANELS_MS)
    }
}

fn set(element: &Element, name: &str, value: &str) {
    // A valid name can always be set.
    let _ = element.set_attribute(name, value);
}

fn set_if_new(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        set(element, name, value);
    }
}

fn paint_countdowns(class: &str, clock_secs: f64) {
    let ticking = document().get_elements_by_class_name(class);
    for element in (0..ticking.length()).filter_map(|position| ticking.item(position)) {
        let secs = |name: &str| Some(element.get_attribute(name)?.parse::<i64>().ok()? as f64 / 1e6);
        let (Some(from), Some(until)) = (secs("data-from"), secs("data-until")) else { continue };
        let passed = if until > from { ((clock_secs - from) / (until - from)).clamp(0.0, 1.0) } else { 1.0 };
        match element.get_attribute("data-tick").as_deref() {
            // What looks the same is left alone: a hundred cards that count down are cheap only that way.
            Some("bar") => set_if_new(&element, "style", &format!("--passed:{}%", fixed(passed * 100.0, 0))),
            Some("ring") => set_if_new(&element, "stroke-dashoffset", &fixed(passed, 2)),
            what => {
                let text = match what {
                    Some("passed") => words::clock((clock_secs - from).clamp(0.0, until - from)),
                    _ => words::left(until - clock_secs),
                };
                if element.text_content().as_deref() != Some(&text) {
                    element.set_text_content(Some(&text));
                }
            }
        }
    }
}
