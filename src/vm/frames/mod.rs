//! Frames, and the stack that they run on.

pub(super) mod entering;
pub mod held;
pub(super) mod unwinding;

use std::future::Future as _;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use crate::engine::{Awaiting, Exception};
use crate::vm::attributes::Attributes;
use crate::vm::calls::function::Function;
use crate::vm::code::{Code, CodeKind};
use crate::vm::coroutine::{Coroutine, Drive, Pending, Resume};
use crate::vm::machine::{Vm, owe};
use crate::vm::operators::sorting;
use crate::vm::value::dict::Dict;
use crate::vm::value::module::Globals;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use held::{Held, by_name};

/// Frames that run on one stack: a coroutine with those that it awaits, a generator, or a call from Rust.
pub struct Execution {
    pub(super) stack: Vec<Value>,
    /// Innermost last. Below a frame of a coroutine there are frames of coroutines alone.
    pub(super) frames: Vec<Frame>,
    /// What the innermost frame awaits. Invariant: it was polled, and is not done.
    pub(super) leaf: Leaf,
    /// The exception that it handles where it is suspended.
    pub(super) handled: Option<Exception>,
    /// In how many clauses its frames are: what is handled outside may be the same exception, and it is handled here, too.
    pub(super) clauses: u32,
    /// The CancelledErrors that clauses of its frames have taken up and are not done with, each with the number of frames
    /// there were.
    pub(super) caught: Vec<(usize, Exception)>,
    /// Whether the innermost frame is suspended in `yield from`: the iterator is on top of the stack.
    pub(super) delegating: bool,
    /// Whether it is a generator's that `types.coroutine()` has made a coroutine of.
    pub(super) is_coroutine: bool,
    /// What frames that await others handle meanwhile, each with the number of frames up to its own.
    pub(super) enclosing: Vec<(usize, Exception)>,
    /// How many frames are left of those through which an exception goes that was thrown into the innermost one; those see
    /// nothing of what is handled further out (`_gen_throw()` runs each of them without those that await it).
    pub(super) thrown: usize,
}

/// What a frame awaits.
pub(super) enum Leaf {
    None,
    Future(Awaiting<Value>),
    Native(Pending),
    Coroutine(Pin<Box<Drive>>),
}

/// A call that runs, or is suspended.
pub(super) struct Frame {
    pub code: Rc<Code>,
    pub globals: Rc<Globals>,
    /// The next instruction.
    pub pc: usize,
    /// Where its slots begin on the stack.
    pub base: usize,
    /// What the stack is cut back to when it ends, before its result is pushed.
    pub return_to: usize,
    pub kind: FrameKind,
    /// What tracebacks refer to of it; none before an exception passes.
    pub held: Option<Rc<Held>>,
}

/// What becomes of a frame's result.
pub(super) enum FrameKind {
    /// It is that of the call.
    Call,
    /// The call's result is the new instance; that of `__init__` must be None.
    Init(Value),
    /// It is the body of a class.
    Class(Box<ClassFrame>),
    /// It is that of an awaited coroutine.
    Coroutine(Rc<Coroutine>),
}

/// What a class is to be made of once its body has run.
pub(super) struct ClassFrame {
    pub name: Rc<str>,
    pub namespace: Attributes,
    /// What `__prepare__()` has returned, if that is no plain dict: it is told of every name, and asked for it.
    pub prepared: Value,
    pub bases: Vec<Value>,
    pub keywords: Vec<(Symbol, Value)>,
}

/// How far running frames has come.
pub(super) enum Outcome {
    Returned(Value),
    Yielded(Value),
    /// The leaf is not done yet.
    Pending,
    Raised(Exception),
}

impl Execution {
    /// A function about to begin, with its slots filled.
    pub(super) fn new(function: &Function, slots: Vec<Value>) -> Self {
        Self::of_code(function.code.clone(), function.globals.clone(), slots)
    }

    pub(super) fn of_code(code: Rc<Code>, globals: Rc<Globals>, slots: Vec<Value>) -> Self {
        let frame = Frame { code, globals, pc: 0, base: 0, return_to: 0, kind: FrameKind::Call, held: None };
        Self {
            stack: slots,
            frames: vec![frame],
            leaf: Leaf::None,
            handled: None,
            clauses: 0,
            caught: Vec::new(),
            delegating: false,
            is_coroutine: false,
            enclosing: Vec::new(),
            thrown: 0,
        }
    }

    #[inline]
    pub(super) fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("an execution that runs has a frame")
    }

    /// Whether it has begun.
    pub(super) fn has_begun(&self) -> bool {
        self.frames.len() != 1 || self.frames[0].pc != 0
    }

    #[inline]
    pub(super) fn push(&mut self, value: Value) {
        self.stack.push(value);
    }

    #[inline]
    pub(super) fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or_default()
    }

    /// The n values on top, the last one last.
    #[inline]
    pub(super) fn pop_many(&mut self, n: usize) -> Vec<Value> {
        self.stack.split_off(self.stack.len() - n)
    }

    /// The n-th value from the top, which is the first.
    #[inline]
    pub(super) fn peek(&self, n: usize) -> &Value {
        &self.stack[self.stack.len() - n]
    }

    /// Cuts values off the stack, the last one first.
    pub(super) fn truncate(&mut self, len: usize) {
        while self.stack.len() > len {
            let value = self.stack.pop();
            drop(value);
        }
    }
}

impl ClassFrame {
    /// The metaclass that was asked for by keyword: a class, or any function that is to make the class.
    pub(super) fn metaclass(&self) -> Option<&Value> {
        let metaclass = Symbol::new("metaclass");
        self.keywords.iter().find_map(|(name, value)| (*name == metaclass).then_some(value))
    }
}

impl Execution {
    /// Polls what the innermost frame awaits, if anything: how it goes on.
    pub(super) fn poll_awaited(&mut self, vm: &Vm, context: &mut Context<'_>) -> Option<Poll<Resume>> {
        _ = vm.event_loop.take_threw();
        let polled = self.leaf.poll_leaf(context)?;
        Some(polled.map(|result| {
            if result.is_err() && vm.event_loop.take_threw() {
                self.thrown = self.frames.len();
            }
            let leaf = self.leaf.take();
            drop(leaf);
            match result {
                Ok(value) => Resume::Send(value),
                Err(exception) => Resume::Throw(exception),
            }
        }))
    }

    /// Whether no handler covers the place where it stands: an exception thrown in has no effect.
    pub(super) fn has_no_handlers(&self) -> bool {
        self.frames.iter().all(|frame| {
            let at = frame.pc.saturating_sub(1) as u32;
            !frame.code.handlers.iter().any(|handler| (handler.start..handler.end).contains(&at))
        }) && !self.delegating
            && matches!(self.leaf, Leaf::None)
    }
}

impl Leaf {
    /// Forgets what is awaited.
    pub(super) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::None)
    }

    /// Polls what is awaited, if anything is.
    pub(super) fn poll_leaf(&mut self, context: &mut Context<'_>) -> Option<Poll<Result>> {
        match self {
            Self::None => None,
            Self::Future(awaiting) => Some(Pin::new(awaiting).poll(context)),
            Self::Native(pending) => Some(pending.as_mut().poll(context)),
            Self::Coroutine(drive) => Some(drive.as_mut().poll(context)),
        }
    }
}

impl Vm {
    /// What a function gets that asks for what is around its call: `locals()`, `vars()`, `dir()`, and frames.
    #[cold]
    pub(super) fn variables(&self, execution: &Execution, asked_by: &str, given: &Value) -> Result {
        if asked_by == "currentframe" {
            return Ok(execution.frame_object());
        }
        if asked_by == "_caller" {
            return match given {
                Value::Int(level @ 2..) => Ok(caller_of_callers(execution, *level as usize - 1)),
                _ => self.caller(execution),
            };
        }
        let Some(frame) = execution.frames.last() else { return Ok(Value::None) };
        if asked_by == "globals" {
            return Ok(Value::Dict(frame.globals.dict()));
        }
        let dict = frame.variables(&execution.stack);
        if asked_by != "dir" {
            return Ok(Value::Dict(dict));
        }
        let mut names = dict.keys();
        sorting::sort(self, &mut names, &Value::None, false)?;
        Ok(Value::list(names))
    }

    /// The line of the program that runs, the name of its function, and its file.
    fn caller(&self, execution: &Execution) -> Result {
        let origin = self.event_loop.set_origin(None);
        self.event_loop.set_origin(origin);
        let line = origin.map_or(0, |origin| i64::from(origin.0));
        let (file, text) = self.source.borrow().clone();
        let name = match execution.frames.iter().rev().find(|frame| !frame.code.library) {
            Some(frame) => frame.code.name.clone(),
            // Called by the library alone, as by `map()`.
            None => {
                self.charge(text.len())?;
                function_at(&text, line as usize).into()
            }
        };
        Ok(Value::tuple([Value::Int(line), name.into(), file.into()]))
    }
}

/// The same, of a function so many calls further out; None if there is none.
fn caller_of_callers(execution: &Execution, level: usize) -> Value {
    let own = |frame: &&Frame| !frame.code.library;
    execution.frames.iter().rev().filter(own).nth(level).map_or(Value::None, |frame| {
        let span = frame.pc.checked_sub(1).and_then(|at| frame.code.spans.get(at));
        let line = span.map_or(frame.code.first_line, |span| span.line);
        Value::tuple([Value::Int(i64::from(line)), (*frame.code.name).into()])
    })
}

impl Frame {
    /// Its variables that have a value; the namespace of a class or module.
    pub(super) fn variables(&self, stack: &[Value]) -> Rc<Dict> {
        match &self.kind {
            FrameKind::Class(class) => class.namespace.dict(|_| false),
            _ if self.code.kind == CodeKind::Module => self.globals.dict(),
            _ => by_name(&self.code, &stack[self.base..]),
        }
    }
}

impl Execution {
    /// One of its frames as an object.
    pub(super) fn frame_at(&self, at: usize) -> Value {
        let frame = self.frames.get(at);
        frame.map_or(Value::None, |frame| {
            crate::vm::traceback::Frame::standing(frame, &self.stack, Value::None).into_value()
        })
    }

    /// Its innermost frame as an object, with those that called it; those of the library are left out.
    #[cold]
    pub(super) fn frame_object(&self) -> Value {
        owe(self.frames.len() * 128);
        self.frames.iter().filter(|frame| !frame.code.library).fold(Value::None, |back, frame| {
            crate::vm::traceback::Frame::standing(frame, &self.stack, back).into_value()
        })
    }
}

/// The name of the function that a line of a text is in, by the indentation.
fn function_at(text: &str, line: usize) -> &str {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines = text.lines().take(line).collect::<Vec<_>>().into_iter().rev();
    let mut least = lines.next().map_or(0, indent);
    for line in lines.filter(|line| !line.trim().is_empty()) {
        if indent(line) >= least {
            continue;
        }
        least = indent(line);
        let words = line.trim_start();
        if let Some(rest) = words.strip_prefix("async ").unwrap_or(words).trim_start().strip_prefix("def ") {
            let rest = rest.trim_start();
            return &rest[..rest.find(['(', '[', ' ']).unwrap_or(rest.len())];
        }
    }
    "<module>"
}
