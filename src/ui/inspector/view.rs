//! The inspector.

use yew::{Callback, Html, Properties, UseReducerHandle, function_component, html};

use super::block::BlockSections;
use super::running::Running;
use super::scene::SceneSections;
use super::wire::WireSection;
use crate::ui::panels::Shown;
use crate::ui::parts::{Button, Look};
use crate::ui::workspace::{Action, Change, Workspace};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub state: UseReducerHandle<Workspace>,
}

/// The inspector: of a block, a wire, several blocks, or the scene.
#[function_component]
pub fn Inspector(props: &Props) -> Html {
    let state = &props.state;
    let dispatch = state.dispatcher();
    let player = state.run.as_ref().map(|run| Shown(run.player.clone()));
    let scene = state.document.scene.clone();
    let inside = match (state.selected(), state.wire) {
        (Some(id), _) => html! { <>
            if let Some(player) = player.clone() {
                <Running {id} status={state.run.as_ref().and_then(|run| run.statuses.cards.get(&id).cloned())}
                    {player} dispatch={dispatch.clone()} />
            }
            <BlockSections key={id.0} {scene} {id} current={current_step(state)} {dispatch} />
        </> },
        (None, Some(wire)) => html! { <WireSection {scene} {wire} {dispatch} /> },
        (None, None) if !state.selection.is_empty() => several(state),
        (None, None) => html! { <SceneSections {scene} {dispatch} /> },
    };
    html! { <div class="inspector">{ inside }</div> }
}

/// The step that the selected task is at.
fn current_step(state: &Workspace) -> Option<u32> {
    let view = state.run.as_ref()?.player.view();
    let task = view.of_block(state.selected()?.0)?.task?;
    match task.at? {
        crate::program::Place::Block { block, step }
            if !task.state.is_final() && Some(block) == state.selected().map(|id| id.0) =>
        {
            step
        }
        _ => None,
    }
}

fn several(state: &UseReducerHandle<Workspace>) -> Html {
    let send = |change: Change| {
        let dispatch = state.dispatcher();
        Callback::from(move |()| dispatch.dispatch(Action::Change(change.clone())))
    };
    html! {
        <section class="section">
            <div class="section__kind">{ format!("{} blocks selected", state.selection.len()) }</div>
            <div class="buttons">
                <Button label="Duplicate" key_hint="Ctrl+D" icon="copy" look={Look::Outlined}
                    onpress={send(Change::Duplicate)}>{ "Duplicate" }</Button>
                <Button label="Delete" key_hint="Delete" icon="trash" look={Look::Outlined}
                    onpress={send(Change::Delete)}>{ "Delete" }</Button>
            </div>
        </section>
    }
}
