//! `asyncio.Task`, and how tasks are made (`tasks.py`).

use std::any::Any;
use std::rc::Rc;

use crate::engine::{self, CoroutineObject, EventLoop, TaskBuilder};
use crate::vm::code::CodeKind;
use crate::vm::coroutine::future::Future;
use crate::vm::coroutine::parked::waited_on;
use crate::vm::coroutine::{Coroutine, Pending};
use crate::vm::exceptions::{self, data_of, not_supported, runtime_error, type_error, value_error};
use crate::vm::iteration::async_generator::AsyncStep;
use crate::vm::library::contextvars::{context_argument, context_value, keywords_of};
use crate::vm::library::functools::partial_function;
use crate::vm::library::futures::thread_result;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::traceback;
use crate::vm::types::exception::RUNTIME_ERROR;
use crate::vm::value::set::Set;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::created;
use super::errors::note_own_failed;
use super::event_loop::{self, LoopData, thread_work};
use super::events::{any_loop, loop_argument, loop_value, running};
use super::futures::{FUTURE, future_of, of_class, this};
use super::names::callback_name;

/// `asyncio.Task`
pub static TASK: NativeType = NativeType::new("Task", "_asyncio", METHODS).base(&FUTURE).properties(&[
    Property { name: "_coro", get: |_, value| coroutine_of(value), set: None },
    Property { name: "_must_cancel", get: |_, value| Ok(task(value)?.must_cancel().into()), set: None },
    Property {
        name: "_num_cancels_requested",
        get: |_, value| Ok(i64::from(task(value)?.cancelling()).into()),
        set: None,
    },
    Property { name: "_context", get: |_, value| Ok(context_value(task(value)?.context())), set: None },
    Property {
        name: "_log_destroy_pending",
        get: |_, value| Ok(task(value)?.warns_if_destroyed().into()),
        set: Some(|vm, value, warns| {
            task(value)?.warn_if_destroyed(vm.truth(&warns)?);
            Ok(())
        }),
    },
    Property {
        name: "_fut_waiter",
        get: |_, value| Ok(task(value)?.parked_on().map_or(Value::None, waited_on)),
        set: None,
    },
]);

impl CoroutineObject for Coroutine {
    fn name(&self) -> Rc<str> {
        self.names.name.borrow().clone()
    }

    fn begun(&self) {
        self.never_awaited.awaited();
    }

    fn into_any(self: Rc<Self>) -> Rc<dyn Any> {
        self
    }
}

static METHODS: &[Native] = &[
    Native::of_nothing("__new__", "cls, /, *args, loop=None, **kwargs", |vm, args| {
        // What is in the arguments is for `__init__`, which classes may have of their own.
        let event_loop = loop_argument(vm, &args[2]).unwrap_or_else(|_| vm.event_loop.clone());
        let task = event_loop.reserve_task::<Value>();
        Ok(of_class(vm, &args[0], Value::Future(Rc::new(Future::of_task(&task)))))
    }),
    Native::new(
        "__init__",
        "self, coro, *, loop=None, name=None, context=None, eager_start=False",
        |vm, args| {
            let settings =
                Settings { name: &args[3], context: &args[4], eager: vm.truth(&args[5])?, place: "" };
            let event_loop = loop_argument(vm, &args[2])?;
            let Some(task) = task(&args[0])?.downcast::<Value>().filter(|task| !task.has_begun()) else {
                return Err(not_supported("a task that has begun cannot be made again: make another one"));
            };
            if !event_loop.is(&task.as_future().event_loop()) {
                return Err(not_supported("a task's loop is given to its class by name here: loop=.."));
            }
            this(&args[0])?.initialize();
            begin(vm, &task, &args[1], settings).map(|()| Value::None)
        },
    ),
    Native::new("get_name", "self, /", |_, args| Ok((*task(&args[0])?.name()).into())),
    Native::new("set_name", "self, value, /", |vm, args| {
        task(&args[0])?.set_name(vm.str(&args[1])?);
        Ok(Value::None)
    }),
    Native::new("cancelling", "self, /", |_, args| Ok(i64::from(task(&args[0])?.cancelling()).into())),
    Native::new("uncancel", "self, /", |_, args| Ok(i64::from(task(&args[0])?.uncancel()).into())),
    Native::new("get_coro", "self, /", |_, args| coroutine_of(&args[0])),
    Native::new("get_context", "self, /", |_, args| Ok(context_value(task(&args[0])?.context()))),
    Native::new("get_stack", "self, /, *, limit=None", |_, args| {
        stack(this(&args[0])?, &args[1]).map(Value::list)
    }),
    Native::new("print_stack", "self, /, *, limit=None, file=None", print_stack),
];

/// What a task runs.
fn coroutine_of(value: &Value) -> Result {
    Ok(this(value)?.coroutine().map_or(Value::None, Value::Coroutine))
}

/// The task that a method is called on.
fn task(value: &Value) -> Result<&engine::TaskRef> {
    this(value)?.task.as_ref().ok_or_else(|| type_error("a Task was expected"))
}

/// How a task is to be made.
pub(super) struct Settings<'a> {
    pub name: &'a Value,
    pub context: &'a Value,
    pub eager: bool,
    /// Where in the library it is made, if it is not the program that makes it.
    pub place: &'static str,
}

/// `iscoroutine(value)`: steps of asynchronous generators are such too.
pub(super) fn is_coroutine(value: &Value) -> bool {
    matches!(value, Value::Coroutine(_)) || value.data::<AsyncStep>().is_some() || is_like_a_coroutine(value)
}

/// Whether it is an instance of `collections.abc.Coroutine`: that takes these four methods and nothing else.
fn is_like_a_coroutine(value: &Value) -> bool {
    let Value::Instance(instance) = value else { return false };
    let class = instance.class.borrow();
    ["send", "throw", "close", "__await__"].iter().all(|name| class.lookup(Symbol::new(name)).is_some())
}

/// `iscoroutinefunction(value)`
pub(super) fn is_coroutine_function_value(vm: &Vm, value: &Value) -> Result<bool> {
    Ok(match value {
        Value::Function(function) => {
            function.code.kind == CodeKind::Coroutine
                || function.attributes.get(Symbol::new("_is_coroutine_mark")).is_some()
        }
        Value::Method(method) => return is_coroutine_function_value(vm, &method.function),
        Value::Instance(_) if let Some(function) = partial_function(value) => {
            return is_coroutine_function_value(vm, function);
        }
        Value::Instance(_) => vm.find_attr(value, Symbol::new("_is_coroutine_mark"))?.is_some(),
        _ => false,
    })
}

pub(super) fn is_coroutine_function(vm: &Vm, args: &[Value]) -> Result {
    vm.warn_deprecated(
        "'asyncio.iscoroutinefunction' is deprecated and slated for removal in Python 3.16; use \
         inspect.iscoroutinefunction() instead",
    )?;
    is_coroutine_function_value(vm, &args[0]).map(Value::Bool)
}

/// `base_tasks._task_get_stack()`: the frames that the task's exception passed, or the one in which it stands.
fn stack(task: &Future, limit: &Value) -> Result<Vec<Value>> {
    Vm::current().charge(128)?;
    let mut frames = match task.future.peek_outcome() {
        Some(Err(exception)) => traceback::entries(data_of(&exception))
            .iter()
            .map(|entry| traceback::Frame::of(entry.clone()).into_value())
            .collect(),
        _ => Vec::new(),
    };
    let raised = !frames.is_empty();
    if let (false, Some(coroutine)) = (task.future.done(), task.coroutine()) {
        frames.push(coroutine.frame(&Vm::current()));
    }
    if let Value::Int(limit) = *limit {
        let limit = usize::try_from(limit).unwrap_or(0).min(frames.len());
        frames = if raised { frames[..limit].to_vec() } else { frames.split_off(frames.len() - limit) };
    }
    Ok(frames)
}

/// `base_tasks._task_print_stack()`
fn print_stack(vm: &Vm, args: &[Value]) -> Result {
    let task = this(&args[0])?;
    let shown = vm.repr(&args[0])?;
    let frames = stack(task, &args[1])?;
    let entries: Vec<_> = frames.iter().filter_map(traceback::entry_of).collect();
    let exception = match task.future.peek_outcome() {
        Some(Err(exception)) => Some(exception),
        _ => None,
    };
    let mut text = match (entries.is_empty(), &exception) {
        (true, _) => format!("No stack for {shown}\n"),
        (_, Some(_)) => format!("Traceback for {shown} (most recent call last):\n"),
        _ => format!("Stack for {shown} (most recent call last):\n"),
    };
    for line in traceback::stack_lines(vm, &entries) {
        // Lines alone, without marks.
        text.extend(line.split_inclusive('\n').take(2));
    }
    if let Some(exception) = &exception {
        text.extend(traceback::only_lines(vm, exception));
    }
    match args[2].given() {
        Some(file) => vm.call_method(file, "write", &[text.into()]).map(|_| Value::None),
        None => vm.print(&text).map(|()| Value::None),
    }
}

/// What is to be run for a value that is a coroutine, and how the task is to be made for it.
fn coroutine_parts(vm: &Vm, value: &Value) -> Option<(TaskBuilder, Pending)> {
    let builder = TaskBuilder::new();
    match value {
        Value::Coroutine(coroutine) => {
            Some((builder.coroutine_object(coroutine.clone()), body_of(coroutine)))
        }
        other => {
            let (name, body) = match other.data::<AsyncStep>() {
                Some(step) => (step.kind().into(), vm.awaiting_step(other)?),
                None if is_like_a_coroutine(other) => (other.type_name(), Vm::driven(other.clone())),
                None => return None,
            };
            let settled = async move { body.await.inspect_err(|exception| Vm::current().settle(exception)) };
            Some((builder.coroutine(name).takes_throw(), Box::pin(settled)))
        }
    }
}

/// What runs a coroutine. A coroutine that was awaited before fails at its first step.
fn body_of(coroutine: &Rc<Coroutine>) -> Pending {
    match coroutine.into_future(true) {
        Ok(body) => body,
        Err(exception) => Box::pin(async move { Err(exception) }),
    }
}

/// `Task(coroutine, loop=event_loop, ..)`
pub(super) fn spawn(vm: &Vm, event_loop: &EventLoop, coroutine: &Value, settings: Settings<'_>) -> Result {
    let task = event_loop.reserve_task();
    begin(vm, &task, coroutine, settings)?;
    Ok(Value::Future(Rc::new(Future::of_task(&task))))
}

/// `Task.__init__(coroutine, ..)`
fn begin(vm: &Vm, task: &engine::Task<Value>, coroutine: &Value, settings: Settings<'_>) -> Result<()> {
    // One call may make very many: `gather()` does.
    vm.charge(64)?;
    if !is_coroutine(coroutine) {
        let shown = vm.repr(coroutine)?;
        return Err(type_error(format!("a coroutine was expected, got {shown}")));
    }
    let (name, context) = (settings.name.given(), context_argument(settings.context)?);
    let name = match name {
        Some(name) => Some(vm.str(name)?),
        None => None,
    };
    created::note(vm, &task.as_future(), settings.place);
    let Some((mut builder, body)) = coroutine_parts(vm, coroutine) else {
        return Err(type_error("a coroutine was expected"));
    };
    if let Some(name) = name {
        builder = builder.name(name);
    }
    if let Some(context) = context {
        builder = builder.context(context);
    }
    if settings.eager {
        builder = builder.eager(true);
    }
    builder.begin(task, body);
    let event_loop = task.as_future().event_loop();
    if event_loop.own_names().soon {
        event_loop.check_scheduled().inspect_err(|_| event_loop.forget_task(&task.as_ref()))?;
    }
    if settings.eager
        && let Some(exception) = event_loop.take_raised()
    {
        return Err(exception);
    }
    Ok(())
}

/// A call of `loop.create_task(coroutine, **keywords)`.
#[derive(Clone, Copy)]
pub(super) struct CreateTask<'a> {
    pub coroutine: &'a Value,
    pub keywords: &'a [(Symbol, Value)],
    /// Where in the library it is, if it is not the program that calls.
    pub place: &'static str,
}

impl<'a> CreateTask<'a> {
    /// A call without keywords.
    pub fn plain(coroutine: &'a Value, place: &'static str) -> Self {
        Self { coroutine, keywords: &[], place }
    }
}

/// `loop.create_task(..)`, which the loop's class may have overridden.
pub(super) fn create(vm: &Vm, this_loop: &Value, call: CreateTask<'_>) -> Result {
    if event_loop::this(this_loop)?.event_loop.own_names().create_task {
        let method = vm.attr(this_loop, "create_task")?;
        return vm.call_with(&method, std::slice::from_ref(call.coroutine), call.keywords);
    }
    create_itself(vm, this_loop, call)
}

/// What `BaseEventLoop.create_task()` does.
pub(super) fn create_itself(vm: &Vm, this_loop: &Value, call: CreateTask<'_>) -> Result {
    let CreateTask { coroutine, keywords, place } = call;
    let data = event_loop::this(this_loop)?;
    data.event_loop.check_closed()?;
    let factory = data.task_factory.borrow().clone();
    if !factory.is_none() {
        return vm.call_with(&factory, &[this_loop.clone(), coroutine.clone()], keywords);
    }
    let (mut name, mut context, mut eager) = (Value::None, Value::None, false);
    for (keyword, value) in keywords {
        match &*keyword.text() {
            "name" => name = value.clone(),
            "context" => context = value.clone(),
            "eager_start" => eager = vm.truth(value)?,
            other => {
                let text = format!("Task() got an unexpected keyword argument '{other}'");
                return Err(type_error(text));
            }
        }
    }
    spawn(vm, &data.event_loop, coroutine, Settings { name: &name, context: &context, eager, place })
}

/// Whether a loop's tasks are made by a factory of the program's, or by a method of its class.
pub(super) fn has_factory(vm: &Vm, event_loop: &EventLoop) -> bool {
    let value = loop_value(vm, event_loop);
    event_loop.own_names().create_task
        || event_loop::this(&value).is_ok_and(|data| !data.task_factory.borrow().is_none())
}

/// `event_loop.create_task(coroutine)`, which asks the loop's task factory, if it has one.
///
/// # Errors
///
/// RuntimeError for a loop that is closed, and what the factory raises.
pub fn create_task_on(vm: &Vm, event_loop: &EventLoop, coroutine: &Value) -> Result {
    create(vm, &loop_value(vm, event_loop), CreateTask::plain(coroutine, "base_events.py:583"))
}

/// Closes a coroutine that will not be run.
pub(super) fn close_unused(vm: &Vm, coroutine: &Value) {
    if let Value::Coroutine(coroutine) = coroutine {
        let _ = coroutine.close(vm);
    }
}

/// `create_task(coro, **kwargs)`
pub(super) fn create_task(vm: &Vm, args: &[Value]) -> Result {
    let Some(event_loop) = running(vm) else { return Err(runtime_error("no running event loop")) };
    let keywords = keywords_of(&args[1]);
    let call = CreateTask { coroutine: &args[0], keywords: &keywords, place: "tasks.py:395" };
    create(vm, &loop_value(vm, &event_loop), call)
}

/// `ensure_future(value, loop=event_loop)`
pub(super) fn ensure_future(
    vm: &Vm,
    value: &Value,
    event_loop: Option<&EventLoop>,
) -> Result<engine::Future<Value>> {
    let ensured = ensure(vm, value, event_loop)?;
    Ok(this(&ensured)?.future.clone())
}

/// As [`ensure_future`], as a value.
pub(super) fn ensure(vm: &Vm, value: &Value, event_loop: Option<&EventLoop>) -> Result {
    if let Some(future) = future_of(value) {
        if event_loop.is_some_and(|event_loop| !event_loop.is(&future.future.event_loop())) {
            let text = "The future belongs to a different loop than the one specified as the loop argument";
            return Err(value_error(text));
        }
        return Ok(value.clone());
    }
    let coroutine = match value {
        value if is_coroutine(value) => value.clone(),
        other if vm.is_awaitable(other) => {
            let awaitable = other.clone();
            Coroutine::native(vm, "ensure_future.<locals>._wrap_awaitable", async move {
                let awaiting = Vm::current().awaiting(&awaitable)?;
                awaiting.await
            })
        }
        _ => return Err(type_error("An asyncio.Future, a coroutine or an awaitable is required")),
    };
    let event_loop = match event_loop {
        Some(event_loop) => event_loop.clone(),
        None => any_loop(vm).inspect_err(|_| ())?,
    };
    let call = CreateTask::plain(&coroutine, "tasks.py:732");
    create(vm, &loop_value(vm, &event_loop), call).inspect_err(|exception| {
        if coroutine.is(value) && exceptions::is(exception, &RUNTIME_ERROR) {
            close_unused(vm, &coroutine);
        }
    })
}

/// `ensure_future(coro_or_future, *, loop=None)`
pub(super) fn ensure_future_function(vm: &Vm, args: &[Value]) -> Result {
    match args[1].given() {
        Some(event_loop) => ensure(vm, &args[0], Some(&event_loop::this(event_loop)?.event_loop)),
        None => ensure(vm, &args[0], None),
    }
}

/// The running loop, or the one given by `loop=`; none for an object that is no loop, which has no tasks
/// (`_asyncio_current_task_impl` in `_asynciomodule.c`).
fn running_or(vm: &Vm, value: &Value) -> Result<Option<EventLoop>> {
    match value.given() {
        Some(value) => Ok(value.data::<LoopData>().map(|data| data.event_loop.clone())),
        None => running(vm).map(Some).ok_or_else(|| runtime_error("no running event loop")),
    }
}

/// The object for a task of the program's.
pub(super) fn task_value(task: &engine::TaskRef) -> Option<Value> {
    let task = task.downcast::<Value>()?;
    Some(Value::Future(Rc::new(Future::of_task(&task))))
}

/// `current_task(loop=None)`
pub(super) fn current_task(vm: &Vm, args: &[Value]) -> Result {
    let task = running_or(vm, &args[0])?.and_then(|event_loop| event_loop.current_task());
    Ok(task.as_ref().and_then(task_value).unwrap_or(Value::None))
}

/// `all_tasks(loop=None)`
pub(super) fn all_tasks(vm: &Vm, args: &[Value]) -> Result {
    let set = Set::new(false);
    let tasks = running_or(vm, &args[0])?.map(|event_loop| event_loop.all_tasks()).unwrap_or_default();
    vm.charge(tasks.len() * 16)?;
    for task in tasks.iter().filter_map(task_value) {
        set.add(vm, task)?;
    }
    Ok(Value::Set(Rc::new(set)))
}

/// `eager_task_factory(loop, coro, *, name=None, context=None)`
pub(super) fn eager_task_factory(vm: &Vm, args: &[Value]) -> Result {
    let event_loop = &event_loop::this(&args[0])?.event_loop;
    let eager = vm.truth(&args[2])?;
    spawn(
        vm,
        event_loop,
        &args[1],
        Settings { name: &args[3], context: &args[4], eager, place: "tasks.py:1050" },
    )
}

/// What `create_eager_task_factory()` returns.
static FACTORY: NativeType = NativeType::new(
    "function",
    "asyncio.tasks",
    &[Native::new("__call__", "self, loop, coro, /, **kwargs", |vm, args| {
        let Some(Factory(constructor)) = args[0].data::<Factory>() else { return Ok(Value::None) };
        let mut keywords = keywords_of(&args[3]);
        keywords.push((Symbol::new("loop"), args[1].clone()));
        if !keywords.iter().any(|(name, _)| *name == Symbol::new("eager_start")) {
            keywords.push((Symbol::new("eager_start"), Value::Bool(true)));
        }
        vm.call_with(constructor, &[args[2].clone()], &keywords)
    })],
);

struct Factory(Value);

/// `create_eager_task_factory(constructor)`
pub(super) fn create_eager_task_factory(_: &Vm, args: &[Value]) -> Result {
    Ok(Value::native(FACTORY.class(), Factory(args[0].clone())))
}

/// `run_coroutine_threadsafe(coro, loop)`
pub(super) fn run_coroutine_threadsafe(_: &Vm, args: &[Value]) -> Result {
    if !is_coroutine(&args[0]) {
        return Err(type_error("A coroutine object is required"));
    }
    let event_loop = &event_loop::this(&args[1])?.event_loop;
    event_loop.check_closed()?;
    let (there, coroutine) = (event_loop.clone(), args[0].clone());
    let future = event_loop.start_threadsafe(move || {
        let vm = Vm::current();
        let made = ensure(&vm, &coroutine, Some(&there)).and_then(|made| match future_of(&made) {
            Some(made) => Ok(made.future.clone()),
            None => Err(type_error("A future is required for source argument")),
        });
        made.inspect_err(|exception| {
            vm.settle(exception);
            note_own_failed(&vm, engine::START_CALLBACK, "tasks.py:1016");
        })
    });
    Ok(thread_result(future))
}

/// `to_thread(func, /, *args, **kwargs)`
pub(super) fn to_thread(vm: &Vm, args: &[Value]) -> Result {
    let Value::Tuple(positional) = &args[1] else { return Ok(Value::None) };
    let (name, keywords) = (callback_name(vm, &args[0]), keywords_of(&args[2]));
    let (function, positional) = (args[0].clone(), positional.to_vec());
    Ok(Coroutine::native(vm, "to_thread", async move {
        let call = Vm::call_in_thread(name.clone(), function, positional, keywords);
        engine::work_in_thread(name, thread_work(call)).await
    }))
}
