//! `sys`.

use crate::vm::class::class_of;
use crate::vm::exceptions::raise;
use crate::vm::machine::{MOST_FRAMES, Vm};
use crate::vm::native::{Native, NativeModule};
use crate::vm::types::exception::RECURSION_ERROR;
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::arguments;

/// The module.
pub static MODULE: NativeModule = NativeModule::new("sys")
    .functions(&[
        Native::new("exc_info", "", exc_info),
        Native::new("exception", "", |vm, _| {
            Ok(vm.handled.borrow().clone().map_or(Value::None, Value::Exception))
        }),
        Native::new("_int_digits", "most", int_digits),
        Native::new("_recursion", "most", |vm, args| {
            let depth = vm.frames.get() - 1;
            let most = arguments::small(vm, &args[0])?;
            if most <= i64::from(depth) {
                return Err(raise(
                    &RECURSION_ERROR,
                    format!(
                        "cannot set the recursion limit to {most} at the recursion depth {depth}: the limit is too low"
                    ),
                ));
            }
            vm.most_frames.set(u32::try_from(most).map_or(MOST_FRAMES, |most| most.min(MOST_FRAMES)));
            Ok(Value::None)
        }),
        // The machine gives it the frames of its call.
        Native::new("currentframe", "", |_, _| Ok(Value::Unbound)),
        Native::new("_modules", "", |vm, _| {
            let modules = Dict::default();
            let mut known: Vec<_> = vm.modules.borrow().iter().map(|(n, m)| (*n, m.clone())).collect();
            crate::order::sort_by_key(&mut known, |(name, _)| *name);
            for (name, module) in known {
                modules.set_symbol(name, Value::Module(module));
            }
            Ok(Value::dict(modules))
        }),
        Native::new("_print", "text", |vm, args| {
            let print = vm.builtins.borrow().get(&Symbol::new("print")).cloned();
            match print {
                Some(print) => vm.call_with(&print, &args[..1], &[(Symbol::new("end"), Value::str(""))]),
                None => Ok(Value::None),
            }
        }),
    ])
    .python(include_str!("python/sys.py"));

/// Sets the most digits of ints that are read or written, if it is given; 0 stands for any number. Returns what it was.
pub fn int_digits(vm: &Vm, args: &[Value]) -> Result {
    let most = match vm.most_digits.get() {
        usize::MAX => 0,
        most => most as i64,
    };
    if let Some(wanted) = args[0].given().filter(|wanted| !wanted.is_none()) {
        vm.most_digits.set(match arguments::small(vm, wanted)? {
            0 => usize::MAX,
            wanted => wanted as usize,
        });
    }
    Ok(Value::Int(most))
}

fn exc_info(vm: &Vm, _: &[Value]) -> Result {
    let handled = vm.handled.borrow().clone();
    Ok(Value::tuple(match handled {
        Some(exception) => {
            let value = Value::Exception(exception);
            let traceback = vm.find_attr(&value, Symbol::new("__traceback__"))?.unwrap_or(Value::None);
            [Value::Class(class_of(&value)), value, traceback]
        }
        None => [Value::None, Value::None, Value::None],
    }))
}
