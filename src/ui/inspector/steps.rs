//! The steps of a task, with those inside `try` and repetitions.

use std::rc::Rc;

use yew::{Callback, Html, Properties, function_component, html};

use super::choice::Choice;
use super::paths::{Path, StepEdit};
use super::step::StepLine;
use crate::program::{Constant, ExceptionName};
use crate::scene::{BlockId, Edit, Handler, Scene, Step, flatten};
use crate::ui::parts::{Button, Look, NumberField};
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub scene: Rc<Scene>,
    pub id: BlockId,
    pub steps: Rc<Vec<Step>>,
    /// The step that the task is at.
    pub current: Option<u32>,
    pub dispatch: Dispatch,
}

/// The editor of a task's steps.
#[function_component]
pub fn StepsEditor(props: &Props) -> Html {
    let onedit = {
        let (id, steps, dispatch) = (props.id, props.steps.clone(), props.dispatch.clone());
        Callback::from(move |edit: StepEdit| {
            dispatch.dispatch(Action::Edit(Edit::SetSteps { id, steps: edit.applied(&steps) }));
        })
    };
    let editor = Editor { props, onedit };
    editor.list(&props.steps, &[], 0, false)
}

struct Editor<'a> {
    props: &'a Props,
    onedit: Callback<StepEdit>,
}

impl Editor<'_> {
    fn send(&self, edit: StepEdit) -> Callback<()> {
        self.onedit.reform(move |()| edit.clone())
    }

    /// A list of steps. `first` is the number of its first step in document order.
    fn list(&self, steps: &[Step], way: &[usize], first: u32, in_handler: bool) -> Html {
        let mut number = first;
        let mut rows = Vec::new();
        for (position, step) in steps.iter().enumerate() {
            let path: Path = way.iter().copied().chain([position]).collect();
            rows.push(self.step(step, path, number, in_handler));
            number += flatten(std::slice::from_ref(step)).len() as u32;
        }
        html! {
            <ol class="steps">
                { for rows }
                <li>{ self.adder(way.iter().copied().chain([steps.len()]).collect(), in_handler, "+ Add a step") }</li>
            </ol>
        }
    }

    fn step(&self, step: &Step, path: Path, number: u32, in_handler: bool) -> Html {
        let is_current = self.props.current == Some(number);
        let is_first = path.last() == Some(&0);
        html! {
            <li key={number} class={yew::classes!("step", is_current.then_some("step--current"))}
                aria-current={is_current.then_some("step")}>
                <div class="step__line">
                    <StepLine scene={self.props.scene.clone()} task={self.props.id} step={step.clone()}
                        onchange={self.onedit.reform({ let path = path.clone(); move |step| StepEdit::Set(path.clone(), step) })}
                        dispatch={self.props.dispatch.clone()} />
                    <span class="step__tools">
                        if !is_first {
                            <Button label="Move the step up" icon="up" look={Look::Small} onpress={self.send(StepEdit::Raise(path.clone()))} />
                        }
                        <Button label="Remove the step" icon="close" look={Look::Small} onpress={self.send(StepEdit::Remove(path.clone()))} />
                    </span>
                </div>
                { self.inside(step, &path, number + 1, in_handler) }
            </li>
        }
    }

    fn inside(&self, step: &Step, path: &[usize], first: u32, in_handler: bool) -> Html {
        let way = |body: usize| -> Path { path.iter().copied().chain([body]).collect() };
        match step {
            Step::Repeat { body, .. } => self.list(body, &way(0), first, in_handler),
            Step::Try { body, handlers, finally } => {
                let mut number = first + flatten(body).len() as u32;
                let mut clauses = Vec::new();
                for (position, handler) in handlers.iter().enumerate() {
                    clauses.push(html! { <>
                        { self.clause(step, path, position, handler) }
                        { self.list(&handler.steps, &way(position + 1), number, true) }
                    </> });
                    number += flatten(&handler.steps).len() as u32;
                }
                html! { <>
                    { self.list(body, &way(0), first, in_handler) }
                    { for clauses }
                    { self.add_clause(step, path) }
                    if finally.is_empty() {
                        { self.adder(way(handlers.len() + 1).into_iter().chain([0]).collect(), in_handler, "+ finally") }
                    } else {
                        <div class="step__clause">{ "finally" }</div>
                        { self.list(finally, &way(handlers.len() + 1), number, in_handler) }
                    }
                </> }
            }
            _ => Html::default(),
        }
    }

    /// The head of an `except`.
    fn clause(&self, step: &Step, path: &[usize], position: usize, handler: &Handler) -> Html {
        let path = path.to_vec();
        let changed = {
            let (step, path) = (step.clone(), path.clone());
            self.onedit.reform(move |chosen: usize| {
                let mut step = step.clone();
                if let Step::Try { handlers, .. } = &mut step
                    && let Some(handler) = handlers.get_mut(position)
                {
                    handler.catches = words::EXCEPTIONS[chosen];
                }
                StepEdit::Set(path.clone(), step)
            })
        };
        let mut without = step.clone();
        if let Step::Try { handlers, .. } = &mut without {
            handlers.remove(position);
        }
        html! {
            <div class="step__clause">
                <span>{ "except" }</span>
                <Choice label="Exception to catch" options={exception_names()} onchoose={changed}
                    chosen={words::EXCEPTIONS.iter().position(|name| *name == handler.catches)} />
                <span class="step__tools">
                    <Button label="Remove the except" icon="close" look={Look::Small} onpress={self.send(StepEdit::Set(path, without))} />
                </span>
            </div>
        }
    }

    fn add_clause(&self, step: &Step, path: &[usize]) -> Html {
        let mut with = step.clone();
        if let Step::Try { handlers, .. } = &mut with {
            handlers.push(Handler { catches: ExceptionName::CancelledError, steps: Vec::new() });
        }
        html! {
            <Button label="Add an except" icon="plus" look={Look::Small} onpress={self.send(StepEdit::Set(path.to_vec(), with))}>
                { "except" }
            </Button>
        }
    }

    /// The menu that adds a step.
    fn adder(&self, path: Path, in_handler: bool, prompt: &'static str) -> Html {
        let others = targets(&self.props.scene, self.props.id, true);
        let anyone = targets(&self.props.scene, self.props.id, false);
        let mut kinds: Vec<(&str, Step)> = vec![
            ("Sleep", Step::Sleep { secs: 1.0 }),
            ("Block the loop", Step::Work { secs: 0.5 }),
            ("Print", Step::Print { text: "hello".into() }),
        ];
        if let Some(&(target, _)) = others.first() {
            kinds.push(("Await a block", Step::Await { target, print: false }));
            kinds.push(("Start a block", Step::Start { target }));
        }
        if let Some(&(target, _)) = anyone.first() {
            kinds.push(("Cancel a block", Step::Cancel { target }));
            kinds.push(("Look at a block", Step::Look { target }));
        }
        kinds.extend([
            ("Return", Step::Return { value: Constant::Str("ok".into()) }),
            ("Raise", Step::Raise { exception: ExceptionName::ValueError, message: String::new() }),
            (
                "Try",
                Step::Try {
                    body: vec![Step::Sleep { secs: 1.0 }],
                    handlers: vec![Handler {
                        catches: ExceptionName::CancelledError,
                        steps: vec![Step::Reraise],
                    }],
                    finally: Vec::new(),
                },
            ),
            ("Repeat", Step::Repeat { times: 3, body: vec![Step::Sleep { secs: 1.0 }] }),
        ]);
        if in_handler {
            kinds.push(("Raise again", Step::Reraise));
        }
        let options = kinds.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>();
        let onchoose =
            self.onedit.reform(move |chosen: usize| StepEdit::Insert(path.clone(), kinds[chosen].1.clone()));
        html! { <Choice label={prompt.trim_start_matches("+ ").to_owned()} {options} {prompt} class="step__add" {onchoose} /> }
    }
}

/// The names of the exception classes, for menus.
pub fn exception_names() -> Vec<String> {
    words::EXCEPTIONS.iter().map(|name| words::exception(*name).to_owned()).collect()
}

/// The blocks that a step of a task can name: all others; those that it can await, only if they do not await it.
pub fn targets(scene: &Scene, task: BlockId, to_await: bool) -> Vec<(BlockId, String)> {
    let others =
        scene.blocks.iter().filter(|(id, _)| **id != task && !(to_await && scene.is_below(task, **id)));
    others.map(|(id, block)| (*id, block.label.clone())).collect()
}

/// How often a repetition repeats.
pub fn times_field(times: u32, onchange: Callback<u32>, onfocus: Callback<bool>) -> Html {
    html! { <>
        <NumberField label="Times" value={f64::from(times)} range={1.0..=10_000.0} step="1" {onfocus}
            oninput={onchange.reform(|times: f64| times.round() as u32)} />
        <span class="unit">{ "times" }</span>
    </> }
}
