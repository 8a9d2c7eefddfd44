//! One step: its verb and its fields.

use web_sys::Event;

use super::choice::choice;
use super::steps::EXCEPTIONS;
use super::steps::{Editor, exception_names, targets};
use super::value::value_field;
use crate::program::ExceptionName;
use crate::scene::{BlockId, Step, label_of, limits};
use crate::ui::markup::{Callback, El, component, el, fragment};
use crate::ui::parts::{NumberField, NumberProps, text_field};

/// The line of a step; `onchange` puts another one in its place.
pub fn step_line(editor: &Editor<'_>, step: &Step, onchange: &Callback<Step>) -> El {
    let (verb, fields) = match step {
        Step::Sleep { secs } => (
            "sleep",
            seconds(editor, "Sleep in seconds", *secs, onchange.reform(|secs| Step::Sleep { secs })),
        ),
        Step::Work { secs } => (
            "block",
            seconds(editor, "Blocking work in seconds", *secs, onchange.reform(|secs| Step::Work { secs })),
        ),
        Step::Print { text } => {
            let ontext = onchange.reform(|text| Step::Print { text });
            ("print", text_field(editor.dispatch, "Text to print", text, ontext))
        }
        Step::Await { target, print } => ("await", await_fields(editor, *target, *print, onchange)),
        Step::Start { target } => {
            ("start", target_field(editor, *target, true, onchange.reform(|target| Step::Start { target })))
        }
        Step::Cancel { target } => (
            "cancel",
            target_field(editor, *target, false, onchange.reform(|target| Step::Cancel { target })),
        ),
        Step::Look { target } => {
            ("look at", target_field(editor, *target, false, onchange.reform(|target| Step::Look { target })))
        }
        Step::Return { value } => {
            ("return", value_field(editor.dispatch, value, onchange.reform(|value| Step::Return { value })))
        }
        Step::Raise { exception, message } => ("raise", raise_fields(editor, *exception, message, onchange)),
        Step::Reraise => ("raise", el("span.unit").child("what was caught")),
        Step::Try { .. } => ("try", fragment()),
        Step::Repeat { times, body } => {
            let body = body.clone();
            let onnumber = onchange
                .reform(move |times: f64| Step::Repeat { times: times.round() as u32, body: body.clone() });
            ("repeat", number(editor, "Times", f64::from(*times), 1.0..=10_000.0, "1", "times", onnumber))
        }
    };
    fragment().child(el("span.step__verb").child(verb)).child(fields)
}

fn number(
    editor: &Editor<'_>,
    label: &'static str,
    value: f64,
    range: std::ops::RangeInclusive<f64>,
    step: &'static str,
    unit: &'static str,
    onnumber: Callback<f64>,
) -> El {
    let dispatch = editor.dispatch.clone();
    let field = component::<NumberField>(None, NumberProps { label, value, range, step, onnumber, dispatch });
    fragment().child(field).child(el("span.unit").child(unit))
}

fn seconds(editor: &Editor<'_>, label: &'static str, secs: f64, onnumber: Callback<f64>) -> El {
    number(editor, label, secs, limits::SECONDS, "0.1", "s", onnumber)
}

fn target_field(editor: &Editor<'_>, target: BlockId, to_await: bool, ontarget: Callback<BlockId>) -> El {
    let mut ids = targets(editor.scene, editor.id, to_await);
    if !ids.contains(&target) {
        ids.insert(0, target);
    }
    let chosen = ids.iter().position(|id| *id == target);
    let options: Vec<_> = ids.iter().map(|id| label_of(editor.scene, *id).to_owned().into()).collect();
    choice("Block", options, chosen, ontarget.reform(move |chosen: usize| ids[chosen]))
}

fn await_fields(editor: &Editor<'_>, target: BlockId, print: bool, onchange: &Callback<Step>) -> El {
    let toggle = onchange.reform(move |_: Event| Step::Await { target, print: !print });
    let tick = el("input[type=checkbox]").checked(print).on_change(toggle);
    let ontarget = onchange.reform(move |target| Step::Await { target, print });
    let pair = el("label.pair[title=Print what came of it]").child(tick);
    fragment()
        .child(target_field(editor, target, true, ontarget))
        .child(pair.child(el("span.unit").child("print")))
}

fn raise_fields(
    editor: &Editor<'_>,
    exception: ExceptionName,
    message: &str,
    onchange: &Callback<Step>,
) -> El {
    let text = message.to_owned();
    let onchoose = onchange
        .reform(move |chosen: usize| Step::Raise { exception: EXCEPTIONS[chosen], message: text.clone() });
    let ontext = onchange.reform(move |message| Step::Raise { exception, message });
    let chosen = EXCEPTIONS.iter().position(|name| *name == exception);
    fragment()
        .child(choice("Exception", exception_names(), chosen, onchoose))
        .child(el("span.step__more").child(text_field(editor.dispatch, "Message", message, ontext)))
}
