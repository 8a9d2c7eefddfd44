//! Fields for text.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::{Callback, Event, Html, InputEvent, Properties, TargetCast, function_component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Its accessible name.
    pub label: String,
    /// The text.
    pub value: String,
    /// Called at every change.
    pub oninput: Callback<String>,
    /// Called when the field is entered (true) and left (false): what happens in between is one step of undo.
    #[prop_or_default]
    pub onfocus: Callback<bool>,
    #[prop_or_default]
    pub placeholder: Option<&'static str>,
    /// Whether `oninput` is called only when the field is left or Enter is pressed, and never with an empty text.
    #[prop_or_default]
    pub lazily: bool,
    /// Whether the text may have several lines.
    #[prop_or_default]
    pub multiline: bool,
    #[prop_or(2_000)]
    pub max_chars: usize,
}

/// About so many characters stand in a line of the inspector.
const LINE_CHARS: usize = 36;

/// A field for text.
#[function_component]
pub fn TextField(props: &Props) -> Html {
    let onfocus = props.onfocus.reform(|_| true);
    let onblur = props.onfocus.reform(|_| false);
    if props.multiline {
        let oninput = props
            .oninput
            .reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
        let lines = props.value.lines().map(|line| 1 + line.chars().count() / LINE_CHARS).sum::<usize>();
        let rows = lines.clamp(2, 12).to_string();
        return html! {
            <textarea class="field" aria-label={props.label.clone()} placeholder={props.placeholder} {rows}
                value={props.value.clone()} maxlength={props.max_chars.to_string()}
                {oninput} {onfocus} {onblur} />
        };
    }
    let value = |event: &Event| event.target_unchecked_into::<HtmlInputElement>().value();
    let (oninput, onchange) = if props.lazily {
        let (oninput, old) = (props.oninput.clone(), props.value.clone());
        let onchange = Callback::from(move |event: Event| match value(&event) {
            text if text.trim().is_empty() => {
                event.target_unchecked_into::<HtmlInputElement>().set_value(&old)
            }
            text => oninput.emit(text),
        });
        (None, Some(onchange))
    } else {
        (Some(props.oninput.reform(move |event: InputEvent| value(&event))), None)
    };
    html! {
        <input class="field" type="text" aria-label={props.label.clone()} placeholder={props.placeholder}
            value={props.value.clone()} maxlength={props.max_chars.to_string()} spellcheck="false"
            autocomplete="off" {oninput} {onchange} {onfocus} {onblur} />
    }
}
