//! `decimal`: numbers of any length as texts, in Rust; the rest in Python.

use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::types;
use crate::vm::value::{Result, Value};

/// The module.
pub static MODULE: NativeModule = NativeModule::new("decimal")
    .functions(&[
        Native::new("_text", "number", |vm, args| {
            with_any_number_of_digits(vm, |vm| Ok(vm.str(&args[0])?.into()))
        }),
        Native::new("_number", "text", |vm, args| {
            with_any_number_of_digits(vm, |vm| vm.call(&Value::Class(types::INT.class()), &args[..1]))
        }),
    ])
    .python(include_str!("python/decimal.py"));

/// Whatever `sys.set_int_max_str_digits()` says.
fn with_any_number_of_digits(vm: &Vm, work: impl FnOnce(&Vm) -> Result) -> Result {
    let most = vm.most_digits.replace(usize::MAX);
    let done = work(vm);
    vm.most_digits.set(most);
    done
}
