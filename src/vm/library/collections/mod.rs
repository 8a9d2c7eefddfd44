//! `collections`: what programs ask for all the time in Rust, the rest in Python.

mod default_dict;
pub mod deque;
mod named_tuple;
mod ordered_dict;

use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::types::dict::{dict_of, update};
use crate::vm::value::{Result, Value};

pub use default_dict::DEFAULT_DICT;
pub use deque::DEQUE;
#[cfg(feature = "python")]
pub(crate) use named_tuple::KEYWORDS;
pub use named_tuple::named_tuple;
pub use ordered_dict::ORDERED_DICT;

/// The module.
pub static MODULE: NativeModule = NativeModule::new("collections")
    .functions(&[
        Native::new("_count_elements", "mapping, iterable, /", count_elements),
        Native::new(
            "namedtuple",
            "typename, field_names, *, rename=False, defaults=None, module=None",
            named_tuple::namedtuple,
        ),
    ])
    .types(&[&DEQUE, &DEFAULT_DICT, &ORDERED_DICT])
    .python(include_str!("../python/collections.py"));

/// `collections.abc`
pub static ABC: NativeModule =
    NativeModule::new("collections.abc").python(include_str!("../python/collections.abc.py"));

/// Counts the values of an iterable into a dict: the bulk of what `Counter` does.
fn count_elements(vm: &Vm, args: &[Value]) -> Result {
    let dict = dict_of(vm, &args[0])?;
    vm.for_each(&args[1], |vm, item| {
        vm.charge(16)?;
        let count = match dict.get(vm, &item)? {
            Some(Value::Int(count)) if count < i64::MAX => Value::Int(count + 1),
            Some(count) => vm.binary(crate::vm::code::BinaryOp::Add, &count, &Value::Int(1))?,
            None => Value::Int(1),
        };
        dict.set(vm, item, count)
    })?;
    Ok(Value::None)
}

/// `left | right` of dicts: a copy of the left one, with the items of the right one.
fn union(vm: &Vm, left: &Value, right: &Value, copy: impl FnOnce() -> Result) -> Result {
    let (Value::Dict(_), Value::Dict(_)) = (left.plain(), right.plain()) else {
        return Ok(Value::NotImplemented);
    };
    let all = copy()?;
    update(vm, dict_of(vm, &all)?, right)?;
    Ok(all)
}
