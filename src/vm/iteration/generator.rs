//! Generators.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::code::Code;
use crate::vm::coroutine::{Names, Resume};
use crate::vm::exceptions::{is, new_exception, runtime_error, set_cause, type_error, value_error};
use crate::vm::frames::{Execution, Outcome};
use crate::vm::machine::Vm;
use crate::vm::types::exception as classes;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value, trash};

/// A generator.
pub struct Generator {
    /// What it is called.
    pub names: Names,
    /// `gi_code`
    pub code: Rc<Code>,
    pub(in crate::vm) state: RefCell<GeneratorState>,
    /// Whether `types.coroutine()` has made one of it: it may be awaited, and delegate to coroutines.
    pub(in crate::vm) is_coroutine: Cell<bool>,
}

pub(in crate::vm) enum GeneratorState {
    Suspended(Box<Execution>),
    Running,
    Done,
}

/// What a generator has done.
pub enum Yielded {
    /// It has yielded a value.
    Value(Value),
    /// It has returned.
    Returned(Value),
}

impl Generator {
    pub(in crate::vm) fn new(names: Names, execution: Execution) -> Self {
        let code = execution.frames[0].code.clone();
        let state = RefCell::new(GeneratorState::Suspended(Box::new(execution)));
        Self { names, code, state, is_coroutine: Cell::new(false) }
    }

    /// Makes a coroutine of it before it has begun.
    pub(in crate::vm) fn make_coroutine(&self) {
        self.is_coroutine.set(true);
        if let GeneratorState::Suspended(execution) = &mut *self.state.borrow_mut() {
            execution.is_coroutine = true;
        }
    }
}

impl Vm {
    /// `send()` or `throw()` on a generator.
    ///
    /// # Errors
    ///
    /// What it raises; ValueError if it is running.
    pub fn resume_generator(&self, generator: &Rc<Generator>, how: Resume) -> Result<Yielded> {
        let mut execution = match generator.state.replace(GeneratorState::Running) {
            GeneratorState::Suspended(execution) => execution,
            GeneratorState::Running => return Err(value_error("generator already executing")),
            GeneratorState::Done => {
                generator.state.replace(GeneratorState::Done);
                return match how {
                    Resume::Send(_) => Ok(Yielded::Returned(Value::None)),
                    Resume::Throw(exception) => Err(exception),
                };
            }
        };
        let how = match how {
            Resume::Send(value) if !execution.has_begun() => {
                if !value.is_none() {
                    generator.state.replace(GeneratorState::Suspended(execution));
                    return Err(type_error("can't send non-None value to a just-started generator"));
                }
                None
            }
            how => Some(how),
        };
        let outcome = self.run(&mut execution, how);
        match outcome {
            Outcome::Yielded(value) => {
                generator.state.replace(GeneratorState::Suspended(execution));
                Ok(Yielded::Value(value))
            }
            Outcome::Returned(value) => {
                generator.state.replace(GeneratorState::Done);
                Ok(Yielded::Returned(value))
            }
            Outcome::Raised(exception) => {
                generator.state.replace(GeneratorState::Done);
                if is(&exception, &classes::STOP_ITERATION) {
                    let error = runtime_error("generator raised StopIteration");
                    set_cause(&error, &exception);
                    return Err(error);
                }
                Err(exception)
            }
            Outcome::Pending => {
                generator.state.replace(GeneratorState::Done);
                Err(runtime_error("a generator cannot await"))
            }
        }
    }

    /// `close()` on a generator. Its value is what the generator returns.
    ///
    /// # Errors
    ///
    /// What it raises; RuntimeError if it yields.
    pub fn close_generator(&self, generator: &Rc<Generator>) -> Result {
        let begun = match &*generator.state.borrow() {
            GeneratorState::Done => return Ok(Value::None),
            GeneratorState::Running => return Err(value_error("generator already executing")),
            GeneratorState::Suspended(execution) => execution.has_begun(),
        };
        if !begun {
            let before = generator.state.replace(GeneratorState::Done);
            drop(before);
            return Ok(Value::None);
        }
        let exit = new_exception(classes::GENERATOR_EXIT.class(), Vec::new());
        match self.resume_generator(generator, Resume::Throw(exit)) {
            Ok(Yielded::Value(_)) => Err(runtime_error("generator ignored GeneratorExit")),
            Ok(Yielded::Returned(value)) => Ok(value),
            Err(exception) => unless_exit(exception).map(|()| Value::None),
        }
    }

    /// One step of `yield from`: what is yielded on, or nothing once the iterator has ended and its value is on the stack.
    pub(in crate::vm) fn delegate(&self, execution: &mut Execution, how: Resume) -> Result<Option<Value>> {
        // Generators may delegate to generators, and who asks counts only what comes out.
        self.charge(12)?;
        let iterator = execution.peek(1).clone();
        if let Resume::Throw(exception) = &how
            && is(exception, &classes::GENERATOR_EXIT)
        {
            execution.delegating = false;
            drop(execution.pop());
            match &iterator {
                Value::Generator(generator) => drop(self.close_generator(generator)?),
                other => {
                    if let Some(close) = self.find_attr(other, Symbol::new("close"))? {
                        self.call(&close, &[])?;
                    }
                }
            }
            return Err(exception.clone());
        }
        match self.step_iterator(&iterator, how) {
            Ok(Yielded::Value(value)) => Ok(Some(value)),
            Ok(Yielded::Returned(value)) => {
                execution.delegating = false;
                drop(execution.pop());
                execution.push(value);
                Ok(None)
            }
            Err(exception) => {
                execution.delegating = false;
                drop(execution.pop());
                Err(exception)
            }
        }
    }

    /// The iterator of `yield from`.
    #[inline(never)]
    pub(in crate::vm) fn delegate_to(&self, iterable: &Value, is_coroutine: bool) -> Result {
        match iterable {
            Value::Generator(_) => Ok(iterable.clone()),
            Value::Coroutine(_) if is_coroutine => Ok(iterable.clone()),
            Value::Coroutine(_) => {
                Err(type_error("cannot 'yield from' a coroutine object in a non-coroutine generator"))
            }
            Value::Instance(_) if self.special(iterable, "__next__").is_some() => Ok(iterable.clone()),
            _ => self.iter(iterable),
        }
    }
}

/// GeneratorExit and StopIteration are how a generator ends that is closed.
pub(in crate::vm) fn unless_exit(exception: Exception) -> Result<()> {
    let ended = is(&exception, &classes::GENERATOR_EXIT) || is(&exception, &classes::STOP_ITERATION);
    if ended { Ok(()) } else { Err(exception) }
}

impl Drop for Generator {
    /// A generator that nobody refers to any more is closed: its `finally` clauses run.
    fn drop(&mut self) {
        let GeneratorState::Suspended(execution) = self.state.replace(GeneratorState::Done) else { return };
        if !execution.has_begun() || execution.has_no_handlers() {
            trash::release(execution);
            return;
        }
        let Some(vm) = Vm::try_current() else { return };
        if vm.is_stopped() {
            return;
        }
        let state = RefCell::new(GeneratorState::Suspended(execution));
        let (names, code, is_coroutine) = (self.names.clone(), self.code.clone(), self.is_coroutine.clone());
        let again = Rc::new(Self { names, code, state, is_coroutine });
        let handled = vm.handled.take();
        if let Err(exception) = vm.close_generator(&again) {
            vm.unraisable(&exception, "while closing generator", &Value::Generator(again.clone()));
        }
        vm.handled.replace(handled);
        again.state.replace(GeneratorState::Done);
    }
}
