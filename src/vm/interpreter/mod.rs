//! The loop that runs frames: [`instructions`] carries out the innermost one's, and what becomes of that is decided here.

mod displays;
pub mod imports;
mod instructions;
mod patterns;
mod with;

use crate::trace::Origin;
use crate::vm::code::Code;

use crate::vm::coroutine::Resume;
use crate::vm::exceptions::{Flight, data_of};
use crate::vm::frames::unwinding::too_deep;
use crate::vm::frames::{Execution, Outcome};
use crate::vm::machine::{MOST_NESTED, Vm};
use instructions::Left;

impl Vm {
    /// Runs the frames of an execution until it ends, yields, or awaits something that is not done.
    pub(super) fn run(&self, execution: &mut Execution, how: Option<Resume>) -> Outcome {
        if self.nested.get() >= MOST_NESTED {
            return Outcome::Raised(too_deep());
        }
        self.note_line_of_call();
        self.nested.set(self.nested.get() + 1);
        self.frames.set(self.frames.get() + execution.frames.len() as u32);
        let outer = self.handled.borrow().clone();
        let own_handled = execution.handled.is_some();
        if let Some(own) = execution.handled.take() {
            self.handled.replace(Some(own));
        }
        let outcome = self.run_frames(execution, how, own_handled);
        let own = self.handled.replace(outer.clone());
        execution.handled =
            own.filter(|own| execution.clauses > 0 || !outer.is_some_and(|outer| outer.is(own)));
        if std::mem::take(&mut execution.thrown) > 0 && execution.handled.is_none() {
            execution.handled = execution.enclosing.last().map(|(_, handled)| handled.clone());
        }
        self.frames.set(self.frames.get() - execution.frames.len() as u32);
        self.nested.set(self.nested.get() - 1);
        outcome
    }

    fn run_frames(&self, execution: &mut Execution, how: Option<Resume>, own_handled: bool) -> Outcome {
        // An exception, and whether its traceback knows this frame already.
        let mut raised = None;
        let mut thrown = false;
        // Whether it was raised elsewhere.
        let mut comes_in = false;
        match how {
            None => {}
            Some(how) if execution.delegating => {
                let is_thrown = matches!(how, Resume::Throw(_));
                match self.delegate(execution, how) {
                    Ok(Some(value)) => return Outcome::Yielded(value),
                    Ok(None) => {}
                    Err(exception) => {
                        // What comes back of what was thrown in is thrown in here: what is handled here is its context.
                        if is_thrown && own_handled {
                            data_of(&exception).flight.set(Flight::Landed);
                        }
                        raised = Some((exception, false));
                    }
                }
            }
            Some(Resume::Send(value)) => execution.push(value),
            Some(Resume::Throw(exception)) => {
                raised = Some((exception, false));
                comes_in = true;
                // What is handled outside is no context of what is thrown in.
                thrown = !own_handled || self.hide_enclosing(execution);
            }
        }
        loop {
            if let Some((exception, again)) = raised.take() {
                if std::mem::take(&mut thrown) || again {
                    data_of(&exception).flight.set(Flight::Raised);
                } else {
                    self.add_context(&exception);
                }
                if self.tracing && !std::mem::take(&mut comes_in) && !again {
                    self.tell_raised(execution, &exception);
                }
                if let Err(exception) = self.unwind(execution, exception, again) {
                    return Outcome::Raised(exception);
                }
            }
            match self.run_frame(execution) {
                Left::Frame => {}
                Left::Raised { exception, again } => raised = Some((exception, again)),
                Left::Out(outcome) => return outcome,
            }
        }
    }

    /// Events are marked with the line of the instruction before `pc` from now on.
    #[inline]
    pub(in crate::vm) fn mark(&self, code: &Code, pc: usize) {
        if self.tracing && !code.library {
            self.event_loop.set_origin(Some(Origin(code.spans[pc - 1].line)));
        }
    }
}
