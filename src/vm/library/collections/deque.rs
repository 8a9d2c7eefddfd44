//! `collections.deque`.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::VecDeque;

use crate::vm::class::alias::CLASS_GETITEM;
use crate::vm::class::class_of;
use crate::vm::code::{BinaryOp, CompareOp};
use crate::vm::exceptions::{index_error, runtime_error, type_error, value_error};
use crate::vm::iteration::iterator::Iter;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::operators::items::place;
use crate::vm::types::iterator::ITERATOR;
use crate::vm::value::{Result, Value, trash};

#[derive(Default)]
struct Deque {
    items: RefCell<VecDeque<Value>>,
    most: Cell<Option<usize>>,
    /// Changes whenever an item comes or goes.
    version: Cell<u32>,
}

impl Drop for Deque {
    fn drop(&mut self) {
        let items = self.items.take();
        if !items.is_empty() {
            trash::release(items);
        }
    }
}

impl Deque {
    fn changed(&self) {
        self.version.set(self.version.get().wrapping_add(1));
    }

    /// Adds an item, and gives the one that has to go for it.
    fn push(&self, vm: &Vm, item: Value, front: bool) -> Result<Option<Value>> {
        self.changed();
        let mut items = self.items.borrow_mut();
        if items.len() == items.capacity() {
            vm.charge_bytes(items.len() as u64 * size_of::<Value>() as u64)?;
        }
        if front {
            items.push_front(item);
        } else {
            items.push_back(item);
        }
        let full = self.most.get().is_some_and(|most| items.len() > most);
        Ok(match (full, front) {
            (false, _) => None,
            (true, true) => items.pop_back(),
            (true, false) => items.pop_front(),
        })
    }

    fn pop(&self, front: bool) -> Result {
        let mut items = self.items.borrow_mut();
        let item = if front { items.pop_front() } else { items.pop_back() };
        self.changed();
        item.ok_or_else(|| index_error("pop from an empty deque"))
    }

    fn to_vec(&self) -> Vec<Value> {
        self.items.borrow().iter().cloned().collect()
    }
}

fn deque<'a>(vm: &Vm, value: &'a Value) -> Result<&'a Deque> {
    value.data().ok_or_else(|| vm.cannot(value, "is no deque"))
}

fn extend(vm: &Vm, object: &Value, iterable: &Value, front: bool) -> Result {
    let deque = deque(vm, object)?;
    let push = |vm: &Vm, item| deque.push(vm, item, front).map(drop);
    match iterable.is(object) {
        true => deque.to_vec().into_iter().try_for_each(|item| push(vm, item))?,
        false => vm.for_each(iterable, push)?,
    }
    Ok(Value::None)
}

fn init(vm: &Vm, args: &[Value]) -> Result {
    let own = deque(vm, &args[0])?;
    let most = match args[2].given() {
        None => None,
        Some(value) => match vm.as_index(value) {
            Ok(Value::Int(most)) => {
                Some(usize::try_from(most).map_err(|_| value_error("maxlen must be non-negative"))?)
            }
            _ => return Err(type_error("an integer is required")),
        },
    };
    let before = own.items.take();
    drop(before);
    own.most.set(most);
    if args[1].is_bound() {
        extend(vm, &args[0], &args[1], false)?;
    }
    Ok(Value::None)
}

/// Another deque of the same class and with the same limit, with these items.
fn like(vm: &Vm, value: &Value, items: Vec<Value>) -> Result {
    let most = deque(vm, value)?.most.get();
    let items = Value::list(items);
    let class = Value::Class(class_of(value));
    match most {
        None => vm.call(&class, &[items]),
        Some(most) => vm.call(&class, &[items, most.into()]),
    }
}

fn place_of(vm: &Vm, own: &Deque, key: &Value) -> Result<usize> {
    let index = match key {
        Value::Int(index) => *index,
        _ => match vm.as_index(key) {
            Ok(Value::Int(index)) => index,
            Ok(_) => return Err(index_error("cannot fit 'int' into an index-sized integer")),
            Err(_) => {
                let class = key.type_name();
                return Err(type_error(format!("sequence index must be integer, not '{class}'")));
            }
        },
    };
    place(index, own.items.borrow().len()).ok_or_else(|| index_error("deque index out of range"))
}

/// Where an item is; RuntimeError if the deque changes while items are compared.
fn position(vm: &Vm, own: &Deque, item: &Value, start: usize, stop: usize) -> Result<Option<usize>> {
    let version = own.version.get();
    for at in start..stop {
        let Some(known) = own.items.borrow().get(at).cloned() else { break };
        let found = known.is(item) || vm.eq(&known, item)?;
        if own.version.get() != version {
            return Err(runtime_error("deque mutated during iteration"));
        }
        if found {
            return Ok(Some(at));
        }
        vm.charge(8)?;
    }
    Ok(None)
}

fn index(vm: &Vm, args: &[Value]) -> Result {
    let own = deque(vm, &args[0])?;
    let len = own.items.borrow().len() as i64;
    let bound = |value: &Value, default: i64| {
        let number = if value.is_bound() { vm.index_clamped(value)? } else { default };
        Ok(if number < 0 { number.saturating_add(len).max(0) } else { number.min(len) } as usize)
    };
    match position(vm, own, &args[1], bound(&args[2], 0)?, bound(&args[3], len)?)? {
        Some(at) => Ok(at.into()),
        None => Err(value_error("deque.index(x): x not in deque")),
    }
}

fn count(vm: &Vm, args: &[Value]) -> Result {
    let own = deque(vm, &args[0])?;
    let (mut count, mut start) = (0, 0);
    while let Some(at) = position(vm, own, &args[1], start, usize::MAX)? {
        count += 1;
        start = at + 1;
    }
    Ok(Value::Int(count))
}

fn insert(vm: &Vm, args: &[Value]) -> Result {
    let own = deque(vm, &args[0])?;
    let index = vm.index_clamped(&args[1])?;
    let mut items = own.items.borrow_mut();
    if own.most.get() == Some(items.len()) {
        return Err(index_error("deque already at its maximum size"));
    }
    vm.charge(items.len() / 8)?;
    let len = items.len() as i64;
    let at = if index < 0 { index.saturating_add(len).max(0) } else { index.min(len) };
    items.insert(at as usize, args[2].clone());
    own.changed();
    Ok(Value::None)
}

fn remove(vm: &Vm, args: &[Value]) -> Result {
    let own = deque(vm, &args[0])?;
    let Some(at) = position(vm, own, &args[1], 0, usize::MAX)? else {
        return Err(value_error("deque.remove(x): x not in deque"));
    };
    let item = own.items.borrow_mut().remove(at);
    own.changed();
    drop(item);
    Ok(Value::None)
}

fn rotate(vm: &Vm, args: &[Value]) -> Result {
    let own = deque(vm, &args[0])?;
    let steps = vm.index_clamped(&args[1])?;
    let mut items = own.items.borrow_mut();
    if items.len() > 1 {
        vm.charge(items.len() / 8)?;
        let steps = steps.rem_euclid(items.len() as i64) as usize;
        items.rotate_right(steps);
        own.changed();
    }
    Ok(Value::None)
}

fn iterate(vm: &Vm, args: &[Value], back: bool) -> Result {
    let own = deque(vm, &args[0])?;
    let (object, version, mut left) = (args[0].clone(), own.version.get(), own.items.borrow().len());
    let len = left;
    let class = if back { &REVERSE_ITERATOR } else { &DEQUE_ITERATOR };
    Ok(Iter::of(class, move |vm| {
        let own = deque(vm, &object)?;
        if own.version.get() != version {
            return Err(runtime_error("deque mutated during iteration"));
        }
        if left == 0 {
            return Ok(None);
        }
        left -= 1;
        let at = if back { left } else { len - 1 - left };
        Ok(own.items.borrow().get(at).cloned())
    }))
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let own = deque(vm, &args[0])?;
    let items = Value::list(own.to_vec());
    let Some(shown) = vm.repr_once(&args[0], || vm.repr(&items))? else { return Ok("[...]".into()) };
    let name = class_of(&args[0]).name();
    Ok(Value::str(match own.most.get() {
        None => format!("{name}({shown})"),
        Some(most) => format!("{name}({shown}, maxlen={most})"),
    }))
}

fn compare(vm: &Vm, args: &[Value], op: CompareOp) -> Result {
    let Some(other) = args[1].data::<Deque>() else { return Ok(Value::NotImplemented) };
    let own = deque(vm, &args[0])?;
    let sizes = own.items.borrow().len().cmp(&other.items.borrow().len());
    if matches!(op, CompareOp::Eq | CompareOp::Ne) && sizes != Ordering::Equal {
        return Ok(Value::Bool(op == CompareOp::Ne));
    }
    let [own, other] = [own, other].map(|deque| Value::list(deque.to_vec()));
    vm.nest(|| vm.compare(op, &own, &other))
}

fn add(vm: &Vm, args: &[Value]) -> Result {
    let Some(other) = args[1].data::<Deque>() else {
        let class = args[1].type_name();
        return Err(type_error(format!("can only concatenate deque (not \"{class}\") to deque")));
    };
    let mut items = deque(vm, &args[0])?.to_vec();
    items.extend(other.to_vec());
    like(vm, &args[0], items)
}

/// The items as often as a number says.
fn repeated(vm: &Vm, args: &[Value]) -> Result<Vec<Value>> {
    let items = Value::list(deque(vm, &args[0])?.to_vec());
    let repeated = vm.binary(BinaryOp::Mul, &items, &args[1])?;
    vm.collect(&repeated)
}

fn set_item(vm: &Vm, args: &[Value]) -> Result {
    let own = deque(vm, &args[0])?;
    let at = place_of(vm, own, &args[1])?;
    let before = own.items.borrow_mut().get_mut(at).map(|item| std::mem::replace(item, args[2].clone()));
    drop(before);
    Ok(Value::None)
}

fn delete_item(vm: &Vm, args: &[Value]) -> Result {
    let own = deque(vm, &args[0])?;
    let at = place_of(vm, own, &args[1])?;
    vm.charge(own.items.borrow().len() / 8)?;
    let item = own.items.borrow_mut().remove(at);
    own.changed();
    drop(item);
    Ok(Value::None)
}

const COPY: fn(&Vm, &[Value]) -> Result = |vm, args| like(vm, &args[0], deque(vm, &args[0])?.to_vec());

/// `deque`
pub static DEQUE: NativeType = NativeType::new(
    "deque",
    "collections",
    &[
        Native::new("__new__", "cls, /, *args, **kwargs", |_, args| match &args[0] {
            Value::Class(class) => Ok(Value::native(class.clone(), Deque::default())),
            _ => Err(type_error("deque.__new__(X): X is not a type object")),
        }),
        Native::new("__init__", "self, iterable=?, maxlen=None", init),
        Native::new("append", "self, item, /", |vm, args| {
            deque(vm, &args[0])?.push(vm, args[1].clone(), false)?;
            Ok(Value::None)
        }),
        Native::new("appendleft", "self, item, /", |vm, args| {
            deque(vm, &args[0])?.push(vm, args[1].clone(), true)?;
            Ok(Value::None)
        }),
        Native::new("pop", "self, /", |vm, args| deque(vm, &args[0])?.pop(false)),
        Native::new("popleft", "self, /", |vm, args| deque(vm, &args[0])?.pop(true)),
        Native::new("extend", "self, iterable, /", |vm, args| extend(vm, &args[0], &args[1], false)),
        Native::new("extendleft", "self, iterable, /", |vm, args| extend(vm, &args[0], &args[1], true)),
        Native::new("clear", "self, /", |vm, args| {
            let own = deque(vm, &args[0])?;
            own.changed();
            let before = own.items.take();
            drop(before);
            Ok(Value::None)
        }),
        Native::new("copy", "self, /", COPY),
        Native::new("__copy__", "self, /", COPY),
        Native::new("count", "self, value, /", count),
        Native::new("index", "self, value, start=?, stop=?, /", index),
        Native::new("insert", "self, index, value, /", insert),
        Native::new("remove", "self, value, /", remove),
        Native::new("reverse", "self, /", |vm, args| {
            let own = deque(vm, &args[0])?;
            own.items.borrow_mut().make_contiguous().reverse();
            own.changed();
            Ok(Value::None)
        }),
        Native::new("rotate", "self, n=1, /", rotate),
        Native::new("__len__", "self, /", |vm, args| Ok(deque(vm, &args[0])?.items.borrow().len().into())),
        Native::new("__getitem__", "self, key, /", |vm, args| {
            let own = deque(vm, &args[0])?;
            let at = place_of(vm, own, &args[1])?;
            Ok(own.items.borrow()[at].clone())
        }),
        Native::new("__setitem__", "self, key, value, /", set_item),
        Native::new("__delitem__", "self, key, /", delete_item),
        Native::new("__contains__", "self, key, /", |vm, args| {
            let own = deque(vm, &args[0])?;
            Ok(position(vm, own, &args[1], 0, usize::MAX)?.is_some().into())
        }),
        Native::new("__iter__", "self, /", |vm, args| iterate(vm, args, false)),
        Native::new("__reversed__", "self, /", |vm, args| iterate(vm, args, true)),
        Native::new("__repr__", "self, /", repr),
        Native::new("__eq__", "self, other, /", |vm, args| compare(vm, args, CompareOp::Eq)),
        Native::new("__ne__", "self, other, /", |vm, args| compare(vm, args, CompareOp::Ne)),
        Native::new("__lt__", "self, other, /", |vm, args| compare(vm, args, CompareOp::Lt)),
        Native::new("__le__", "self, other, /", |vm, args| compare(vm, args, CompareOp::Le)),
        Native::new("__gt__", "self, other, /", |vm, args| compare(vm, args, CompareOp::Gt)),
        Native::new("__ge__", "self, other, /", |vm, args| compare(vm, args, CompareOp::Ge)),
        Native::new("__add__", "self, other, /", add),
        Native::new("__iadd__", "self, other, /", |vm, args| {
            extend(vm, &args[0], &args[1], false)?;
            Ok(args[0].clone())
        }),
        Native::new("__mul__", "self, n, /", |vm, args| like(vm, &args[0], repeated(vm, args)?)),
        Native::new("__rmul__", "self, n, /", |vm, args| like(vm, &args[0], repeated(vm, args)?)),
        CLASS_GETITEM,
    ],
)
.properties(&[Property {
    name: "maxlen",
    get: |vm, value| Ok(deque(vm, value)?.most.get().into()),
    set: None,
}]);

static DEQUE_ITERATOR: NativeType = NativeType::new("_deque_iterator", "collections", &[]).base(&ITERATOR);
static REVERSE_ITERATOR: NativeType =
    NativeType::new("_deque_reverse_iterator", "collections", &[]).base(&ITERATOR);
