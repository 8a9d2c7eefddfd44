//! A scene on which an edit is tried, and what of it becomes another one.

use super::diff::Diff;
use super::edges::Labels;
use super::edit::{Edit, EditError};
use super::ids::{IdMap, IdSet};
use super::limits::COORDINATES;
use super::model::{Block, BlockId, BlockKind, Intervention, Point, Scene, Step};
use super::validate::way_down;
use crate::lesson::Lesson;

/// A scene while an edit works on it: only what is touched is copied.
pub(super) struct Draft<'a> {
    before: &'a Scene,
    after: IdMap<Option<Block>>,
    texts: Option<(String, String)>,
    lesson: Option<Lesson>,
    interventions: Option<Vec<Intervention>>,
}

impl<'a> Draft<'a> {
    /// One on which nothing has been done yet.
    pub(super) fn of(before: &'a Scene) -> Self {
        Draft { before, after: IdMap::new(), texts: None, lesson: None, interventions: None }
    }

    pub(super) fn into_diff(self) -> Diff {
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

    pub(super) fn edit(&mut self, edit: &Edit) -> Result<(), EditError> {
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
