//! Builtin functions of iterables.

use crate::vm::class::alias::CLASS_GETITEM;
use crate::vm::code::{BinaryOp, CompareOp};
use crate::vm::coroutine::{Coroutine, Resume};
use crate::vm::exceptions::{is, stop_iteration, type_error, value_error};
use crate::vm::iteration::generator::Yielded;
use crate::vm::iteration::iterator::Iter;
use crate::vm::machine::{Vm, owe};
use crate::vm::native::{Native, NativeType};
use crate::vm::operators::sorting;
use crate::vm::types::exception::{STOP_ASYNC_ITERATION, STOP_ITERATION};
use crate::vm::types::iterator::ITERATOR;
use crate::vm::value::{Result, Value};

pub(super) static FUNCTIONS: &[Native] = &[
    Native::new("aiter", "async_iterable, /", |vm, args| async_iter(vm, &args[0])),
    Native::new("all", "iterable, /", |vm, args| until(vm, &args[0], false)),
    Native::new("anext", "async_iterator, default=?, /", async_next),
    Native::new("any", "iterable, /", |vm, args| until(vm, &args[0], true)),
    Native::new("iter", "object, sentinel=?, /", iter),
    Native::new("len", "obj, /", |vm, args| vm.len(&args[0]).map(Value::from)),
    Native::new("max", "*args, key=None, default=?", |vm, args| extremum_of(vm, args, "max", CompareOp::Gt)),
    Native::new("min", "*args, key=None, default=?", |vm, args| extremum_of(vm, args, "min", CompareOp::Lt)),
    Native::new("next", "iterator, default=?, /", next),
    Native::new("sorted", "*iterable, key=None, reverse=False", |vm, args| {
        let Value::Tuple(given) = &args[0] else { return Ok(Value::None) };
        let [iterable] = &given[..] else {
            return Err(type_error(format!("sorted expected 1 argument, got {}", given.len())));
        };
        let mut items = vm.collect_for_list(iterable)?;
        sorting::sort(vm, &mut items, &args[1], vm.truth(&args[2])?)?;
        Ok(Value::list(items))
    }),
];

/// `any()`, or `all()`: whether a value is found whose truth is this.
fn until(vm: &Vm, iterable: &Value, wanted: bool) -> Result {
    let iterator = vm.iter(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.truth(&item)? == wanted {
            return Ok(Value::Bool(wanted));
        }
        vm.tick()?;
    }
    Ok(Value::Bool(!wanted))
}

fn iter(vm: &Vm, args: &[Value]) -> Result {
    if !args[1].is_bound() {
        return vm.iter(&args[0]);
    }
    if !vm.is_callable(&args[0]) {
        return Err(type_error("iter(v, w): v must be callable"));
    }
    let [callee, sentinel] = [args[0].clone(), args[1].clone()];
    Ok(Iter::of(&CALLABLE_ITERATOR, move |vm| match vm.call(&callee, &[]) {
        Ok(value) => Ok((!value.is(&sentinel) && !vm.eq(&value, &sentinel)?).then_some(value)),
        Err(error) if !vm.is_stopped() && is(&error, &STOP_ITERATION) => Ok(None),
        Err(error) => Err(error),
    }))
}

fn next(vm: &Vm, args: &[Value]) -> Result {
    let has_default = args[1].is_bound();
    match &args[0] {
        Value::Iterator(iterator) => match iterator.next(vm)? {
            Some(item) => Ok(item),
            None if has_default => Ok(args[1].clone()),
            None => Err(stop_iteration(Value::None)),
        },
        Value::Generator(generator) => match vm.resume_generator(generator, Resume::Send(Value::None))? {
            Yielded::Value(value) => Ok(value),
            Yielded::Returned(_) if has_default => Ok(args[1].clone()),
            Yielded::Returned(value) => Err(stop_iteration(value)),
        },
        iterator => match vm.call_special(iterator, "__next__", &[]) {
            Ok(None) => Err(vm.cannot(iterator, "is not an iterator")),
            Ok(Some(item)) => Ok(item),
            Err(error) if has_default && !vm.is_stopped() && is(&error, &STOP_ITERATION) => {
                Ok(args[1].clone())
            }
            Err(error) => Err(error),
        },
    }
}

fn async_iter(vm: &Vm, value: &Value) -> Result {
    if let Value::AsyncGenerator(_) = value {
        return Ok(value.clone());
    }
    let Some(iterator) = vm.call_special(value, "__aiter__", &[])? else {
        return Err(vm.cannot(value, "is not an async iterable"));
    };
    match iterator {
        Value::AsyncGenerator(_) => {}
        _ if vm.special(&iterator, "__anext__").is_some() => {}
        _ => {
            let class = iterator.type_name();
            return Err(type_error(format!("aiter() returned not an async iterator of type '{class}'")));
        }
    }
    Ok(iterator)
}

fn async_next(vm: &Vm, args: &[Value]) -> Result {
    let awaitable = match &args[0] {
        Value::AsyncGenerator(_) => vm.call_method(&args[0], "__anext__", &[])?,
        iterator => match vm.call_special(iterator, "__anext__", &[])? {
            Some(awaitable) => awaitable,
            None => return Err(vm.cannot(iterator, "is not an async iterator")),
        },
    };
    if !args[1].is_bound() {
        return Ok(awaitable);
    }
    let default = args[1].clone();
    Ok(Coroutine::unnoticed(vm, "anext_awaitable", async move {
        let awaited = Vm::current().awaiting(&awaitable)?;
        match awaited.await {
            Err(error) if is(&error, &STOP_ASYNC_ITERATION) => Ok(default),
            result => result,
        }
    }))
}

fn extremum_of(vm: &Vm, args: &[Value], name: &str, op: CompareOp) -> Result {
    let Value::Tuple(given) = &args[0] else { return Ok(Value::None) };
    let iterable = match &given[..] {
        [] => return Err(type_error(format!("{name} expected at least 1 argument, got 0"))),
        [iterable] => iterable,
        _ if args[2].is_bound() => {
            return Err(type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
        _ => &args[0],
    };
    owe(given.len() * 16);
    match extremum(vm, iterable, &args[1], op)? {
        Some(value) => Ok(value),
        None if args[2].is_bound() => Ok(args[2].clone()),
        None => Err(value_error(format!("{name}() iterable argument is empty"))),
    }
}

/// The first value of an iterable than which none is better; nothing if there are no values.
///
/// # Errors
///
/// What the iterable, `key` and the comparisons raise.
pub fn extremum(vm: &Vm, iterable: &Value, key: &Value, better: CompareOp) -> Result<Option<Value>> {
    let mut best: Option<(Value, Value)> = None;
    vm.for_each(iterable, |vm, item| {
        let rank = match key.is_none() {
            true => item.clone(),
            false => vm.call(key, std::slice::from_ref(&item))?,
        };
        let wins = match &best {
            None => true,
            Some((known, _)) => {
                let better = vm.compare(better, &rank, known)?;
                vm.truth(&better)?
            }
        };
        if wins {
            best = Some((rank, item));
        }
        Ok(())
    })?;
    Ok(best.map(|(_, item)| item))
}

/// `enumerate`
pub static ENUMERATE: NativeType = NativeType::new(
    "enumerate",
    "builtins",
    &[
        Native::new("__new__", "cls, iterable, start=0", |vm, args| {
            let (iterator, mut number) = (vm.iter(&args[1])?, vm.as_index(&args[2])?);
            Ok(Iter::of(&ENUMERATE, move |vm| {
                let Some(item) = vm.next(&iterator)? else { return Ok(None) };
                let next = vm.binary(BinaryOp::Add, &number, &Value::Int(1))?;
                Ok(Some(Value::tuple([std::mem::replace(&mut number, next), item])))
            }))
        }),
        CLASS_GETITEM,
    ],
)
.base(&ITERATOR);

/// `filter`
pub static FILTER: NativeType = NativeType::new(
    "filter",
    "builtins",
    &[Native::new("__new__", "cls, function, iterable, /", |vm, args| {
        let (function, iterator) = (args[1].clone(), vm.iter(&args[2])?);
        Ok(Iter::of(&FILTER, move |vm| {
            while let Some(item) = vm.next(&iterator)? {
                vm.tick()?;
                let keep = match function.is_none() {
                    true => item.clone(),
                    false => vm.call(&function, std::slice::from_ref(&item))?,
                };
                if vm.truth(&keep)? {
                    return Ok(Some(item));
                }
            }
            Ok(None)
        }))
    })],
)
.base(&ITERATOR);

/// Asks several iterators for their next values; nothing when the first of them is at its end. If `strict` is the name
/// of a function the others must be at their ends then too.
fn next_of_each(vm: &Vm, iterators: &[Value], strict: Option<&str>) -> Result<Option<Vec<Value>>> {
    owe(iterators.len() * 32);
    let mut items = Vec::with_capacity(iterators.len());
    for iterator in iterators {
        match vm.next(iterator)? {
            Some(item) => items.push(item),
            None => {
                if let Some(name) = strict {
                    check_ends(vm, iterators, items.len(), name)?;
                }
                return Ok(None);
            }
        }
    }
    Ok(Some(items))
}

/// Whether all iterators are at their ends as the one at a place is.
fn check_ends(vm: &Vm, iterators: &[Value], ended: usize, name: &str) -> Result<()> {
    let before = |at: usize| if at == 1 { " 1".to_owned() } else { format!("s 1-{at}") };
    if ended > 0 {
        let others = before(ended);
        let text = format!("{name}() argument {} is shorter than argument{others}", ended + 1);
        return Err(value_error(text));
    }
    for (at, iterator) in iterators.iter().enumerate().skip(1) {
        if vm.next(iterator)?.is_some() {
            let text = format!("{name}() argument {} is longer than argument{}", at + 1, before(at));
            return Err(value_error(text));
        }
    }
    Ok(())
}

fn iterators(vm: &Vm, iterables: &[Value]) -> Result<Vec<Value>> {
    iterables.iter().map(|iterable| vm.iter(iterable)).collect()
}

/// `map`
pub static MAP: NativeType = NativeType::new(
    "map",
    "builtins",
    &[Native::new("__new__", "cls, function=?, /, *iterables, strict=False", |vm, args| {
        let Value::Tuple(iterables) = &args[2] else { return Ok(Value::None) };
        if iterables.is_empty() {
            return Err(type_error("map() must have at least two arguments."));
        }
        let strict = vm.truth(&args[3])?.then_some("map");
        let (function, iterators) = (args[1].clone(), iterators(vm, iterables)?);
        Ok(Iter::of(&MAP, move |vm| match &iterators[..] {
            [iterator] => match vm.next(iterator)? {
                Some(item) => vm.call(&function, &[item]).map(Some),
                None => Ok(None),
            },
            several => match next_of_each(vm, several, strict)? {
                Some(items) => vm.call(&function, &items).map(Some),
                None => Ok(None),
            },
        }))
    })],
)
.base(&ITERATOR);

/// `zip`
pub static ZIP: NativeType = NativeType::new(
    "zip",
    "builtins",
    &[Native::new("__new__", "cls, /, *iterables, strict=False", |vm, args| {
        let Value::Tuple(iterables) = &args[1] else { return Ok(Value::None) };
        let strict = vm.truth(&args[2])?.then_some("zip");
        let iterators = iterators(vm, iterables)?;
        Ok(Iter::of(&ZIP, move |vm| {
            if iterators.is_empty() {
                return Ok(None);
            }
            Ok(next_of_each(vm, &iterators, strict)?.map(Value::tuple))
        }))
    })],
)
.base(&ITERATOR);

/// `reversed`
pub static REVERSED: NativeType = NativeType::new(
    "reversed",
    "builtins",
    &[Native::new("__new__", "cls, sequence, /", |vm, args| vm.reversed(&args[1]))],
)
.base(&ITERATOR);

/// What `iter(function, sentinel)` makes.
pub static CALLABLE_ITERATOR: NativeType =
    NativeType::new("callable_iterator", "builtins", &[]).base(&ITERATOR);
