//! Slices of lists, tuples, strs, bytes and ranges.

use crate::vm::exceptions::{type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::value::{List, Range, Result, Slice, Value};

/// The places that a slice of something of a length means.
#[derive(Debug, Clone, Copy)]
pub(in crate::vm) struct Places {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    pub len: usize,
}

impl Places {
    /// The n-th place.
    fn at(&self, n: usize) -> usize {
        (self.start + n as i64 * self.step) as usize
    }
}

fn part(vm: &Vm, value: &Value) -> Result<Option<i64>> {
    match value {
        Value::None => Ok(None),
        Value::Int(number) => Ok(Some(*number)),
        _ => match vm.index(value)? {
            Some(number) => vm.index_clamped(&number).map(Some),
            None => Err(type_error("slice indices must be integers or None or have an __index__ method")),
        },
    }
}

/// A slice whose parts are numbers: `__index__` of the program's, which may change what is sliced, has been asked.
fn asked(vm: &Vm, slice: &Slice) -> Result<Slice> {
    let number = |value: &Value| Ok(part(vm, value)?.map_or(Value::None, Value::Int));
    Ok(Slice { start: number(&slice.start)?, stop: number(&slice.stop)?, step: number(&slice.step)? })
}

/// The places in something of a length.
pub(in crate::vm) fn places(vm: &Vm, slice: &Slice, len: usize) -> Result<Places> {
    let step = part(vm, &slice.step)?.unwrap_or(1).max(-i64::MAX);
    if step == 0 {
        return Err(value_error("slice step cannot be zero"));
    }
    let all = len as i64;
    let (low, high) = if step < 0 { (-1, all - 1) } else { (0, all) };
    let clamp = |value: Option<i64>, default: i64| match value {
        None => default,
        Some(value) if value < 0 => value.saturating_add(all).max(low),
        Some(value) => value.min(high),
    };
    let start = clamp(part(vm, &slice.start)?, if step < 0 { high } else { low });
    let stop = clamp(part(vm, &slice.stop)?, if step < 0 { low } else { high });
    let len = Range { start, stop, step }.len() as usize;
    Ok(Places { start, stop, step, len })
}

fn pick<T: Clone>(items: &[T], places: Places) -> Vec<T> {
    match places.step {
        1 if places.len > 0 => items[places.start as usize..places.stop as usize].to_vec(),
        _ => (0..places.len).map(|n| items[places.at(n)].clone()).collect(),
    }
}

/// `object[slice]`
pub(super) fn get(vm: &Vm, object: &Value, slice: &Slice) -> Result {
    let len = match object {
        Value::Range(range) => return range_part(vm, **range, slice),
        _ => vm.len(object)?,
    };
    let (slice, len) = match object {
        Value::List(list) => (&asked(vm, slice)?, list.items.borrow().len()),
        _ => (slice, len),
    };
    let places = places(vm, slice, len)?;
    vm.charge(places.len + 16)?;
    Ok(match object {
        Value::List(list) => {
            vm.charge_bytes(places.len as u64 * size_of::<Value>() as u64)?;
            Value::list(pick(&list.items.borrow(), places))
        }
        Value::Tuple(_) if places.len == len && places.step == 1 => object.clone(),
        Value::Tuple(items) => {
            vm.charge_bytes(places.len as u64 * size_of::<Value>() as u64)?;
            Value::tuple(pick(items, places))
        }
        Value::Bytes(bytes) => {
            vm.charge_bytes(places.len as u64)?;
            Value::bytes(pick(bytes, places))
        }
        Value::Str(_) if places.len == len && places.step == 1 => object.clone(),
        Value::Str(text) if places.len == 0 || text.is_empty() => Value::str(""),
        Value::Str(text) => {
            let all = text.as_str();
            vm.charge_bytes(places.len as u64)?;
            if text.is_ascii() {
                if places.step == 1 {
                    return Ok(Value::str(&all[places.start as usize..places.stop as usize]));
                }
                let bytes = all.as_bytes();
                let picked: String = (0..places.len).map(|n| bytes[places.at(n)] as char).collect();
                return Ok(Value::str(picked));
            }
            vm.charge(len)?;
            if places.step == 1 {
                let picked: String = all.chars().skip(places.start as usize).take(places.len).collect();
                return Ok(Value::str(picked));
            }
            let chars: Vec<char> = all.chars().collect();
            Value::str((0..places.len).map(|n| chars[places.at(n)]).collect::<String>())
        }
        _ => return Err(vm.cannot(object, "is not subscriptable")),
    })
}

fn range_part(vm: &Vm, range: Range, slice: &Slice) -> Result {
    let places = places(vm, slice, range.len().min(i64::MAX as u64) as usize)?;
    // As CPython, the bounds are computed even where they lie outside the range.
    let at = |place: i64| {
        let number = i128::from(range.start) + i128::from(place) * i128::from(range.step);
        i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
    };
    let step = range.step.saturating_mul(places.step);
    Ok(Value::Range(Range { start: at(places.start), stop: at(places.stop), step }.into()))
}

/// `list[slice] = value`
pub(super) fn set(vm: &Vm, list: &List, slice: &Slice, value: &Value) -> Result<()> {
    if !vm.can_iterate(value) {
        return Err(type_error("must assign iterable to extended slice"));
    }
    let new = vm.collect(value)?;
    let slice = asked(vm, slice)?;
    let places = places(vm, &slice, list.items.borrow().len())?;
    vm.charge(list.items.borrow().len() + new.len())?;
    let mut items = list.items.borrow_mut();
    let before: Vec<Value> = if places.step == 1 {
        let start = places.start as usize;
        items.splice(start..start + places.len, new).collect()
    } else {
        if new.len() != places.len {
            let (new, old) = (new.len(), places.len);
            let text = format!("attempt to assign sequence of size {new} to extended slice of size {old}");
            return Err(value_error(text));
        }
        let put = |(n, value)| std::mem::replace(&mut items[places.at(n)], value);
        new.into_iter().enumerate().map(put).collect()
    };
    drop(items);
    drop(before);
    Ok(())
}

/// `del list[slice]`
pub(super) fn delete(vm: &Vm, list: &List, slice: &Slice) -> Result<()> {
    let slice = asked(vm, slice)?;
    let places = places(vm, &slice, list.items.borrow().len())?;
    if places.len == 0 {
        return Ok(());
    }
    let mut items = list.items.borrow_mut();
    vm.charge(items.len())?;
    let (first, last) = (places.at(0), places.at(places.len - 1));
    let (low, high, step) = (first.min(last), first.max(last), places.step.unsigned_abs() as usize);
    let mut at = 0;
    let gone = items.extract_if(low..=high, |_| {
        at += 1;
        (at - 1) % step == 0
    });
    let gone: Vec<Value> = gone.collect();
    drop(items);
    drop(gone);
    Ok(())
}
