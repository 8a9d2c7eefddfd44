//! A run as lanes over time, one for each task: a timeline without a screen.
//!
//! - [`Lanes`]: the lanes in tree order, with what is marked on them, and the arrows between them.
//! - [`Rows`]: which of them are to be seen, some being folded away.
//! - [`Axis`] and [`Window`]: what part of the time is seen, and how large.
//! - [`pieces`]: what is to be drawn of a lane: never more than a few pieces a pixel, however many events there are.
//! - [`Grid`]: the ticks of virtual time and iterations.
//! - [`paint`]: all that as shapes, which a pen puts onto a canvas or into a file.

mod arrows;
mod grid;
mod labels;
pub mod paint;
mod pieces;
mod rows;
mod window;

use std::rc::Rc;

pub use arrows::{Arrow, ArrowKind};
pub use grid::{Grid, Tick};
pub use labels::waiting_label;
pub use pieces::{Piece, pieces, point_at};
pub use rows::Rows;
pub use window::{Axis, Window};

use crate::playback::{Recording, TaskState, label};
use crate::trace::{EventKind, FutureId};

/// The lanes of a recording. Made once; what is seen of them is computed for every picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lanes {
    lanes: Vec<Lane>,
    // By future: the position of its lane, if it has one.
    positions: Vec<Option<u32>>,
    // Invariant: both are sorted by `to`.
    arrows: Vec<Arrow>,
    strong_arrows: Vec<Arrow>,
    // Positions of the iterations with which virtual time has moved on.
    times: Vec<usize>,
}

/// The lane of a task.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// The task.
    pub task: FutureId,
    /// What it is called.
    pub name: Rc<str>,
    /// How many lanes stand above it in the tree.
    pub depth: u32,
    /// The lane of the task that created it.
    pub parent: Option<usize>,
    /// The position behind the last lane below it in the tree: its own and 1 if there is none.
    pub end: usize,
    /// What is marked on it, in order.
    pub marks: Vec<Mark>,
    // How often it has been what before each of its points. Invariant: one more than it has points.
    counts: Vec<Counts>,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Counts {
    running: u32,
    cancelling: u32,
}

/// Something that is marked on a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The cursor right after its event.
    pub cursor: usize,
    /// What it is.
    pub kind: MarkKind,
}

/// What is marked on a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// CancelledError is thrown in.
    Delivered,
    /// It is caught.
    Caught,
    /// It is not raised again.
    Swallowed,
    /// It is raised again.
    Reraised,
    /// An exception is raised.
    Raised,
    /// A timeout of the task expires.
    Expired,
    /// A line of output.
    Printed,
}

impl Lanes {
    /// The lanes of a run.
    pub fn of(recording: &Recording) -> Self {
        let mut lanes = tree(recording);
        for (position, lane) in lanes.lanes.iter().enumerate() {
            let at = lane.task.0 as usize;
            if lanes.positions.len() <= at {
                lanes.positions.resize(at + 1, None);
            }
            lanes.positions[at] = Some(position as u32);
        }
        lanes.mark(recording);
        lanes.arrows = arrows::of(recording, &lanes);
        lanes.strong_arrows = lanes.arrows.iter().filter(|arrow| arrow.kind.is_strong()).copied().collect();
        let iterations = recording.iterations();
        lanes.times = (0..iterations.len())
            .filter(|&at| at == 0 || iterations[at].time_secs > iterations[at - 1].time_secs)
            .collect();
        lanes
    }

    /// All lanes, every one behind the one above it in the tree.
    pub fn all(&self) -> &[Lane] {
        &self.lanes
    }

    /// The position of a task's lane; `None` for tasks that are not shown.
    pub fn position(&self, task: FutureId) -> Option<usize> {
        self.positions.get(task.0 as usize).copied().flatten().map(|position| position as usize)
    }

    fn mark(&mut self, recording: &Recording) {
        let mut timeouts: Vec<Option<FutureId>> = Vec::new();
        for (index, event) in recording.log().iter() {
            let (task, kind) = match &event.kind {
                EventKind::CancelDelivered { task } => (Some(*task), MarkKind::Delivered),
                EventKind::CancelCaught { task } => (Some(*task), MarkKind::Caught),
                EventKind::CancelSwallowed { task } => (Some(*task), MarkKind::Swallowed),
                EventKind::CancelReraised { task } => (Some(*task), MarkKind::Reraised),
                EventKind::ExceptionRaised { .. } => (event.task(), MarkKind::Raised),
                EventKind::Printed { .. } => (event.task(), MarkKind::Printed),
                EventKind::TimeoutEntered { timeout, task, .. } => {
                    let at = timeout.0 as usize;
                    if timeouts.len() <= at {
                        timeouts.resize(at + 1, None);
                    }
                    timeouts[at] = Some(*task);
                    continue;
                }
                EventKind::TimeoutExpired { timeout } => {
                    (timeouts.get(timeout.0 as usize).copied().flatten(), MarkKind::Expired)
                }
                _ => continue,
            };
            if let Some(lane) = task.and_then(|task| self.position(task)) {
                self.lanes[lane].marks.push(Mark { cursor: index.0 as usize + 1, kind });
            }
        }
    }
}

/// The lanes in tree order, each below the one of the task that created its own.
fn tree(recording: &Recording) -> Lanes {
    let shown: Vec<(FutureId, Option<FutureId>)> = recording
        .tasks()
        .filter(|(_, object)| !object.hidden)
        .map(|(task, object)| {
            let creator = recording.log().get(object.created).and_then(|event| event.task());
            (task, creator.filter(|creator| *creator < task))
        })
        .collect();
    let place = |task: FutureId| shown.binary_search_by_key(&task, |(task, _)| *task).ok();
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); shown.len()];
    let mut roots = Vec::new();
    for (at, (_, creator)) in shown.iter().enumerate() {
        match creator.and_then(place) {
            Some(parent) => below[parent].push(at),
            None => roots.push(at),
        }
    }
    let mut lanes: Vec<Lane> = Vec::with_capacity(shown.len());
    // What is still to be placed, next one last: the task, and the position of the lane above.
    let mut left: Vec<(usize, Option<usize>)> = roots.into_iter().rev().map(|root| (root, None)).collect();
    while let Some((at, parent)) = left.pop() {
        let position = lanes.len();
        let task = shown[at].0;
        lanes.push(Lane {
            task,
            name: name(recording, task),
            depth: parent.map_or(0, |parent| lanes[parent].depth + 1),
            parent,
            end: position + 1,
            marks: Vec::new(),
            counts: counts(recording, task),
        });
        left.extend(below[at].iter().rev().map(|&child| (child, Some(position))));
    }
    for position in (0..lanes.len()).rev() {
        if let Some(parent) = lanes[position].parent {
            lanes[parent].end = lanes[parent].end.max(lanes[position].end);
        }
    }
    Lanes { lanes, ..Lanes::default() }
}

/// What a lane is called: what asyncio calls its task, with the coroutine's name before a name that says nothing, as on
/// the cards of programs.
fn name(recording: &Recording, task: FutureId) -> Rc<str> {
    let name = label(recording, task);
    let number = name.strip_prefix("Task-").unwrap_or_default();
    let is_default = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let created = recording.object(task).and_then(|object| recording.log().get(object.created));
    match created.map(|event| &event.kind) {
        Some(EventKind::TaskCreated { coroutine, .. }) if is_default => {
            (coroutine.to_string() + " \u{b7} " + &name).into()
        }
        _ => name.into(),
    }
}

fn counts(recording: &Recording, task: FutureId) -> Vec<Counts> {
    let mut so_far = Counts::default();
    let mut counts = vec![so_far];
    counts.extend(recording.lane(task).iter().map(|point| {
        so_far.running += u32::from(point.state == TaskState::Running);
        so_far.cancelling += u32::from(point.state == TaskState::Cancelling);
        so_far
    }));
    counts
}
