//! What a program sees of a coroutine that is suspended: its frame, and what it awaits.

use std::rc::Rc;

use crate::vm::code::Span;
use crate::vm::exceptions::TracebackEntry;
use crate::vm::frames::{Execution, Frame, FrameKind, Leaf};
use crate::vm::library::asyncio::loops;
use crate::vm::machine::{Vm, owe};
use crate::vm::value::Value;

use super::awaiting::FutureIterator;
use super::{Body, Coroutine, State};

impl Coroutine {
    /// `cr_frame`; None once it has ended, and for one of the library's.
    pub fn frame(self: &Rc<Self>, vm: &Vm) -> Value {
        if self.has_ended() {
            return Value::None;
        }
        if let Some(frame) = self.look(vm, |execution, at, _| execution.frame_at(at)) {
            return frame;
        }
        let Some(code) = self.code.clone() else { return Value::None };
        let line = self.line_now(vm);
        let span = Span { line, end_line: line, ..Span::default() };
        crate::vm::traceback::Frame::of(TracebackEntry { code, span, held: None }).into_value()
    }

    /// Says what one of the library's is to await: its `cr_await` once it has begun.
    pub fn is_to_await(&self, awaitable: &Value) {
        if let Value::Coroutine(inner) = awaitable {
            let before = self.around.replace(Rc::downgrade(inner));
            drop(before);
        }
    }

    /// `cr_await`
    pub fn awaited(self: &Rc<Self>, vm: &Vm) -> Value {
        if let State::Driven(Body::Native(_)) = &*self.state.borrow() {
            return self.around.borrow().upgrade().map_or(Value::None, Value::Coroutine);
        }
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
        let tasks = loops(vm)
            .into_iter()
            .flat_map(|event_loop| event_loop.all_tasks())
            .filter_map(|task| task.coroutine_object().into_any().downcast::<Self>().ok());
        let found = std::iter::once(self.clone()).chain(around).chain(tasks).find_map(|stack| {
            let at = stack.execution(|execution| match Rc::ptr_eq(&stack, self) {
                true => Some(0),
                false => {
                    owe(256 + 8 * execution.frames.len());
                    execution.frames.iter().position(
                        |frame| matches!(&frame.kind, FrameKind::Coroutine(inner) if Rc::ptr_eq(inner, self)),
                    )
                }
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
    pub fn state_name(self: &Rc<Self>, vm: &Vm) -> &'static str {
        match &*self.state.borrow() {
            _ if self.is_created() => "CORO_CREATED",
            // Else its frame is on the stack of one that is suspended.
            State::Running if self.look(vm, |_, _, _| ()).is_none() => "CORO_RUNNING",
            State::New(_) | State::Suspended(_) | State::Driven(_) | State::Running => "CORO_SUSPENDED",
            State::Done => "CORO_CLOSED",
        }
    }

    /// Whether nothing of it has run.
    pub fn is_created(&self) -> bool {
        match &*self.state.borrow() {
            State::New(_) => true,
            State::Driven(_) => !self.never_awaited.is_awaited(),
            _ => false,
        }
    }

    /// Whether it has ended.
    pub fn has_ended(&self) -> bool {
        matches!(&*self.state.borrow(), State::Done)
    }

    /// Notes that it is suspended with the frames of those that it awaits.
    pub(super) fn holds(self: &Rc<Self>, execution: &Execution) {
        for frame in execution.frames.iter().skip(1) {
            if let FrameKind::Coroutine(inner) = &frame.kind {
                let before = inner.around.replace(Rc::downgrade(self));
                drop(before);
            }
        }
    }
}
