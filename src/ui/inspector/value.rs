//! A result: a text, a number or one of Python's constants.

use yew::{Callback, Html, Properties, function_component, html};

use super::choice::Choice;
use crate::program::Constant;
use crate::ui::parts::{NumberField, TextField};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub value: Constant,
    pub onchange: Callback<Constant>,
    pub onfocus: Callback<bool>,
}

const SORTS: [&str; 5] = ["text", "number", "None", "True", "False"];

fn sort(value: &Constant) -> usize {
    match value {
        Constant::Str(_) => 0,
        Constant::Int(_) | Constant::Float(_) => 1,
        Constant::None => 2,
        Constant::Bool(true) => 3,
        Constant::Bool(false) => 4,
    }
}

fn of_sort(sort: usize) -> Constant {
    match sort {
        0 => Constant::Str("ok".into()),
        1 => Constant::Int(1),
        3 => Constant::Bool(true),
        4 => Constant::Bool(false),
        _ => Constant::None,
    }
}

/// A number as Python would read it: whole or not.
fn number(value: f64) -> Constant {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        Constant::Int(value as i64)
    } else {
        Constant::Float(value)
    }
}

/// A field for a result.
#[function_component]
pub fn ValueField(props: &Props) -> Html {
    let Props { value, onchange, onfocus } = props;
    let field = match value {
        Constant::Str(text) => html! {
            <TextField label="Result" value={text.clone()} oninput={onchange.reform(Constant::Str)} onfocus={onfocus.clone()} />
        },
        Constant::Int(_) | Constant::Float(_) => {
            let shown = match value {
                Constant::Int(whole) => *whole as f64,
                Constant::Float(float) => *float,
                _ => 0.0,
            };
            html! {
                <NumberField label="Result" value={shown} range={-1e15..=1e15} step="any" oninput={onchange.reform(number)}
                    onfocus={onfocus.clone()} />
            }
        }
        Constant::None | Constant::Bool(_) => Html::default(),
    };
    html! { <>
        <Choice label="Sort of result" options={SORTS.map(str::to_owned).to_vec()} chosen={sort(value)}
            onchoose={onchange.reform(of_sort)} />
        { field }
    </> }
}
