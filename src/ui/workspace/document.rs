//! The document that is being worked on, with its undo.

use std::rc::Rc;

use crate::scene::{Diff, Edit, EditError, History, Scene};

/// A scene and what was done to it. Copies are cheap.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The scene as it is now.
    pub scene: Rc<Scene>,
    /// How it came to be.
    pub history: Rc<History>,
}

/// What a change means for a run that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// None: only places on the canvas or words about the scene changed.
    Looks,
    /// Somebody outside acts otherwise.
    Interventions,
    /// It is another program.
    Program,
}

impl Effect {
    fn of(diff: &Diff) -> Self {
        let moved_only = diff.blocks.values().all(|change| match (&change.before, &change.after) {
            (Some(before), Some(after)) => before.label == after.label && before.kind == after.kind,
            _ => false,
        });
        match (moved_only, &diff.interventions) {
            (false, _) => Effect::Program,
            (true, Some(_)) => Effect::Interventions,
            (true, None) => Effect::Looks,
        }
    }
}

impl Document {
    /// A document without a past.
    pub fn new(scene: Scene) -> Self {
        Document { scene: Rc::new(scene), history: Rc::default() }
    }

    fn parts(&mut self) -> (&mut Scene, &mut History) {
        (Rc::make_mut(&mut self.scene), Rc::make_mut(&mut self.history))
    }

    /// Carries out an edit.
    ///
    /// # Errors
    ///
    /// Those of [`Scene::apply`].
    pub fn apply(&mut self, edit: &Edit) -> Result<Effect, EditError> {
        let (scene, history) = self.parts();
        history.apply(scene, edit).map(|diff| Effect::of(&diff))
    }

    /// Carries out several edits as one step, all or none.
    ///
    /// # Errors
    ///
    /// That of the first one that is refused.
    pub fn apply_all(&mut self, edits: &[Edit]) -> Result<Effect, EditError> {
        let before = self.clone();
        let in_gesture = self.history.in_gesture();
        if !in_gesture {
            self.begin_gesture();
        }
        let mut effect = Effect::Looks;
        for edit in edits {
            match self.apply(edit) {
                Ok(Effect::Looks) => {}
                Ok(more) => effect = more,
                Err(error) => {
                    *self = before;
                    return Err(error);
                }
            }
        }
        if !in_gesture {
            self.end_gesture();
        }
        Ok(effect)
    }

    /// From here on, edits belong to one step.
    pub fn begin_gesture(&mut self) {
        self.parts().1.begin_gesture();
    }

    /// The gesture becomes one step.
    pub fn end_gesture(&mut self) {
        if self.history.in_gesture() {
            self.parts().1.end_gesture();
        }
    }

    /// Goes back to where the gesture began.
    pub fn cancel_gesture(&mut self) {
        if self.history.in_gesture() {
            let (scene, history) = self.parts();
            history.cancel_gesture(scene);
        }
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Option<Effect> {
        let (scene, history) = self.parts();
        history.undo(scene).map(|diff| Effect::of(&diff))
    }

    /// Does the last step that was taken back again.
    pub fn redo(&mut self) -> Option<Effect> {
        let (scene, history) = self.parts();
        history.redo(scene).map(|diff| Effect::of(&diff))
    }
}
