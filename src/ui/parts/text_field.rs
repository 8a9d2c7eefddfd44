//! Fields for text.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::{Callback, Event, Html, InputEvent, TargetCast, html};

use crate::ui::send;
use crate::ui::workspace::Dispatch;

/// About so many characters stand in a line of the inspector.
const LINE_CHARS: usize = 36;

/// A field for a text; every change is told.
pub fn text_field(dispatch: &Dispatch, label: &'static str, value: &str, ontext: Callback<String>) -> Html {
    let oninput = Callback::from(move |event: InputEvent| {
        ontext.emit(event.target_unchecked_into::<HtmlInputElement>().value());
    });
    html! {
        <input class="field" type="text" aria-label={label} placeholder={label} value={value.to_owned()}
            maxlength="2000" spellcheck="false" autocomplete="off" {oninput}
            onfocus={send::visit(dispatch, true)} onblur={send::visit(dispatch, false)} />
    }
}

/// A field for a text of several lines.
pub fn long_text_field(
    dispatch: &Dispatch,
    label: &'static str,
    placeholder: &'static str,
    value: &str,
    ontext: Callback<String>,
) -> Html {
    let oninput = Callback::from(move |event: InputEvent| {
        ontext.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
    });
    let lines = value.lines().map(|line| 1 + line.chars().count() / LINE_CHARS).sum::<usize>();
    let rows = lines.clamp(2, 12).to_string();
    html! {
        <textarea class="field" aria-label={label} {placeholder} {rows} value={value.to_owned()} maxlength="2000"
            {oninput} onfocus={send::visit(dispatch, true)} onblur={send::visit(dispatch, false)} />
    }
}

/// A field for a name: it is told when the field is left or Enter is pressed, and never an empty one.
pub fn lazy_field(label: &'static str, value: &str, max_chars: usize, ontext: Callback<String>) -> Html {
    let old = value.to_owned();
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let text = input.value();
        if text.trim().is_empty() {
            input.set_value(&old);
        } else {
            ontext.emit(text);
        }
    });
    html! {
        <input class="field" type="text" aria-label={label} value={value.to_owned()} maxlength={max_chars.to_string()}
            spellcheck="false" autocomplete="off" {onchange} />
    }
}
