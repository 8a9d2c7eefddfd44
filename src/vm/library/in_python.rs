//! Modules that are in Python, but for a few functions.

use crate::engine::Exception;
use crate::vm::class::Class;
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::module::Module;
use crate::vm::native::{Native, NativeModule, NativeType};
use crate::vm::symbol::Symbol;
use crate::vm::traceback;
use crate::vm::types;
use crate::vm::value::{Result, Value};
use std::rc::Rc;

/// `atexit`
pub static ATEXIT: NativeModule = NativeModule::new("atexit").python(include_str!("python/atexit.py"));
/// `contextlib`
pub static CONTEXTLIB: NativeModule =
    NativeModule::new("contextlib").python(include_str!("python/contextlib.py"));
/// `io`
pub static IO: NativeModule = NativeModule::new("io").python(include_str!("python/io.py"));
/// `pprint`
pub static PPRINT: NativeModule = NativeModule::new("pprint").python(include_str!("python/pprint.py"));
/// `traceback`
pub static TRACEBACK: NativeModule =
    NativeModule::new("traceback").functions(CONSOLE).python(include_str!("python/traceback.py"));
/// `types`
pub static TYPES: NativeModule =
    NativeModule::new("types").fill(fill_types).python(include_str!("python/types.py"));
/// `typing`
pub static TYPING: NativeModule =
    NativeModule::new("typing").functions(CONSOLE).python(include_str!("python/typing.py"));
/// `warnings`
pub static WARNINGS: NativeModule =
    NativeModule::new("warnings").functions(CONSOLE).python(include_str!("python/warnings.py"));

/// What modules that write to the console need.
pub(super) const CONSOLE: &[Native] = &[
    Native::new("_console", "text", |vm, args| {
        vm.console(args[0].as_str().unwrap_or_default());
        Ok(Value::None)
    }),
    Native::new("_warn_as_loops_do", "text", |vm, args| {
        vm.event_loop.warn(args[0].as_str().unwrap_or_default(), None);
        Ok(Value::None)
    }),
    Native::new("_exception_lines", "exception, chain, limit=None", |vm, args| {
        let chain = vm.truth(&args[1])?;
        Ok(list(traceback::limited_lines(vm, exception(&args[0])?, chain, limit(&args[2]))))
    }),
    Native::new("_only_lines", "exception", |vm, args| {
        Ok(list(traceback::only_lines(vm, exception(&args[0])?)))
    }),
    Native::new("_stack_lines", "traceback, limit=None", |vm, args| {
        let frames = traceback::frames(&args[0]).unwrap_or_default();
        Ok(list(traceback::stack_lines(vm, traceback::within(&frames, limit(&args[1])))))
    }),
    Native::new("_handled", "", |vm, _| {
        Ok(vm.handled.borrow().clone().map_or(Value::None, Value::Exception))
    }),
    // The line of the program that runs, the name of its function, and its file: `Vm::caller`.
    Native::new("_caller", "level=1", |_, _| Ok(Value::Unbound)),
    Native::new("_line", "number", |vm, args| {
        let Value::Int(number) = args[0] else { return Ok("".into()) };
        let text = vm.source.borrow().1.clone();
        let line = usize::try_from(number - 1).ok().and_then(|at| text.lines().nth(at));
        Ok(line.unwrap_or_default().into())
    }),
    Native::new("_evaluate", "text, owner", |vm, args| {
        vm.annotation_of(args[0].as_str().unwrap_or_default(), &args[1])
    }),
    Native::new("_annotation_texts", "owner", |_, args| {
        let texts = match &args[0] {
            Value::Function(function) => function.attributes.get(Symbol::new(crate::vm::annotations::TEXTS)),
            Value::Class(class) => class.attributes.get(Symbol::new("__annotations__")),
            _ => None,
        };
        Ok(texts.unwrap_or_else(|| Value::dict(Default::default())))
    }),
    Native::new("_define", "name, value", |vm, args| {
        let module = vm.import("typing")?;
        module.globals.set(Symbol::new(args[0].as_str().unwrap_or_default()), args[1].clone());
        Ok(Value::None)
    }),
];

/// The name of the function that a line of a text is in, by the indentation.
pub(in crate::vm) fn function_at(text: &str, line: usize) -> &str {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines = text.lines().take(line).collect::<Vec<_>>().into_iter().rev();
    let mut least = lines.next().map_or(0, indent);
    for line in lines.filter(|line| !line.trim().is_empty()) {
        if indent(line) >= least {
            continue;
        }
        least = indent(line);
        let words = line.trim_start();
        if let Some(rest) = words.strip_prefix("async ").unwrap_or(words).trim_start().strip_prefix("def ") {
            let rest = rest.trim_start();
            return &rest[..rest.find(['(', '[', ' ']).unwrap_or(rest.len())];
        }
    }
    "<module>"
}

fn limit(value: &Value) -> Option<i64> {
    if let Value::Int(limit) = value { Some(*limit) } else { None }
}

fn list(lines: Vec<String>) -> Value {
    Value::list(lines.into_iter().map(Value::from).collect())
}

fn exception(value: &Value) -> Result<&Exception> {
    match value {
        Value::Exception(exception) => Ok(exception),
        other => Err(type_error(format!("Exception expected for value, {} found", other.type_name()))),
    }
}

fn fill_types(_: &Vm, module: &Rc<Module>) -> Result<()> {
    let set = |name: &str, class: Rc<Class>| module.globals.set(Symbol::new(name), Value::Class(class));
    let known: [(&str, &'static NativeType); 15] = [
        ("FunctionType", &types::FUNCTION),
        ("LambdaType", &types::FUNCTION),
        ("BuiltinFunctionType", &types::NATIVE_FUNCTION),
        ("BuiltinMethodType", &types::NATIVE_FUNCTION),
        ("MethodType", &types::METHOD),
        ("ModuleType", &types::MODULE),
        ("GeneratorType", &types::GENERATOR),
        ("CoroutineType", &types::COROUTINE),
        ("AsyncGeneratorType", &types::ASYNC_GENERATOR),
        ("NoneType", &types::NONE),
        ("NotImplementedType", &types::NOT_IMPLEMENTED),
        ("EllipsisType", &types::ELLIPSIS),
        ("TracebackType", &traceback::TRACEBACK),
        ("FrameType", &traceback::FRAME),
        ("CodeType", &traceback::CODE),
    ];
    for (name, class) in known {
        set(name, class.class());
    }
    Ok(())
}
