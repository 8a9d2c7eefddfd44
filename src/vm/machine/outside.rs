//! Carries out what somebody outside does to a program.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::engine::{Exception, WeakFuture};
use crate::program::{Act, Intervention};
use crate::vm::value::module::Globals;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Instance, Result, Value};

use super::Vm;

/// What the program has made that can be acted on, in order of creation.
#[derive(Default)]
pub(super) struct Made {
    /// Whether anything will be: otherwise no list is kept.
    is_kept: Cell<bool>,
    events: RefCell<Vec<Weak<Instance>>>,
    queues: RefCell<Vec<Weak<Instance>>>,
    futures: RefCell<Vec<WeakFuture<Value>>>,
}

/// Takes down that the program has made an event.
pub(in crate::vm) fn made_event(vm: &Vm, value: &Value) {
    note(vm, value, |made| &made.events);
}

/// Takes down that the program has made a queue.
pub(in crate::vm) fn made_queue(vm: &Vm, value: &Value) {
    note(vm, value, |made| &made.queues);
}

/// Takes down that the program has made a future.
pub(in crate::vm) fn made_future(vm: &Vm, future: &crate::engine::Future<Value>) {
    let made = vm.state::<Made>();
    if made.is_kept.get() {
        made.futures.borrow_mut().push(future.downgrade());
    }
}

fn note(vm: &Vm, value: &Value, list: impl Fn(&Made) -> &RefCell<Vec<Weak<Instance>>>) {
    let made = vm.state::<Made>();
    if let (true, Value::Instance(instance)) = (made.is_kept.get(), value) {
        list(&made).borrow_mut().push(Rc::downgrade(instance));
    }
}

impl Vm {
    /// Sets the timers of what happens from outside.
    pub(in crate::vm) fn plan(self: &Rc<Self>, interventions: &[Intervention]) {
        let acts_on_things = |one: &Intervention| !matches!(one.act, Act::Cancel { .. } | Act::Interrupt);
        self.state::<Made>().is_kept.set(interventions.iter().any(acts_on_things));
        for Intervention { at_secs, turns, act } in interventions {
            let (vm, act) = (Rc::downgrade(self), act.clone());
            self.event_loop.intervene_by(*at_secs, *turns, move || match vm.upgrade() {
                Some(vm) => vm.act(&act),
                None => Ok(()),
            });
        }
    }

    /// Carries something out. What goes wrong, for want of room in a queue or because a future is done, is told on stderr, as
    /// an exception in a callback is.
    fn act(&self, act: &Act) -> Result<()> {
        let done = match act {
            Act::Cancel { task: name } => {
                for task in self.event_loop.all_tasks() {
                    if *task.name() == **name {
                        task.cancel();
                    }
                }
                return Ok(());
            }
            Act::Interrupt => return self.event_loop.interrupt(),
            Act::SetEvent { event } => self.call_on(|made| &made.events, *event, "set", None),
            Act::PutItem { queue, item } => {
                self.call_on(|made| &made.queues, *queue, "put_nowait", Some(item))
            }
            Act::Resolve { future, result } => self.settle_future(*future, "set_result", result),
            Act::Fail { future, error } => self.settle_future(*future, "set_exception", error),
        };
        if let Err(exception) = done {
            self.console(&self.format_exception(&exception));
        }
        Ok(())
    }

    fn call_on(
        &self,
        list: impl Fn(&Made) -> &RefCell<Vec<Weak<Instance>>>,
        number: u32,
        method: &str,
        argument: Option<&str>,
    ) -> Result<()> {
        let made = self.state::<Made>();
        let found = list(&made).borrow().get(number.wrapping_sub(1) as usize).and_then(Weak::upgrade);
        let Some(instance) = found else { return Ok(()) };
        let arguments = argument.map(|text| self.value_of(text)).transpose()?;
        self.call_method(&Value::Instance(instance), method, arguments.as_slice()).map(drop)
    }

    fn settle_future(&self, number: u32, method: &str, argument: &str) -> Result<()> {
        let made = self.state::<Made>();
        let found = made.futures.borrow().get(number.wrapping_sub(1) as usize).and_then(WeakFuture::upgrade);
        // Whoever presses the button of a promise that is kept already changes nothing.
        let Some(future) = found.filter(|future| !future.done()) else { return Ok(()) };
        let argument = self.value_of(argument)?;
        self.call_method(&future.into(), method, &[argument]).map(drop)
    }

    /// The value of an expression, in the names of `__main__`.
    fn value_of(&self, expression: &str) -> Result<Value> {
        let name = Symbol::new("value");
        let code =
            (self.compile)(&Act::assignment(expression), "intervention").map_err(Exception::runtime)?;
        let globals = Rc::<Globals>::default();
        for (name, value) in self.main.entries() {
            globals.set(name, value);
        }
        self.run_module(&code, &globals)?;
        let value = globals.get(name).unwrap_or(Value::None);
        globals.clear();
        Ok(value)
    }
}
