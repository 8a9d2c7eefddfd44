//! What a task waits on within asyncio, as a value: a program finds it when it drives a coroutine by hand, or asks a task.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use crate::engine::Parked;
use crate::trace::FutureId;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::value::{Instance, Value};

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
