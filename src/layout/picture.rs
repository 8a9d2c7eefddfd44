//! What the stage draws of a scene: one face a card, and the wires. Faces that did not change are the same objects
//! as before, so that cards which did not change are not drawn again.

use std::cell::RefCell;
use std::rc::Rc;

use super::geometry::{GRID, MAIN_SIZE, Rect, Size, TASK_SIZE, card_rect, in_port, out_port};
use super::wire::{Cards, Wire};
use super::{FIXTURE, Fixture, FixtureKind};
use crate::order;
use crate::scene::{Block, BlockId, BlockKind, Edge, EdgeKind, IdMap, IdSet, Kind, Scene, summary};

/// What a card stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaceKind {
    /// A block of the scene.
    Block(Kind),
    /// Something that tasks of a program meet at.
    Fixture(FixtureKind),
}

impl FaceKind {
    /// Its name in class names and icons.
    pub fn word(self) -> &'static str {
        match self {
            FaceKind::Block(kind) => kind.word(),
            FaceKind::Fixture(kind) => kind.word(),
        }
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            FaceKind::Block(kind) => kind.title(),
            FaceKind::Fixture(kind) => kind.title(),
        }
    }

    /// Whether it is something that tasks meet at.
    pub fn is_fixture(self) -> bool {
        matches!(self, FaceKind::Fixture(_))
    }
}

impl Face {
    /// Whether it is a task whose card is small, as where many are seen at once.
    pub fn is_small(&self) -> bool {
        self.kind == FaceKind::Block(Kind::Task) && self.rect.size.height < TASK_SIZE.height
    }

    /// What its card has in its list of classes besides its kind.
    pub fn class(&self) -> &'static str {
        match self.kind {
            FaceKind::Fixture(_) => " card--fixture",
            FaceKind::Block(_) if self.is_small() => " card--small",
            FaceKind::Block(_) => "",
        }
    }
}

/// A card, without anything of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    /// The block.
    pub id: BlockId,
    /// What it is.
    pub kind: FaceKind,
    /// Its name.
    pub label: Rc<str>,
    /// What it is about, in one line.
    pub summary: Rc<str>,
    /// Where it is.
    pub rect: Rect,
}

/// Names an edge: the block above (`None` for the main coroutine) and the block below.
pub type WireId = (Option<BlockId>, BlockId);

/// An edge as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawn {
    /// Which edge it is.
    pub id: WireId,
    /// What the parent does with the child.
    pub kind: EdgeKind,
    /// Where it goes.
    pub wire: Wire,
}

/// Everything that is drawn of a scene.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Picture {
    /// The cards, by block.
    pub faces: IdMap<Rc<Face>>,
    /// The wires, those from the main coroutine first. Invariant: rises by id.
    pub wires: Vec<Drawn>,
    /// The card of the main coroutine, when there is anything that it awaits.
    pub main: Option<Rect>,
    /// Where a wire can go between them.
    cards: Cards,
    ways: Ways,
}

/// Wires that the scene has not, once somebody asked for them. They follow from the cards.
#[derive(Debug, Clone, Default)]
struct Ways(RefCell<Vec<((BlockId, BlockId), Wire)>>);

impl PartialEq for Ways {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Picture {
    /// The picture of a scene; what is as in the picture before is taken from there. The cards of a `program` have
    /// summaries of their own, its main task one of them, and its tasks a size.
    pub fn of(scene: &Scene, program: Option<(&IdMap<Rc<str>>, Size)>, before: &Picture) -> Self {
        let face = |(id, block): (&BlockId, &Block)| {
            let known = before.faces.get(id);
            let drawn = Face {
                id: *id,
                kind: FaceKind::Block(Kind::of(&block.kind)),
                label: shared(&block.label, known.map(|face| &face.label)),
                summary: match program {
                    Some((summaries, _)) => summaries.get(id).cloned().unwrap_or_default(),
                    None => shared(&summary(scene, block), known.map(|face| &face.summary)),
                },
                rect: match (program, &block.kind) {
                    (Some((_, size)), BlockKind::Task { .. }) => Rect { size, ..card_rect(block) },
                    _ => card_rect(block),
                },
            };
            let same = known.filter(|face| ***face == drawn).cloned();
            (*id, same.unwrap_or_else(|| Rc::new(drawn)))
        };
        let faces: IdMap<Rc<Face>> = scene.blocks.iter().map(face).collect();
        let roots = scene.roots();
        let main = if program.is_none() { main_card(&faces, &roots) } else { None };
        let from_main = main.iter().flat_map(|main| {
            let below = roots.iter().filter_map(|root| Some((root, faces.get(root)?)));
            below.map(|(root, face)| Drawn {
                id: (None, *root),
                kind: EdgeKind::Awaits,
                wire: Wire::new(out_port(main), in_port(&face.rect)),
            })
        });
        let between = scene.edges().into_iter().filter_map(|Edge { parent, child, kind }| {
            let wire = Wire::new(out_port(&faces.get(&parent)?.rect), in_port(&faces.get(&child)?.rect));
            Some(Drawn { id: (Some(parent), child), kind, wire })
        });
        let mut wires: Vec<Drawn> = from_main.chain(between).collect();
        order::sort_by_key(&mut wires, |drawn| drawn.id);
        // What can be put on a wire does not drive it away.
        let is_loose = |id: BlockId, block: &Block| {
            Kind::of(&block.kind).wraps()
                && scene.children_of(id).is_empty()
                && scene.parents_of(id).is_empty()
        };
        let in_the_way = faces.values().filter(|face| {
            program.is_some() || !scene.blocks.get(&face.id).is_some_and(|block| is_loose(face.id, block))
        });
        let cards = Cards::new(in_the_way.map(|face| face.rect).collect());
        let mut picture = Picture { faces, wires, main, cards, ways: Ways::default() };
        picture.route(before);
        picture
    }

    /// Has the wires go down between the cards. Those that no card has come to or gone from go as they did before.
    fn route(&mut self, before: &Picture) {
        let is_in = |picture: &Picture, face: &Rc<Face>| {
            picture.faces.get(&face.id).is_some_and(|other| other.rect == face.rect)
        };
        let come = self.faces.values().filter(|face| !is_in(before, face));
        let gone = before.faces.values().filter(|face| !is_in(self, face) && !face.kind.is_fixture());
        let changed: Vec<Rect> = come.chain(gone).map(|face| face.rect).collect();
        for drawn in &mut self.wires {
            let Wire { from, to, .. } = drawn.wire;
            let known = before.wire(drawn.id).map(|before| before.wire).filter(|wire| {
                (wire.from, wire.to) == (from, to) && !changed.iter().any(|card| card.touches(&wire.bounds()))
            });
            drawn.wire = known.unwrap_or_else(|| self.cards.wire(from, to));
        }
    }

    /// The same with the cards of what the tasks of a program meet at.
    pub fn with_fixtures(mut self, fixtures: &[Fixture], before: &Picture) -> Self {
        for fixture in fixtures {
            let Fixture { id, kind, label, position, .. } = fixture;
            let size = Size { width: FIXTURE.0, height: FIXTURE.1 };
            let rect = Rect { x: position.x, y: position.y, size };
            let (kind, label) = (FaceKind::Fixture(*kind), label.as_str().into());
            let face = Face { id: *id, kind, label, summary: kind.title().into(), rect };
            let same = before.faces.get(id).filter(|known| ***known == face).cloned();
            self.faces.insert(*id, same.unwrap_or_else(|| Rc::new(face)));
        }
        self.cards = Cards::new(self.faces.values().map(|face| face.rect).collect());
        self
    }

    /// The smallest rectangle around everything; `None` for an empty scene.
    pub fn bounds(&self) -> Option<Rect> {
        let cards = self.faces.values().map(|face| face.rect).chain(self.main);
        cards.reduce(|all, card| all.union(&card))
    }

    /// The wire between two cards, or the one that would be there.
    pub fn wire_between(&self, above: BlockId, below: BlockId) -> Option<Wire> {
        if let Some(drawn) = self.wire((Some(above), below)) {
            return Some(drawn.wire);
        }
        let mut ways = self.ways.0.borrow_mut();
        let known = ways.binary_search_by(|(ends, _)| ends.cmp(&(above, below)));
        let place = match known {
            Ok(place) => return Some(ways[place].1),
            Err(place) => place,
        };
        let (from, to) = (self.faces.get(&above)?.rect, self.faces.get(&below)?.rect);
        let wire = self.cards.wire(out_port(&from), in_port(&to));
        ways.insert(place, ((above, below), wire));
        Some(wire)
    }

    /// The wire between two cards as long as those between them are not there.
    pub fn bridge(&self, above: BlockId, below: BlockId) -> Option<Wire> {
        let (from, to) = (self.faces.get(&above)?.rect, self.faces.get(&below)?.rect);
        let mut absent = IdSet::new();
        let mut open = vec![below];
        while let Some(id) = open.pop() {
            let parents = self.wires.iter().filter(|drawn| drawn.id.1 == id).filter_map(|drawn| drawn.id.0);
            open.extend(parents.filter(|parent| *parent != above && absent.insert(*parent)));
        }
        let there = self.faces.values().filter(|face| !absent.contains(&face.id)).map(|face| face.rect);
        Some(Cards::new(there.collect()).wire(out_port(&from), in_port(&to)))
    }

    /// An edge by its name.
    pub fn wire(&self, id: WireId) -> Option<&Drawn> {
        let position = self.wires.binary_search_by(|drawn| drawn.id.cmp(&id)).ok()?;
        Some(&self.wires[position])
    }
}

fn shared(text: &str, known: Option<&Rc<str>>) -> Rc<str> {
    known.filter(|known| known.as_ref() == text).cloned().unwrap_or_else(|| text.into())
}

/// The main coroutine stands above the middle of what it awaits, clear of all other cards.
fn main_card(faces: &IdMap<Rc<Face>>, roots: &[BlockId]) -> Option<Rect> {
    let below = roots.iter().filter_map(|root| faces.get(root));
    let row = below.map(|face| face.rect).reduce(|all, card| all.union(&card))?;
    let top = faces.values().map(|face| face.rect.y).fold(f64::INFINITY, f64::min);
    let x = ((row.centre().x - MAIN_SIZE.width / 2.0) / (GRID / 2.0)).round() * (GRID / 2.0);
    Some(Rect { x, y: top - MAIN_SIZE.height - 7.0 * GRID, size: MAIN_SIZE })
}
