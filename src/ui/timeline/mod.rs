//! The timeline: a lane for each task.

use super::panels::Shown;
use super::workspace::{Dispatch, Workspace};
use crate::ui::markup::{El, el};

/// The timeline.
pub fn timeline(_state: &Workspace, _player: Option<Shown>, _dispatch: &Dispatch) -> El {
    let text = "Each task gets a lane here: when it runs, what it waits on, and what wakes it.";
    el("section.panel panel--timeline[aria-label=Timeline]")
        .child(el("header.panel__head").child(el("h2.heading").child("Timeline")))
        .child(el("p.panel__empty").child(text))
}
