//! What the stage draws of a scene: one face a card, and the wires. Faces that did not change are the same objects
//! as before, so that cards which did not change are not drawn again.

use std::rc::Rc;

use super::geometry::{GRID, MAIN_SIZE, Rect, Size, Wire, card_rect, in_port, out_port};
use super::{FIXTURE, Fixture, FixtureKind};
use crate::order;
use crate::scene::{Block, BlockId, Edge, EdgeKind, IdMap, Kind, Scene, summary};

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

    /// What its card has in its list of classes besides.
    pub fn class(self) -> &'static str {
        if self.is_fixture() { " card--fixture" } else { "" }
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
}

impl Picture {
    /// The picture of a scene; what is as in the picture before is taken from there. The cards of a program have
    /// `summaries` of their own, and its main task one of them.
    pub fn of(scene: &Scene, summaries: Option<&IdMap<Rc<str>>>, before: &Picture) -> Self {
        let face = |(id, block): (&BlockId, &Block)| {
            let known = before.faces.get(id);
            let drawn = Face {
                id: *id,
                kind: FaceKind::Block(Kind::of(&block.kind)),
                label: shared(&block.label, known.map(|face| &face.label)),
                summary: match summaries {
                    Some(summaries) => summaries.get(id).cloned().unwrap_or_default(),
                    None => shared(&summary(scene, block), known.map(|face| &face.summary)),
                },
                rect: card_rect(block),
            };
            let same = known.filter(|face| ***face == drawn).cloned();
            (*id, same.unwrap_or_else(|| Rc::new(drawn)))
        };
        let faces: IdMap<Rc<Face>> = scene.blocks.iter().map(face).collect();
        let roots = scene.roots();
        let main = if summaries.is_none() { main_card(&faces, &roots) } else { None };
        let from_main = main.iter().flat_map(|main| {
            let below = roots.iter().filter_map(|root| Some((root, faces.get(root)?)));
            below.map(|(root, face)| Drawn {
                id: (None, *root),
                kind: EdgeKind::Awaits,
                wire: Wire { from: out_port(main), to: in_port(&face.rect) },
            })
        });
        let between = scene.edges().into_iter().filter_map(|Edge { parent, child, kind }| {
            let wire =
                Wire { from: out_port(&faces.get(&parent)?.rect), to: in_port(&faces.get(&child)?.rect) };
            Some(Drawn { id: (Some(parent), child), kind, wire })
        });
        let mut wires: Vec<Drawn> = from_main.chain(between).collect();
        order::sort_by_key(&mut wires, |drawn| drawn.id);
        Picture { faces, wires, main }
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
        self
    }

    /// The smallest rectangle around everything; `None` for an empty scene.
    pub fn bounds(&self) -> Option<Rect> {
        let cards = self.faces.values().map(|face| face.rect).chain(self.main);
        cards.reduce(|all, card| all.union(&card))
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
