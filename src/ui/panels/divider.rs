//! What stands between the stage and the panels: it is dragged, or moved by arrow keys.

use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::TargetCast;

use crate::ui::markup::{El, el, hears};
use crate::ui::saving;
use crate::ui::workspace::{Action, Dispatch, Show};
use crate::web;

/// An arrow key moves it by so many pixels.
const STEP: f64 = 16.0;

/// The divider.
pub fn divider(dispatch: &Dispatch) -> El {
    let on_pointer_down = hears(|event: &PointerEvent| {
        event.prevent_default();
        // A pointer that is gone already moves nothing.
        let _ = event.target_unchecked_into::<Element>().set_pointer_capture(event.pointer_id());
    });
    let on_pointer_move = {
        let dispatch = dispatch.clone();
        hears(move |event: &PointerEvent| {
            if event.buttons() == 1 {
                let bottom = panels(&event.target_unchecked_into()).map(|panels| panels.bottom());
                resize(&dispatch, bottom.map(|bottom| bottom - f64::from(event.client_y())));
            }
        })
    };
    let on_key_down = {
        let dispatch = dispatch.clone();
        hears(move |event: &KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowUp" => STEP,
                "ArrowDown" => -STEP,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            resize(&dispatch, panels(&event.target_unchecked_into()).map(|panels| panels.height() + by));
        })
    };
    el("div.divider[role=separator][aria-orientation=horizontal][aria-label=Height of console and events][tabindex=0]")
        .on_pointer_down(on_pointer_down)
        .on_pointer_move(on_pointer_move)
        .on_key_down(on_key_down)
}

fn panels(divider: &Element) -> Option<web_sys::DomRect> {
    Some(divider.parent_element()?.get_bounding_client_rect())
}

fn resize(dispatch: &Dispatch, height: Option<f64>) {
    let most = f64::from(web::document().document_element().map_or(0, |page| page.client_height())) * 0.7;
    if let Some(height) = height {
        let height = height.min(most);
        saving::save_panels_height(height);
        dispatch.dispatch(Action::Show(Show::PanelsHeight(height)));
    }
}
