//! `TaskGroup` (`taskgroups.py`).

use std::cell::RefCell;

use crate::engine::{self, TaskRef};
use crate::vm::coroutine::Coroutine;
use crate::vm::exceptions::{data_of, runtime_error, type_error};
use crate::vm::library::contextvars::keywords_of;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::types::SET;
use crate::vm::value::{Result, Value};

use super::events::{loop_value, running};
use super::futures::this as future_this;
use super::locks::made;
use super::refused::internal;
use super::tasks::{CreateTask, close_unused, create, task_value};

/// `TaskGroup`
pub static TASK_GROUP: NativeType = NativeType::new(
    "TaskGroup",
    "asyncio.taskgroups",
    &[
        Native::of_nothing("__new__", "cls, /, *args, **kwargs", |_, args| {
            Ok(made(&args[0], Data::default()))
        }),
        Native::new("__init__", "self, /", |_, _| Ok(Value::None)),
        Native::new("__aenter__", "self, /", |vm, args| {
            let this = args[0].clone();
            Ok(Coroutine::native(vm, "TaskGroup.__aenter__", async move {
                let group = data(&this)?.make()?;
                group.enter()?;
                Ok(this)
            }))
        }),
        Native::new("__aexit__", "self, et, exc, tb, /", |vm, args| {
            let (this, exception) = (args[0].clone(), args[2].clone());
            Ok(Coroutine::native(vm, "TaskGroup.__aexit__", async move {
                let group = data(&this)?.make()?;
                let exception = match exception {
                    Value::Exception(exception) => Some(exception),
                    _ => None,
                };
                group.exit(exception.as_ref()).await.inspect_err(|raised| {
                    // `raise BaseExceptionGroup(..) from None`
                    if !raised.exceptions().is_empty() {
                        data_of(raised).suppress_context.set(true);
                    }
                })?;
                Ok(Value::None)
            }))
        }),
        Native::new("create_task", "self, coro, **kwargs", create_task),
        Native::new("__repr__", "self, /", |_, args| Ok(shown(data(&args[0])?).into())),
    ],
)
.properties(&[
    Property {
        name: "_tasks",
        get: |vm, value| {
            let group = data(value)?.0.borrow().clone();
            let tasks = group.map_or_else(Vec::new, |group| group.tasks());
            let tasks =
                tasks.iter().filter_map(TaskRef::downcast::<Value>).map(|task| task.as_future().into());
            vm.call(&Value::Class(SET.class()), &[Value::list(tasks.collect())])
        },
        set: None,
    },
    Property {
        name: "_parent_task",
        get: |_, value| {
            let parent = data(value)?.0.borrow().as_ref().and_then(engine::TaskGroup::parent);
            Ok(parent.as_ref().and_then(task_value).unwrap_or(Value::None))
        },
        set: None,
    },
    Property { name: "_on_completed_fut", get: internal::<7>, set: None },
    Property { name: "_base_error", get: internal::<8>, set: None },
    Property {
        name: "_loop",
        get: |vm, value| {
            let task = data(value)?.0.borrow().as_ref().and_then(engine::TaskGroup::parent);
            Ok(task.map_or(Value::None, |task| loop_value(vm, &task.event_loop())))
        },
        set: None,
    },
    Property { name: "_entered", get: |_, value| flag(value, |group| group.progress().3), set: None },
    Property { name: "_aborting", get: |_, value| flag(value, |group| group.progress().2), set: None },
    Property { name: "_exiting", get: |_, value| flag(value, |group| group.ending().0), set: None },
    Property {
        name: "_parent_cancel_requested",
        get: |_, value| flag(value, |group| group.ending().1),
        set: None,
    },
    Property {
        name: "_errors",
        get: |_, value| {
            let group = data(value)?.0.borrow().clone();
            let errors = group.map_or_else(Vec::new, |group| group.errors());
            Ok(Value::list(errors.into_iter().map(Value::Exception).collect()))
        },
        set: None,
    },
]);

/// Made when it is entered: before that there may be no loop.
#[derive(Default)]
struct Data(RefCell<Option<engine::TaskGroup>>);

impl Data {
    fn make(&self) -> Result<engine::TaskGroup> {
        let known = self.0.borrow().clone();
        if let Some(known) = known {
            return Ok(known);
        }
        if engine::EventLoop::try_current().is_none() {
            return Err(runtime_error("no running event loop"));
        }
        let group = engine::TaskGroup::new();
        self.0.replace(Some(group.clone()));
        Ok(group)
    }
}

fn data(value: &Value) -> Result<&Data> {
    value.data().ok_or_else(|| type_error(format!("a TaskGroup was expected, got '{}'", value.type_name())))
}

/// Something that is so or not, and is not before it is entered.
fn flag(value: &Value, is_so: fn(&engine::TaskGroup) -> bool) -> Result {
    Ok(data(value)?.0.borrow().as_ref().is_some_and(is_so).into())
}

fn shown(data: &Data) -> String {
    let mut text = "<TaskGroup".to_owned();
    if let Some(group) = &*data.0.borrow() {
        let (tasks, errors, aborting, entered) = group.progress();
        for (what, count) in [("tasks", tasks), ("errors", errors)] {
            if count > 0 {
                text += &format!(" {what}={count}");
            }
        }
        if aborting {
            text += " cancelling";
        } else if entered {
            text += " entered";
        }
    }
    text + ">"
}

fn create_task(vm: &Vm, args: &[Value]) -> Result {
    let data = data(&args[0])?;
    let refuse = |exception| {
        close_unused(vm, &args[1]);
        Err(exception)
    };
    let Some(group) = data.0.borrow().clone() else {
        return refuse(runtime_error(format!("TaskGroup {} has not been entered", shown(data))));
    };
    if let Err(exception) = group.check_open() {
        return refuse(exception);
    }
    let keywords = keywords_of(&args[2]);
    let Some(event_loop) = running(vm) else { return refuse(runtime_error("no running event loop")) };
    let event_loop = loop_value(vm, &event_loop);
    let call = CreateTask { coroutine: &args[1], keywords: &keywords, place: "taskgroups.py:196" };
    let made = create(vm, &event_loop, call)?;
    if let Some(task) = future_this(&made)?.task.as_ref().and_then(TaskRef::downcast::<Value>) {
        group.add(&task);
    }
    Ok(made)
}
