//! Fields for numbers.

use std::ops::RangeInclusive;

use web_sys::HtmlInputElement;
use yew::{
    Callback, Html, InputEvent, Properties, TargetCast, function_component, html, use_effect_with, use_state,
};

use crate::ui::words;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Its accessible name.
    pub label: String,
    /// The number.
    pub value: f64,
    /// What it may be.
    pub range: RangeInclusive<f64>,
    /// Called with every number within the range that is typed.
    pub oninput: Callback<f64>,
    /// Called when the field is entered (true) and left (false).
    #[prop_or_default]
    pub onfocus: Callback<bool>,
    #[prop_or("0.1")]
    pub step: &'static str,
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
        let (typed, range, oninput) = (typed.clone(), props.range.clone(), props.oninput.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Some(value) = parse(&text).filter(|value| range.contains(value)) {
                oninput.emit(value);
            }
            typed.set(Some(text));
        })
    };
    let onfocus = props.onfocus.reform(|_| true);
    let onblur = {
        let (typed, onfocus) = (typed, props.onfocus.clone());
        Callback::from(move |_| {
            typed.set(None);
            onfocus.emit(false);
        })
    };
    html! {
        <input class="field field--number" type="number" inputmode="decimal" aria-label={props.label.clone()}
            aria-invalid={is_invalid.then_some("true")} value={shown} step={props.step}
            min={words::number(*props.range.start())} max={words::number(*props.range.end())}
            {oninput} {onfocus} {onblur} />
    }
}

fn parse(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok().filter(|value: &f64| value.is_finite())
}
