//! The wires between cards, and the layer in which things move along them.

use std::rc::Rc;

use yew::{Html, NodeRef, Properties, classes, function_component, html};

use super::geometry::Wire;
use crate::scene::EdgeKind;
use crate::ui::picture::{Drawn, WireId};
use crate::ui::status::Trail;
use crate::ui::words::fixed;

#[derive(Clone, PartialEq, Properties)]
pub struct WireProps {
    pub drawn: Drawn,
    pub trail: Option<Trail>,
    pub selected: bool,
    /// Whether something that is dropped now would land on it.
    pub aimed: bool,
}

/// How a wire names its ends in the page.
pub fn wire_name((parent, child): WireId) -> String {
    match parent {
        Some(parent) => format!("{}-{}", parent.0, child.0),
        None => format!("main-{}", child.0),
    }
}

/// A wire.
#[function_component]
pub fn WirePath(props: &WireProps) -> Html {
    let WireProps { drawn, trail, selected, aimed } = props;
    let path = drawn.wire.path();
    let kind = match (drawn.id.0, drawn.kind) {
        (None, _) => Some("wire--main"),
        (_, EdgeKind::Starts) => Some("wire--starts"),
        (_, EdgeKind::Awaits) => None,
    };
    let trail = trail.map(|trail| match trail {
        Trail::Cancel => "cancel",
        Trail::Held => "held",
        Trail::Exception => "exception",
    });
    html! {
        <g class="wire-group" data-wire={wire_name(drawn.id)} data-trail={trail}
            data-selected={selected.then_some("true")} data-aimed={aimed.then_some("true")}>
            <path class={classes!("wire", kind)} d={path.clone()} />
            <path class="wire__hit" d={path} />
            if trail == Some("held") { { barrier(&drawn.wire) } }
        </g>
    }
}

/// The mark where a shield stopped a cancellation: a bar across the wire.
fn barrier(wire: &Wire) -> Html {
    let (at, next) = (wire.at(0.26), wire.at(0.3));
    let angle = (next.y - at.y).atan2(next.x - at.x).to_degrees();
    html! {
        <path class="barrier" d="M0 -11V11M-5 -8V8" transform={format!("translate({} {}) rotate({})", fixed(at.x, 1), fixed(at.y, 1), fixed(angle, 1))} />
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct LayerProps {
    /// The wires that can be seen.
    pub wires: Rc<Vec<WireProps>>,
    /// The wire that is being drawn.
    pub draft: Option<Wire>,
    /// Where the animator draws what travels.
    pub pulses: NodeRef,
}

/// All wires.
#[function_component]
pub fn WireLayer(props: &LayerProps) -> Html {
    let wires =
        props.wires.iter().map(|wire| html! { <WirePath key={wire_name(wire.drawn.id)} ..wire.clone() /> });
    html! {
        <svg class="wires" aria-hidden="true">
            <g>{ for wires }</g>
            if let Some(draft) = &props.draft {
                <path class="wire wire--draft" d={draft.path()} />
            }
        </svg>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct PulseProps {
    pub layer: NodeRef,
}

/// The layer above the cards in which the animator draws.
#[function_component]
pub fn PulseLayer(props: &PulseProps) -> Html {
    html! { <svg class="wires wires--above" aria-hidden="true"><g ref={props.layer.clone()} /></svg> }
}
