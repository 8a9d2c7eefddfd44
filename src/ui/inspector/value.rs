//! A result: a text, a number or one of Python's constants.

use yew::AttrValue;

use super::choice::choice;
use crate::program::Constant;
use crate::ui::markup::{Callback, El, component, fragment};
use crate::ui::parts::{NumberField, NumberProps, text_field};
use crate::ui::workspace::Dispatch;

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
pub fn value_field(dispatch: &Dispatch, value: &Constant, onvalue: Callback<Constant>) -> El {
    let number_field = |value: f64| {
        let (onnumber, dispatch) = (onvalue.reform(number), dispatch.clone());
        let props =
            NumberProps { label: "Result", value, range: -1e15..=1e15, step: "any", onnumber, dispatch };
        fragment().child(component::<NumberField>(None, props))
    };
    let field = match value {
        Constant::Str(text) => Some(text_field(dispatch, "Result", text, onvalue.reform(Constant::Str))),
        Constant::Int(whole) => Some(number_field(*whole as f64)),
        Constant::Float(float) => Some(number_field(*float)),
        Constant::None | Constant::Bool(_) => None,
    };
    let sorts = SORTS.map(AttrValue::Static);
    fragment().child(choice("Sort of result", sorts, Some(sort(value)), onvalue.reform(of_sort))).child(field)
}
