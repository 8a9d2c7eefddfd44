//! Drawings of programs are arranged for the room that the stage has for them, and again when it has other room.

use std::rc::Rc;

use super::{Answer, Gesture, Workspace};
use crate::layout::geometry::Size;
use crate::playback::Status;

/// What is to be arranged: the run, its text, and the room for its drawing.
pub type Rearranged = (u32, Rc<str>, Size);

impl Workspace {
    /// After every action: which drawing stands as it would on another stage. Not what plays to its end, for whoever follows
    /// it looks for cards where they were; nor what somebody has moved, or looks at as they chose to.
    pub(super) fn follow_room(&mut self) {
        let room = self.room();
        let is_other = |before: Size| {
            let differs = |one: f64, other: f64| (one - other).abs() > one.max(other) / 50.0;
            differs(before.width, room.width) || differs(before.height, room.height)
        };
        let has_no_end = || self.run.as_ref().is_some_and(|run| run.player.recording().is_open());
        let is_still =
            (self.status() != Status::Running || has_no_end()) && self.asked.is_none() && self.more.is_none();
        let is_own =
            self.fitted.is_none() || self.document.history.can_undo() || self.gesture != Gesture::None;
        let is_wanted = is_still && !is_own && room.width > 0.0 && room.height > 0.0;
        let drawn = self.python.drawn().filter(|_| is_wanted && is_other(self.python.room));
        self.rearranged = drawn.map(|ran| (ran.id, self.python.text.clone(), room));
    }

    /// The drawing of a run was arranged, if that makes it larger.
    pub(super) fn arranged(&mut self, id: u32, room: Size, answer: &Answer) {
        let Some(before) = self.python.ran.clone().filter(|ran| ran.id == id && self.python.is_open()) else {
            return;
        };
        self.python.room = room;
        let Answer::Ran(told) = answer else { return };
        if let Some(ran) = before.arranged(told) {
            let scene = ran.scene.clone();
            self.python.ran = Some(Rc::new(ran));
            self.show_drawing(scene);
            self.glides = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Size, Workspace};
    use crate::ui::stage::camera::room_on;
    use crate::ui::workspace::{Look, Sheet, Work};

    fn size(width: f64, height: f64) -> Size {
        Size { width, height }
    }

    #[test]
    fn a_drawing_is_arranged_for_the_stage_without_what_opens_beside_it() {
        let mut workspace = Workspace::with(Work::default());
        let whole = size(720.0, 376.0);
        workspace.look(Look::Resized { size: whole, shares: true });
        workspace.sheet = Some(Sheet::Inspect);
        workspace.look(Look::Resized { size: size(420.0, 376.0), shares: true });
        assert_eq!(workspace.room(), room_on(whole), "a question beside the stage does not stay");
        workspace.sheet = None;
        workspace.look(Look::Resized { size: size(376.0, 720.0), shares: true });
        assert_eq!(workspace.room(), room_on(size(376.0, 720.0)), "a phone that was turned");
    }

    #[test]
    fn where_there_is_room_for_all_a_drawing_is_arranged_for_the_stage_as_it_is() {
        let mut workspace = Workspace::with(Work::default());
        workspace.look(Look::Resized { size: size(900.0, 500.0), shares: false });
        workspace.sheet = Some(Sheet::Inspect);
        assert_eq!(workspace.room(), room_on(size(900.0, 500.0)));
        workspace.look(Look::Resized { size: size(650.0, 400.0), shares: false });
        assert_eq!(workspace.room(), room_on(size(650.0, 400.0)));
    }
}
