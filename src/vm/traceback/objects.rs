//! What `__traceback__` is: frames in the order of the calls, of which little more is known than where they stood.

use std::rc::Rc;

use crate::vm::code::{Code, CodeKind, Op, Span};
use crate::vm::exceptions::{ExceptionData, TracebackEntry, type_error};
use crate::vm::frames;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType, Property};
use crate::vm::value::dict::Dict;
use crate::vm::value::module::Globals;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// A frame and those that it called, up to where the exception was raised.
struct Traceback {
    /// The outermost frame first.
    entries: Rc<[TracebackEntry]>,
    /// The frame that this object stands for.
    at: usize,
}

/// `traceback`
pub static TRACEBACK: NativeType = NativeType::new(
    "traceback",
    "builtins",
    &[
        // Made anew each time, they stand for what is one object in CPython.
        Native::new("__eq__", "self, other, /", |_, args| {
            let (Some(own), Some(other)) = (args[0].data::<Traceback>(), args[1].data::<Traceback>()) else {
                return Ok(Value::NotImplemented);
            };
            let (own, other) = (&own.entries[own.at..], &other.entries[other.at..]);
            let same =
                |(a, b): (&TracebackEntry, &TracebackEntry)| Rc::ptr_eq(&a.code, &b.code) && a.span == b.span;
            Ok(Value::Bool(own.len() == other.len() && own.iter().zip(other).all(same)))
        }),
        Native::new("__hash__", "self, /", |_, args| {
            Ok(Value::Int(entry(&args[0]).map_or(0, |entry| i64::from(entry.span.line))))
        }),
    ],
)
.properties(&[
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
        get: |_, this| Ok(entry(this).map(|entry| Frame::of(entry).into_value()).into()),
        set: None,
    },
]);

/// What `frame` is: where it stood, and what was known of it then.
pub struct Frame {
    entry: TracebackEntry,
    locals: Option<Rc<Dict>>,
    globals: Option<Rc<Globals>>,
    back: Value,
}

impl Frame {
    /// A frame of which no more is known than where it stood.
    pub fn of(entry: TracebackEntry) -> Self {
        Self { entry, locals: None, globals: None, back: Value::None }
    }

    /// A frame that stands at an instruction, with its variables; the one before it called it.
    pub(in crate::vm) fn standing(frame: &frames::Frame, stack: &[Value], back: Value) -> Self {
        let first = Span { line: frame.code.first_line, ..Span::default() };
        let at = frame.pc.checked_sub(1).and_then(|at| frame.code.spans.get(at));
        Self {
            entry: TracebackEntry {
                code: frame.code.clone(),
                span: at.copied().unwrap_or(first),
                held: None,
            },
            locals: Some(frame.variables(stack)),
            globals: Some(frame.globals.clone()),
            back,
        }
    }

    /// The object.
    pub fn into_value(self) -> Value {
        Value::native(FRAME.class(), self)
    }
}

/// `frame`
pub static FRAME: NativeType = NativeType::new(
    "frame",
    "builtins",
    &[
        Native::new("clear", "self, /", |_, _| Ok(Value::None)),
        Native::new("__repr__", "self, /", |vm, args| {
            let Some(Frame { entry, .. }) = args[0].data() else { return Ok(Value::None) };
            let (file, line, name) = (vm.source.borrow().0.clone(), entry.span.line, &entry.code.name);
            Ok(format!("<frame at {:#x}, file '{file}', line {line}, code {name}>", args[0].id()).into())
        }),
    ],
)
.properties(&[
    Property {
        name: "f_lineno",
        get: |_, this| Ok(frame(this).map(|frame| i64::from(frame.entry.span.line)).into()),
        set: None,
    },
    Property {
        name: "f_code",
        get: |_, this| Ok(frame(this).map(|frame| code_object(&frame.entry.code)).into()),
        set: None,
    },
    Property {
        name: "f_back",
        get: |_, this| Ok(frame(this).map(|frame| frame.back.clone()).into()),
        set: None,
    },
    Property {
        name: "f_locals",
        get: |_, this| {
            let known = frame(this).and_then(|frame| {
                let held = || frame.entry.held.as_ref().map(|held| held.variables(&frame.entry.code));
                frame.locals.clone().or_else(held)
            });
            Ok(Value::Dict(known.unwrap_or_default()))
        },
        set: None,
    },
    Property {
        name: "f_globals",
        get: |vm: &Vm, this| {
            let known = frame(this).and_then(|frame| frame.globals.clone());
            Ok(Value::Dict(known.unwrap_or_else(|| vm.main.clone()).dict()))
        },
        set: None,
    },
    Property { name: "f_lasti", get: |_, _| Ok(Value::Int(0)), set: None },
    Property { name: "f_trace", get: |_, _| Ok(Value::None), set: None },
]);

/// A computed attribute of a code object.
macro_rules! of_code {
    ($name:literal, $get:expr) => {
        Property {
            name: $name,
            get: |_, this| {
                let get: fn(&Rc<Code>) -> Value = $get;
                Ok(this.data::<Rc<Code>>().map_or(Value::None, get))
            },
            set: None,
        }
    };
}

fn names(names: &[Symbol]) -> Value {
    Value::tuple(names.iter().map(|name| name.text().into()).collect::<Vec<Value>>())
}

/// `code`
pub static CODE: NativeType = NativeType::new(
    "code",
    "builtins",
    &[
        Native::new("__eq__", "self, other, /", |_, args| {
            match (args[0].data::<Rc<Code>>(), args[1].data::<Rc<Code>>()) {
                (Some(own), Some(other)) => Ok(Value::Bool(Rc::ptr_eq(own, other))),
                _ => Ok(Value::NotImplemented),
            }
        }),
        Native::new("__hash__", "self, /", |_, args| {
            Ok(Value::Int(args[0].data::<Rc<Code>>().map_or(0, |code| Rc::as_ptr(code).addr() as i64 >> 4)))
        }),
        Native::new("__repr__", "self, /", |vm, args| {
            let Some(code) = args[0].data::<Rc<Code>>() else { return Ok(Value::None) };
            let (file, line, name) = (vm.source.borrow().0.clone(), code.first_line, &code.name);
            Ok(format!("<code object {name} at {:#x}, file \"{file}\", line {line}>", args[0].id()).into())
        }),
    ],
)
.properties(&[
    Property { name: "co_filename", get: |vm: &Vm, _| Ok(vm.source.borrow().0.clone().into()), set: None },
    of_code!("co_name", |code| code.name.clone().into()),
    of_code!("co_qualname", |code| code.qualname.clone().into()),
    of_code!("co_firstlineno", |code| i64::from(code.first_line).into()),
    of_code!("co_argcount", |code| i64::from(code.params.positional).into()),
    of_code!("co_posonlyargcount", |code| i64::from(code.params.positional_only).into()),
    of_code!("co_kwonlyargcount", |code| i64::from(code.params.keyword_only).into()),
    of_code!("co_nlocals", |code| (variables(code).len() as i64).into()),
    of_code!("co_varnames", |code| names(&variables(code))),
    of_code!("co_cellvars", |code| {
        let count = code.params.count();
        let is_param = |name: &Symbol| code.slots.iter().take(count).any(|param| param == name);
        let (mut cells, mut others): (Vec<_>, Vec<_>) = cells(code).partition(is_param);
        crate::order::sort_by(&mut others, |a, b| a.text().cmp(&b.text()));
        cells.append(&mut others);
        names(&cells)
    }),
    of_code!("co_freevars", |code| names(&code.slots[own_slots(code).len()..])),
    of_code!("co_flags", |code| {
        let kind = match code.kind {
            CodeKind::Generator => 0x20,
            CodeKind::Coroutine => 0x80,
            CodeKind::AsyncGenerator => 0x200,
            _ => 0,
        };
        let (args, kwargs) = (code.params.star_args, code.params.star_kwargs);
        Value::Int(3 | i64::from(args) << 2 | i64::from(kwargs) << 3 | kind)
    }),
]);

/// The slots that are not of functions around it.
fn own_slots(code: &Code) -> &[Symbol] {
    &code.slots[..code.slots.len() - code.free as usize]
}

/// The variables that inner functions use.
fn cells(code: &Code) -> impl Iterator<Item = Symbol> {
    code.ops.iter().filter_map(|op| match op {
        Op::MakeCell(slot) => code.slots.get(*slot as usize).copied(),
        _ => None,
    })
}

/// Parameters, and variables that no inner function uses, each of them once.
fn variables(code: &Code) -> Vec<Symbol> {
    let params = code.params.count();
    let cells: Vec<_> = cells(code).collect();
    let mut found = Vec::new();
    for (at, name) in own_slots(code).iter().enumerate() {
        if (at < params || !cells.contains(name)) && !found.contains(name) {
            found.push(*name);
        }
    }
    found
}

/// `function.__code__` and the like.
pub fn code_object(code: &Rc<Code>) -> Value {
    Value::native(CODE.class(), code.clone())
}

fn entry(this: &Value) -> Option<TracebackEntry> {
    let this: &Traceback = this.data()?;
    this.entries.get(this.at).cloned()
}

fn frame(this: &Value) -> Option<&Frame> {
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

/// The frames of the program that an exception passed, the outermost first.
pub fn entries(data: &ExceptionData) -> Rc<[TracebackEntry]> {
    shown(&data.traceback.borrow())
}

/// Where a frame stood.
pub fn entry_of(value: &Value) -> Option<TracebackEntry> {
    frame(value).map(|frame| frame.entry.clone())
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
