//! The side of the page where Python programs are written.

mod editor;
mod examples;
mod pane;

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::UseReducerHandle;

pub use examples::EXAMPLES;
pub use pane::Pane;

use super::markup::use_effect_of;
use super::workspace::{Action, Answer, PythonAction, Workspace};
use crate::web;

/// Has runs computed that are asked for.
#[yew::hook]
pub fn use_python(state: &UseReducerHandle<Workspace>) {
    let (asked, dispatch) = (state.python.asked.clone(), state.dispatcher());
    use_effect_of(asked.clone(), move || {
        let Some(asked) = asked else { return };
        spawn_local(async move {
            let answer = answer(web::python::run(&asked.text, &asked.outside).await);
            let now_ms = web::frames::now_ms();
            dispatch.dispatch(Action::Python(PythonAction::Answer(now_ms, asked.id, Rc::new(answer))));
        });
    });
}

fn answer(outcome: Option<web::python::Outcome>) -> Answer {
    let Some(outcome) = outcome else {
        return Answer::Failed("what runs Python could not be fetched".into());
    };
    if let Some(error) = outcome.error() {
        return Answer::Failed(error);
    }
    let faults = outcome.faults();
    if !faults.is_empty() {
        return Answer::Faults(faults);
    }
    Answer::Ran {
        trace: outcome.trace(),
        places: outcome.places(),
        scene: outcome.scene(),
        summaries: outcome.summaries(),
        omitted: outcome.omitted(),
        stderr: outcome.console(),
    }
}
