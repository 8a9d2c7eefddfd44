//! What `__traceback__` is: frames in the order of the calls, of which little more is known than where they stood.

use std::rc::Rc;

use crate::vm::exceptions::{ExceptionData, TracebackEntry, type_error};
use crate::vm::machine::Vm;
use crate::vm::native::{NativeType, Property};
use crate::vm::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// A frame and those that it called, up to where the exception was raised.
struct Traceback {
    /// The outermost frame first.
    entries: Rc<[TracebackEntry]>,
    /// The frame that this object stands for.
    at: usize,
}

/// `traceback`
pub static TRACEBACK: NativeType = NativeType::new("traceback", "builtins", &[]).properties(&[
    Property {
        name: "tb_lineno",
        get: |_, this| Ok(entry(this).map(|entry| i64::from(entry.span.line)).into()),
        set: None,
    },
    Property { name: "tb_lasti", get: |_, _| Ok(Value::Int(0)), set: None },
    Property {
        name: "tb_next",
        get: |_, this| {
            let next = this.data::<Traceback>().and_then(|this| object(this.entries.clone(), this.at + 1));
            Ok(next.unwrap_or(Value::None))
        },
        set: None,
    },
    Property {
        name: "tb_frame",
        get: |_, this| Ok(entry(this).map(|entry| Value::native(FRAME.class(), entry)).into()),
        set: None,
    },
]);

/// `frame`
pub static FRAME: NativeType = NativeType::new("frame", "builtins", &[]).properties(&[
    Property {
        name: "f_lineno",
        get: |_, this| Ok(frame(this).map(|entry| i64::from(entry.span.line)).into()),
        set: None,
    },
    Property {
        name: "f_code",
        get: |_, this| Ok(frame(this).map(|entry| Value::native(CODE.class(), entry.code.clone())).into()),
        set: None,
    },
    Property { name: "f_back", get: |_, _| Ok(Value::None), set: None },
    Property { name: "f_locals", get: |_, _| Ok(Value::dict(Default::default())), set: None },
]);

/// `code`
pub static CODE: NativeType = NativeType::new("code", "builtins", &[]).properties(&[
    Property {
        name: "co_name",
        get: |_, this| Ok(code(this).map(|code| code.name.clone()).into()),
        set: None,
    },
    Property {
        name: "co_qualname",
        get: |_, this| Ok(code(this).map(|code| code.qualname.clone()).into()),
        set: None,
    },
    Property { name: "co_filename", get: |vm: &Vm, _| Ok(vm.source.borrow().0.clone().into()), set: None },
    Property {
        name: "co_firstlineno",
        get: |_, this| Ok(code(this).map(|code| i64::from(code.first_line)).into()),
        set: None,
    },
    Property {
        name: "co_argcount",
        get: |_, this| Ok(code(this).map(|code| i64::from(code.params.positional)).into()),
        set: None,
    },
    Property {
        name: "co_varnames",
        get: |_, this| {
            let names = code(this).map_or(&[][..], |code| &code.slots);
            Ok(Value::tuple(names.iter().map(|name: &Symbol| name.text().into()).collect::<Vec<Value>>()))
        },
        set: None,
    },
]);

fn entry(this: &Value) -> Option<TracebackEntry> {
    let this: &Traceback = this.data()?;
    this.entries.get(this.at).cloned()
}

fn frame(this: &Value) -> Option<&TracebackEntry> {
    this.data()
}

fn code(this: &Value) -> Option<&Rc<crate::vm::code::Code>> {
    this.data()
}

fn object(entries: Rc<[TracebackEntry]>, at: usize) -> Option<Value> {
    (at < entries.len()).then(|| Value::native(TRACEBACK.class(), Traceback { entries, at }))
}

/// `__traceback__`
pub fn of(data: &ExceptionData) -> Value {
    let entries: Rc<[TracebackEntry]> = shown(&data.traceback.borrow());
    object(entries, 0).unwrap_or(Value::None)
}

/// The frames of the program, the outermost first.
pub(super) fn shown(innermost_first: &[TracebackEntry]) -> Rc<[TracebackEntry]> {
    innermost_first.iter().rev().filter(|entry| !entry.code.library).cloned().collect()
}

/// The frames of a traceback object, the outermost first; nothing if it is none.
pub fn frames(value: &Value) -> Option<Vec<TracebackEntry>> {
    let traceback: &Traceback = value.data()?;
    Some(traceback.entries[traceback.at..].to_vec())
}

/// Assigns to `__traceback__`.
///
/// # Errors
///
/// TypeError if the value is neither a traceback nor None.
pub fn assign(data: &ExceptionData, value: &Value) -> Result<()> {
    let mut entries = match value {
        Value::None => Vec::new(),
        other => frames(other).ok_or_else(|| type_error("__traceback__ must be a traceback or None"))?,
    };
    entries.reverse();
    let before = data.traceback.replace(entries);
    drop(before);
    Ok(())
}
