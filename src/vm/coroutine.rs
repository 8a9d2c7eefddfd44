//! Coroutines: of the program's, and of the library's, which are Rust futures.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use crate::engine::{EventLoop, Exception, NeverAwaited, Parked};
use crate::trace::FutureId;

use super::code::{Code, Span};
use super::exceptions::{TracebackEntry, data_of, new_exception, runtime_error, stop_iteration, type_error};
use super::execution::{Execution, Frame, FrameKind, Leaf, Outcome};
use super::generator::Yielded;
use super::interpreter::Awaited;
use super::machine::Vm;
use super::native::Native;
use super::types::{self, exception as classes};
use super::value::{Result, Value};

/// A Rust future that yields a value.
pub type Pending = Pin<Box<dyn Future<Output = Result>>>;

/// A coroutine object.
pub struct Coroutine {
    /// `__name__`
    pub name: Rc<str>,
    /// `__qualname__`
    pub qualname: Rc<str>,
    pub(super) state: RefCell<State>,
    pub(super) never_awaited: NeverAwaited,
    /// Its code; none for one of the library's.
    pub code: Option<Rc<Code>>,
    /// The line where it is suspended, if a task drives it.
    pub line: Cell<u32>,
    /// The one on whose stack its frames are, if somebody asked that one what it awaits.
    around: RefCell<Weak<Coroutine>>,
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
        let name = super::symbol::Symbol::new(name).text();
        let qualname = super::symbol::Symbol::new(qualname).text();
        Value::Coroutine(Rc::new(Self {
            name,
            qualname: qualname.clone(),
            state: RefCell::new(State::New(Body::Native(Box::pin(body)))),
            never_awaited: NeverAwaited::new(&vm.event_loop, qualname),
            code: None,
            line: Cell::new(0),
            around: RefCell::default(),
        }))
    }

    pub(super) fn python(vm: &Vm, execution: Execution, name: Rc<str>, qualname: Rc<str>) -> Value {
        let code = execution.frames.first().map(|frame| frame.code.clone());
        Value::Coroutine(Rc::new(Self {
            name,
            never_awaited: NeverAwaited::new(&vm.event_loop, qualname.clone()),
            qualname,
            line: Cell::new(code.as_ref().map_or(0, |code| code.first_line)),
            code,
            around: RefCell::default(),
            state: RefCell::new(State::New(Body::Python(Box::new(execution)))),
        }))
    }

    /// Takes the body out for whoever drives it from now on.
    fn take_body(&self) -> Result<Body> {
        self.never_awaited.awaited();
        match self.state.replace(State::Running) {
            State::New(body) | State::Suspended(body) => Ok(body),
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
    /// RuntimeError if it has been awaited before.
    pub fn into_future(self: &Rc<Self>, _: &Vm, is_task: bool) -> Result<Pending> {
        let body = self.take_body()?;
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
                return Err(super::exceptions::value_error("coroutine already executing"));
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
        match &*self.state.borrow() {
            State::Done => return Ok(()),
            State::Driven(_) | State::Running => {
                return Err(super::exceptions::value_error("coroutine already executing"));
            }
            State::New(_) | State::Suspended(_) => {}
        }
        let exit = new_exception(classes::GENERATOR_EXIT.class(), Vec::new());
        match self.resume(vm, Resume::Throw(exit)) {
            Ok(_) => Err(runtime_error("coroutine ignored GeneratorExit")),
            Err(exception) => super::generator::unless_exit(exception),
        }
    }

    fn is_driven(&self) -> bool {
        matches!(&*self.state.borrow(), State::Driven(_) | State::Running)
    }

    /// `cr_frame`; None once it has ended, and for one of the library's.
    pub fn frame(self: &Rc<Self>, vm: &Vm) -> Value {
        if matches!(&*self.state.borrow(), State::Done) {
            return Value::None;
        }
        if let Some(frame) = self.look(vm, |execution, at, _| execution.frame_at(at)) {
            return frame;
        }
        let Some(code) = self.code.clone() else { return Value::None };
        let span = Span { line: self.line.get(), end_line: self.line.get(), ..Span::default() };
        super::traceback::Frame::of(TracebackEntry { code, span }).into_value()
    }

    /// `cr_await`
    pub fn awaited(self: &Rc<Self>, vm: &Vm) -> Value {
        let awaited = self.look(vm, |execution, at, stack| match execution.frames.get(at + 1) {
            Some(Frame { kind: FrameKind::Coroutine(inner), .. }) => {
                let before = inner.around.replace(Rc::downgrade(stack));
                drop(before);
                Value::Coroutine(inner.clone())
            }
            _ => match &execution.leaf {
                Leaf::Coroutine(drive) => Value::Coroutine(drive.coroutine.clone()),
                Leaf::Future(awaiting) => FutureIterator::of(awaiting.future().into()),
                _ => Value::None,
            },
        });
        awaited.unwrap_or(Value::None)
    }

    /// Looks at the stack where its frame is while it is suspended: that of a coroutine which somebody drives.
    fn look<R>(self: &Rc<Self>, vm: &Vm, look: impl FnOnce(&Execution, usize, &Rc<Self>) -> R) -> Option<R> {
        let around = self.around.borrow().upgrade();
        let tasks = vm
            .event_loop
            .all_tasks()
            .into_iter()
            .filter_map(|task| task.coroutine_object().into_any().downcast::<Self>().ok());
        let found = std::iter::once(self.clone()).chain(around).chain(tasks).find_map(|stack| {
            let at = stack.execution(|execution| match Rc::ptr_eq(&stack, self) {
                true => Some(0),
                false => execution.frames.iter().position(
                    |frame| matches!(&frame.kind, FrameKind::Coroutine(inner) if Rc::ptr_eq(inner, self)),
                ),
            })??;
            Some((stack, at))
        });
        let (stack, at) = found?;
        stack.execution(|execution| look(execution, at, &stack))
    }

    /// What it runs while it is suspended, if that is Python.
    fn execution<R>(&self, look: impl FnOnce(&Execution) -> R) -> Option<R> {
        match &*self.state.borrow() {
            State::New(Body::Python(body))
            | State::Suspended(Body::Python(body))
            | State::Driven(Body::Python(body)) => Some(look(body)),
            _ => None,
        }
    }

    /// `inspect.getcoroutinestate()`
    pub fn state_name(&self) -> &'static str {
        match &*self.state.borrow() {
            State::New(_) => "CORO_CREATED",
            State::Suspended(_) | State::Driven(_) | State::Running => "CORO_SUSPENDED",
            State::Done => "CORO_CLOSED",
        }
    }
}

/// What passes between a coroutine and the code that drives it with `send()`.
struct Passed {
    /// The task that runs, in case another one does meanwhile.
    task: Option<FutureId>,
    how: Option<Resume>,
    yielded: Option<Value>,
}

/// The innermost of the coroutines that are driven by hand and run now.
#[derive(Default)]
struct ByHand(RefCell<Option<Passed>>);

impl ByHand {
    fn with<R>(&self, act: impl FnOnce(&mut Passed) -> R) -> Option<R> {
        self.0.borrow_mut().as_mut().filter(|passed| passed.task == task_that_runs()).map(act)
    }
}

fn task_that_runs() -> Option<FutureId> {
    Some(EventLoop::try_current()?.current_task()?.id())
}

/// What a coroutine yields that is driven by hand.
pub(super) static PARKED: super::native::NativeType = super::native::NativeType::new(
    "Future",
    "_asyncio",
    &[
        Native::new("done", "self, /", |_, args| Ok(progress(&args[0]).0.into())),
        Native::new("cancelled", "self, /", |_, args| Ok(progress(&args[0]).1.into())),
        Native::new("__repr__", "self, /", |_, args| {
            let state = match progress(&args[0]) {
                (false, _) => "pending",
                (_, true) => "cancelled",
                _ => "finished result=None",
            };
            Ok(format!("<Future {state}>").into())
        }),
    ],
);

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
    // Invariant: between polls its state is `Driven`, or `Done` at the end.
    coroutine: Rc<Coroutine>,
    /// Whether it is all that a task does.
    is_task: bool,
}

impl Drive {
    fn new(coroutine: Rc<Coroutine>, body: Body, is_task: bool) -> Self {
        coroutine.state.replace(State::Driven(body));
        Self { coroutine, is_task }
    }
}

impl Future for Drive {
    type Output = Result;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result> {
        let vm = Vm::current();
        let mut body = match self.coroutine.state.replace(State::Running) {
            State::Driven(body) => body,
            ended => {
                self.coroutine.state.replace(ended);
                return Poll::Ready(Err(runtime_error("cannot reuse already awaited coroutine")));
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
        let before = self.coroutine.state.replace(State::Done);
        drop(before);
    }
}

impl Vm {
    /// Drives an execution of a coroutine on.
    pub(super) fn poll(&self, execution: &mut Execution, context: &mut Context<'_>) -> Poll<Result> {
        let how = match execution.leaf.poll_leaf(context) {
            None if execution.has_begun() => Some(Resume::Send(Value::None)),
            None => None,
            Some(Poll::Pending) => return Poll::Pending,
            Some(Poll::Ready(result)) => {
                let leaf = execution.leaf.take();
                drop(leaf);
                Some(match result {
                    Ok(value) => Resume::Send(value),
                    Err(exception) => Resume::Throw(exception),
                })
            }
        };
        match self.run(execution, how) {
            Outcome::Returned(value) => Poll::Ready(Ok(value)),
            Outcome::Raised(exception) => Poll::Ready(Err(exception)),
            Outcome::Pending => Poll::Pending,
            Outcome::Yielded(_) => Poll::Ready(Err(runtime_error("a coroutine cannot yield"))),
        }
    }

    /// Begins to await something: a coroutine's frames go on top of ours, all else is the leaf.
    pub(super) fn begin_await(&self, execution: &mut Execution, awaitable: Value) -> Result<Awaited> {
        let mut leaf = match &awaitable {
            Value::Coroutine(coroutine) => match coroutine.take_body()? {
                Body::Python(body) => {
                    return self.await_frames(execution, coroutine.clone(), *body);
                }
                body => Leaf::Coroutine(Box::pin(Drive::new(coroutine.clone(), body, false))),
            },
            Value::Future(future) => {
                let awaiting: crate::engine::Awaiting<Value> = IntoFuture::into_future(&future.future);
                Leaf::Future(awaiting)
            }
            other => Leaf::Native(self.awaiting(other)?),
        };
        drop(awaitable);
        match leaf.poll_leaf(&mut Context::from_waker(Waker::noop())) {
            Some(Poll::Ready(result)) => {
                drop(leaf);
                result.map(Awaited::Done)
            }
            _ => {
                execution.leaf = leaf;
                Ok(Awaited::Pending)
            }
        }
    }

    /// Puts the frames of a coroutine on top of those that await it.
    fn await_frames(
        &self,
        execution: &mut Execution,
        coroutine: Rc<Coroutine>,
        body: Execution,
    ) -> Result<Awaited> {
        let Execution { stack, frames, leaf, .. } = body;
        if self.frames.get() + frames.len() as u32 > super::machine::MOST_FRAMES {
            return Err(super::unwinding::too_deep());
        }
        self.tick()?;
        let offset = execution.stack.len();
        execution.stack.extend(stack);
        self.frames.set(self.frames.get() + frames.len() as u32);
        for (at, mut frame) in frames.into_iter().enumerate() {
            frame.base += offset;
            frame.return_to += offset;
            if at == 0 {
                frame.kind = FrameKind::Coroutine(coroutine.clone());
            }
            execution.frames.push(frame);
        }
        match leaf {
            Leaf::None => Ok(Awaited::Frame),
            // It was driven by hand before: it waits on.
            leaf => {
                execution.leaf = leaf;
                Ok(Awaited::Pending)
            }
        }
    }

    /// Whether `await` takes it: a coroutine, a future, or an object with `__await__`.
    pub fn is_awaitable(&self, value: &Value) -> bool {
        match value {
            Value::Coroutine(_) | Value::Future(_) => true,
            other => self.special(other, "__await__").is_some(),
        }
    }

    /// What awaiting a value is: a Rust future. For the library: `vm.awaiting(&value)?.await`.
    ///
    /// # Errors
    ///
    /// TypeError if it cannot be awaited; RuntimeError for a coroutine that was awaited before.
    pub fn awaiting(&self, value: &Value) -> Result<Pending> {
        if let Value::Coroutine(coroutine) = value {
            return coroutine.into_future(self, false);
        }
        if let Value::Future(future) = value {
            return Ok(Box::pin(IntoFuture::into_future(&future.future)));
        }
        if let Some(pending) = self.awaiting_step(value) {
            return Ok(pending);
        }
        let Some(iterator) = self.call_special(value, "__await__", &[])? else {
            let name = match value {
                Value::Native(function) if function.in_python => "function".into(),
                other => other.full_type_name(),
            };
            return Err(type_error(format!("'{name}' object can't be awaited")));
        };
        if let Some(wrapper) = iterator.data::<CoroutineWrapper>() {
            return wrapper.0.into_future(self, false);
        }
        if let Some(future) = iterator.data::<FutureIterator>()
            && !future.asked.get()
        {
            return self.awaiting(&future.future);
        }
        if let Value::Coroutine(_) = iterator {
            return Err(type_error("__await__() returned a coroutine"));
        }
        if self.special(&iterator, "__next__").is_none() && !matches!(iterator, Value::Generator(_)) {
            return Err(type_error(format!(
                "__await__() returned non-iterator of type '{}'",
                iterator.type_name()
            )));
        }
        Ok(Box::pin(async move {
            let mut how = Resume::Send(Value::None);
            loop {
                let vm = Vm::current();
                let yielded = match vm.step_iterator(&iterator, how)? {
                    Yielded::Returned(value) => return Ok(value),
                    Yielded::Value(yielded) => yielded,
                };
                if yielded.data::<Parked>().is_none()
                    && !matches!(yielded, Value::Future(_))
                    && vm.passes_on(&yielded)
                {
                    drop((yielded, vm));
                    let mut waited = false;
                    how = std::future::poll_fn(|_| match std::mem::replace(&mut waited, true) {
                        false => Poll::Pending,
                        true => Poll::Ready(Vm::current().passed_in()),
                    })
                    .await;
                    continue;
                }
                let parked = match (&yielded, yielded.data::<Parked>()) {
                    (_, Some(parked)) => parked.again(),
                    (Value::None, _) => Parked::turn(),
                    (Value::Future(future), _) => Parked::on(&future.future),
                    (other, _) => {
                        let text = format!("Task got bad yield: {}", vm.repr(other)?);
                        how = Resume::Throw(runtime_error(text));
                        continue;
                    }
                };
                drop((yielded, vm));
                how = match parked.await {
                    Ok(()) => Resume::Send(Value::None),
                    Err(exception) => Resume::Throw(exception),
                };
            }
        }))
    }

    /// Hands what an awaitable yielded to whoever drives the coroutine by hand, if anybody does.
    fn passes_on(&self, yielded: &Value) -> bool {
        self.state::<ByHand>().with(|passed| passed.yielded = Some(yielded.clone())).is_some()
    }

    /// What was sent to the coroutine that goes on, or thrown into it.
    fn passed_in(&self) -> Resume {
        let passed = self.state::<ByHand>().with(|passed| passed.how.take());
        passed.flatten().unwrap_or(Resume::Send(Value::None))
    }

    /// `send()` or `throw()` on whatever `yield from` and `__await__()` iterate over.
    pub(super) fn step_iterator(&self, iterator: &Value, how: Resume) -> Result<Yielded> {
        let stepped = match (iterator, how) {
            (Value::Generator(generator), how) => return self.resume_generator(generator, how),
            (Value::Coroutine(coroutine), how) => coroutine.resume(self, how),
            (other, Resume::Send(value)) if value.is_none() => {
                if let Value::Iterator(_) = other {
                    return Ok(match self.next(other)? {
                        Some(value) => Yielded::Value(value),
                        None => Yielded::Returned(Value::None),
                    });
                }
                let next = self.call_special(other, "__next__", &[]);
                next.and_then(|next| next.ok_or_else(|| self.cannot(other, "is not an iterator")))
            }
            (other, Resume::Send(value)) => self.call_method(other, "send", &[value]),
            (other, Resume::Throw(exception)) => {
                match self.find_attr(other, super::symbol::Symbol::new("throw"))? {
                    Some(throw) => self.call(&throw, &[Value::Exception(exception)]),
                    None => Err(exception),
                }
            }
        };
        match stepped {
            Ok(value) => Ok(Yielded::Value(value)),
            Err(exception) if super::exceptions::is(&exception, &classes::STOP_ITERATION) => {
                Ok(Yielded::Returned(data_of(&exception).first_arg().unwrap_or(Value::None)))
            }
            Err(exception) => Err(exception),
        }
    }
}

/// `coroutine.__await__()`
pub(super) struct CoroutineWrapper(pub Rc<Coroutine>);

/// `future.__await__()`: yields the future, and returns its result when it is asked again.
pub struct FutureIterator {
    /// The future.
    pub future: Value,
    /// Whether it has yielded.
    pub asked: Cell<bool>,
}

impl FutureIterator {
    /// The iterator of a future.
    pub fn of(future: Value) -> Value {
        let class = types::coroutine::FUTURE_ITERATOR.class();
        Value::native(class, Self { future, asked: Cell::new(false) })
    }
}
