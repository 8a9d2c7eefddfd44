//! The palette.

use yew::{Callback, Html, MouseEvent, PointerEvent, html};

use crate::ui::kind::Kind;
use crate::ui::parts::icon;
use crate::ui::stage::pointers;
use crate::ui::workspace::{Action, Change, Dispatch, Target};

/// Blocks to drag onto the canvas. A press adds one in the middle.
pub fn palette(dispatch: &Dispatch) -> Html {
    html! {
        <section class="palette" aria-label="Palette">
            <h2 class="heading">{ "Blocks" }</h2>
            { for Kind::ALL.into_iter().map(|kind| chip(kind, dispatch)) }
        </section>
    }
}

fn chip(kind: Kind, dispatch: &Dispatch) -> Html {
    let onpointerdown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: PointerEvent| {
            if let Some(action) = pointers::down_on(&event, Target::Chip(kind)) {
                dispatch.dispatch(action);
            }
        })
    };
    // A press of the pointer ends on the stage, which has captured it: only keys and assistive tools get here.
    let onclick = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: MouseEvent| {
            if event.detail() == 0 {
                dispatch.dispatch(Action::Change(Change::Add(kind)));
            }
        })
    };
    html! {
        <button type="button" class="chip" data-kind={kind.word()} aria-label={format!("Add {}", kind.word())} title={kind.explanation()}
            {onpointerdown} {onclick}>
            { icon(kind.word()) }
            <span class="chip__name">{ kind.title() }</span>
            <span class="chip__text">{ kind.explanation() }</span>
        </button>
    }
}
