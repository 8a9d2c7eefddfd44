//! A run as a scene: what a program that nobody has drawn consists of once it has run.

use std::collections::HashMap;

use super::finder::Finder;
use super::fixtures::{FIXTURE, Fixture};
use super::geometry::{Rect, SMALL_TASK_SIZE, Size, TASK_SIZE, WRAPPER_SIZE};
use super::levels::kept_children;
use super::live::Places;
use super::origins::Labels;
use super::tree::{Node, arrange, arrange_for};
use crate::order::sort_by_key;
use crate::program::Place;
use crate::program::number::decimal_text;
use crate::scene::limits::SECONDS;
use crate::scene::{Block, BlockId, BlockKind, IdMap, IdSet, Point, Scene, Step};
use crate::trace::{Event, EventKind, FutureId, FutureRole, GroupId, Log, TimeoutId};

/// More cards than that help nobody; the first ones are drawn.
const MOST_CARDS: usize = 400;
/// From the uppermost card to the lowest one below it there are at most so many: a scene allows not many more.
const MOST_LEVELS: usize = 60;
/// The coroutines with which a loop is closed.
const SHUTDOWN: [&str; 2] = ["shutdown_asyncgens", "shutdown_default_executor"];

/// A run as a scene.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Its tasks, gathers, task groups, shields and timeouts, laid out. It is to be looked at, not to be run.
    pub scene: Scene,
    /// The locks, queues, futures and the like that its tasks meet at.
    pub fixtures: Vec<Fixture>,
    /// What each card is about, in one line.
    pub summaries: IdMap<String>,
    /// At which line of the text each card was made, where that is known.
    pub lines: IdMap<u32>,
    /// The log, with origins that are indices into `places`.
    pub log: Log,
    /// What the origins stand for: a card as a whole, or a line of the text in a task (as `step`).
    pub places: Vec<Place>,
    /// How many cards were left out.
    pub omitted: usize,
    /// Whether cards of tasks are small, so that more of them can be read at once.
    pub is_compact: bool,
}

/// What [`Drawing::card_lines`] begin with where the cards of tasks are small.
pub const COMPACT: &str = "compact";

/// What is known of a card while the log is read.
#[derive(Clone)]
pub(super) struct Card {
    label: String,
    summary: String,
    kind: CardKind,
    /// The task that made it.
    maker: Option<BlockId>,
    /// What it consists of.
    children: Vec<BlockId>,
    /// The event that made it.
    pub made: usize,
    /// The line of the text where that was.
    line: Option<u32>,
    /// The event with which it ended, as far as that is known.
    ended: Option<usize>,
}

#[derive(Clone)]
enum CardKind {
    Task,
    Gather,
    Shield,
    Timeout { delay_secs: f64 },
}

impl Drawing {
    /// The drawing of a run whose origins are lines of a text.
    pub fn of(log: &Log) -> Self {
        let mut reader = Reader::default();
        reader.read_all(log);
        let mut labels = Labels::default();
        let log = labels.relabel(&reader, log);
        Drawing { log, places: labels.places, ..reader.draw(&mut Places::default()) }
    }

    /// The cards as lines: `NUMBER LINE TEXT` for a block of the scene, with the line of the text at which it was made, or
    /// 0, and what it is about; and then the fixtures' ([`Fixture::to_line`]).
    pub fn card_lines(&self) -> String {
        let line_of = |id| self.lines.get(id).copied().unwrap_or(0);
        let blocks = self.summaries.iter().map(|(id, text)| format!("{} {} {text}\n", id.0, line_of(id)));
        let fixtures = self.fixtures.iter().map(|fixture| fixture.to_line() + "\n");
        let compact = self.is_compact.then(|| COMPACT.to_owned() + "\n");
        compact.into_iter().chain(blocks).chain(fixtures).collect()
    }
}

/// Finds the cards in a log.
#[derive(Clone, Default)]
pub(super) struct Reader {
    pub cards: IdMap<Card>,
    groups: HashMap<GroupId, BlockId>,
    timeouts: HashMap<TimeoutId, BlockId>,
    /// Blocks of timeouts and groups have numbers above those of futures.
    extra: u32,
    omitted: usize,
    /// Cards of what ended before this event make room for others.
    pub settled: usize,
    /// Those that have, until what they stand for is forgotten.
    gone: IdMap<usize>,
    pub hidden: IdSet,
    /// Whether cards of tasks are small.
    is_compact: bool,
    finder: Finder,
}

const EXTRA: u32 = 1 << 24;

impl Reader {
    pub fn read_all(&mut self, log: &Log) {
        for (index, event) in log.iter() {
            self.read(index.0 as usize, event);
            if !event.task().is_some_and(|task| self.hidden.contains(&block_of(task))) {
                self.finder.read(event);
            }
        }
    }

    /// Lets go of the cards of what ended before an event, and says which these were; also those that have made room.
    pub fn forget_before(&mut self, index: usize) -> IdSet {
        let is_gone = |card: &Card| card.ended.is_some_and(|ended| ended < index);
        let gone: IdSet = self.cards.iter().filter(|(_, card)| is_gone(card)).map(|(id, _)| *id).collect();
        for id in gone.iter() {
            self.cards.remove(id);
        }
        let mut gone = gone;
        let earlier: Vec<BlockId> =
            self.gone.iter().filter(|(_, ended)| **ended < index).map(|(id, _)| *id).collect();
        for id in earlier {
            self.gone.remove(&id);
            gone.insert(id);
        }
        self.groups.retain(|_, id| !gone.contains(id));
        self.timeouts.retain(|_, id| !gone.contains(id));
        gone
    }

    fn end(&mut self, id: Option<BlockId>, index: usize) {
        if let Some(card) = id.and_then(|id| self.cards.get_mut(&id)) {
            card.ended = Some(index);
        }
    }

    fn read(&mut self, index: usize, event: &Event) {
        let maker = event.task().map(block_of);
        let line = event.origin().map(|origin| origin.0);
        let card = |label: String, summary: String, kind: CardKind, children: Vec<BlockId>| Card {
            label,
            summary,
            kind,
            maker,
            children,
            made: index,
            line,
            ended: None,
        };
        match &event.kind {
            EventKind::TaskCreated { task, name, coroutine } => {
                if SHUTDOWN.contains(&&**coroutine) && event.task().is_none() {
                    self.hidden.insert(block_of(*task));
                    return;
                }
                let (label, summary) = (task_label(name, coroutine), format!("{coroutine}()"));
                self.add(block_of(*task), card(label, summary, CardKind::Task, Vec::new()));
            }
            EventKind::TaskRenamed { task, name } => {
                if let Some(card) = self.cards.get_mut(&block_of(*task)) {
                    let coroutine = card.summary.trim_end_matches("()").to_owned();
                    card.label = task_label(name, &coroutine);
                }
            }
            EventKind::FutureCreated { future, role } => {
                let (label, kind, children) = match role {
                    FutureRole::Gather { children } if event.task().is_some() => {
                        ("gather", CardKind::Gather, children.iter().copied().map(block_of).collect())
                    }
                    FutureRole::Shield { inner } => ("shield", CardKind::Shield, vec![block_of(*inner)]),
                    _ => return,
                };
                let summary = format!("of {}", children.len());
                self.add(block_of(*future), card(label.into(), summary, kind, children));
            }
            EventKind::TimeoutEntered { timeout, deadline, is_wait_for, .. } => {
                let Some(delay_secs) = deadline.map(|deadline| (deadline - event.time).max(0.0)) else {
                    return;
                };
                let delay_secs = delay_secs.min(*SECONDS.end());
                let label = if *is_wait_for { "wait_for" } else { "timeout" };
                let summary = format!("{} s", decimal_text(delay_secs));
                let id = self.extra();
                self.timeouts.insert(*timeout, id);
                self.add(id, card(label.into(), summary, CardKind::Timeout { delay_secs }, Vec::new()));
            }
            EventKind::FutureDone { future, .. } => self.end(Some(block_of(*future)), index),
            EventKind::TimeoutLeft { timeout } | EventKind::TimeoutConverted { timeout } => {
                self.end(self.timeouts.get(timeout).copied(), index);
            }
            EventKind::GroupLeft { group, .. } => self.end(self.groups.get(group).copied(), index),
            EventKind::GroupEntered { group, .. } => {
                let id = self.extra();
                self.groups.insert(*group, id);
                self.add(id, card("TaskGroup".into(), String::new(), CardKind::Gather, Vec::new()));
            }
            EventKind::GroupJoined { group, task } => {
                let card = self.groups.get(group).and_then(|id| self.cards.get_mut(id));
                if let Some(card) = card {
                    card.children.push(block_of(*task));
                    card.summary = format!("of {}", card.children.len());
                }
            }
            _ => {}
        }
    }

    /// What ended first leaves.
    fn make_room(&mut self) {
        let ended = |card: &Card| card.ended.filter(|ended| *ended < self.settled);
        let first = self.cards.iter().filter_map(|(id, card)| Some((ended(card)?, *id))).min();
        if let Some((ended, id)) = first {
            self.cards.remove(&id);
            self.gone.insert(id, ended);
        }
    }

    fn extra(&mut self) -> BlockId {
        self.extra += 1;
        BlockId(EXTRA + self.extra)
    }

    fn add(&mut self, id: BlockId, card: Card) {
        if self.cards.len() >= MOST_CARDS {
            self.make_room();
        }
        if self.cards.len() < MOST_CARDS {
            self.cards.insert(id, card);
        } else {
            self.omitted += 1;
        }
    }

    /// What was found, drawn; without a log. What has its place already stays there.
    pub fn draw(mut self, places: &mut Places) -> Drawing {
        let known: IdSet = self.cards.keys().copied().collect();
        for card in self.cards.values_mut() {
            let mut seen = IdSet::new();
            card.children.retain(|child| known.contains(child) && seen.insert(*child));
        }
        let mut order: Vec<BlockId> = known.iter().copied().collect();
        sort_by_key(&mut order, |id| self.cards[id].made);
        let tree = self.tree(&order);
        let kept = kept_children(&order, &tree, |id| self.cards[&id].children.clone());
        for (id, children) in kept.iter() {
            self.cards.get_mut(id).into_iter().for_each(|card| card.children = children.clone());
        }
        self.is_compact = places.is_compact;
        let positions = self.positions(&order, &tree, places.room.filter(|_| places.is_new()));
        places.is_compact = self.is_compact;
        let is_task = |id: &BlockId| matches!(self.cards[id].kind, CardKind::Task);
        let positions = places.settle(&order, positions, is_task);
        let fixtures = self.fixtures(&order, &positions, places.room);
        let mut scene = Scene::default();
        let mut labels = places.labels(&known);
        let mut summaries = IdMap::new();
        for (id, position) in order.iter().zip(positions) {
            let card = &self.cards[id];
            let started = tree.iter().filter(|(_, above)| **above == *id).map(|(below, _)| *below);
            let kind = match card.kind {
                CardKind::Task => {
                    let mut below: Vec<BlockId> = started.collect();
                    sort_by_key(&mut below, |id| self.cards[id].made);
                    BlockKind::Task {
                        steps: below.into_iter().map(|target| Step::Start { target }).collect(),
                    }
                }
                CardKind::Gather => {
                    BlockKind::Gather { children: card.children.clone(), return_exceptions: false }
                }
                CardKind::Shield => BlockKind::Shield { child: card.children.first().copied() },
                CardKind::Timeout { delay_secs } => BlockKind::Timeout { child: None, delay_secs },
            };
            let label = places.label_of(*id, &card.label, &mut labels);
            scene.blocks.insert(*id, Block { label, position, kind });
            summaries.insert(*id, card.summary.clone());
        }
        let lines = self.cards.iter().filter_map(|(id, card)| Some((*id, card.line?))).collect();
        let (log, places) = (Log::new(), Vec::new());
        Drawing {
            scene,
            fixtures,
            summaries,
            lines,
            log,
            places,
            omitted: self.omitted,
            is_compact: self.is_compact,
        }
    }

    /// What each card hangs below: the gather, group or shield that it is in, else the task that made it. The first one
    /// under which it does not come to stand below itself.
    fn tree(&self, order: &[BlockId]) -> IdMap<BlockId> {
        let mut above: IdMap<BlockId> = IdMap::new();
        // Whether it is, or so deep below others that nothing can hang below it.
        let is_below = |above: &IdMap<BlockId>, mut id: BlockId, of: BlockId| {
            for _ in 1..MOST_LEVELS {
                if id == of {
                    return true;
                }
                match above.get(&id) {
                    Some(next) => id = *next,
                    None => return false,
                }
            }
            true
        };
        for id in order {
            for child in &self.cards[id].children {
                if !above.contains_key(child) && !is_below(&above, *id, *child) {
                    above.insert(*child, *id);
                }
            }
            if let Some(maker) = self.cards[id].maker
                && self.cards.contains_key(&maker)
                && !above.contains_key(id)
                && !is_below(&above, maker, *id)
            {
                above.insert(*id, maker);
            }
        }
        // A task that is gathered after it was made hangs below the gather.
        for id in order {
            for child in &self.cards[id].children {
                let by_maker = above.get(child) == self.cards[child].maker.as_ref();
                if by_maker && !is_below(&above, *id, *child) {
                    above.insert(*child, *id);
                }
            }
        }
        above
    }

    fn size(&self, id: BlockId) -> Size {
        match self.cards[&id].kind {
            CardKind::Task if self.is_compact => SMALL_TASK_SIZE,
            CardKind::Task => TASK_SIZE,
            _ => WRAPPER_SIZE,
        }
    }

    /// Where the cards stand: for a stage, where they can be drawn largest there. What would be hard to read has small cards
    /// if these can be read better.
    fn positions(&mut self, order: &[BlockId], tree: &IdMap<BlockId>, room: Option<Size>) -> Vec<Point> {
        /// What is drawn larger than this can be read.
        const READABLE: f64 = 0.6;
        /// So much larger it has to be.
        const BETTER: f64 = 1.1;
        let large = self.arranged(order, tree, room);
        let Some(room) = room else { return large };
        let zoom = self.zoom_of(order, &large, room);
        if zoom >= READABLE || self.is_compact {
            return large;
        }
        self.is_compact = true;
        let small = self.arranged(order, tree, Some(room));
        self.is_compact = self.zoom_of(order, &small, room) > zoom * BETTER;
        if self.is_compact { small } else { large }
    }

    fn arranged(&self, order: &[BlockId], tree: &IdMap<BlockId>, room: Option<Size>) -> Vec<Point> {
        /// Who waits for what can be followed as well in a drawing so much smaller in which no wires cross.
        const CROSSED: f64 = 0.7;
        const READABLE: f64 = 0.5;
        let index: IdMap<usize> = order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let mut nodes: Vec<Node> = order
            .iter()
            .map(|id| {
                let Size { width, height } = self.size(*id);
                Node { width, height, children: Vec::new() }
            })
            .collect();
        for (at, id) in order.iter().enumerate() {
            if let Some(above) = tree.get(id) {
                nodes[index[above]].children.push(at);
            }
        }
        let Some(room) = room else { return arrange(&nodes) };
        // Wires to what tasks wait at go through between the cards: of those in one row, none crosses another card.
        let better = if self.finder.has_waiters() { 1.3 } else { 1.1 };
        let is_low = room.height < 440.0;
        arrange_for(&nodes, better, is_low, |placed| {
            let zoom = self.zoom_of(order, placed, room);
            // Of what is too small to be read, nobody sees how clear it is.
            let is_clear = zoom >= READABLE && !self.has_crossings(order, placed, room);
            if is_clear || !self.finder.has_waiters() { zoom } else { zoom * CROSSED }
        })
    }

    /// How large cards are on a stage where they have their places.
    pub fn zoom_on(&self, places: &Places, room: Size) -> f64 {
        let mut reader = self.clone();
        reader.is_compact = places.is_compact;
        let placed = self.cards.keys().filter_map(|id| Some((*id, places.of(*id)?)));
        let (order, placed): (Vec<BlockId>, Vec<Point>) = placed.unzip();
        reader.zoom_of(&order, &placed, room)
    }

    /// How large cards are on a stage, if they stand there.
    fn zoom_of(&self, order: &[BlockId], placed: &[Point], room: Size) -> f64 {
        let cards = order.iter().zip(placed).map(|(id, at)| (*at, self.size(*id)));
        let fixtures = self.fixtures(order, placed, Some(room));
        let (width, height) = FIXTURE;
        let fixtures = fixtures.iter().map(|it| (it.position, Size { width, height }));
        let rects = cards.chain(fixtures).map(|(Point { x, y }, size)| Rect { x, y, size });
        let all = rects.reduce(|all, rect| all.union(&rect)).unwrap_or_default().size;
        (room.width / all.width.max(1.0)).min(room.height / all.height.max(1.0)).min(1.0)
    }

    /// Whether wires to what tasks wait at cross.
    fn has_crossings(&self, order: &[BlockId], placed: &[Point], room: Size) -> bool {
        let fixtures = self.fixtures(order, placed, Some(room));
        let at: IdMap<f64> =
            order.iter().zip(placed).map(|(id, at)| (*id, at.x + self.size(*id).width / 2.0)).collect();
        self.finder.has_crossings(&fixtures, |id| at.get(&id).copied())
    }

    /// What tasks meet at stands below all of them.
    fn fixtures(&self, order: &[BlockId], positions: &[Point], room: Option<Size>) -> Vec<Fixture> {
        let index: IdMap<usize> = order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let (mut width, mut bottom) = (0.0f64, 0.0f64);
        for (id, at) in order.iter().zip(positions) {
            let size = self.size(*id);
            width = width.max(at.x + size.width);
            bottom = bottom.max(at.y + size.height);
        }
        let middle = |id| Some(positions[*index.get(&id)?].x + self.size(id).width / 2.0);
        let least = room.map_or(4.0, |room| (room.width / FIXTURE.0).clamp(2.0, 4.0));
        self.finder.placed(middle, (width, bottom), least as usize)
    }
}

pub(super) fn block_of(future: FutureId) -> BlockId {
    BlockId(future.0)
}

/// What a task's card is called: its name, with its coroutine's if it was not given any.
fn task_label(name: &str, coroutine: &str) -> String {
    match name {
        _ if name.starts_with("Task-") => format!("{coroutine} · {name}"),
        _ if name.trim().is_empty() => coroutine.to_owned(),
        _ => name.to_owned(),
    }
}
