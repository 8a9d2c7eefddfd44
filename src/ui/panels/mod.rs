//! Below the stage: the timeline, and beside it the console, the loop, the events, or the run in words.

mod chips;
mod console;
mod divider;
mod event_loop;
mod events;
mod filter;
mod tab_list;
mod tabs;
mod words;

use std::rc::Rc;

pub use console::{ending, line};
pub use filter::FIELD_ID;
pub use tabs::tabs;
pub use words::{Announcer, AnnouncerProps};

use crate::playback::Player;
use crate::program::fixed;
use crate::ui::markup::{El, Identical, component, el, part};
use crate::ui::parts::icon;
use crate::ui::send;
use crate::ui::timeline::timeline;
use crate::ui::words::px;
use crate::ui::workspace::{Action, Dispatch, Sheet, Show, Tab, Workspace};

/// A player, compared by identity.
#[derive(Clone)]
pub struct Shown(pub Rc<Player>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The panels.
pub fn panels(state: &Workspace, player: Option<Shown>, dispatch: &Dispatch) -> El {
    let height = state.panels_height.map(|height| format!("--panels:{};", px(height)));
    let split = state.panels_split.map(|percent| format!("--split:{}%;", fixed(percent, 1)));
    let style = height.unwrap_or_default() + &split.unwrap_or_default();
    let only = state.sheet.filter(|sheet| !matches!(sheet, Sheet::Add | Sheet::Inspect));
    el("div.panels")
        .mark("data-folded", state.panels_folded)
        .attr("data-only", only.map(Sheet::word))
        .attr("style", (!style.is_empty()).then_some(style))
        .child(divider::above(dispatch))
        .child(timeline(state, player.clone(), dispatch))
        .child(divider::between(dispatch))
        .child(beside(state, player, dispatch))
}

/// What is shown beside the timeline.
fn beside(state: &Workspace, player: Option<Shown>, dispatch: &Dispatch) -> El {
    let lines = player.as_ref().map_or(0, |player| player.0.view().console_len());
    let (image, label, is_expanded) = match state.panels_folded {
        true => ("up", "Unfold the panels", "false"),
        false => ("down", "Fold the panels", "true"),
    };
    let fold = el("button.button button--small button--icon panel__fold[type=button]")
        .on_click(send::action(dispatch, Action::Show(Show::FoldPanels)))
        .attr("aria-expanded", is_expanded)
        .attr("aria-label", label)
        .child(icon(image));
    let opener = matches!(state.tab, Tab::Console | Tab::Events).then(|| filter::opener(state, dispatch));
    let head = el("header.panel__head")
        .child(tab_list::tab_list(state.tab, lines, dispatch))
        .child(opener)
        .child(fold);
    let narrowed = filter::Narrowed::of(state, dispatch);
    let (class, shown) = match state.tab {
        Tab::Console => {
            let python = &state.python;
            let stderr = python.ran.as_ref().filter(|_| python.is_open()).map(|ran| ran.stderr.clone());
            (
                "panel__shown panel--console",
                part(console::Console {
                    player,
                    stderr,
                    expected: state.expected(),
                    narrowed,
                    dispatch: dispatch.clone(),
                }),
            )
        }
        Tab::Loop => {
            let (selection, dispatch) = (state.selection.clone(), dispatch.clone());
            let shown = event_loop::EventLoop { player, selection, dispatch };
            ("panel__shown panel--loop", part(shown))
        }
        Tab::Events => {
            let found = Identical(state.found.clone());
            let events = events::Events { player, narrowed, found, dispatch: dispatch.clone() };
            ("panel__shown panel--events", part(events))
        }
        Tab::Words => {
            let props = words::WordsProps { player, dispatch: dispatch.clone() };
            ("panel__shown panel--words", component::<words::Words>(None, props))
        }
    };
    let shown = el("div[role=tabpanel]")
        .attr("id", tab_list::PANEL_ID)
        .attr("class", class)
        .attr("aria-labelledby", tab_list::element_of(state.tab))
        .child((!state.panels_folded).then_some(shown));
    el("section.panel[aria-label=Beside the timeline]").child(head).child(shown)
}
