//! The run that is shown: from pressing Run to going back to editing.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Effect, Notice, Play, Workspace};
use crate::playback::{Command, Difference, InterventionPoint, Player, Recording, Speed, Status};
use crate::program::{self, Act, Place};
use crate::scene::{BlockId, Edit, Intervention, Scene};
use crate::ui::status::{Manner, Statuses};

/// A stretch of a run in which nothing happens but that time goes by, or that somebody looks for a moment in it: whoever
/// shows it from frame to frame need not look again at the workspace. Copies are the same.
///
/// What is shown may be ahead of the workspace, which catches up before anything else happens to it.
#[derive(Debug, Clone, Default)]
pub struct Course(Rc<RefCell<Option<Reached>>>);

impl PartialEq for Course {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Course {
    /// This is what is shown now.
    pub fn reach(&self, reached: Reached) {
        self.0.replace(Some(reached));
    }

    /// What is shown and the workspace does not know yet.
    pub fn take(&self) -> Option<Reached> {
        self.0.take()
    }
}

/// What is shown of a run.
#[derive(Debug, Clone)]
pub struct Reached {
    /// Since then, on the clock of the page.
    pub at_ms: f64,
    /// Where it stands.
    pub player: Rc<Player>,
    /// What the cards and wires show of that.
    pub statuses: Rc<Statuses>,
    /// What brought it there, if it was no time that went by.
    pub sought: Option<Command>,
}

/// A run that is shown.
#[derive(Clone)]
pub struct Run {
    /// Where playing stood at the moment `anchor_ms`.
    pub player: Rc<Player>,
    /// The clock of the page when the player was last told the time.
    pub anchor_ms: f64,
    /// Since when nothing has happened to it but that it played.
    pub course: Course,
    /// What the cards and wires show of it. Invariant: what `player` shows, except within an action.
    pub statuses: Rc<Statuses>,
    /// The player as the lists of events and of output show it: while it plays, a moment old. Nobody reads lists that
    /// change sixty times a second, and drawing them is the larger part of a frame's work.
    pub listed: Rc<Player>,
    /// The clock of the page when `listed` was that new.
    listed_ms: f64,
    /// In what manner it is shown.
    pub manner: Manner,
    /// Whether what was said of its deadlock was put away.
    pub hides_deadlock: bool,
    /// How often somebody acts from outside in it.
    pub(super) acts: usize,
}

/// How old lists may be while a run plays.
const LISTS_MS: f64 = 120.0;

impl Run {
    /// A recording of what is drawn, from its beginning; somebody outside acts so often in it.
    pub(super) fn of(
        recording: Rc<Recording>,
        scene: &Scene,
        acts: usize,
        manner: Manner,
        speed: Speed,
        now_ms: f64,
    ) -> Self {
        let mut player = Player::new(recording);
        player.command(Command::SetSpeed(speed));
        let statuses = Rc::new(Statuses::of(scene, &player, manner, &Statuses::default()));
        let player = Rc::new(player);
        Run {
            listed: player.clone(),
            player,
            anchor_ms: now_ms,
            course: Course::default(),
            statuses,
            listed_ms: now_ms,
            manner,
            hides_deadlock: false,
            acts,
        }
    }

    /// The player as it is so many milliseconds later.
    pub fn at(&self, now_ms: f64) -> Player {
        let mut player = (*self.player).clone();
        player.advance(now_ms - self.anchor_ms);
        player
    }

    /// What the cards and wires show of a player that plays this run.
    pub fn statuses_of(&self, scene: &Scene, player: &Player, before: &Statuses) -> Statuses {
        Statuses::of(scene, player, self.manner, before)
    }

    /// It has gone on.
    pub(super) fn extend(&mut self, scene: &Scene, now_ms: f64, recording: Rc<Recording>) {
        self.with_player(scene, now_ms, |player| player.extend(recording));
        // The lists show the same run.
        self.listed = self.player.clone();
    }

    /// Does something with the player as it is now.
    fn with_player(&mut self, scene: &Scene, now_ms: f64, act: impl FnOnce(&mut Player)) {
        let mut player = self.at(now_ms);
        act(&mut player);
        self.statuses = Rc::new(self.statuses_of(scene, &player, &self.statuses));
        self.player = Rc::new(player);
        self.course = Course::default();
        self.told(now_ms);
    }

    /// It is somewhere else. What it shows of that is known already, and whoever plays it goes on; but once it does not
    /// move any more, or begins to, another one does.
    fn reach(&mut self, reached: Reached) {
        let moved = self.player.is_moving();
        self.statuses = reached.statuses;
        self.player = reached.player;
        if self.player.is_moving() != moved {
            self.course = Course::default();
        }
        self.told(reached.at_ms);
    }

    fn told(&mut self, now_ms: f64) {
        self.anchor_ms = now_ms;
        if !self.player.is_moving() || now_ms - self.listed_ms >= LISTS_MS {
            self.listed = self.player.clone();
            self.listed_ms = now_ms;
        }
    }
}

/// What somebody outside does.
enum Deed {
    Cancel(BlockId),
    Interrupt,
    Act(Act),
}

impl Workspace {
    /// What the run is doing; idle while there is none.
    pub fn status(&self) -> Status {
        self.run.as_ref().map_or(Status::Idle, |run| run.player.status())
    }

    #[inline(never)]
    pub(super) fn play(&mut self, now_ms: f64, action: Play) {
        match action {
            Play::Toggle => self.play_by(now_ms, Command::Toggle),
            Play::Start => {
                self.end_run();
                self.play_by(now_ms, Command::Play);
            }
            Play::Reset => self.end_run(),
            Play::Command(command) => self.play_by(now_ms, command),
            // That has been done before.
            Play::Reached => {}
            Play::Skip(skipped_ms) => {
                if let Some(run) = &mut self.run {
                    run.anchor_ms += skipped_ms;
                }
            }
            Play::Speed(speed) => {
                self.speed = speed;
                self.command(now_ms, Command::SetSpeed(speed));
            }
            Play::Faster(is_faster) => {
                let next = if is_faster { self.speed.faster() } else { self.speed.slower() };
                if let Some(speed) = next {
                    self.play(now_ms, Play::Speed(speed));
                }
            }
            Play::Change { is_next } => self.go_to_change(now_ms, is_next),
            Play::Cancel(id) => self.intervene(now_ms, &Deed::Cancel(id)),
            Play::Interrupt => self.intervene(now_ms, &Deed::Interrupt),
            Play::Act(act) => self.intervene(now_ms, &Deed::Act(act)),
        }
    }

    /// Before anything else: the run is where it is shown.
    pub(super) fn catch_up(&mut self) {
        let Some(run) = &mut self.run else { return };
        let Some(reached) = run.course.take() else { return };
        let sought = reached.sought;
        run.reach(reached);
        if let Some(command) = sought {
            self.menu = None;
            self.is_meant_for_coming(command);
        }
    }

    /// Folds away what has ended, or shows it again.
    pub(super) fn fold(&mut self) {
        self.folds = !self.folds;
        let folds = self.folds;
        if let Some(run) = &mut self.run {
            run.manner.folds = folds;
            run.statuses = Rc::new(run.statuses_of(&self.document.scene, &run.player, &run.statuses));
            run.course = Course::default();
        }
    }

    /// Has the run that is shown do something, or a new one.
    fn play_by(&mut self, now_ms: f64, command: Command) {
        if self.run.is_none() {
            self.document.end_gesture();
            if self.holds_back(now_ms, command) {
                return;
            }
            self.run = self.python_run(now_ms);
        }
        match (&self.run, &self.asked) {
            (Some(_), _) => self.command_coming(now_ms, command),
            (None, Some(_)) => self.then(command),
            (None, None) if self.python.is_open() => self.ask_for_program(command),
            (None, None) => self.ask(Some(command)),
        }
    }

    /// To a change of the task that the selected block has come to: at this moment, or else at any.
    fn go_to_change(&mut self, now_ms: f64, is_next: bool) {
        let (Some(block), Some(run)) = (self.selected(), &self.run) else { return };
        let at_now = run.player.view().of_block(block.0).and_then(|view| Some(view.task?.id));
        let stands_for =
            |place| matches!(place, Some(Place::Block { block: of, step: None }) if of == block.0);
        let recording = run.player.recording();
        let first = || recording.tasks().find(|(_, object)| stands_for(object.place)).map(|(task, _)| task);
        if let Some(task) = at_now.or_else(first) {
            let command = if is_next { Command::ToNextChange(task) } else { Command::ToPreviousChange(task) };
            self.command_coming(now_ms, command);
        }
    }

    /// Has the run that is shown do something. If it is being computed anew, that one is meant: what is shown is about to
    /// be another run, with another end and other events.
    fn command_coming(&mut self, now_ms: f64, command: Command) {
        let status = self.status();
        let Some(coming) = self.coming() else { return self.command(now_ms, command) };
        let is_queued = !coming.then.is_empty();
        let (waits, stops) = match command {
            // What is said of how it plays, or of a stretch that is shown, holds for both.
            Command::Pause | Command::SetSpeed(_) => (is_queued, false),
            Command::LoopFrom | Command::LoopTo | Command::Loop(..) | Command::LoopOff => (false, false),
            // What is shown goes on as it does; but only the other run knows what comes after its end.
            Command::Play | Command::Toggle => (is_queued || status == Status::Finished, false),
            // That is an event of the run that is shown, as somebody has read of it.
            Command::ToEvent(_) => (false, false),
            Command::Seek(_) | Command::SeekMs(_) | Command::SeekSecs(_) => (true, false),
            _ => (true, true),
        };
        if waits {
            self.is_meant_for_coming(command);
        }
        match command {
            _ if stops => self.command(now_ms, Command::Pause),
            // One sees where one goes, as far as that is known.
            Command::SeekMs(_) | Command::SeekSecs(_) | Command::Pause => self.command(now_ms, command),
            _ if waits => {}
            _ => self.command(now_ms, command),
        }
        if matches!(command, Command::Play | Command::Toggle)
            && !waits
            && let Some(coming) = self.coming()
        {
            // It may have played to its end at once.
            coming.was_playing = command == Command::Play || status != Status::Running;
        }
    }

    /// The run that is being computed, if one is, will do that when it is there.
    fn is_meant_for_coming(&mut self, command: Command) {
        let Some(coming) = self.coming() else { return };
        // Of a hand that drags, only where it is now counts.
        if matches!((coming.then.last(), command), (Some(Command::SeekMs(_)), Command::SeekMs(_))) {
            coming.then.pop();
        }
        coming.then.push(command);
    }

    pub(super) fn command(&mut self, now_ms: f64, command: Command) {
        if command == Command::ToStart
            && self.run.as_ref().is_some_and(|run| run.player.recording().first() > 0)
        {
            let text = "This run goes on without an end: what was before this moment was let go of.".into();
            self.notice = Some(Rc::new(Notice { text, is_problem: false, offers_return: false }));
        }
        self.with_run(now_ms, |player| {
            player.command(command);
        });
    }

    fn with_run(&mut self, now_ms: f64, act: impl FnOnce(&mut Player)) {
        if let Some(run) = &mut self.run {
            run.with_player(&self.document.scene, now_ms, act);
        }
    }

    /// Somebody acts at the moment that is shown; the run is computed again and goes on from there.
    fn intervene(&mut self, now_ms: f64, deed: &Deed) {
        self.with_run(now_ms, |_| {});
        let point = self.run.as_ref().and_then(|run| run.player.intervention_point());
        let Some(InterventionPoint { at_secs, turns }) = point else { return };
        self.cancelled = match deed {
            Deed::Cancel(id) => self.task_of_card(*id).map(|task| (task, at_secs)),
            Deed::Interrupt | Deed::Act(_) => None,
        };
        if self.python.is_open() {
            let act = match deed {
                Deed::Cancel(id) => self.task_of_card(*id).map(|task| Act::Cancel { task }),
                Deed::Interrupt => Some(Act::Interrupt),
                Deed::Act(act) => Some(act.clone()),
            };
            if let Some(act) = act {
                self.act_on_program(&program::Intervention { at_secs, turns, act });
            }
            return;
        }
        let cancel = match deed {
            Deed::Cancel(id) => Some(*id),
            Deed::Interrupt => None,
            // Blocks have nothing else that could be acted on.
            Deed::Act(_) => return,
        };
        let intervention = Intervention { at_secs, turns, cancel };
        // The second of two quick presses, before what the first one did is shown, does not mean another act.
        if self.asked.is_none() || !self.scene().interventions.contains(&intervention) {
            self.edit(&Edit::AddIntervention { intervention });
        }
    }

    /// The name of the task that a card shows.
    fn task_of_card(&self, id: BlockId) -> Option<Rc<str>> {
        self.run.as_ref()?.statuses.cards.get(&id)?.task.clone()
    }

    /// After an edit: a run of another program is over, one in which somebody acts otherwise goes on.
    pub(super) fn run_follows(&mut self, effect: Effect) {
        match effect {
            Effect::Looks => {}
            Effect::Program => {
                self.end_run();
                self.forget_predictions();
            }
            Effect::Interventions => {
                if self.run.is_some() || self.asked.is_some() {
                    self.ask(None);
                }
            }
        }
    }

    /// How often somebody acts from outside.
    pub(super) fn acts(&self) -> usize {
        if self.python.is_open() { self.python.acts().len() } else { self.scene().interventions.len() }
    }

    /// What is shown goes on as another run of the same program. What that changed is told, unless somebody has taken back
    /// what they did: what that changed is what they know already.
    pub(super) fn run_again(&mut self, recording: Rc<Recording>) {
        let acts = self.acts();
        let mut too_late = None;
        if let Some(run) = &mut self.run {
            let is_taken_back = acts < std::mem::replace(&mut run.acts, acts);
            self.changed = None;
            if !is_taken_back {
                let mut difference = Difference::between(run.player.recording(), &recording);
                if let Some((name, at_secs)) = self.cancelled.as_ref().filter(|_| difference.is_empty()) {
                    difference = difference.after_cancelling(name, *at_secs, &recording);
                }
                too_late = difference.too_late.clone();
                self.changed = Some(Rc::new(difference));
            }
            run.statuses = Rc::default();
            run.hides_deadlock = false;
            run.with_player(&self.document.scene, run.anchor_ms, |player| {
                player.replace_recording(recording);
            });
        }
        if let Some((name, _)) = too_late {
            self.say(
                ["The cancellation came too late: ", &name, " was done before it had its turn."].concat(),
            );
        }
    }
}
