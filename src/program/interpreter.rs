//! The interpreter: an asynchronous function over the engine, so that a coroutine of the program is a Rust future and
//! its `await` is `.await`.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use crate::engine::{
    Class, EventLoop, Exception, Limit, NeverAwaited, TaskBuilder, Timeout, sleep, wait_for, wait_for_body,
};
use crate::trace::{EventKind, Origin};

use super::ast::{
    Builtin, Call, Constant, ExceptClause, Expr, Function, FunctionId, OriginId, Program, Stmt, StmtKind,
    Variable,
};
use super::value::{Coroutine, CoroutineCall, Value, function_name};

/// How deep coroutines may await each other.
const MOST_NESTED_CALLS: u32 = 150;
/// Statements that may run between two iterations of the loop.
const MOST_INSTRUCTIONS: u64 = 1_000_000;

/// A program on its loop.
pub(super) struct Machine {
    /// Itself, for the tasks and callbacks that it starts.
    myself: Weak<Machine>,
    pub program: Rc<Program>,
    pub event_loop: EventLoop,
    globals: RefCell<Vec<Option<Value>>>,
    instructions: Cell<u64>,
    /// The iteration in which `instructions` are counted.
    counted_in: Cell<u32>,
    cleared: Cell<bool>,
    /// Whether a budget was used up: then every statement fails, and nothing catches that.
    overrun: Cell<bool>,
}

/// The variables of one call.
struct Frame {
    function: FunctionId,
    locals: Vec<Option<Value>>,
    /// The exceptions that the `except` and `finally` clauses around the current statement are about, innermost last.
    handling: Vec<Exception>,
    depth: u32,
}

/// How a block of statements was left.
enum Flow {
    /// At its end.
    Next,
    /// By `return`.
    Return(Value),
}

type Step<'a, T> = Pin<Box<dyn Future<Output = Result<T, Exception>> + 'a>>;

impl Machine {
    pub fn new(program: Rc<Program>, event_loop: EventLoop) -> Rc<Self> {
        let globals = RefCell::new(vec![None; program.globals.len()]);
        Rc::new_cyclic(|myself| Self {
            myself: myself.clone(),
            program,
            event_loop,
            globals,
            instructions: Cell::new(0),
            counted_in: Cell::new(0),
            cleared: Cell::new(false),
            overrun: Cell::new(false),
        })
    }

    /// A handle on itself.
    ///
    /// # Panics
    ///
    /// Never: a machine is always behind an `Rc`.
    pub(super) fn myself(&self) -> Rc<Self> {
        self.myself.upgrade().expect("a machine is behind an Rc for as long as it runs")
    }

    /// Drops all that the module has, as the end of a program does: variables, functions and imports.
    pub fn clear_module(&self) {
        self.cleared.set(true);
        let globals = std::mem::take(&mut *self.globals.borrow_mut());
        drop(globals);
    }

    /// Whether the module is gone. What destroyed coroutines still do then has no names to do it with, and no output.
    pub fn is_cleared(&self) -> bool {
        self.cleared.get()
    }

    /// Runs a coroutine function to its end, as a task of its own.
    pub async fn run_task(self: Rc<Self>, call: CoroutineCall) -> Result<Value, Exception> {
        let value = self.run_call(call, 0).await?;
        self.event_loop.emit(|| EventKind::Returned { value: value.repr(&self.program).into() });
        Ok(value)
    }

    /// Calls a function that is not asynchronous.
    fn call_function(
        &self,
        function: FunctionId,
        arguments: Vec<Value>,
        depth: u32,
    ) -> Result<Value, Exception> {
        let mut frame = self.enter(&self.program, function, arguments, depth)?;
        let mut body = pin!(self.run_block(&mut frame, body_of(&self.program, function)));
        match body.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(flow) => match flow? {
                Flow::Return(value) => Ok(value),
                Flow::Next => Ok(Value::None),
            },
            Poll::Pending => {
                Err(Exception::with_message(other("SyntaxError"), "'await' outside async function"))
            }
        }
    }

    fn enter(
        &self,
        program: &Program,
        function: FunctionId,
        arguments: Vec<Value>,
        depth: u32,
    ) -> Result<Frame, Exception> {
        if depth >= MOST_NESTED_CALLS {
            return Err(self.overrun(Limit::Recursion(MOST_NESTED_CALLS)));
        }
        let Some(Function { name, parameters, locals, .. }) = program.functions.get(function.0 as usize)
        else {
            return Err(self.fail(other("NameError"), "the program calls a function that it does not have"));
        };
        if arguments.len() != *parameters as usize {
            let given = arguments.len();
            let message = format!("{name}() takes {parameters} positional arguments but {given} were given");
            return Err(self.fail(other("TypeError"), message));
        }
        let mut values: Vec<_> = arguments.into_iter().map(Some).collect();
        values.resize(locals.len().max(values.len()), None);
        Ok(Frame { function, locals: values, handling: Vec::new(), depth })
    }

    /// Counts a statement against the budget.
    fn charge(&self) -> Result<(), Exception> {
        let iteration = self.event_loop.iteration();
        if self.counted_in.replace(iteration) != iteration {
            self.instructions.set(0);
        }
        let run = self.instructions.get() + 1;
        self.instructions.set(run);
        if run > MOST_INSTRUCTIONS || self.overrun.get() {
            return Err(self.overrun(Limit::Instructions(MOST_INSTRUCTIONS)));
        }
        match self.event_loop.used_up() {
            Some(limit) => Err(self.overrun(limit)),
            None => Ok(()),
        }
    }

    fn overrun(&self, limit: Limit) -> Exception {
        self.overrun.set(true);
        self.event_loop.exceed(limit);
        Exception::new(other("Overrun"))
    }

    /// An exception that the interpreter raises.
    fn fail(&self, class: Class, message: impl Into<Rc<str>>) -> Exception {
        self.raised(Exception::with_message(class, message))
    }

    pub(super) fn raised(&self, exception: Exception) -> Exception {
        self.event_loop.emit(|| EventKind::ExceptionRaised { error: exception.failure() });
        exception
    }

    async fn run_block(&self, frame: &mut Frame, body: &[Stmt]) -> Result<Flow, Exception> {
        for statement in body {
            self.charge()?;
            self.set_origin(statement.origin);
            let flow = match &statement.kind {
                StmtKind::Pass => Flow::Next,
                StmtKind::Expr(expression) => {
                    self.evaluate(frame, expression).await?;
                    Flow::Next
                }
                StmtKind::Assign { target, value } => {
                    let value = self.evaluate(frame, value).await?;
                    self.assign(frame, *target, value);
                    Flow::Next
                }
                StmtKind::Return(None) => Flow::Return(Value::None),
                StmtKind::Return(Some(value)) => Flow::Return(self.evaluate(frame, value).await?),
                StmtKind::Raise(exception) => return Err(self.raise(frame, exception.as_ref())?),
                StmtKind::If { test, body, orelse } => {
                    let branch = if self.evaluate(frame, test).await?.is_true() { body } else { orelse };
                    Box::pin(self.run_block(frame, branch)).await?
                }
                StmtKind::For { target, iterable, body } => {
                    Box::pin(self.run_for(frame, *target, iterable, body)).await?
                }
                StmtKind::AsyncWith { context, body } => {
                    Box::pin(self.run_with(frame, statement.origin, context, body)).await?
                }
                StmtKind::Try { body, handlers, finally } => {
                    Box::pin(self.run_try(frame, body, handlers, finally)).await?
                }
            };
            if let Flow::Return(_) = flow {
                return Ok(flow);
            }
        }
        Ok(Flow::Next)
    }

    async fn run_for(
        &self,
        frame: &mut Frame,
        target: Variable,
        iterable: &Expr,
        body: &[Stmt],
    ) -> Result<Flow, Exception> {
        let items: Box<dyn Iterator<Item = Value>> = match self.evaluate(frame, iterable).await? {
            Value::Range(end) => Box::new((0..end).map(Value::Int)),
            Value::List(items) => Box::new((0..items.len()).map(move |index| items[index].clone())),
            value => {
                let message = format!("'{}' object is not iterable", value.type_name());
                return Err(self.fail(other("TypeError"), message));
            }
        };
        for item in items {
            self.charge()?;
            self.assign(frame, target, item);
            if let Flow::Return(value) = self.run_block(frame, body).await? {
                return Ok(Flow::Return(value));
            }
        }
        Ok(Flow::Next)
    }

    async fn run_with(
        &self,
        frame: &mut Frame,
        origin: OriginId,
        context: &Expr,
        body: &[Stmt],
    ) -> Result<Flow, Exception> {
        let context = match self.evaluate(frame, context).await? {
            Value::Timeout(timeout) => timeout,
            value => {
                let message = format!(
                    "'{}' object does not support the asynchronous context manager protocol",
                    value.type_name()
                );
                return Err(self.fail(other("TypeError"), message));
            }
        };
        context.enter()?;
        // A coroutine that is dropped inside of the block must take the timer back.
        let context = Leave(context);
        let result = self.run_block(frame, body).await;
        self.set_origin(origin);
        context.0.exit(result.as_ref().err())?;
        result
    }

    async fn run_try(
        &self,
        frame: &mut Frame,
        body: &[Stmt],
        handlers: &[ExceptClause],
        finally: &[Stmt],
    ) -> Result<Flow, Exception> {
        let mut result = self.run_block(frame, body).await;
        if let Err(exception) = &result
            && !self.overrun.get()
        {
            let exception = exception.clone();
            if let Some(handler) = self.handler_for(frame, handlers, &exception)? {
                result = self.run_handler(frame, &handler.body, exception).await;
            }
        }
        if finally.is_empty() || self.overrun.get() {
            return result;
        }
        let propagating = result.as_ref().err().cloned();
        if let Some(exception) = &propagating {
            self.tell_caught(exception);
            frame.handling.push(exception.clone());
        }
        let finished = self.run_block(frame, finally).await;
        if let Some(exception) = propagating {
            frame.handling.pop();
            self.tell_left(
                &exception,
                if let Ok(Flow::Next) = finished { Some(&exception) } else { finished.as_ref().err() },
            );
        }
        match finished? {
            Flow::Next => result,
            Flow::Return(value) => Ok(Flow::Return(value)),
        }
    }

    fn handler_for<'a>(
        &self,
        frame: &Frame,
        handlers: &'a [ExceptClause],
        exception: &Exception,
    ) -> Result<Option<&'a ExceptClause>, Exception> {
        for handler in handlers {
            match self.look_up(frame, &handler.class)? {
                Value::Builtin(Builtin::Exception(class)) if class.catches(exception) => {
                    return Ok(Some(handler));
                }
                Value::Builtin(Builtin::Exception(_)) => {}
                _ => {
                    let message = "catching classes that do not inherit from BaseException is not allowed";
                    return Err(self.fail(other("TypeError"), message));
                }
            }
        }
        Ok(None)
    }

    async fn run_handler(
        &self,
        frame: &mut Frame,
        body: &[Stmt],
        exception: Exception,
    ) -> Result<Flow, Exception> {
        self.tell_caught(&exception);
        frame.handling.push(exception.clone());
        let result = self.run_block(frame, body).await;
        frame.handling.pop();
        self.tell_left(&exception, result.as_ref().err());
        result
    }

    /// Tells that an `except` or `finally` clause took up a cancellation.
    fn tell_caught(&self, exception: &Exception) {
        if exception.is_cancelled()
            && let Some(task) = self.event_loop.current_task()
        {
            self.event_loop.emit(|| EventKind::CancelCaught { task: task.id() });
        }
    }

    /// Tells what became of a cancellation that was caught, given what came out of the clause.
    fn tell_left(&self, caught: &Exception, raised: Option<&Exception>) {
        if caught.is_cancelled()
            && let Some(task) = self.event_loop.current_task()
        {
            let task = task.id();
            self.event_loop.emit(|| match raised.is_some_and(Exception::is_cancelled) {
                true => EventKind::CancelReraised { task },
                false => EventKind::CancelSwallowed { task },
            });
        }
    }

    fn raise(&self, frame: &Frame, exception: Option<&Expr>) -> Result<Exception, Exception> {
        let Some(exception) = exception else {
            return match frame.handling.last() {
                Some(exception) => Ok(exception.clone()),
                None => Err(self.fail(Class::RuntimeError, "No active exception to reraise")),
            };
        };
        Ok(match self.look_up(frame, exception)? {
            Value::Exception(exception) => self.raised(exception),
            Value::Builtin(Builtin::Exception(class)) => self.raised(Exception::new(class.class())),
            _ => self.fail(other("TypeError"), "exceptions must derive from BaseException"),
        })
    }

    /// The value of an expression, which may await.
    fn evaluate<'a>(&'a self, frame: &'a mut Frame, expression: &'a Expr) -> Step<'a, Value> {
        Box::pin(async move {
            match expression {
                Expr::Await(awaited) => {
                    let depth = frame.depth;
                    let awaited = self.evaluate(frame, awaited).await?;
                    self.await_value(awaited, depth).await
                }
                Expr::Call(call) if has_await(expression) => {
                    let function = self.evaluate(frame, &call.function).await?;
                    let mut arguments = Vec::with_capacity(call.arguments.len());
                    for argument in &call.arguments {
                        arguments.push(self.evaluate(frame, argument).await?);
                    }
                    self.call(frame.depth, call, &function, arguments, |expression| {
                        self.look_up(frame, expression)
                    })
                }
                other => self.look_up(frame, other),
            }
        })
    }

    /// The value of an expression that awaits nothing.
    fn look_up(&self, frame: &Frame, expression: &Expr) -> Result<Value, Exception> {
        Ok(match expression {
            Expr::Constant(constant) => constant_value(constant),
            Expr::Variable(variable) => return self.read(frame, *variable),
            Expr::Function(function) => match self.is_cleared() {
                false => Value::Function(*function),
                true => return Err(self.not_defined(function_name(&self.program, *function))),
            },
            Expr::Builtin(builtin) => match builtin.module().filter(|_| self.is_cleared()) {
                None => Value::Builtin(*builtin),
                Some(module) => return Err(self.not_defined(module)),
            },
            Expr::Call(call) => {
                let function = self.look_up(frame, &call.function)?;
                let arguments: Result<Vec<_>, _> =
                    call.arguments.iter().map(|argument| self.look_up(frame, argument)).collect();
                return self.call(frame.depth, call, &function, arguments?, |expression| {
                    self.look_up(frame, expression)
                });
            }
            Expr::Attribute { value, name } => Value::Method(Rc::new((self.look_up(frame, value)?, *name))),
            Expr::Subtract(left, right) => match (self.look_up(frame, left)?, self.look_up(frame, right)?) {
                (Value::Int(left), Value::Int(right)) => Value::Int(left.saturating_sub(right)),
                (Value::Float(left), Value::Float(right)) => Value::Float(left - right),
                (left, right) => {
                    let (left, right) = (left.type_name(), right.type_name());
                    let message = format!("unsupported operand type(s) for -: '{left}' and '{right}'");
                    return Err(self.fail(other("TypeError"), message));
                }
            },
            Expr::List(items) => {
                let items: Result<Vec<_>, _> = items.iter().map(|item| self.look_up(frame, item)).collect();
                Value::List(items?.into())
            }
            Expr::Await(_) => {
                let message = "'await' is not possible at this place of an expression";
                return Err(self.fail(other("SyntaxError"), message));
            }
        })
    }

    fn call(
        &self,
        depth: u32,
        call: &Call,
        function: &Value,
        arguments: Vec<Value>,
        keyword: impl Fn(&Expr) -> Result<Value, Exception>,
    ) -> Result<Value, Exception> {
        let mut keywords = Vec::with_capacity(call.keywords.len());
        for (name, expression) in &call.keywords {
            keywords.push((*name, keyword(expression)?));
        }
        let before = call.origin.map(|origin| self.set_origin(origin));
        let result = self.call_value(function, arguments, &keywords, depth);
        if let Some(before) = before {
            self.event_loop.set_origin(before);
        }
        result
    }

    /// Calls a function that the program has, or makes a coroutine of it.
    pub(super) fn call_program_function(
        &self,
        function: FunctionId,
        arguments: Vec<Value>,
        depth: u32,
    ) -> Result<Value, Exception> {
        let is_async =
            self.program.functions.get(function.0 as usize).is_some_and(|function| function.is_async);
        if !is_async {
            return self.call_function(function, arguments, depth + 1);
        }
        let name = function_name(&self.program, function).into();
        Ok(self.coroutine(name, CoroutineCall::Function(function, arguments)))
    }

    pub(super) fn coroutine(&self, name: Rc<str>, call: CoroutineCall) -> Value {
        let never_awaited = NeverAwaited::new(&self.event_loop, name.clone());
        Value::Coroutine(Rc::new(Coroutine { name, call: RefCell::new(Some(call)), never_awaited }))
    }

    fn await_value<'a>(&'a self, value: Value, depth: u32) -> Step<'a, Value> {
        Box::pin(async move {
            match value {
                Value::Future(future) => future.await,
                Value::Coroutine(coroutine) => {
                    let call = coroutine.begin()?;
                    drop(coroutine);
                    self.run_call(call, depth + 1).await
                }
                value => Err(self.not_awaitable(&value)),
            }
        })
    }

    pub(super) fn not_awaitable(&self, value: &Value) -> Exception {
        let message = format!("'{}' object can't be awaited", value.type_name());
        self.fail(other("TypeError"), message)
    }

    async fn run_call(&self, call: CoroutineCall, depth: u32) -> Result<Value, Exception> {
        match call {
            CoroutineCall::Function(function, arguments) => {
                let mut frame = self.enter(&self.program, function, arguments, depth)?;
                match self.run_block(&mut frame, body_of(&self.program, function)).await? {
                    Flow::Return(value) => Ok(value),
                    Flow::Next => Ok(Value::None),
                }
            }
            CoroutineCall::Sleep(secs) => sleep(secs).await.map(|()| Value::None),
            CoroutineCall::WaitFor(Value::Coroutine(coroutine), delay)
                if delay.is_none_or(|delay| delay > 0.0) =>
            {
                // The coroutine runs inside of the calling task.
                wait_for_body(delay, self.await_value(Value::Coroutine(coroutine), depth)).await
            }
            CoroutineCall::WaitFor(value, delay) => wait_for(self.ensure_future(value)?, delay).await,
        }
    }

    /// Starts a coroutine as a task.
    pub(super) fn spawn(&self, coroutine: &Coroutine, name: Option<Rc<str>>) -> Result<Value, Exception> {
        let call = coroutine.begin()?;
        let mut builder = TaskBuilder::new().coroutine(coroutine.name.clone());
        if let Some(name) = name {
            builder = builder.name(name);
        }
        let machine = self.myself();
        let task = builder.spawn_on(&self.event_loop, machine.run_task(call));
        Ok(Value::Future(task.as_future()))
    }

    fn read(&self, frame: &Frame, variable: Variable) -> Result<Value, Exception> {
        match variable {
            Variable::Local(id) => frame.locals.get(id.0 as usize).cloned().flatten().ok_or_else(|| {
                let function = self.program.functions.get(frame.function.0 as usize);
                let name = function.and_then(|function| function.locals.get(id.0 as usize));
                let name = name.map_or("?", String::as_str);
                let message =
                    format!("cannot access local variable '{name}' where it is not associated with a value");
                self.fail(other("UnboundLocalError"), message)
            }),
            Variable::Global(id) => {
                let value = self.globals.borrow().get(id.0 as usize).cloned().flatten();
                value.ok_or_else(|| {
                    let name = self.program.globals.get(id.0 as usize).map_or("?", String::as_str);
                    self.not_defined(name)
                })
            }
        }
    }

    fn not_defined(&self, name: &str) -> Exception {
        self.fail(other("NameError"), format!("name '{name}' is not defined"))
    }

    fn assign(&self, frame: &mut Frame, variable: Variable, value: Value) {
        let before = match variable {
            Variable::Local(id) => frame.locals.get_mut(id.0 as usize).and_then(|slot| slot.replace(value)),
            Variable::Global(id) => {
                self.globals.borrow_mut().get_mut(id.0 as usize).and_then(|slot| slot.replace(value))
            }
        };
        // Dropping the old value may warn of what became of it, so nothing may be borrowed here.
        drop(before);
    }

    fn set_origin(&self, origin: OriginId) -> Option<Origin> {
        self.event_loop.set_origin(Some(Origin(origin.0)))
    }
}

/// Leaves the block of a timeout when its coroutine is dropped there.
struct Leave(Timeout);

impl Drop for Leave {
    fn drop(&mut self) {
        self.0.disarm();
    }
}

pub(super) fn other(class: &str) -> Class {
    Class::Other(class.into())
}

fn body_of(program: &Program, function: FunctionId) -> &[Stmt] {
    program.functions.get(function.0 as usize).map_or(&[], |function| &function.body)
}

fn constant_value(constant: &Constant) -> Value {
    match constant {
        Constant::None => Value::None,
        Constant::Bool(value) => Value::Bool(*value),
        Constant::Int(value) => Value::Int(*value),
        Constant::Float(value) => Value::Float(*value),
        Constant::Str(text) => Value::Str(text.as_str().into()),
    }
}

/// Whether evaluating an expression awaits something.
fn has_await(expression: &Expr) -> bool {
    match expression {
        Expr::Await(_) => true,
        Expr::Call(call) => has_await(&call.function) || call.arguments.iter().any(has_await),
        _ => false,
    }
}
