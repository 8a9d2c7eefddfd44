//! Where futures and tasks were made, which `repr()` tells in debug mode.

use std::cell::RefCell;

use crate::engine;
use crate::trace::FutureId;
use crate::vm::machine::Vm;
use crate::vm::value::Value;
use crate::vm::value::symbol::NumberMap;

use super::shown::{LIBRARY, file};

/// Where `create_future()` makes one.
pub(super) const CREATE_FUTURE: &str = "base_events.py:459";

/// The places of those that were made in debug mode: in the library, or a line of the program's.
#[derive(Default)]
struct Created(RefCell<NumberMap<FutureId, (&'static str, u32)>>);

/// Notes where a future is made if its loop is in debug mode: at a place of the library's, or where the program is if there is
/// none.
pub(super) fn note(vm: &Vm, future: &engine::Future<Value>, place: &'static str) {
    let event_loop = future.event_loop();
    if event_loop.debug() {
        let line = event_loop.origin().map_or(0, |origin| origin.0);
        vm.state::<Created>().0.borrow_mut().insert(future.id(), (place, line));
    }
}

/// ` created at FILE:LINE`, or nothing.
pub(super) fn shown(vm: &Vm, future: FutureId) -> String {
    let created = vm.state::<Created>().0.borrow().get(&future).copied();
    match created {
        Some(("", line)) => format!(" created at {}:{line}", file(vm)),
        Some((place, _)) => library(place),
        None => String::new(),
    }
}

/// The same for one that the library has made for itself.
pub(super) fn library(place: &str) -> String {
    format!(" created at {LIBRARY}{place}")
}
