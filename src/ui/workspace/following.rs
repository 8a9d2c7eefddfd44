//! While a run goes on, what happens is kept in sight: where not all cards have room on the stage, it is moved on to the one
//! that something happens to, until the person looks elsewhere.

use super::Workspace;
use crate::layout::geometry::{Rect, Size};
use crate::playback::subject;
use crate::ui::waits::card_of;

/// With more cards than that, what happens is everywhere, and the stage stays where it is.
const MOST_CARDS: usize = 60;
/// Cards that are smaller than this cannot be read, wherever they are.
const READABLE: f64 = 0.42;
/// Height of the strip at the lower edge of the stage that its controls may cover, in screen pixels.
const CONTROLS: f64 = 44.0;

/// So high they are at least.
const CONTROLS_HEIGHT: f64 = 36.0;
/// So far from the right these controls reach at most, in screen pixels.
const CONTROLS_WIDTH: f64 = 260.0;

impl Workspace {
    /// After every action: the stage shows what happened last. If the run was put back to its beginning, all is seen as it
    /// was before.
    pub(super) fn follow_run(&mut self, is_reset: bool) {
        let now = self.run.as_ref().map(|run| (run.player.generation(), run.player.cursor()));
        if self.followed == now {
            return;
        }
        self.followed = now;
        let Some(fitted) = self.fitted else {
            self.follows = false;
            return;
        };
        if now.is_none() {
            if self.follows && is_reset {
                self.fit_by(fitted);
            }
            self.follows = false;
            return;
        }
        if self.picture.faces.len() > MOST_CARDS || self.camera.zoom < READABLE {
            return;
        }
        // What is seen already, beside the controls, does not make the stage move.
        let is_seen = |rect: &Rect| {
            let seen = self.camera.seen(self.stage);
            let is_beside = seen.right() - rect.right() >= CONTROLS_WIDTH / self.camera.zoom;
            let foot = if is_beside { 0.0 } else { CONTROLS_HEIGHT / self.camera.zoom };
            let is_within = rect.x >= seen.x && rect.right() <= seen.right();
            is_within && rect.y >= seen.y && rect.bottom() <= seen.bottom() - foot
        };
        let camera = self.last_card().filter(|rect| !is_seen(rect)).map(|rect| {
            let stage = Size { height: (self.stage.height - CONTROLS).max(1.0), ..self.stage };
            self.camera.revealing(rect, stage)
        });
        if let Some(camera) = camera.filter(|camera| *camera != self.camera) {
            self.camera = camera;
            self.follows = true;
        }
    }

    /// Where the card is to which something happened last.
    fn last_card(&self) -> Option<Rect> {
        let player = &self.run.as_ref()?.player;
        let recording = player.recording();
        let event = recording.log().get(player.last_visible()?)?;
        let card = card_of(recording, subject(event)?)?;
        Some(self.picture.faces.get(&card)?.rect)
    }
}
