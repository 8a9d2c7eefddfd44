//! `bisect`.

use std::rc::Rc;

use crate::vm::exceptions::value_error;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule};
use crate::vm::value::module::Module;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::arguments::small;

const PARAMS: &str = "a, x, lo=0, hi=None, *, key=None";

/// The module.
pub static MODULE: NativeModule = NativeModule::new("bisect").fill(names).functions(&[
    Native::new("bisect_left", PARAMS, |vm, args| search(vm, args, &args[1], false).map(Value::Int)),
    Native::new("bisect_right", PARAMS, |vm, args| search(vm, args, &args[1], true).map(Value::Int)),
    Native::new("insort_left", PARAMS, |vm, args| insert(vm, args, false)),
    Native::new("insort_right", PARAMS, |vm, args| insert(vm, args, true)),
]);

/// `bisect.bisect` is `bisect.bisect_right`.
fn names(_: &Vm, module: &Rc<Module>) -> Result<()> {
    for name in ["bisect", "insort"] {
        let function = module.globals.get(Symbol::new(&format!("{name}_right")));
        module.globals.set(Symbol::new(name), function.unwrap_or_default());
    }
    Ok(())
}

fn search(vm: &Vm, args: &[Value], wanted: &Value, right: bool) -> Result<i64> {
    let mut low = small(vm, &args[2])?;
    if low < 0 {
        return Err(value_error("lo must be non-negative"));
    }
    let mut high = match args[3].given() {
        Some(high) => small(vm, high)?,
        None => vm.len(&args[0])? as i64,
    };
    while low < high {
        let middle = i64::midpoint(low, high);
        let mut value = vm.get_item(&args[0], &Value::Int(middle))?;
        if let Some(key) = args[4].given() {
            value = vm.call(key, &[value])?;
        }
        let before = if right { !vm.less(wanted, &value)? } else { vm.less(&value, wanted)? };
        if before { low = middle + 1 } else { high = middle }
    }
    Ok(low)
}

fn insert(vm: &Vm, args: &[Value], right: bool) -> Result {
    let wanted = match args[4].given() {
        Some(key) => vm.call(key, &args[1..2])?,
        None => args[1].clone(),
    };
    let at = search(vm, args, &wanted, right)?;
    vm.call_method(&args[0], "insert", &[Value::Int(at), args[1].clone()])?;
    Ok(Value::None)
}
