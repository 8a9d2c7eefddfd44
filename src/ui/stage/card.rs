//! A card: one block of the scene.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::{
    Html, KeyboardEvent, NodeRef, Properties, TargetCast, classes, function_component, html, use_effect_with,
    use_node_ref,
};

use super::geometry::Rect;
use crate::playback::TaskState;
use crate::scene::{BlockId, Edit};
use crate::ui::kind::Kind;
use crate::ui::parts::icon;
use crate::ui::picture::Face;
use crate::ui::status::CardStatus;
use crate::ui::words::{self, px};
use crate::ui::workspace::{Action, Dispatch, Select};

/// What editing makes of a card at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CardMode {
    /// It is selected.
    pub selected: bool,
    /// It follows the pointer.
    pub dragged: bool,
    /// Its name is being edited.
    pub renaming: bool,
    /// Its part in a wire that is being drawn: `from`, `onto` or `refused`.
    pub wiring: Option<&'static str>,
}

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub face: Rc<Face>,
    /// What it shows of the run, if one is shown.
    pub status: Option<Rc<CardStatus>>,
    pub mode: CardMode,
    pub dispatch: Dispatch,
}

/// The place of a card as a style.
pub fn placed(rect: &Rect) -> String {
    let Rect { x, y, size } = rect;
    format!("left:{};top:{};width:{};height:{}", px(*x), px(*y), px(size.width), px(size.height))
}

/// The icon of a state.
pub fn state_icon(state: Option<TaskState>) -> &'static str {
    state.map_or("pending", TaskState::as_str)
}

/// A card.
#[function_component]
pub fn Card(props: &Props) -> Html {
    let Props { face, status, mode, .. } = props;
    let state = status.as_ref().and_then(|status| status.state);
    let says = match status {
        Some(status) => format!("{} {}: {}", face.kind.title(), face.label, status.text),
        None => format!("{} {}: {}", face.kind.title(), face.label, face.summary),
    };
    html! {
        <div
            id={format!("block-{}", face.id.0)}
            class={classes!("card", format!("card--{}", face.kind.word()))}
            style={placed(&face.rect)}
            role="group"
            aria-label={says}
            data-block={face.id.0.to_string()}
            data-label={face.label.to_string()}
            data-task={status.as_ref().and_then(|status| status.task.as_deref().map(str::to_owned))}
            data-state={state.map(TaskState::as_str)}
            data-pending={(status.is_some() && state.is_none()).then_some("true")}
            data-held={status.as_ref().is_some_and(|status| status.held).then_some("true")}
            data-selected={mode.selected.then_some("true")}
            data-dragged={mode.dragged.then_some("true")}
            data-wiring={mode.wiring}
        >
            if face.kind == Kind::Task { { task(props) } } else { { combinator(props) } }
            <span class="port port--in" aria-hidden="true"></span>
            <button type="button" class="port port--out" tabindex="-1" data-port={face.id.0.to_string()}
                aria-label={format!("Connect from {}", face.label)}></button>
        </div>
    }
}

fn task(props: &Props) -> Html {
    let Props { face, status, .. } = props;
    html! { <>
        <div class="card__head">
            { icon("task") }
            { name(props) }
            { cancel_button(props) }
        </div>
        <div class={classes!("card__summary", status.is_none().then_some("card__summary--two"))} title={face.summary.to_string()}>{ &*face.summary }</div>
        if let Some(status) = status {
            { state_line(status) }
            if let Some(span) = status.span {
                <div class="card__progress ticking" data-tick="bar" data-from={words::micros(span.from_secs)}
                        data-until={words::micros(span.until_secs)}></div>
            }
        }
    </> }
}

fn combinator(props: &Props) -> Html {
    let Props { face, status, .. } = props;
    let span = status.as_ref().and_then(|status| status.span.filter(|_| status.is_deadline));
    html! {
        <div class="card__row">
            <span class="card__mark">
                { icon(face.kind.word()) }
                if let Some(span) = span {
                    <svg class="card__ring" viewBox="0 0 38 38" aria-hidden="true">
                        <circle cx="19" cy="19" r="17" pathLength="1" stroke-dasharray="1 1" class="ticking"
                            data-tick="ring" data-from={words::micros(span.from_secs)}
                            data-until={words::micros(span.until_secs)} />
                    </svg>
                }
            </span>
            { name(props) }
            if let Some(status) = status {
                { state_line(status) }
            } else {
                <div class="card__state"><span class="card__text">{ &*face.summary }</span></div>
            }
            { cancel_button(props) }
        </div>
    }
}

fn state_line(status: &CardStatus) -> Html {
    html! {
        <div class="card__state">
            { icon(state_icon(status.state)) }
            <span class="card__text" title={status.text.clone()}>
                if let Some(span) = status.span {
                    // The time that is left, first for a deadline: `1.2 s left`, `sleeping 1.2 s`.
                    if !status.is_deadline { { &status.text } { " " } }
                    <span class="ticking" data-tick="text" data-from={words::micros(span.from_secs)}
                        data-until={words::micros(span.until_secs)}></span>
                    if status.is_deadline { { " " } { &status.text } }
                } else {
                    { &status.text }
                }
            </span>
        </div>
    }
}

fn cancel_button(props: &Props) -> Html {
    let Props { face, status, .. } = props;
    if !status.as_ref().is_some_and(|status| status.can_cancel) {
        return Html::default();
    }
    let label = format!("Cancel {}", face.label);
    html! {
        <button type="button" class="card__cancel" data-cancel={face.id.0.to_string()} aria-label={label.clone()}
            title={label}>
            { icon("close") }
        </button>
    }
}

fn name(props: &Props) -> Html {
    if props.mode.renaming {
        let Props { face, dispatch, .. } = props;
        html! { <RenameField id={face.id} label={face.label.clone()} dispatch={dispatch.clone()} /> }
    } else {
        html! { <span class="card__label" title={props.face.label.to_string()}>{ &*props.face.label }</span> }
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RenameProps {
    id: BlockId,
    label: Rc<str>,
    dispatch: Dispatch,
}

/// The name, while it is edited: Enter or leaving the field accepts, Escape does not.
#[function_component]
fn RenameField(props: &RenameProps) -> Html {
    let field: NodeRef = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(input) = field.cast::<HtmlInputElement>() {
                // Without focus the field still works.
                let _ = input.focus();
                input.select();
            }
        });
    }
    let accept = {
        let props = props.clone();
        move |input: &HtmlInputElement| {
            let label = input.value();
            if label.trim() != &*props.label {
                props.dispatch.dispatch(Action::Edit(Edit::SetLabel { id: props.id, label }));
            }
            props.dispatch.dispatch(Action::Select(Select::Renamed));
        }
    };
    let onblur = {
        let accept = accept.clone();
        move |event: yew::FocusEvent| accept(&event.target_unchecked_into())
    };
    let onkeydown = {
        let label = props.label.clone();
        move |event: KeyboardEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            match event.key().as_str() {
                "Enter" => {}
                "Escape" => input.set_value(&label),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
            // Back to the canvas, which leaves the field and so accepts what is in it.
            let stage = input.closest("#stage").ok().flatten();
            if let Some(stage) =
                stage.and_then(|stage| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(stage).ok())
            {
                let _ = stage.focus();
            }
        }
    };
    html! {
        <input ref={field} class="card__rename" aria-label="Name" value={props.label.to_string()} maxlength="60"
            spellcheck="false" autocomplete="off" {onblur} {onkeydown} />
    }
}
