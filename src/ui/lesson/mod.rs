//! Predict, then run: the questions before a run, and what the run answers.

mod asked;
mod authoring;
mod explained;
mod fields;
mod order;
mod questions;
mod results;

pub use authoring::Authoring;
pub use questions::{Questions, told};
pub use results::{Results, WorthAsking};

use web_sys::Event;

use super::markup::Callback;
use super::send;
use super::workspace::{Action, Ask, Dispatch, PredictAction};
use crate::playback::Question;
use crate::web::frames::now_ms;

/// A callback that asks why.
fn ask_why(dispatch: &Dispatch, question: &Question) -> Callback<Event> {
    send::why(dispatch, Ask::Other(question.clone()))
}

/// Does something about the predictions, now.
fn tell(dispatch: &Dispatch, action: PredictAction) {
    dispatch.dispatch(Action::Predict(now_ms(), action));
}

/// A callback that does.
fn predict(dispatch: &Dispatch, action: PredictAction) -> Callback<Event> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| tell(&dispatch, action.clone()))
}
