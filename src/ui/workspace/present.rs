//! Presenting: nothing but the stage, the controls, the lines that are printed and what is asked; a clicker's keys go
//! through it.

use super::{Play, PredictAction, Stage, Workspace};
use crate::playback::Command;
use crate::ui::stage::camera::Camera;

/// How a run is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presenting {
    /// It is not.
    #[default]
    Not,
    /// It is.
    Shown,
    /// It is, and the screen is blank: everybody looks at who speaks.
    Blank,
}

/// What can happen while something is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PresentAction {
    /// It begins.
    Begin,
    /// It is over.
    End,
    /// From the question to its answer, and step by step through the run.
    Next,
    /// Back.
    Previous,
    /// The screen is blank, or no longer.
    Blank,
}

impl Workspace {
    #[inline(never)]
    pub(super) fn present(&mut self, now_ms: f64, action: PresentAction) {
        let was = self.presenting;
        // Whatever comes next can be seen.
        self.presenting = if was == Presenting::Not { Presenting::Not } else { Presenting::Shown };
        match action {
            PresentAction::Begin => {
                self.presenting = Presenting::Shown;
                self.sheet = None;
                self.dialog = None;
                self.clear_selection();
                self.fit_by(Camera::presenting);
            }
            PresentAction::End => {
                self.presenting = Presenting::Not;
                self.fit();
            }
            PresentAction::Blank if was == Presenting::Shown => self.presenting = Presenting::Blank,
            PresentAction::Blank => {}
            _ if was == Presenting::Blank => {}
            PresentAction::Next => self.next(now_ms),
            PresentAction::Previous => self.previous(now_ms),
        }
    }

    fn next(&mut self, now_ms: f64) {
        if self.predict.stage == Stage::Asking {
            self.predict(now_ms, PredictAction::See);
            self.command(now_ms, Command::ToStart);
            return self.command(now_ms, Command::Pause);
        }
        let asks = self.predict.lesson().questions().next().is_some();
        if self.run.is_none() && self.predict.stage == Stage::Off && asks {
            // One who presents wants to ask, whatever somebody wanted before.
            self.predict.is_skipped = false;
            return self.play(now_ms, Play::Toggle);
        }
        self.play(now_ms, Play::Command(Command::StepEvent));
    }

    fn previous(&mut self, now_ms: f64) {
        match &self.run {
            Some(run) if run.player.cursor() == 0 && self.predict.stage == Stage::Answered => self.ask_anew(),
            Some(run) if run.player.cursor() == 0 => self.play(now_ms, Play::Reset),
            Some(_) => self.play(now_ms, Play::Command(Command::StepEventBack)),
            None => {}
        }
    }
}
