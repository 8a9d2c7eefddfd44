//! A run as a scene: what a program that nobody has drawn consists of once it has run.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::fixtures::{Finder, Fixture};
use super::tree::{Node, arrange};
use crate::order::sort_by_key;
use crate::program::Place;
use crate::program::number::decimal_text;
use crate::scene::{Block, BlockId, BlockKind, IdMap, IdSet, Point, Scene, Step};
use crate::trace::{Event, EventIndex, EventKind, FutureId, FutureRole, GroupId, Log, Origin};

/// More cards than that help nobody; the first ones are drawn.
const MOST_CARDS: usize = 400;
/// The coroutines with which a loop is closed.
const SHUTDOWN: [&str; 2] = ["shutdown_asyncgens", "shutdown_default_executor"];
/// The sizes of cards, in world units; those of the stage.
const TASK: (f64, f64) = (208.0, 88.0);
const OTHER: (f64, f64) = (208.0, 56.0);

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
}

/// What is known of a card while the log is read.
struct Card {
    label: String,
    summary: String,
    kind: CardKind,
    /// The task that made it.
    maker: Option<BlockId>,
    /// What it consists of.
    children: Vec<BlockId>,
    /// The event that made it.
    made: usize,
}

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
        for (index, event) in log.iter() {
            reader.read(index.0 as usize, event);
            if !event.task.is_some_and(|task| reader.hidden.contains(&block_of(task))) {
                reader.finder.read(event);
            }
        }
        reader.finish(log)
    }

    /// The cards as lines: `NUMBER LINE TEXT` for a block of the scene, with the line of the text at which it was made, or
    /// 0, and what it is about; and then the fixtures' ([`Fixture::to_line`]).
    pub fn card_lines(&self) -> String {
        let line_of = |id| self.lines.get(id).copied().unwrap_or(0);
        let blocks = self.summaries.iter().map(|(id, text)| format!("{} {} {text}\n", id.0, line_of(id)));
        let fixtures = self.fixtures.iter().map(|fixture| fixture.to_line() + "\n");
        blocks.chain(fixtures).collect()
    }
}

#[derive(Default)]
struct Reader {
    cards: IdMap<Card>,
    groups: HashMap<GroupId, BlockId>,
    /// Blocks of timeouts and groups have numbers above those of futures.
    extra: u32,
    omitted: usize,
    hidden: IdSet,
    finder: Finder,
}

const EXTRA: u32 = 1 << 24;

impl Reader {
    fn read(&mut self, index: usize, event: &Event) {
        let maker = event.task.map(block_of);
        match &event.kind {
            EventKind::TaskCreated { task, name, coroutine } => {
                if SHUTDOWN.contains(&&**coroutine) && event.task.is_none() {
                    self.hidden.insert(block_of(*task));
                    return;
                }
                let card = Card {
                    label: task_label(name, coroutine),
                    summary: format!("{coroutine}()"),
                    kind: CardKind::Task,
                    maker,
                    children: Vec::new(),
                    made: index,
                };
                self.add(block_of(*task), card);
            }
            EventKind::TaskRenamed { task, name } => {
                if let Some(card) = self.cards.get_mut(&block_of(*task)) {
                    let coroutine = card.summary.trim_end_matches("()").to_owned();
                    card.label = task_label(name, &coroutine);
                }
            }
            EventKind::FutureCreated { future, role } => {
                let (label, kind, children) = match role {
                    FutureRole::Gather { children } if event.task.is_some() => {
                        ("gather", CardKind::Gather, children.iter().copied().map(block_of).collect())
                    }
                    FutureRole::Shield { inner } => ("shield", CardKind::Shield, vec![block_of(*inner)]),
                    _ => return,
                };
                let summary = match children.len() {
                    1 => "of 1".to_owned(),
                    n => format!("of {n}"),
                };
                let card = Card { label: label.into(), summary, kind, maker, children, made: index };
                self.add(block_of(*future), card);
            }
            EventKind::TimeoutEntered { deadline, .. } => {
                let Some(delay_secs) = deadline.map(|deadline| (deadline - event.time).max(0.0)) else {
                    return;
                };
                let card = Card {
                    label: "timeout".into(),
                    summary: format!("{} s", decimal_text(delay_secs)),
                    kind: CardKind::Timeout { delay_secs },
                    maker,
                    children: Vec::new(),
                    made: index,
                };
                let id = self.extra();
                self.add(id, card);
            }
            EventKind::GroupEntered { group, .. } => {
                let card = Card {
                    label: "TaskGroup".into(),
                    summary: String::new(),
                    kind: CardKind::Gather,
                    maker,
                    children: Vec::new(),
                    made: index,
                };
                let id = self.extra();
                self.groups.insert(*group, id);
                self.add(id, card);
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

    fn extra(&mut self) -> BlockId {
        self.extra += 1;
        BlockId(EXTRA + self.extra)
    }

    fn add(&mut self, id: BlockId, card: Card) {
        if self.cards.len() < MOST_CARDS {
            self.cards.insert(id, card);
        } else {
            self.omitted += 1;
        }
    }

    fn finish(mut self, log: &Log) -> Drawing {
        let known: IdSet = self.cards.keys().copied().collect();
        for card in self.cards.values_mut() {
            let mut seen = IdSet::new();
            card.children.retain(|child| known.contains(child) && seen.insert(*child));
        }
        let mut order: Vec<BlockId> = known.iter().copied().collect();
        sort_by_key(&mut order, |id| self.cards[id].made);
        let tree = self.tree(&order);
        let positions = self.positions(&order, &tree);
        let fixtures = self.fixtures(&order, &positions);
        let mut scene = Scene::default();
        let mut labels = BTreeSet::new();
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
            let label = unique(&card.label, &mut labels);
            scene.blocks.insert(*id, Block { label, position, kind });
            summaries.insert(*id, card.summary.clone());
        }
        let line_of = |made: usize| Some(log.get(EventIndex(made as u32))?.origin?.0);
        let lines = self.cards.iter().filter_map(|(id, card)| Some((*id, line_of(card.made)?))).collect();
        let (log, places) = self.relabel(log);
        Drawing { scene, fixtures, summaries, lines, log, places, omitted: self.omitted }
    }

    /// What each card hangs below: the gather, group or shield that it is in, else the task that made it. The first one
    /// under which it does not come to stand below itself.
    fn tree(&self, order: &[BlockId]) -> IdMap<BlockId> {
        let mut above: IdMap<BlockId> = IdMap::new();
        let is_below = |above: &IdMap<BlockId>, mut id: BlockId, of: BlockId| loop {
            if id == of {
                return true;
            }
            match above.get(&id) {
                Some(next) => id = *next,
                None => return false,
            }
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

    fn positions(&self, order: &[BlockId], tree: &IdMap<BlockId>) -> Vec<Point> {
        let index: IdMap<usize> = order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let mut nodes: Vec<Node> = order
            .iter()
            .map(|id| {
                let (width, height) =
                    if matches!(self.cards[id].kind, CardKind::Task) { TASK } else { OTHER };
                Node { width, height, children: Vec::new() }
            })
            .collect();
        for (at, id) in order.iter().enumerate() {
            if let Some(above) = tree.get(id) {
                nodes[index[above]].children.push(at);
            }
        }
        arrange(&nodes)
    }

    /// What tasks meet at stands below all of them.
    fn fixtures(&mut self, order: &[BlockId], positions: &[Point]) -> Vec<Fixture> {
        let index: IdMap<usize> = order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let extent = |id: &BlockId| if matches!(self.cards[id].kind, CardKind::Task) { TASK } else { OTHER };
        let (mut width, mut bottom) = (0.0f64, 0.0f64);
        for (id, at) in order.iter().zip(positions) {
            width = width.max(at.x + extent(id).0);
            bottom = bottom.max(at.y + extent(id).1);
        }
        let finder = std::mem::take(&mut self.finder);
        finder.placed(|id| Some(positions[*index.get(&id)?].x + extent(&id).0 / 2.0), width, bottom)
    }

    /// The log with an origin of its own for every event that makes a card, and one for every line in every task.
    fn relabel(&self, log: &Log) -> (Log, Vec<Place>) {
        let made: HashMap<usize, BlockId> = self.cards.iter().map(|(id, card)| (card.made, *id)).collect();
        let mut places = Vec::new();
        let mut known: HashMap<Place, Origin> = HashMap::new();
        let mut origin_of = |place: Place| {
            *known.entry(place).or_insert_with(|| {
                places.push(place);
                Origin(places.len() as u32 - 1)
            })
        };
        let mut begun = IdSet::default();
        let mut relabelled = Log::new();
        for (index, event) in log.iter() {
            let mut event = event.clone();
            let place = match made.get(&(index.0 as usize)) {
                Some(id) => Some(Place::Block { block: id.0, step: None }),
                None => {
                    let task = event.task.map(block_of).filter(|task| !self.hidden.contains(task));
                    // A task that begins is at none of its lines yet, but where it was made.
                    let begins =
                        matches!(event.kind, EventKind::StepBegan { task } if begun.insert(block_of(task)));
                    task.filter(|task| !begins && self.cards.contains_key(task))
                        .zip(event.origin)
                        .map(|(task, line)| Place::Block { block: task.0, step: Some(line.0) })
                }
            };
            event.origin = place.map(&mut origin_of);
            relabelled.push(event);
        }
        (relabelled, places)
    }
}

fn block_of(future: FutureId) -> BlockId {
    BlockId(future.0)
}

/// What a task's card is called: its name, with its coroutine's if it was not given any.
fn task_label(name: &str, coroutine: &str) -> String {
    if name.starts_with("Task-") { format!("{coroutine} · {name}") } else { name.to_owned() }
}

/// A label that no other card has.
fn unique(label: &str, taken: &mut BTreeSet<Rc<str>>) -> String {
    let mut candidate = label.to_owned();
    let mut n = 1;
    while !taken.insert(candidate.as_str().into()) {
        n += 1;
        candidate = format!("{label} {n}");
    }
    candidate
}
