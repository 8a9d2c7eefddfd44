//! One step: its verb and its fields.

use std::rc::Rc;

use yew::{Callback, Html, Properties, function_component, html};

use super::block::entered;
use super::choice::Choice;
use super::steps::{exception_names, targets, times_field};
use super::value::ValueField;
use crate::scene::{BlockId, Scene, Step, limits};
use crate::ui::parts::{NumberField, TextField};
use crate::ui::words;
use crate::ui::workspace::Dispatch;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub scene: Rc<Scene>,
    /// The task whose step it is.
    pub task: BlockId,
    pub step: Step,
    pub onchange: Callback<Step>,
    pub dispatch: Dispatch,
}

/// The line of a step.
#[function_component]
pub fn StepLine(props: &Props) -> Html {
    let (verb, fields) = match &props.step {
        Step::Sleep { secs } => {
            ("sleep", seconds(props, "Sleep in seconds", *secs, |secs| Step::Sleep { secs }))
        }
        Step::Work { secs } => {
            ("block", seconds(props, "Blocking work in seconds", *secs, |secs| Step::Work { secs }))
        }
        Step::Print { text } => {
            ("print", text_field(props, "Text to print", text, |text| Step::Print { text }))
        }
        Step::Await { target, print } => ("await", await_fields(props, *target, *print)),
        Step::Start { target } => {
            ("start", target_field(props, *target, true, |target| Step::Start { target }))
        }
        Step::Cancel { target } => {
            ("cancel", target_field(props, *target, false, |target| Step::Cancel { target }))
        }
        Step::Look { target } => {
            ("look at", target_field(props, *target, false, |target| Step::Look { target }))
        }
        Step::Return { value } => (
            "return",
            html! {
                <ValueField value={value.clone()} onfocus={entered(&props.dispatch)}
                    onchange={props.onchange.reform(|value| Step::Return { value })} />
            },
        ),
        Step::Raise { exception, message } => ("raise", raise_fields(props, *exception, message)),
        Step::Reraise => ("raise", html! { <span class="unit">{ "what was caught" }</span> }),
        Step::Try { .. } => ("try", Html::default()),
        Step::Repeat { times, body } => {
            let body = body.clone();
            let onchange = props.onchange.reform(move |times| Step::Repeat { times, body: body.clone() });
            ("repeat", times_field(*times, onchange, entered(&props.dispatch)))
        }
    };
    html! { <><span class="step__verb">{ verb }</span>{ fields }</> }
}

fn seconds(props: &Props, label: &str, secs: f64, step: fn(f64) -> Step) -> Html {
    html! { <>
        <NumberField label={label.to_owned()} value={secs} range={limits::SECONDS} oninput={props.onchange.reform(step)}
            onfocus={entered(&props.dispatch)} />
        <span class="unit">{ "s" }</span>
    </> }
}

fn text_field(props: &Props, label: &str, text: &str, step: fn(String) -> Step) -> Html {
    html! {
        <TextField label={label.to_owned()} value={text.to_owned()} oninput={props.onchange.reform(step)}
            onfocus={entered(&props.dispatch)} />
    }
}

fn target_field(
    props: &Props,
    target: BlockId,
    to_await: bool,
    step: impl Fn(BlockId) -> Step + 'static,
) -> Html {
    let mut all = targets(&props.scene, props.task, to_await);
    if !all.iter().any(|(id, _)| *id == target) {
        all.insert(0, (target, words::label_of(&props.scene, target).to_owned()));
    }
    let chosen = all.iter().position(|(id, _)| *id == target);
    let (ids, options): (Vec<BlockId>, Vec<String>) = all.into_iter().unzip();
    let onchoose = props.onchange.reform(move |chosen: usize| step(ids[chosen]));
    html! { <Choice label="Block" {options} {chosen} {onchoose} /> }
}

fn await_fields(props: &Props, target: BlockId, print: bool) -> Html {
    let toggle = props.onchange.reform(move |_| Step::Await { target, print: !print });
    html! { <>
        { target_field(props, target, true, move |target| Step::Await { target, print }) }
        <label class="pair" title="Print what came of it">
            <input type="checkbox" checked={print} onchange={toggle} /><span class="unit">{ "print" }</span>
        </label>
    </> }
}

fn raise_fields(props: &Props, exception: crate::program::ExceptionName, message: &str) -> Html {
    let text = message.to_owned();
    let onchoose = props.onchange.reform(move |chosen: usize| Step::Raise {
        exception: words::EXCEPTIONS[chosen],
        message: text.clone(),
    });
    let oninput = props.onchange.reform(move |message| Step::Raise { exception, message });
    html! { <>
        <Choice label="Exception" options={exception_names()} {onchoose}
            chosen={words::EXCEPTIONS.iter().position(|name| *name == exception)} />
        <span class="step__more">
            <TextField label="Message" value={message.to_owned()} placeholder="message" {oninput}
                onfocus={entered(&props.dispatch)} />
        </span>
    </> }
}
