//! Builtin functions of any objects: attributes, classes, text.

use std::rc::Rc;

use crate::order;
use crate::vm::class::class_of;
use crate::vm::exceptions::{is, new_exception, type_error};
use crate::vm::machine::{Vm, owe};
use crate::vm::native::Native;
use crate::vm::operators::sorting;
use crate::vm::types::exception::{ATTRIBUTE_ERROR, SYSTEM_EXIT};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

pub(super) static FUNCTIONS: &[Native] = &[
    Native::new("__import__", "name, globals=None, locals=None, fromlist=None, level=0", |vm, args| {
        let Some(name) = args[0].as_str() else {
            return Err(type_error("module name must be a string"));
        };
        let module = vm.import(name)?;
        // Without names that are wanted of it, what `import` of a dotted name makes known: the first.
        let first = name.split('.').next().unwrap_or(name);
        Ok(Value::Module(if vm.truth(&args[3])? { module } else { vm.import(first)? }))
    }),
    Native::new("ascii", "obj, /", |vm, args| vm.ascii(&args[0]).map(Value::from)),
    Native::new("callable", "obj, /", |vm, args| Ok(Value::Bool(vm.is_callable(&args[0])))),
    Native::new("delattr", "obj, name, /", |vm, args| {
        vm.delete_attr(&args[0], name(&args[1])?)?;
        Ok(Value::None)
    }),
    Native::new("dir", "object=?, /", dir),
    Native::new("exit", "code=None", exit),
    Native::new("quit", "code=None", exit),
    Native::new("format", "value, format_spec=\"\", /", |vm, args| match args[1].as_str() {
        Some(spec) => vm.format(&args[0], spec).map(Value::from),
        None => {
            let class = args[1].type_name();
            Err(type_error(format!("format() argument 2 must be str, not {class}")))
        }
    }),
    Native::new("getattr", "object, name, default=?, /", get_attr),
    // As for `locals()`.
    Native::new("globals", "", |_, _| Ok(Value::Unbound)),
    Native::new("hasattr", "obj, name, /", |vm, args| {
        let found = vm.find_attr(&args[0], name(&args[1])?);
        match found {
            Err(error) if !vm.is_stopped() && is(&error, &ATTRIBUTE_ERROR) => Ok(Value::Bool(false)),
            found => Ok(Value::Bool(found?.is_some())),
        }
    }),
    Native::new("hash", "obj, /", |vm, args| vm.hash(&args[0]).map(Value::Int)),
    Native::new("id", "obj, /", |_, args| Ok(Value::Int(args[0].id()))),
    Native::new("isinstance", "obj, class_or_tuple, /", |vm, args| {
        vm.is_instance(&args[0], &args[1]).map(Value::Bool)
    }),
    Native::new("issubclass", "cls, class_or_tuple, /", |vm, args| match &args[0] {
        Value::Class(class) => vm.is_subclass(class, &args[1]).map(Value::Bool),
        _ => Err(type_error("issubclass() arg 1 must be a class")),
    }),
    // The interpreter puts the variables of the frame where it is called in place of no value.
    Native::new("locals", "", |_, _| Ok(Value::Unbound)),
    Native::new("repr", "obj, /", |vm, args| vm.repr(&args[0]).map(Value::from)),
    Native::new("setattr", "obj, name, value, /", |vm, args| {
        // Names that are computed may be many, and are looked for one by one.
        if let Value::Instance(object) = &args[0] {
            vm.charge(64 + object.attributes.len())?;
        }
        vm.set_attr(&args[0], name(&args[1])?, args[2].clone())?;
        Ok(Value::None)
    }),
    Native::new("vars", "object=?, /", |vm, args| match &args[0] {
        Value::Unbound => Ok(Value::Unbound),
        object => match vm.find_attr(object, Symbol::new("__dict__"))? {
            Some(dict) => Ok(dict),
            None => Err(type_error("vars() argument must have __dict__ attribute")),
        },
    }),
];

fn name(value: &Value) -> Result<Symbol> {
    match value.as_str() {
        Some(name) => Ok(Symbol::new(name)),
        None => Err(type_error(format!("attribute name must be string, not '{}'", value.type_name()))),
    }
}

fn get_attr(vm: &Vm, args: &[Value]) -> Result {
    let name = name(&args[1])?;
    if !args[2].is_bound() {
        return vm.get_attr(&args[0], name);
    }
    match vm.find_attr(&args[0], name) {
        Err(error) if !vm.is_stopped() && is(&error, &ATTRIBUTE_ERROR) => Ok(args[2].clone()),
        found => Ok(found?.unwrap_or_else(|| args[2].clone())),
    }
}

/// The names of an object's attributes, sorted.
pub fn names_of(object: &Value) -> Vec<Rc<str>> {
    let mut names: Vec<Rc<str>> = Vec::new();
    let class = match object {
        Value::Module(module) => {
            names.extend(module.globals.entries().into_iter().map(|(name, _)| name.text()));
            order::sort(&mut names);
            return names;
        }
        Value::Class(class) => class.clone(),
        Value::Instance(instance) => {
            names.extend(instance.attributes.entries().into_iter().map(|(name, _)| name.text()));
            class_of(object)
        }
        Value::Function(function) => {
            names.extend(function.attributes.entries().into_iter().map(|(name, _)| name.text()));
            class_of(object)
        }
        _ => class_of(object),
    };
    if !class.is_native() {
        names.extend(["__firstlineno__", "__static_attributes__"].map(Rc::from));
    }
    for class in std::iter::once(&class).chain(&class.ancestors) {
        names.extend(class.attributes.entries().into_iter().map(|(name, _)| name.text()));
    }
    let is_one_of = |bases: &[&str]| {
        std::iter::once(&class).chain(&class.ancestors).any(|class| bases.contains(&&*class.name()))
    };
    let without_dict = class.is_native() && !is_one_of(&["BaseException", "function", "type"]);
    let without_module = class.is_native() && !is_one_of(&["function", "builtin_function_or_method", "type"]);
    names.retain(|name| {
        let is_absent = class.is_native() && &**name == "__weakref__"
            || without_dict && &**name == "__dict__"
            || without_module && &**name == "__module__";
        !is_absent && !name.starts_with('.')
    });
    order::sort(&mut names);
    names.dedup();
    names
}

/// `exit()` and `quit()` of the module `site`
fn exit(_: &Vm, args: &[Value]) -> Result {
    let code = args[0].given().cloned();
    Err(new_exception(SYSTEM_EXIT.class(), code.into_iter().collect()))
}

fn dir(vm: &Vm, args: &[Value]) -> Result {
    let names = match &args[0] {
        Value::Unbound => return Ok(Value::Unbound),
        object => {
            if let Value::Instance(_) | Value::Class(_) = object
                && let Some(Value::Function(_)) = vm.special(object, "__dir__")
            {
                let names = vm.call_special(object, "__dir__", &[])?.unwrap_or_default();
                let mut names = vm.collect(&names)?;
                sorting::sort(vm, &mut names, &Value::None, false)?;
                return Ok(Value::list(names));
            }
            let names = names_of(object);
            owe(names.len() * 64);
            names
        }
    };
    Ok(Value::list(names.into_iter().map(Value::from).collect()))
}

impl Vm {
    /// `callable(value)`
    pub fn is_callable(&self, value: &Value) -> bool {
        match value {
            Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) => true,
            Value::Instance(_) => self.special(value, "__call__").is_some(),
            _ => false,
        }
    }
}
