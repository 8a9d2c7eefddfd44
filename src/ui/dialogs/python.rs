//! The scene as a Python program.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::ui::markup::{Callback, El, el, fragment};
use crate::ui::parts::{OUTLINED, PRIMARY, button};
use crate::ui::workspace::{Action, Dispatch, Show};
use crate::web::{clipboard, files};

/// The program, to be read, copied or saved.
pub fn python(text: Option<&Rc<str>>, said: &'static str, dispatch: &Dispatch) -> El {
    let Some(text) = text else {
        return el("p.dialog__text").child("The program is being written\u{2026}");
    };
    let copy = {
        let (text, dispatch) = (text.clone(), dispatch.clone());
        Callback::from(move |_| {
            let (text, dispatch) = (text.clone(), dispatch.clone());
            spawn_local(async move {
                let said = if clipboard::write(&text).await {
                    "Copied."
                } else {
                    "The browser did not allow that: select the text and copy it."
                };
                dispatch.dispatch(Action::Show(Show::Said(said)));
            });
        })
    };
    let save = {
        let text = text.clone();
        Callback::from(move |_| {
            files::download("scene.py", "text/x-python", &text);
        })
    };
    let actions = el("div.dialog__actions")
        .child(el("span[role=status]").child(said))
        .child(button("Save as file").icon("save").text("Save").class(OUTLINED).calls(save))
        .child(button("Copy").icon("copy").text("Copy").class(PRIMARY).calls(copy));
    fragment()
        .child(el("p.dialog__text").child("CPython runs this program just as it is shown here."))
        .child(el("pre.code[tabindex=0]").child(el("code").child(text.clone())))
        .child(actions)
}
