//! complex and memoryview: their instances are those of classes of the library's that are derived from them, and written in
//! Python.

use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::value::{Result, Value};

/// `complex`
pub static COMPLEX: NativeType = NativeType::new(
    "complex",
    "builtins",
    &[Native::of_nothing("__new__", "cls, real=0, imag=?", |vm, args| {
        let given = if args[2].is_bound() { &args[1..] } else { &args[1..2] };
        made(vm, "_complex", "complex", given)
    })],
);

/// `memoryview`
pub static MEMORYVIEW: NativeType = NativeType::new(
    "memoryview",
    "builtins",
    &[Native::of_nothing("__new__", "cls, object", |vm, args| {
        made(vm, "_memoryview", "memoryview", &args[1..])
    })],
);

/// The complex number without an imaginary part.
pub fn complex_of(vm: &Vm, real: f64) -> Result {
    made(vm, "_complex", "complex", &[Value::Float(real)])
}

fn made(vm: &Vm, module: &str, class: &str, args: &[Value]) -> Result {
    let class = vm.attr(&Value::Module(vm.import(module)?), class)?;
    vm.call(&class, args)
}
