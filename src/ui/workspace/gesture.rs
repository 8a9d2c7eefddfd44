//! What a pointer does on the canvas: from press to release, as plain state. Screen points are relative to the
//! stage's upper left corner.

use std::rc::Rc;

use super::Workspace;
use crate::layout::geometry::{Rect, is_aimed_at, snapped};
use crate::layout::picture::WireId;
use crate::scene::Kind;
use crate::scene::{BlockId, Edit, IdSet, Point};

/// How far a pointer must move before a press becomes a drag.
const THRESHOLD: f64 = 4.0;
/// The same for a finger.
const TOUCH_THRESHOLD: f64 = 8.0;
/// How near to a wire, in screen pixels, something must be dropped to hit it.
const WIRE_REACH: f64 = 22.0;

/// What is under the pointer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// Nothing but canvas.
    Empty,
    /// A card.
    Card(BlockId),
    /// The port at a card's lower edge.
    Port(BlockId),
    /// A wire.
    Wire(WireId),
    /// A chip of the palette.
    Chip(Kind),
}

/// A pointer at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pointer {
    /// Which finger, pen or mouse.
    pub id: i32,
    /// Where, on the stage.
    pub at: Point,
    /// Whether it is a finger.
    pub is_touch: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether Ctrl or Cmd is held.
    pub toggle: bool,
    /// Whether this press can only mean to pan: the middle button, or Space is held.
    pub pans: bool,
}

/// What is going on.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Gesture {
    /// Nothing.
    #[default]
    None,
    /// A pointer is down and has not moved yet.
    Press {
        /// On what.
        target: Target,
        /// With what.
        pointer: Pointer,
    },
    /// The canvas follows the pointer.
    Pan {
        /// Where the pointer was.
        last: Point,
    },
    /// A rectangle is drawn around what is to be selected.
    Marquee {
        /// Where it began, in the world.
        from: Point,
        /// Where it is now, in the world.
        to: Point,
        /// What was selected before.
        base: Rc<IdSet>,
    },
    /// The selected cards follow the pointer.
    Drag {
        /// Where they were taken, in the world.
        from: Point,
        /// How far they are moved.
        moved: Point,
        /// The wire on which a lone shield, timeout or gather would be put.
        onto: Option<WireId>,
    },
    /// A wire is drawn from a port.
    Wire {
        /// The block above.
        from: BlockId,
        /// Where its loose end is, in the world.
        to: Point,
        /// The card it would be connected to, and whether that is possible.
        onto: Option<(BlockId, bool)>,
        /// Whether a button is down; otherwise the next press ends it.
        held: bool,
    },
    /// A new block is dragged in from the palette.
    Place {
        /// Its kind.
        kind: Kind,
        /// Where the pointer is, in the world.
        at: Point,
        /// The wire on which it would be dropped.
        onto: Option<WireId>,
    },
    /// Two fingers move and zoom the canvas.
    Pinch {
        /// The fingers and where they are.
        fingers: [(i32, Point); 2],
    },
    /// The arrow keys move the selected cards.
    KeyMove,
    /// The arrow keys choose the card to connect with.
    KeyConnect {
        /// The block above.
        from: BlockId,
        /// The card that would be connected.
        onto: BlockId,
    },
}

impl Gesture {
    /// Its name, for the stylesheet.
    pub fn word(&self) -> Option<&'static str> {
        match self {
            Gesture::None | Gesture::Press { .. } => None,
            Gesture::Pan { .. } | Gesture::Pinch { .. } => Some("pan"),
            Gesture::Marquee { .. } => Some("marquee"),
            Gesture::Drag { .. } | Gesture::KeyMove => Some("drag"),
            Gesture::Wire { .. } | Gesture::KeyConnect { .. } => Some("wire"),
            Gesture::Place { .. } => Some("place"),
        }
    }
}

impl Workspace {
    /// A pointer goes down.
    pub(super) fn pointer_down(&mut self, target: Target, pointer: Pointer) {
        let target = match target {
            Target::Port(id) if self.python.is_open() => Target::Card(id),
            target => target,
        };
        if pointer.is_touch && self.second_finger(pointer) {
            return;
        }
        if let Gesture::Wire { from, held: false, .. } = self.gesture {
            self.gesture = Gesture::None;
            if let Target::Card(onto) | Target::Port(onto) = target {
                self.connect(from, onto);
                return;
            }
            if target == Target::Empty {
                return;
            }
        }
        self.end_gesture();
        if pointer.pans {
            self.gesture = Gesture::Pan { last: pointer.at };
            return;
        }
        if let Target::Card(id) = target {
            self.press_card(id, pointer);
        }
        self.gesture = Gesture::Press { target, pointer };
    }

    /// The card under a press is selected at once, unless the press may turn out to take it out of the selection.
    fn press_card(&mut self, id: BlockId, pointer: Pointer) {
        let adds = pointer.shift || pointer.toggle;
        if adds {
            self.toggle_selected(id);
        } else if !self.selection.contains(&id) {
            self.select_only(id);
        }
    }

    /// Returns whether a second finger made it a pinch.
    fn second_finger(&mut self, pointer: Pointer) -> bool {
        let first = match &self.gesture {
            Gesture::Press { pointer: first, .. } if first.id != pointer.id => (first.id, first.at),
            Gesture::Pan { last } => (self.pan_finger.unwrap_or_default(), *last),
            _ => return false,
        };
        self.gesture = Gesture::Pinch { fingers: [first, (pointer.id, pointer.at)] };
        true
    }

    /// A pointer moves.
    pub(super) fn pointer_moved(&mut self, pointer: Pointer) {
        let world = self.camera.world_from_screen(pointer.at);
        match self.gesture.clone() {
            Gesture::None | Gesture::KeyMove | Gesture::KeyConnect { .. } => {}
            Gesture::Press { target, pointer: first } if first.id == pointer.id => {
                let threshold = if pointer.is_touch { TOUCH_THRESHOLD } else { THRESHOLD };
                if (pointer.at.x - first.at.x).hypot(pointer.at.y - first.at.y) >= threshold {
                    self.begin_drag(target, first);
                    self.pointer_moved(pointer);
                }
            }
            Gesture::Press { .. } => {}
            Gesture::Pan { last } => {
                self.show_from(self.camera.panned(pointer.at.x - last.x, pointer.at.y - last.y));
                self.gesture = Gesture::Pan { last: pointer.at };
            }
            Gesture::Marquee { from, base, .. } => {
                let frame = Rect::between(from, world);
                let inside = self.picture.faces.values().filter(|face| face.rect.touches(&frame));
                let mut selection = (*base).clone();
                selection.extend(inside.map(|face| face.id));
                self.selection = Rc::new(selection);
                self.gesture = Gesture::Marquee { from, to: world, base };
            }
            Gesture::Drag { from, mut moved, .. } => {
                let by = Point { x: world.x - from.x, y: world.y - from.y };
                // A hand that clicks quickly slips by a few pixels, and means to move nothing.
                let has_slipped =
                    moved == Point::default() && by.x.hypot(by.y) * self.camera.zoom < 2.0 * THRESHOLD;
                let by = if has_slipped { moved } else { snapped(by) };
                if by != moved {
                    // From where it began: what is moved there and back again is exactly where it was.
                    self.document.cancel_gesture();
                    self.document.begin_gesture();
                    if self.shift_selection(by) {
                        moved = by;
                    } else {
                        self.shift_selection(moved);
                    }
                }
                let onto = self.loose_wrapper().and_then(|id| self.wire_for(id, world));
                self.gesture = Gesture::Drag { from, moved, onto };
            }
            Gesture::Wire { from, onto, held, .. } => {
                let aimed = self.card_at(world, Some(from));
                let onto = match (aimed, onto) {
                    (Some(id), Some((known, fits))) if id == known => Some((id, fits)),
                    (Some(id), _) => Some((id, self.can_connect(from, id))),
                    (None, _) => None,
                };
                self.gesture = Gesture::Wire { from, to: world, onto, held };
            }
            Gesture::Place { kind, .. } => {
                let onto = kind.wraps().then(|| self.wire_at(world)).flatten();
                self.gesture = Gesture::Place { kind, at: world, onto };
            }
            Gesture::Pinch { fingers } => self.pinch(fingers, pointer),
        }
    }

    fn begin_drag(&mut self, target: Target, first: Pointer) {
        let from = self.camera.world_from_screen(first.at);
        self.gesture = match target {
            Target::Empty | Target::Wire(_) if first.shift => {
                Gesture::Marquee { from, to: from, base: self.selection.clone() }
            }
            Target::Empty | Target::Wire(_) => {
                self.pan_finger = Some(first.id);
                Gesture::Pan { last: first.at }
            }
            Target::Card(_) => {
                self.document.begin_gesture();
                Gesture::Drag { from, moved: Point::default(), onto: None }
            }
            Target::Port(id) => Gesture::Wire { from: id, to: from, onto: None, held: true },
            Target::Chip(kind) => Gesture::Place { kind, at: from, onto: None },
        };
    }

    fn pinch(&mut self, mut fingers: [(i32, Point); 2], pointer: Pointer) {
        let Some(moving) = fingers.iter().position(|finger| finger.0 == pointer.id) else { return };
        let middle =
            |[(_, a), (_, b)]: [(i32, Point); 2]| Point { x: (a.x + b.x) / 2.0, y: (a.y + b.y) / 2.0 };
        let apart = |[(_, a), (_, b)]: [(i32, Point); 2]| (a.x - b.x).hypot(a.y - b.y).max(1.0);
        let (old_middle, old_apart) = (middle(fingers), apart(fingers));
        fingers[moving].1 = pointer.at;
        let new_middle = middle(fingers);
        let camera = self.camera.panned(new_middle.x - old_middle.x, new_middle.y - old_middle.y);
        self.show_from(camera.zoomed(apart(fingers) / old_apart, new_middle));
        self.gesture = Gesture::Pinch { fingers };
    }

    /// A pointer goes up.
    pub(super) fn pointer_up(&mut self, pointer: Pointer) {
        let world = self.camera.world_from_screen(pointer.at);
        match std::mem::take(&mut self.gesture) {
            Gesture::Press { target, pointer: first } => self.pressed(target, first),
            Gesture::Drag { onto, .. } => {
                if let (Some(wire), Some(id)) = (onto, self.loose_wrapper()) {
                    self.put_on_wire(id, wire);
                }
                self.document.end_gesture();
            }
            Gesture::Wire { from, onto, held: true, .. } => match onto {
                Some((id, _)) => self.connect(from, id),
                None => self.add_below(from, world),
            },
            Gesture::Place { kind, onto, .. } => {
                if self.is_on_stage(pointer.at) {
                    self.place(kind, world, onto);
                }
            }
            Gesture::Pinch { fingers } => {
                let stays = fingers.iter().find(|finger| finger.0 != pointer.id);
                self.pan_finger = stays.map(|finger| finger.0);
                self.gesture = stays.map_or(Gesture::None, |finger| Gesture::Pan { last: finger.1 });
            }
            unfinished @ (Gesture::Wire { held: false, .. }
            | Gesture::KeyMove
            | Gesture::KeyConnect { .. }) => {
                self.gesture = unfinished;
            }
            Gesture::None | Gesture::Pan { .. } | Gesture::Marquee { .. } => {}
        }
    }

    /// A press that did not become a drag.
    fn pressed(&mut self, target: Target, first: Pointer) {
        let adds = first.shift || first.toggle;
        match target {
            Target::Empty if !adds => self.clear_selection(),
            Target::Empty => {}
            Target::Card(id) if !adds => self.select_only(id),
            Target::Card(_) => {}
            Target::Wire(id) => self.select_wire(id),
            Target::Port(id) => self.begin_wire(id),
            Target::Chip(kind) => self.add_at_centre(kind),
        }
    }

    /// A wire that hangs from a port until a card is pressed.
    pub(super) fn begin_wire(&mut self, from: BlockId) {
        let Some(face) = self.picture.faces.get(&from) else { return };
        let to = Point { x: face.rect.centre().x, y: face.rect.bottom() + 40.0 };
        self.gesture = Gesture::Wire { from, to, onto: None, held: false };
    }

    /// The browser took the pointer away, or the person pressed Escape.
    pub(super) fn cancel_gesture(&mut self) {
        self.document.cancel_gesture();
        self.gesture = Gesture::None;
        self.redraw();
    }

    /// Whatever is going on ends well.
    pub(super) fn end_gesture(&mut self) {
        self.document.end_gesture();
        self.gesture = Gesture::None;
    }

    fn is_on_stage(&self, at: Point) -> bool {
        (0.0..=self.stage.width).contains(&at.x) && (0.0..=self.stage.height).contains(&at.y)
    }

    fn card_at(&self, world: Point, except: Option<BlockId>) -> Option<BlockId> {
        let mut aimed = self.picture.faces.values().rev().filter(|face| Some(face.id) != except);
        aimed.find(|face| is_aimed_at(&face.rect, world)).map(|face| face.id)
    }

    fn wire_at(&self, world: Point) -> Option<WireId> {
        let reach = WIRE_REACH / self.camera.zoom.min(1.0);
        let near = self.picture.wires.iter().filter(|drawn| drawn.wire.bounds().grown(reach).contains(world));
        let near = near.map(|drawn| (drawn.wire.distance_to(world), drawn.id));
        let nearest = near.min_by(|a, b| a.0.total_cmp(&b.0))?;
        (nearest.0 <= reach).then_some(nearest.1)
    }

    /// The selected block, if it could be put on a wire: it can wrap something, but is connected with nothing.
    fn loose_wrapper(&self) -> Option<BlockId> {
        let id = self.selected().filter(|_| !self.python.is_open())?;
        let scene = &self.document.scene;
        let wraps = Kind::of(&scene.blocks.get(&id)?.kind).wraps();
        let is_loose = scene.children_of(id).is_empty() && scene.parents_of(id).is_empty();
        (wraps && is_loose).then_some(id)
    }

    /// The wire at a point that is not the block's own.
    fn wire_for(&self, id: BlockId, world: Point) -> Option<WireId> {
        self.wire_at(world).filter(|(_, child)| *child != id)
    }

    fn can_connect(&self, parent: BlockId, child: BlockId) -> bool {
        self.document.clone().apply(&Edit::Connect { parent, child }).is_ok()
    }
}
