//! The wires between cards, and the layer in which things move along them.

use yew::{AttrValue, Html, NodeRef};

use super::geometry::Wire;
use super::live::{LiveAlike, LiveWire, Moment};
use crate::scene::{BlockId, EdgeKind};
use crate::ui::markup::{El, Part, el, fragment, live_part};
use crate::ui::picture::{Drawn, WireId};
use crate::ui::status::Trail;
use crate::ui::words::fixed;

/// A wire.
#[derive(Clone, Copy, PartialEq)]
pub struct WirePath {
    pub drawn: Drawn,
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

impl WirePath {
    /// Draws it with what was left on it.
    pub fn draw(&self, trail: Option<Trail>) -> Html {
        let WirePath { drawn, selected, aimed } = self;
        let path = AttrValue::from(drawn.wire.path());
        let trail = trail.map(|trail| match trail {
            Trail::Cancel => "cancel",
            Trail::Held => "held",
            Trail::Exception => "exception",
            Trail::Absent => "absent",
        });
        el("g.wire-group")
            .attr("data-wire", wire_name(drawn.id))
            .attr("data-trail", trail)
            .mark("data-selected", *selected)
            .mark("data-aimed", *aimed)
            .child(el("path").attr("class", class_of(drawn)).attr("d", path.clone()))
            .child(el("path.wire__hit").attr("d", path))
            .child((trail == Some("held")).then(|| barrier(&drawn.wire)))
            .into()
    }
}

const CLASSES: [&str; 3] = ["wire wire--main", "wire wire--starts", "wire"];

fn class_of(drawn: &Drawn) -> &'static str {
    let [main, starts, awaits] = CLASSES;
    match (drawn.id.0, drawn.kind) {
        (None, _) => main,
        (_, EdgeKind::Starts) => starts,
        (_, EdgeKind::Awaits) => awaits,
    }
}

/// The mark where a shield stopped a cancellation: a bar across the wire.
fn barrier(wire: &Wire) -> El {
    let (at, next) = (wire.at(0.26), wire.at(0.3));
    let (dx, dy) = (next.x - at.x, next.y - at.y);
    let length = dx.hypot(dy).max(f64::MIN_POSITIVE);
    // Turned so that the x axis follows the wire.
    let (cos, sin) = (dx / length, dy / length);
    let turned = [cos, sin, -sin, cos].map(|number| fixed(number, 3)).join(" ");
    let place = format!("matrix({turned} {} {})", fixed(at.x, 1), fixed(at.y, 1));
    el("path.barrier[d=M0 -11V11M-5 -8V8]").attr("transform", place)
}

/// All wires.
#[derive(PartialEq)]
pub struct WireLayer {
    /// The wires that can be seen.
    pub wires: Vec<WirePath>,
    /// The wire that is being drawn.
    pub draft: Option<Wire>,
    /// What was left on them.
    pub moment: Moment,
    /// Whether they are seen from so far off that there are many of them, and none can be hit: then those that look
    /// alike are one path.
    pub is_farthest: bool,
}

/// The wires that look alike, as one path.
#[derive(PartialEq)]
pub struct Alike {
    pub wires: Vec<WirePath>,
    pub class: &'static str,
}

impl Alike {
    /// Draws those whose ends are both there.
    pub fn draw(&self, absent: &[BlockId]) -> Html {
        let is_there = |id: BlockId| absent.binary_search(&id).is_err();
        let drawn = self.wires.iter().map(|wire| &wire.drawn);
        let there = drawn.filter(|drawn| is_there(drawn.id.1) && drawn.id.0.is_none_or(is_there));
        let paths: String = there.map(|drawn| drawn.wire.path()).collect();
        el("path").attr("class", self.class).attr("d", paths).into()
    }
}

impl WireLayer {
    fn alike(&self, class: &'static str) -> Option<Html> {
        let wires = self.wires.iter().filter(|wire| class_of(&wire.drawn) == class);
        let alike = Alike { wires: wires.copied().collect(), class };
        let absent = self.moment.absent();
        (!alike.wires.is_empty()).then(|| live_part(Some(class.into()), LiveAlike { alike, absent }))
    }
}

impl Part for WireLayer {
    fn draw(&self) -> Html {
        let draft = self.draft.map(|draft| el("path.wire wire--draft").attr("d", draft.path()));
        let wires = self.wires.iter().map(|&path| {
            let trail = self.moment.wire(path.drawn.id);
            let is_among_all = self.is_farthest;
            live_part(Some(wire_name(path.drawn.id).into()), LiveWire { path, trail, is_among_all })
        });
        let alike = CLASSES.map(|class| if self.is_farthest { self.alike(class) } else { None });
        el("svg.wires[aria-hidden=true]")
            .child(fragment().each(alike))
            .child(el("g").each(wires))
            .child(draft)
            .into()
    }
}

/// The layer above the cards in which the animator draws.
#[derive(PartialEq)]
pub struct PulseLayer(pub NodeRef);

impl Part for PulseLayer {
    fn draw(&self) -> Html {
        el("svg.wires wires--above[aria-hidden=true]").child(el("g").node_ref(&self.0)).into()
    }
}
