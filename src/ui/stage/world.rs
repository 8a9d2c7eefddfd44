//! What lies on the canvas: cards and wires. It is drawn again when the scene, the selection or what is seen of the canvas
//! changes, and not because a run goes on: that is [`Moment`]'s business.

use std::rc::Rc;

use yew::{Html, NodeRef};

use super::card::CardMode;
use super::live::{LiveCard, LiveMain, LiveTale, LiveTies, Moment};
use super::why::WhyLayer;
use super::wires::{PulseLayer, WireLayer, WirePath};
use crate::layout::geometry::{Rect, in_port, out_port};
use crate::layout::picture::{Face, Picture, WireId};
use crate::layout::wire::Wire;
use crate::scene::{BlockId, IdSet};
use crate::ui::markup::{Identical, Part, el, fragment, keyed_part, live_part, part};
use crate::ui::workspace::{Dispatch, Explained, Gesture, Workspace};

/// Cards are drawn a little before they can be seen, in screen pixels.
const AHEAD: f64 = 160.0;
/// So many cards are laid out and painted as one: what changes in one of them concerns no others.
pub const TILE: u32 = 32;

/// What lies on the canvas.
#[derive(PartialEq)]
pub struct World {
    picture: Identical<Picture>,
    seen: Rect,
    is_farthest: bool,
    selection: Identical<IdSet>,
    wire: Option<WireId>,
    renaming: Option<BlockId>,
    gesture: Gesture,
    moment: Moment,
    far: NodeRef,
    pulses: [NodeRef; 2],
    why: Option<Rc<Explained>>,
    dispatch: Dispatch,
}

impl World {
    /// What lies on the canvas of a workspace, with the moment that is shown of its run.
    pub fn of(
        state: &Workspace,
        moment: &Moment,
        far: &NodeRef,
        pulses: &[NodeRef; 2],
        dispatch: Dispatch,
    ) -> Self {
        // In steps, so that a canvas that is moved by a little stays as it is.
        let ahead = AHEAD / state.camera.zoom;
        let seen = state.camera.seen(state.stage).grown(ahead).spread(ahead);
        World {
            picture: Identical(state.picture.clone()),
            seen,
            is_farthest: state.camera.is_farthest(),
            selection: Identical(state.selection.clone()),
            wire: state.wire,
            renaming: state.renaming,
            gesture: state.gesture.clone(),
            moment: moment.clone(),
            far: far.clone(),
            pulses: pulses.clone(),
            why: state.why.clone(),
            dispatch,
        }
    }

    fn mode(&self, face: &Face) -> CardMode {
        let selected = self.selection.0.contains(&face.id);
        let wiring = match self.gesture {
            Gesture::Wire { from, .. } | Gesture::KeyConnect { from, .. } if from == face.id => Some("from"),
            Gesture::Wire { onto: Some((onto, fits)), .. } if onto == face.id => {
                Some(if fits { "onto" } else { "refused" })
            }
            Gesture::KeyConnect { onto, .. } if onto == face.id => Some("onto"),
            _ => None,
        };
        let dragged = selected && matches!(self.gesture, Gesture::Drag { .. } | Gesture::KeyMove);
        let renaming = self.renaming == Some(face.id);
        // The card that somebody stands on has all to tell, however small it is.
        let is_current = renaming || (selected && self.selection.0.len() == 1);
        CardMode { selected, dragged, renaming, wiring, is_bare: self.is_farthest && !is_current }
    }

    /// The cards that can be seen.
    fn faces(&self) -> impl Iterator<Item = &Rc<Face>> {
        self.picture.0.faces.values().filter(|face| face.rect.touches(&self.seen))
    }

    /// The cards, in tiles.
    fn tiles(&self) -> Vec<(u32, Tile)> {
        let mut tiles: Vec<(u32, Tile)> = Vec::new();
        let mut painted = Vec::new();
        for face in self.faces() {
            let (mode, dispatch) = (self.mode(face), self.dispatch.clone());
            let status = self.moment.card(face, &mode);
            if mode.is_painted() {
                painted.push(face.clone());
            }
            let card = LiveCard { face: Identical(face.clone()), mode, status, dispatch };
            let number = face.id.0 / TILE;
            match tiles.last_mut() {
                Some((last, tile)) if *last == number => tile.0.push(card),
                _ => tiles.push((number, Tile(vec![card]))),
            }
        }
        self.moment.paints(painted);
        tiles
    }

    fn wires(&self) -> WireLayer {
        let aimed = match self.gesture {
            Gesture::Place { onto, .. } | Gesture::Drag { onto, .. } => onto,
            _ => None,
        };
        let visible = self.picture.0.wires.iter().filter(|drawn| drawn.wire.bounds().touches(&self.seen));
        let path = |drawn: &_| {
            let drawn = *drawn;
            WirePath { drawn, selected: self.wire == Some(drawn.id), aimed: aimed == Some(drawn.id) }
        };
        WireLayer {
            wires: visible.map(path).collect(),
            draft: self.draft(),
            moment: self.moment.clone(),
            is_farthest: self.is_farthest,
        }
    }

    fn draft(&self) -> Option<Wire> {
        let faces = &self.picture.0.faces;
        match &self.gesture {
            Gesture::Wire { from, to, .. } => Some(Wire::new(out_port(&faces.get(from)?.rect), *to)),
            Gesture::KeyConnect { from, onto } => {
                let (from, onto) = (faces.get(from)?, faces.get(onto)?);
                Some(Wire::new(out_port(&from.rect), in_port(&onto.rect)))
            }
            _ => None,
        }
    }
}

impl Part for World {
    fn draw(&self) -> Html {
        let main = self.picture.0.main.filter(|rect| rect.touches(&self.seen));
        let (picture, ties, tale) = (&self.picture, self.moment.ties(), self.moment.tale());
        let [above, beneath] = &self.pulses;
        // Above all cards, those that it does not show, too: what is above it is put together anew with every frame. Its
        // colours are read through what stands behind it.
        let far = || {
            let canvas = el("canvas.far[aria-hidden=true]").node_ref(&self.far);
            fragment().child(canvas).child(el("span.timeline__probe[aria-hidden=true]"))
        };
        el("div.world")
            .child(part(self.wires()))
            .child(live_part(None, LiveTies { picture: picture.clone(), ties }))
            .child(part(PulseLayer { layer: beneath.clone(), is_above: false }))
            .child(main.map(|rect| live_part(None, LiveMain { rect, status: self.moment.main() })))
            .each(self.tiles().into_iter().map(|(number, tile)| keyed_part(number, tile)))
            .child(self.is_farthest.then(far))
            .child(live_part(None, LiveTale { picture: picture.clone(), tale }))
            .child(part(PulseLayer { layer: above.clone(), is_above: true }))
            .child(self.why.as_ref().map(|why| part(WhyLayer::of(why, &self.picture.0))))
            .into()
    }
}

/// Cards that are laid out and painted as one.
#[derive(PartialEq)]
struct Tile(Vec<LiveCard>);

impl Part for Tile {
    fn draw(&self) -> Html {
        let is_raised = self.0.iter().any(|card| card.mode.dragged);
        let card = |card: &LiveCard| live_part(Some(card.face.0.id.0.into()), card.clone());
        el("div.tile").mark("data-raised", is_raised).each(self.0.iter().map(card)).into()
    }
}
