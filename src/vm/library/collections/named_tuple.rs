//! `collections.namedtuple`: classes derived from tuple whose items have names.

use std::cell::RefCell;
use std::rc::Rc;

use crate::vm::attributes::Attributes;
use crate::vm::class::{Class, class_of};
use crate::vm::exceptions::{attribute_error, type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::text::is_identifier;
use crate::vm::types::TUPLE;
use crate::vm::value::dict::Dict;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Data, Instance, Result, Value};

/// What all of these classes are derived from. It passes for tuple itself.
static NAMED_TUPLE: NativeType = NativeType::new(
    "tuple",
    "builtins",
    &[
        Native::new("__new__", "cls, /, *args, **kwargs", new),
        Native::of_class("_make", "cls, iterable, /", make),
        Native::new("_replace", "self, /, **kwargs", replace),
        Native::new("__replace__", "self, /, **kwargs", replace),
        Native::new("_asdict", "self, /", |vm, args| {
            let dict = Dict::default();
            for (name, value) in fields_of(vm, &class_of(&args[0]))?.iter().zip(items(&args[0])) {
                dict.set(vm, name.clone(), value.clone())?;
            }
            Ok(Value::dict(dict))
        }),
        Native::new("__repr__", "self, /", repr),
        Native::new("__getnewargs__", "self, /", |_, args| Ok(args[0].plain().clone())),
    ],
)
.base(&TUPLE);

/// What gives a field: `_tuplegetter`.
struct Getter(usize);

static GETTER: NativeType = NativeType::new(
    "_tuplegetter",
    "collections",
    &[
        Native::new("__get__", "self, instance, owner=None, /", |_, args| {
            let Some(Getter(at)) = args[0].data() else { return Ok(Value::None) };
            match args[1].plain() {
                Value::Tuple(items) => Ok(items.get(*at).cloned().unwrap_or_default()),
                _ => Ok(args[0].clone()),
            }
        }),
        Native::new("__set__", "self, instance, value, /", |_, _| {
            Err(attribute_error("can't set attribute"))
        }),
    ],
);

fn items(value: &Value) -> &[Value] {
    match value.plain() {
        Value::Tuple(items) => items,
        _ => &[],
    }
}

fn fields_of(vm: &Vm, class: &Class) -> Result<Vec<Value>> {
    match class.lookup(Symbol::new("_fields")) {
        Some(fields) => vm.collect(&fields),
        None => Ok(Vec::new()),
    }
}

fn class_argument(value: &Value) -> Result<&Rc<Class>> {
    match value {
        Value::Class(class) => Ok(class),
        _ => Err(type_error("tuple.__new__(X): X is not a type object")),
    }
}

fn instance(class: &Rc<Class>, items: Vec<Value>) -> Value {
    Value::Instance(Rc::new(Instance {
        class: RefCell::new(class.clone()),
        attributes: Attributes::default(),
        data: Data::Value(Value::tuple(items)),
    }))
}

/// Binds the arguments to the fields as a function with such parameters does.
fn new(vm: &Vm, args: &[Value]) -> Result {
    let class = class_argument(&args[0])?;
    let (Value::Tuple(given), Value::Dict(keywords)) = (&args[1], &args[2]) else { return Ok(Value::None) };
    let fields = fields_of(vm, class)?;
    let complain = |what: String| Err(type_error(format!("{}.__new__() {what}", class.name())));
    let defaults = match class.lookup(Symbol::new("_field_defaults")) {
        Some(Value::Dict(defaults)) => defaults,
        _ => Rc::default(),
    };
    if given.len() > fields.len() {
        let (most, got) = (fields.len() + 1, given.len() + 1);
        let takes = match defaults.len() {
            0 => most.to_string(),
            some => format!("from {} to {most}", most - some),
        };
        return complain(format!("takes {takes} positional arguments but {got} were given"));
    }
    let mut bound = given.to_vec();
    bound.resize(fields.len(), Value::Unbound);
    for (name, value) in keywords.items() {
        let name = name.as_str().unwrap_or_default();
        let Some(at) = fields.iter().position(|field| field.as_str() == Some(name)) else {
            return complain(format!("got an unexpected keyword argument '{name}'"));
        };
        if bound[at].is_bound() {
            return complain(format!("got multiple values for argument '{name}'"));
        }
        bound[at] = value;
    }
    let mut missing = Vec::new();
    for (value, field) in bound.iter_mut().zip(&fields).filter(|(value, _)| !value.is_bound()) {
        let field = field.as_str().unwrap_or_default();
        match defaults.get_str(field) {
            Some(default) => *value = default,
            None => missing.push(format!("'{field}'")),
        }
    }
    let names = match &missing[..] {
        [] => return Ok(instance(class, bound)),
        [name] => name.clone(),
        [first, second] => format!("{first} and {second}"),
        [several @ .., last] => format!("{}, and {last}", several.join(", ")),
    };
    let plural = if missing.len() == 1 { "" } else { "s" };
    complain(format!("missing {} required positional argument{plural}: {names}", missing.len()))
}

fn make(vm: &Vm, args: &[Value]) -> Result {
    let class = class_argument(&args[0])?;
    let items = vm.collect(&args[1])?;
    let (expected, got) = (fields_of(vm, class)?.len(), items.len());
    if expected != got {
        return Err(type_error(format!("Expected {expected} arguments, got {got}")));
    }
    Ok(instance(class, items))
}

fn replace(vm: &Vm, args: &[Value]) -> Result {
    let Value::Dict(keywords) = &args[1] else { return Ok(Value::None) };
    let class = class_of(&args[0]);
    let mut items = items(&args[0]).to_vec();
    let fields = fields_of(vm, &class)?;
    let mut unknown = Vec::new();
    for (name, value) in keywords.items() {
        match fields.iter().position(|field| field.as_str() == name.as_str()) {
            Some(at) => items[at] = value,
            None => unknown.push(name),
        }
    }
    if !unknown.is_empty() {
        let names = vm.repr(&Value::list(unknown))?;
        return Err(type_error(format!("Got unexpected field names: {names}")));
    }
    Ok(instance(&class, items))
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let class = class_of(&args[0]);
    let mut parts = Vec::new();
    for (field, value) in fields_of(vm, &class)?.iter().zip(items(&args[0])) {
        parts.push(format!("{}={}", field.as_str().unwrap_or_default(), vm.nest(|| vm.repr(value))?));
    }
    Ok(Value::str(format!("{}({})", class.name(), parts.join(", "))))
}

/// All keywords, in order, with a space around each.
pub(crate) const KEYWORDS: &str = " False None True and as assert async await break class continue def del elif else except \
finally for from global if import in is lambda nonlocal not or pass raise return try while with yield ";

fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&format!(" {name} "))
}

/// Makes a class: the defaults are those of its last fields; `more` is put into its namespace.
///
/// # Errors
///
/// ValueError for names that no field can have.
pub fn named_tuple(
    vm: &Vm,
    name: &str,
    fields: &[Rc<str>],
    defaults: &[Value],
    more: Vec<(Symbol, Value)>,
) -> Result<Rc<Class>> {
    for (at, field) in std::iter::once(&Rc::from(name)).chain(fields).enumerate() {
        if !is_identifier(field) {
            return Err(value_error(format!(
                "Type names and field names must be valid identifiers: {}",
                vm.repr(&Value::str(&**field))?
            )));
        }
        if is_keyword(field) {
            return Err(value_error(format!("Type names and field names cannot be a keyword: '{field}'")));
        }
        if at > 0 && field.starts_with('_') {
            return Err(value_error(format!("Field names cannot start with an underscore: '{field}'")));
        }
        if at > 0 && fields[..at - 1].contains(field) {
            return Err(value_error(format!("Encountered duplicate field name: '{field}'")));
        }
    }
    if defaults.len() > fields.len() {
        return Err(type_error("Got more default values than field names"));
    }
    let names = Value::tuple(fields.iter().map(|field| Value::str(&**field)).collect::<Vec<_>>());
    let with_defaults = Dict::default();
    for (field, default) in fields[fields.len() - defaults.len()..].iter().zip(defaults) {
        with_defaults.set_str(field, default.clone());
    }
    let mut namespace = vec![
        (Symbol::new("_fields"), names.clone()),
        (Symbol::new("_field_defaults"), Value::dict(with_defaults)),
        (Symbol::new("__match_args__"), names),
        (Symbol::SLOTS, Value::tuple([])),
        (Symbol::new("__doc__"), Value::str(format!("{name}({})", fields.join(", ")))),
    ];
    for (at, field) in fields.iter().enumerate() {
        namespace.push((Symbol::new(field), Value::native(GETTER.class(), Getter(at))));
    }
    namespace.extend(more);
    vm.make_class(name, &[Value::Class(NAMED_TUPLE.class())], namespace, &[])
}

/// `namedtuple(typename, field_names, *, rename, defaults, module)`
pub(super) fn namedtuple(vm: &Vm, args: &[Value]) -> Result {
    let name = vm.str(&args[0])?;
    let mut fields: Vec<Rc<str>> = match args[1].as_str() {
        Some(text) => text.replace(',', " ").split_whitespace().map(Rc::from).collect(),
        None => {
            let names = vm.collect(&args[1])?;
            names.iter().map(|name| vm.str(name).map(Rc::from)).collect::<Result<_>>()?
        }
    };
    if vm.truth(&args[2])? {
        for at in 0..fields.len() {
            let field = fields[at].clone();
            if !is_identifier(&field)
                || is_keyword(&field)
                || field.starts_with('_')
                || fields[..at].contains(&field)
            {
                fields[at] = format!("_{at}").into();
            }
        }
        // What was renamed begins with an underscore, and may.
        return finish(vm, &name, &fields, args, true);
    }
    finish(vm, &name, &fields, args, false)
}

fn finish(vm: &Vm, name: &str, fields: &[Rc<str>], args: &[Value], renamed: bool) -> Result {
    let defaults = match args[3].given() {
        Some(defaults) => vm.collect(defaults)?,
        None => Vec::new(),
    };
    let module = args[4].given().cloned().unwrap_or_else(|| Value::str("__main__"));
    let more = vec![(Symbol::new("__module__"), module)];
    if !renamed {
        return named_tuple(vm, name, fields, &defaults, more).map(Value::Class);
    }
    // Made under names that are let through, and then told the right ones.
    let passing: Vec<Rc<str>> = fields.iter().map(|field| field.replacen('_', "f_", 1).into()).collect();
    let class = named_tuple(vm, name, &passing, &defaults, more)?;
    let names = Value::tuple(fields.iter().map(|field| Value::str(&**field)).collect::<Vec<_>>());
    for (at, (field, passing)) in fields.iter().zip(&passing).enumerate() {
        class.remove(Symbol::new(passing));
        class.set(Symbol::new(field), Value::native(GETTER.class(), Getter(at)));
    }
    class.set(Symbol::new("__doc__"), format!("{name}({})", fields.join(", ")).into());
    class.set(Symbol::new("_fields"), names.clone());
    class.set(Symbol::new("__match_args__"), names);
    Ok(Value::Class(class))
}
