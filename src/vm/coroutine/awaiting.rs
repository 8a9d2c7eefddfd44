//! `await`: what is put on top of whoever awaits, and what drives objects that have an `__await__`.

use std::cell::Cell;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use crate::engine::{EventLoop, Exception, Parked};
use crate::trace::FutureId;
use crate::vm::code::{Code, Op};
use crate::vm::exceptions;
use crate::vm::exceptions::{Flight, data_of, runtime_error, set_cause, type_error};
use crate::vm::frames::{Execution, FrameKind, Leaf, Outcome, unwinding};
use crate::vm::iteration::generator::Yielded;
use crate::vm::library::asyncio;
use crate::vm::machine::Vm;
use crate::vm::types::{self, exception as classes};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::by_hand::ByHand;
use super::future::Future;
use super::{Body, Coroutine, Drive, Pending, Resume};

impl Vm {
    /// Drives an execution of a coroutine on; `is_task` if that is all that a task does.
    pub(in crate::vm) fn poll(
        &self,
        execution: &mut Execution,
        is_task: bool,
        context: &mut Context<'_>,
    ) -> Poll<Result> {
        // What is handled here is handled also for what is awaited.
        let own = execution.handled.clone();
        let outer = own.map(|own| self.handled.replace(Some(own)));
        let polled = execution.poll_awaited(self, context);
        if let Some(outer) = outer {
            self.handled.replace(outer);
        }
        let how = match polled {
            None if execution.has_begun() => Some(Resume::Send(Value::None)),
            None => None,
            Some(Poll::Pending) => return Poll::Pending,
            Some(Poll::Ready(how)) => Some(how),
        };
        if is_task {
            self.running.goes_on(self.frames.get());
        }
        match self.run(execution, how) {
            Outcome::Returned(value) => Poll::Ready(Ok(value)),
            Outcome::Raised(exception) => Poll::Ready(Err(exception)),
            Outcome::Pending => Poll::Pending,
            Outcome::Yielded(_) => Poll::Ready(Err(runtime_error("a coroutine cannot yield"))),
        }
    }

    /// Begins to await something: a coroutine's frames go on top of ours, all else is the leaf.
    pub(in crate::vm) fn begin_await(&self, execution: &mut Execution, awaitable: Value) -> Result<Awaited> {
        let mut leaf = match &awaitable {
            Value::Coroutine(coroutine) => match coroutine.take_body_to_await()? {
                Body::Python(body) => {
                    return self.await_frames(execution, coroutine.clone(), *body);
                }
                body => Leaf::Coroutine(Box::pin(Drive::new(coroutine.clone(), body, false))),
            },
            Value::Future(future) if future.is_awaited_plainly() => {
                let awaiting: crate::engine::Awaiting<Value> = IntoFuture::into_future(&future.future);
                Leaf::Future(awaiting)
            }
            other => Leaf::Native(self.awaiting(other).map_err(|raised| refused(execution, other, raised))?),
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
        let Execution { stack, frames, clauses, .. } = body;
        execution.clauses += clauses;
        if self.frames.get() + frames.len() as u32 > self.most_frames.get() {
            return Err(unwinding::too_deep());
        }
        self.tick()?;
        self.note_line(execution);
        let handled = self.handled.borrow().clone();
        if let Some(handled) = handled
            && !execution.enclosing.last().is_some_and(|(_, known)| known.is(&handled))
        {
            execution.enclosing.push((execution.frames.len(), handled));
        }
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
        Ok(Awaited::Frame)
    }

    /// Whether `await` takes it: a coroutine, a future, or an object with `__await__`.
    pub fn is_awaitable(&self, value: &Value) -> bool {
        match value {
            Value::Coroutine(_) | Value::Future(_) => true,
            other if is_coroutine_like(other) => true,
            other => self.special(other, "__await__").is_some(),
        }
    }

    /// Before the `await` within a statement, which has its own words for what cannot be awaited.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn must_be_awaitable(&self, code: &Code, pc: usize, value: &Value) -> Result<()> {
        let before = |back: usize| pc.checked_sub(back).and_then(|at| code.ops.get(at));
        let method = match before(2) {
            Some(Op::GetAsyncNext) => "__anext__",
            Some(Op::BeforeAsyncWith) => "__aenter__",
            Some(Op::WithExceptStart) => "__aexit__",
            // Three times None are the statement's own, if they stand where it does.
            Some(Op::Call(3)) if (3..6).all(|back| matches!(before(back), Some(Op::LoadConst(_)))) => {
                let spans = (pc.checked_sub(1), pc.checked_sub(3));
                match spans {
                    (Some(own), Some(argument)) if code.spans.get(own) == code.spans.get(argument) => {
                        "__aexit__"
                    }
                    _ => return Ok(()),
                }
            }
            _ => return Ok(()),
        };
        if self.is_awaitable(value) {
            return Ok(());
        }
        let name = value.full_type_name();
        if method == "__anext__" {
            return Err(invalid_next(&name, &type_error(format!("'{name}' object can't be awaited"))));
        }
        Err(type_error(format!(
            "'async with' received an object from {method} that does not implement __await__: {name}"
        )))
    }

    /// What awaiting a value is: a Rust future. For the library: `vm.awaiting(&value)?.await`.
    ///
    /// # Errors
    ///
    /// TypeError if it cannot be awaited; RuntimeError for a coroutine that was awaited before.
    pub fn awaiting(&self, value: &Value) -> Result<Pending> {
        if let Value::Coroutine(coroutine) = value {
            let body = coroutine.take_body_to_await()?;
            return Ok(Box::pin(Drive::new(coroutine.clone(), body, false)));
        }
        if is_coroutine_like(value) {
            return Ok(Self::driven(value.clone()));
        }
        if let Value::Future(future) = value
            && future.is_awaited_plainly()
        {
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
            return wrapper.0.into_future(false);
        }
        if let Some(future) = iterator.data::<FutureIterator>()
            && !future.asked.get()
        {
            // What the class has for `__await__` has been asked by now.
            return match future.future.plain() {
                Value::Future(future) => Ok(Box::pin(IntoFuture::into_future(&future.future))),
                other => self.awaiting(other),
            };
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
        Ok(Self::driven(iterator))
    }

    /// What goes through the steps of an iterator that `__await__()` has given, or of an object with `send()` and `throw()`.
    pub(in crate::vm) fn driven(iterator: Value) -> Pending {
        Box::pin(async move {
            // What is thrown into a task that has not begun is thrown into what it runs.
            let thrown = EventLoop::try_current().and_then(|event_loop| event_loop.take_thrown());
            let mut how = thrown.map_or(Resume::Send(Value::None), Resume::Throw);
            loop {
                let vm = Vm::current();
                let yielded = match vm.step_iterator(&iterator, how)? {
                    Yielded::Returned(value) => return Ok(value),
                    Yielded::Value(yielded) => yielded,
                };
                if yielded.data::<Parked>().is_none()
                    && !matches!(yielded.plain(), Value::Future(_))
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
                let blocking = asyncio::is_blocking(&vm, &yielded)?;
                let parked = match (yielded.plain(), yielded.data::<Parked>()) {
                    (_, Some(parked)) => parked.again(),
                    (Value::None, _) => Parked::turn(),
                    (Value::Future(future), _) if vm.state::<Blocking>().takes(future) => {
                        Parked::on(&future.future)
                    }
                    (Value::Instance(_), _) if blocking == Some(true) => {
                        let stand_in = asyncio::StandIn::new(&vm, yielded.clone());
                        let parked = Parked::on(&stand_in.0);
                        drop((yielded, vm));
                        how = match parked.await {
                            Ok(()) => Resume::Send(Value::None),
                            Err(exception) => Resume::Throw(exception),
                        };
                        continue;
                    }
                    (other, _) => {
                        let mut text = format!("Task got bad yield: {}", vm.repr(&yielded)?);
                        let is_future = matches!(other, Value::Future(_)) || blocking.is_some();
                        if let (true, Some(task)) = (is_future, vm.event_loop.current_task()) {
                            let task = asyncio::shown_task(&vm, &task);
                            let future = vm.repr(&yielded)?;
                            text =
                                format!("yield was used instead of yield from in task {task} with {future}");
                        }
                        drop((yielded, vm));
                        // It is told of in a step of its own.
                        let turned = Parked::turn().await;
                        how = Resume::Throw(turned.err().unwrap_or_else(|| runtime_error(text)));
                        continue;
                    }
                };
                drop((yielded, vm));
                how = match parked.await {
                    Ok(()) => Resume::Send(Value::None),
                    Err(exception) => Resume::Throw(exception),
                };
            }
        })
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
    pub(in crate::vm) fn step_iterator(&self, iterator: &Value, how: Resume) -> Result<Yielded> {
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
                match self.call_special(other, "__next__", &[]) {
                    Ok(None) => match self.call_special(other, "send", &[value]) {
                        Ok(None) => Err(self.cannot(other, "is not an iterator")),
                        sent => sent.map(Option::unwrap_or_default),
                    },
                    next => next.map(Option::unwrap_or_default),
                }
            }
            (other, Resume::Send(value)) => self.call_method(other, "send", &[value]),
            (other, Resume::Throw(exception)) => match self.find_attr(other, Symbol::new("throw"))? {
                Some(throw) => self.call(&throw, &[Value::Exception(exception)]),
                None => Err(exception),
            },
        };
        match stepped {
            Ok(value) => Ok(Yielded::Value(value)),
            Err(exception) if exceptions::is(&exception, &classes::STOP_ITERATION) => {
                Ok(Yielded::Returned(data_of(&exception).first_arg().unwrap_or(Value::None)))
            }
            Err(exception) => Err(exception),
        }
    }
}

/// What an `await` raises whose object has refused: `async for` has its own words for that.
#[cold]
fn refused(execution: &mut Execution, awaitable: &Value, raised: Exception) -> Exception {
    let frame = execution.top();
    match frame.pc.checked_sub(2).and_then(|at| frame.code.ops.get(at)) {
        Some(Op::GetAsyncNext) => {
            data_of(&raised).flight.set(Flight::Landed);
            invalid_next(&awaitable.full_type_name(), &raised)
        }
        _ => raised,
    }
}

fn invalid_next(name: &str, cause: &Exception) -> Exception {
    let error = type_error(format!("'async for' received an invalid object from __anext__: {name}"));
    set_cause(&error, cause);
    error
}

/// Whether it is a generator of a function that `types.coroutine()` was given.
fn is_coroutine_like(value: &Value) -> bool {
    matches!(value, Value::Generator(generator) if generator.is_coroutine.get())
}

/// `coroutine.__await__()`
pub(in crate::vm) struct CoroutineWrapper(pub Rc<Coroutine>);

/// `future.__await__()`: yields the future, and returns its result when it is asked again.
pub struct FutureIterator {
    /// The future.
    pub future: Value,
    /// Whether it has yielded.
    pub asked: Cell<bool>,
}

/// The future that was yielded by awaiting it (`_asyncio_future_blocking`), until the task has taken it up.
#[derive(Default)]
pub struct Blocking(pub Cell<Option<FutureId>>);

impl Blocking {
    fn takes(&self, future: &Future) -> bool {
        self.0.take() == Some(future.future.id())
    }
}

impl FutureIterator {
    /// The iterator of a future.
    pub fn of(future: Value) -> Value {
        let class = types::coroutine::FUTURE_ITERATOR.class();
        Value::native(class, Self { future, asked: Cell::new(false) })
    }
}

/// What awaiting something has come to.
pub(in crate::vm) enum Awaited {
    /// A frame was pushed.
    Frame,
    /// It was done.
    Done(Value),
    /// It is the leaf now.
    Pending,
}
