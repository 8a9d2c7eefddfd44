//! The wires between cards, and the layer in which things move along them.

use std::rc::Rc;

use yew::{AttrValue, Html, NodeRef};

use super::live::{LiveWire, Moment, Trails};
use super::world::TILE;
use crate::layout::picture::{Drawn, WireId};
use crate::layout::wire::Wire;
use crate::program::fixed;
use crate::scene::{BlockId, EdgeKind, IdMap};
use crate::ui::markup::{El, Identical, LivePart, Part, Shows, Signal, el, live_part};
use crate::ui::status::Trail;

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

/// Some wires from far off: those that look alike are one path, so that a frame changes a few of them, however many wires
/// there are.
#[derive(PartialEq)]
pub struct FarWires {
    // With its class, by position, and its path.
    wires: Identical<Vec<(WireId, usize, String)>>,
    trails: Signal<Trails>,
}

impl Part for FarWires {
    fn draw(&self) -> Html {
        let mut plain: [String; 3] = Default::default();
        let (mut cancel, mut exception) = (String::new(), String::new());
        for ((_, class, path), trail) in self.wires.0.iter().zip(self.trails.get().iter()) {
            let alike = match trail {
                Some(Trail::Absent) => continue,
                Some(Trail::Cancel) => &mut cancel,
                Some(Trail::Exception) => &mut exception,
                Some(Trail::Held) | None => &mut plain[*class],
            };
            alike.push_str(path);
        }
        // What there is none of keeps its place among the others.
        let path = |(class, path): (&'static str, String)| {
            (!path.is_empty()).then(|| el("path").attr("class", class).attr("d", path))
        };
        let trail = |(word, path): (&'static str, String)| {
            let path = (!path.is_empty()).then(|| el("path.wire").attr("d", path))?;
            Some(el("g.wire-group").attr("data-trail", word).child(path))
        };
        el("g")
            .each(CLASSES.into_iter().zip(plain).map(path))
            .each([("cancel", cancel), ("exception", exception)].map(trail))
            .into()
    }
}

impl LivePart for FarWires {
    fn signal(&self) -> &dyn Shows {
        &self.trails
    }
}

impl WireLayer {
    /// None, and nobody asks any more what was left on them.
    fn near(&self) -> Vec<(u32, FarWires)> {
        self.moment.wire_tiles(Vec::new());
        Vec::new()
    }

    /// In tiles, as the cards at their lower ends.
    fn far(&self) -> Vec<(u32, FarWires)> {
        let mut tiles: IdMap<Vec<(WireId, usize, String)>> = IdMap::new();
        for WirePath { drawn, .. } in &self.wires {
            let class = CLASSES.iter().position(|class| *class == class_of(drawn)).unwrap_or_default();
            let tile = tiles.get_or_insert_with(BlockId(drawn.id.1.0 / TILE), Vec::new);
            tile.push((drawn.id, class, drawn.wire.path()));
        }
        let ids = tiles.values().map(|tile| tile.iter().map(|(id, ..)| *id).collect()).collect();
        let trails = self.moment.wire_tiles(ids);
        let tile = |((number, wires), trails): ((BlockId, _), _)| {
            (number.0, FarWires { wires: Identical(Rc::new(wires)), trails })
        };
        tiles.into_iter().zip(trails).map(tile).collect()
    }
}

impl Part for WireLayer {
    fn draw(&self) -> Html {
        let draft = self.draft.map(|draft| el("path.wire wire--draft").attr("d", draft.path()));
        let far = if self.is_farthest { self.far() } else { self.near() };
        // From far off, those alone that there is more to say of are drawn by themselves.
        let single = self.wires.iter().filter(|path| !self.is_farthest || path.selected || path.aimed);
        let wires = single.map(|&path| {
            let trail = self.moment.wire(path.drawn.id);
            live_part(Some(wire_name(path.drawn.id).into()), LiveWire { path, trail })
        });
        el("svg.wires[aria-hidden=true]")
            .child(el("g").each(far.into_iter().map(|(number, tile)| live_part(Some(number.into()), tile))))
            .child(el("g").each(wires))
            .child(draft)
            .into()
    }
}

/// A layer in which the animator draws, above the cards or beneath them.
#[derive(PartialEq)]
pub struct PulseLayer {
    pub layer: NodeRef,
    pub is_above: bool,
}

impl Part for PulseLayer {
    fn draw(&self) -> Html {
        let class = if self.is_above { "wires wires--above" } else { "wires wires--beneath" };
        el("svg[aria-hidden=true]").attr("class", class).child(el("g").node_ref(&self.layer)).into()
    }
}
