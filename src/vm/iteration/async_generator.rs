//! Asynchronous generators, as `Objects/genobject.c` has them.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll};

use crate::engine::{EventLoop, Exception, NeverAwaited};
use crate::vm::code::Code;
use crate::vm::coroutine::{Coroutine, Names, Pending, Resume};
use crate::vm::exceptions::{is, new_exception, runtime_error, set_cause, type_error};
use crate::vm::frames::{Execution, Outcome};
use crate::vm::library::asyncio::create_task_on;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::types::coroutine::thrown;
use crate::vm::types::{self, exception as classes};
use crate::vm::value::{Result, Value};

/// An asynchronous generator.
pub struct AsyncGenerator {
    /// What it is called.
    pub names: Names,
    /// `ag_code`
    pub code: Rc<Code>,
    /// `None` while it runs, and once it has ended.
    pub(in crate::vm) body: RefCell<Option<Box<Execution>>>,
    /// Whether one of its awaitables is being awaited.
    pub(super) running: Cell<bool>,
    pub(super) closed: Cell<bool>,
    /// Whether its loop knows of it.
    pub(super) hooked: Cell<bool>,
}

/// What `__anext__()`, `asend()`, `athrow()` and `aclose()` return.
pub struct AsyncStep {
    generator: Rc<AsyncGenerator>,
    /// Whether it is of `athrow()` or `aclose()`.
    throws: bool,
    /// What is to be done; taken when it is awaited.
    action: RefCell<Option<Action>>,
    /// What carries it out, if it is driven by hand.
    driven: RefCell<Option<Rc<Coroutine>>>,
    never_awaited: NeverAwaited,
}

enum Action {
    Send(Value),
    Throw(Exception),
    Close,
}

/// The asynchronous generators that have begun, by loop: `BaseEventLoop._asyncgens`.
#[derive(Default)]
pub struct AsyncGenerators(RefCell<Vec<(EventLoop, Weak<AsyncGenerator>)>>);

/// `async_generator_asend`: the class of what `__anext__()` and `asend()` return.
pub(super) static ASYNC_STEP: NativeType = NativeType::new("async_generator_asend", "builtins", STEP_METHODS);
/// `async_generator_athrow`: that of what `athrow()` and `aclose()` return.
static ASYNC_THROW: NativeType = NativeType::new("async_generator_athrow", "builtins", STEP_METHODS);

static STEP_METHODS: &[Native] = &[
    Native::new("__await__", "self, /", |_, args| Ok(args[0].clone())),
    Native::new("__iter__", "self, /", |_, args| Ok(args[0].clone())),
    Native::new("__next__", "self, /", |vm, args| AsyncStep::drive(vm, args, Resume::Send(Value::None))),
    Native::new("send", "self, value, /", |vm, args| {
        AsyncStep::drive(vm, args, Resume::Send(args[1].clone()))
    }),
    Native::new("throw", "self, type, value=None, traceback=None, /", |vm, args| {
        AsyncStep::drive(vm, args, Resume::Throw(thrown(vm, args)?))
    }),
    Native::new("close", "self, /", |vm, args| {
        let exit = new_exception(classes::GENERATOR_EXIT.class(), Vec::new());
        match AsyncStep::drive(vm, args, Resume::Throw(exit)) {
            Ok(_) => Err(runtime_error("coroutine ignored GeneratorExit")),
            Err(exception) if is(&exception, &classes::STOP_ASYNC_ITERATION) || was_used(&args[0]) => {
                Ok(Value::None)
            }
            Err(exception) => super::generator::unless_exit(exception).map(|()| Value::None),
        }
    }),
];

/// Whether a step had ended before.
fn was_used(value: &Value) -> bool {
    value
        .data::<AsyncStep>()
        .is_some_and(|step| step.action.borrow().is_none() && step.driven.borrow().is_none())
}

impl AsyncStep {
    /// The name of its type in CPython.
    pub(in crate::vm) fn kind(&self) -> &'static str {
        if self.throws { ASYNC_THROW.name } else { ASYNC_STEP.name }
    }

    /// `send()` and `throw()`.
    fn drive(vm: &Vm, args: &[Value], how: Resume) -> Result {
        let Some(this) = args[0].data::<Self>() else { return Ok(Value::None) };
        this.never_awaited.awaited();
        let (driven, action) = (this.driven.borrow().clone(), this.action.take());
        let (driven, how) = match (driven, action, how) {
            (Some(driven), _, how) => (driven, how),
            // What is thrown in before it has begun is thrown into the generator.
            (None, Some(action), how) => {
                let (action, thrown) = match (how, action) {
                    (Resume::Throw(exception), action) => (action, Some(exception)),
                    (Resume::Send(value), Action::Send(Value::None)) => (Action::Send(value), None),
                    (Resume::Send(_), action) => (action, None),
                };
                let mut stepping = Stepping::new(&this.generator, Some(action), this.throws);
                stepping.thrown = thrown;
                let Value::Coroutine(driven) = Coroutine::native(vm, this.kind(), stepping) else {
                    return Ok(Value::None);
                };
                this.driven.replace(Some(driven.clone()));
                (driven, Resume::Send(Value::None))
            }
            (None, None, _) => return Err(runtime_error(used(this.throws))),
        };
        let resumed = driven.resume(vm, how);
        if resumed.is_err() {
            let driven = this.driven.take();
            drop(driven);
        }
        resumed
    }
}

/// What is said of a step that is awaited once more.
fn used(throws: bool) -> &'static str {
    match throws {
        true => "cannot reuse already awaited aclose()/athrow()",
        false => "cannot reuse already awaited __anext__()/asend()",
    }
}

impl AsyncGenerator {
    pub(in crate::vm) fn new(execution: Execution, name: Rc<str>, qualname: Rc<str>) -> Self {
        Self {
            names: Names::new(name, qualname),
            code: execution.frames[0].code.clone(),
            body: RefCell::new(Some(Box::new(execution))),
            running: Cell::new(false),
            closed: Cell::new(false),
            hooked: Cell::new(false),
        }
    }

    fn step(self: &Rc<Self>, vm: &Vm, action: Action) -> Value {
        let throws = !matches!(action, Action::Send(_));
        let class = if throws { &ASYNC_THROW } else { &ASYNC_STEP };
        let method = match action {
            Action::Send(_) => "asend",
            Action::Throw(_) => "athrow",
            Action::Close => "aclose",
        };
        let never_awaited =
            NeverAwaited::of_method(&vm.event_loop, method, self.names.qualname.borrow().clone());
        let (generator, action) = (self.clone(), RefCell::new(Some(action)));
        let step = AsyncStep { generator, throws, action, driven: RefCell::default(), never_awaited };
        Value::native(class.class(), step)
    }

    /// `__anext__()` and `asend(value)`
    pub fn send(self: &Rc<Self>, vm: &Vm, value: Value) -> Value {
        self.hook(vm);
        self.step(vm, Action::Send(value))
    }

    /// `athrow(exception)`
    pub fn throw(self: &Rc<Self>, vm: &Vm, exception: Exception) -> Value {
        self.hook(vm);
        self.step(vm, Action::Throw(exception))
    }

    /// `aclose()`
    pub fn close(self: &Rc<Self>, vm: &Vm) -> Value {
        self.hook(vm);
        self.step(vm, Action::Close)
    }

    /// `_asyncgen_firstiter_hook`: the loop that runs when it is first iterated over is to end it.
    fn hook(self: &Rc<Self>, vm: &Vm) {
        if self.hooked.replace(true) {
            return;
        }
        let Some(event_loop) = EventLoop::try_current() else { return };
        let known = vm.state::<AsyncGenerators>();
        let mut known = known.0.borrow_mut();
        if known.len() == known.capacity() {
            known.retain(|(_, generator)| generator.strong_count() > 0);
        }
        known.push((event_loop, Rc::downgrade(self)));
    }

    /// Whether its loop knows of it, and it has not ended.
    fn is_suspended(&self) -> bool {
        self.hooked.get() && !self.closed.get() && self.body.borrow().is_some()
    }

    /// Ends it before its body has begun.
    fn end_unbegun(&self) {
        self.closed.set(true);
        let before = self.body.take();
        drop(before);
    }

    /// Whether it is being awaited now (`ag_running`).
    pub fn is_running(&self) -> bool {
        self.running.get()
    }
}

/// `loop.shutdown_asyncgens()`: closes those of a loop that are left, all at once.
pub(in crate::vm) fn take_those_left(vm: &Vm, event_loop: &EventLoop) -> Vec<Value> {
    let known = vm.state::<AsyncGenerators>();
    let mut known = known.0.borrow_mut();
    let (ours, others) = std::mem::take(&mut *known).into_iter().partition(|(of, _)| of.is(event_loop));
    *known = others;
    let ours: Vec<(EventLoop, Weak<AsyncGenerator>)> = ours;
    ours.iter().filter_map(|(_, generator)| generator.upgrade()).map(Value::AsyncGenerator).collect()
}

impl Vm {
    /// What awaiting a step of an asynchronous generator is, if the value is one.
    pub(in crate::vm) fn awaiting_step(&self, value: &Value) -> Option<Pending> {
        let step = value.data::<AsyncStep>()?;
        step.never_awaited.awaited();
        if let Some(driven) = step.driven.take() {
            return driven.into_future(false).ok();
        }
        Some(Box::pin(Stepping::new(&step.generator, step.action.take(), step.throws)))
    }
}

/// A step that is being awaited.
struct Stepping {
    generator: Rc<AsyncGenerator>,
    action: Option<Action>,
    /// What was thrown into the step before it began.
    thrown: Option<Exception>,
    /// Whether it is `aclose()`.
    closing: bool,
    begun: bool,
    /// Whether it is `athrow()` or `aclose()`.
    throws: bool,
}

impl Stepping {
    fn new(generator: &Rc<AsyncGenerator>, action: Option<Action>, throws: bool) -> Self {
        Self { generator: generator.clone(), action, thrown: None, closing: false, begun: false, throws }
    }
}

impl Drop for Stepping {
    fn drop(&mut self) {
        if self.begun {
            self.generator.running.set(false);
        }
    }
}

impl Stepping {
    /// Begins the step: how the body is resumed (not at all if it has not begun yet), or what comes of the step at once.
    fn begin(&mut self, vm: &Vm) -> ControlFlow<Result, Option<Resume>> {
        // If that uses the budget up, the run is over at its next step.
        _ = vm.charge(48);
        let action = self.action.take();
        // A task was cancelled before its first step: the generator hears of it.
        let thrown = EventLoop::try_current().and_then(|event_loop| event_loop.take_thrown());
        let Some(action) = action else {
            return ControlFlow::Break(Err(runtime_error(used(self.throws))));
        };
        let generator = &self.generator;
        let name = match &action {
            Action::Send(_) => "anext(): asynchronous generator is already running",
            Action::Throw(_) => "athrow(): asynchronous generator is already running",
            Action::Close => "aclose(): asynchronous generator is already running",
        };
        let action = match thrown.or_else(|| self.thrown.take()) {
            Some(exception) => {
                self.closing = matches!(action, Action::Close);
                Action::Throw(exception)
            }
            None => action,
        };
        if generator.running.get() {
            return ControlFlow::Break(Err(runtime_error(name)));
        }
        let begun = generator.body.borrow().as_ref().is_some_and(|body| body.has_begun());
        let ended = generator.body.borrow().is_none();
        // What has refused to end is suspended, and goes on if something is sent to it.
        if ended || generator.closed.get() && !matches!(action, Action::Send(_)) {
            return ControlFlow::Break(match action {
                Action::Close | Action::Throw(_) if ended => Ok(Value::None),
                _ => Err(new_exception(classes::STOP_ASYNC_ITERATION.class(), Vec::new())),
            });
        }
        let how = match action {
            Action::Send(value) if !begun => {
                if !value.is_none() {
                    let text = "can't send non-None value to a just-started async generator";
                    return ControlFlow::Break(Err(type_error(text)));
                }
                None
            }
            Action::Send(value) => Some(Resume::Send(value)),
            Action::Throw(exception) if !begun => {
                generator.end_unbegun();
                let closes = self.closing && is(&exception, &classes::GENERATOR_EXIT);
                return ControlFlow::Break(if closes { Ok(Value::None) } else { Err(exception) });
            }
            Action::Throw(exception) => Some(Resume::Throw(exception)),
            Action::Close if !begun => {
                generator.end_unbegun();
                return ControlFlow::Break(Ok(Value::None));
            }
            Action::Close => {
                self.closing = true;
                generator.closed.set(true);
                let exit = new_exception(classes::GENERATOR_EXIT.class(), Vec::new());
                Some(Resume::Throw(exit))
            }
        };
        self.begun = true;
        self.generator.running.set(true);
        ControlFlow::Continue(how)
    }

    /// What a step comes to whose body has returned.
    fn returned(&self) -> Result {
        self.generator.closed.set(true);
        match self.closing {
            true => Ok(Value::None),
            false => Err(new_exception(classes::STOP_ASYNC_ITERATION.class(), Vec::new())),
        }
    }

    /// What a step comes to whose body has raised something.
    fn raised(&self, exception: Exception) -> Result {
        self.generator.closed.set(true);
        let escaped = [
            (&classes::STOP_ITERATION, "async generator raised StopIteration"),
            (&classes::STOP_ASYNC_ITERATION, "async generator raised StopAsyncIteration"),
        ];
        if let Some((_, text)) = escaped.iter().find(|(class, _)| is(&exception, class)) {
            let error = runtime_error(*text);
            set_cause(&error, &exception);
            return Err(error);
        }
        match self.closing && is(&exception, &classes::GENERATOR_EXIT) {
            true => Ok(Value::None),
            false => Err(exception),
        }
    }
}

impl Future for Stepping {
    type Output = Result;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result> {
        let vm = Vm::current();
        let generator = self.generator.clone();
        let how = if self.begun {
            None
        } else {
            match self.begin(&vm) {
                ControlFlow::Continue(how) => how,
                ControlFlow::Break(result) => return Poll::Ready(result),
            }
        };
        let Some(mut body) = generator.body.take() else {
            return Poll::Ready(Err(runtime_error("asynchronous generator is already running")));
        };
        let how = match body.poll_awaited(&vm, context) {
            Some(Poll::Pending) => {
                generator.body.replace(Some(body));
                return Poll::Pending;
            }
            Some(Poll::Ready(how)) => Some(how),
            None => how,
        };
        let outcome = vm.run(&mut body, how);
        let result = match outcome {
            Outcome::Pending => {
                generator.body.replace(Some(body));
                return Poll::Pending;
            }
            Outcome::Yielded(value) => {
                generator.body.replace(Some(body));
                match self.closing {
                    true => Err(runtime_error("async generator ignored GeneratorExit")),
                    false => Ok(value),
                }
            }
            Outcome::Returned(_) => self.returned(),
            Outcome::Raised(exception) => self.raised(exception),
        };
        self.begun = false;
        generator.running.set(false);
        Poll::Ready(result)
    }
}

impl Drop for AsyncGenerator {
    /// `_asyncgen_finalizer_hook`: a task of its loop closes a generator that nobody refers to any more.
    fn drop(&mut self) {
        if !self.is_suspended() {
            return;
        }
        let Some(vm) = Vm::try_current() else { return };
        let body = self.body.take();
        if vm.is_stopped() {
            return;
        }
        let event_loop = {
            let known = vm.state::<AsyncGenerators>();
            let mut known = known.0.borrow_mut();
            let at = known.iter().position(|(_, generator)| std::ptr::eq(generator.as_ptr(), self));
            at.map(|at| known.remove(at).0).or_else(EventLoop::try_current)
        };
        let Some(event_loop) = event_loop.filter(|event_loop| !event_loop.is_closed()) else { return };
        let again = Rc::new(Self {
            names: self.names.clone(),
            code: self.code.clone(),
            body: RefCell::new(body),
            running: Cell::new(false),
            closed: Cell::new(false),
            hooked: Cell::new(true),
        });
        let on = event_loop.clone();
        event_loop.call_soon_threadsafe("create_task", move || {
            let Some(vm) = Vm::try_current() else { return Ok(()) };
            let step = again.close(&vm);
            create_task_on(&vm, &on, &step).map(drop)
        });
    }
}

/// The value of an asynchronous generator's method table.
pub(in crate::vm) fn receiver(args: &[Value]) -> Result<&Rc<AsyncGenerator>> {
    match &args[0] {
        Value::AsyncGenerator(generator) => Ok(generator),
        other => Err(type_error(format!(
            "descriptor requires a '{}' object but received a '{}'",
            types::ASYNC_GENERATOR.name,
            other.type_name()
        ))),
    }
}
