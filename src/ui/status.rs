//! What cards and wires show of a run at a moment, derived from the view at its cursor. What did not change since the
//! moment before is the same object.

use std::rc::Rc;

use yew::AttrValue;

use super::fixtures;
use super::tale::Tale;
use super::teller::{Steps, Teller};
use super::waits::block_at;
use crate::layout::picture::WireId;
use crate::layout::{Folds, folds};
use crate::playback::{BlockRef, Player, StepKind, TaskState, TaskView};
use crate::program::Place;
use crate::scene::{BlockId, BlockKind, IdMap, Scene};
use crate::trace::EventIndex;

pub use super::tale::Fate;

/// A stretch of virtual time, for what counts down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// When it began.
    pub from_secs: f64,
    /// When it is over.
    pub until_secs: f64,
}

/// What a card shows of a run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CardStatus {
    /// The state; `None` before the block has come to anything.
    pub state: Option<TaskState>,
    /// The asyncio name of its task.
    pub task: Option<Rc<str>>,
    /// What goes on, in a few words.
    pub text: AttrValue,
    /// What counts down.
    pub span: Option<Span>,
    /// Whether `span` is the time that a timeout leaves.
    pub is_deadline: bool,
    /// Whether somebody can ask it to cancel.
    pub can_cancel: bool,
    /// Whether it is a shield that kept a cancellation away.
    pub held: bool,
    /// Whether the card is not there: what it stands for has not come to be in the run of a program, or is folded away.
    pub absent: bool,
    /// Whether it blocks the loop.
    pub blocks: bool,
    /// `cancelling()` of its task, while that has not ended.
    pub cancelling: u32,
    /// Where its task is: a step, or a line of the program.
    pub at: Option<Rc<str>>,
    /// The same, as its events tell it.
    pub place: Option<Place>,
    /// The cards at which its task waits.
    pub awaits: Vec<BlockId>,
    /// What the last cancellation did here.
    pub fate: Option<Fate>,
    /// What is folded away below it, in a few words.
    pub folded: Option<Rc<str>>,
}

/// In what manner a run is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner {
    /// It is the run of a program: somebody outside can cancel tasks and nothing else, and what has not come to be is not
    /// there.
    pub is_python: bool,
    /// What has ended is folded away.
    pub folds: bool,
}

/// What a cancellation left on a wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trail {
    /// It went down here.
    Cancel,
    /// It was stopped here.
    Held,
    /// An exception came up here.
    Exception,
    /// Nothing: one of its ends is not there.
    Absent,
}

/// What all cards and wires show.
#[derive(Debug, Clone, Default)]
pub struct Statuses {
    /// By block.
    pub cards: IdMap<Rc<CardStatus>>,
    /// The main coroutine's.
    pub main: Option<Rc<CardStatus>>,
    // Of which objects at which revisions each card tells, if that is all that it tells of. In the order of `cards`.
    told_of: Vec<Option<(Option<BlockRef>, u32)>>,
    failed: Vec<BlockId>,
    trails: Rc<Trails>,
    /// The cards that are not there. Rises.
    pub absent: Rc<Vec<BlockId>>,
    folds: Rc<Folds>,
    /// The story of the last cancellation.
    pub tale: Rc<Tale>,
    /// Which cards wait at which.
    pub waits: Rc<Vec<(BlockId, BlockId)>>,
    /// Which cards hang below which for as long as what is between them is not there.
    pub bridges: Rc<Vec<(BlockId, BlockId)>>,
    // What it was told of: the generation of the recording, and the cursor.
    generation: u32,
    cursor: usize,
    has_ended: bool,
    steps: Rc<Steps>,
}

/// What cancellations left on wires.
#[derive(Debug, Clone, PartialEq, Default)]
struct Trails {
    // Invariant: rises by wire, no wire twice. The last word on a wire counts.
    wires: Vec<(WireId, Trail)>,
    // The cancellation that left them, and so many of its links are in it.
    of: Option<EventIndex>,
    links: usize,
}

/// What the card of a task would show, if a block stands for it.
pub fn card_of_task(scene: &Scene, player: &Player, task: &TaskView) -> Option<CardStatus> {
    let (view, recording) = (player.view(), player.recording());
    let block = block_at(task.place).and_then(|id| view.of_block(id.0))?;
    let is_its = block.task.is_some_and(|own| own.id == task.id);
    is_its.then(|| {
        Teller { scene, recording, view, is_python: false, steps: &Steps::default() }.card(Some(&block), None)
    })
}

impl Statuses {
    /// What a player shows of a scene. `before` is what it showed before, of the same scene: what has not changed since
    /// is taken from there.
    pub fn of(scene: &Scene, player: &Player, manner: Manner, before: &Statuses) -> Self {
        let (view, generation) = (player.view(), player.generation());
        let recording = player.recording();
        let has_ended = view.end().is_some();
        let is_same_run = before.generation == generation && before.told_of.len() == scene.blocks.len();
        let steps = if is_same_run { before.steps.clone() } else { Rc::default() };
        let teller = Teller { scene, recording, view, is_python: manner.is_python, steps: &steps };
        let is_comparable = is_same_run && before.has_ended == has_ended;
        let mut told_of = Vec::with_capacity(scene.blocks.len());
        // Both have their cards in order.
        let mut shown = before.cards.iter().peekable();
        let cards = scene.blocks.keys().enumerate().map(|(position, &id)| {
            let block = view.of_block(id.0);
            let tells_of = Teller::tells_of(block.as_ref());
            told_of.push(tells_of);
            while shown.next_if(|(shown, _)| **shown < id).is_some() {}
            let known = shown.next_if(|(shown, _)| **shown == id).map(|(_, card)| card);
            match known {
                Some(known)
                    if is_comparable && tells_of.is_some() && before.told_of[position] == tells_of =>
                {
                    (id, known.clone())
                }
                _ => {
                    let same_run = known.filter(|_| is_same_run).map(Rc::as_ref);
                    (id, kept(teller.card(block.as_ref(), same_run), known))
                }
            }
        });
        let mut cards: IdMap<_> = cards.collect();
        for group in view.groups() {
            // A task group is no future, and its card is a block that comes to nothing.
            if let Some(id) = block_at(recording.group_place(group.id)).filter(|id| cards.contains_key(id)) {
                let known = before.cards.get(&id);
                cards.insert(id, kept(fixtures::group(view, group), known));
            }
        }
        for id in recording.fixtures() {
            cards.insert(id, kept(fixtures::fixture(recording, view, id), before.cards.get(&id)));
        }
        let failed = cards.iter().filter(|(_, card)| has_failed(Some(card))).map(|(id, _)| *id).collect();
        let main = teller.main().map(|status| kept(status, before.main.as_ref()));
        let told = Tale::of(scene, recording, view, if is_same_run { &before.tale } else { Tale::NONE });
        let tale = told.map_or_else(|| before.tale.clone(), Rc::new);
        mark(&mut cards, &before.tale, &tale);
        let trails = followed(&before.trails, &tale);
        let folds = match manner.folds {
            true => Rc::new(folded(scene, &cards)),
            false => Rc::default(),
        };
        fold(&mut cards, &before.folds, &folds);
        let waits = same(waits(&cards, &trails).collect(), &before.waits);
        let absent = cards.iter().filter(|(_, card)| card.absent).map(|(id, _)| *id).collect();
        let absent = same(absent, &before.absent);
        let bridges = match Rc::ptr_eq(&absent, &before.absent) {
            true => before.bridges.clone(),
            false => same(bridges(scene, &absent), &before.bridges),
        };
        let cursor = player.cursor();
        Statuses {
            cards,
            main,
            told_of,
            failed,
            trails,
            absent,
            folds,
            tale,
            waits,
            bridges,
            generation,
            cursor,
            has_ended,
            steps,
        }
    }

    /// Whether it shows that moment of a run, if it shows that run at all.
    pub fn is_of(&self, player: &Player) -> bool {
        (self.generation, self.cursor) == (player.generation(), player.cursor())
    }

    /// What was left on a wire: by a cancellation, or by an exception that went from a block to one that failed as well.
    pub fn trail(&self, wire: WireId) -> Option<Trail> {
        let is_absent = |id: BlockId| self.absent.binary_search(&id).is_ok();
        if is_absent(wire.1) || wire.0.is_some_and(is_absent) {
            return Some(Trail::Absent);
        }
        match self.trails.wires.binary_search_by(|(known, _)| known.cmp(&wire)) {
            Ok(position) => Some(self.trails.wires[position].1),
            Err(_) => {
                let (above, below) = wire;
                let above = above.map_or(self.main.as_ref(), |above| self.cards.get(&above));
                (has_failed(self.cards.get(&below)) && has_failed(above)).then_some(Trail::Exception)
            }
        }
    }

    /// Whether both have left the same on all wires. What is not quick to tell is taken for a difference.
    pub fn has_same_trails(&self, other: &Statuses) -> bool {
        Rc::ptr_eq(&self.trails, &other.trails)
            && Rc::ptr_eq(&self.absent, &other.absent)
            && has_failed(self.main.as_ref()) == has_failed(other.main.as_ref())
            && self.failed == other.failed
    }
}

fn has_failed(status: Option<&Rc<CardStatus>>) -> bool {
    status.is_some_and(|status| status.state == Some(TaskState::Failed))
}

fn kept(mut status: CardStatus, before: Option<&Rc<CardStatus>>) -> Rc<CardStatus> {
    let Some(known) = before else { return Rc::new(status) };
    // What a cancellation did, and what is folded away, is said later.
    status.fate = known.fate;
    status.folded = known.folded.clone();
    status.absent |= known.absent && known.state.is_some();
    if **known == status { known.clone() } else { Rc::new(status) }
}

fn same<T: PartialEq>(value: T, before: &Rc<T>) -> Rc<T> {
    if value == **before { before.clone() } else { Rc::new(value) }
}

/// Which cards wait at which that are both there. A wire on which a cancellation went shows that alone.
fn waits(cards: &IdMap<Rc<CardStatus>>, trails: &Trails) -> impl Iterator<Item = (BlockId, BlockId)> {
    let is_there = |id: &BlockId| cards.get(id).is_none_or(|card| !card.absent);
    let is_free = |wire: WireId| trails.wires.binary_search_by(|(known, _)| known.cmp(&wire)).is_err();
    let waiting = cards.iter().filter(|(_, card)| !card.absent);
    let ties = waiting.flat_map(|(id, card)| card.awaits.iter().map(move |at| (*id, *at)));
    ties.filter(move |(id, at)| is_there(at) && is_free((Some(*id), *at)))
}

/// What is there below something that is not, with the nearest card above that is.
fn bridges(scene: &Scene, absent: &[BlockId]) -> Vec<(BlockId, BlockId)> {
    const FARTHEST: usize = 64;
    let is_absent = |id: BlockId| absent.binary_search(&id).is_ok();
    if absent.is_empty() {
        return Vec::new();
    }
    let edges = scene.edges();
    let mut parents = IdMap::new();
    for edge in &edges {
        parents.get_or_insert_with(edge.child, || edge.parent);
    }
    let above = |id: BlockId| parents.get(&id).copied();
    let hanging = edges.iter().filter(|edge| is_absent(edge.parent) && !is_absent(edge.child));
    let bridged = hanging.filter_map(|edge| {
        let mut way = std::iter::successors(Some(edge.parent), |id| above(*id)).take(FARTHEST);
        way.find(|id| !is_absent(*id)).map(|from| (from, edge.child))
    });
    bridged.collect()
}

/// What has ended and can be folded away.
fn folded(scene: &Scene, cards: &IdMap<Rc<CardStatus>>) -> Folds {
    let edges = scene.edges().into_iter().map(|edge| (edge.parent, edge.child));
    folds(edges, scene.blocks.keys().copied(), |id| cards.get(&id)?.state)
}

/// Folds away what is to be folded now, and unfolds what was before.
fn fold(cards: &mut IdMap<Rc<CardStatus>>, before: &Folds, now: &Folds) {
    for id in before.hidden.iter().chain(now.hidden.iter()) {
        let absent = now.hidden.contains(id);
        if let Some(card) = cards.get_mut(id).filter(|card| card.state.is_some() && card.absent != absent) {
            Rc::make_mut(card).absent = absent;
        }
    }
    for id in before.below.keys().chain(now.below.keys()) {
        let counts = now.below.get(id);
        if let Some(card) = cards.get_mut(id)
            && (before.below.get(id) != counts || card.folded.is_some() != counts.is_some())
        {
            Rc::make_mut(card).folded = counts.map(|counts| counts.words().into());
        }
    }
}

/// Says on the cards what the last cancellation did there.
fn mark(cards: &mut IdMap<Rc<CardStatus>>, before: &Tale, tale: &Tale) {
    for id in before.fates.keys().chain(tale.fates.keys()) {
        let fate = tale.fates.get(id).copied();
        if let Some(card) = cards.get_mut(id).filter(|card| card.fate != fate) {
            Rc::make_mut(card).fate = fate;
        }
    }
}

/// What a cancellation left on wires, as far as its story goes.
fn followed(before: &Rc<Trails>, tale: &Tale) -> Rc<Trails> {
    let mut trails = before.clone();
    if trails.of != tale.begins() || trails.links > tale.links.len() {
        trails = Rc::new(Trails { of: tale.begins(), ..Trails::default() });
    }
    if trails.links == tale.links.len() {
        return trails;
    }
    let known = Rc::make_mut(&mut trails);
    for link in &tale.links[known.links..] {
        let trail = match link.kind {
            StepKind::Asked => Trail::Cancel,
            StepKind::Held => Trail::Held,
            _ => continue,
        };
        for wire in link.wires.iter() {
            match known.wires.binary_search_by(|(known, _)| known.cmp(wire)) {
                Ok(position) => known.wires[position].1 = trail,
                Err(position) => known.wires.insert(position, (*wire, trail)),
            }
        }
    }
    known.links = tale.links.len();
    trails
}

/// The wires along which something goes from one block to another, in this order, and whether it goes up. `None` for
/// blocks that no such way connects.
pub fn way(scene: &Scene, from: BlockId, to: BlockId) -> Option<(Vec<WireId>, bool)> {
    if let Some(wires) = way_down(scene, from, to) {
        return Some((wires, false));
    }
    let mut wires = way_down(scene, to, from)?;
    wires.reverse();
    Some((wires, true))
}

/// The wires from a block down to one below it. A timeout inside of a task has no future of its own, so what goes from
/// the task to what is below the timeout passes through it.
fn way_down(scene: &Scene, from: BlockId, to: BlockId) -> Option<Vec<WireId>> {
    // One of a thousand children is found without listing them all.
    if scene.is_child(to, from) {
        return Some(vec![(Some(from), to)]);
    }
    let children = scene.children_of(from);
    let is_timeout = |id: &BlockId| {
        matches!(scene.blocks.get(id).map(|block| &block.kind), Some(BlockKind::Timeout { .. }))
    };
    children.into_iter().filter(is_timeout).find_map(|timeout| {
        let mut wires = way_down(scene, timeout, to)?;
        wires.insert(0, (Some(from), timeout));
        Some(wires)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playback::{Command, Recording};
    use crate::program;

    #[test]
    fn what_a_task_passes_on_goes_through_the_timeouts_inside_of_it() {
        let text = r#"{"awaitscope": 1, "blocks": [
            {"id": "b1", "label": "traveller", "task": [{"await": "b2"}]},
            {"id": "b2", "label": "soon", "timeout": "b3", "delay": 1},
            {"id": "b3", "label": "later", "timeout": "b4", "delay": 3},
            {"id": "b4", "label": "journey", "task": [{"sleep": 5}]}
        ]}"#;
        let scene = Scene::from_json(text).expect("the scene is sound");
        let [traveller, soon, later, journey] = [1, 2, 3, 4].map(BlockId);
        let down = vec![(Some(traveller), soon), (Some(soon), later), (Some(later), journey)];
        let up = down.iter().rev().copied().collect::<Vec<_>>();
        assert_eq!(way(&scene, traveller, journey), Some((down, false)));
        assert_eq!(way(&scene, journey, traveller), Some((up, true)));
        assert_eq!(way(&scene, journey, journey), None);
    }

    #[test]
    fn what_is_below_something_that_is_not_there_hangs_below_what_is_above_that() {
        let text = r#"{"awaitscope": 1, "blocks": [
            {"id": "b1", "label": "boss", "task": [{"await": "b2"}]},
            {"id": "b2", "label": "both", "gather": ["b3"]},
            {"id": "b3", "label": "guard", "shield": "b4"},
            {"id": "b4", "label": "work", "task": [{"sleep": 1}]}
        ]}"#;
        let scene = Scene::from_json(text).expect("the scene is sound");
        let [boss, both, guard, work] = [1, 2, 3, 4].map(BlockId);
        assert_eq!(bridges(&scene, &[both]), [(boss, guard)]);
        assert_eq!(bridges(&scene, &[both, guard]), [(boss, work)]);
        assert_eq!(bridges(&scene, &[boss, both, guard]), []);
        assert_eq!(bridges(&scene, &[]), []);
    }

    #[test]
    fn what_is_taken_from_the_moment_before_is_what_would_be_told_anew() {
        for text in [
            include_str!("../../static/gallery/cancel-gather-in-time.json"),
            include_str!("../../static/gallery/cancelled-before-it-starts.json"),
        ] {
            let scene = Scene::from_json(text).expect("the gallery's scenes are sound");
            let lowered = scene.lower().program;
            let places = lowered.origins.clone();
            let log = program::run(&Rc::new(lowered), Default::default());
            let mut player = Player::new(Rc::new(Recording::new(log, places)));
            let end = player.recording().len();
            let mut kept = Statuses::default();
            for cursor in (0..=end).chain([end / 2, 3, end, end / 3]) {
                player.command(Command::Seek(cursor));
                // Now and then what has ended is folded away.
                let manner = Manner { is_python: false, folds: cursor % 5 > 2 };
                let told = |before: &Statuses| Statuses::of(&scene, &player, manner, before);
                let anew = told(&Statuses::default());
                kept = told(&kept);
                assert_eq!(kept.cards, anew.cards, "at {cursor}");
                assert_eq!(kept.main, anew.main, "at {cursor}");
                assert_eq!((&kept.waits, &kept.absent), (&anew.waits, &anew.absent), "at {cursor}");
                assert_eq!((&kept.bridges, &kept.tale), (&anew.bridges, &anew.tale), "at {cursor}");
                for edge in scene.edges() {
                    let wire = (Some(edge.parent), edge.child);
                    assert_eq!(kept.trail(wire), anew.trail(wire), "at {cursor}, on {wire:?}");
                }
            }
        }
    }
}
