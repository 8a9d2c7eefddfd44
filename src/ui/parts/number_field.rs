//! Fields for numbers.

use std::ops::RangeInclusive;

use web_sys::{Event, HtmlInputElement};
use yew::{Html, Properties, TargetCast, function_component, use_state};

use crate::program::parse_float;
use crate::ui::markup::{Callback, el, hears, use_effect_of};
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::Dispatch;

/// What a field for a number is about.
#[derive(PartialEq, Properties)]
pub struct NumberProps {
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
pub fn NumberField(props: &NumberProps) -> Html {
    let typed = use_state(|| None::<String>);
    {
        // Undo, or another selected block, overtakes what was typed.
        let (typed, typed_value) = (typed.clone(), typed.as_deref().and_then(parse));
        let value = props.value;
        use_effect_of(value, move || {
            if typed_value.is_some_and(|typed_value| typed_value != value) {
                typed.set(None);
            }
        });
    }
    let shown = (*typed).clone().unwrap_or_else(|| words::number(props.value));
    let is_invalid = typed.is_some() && parse(&shown).is_none_or(|value| !props.range.contains(&value));
    let on_input = {
        let (typed, range, onnumber) = (typed.clone(), props.range.clone(), props.onnumber.clone());
        hears(move |event: &Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Some(value) = parse(&text).filter(|value| range.contains(value)) {
                onnumber.emit(value);
            }
            typed.set(Some(text));
        })
    };
    let on_blur = {
        let leave = send::visit(&props.dispatch, false);
        hears(move |event: &Event| {
            typed.set(None);
            leave.emit(event.clone());
        })
    };
    el("input.field field--number[type=number][inputmode=decimal]")
        .attr("aria-label", props.label)
        .mark("aria-invalid", is_invalid)
        .attr("title", is_invalid.then(|| range_of(&props.range)))
        .value(shown.into())
        .attr("step", props.step)
        .attr("min", words::number(*props.range.start()))
        .attr("max", words::number(*props.range.end()))
        .on_input(on_input)
        .on_focus(send::visit(&props.dispatch, true))
        .on_blur(on_blur)
        .into()
}

/// What a number may be.
fn range_of(range: &RangeInclusive<f64>) -> String {
    ["A number from ", &words::number(*range.start()), " to ", &words::number(*range.end())].concat()
}

fn parse(text: &str) -> Option<f64> {
    parse_float(&text.trim().replace(',', ".")).filter(|value| value.is_finite())
}
