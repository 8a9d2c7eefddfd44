//! The palette.

use web_sys::{MouseEvent, PointerEvent};

use crate::scene::Kind;
use crate::ui::markup::{El, el, hears};
use crate::ui::parts::icon;
use crate::ui::stage::pointers;
use crate::ui::workspace::{Action, Change, Dispatch, Target};

/// Blocks to drag onto the canvas. A press adds one in the middle.
pub fn palette(dispatch: &Dispatch) -> El {
    el("section.palette[aria-label=Palette]")
        .child(el("h2.heading").child("Blocks"))
        .each(Kind::ALL.into_iter().map(|kind| chip(kind, dispatch)))
}

fn chip(kind: Kind, dispatch: &Dispatch) -> El {
    let press = {
        let dispatch = dispatch.clone();
        hears(move |event: &PointerEvent| {
            if let Some(action) = pointers::down_on(event, Target::Chip(kind)) {
                dispatch.dispatch(action);
            }
        })
    };
    // A press of the pointer ends on the stage, which has captured it: only keys and assistive tools get here.
    let click = {
        let dispatch = dispatch.clone();
        hears(move |event: &MouseEvent| {
            if event.detail() == 0 {
                dispatch.dispatch(Action::Change(Change::Add(kind)));
            }
        })
    };
    el("button.chip[type=button]")
        .attr("data-kind", kind.word())
        .attr("aria-label", format!("Add {}", kind.word()))
        .attr("title", kind.explanation())
        .on_pointer_down(press)
        .on_click(click)
        .child(icon(kind.word()))
        .child(el("span.chip__name").child(kind.title()))
        .child(el("span.chip__text").child(kind.explanation()))
}
