//! The steps of a task, with those inside `try` and repetitions.

use yew::AttrValue;

use super::choice::{choice, doer};
use super::paths::{Path, StepEdit};
use super::step::step_line;
use crate::program::{Constant, ExceptionName};
use crate::scene::{BlockId, Edit, Handler, Scene, Step, flatten};
use crate::ui::markup::{Callback, El, el, fragment};
use crate::ui::parts::{SMALL, button};
use crate::ui::workspace::{Action, Dispatch};

/// The exception classes that a step can raise or catch.
pub const EXCEPTIONS: [ExceptionName; 9] = [
    ExceptionName::ValueError,
    ExceptionName::RuntimeError,
    ExceptionName::LookupError,
    ExceptionName::OSError,
    ExceptionName::ConnectionError,
    ExceptionName::TimeoutError,
    ExceptionName::CancelledError,
    ExceptionName::Exception,
    ExceptionName::BaseException,
];

/// The editor of a task's steps. `current` is the step that the task is at.
pub fn editor(scene: &Scene, id: BlockId, steps: &[Step], current: Option<u32>, dispatch: &Dispatch) -> El {
    Editor { scene, id, steps, current, dispatch }.list(steps, &[], 0, false)
}

/// What the parts of the editor know.
pub struct Editor<'a> {
    pub scene: &'a Scene,
    /// The task.
    pub id: BlockId,
    pub dispatch: &'a Dispatch,
    steps: &'a [Step],
    current: Option<u32>,
}

impl Editor<'_> {
    /// The action that does something to the steps.
    fn action(&self, edit: &StepEdit) -> Action {
        Action::Edit(Edit::SetSteps { id: self.id, steps: edit.applied(self.steps) })
    }

    /// Puts what it is called with in the place of a step.
    fn setter(&self, path: Path) -> Callback<Step> {
        let (id, steps, dispatch) = (self.id, self.steps.to_vec(), self.dispatch.clone());
        Callback::from(move |step| {
            let steps = StepEdit::Set(path.clone(), step).applied(&steps);
            dispatch.dispatch(Action::Edit(Edit::SetSteps { id, steps }));
        })
    }

    fn tool(&self, name: &'static str, icon: &'static str, edit: &StepEdit) -> El {
        button(name).icon(icon).class(SMALL).sends(self.dispatch, self.action(edit))
    }

    /// A list of steps. `first` is the number of its first step in document order.
    fn list(&self, steps: &[Step], way: &[usize], first: u32, in_handler: bool) -> El {
        let mut number = first;
        let mut rows = Vec::new();
        for (position, step) in steps.iter().enumerate() {
            let path = beyond(way, position);
            rows.push(self.step(step, path, number, in_handler));
            number += flatten(std::slice::from_ref(step)).len() as u32;
        }
        let adder = self.adder(beyond(way, steps.len()), in_handler, "Add a step", "+ Add a step");
        el("ol.steps").each(rows).child(el("li").child(adder))
    }

    fn step(&self, step: &Step, path: Path, number: u32, in_handler: bool) -> El {
        let is_current = self.current == Some(number);
        let is_first = path.last() == Some(&0);
        let raise = (!is_first).then(|| self.tool("Move the step up", "up", &StepEdit::Raise(path.clone())));
        let remove = self.tool("Remove the step", "close", &StepEdit::Remove(path.clone()));
        let line = el("div.step__line")
            .child(step_line(self, step, &self.setter(path.clone())))
            .child(el("span.step__tools").child(raise).child(remove));
        el("li")
            .key(number)
            .attr("class", if is_current { "step step--current" } else { "step" })
            .attr("aria-current", is_current.then_some("step"))
            .child(line)
            .child(self.inside(step, &path, number + 1, in_handler))
    }

    fn inside(&self, step: &Step, path: &[usize], first: u32, in_handler: bool) -> Option<El> {
        let way = |body: usize| beyond(path, body);
        match step {
            Step::Repeat { body, .. } => Some(self.list(body, &way(0), first, in_handler)),
            Step::Try { body, handlers, finally } => {
                let mut number = first + flatten(body).len() as u32;
                let mut clauses = Vec::new();
                for (position, handler) in handlers.iter().enumerate() {
                    let clause = fragment().child(self.clause(step, path, position, handler));
                    clauses.push(clause.child(self.list(&handler.steps, &way(position + 1), number, true)));
                    number += flatten(&handler.steps).len() as u32;
                }
                let last = way(handlers.len() + 1);
                let cleanup = if finally.is_empty() {
                    self.adder(beyond(&last, 0), in_handler, "finally", "+ finally")
                } else {
                    let clause = el("div.step__clause").child("finally");
                    fragment().child(clause).child(self.list(finally, &last, number, in_handler))
                };
                let parts = fragment().child(self.list(body, &way(0), first, in_handler)).each(clauses);
                Some(parts.child(self.add_clause(step, path)).child(cleanup))
            }
            _ => None,
        }
    }

    /// The head of an `except`.
    fn clause(&self, step: &Step, path: &[usize], position: usize, handler: &Handler) -> El {
        let changed = {
            let step = step.clone();
            self.setter(path.to_vec()).reform(move |chosen: usize| {
                let mut step = step.clone();
                if let Step::Try { handlers, .. } = &mut step
                    && let Some(handler) = handlers.get_mut(position)
                {
                    handler.catches = EXCEPTIONS[chosen];
                }
                step
            })
        };
        let mut without = step.clone();
        if let Step::Try { handlers, .. } = &mut without {
            handlers.remove(position);
        }
        let chosen = EXCEPTIONS.iter().position(|name| *name == handler.catches);
        let remove = self.tool("Remove the except", "close", &StepEdit::Set(path.to_vec(), without));
        el("div.step__clause")
            .child(el("span").child("except"))
            .child(choice("Exception to catch", exception_names(), chosen, changed))
            .child(el("span.step__tools").child(remove))
    }

    fn add_clause(&self, step: &Step, path: &[usize]) -> El {
        let mut with = step.clone();
        if let Step::Try { handlers, .. } = &mut with {
            handlers.push(Handler { catches: ExceptionName::CancelledError, steps: Vec::new() });
        }
        let add = button("Add an except").text("+ except").class("button button--small step__add");
        add.sends(self.dispatch, self.action(&StepEdit::Set(path.to_vec(), with)))
    }

    /// The menu that adds a step.
    fn adder(&self, path: Path, in_handler: bool, label: &'static str, prompt: &'static str) -> El {
        let kinds = self.new_steps(in_handler);
        let options = kinds.iter().map(|(name, _)| AttrValue::Static(name)).collect();
        let (id, steps, dispatch) = (self.id, self.steps.to_vec(), self.dispatch.clone());
        let onchoose = Callback::from(move |chosen: usize| {
            let steps = StepEdit::Insert(path.clone(), kinds[chosen].1.clone()).applied(&steps);
            dispatch.dispatch(Action::Edit(Edit::SetSteps { id, steps }));
        });
        doer(label, prompt, options, onchoose)
    }

    /// What can be added, each with what it begins with.
    fn new_steps(&self, in_handler: bool) -> Vec<(&'static str, Step)> {
        let mut kinds = vec![
            ("Sleep", Step::Sleep { secs: 1.0 }),
            ("Block the loop", Step::Work { secs: 0.5 }),
            ("Print", Step::Print { text: "hello".into() }),
        ];
        if let Some(&target) = targets(self.scene, self.id, true).first() {
            kinds.push(("Await a block", Step::Await { target, print: false }));
            kinds.push(("Start a block", Step::Start { target }));
        }
        if let Some(&target) = targets(self.scene, self.id, false).first() {
            kinds.push(("Cancel a block", Step::Cancel { target }));
            kinds.push(("Look at a block", Step::Look { target }));
        }
        let sleep = Step::Sleep { secs: 1.0 };
        let cleanup = Handler { catches: ExceptionName::CancelledError, steps: vec![Step::Reraise] };
        kinds.push(("Return", Step::Return { value: Constant::Str("ok".into()) }));
        kinds.push(("Raise", Step::Raise { exception: ExceptionName::ValueError, message: String::new() }));
        kinds.push((
            "Try",
            Step::Try { body: vec![sleep.clone()], handlers: vec![cleanup], finally: Vec::new() },
        ));
        kinds.push(("Repeat", Step::Repeat { times: 3, body: vec![sleep] }));
        if in_handler {
            kinds.push(("Raise again", Step::Reraise));
        }
        kinds
    }
}

/// The path that leads one further.
fn beyond(way: &[usize], next: usize) -> Path {
    let mut path = way.to_vec();
    path.push(next);
    path
}

/// The names of the exception classes, for menus.
pub fn exception_names() -> impl Iterator<Item = AttrValue> {
    EXCEPTIONS.iter().map(|name| AttrValue::Static(name.name()))
}

/// The blocks that a step of a task can name: all others; those that it can await, only if they do not await it.
pub fn targets(scene: &Scene, task: BlockId, to_await: bool) -> Vec<BlockId> {
    let others = scene.blocks.keys().copied().filter(|id| *id != task);
    others.filter(|id| !(to_await && scene.is_below(task, *id))).collect()
}
