//! The questions, before the run.

use std::rc::Rc;

use yew::Html;

use super::fields::field;
use crate::lesson::Notes;
use crate::playback::{Guess, Quiz, Unknown};
use crate::ui::markup::{El, Part, el};
use crate::ui::parts::{OUTLINED, PRIMARY, SMALL, button};
use crate::ui::workspace::{Dispatch, PredictAction, Workspace};

/// The card with the questions.
#[derive(PartialEq)]
pub struct Questions {
    notes: Rc<Notes>,
    quizzes: Rc<Vec<(usize, Result<Quiz, Unknown>)>>,
    guesses: Rc<Vec<Option<Guess>>>,
    dispatch: Dispatch,
}

impl Questions {
    /// The questions as they are put.
    pub fn of(state: &Workspace, dispatch: &Dispatch) -> Self {
        Questions {
            notes: state.predict.notes.clone(),
            quizzes: state.predict.quizzes.clone(),
            guesses: state.predict.guesses.clone(),
            dispatch: dispatch.clone(),
        }
    }
}

impl Part for Questions {
    fn draw(&self) -> Html {
        let asked =
            self.quizzes.iter().zip(&*self.guesses).enumerate().filter_map(|(at, ((_, quiz), guess))| {
                let quiz = quiz.as_ref().ok()?;
                Some(el("li.quiz").key(at).child(field(at, quiz, guess.as_ref(), &self.dispatch)))
            });
        let see = button("Run and see").icon("running").text("Run and see").class(PRIMARY);
        let skip = button("Just run: ask nothing before a run").text("Just run").class(OUTLINED);
        let actions = el("div.predict__actions")
            .child(see.calls(super::predict(&self.dispatch, PredictAction::See)))
            .child(skip.calls(super::predict(&self.dispatch, PredictAction::Skip)));
        let close = button("Back, without a run").icon("close").class(SMALL);
        let text = "Answer what you like: the run shows what is right, and why.";
        el("section.predict predict--asking[aria-label=What will happen?]")
            .child(
                el("div.section__head")
                    .child(el("h2.predict__title").child("What will happen?"))
                    .child(close.calls(super::predict(&self.dispatch, PredictAction::Close))),
            )
            .child(about(&self.notes))
            .child(el("p.section__text").child(text))
            .child(el("ol.predict__list").each(asked))
            .child(actions)
            .on_begin(|card| {
                // Whoever pressed Run is led to what it asks; nothing is grabbed from somebody who writes.
                card.scroll_into_view();
            })
    }
}

/// What it is all about, in the author's words: one who predicts has to know who takes part.
fn about(notes: &Notes) -> Option<El> {
    (!notes.about.is_empty()).then(|| el("p.predict__about").child(notes.about.clone()))
}

/// The title and what it is about, for those to whom it is presented.
pub fn told(notes: &Notes) -> Option<El> {
    let title = el("h2.predict__title").child(notes.title.clone());
    let is_told = !(notes.title.is_empty() && notes.about.is_empty());
    is_told.then(|| el("section.predict[aria-label=What is presented]").child(title).child(about(notes)))
}
