//! `contextvars`: the engine carries contexts along, and this gives them variables.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::engine::Context;
use crate::vm::class::alias::generic_alias;
use crate::vm::exceptions::{key_error, new_exception, runtime_error, type_error, value_error};
use crate::vm::iteration::iterator::Iter;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule, NativeType, Property};
use crate::vm::types::exception::LOOKUP_ERROR;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// `ContextVar`
static CONTEXT_VAR: NativeType = NativeType::new(
    "ContextVar",
    "_contextvars",
    &[
        Native::of_nothing("__new__", "cls, /, *args, default=?", |_, args| {
            let name = match &args[1] {
                Value::Tuple(given) if given.len() == 1 => given[0].clone(),
                Value::Tuple(given) => {
                    let (how, count) =
                        if given.is_empty() { ("exactly", 0) } else { ("at most", given.len()) };
                    return Err(type_error(format!(
                        "ContextVar() takes {how} 1 positional argument ({count} given)"
                    )));
                }
                _ => return Ok(Value::None),
            };
            if name.as_str().is_none() {
                return Err(type_error("context variable name must be a str"));
            }
            Ok(Value::native(CONTEXT_VAR.class(), Var { name, default: args[2].clone() }))
        }),
        Native::new("__init__", "self, /, *args, **kwargs", |_, _| Ok(Value::None)),
        Native::new("get", "self, default=?, /", |vm, args| {
            let var = var(&args[0])?;
            let vars = current(vm);
            vm.charge(vars.0.len())?;
            if let Some(value) = vars.find(&args[0]) {
                return Ok(value);
            }
            match (args[1].is_bound(), var.default.is_bound()) {
                (true, _) => Ok(args[1].clone()),
                (_, true) => Ok(var.default.clone()),
                _ => Err(new_exception(LOOKUP_ERROR.class(), vec![args[0].clone()])),
            }
        }),
        Native::new("set", "self, value, /", |vm, args| {
            var(&args[0])?;
            let vars = current(vm);
            // All of them are copied.
            vm.charge(16 * vars.0.len())?;
            let old = vars.find(&args[0]).unwrap_or_default();
            put(&vm.event_loop.context(), &args[0], args[1].clone());
            let context = vm.event_loop.context();
            Ok(Value::native(
                TOKEN.class(),
                Token { var: args[0].clone(), old, context, used: Cell::new(false) },
            ))
        }),
        Native::new("reset", "self, token, /", |vm, args| {
            var(&args[0])?;
            let Some(token) = args[1].data::<Token>() else {
                let shown = vm.repr(&args[1])?;
                return Err(type_error(format!("expected an instance of Token, got {shown}")));
            };
            if token.used.get() {
                let shown = vm.repr(&args[1])?;
                return Err(runtime_error(format!("{shown} has already been used once")));
            }
            if !token.var.is(&args[0]) {
                let shown = vm.repr(&args[1])?;
                return Err(value_error(format!("{shown} was created by a different ContextVar")));
            }
            if !token.context.is(&vm.event_loop.context()) {
                let shown = vm.repr(&args[1])?;
                return Err(value_error(format!("{shown} was created in a different Context")));
            }
            token.used.set(true);
            put(&token.context, &args[0], token.old.clone());
            Ok(Value::None)
        }),
        Native::new("__repr__", "self, /", |vm, args| {
            let var = var(&args[0])?;
            let default = match var.default.is_bound() {
                true => format!(" default={}", vm.repr(&var.default)?),
                false => String::new(),
            };
            let name = vm.repr(&var.name)?;
            Ok(format!("<ContextVar name={name}{default} at {:#x}>", args[0].id()).into())
        }),
        Native::of_class("__class_getitem__", "cls, item, /", |_, args| {
            Ok(generic_alias(&args[0], &args[1]))
        }),
    ],
)
.properties(&[Property { name: "name", get: |_, this| Ok(var(this)?.name.clone()), set: None }]);

/// `Token`
static TOKEN: NativeType = NativeType::new(
    "Token",
    "_contextvars",
    &[
        Native::of_nothing("__new__", "cls, /, *args, **kwargs", |_, _| {
            Err(runtime_error("Tokens can only be created by ContextVars"))
        }),
        Native::new("__repr__", "self, /", |vm, args| {
            let Some(token) = args[0].data::<Token>() else { return Err(wrong("Token")) };
            let used = if token.used.get() { " used" } else { "" };
            let var = vm.repr(&token.var)?;
            Ok(format!("<Token{used} var={var} at {:#x}>", args[0].id()).into())
        }),
        Native::new("__enter__", "self, /", |_, args| Ok(args[0].clone())),
        Native::new("__exit__", "self, kind, exception, traceback, /", |vm, args| {
            let Some(token) = args[0].data::<Token>() else { return Err(wrong("Token")) };
            vm.call_method(&token.var.clone(), "reset", &args[..1])
        }),
        Native::of_class("__class_getitem__", "cls, item, /", |_, args| {
            Ok(generic_alias(&args[0], &args[1]))
        }),
    ],
)
.properties(&[
    Property {
        name: "var",
        get: |_, this| Ok(this.data::<Token>().ok_or_else(|| wrong("Token"))?.var.clone()),
        set: None,
    },
    Property {
        name: "old_value",
        get: |vm, this| {
            let old = this.data::<Token>().ok_or_else(|| wrong("Token"))?.old.clone();
            Ok(if old.is_bound() { old } else { missing(vm) })
        },
        set: None,
    },
]);

/// The type of `Token.MISSING`.
static MISSING: NativeType = NativeType::new(
    "Token.MISSING",
    "_contextvars",
    &[Native::new("__repr__", "self, /", |_, _| Ok("<Token.MISSING>".into()))],
);

/// `Context`
static CONTEXT: NativeType = NativeType::new(
    "Context",
    "_contextvars",
    &[
        Native::of_nothing("__new__", "cls, /, *args, **kwargs", |vm, args| {
            if vm.truth(&args[1])? || vm.truth(&args[2])? {
                return Err(type_error("Context() does not accept any arguments"));
            }
            // From now on tasks and callbacks have contexts.
            drop(vm.event_loop.context());
            Ok(context_value(Context::default()))
        }),
        Native::new("run", "self, /, *args, **kwargs", |vm, args| {
            let keywords = keywords_of(&args[2]);
            let Value::Tuple(positional) = &args[1] else { return Err(wrong("tuple")) };
            let Some((callable, positional)) = positional.split_first() else {
                return Err(type_error("run() missing 1 required positional argument"));
            };
            in_context(vm, &args[0], || vm.nest(|| vm.call_with(callable, positional, &keywords)))?
        }),
        Native::new("__eq__", "self, other, /", |vm, args| {
            let Some(other) = args[1].data::<Context>() else { return Ok(Value::NotImplemented) };
            let (ours, others) = (vars(this(&args[0])?), vars(other));
            if ours.0.len() != others.0.len() {
                return Ok(false.into());
            }
            vm.charge(ours.0.len() * ours.0.len())?;
            for (var, value) in &ours.0 {
                match others.find(var) {
                    Some(other) if vm.eq(value, &other)? => {}
                    _ => return Ok(false.into()),
                }
            }
            Ok(true.into())
        }),
        Native::new("copy", "self, /", |_, args| Ok(context_value(this(&args[0])?.copy()))),
        Native::new("get", "self, key, default=None, /", |_, args| {
            var(&args[1])?;
            Ok(vars(this(&args[0])?).find(&args[1]).unwrap_or_else(|| args[2].clone()))
        }),
        Native::new("__getitem__", "self, key, /", |_, args| {
            var(&args[1])?;
            vars(this(&args[0])?).find(&args[1]).ok_or_else(|| key_error(args[1].clone()))
        }),
        Native::new("__contains__", "self, key, /", |_, args| {
            var(&args[1])?;
            Ok(vars(this(&args[0])?).find(&args[1]).is_some().into())
        }),
        Native::new("__len__", "self, /", |_, args| Ok(vars(this(&args[0])?).0.len().into())),
        Native::new("__iter__", "self, /", |_, args| walk(&args[0], |(var, _)| var)),
        Native::new("keys", "self, /", |_, args| walk(&args[0], |(var, _)| var)),
        Native::new("values", "self, /", |_, args| walk(&args[0], |(_, value)| value)),
        Native::new("items", "self, /", |_, args| walk(&args[0], |(var, value)| Value::tuple([var, value]))),
    ],
);

/// `contextvars`
pub static MODULE: NativeModule = NativeModule::new("contextvars")
    .types(&[&CONTEXT_VAR, &CONTEXT, &TOKEN])
    .functions(&[Native::new("copy_context", "", |vm, _| Ok(context_value(vm.event_loop.context().copy())))])
    .fill(|vm, _| {
        TOKEN.class().set(Symbol::new("MISSING"), missing(vm));
        Ok(())
    });

struct Var {
    name: Value,
    default: Value,
}

struct Token {
    var: Value,
    /// Unbound if it had no value.
    old: Value,
    context: Context,
    used: Cell<bool>,
}

/// The values of variables in a context. Never changed in place.
#[derive(Default, Clone)]
struct Vars(Vec<(Value, Value)>);

impl Vars {
    fn find(&self, var: &Value) -> Option<Value> {
        self.0.iter().find(|(known, _)| known.is(var)).map(|(_, value)| value.clone())
    }
}

/// The contexts that `Context.run()` is in, the innermost last.
#[derive(Default)]
struct Entered(RefCell<Vec<Context>>);

/// Does something in a context (`Context.run()`).
///
/// # Errors
///
/// RuntimeError if it is entered already.
pub fn in_context<T>(vm: &Vm, context: &Value, action: impl FnOnce() -> T) -> Result<T> {
    let (shown, context) = (context, this(context)?);
    if context.is(&vm.event_loop.context()) || context_is_entered(vm, context) {
        let shown = vm.repr(shown)?;
        return Err(runtime_error(format!("cannot enter context: {shown} is already entered")));
    }
    let entered = vm.state::<Entered>();
    entered.0.borrow_mut().push(context.clone());
    let result = vm.event_loop.run_in_context(context, action);
    entered.0.borrow_mut().pop();
    Ok(result)
}

/// Whether a value is a context.
pub fn is_context(value: &Value) -> bool {
    value.data::<Context>().is_some()
}

fn context_is_entered(vm: &Vm, context: &Context) -> bool {
    vm.state::<Entered>().0.borrow().iter().any(|entered| entered.is(context))
}

fn wrong(what: &str) -> crate::engine::Exception {
    type_error(format!("an instance of {what} was expected"))
}

fn var(value: &Value) -> Result<&Var> {
    value.data::<Var>().ok_or_else(|| {
        let shown = Vm::current().repr(value).unwrap_or_default();
        type_error(format!("a ContextVar key was expected, got {shown}"))
    })
}

fn this(value: &Value) -> Result<&Context> {
    value.data::<Context>().ok_or_else(|| wrong("Context"))
}

fn vars(context: &Context) -> Rc<Vars> {
    context.value().and_then(|value| value.downcast().ok()).unwrap_or_default()
}

fn current(vm: &Vm) -> Rc<Vars> {
    vars(&vm.event_loop.context())
}

/// Sets a variable in a context; unbound takes its value away.
fn put(context: &Context, var: &Value, value: Value) {
    let mut vars = (*vars(context)).clone();
    match vars.0.iter().position(|(known, _)| known.is(var)) {
        Some(at) if value.is_bound() => vars.0[at].1 = value,
        Some(at) => _ = vars.0.remove(at),
        None if value.is_bound() => vars.0.push((var.clone(), value)),
        None => {}
    }
    context.set_value(Rc::new(vars));
}

fn missing(vm: &Vm) -> Value {
    #[derive(Default)]
    struct Missing(std::cell::OnceCell<Value>);
    vm.state::<Missing>().0.get_or_init(|| Value::native(MISSING.class(), ())).clone()
}

fn walk(context: &Value, part: fn((Value, Value)) -> Value) -> Result {
    let mut entries = vars(this(context)?).0.clone().into_iter();
    Ok(Iter::native(move |_| Ok(entries.next().map(part))))
}

/// The object for a context of the engine's.
pub fn context_value(context: Context) -> Value {
    Value::native(CONTEXT.class(), context)
}

/// A `context=` argument; nothing for None.
pub fn context_argument(value: &Value) -> Result<Option<Context>> {
    match value.given() {
        Some(value) => match value.data::<Context>() {
            Some(context) => Ok(Some(context.clone())),
            None => Err(type_error("a contextvars.Context is required")),
        },
        None => Ok(None),
    }
}

/// What `**kwargs` of a function's parameters hold, to be handed on.
pub fn keywords_of(kwargs: &Value) -> Vec<(Symbol, Value)> {
    match kwargs {
        Value::Dict(dict) => dict
            .items()
            .into_iter()
            .filter_map(|(key, value)| key.as_str().map(|key| (Symbol::new(key), value)))
            .collect(),
        _ => Vec::new(),
    }
}
