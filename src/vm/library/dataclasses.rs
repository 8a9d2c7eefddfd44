//! `dataclasses`: the methods that are called often; the rest is in Python.

use std::cell::RefCell;
use std::rc::Rc;

use crate::vm::class::{Class, class_of};
use crate::vm::code::{CompareOp, Op};
use crate::vm::exceptions::{new_exception, type_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeFunction, NativeModule, NativeType};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::made::{Made, with_data};

/// The module.
pub static MODULE: NativeModule = NativeModule::new("dataclasses")
    .functions(&[
        Native::new("_make_init", "cls, table, frozen, post_init, factory", make_init),
        Native::new("_method", "cls, name, names", method),
        Native::new("_evaluate", "text, owner", |vm, args| {
            vm.annotation_of(args[0].as_str().unwrap_or_default(), &args[1])
        }),
    ])
    .python(include_str!("python/dataclasses.py"));

/// The names of fields that a method is about.
static FIELDS: NativeType = NativeType::new("fields", "dataclasses", &[]);

struct Fields {
    /// For `__setattr__`: the class, and the exception's.
    classes: Vec<Rc<Class>>,
    names: Vec<Symbol>,
}

static SET: Native = Native::new("__setattr__", "self, name, value", |vm, args| {
    let name = Symbol::new(args[1].as_str().unwrap_or_default());
    match &args[0] {
        Value::Instance(instance) => instance.attributes.set(name, args[2].clone()),
        Value::Exception(_) => vm.set_attr(&args[0], name, args[2].clone())?,
        _ => {}
    }
    Ok(Value::None)
});

fn strings(value: &Value) -> Vec<Symbol> {
    match value {
        Value::Tuple(items) => items.iter().filter_map(|item| item.as_str().map(Symbol::new)).collect(),
        _ => Vec::new(),
    }
}

fn class(value: &Value) -> Result<&Rc<Class>> {
    match value {
        Value::Class(class) => Ok(class),
        _ => Err(type_error("dataclass() should be called on a class")),
    }
}

fn make_init(vm: &Vm, args: &[Value]) -> Result {
    // With all that is made of a class besides.
    vm.charge(8192)?;
    let qualname = format!("{}.__init__", class(&args[0])?.qualname.borrow());
    let Value::Tuple(table) = &args[1] else { return Err(type_error("the fields must be a tuple")) };
    let (frozen, post_init) = (matches!(args[2], Value::Bool(true)), matches!(args[3], Value::Bool(true)));
    let rows: Vec<&[Value]> = table
        .iter()
        .filter_map(|row| if let Value::Tuple(row) = row { Some(&row[..]) } else { None })
        .collect();
    let is = |row: &[Value], at: usize| matches!(row[at], Value::Bool(true));
    let name = |row: &[Value]| Symbol::new(row[0].as_str().unwrap_or_default());
    let taken = rows.iter().any(|row| row[0].as_str() == Some("self"));
    let this = Symbol::new(if taken { "__dataclass_self__" } else { "self" });
    let mut made = Made { qualname, slots: vec![this], ..Made::default() };
    for by_keyword in [false, true] {
        for row in rows.iter().filter(|row| is(row, 1) && is(row, 2) == by_keyword) {
            made.slots.push(name(row));
            let default = match (is(row, 4), is(row, 5)) {
                (_, true) => args[4].clone(),
                (true, _) => row[6].clone(),
                _ => Value::Unbound,
            };
            if by_keyword {
                made.keyword_only += 1;
                made.keyword_defaults.push(default);
            } else if default.is_bound() {
                made.defaults.push(default);
            }
        }
    }
    let slot = |made: &Made, row: &[Value]| {
        let wanted = name(row);
        let at = made.slots.iter().skip(1).position(|slot| *slot == wanted);
        Op::LoadLocal(at.map_or(0, |at| at as u32 + 1))
    };
    for row in rows.iter().filter(|row| !is(row, 3) && (is(row, 1) || is(row, 5))) {
        let (by_init, by_factory) = (is(row, 1), is(row, 5));
        if frozen {
            let set = made.constant(Value::Native(Rc::new(NativeFunction::new(&SET, None))));
            let name = made.constant(row[0].clone());
            made.ops.extend([set, Op::LoadLocal(0), name]);
        }
        if by_factory {
            let factory = made.constant(row[6].clone());
            if by_init {
                let sentinel = made.constant(args[4].clone());
                let given = slot(&made, row);
                let here = made.ops.len() as u32;
                made.ops.extend([
                    given,
                    sentinel,
                    Op::Is { negated: false },
                    Op::PopJumpIfFalse(here + 7),
                    factory,
                    Op::Call(0),
                    Op::Jump(here + 8),
                    given,
                ]);
            } else {
                made.ops.extend([factory, Op::Call(0)]);
            }
        } else {
            let given = slot(&made, row);
            made.ops.push(given);
        }
        if frozen {
            made.ops.extend([Op::Call(3), Op::Pop]);
        } else {
            let name = made.name(name(row));
            made.ops.extend([Op::LoadLocal(0), Op::StoreAttr(name)]);
        }
    }
    if post_init {
        let method = made.name(Symbol::new("__post_init__"));
        made.ops.extend([Op::LoadLocal(0), Op::LoadMethod(method)]);
        let passed: Vec<Op> =
            rows.iter().filter(|row| is(row, 3) && is(row, 1)).map(|row| slot(&made, row)).collect();
        let count = passed.len() as u32;
        made.ops.extend(passed);
        made.ops.extend([Op::CallMethod(count), Op::Pop]);
    }
    let none = made.constant(Value::None);
    made.ops.extend([none, Op::Return]);
    Ok(made.finish())
}

static REPR: Native = Native::new("__repr__", "data, self", repr);
static EQ: Native = Native::new("__eq__", "data, self, other", eq);
static LT: Native = Native::new("__lt__", "data, self, other", |vm, args| order(vm, args, CompareOp::Lt));
static LE: Native = Native::new("__le__", "data, self, other", |vm, args| order(vm, args, CompareOp::Le));
static GT: Native = Native::new("__gt__", "data, self, other", |vm, args| order(vm, args, CompareOp::Gt));
static GE: Native = Native::new("__ge__", "data, self, other", |vm, args| order(vm, args, CompareOp::Ge));
static HASH: Native = Native::new("__hash__", "data, self", |vm, args| {
    Ok(vm.hash(&values(vm, fields(args)?, &args[1])?)?.into())
});
static SET_FROZEN: Native =
    Native::new("__setattr__", "data, self, name, value", |vm, args| frozen(vm, args, "assign to"));
static DELETE_FROZEN: Native =
    Native::new("__delattr__", "data, self, name", |vm, args| frozen(vm, args, "delete"));

fn method(_: &Vm, args: &[Value]) -> Result {
    let name = args[1].as_str().unwrap_or_default();
    let qualname = format!("{}.{name}", class(&args[0])?.qualname.borrow());
    let (params, native): (&[&str], _) = match name {
        "__repr__" => (&["self"], &REPR),
        "__hash__" => (&["self"], &HASH),
        "__eq__" => (&["self", "other"], &EQ),
        "__lt__" => (&["self", "other"], &LT),
        "__le__" => (&["self", "other"], &LE),
        "__gt__" => (&["self", "other"], &GT),
        "__ge__" => (&["self", "other"], &GE),
        "__setattr__" => (&["self", "name", "value"], &SET_FROZEN),
        _ => (&["self", "name"], &DELETE_FROZEN),
    };
    let classes = match &args[2] {
        Value::Tuple(items) => items.iter().filter_map(|item| class(item).ok().cloned()).collect(),
        _ => Vec::new(),
    };
    let data = Fields { classes, names: strings(&args[2]) };
    Ok(with_data(qualname, params, native, Value::native(FIELDS.class(), data)))
}

fn fields(args: &[Value]) -> Result<&Fields> {
    args[0].data().ok_or_else(|| type_error("the fields of a dataclass are missing"))
}

fn values(vm: &Vm, fields: &Fields, object: &Value) -> Result {
    let values: Result<Vec<Value>> = fields.names.iter().map(|name| vm.get_attr(object, *name)).collect();
    Ok(Value::tuple(values?))
}

/// The objects whose `repr()` is being made: one within itself is shown as dots.
#[derive(Default)]
struct Shown(RefCell<Vec<i64>>);

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let (shown, id) = (vm.state::<Shown>(), args[1].id());
    if shown.0.borrow().contains(&id) {
        return Ok("...".into());
    }
    shown.0.borrow_mut().push(id);
    let result = vm.nest(|| {
        let mut parts = Vec::new();
        for name in &fields(args)?.names {
            parts.push(format!("{name}={}", vm.repr(&vm.get_attr(&args[1], *name)?)?));
        }
        let class = class_of(&args[1]);
        let name = class.qualname.borrow().clone();
        Ok(format!("{name}({})", parts.join(", ")).into())
    });
    shown.0.borrow_mut().pop();
    result
}

fn same_class(args: &[Value]) -> bool {
    class_of(&args[1]).number == class_of(&args[2]).number
}

fn eq(vm: &Vm, args: &[Value]) -> Result {
    if args[1].is(&args[2]) {
        return Ok(true.into());
    }
    if !same_class(args) {
        return Ok(Value::NotImplemented);
    }
    vm.nest(|| {
        for name in &fields(args)?.names {
            if !vm.eq(&vm.get_attr(&args[1], *name)?, &vm.get_attr(&args[2], *name)?)? {
                return Ok(false.into());
            }
        }
        Ok(true.into())
    })
}

fn order(vm: &Vm, args: &[Value], op: CompareOp) -> Result {
    if !same_class(args) {
        return Ok(Value::NotImplemented);
    }
    let fields = fields(args)?;
    let (left, right) = (values(vm, fields, &args[1])?, values(vm, fields, &args[2])?);
    vm.nest(|| vm.compare(op, &left, &right))
}

fn frozen(vm: &Vm, args: &[Value], what: &str) -> Result {
    let fields = fields(args)?;
    let [class, error] = &fields.classes[..] else {
        return Err(type_error("a class is missing"));
    };
    let name = Symbol::new(args[2].as_str().unwrap_or_default());
    let of = class_of(&args[1]);
    if of.number == class.number || fields.names.contains(&name) {
        let text = format!("cannot {what} field {}", vm.repr(&args[2])?);
        return Err(new_exception(error.clone(), vec![text.into()]));
    }
    if !of.is_subclass(class) {
        // What has slots is another class than the one that was decorated, which is the one that its methods know.
        let (of, name) = (of.name(), class.name());
        let text = format!("obj (instance of {of}) is not an instance or subtype of type ({name}).");
        return Err(type_error(format!("super(type, obj): {text}")));
    }
    let method = if args.len() == 4 { "__setattr__" } else { "__delattr__" };
    match of.lookup_after(class, Symbol::new(method)) {
        Some(method) => vm.call(&method, &args[1..]),
        None => Ok(Value::None),
    }
}
