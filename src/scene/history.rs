//! Undo and redo, one gesture at a time.

use std::rc::Rc;

use super::diff::Diff;
use super::edit::{Edit, EditError};
use super::model::Scene;

/// What was done to a scene, to be undone and done again. Many edits within one gesture (a drag, typing into one
/// field) are one step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    // Shared, for whoever keeps a state of the document keeps its history.
    done: Vec<Rc<Diff>>,
    undone: Vec<Rc<Diff>>,
    /// What the gesture that is under way has changed so far. Invariant: while there is one, it is not yet in `done`.
    gesture: Option<Diff>,
}

/// Steps that are remembered; the oldest are forgotten first.
const MAX_STEPS_REMEMBERED: usize = 1_000;

impl History {
    /// Applies an edit and remembers how to take it back. An edit that changes nothing leaves no step.
    ///
    /// # Errors
    ///
    /// Those of [`Scene::apply`]; the scene is as before.
    pub fn apply(&mut self, scene: &mut Scene, edit: &Edit) -> Result<Diff, EditError> {
        let diff = scene.apply(edit)?;
        match &mut self.gesture {
            Some(gesture) => gesture.squash(diff.clone()),
            None => self.push(diff.clone()),
        }
        Ok(diff)
    }

    /// From here on, edits belong to one step. A gesture that is still under way ends.
    pub fn begin_gesture(&mut self) {
        self.end_gesture();
        self.gesture = Some(Diff::default());
    }

    /// The gesture is over and becomes one step, if it changed anything.
    pub fn end_gesture(&mut self) {
        if let Some(diff) = self.gesture.take() {
            self.push(diff);
        }
    }

    /// Gives the gesture up: the scene goes back to how it was when the gesture began.
    pub fn cancel_gesture(&mut self, scene: &mut Scene) {
        if let Some(diff) = self.gesture.take() {
            diff.inverted().apply_to(scene);
        }
    }

    /// Whether a gesture is under way.
    pub fn in_gesture(&self) -> bool {
        self.gesture.is_some()
    }

    /// Takes the last step back, after ending the gesture that is under way. Returns what that changed, or `None` if
    /// there was nothing to undo.
    pub fn undo(&mut self, scene: &mut Scene) -> Option<Diff> {
        self.end_gesture();
        let step = self.done.pop()?;
        let inverted = step.inverted();
        inverted.apply_to(scene);
        self.undone.push(step);
        Some(inverted)
    }

    /// Does the last step that was undone again. Returns what that changed, or `None` if there was none.
    pub fn redo(&mut self, scene: &mut Scene) -> Option<Diff> {
        self.end_gesture();
        let step = self.undone.pop()?;
        step.apply_to(scene);
        self.done.push(step.clone());
        Some(Rc::unwrap_or_clone(step))
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty() || self.gesture.as_ref().is_some_and(|gesture| !gesture.is_empty())
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty() && self.gesture.as_ref().is_none_or(Diff::is_empty)
    }

    fn push(&mut self, diff: Diff) {
        if diff.is_empty() {
            return;
        }
        self.undone.clear();
        self.done.push(Rc::new(diff));
        if self.done.len() > MAX_STEPS_REMEMBERED {
            self.done.remove(0);
        }
    }
}
