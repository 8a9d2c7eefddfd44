//! Callbacks that send actions.

use web_sys::Event;

use super::workspace::{Action, Ask, Change, Dispatch, Play};
use crate::ui::markup::Callback;
use crate::ui::stage::pointers::STAGE_ID;
use crate::web;
use crate::web::frames::now_ms;

/// Sends the same action every time.
pub fn action(dispatch: &Dispatch, action: Action) -> Callback<Event> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.dispatch(action.clone()))
}

/// Deletes what is selected. The button goes with it, so the focus goes to the canvas.
pub fn delete(dispatch: &Dispatch) -> Callback<Event> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| {
        web::focus(STAGE_ID);
        dispatch.dispatch(Action::Change(Change::Delete));
    })
}

/// Does something with the run, at the moment of the call.
pub fn play(dispatch: &Dispatch, play: Play) -> Callback<Event> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.dispatch(Action::Play(now_ms(), play.clone())))
}

/// Asks why.
pub fn why(dispatch: &Dispatch, ask: Ask) -> Callback<Event> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.dispatch(Action::Why(now_ms(), Some(ask.clone()))))
}

/// What a field does that is entered (true) or left (false): what is typed in between is one step of undo.
pub fn visit(dispatch: &Dispatch, is_entered: bool) -> Callback<Event> {
    action(dispatch, Action::Change(if is_entered { Change::Enter } else { Change::Leave }))
}
