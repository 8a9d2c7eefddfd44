//! What changes from frame to frame: the cards and wires that the moment is about, pulses on wires, times that run down,
//! the clock and the scrubber. It plays the run by itself, and finds the moments that somebody looks for with the scrubber or
//! on the timeline. It touches nothing else of the page: the workspace, and with it all panels, learns a few times a second
//! how far that has come.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use web_sys::Element;
use yew::UseReducerHandle;

use super::dials::{Dials, Follow};
use super::live::Moment;
use super::pointers::STAGE_ID;
use super::pulses::Pulses;
use super::route::Map;
use crate::layout::picture::Picture;
use crate::playback::{Command, Player, Status};
use crate::program::fixed;
use crate::scene::Scene;
use crate::ui::status::Statuses;
use crate::ui::timeline;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Play, Reached, Run, Workspace, latest};
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
/// The class of what of it does so from far off, too.
const TICKING_FAR: &str = "ticking-far";
/// The same below the stage.
const TICKING_BELOW: &str = "ticking-below";
/// A pause between two frames that is longer than this was no playing: nobody saw the page.
const AWAY_MS: f64 = 400.0;
/// Panels are at most that old while a run plays or somebody looks for a moment in it. Nobody reads lists that change sixty times a second, and drawing them
/// takes longer than a frame may.
const PANELS_MS: f64 = 200.0;

/// Whether something is left for later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Haste {
    /// Nothing is.
    None,
    /// Somebody looks for a moment: what tells of it in words, and other parts of the timeline, are shown after the frame.
    Sought,
}

/// Paints a run from frame to frame.
pub struct Painter {
    pulses: Pulses,
    moment: Moment,
    run: Option<Run>,
    scene: Rc<Scene>,
    picture: Rc<Picture>,
    state: UseReducerHandle<Workspace>,
    dials: RefCell<Dials>,
}

impl Painter {
    /// A painter of the moment that a run has come to.
    pub fn new(
        layers: [Element; 2],
        moment: Moment,
        run: Option<Run>,
        state: &UseReducerHandle<Workspace>,
    ) -> Self {
        let pulses = Pulses::new(layers, media::prefers_reduced_motion());
        let (scene, picture) = (state.document.scene.clone(), state.picture.clone());
        Painter { pulses, moment, run, scene, picture, state: state.clone(), dials: RefCell::default() }
    }

    /// Paints now, and then every frame for as long as anything moves. For as long as what this returns is kept, it finds
    /// the moments that somebody looks for.
    pub fn start(self) -> Option<Rc<Animator>> {
        let Some(run) = self.run.clone() else {
            self.moment.show(&Rc::default());
            self.paint_clock(0.0, 0.0, (0.0, 0.0), Follow::Now);
            self.pulses.clear();
            self.moment.pulse(Vec::new());
            return None;
        };
        let last_ms = now_ms();
        let mut playing = Playing { player: run.at(last_ms), statuses: run.statuses.clone(), last_ms };
        playing.follow(&self.scene, &run);
        self.paint(&playing, Haste::None);
        // What is shown decides, not what it has come to by now: that, too, takes a frame to be drawn.
        let moves = run.player.is_moving();
        let animator = Rc::new(Animator {
            told: Cell::new(Told::of(&run.player, run.anchor_ms)),
            playing: RefCell::new(playing),
            painter: self,
            run,
            frames: RefCell::default(),
            after_paint: RefCell::default(),
            telling: RefCell::default(),
        });
        let weak = Rc::downgrade(&animator);
        if moves {
            let frame = move |now_ms| _ = weak.upgrade().map(|animator| animator.frame(now_ms));
            animator.frames.replace(Some(Frames::each(frame)));
        } else {
            // What counts down and is new on a card is there with the next frame, which nothing else asks for.
            let drawn = move || _ = weak.upgrade().map(|animator| animator.count_down());
            animator.frames.replace(Some(Frames::once(drawn)));
        }
        ANIMATOR.set(Rc::downgrade(&animator));
        Some(animator)
    }

    fn paint(&self, playing: &Playing, haste: Haste) {
        let player = &playing.player;
        self.moment.show(&playing.statuses);
        let clock_secs = player.clock_secs();
        let span_ms = player.recording().pacing().span_ms();
        let follow = match haste {
            Haste::Sought => Follow::Later,
            Haste::None if player.is_moving() => Follow::Soon(now_ms()),
            Haste::None => Follow::Now,
        };
        self.paint_clock(clock_secs, player.position_ms(), span_ms, follow);
        let distance = count_down(clock_secs);
        let is_farthest = distance.as_deref() == Some("farthest");
        self.moment.pulse(self.pulses.paint(&self.map(player), player, is_farthest));
        timeline::follow(player, haste == Haste::None);
    }

    fn paint_clock(&self, secs: f64, position_ms: f64, (start_ms, end_ms): (f64, f64), follow: Follow) {
        let share = if end_ms > start_ms { (position_ms - start_ms) / (end_ms - start_ms) } else { 0.0 };
        self.dials.borrow_mut().show(secs, share.clamp(0.0, 1.0), follow);
    }

    fn map<'a>(&'a self, player: &'a Player) -> Map<'a> {
        let (recording, view) = (player.recording(), player.view());
        Map { scene: &self.scene, picture: &self.picture, recording, view }
    }
}

thread_local! {
    /// What plays the run that is shown.
    static ANIMATOR: RefCell<Weak<Animator>> = const { RefCell::new(Weak::new()) };
}

/// Looks for a moment of the run. The stage shows it at once, and the workspace learns of it after the frame that does: of
/// many moments that somebody passes, a few times a second, and of the last one.
pub fn seek(dispatch: &Dispatch, command: Command) {
    // That what is kept has another beginning than the run is told with it.
    let is_told =
        |animator: &Rc<Animator>| command == Command::ToStart && animator.run.player.recording().first() > 0;
    let animator = ANIMATOR.with_borrow(Weak::upgrade).filter(|animator| animator.is_current());
    match animator.filter(|animator| !is_told(animator)) {
        Some(animator) => animator.seek(command),
        None => dispatch.dispatch(Action::Play(now_ms(), Play::Command(command))),
    }
}

/// Plays a run from frame to frame.
pub struct Animator {
    painter: Painter,
    run: Run,
    playing: RefCell<Playing>,
    told: Cell<Told>,
    frames: RefCell<Option<Frames>>,
    /// What is done after the frame that shows where somebody has gone, and after that.
    after_paint: RefCell<Option<Frames>>,
    telling: RefCell<Option<Timeout>>,
}

impl Animator {
    /// Whether it plays the run that the workspace has. When something else happened to that, another one takes over, but only
    /// after what is drawn then.
    fn is_current(&self) -> bool {
        let state = latest(&self.painter.state);
        state.run.as_ref().is_some_and(|run| run.course == self.run.course)
    }

    /// A frame, while something moves.
    fn frame(&self, now_ms: f64) {
        if !self.is_current() {
            return;
        }
        let mut playing = self.playing.borrow_mut();
        let since_ms = now_ms - std::mem::replace(&mut playing.last_ms, now_ms);
        if since_ms > AWAY_MS {
            self.painter.state.dispatch(Action::Play(now_ms, Play::Skip(since_ms)));
            return;
        }
        playing.player.advance(since_ms);
        playing.follow(&self.painter.scene, &self.run);
        self.painter.paint(&playing, Haste::None);
        if self.told.get().is_due(&playing.player, now_ms) {
            self.tell(&playing, now_ms);
        }
    }

    fn seek(self: &Rc<Self>, command: Command) {
        let now_ms = now_ms();
        let mut playing = self.playing.borrow_mut();
        let since_ms = now_ms - std::mem::replace(&mut playing.last_ms, now_ms);
        playing.player.advance(since_ms);
        playing.player.command(command);
        playing.follow(&self.painter.scene, &self.run);
        self.run.course.reach(playing.reached(now_ms, Some(command)));
        self.painter.paint(&playing, Haste::Sought);
        self.tell_later();
    }

    /// Once that is painted, the rest of the page follows.
    fn tell_later(self: &Rc<Self>) {
        let mut after = self.after_paint.borrow_mut();
        if after.is_some() {
            return;
        }
        let weak = Rc::downgrade(self);
        *after = Some(Frames::once(move || {
            let Some(animator) = weak.upgrade() else { return };
            let next = move || _ = weak.upgrade().map(|animator| animator.follow());
            animator.telling.replace(Some(Timeout::new(0, next)));
        }));
    }

    /// The timeline shows the moment that somebody went to, and the workspace learns of it, unless it learnt of another one
    /// just now.
    fn follow(self: &Rc<Self>) {
        self.after_paint.take();
        self.count_down();
        let playing = self.playing.borrow();
        timeline::follow(&playing.player, true);
        let rest_ms = PANELS_MS - (playing.last_ms - self.told.get().at_ms);
        if rest_ms <= 0.0 {
            return self.settle(&playing);
        }
        let weak = Rc::downgrade(self);
        let tell = move || {
            let Some(animator) = weak.upgrade() else { return };
            animator.settle(&animator.playing.borrow());
        };
        self.telling.replace(Some(Timeout::new(rest_ms.ceil() as u32, tell)));
    }

    /// All of the page shows the moment that somebody went to.
    fn settle(self: &Rc<Self>, playing: &Playing) {
        self.telling.take();
        if !playing.player.is_moving() {
            self.painter.paint(playing, Haste::None);
            // What counts down beside the stage is drawn by what is told now.
            let weak = Rc::downgrade(self);
            let drawn = move || _ = weak.upgrade().map(|animator| animator.count_down());
            self.frames.replace(Some(Frames::once(drawn)));
        }
        self.tell(playing, playing.last_ms);
    }

    fn count_down(&self) {
        count_down(self.playing.borrow().player.clock_secs());
    }

    fn tell(&self, playing: &Playing, now_ms: f64) {
        self.told.set(Told::of(&playing.player, now_ms));
        let sought = self.run.course.take().and_then(|reached| reached.sought);
        self.run.course.reach(playing.reached(now_ms, sought));
        self.painter.state.dispatch(Action::Play(now_ms, Play::Reached));
    }
}

/// How far playing has come in the frames since the workspace was told of it.
struct Playing {
    player: Player,
    statuses: Rc<Statuses>,
    /// The clock of the page when the player was told the time.
    last_ms: f64,
}

impl Playing {
    /// Has the statuses be those of the player.
    fn follow(&mut self, scene: &Scene, run: &Run) {
        if !self.statuses.is_of(&self.player) {
            self.statuses = Rc::new(run.statuses_of(scene, &self.player, &self.statuses));
        }
    }

    /// The same for the workspace.
    fn reached(&self, at_ms: f64, sought: Option<Command>) -> Reached {
        let Playing { player, statuses, .. } = self;
        Reached { at_ms, player: Rc::new(player.clone()), statuses: statuses.clone(), sought }
    }
}

/// What the workspace was told last, and when.
#[derive(Clone, Copy)]
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

/// Paints what counts down; how far off the stage is.
fn count_down(clock_secs: f64) -> Option<String> {
    // From far off nobody can read it, but for the time that a timeout has.
    let stage = document().get_element_by_id(STAGE_ID);
    let distance = stage.and_then(|stage| stage.get_attribute("data-zoom"));
    match distance.as_deref() {
        None => paint_countdowns(TICKING, clock_secs),
        Some("far") => paint_countdowns(TICKING_FAR, clock_secs),
        Some(_) => {}
    }
    paint_countdowns(TICKING_BELOW, clock_secs);
    distance
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
