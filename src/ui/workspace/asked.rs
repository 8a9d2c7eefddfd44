//! Runs are computed elsewhere, in a worker: what is asked for, and what comes of it. Until then the workspace stays as it is:
//! a run that is shown goes on playing.

use std::rc::Rc;

use super::{Printed, Ran, Run, Stage, Workspace};
use crate::layout::geometry::Size;
use crate::playback::{Command, Reading, Recording, Status};
use crate::program::Place;
use crate::scene::{Diagnostic, Scene};
use crate::trace::Log;
use crate::ui::stage::camera::room_on;
use crate::ui::status::Manner;

/// A run that is being computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Which one.
    pub id: u32,
    /// What is run.
    pub what: Runnable,
    /// What to do when it is there, after a run that is shown goes on with it.
    pub(super) then: Vec<Command>,
    /// Whether the run that goes on with it was playing.
    pub(super) was_playing: bool,
    /// Whether it takes so long that the person should know.
    is_late: bool,
}

/// What can be run.
#[derive(Debug, Clone, PartialEq)]
pub enum Runnable {
    /// A scene, with what somebody outside does to it.
    Scene(Rc<Scene>),
    /// A Python program.
    Python {
        /// Its text.
        text: Rc<str>,
        /// How much room the stage has for its drawing, in screen pixels; none if that is not known.
        room: Size,
    },
    /// The drawing of the program that was run last, for a stage with other room.
    Arranged {
        /// The program's text.
        text: Rc<str>,
        /// How much room there is.
        room: Size,
    },
    /// What comes next of the program that was run last.
    More,
}

/// What comes of it.
pub enum Answer {
    /// It is no program: what is wrong with it, as lines.
    Faults(String),
    /// A run.
    Ran(Told),
    /// A run of a program that is asked for, read already. `None` if it is damaged.
    Read(Option<Box<Ran>>),
    /// It could not be run.
    Failed(String),
}

/// A run as it is told.
#[derive(Debug)]
pub struct Told {
    /// The trace.
    pub trace: Vec<u8>,
    /// What its origins stand for.
    pub places: Vec<u32>,
    /// The drawing of a program.
    pub scene: String,
    /// What each card of the drawing is about.
    pub summaries: String,
    /// How many cards were left out of the drawing.
    pub omitted: u32,
    /// What somebody was to do to a program and does not, as lines.
    pub left_out: String,
    /// What a program wrote to stderr.
    pub stderr: String,
    /// The line of a program at which it failed or was stopped; else 0.
    pub ended_at: u32,
    /// Whether there is more to come.
    pub is_open: bool,
    /// The places of a program that print, as lines.
    pub prints: String,
}

impl Told {
    /// The run, with names for the blocks of its scene. `None` if it is damaged.
    pub(super) fn recording(&self, scene: &Scene) -> Option<Recording> {
        Some(self.reading(Log::from_bytes(&self.trace)?)?.finish().with_labels(labels_of(scene)))
    }

    /// The run, whose trace is this log, to be taken in bit by bit.
    pub(super) fn reading(&self, log: Log) -> Option<Reading> {
        (log.first() == 0).then(|| Recording::reading(log, self.places(), self.is_open))
    }

    /// The run as it goes on; what is shown at a cursor stays. `None` if this is not what comes next.
    pub(super) fn extended(&self, recording: &Recording, shown: usize) -> Option<Recording> {
        recording.extended(&Log::from_bytes(&self.trace)?, self.places(), self.is_open, shown)
    }

    fn places(&self) -> Vec<Place> {
        self.places.chunks_exact(2).map(|pair| Place::from_numbers([pair[0], pair[1]])).collect()
    }
}

/// The names of a scene's blocks.
pub(super) fn labels_of(scene: &Scene) -> impl Iterator<Item = (u32, String)> {
    scene.blocks.iter().map(|(id, block)| (id.0, block.label.clone()))
}

/// More of a run is asked for when no more than so many events are left to be shown: a good deal more than are shown until it is
/// there.
const AHEAD: usize = 10_000;

/// Answers to what was asked elsewhere.
#[derive(Clone)]
pub enum Heard {
    /// What came of a run, and when it came.
    Answer(f64, u32, Rc<Answer>),
    /// What comes next of a run, and when it came.
    More(f64, u32, Rc<Answer>),
    /// The drawing of that run, arranged for so much room.
    Arranged(u32, Size, Rc<Answer>),
    /// That run takes its time.
    Late(u32),
    /// What there is to remark about the scene.
    Remarks(Rc<Vec<Diagnostic>>),
    /// What is open as Python.
    Python(Printed),
}

impl Workspace {
    /// Whether a run is being computed, and so long that the person should know.
    pub fn is_computing(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.is_late)
    }

    /// How much room the stage has for a drawing. What is open beside or below it in a small window does not stay.
    pub(super) fn room(&self) -> Size {
        room_on(if self.whole_stage == Size::default() { self.stage } else { self.whole_stage })
    }

    /// Has what is open run as it is now, and does `then` with the run.
    pub(super) fn ask(&mut self, then: Option<Command>) {
        let what = if self.python.is_open() {
            self.python.problem = None;
            self.python.room = self.room();
            self.python.runnable(self.python.room)
        } else {
            Runnable::Scene(self.document.scene.clone())
        };
        let mut commands = self.coming().map(|coming| std::mem::take(&mut coming.then)).unwrap_or_default();
        self.python.coming = None;
        self.asked_before += 1;
        commands.extend(then);
        let was_playing = self.status() == Status::Running;
        self.asked = Some(Asked { id: self.asked_before, what, then: commands, was_playing, is_late: false });
    }

    /// Does something with the run that is being computed, once it is there.
    pub(super) fn then(&mut self, command: Command) {
        if let Some(asked) = &mut self.asked
            && !asked.then.contains(&Command::Toggle)
        {
            asked.then.push(command);
        }
    }

    /// The run that the one that is shown will go on with, if one is being computed.
    pub(super) fn coming(&mut self) -> Option<&mut Asked> {
        let begun = self.python.coming.as_mut().map(|(asked, _)| asked);
        self.asked.as_mut().or(begun)
    }

    /// There is no run any more, and none is waited for.
    pub(super) fn end_run(&mut self) {
        self.run = None;
        self.changed = None;
        self.asked = None;
        self.python.coming = None;
        if self.predict.stage != Stage::Answered {
            self.forget_predictions();
        }
    }

    #[inline(never)]
    pub(super) fn hear(&mut self, heard: Heard) {
        match heard {
            Heard::Answer(now_ms, id, answer) => {
                let asked = self.asked.take_if(|asked| asked.id == id);
                if let Some(asked) = asked {
                    self.answered(now_ms, &asked, &answer);
                }
            }
            Heard::More(now_ms, id, answer) => {
                self.more = None;
                self.went_on(now_ms, id, &answer);
            }
            Heard::Arranged(id, room, answer) => self.arranged(id, room, &answer),
            Heard::Late(id) => {
                if let Some(asked) = self.asked.as_mut().filter(|asked| asked.id == id) {
                    asked.is_late = true;
                }
            }
            Heard::Remarks(remarks) => self.remarks = remarks,
            Heard::Python(printed) => self.show_python(Some(printed)),
        }
    }

    fn answered(&mut self, now_ms: f64, asked: &Asked, answer: &Answer) {
        let is_python = matches!(asked.what, Runnable::Python { .. });
        let recording = match answer {
            Answer::Read(Some(ran)) => return self.python_ran(now_ms, asked, (**ran).clone()),
            Answer::Read(None) => None,
            Answer::Ran(told) => told.recording(self.scene()).map(Rc::new),
            Answer::Faults(lines) => return self.python_faults(lines),
            Answer::Failed(why) => return self.run_failed(is_python, why),
        };
        let Some(recording) = recording else {
            return self.run_failed(is_python, "its answer could not be read");
        };
        self.show_recording(now_ms, asked, recording);
    }

    /// A program has run, at least for a while. If more of it was shown before, that has to be there again.
    fn python_ran(&mut self, now_ms: f64, asked: &Asked, ran: Ran) {
        let shown = self.run.as_ref().map_or(0, |run| run.player.cursor());
        if ran.recording.is_open() && ran.recording.len() < shown + AHEAD / 2 {
            self.python.coming = Some((asked.clone(), Rc::new(ran)));
            return;
        }
        let recording = self.show_ran(ran);
        self.show_recording(now_ms, asked, recording);
    }

    /// A run has gone on.
    fn went_on(&mut self, now_ms: f64, id: u32, answer: &Answer) {
        let coming = self.python.coming.take_if(|(_, ran)| ran.id == id);
        let before = match &coming {
            Some((_, ran)) => Some(ran),
            None => self.python.ran.as_ref().filter(|ran| ran.id == id),
        };
        let Some(before) = before.cloned() else { return };
        let shows = |run: &&Run| Rc::ptr_eq(run.player.recording(), &before.recording);
        let shown = self.run.as_ref().filter(shows).map_or(usize::MAX, |run| run.player.cursor());
        let told = match answer {
            Answer::Ran(told) => Some(told),
            _ => None,
        };
        let Some(longer) = told.and_then(|told| before.extended(told, shown)) else {
            return self.lose_run("what comes next could not be computed");
        };
        match coming {
            Some((asked, _)) => self.python_ran(now_ms, &asked, longer),
            None => {
                let recording = self.show_longer(&before, longer);
                if let Some(run) = &mut self.run {
                    run.extend(&self.document.scene, now_ms, recording);
                }
            }
        }
    }

    /// Has more of a run computed, if little is left of it.
    pub(super) fn ask_for_more(&mut self) {
        // What is asked for after another run would be of that.
        let is_free = self.more.is_none() && self.asked.is_none() && self.python.is_open();
        let Some(run) = self.run.as_ref().filter(|_| is_free) else { return };
        let wanted = match (&self.python.coming, &self.python.ran) {
            (Some((_, ran)), _) => ran,
            (None, Some(ran)) if Rc::ptr_eq(&ran.recording, run.player.recording()) => {
                let left = ran.recording.len() - run.player.cursor();
                if left > AHEAD {
                    return;
                }
                ran
            }
            _ => return,
        };
        if wanted.recording.is_open() {
            self.more = Some((wanted.id, wanted.recording.len()));
        }
    }

    fn lose_run(&mut self, why: &str) {
        self.python.coming = None;
        self.run_failed(true, why);
    }

    fn show_recording(&mut self, now_ms: f64, asked: &Asked, recording: Rc<Recording>) {
        let is_python = matches!(asked.what, Runnable::Python { .. });
        if self.run.is_some() {
            // What has played to its end meanwhile has another end now; and what plays at once is at its end as soon as
            // somebody looks.
            let goes_on = match self.status() {
                Status::Running => true,
                Status::Finished => asked.was_playing,
                Status::Idle | Status::Paused => false,
            };
            self.run_again(recording);
            if goes_on && self.status() == Status::Paused {
                self.command(now_ms, Command::Play);
            }
            for command in &asked.then {
                self.command(now_ms, *command);
            }
            return;
        }
        if self.puts_questions(&recording, &asked.then) {
            return;
        }
        self.run = Some(Run::of(
            recording,
            self.scene(),
            self.acts(),
            Manner { is_python, folds: self.folds },
            self.speed,
            now_ms,
        ));
        for command in &asked.then {
            self.command(now_ms, *command);
        }
    }

    fn run_failed(&mut self, is_python: bool, why: &str) {
        self.forget_predictions();
        self.run = None;
        if is_python {
            self.python.problem = Some(why.into());
        } else {
            self.complain(format!("The scene could not be run: {why}."));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible;

    use super::{Answer, Heard, Runnable, Told, Workspace};
    use crate::playback::{Command, Speed, Status};
    use crate::program;
    use crate::scene::{BlockId, Scene};
    use crate::ui::workspace::{Action, Play, Work};

    /// The worker's answer to what is asked.
    fn answered(workspace: Rc<Workspace>) -> Rc<Workspace> {
        let asked = workspace.asked.as_ref().expect("a run is asked for");
        let Runnable::Scene(scene) = &asked.what else { panic!("{asked:?}") };
        let lowered = scene.lower().program;
        let numbers = lowered.origins.iter().flat_map(|place| place.to_numbers()).collect();
        let told = Told {
            trace: program::run(&Rc::new(lowered), Default::default()).to_bytes(),
            places: numbers,
            scene: String::new(),
            summaries: String::new(),
            omitted: 0,
            left_out: String::new(),
            stderr: String::new(),
            ended_at: 0,
            is_open: false,
            prints: String::new(),
        };
        let answer = Heard::Answer(0.0, asked.id, Rc::new(Answer::Ran(told)));
        workspace.reduce(Action::Heard(answer))
    }

    fn play(workspace: Rc<Workspace>, play: Play) -> Rc<Workspace> {
        workspace.reduce(Action::Play(0.0, play))
    }

    #[test]
    fn a_run_that_is_played_to_its_end_while_another_is_computed_goes_on_as_that() {
        let text = r#"{"awaitscope": 1, "blocks": [
            {"id": "b1", "label": "one", "task": [{"try": [{"sleep": 1}], "except": [{"catch": "CancelledError", "do": [{"sleep": 5}]}]}]}
        ]}"#;
        let scene = Scene::from_json(text).expect("the scene is sound");
        let workspace = Rc::new(Workspace::with(Work { scene, ..Work::default() }));
        let workspace = play(workspace, Play::Speed(Speed::Instant));
        let mut workspace = answered(play(workspace, Play::Command(Command::StepEvent)));
        let is_asleep = |workspace: &Workspace| {
            let run = workspace.run.as_ref().expect("a run is shown");
            run.player
                .view()
                .of_block(1)
                .is_some_and(|of| of.task.is_some_and(|task| task.waiting_on.is_some()))
        };
        while !is_asleep(&workspace) {
            workspace = play(workspace, Play::Command(Command::StepEvent));
        }
        let workspace = play(workspace, Play::Cancel(BlockId(1)));
        let workspace = play(workspace, Play::Toggle);
        // Somebody looks.
        let workspace = play(workspace, Play::Speed(Speed::Instant));
        assert_eq!(workspace.status(), Status::Finished, "what was shown has no more to show");
        let workspace = answered(workspace);
        assert_eq!(workspace.status(), Status::Running, "what was to be played is played");
    }
}
