//! `collections.OrderedDict`.

use super::union;
use crate::vm::class::class_of;
use crate::vm::code::CompareOp;
use crate::vm::exceptions::{key_error, raise};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::types::DICT;
use crate::vm::types::dict::{dict_of, has_own_keys};
use crate::vm::types::exception::KEY_ERROR;
use crate::vm::value::{Result, Value};

fn move_to_end(vm: &Vm, args: &[Value]) -> Result {
    let last = vm.truth(&args[2])?;
    match dict_of(vm, &args[0])?.move_to_end(vm, &args[1], last)? {
        true => Ok(Value::None),
        false => Err(key_error(args[1].clone())),
    }
}

fn pop_item(vm: &Vm, args: &[Value]) -> Result {
    let dict = dict_of(vm, &args[0])?;
    let item = if vm.truth(&args[1])? { dict.pop_last() } else { dict.pop_first() };
    match item {
        Some((key, value)) => Ok(Value::tuple([key, value])),
        None => Err(raise(&KEY_ERROR, "dictionary is empty")),
    }
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let dict = match has_own_keys(&args[0]) {
        true => vm.call(&Value::Class(DICT.class()), &args[..1])?,
        false => Value::Dict(dict_of(vm, &args[0])?.clone()),
    };
    let name = class_of(&args[0]).name();
    Ok(Value::str(match vm.len(&dict)? {
        0 => format!("{name}()"),
        _ => match vm.repr_once(&args[0], || vm.repr(&dict))? {
            Some(shown) => format!("{name}({shown})"),
            None => "...".to_owned(),
        },
    }))
}

/// Two of them are equal if their items are, in order.
fn equal(vm: &Vm, args: &[Value], op: CompareOp) -> Result {
    let [own, other] = [&args[0], &args[1]].map(Value::plain);
    let (Value::Dict(a), Value::Dict(b)) = (own, other) else { return Ok(Value::NotImplemented) };
    if !ORDERED_DICT.has(&args[1]) {
        return vm.compare(op, own, other);
    }
    let [a, b] = [a, b].map(|dict| {
        Value::list(dict.items().into_iter().map(|(key, value)| Value::tuple([key, value])).collect())
    });
    vm.nest(|| vm.compare(op, &a, &b))
}

fn copy(vm: &Vm, args: &[Value]) -> Result {
    let made = vm.call(&Value::Class(class_of(&args[0])), &[])?;
    for (key, _) in dict_of(vm, &args[0])?.items() {
        let value = vm.get_item(&args[0], &key)?;
        vm.set_item(&made, &key, value)?;
    }
    Ok(made)
}

/// `OrderedDict`
pub static ORDERED_DICT: NativeType = NativeType::new(
    "OrderedDict",
    "collections",
    &[
        Native::new("move_to_end", "self, key, last=True", move_to_end),
        Native::new("popitem", "self, last=True", pop_item),
        Native::new("__repr__", "self, /", repr),
        Native::new("__eq__", "self, other, /", |vm, args| equal(vm, args, CompareOp::Eq)),
        Native::new("__ne__", "self, other, /", |vm, args| equal(vm, args, CompareOp::Ne)),
        Native::new("copy", "self, /", copy),
        Native::new("__copy__", "self, /", copy),
        Native::new("__or__", "self, other, /", |vm, args| union(vm, &args[0], &args[1], || copy(vm, args))),
        Native::new("__ror__", "self, other, /", |vm, args| {
            let class = Value::Class(class_of(&args[0]));
            union(vm, &args[1], &args[0], || vm.call(&class, std::slice::from_ref(&args[1])))
        }),
    ],
)
.base(&DICT);
