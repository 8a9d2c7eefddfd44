//! What a block is, to be changed.

use std::rc::Rc;

use yew::{Callback, Html, Properties, function_component, html};

use super::steps::StepsEditor;
use crate::scene::{Block, BlockId, BlockKind, Edit, Scene, limits};
use crate::ui::kind::Kind;
use crate::ui::parts::{Button, Icon, Look, NumberField, TextField};
use crate::ui::words;
use crate::ui::workspace::{Action, Change, Dispatch, Select};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub scene: Rc<Scene>,
    pub id: BlockId,
    /// The step that the task is at, if it runs.
    pub current: Option<u32>,
    pub dispatch: Dispatch,
}

/// The callback of a field: what is typed in one visit of it is one step of undo.
pub fn entered(dispatch: &Dispatch) -> Callback<bool> {
    let dispatch = dispatch.clone();
    Callback::from(move |is_entered| {
        let change = if is_entered { Change::Enter } else { Change::Leave };
        dispatch.dispatch(Action::Change(change));
    })
}

/// The sections of one block.
#[function_component]
pub fn BlockSections(props: &Props) -> Html {
    let Some(block) = props.scene.blocks.get(&props.id) else { return Html::default() };
    html! { <>
        { about(props, block) }
        { inside(props, block) }
        { around(props) }
    </> }
}

fn about(props: &Props, block: &Block) -> Html {
    let Props { id, dispatch, .. } = props;
    let (id, kind) = (*id, Kind::of(&block.kind));
    let rename = {
        let dispatch = dispatch.clone();
        Callback::from(move |label: String| dispatch.dispatch(Action::Edit(Edit::SetLabel { id, label })))
    };
    let send = |change: Change| {
        let dispatch = dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Change(change.clone())))
    };
    html! {
        <section class="section" aria-label={kind.title()}>
            <div class="section__head">
                <span class="section__kind"><Icon name={kind.word()} />{ kind.title() }</span>
                <Button label="Duplicate" key_hint="Ctrl+D" icon="copy" look={Look::Small} onpress={send(Change::Duplicate)} />
                <Button label="Delete" key_hint="Delete" icon="trash" look={Look::Small} onpress={send(Change::Delete)} />
            </div>
            <TextField label="Name of the block" value={block.label.clone()} max_chars={limits::MAX_LABEL_CHARS} lazily=true oninput={rename} />
        </section>
    }
}

fn inside(props: &Props, block: &Block) -> Html {
    let Props { scene, id, current, dispatch } = props;
    let id = *id;
    match &block.kind {
        BlockKind::Task { steps } => html! {
            <section class="section" aria-label="Steps">
                <h2 class="heading">{ "Steps" }</h2>
                <StepsEditor scene={scene.clone()} {id} steps={Rc::new(steps.clone())} current={*current}
                    dispatch={dispatch.clone()} />
            </section>
        },
        BlockKind::Gather { children, return_exceptions } => {
            let dispatch = dispatch.clone();
            let is_on = *return_exceptions;
            let toggle =
                move |_| dispatch.dispatch(Action::Edit(Edit::SetReturnExceptions { id, on: !is_on }));
            html! {
                <section class="section" aria-label="Gather">
                    <h2 class="heading">{ "Gathers, in this order" }</h2>
                    { children_list(props, children) }
                    <label class="row row--check">
                        <input type="checkbox" checked={is_on} onchange={toggle} />
                        { "Failures become results (return_exceptions)" }
                    </label>
                </section>
            }
        }
        BlockKind::Shield { child } => html! {
            <section class="section" aria-label="Shield">
                <h2 class="heading">{ "Shields" }</h2>
                { children_list(props, child.as_slice()) }
            </section>
        },
        BlockKind::Timeout { child, delay_secs } => {
            let dispatch = dispatch.clone();
            let set = move |delay_secs| dispatch.dispatch(Action::Edit(Edit::SetDelay { id, delay_secs }));
            html! {
                <section class="section" aria-label="Timeout">
                    <label class="row">
                        <span class="row__label">{ "Time is up after" }</span>
                        <NumberField label="Timeout in seconds" value={*delay_secs} range={limits::SECONDS}
                            oninput={set} onfocus={entered(&props.dispatch)} />
                        <span class="unit">{ "s" }</span>
                    </label>
                    <h2 class="heading">{ "Watches" }</h2>
                    { children_list(props, child.as_slice()) }
                </section>
            }
        }
    }
}

fn children_list(props: &Props, children: &[BlockId]) -> Html {
    let Props { scene, id, dispatch, .. } = props;
    let parent = *id;
    if children.is_empty() {
        return html! { <p class="section__text">{ "Nothing yet. Drag from the port at the card's lower edge to another card." }</p> };
    }
    let row = |(position, &child): (usize, &BlockId)| {
        let label = words::label_of(scene, child).to_owned();
        let send = |action: Action| {
            let (dispatch, action) = (dispatch.clone(), std::cell::Cell::new(Some(action)));
            Callback::from(move |()| {
                if let Some(action) = action.take() {
                    dispatch.dispatch(action);
                }
            })
        };
        let mut earlier = children.to_vec();
        if position > 0 {
            earlier.swap(position - 1, position);
        }
        let select = {
            let dispatch = dispatch.clone();
            move |_| dispatch.dispatch(Action::Select(Select::Only(child)))
        };
        html! {
            <li class="child" key={child.0}>
                <button type="button" class="child__name" onclick={select}>{ &label }</button>
                if position > 0 {
                    <Button label={format!("Move {label} up")} icon="up" look={Look::Small}
                        onpress={send(Action::Edit(Edit::ReorderChildren { id: parent, children: earlier }))} />
                }
                <Button label={format!("Disconnect {label}")} icon="close" look={Look::Small}
                    onpress={send(Action::Edit(Edit::Disconnect { parent, child }))} />
            </li>
        }
    };
    html! { <ul class="children">{ for children.iter().enumerate().map(row) }</ul> }
}

fn around(props: &Props) -> Html {
    let Props { id, dispatch, .. } = props;
    let id = *id;
    let wrap = |kind: Kind| {
        let dispatch = dispatch.clone();
        let onpress =
            Callback::from(move |()| dispatch.dispatch(Action::Change(Change::WrapBlock(kind, id))));
        html! {
            <Button label={format!("Wrap in a {}", kind.word())} icon={kind.word()} look={Look::Outlined} {onpress}>
                <>{ kind.title() }</>
            </Button>
        }
    };
    html! {
        <section class="section" aria-label="Wrap">
            <h2 class="heading">{ "Wrap in" }</h2>
            <div class="buttons">{ for Kind::ALL.into_iter().filter(|kind| kind.wraps()).map(wrap) }</div>
        </section>
    }
}
