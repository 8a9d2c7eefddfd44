//! Below the stage: what was printed, and what happened.

mod console;
mod divider;
mod events;
mod tabs;

use std::rc::Rc;

use yew::{Html, html};

use divider::divider;
pub use tabs::tabs;

use crate::playback::Player;
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
pub fn panels(state: &Workspace, player: Option<Shown>, dispatch: &Dispatch) -> Html {
    let is_folded = state.panels_folded;
    let style = state.panels_height.map(|height| format!("--panels:{}", words::px(height)));
    let fold = send::action(dispatch, Action::Show(Show::FoldPanels));
    let lines = player.as_ref().map_or(0, |player| player.0.view().console_len());
    let only = match state.sheet {
        Some(Sheet::Console) => Some("console"),
        Some(Sheet::Events) => Some("events"),
        _ => None,
    };
    html! {
        <div class="panels" data-folded={is_folded.then_some("true")} data-only={only} {style}>
            { divider(dispatch) }
            <section class="panel panel--console" aria-label="Console">
                <header class="panel__head">
                    <h2 class="heading">{ "Console" }</h2>
                    if lines > 0 { <span class="panel__count">{ lines }</span> }
                </header>
                <console::Console player={player.clone()} />
            </section>
            <section class="panel panel--events" aria-label="Events">
                <header class="panel__head">
                    <h2 class="heading">{ "Events" }</h2>
                    <button type="button" class="button button--small button--icon panel__fold" onclick={fold}
                        aria-expanded={if is_folded { "false" } else { "true" }}
                        aria-label={if is_folded { "Unfold console and events" } else { "Fold console and events" }}>
                        { icon(if is_folded { "up" } else { "down" }) }
                    </button>
                </header>
                <events::Events {player} dispatch={dispatch.clone()} />
            </section>
        </div>
    }
}
