//! What lies above the page.

mod help;
mod problems;
mod python;

use std::rc::Rc;

use web_sys::HtmlDialogElement;
use yew::{
    AttrValue, Callback, Event, Html, Properties, function_component, html, use_effect_with, use_node_ref,
};

use crate::ui::parts::button;
use crate::ui::workspace::{Action, Dialog, Dispatch, Show};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub dialog: Rc<Dialog>,
    pub dispatch: Dispatch,
}

/// The dialog that is open. Escape closes it.
#[function_component]
pub fn OpenDialog(props: &Props) -> Html {
    let Props { dialog, dispatch } = props;
    let element = use_node_ref();
    {
        let element = element.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = element.cast::<HtmlDialogElement>() {
                // It fails for a dialog that is open already, which is what we want.
                let _ = dialog.show_modal();
            }
        });
    }
    let oncancel = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            dispatch.dispatch(Action::Show(Show::CloseDialog));
        })
    };
    let (title, class, body): (AttrValue, _, _) = match &**dialog {
        Dialog::Python { text, said } => {
            ("The scene in Python".into(), "dialog dialog--wide", python::python(text, said, dispatch))
        }
        Dialog::Help => ("Keys and gestures".into(), "dialog dialog--wide", help::help()),
        Dialog::Problems { name, problems } => {
            (format!("{name} was not opened").into(), "dialog", problems::problems(problems))
        }
    };
    html! {
        <dialog ref={element} {class} aria-label={title.clone()} {oncancel}>
            <header class="dialog__head">
                <h2>{ title }</h2>
                { button("Close").icon("close").sends(dispatch, Action::Show(Show::CloseDialog)) }
            </header>
            <div class="dialog__body">{ body }</div>
        </dialog>
    }
}
