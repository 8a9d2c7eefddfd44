//! Who is above whom: edges, as the blocks name each other.

use super::ids::{IdMap, IdSet};
use super::limits::MAX_LABEL_CHARS;
use super::model::{Block, BlockId, BlockKind, Scene, Step};
use super::taken::Taken;

/// What a parent does with a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// It awaits it.
    Awaits,
    /// It only starts it.
    Starts,
}

/// A parent that awaits or starts a child. There is at most one edge from one block to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edge {
    /// The block above, which awaits.
    pub parent: BlockId,
    /// The block below, which is awaited.
    pub child: BlockId,
    /// What the parent does with the child.
    pub kind: EdgeKind,
}

impl Step {
    /// The block that the step awaits or starts.
    pub fn child(&self) -> Option<(BlockId, EdgeKind)> {
        match *self {
            Step::Await { target, .. } => Some((target, EdgeKind::Awaits)),
            Step::Start { target } => Some((target, EdgeKind::Starts)),
            _ => None,
        }
    }

    /// The block that the step names: one that it awaits, starts, cancels or looks at.
    pub fn target(&self) -> Option<BlockId> {
        match *self {
            Step::Await { target, .. }
            | Step::Start { target }
            | Step::Cancel { target }
            | Step::Look { target } => Some(target),
            _ => None,
        }
    }

    /// The lists of steps inside this one, in document order.
    pub fn bodies(&self) -> Vec<&[Step]> {
        match self {
            Step::Try { body, handlers, finally } => {
                let handlers = handlers.iter().map(|handler| handler.steps.as_slice());
                std::iter::once(body.as_slice()).chain(handlers).chain([finally.as_slice()]).collect()
            }
            Step::Repeat { body, .. } => vec![body],
            _ => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub fn bodies_mut(&mut self) -> Vec<&mut Vec<Step>> {
        match self {
            Step::Try { body, handlers, finally } => {
                let handlers = handlers.iter_mut().map(|handler| &mut handler.steps);
                std::iter::once(body).chain(handlers).chain([finally]).collect()
            }
            Step::Repeat { body, .. } => vec![body],
            _ => Vec::new(),
        }
    }
}

/// Steps with the nested ones in document order: a step comes before those inside it. The position in this list is
/// the number by which a [`Place`](crate::program::Place) names a step.
pub fn flatten(steps: &[Step]) -> Vec<&Step> {
    let mut all = Vec::new();
    for step in steps {
        all.push(step);
        for body in step.bodies() {
            all.extend(flatten(body));
        }
    }
    all
}

/// Whether one of the steps, or one inside of them, awaits or starts a block.
fn names_child(steps: &[Step], child: BlockId) -> bool {
    steps.iter().any(|step| {
        step.child().is_some_and(|(target, _)| target == child)
            || step.bodies().into_iter().any(|body| names_child(body, child))
    })
}

/// The step of a number: the same as finding it among all of them, without listing them.
pub fn step_of(steps: &[Step], number: u32) -> Option<&Step> {
    fn count_down<'a>(steps: &'a [Step], left: &mut u32) -> Option<&'a Step> {
        steps.iter().find_map(|step| {
            let Some(less) = left.checked_sub(1) else { return Some(step) };
            *left = less;
            step.bodies().into_iter().find_map(|body| count_down(body, left))
        })
    }
    count_down(steps, &mut { number })
}

impl Block {
    /// The blocks directly below, in the order in which they are first named. Awaiting one that was started before
    /// makes it an awaited one.
    pub fn children(&self) -> Vec<(BlockId, EdgeKind)> {
        let named: Vec<(BlockId, EdgeKind)> = match &self.kind {
            BlockKind::Task { steps } => flatten(steps).into_iter().filter_map(Step::child).collect(),
            BlockKind::Gather { children, .. } => children.iter().map(|&id| (id, EdgeKind::Awaits)).collect(),
            BlockKind::Shield { child } | BlockKind::Timeout { child, .. } => {
                child.iter().map(|&id| (id, EdgeKind::Awaits)).collect()
            }
        };
        let mut children: Vec<(BlockId, EdgeKind)> = Vec::new();
        let mut positions: IdMap<usize> = IdMap::new();
        for (id, kind) in named {
            let position = *positions.get_or_insert_with(id, || children.len());
            match children.get_mut(position) {
                Some((_, known)) => *known = kind.min(*known),
                None => children.push((id, kind)),
            }
        }
        children
    }

    /// All blocks that this one names, whether below it or not.
    pub fn references(&self) -> IdSet {
        match &self.kind {
            BlockKind::Task { steps } => flatten(steps).into_iter().filter_map(Step::target).collect(),
            _ => self.children().into_iter().map(|(id, _)| id).collect(),
        }
    }

    /// The task's steps; none for a block that is no task.
    pub fn steps(&self) -> &[Step] {
        match &self.kind {
            BlockKind::Task { steps } => steps,
            _ => &[],
        }
    }
}

impl Scene {
    /// All edges, ordered by parent, then as the parent names them.
    pub fn edges(&self) -> Vec<Edge> {
        let edges_below = |(&parent, block): (&BlockId, &Block)| {
            block.children().into_iter().map(move |(child, kind)| Edge { parent, child, kind })
        };
        self.blocks.iter().flat_map(edges_below).collect()
    }

    /// The blocks that no other one awaits or starts, ordered by id.
    pub fn roots(&self) -> Vec<BlockId> {
        let below: IdSet = self.edges().into_iter().map(|edge| edge.child).collect();
        self.blocks.keys().copied().filter(|id| !below.contains(id)).collect()
    }

    /// The blocks directly above, ordered by id.
    pub fn parents_of(&self, id: BlockId) -> Vec<BlockId> {
        self.edges().into_iter().filter(|edge| edge.child == id).map(|edge| edge.parent).collect()
    }

    /// The blocks directly below, as the block names them.
    pub fn children_of(&self, id: BlockId) -> Vec<BlockId> {
        let children = self.blocks.get(&id).map(Block::children).unwrap_or_default();
        children.into_iter().map(|(child, _)| child).collect()
    }

    /// Whether one block is directly below another: the same as finding it among the children, without listing them.
    pub fn is_child(&self, child: BlockId, parent: BlockId) -> bool {
        match self.blocks.get(&parent).map(|block| &block.kind) {
            Some(BlockKind::Task { steps }) => names_child(steps, child),
            Some(BlockKind::Gather { children, .. }) => children.contains(&child),
            Some(BlockKind::Shield { child: only } | BlockKind::Timeout { child: only, .. }) => {
                *only == Some(child)
            }
            None => false,
        }
    }

    /// Whether `lower` can be reached from `upper` along edges. A block is not below itself.
    pub fn is_below(&self, lower: BlockId, upper: BlockId) -> bool {
        let mut seen = IdSet::new();
        let mut open = self.children_of(upper);
        while let Some(id) = open.pop() {
            if id == lower {
                return true;
            }
            if seen.insert(id) {
                open.extend(self.children_of(id));
            }
        }
        false
    }

    /// An id that no block has, higher than all.
    pub fn next_id(&self) -> BlockId {
        BlockId(self.blocks.keys().next_back().map_or(1, |last| last.0.saturating_add(1)))
    }

    /// A label that no block has: `base` itself, or with a number behind it.
    pub fn unique_label(&self, base: &str) -> String {
        Labels::of(self, None).unique(base)
    }
}

/// The labels that are taken.
pub(super) struct Labels(Taken);

/// What asyncio calls the task of the main coroutine; no block may have that name.
pub(super) const MAIN_TASK_NAME: &str = "Task-1";

impl Labels {
    /// Those of all blocks but one.
    pub(super) fn of(scene: &Scene, except: Option<BlockId>) -> Labels {
        let mut labels = Taken::default();
        labels.insert(MAIN_TASK_NAME);
        for (id, block) in &scene.blocks {
            if Some(*id) != except {
                labels.insert(&block.label);
            }
        }
        Labels(labels)
    }

    /// Makes a label unique and takes it.
    pub(super) fn unique(&mut self, base: &str) -> String {
        let mut label = base.trim().to_owned();
        if self.0.contains(&label) {
            let numbered =
                label.rsplit_once(' ').and_then(|(stem, number)| Some((stem, number.parse::<u32>().ok()?)));
            let (stem, first) =
                numbered.map_or((label.as_str(), 2), |(stem, number)| (stem, number.saturating_add(1)));
            let stem: String = stem.chars().take(MAX_LABEL_CHARS - 11).collect();
            let mut numbers = u64::from(first)..;
            label = loop {
                let candidate = format!("{stem} {}", numbers.next().unwrap_or_default());
                if !self.0.contains(&candidate) {
                    break candidate;
                }
            };
        }
        self.0.insert(&label);
        label
    }
}
