//! What cards and wires show of a run at a moment, derived from the view at its cursor. What did not change since the
//! moment before is the same object.

use std::rc::Rc;

use super::picture::WireId;
use super::words;
use crate::playback::{
    Anchor, BlockRef, BlockView, FutureState, FutureView, Link, MotionKind, Player, Recording, TaskState,
    TaskView, TimeoutState, View, WaitingFor, label, waits_for,
};
use crate::program::Place;
use crate::scene::{BlockId, BlockKind, IdMap, Scene};
use crate::trace::{FutureId, FutureRole, Outcome};

/// A stretch of virtual time, for what counts down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// When it began.
    pub from_secs: f64,
    /// When it is over.
    pub until_secs: f64,
}

/// What a card shows of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct CardStatus {
    /// The state; `None` before the block has come to anything.
    pub state: Option<TaskState>,
    /// The asyncio name of its task.
    pub task: Option<Rc<str>>,
    /// What goes on, in a few words.
    pub text: String,
    /// What counts down.
    pub span: Option<Span>,
    /// Whether `span` is the time that a timeout leaves.
    pub is_deadline: bool,
    /// Whether somebody can ask it to cancel.
    pub can_cancel: bool,
    /// Whether it is a shield that kept a cancellation away.
    pub held: bool,
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
    // What it was told of: the generation of the recording, and the cursor.
    generation: u32,
    cursor: usize,
    has_ended: bool,
}

/// What cancellations left on wires.
#[derive(Debug, Clone, PartialEq, Default)]
struct Trails {
    // Invariant: rises by wire, no wire twice. The last word on a wire counts.
    wires: Vec<(WireId, Trail)>,
    /// So many links of the run's trail are in it.
    links: usize,
}

impl Statuses {
    /// What a player shows of a scene. With `tasks_alone` somebody outside can cancel tasks and nothing else. `before`
    /// is what it showed before, of the same scene: what has not changed since is taken from there.
    pub fn of(scene: &Scene, player: &Player, tasks_alone: bool, before: &Statuses) -> Self {
        let (view, generation) = (player.view(), player.generation());
        let teller = Teller { scene, recording: player.recording(), view, tasks_alone };
        let has_ended = view.end().is_some();
        let is_same_run = before.generation == generation && before.told_of.len() == scene.blocks.len();
        let is_comparable = is_same_run && before.has_ended == has_ended;
        let mut told_of = Vec::with_capacity(scene.blocks.len());
        let cards = scene.blocks.keys().enumerate().map(|(position, &id)| {
            let block = view.of_block(id.0);
            let tells_of = Teller::tells_of(block.as_ref());
            told_of.push(tells_of);
            let known = before.cards.get(&id);
            match known {
                Some(known)
                    if is_comparable && tells_of.is_some() && before.told_of[position] == tells_of =>
                {
                    (id, known.clone())
                }
                _ => (id, kept(teller.card(block.as_ref()), known)),
            }
        });
        let cards: IdMap<_> = cards.collect();
        let failed = cards.iter().filter(|(_, card)| has_failed(Some(card))).map(|(id, _)| *id).collect();
        let main = teller.main().map(|status| kept(status, before.main.as_ref()));
        let (mut trails, links) = (before.trails.clone(), player.trail());
        if !is_same_run || links.len() < trails.links {
            trails = Rc::default();
        }
        if trails.links < links.len() {
            teller.extend(Rc::make_mut(&mut trails), links);
        }
        Statuses { cards, main, told_of, failed, trails, generation, cursor: player.cursor(), has_ended }
    }

    /// Whether it shows that moment of a run, if it shows that run at all.
    pub fn is_of(&self, player: &Player) -> bool {
        (self.generation, self.cursor) == (player.generation(), player.cursor())
    }

    /// What was left on a wire: by a cancellation, or by an exception that went from a block to one that failed as well.
    pub fn trail(&self, wire: WireId) -> Option<Trail> {
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
            && has_failed(self.main.as_ref()) == has_failed(other.main.as_ref())
            && self.failed == other.failed
    }
}

fn has_failed(status: Option<&Rc<CardStatus>>) -> bool {
    status.is_some_and(|status| status.state == Some(TaskState::Failed))
}

fn kept(status: CardStatus, before: Option<&Rc<CardStatus>>) -> Rc<CardStatus> {
    before.filter(|known| ***known == status).cloned().unwrap_or_else(|| Rc::new(status))
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
    let children = scene.children_of(from);
    if children.contains(&to) {
        return Some(vec![(Some(from), to)]);
    }
    let is_timeout = |id: &BlockId| {
        matches!(scene.blocks.get(id).map(|block| &block.kind), Some(BlockKind::Timeout { .. }))
    };
    children.into_iter().filter(is_timeout).find_map(|timeout| {
        let mut wires = way_down(scene, timeout, to)?;
        wires.insert(0, (Some(from), timeout));
        Some(wires)
    })
}

/// The block that an end of a motion stands for.
pub fn block_of(recording: &Recording, view: &View, anchor: Anchor) -> Option<BlockId> {
    let place = match anchor {
        Anchor::Future(id) => recording.object(id)?.place,
        Anchor::Timeout(id) => view.timeout(id)?.place,
        Anchor::Group(id) => recording.group_place(id),
        Anchor::Outside => None,
    };
    match place? {
        Place::Block { block, .. } => Some(BlockId(block)),
        Place::Main => None,
    }
}

struct Teller<'a> {
    scene: &'a Scene,
    recording: &'a Recording,
    view: &'a View,
    tasks_alone: bool,
}

impl Teller<'_> {
    fn name(&self, id: FutureId) -> String {
        label(self.recording, id)
    }

    /// The objects of which a card tells, with their revision: while both stay, so does what it tells. `None` if it also
    /// tells of others.
    fn tells_of(block: Option<&BlockView<'_>>) -> Option<(Option<BlockRef>, u32)> {
        let Some(block) = block else { return Some((None, 0)) };
        let counts_children = block.future.is_some_and(|future| {
            future.state == FutureState::Pending && matches!(future.role, FutureRole::Gather { .. })
        });
        (!counts_children).then_some((Some(block.shown), block.revision))
    }

    fn card(&self, block: Option<&BlockView<'_>>) -> CardStatus {
        let Some(block) = block else {
            return CardStatus {
                state: None,
                task: None,
                text: "not started".into(),
                span: None,
                is_deadline: false,
                can_cancel: false,
                held: false,
            };
        };
        let (text, span, is_deadline) = self.words(block);
        // A timeout inside of a task is nothing that could be cancelled by itself.
        let is_awaitable = match block.shown {
            BlockRef::Task(_) => true,
            BlockRef::Future(_) => !self.tasks_alone,
            BlockRef::Timeout(_) => false,
        };
        CardStatus {
            state: Some(block.state),
            task: block
                .task
                .filter(|task| block.shown == BlockRef::Task(task.id))
                .map(|task| task.name.clone()),
            text,
            span,
            is_deadline,
            can_cancel: is_awaitable && !block.state.is_final() && self.view.end().is_none(),
            held: block.future.is_some_and(|future| future.held.is_some()),
        }
    }

    fn main(&self) -> Option<CardStatus> {
        // `run()` creates its task before any other.
        let task = self.view.tasks().next()?;
        let (text, span) = self.task(task);
        Some(CardStatus {
            state: Some(task.state),
            task: Some(task.name.clone()),
            text,
            span,
            is_deadline: false,
            can_cancel: false,
            held: false,
        })
    }

    fn words(&self, block: &BlockView<'_>) -> (String, Option<Span>, bool) {
        match (block.shown, block.future, block.timeout, block.task) {
            (BlockRef::Future(_), Some(future), _, _) => (self.future(future), None, false),
            (BlockRef::Timeout(_), _, Some(timeout), _) => self.timeout(timeout),
            // A task that is there for a timeout shows that one's time.
            (_, _, Some(timeout), Some(_)) if timeout.state == TimeoutState::Active => self.timeout(timeout),
            (_, _, _, Some(task)) => {
                let (text, span) = self.task(task);
                (text, span, false)
            }
            _ => (String::new(), None, false),
        }
    }

    fn task(&self, task: &TaskView) -> (String, Option<Span>) {
        let text = match task.state {
            TaskState::Scheduled => match task.woken_by {
                Some(_) => "woken, runs soon".into(),
                None => "scheduled".into(),
            },
            TaskState::Running if task.blocked_until_secs.is_some() => "blocks the loop".into(),
            TaskState::Running if task.cleaning_up => "running, cleans up".into(),
            TaskState::Running => "running".into(),
            TaskState::Waiting => return self.waiting(task),
            TaskState::Cancelling => "asked to cancel".into(),
            TaskState::Cancelled => "cancelled".into(),
            TaskState::Failed => task.error().map_or_else(|| "failed".into(), words::failure),
            TaskState::Done => match task.result.as_deref() {
                None | Some("None") => "done".into(),
                Some(result) => format!("returned {result}"),
            },
        };
        (text, None)
    }

    fn waiting(&self, task: &TaskView) -> (String, Option<Span>) {
        let Some(waiting) = &task.waiting_on else { return ("waiting".into(), None) };
        let text = match &waiting.what {
            WaitingFor::Sleep { until_secs } => {
                let text = if task.cleaning_up { "cleans up, sleeping" } else { "sleeping" };
                let span = until_secs.map(|until_secs| Span { from_secs: waiting.since_secs, until_secs });
                return (text.into(), span);
            }
            WaitingFor::Task { name } => format!("waiting for {name}"),
            WaitingFor::Gather | WaitingFor::Shield | WaitingFor::Future => {
                format!("waiting for {}", self.name(waiting.future))
            }
            _ => format!("waiting for {}", waits_for(self.recording, self.view, waiting)),
        };
        (text, None)
    }

    fn future(&self, future: &FutureView) -> String {
        match (&future.state, &future.role) {
            (FutureState::Pending, FutureRole::Gather { children }) => {
                let done = children.iter().filter(|id| self.is_done(**id)).count();
                format!("{done} of {} done", children.len())
            }
            (FutureState::Pending, FutureRole::Shield { inner }) => {
                format!("waiting for {}", self.name(*inner))
            }
            (FutureState::Pending, _) => "waiting".into(),
            (FutureState::Cancelling, _) => "asked to cancel".into(),
            (FutureState::Done(Outcome::Result), _) => "done".into(),
            (FutureState::Done(Outcome::Cancelled), _) if future.held.is_some() => "held it back".into(),
            (FutureState::Done(Outcome::Cancelled), _) => "cancelled".into(),
            (FutureState::Done(Outcome::Failed { error }), _) => words::failure(error),
        }
    }

    fn is_done(&self, id: FutureId) -> bool {
        match (self.view.task(id), self.view.future(id)) {
            (Some(task), _) => task.state.is_final(),
            (None, Some(future)) => future.task_state().is_final(),
            (None, None) => false,
        }
    }

    fn timeout(&self, timeout: &crate::playback::TimeoutView) -> (String, Option<Span>, bool) {
        let text = match timeout.state {
            TimeoutState::Active => {
                let span = timeout
                    .deadline_secs
                    .map(|until_secs| Span { from_secs: timeout.entered_secs, until_secs });
                return ("left".into(), span, true);
            }
            TimeoutState::Expired => "time is up, cancels",
            TimeoutState::Converted => "TimeoutError",
            TimeoutState::Left => match timeout.task_state() {
                TaskState::Cancelled => "cancelled",
                TaskState::Failed => "failed below",
                _ => "done in time",
            },
        };
        (text.into(), None, false)
    }

    /// Adds what the links of a trail left that are not in it yet.
    fn extend(&self, trails: &mut Trails, links: &[Link]) {
        for link in &links[trails.links..] {
            let (from, to) = (
                block_of(self.recording, self.view, link.from),
                block_of(self.recording, self.view, link.to),
            );
            let (Some(from), Some(to)) = (from, to) else { continue };
            let trail = match link.kind {
                MotionKind::Cancel => Trail::Cancel,
                MotionKind::ShieldStop => Trail::Held,
                _ => continue,
            };
            for wire in way(self.scene, from, to).map(|(wires, _)| wires).unwrap_or_default() {
                match trails.wires.binary_search_by(|(known, _)| known.cmp(&wire)) {
                    Ok(position) => trails.wires[position].1 = trail,
                    Err(position) => trails.wires.insert(position, (wire, trail)),
                }
            }
        }
        trails.links = links.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
