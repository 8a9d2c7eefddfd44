//! What a block is, to be changed.

use std::rc::Rc;

use yew::{Callback, Html, html};

use super::steps;
use crate::scene::{Block, BlockId, BlockKind, Edit, Scene, limits};
use crate::ui::kind::Kind;
use crate::ui::parts::{NumberField, OUTLINED, SMALL, button, icon, lazy_field};
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::{Action, Change, Dispatch, Select};

/// The sections of one block. `current` is the step that the task is at, if it runs.
pub fn block_sections(scene: &Rc<Scene>, id: BlockId, current: Option<u32>, dispatch: &Dispatch) -> Html {
    let Some(block) = scene.blocks.get(&id) else { return Html::default() };
    html! { <>
        { about(id, block, dispatch) }
        { inside(scene, id, block, current, dispatch) }
        <section class="section" aria-label="Wrap">
            <h2 class="heading">{ "Wrap in" }</h2>
            { wraps(dispatch, |kind| Change::WrapBlock(kind, id)) }
        </section>
    </> }
}

/// The buttons that wrap something.
pub fn wraps(dispatch: &Dispatch, change: impl Fn(Kind) -> Change) -> Html {
    let wrap = |kind: Kind| {
        let named = button(format!("Wrap in a {}", kind.word())).icon(kind.word()).text(kind.title());
        named.class(OUTLINED).sends(dispatch, Action::Change(change(kind)))
    };
    html! { <div class="buttons">{ for Kind::WRAPPERS.into_iter().map(wrap) }</div> }
}

fn about(id: BlockId, block: &Block, dispatch: &Dispatch) -> Html {
    let kind = Kind::of(&block.kind);
    let rename = {
        let dispatch = dispatch.clone();
        Callback::from(move |label: String| dispatch.dispatch(Action::Edit(Edit::SetLabel { id, label })))
    };
    let tool = |name: &'static str, key, icon, change| {
        button(name).key(key).icon(icon).class(SMALL).sends(dispatch, Action::Change(change))
    };
    html! {
        <section class="section" aria-label={kind.title()}>
            <div class="section__head">
                <span class="section__kind">{ icon(kind.word()) }{ kind.title() }</span>
                { tool("Duplicate", "Ctrl+D", "copy", Change::Duplicate) }
                { tool("Delete", "Delete", "trash", Change::Delete) }
            </div>
            { lazy_field("Name of the block", &block.label, limits::MAX_LABEL_CHARS, rename) }
        </section>
    }
}

fn inside(scene: &Rc<Scene>, id: BlockId, block: &Block, current: Option<u32>, dispatch: &Dispatch) -> Html {
    let (heading, before, after) = match &block.kind {
        BlockKind::Task { steps } => {
            ("Steps", Html::default(), steps::editor(scene, id, steps, current, dispatch))
        }
        BlockKind::Gather { children, return_exceptions } => {
            let is_on = *return_exceptions;
            let onchange = send::action(dispatch, Action::Edit(Edit::SetReturnExceptions { id, on: !is_on }));
            let after = html! { <>
                { children_list(scene, id, children, dispatch) }
                <label class="row row--check">
                    <input type="checkbox" checked={is_on} {onchange} />
                    { "Failures become results (return_exceptions)" }
                </label>
            </> };
            ("Gathers, in this order", Html::default(), after)
        }
        BlockKind::Shield { child } => {
            ("Shields", Html::default(), children_list(scene, id, child.as_slice(), dispatch))
        }
        BlockKind::Timeout { child, delay_secs } => {
            let onnumber = {
                let dispatch = dispatch.clone();
                Callback::from(move |delay_secs| {
                    dispatch.dispatch(Action::Edit(Edit::SetDelay { id, delay_secs }));
                })
            };
            let before = html! {
                <label class="row">
                    <span class="row__label">{ "Time is up after" }</span>
                    <NumberField label="Timeout in seconds" value={*delay_secs} range={limits::SECONDS} step="0.1"
                        {onnumber} dispatch={dispatch.clone()} />
                    <span class="unit">{ "s" }</span>
                </label>
            };
            ("Watches", before, children_list(scene, id, child.as_slice(), dispatch))
        }
    };
    html! {
        <section class="section" aria-label={Kind::of(&block.kind).inside()}>
            { before }
            <h2 class="heading">{ heading }</h2>
            { after }
        </section>
    }
}

fn children_list(scene: &Scene, parent: BlockId, children: &[BlockId], dispatch: &Dispatch) -> Html {
    if children.is_empty() {
        return html! { <p class="section__text">{ "Nothing yet. Drag from the port at the card's lower edge to another card." }</p> };
    }
    let row = |(position, &child): (usize, &BlockId)| {
        let label = words::label_of(scene, child);
        let mut earlier = children.to_vec();
        let raise = (position > 0).then(|| {
            earlier.swap(position - 1, position);
            let edit = Edit::ReorderChildren { id: parent, children: earlier };
            button(format!("Move {label} up")).icon("up").class(SMALL).sends(dispatch, Action::Edit(edit))
        });
        let cut = button(format!("Disconnect {label}")).icon("close").class(SMALL);
        html! {
            <li class="child" key={child.0}>
                <button type="button" class="child__name"
                    onclick={send::action(dispatch, Action::Select(Select::Only(child)))}>{ label }</button>
                { raise.unwrap_or_default() }
                { cut.sends(dispatch, Action::Edit(Edit::Disconnect { parent, child })) }
            </li>
        }
    };
    html! { <ul class="children">{ for children.iter().enumerate().map(row) }</ul> }
}
