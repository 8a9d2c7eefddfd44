//! What lies above the page.

mod help;
mod problems;
mod python;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement};
use yew::{AttrValue, Html};

use crate::ui::markup::{Part, el, hears};
use crate::ui::parts::button;
use crate::ui::workspace::{Action, Dialog, Dispatch, Show};

/// The dialog that is open. Escape closes it.
#[derive(PartialEq)]
pub struct OpenDialog {
    pub dialog: Rc<Dialog>,
    pub dispatch: Dispatch,
}

impl Part for OpenDialog {
    fn draw(&self) -> Html {
        let OpenDialog { dialog, dispatch } = self;
        let cancel = {
            let dispatch = dispatch.clone();
            hears(move |event: &Event| {
                event.prevent_default();
                dispatch.dispatch(Action::Show(Show::CloseDialog));
            })
        };
        let (title, class, body): (AttrValue, _, _) = match &**dialog {
            Dialog::Python { text, said } => {
                let body = python::python(text.as_ref(), said, dispatch);
                ("The scene in Python".into(), "dialog dialog--wide", body)
            }
            Dialog::Help => ("Keys and gestures".into(), "dialog dialog--wide", help::help()),
            Dialog::Problems { name, problems } => {
                (format!("{name} was not opened").into(), "dialog", problems::problems(problems))
            }
        };
        let close = button("Close").icon("close").sends(dispatch, Action::Show(Show::CloseDialog));
        el("dialog")
            .attr("class", class)
            .attr("aria-label", title.clone())
            .on_cancel(cancel)
            .child(el("header.dialog__head").child(el("h2").child(title)).child(close))
            .child(el("div.dialog__body").child(body))
            .on_begin(|dialog| {
                // It fails for a dialog that is open already, which is what we want.
                let _ = dialog.unchecked_into::<HtmlDialogElement>().show_modal();
            })
    }
}
