//! What the person does to the document, in the vocabulary of edits.

use std::rc::Rc;

use super::{Effect, Workspace};
use crate::layout::geometry::{GRID, Rect, card_size, in_port, snapped};
use crate::layout::picture::WireId;
use crate::scene::Kind;
use crate::scene::{BlockId, Edit, EditError, IdSet, Point, Scene};
use crate::ui::formats;

/// What was copied, and how often it was pasted since.
#[derive(Debug, Clone, PartialEq)]
pub struct Copied {
    scene: Rc<Scene>,
    ids: Rc<IdSet>,
    pasted: u32,
}

impl Workspace {
    /// Carries out an edit; a refusal is shown.
    #[inline(never)]
    pub(super) fn edit(&mut self, edit: &Edit) -> bool {
        if self.python.is_open() && !matches!(edit, Edit::MoveBlocks { .. }) {
            return false;
        }
        let outcome = self.document.apply(edit);
        self.settle(outcome)
    }

    /// Carries out several edits as one step.
    pub(super) fn edit_all(&mut self, edits: &[Edit]) -> bool {
        if self.python.is_open() {
            return false;
        }
        let outcome = self.document.apply_all(edits);
        self.settle(outcome)
    }

    fn settle(&mut self, outcome: Result<Effect, EditError>) -> bool {
        match outcome {
            Ok(effect) => {
                self.changed(effect);
                true
            }
            Err(error) => {
                self.complain(error.to_string());
                false
            }
        }
    }

    /// After the document changed: what is drawn, what is selected and what runs follow it.
    pub(super) fn changed(&mut self, effect: Effect) {
        self.redraw();
        let blocks = &self.document.scene.blocks;
        if self.selection.iter().any(|id| !blocks.contains_key(id)) {
            Rc::make_mut(&mut self.selection).retain(|id| blocks.contains_key(id));
        }
        self.wire = self.wire.filter(|wire| self.picture.wire(*wire).is_some());
        self.renaming = self.renaming.filter(|id| self.document.scene.blocks.contains_key(id));
        self.run_follows(effect);
    }

    /// Takes the last step back.
    pub(super) fn undo(&mut self) {
        self.gesture = Default::default();
        if let Some(effect) = self.document.undo() {
            self.changed(effect);
        }
    }

    /// Does it again.
    pub(super) fn redo(&mut self) {
        self.gesture = Default::default();
        if let Some(effect) = self.document.redo() {
            self.changed(effect);
        }
    }

    /// Adds a block in the middle of what is seen, where no card is yet.
    pub(super) fn add_at_centre(&mut self, kind: Kind) {
        let middle = self.camera.seen(self.stage).centre();
        let size = card_size(&kind.new_block(&self.document.scene, middle).kind);
        let corner = Point { x: middle.x - size.width / 2.0, y: middle.y - size.height / 2.0 };
        let position = self.free_place(Rect { x: corner.x, y: corner.y, size });
        self.add(kind, position);
    }

    fn add(&mut self, kind: Kind, position: Point) -> Option<BlockId> {
        let scene = &self.document.scene;
        let id = scene.next_id();
        let block = kind.new_block(scene, position);
        let added = self.edit(&Edit::AddBlock { id, block });
        added.then(|| {
            self.select_only(id);
            self.reveal(id);
            id
        })
    }

    /// The place nearest to the one wanted at which a card touches no other.
    fn free_place(&self, wanted: Rect) -> Point {
        let step = Point { x: wanted.size.width + 3.0 * GRID, y: wanted.size.height + 5.0 * GRID };
        let cells = (-6..=6).flat_map(|row| (-6..=6).map(move |column| (column, row)));
        let at = |(column, row): (i32, i32)| {
            snapped(Point { x: wanted.x + f64::from(column) * step.x, y: wanted.y + f64::from(row) * step.y })
        };
        let is_free = |place: &Point| {
            let card = Rect { x: place.x, y: place.y, ..wanted }.grown(GRID);
            !self.picture.faces.values().any(|face| face.rect.touches(&card))
        };
        // Beside before below, near before far.
        let cost = |&(column, row): &(i32, i32)| (column * column + 2 * row * row, row < 0, column < 0);
        let free = cells.filter(|cell| is_free(&at(*cell))).min_by_key(cost);
        free.map_or_else(|| snapped(Point { x: wanted.x, y: wanted.y }), at)
    }

    /// Adds a block where it was dropped: on a wire it wraps what is below.
    pub(super) fn place(&mut self, kind: Kind, world: Point, onto: Option<WireId>) {
        let scene = &self.document.scene;
        let size = card_size(&kind.new_block(scene, world).kind);
        let position = snapped(Point { x: world.x - size.width / 2.0, y: world.y - size.height / 2.0 });
        match onto {
            Some(wire) => self.wrap(kind, wire, position),
            None => {
                self.add(kind, position);
            }
        }
    }

    fn wrap(&mut self, kind: Kind, (parent, child): WireId, position: Point) {
        let scene = &self.document.scene;
        let id = scene.next_id();
        let block = kind.new_block(scene, position);
        if self.edit(&Edit::Wrap { parent, child, id, block }) {
            self.select_only(id);
        }
    }

    /// Puts a block that is connected with nothing on a wire, in the place of what is below.
    pub(super) fn put_on_wire(&mut self, id: BlockId, (parent, child): WireId) {
        let Some(block) = self.document.scene.blocks.get(&id).cloned() else { return };
        let taken = Edit::RemoveBlocks { ids: (*self.selection).clone() };
        if self.edit_all(&[taken, Edit::Wrap { parent, child, id, block }]) {
            self.select_only(id);
        }
    }

    /// Puts a new block on a wire, half way, without any dragging.
    pub(super) fn wrap_wire(&mut self, kind: Kind, wire: WireId) {
        let Some(drawn) = self.picture.wire(wire) else { return };
        self.place(kind, drawn.wire.at(0.5), Some(wire));
    }

    /// Wraps a block, whatever is above it: the first of its parents, or the main coroutine.
    pub(super) fn wrap_block(&mut self, kind: Kind, child: BlockId) {
        let Some(face) = self.picture.faces.get(&child) else { return };
        let wire = (self.document.scene.parents_of(child).first().copied(), child);
        let port = in_port(&face.rect);
        let above = Point { x: port.x, y: port.y - 56.0 };
        self.place(kind, above, Some(wire));
    }

    /// Makes one block await another.
    pub(super) fn connect(&mut self, parent: BlockId, child: BlockId) {
        self.edit(&Edit::Connect { parent, child });
    }

    /// Adds a task where a wire was dropped on empty space, and connects it.
    pub(super) fn add_below(&mut self, parent: BlockId, world: Point) {
        let scene = &self.document.scene;
        let id = scene.next_id();
        let mut block = Kind::Task.new_block(scene, world);
        block.position = snapped(Point { x: world.x - card_size(&block.kind).width / 2.0, y: world.y });
        if self.edit_all(&[Edit::AddBlock { id, block }, Edit::Connect { parent, child: id }]) {
            self.select_only(id);
        }
    }

    /// Removes what is selected.
    pub(super) fn delete_selected(&mut self) {
        if let Some((parent, child)) = self.wire {
            match parent {
                Some(parent) => {
                    self.edit(&Edit::Disconnect { parent, child });
                }
                None => self.complain("main awaits every block that no other one awaits.".into()),
            }
        } else if !self.selection.is_empty() {
            let ids = (*self.selection).clone();
            self.edit(&Edit::RemoveBlocks { ids });
        }
    }

    /// Moves what is selected.
    pub(super) fn shift_selection(&mut self, by: Point) -> bool {
        let ids = (*self.selection).clone();
        !ids.is_empty() && self.edit(&Edit::MoveBlocks { ids, by })
    }

    /// Remembers what is selected, for pasting.
    pub(super) fn copy(&mut self) {
        if !self.selection.is_empty() {
            self.copied =
                Some(Copied { scene: self.document.scene.clone(), ids: self.selection.clone(), pasted: 0 });
        }
    }

    /// What is selected, as a scene's file; `None` if nothing can be copied.
    pub fn text_of_selection(&self) -> Option<String> {
        let is_any = !self.selection.is_empty() && !self.python.is_open();
        is_any.then(|| text_of(&self.document.scene, &self.selection))
    }

    /// The same of what was copied last.
    pub fn text_of_copied(&self) -> Option<String> {
        self.copied.as_ref().map(|copied| text_of(&copied.scene, &copied.ids))
    }

    /// Pastes what was copied, a little beside where it was.
    pub(super) fn paste(&mut self) {
        if let Some(mut copied) = self.copied.take() {
            copied.pasted += 1;
            self.paste_from(&copied);
            self.copied = Some(copied);
        }
    }

    /// Pastes the cards of another page, if that is what a scene is: it is called nothing, and something is open that they can
    /// join.
    pub(super) fn paste_cards(&mut self, scene: &Scene) -> bool {
        let cards = Scene { blocks: scene.blocks.clone(), ..Scene::default() };
        let is_joined = *scene == cards && !self.python.is_open() && !self.is_empty();
        if is_joined {
            let ids: IdSet = scene.blocks.keys().copied().collect();
            // What is pasted once more stands beside what was.
            if self.copied.as_ref().is_none_or(|copied| *copied.scene != cards) {
                self.copied = Some(Copied { scene: Rc::new(cards), ids: Rc::new(ids), pasted: 0 });
            }
            self.paste();
        }
        is_joined
    }

    /// Copies and pastes at once, leaving alone what was copied before.
    pub(super) fn duplicate(&mut self) {
        let copied = Copied { scene: self.document.scene.clone(), ids: self.selection.clone(), pasted: 1 };
        self.paste_from(&copied);
    }

    fn paste_from(&mut self, copied: &Copied) {
        let beside = f64::from(copied.pasted) * 4.0 * GRID;
        let by = Point { x: beside, y: beside };
        let blocks = self.document.scene.copy_of(&copied.scene, &copied.ids, by);
        let ids: IdSet = blocks.keys().copied().collect();
        if !ids.is_empty() && self.edit(&Edit::AddBlocks { blocks }) {
            self.selection = Rc::new(ids);
            self.wire = None;
        }
    }
}

fn text_of(scene: &Scene, ids: &IdSet) -> String {
    let mut part = Scene::default();
    part.blocks = part.copy_of(scene, ids, Point::default());
    formats::write(&part)
}
