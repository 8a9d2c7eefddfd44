//! What the trace is told of exceptions and results, which only the machine knows of. No code of the program runs for that.

use crate::engine::Exception;
use crate::trace::{EventKind, Failure};
use crate::vm::code::{Code, ModuleCode, SyntaxWarning};
use crate::vm::frames::Execution;
use crate::vm::machine::Vm;
use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

use super::data_of;

/// A program that raises without end shall come to another budget than that of events.
const MOST_EVENTS: usize = 50_000;
/// Longer texts nobody reads.
const MOST_TEXT: usize = 200;
/// As many items of a list are shown.
const MOST_ITEMS: usize = 10;
/// What ends loops and generators, and what has events of its own.
const UNTOLD: [&str; 4] = ["StopIteration", "StopAsyncIteration", "GeneratorExit", "CancelledError"];

impl Vm {
    /// The `repr()` of a value that is simple enough to be shown in the trace.
    pub(in crate::vm) fn simple_repr(&self, value: &Value) -> Option<String> {
        let is_simple = match value {
            Value::Tuple(items) => items.len() <= MOST_ITEMS && items.iter().all(is_plain),
            Value::List(list) => {
                let items = list.items.borrow();
                items.len() <= MOST_ITEMS && items.iter().all(is_plain)
            }
            value => is_plain(value),
        };
        if is_simple { self.repr(value).ok() } else { None }
    }

    /// Tells on the console what CPython warns of when it compiles a text, with its lines where there are any.
    pub(in crate::vm) fn tell_syntax_warnings(&self, code: &ModuleCode, file: &str, text: &str) {
        for SyntaxWarning { line, message } in &code.warnings {
            let mut told = format!("{file}:{line}: SyntaxWarning: {message}\n");
            if let Some(shown) = text.lines().nth(line.saturating_sub(1) as usize) {
                told.push_str("  ");
                told.push_str(shown.trim());
                told.push('\n');
            }
            self.console(&told);
        }
    }

    /// A task's coroutine has returned.
    pub(in crate::vm) fn tell_returned(&self, value: &Value) {
        if self.tracing
            && let Some(value) = self.simple_repr(value)
        {
            self.event_loop.emit(|| EventKind::Returned { value: value.into() });
        }
    }

    /// An exception was raised in the innermost frame, or by a call of the library's in it.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn tell_raised(&self, execution: &Execution, exception: &Exception) {
        let Some(frame) = execution.frames.last() else { return };
        let is_new = || data_of(exception).traceback.borrow().is_empty();
        if frame.code.library
            || frame.pc == 0
            || self.is_stopped()
            || !is_new()
            || UNTOLD.contains(&exception.class().name())
            || self.event_loop.current_task().is_none()
            || self.event_loop.trace_len() >= MOST_EVENTS
        {
            return;
        }
        self.mark(&frame.code, frame.pc);
        let error =
            Failure { class: exception.class().name().into(), message: self.message_of(exception).into() };
        self.event_loop.emit(|| EventKind::ExceptionRaised { error });
    }

    /// `str()` of an exception, unless that would take code of the program.
    fn message_of(&self, exception: &Exception) -> String {
        if let Some(message) = exception.message() {
            return message.to_string();
        }
        let data = data_of(exception);
        let own = data.class.borrow().lookup(Symbol::new("__str__"));
        let args = data.args.borrow().clone();
        match &args {
            Value::Tuple(items) if !items.is_empty() => {
                if matches!(own, Some(Value::Function(_))) || !items.iter().all(is_plain) {
                    return String::new();
                }
                self.str(&Value::Exception(exception.clone()))
                    .map(|text| text.to_string())
                    .unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    /// A clause takes up what is on top of the stack.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn tell_caught(&self, execution: &mut Execution, code: &Code, pc: usize) {
        let Value::Exception(exception) = execution.peek(1).clone() else { return };
        if !self.tracing || code.library || !exception.is_cancelled() || self.is_stopped() {
            return;
        }
        let Some(task) = self.event_loop.current_task() else { return };
        let depth = execution.frames.len();
        execution.caught.retain(|(of, _)| *of <= depth);
        execution.caught.push((depth, exception));
        self.mark(code, pc);
        self.event_loop.emit(|| EventKind::CancelCaught { task: task.id() });
    }

    /// The handling of an exception ends; `raises` if it does so by raising what is on top of the stack.
    #[cold]
    pub(super) fn tell_left(&self, execution: &mut Execution, handled: Option<&Exception>, raises: bool) {
        let depth = execution.frames.len();
        let is_caught = |(of, caught): &mut (usize, Exception)| {
            *of == depth && handled.is_some_and(|handled| handled.is(caught))
        };
        if execution.caught.pop_if(is_caught).is_none() || self.is_stopped() {
            return;
        }
        let Some(task) = self.event_loop.current_task().map(|task| task.id()) else { return };
        let again = raises
            && matches!(execution.stack.last(), Some(Value::Exception(exception)) if exception.is_cancelled());
        self.event_loop.emit(|| match again {
            true => EventKind::CancelReraised { task },
            false => EventKind::CancelSwallowed { task },
        });
    }
}

fn is_plain(value: &Value) -> bool {
    match value {
        Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) => true,
        Value::Str(text) => text.len() <= MOST_TEXT,
        _ => false,
    }
}
