//! What lies above the page.

mod help;
mod problems;
mod python;

use web_sys::HtmlDialogElement;
use yew::{
    Callback, Children, Event, Html, Properties, function_component, html, use_effect_with, use_node_ref,
};

use crate::ui::parts::Button;
use crate::ui::workspace::{Action, Dialog, Dispatch, Show};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub dialog: Option<Dialog>,
    pub dispatch: Dispatch,
}

/// The dialog that is open.
#[function_component]
pub fn Dialogs(props: &Props) -> Html {
    let dispatch = props.dispatch.clone();
    let onclose = Callback::from(move |()| dispatch.dispatch(Action::Show(Show::CloseDialog)));
    match props.dialog.clone() {
        None => Html::default(),
        Some(Dialog::Python(text)) => html! { <python::Python {text} {onclose} /> },
        Some(Dialog::Help) => html! { <help::Help {onclose} /> },
        Some(Dialog::Problems { name, problems }) => {
            html! { <problems::Problems {name} {problems} {onclose} /> }
        }
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FrameProps {
    title: String,
    onclose: Callback<()>,
    #[prop_or_default]
    wide: bool,
    children: Children,
}

/// A dialog's frame. Escape closes it.
#[function_component]
fn Frame(props: &FrameProps) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // It fails for a dialog that is open already, which is what we want.
                let _ = dialog.show_modal();
            }
        });
    }
    let oncancel = props.onclose.reform(|event: Event| event.prevent_default());
    html! {
        <dialog ref={dialog} class={yew::classes!("dialog", props.wide.then_some("dialog--wide"))}
            aria-label={props.title.clone()} {oncancel}>
            <header class="dialog__head">
                <h2>{ &props.title }</h2>
                <Button label="Close" icon="close" onpress={props.onclose.clone()} />
            </header>
            <div class="dialog__body">{ props.children.clone() }</div>
        </dialog>
    }
}
