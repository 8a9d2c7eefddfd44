//! Dropping what is nested deeply: a list in a list in a list. Each level would take some of the host's stack, and a program
//! can make a million of them; so from some depth on what is to be dropped waits until the levels above are done.

use std::any::Any;
use std::cell::{Cell, RefCell};

/// So many levels are dropped at once, in CPython's order.
const MOST: u32 = 60;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static LATER: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// Drops what a container held, for the `Drop` of the container.
pub(in crate::vm) fn release<T: 'static>(garbage: T) {
    let depth = DEPTH.get();
    if depth >= MOST {
        let mut garbage = Some(garbage);
        // At the end of the thread there is no list any more.
        let _ = LATER.try_with(|later| {
            if let Ok(mut later) = later.try_borrow_mut() {
                later.extend(garbage.take().map(|garbage| Box::new(garbage) as Box<dyn Any>));
            }
        });
        drop(garbage);
        return;
    }
    DEPTH.set(depth + 1);
    drop(garbage);
    if depth == 0 {
        while let Ok(Some(next)) = LATER.try_with(|later| later.borrow_mut().pop()) {
            drop(next);
        }
    }
    DEPTH.set(depth);
}
