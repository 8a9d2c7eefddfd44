//! complex: its instances are those of a class of the library's that is derived from it, and written in Python.

use crate::vm::native::{Native, NativeType};
use crate::vm::value::Value;

/// `complex`
pub static COMPLEX: NativeType = NativeType::new(
    "complex",
    "builtins",
    &[Native::of_nothing("__new__", "cls, real=0, imag=?", |vm, args| {
        let class = vm.attr(&Value::Module(vm.import("_complex")?), "complex")?;
        let given = if args[2].is_bound() { &args[1..] } else { &args[1..2] };
        vm.call(&class, given)
    })],
);
