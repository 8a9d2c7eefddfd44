//! Fields for numbers.

use std::ops::RangeInclusive;

use web_sys::HtmlInputElement;
use yew::{
    Callback, Html, InputEvent, Properties, TargetCast, function_component, html, use_effect_with, use_state,
};

use crate::program::parse_float;
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::Dispatch;

#[derive(PartialEq, Properties)]
pub struct Props {
    /// Its accessible name.
    pub label: &'static str,
    /// The number.
    pub value: f64,
    /// What it may be.
    pub range: RangeInclusive<f64>,
    /// How much an arrow key adds.
    pub step: &'static str,
    /// Called with every number within the range that is typed.
    pub onnumber: Callback<f64>,
    pub dispatch: Dispatch,
}

/// A field for a number. What is typed stays as typed until the field is left; what is no number or out of range is
/// marked and changes nothing.
#[function_component]
pub fn NumberField(props: &Props) -> Html {
    let typed = use_state(|| None::<String>);
    {
        // Undo, or another selected block, overtakes what was typed.
        let (typed, typed_value) = (typed.clone(), typed.as_deref().and_then(parse));
        use_effect_with(props.value, move |value| {
            if typed_value.is_some_and(|typed_value| typed_value != *value) {
                typed.set(None);
            }
        });
    }
    let shown = (*typed).clone().unwrap_or_else(|| words::number(props.value));
    let is_invalid = typed.is_some() && parse(&shown).is_none_or(|value| !props.range.contains(&value));
    let oninput = {
        let (typed, range, onnumber) = (typed.clone(), props.range.clone(), props.onnumber.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Some(value) = parse(&text).filter(|value| range.contains(value)) {
                onnumber.emit(value);
            }
            typed.set(Some(text));
        })
    };
    let onblur = {
        let leave = send::visit(&props.dispatch, false);
        Callback::from(move |event: yew::FocusEvent| {
            typed.set(None);
            leave.emit(event);
        })
    };
    html! {
        <input class="field field--number" type="number" inputmode="decimal" aria-label={props.label}
            aria-invalid={is_invalid.then_some("true")} value={shown} step={props.step}
            min={words::number(*props.range.start())} max={words::number(*props.range.end())}
            {oninput} onfocus={send::visit(&props.dispatch, true)} {onblur} />
    }
}

fn parse(text: &str) -> Option<f64> {
    parse_float(&text.trim().replace(',', ".")).filter(|value| value.is_finite())
}
