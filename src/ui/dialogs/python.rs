//! The scene as a Python program.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, html};

use crate::ui::parts::{OUTLINED, PRIMARY, button};
use crate::ui::workspace::{Action, Dispatch, Show};
use crate::web::{clipboard, files};

/// The program, to be read, copied or saved.
pub fn python(text: &Rc<str>, said: &'static str, dispatch: &Dispatch) -> Html {
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
    html! { <>
        <p class="dialog__text">{ "CPython runs this program just as it is shown here." }</p>
        <pre class="code" tabindex="0"><code>{ text.clone() }</code></pre>
        <div class="dialog__actions">
            <span role="status">{ said }</span>
            { button("Save as file").icon("save").text("Save").class(OUTLINED).calls(save) }
            { button("Copy").icon("copy").text("Copy").class(PRIMARY).calls(copy) }
        </div>
    </> }
}
