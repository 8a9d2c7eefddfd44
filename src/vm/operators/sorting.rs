//! Sorting: stable, by `<` alone, and for short lists with CPython's comparisons in CPython's order.

use crate::vm::machine::Vm;
use crate::vm::value::{Result, Value};

/// Shorter ones are sorted by insertion.
const SHORT: usize = 64;

/// Sorts values, by what `key` makes of them if it is not None.
///
/// # Errors
///
/// What `key` and the comparisons raise. Then the values are still all there.
pub fn sort(vm: &Vm, items: &mut Vec<Value>, key: &Value, reverse: bool) -> Result<()> {
    vm.charge(items.len())?;
    if key.is_none() {
        if reverse {
            items.reverse();
        }
        let mut keys = std::mem::take(items);
        let sorted = sort_by(vm, &mut keys, |value| value);
        *items = keys;
        sorted?;
        if reverse {
            items.reverse();
        }
        return Ok(());
    }
    let mut pairs = Vec::with_capacity(items.len());
    for item in items.iter() {
        pairs.push((vm.call(key, std::slice::from_ref(item))?, item.clone()));
    }
    // Reversed before and after, so that equal ones stay in their order.
    if reverse {
        pairs.reverse();
    }
    let sorted = sort_by(vm, &mut pairs, |(key, _)| key);
    if reverse {
        pairs.reverse();
    }
    let (keys, values): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    let before = std::mem::replace(items, values);
    drop(before);
    drop(keys);
    sorted
}

fn sort_by<T: Clone>(vm: &Vm, items: &mut [T], key: fn(&T) -> &Value) -> Result<()> {
    vm.charge(items.len() * (usize::BITS - items.len().leading_zeros()) as usize * 3 / 2)?;
    let less = &|a: &T, b: &T| match (key(a), key(b)) {
        (Value::Int(a), Value::Int(b)) => Ok(a < b),
        (Value::Str(a), Value::Str(b)) if a.as_str().len() < 4096 => Ok(a.as_str() < b.as_str()),
        (a, b) => vm.less(a, b),
    };
    if items.len() < SHORT {
        return sort_short(items, less);
    }
    for chunk in items.chunks_mut(SHORT / 2) {
        sort_short(chunk, less)?;
    }
    let mut width = SHORT / 2;
    let mut merged = Vec::with_capacity(items.len());
    while width < items.len() {
        for run in items.chunks_mut(width * 2) {
            if run.len() > width && less(&run[width], &run[width - 1])? {
                merge(run, width, &mut merged, less)?;
            }
        }
        width *= 2;
    }
    Ok(())
}

type Less<'a, T> = dyn Fn(&T, &T) -> Result<bool> + 'a;

/// Merges two sorted runs that follow each other.
fn merge<T: Clone>(run: &mut [T], middle: usize, merged: &mut Vec<T>, less: &Less<T>) -> Result<()> {
    merged.clear();
    let (mut left, mut right) = (0, middle);
    while left < middle && right < run.len() {
        if less(&run[right], &run[left])? {
            merged.push(run[right].clone());
            right += 1;
        } else {
            merged.push(run[left].clone());
            left += 1;
        }
    }
    merged.extend_from_slice(&run[left..middle]);
    run[..merged.len()].clone_from_slice(merged);
    Ok(())
}

/// Sorts by inserting every item into the run that the list begins with.
fn sort_short<T: Clone>(items: &mut [T], less: &Less<T>) -> Result<()> {
    if items.len() < 2 {
        return Ok(());
    }
    let sorted = first_run(items, less)?;
    for at in sorted..items.len() {
        let (mut low, mut high) = (0, at);
        while low < high {
            let middle = low + (high - low) / 2;
            if less(&items[at], &items[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        items[low..=at].rotate_right(1);
    }
    Ok(())
}

/// Finds a run at the front, of which it makes a sorted one; its length (CPython: `count_run`).
fn first_run<T>(items: &mut [T], less: &Less<T>) -> Result<usize> {
    let next_smaller = |items: &[T], at: usize| less(&items[at], &items[at - 1]);
    let mut len = 1;
    while len < items.len() && !next_smaller(items, len)? {
        len += 1;
    }
    if len == items.len() || (len > 1 && less(&items[0], &items[len - 1])?) {
        return Ok(len);
    }
    // It descends, perhaps after some that are equal. Equal ones keep their order when it is turned round.
    items[..len].reverse();
    len += 1;
    let mut equal = 0;
    let turn_equal = |items: &mut [T], len: usize, equal: &mut usize| {
        if *equal > 0 {
            items[len - *equal - 1..len].reverse();
            *equal = 0;
        }
    };
    while len < items.len() {
        if next_smaller(items, len)? {
            turn_equal(items, len, &mut equal);
        } else if less(&items[len - 1], &items[len])? {
            break;
        } else {
            equal += 1;
        }
        len += 1;
    }
    turn_equal(items, len, &mut equal);
    items[..len].reverse();
    while len < items.len() && !next_smaller(items, len)? {
        len += 1;
    }
    Ok(len)
}
