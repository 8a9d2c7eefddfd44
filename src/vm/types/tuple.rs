//! tuple.

use crate::vm::class::alias::CLASS_GETITEM;
use crate::vm::exceptions::value_error;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::value::{Result, Value};

use super::list::bounds;
use super::range::{CONTAINS, GET, ITER, LEN};

fn items_of(value: &Value) -> &[Value] {
    match value.plain() {
        Value::Tuple(items) => items,
        _ => &[],
    }
}

fn new(vm: &Vm, args: &[Value]) -> Result {
    match &args[1] {
        Value::Unbound => Ok(Value::tuple([])),
        tuple @ Value::Tuple(_) => Ok(tuple.clone()),
        iterable => vm.collect(iterable).map(Value::tuple),
    }
}

fn index(vm: &Vm, args: &[Value]) -> Result {
    let items = items_of(&args[0]);
    let (start, stop) = bounds(vm, &args[2], &args[3], items.len())?;
    for (at, item) in items.iter().enumerate().take(stop).skip(start) {
        if item.is(&args[1]) || vm.eq(item, &args[1])? {
            return Ok(Value::from(at));
        }
    }
    Err(value_error("tuple.index(x): x not in tuple"))
}

fn count(vm: &Vm, args: &[Value]) -> Result {
    let mut count = 0;
    for item in items_of(&args[0]) {
        count += i64::from(item.is(&args[1]) || vm.eq(item, &args[1])?);
    }
    Ok(Value::Int(count))
}

/// `tuple`
pub static TUPLE: NativeType = NativeType::new(
    "tuple",
    "builtins",
    &[
        Native::new("__new__", "cls, iterable=?, /", new),
        ITER,
        LEN,
        GET,
        CONTAINS,
        CLASS_GETITEM,
        Native::new("__getnewargs__", "self, /", |_, args| Ok(Value::tuple([args[0].plain().clone()]))),
        Native::new("index", "self, value, start=?, stop=?, /", index),
        Native::new("count", "self, value, /", count),
    ],
)
.value();
