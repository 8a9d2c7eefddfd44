//! `builtins`: the names that need no import, by import.

use crate::vm::native::NativeModule;

/// The module.
pub static MODULE: NativeModule = NativeModule::new("builtins").fill(|vm, module| {
    for (name, value) in &*vm.builtins.borrow() {
        module.globals.set(*name, value.clone());
    }
    Ok(())
});
