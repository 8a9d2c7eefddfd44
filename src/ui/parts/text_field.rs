//! Fields for text.

use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};
use yew::TargetCast;

use crate::ui::markup::{Callback, El, el, hears};
use crate::ui::send;
use crate::ui::workspace::Dispatch;

/// About so many characters stand in a line of the inspector.
const LINE_CHARS: usize = 36;

/// A field for a text; every change is told.
pub fn text_field(dispatch: &Dispatch, label: &'static str, value: &str, ontext: Callback<String>) -> El {
    el("input.field[type=text][maxlength=2000][spellcheck=false][autocomplete=off]")
        .attr("aria-label", label)
        .attr("placeholder", label)
        .value(value.into())
        .on_input(hears(move |event: &Event| {
            ontext.emit(event.target_unchecked_into::<HtmlInputElement>().value());
        }))
        .on_focus(send::visit(dispatch, true))
        .on_blur(send::visit(dispatch, false))
}

/// A field for a text of several lines.
pub fn long_text_field(
    dispatch: &Dispatch,
    label: &'static str,
    placeholder: &'static str,
    value: &str,
    ontext: Callback<String>,
) -> El {
    let lines = value.lines().map(|line| 1 + line.chars().count() / LINE_CHARS).sum::<usize>();
    el("textarea.field[maxlength=2000]")
        .attr("aria-label", label)
        .attr("placeholder", placeholder)
        .attr("rows", lines.clamp(2, 12).to_string())
        .value(value.into())
        .on_input(hears(move |event: &Event| {
            ontext.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
        }))
        .on_focus(send::visit(dispatch, true))
        .on_blur(send::visit(dispatch, false))
}

/// A field for a name: it is told when the field is left or Enter is pressed, and never an empty one.
pub fn lazy_field(label: &'static str, value: &str, max_chars: usize, ontext: Callback<String>) -> El {
    let old = value.to_owned();
    el("input.field[type=text][spellcheck=false][autocomplete=off]")
        .attr("aria-label", label)
        .value(value.into())
        .attr("maxlength", max_chars.to_string())
        .on_change(hears(move |event: &Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let text = input.value();
            if text.trim().is_empty() {
                input.set_value(&old);
            } else {
                ontext.emit(text);
            }
        }))
}
