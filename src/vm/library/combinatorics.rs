//! The iterators of `itertools` that give arrangements: each goes through lists of indices.

use crate::vm::exceptions::value_error;
use crate::vm::iteration::iterator::Iter;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::value::{Result, Value};

use super::arguments::{items, small};
use super::itertools::class;

/// An iterator over the tuples that lists of indices stand for: the first list, and what makes the next one of it.
fn arrangements(
    of: &'static NativeType,
    pools: Vec<Value>,
    first: Option<Vec<usize>>,
    mut advance: impl FnMut(&mut [usize]) -> bool + 'static,
) -> Value {
    let mut indices = first;
    Iter::of(of, move |vm| {
        let Some(now) = &mut indices else { return Ok(None) };
        vm.charge(now.len() * 4)?;
        let value = |(place, at): (usize, &usize)| items(&pools[place % pools.len()])[*at].clone();
        let row: Vec<Value> = now.iter().enumerate().map(value).collect();
        if !advance(now) {
            indices = None;
        }
        Ok(Some(Value::tuple(row)))
    })
}

/// A pool of values, and how many are taken of it.
fn pool(vm: &Vm, args: &[Value]) -> Result<(Vec<Value>, usize, usize)> {
    let pool = vm.collect(&args[1])?;
    let len = pool.len();
    let count = match args[2].given() {
        Some(count) => small(vm, count)?,
        None => len as i64,
    };
    if count < 0 {
        return Err(value_error("r must be non-negative"));
    }
    vm.charge_bytes(if count as usize > len { 0 } else { count as u64 * 8 })?;
    Ok((vec![Value::tuple(pool)], len, count as usize))
}

/// `product`
pub static PRODUCT: NativeType = class(
    "product",
    &[Native::new("__new__", "cls, /, *iterables, repeat=1", |vm, args| {
        let repeat = small(vm, &args[2])?;
        if repeat < 0 {
            return Err(value_error("repeat argument cannot be negative"));
        }
        let mut pools = Vec::new();
        for iterable in items(&args[1]) {
            pools.push(Value::tuple(vm.collect(iterable)?));
        }
        let places = pools.len() * repeat as usize;
        vm.charge_bytes(places as u64 * 8)?;
        let sizes: Vec<usize> = pools.iter().map(|pool| items(pool).len()).collect();
        let some = places == 0 || !sizes.contains(&0);
        Ok(arrangements(&PRODUCT, pools, some.then(|| vec![0; places]), move |indices| {
            for place in (0..indices.len()).rev() {
                indices[place] += 1;
                if indices[place] < sizes[place % sizes.len()] {
                    return true;
                }
                indices[place] = 0;
            }
            false
        }))
    })],
);

/// `permutations`
pub static PERMUTATIONS: NativeType = class(
    "permutations",
    &[Native::new("__new__", "cls, iterable, r=None", |vm, args| {
        let (pools, len, count) = pool(vm, args)?;
        // All indices, of which those in front count, and how often each place has yet to change.
        let mut all: Vec<usize> = (0..len).collect();
        let mut left: Vec<usize> = (0..count.min(len)).map(|place| len - place).collect();
        let first = (count <= len).then(|| all[..count].to_vec());
        Ok(arrangements(&PERMUTATIONS, pools, first, move |indices| {
            for place in (0..count).rev() {
                left[place] -= 1;
                if left[place] == 0 {
                    all[place..].rotate_left(1);
                    left[place] = len - place;
                } else {
                    all.swap(place, len - left[place]);
                    indices.copy_from_slice(&all[..count]);
                    return true;
                }
            }
            false
        }))
    })],
);

/// `combinations`
pub static COMBINATIONS: NativeType = class(
    "combinations",
    &[Native::new("__new__", "cls, iterable, r", |vm, args| {
        let (pools, len, count) = pool(vm, args)?;
        let first = (count <= len).then(|| (0..count).collect());
        Ok(arrangements(&COMBINATIONS, pools, first, move |indices| {
            let Some(place) = (0..count).rev().find(|place| indices[*place] != place + len - count) else {
                return false;
            };
            let from = indices[place] + 1;
            for (more, index) in indices[place..].iter_mut().enumerate() {
                *index = from + more;
            }
            true
        }))
    })],
);

/// `combinations_with_replacement`
pub static COMBINATIONS_WITH_REPLACEMENT: NativeType = class(
    "combinations_with_replacement",
    &[Native::new("__new__", "cls, iterable, r", |vm, args| {
        let (pools, len, count) = pool(vm, args)?;
        vm.charge_bytes(count as u64 * 8)?;
        let first = (len > 0 || count == 0).then(|| vec![0; count]);
        Ok(arrangements(&COMBINATIONS_WITH_REPLACEMENT, pools, first, move |indices| {
            let Some(place) = indices.iter().rposition(|index| *index + 1 != len) else { return false };
            let next = indices[place] + 1;
            indices[place..].fill(next);
            true
        }))
    })],
);
