//! Where the coroutine of the task whose step it is stands, while something else runs on top of it: a function that it calls,
//! a coroutine that it awaits, a generator, or an eager task.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::vm::frames::Execution;
use crate::vm::machine::Vm;

use super::Coroutine;

/// The coroutine that the current task drives.
#[derive(Default)]
pub(in crate::vm) struct Running {
    coroutine: RefCell<Option<Rc<Coroutine>>>,
    /// How many frames there are while its own is the innermost; 0 before that goes on.
    frames: Cell<u32>,
}

impl Running {
    /// A step begins: whose it was before, which is to be given back to [`end`](Self::end).
    pub(super) fn begin(&self, coroutine: Rc<Coroutine>) -> Self {
        let coroutine = self.coroutine.replace(Some(coroutine));
        Self { coroutine: RefCell::new(coroutine), frames: Cell::new(self.frames.replace(0)) }
    }

    /// The step has ended.
    pub(super) fn end(&self, before: Self) {
        let ours = self.coroutine.replace(before.coroutine.into_inner());
        self.frames.set(before.frames.get());
        drop(ours);
    }

    /// The coroutine's own frame goes on, with so many below it.
    pub(super) fn goes_on(&self, below: u32) {
        self.frames.set(below + 1);
    }
}

impl Vm {
    /// Whether the frame of the current task's coroutine is the innermost of all.
    #[inline]
    fn is_task_innermost(&self) -> bool {
        self.frames.get() == self.running.frames.get()
    }

    /// Before a frame is put on those of an execution: the current task's coroutine stands where it is now.
    #[inline]
    pub(in crate::vm) fn note_line(&self, execution: &Execution) {
        if self.is_task_innermost()
            && let Some(coroutine) = &*self.running.coroutine.borrow()
        {
            coroutine.stands_at(execution);
        }
    }

    /// Before something runs on a stack of its own.
    #[inline]
    pub(in crate::vm) fn note_line_of_call(&self) {
        if self.is_task_innermost()
            && let Some(coroutine) = &*self.running.coroutine.borrow()
        {
            coroutine.line.set(coroutine.line_now(self));
        }
    }
}

impl Coroutine {
    /// Notes the line of its frame, the outermost of an execution.
    pub(super) fn stands_at(&self, execution: &Execution) {
        if let Some(frame) = execution.frames.first() {
            self.line.set(frame.code.spans[frame.pc.saturating_sub(1)].line);
        }
    }

    /// The line where it stands; if it runs, that of the statement being carried out.
    pub fn line_now(&self, vm: &Vm) -> u32 {
        let runs = vm.is_task_innermost()
            && vm.running.coroutine.borrow().as_ref().is_some_and(|running| std::ptr::eq(&**running, self));
        let now = if runs { vm.event_loop.origin() } else { None };
        // What it has called may have come back just now, from lines of its own.
        let is_own = |line: &u32| {
            self.code.as_ref().is_some_and(|code| code.spans.iter().any(|span| span.line == *line))
        };
        now.map(|origin| origin.0).filter(is_own).unwrap_or_else(|| self.line.get())
    }
}
