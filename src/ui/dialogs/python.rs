//! The scene as a Python program.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, Properties, function_component, html, use_state};

use super::Frame;
use crate::ui::parts::{Button, Look};
use crate::web::{clipboard, files};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub text: Rc<str>,
    pub onclose: Callback<()>,
}

/// The program, to be read, copied or saved.
#[function_component]
pub fn Python(props: &Props) -> Html {
    let said = use_state(|| "");
    let copy = {
        let (text, said) = (props.text.clone(), said.clone());
        Callback::from(move |()| {
            let (text, said) = (text.clone(), said.clone());
            spawn_local(async move {
                let worked = clipboard::write(&text).await;
                said.set(if worked {
                    "Copied."
                } else {
                    "The browser did not allow that: select the text and copy it."
                });
            });
        })
    };
    let save = {
        let text = props.text.clone();
        Callback::from(move |()| {
            files::download("scene.py", "text/x-python", &text);
        })
    };
    html! {
        <Frame title="The scene in Python" wide=true onclose={props.onclose.clone()}>
            <p class="dialog__text">{ "CPython runs this program just as it is shown here." }</p>
            <pre class="code" tabindex="0"><code>{ &*props.text }</code></pre>
            <div class="dialog__actions">
                <span role="status">{ *said }</span>
                <Button label="Save as file" icon="save" look={Look::Outlined} onpress={save}>{ "Save" }</Button>
                <Button label="Copy" icon="copy" look={Look::Primary} onpress={copy}>{ "Copy" }</Button>
            </div>
        </Frame>
    }
}
