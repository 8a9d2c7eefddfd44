//! What is selected, and how the keyboard gets from card to card.

use std::rc::Rc;

use super::gesture::Gesture;
use super::{Menu, Workspace};
use crate::layout::geometry::GRID;
use crate::layout::picture::WireId;
use crate::scene::{BlockId, IdSet, Point};

/// A direction on the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To smaller x.
    Left,
    /// To larger x.
    Right,
    /// To smaller y.
    Up,
    /// To larger y.
    Down,
}

impl Direction {
    fn vector(self) -> Point {
        match self {
            Direction::Left => Point { x: -1.0, y: 0.0 },
            Direction::Right => Point { x: 1.0, y: 0.0 },
            Direction::Up => Point { x: 0.0, y: -1.0 },
            Direction::Down => Point { x: 0.0, y: 1.0 },
        }
    }
}

impl Workspace {
    /// The block that alone is selected.
    pub fn selected(&self) -> Option<BlockId> {
        let mut ids = self.selection.iter();
        ids.next().copied().filter(|_| ids.next().is_none())
    }

    pub(super) fn select_only(&mut self, id: BlockId) {
        self.selection = Rc::new(IdSet::from([id]));
        self.wire = None;
    }

    pub(super) fn toggle_selected(&mut self, id: BlockId) {
        let selection = Rc::make_mut(&mut self.selection);
        if !selection.remove(&id) {
            selection.insert(id);
        }
        self.wire = None;
    }

    pub(super) fn select_wire(&mut self, id: WireId) {
        self.selection = Rc::default();
        self.wire = Some(id);
    }

    pub(super) fn select_all(&mut self) {
        Rc::make_mut(&mut self.selection).extend(self.document.scene.blocks.keys().copied());
        self.wire = None;
    }

    pub(super) fn clear_selection(&mut self) {
        self.selection = Rc::default();
        self.wire = None;
    }

    /// Opens the menu of a card, which is then the one that is selected.
    pub(super) fn open_menu(&mut self, id: Option<BlockId>, at: Option<Point>) {
        let Some(id) = id.or(self.selected()) else { return };
        let Some(face) = self.picture.faces.get(&id) else { return };
        let at = at.unwrap_or_else(|| self.camera.screen_from_world(face.rect.centre()));
        self.cancel_gesture();
        self.select_only(id);
        self.menu = Some(Menu { id, at });
    }

    /// An arrow key: moves what is selected or the choice of what to connect, or selects the nearest card that way.
    pub(super) fn arrow(&mut self, direction: Direction, far: bool) {
        let way = direction.vector();
        match self.gesture {
            Gesture::KeyMove => {
                let by = if far { 5.0 * GRID } else { GRID };
                self.shift_selection(Point { x: way.x * by, y: way.y * by });
            }
            Gesture::KeyConnect { from, onto } => {
                if let Some(next) = self.nearest(onto, way, &[from]) {
                    self.gesture = Gesture::KeyConnect { from, onto: next };
                    self.reveal(next);
                }
            }
            _ => {
                let next = match self.selection.iter().next_back().copied() {
                    Some(current) => self.nearest(current, way, &[]),
                    None => self.document.scene.blocks.keys().next().copied(),
                };
                if let Some(next) = next {
                    self.select_only(next);
                    self.reveal(next);
                }
            }
        }
    }

    /// Begins to connect by keyboard, with the card below as the first choice.
    pub(super) fn begin_key_connect(&mut self) {
        let Some(from) = self.selected() else { return };
        let below = self.nearest(from, Direction::Down.vector(), &[from]);
        let any = || self.document.scene.blocks.keys().copied().find(|id| *id != from);
        match below.or_else(any) {
            Some(onto) => self.gesture = Gesture::KeyConnect { from, onto },
            None => self.complain("There is no other block to connect with.".into()),
        }
    }

    /// Begins to move by keyboard.
    pub(super) fn begin_key_move(&mut self) {
        if !self.selection.is_empty() {
            self.document.begin_gesture();
            self.gesture = Gesture::KeyMove;
        }
    }

    /// The card that one would call the next in a direction: near, and not far off the line.
    fn nearest(&self, from: BlockId, way: Point, except: &[BlockId]) -> Option<BlockId> {
        let start = self.picture.faces.get(&from)?.rect.centre();
        let cost = |at: Point| {
            let (dx, dy) = (at.x - start.x, at.y - start.y);
            let along = dx * way.x + dy * way.y;
            let aside = (dx * way.y).abs() + (dy * way.x).abs();
            (along > 1.0).then_some(along + 2.0 * aside)
        };
        let others = self.picture.faces.values().filter(|face| face.id != from && !except.contains(&face.id));
        let costs = others.filter_map(|face| Some((cost(face.rect.centre())?, face.id)));
        costs.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, id)| id)
    }
}
