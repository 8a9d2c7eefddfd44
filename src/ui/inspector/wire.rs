//! A wire that is selected.

use yew::{Html, html};

use super::block::wraps;
use crate::scene::Scene;
use crate::ui::parts::{SMALL, button};
use crate::ui::picture::WireId;
use crate::ui::words;
use crate::ui::workspace::{Action, Change, Dispatch};

/// What can be done with a wire.
pub fn wire_sections(scene: &Scene, wire: WireId, dispatch: &Dispatch) -> Html {
    let (parent, child) = wire;
    let above = parent.map_or("main", |parent| words::label_of(scene, parent));
    let below = words::label_of(scene, child);
    let cut = button("Disconnect").key("Delete").icon("trash").class(SMALL);
    html! { <>
        <section class="section" aria-label="Wire">
            <div class="section__head">
                <span class="section__kind">{ format!("{above} awaits {below}") }</span>
                if parent.is_some() { { cut.sends(dispatch, Action::Change(Change::Delete)) } }
            </div>
            if parent.is_none() {
                <p class="section__text">{ "main() awaits every block that no other one awaits." }</p>
            }
        </section>
        <section class="section" aria-label="Wrap">
            <h2 class="heading">{ format!("Wrap {below} in") }</h2>
            { wraps(dispatch, |kind| Change::WrapWire(kind, wire)) }
        </section>
    </> }
}
