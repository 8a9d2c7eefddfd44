//! What the variables of a frame held when it ended, for as long as a traceback refers to the frame: so what is in them lives as
//! long as an exception that passed through it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::{Rc, Weak};

use crate::engine::Exception;
use crate::vm::code::Code;
use crate::vm::exceptions::data_of;
use crate::vm::library::gc;
use crate::vm::machine::{Vm, owe};
use crate::vm::value::dict::Dict;
use crate::vm::value::{Value, trash};

use super::{Execution, Frame};

/// The variables of a frame that has ended.
#[derive(Default)]
pub struct Held(RefCell<Vec<Value>>);

impl Drop for Held {
    fn drop(&mut self) {
        let mut variables = self.0.take();
        if !variables.is_empty() {
            // The last one first, as CPython does.
            variables.reverse();
            trash::release(variables);
        }
    }
}

/// The variables of a function's frame that have a value, given what is in its slots.
pub fn by_name(code: &Code, slots: &[Value]) -> Rc<Dict> {
    let dict = Dict::default();
    owe(32 * slots.len());
    for (name, value) in code.slots.iter().zip(slots) {
        let value = match value {
            Value::Cell(cell) => cell.borrow().clone(),
            value => value.clone(),
        };
        let name = name.text();
        if value.is_bound() && !name.starts_with('.') {
            dict.set_str(&name, value);
        }
    }
    Rc::new(dict)
}

impl Held {
    /// By name, those that have a value.
    pub fn variables(&self, code: &Code) -> Rc<Dict> {
        by_name(code, &self.0.borrow())
    }

    fn clear(&self) {
        let variables = self.0.take();
        drop(variables);
    }

    /// Whether nothing keeps this alive but exceptions that are in it, each of them known to it alone: `last = error`.
    fn is_cycle(self: &Rc<Self>) -> bool {
        let variables = self.0.borrow();
        let mut inside = 0;
        for value in variables.iter() {
            let Value::Exception(exception) = value else { continue };
            let again =
                variables.iter().filter(|other| matches!(other, Value::Exception(e) if e.is(exception)));
            if exception.references() > again.count() {
                continue;
            }
            let traceback = data_of(exception).traceback.borrow();
            inside += traceback
                .iter()
                .filter(|entry| entry.held.as_ref().is_some_and(|held| Rc::ptr_eq(held, self)))
                .count();
        }
        // Who asks has one reference.
        inside > 0 && inside + 1 >= Rc::strong_count(self)
    }
}

/// The frames that have ended and that tracebacks refer to; some are gone.
#[derive(Default)]
pub struct HeldFrames {
    frames: RefCell<Vec<Weak<Held>>>,
    /// What `asyncio.run()` is about to raise.
    leaving: RefCell<Option<Exception>>,
}

impl HeldFrames {
    fn add(&self, held: &Rc<Held>) {
        // So many at most: what only refers to itself is never freed otherwise, and CPython's collector would have come by.
        const MOST: usize = 5000;
        let mut old = Vec::new();
        {
            let mut frames = self.frames.borrow_mut();
            if frames.len() == frames.capacity() || frames.len() >= MOST {
                frames.retain(|held| held.strong_count() > 0);
            }
            if frames.len() >= MOST {
                old = frames.drain(..MOST / 2).collect();
            }
            frames.push(Rc::downgrade(held));
        }
        old.iter().filter_map(Weak::upgrade).for_each(|held| held.clear());
    }

    /// Lets go of those that only keep themselves alive; how many those are.
    pub fn collect(&self) -> usize {
        let garbage: Vec<Rc<Held>> = {
            let frames = self.frames.borrow();
            frames.iter().filter_map(Weak::upgrade).filter(Held::is_cycle).collect()
        };
        garbage.iter().for_each(|held| held.clear());
        garbage.len()
    }

    /// Notes what `asyncio.run()` is about to raise.
    pub fn leaves(&self, exception: Option<&Exception>) {
        let before = self.leaving.replace(exception.cloned());
        drop(before);
    }

    /// Lets go of those that the program cannot reach any more, now that a loop ends: not from its variables, and not from what
    /// it is raising.
    pub fn collect_unreached(&self, vm: &Vm) {
        if self.frames.borrow().iter().any(|held| held.strong_count() > 0) {
            self.collect_unreached_of_some(vm);
        }
    }

    /// Apart from what every run ends with, so that it is fetched when it is needed.
    #[inline(never)]
    fn collect_unreached_of_some(&self, vm: &Vm) {
        let mut work: Vec<(Value, u32)> =
            vm.main.dict().items().into_iter().map(|(_, value)| (value, 0)).collect();
        let raised = [self.leaving.borrow().clone(), vm.handled.borrow().clone()];
        work.extend(raised.into_iter().flatten().map(|exception| (Value::Exception(exception), 0)));
        let (seen, mut reached, mut at) = (Dict::default(), BTreeSet::new(), 0);
        // What is near comes first, since each is looked into once.
        while let Some((value, depth)) = work.get(at).cloned() {
            const DEPTH: u32 = 5;
            at += 1;
            let exception = if let Value::Exception(exception) = &value { Some(exception) } else { None };
            if exception.is_none() && !gc::has_children(&value) {
                continue;
            }
            let id = Value::Int(value.id());
            if seen.has(vm, &id).unwrap_or(true) || seen.set(vm, id, Value::None).is_err() {
                continue;
            }
            let before = work.len();
            if let Some(exception) = exception {
                let data = data_of(exception);
                for entry in data.traceback.borrow().iter() {
                    let Some(held) = &entry.held else { continue };
                    if reached.insert(Rc::as_ptr(held)) {
                        work.extend(held.0.borrow().iter().map(|value| (value.clone(), depth + 1)));
                    }
                }
                let more = [data.cause.borrow().clone(), data.context.borrow().clone()];
                let more = more.into_iter().flatten().chain(exception.exceptions().iter().cloned());
                work.extend(more.map(|exception| (Value::Exception(exception), depth)));
            }
            if depth < DEPTH {
                work.extend(gc::children(&value).into_iter().map(|value| (value, depth + 1)));
            }
            // Whoever keeps so much pays for its being looked at; past the budget nobody is let go of.
            if vm.charge(64 + 16 * (work.len() - before)).is_err() {
                return;
            }
        }
        let frames = self.frames.borrow().clone();
        let unreached = frames.iter().filter(|held| !reached.contains(&held.as_ptr()));
        unreached.filter_map(Weak::upgrade).for_each(|held| held.clear());
    }

    /// Lets go of all.
    pub fn clear(&self) {
        self.leaves(None);
        let frames = self.frames.take();
        frames.iter().filter_map(Weak::upgrade).for_each(|held| held.clear());
    }
}

impl Frame {
    /// What a traceback refers to of it.
    pub(super) fn held(&mut self) -> Option<Rc<Held>> {
        let has_variables = !self.code.slots.is_empty();
        has_variables.then(|| self.held.get_or_insert_default().clone())
    }
}

impl Vm {
    /// Cuts what a frame that has ended leaves on the stack off it; its variables stay if a traceback refers to them.
    #[inline]
    pub(super) fn cut_frame(
        &self,
        execution: &mut Execution,
        held: Option<Rc<Held>>,
        base: usize,
        size: usize,
        return_to: usize,
    ) {
        if let Some(held) = held {
            self.keep_variables(execution, &held, base, size);
        }
        execution.truncate(return_to);
    }

    #[cold]
    fn keep_variables(&self, execution: &mut Execution, held: &Rc<Held>, base: usize, size: usize) {
        if Rc::strong_count(held) == 1 || self.ended.get() {
            return;
        }
        execution.truncate(base + size);
        held.0.replace(execution.stack.split_off(base));
        let frames = self.state::<HeldFrames>();
        frames.add(held);
    }
}
