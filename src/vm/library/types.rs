//! `types`: the classes of what there is no name for, in Rust; the rest in Python.

use std::rc::Rc;

use crate::vm::class::Class;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule, NativeType};
use crate::vm::traceback;
use crate::vm::types;
use crate::vm::value::module::Module;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// The module.
pub static MODULE: NativeModule =
    NativeModule::new("types").functions(FUNCTIONS).fill(fill).python(include_str!("python/types.py"));

/// For `coroutine()`.
static FUNCTIONS: &[Native] = &[Native::new("_coroutine_of", "made, /", |_, args| {
    if let Value::Generator(generator) = &args[0] {
        generator.make_coroutine();
    }
    Ok(args[0].clone())
})];

fn fill(_: &Vm, module: &Rc<Module>) -> Result<()> {
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
