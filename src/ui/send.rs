//! Callbacks that send actions.

use yew::Callback;

use super::workspace::{Action, Change, Dispatch, Play};
use crate::web::frames::now_ms;

/// Sends the same action every time.
pub fn action<E: 'static>(dispatch: &Dispatch, action: Action) -> Callback<E> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.dispatch(action.clone()))
}

/// Does something with the run, at the moment of the call.
pub fn play<E: 'static>(dispatch: &Dispatch, play: Play) -> Callback<E> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.dispatch(Action::Play(now_ms(), play.clone())))
}

/// What a field does that is entered (true) or left (false): what is typed in between is one step of undo.
pub fn visit<E: 'static>(dispatch: &Dispatch, is_entered: bool) -> Callback<E> {
    action(dispatch, Action::Change(if is_entered { Change::Enter } else { Change::Leave }))
}
