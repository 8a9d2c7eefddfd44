//! A wire that is selected.

use super::block::wraps;
use crate::layout::picture::WireId;
use crate::scene::{Scene, label_of};
use crate::ui::markup::{El, el, fragment};
use crate::ui::parts::{OUTLINED, SMALL, button};
use crate::ui::send;
use crate::ui::workspace::{Ask, Change, Dispatch};

/// What a wire is in the run that is shown.
pub fn wire_in_run(scene: &Scene, wire: WireId, dispatch: &Dispatch) -> El {
    let (parent, child) = wire;
    let above = parent.map_or("main", |parent| label_of(scene, parent));
    let name = format!("Why: {above} and {}", label_of(scene, child));
    let why = button(name).text("Why?").class(OUTLINED).calls(send::why(dispatch, Ask::Wire(wire)));
    let text = format!("{above} awaits {}", label_of(scene, child));
    let head = el("div.section__head").child(el("span.section__kind").child(text)).child(why);
    el("section.section[aria-label=In this run]").child(head)
}

/// What can be done with a wire.
pub fn wire_sections(scene: &Scene, wire: WireId, dispatch: &Dispatch) -> El {
    let (parent, child) = wire;
    let above = parent.map_or("main", |parent| label_of(scene, parent));
    let below = label_of(scene, child);
    let cut = button("Disconnect").key("Delete").icon("trash").class(SMALL);
    let head = el("div.section__head")
        .child(el("span.section__kind").child(format!("{above} awaits {below}")))
        .child(parent.map(|_| cut.calls(send::delete(dispatch))));
    let text = "main() awaits every block that no other one awaits.";
    let about = el("section.section[aria-label=Wire]")
        .child(head)
        .child(parent.is_none().then(|| el("p.section__text").child(text)));
    let wrap = el("section.section[aria-label=Wrap]")
        .child(el("h2.heading").child(format!("Wrap {below} in")))
        .child(wraps(dispatch, |kind| Change::WrapWire(kind, wire)));
    fragment().child(about).child(wrap)
}
