//! Presenting: the whole screen for the stage, the controls, what is printed, and what is asked.

use yew::UseReducerHandle;

use super::markup::{El, el, fragment, use_effect_of};
use super::parts::button;
use super::workspace::{Action, Dispatch, PresentAction, Presenting, Workspace};
use crate::ui::markup::Callback;
use crate::web;
use crate::web::frames::now_ms;
use crate::web::listen::Listener;

/// Where the address says that something is presented.
const HASH: &str = "present";

/// For the stylesheet: whether something is presented.
pub fn word(state: &Workspace) -> Option<&'static str> {
    match state.presenting {
        Presenting::Not => None,
        Presenting::Shown => Some("shown"),
        Presenting::Blank => Some("blank"),
    }
}

/// What lies above everything: the way out, and nothing at all.
pub fn above(state: &Workspace, dispatch: &Dispatch) -> Option<El> {
    let leave =
        button("Leave the presentation").key("Esc").icon("close").class("button button--icon present__leave");
    let leave = leave.calls(presents(dispatch, PresentAction::End));
    let blank = el("button.present__blank[type=button][aria-label=The screen is blank: press to go on]")
        .on_click(presents(dispatch, PresentAction::Blank));
    match state.presenting {
        Presenting::Not => None,
        Presenting::Shown => Some(fragment().child(leave)),
        Presenting::Blank => Some(fragment().child(leave).child(blank)),
    }
}

/// A callback about presenting.
pub fn presents(dispatch: &Dispatch, action: PresentAction) -> Callback<web_sys::Event> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.dispatch(Action::Present(now_ms(), action)))
}

/// Begins if the address says so, keeps it true, and asks for the whole screen.
#[yew::hook]
pub fn use_presenting(state: &UseReducerHandle<Workspace>) {
    let (dispatch, is_presenting) = (state.dispatcher(), state.presenting != Presenting::Not);
    let begin = dispatch.clone();
    use_effect_of((), move || {
        let follow = move || {
            if web::location::hash_value(HASH).is_some() {
                begin.dispatch(Action::Present(now_ms(), PresentAction::Begin));
            }
        };
        follow();
        // A link that is followed, or typed, while the page is open.
        Listener::new(&web::window(), "hashchange", move |_| follow())
    });
    use_effect_of(is_presenting, move || {
        let was = web::location::hash_value(HASH).is_some();
        if is_presenting != was {
            web::location::set_hash_value(HASH, is_presenting.then_some(""));
        }
        if !is_presenting {
            web::screen::leave();
            return None;
        }
        web::screen::fill();
        // Escape leaves the whole screen, and is not told to the page.
        Some(Listener::new(&web::document(), "fullscreenchange", move |_| {
            if !web::screen::is_filled() {
                dispatch.dispatch(Action::Present(now_ms(), PresentAction::End));
            }
        }))
    });
}
