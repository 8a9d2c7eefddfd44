//! What the variables of a frame held when it ended, for as long as a traceback refers to the frame: so what is in them lives as
//! long as an exception that passed through it.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use super::code::Code;
use super::dict::Dict;
use super::exceptions::data_of;
use super::execution::{Execution, Frame};
use super::machine::Vm;
use super::value::Value;

/// The variables of a frame that has ended.
#[derive(Default)]
pub struct Held(RefCell<Vec<Value>>);

impl Drop for Held {
    fn drop(&mut self) {
        let mut variables = self.0.take();
        if !variables.is_empty() {
            // The last one first, as CPython does.
            variables.reverse();
            super::trash::release(variables);
        }
    }
}

impl Held {
    /// By name, those that have a value.
    pub fn variables(&self, code: &Code) -> Rc<Dict> {
        let dict = Dict::default();
        for (name, value) in code.slots.iter().zip(&*self.0.borrow()) {
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
    looked_at: Cell<usize>,
}

impl HeldFrames {
    fn add(&self, held: &Rc<Held>) {
        let mut frames = self.frames.borrow_mut();
        if frames.len() == frames.capacity() {
            frames.retain(|held| held.strong_count() > 0);
        }
        frames.push(Rc::downgrade(held));
    }

    /// Lets go of those that only keep each other alive, if there are many more than the last time, as CPython's collector does.
    fn tidy(&self) {
        const MANY: usize = 4000;
        if self.frames.borrow().len() < self.looked_at.get() + MANY {
            return;
        }
        self.collect();
        self.looked_at.set(self.frames.borrow().len());
    }

    /// Lets go of those that only keep themselves alive; how many those are.
    pub fn collect(&self) -> usize {
        let garbage: Vec<Rc<Held>> = {
            let mut frames = self.frames.borrow_mut();
            frames.retain(|held| held.strong_count() > 0);
            frames.iter().filter_map(Weak::upgrade).filter(Held::is_cycle).collect()
        };
        garbage.iter().for_each(|held| held.clear());
        garbage.len()
    }

    /// Lets go of all.
    pub fn clear(&self) {
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
        frames.tidy();
    }
}
