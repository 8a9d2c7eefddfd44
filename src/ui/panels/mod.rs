//! Below the stage: what was printed, and what happened.

mod console;
mod divider;
mod events;
mod tabs;

use std::rc::Rc;

use divider::divider;
pub use tabs::tabs;

use crate::playback::Player;
use crate::ui::markup::{El, el, part};
use crate::ui::parts::icon;
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Sheet, Show, Workspace};

/// A player, compared by identity.
#[derive(Clone)]
pub struct Shown(pub Rc<Player>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Console and events.
pub fn panels(state: &Workspace, player: Option<Shown>, dispatch: &Dispatch) -> El {
    let is_folded = state.panels_folded;
    let style = state.panels_height.map(|height| format!("--panels:{}", words::px(height)));
    let fold = send::action(dispatch, Action::Show(Show::FoldPanels));
    let lines = player.as_ref().map_or(0, |player| player.0.view().console_len());
    let python = &state.python;
    let stderr = python.ran.as_ref().filter(|_| python.is_open()).map(|ran| ran.stderr.clone());
    let only = match state.sheet {
        Some(Sheet::Console) => Some("console"),
        Some(Sheet::Events) => Some("events"),
        _ => None,
    };
    let console = el("header.panel__head")
        .child(el("h2.heading").child("Console"))
        .child((lines > 0).then(|| el("span.panel__count").child(lines.to_string())));
    let (image, label, is_expanded) = match is_folded {
        true => ("up", "Unfold console and events", "false"),
        false => ("down", "Fold console and events", "true"),
    };
    let fold = el("button.button button--small button--icon panel__fold[type=button]")
        .on_click(fold)
        .attr("aria-expanded", is_expanded)
        .attr("aria-label", label)
        .child(icon(image));
    let events = el("header.panel__head").child(el("h2.heading").child("Events")).child(fold);
    let console = el("section.panel panel--console[aria-label=Console]")
        .child(console)
        .child(part(console::Console { player: player.clone(), stderr }));
    let events = el("section.panel panel--events[aria-label=Events]")
        .child(events)
        .child(part(events::Events { player, dispatch: dispatch.clone() }));
    el("div.panels")
        .mark("data-folded", is_folded)
        .attr("data-only", only)
        .attr("style", style)
        .child(divider(dispatch))
        .child(console)
        .child(events)
}
