//! Everything that can be done to a scene. An edit leaves a valid document, or changes nothing and says why.

use std::fmt;

use super::diff::Diff;
use super::edges::Labels;
use super::ids::{IdMap, IdSet};
use super::limits::{COORDINATES, SECONDS};
use super::model::{Block, BlockId, BlockKind, Intervention, Point, Scene, Step};
use super::validate::{Problem, ProblemKind, way_down};
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
        let mut draft =
            Draft { before: self, after: IdMap::new(), texts: None, lesson: None, interventions: None };
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

/// A scene while an edit works on it: only what is touched is copied.
struct Draft<'a> {
    before: &'a Scene,
    after: IdMap<Option<Block>>,
    texts: Option<(String, String)>,
    lesson: Option<Lesson>,
    interventions: Option<Vec<Intervention>>,
}

impl Draft<'_> {
    fn into_diff(self) -> Diff {
        let mut before = Scene::default();
        let mut after = Scene::default();
        for (id, block) in self.after {
            before.blocks.extend(self.before.blocks.get(&id).map(|block| (id, block.clone())));
            after.blocks.extend(block.map(|block| (id, block)));
        }
        if let Some((title, about)) = self.texts {
            (before.title, before.about) = (self.before.title.clone(), self.before.about.clone());
            (after.title, after.about) = (title, about);
        }
        if let Some(lesson) = self.lesson {
            before.lesson = self.before.lesson.clone();
            after.lesson = lesson;
        }
        if let Some(interventions) = self.interventions {
            before.interventions = self.before.interventions.clone();
            after.interventions = interventions;
        }
        Diff::between(&before, &after)
    }

    fn block(&self, id: BlockId) -> Result<&Block, EditError> {
        let block = match self.after.get(&id) {
            Some(touched) => touched.as_ref(),
            None => self.before.blocks.get(&id),
        };
        block.ok_or(EditError::UnknownBlock { id })
    }

    fn block_mut(&mut self, id: BlockId) -> Result<&mut Block, EditError> {
        let touched = self.after.get_or_insert_with(id, || self.before.blocks.get(&id).cloned());
        touched.as_mut().ok_or(EditError::UnknownBlock { id })
    }

    fn label(&self, id: BlockId) -> String {
        self.block(id).map_or_else(|_| id.to_string(), |block| block.label.clone())
    }

    fn edit(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::AddBlock { id, block } => self.add([(*id, block)]),
            Edit::AddBlocks { blocks } => self.add(blocks.iter().map(|(id, block)| (*id, block))),
            Edit::RemoveBlocks { ids } => self.remove(ids),
            Edit::MoveBlocks { ids, by } => self.shift(ids, *by),
            Edit::Connect { parent, child } => self.connect(*parent, *child),
            Edit::Disconnect { parent, child } => self.disconnect(*parent, *child),
            Edit::Wrap { parent, child, id, block } => self.wrap(*parent, *child, *id, block),
            Edit::ReorderChildren { id, children } => self.reorder(*id, children),
            Edit::SetLabel { id, label } => {
                let label = Labels::of(self.before, Some(*id)).unique(label);
                self.block_mut(*id)?.label = label;
                Ok(())
            }
            Edit::SetSteps { id, steps } => match &mut self.block_mut(*id)?.kind {
                BlockKind::Task { steps: old } => {
                    old.clone_from(steps);
                    Ok(())
                }
                _ => Err(self.wrong_kind(*id, "task")),
            },
            Edit::SetDelay { id, delay_secs } => match &mut self.block_mut(*id)?.kind {
                BlockKind::Timeout { delay_secs: old, .. } => {
                    *old = *delay_secs;
                    Ok(())
                }
                _ => Err(self.wrong_kind(*id, "timeout")),
            },
            Edit::SetReturnExceptions { id, on } => match &mut self.block_mut(*id)?.kind {
                BlockKind::Gather { return_exceptions, .. } => {
                    *return_exceptions = *on;
                    Ok(())
                }
                _ => Err(self.wrong_kind(*id, "gather")),
            },
            Edit::SetTitle { title } => {
                self.texts = Some((title.clone(), self.before.about.clone()));
                Ok(())
            }
            Edit::SetAbout { about } => {
                self.texts = Some((self.before.title.clone(), about.clone()));
                Ok(())
            }
            Edit::SetLesson { lesson } => {
                self.lesson = Some(lesson.clone());
                Ok(())
            }
            Edit::AddIntervention { intervention } => {
                let mut interventions = self.before.interventions.clone();
                interventions.push(intervention.clone());
                self.interventions = Some(interventions);
                Ok(())
            }
            Edit::RemoveIntervention { index } => {
                let mut interventions = self.before.interventions.clone();
                if *index >= interventions.len() {
                    return Err(EditError::UnknownIntervention { index: *index });
                }
                interventions.remove(*index);
                self.interventions = Some(interventions);
                Ok(())
            }
            Edit::Replace { scene } => {
                self.after = self.before.blocks.keys().map(|id| (*id, None)).collect();
                self.after.extend(scene.blocks.iter().map(|(id, block)| (*id, Some(block.clone()))));
                self.texts = Some((scene.title.clone(), scene.about.clone()));
                self.lesson = Some(scene.lesson.clone());
                self.interventions = Some(scene.interventions.clone());
                Ok(())
            }
        }
    }

    fn wrong_kind(&self, id: BlockId, expected: &'static str) -> EditError {
        EditError::WrongKind { label: self.label(id), expected }
    }

    fn add<'b>(&mut self, blocks: impl IntoIterator<Item = (BlockId, &'b Block)>) -> Result<(), EditError> {
        let mut labels = Labels::of(self.before, None);
        for (id, block) in blocks {
            if self.before.blocks.contains_key(&id) {
                return Err(EditError::IdTaken { id });
            }
            let label = labels.unique(&block.label);
            self.after.insert(id, Some(Block { label, ..block.clone() }));
        }
        Ok(())
    }

    fn remove(&mut self, ids: &IdSet) -> Result<(), EditError> {
        for &id in ids {
            self.block(id)?;
        }
        for (&id, block) in &self.before.blocks {
            if ids.contains(&id) {
                self.after.insert(id, None);
            } else if block.references().iter().any(|id| ids.contains(id)) {
                let mut block = block.clone();
                block.retarget(&|target| (!ids.contains(&target)).then_some(target));
                self.after.insert(id, Some(block));
            }
        }
        let kept = self
            .before
            .interventions
            .iter()
            .filter(|intervention| intervention.cancel.is_none_or(|id| !ids.contains(&id)));
        self.interventions = Some(kept.cloned().collect());
        Ok(())
    }

    fn shift(&mut self, ids: &IdSet, by: Point) -> Result<(), EditError> {
        for &id in ids {
            let position = &mut self.block_mut(id)?.position;
            // A block stops at the border of the canvas.
            let stop = |value: f64| value.clamp(*COORDINATES.start(), *COORDINATES.end());
            if by.x.is_finite() && by.y.is_finite() {
                *position = Point { x: stop(position.x + by.x), y: stop(position.y + by.y) };
            }
        }
        Ok(())
    }

    fn connect(&mut self, parent: BlockId, child: BlockId) -> Result<(), EditError> {
        self.block(child)?;
        let (parent_label, child_label) = (self.label(parent), self.label(child));
        let known = self.block(parent)?.children();
        if let Some(way) = way_down(self.before, child, parent) {
            let way = way.into_iter().map(|id| self.label(id)).collect();
            return Err(EditError::WouldMakeCycle { parent: parent_label, way });
        }
        if known.contains(&(child, super::EdgeKind::Awaits)) {
            return Err(EditError::AlreadyConnected { parent: parent_label, child: child_label });
        }
        let held = known.first().map(|(held, _)| self.label(*held));
        match (&mut self.block_mut(parent)?.kind, held) {
            (BlockKind::Task { steps }, _) => {
                let ends =
                    matches!(steps.last(), Some(Step::Return { .. } | Step::Raise { .. } | Step::Reraise));
                let at = steps.len() - usize::from(ends);
                steps.insert(at, Step::Await { target: child, print: false });
            }
            (BlockKind::Gather { children, .. }, _) => children.push(child),
            (BlockKind::Shield { child: slot } | BlockKind::Timeout { child: slot, .. }, None) => {
                *slot = Some(child)
            }
            (kind @ (BlockKind::Shield { .. } | BlockKind::Timeout { .. }), Some(held)) => {
                let is_shield = matches!(kind, BlockKind::Shield { .. });
                return Err(EditError::HoldsOneChild { label: parent_label, is_shield, child: held });
            }
        }
        Ok(())
    }

    fn disconnect(&mut self, parent: BlockId, child: BlockId) -> Result<(), EditError> {
        self.block(child)?;
        self.require_edge(parent, child)?;
        let block = self.block_mut(parent)?;
        match &mut block.kind {
            BlockKind::Task { steps } => remove_children(steps, child),
            _ => block.retarget(&|target| (target != child).then_some(target)),
        }
        Ok(())
    }

    fn require_edge(&self, parent: BlockId, child: BlockId) -> Result<(), EditError> {
        let connected = self.block(parent)?.children().iter().any(|(id, _)| *id == child);
        let missing = || EditError::NotConnected { parent: self.label(parent), child: self.label(child) };
        connected.then_some(()).ok_or_else(missing)
    }

    fn wrap(
        &mut self,
        parent: Option<BlockId>,
        child: BlockId,
        id: BlockId,
        block: &Block,
    ) -> Result<(), EditError> {
        self.block(child)?;
        if let Some(parent) = parent {
            self.require_edge(parent, child)?;
        }
        self.add([(id, block)])?;
        if let Some(parent) = parent {
            let block = self.block_mut(parent)?;
            match &mut block.kind {
                BlockKind::Task { steps } => replace_children(steps, child, id),
                _ => block.retarget(&|target| Some(if target == child { id } else { target })),
            }
        }
        self.connect(id, child)
    }

    fn reorder(&mut self, id: BlockId, order: &[BlockId]) -> Result<(), EditError> {
        let label = self.label(id);
        match &mut self.block_mut(id)?.kind {
            BlockKind::Gather { children, .. } => {
                let as_set = |ids: &[BlockId]| ids.iter().copied().collect::<IdSet>();
                if order.len() != children.len() || as_set(order) != as_set(children) {
                    return Err(EditError::NotAPermutation { label });
                }
                *children = order.to_vec();
                Ok(())
            }
            _ => Err(self.wrong_kind(id, "gather")),
        }
    }
}

fn remove_children(steps: &mut Vec<Step>, child: BlockId) {
    steps.retain_mut(|step| {
        step.bodies_mut().into_iter().for_each(|body| remove_children(body, child));
        step.child().is_none_or(|(id, _)| id != child)
    });
}

fn replace_children(steps: &mut [Step], old: BlockId, new: BlockId) {
    for step in steps {
        step.bodies_mut().into_iter().for_each(|body| replace_children(body, old, new));
        if let Step::Await { target, .. } | Step::Start { target } = step
            && *target == old
        {
            *target = new;
        }
    }
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
