//! What stands between the stage and the panels, and between the panels: it is dragged, or moved by arrow keys.

use web_sys::{DomRect, Element, KeyboardEvent, PointerEvent};
use yew::TargetCast;

use crate::ui::markup::{El, el, hears};
use crate::ui::saving;
use crate::ui::workspace::{Action, Dispatch, Show};
use crate::web;

/// An arrow key moves it by so many pixels.
const STEP: f64 = 16.0;
/// The panels take at most this part of the page's height.
const MOST: f64 = 0.7;

/// Between the stage and the panels.
pub fn above(dispatch: &Dispatch) -> El {
    let divider = el(
        "div.divider[role=separator][aria-orientation=horizontal][aria-label=Height of the panels][tabindex=0]",
    );
    moved(divider, ["ArrowDown", "ArrowUp"], dispatch, |panels, to| {
        let page = web::document().document_element().map_or(0, |page| page.client_height());
        let height = match to {
            To::Point(_, y) => panels.bottom() - y,
            To::By(step) => panels.height() + step,
        };
        let height = height.min(f64::from(page) * MOST);
        saving::save_measure(saving::PANELS_HEIGHT, height);
        Show::PanelsHeight(height)
    })
}

/// Between the timeline and what is beside it.
pub fn between(dispatch: &Dispatch) -> El {
    let divider = el(
        "div.divider divider--between[role=separator][aria-orientation=vertical][aria-label=Width of the timeline][tabindex=0]",
    );
    moved(divider, ["ArrowLeft", "ArrowRight"], dispatch, |panels, to| {
        let width = match to {
            To::Point(x, _) => x - panels.left(),
            To::By(step) => timeline_width() + step,
        };
        let percent = width / panels.width().max(1.0) * 100.0;
        saving::save_measure(saving::PANELS_SPLIT, percent);
        Show::PanelsSplit(percent)
    })
}

fn timeline_width() -> f64 {
    let timeline = web::document().query_selector(".panel--timeline").ok().flatten();
    timeline.map_or(0.0, |timeline| timeline.get_bounding_client_rect().width())
}

/// Where it is moved.
#[derive(Clone, Copy)]
enum To {
    /// To a point of the page.
    Point(f64, f64),
    /// By so many pixels.
    By(f64),
}

/// A divider that moves by pointer and by keys, one that makes less of what it sizes and one that makes more.
fn moved(divider: El, keys: [&'static str; 2], dispatch: &Dispatch, show: fn(DomRect, To) -> Show) -> El {
    let resize = {
        let dispatch = dispatch.clone();
        move |divider: Element, to| {
            if let Some(panels) = divider.parent_element() {
                dispatch.dispatch(Action::Show(show(panels.get_bounding_client_rect(), to)));
            }
        }
    };
    let on_pointer_down = hears(|event: &PointerEvent| {
        event.prevent_default();
        // A pointer that is gone already moves nothing.
        let _ = event.target_unchecked_into::<Element>().set_pointer_capture(event.pointer_id());
    });
    let on_pointer_move = {
        let resize = resize.clone();
        hears(move |event: &PointerEvent| {
            if event.buttons() == 1 {
                let to = To::Point(event.client_x().into(), event.client_y().into());
                resize(event.target_unchecked_into(), to);
            }
        })
    };
    let on_key_down = hears(move |event: &KeyboardEvent| {
        let key = event.key();
        let by = match keys.iter().position(|known| *known == key) {
            Some(0) => -STEP,
            Some(_) => STEP,
            None => return,
        };
        event.prevent_default();
        event.stop_propagation();
        resize(event.target_unchecked_into(), To::By(by));
    });
    divider.on_pointer_down(on_pointer_down).on_pointer_move(on_pointer_move).on_key_down(on_key_down)
}
