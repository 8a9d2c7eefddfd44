//! `logging`: what each call of it does and Python would take long for. All else is in `logging.py`.

use std::rc::Rc;

use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeFunction, NativeModule};
use crate::vm::value::dict::Dict;
use crate::vm::value::module::Module;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::helpers::HELPERS;
use super::{asyncio, threading};

/// `logging`
pub static MODULE: NativeModule =
    NativeModule::new("logging").functions(HELPERS).fill(fill).python(include_str!("python/logging.py"));

static RECORD: Native = Native::new(
    "_record",
    "fields, start, name, msg, args, levelname, levelno, pathname, exc_info, stack_info, lineno, function",
    record,
);

fn fill(_: &Vm, module: &Rc<Module>) -> Result<()> {
    let record = NativeFunction::new(&RECORD, None);
    module.globals.set(Symbol::new(RECORD.name), Value::Native(Rc::new(record)));
    Ok(())
}

/// What a `LogRecord` keeps, under the names in `fields`. The name of the thread is None if the program may have given it one.
fn record(vm: &Vm, args: &[Value]) -> Result {
    let [fields, start, name, msg, args, level_name, level, path, exc_info, stack_info, line, function] =
        args
    else {
        return Ok(Value::None);
    };
    let fields = vm.collect(fields)?;
    vm.charge(8 * fields.len())?;
    let (file, module) = match path.as_str() {
        Some(text) => {
            let file = text.rsplit('/').next().unwrap_or_default();
            let module = file.rsplit_once('.').map(|(stem, _)| stem).filter(|stem| !stem.is_empty());
            (file.into(), module.unwrap_or(file).into())
        }
        None => (path.clone(), "Unknown module".into()),
    };
    let now = vm.event_loop.now();
    let started = if let Value::Float(started) = start { *started } else { 0.0 };
    let thread =
        if vm.has_module("threading") { Value::None } else { Value::from(threading::current_name(vm)?) };
    let task = asyncio::events::running(vm).and_then(|event_loop| event_loop.current_task());
    let values = [
        name.clone(),
        msg.clone(),
        args.clone(),
        level_name.clone(),
        level.clone(),
        path.clone(),
        file,
        module,
        exc_info.clone(),
        Value::None,
        stack_info.clone(),
        line.clone(),
        function.clone(),
        now.into(),
        (((now * 1000.0) as i64 % 1000) as f64).into(),
        ((now - started) * 1000.0).into(),
        threading::ident(vm).into(),
        thread,
        "MainProcess".into(),
        Value::Int(1),
        task.map_or(Value::None, |task| task.name().into()),
    ];
    let record = Dict::default();
    for (field, value) in fields.into_iter().zip(values) {
        record.set(vm, field, value)?;
    }
    Ok(Value::dict(record))
}
