//! `inspect`: what kind of thing a value is, and signatures.

use crate::vm::calls::function::Function;
use crate::vm::class::class_of;
use crate::vm::code::CodeKind;
use crate::vm::exceptions::{not_supported, type_error, value_error};
use crate::vm::iteration::generator::GeneratorState;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// The module.
pub static MODULE: NativeModule = NativeModule::new("inspect")
    .functions(&[
        Native::new("iscoroutine", "object", |_, args| Ok(matches!(args[0], Value::Coroutine(_)).into())),
        Native::new("iscoroutinefunction", "obj", |vm, args| {
            let marked = vm.find_attr(&args[0], Symbol::new("_is_coroutine_mark"))?.is_some();
            Ok((marked || is_kind(&args[0], CodeKind::Coroutine) || is_coroutine_of_library(&args[0])).into())
        }),
        Native::new("markcoroutinefunction", "func", |vm, args| {
            vm.set_attr(&args[0], Symbol::new("_is_coroutine_mark"), true.into())?;
            Ok(args[0].clone())
        }),
        Native::new("isawaitable", "object", |vm, args| Ok(vm.is_awaitable(&args[0]).into())),
        Native::new("isasyncgen", "object", |_, args| Ok(matches!(args[0], Value::AsyncGenerator(_)).into())),
        Native::new("isasyncgenfunction", "obj", |_, args| {
            Ok(is_kind(&args[0], CodeKind::AsyncGenerator).into())
        }),
        Native::new("isgenerator", "object", |_, args| Ok(matches!(args[0], Value::Generator(_)).into())),
        Native::new(
            "isgeneratorfunction",
            "obj",
            |_, args| Ok(is_kind(&args[0], CodeKind::Generator).into()),
        ),
        Native::new("isfunction", "object", |_, args| Ok(matches!(args[0], Value::Function(_)).into())),
        Native::new("isbuiltin", "object", |_, args| {
            Ok(match &args[0] {
                Value::Method(method) => is_in_c(&method.function),
                function => matches!(function, Value::Native(_)),
            }
            .into())
        }),
        Native::new("ismethod", "object", |_, args| {
            // Methods of what CPython has in C are of another class.
            Ok(matches!(&args[0], Value::Method(method) if !is_in_c(&method.function)).into())
        }),
        Native::new("isroutine", "object", |_, args| {
            Ok(matches!(args[0], Value::Function(_) | Value::Native(_) | Value::Method(_)).into())
        }),
        Native::new("isclass", "object", |_, args| Ok(matches!(args[0], Value::Class(_)).into())),
        Native::new("ismodule", "object", |_, args| Ok(matches!(args[0], Value::Module(_)).into())),
        Native::new("isabstract", "object", |vm, args| {
            let Value::Class(class) = &args[0] else { return Ok(false.into()) };
            match class.lookup(Symbol::ABSTRACT_METHODS) {
                Some(names) => Ok((vm.len(&names)? > 0).into()),
                None => Ok(false.into()),
            }
        }),
        Native::new("getcoroutinestate", "coroutine", |vm, args| match &args[0] {
            Value::Coroutine(coroutine) => Ok(coroutine.state_name(vm).into()),
            other => Err(vm.no_attribute(other, Symbol::new("cr_running"))),
        }),
        Native::new("getgeneratorstate", "generator", |vm, args| match &args[0] {
            Value::Generator(generator) => Ok(match &*generator.state.borrow() {
                GeneratorState::Suspended(execution) if execution.has_begun() => "GEN_SUSPENDED",
                GeneratorState::Suspended(_) => "GEN_CREATED",
                GeneratorState::Running => "GEN_RUNNING",
                GeneratorState::Done => "GEN_CLOSED",
            }
            .into()),
            other => Err(vm.no_attribute(other, Symbol::new("gi_running"))),
        }),
        Native::new("_parameters", "function, empty", parameters),
        // As they are declared here, if CPython has the function in Python.
        Native::new("_declared", "function", |_, args| {
            let function = match &args[0] {
                Value::Method(method) => &method.function,
                function => function,
            };
            Ok(match function {
                Value::Native(function) if function.in_python => function.native.params.into(),
                _ => Value::None,
            })
        }),
        Native::new("getsource_is_not_supported", "", |_, _| no_source()),
        // The machine gives it the frames of its call.
        Native::new("currentframe", "", |_, _| Ok(Value::Unbound)),
    ])
    .python(include_str!("python/inspect.py"));

fn no_source() -> Result {
    Err(not_supported("inspect.getsource() is supported for functions alone here"))
}

/// Whether a function, below `partial` and methods, is of a kind.
fn is_coroutine_of_library(value: &Value) -> bool {
    match value {
        Value::Native(function) => super::asyncio::is_coroutine_named(&function.qualname()),
        Value::Method(method) => is_coroutine_of_library(&method.function),
        other => super::functools::inner(other).is_some_and(is_coroutine_of_library),
    }
}

fn is_kind(value: &Value, kind: CodeKind) -> bool {
    match value {
        Value::Function(function) => function.code.kind == kind,
        Value::Method(method) => is_kind(&method.function, kind),
        other => super::functools::inner(other).is_some_and(|inner| is_kind(inner, kind)),
    }
}

/// The parameters of a function: tuples of name, kind, default and annotation.
fn parameters(vm: &Vm, args: &[Value]) -> Result {
    let (function, skip): (&Function, usize) = match &args[0] {
        Value::Function(function) => (function, 0),
        Value::Method(method) => match &method.function {
            Value::Function(function) => (function, 1),
            _ => return no_signature(vm, &args[0]),
        },
        other => return no_signature(vm, other),
    };
    let (params, slots) = (&function.code.params, &function.code.slots);
    let annotations = vm.function_annotations(function)?;
    let defaults = function.defaults.borrow().clone();
    let by_keyword = function.keyword_defaults.borrow().clone();
    let positional = params.positional as usize;
    let named = positional + params.keyword_only as usize;
    let count = named + usize::from(params.star_args) + usize::from(params.star_kwargs);
    let mut rows = Vec::new();
    for (at, name) in slots.iter().enumerate().take(count) {
        let (kind, default) = if at < positional {
            let kind = if at < params.positional_only as usize { 0 } else { 1 };
            let first = positional - defaults.len();
            (kind, at.checked_sub(first).map(|at| defaults[at].clone()))
        } else if at < named {
            (3, by_keyword.get(at - positional).filter(|default| default.is_bound()).cloned())
        } else {
            (if params.star_args && at == named { 2 } else { 4 }, None)
        };
        let annotation = match &annotations {
            Value::Dict(dict) => dict.get_str(&name.text()),
            _ => None,
        };
        let empty = || args[1].clone();
        rows.push((
            kind,
            Value::tuple([
                name.text().into(),
                Value::Int(kind),
                default.unwrap_or_else(empty),
                annotation.unwrap_or_else(empty),
            ]),
        ));
    }
    // As they are written: `*args` comes before those by keyword only.
    let mut rows: Vec<(i64, Value)> = rows.into_iter().skip(skip).collect();
    crate::order::sort_by_key(&mut rows, |(kind, _)| *kind);
    Ok(Value::list(rows.into_iter().map(|(_, row)| row).collect()))
}

fn no_signature(vm: &Vm, value: &Value) -> Result {
    let shown = vm.repr(value)?;
    Err(match value {
        Value::Native(_) => value_error(format!("no signature found for builtin {shown}")),
        _ => type_error(format!("{shown} is not a callable object ({})", class_of(value).name())),
    })
}

/// Whether a function is one that CPython has in C.
fn is_in_c(function: &Value) -> bool {
    matches!(function, Value::Native(function) if !function.in_python)
}
