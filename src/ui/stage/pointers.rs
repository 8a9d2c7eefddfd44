//! Pointer events of the page as actions of the workspace.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent, PointerEvent, WheelEvent};

use crate::layout::picture::WireId;
use crate::scene::{BlockId, Point};
use crate::ui::workspace::{Action, Ask, Look, Play, Pointer, PointerAction, Select, Target};
use crate::web;

/// The name of the stage's element.
pub const STAGE_ID: &str = "stage";
/// A mark of the stage: a pointer has given it the focus, and no key was pressed since.
pub const POINTED: &str = "data-pointed";

/// The stage's element.
pub fn stage() -> Option<HtmlElement> {
    web::document().get_element_by_id(STAGE_ID)?.dyn_into().ok()
}

fn point_on(stage: &Element, event: &MouseEvent) -> Point {
    let frame = stage.get_bounding_client_rect();
    Point { x: f64::from(event.client_x()) - frame.left(), y: f64::from(event.client_y()) - frame.top() }
}

fn pointer(stage: &Element, event: &PointerEvent, hand: bool) -> Pointer {
    Pointer {
        id: event.pointer_id(),
        at: point_on(stage, event),
        is_touch: event.pointer_type() == "touch",
        shift: event.shift_key(),
        toggle: event.ctrl_key() || event.meta_key(),
        pans: hand || event.button() == 1,
    }
}

fn number_of(element: &Element, attribute: &str) -> Option<u32> {
    element.get_attribute(attribute)?.parse().ok()
}

fn ancestor(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

fn wire_of(element: &Element) -> Option<WireId> {
    let name = element.get_attribute("data-wire")?;
    let (parent, child) = name.split_once('-')?;
    let parent = if parent == "main" { None } else { Some(BlockId(parent.parse().ok()?)) };
    Some((parent, BlockId(child.parse().ok()?)))
}

fn target_of(element: &Element) -> Target {
    let port = ancestor(element, "[data-port]").and_then(|port| number_of(&port, "data-port"));
    let card = || ancestor(element, "[data-block]").and_then(|card| number_of(&card, "data-block"));
    let wire = || ancestor(element, "[data-wire]").and_then(|wire| wire_of(&wire));
    match port {
        Some(id) => Target::Port(BlockId(id)),
        None => match card() {
            Some(id) => Target::Card(BlockId(id)),
            None => wire().map_or(Target::Empty, Target::Wire),
        },
    }
}

/// A pointer goes down on the stage. Buttons and fields on it are left alone.
pub fn down(event: &PointerEvent, hand: bool) -> Option<Action> {
    let stage = stage()?;
    let element: Element = event.target()?.dyn_into().ok()?;
    let is_control =
        ancestor(&element, "button:not([data-port]), input, .zoom, .toast, .stuck, .menu").is_some();
    if is_control || !matches!(event.button(), 0 | 1) {
        return None;
    }
    let target = target_of(&element);
    take(&stage, event);
    Some(Action::Pointer(PointerAction::Down(target, pointer(&stage, event, hand))))
}

/// A pointer goes down on something that is not on the stage but will be dropped there.
pub fn down_on(event: &PointerEvent, target: Target) -> Option<Action> {
    let stage = stage()?;
    if event.button() != 0 {
        return None;
    }
    take(&stage, event);
    Some(Action::Pointer(PointerAction::Down(target, pointer(&stage, event, false))))
}

/// From now on the pointer's events go to the stage, which has the focus too.
fn take(stage: &HtmlElement, event: &PointerEvent) {
    // Otherwise the browser would give the focus to the button under the pointer.
    event.prevent_default();
    // A pointer that is gone already needs no capture, and without focus only the keys are missing.
    let _ = stage.set_pointer_capture(event.pointer_id());
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // Focus that is given by a program is shown if a key was pressed last: here it was not.
    if !stage.has_attribute(POINTED) {
        let _ = stage.set_attribute(POINTED, "true");
    }
    let _ = stage.focus_with_options(&options);
}

/// A pointer moves.
pub fn moved(event: &PointerEvent) -> Option<Action> {
    Some(Action::Pointer(PointerAction::Move(pointer(&stage()?.into(), event, false))))
}

/// A pointer goes up.
pub fn up(event: &PointerEvent) -> Option<Action> {
    Some(Action::Pointer(PointerAction::Up(pointer(&stage()?.into(), event, false))))
}

/// A click on a button of a card: its cancel button, the one that asks why, or its port by way of the keyboard.
pub fn clicked(event: &MouseEvent) -> Option<Action> {
    let element: Element = event.target()?.dyn_into().ok()?;
    if let Some(button) = ancestor(&element, "[data-cancel]") {
        let id = BlockId(number_of(&button, "data-cancel")?);
        return Some(Action::Play(web::frames::now_ms(), Play::Cancel(id)));
    }
    if let Some(button) = ancestor(&element, "[data-why]") {
        let ask = Ask::Card(BlockId(number_of(&button, "data-why")?));
        return Some(Action::Why(web::frames::now_ms(), Some(ask)));
    }
    let port = ancestor(&element, "[data-port]").filter(|_| event.detail() == 0)?;
    Some(Action::Select(Select::Wiring(BlockId(number_of(&port, "data-port")?))))
}

/// A double click on a card. The pointer is captured, so the event itself does not say on what.
pub fn double_clicked(event: &MouseEvent) -> Option<Action> {
    let at = (event.client_x() as f32, event.client_y() as f32);
    let element = web::document().element_from_point(at.0, at.1)?;
    match target_of(&element) {
        Target::Card(id) => Some(Action::Select(Select::Rename(Some(id)))),
        _ => None,
    }
}

/// The menu of the card under the pointer, or of the selected one if the keyboard asks for it.
pub fn menu(event: &MouseEvent) -> Option<Action> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let stage: Element = stage()?.into();
    // A long press has captured the pointer, so the event itself does not say on what.
    let (x, y) = (event.client_x() as f32, event.client_y() as f32);
    let under = web::document().element_from_point(x, y).unwrap_or_else(|| element.clone());
    if ancestor(&element, "input").is_some() {
        return None;
    }
    event.prevent_default();
    let by_key = event.button() != 2 && event.detail() == 0 && element == stage;
    Some(Action::Select(match target_of(&under) {
        Target::Card(id) => Select::OpenMenu(Some(id), Some(point_on(&stage, event))),
        _ if by_key => Select::OpenMenu(None, None),
        _ => Select::CloseMenu,
    }))
}

/// The wheel pans, and zooms with Ctrl or Cmd (which is what a pinch on a touchpad sends).
pub fn wheel(event: &WheelEvent) -> Option<Action> {
    /// Pixels to a line, for mice that count lines.
    const LINE: f64 = 16.0;
    let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { LINE };
    let (dx, dy) = (event.delta_x() * unit, event.delta_y() * unit);
    if event.ctrl_key() || event.meta_key() {
        let factor = (-dy.clamp(-60.0, 60.0) * 0.01).exp();
        return Some(Action::Look(Look::Zoom(factor, Some(point_on(&stage()?.into(), event)))));
    }
    let (dx, dy) = if event.shift_key() && dx == 0.0 { (dy, 0.0) } else { (dx, dy) };
    Some(Action::Look(Look::Pan(-dx, -dy)))
}
