//! Coroutines: of the program's, and of the library's, which are Rust futures.

pub mod awaiting;
mod by_hand;
pub mod future;
pub(super) mod parked;
pub(super) mod running;
mod suspended;

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll};

use crate::engine::{Exception, NeverAwaited};
use crate::vm::code::Code;
use crate::vm::exceptions::runtime_error;
use crate::vm::frames::Execution;
use crate::vm::machine::Vm;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

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
    /// The line where it is suspended, or was when it last let something else run, if a task drives it.
    pub line: Cell<u32>,
    /// The one on whose stack its frames are, if somebody asked that one what it awaits; of one of the library's, the
    /// coroutine of the program's that it awaits.
    pub(super) around: RefCell<Weak<Coroutine>>,
}

const AWAITED_ALREADY: &str = "coroutine is being awaited already";

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

    /// Whether nobody is to run it yet: no task, and nothing that awaits it.
    pub fn is_free(&self) -> bool {
        matches!(&*self.state.borrow(), State::New(_))
    }

    /// Takes the body out for whoever drives it from now on.
    pub(super) fn take_body(&self) -> Result<Body> {
        self.never_awaited.awaited();
        self.take_body_unbegun()
    }

    /// The same for an `await`: what somebody drives by hand, and has begun, awaits something for them.
    pub(super) fn take_body_to_await(&self) -> Result<Body> {
        match &*self.state.borrow() {
            State::Suspended(_) => Err(runtime_error(AWAITED_ALREADY)),
            _ => Ok(()),
        }?;
        self.take_body()
    }

    fn take_body_unbegun(&self) -> Result<Body> {
        match self.state.replace(State::Running) {
            State::New(body) | State::Suspended(body) => Ok(body),
            // A task is to run it, and somebody else is faster.
            State::Driven(Body::Python(execution)) if !execution.has_begun() => Ok(Body::Python(execution)),
            driven @ (State::Driven(_) | State::Running) => {
                self.state.replace(driven);
                Err(runtime_error(AWAITED_ALREADY))
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
    pub fn into_future(self: &Rc<Self>, is_task: bool) -> Result<Pending> {
        if is_task && matches!(&*self.state.borrow(), State::Driven(_) | State::Done) {
            // Two tasks run it, and each of their steps is one of its.
            return Ok(Box::pin(Drive { coroutine: self.clone(), is_task }));
        }
        let body = if is_task { self.take_body_unbegun()? } else { self.take_body()? };
        Ok(Box::pin(Drive::new(self.clone(), body, is_task)))
    }
}

impl Body {
    fn poll(&mut self, vm: &Vm, is_task: bool, context: &mut Context<'_>) -> Poll<Result> {
        match self {
            Self::Python(execution) => vm.poll(execution, is_task, context),
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
        let before = self.is_task.then(|| {
            vm.note_line_of_call();
            vm.running.begin(self.coroutine.clone())
        });
        let polled = body.poll(&vm, self.is_task, context);
        if let Some(before) = before {
            vm.running.end(before);
        }
        match polled {
            Poll::Pending => {
                if let Body::Python(execution) = &body {
                    self.coroutine.stands_at(execution);
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
