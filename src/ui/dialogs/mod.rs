//! What lies above the page.

mod help;
mod problems;
mod python;

use std::rc::Rc;

use web_sys::{Event, HtmlDialogElement};
use yew::{AttrValue, Html, Properties, function_component, use_node_ref};

use crate::ui::markup::{el, hears, use_effect_of};
use crate::ui::parts::button;
use crate::ui::workspace::{Action, Dialog, Dispatch, Show};

/// Which dialog is open.
#[derive(PartialEq, Properties)]
pub struct DialogProps {
    pub dialog: Rc<Dialog>,
    pub dispatch: Dispatch,
}

/// The dialog that is open. Escape closes it.
#[function_component]
pub fn OpenDialog(props: &DialogProps) -> Html {
    let DialogProps { dialog, dispatch } = props;
    let element = use_node_ref();
    {
        let element = element.clone();
        use_effect_of((), move || {
            if let Some(dialog) = element.cast::<HtmlDialogElement>() {
                // It fails for a dialog that is open already, which is what we want.
                let _ = dialog.show_modal();
            }
        });
    }
    let cancel = {
        let dispatch = dispatch.clone();
        hears(move |event: &Event| {
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
    let close = button("Close").icon("close").sends(dispatch, Action::Show(Show::CloseDialog));
    el("dialog")
        .node_ref(&element)
        .attr("class", class)
        .attr("aria-label", title.clone())
        .on_cancel(cancel)
        .child(el("header.dialog__head").child(el("h2").child(title)).child(close))
        .child(el("div.dialog__body").child(body))
        .into()
}
