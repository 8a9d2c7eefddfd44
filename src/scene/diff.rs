//! What an edit changed: records before and after, so that it can be taken back, done again, and joined with others.

use super::ids::IdMap;
use super::model::{Block, Intervention, Scene};
use crate::lesson::Lesson;

/// A value before and after an edit.
#[derive(Debug, Clone, PartialEq)]
pub struct Change<T> {
    /// Its value before.
    pub before: T,
    /// Its value after.
    pub after: T,
}

impl<T: Clone + PartialEq> Change<T> {
    fn inverted(&self) -> Self {
        Change { before: self.after.clone(), after: self.before.clone() }
    }

    fn squash(earlier: Option<Self>, later: Option<Self>) -> Option<Self> {
        let joined = match (earlier, later) {
            (Some(earlier), Some(later)) => Some(Change { before: earlier.before, after: later.after }),
            (earlier, later) => earlier.or(later),
        };
        joined.filter(|change| change.before != change.after)
    }
}

/// The difference between two states of a scene. Holds nothing that is equal in both.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diff {
    /// Blocks that were added (`None` before), removed (`None` after) or changed.
    pub blocks: IdMap<Change<Option<Block>>>,
    /// The title, if it changed.
    pub title: Option<Change<String>>,
    /// The text about the scene, if it changed.
    pub about: Option<Change<String>>,
    /// The questions and explanations, if any of them changed.
    pub lesson: Option<Change<Lesson>>,
    /// The interventions, if any of them changed.
    pub interventions: Option<Change<Vec<Intervention>>>,
}

impl Diff {
    /// What changes `before` into `after`.
    pub fn between(before: &Scene, after: &Scene) -> Diff {
        let mut diff = Diff {
            blocks: IdMap::new(),
            title: change(&before.title, &after.title),
            about: change(&before.about, &after.about),
            lesson: change(&before.lesson, &after.lesson),
            interventions: change(&before.interventions, &after.interventions),
        };
        for id in before.blocks.keys().chain(after.blocks.keys()) {
            let (old, new) = (before.blocks.get(id), after.blocks.get(id));
            if old != new {
                diff.blocks.insert(*id, Change { before: old.cloned(), after: new.cloned() });
            }
        }
        diff
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Diff::default()
    }

    /// What takes this back.
    pub fn inverted(&self) -> Diff {
        Diff {
            blocks: self.blocks.iter().map(|(id, change)| (*id, change.inverted())).collect(),
            title: self.title.as_ref().map(Change::inverted),
            about: self.about.as_ref().map(Change::inverted),
            lesson: self.lesson.as_ref().map(Change::inverted),
            interventions: self.interventions.as_ref().map(Change::inverted),
        }
    }

    /// Joins this with a later one: what was changed back disappears.
    pub fn squash(&mut self, later: Diff) {
        for (id, change) in later.blocks {
            let joined = Change::squash(self.blocks.remove(&id), Some(change));
            self.blocks.extend(joined.map(|change| (id, change)));
        }
        self.title = Change::squash(self.title.take(), later.title);
        self.about = Change::squash(self.about.take(), later.about);
        self.lesson = Change::squash(self.lesson.take(), later.lesson);
        self.interventions = Change::squash(self.interventions.take(), later.interventions);
    }

    /// Changes a scene in the state before into the one after.
    pub fn apply_to(&self, scene: &mut Scene) {
        for (id, change) in &self.blocks {
            // An edit that is being refused may hold a NaN, which differs from itself.
            let holds_nan = change.before.as_ref().is_some_and(|block| *block != block.clone());
            let fits = scene.blocks.get(id) == change.before.as_ref() || holds_nan;
            debug_assert!(fits, "a diff fits the scene it is applied to");
            match &change.after {
                Some(block) => scene.blocks.insert(*id, block.clone()),
                None => scene.blocks.remove(id),
            };
        }
        assign(&mut scene.title, &self.title);
        assign(&mut scene.about, &self.about);
        assign(&mut scene.lesson, &self.lesson);
        assign(&mut scene.interventions, &self.interventions);
    }
}

fn change<T: Clone + PartialEq>(before: &T, after: &T) -> Option<Change<T>> {
    (before != after).then(|| Change { before: before.clone(), after: after.clone() })
}

fn assign<T: Clone>(value: &mut T, change: &Option<Change<T>>) {
    if let Some(change) = change {
        *value = change.after.clone();
    }
}
