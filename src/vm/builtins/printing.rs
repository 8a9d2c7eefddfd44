//! `print()`.

use crate::engine::Stop;
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::native::Native;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

pub(super) static FUNCTIONS: &[Native] =
    &[Native::new("print", "*args, sep=\" \", end=\"\n\", file=None, flush=False", print)];

fn part<'a>(value: &'a Value, name: &str, default: &'a str) -> Result<&'a str> {
    match value.as_str() {
        Some(text) => Ok(text),
        None if value.is_none() => Ok(default),
        None => Err(type_error(format!("{name} must be None or a string, not {}", value.type_name()))),
    }
}

fn print(vm: &Vm, args: &[Value]) -> Result {
    let Value::Tuple(values) = &args[0] else { return Ok(Value::None) };
    let (sep, end) = (part(&args[1], "sep", " ")?, part(&args[2], "end", "\n")?);
    let mut text = String::new();
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            text.push_str(sep);
        }
        match value {
            Value::Str(value) => text.push_str(value.as_str()),
            _ => {
                vm.charge(16)?;
                text.push_str(&vm.str(value)?);
            }
        }
        vm.charge_bytes(text.len() as u64)?;
    }
    text.push_str(end);
    // Whoever shows it takes longer than this does.
    vm.charge(text.len().saturating_mul(4))?;
    let redirected = redirected(vm);
    match args[3].given().or(redirected.as_ref()) {
        None => vm.print(&text)?,
        Some(file) => print_to(vm, file, text)?,
    }
    Ok(Value::None)
}

#[inline(never)]
fn print_to(vm: &Vm, file: &Value, text: String) -> Result<()> {
    if is_console(vm, file) {
        return vm.print(&text);
    }
    let write = vm.get_attr(file, Symbol::new("write"))?;
    vm.call(&write, &[Value::str(text)]).map(drop)
}

/// What the program has put in place of `sys.stdout`.
fn redirected(vm: &Vm) -> Option<Value> {
    let sys = vm.modules.borrow().get(&Symbol::new("sys")).cloned()?;
    let [now, own] = ["stdout", "__stdout__"].map(|name| sys.globals.get(Symbol::new(name)));
    now.filter(|now| own.is_some_and(|own| !own.is(now)))
}

/// Whether it is `sys.stdout` or `sys.stderr`, which are both the console.
fn is_console(vm: &Vm, file: &Value) -> bool {
    let known = vm.modules.borrow().get(&Symbol::new("sys")).cloned();
    known.is_some_and(|sys| {
        ["stdout", "stderr", "__stdout__", "__stderr__"]
            .iter()
            .any(|name| sys.globals.get(Symbol::new(name)).is_some_and(|stream| stream.is(file)))
            && matches!(file, Value::Instance(instance) if instance.class.borrow().is_native())
    })
}

impl Vm {
    /// Prints a text: one record for each of its lines. A newline at its end does not make another one.
    ///
    /// # Errors
    ///
    /// If these are more records than a run may have.
    pub fn print(&self, text: &str) -> Result<()> {
        if self.ended.get() {
            return Ok(());
        }
        for (at, line) in text.strip_suffix('\n').unwrap_or(text).split('\n').enumerate() {
            if at > 0
                && let Some(limit) = self.event_loop.used_up()
            {
                return Err(self.stop(Stop::Limit(limit)));
            }
            self.event_loop.print(line);
        }
        Ok(())
    }
}
