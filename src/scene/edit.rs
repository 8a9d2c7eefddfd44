//! Everything that can be done to a scene. An edit leaves a valid document, or changes nothing and says why.

use std::fmt;

use super::diff::Diff;
use super::draft::Draft;
use super::ids::{IdMap, IdSet};
use super::limits::SECONDS;
use super::model::{Block, BlockId, BlockKind, Intervention, Point, Scene, Step};
use super::validate::{Problem, ProblemKind};
use crate::lesson::Lesson;

/// One thing done to a scene.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Adds a block. A label that is taken gets a number.
    AddBlock {
        /// Its id, one that no block has: [`Scene::next_id`].
        id: BlockId,
        /// The block. What it names must exist.
        block: Block,
    },
    /// Adds several blocks, which may name each other: [`Scene::copy_of`].
    AddBlocks {
        /// The blocks.
        blocks: IdMap<Block>,
    },
    /// Removes blocks, the steps that name them, and the interventions on them.
    RemoveBlocks {
        /// Which ones.
        ids: IdSet,
    },
    /// Moves blocks on the canvas.
    MoveBlocks {
        /// Which ones.
        ids: IdSet,
        /// How far.
        by: Point,
    },
    /// Makes a block await another one: a gather as its last child, a task in a new step before a `return` or `raise`
    /// at its end.
    Connect {
        /// The block above.
        parent: BlockId,
        /// The block below.
        child: BlockId,
    },
    /// Takes an edge away: of a task, all steps that await or start the child.
    Disconnect {
        /// The block above.
        parent: BlockId,
        /// The block below.
        child: BlockId,
    },
    /// Puts a new block on an edge, or above a root.
    Wrap {
        /// The block above the edge; `None` to put the new block above a root.
        parent: Option<BlockId>,
        /// The block below the edge; afterwards below the new one.
        child: BlockId,
        /// The new block's id.
        id: BlockId,
        /// The new block.
        block: Block,
    },
    /// Changes the order of a gather's arguments.
    ReorderChildren {
        /// The gather.
        id: BlockId,
        /// Its children in their new order.
        children: Vec<BlockId>,
    },
    /// Renames a block. A label that is taken gets a number.
    SetLabel {
        /// The block.
        id: BlockId,
        /// Its new label.
        label: String,
    },
    /// Replaces what a task does.
    SetSteps {
        /// The task.
        id: BlockId,
        /// Its new steps.
        steps: Vec<Step>,
    },
    /// Changes a timeout's delay.
    SetDelay {
        /// The timeout.
        id: BlockId,
        /// Its new delay.
        delay_secs: f64,
    },
    /// Changes whether a gather turns failures into results.
    SetReturnExceptions {
        /// The gather.
        id: BlockId,
        /// Whether it does.
        on: bool,
    },
    /// Changes the title.
    SetTitle {
        /// The new one.
        title: String,
    },
    /// Changes the text about the scene.
    SetAbout {
        /// The new one.
        about: String,
    },
    /// Replaces the questions and explanations.
    SetLesson {
        /// The new ones.
        lesson: Lesson,
    },
    /// Adds something that somebody outside does, after what is there.
    AddIntervention {
        /// What.
        intervention: Intervention,
    },
    /// Removes an intervention.
    RemoveIntervention {
        /// Its position.
        index: usize,
    },
    /// Replaces the whole document.
    Replace {
        /// The new one.
        scene: Box<Scene>,
    },
}

/// Why an edit was refused.
#[derive(Debug, Clone, PartialEq)]
pub enum EditError {
    /// There is no such block.
    UnknownBlock {
        /// The id.
        id: BlockId,
    },
    /// The id of a new block is in use.
    IdTaken {
        /// The id.
        id: BlockId,
    },
    /// The edge would make a block await itself.
    WouldMakeCycle {
        /// The label of the block that was to await.
        parent: String,
        /// The labels on the way from the block that was to be awaited down to it, both included.
        way: Vec<String>,
    },
    /// A shield or a timeout holds one block, and has one.
    HoldsOneChild {
        /// Its label.
        label: String,
        /// Whether it is a shield; otherwise it is a timeout.
        is_shield: bool,
        /// The label of the block that it holds.
        child: String,
    },
    /// The edge is there already.
    AlreadyConnected {
        /// The label of the block above.
        parent: String,
        /// The label of the block below.
        child: String,
    },
    /// There is no such edge.
    NotConnected {
        /// The label of the block above.
        parent: String,
        /// The label of the block below.
        child: String,
    },
    /// The edit is for blocks of another kind.
    WrongKind {
        /// The block's label.
        label: String,
        /// What it would have to be.
        expected: &'static str,
    },
    /// The children given are not the gather's, each once.
    NotAPermutation {
        /// The gather's label.
        label: String,
    },
    /// There is no such intervention.
    UnknownIntervention {
        /// Its position.
        index: usize,
    },
    /// The document would not be valid.
    Invalid {
        /// The label of the block that would be wrong, if it is one.
        label: Option<String>,
        /// The first thing that would be wrong.
        problem: Problem,
    },
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EditError::UnknownBlock { id } => write!(f, "There is no block {id}."),
            EditError::IdTaken { id } => write!(f, "There is a block {id} already."),
            EditError::WouldMakeCycle { parent, way } => match way.as_slice() {
                [] | [_] => write!(f, "\u{201c}{parent}\u{201d} cannot await itself."),
                [child, .., _] => write!(
                    f,
                    "\u{201c}{parent}\u{201d} cannot await \u{201c}{child}\u{201d}, which awaits it: {}.",
                    way.join(" \u{2192} ")
                ),
            },
            EditError::HoldsOneChild { label, is_shield, child } => {
                let kind = if *is_shield { "shield" } else { "timeout" };
                write!(
                    f,
                    "The {kind} \u{201c}{label}\u{201d} holds one block, and has \u{201c}{child}\u{201d}. \
                     Put a gather below it to hold several."
                )
            }
            EditError::AlreadyConnected { parent, child } => {
                write!(f, "\u{201c}{parent}\u{201d} awaits \u{201c}{child}\u{201d} already.")
            }
            EditError::NotConnected { parent, child } => {
                write!(f, "\u{201c}{parent}\u{201d} does not await \u{201c}{child}\u{201d}.")
            }
            EditError::WrongKind { label, expected } => {
                write!(f, "\u{201c}{label}\u{201d} is no {expected}.")
            }
            EditError::NotAPermutation { label } => {
                write!(f, "The new order of \u{201c}{label}\u{201d} must name each of its children once.")
            }
            EditError::UnknownIntervention { index } => write!(f, "There is no intervention {}.", index + 1),
            EditError::Invalid { label: Some(label), problem } => {
                write!(f, "\u{201c}{label}\u{201d}: {}.", problem.kind)
            }
            EditError::Invalid { label: None, problem } => {
                write!(f, "This cannot be done: {}.", problem.kind)
            }
        }
    }
}

impl std::error::Error for EditError {}

impl Scene {
    /// Carries out an edit and returns what it changed.
    ///
    /// # Errors
    ///
    /// When the edit makes no sense or would leave an invalid document; the scene is then as before.
    pub fn apply(&mut self, edit: &Edit) -> Result<Diff, EditError> {
        let mut draft = Draft::of(self);
        let outcome = draft.edit(edit);
        let diff = draft.into_diff();
        outcome?;
        diff.apply_to(self);
        // Only a move cannot break anything but itself, and a drag makes many.
        let problem = match edit {
            Edit::MoveBlocks { .. } => None,
            _ => self.problems().into_iter().next(),
        };
        if let Some(problem) = problem {
            let label_in = |scene: &Scene| Some(scene.blocks.get(&problem.spot.block()?)?.label.clone());
            let new_label = label_in(self);
            diff.inverted().apply_to(self);
            // A block that is there already is known by the label that it keeps.
            let label = label_in(self).or(new_label);
            return Err(EditError::Invalid { label, problem });
        }
        Ok(diff)
    }

    /// Copies of some blocks under new ids, for [`Edit::AddBlocks`]: what they name among themselves they keep, what
    /// they name outside they lose. `self` is the scene to paste into, `from` the one that is copied from.
    pub fn copy_of(&self, from: &Scene, ids: &IdSet, by: Point) -> IdMap<Block> {
        let copied = from.blocks.iter().filter(|(id, _)| ids.contains(id));
        let new_ids = (self.next_id().0..).map(BlockId);
        let renamed: IdMap<BlockId> = copied.clone().map(|(id, _)| *id).zip(new_ids).collect();
        let copy = |(id, block): (&BlockId, &Block)| {
            let mut block = block.clone();
            block.position.x += by.x;
            block.position.y += by.y;
            block.retarget(&|target| renamed.get(&target).copied());
            (renamed[id], block)
        };
        copied.map(copy).collect()
    }
}

impl Block {
    /// Puts other blocks in the place of those that it names; `None` removes the reference, and the step with it.
    pub(super) fn retarget(&mut self, new: &dyn Fn(BlockId) -> Option<BlockId>) {
        match &mut self.kind {
            BlockKind::Task { steps } => retarget_steps(steps, new),
            BlockKind::Gather { children, .. } => {
                *children = children.iter().filter_map(|&child| new(child)).collect();
            }
            BlockKind::Shield { child } | BlockKind::Timeout { child, .. } => *child = child.and_then(new),
        }
    }
}

fn retarget_steps(steps: &mut Vec<Step>, new: &dyn Fn(BlockId) -> Option<BlockId>) {
    steps.retain_mut(|step| {
        step.bodies_mut().into_iter().for_each(|body| retarget_steps(body, new));
        match step {
            Step::Await { target, .. }
            | Step::Start { target }
            | Step::Cancel { target }
            | Step::Look { target } => new(*target).map(|id| *target = id).is_some(),
            _ => true,
        }
    });
}

/// Whether a number of seconds may be written into a scene, and otherwise what is wrong with it, for an input field.
///
/// # Errors
///
/// The problem that the number would be.
pub fn check_seconds(value: f64, what: super::Quantity) -> Result<f64, ProblemKind> {
    let (min, max) = (*SECONDS.start(), *SECONDS.end());
    let in_range = SECONDS.contains(&value);
    in_range.then_some(value).ok_or(ProblemKind::OutOfRange { what, value, min, max })
}
