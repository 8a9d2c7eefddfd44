//! Functions, methods and modules.

use std::cell::RefCell;
use std::rc::Rc;

use crate::vm::attributes::annotations::TEXTS;
use crate::vm::attributes::descriptors::wrong_receiver;
use crate::vm::calls::function::{Function, Method};
use crate::vm::exceptions::{type_error, value_error};
use crate::vm::native::{Native, NativeFunction, NativeType, Property};
use crate::vm::traceback::code_object;
use crate::vm::value::dict::Dict;
use crate::vm::value::module::{Globals, Module};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// `function`
pub static FUNCTION: NativeType = NativeType::new(
    "function",
    "builtins",
    &[
        Native::new("__call__", "self, /, *args, **kwargs", |vm, args| {
            let positional = vm.collect(&args[1])?;
            vm.call_with(&args[0], &positional, &vm.keywords_of(&args[2])?)
        }),
        Native::new("__get__", "self, object, owner=None, /", |_, args| {
            Ok(if args[1].is_none() { args[0].clone() } else { bound(&args[0], &args[1]) })
        }),
    ],
)
.properties(&[
    Property {
        name: "__name__",
        get: |_, value| Ok(function(value)?.name.borrow().clone().into()),
        set: Some(|_, value, name| {
            *function(value)?.name.borrow_mut() = text(&name, "__name__")?;
            Ok(())
        }),
    },
    Property {
        name: "__qualname__",
        get: |_, value| Ok(function(value)?.qualname.borrow().clone().into()),
        set: Some(|_, value, name| {
            *function(value)?.qualname.borrow_mut() = text(&name, "__qualname__")?;
            Ok(())
        }),
    },
    Property {
        name: "__doc__",
        get: |_, value| own_or(value, "__doc__", doc),
        set: Some(|_, v, x| set(v, "__doc__", x)),
    },
    Property {
        name: "__module__",
        get: |_, value| own_or(value, "__module__", module),
        set: Some(|_, v, x| set(v, "__module__", x)),
    },
    Property {
        name: "__annotations__",
        get: |vm, value| vm.function_annotations(function(value)?),
        set: Some(|_, v, x| set(v, "__annotations__", x)),
    },
    // What `functools.wraps` hands on.
    Property {
        name: "__annotate__",
        get: |_, value| {
            let attributes = &function(value)?.attributes;
            let texts = attributes.get(Symbol::new(TEXTS));
            Ok(texts.or_else(|| attributes.get(Symbol::new("__annotations__"))).unwrap_or(Value::None))
        },
        set: Some(|_, value, texts| {
            drop(function(value)?.attributes.remove(Symbol::new("__annotations__")));
            set(value, TEXTS, texts)
        }),
    },
    Property {
        name: "__defaults__",
        get: |_, value| {
            let defaults = function(value)?.defaults.borrow().clone();
            Ok(if defaults.is_empty() { Value::None } else { Value::tuple(&defaults[..]) })
        },
        set: Some(|_, value, to| {
            let defaults: Rc<[Value]> = match &to {
                Value::Tuple(items) => items.iter().cloned().collect(),
                Value::None => Rc::default(),
                _ => return Err(type_error("__defaults__ must be set to a tuple object")),
            };
            let before = function(value)?.defaults.replace(defaults);
            drop(before);
            Ok(())
        }),
    },
    Property {
        name: "__kwdefaults__",
        get: |_, value| {
            let function = function(value)?;
            let params = &function.code.params;
            let names = function.code.slots.iter().skip(params.positional as usize);
            let dict = Dict::default();
            for (name, default) in names.zip(function.keyword_defaults.borrow().iter()) {
                if default.is_bound() {
                    dict.set_symbol(*name, default.clone());
                }
            }
            Ok(if dict.is_empty() { Value::None } else { Value::dict(dict) })
        },
        set: Some(|_, value, to| {
            let function = function(value)?;
            let dict = match &to {
                Value::Dict(dict) => dict.clone(),
                Value::None => Rc::default(),
                _ => return Err(type_error("__kwdefaults__ must be set to a dict object")),
            };
            let params = &function.code.params;
            let names = function.code.slots.iter().skip(params.positional as usize);
            let names = names.take(params.keyword_only as usize);
            let defaults = names.map(|name| dict.get_str(&name.text()).unwrap_or_default()).collect();
            let before = function.keyword_defaults.replace(defaults);
            drop(before);
            Ok(())
        }),
    },
    Property { name: "__code__", get: |_, value| Ok(code_object(&function(value)?.code)), set: None },
    Property {
        name: "__globals__",
        get: |_, value| Ok(Value::Dict(function(value)?.globals.dict())),
        set: None,
    },
    Property {
        name: "__closure__",
        get: |_, value| {
            let cells = &function(value)?.closure;
            if cells.is_empty() {
                return Ok(Value::None);
            }
            let cells = cells.iter().map(|cell| Value::native(CELL.class(), cell.clone()));
            Ok(Value::tuple(cells.collect::<Vec<_>>()))
        },
        set: None,
    },
    Property {
        name: "__type_params__",
        get: |_, value| {
            let known = function(value)?.attributes.get(Symbol::new(".type_params"));
            Ok(known.unwrap_or_else(|| Value::tuple([])))
        },
        set: Some(|_, value, params| {
            function(value)?.attributes.set(Symbol::new(".type_params"), params);
            Ok(())
        }),
    },
]);

/// `builtin_function_or_method`
pub static NATIVE_FUNCTION: NativeType = NativeType::new(
    "builtin_function_or_method",
    "builtins",
    &[Native::new("__call__", "self, /, *args, **kwargs", |vm, args| {
        let positional = vm.collect(&args[1])?;
        vm.call_with(&args[0], &positional, &vm.keywords_of(&args[2])?)
    })],
)
.properties(&[
    Property { name: "__name__", get: |_, value| Ok(native(value)?.native.name.into()), set: None },
    Property { name: "__qualname__", get: |_, value| Ok(native(value)?.qualname().into()), set: None },
    Property { name: "__module__", get: |_, value| Ok(native(value)?.module.into()), set: None },
    Property { name: "__doc__", get: |_, _| Ok(Value::None), set: None },
    Property { name: "__self__", get: |_, _| Ok(Value::None), set: None },
    Property {
        name: "__objclass__",
        get: |vm, value| match native(value)?.owner {
            Some(owner) => Ok(Value::Class(owner.class())),
            None => Err(vm.no_attribute(value, Symbol::new("__objclass__"))),
        },
        set: None,
    },
]);

/// `method`
pub static METHOD: NativeType = NativeType::new(
    "method",
    "builtins",
    &[
        Native::new("__new__", "cls, function, instance, /", |_, args| Ok(bound(&args[1], &args[2]))),
        Native::new("__call__", "self, /, *args, **kwargs", |vm, args| {
            let positional = vm.collect(&args[1])?;
            vm.call_with(&args[0], &positional, &vm.keywords_of(&args[2])?)
        }),
        Native::new("__getattr__", "self, name, /", |vm, args| {
            vm.get_attr(&method(&args[0])?.function.clone(), super::object::name_of(&args[1])?)
        }),
        Native::new("__eq__", "self, other, /", |_, args| {
            let Value::Method(other) = &args[1] else { return Ok(Value::NotImplemented) };
            let own = method(&args[0])?;
            Ok(Value::Bool(own.function.is(&other.function) && own.receiver.is(&other.receiver)))
        }),
        Native::new("__hash__", "self, /", |_, args| {
            let own = method(&args[0])?;
            Ok(Value::Int(own.function.id() ^ own.receiver.id()))
        }),
    ],
)
.properties(&[
    Property { name: "__self__", get: |_, value| Ok(method(value)?.receiver.clone()), set: None },
    Property { name: "__func__", get: |_, value| Ok(method(value)?.function.clone()), set: None },
    Property { name: "__name__", get: |vm, value| vm.attr(&method(value)?.function, "__name__"), set: None },
    Property {
        name: "__qualname__",
        get: |vm, value| vm.attr(&method(value)?.function, "__qualname__"),
        set: None,
    },
    Property { name: "__doc__", get: |vm, value| vm.attr(&method(value)?.function, "__doc__"), set: None },
    Property {
        name: "__module__",
        get: |vm, value| vm.attr(&method(value)?.function, "__module__"),
        set: None,
    },
]);

/// `module`
pub static MODULE: NativeType = NativeType::new(
    "module",
    "builtins",
    &[Native::new("__new__", "cls, /, *args, **kwargs", |vm, args| {
        let given = vm.collect(&args[1])?;
        if given.len() > 2 {
            let count = given.len();
            return Err(type_error(format!("module() takes at most 2 arguments ({count} given)")));
        }
        let Some(name) = given.first() else {
            return Err(type_error("module() missing required argument 'name' (pos 1)"));
        };
        let Some(text) = name.as_str() else {
            let class = name.type_name();
            return Err(type_error(format!("module() argument 'name' must be str, not {class}")));
        };
        let globals = Rc::<Globals>::default();
        globals.set(Symbol::new("__name__"), name.clone());
        globals.set(Symbol::new("__doc__"), given.get(1).cloned().unwrap_or(Value::None));
        Ok(Value::Module(Rc::new(Module { name: text.into(), globals })))
    })],
);

fn function(value: &Value) -> Result<&Rc<Function>> {
    match value {
        Value::Function(function) => Ok(function),
        other => Err(wrong_receiver("__name__", "function", other)),
    }
}

fn native(value: &Value) -> Result<&Rc<NativeFunction>> {
    match value {
        Value::Native(function) => Ok(function),
        other => Err(wrong_receiver("__name__", "builtin_function_or_method", other)),
    }
}

fn method(value: &Value) -> Result<&Rc<Method>> {
    match value {
        Value::Method(method) => Ok(method),
        other => Err(wrong_receiver("__func__", "method", other)),
    }
}

fn bound(function: &Value, receiver: &Value) -> Value {
    Value::Method(Rc::new(Method { function: function.clone(), receiver: receiver.clone() }))
}

fn text(value: &Value, what: &str) -> Result<Rc<str>> {
    match value.as_str() {
        Some(text) => Ok(text.into()),
        None => Err(type_error(format!("{what} must be set to a string object"))),
    }
}

fn own_or(value: &Value, name: &str, other: fn(&Function) -> Value) -> Result {
    let function = function(value)?;
    Ok(function.attributes.get(Symbol::new(name)).unwrap_or_else(|| other(function)))
}

fn set(value: &Value, name: &str, to: Value) -> Result<()> {
    function(value)?.attributes.set(Symbol::new(name), to);
    Ok(())
}

fn doc(function: &Function) -> Value {
    function.code.doc.as_ref().map_or(Value::None, |doc| Value::str(&**doc))
}

fn module(function: &Function) -> Value {
    function.globals.get(Symbol::new("__name__")).unwrap_or(Value::None)
}

/// `cell`
pub(in crate::vm) static CELL: NativeType = NativeType::new(
    "cell",
    "builtins",
    &[Native::new("__eq__", "self, other, /", |vm, args| {
        let held = |value: &Value| value.data::<Rc<RefCell<Value>>>().map(|cell| cell.borrow().clone());
        let (Some(own), Some(other)) = (held(&args[0]), held(&args[1])) else {
            return Ok(Value::NotImplemented);
        };
        match own.is_bound() && other.is_bound() {
            true => vm.eq(&own, &other).map(Value::Bool),
            false => Ok(Value::Bool(own.is_bound() == other.is_bound())),
        }
    })],
)
.properties(&[Property {
    name: "cell_contents",
    get: |_, value| {
        let cell = value.data::<Rc<RefCell<Value>>>();
        let held = cell.map(|cell| cell.borrow().clone()).unwrap_or_default();
        if held.is_bound() { Ok(held) } else { Err(value_error("Cell is empty")) }
    },
    set: Some(|_, value, held| {
        let before = value.data::<Rc<RefCell<Value>>>().map(|cell| cell.replace(held));
        drop(before);
        Ok(())
    }),
}]);
