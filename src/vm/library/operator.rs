//! `operator`.

use std::rc::Rc;

use crate::vm::code::{BinaryOp, CompareOp};
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule, NativeType};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::arguments::{index, items};

/// The module.
pub static MODULE: NativeModule = NativeModule::new("operator")
    .functions(FUNCTIONS)
    .types(&[&ITEM_GETTER, &ATTR_GETTER, &METHOD_CALLER])
    .fill(|_, module| {
        // `operator.__lt__` is `operator.lt`.
        for native in FUNCTIONS {
            let name = native.name.trim_end_matches('_');
            if !name.contains('_')
                && !matches!(name, "is" | "truth")
                && let Some(function) = module.globals.get(Symbol::new(native.name))
            {
                module.globals.set(Symbol::new(&format!("__{name}__")), function);
            }
        }
        Ok(())
    })
    .python(include_str!("python/operator.py"));

const TWO: &str = "a, b, /";
const ONE: &str = "a, /";

macro_rules! operators {
    ($($name:literal $run:ident $op:expr;)*) => {
        &[
            $(Native::new($name, TWO, |vm, args| vm.$run($op, &args[0], &args[1])),)*
            Native::new("abs", ONE, |vm, args| {
                vm.call_special(&args[0], "__abs__", &[])?
                    .ok_or_else(|| type_error(format!("bad operand type for abs(): '{}'", args[0].type_name())))
            }),
            Native::new("call", "obj, /, *args, **kwargs", |vm, args| {
                vm.call_with(&args[0], items(&args[1]), &keywords(&args[2]))
            }),
            Native::new("concat", TWO, |vm, args| vm.binary(BinaryOp::Add, &args[0], &args[1])),
            Native::new("contains", TWO, |vm, args| vm.contains(&args[0], &args[1]).map(Value::Bool)),
            Native::new("delitem", TWO, |vm, args| {
                vm.delete_item(&args[0], &args[1]).map(Value::from)
            }),
            Native::new("getitem", TWO, |vm, args| vm.get_item(&args[0], &args[1])),
            Native::new("index", ONE, |vm, args| index(vm, &args[0])),
            Native::new("inv", ONE, |vm, args| vm.invert(&args[0])),
            Native::new("invert", ONE, |vm, args| vm.invert(&args[0])),
            Native::new("is_", TWO, |_, args| Ok(Value::Bool(args[0].is(&args[1])))),
            Native::new("is_not", TWO, |_, args| Ok(Value::Bool(!args[0].is(&args[1])))),
            Native::new("is_none", ONE, |_, args| Ok(Value::Bool(args[0].is_none()))),
            Native::new("is_not_none", ONE, |_, args| Ok(Value::Bool(!args[0].is_none()))),
            Native::new("neg", ONE, |vm, args| vm.negative(&args[0])),
            Native::new("not_", ONE, |vm, args| vm.truth(&args[0]).map(|truth| Value::Bool(!truth))),
            Native::new("pos", ONE, |vm, args| vm.positive(&args[0])),
            Native::new("setitem", "a, b, c, /", |vm, args| {
                vm.set_item(&args[0], &args[1], args[2].clone()).map(Value::from)
            }),
            Native::new("truth", ONE, |vm, args| vm.truth(&args[0]).map(Value::Bool)),
        ]
    };
}

static FUNCTIONS: &[Native] = operators! {
    "add" binary BinaryOp::Add;
    "and_" binary BinaryOp::And;
    "floordiv" binary BinaryOp::FloorDiv;
    "lshift" binary BinaryOp::LShift;
    "matmul" binary BinaryOp::MatMul;
    "mod" binary BinaryOp::Mod;
    "mul" binary BinaryOp::Mul;
    "or_" binary BinaryOp::Or;
    "pow" binary BinaryOp::Pow;
    "rshift" binary BinaryOp::RShift;
    "sub" binary BinaryOp::Sub;
    "truediv" binary BinaryOp::Div;
    "xor" binary BinaryOp::Xor;
    "iadd" in_place BinaryOp::Add;
    "iand" in_place BinaryOp::And;
    "iconcat" in_place BinaryOp::Add;
    "ifloordiv" in_place BinaryOp::FloorDiv;
    "ilshift" in_place BinaryOp::LShift;
    "imatmul" in_place BinaryOp::MatMul;
    "imod" in_place BinaryOp::Mod;
    "imul" in_place BinaryOp::Mul;
    "ior" in_place BinaryOp::Or;
    "ipow" in_place BinaryOp::Pow;
    "irshift" in_place BinaryOp::RShift;
    "isub" in_place BinaryOp::Sub;
    "itruediv" in_place BinaryOp::Div;
    "ixor" in_place BinaryOp::Xor;
    "eq" compare CompareOp::Eq;
    "ge" compare CompareOp::Ge;
    "gt" compare CompareOp::Gt;
    "le" compare CompareOp::Le;
    "lt" compare CompareOp::Lt;
    "ne" compare CompareOp::Ne;
};

/// The keywords in a `**kwargs`.
pub fn keywords(kwargs: &Value) -> Vec<(Symbol, Value)> {
    match kwargs {
        Value::Dict(dict) => dict
            .items()
            .into_iter()
            .filter_map(|(name, value)| name.as_str().map(Symbol::new).map(|name| (name, value)))
            .collect(),
        _ => Vec::new(),
    }
}

/// What an `itemgetter`, `attrgetter` or `methodcaller` was made with.
struct Wanted {
    what: Vec<Value>,
    keywords: Vec<(Symbol, Value)>,
}

fn make(class: &Value, first: &Value, rest: &Value, keywords: Vec<(Symbol, Value)>) -> Result {
    let Value::Class(class) = class else { return Err(type_error("cls must be a class")) };
    let what = std::iter::once(first).chain(items(rest)).cloned().collect();
    Ok(Value::native(Rc::clone(class), Wanted { what, keywords }))
}

fn wanted(value: &Value) -> Result<&Wanted> {
    value.data::<Wanted>().ok_or_else(|| type_error("not made by its class"))
}

/// One value for one thing that is wanted, a tuple for several.
fn each(wanted: &Wanted, get: impl Fn(&Value) -> Result) -> Result {
    match wanted.what.as_slice() {
        [one] => get(one),
        several => Ok(Value::tuple(several.iter().map(get).collect::<Result<Vec<_>>>()?)),
    }
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let wanted = wanted(&args[0])?;
    let mut parts = Vec::new();
    for value in &wanted.what {
        parts.push(vm.repr(value)?);
    }
    for (name, value) in &wanted.keywords {
        parts.push(format!("{name}={}", vm.repr(value)?));
    }
    Ok(format!("operator.{}({})", args[0].type_name(), parts.join(", ")).into())
}

static ITEM_GETTER: NativeType = NativeType::new(
    "itemgetter",
    "operator",
    &[
        Native::new("__new__", "cls, item, /, *items", |_, args| {
            make(&args[0], &args[1], &args[2], Vec::new())
        }),
        Native::new("__call__", "self, obj, /", |vm, args| {
            each(wanted(&args[0])?, |item| vm.get_item(&args[1], item))
        }),
        Native::new("__repr__", "self, /", repr),
    ],
);

static ATTR_GETTER: NativeType = NativeType::new(
    "attrgetter",
    "operator",
    &[
        Native::new("__new__", "cls, attr, /, *attrs", |_, args| {
            if std::iter::once(&args[1]).chain(items(&args[2])).any(|name| name.as_str().is_none()) {
                return Err(type_error("attribute name must be a string"));
            }
            make(&args[0], &args[1], &args[2], Vec::new())
        }),
        Native::new("__call__", "self, obj, /", |vm, args| {
            each(wanted(&args[0])?, |path| {
                path.as_str().unwrap_or("").split('.').try_fold(args[1].clone(), |value, name| {
                    vm.charge(24)?;
                    vm.attr(&value, name)
                })
            })
        }),
        Native::new("__repr__", "self, /", repr),
    ],
);

static METHOD_CALLER: NativeType = NativeType::new(
    "methodcaller",
    "operator",
    &[
        Native::new("__new__", "cls, name, /, *args, **kwargs", |_, args| {
            if args[1].as_str().is_none() {
                return Err(type_error("method name must be a string"));
            }
            make(&args[0], &args[1], &args[2], keywords(&args[3]))
        }),
        Native::new("__call__", "self, obj, /", |vm, args| {
            let wanted = wanted(&args[0])?;
            let method = vm.attr(&args[1], wanted.what[0].as_str().unwrap_or(""))?;
            vm.call_with(&method, &wanted.what[1..], &wanted.keywords)
        }),
        Native::new("__repr__", "self, /", repr),
    ],
);
