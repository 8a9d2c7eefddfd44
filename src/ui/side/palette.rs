//! The palette.

use yew::{Callback, Html, MouseEvent, PointerEvent, Properties, classes, function_component, html};

use crate::ui::kind::Kind;
use crate::ui::parts::Icon;
use crate::ui::stage::pointers;
use crate::ui::workspace::{Action, Change, Dispatch, Target};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub dispatch: Dispatch,
}

/// Blocks to drag onto the canvas. A press adds one in the middle.
#[function_component]
pub fn Palette(props: &Props) -> Html {
    html! {
        <section class="palette" aria-label="Palette">
            <h2 class="heading">{ "Blocks" }</h2>
            { for Kind::ALL.into_iter().map(|kind| html! { <Chip {kind} dispatch={props.dispatch.clone()} /> }) }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ChipProps {
    kind: Kind,
    dispatch: Dispatch,
}

#[function_component]
fn Chip(props: &ChipProps) -> Html {
    let ChipProps { kind, dispatch } = props.clone();
    let onpointerdown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: PointerEvent| {
            if let Some(action) = pointers::down_on(&event, Target::Chip(kind)) {
                dispatch.dispatch(action);
            }
        })
    };
    // A press of the pointer ends on the stage, which has captured it: only keys and assistive tools get here.
    let onclick = Callback::from(move |event: MouseEvent| {
        if event.detail() == 0 {
            dispatch.dispatch(Action::Change(Change::Add(kind)));
        }
    });
    html! {
        <button type="button" class={classes!("chip", format!("chip--{}", kind.word()))}
            aria-label={format!("Add {}", kind.word())} title={kind.explanation()} {onpointerdown} {onclick}>
            <Icon name={kind.word()} />
            <span class="chip__name">{ kind.title() }</span>
            <span class="chip__text">{ kind.explanation() }</span>
        </button>
    }
}
