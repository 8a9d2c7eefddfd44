//! list.

use std::rc::Rc;

use crate::vm::class::alias::CLASS_GETITEM;
use crate::vm::exceptions::{index_error, type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::operators::items::place;
use crate::vm::operators::sorting;
use crate::vm::value::{List, Result, Value};

use super::range::{CONTAINS, DELETE, GET, ITER, LEN, SET_ITEM, reversed_list};

/// The list that a method was called on.
///
/// # Errors
///
/// TypeError if it is none.
fn list_of<'a>(vm: &Vm, value: &'a Value) -> Result<&'a Rc<List>> {
    match value.plain() {
        Value::List(list) => Ok(list),
        _ => Err(vm.cannot(value, "is no list")),
    }
}

/// Before something that takes time in proportion to the list's length.
fn charged<'a>(vm: &Vm, value: &'a Value) -> Result<&'a Rc<List>> {
    let list = list_of(vm, value)?;
    vm.charge(list.items.borrow().len() / 8)?;
    Ok(list)
}

fn init(vm: &Vm, args: &[Value]) -> Result {
    let list = list_of(vm, &args[0])?;
    let items = match &args[1] {
        Value::Unbound => Vec::new(),
        iterable => vm.collect_for_list(iterable)?,
    };
    let before = list.items.replace(items);
    drop(before);
    Ok(Value::None)
}

fn append(vm: &Vm, args: &[Value]) -> Result {
    let list = list_of(vm, &args[0])?;
    let mut items = list.items.borrow_mut();
    if items.len() == items.capacity() {
        vm.charge_bytes(items.len() as u64 * size_of::<Value>() as u64)?;
    }
    items.push(args[1].clone());
    Ok(Value::None)
}

/// `list += iterable`, and what `extend()` does: what the iterable gives before it fails stays.
///
/// # Errors
///
/// What the iterable raises.
pub fn extend(vm: &Vm, list: &List, iterable: &Value) -> Result<()> {
    if matches!(iterable, Value::List(_) | Value::Tuple(_) | Value::Dict(_) | Value::Set(_) | Value::Range(_))
    {
        let new = vm.collect(iterable)?;
        list.items.borrow_mut().extend(new);
        return Ok(());
    }
    vm.for_each_of_list(iterable, |_, item| {
        list.items.borrow_mut().push(item);
        Ok(())
    })
}

fn insert(vm: &Vm, args: &[Value]) -> Result {
    let list = charged(vm, &args[0])?;
    let index = vm.index_clamped(&args[1])?;
    let mut items = list.items.borrow_mut();
    let len = items.len() as i64;
    let at = if index < 0 { index.saturating_add(len).max(0) } else { index.min(len) };
    items.insert(at as usize, args[2].clone());
    Ok(Value::None)
}

fn pop(vm: &Vm, args: &[Value]) -> Result {
    let list = list_of(vm, &args[0])?;
    let index = vm.index_i64(&args[1])?;
    let mut items = list.items.borrow_mut();
    if index == -1 {
        return items.pop().ok_or_else(|| index_error("pop from empty list"));
    }
    if items.is_empty() {
        return Err(index_error("pop from empty list"));
    }
    match place(index, items.len()) {
        Some(at) => {
            vm.charge((items.len() - at) / 8)?;
            Ok(items.remove(at))
        }
        None => Err(index_error("pop index out of range")),
    }
}

fn remove(vm: &Vm, args: &[Value]) -> Result {
    let list = charged(vm, &args[0])?;
    let Some(at) = vm.position(list, &args[1], 0, usize::MAX)? else {
        return Err(value_error("list.remove(x): x not in list"));
    };
    let mut items = list.items.borrow_mut();
    let item = (at < items.len()).then(|| items.remove(at));
    drop(items);
    drop(item);
    Ok(Value::None)
}

/// Where `index(value, start, stop)` is to search.
pub(super) fn bounds(vm: &Vm, start: &Value, stop: &Value, len: usize) -> Result<(usize, usize)> {
    let bound = |value: &Value, default: usize| {
        if !value.is_bound() {
            return Ok(default);
        }
        let Some(number) = vm.index(value)? else {
            return Err(type_error("slice indices must be integers or have an __index__ method"));
        };
        let number = vm.index_clamped(&number)?;
        Ok(if number < 0 { number.saturating_add(len as i64).max(0) } else { number } as usize)
    };
    Ok((bound(start, 0)?, bound(stop, usize::MAX)?))
}

fn index(vm: &Vm, args: &[Value]) -> Result {
    let list = list_of(vm, &args[0])?;
    let (start, stop) = bounds(vm, &args[2], &args[3], list.items.borrow().len())?;
    match vm.position(list, &args[1], start, stop)? {
        Some(at) => Ok(Value::from(at)),
        None => Err(value_error("list.index(x): x not in list")),
    }
}

fn count(vm: &Vm, args: &[Value]) -> Result {
    let list = list_of(vm, &args[0])?;
    let (mut start, mut count) = (0, 0);
    while let Some(at) = vm.position(list, &args[1], start, usize::MAX)? {
        start = at + 1;
        count += 1;
        vm.charge(8)?;
    }
    Ok(Value::Int(count))
}

fn sort(vm: &Vm, args: &[Value]) -> Result {
    let list = list_of(vm, &args[0])?;
    // As in CPython the list is empty meanwhile.
    let mut items = list.items.take();
    let sorted = sorting::sort(vm, &mut items, &args[1], vm.truth(&args[2])?);
    let meanwhile = list.items.replace(items);
    sorted?;
    if !meanwhile.is_empty() {
        drop(meanwhile);
        return Err(value_error("list modified during sort"));
    }
    Ok(Value::None)
}

fn clear(vm: &Vm, args: &[Value]) -> Result {
    let before = list_of(vm, &args[0])?.items.take();
    // The last one is dropped first.
    before.into_iter().rev().for_each(drop);
    Ok(Value::None)
}

/// `list`
pub static LIST: NativeType = NativeType::new(
    "list",
    "builtins",
    &[
        Native::new("__new__", "cls, /, *args, **kwargs", |_, _| Ok(Value::list(Vec::new()))),
        Native::new("__init__", "self, iterable=?, /", init),
        ITER,
        LEN,
        GET,
        SET_ITEM,
        DELETE,
        CONTAINS,
        CLASS_GETITEM,
        Native::new("__reversed__", "self, /", |_, args| Ok(reversed_list(&args[0]))),
        Native::new("append", "self, object, /", append),
        Native::new("extend", "self, iterable, /", |vm, args| {
            extend(vm, list_of(vm, &args[0])?, &args[1])?;
            Ok(Value::None)
        }),
        Native::new("insert", "self, index, object, /", insert),
        Native::new("pop", "self, index=-1, /", pop),
        Native::new("remove", "self, value, /", remove),
        Native::new("clear", "self, /", clear),
        Native::new("index", "self, value, start=?, stop=?, /", index),
        Native::new("count", "self, value, /", count),
        Native::new("reverse", "self, /", |vm, args| {
            charged(vm, &args[0])?.items.borrow_mut().reverse();
            Ok(Value::None)
        }),
        Native::new("copy", "self, /", |vm, args| {
            let list = charged(vm, &args[0])?;
            vm.collect(&Value::List(list.clone())).map(Value::list)
        }),
        Native::new("sort", "self, *, key=None, reverse=False", sort),
    ],
)
.value();
