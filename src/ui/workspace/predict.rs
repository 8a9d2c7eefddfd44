//! Predict, then run: where a scene or program asks questions, they are put before its run is shown. The run is computed
//! first, since its lines and tasks are what can be chosen; it is held back until somebody wants to see it.

use std::rc::Rc;

use super::{PythonAction, Run, Sheet, Workspace};
use crate::lesson::{self, Ask, Lesson, Notes};
use crate::playback::{Choices, Command, Guess, Quiz, Recording, Unknown, lines_of, names_of};
use crate::scene::{Edit, Scene};
use crate::ui::status::Manner;

/// What is asked, and what was answered.
#[derive(Clone, Default)]
pub struct Predict {
    /// How far it has come.
    pub stage: Stage,
    /// What the open scene or program says about itself.
    pub notes: Rc<Notes>,
    /// What those were read from.
    read: Read,
    /// The questions as they can be asked of the run, each with its position in the lesson.
    pub quizzes: Rc<Vec<(usize, Result<Quiz, Unknown>)>>,
    /// The lines that the last run printed, as far as anybody likes to choose from them.
    pub lines: Rc<Vec<Rc<str>>>,
    /// The tasks that took part in it.
    pub names: Rc<Vec<Rc<str>>>,
    /// What was answered to each.
    pub guesses: Rc<Vec<Option<Guess>>>,
    /// The furthest cursor that was shown: what is decided there is told.
    pub seen: usize,
    /// Whether nobody wants to be asked before a run, for as long as the page is open.
    pub is_skipped: bool,
    /// The run that the lines and tasks are of.
    known: Option<Rc<Recording>>,
    /// The run that the questions are about.
    recording: Option<Rc<Recording>>,
    /// What is to be done with it.
    then: Vec<Command>,
}

/// Of longer runs nobody chooses lines.
const MOST_EVENTS: usize = 20_000;
/// Nor from longer lists.
const MOST_TEXTS: usize = 100;

/// How far predicting has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Nothing is asked.
    #[default]
    Off,
    /// The run is being computed.
    Computing,
    /// The questions are put.
    Asking,
    /// They are answered as far as somebody wanted to; the run tells.
    Answered,
}

/// Where notes come from.
#[derive(Clone, Default)]
enum Read {
    #[default]
    Nothing,
    Scene(Rc<Scene>),
    Text(Rc<str>),
}

/// What can happen to predictions.
#[derive(Debug, Clone, PartialEq)]
pub enum PredictAction {
    /// The question at this position is answered like this, or not any more.
    Guess(usize, Option<Guess>),
    /// The run is shown.
    See,
    /// The run is shown, and no questions are put before the next ones.
    Skip,
    /// The questions are put again.
    Again,
    /// The answers are put away.
    Close,
}

impl Predict {
    /// The questions of what is open.
    pub fn lesson(&self) -> &Lesson {
        &self.notes.lesson
    }

    /// Takes up another run: questions are made of it, answers stay as far as they can be given.
    fn take(&mut self, recording: &Rc<Recording>) {
        let made = |(position, ask): (usize, Ask)| (position, Quiz::of(recording, &ask));
        let quizzes: Vec<_> = self.lesson().questions().map(made).collect();
        let kept = |(position, quiz): &(usize, Result<Quiz, Unknown>)| {
            let at = self.quizzes.iter().position(|(before, _)| before == position)?;
            let (before, guess) = (self.quizzes[at].1.as_ref().ok()?, self.guesses.get(at)?.as_ref()?);
            moved(guess, before, quiz.as_ref().ok()?)
        };
        self.guesses = Rc::new(quizzes.iter().map(kept).collect());
        self.quizzes = Rc::new(quizzes);
        self.recording = Some(recording.clone());
        self.seen = 0;
    }
}

/// An answer as one to the same question about another run.
fn moved(guess: &Guess, before: &Quiz, now: &Quiz) -> Option<Guess> {
    if before.choices == now.choices {
        return Some(guess.clone());
    }
    let words = before.words(guess);
    let place = |choices: &[Rc<str>]| -> Option<Vec<usize>> {
        words.iter().map(|word| choices.iter().position(|choice| choice == word)).collect()
    };
    let guess = match (&now.choices, guess) {
        (Choices::One(choices), Guess::One(_)) => Guess::One(*place(choices)?.first()?),
        (Choices::Any(choices), Guess::Any(_)) => Guess::Any(place(choices)?),
        (Choices::Order(choices), Guess::Order(_)) => Guess::Order(place(choices)?),
        _ => return None,
    };
    now.fits(&guess).then_some(guess)
}

impl Workspace {
    #[inline(never)]
    pub(super) fn predict(&mut self, now_ms: f64, action: PredictAction) {
        match action {
            PredictAction::Guess(position, guess) => {
                if let Some(place) = Rc::make_mut(&mut self.predict.guesses).get_mut(position) {
                    *place = guess;
                }
            }
            PredictAction::See => self.let_run(now_ms),
            PredictAction::Skip => {
                self.predict.is_skipped = true;
                self.let_run(now_ms);
                self.forget_predictions();
            }
            PredictAction::Again => {
                self.end_run();
                self.forget_predictions();
                self.predict.is_skipped = false;
                self.play(now_ms, super::Play::Toggle);
            }
            PredictAction::Close => self.forget_predictions(),
        }
    }

    /// What was asked and answered is over.
    pub(super) fn forget_predictions(&mut self) {
        let predict = std::mem::take(&mut self.predict);
        let Predict { notes, read, is_skipped, lines, names, known, .. } = predict;
        self.predict = Predict { notes, read, is_skipped, lines, names, known, ..Predict::default() };
    }

    /// Whether a command that begins a run has to wait: for the questions, or for the run that is computed for them.
    pub(super) fn holds_back(&mut self, now_ms: f64, command: Command) -> bool {
        match self.predict.stage {
            Stage::Asking => {
                self.let_run(now_ms);
                if !begins(command) {
                    self.command(now_ms, Command::Pause);
                    self.command(now_ms, command);
                }
                true
            }
            Stage::Off if begins(command) && !self.predict.is_skipped && self.asked.is_none() => {
                self.follow_lesson();
                if self.predict.lesson().questions().next().is_none() {
                    return false;
                }
                self.predict.stage = Stage::Computing;
                match self.python_run(now_ms) {
                    Some(run) => self.puts_questions(run.player.recording(), &[command]),
                    None => false,
                }
            }
            _ => false,
        }
    }

    /// A run is there: if questions wait for it, it is held back and they are put.
    pub(super) fn puts_questions(&mut self, recording: &Rc<Recording>, then: &[Command]) -> bool {
        if self.predict.stage != Stage::Computing {
            return false;
        }
        self.predict.take(recording);
        if self.predict.quizzes.iter().all(|(_, quiz)| quiz.is_err()) {
            self.forget_predictions();
            return false;
        }
        self.predict.stage = Stage::Asking;
        self.predict.then = then.to_vec();
        self.sheet = Some(Sheet::Inspect);
        true
    }

    /// The run that was held back is shown.
    fn let_run(&mut self, now_ms: f64) {
        let Some(recording) = self.predict.recording.clone().filter(|_| self.predict.stage == Stage::Asking)
        else {
            return;
        };
        self.predict.stage = Stage::Answered;
        if self.sheet == Some(Sheet::Inspect) {
            self.sheet = None;
        }
        self.run = Some(Run::of(
            recording,
            self.scene(),
            self.acts(),
            Manner { is_python: self.python.is_open(), folds: self.folds },
            self.speed,
            now_ms,
        ));
        for command in std::mem::take(&mut self.predict.then) {
            self.command(now_ms, command);
        }
    }

    /// Back from the beginning of a run to its questions, with what was answered.
    pub(super) fn ask_anew(&mut self) {
        if self.predict.stage == Stage::Answered && self.predict.recording.is_some() {
            self.run = None;
            self.predict.stage = Stage::Asking;
            self.predict.then = vec![Command::Play];
            self.predict.seen = 0;
        }
    }

    /// What the open scene or program asks.
    pub(super) fn follow_lesson(&mut self) {
        if self.python.is_open() {
            let text = &self.python.text;
            if !matches!(&self.predict.read, Read::Text(read) if Rc::ptr_eq(read, text)) {
                self.predict.notes = Rc::new(lesson::notes(text));
                self.predict.read = Read::Text(text.clone());
            }
        } else {
            let scene = &self.document.scene;
            if !matches!(&self.predict.read, Read::Scene(read) if Rc::ptr_eq(read, scene)) {
                let Scene { title, about, lesson, .. } = &**scene;
                let notes = Notes { title: title.clone(), about: about.clone(), lesson: lesson.clone() };
                if *self.predict.notes != notes {
                    self.predict.notes = Rc::new(notes);
                }
                self.predict.read = Read::Scene(scene.clone());
            }
        }
    }

    /// The open scene or program says this about itself from now on.
    #[inline(never)]
    pub(super) fn set_notes(&mut self, notes: &Notes) {
        if self.python.is_open() {
            let text = lesson::with_notes(&self.python.text, notes);
            return self.python(PythonAction::Text(text.into()));
        }
        let Notes { title, about, lesson } = notes.clone();
        let scene = self.scene();
        let mut edits = Vec::new();
        edits.extend((scene.title != title).then_some(Edit::SetTitle { title }));
        edits.extend((scene.about != about).then_some(Edit::SetAbout { about }));
        edits.extend((scene.lesson != lesson).then_some(Edit::SetLesson { lesson }));
        self.edit_all(&edits);
    }

    /// What can be chosen from when questions are made.
    fn know(&mut self) {
        let Some(recording) = self.run.as_ref().map(|run| run.player.recording()) else { return };
        if recording.len() <= MOST_EVENTS
            && !self.predict.known.as_ref().is_some_and(|known| Rc::ptr_eq(known, recording))
        {
            let cut = |mut texts: Vec<Rc<str>>| {
                texts.truncate(MOST_TEXTS);
                Rc::new(texts)
            };
            (self.predict.lines, self.predict.names) = (cut(lines_of(recording)), cut(names_of(recording)));
            self.predict.known = Some(recording.clone());
        }
    }

    /// After every action: answers are about the run that is shown.
    pub(super) fn follow_predictions(&mut self) {
        let before = self.predict.notes.clone();
        self.follow_lesson();
        self.know();
        if self.predict.stage == Stage::Off {
            return;
        }
        if before.lesson.ask != self.predict.lesson().ask {
            return self.forget_predictions();
        }
        if let Some(run) = self.run.as_ref().filter(|_| self.predict.stage == Stage::Answered) {
            let (recording, cursor) = (run.player.recording().clone(), run.player.cursor());
            if !self.predict.recording.as_ref().is_some_and(|known| Rc::ptr_eq(known, &recording)) {
                self.predict.take(&recording);
            }
            self.predict.seen = self.predict.seen.max(cursor);
        }
    }
}

/// Whether a command is one to watch a run from its beginning.
fn begins(command: Command) -> bool {
    matches!(command, Command::Toggle | Command::Play)
}
