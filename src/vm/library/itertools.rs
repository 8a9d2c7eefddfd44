//! `itertools`.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use crate::vm::code::BinaryOp;
use crate::vm::exceptions::{type_error, value_error};
use crate::vm::iteration::iterator::{Iter, IterState};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule, NativeType};
use crate::vm::types::ITERATOR;
use crate::vm::value::{Result, Value};

use super::arguments::{index, items, small};
use super::combinatorics::{COMBINATIONS, COMBINATIONS_WITH_REPLACEMENT, PERMUTATIONS, PRODUCT};

/// The module.
pub static MODULE: NativeModule = NativeModule::new("itertools")
    .types(&[
        &ACCUMULATE,
        &BATCHED,
        &CHAIN,
        &COMBINATIONS,
        &COMBINATIONS_WITH_REPLACEMENT,
        &COMPRESS,
        &COUNT,
        &CYCLE,
        &DROP_WHILE,
        &FILTER_FALSE,
        &GROUP_BY,
        &ISLICE,
        &PAIRWISE,
        &PERMUTATIONS,
        &PRODUCT,
        &REPEAT,
        &STAR_MAP,
        &TAKE_WHILE,
        &ZIP_LONGEST,
    ])
    .functions(&[Native::new("tee", "iterable, n=2, /", tee)]);

/// A class of iterators with nothing but a constructor.
pub(super) const fn class(name: &'static str, methods: &'static [Native]) -> NativeType {
    NativeType::new(name, "itertools", methods).base(&ITERATOR)
}

static COUNT: NativeType = class(
    "count",
    &[
        Native::new("__new__", "cls, start=0, step=1", |_, args| {
            for value in &args[1..] {
                if !matches!(
                    value.plain(),
                    Value::Int(_) | Value::Big(_) | Value::Float(_) | Value::Bool(_) | Value::Instance(_)
                ) {
                    return Err(type_error("a number is required"));
                }
            }
            Ok(Iter::standing(&COUNT, IterState::Count(args[1].clone(), args[2].clone())))
        }),
        Native::new("__repr__", "self, /", repr),
    ],
);

/// `count(3)`, `repeat('x', 2)`: what they will give.
fn repr(vm: &Vm, args: &[Value]) -> Result {
    let parts = match &args[0] {
        Value::Iterator(iterator) => match &*iterator.state.borrow() {
            IterState::Count(number, Value::Int(1)) => vec![number.clone()],
            IterState::Count(number, step) => vec![number.clone(), step.clone()],
            IterState::Repeat(value, left) => {
                std::iter::once(value.clone()).chain(left.map(Value::Int)).collect()
            }
            _ => vec![Value::None, Value::Int(0)],
        },
        _ => Vec::new(),
    };
    let parts: Result<Vec<String>> = parts.iter().map(|part| vm.repr(part)).collect();
    Ok(format!("{}({})", args[0].type_name(), parts?.join(", ")).into())
}

static CYCLE: NativeType = class(
    "cycle",
    &[Native::new("__new__", "cls, iterable, /", |vm, args| {
        let mut source = Some(vm.iter(&args[1])?);
        let mut saved = Vec::new();
        let mut at = 0;
        Ok(Iter::of(&CYCLE, move |vm| {
            if let Some(iterator) = &source {
                if let Some(value) = vm.next(iterator)? {
                    vm.charge_bytes(saved.len() as u64 / 64)?;
                    saved.push(value.clone());
                    return Ok(Some(value));
                }
                source = None;
            }
            if saved.is_empty() {
                return Ok(None);
            }
            at = (at + 1) % saved.len().max(1);
            Ok(Some(saved[(at + saved.len() - 1) % saved.len()].clone()))
        }))
    })],
);

static REPEAT: NativeType = class(
    "repeat",
    &[
        Native::new("__new__", "cls, object=?, times=?", |vm, args| {
            if !args[1].is_bound() {
                return Err(type_error("repeat() missing required argument 'object' (pos 1)"));
            }
            let left = if args[2].is_bound() { Some(small(vm, &args[2])?.max(0)) } else { None };
            Ok(Iter::standing(&REPEAT, IterState::Repeat(args[1].clone(), left)))
        }),
        Native::new("__repr__", "self, /", repr),
    ],
);

static CHAIN: NativeType = class(
    "chain",
    &[
        Native::new("__new__", "cls, /, *iterables", |vm, args| chain(vm, &args[1])),
        Native::of_class("from_iterable", "cls, iterable, /", |vm, args| chain(vm, &args[1])),
    ],
);

fn chain(vm: &Vm, iterables: &Value) -> Result {
    let sources = vm.iter(iterables)?;
    let mut current: Option<Value> = None;
    Ok(Iter::of(&CHAIN, move |vm| {
        loop {
            if let Some(iterator) = &current {
                if let Some(value) = vm.next(iterator)? {
                    return Ok(Some(value));
                }
                current = None;
            }
            vm.charge(8)?;
            match vm.next(&sources)? {
                Some(iterable) => current = Some(vm.iter(&iterable)?),
                None => return Ok(None),
            }
        }
    }))
}

static ISLICE: NativeType = class(
    "islice",
    &[Native::new("__new__", "cls, iterable, /, *args", |vm, args| {
        let (start, stop, step) = match items(&args[2]) {
            [stop] => (Value::None, stop.clone(), Value::None),
            [start, stop] => (start.clone(), stop.clone(), Value::None),
            [start, stop, step] => (start.clone(), stop.clone(), step.clone()),
            other => {
                let (bound, given) =
                    if other.is_empty() { ("at least 2", 1) } else { ("at most 4", other.len() + 1) };
                return Err(type_error(format!("islice expected {bound} arguments, got {given}")));
            }
        };
        let number = |value: &Value, default: i64, text: &str| match value.given() {
            None => Ok(default),
            Some(value) => match index(vm, value) {
                Ok(Value::Int(number)) if number >= 0 => Ok(number),
                _ => Err(value_error(text)),
            },
        };
        let indices = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
        let stop_text = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
        let stop = number(&stop, i64::MAX, stop_text)?;
        let mut next = number(&start, 0, indices)?;
        let step = number(&step, 1, "Step for islice() must be a positive integer or None.")?;
        if step == 0 {
            return Err(value_error("Step for islice() must be a positive integer or None."));
        }
        let iterator = vm.iter(&args[1])?;
        let mut at = 0i64;
        Ok(Iter::of(&ISLICE, move |vm| {
            // What is skipped is taken now, and what comes behind the last one is not.
            while at < next.min(stop) {
                at += 1;
                vm.charge(8)?;
                if vm.next(&iterator)?.is_none() {
                    return Ok(None);
                }
            }
            if at >= stop {
                return Ok(None);
            }
            at += 1;
            next = next.saturating_add(step);
            vm.next(&iterator)
        }))
    })],
);

static TAKE_WHILE: NativeType = class(
    "takewhile",
    &[Native::new("__new__", "cls, predicate, iterable, /", |vm, args| {
        let (predicate, iterator) = (args[1].clone(), vm.iter(&args[2])?);
        let mut over = false;
        Ok(Iter::of(&TAKE_WHILE, move |vm| {
            if over {
                return Ok(None);
            }
            let Some(value) = vm.next(&iterator)? else { return Ok(None) };
            if vm.truth(&vm.call(&predicate, std::slice::from_ref(&value))?)? {
                return Ok(Some(value));
            }
            over = true;
            Ok(None)
        }))
    })],
);

static DROP_WHILE: NativeType = class(
    "dropwhile",
    &[Native::new("__new__", "cls, predicate, iterable, /", |vm, args| {
        let (predicate, iterator) = (args[1].clone(), vm.iter(&args[2])?);
        let mut begun = false;
        Ok(Iter::of(&DROP_WHILE, move |vm| {
            loop {
                vm.charge(8)?;
                let Some(value) = vm.next(&iterator)? else { return Ok(None) };
                begun = begun || !vm.truth(&vm.call(&predicate, std::slice::from_ref(&value))?)?;
                if begun {
                    return Ok(Some(value));
                }
            }
        }))
    })],
);

static FILTER_FALSE: NativeType = class(
    "filterfalse",
    &[Native::new("__new__", "cls, function, iterable, /", |vm, args| {
        let (function, iterator) = (args[1].clone(), vm.iter(&args[2])?);
        Ok(Iter::of(&FILTER_FALSE, move |vm| {
            loop {
                vm.charge(8)?;
                let Some(value) = vm.next(&iterator)? else { return Ok(None) };
                let good = match function.given() {
                    Some(function) => vm.truth(&vm.call(function, std::slice::from_ref(&value))?)?,
                    None => vm.truth(&value)?,
                };
                if !good {
                    return Ok(Some(value));
                }
            }
        }))
    })],
);

static STAR_MAP: NativeType = class(
    "starmap",
    &[Native::new("__new__", "cls, function, iterable, /", |vm, args| {
        let (function, iterator) = (args[1].clone(), vm.iter(&args[2])?);
        Ok(Iter::of(&STAR_MAP, move |vm| match vm.next(&iterator)? {
            Some(value) => {
                vm.charge(16)?;
                vm.call(&function, &vm.collect(&value)?).map(Some)
            }
            None => Ok(None),
        }))
    })],
);

static ACCUMULATE: NativeType = class(
    "accumulate",
    &[Native::new("__new__", "cls, iterable, func=None, *, initial=None", |vm, args| {
        let (iterator, function) = (vm.iter(&args[1])?, args[2].clone());
        let mut initial = args[3].given().cloned();
        let mut total: Option<Value> = None;
        Ok(Iter::of(&ACCUMULATE, move |vm| {
            let next = match initial.take() {
                Some(first) => first,
                None => {
                    let Some(value) = vm.next(&iterator)? else { return Ok(None) };
                    match &total {
                        None => value,
                        Some(total) => match function.given() {
                            Some(function) => vm.call(function, &[total.clone(), value])?,
                            None => vm.binary(BinaryOp::Add, total, &value)?,
                        },
                    }
                }
            };
            total = Some(next.clone());
            Ok(Some(next))
        }))
    })],
);

static COMPRESS: NativeType = class(
    "compress",
    &[Native::new("__new__", "cls, data, selectors", |vm, args| {
        let (data, selectors) = (vm.iter(&args[1])?, vm.iter(&args[2])?);
        Ok(Iter::of(&COMPRESS, move |vm| {
            loop {
                vm.charge(8)?;
                let Some(value) = vm.next(&data)? else { return Ok(None) };
                let Some(selector) = vm.next(&selectors)? else { return Ok(None) };
                if vm.truth(&selector)? {
                    return Ok(Some(value));
                }
            }
        }))
    })],
);

static ZIP_LONGEST: NativeType = class(
    "zip_longest",
    &[Native::new("__new__", "cls, /, *iterables, fillvalue=None", |vm, args| {
        let fill = args[2].clone();
        let sources: Result<Vec<Value>> = items(&args[1]).iter().map(|iterable| vm.iter(iterable)).collect();
        let mut sources: Vec<Option<Value>> = sources?.into_iter().map(Some).collect();
        Ok(Iter::of(&ZIP_LONGEST, move |vm| {
            vm.charge(sources.len() * 24)?;
            let mut row = Vec::with_capacity(sources.len());
            let mut left = sources.iter().filter(|source| source.is_some()).count();
            for source in &mut sources {
                let value = match source {
                    Some(iterator) => vm.next(iterator)?,
                    None => None,
                };
                if value.is_none() && source.take().is_some() {
                    left -= 1;
                    if left == 0 {
                        return Ok(None);
                    }
                }
                row.push(value.unwrap_or_else(|| fill.clone()));
            }
            Ok(if row.is_empty() { None } else { Some(Value::tuple(row)) })
        }))
    })],
);

static PAIRWISE: NativeType = class(
    "pairwise",
    &[Native::new("__new__", "cls, iterable, /", |vm, args| {
        let iterator = vm.iter(&args[1])?;
        let mut before: Option<Value> = None;
        Ok(Iter::of(&PAIRWISE, move |vm| {
            let first = match before.take() {
                Some(first) => first,
                None => match vm.next(&iterator)? {
                    Some(first) => first,
                    None => return Ok(None),
                },
            };
            let Some(second) = vm.next(&iterator)? else { return Ok(None) };
            before = Some(second.clone());
            Ok(Some(Value::tuple([first, second])))
        }))
    })],
);

static BATCHED: NativeType = class(
    "batched",
    &[Native::new("__new__", "cls, iterable, n, *, strict=False", |vm, args| {
        let (iterator, size) = (vm.iter(&args[1])?, small(vm, &args[2])?);
        if size < 1 {
            return Err(value_error("n must be at least one"));
        }
        let strict = vm.truth(&args[3])?;
        Ok(Iter::of(&BATCHED, move |vm| {
            let mut batch = Vec::new();
            while (batch.len() as i64) < size {
                vm.charge(8)?;
                vm.charge_bytes(batch.len() as u64 / 64)?;
                match vm.next(&iterator)? {
                    Some(value) => batch.push(value),
                    None => break,
                }
            }
            if batch.is_empty() {
                return Ok(None);
            }
            if strict && (batch.len() as i64) < size {
                return Err(value_error("batched(): incomplete batch"));
            }
            Ok(Some(Value::tuple(batch)))
        }))
    })],
);

/// What `groupby()` and the iterators of its groups share.
struct Groups {
    source: Value,
    key: Value,
    /// The value read last that no group has given yet, and its key.
    ahead: Option<(Value, Value)>,
    /// The key of the current group, and its number.
    current: Option<Value>,
    number: u64,
}

impl Groups {
    /// Reads the next value, unless one is there already; whether there is one.
    fn read(shared: &RefCell<Self>, vm: &Vm) -> Result<bool> {
        if shared.borrow().ahead.is_some() {
            return Ok(true);
        }
        let (source, key) = {
            let groups = shared.borrow();
            (groups.source.clone(), groups.key.clone())
        };
        vm.charge(8)?;
        let Some(value) = vm.next(&source)? else { return Ok(false) };
        let key = match key.given() {
            Some(key) => vm.call(key, std::slice::from_ref(&value))?,
            None => value.clone(),
        };
        shared.borrow_mut().ahead = Some((key, value));
        Ok(true)
    }

    /// Whether the value read last belongs to the current group.
    fn goes_on(shared: &RefCell<Self>, vm: &Vm) -> Result<bool> {
        let (current, ahead) = {
            let groups = shared.borrow();
            (groups.current.clone(), groups.ahead.as_ref().map(|(key, _)| key.clone()))
        };
        match (current, ahead) {
            (Some(current), Some(ahead)) => Ok(current.is(&ahead) || vm.eq(&current, &ahead)?),
            _ => Ok(false),
        }
    }
}

/// The iterator of one group.
static GROUPER: NativeType = class("_grouper", &[]);

static GROUP_BY: NativeType = class(
    "groupby",
    &[Native::new("__new__", "cls, iterable, key=None", |vm, args| {
        let shared = Rc::new(RefCell::new(Groups {
            source: vm.iter(&args[1])?,
            key: args[2].clone(),
            ahead: None,
            current: None,
            number: 0,
        }));
        Ok(Iter::of(&GROUP_BY, move |vm| {
            shared.borrow_mut().number += 1;
            loop {
                vm.charge(8)?;
                if !Groups::read(&shared, vm)? {
                    return Ok(None);
                }
                if !Groups::goes_on(&shared, vm)? {
                    break;
                }
                let skipped = shared.borrow_mut().ahead.take();
                drop(skipped);
            }
            let key = shared.borrow().ahead.as_ref().map(|(key, _)| key.clone()).unwrap_or_default();
            let before = shared.borrow_mut().current.replace(key.clone());
            drop(before);
            let (groups, number) = (shared.clone(), shared.borrow().number);
            let group = Iter::of(&GROUPER, move |vm| {
                if groups.borrow().number != number
                    || !Groups::read(&groups, vm)?
                    || !Groups::goes_on(&groups, vm)?
                {
                    return Ok(None);
                }
                let ahead = groups.borrow_mut().ahead.take();
                Ok(ahead.map(|(_, value)| value))
            });
            Ok(Some(Value::tuple([key, group])))
        }))
    })],
);

/// What the iterators of one `tee()` share.
struct Tee {
    source: Value,
    /// What one of them has seen and another one has not, and how many values went before.
    seen: VecDeque<Value>,
    gone: usize,
    /// How far every one is; none for those that are gone.
    places: Vec<Option<usize>>,
}

/// The place of one iterator of a `tee()`: what only it has not seen is forgotten when it is dropped.
struct Place(Rc<RefCell<Tee>>, usize);

impl Place {
    fn forget(&self) -> Vec<Value> {
        let mut tee = self.0.borrow_mut();
        let least = tee.places.iter().flatten().min().copied().unwrap_or(usize::MAX);
        let count = least.saturating_sub(tee.gone).min(tee.seen.len());
        tee.gone += count;
        tee.seen.drain(..count).collect()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.borrow_mut().places[self.1] = None;
        let forgotten = self.forget();
        drop(forgotten);
    }
}

static TEE: NativeType = class("_tee", &[]);

fn tee(vm: &Vm, args: &[Value]) -> Result {
    let count = small(vm, &args[1])?;
    if count < 0 {
        return Err(value_error("n must be >= 0"));
    }
    vm.charge_bytes(count as u64 * 64)?;
    let shared = Rc::new(RefCell::new(Tee {
        source: vm.iter(&args[0])?,
        seen: VecDeque::new(),
        gone: 0,
        places: vec![Some(0); count as usize],
    }));
    let all: Vec<Value> = (0..count as usize)
        .map(|number| {
            let place = Place(shared.clone(), number);
            Iter::of(&TEE, move |vm| {
                let (known, source) = {
                    let tee = place.0.borrow();
                    vm.charge(tee.places.len() * 2)?;
                    let at = tee.places[place.1].unwrap_or(0) - tee.gone;
                    (tee.seen.get(at).cloned(), tee.source.clone())
                };
                let value = match known {
                    Some(value) => value,
                    None => {
                        let Some(value) = vm.next(&source)? else { return Ok(None) };
                        place.0.borrow_mut().seen.push_back(value.clone());
                        value
                    }
                };
                if let Some(at) = &mut place.0.borrow_mut().places[place.1] {
                    *at += 1;
                }
                let forgotten = place.forget();
                drop(forgotten);
                Ok(Some(value))
            })
        })
        .collect();
    Ok(Value::tuple(all))
}
