//! Coroutines: of the program's, and of the library's, which are Rust futures.

pub mod awaiting;
mod frames;
pub mod future;

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use crate::engine::{EventLoop, Exception, NeverAwaited, Parked};
use crate::trace::FutureId;
use crate::vm::code::Code;
use crate::vm::exceptions::{new_exception, runtime_error, stop_iteration, type_error, value_error};
use crate::vm::frames::Execution;
use crate::vm::iteration::generator;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::types::exception as classes;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Instance, Result, Value};

/// A Rust future that yields a value.
pub type Pending = Pin<Box<dyn Future<Output = Result>>>;

/// `__name__` and `__qualname__` of a coroutine or generator, which a program may change.
#[derive(Clone)]
pub struct Names {
    /// `__name__`
    pub name: RefCell<Rc<str>>,
    /// `__qualname__`
    pub qualname: RefCell<Rc<str>>,
}

impl Names {
    pub(super) fn new(name: Rc<str>, qualname: Rc<str>) -> Self {
        Self { name: name.into(), qualname: qualname.into() }
    }
}

/// A coroutine object.
pub struct Coroutine {
    /// What it is called.
    pub names: Names,
    pub(super) state: RefCell<State>,
    pub(super) never_awaited: NeverAwaited,
    /// Its code; none for one of the library's.
    pub code: Option<Rc<Code>>,
    /// The line where it is suspended, if a task drives it.
    pub line: Cell<u32>,
    /// The one on whose stack its frames are, if somebody asked that one what it awaits; of one of the library's, the
    /// coroutine of the program's that it awaits.
    pub(super) around: RefCell<Weak<Coroutine>>,
}

/// How far a coroutine is.
pub(super) enum State {
    /// It has not begun.
    New(Body),
    /// Driven by hand (`send()`), and suspended.
    Suspended(Body),
    /// A task, or something of the library's that awaits it, drives it, and it is suspended.
    Driven(Body),
    /// It runs, or its frames are on the stack of the coroutine that awaits it.
    Running,
    /// It has ended.
    Done,
}

/// What a coroutine runs.
pub(super) enum Body {
    Python(Box<Execution>),
    Native(Pending),
}

/// How a generator or coroutine is resumed.
#[derive(Debug)]
pub enum Resume {
    /// With a value (`send()`).
    Send(Value),
    /// With an exception (`throw()`).
    Throw(Exception),
}

impl Coroutine {
    /// A coroutine of the library's (`async def` in CPython's `Lib`): `qualname` is as in CPython, `Lock.acquire`.
    pub fn native(vm: &Vm, qualname: &str, body: impl Future<Output = Result> + 'static) -> Value {
        let name = qualname.rsplit('.').next().unwrap_or(qualname);
        let name = Symbol::new(name).text();
        let qualname = Symbol::new(qualname).text();
        Value::Coroutine(Rc::new(Self {
            names: Names::new(name, qualname.clone()),
            state: RefCell::new(State::New(Body::Native(Box::pin(body)))),
            never_awaited: NeverAwaited::new(&vm.event_loop, qualname),
            code: None,
            line: Cell::new(0),
            around: RefCell::default(),
        }))
    }

    /// One that nobody is told of if it is never awaited: it is no coroutine in CPython.
    pub fn unnoticed(vm: &Vm, qualname: &str, body: impl Future<Output = Result> + 'static) -> Value {
        let made = Self::native(vm, qualname, body);
        if let Value::Coroutine(coroutine) = &made {
            coroutine.never_awaited.awaited();
        }
        made
    }

    pub(super) fn python(vm: &Vm, execution: Execution, name: Rc<str>, qualname: Rc<str>) -> Value {
        let code = execution.frames.first().map(|frame| frame.code.clone());
        Value::Coroutine(Rc::new(Self {
            never_awaited: NeverAwaited::new(&vm.event_loop, qualname.clone()),
            names: Names::new(name, qualname),
            line: Cell::new(code.as_ref().map_or(0, |code| code.first_line)),
            code,
            around: RefCell::default(),
            state: RefCell::new(State::New(Body::Python(Box::new(execution)))),
        }))
    }

    /// Takes the body out for whoever drives it from now on.
    pub(super) fn take_body(&self) -> Result<Body> {
        self.never_awaited.awaited();
        self.take_body_unbegun()
    }

    fn take_body_unbegun(&self) -> Result<Body> {
        match self.state.replace(State::Running) {
            State::New(body) | State::Suspended(body) => Ok(body),
            // A task is to run it, and somebody else is faster.
            State::Driven(Body::Python(execution)) if !execution.has_begun() => Ok(Body::Python(execution)),
            driven @ (State::Driven(_) | State::Running) => {
                self.state.replace(driven);
                Err(runtime_error("coroutine is being awaited already"))
            }
            State::Done => {
                self.state.replace(State::Done);
                Err(runtime_error("cannot reuse already awaited coroutine"))
            }
        }
    }

    /// The Rust future that drives it from now on: for a task (`create_task(coroutine)`), or for what awaits it.
    ///
    /// # Errors
    ///
    /// RuntimeError if it has been awaited before; a task finds that out with its first step.
    pub fn into_future(self: &Rc<Self>, _: &Vm, is_task: bool) -> Result<Pending> {
        if is_task && matches!(&*self.state.borrow(), State::Driven(_) | State::Done) {
            // Two tasks run it, and each of their steps is one of its.
            return Ok(Box::pin(Drive { coroutine: self.clone(), is_task }));
        }
        let body = if is_task { self.take_body_unbegun()? } else { self.take_body()? };
        Ok(Box::pin(Drive::new(self.clone(), body, is_task)))
    }

    /// `send()` and `throw()`: drives it by hand to its next suspension.
    ///
    /// # Errors
    ///
    /// What it raises; StopIteration with its result when it ends.
    pub fn resume(&self, vm: &Vm, how: Resume) -> Result {
        let begun = matches!(&*self.state.borrow(), State::Suspended(_));
        let mut body = match self.take_body() {
            Ok(body) => body,
            Err(_) if self.is_driven() => {
                return Err(value_error("coroutine already executing"));
            }
            Err(error) => return Err(error),
        };
        let passed_in = match &how {
            Resume::Send(value) => Resume::Send(value.clone()),
            Resume::Throw(exception) => Resume::Throw(exception.clone()),
        };
        let throw = match how {
            Resume::Send(value) if !begun && !value.is_none() => {
                self.state.replace(State::New(body));
                return Err(type_error("can't send non-None value to a just-started coroutine"));
            }
            Resume::Send(_) => None,
            Resume::Throw(exception) if !begun => {
                self.state.replace(State::Done);
                drop(body);
                return Err(exception);
            }
            Resume::Throw(exception) => Some(exception),
        };
        let mut context = Context::from_waker(Waker::noop());
        let by_hand = vm.state::<ByHand>();
        let passed = Passed { task: task_that_runs(), how: Some(passed_in), yielded: None };
        let outer = by_hand.0.replace(Some(passed));
        let (polled, parked) = EventLoop::poll_apart(throw, || body.poll(vm, &mut context));
        let passed = by_hand.0.replace(outer);
        match polled {
            Poll::Pending => {
                self.state.replace(State::Suspended(body));
                if let Some(yielded) = passed.and_then(|passed| passed.yielded) {
                    return Ok(yielded);
                }
                let parked = parked.unwrap_or_else(Parked::turn);
                if parked.is_turn() {
                    return Ok(Value::None);
                }
                Ok(match parked.task().and_then(|task| task.downcast::<Value>()) {
                    Some(task) => task.as_future().into(),
                    None => Value::native(PARKED.class(), parked),
                })
            }
            Poll::Ready(result) => {
                self.state.replace(State::Done);
                drop(body);
                Err(match result {
                    Ok(value) => stop_iteration(value),
                    Err(exception) => exception,
                })
            }
        }
    }

    /// `close()`
    ///
    /// # Errors
    ///
    /// What its `finally` clauses raise; RuntimeError if it awaits something in them.
    pub fn close(&self, vm: &Vm) -> Result<()> {
        let mut is_tasks = false;
        match self.state.replace(State::Running) {
            State::Done => {
                self.state.replace(State::Done);
                return Ok(());
            }
            // A task that is to go on with it finds that it has ended.
            State::Driven(Body::Python(execution)) => {
                is_tasks = true;
                let begun = execution.has_begun();
                let body = Body::Python(execution);
                self.state.replace(if begun { State::Suspended(body) } else { State::New(body) });
            }
            driven @ (State::Driven(_) | State::Running) => {
                self.state.replace(driven);
                return Err(value_error("coroutine already executing"));
            }
            by_hand => _ = self.state.replace(by_hand),
        }
        let exit = new_exception(classes::GENERATOR_EXIT.class(), Vec::new());
        match self.resume(vm, Resume::Throw(exit)) {
            Ok(_) => {
                if is_tasks && let State::Suspended(body) = self.state.replace(State::Running) {
                    self.state.replace(State::Driven(body));
                }
                Err(runtime_error("coroutine ignored GeneratorExit"))
            }
            Err(exception) => generator::unless_exit(exception),
        }
    }

    fn is_driven(&self) -> bool {
        matches!(&*self.state.borrow(), State::Driven(_) | State::Running)
    }
}

/// What passes between a coroutine and the code that drives it with `send()`.
pub(super) struct Passed {
    /// The task that runs, in case another one does meanwhile.
    task: Option<FutureId>,
    pub(super) how: Option<Resume>,
    pub(super) yielded: Option<Value>,
}

/// The innermost of the coroutines that are driven by hand and run now.
#[derive(Default)]
pub(super) struct ByHand(RefCell<Option<Passed>>);

impl ByHand {
    pub(super) fn with<R>(&self, act: impl FnOnce(&mut Passed) -> R) -> Option<R> {
        self.0.borrow_mut().as_mut().filter(|passed| passed.task == task_that_runs()).map(act)
    }
}

fn task_that_runs() -> Option<FutureId> {
    Some(EventLoop::try_current()?.current_task()?.id())
}

/// What a coroutine yields that is driven by hand.
pub(super) static PARKED: NativeType = NativeType::new(
    "Future",
    "_asyncio",
    &[
        Native::new("done", "self, /", |_, args| Ok(progress(&args[0]).0.into())),
        Native::new("cancelled", "self, /", |_, args| Ok(progress(&args[0]).1.into())),
        Native::new("__repr__", "self, /", |_, args| {
            let state = match progress(&args[0]) {
                (false, _) if args[0].data().is_some_and(Parked::wakes_a_task) => {
                    "pending cb=[Task.__wakeup()]"
                }
                (false, _) => "pending",
                (_, true) => "cancelled",
                _ => "finished result=None",
            };
            Ok(format!("<Future {state}>").into())
        }),
    ],
);

/// What a task waits on, as a value: the program's own future or task, if it is one.
pub(in crate::vm) fn waited_on(on: Parked) -> Value {
    match (on.task().and_then(|task| task.downcast::<Value>()), on.future::<Value>()) {
        (Some(task), _) => task.as_future().into(),
        (_, Some(future)) => future.into(),
        _ => {
            // Who looks twice at the same sees the same.
            let known = Vm::try_current().map(|vm| vm.state::<Seen>());
            let mut known = known.as_ref().map(|known| known.0.borrow_mut());
            let id = on.id();
            let mut same = known.iter().flat_map(|known| known.iter()).filter(|(of, _)| Some(*of) == id);
            if let Some(instance) = same.find_map(|(_, instance)| instance.upgrade()) {
                return Value::Instance(instance);
            }
            let value = Value::native(PARKED.class(), on);
            if let (Some(known), Some(id), Value::Instance(instance)) = (&mut known, id, &value) {
                known.retain(|(_, instance)| instance.strong_count() > 0);
                known.push((id, Rc::downgrade(instance)));
            }
            value
        }
    }
}

/// The objects that stand for what tasks wait on within asyncio, as long as the program has them.
#[derive(Default)]
struct Seen(RefCell<Vec<(FutureId, Weak<Instance>)>>);

fn progress(value: &Value) -> (bool, bool) {
    value.data::<Parked>().map_or((true, false), Parked::progress)
}

impl Body {
    fn poll(&mut self, vm: &Vm, context: &mut Context<'_>) -> Poll<Result> {
        match self {
            Self::Python(execution) => vm.poll(execution, context),
            Self::Native(future) => future.as_mut().poll(context),
        }
    }
}

/// A coroutine that a task drives.
pub(super) struct Drive {
    // Between polls its state is `Driven`, or `Done` at the end, unless somebody else runs it too.
    pub(super) coroutine: Rc<Coroutine>,
    /// Whether it is all that a task does.
    is_task: bool,
}

impl Drive {
    pub(super) fn new(coroutine: Rc<Coroutine>, body: Body, is_task: bool) -> Self {
        coroutine.state.replace(State::Driven(body));
        Self { coroutine, is_task }
    }
}

impl Future for Drive {
    type Output = Result;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result> {
        let vm = Vm::current();
        if self.is_task {
            self.coroutine.never_awaited.awaited();
        }
        let mut body = match self.coroutine.state.replace(State::Running) {
            State::Driven(body) => body,
            ended => {
                let is_awaited = matches!(ended, State::Running);
                self.coroutine.state.replace(ended);
                let error = runtime_error(match is_awaited {
                    true => "await wasn't used with future",
                    false => "cannot reuse already awaited coroutine",
                });
                vm.settle(&error);
                return Poll::Ready(Err(error));
            }
        };
        let polled = body.poll(&vm, context);
        match polled {
            Poll::Pending => {
                if let Body::Python(execution) = &body
                    && let Some(frame) = execution.frames.first()
                {
                    self.coroutine.line.set(frame.code.spans[frame.pc.saturating_sub(1)].line);
                }
                self.coroutine.state.replace(State::Driven(body));
                Poll::Pending
            }
            Poll::Ready(result) => {
                self.coroutine.state.replace(State::Done);
                if let (Ok(value), true) = (&result, self.is_task) {
                    vm.tell_returned(value);
                }
                let result = result.map_err(|exception| {
                    let exception = vm.leaving_coroutine(&exception).unwrap_or(exception);
                    vm.settle(&exception);
                    exception
                });
                Poll::Ready(result)
            }
        }
    }
}

impl Drop for Drive {
    fn drop(&mut self) {
        let is_elsewhere = matches!(&*self.coroutine.state.borrow(), State::Running);
        if is_elsewhere {
            return;
        }
        let before = self.coroutine.state.replace(State::Done);
        drop(before);
    }
}
