//! Iterators of builtin types.

use crate::vm::exceptions::stop_iteration;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::value::{Result, Value};

fn length_hint(_: &Vm, args: &[Value]) -> Result {
    Ok(match &args[0] {
        Value::Iterator(iterator) => iterator.remaining().map_or(Value::NotImplemented, Value::from),
        _ => Value::NotImplemented,
    })
}

/// `iterator`
pub static ITERATOR: NativeType = NativeType::new(
    "iterator",
    "builtins",
    &[
        Native::new("__iter__", "self, /", |_, args| Ok(args[0].clone())),
        Native::new("__next__", "self, /", |vm, args| match &args[0] {
            Value::Iterator(iterator) => iterator.next(vm)?.ok_or_else(|| stop_iteration(Value::None)),
            other => Err(vm.cannot(other, "is not an iterator")),
        }),
        Native::new("__length_hint__", "self, /", length_hint),
    ],
);

/// A class of iterators that differs in its name alone.
const fn named(name: &'static str) -> NativeType {
    NativeType::new(name, "builtins", &[]).base(&ITERATOR)
}

/// `type(iter([]))`
pub static LIST_ITERATOR: NativeType = named("list_iterator");
/// `type(reversed([]))`
pub static LIST_REVERSE_ITERATOR: NativeType = named("list_reverseiterator");
/// `type(iter(()))`
pub static TUPLE_ITERATOR: NativeType = named("tuple_iterator");
/// `type(iter(range(0)))`
pub static RANGE_ITERATOR: NativeType = named("range_iterator");
/// `type(iter(""))`
pub static STR_ASCII_ITERATOR: NativeType = named("str_ascii_iterator");
/// `type(iter("ä"))`
pub static STR_ITERATOR: NativeType = named("str_iterator");
/// `type(iter({}))`
pub static DICT_KEY_ITERATOR: NativeType = named("dict_keyiterator");
/// `type(iter({}.values()))`
pub static DICT_VALUE_ITERATOR: NativeType = named("dict_valueiterator");
/// `type(iter({}.items()))`
pub static DICT_ITEM_ITERATOR: NativeType = named("dict_itemiterator");
/// `type(reversed({}))`
pub static DICT_REVERSE_ITERATOR: NativeType = named("dict_reversekeyiterator");
/// `type(iter(set()))`
pub static SET_ITERATOR: NativeType = named("set_iterator");
