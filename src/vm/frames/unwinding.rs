//! What becomes of an exception in the frames that it leaves.

use crate::engine::Exception;
use crate::vm::code::Code;
use crate::vm::coroutine::State;
use crate::vm::exceptions;
use crate::vm::exceptions::{Flight, TracebackEntry, data_of, name_error, raise, runtime_error, set_cause};
use crate::vm::machine::Vm;
use crate::vm::types::exception as classes;
use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

use super::{Execution, Frame, FrameKind};

impl Vm {
    /// Finds the handler of an exception, leaving frames that have none. The exception comes back if there is none at all.
    /// If it is raised `again`, the innermost frame is in its traceback already.
    pub(in crate::vm) fn unwind(
        &self,
        execution: &mut Execution,
        exception: Exception,
        mut again: bool,
    ) -> Result<(), Exception> {
        // If that uses the budget up, the run is over, and nothing is caught any more.
        _ = self.charge(32);
        loop {
            let Some(frame) = execution.frames.last() else { return Err(exception) };
            _ = self.tick_code(0, frame.pc);
            _ = self.charge(48);
            let at = frame.pc.saturating_sub(1);
            if !self.is_stopped() {
                if !std::mem::take(&mut again) {
                    if matches!(exception.class().name(), "NameError" | "AttributeError") {
                        crate::vm::traceback::keep(&exception, execution, frame);
                    }
                    add_entry(&exception, execution.top(), at);
                }
                let frame = execution.top();
                let handler = frame
                    .code
                    .handlers
                    .iter()
                    // What has not begun handles nothing.
                    .find(|handler| frame.pc > 0 && (handler.start..handler.end).contains(&(at as u32)));
                if let Some(handler) = handler {
                    let slots = frame.base + frame.code.slots.len();
                    let (target, depth) = (handler.target as usize, handler.depth as usize);
                    execution.truncate(slots + depth);
                    data_of(&exception).flight.set(Flight::Landed);
                    execution.push(Value::Exception(exception));
                    execution.top().pc = target;
                    return Ok(());
                }
            }
            let Some(frame) = execution.frames.pop() else { return Err(exception) };
            if self.is_stopped() && !frame.code.library && self.stopped_at.get().is_none() {
                self.stopped_at.set(frame.code.spans.get(at).map(|span| span.line));
            }
            self.frames.set(self.frames.get() - 1);
            let mut was_thrown_into = false;
            let exception_of_frame = match frame.kind {
                FrameKind::Coroutine(coroutine) => {
                    coroutine.state.replace(State::Done);
                    was_thrown_into = self.leave_awaited(execution);
                    Some(self.leaving_coroutine(&exception))
                }
                _ => None,
            };
            self.cut_frame(execution, frame.held, frame.base, frame.code.slots.len(), frame.return_to);
            if was_thrown_into && self.handled.borrow().is_some() {
                // It is raised anew in whoever awaited it (`_PyErr_ChainStackItem()`).
                data_of(&exception).flight.set(Flight::Landed);
                self.add_context(&exception);
            }
            if let Some(Some(converted)) = exception_of_frame {
                self.add_context(&converted);
                return self.unwind(execution, converted, false);
            }
        }
    }

    /// A StopIteration must not leave a coroutine: the RuntimeError that takes its place.
    pub(in crate::vm) fn leaving_coroutine(&self, exception: &Exception) -> Option<Exception> {
        if !exceptions::is(exception, &classes::STOP_ITERATION) {
            return None;
        }
        let error = runtime_error("coroutine raised StopIteration");
        set_cause(&error, exception);
        Some(error)
    }
}

/// Notes in an exception's traceback that it passed through a frame.
fn add_entry(exception: &Exception, frame: &mut Frame, at: usize) {
    const MOST_ENTRIES: usize = 2000;
    if frame.code.library {
        return;
    }
    let mut traceback = data_of(exception).traceback.borrow_mut();
    if traceback.len() < MOST_ENTRIES {
        let span = frame.code.spans.get(at).copied().unwrap_or_default();
        let held = frame.held();
        traceback.push(TracebackEntry { code: frame.code.clone(), span, held });
    }
}

#[cold]
pub(in crate::vm) fn unbound_local(name: Symbol) -> Exception {
    let text = format!("cannot access local variable '{name}' where it is not associated with a value");
    raise(&classes::UNBOUND_LOCAL_ERROR, text)
}

#[cold]
pub(in crate::vm) fn unbound_cell(code: &Code, slot: u32) -> Exception {
    let name = code.slots[slot as usize];
    if (slot as usize) < code.slots.len() - code.free as usize {
        return unbound_local(name);
    }
    name_error(format!(
        "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
    ))
}

#[cold]
pub(in crate::vm) fn undefined(name: Symbol) -> Exception {
    let error = name_error(format!("name '{name}' is not defined"));
    let data = data_of(&error);
    data.attributes.set(Symbol::new(".name"), Value::str(&*name.text()));
    error
}

#[cold]
pub(in crate::vm) fn too_deep() -> Exception {
    raise(&classes::RECURSION_ERROR, "maximum recursion depth exceeded")
}
