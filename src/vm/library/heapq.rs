//! `heapq`: the same comparisons in the same order as CPython, so that programs see the same heaps.

use std::rc::Rc;

use crate::vm::exceptions::{index_error, runtime_error, type_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::value::{List, Result, Value};

/// The module.
pub static MODULE: NativeModule =
    NativeModule::new("heapq").functions(FUNCTIONS).python(include_str!("python/heapq.py"));

/// Which of two values comes first: the smaller one, or the larger one in a heap that is turned round.
type Order = fn(&Vm, &Value, &Value) -> Result<bool>;

const MIN: Order = |vm, a, b| vm.less(a, b);
const MAX: Order = |vm, a, b| vm.less(b, a);

static FUNCTIONS: &[Native] = &[
    Native::new("heappush", "heap, item, /", |vm, args| push(vm, args, MIN)),
    Native::new("heappop", "heap, /", |vm, args| pop(vm, args, MIN)),
    Native::new("heapify", "heap, /", |vm, args| heapify(vm, args, MIN)),
    Native::new("heapreplace", "heap, item, /", |vm, args| replace(vm, args, MIN)),
    Native::new("heappushpop", "heap, item, /", |vm, args| push_pop(vm, args, MIN)),
    Native::new("heappush_max", "heap, item, /", |vm, args| push(vm, args, MAX)),
    Native::new("heappop_max", "heap, /", |vm, args| pop(vm, args, MAX)),
    Native::new("heapify_max", "heap, /", |vm, args| heapify(vm, args, MAX)),
    Native::new("heapreplace_max", "heap, item, /", |vm, args| replace(vm, args, MAX)),
    Native::new("heappushpop_max", "heap, item, /", |vm, args| push_pop(vm, args, MAX)),
];

fn list<'a>(value: &'a Value, function: &str) -> Result<&'a Rc<List>> {
    match value.plain() {
        Value::List(list) => Ok(list),
        _ => {
            let kind = value.type_name();
            Err(type_error(format!("{function}() argument 1 must be list, not {kind}")))
        }
    }
}

fn push(vm: &Vm, args: &[Value], order: Order) -> Result {
    let heap = list(&args[0], "heappush")?;
    heap.items.borrow_mut().push(args[1].clone());
    let last = heap.items.borrow().len() - 1;
    sift_down(vm, heap, 0, last, order)?;
    Ok(Value::None)
}

fn pop(vm: &Vm, args: &[Value], order: Order) -> Result {
    let heap = list(&args[0], "heappop")?;
    let last = heap.items.borrow_mut().pop().ok_or_else(|| index_error("index out of range"))?;
    if heap.items.borrow().is_empty() {
        return Ok(last);
    }
    let first = std::mem::replace(&mut heap.items.borrow_mut()[0], last);
    sift_up(vm, heap, 0, order)?;
    Ok(first)
}

fn heapify(vm: &Vm, args: &[Value], order: Order) -> Result {
    let heap = list(&args[0], "heapify")?;
    let len = heap.items.borrow().len();
    vm.charge(len * 8)?;
    for at in (0..len / 2).rev() {
        sift_up(vm, heap, at, order)?;
    }
    Ok(Value::None)
}

fn replace(vm: &Vm, args: &[Value], order: Order) -> Result {
    let heap = list(&args[0], "heapreplace")?;
    if heap.items.borrow().is_empty() {
        return Err(index_error("index out of range"));
    }
    let first = std::mem::replace(&mut heap.items.borrow_mut()[0], args[1].clone());
    sift_up(vm, heap, 0, order)?;
    Ok(first)
}

fn push_pop(vm: &Vm, args: &[Value], order: Order) -> Result {
    let heap = list(&args[0], "heappushpop")?;
    let Some(first) = heap.items.borrow().first().cloned() else { return Ok(args[1].clone()) };
    if !order(vm, &first, &args[1])? {
        return Ok(args[1].clone());
    }
    if heap.items.borrow().is_empty() {
        return Err(index_error("index out of range"));
    }
    replace(vm, args, order)
}

/// A comparison of the program's may have changed the list.
fn compare(vm: &Vm, heap: &List, a: usize, b: usize, len: usize, order: Order) -> Result<bool> {
    vm.charge(8)?;
    let (a, b) = {
        let items = heap.items.borrow();
        (items[a].clone(), items[b].clone())
    };
    let first = order(vm, &a, &b)?;
    if heap.items.borrow().len() != len {
        return Err(runtime_error("list changed size during iteration"));
    }
    Ok(first)
}

/// Moves an item towards the root, while it comes before its parent.
fn sift_down(vm: &Vm, heap: &List, root: usize, mut at: usize, order: Order) -> Result<()> {
    let len = heap.items.borrow().len();
    while at > root {
        let parent = (at - 1) / 2;
        if !compare(vm, heap, at, parent, len, order)? {
            break;
        }
        heap.items.borrow_mut().swap(at, parent);
        at = parent;
    }
    Ok(())
}

/// Moves an item down to a leaf, the children that come first going up, and from there to its place.
fn sift_up(vm: &Vm, heap: &List, root: usize, order: Order) -> Result<()> {
    let len = heap.items.borrow().len();
    let mut at = root;
    while at < len / 2 {
        let mut child = 2 * at + 1;
        if child + 1 < len && !compare(vm, heap, child, child + 1, len, order)? {
            child += 1;
        }
        heap.items.borrow_mut().swap(at, child);
        at = child;
    }
    sift_down(vm, heap, root, at, order)
}
