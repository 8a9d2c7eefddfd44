//! The special methods of builtin types as attributes of their classes (`int.__add__`, `super().__eq__(other)`), for those
//! that need nothing but the operator.

use crate::vm::code::{BinaryOp, CompareOp};
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::native::Native;
use crate::vm::value::{Result, Value};

use super::unary::unary_number;

const INT: u16 = 1;
const FLOAT: u16 = 2;
const STR: u16 = 4;
const BYTES: u16 = 8;
const TUPLE: u16 = 16;
const LIST: u16 = 32;
const DICT: u16 = 64;
const SET: u16 = 128;
const FROZENSET: u16 = 256;
const NUMBERS: u16 = INT | FLOAT;
const SETS: u16 = SET | FROZENSET;
const TEXTS: u16 = STR | BYTES;
const SEQUENCES: u16 = TEXTS | TUPLE | LIST;
const CONTAINERS: u16 = SEQUENCES | DICT | SETS;
const ALL: u16 = NUMBERS | CONTAINERS;

/// The methods of a builtin type, by its name.
pub fn of_type(name: &str) -> impl Iterator<Item = &'static Native> {
    let bit = match name {
        "int" => INT,
        "float" => FLOAT,
        "str" => STR,
        "bytes" => BYTES,
        "tuple" => TUPLE,
        "list" => LIST,
        "dict" => DICT,
        "set" => SET,
        "frozenset" => FROZENSET,
        _ => 0,
    };
    SLOTS.iter().filter(move |(types, _)| types & bit != 0).map(|(_, native)| native)
}

const OPS: [BinaryOp; 13] = [
    BinaryOp::Add,
    BinaryOp::Sub,
    BinaryOp::Mul,
    BinaryOp::Div,
    BinaryOp::FloorDiv,
    BinaryOp::Mod,
    BinaryOp::Pow,
    BinaryOp::MatMul,
    BinaryOp::LShift,
    BinaryOp::RShift,
    BinaryOp::And,
    BinaryOp::Or,
    BinaryOp::Xor,
];

const ADD: usize = 0;
const SUB: usize = 1;
const MUL: usize = 2;
const DIV: usize = 3;
const FLOOR_DIV: usize = 4;
const MOD: usize = 5;
const POW: usize = 6;
const LEFT: usize = 8;
const RIGHT: usize = 9;
const AND: usize = 10;
const OR: usize = 11;
const XOR: usize = 12;

fn known_or_not(result: Option<Value>) -> Value {
    result.unwrap_or(Value::NotImplemented)
}

/// Whether an int is asked what it knows of a float: that is for the float to say.
fn is_for_float(args: &[Value]) -> bool {
    matches!(args[0].plain(), Value::Int(_) | Value::Bool(_) | Value::Big(_))
        && matches!(args[1].plain(), Value::Float(_))
}

fn forward<const OP: usize>(vm: &Vm, args: &[Value]) -> Result {
    if is_for_float(args) {
        return Ok(Value::NotImplemented);
    }
    vm.binary_builtin(OPS[OP], args[0].plain(), args[1].plain()).map(known_or_not)
}

fn reflected<const OP: usize>(vm: &Vm, args: &[Value]) -> Result {
    if is_for_float(args) {
        return Ok(Value::NotImplemented);
    }
    vm.binary_builtin(OPS[OP], args[1].plain(), args[0].plain()).map(known_or_not)
}

fn in_place<const OP: usize>(vm: &Vm, args: &[Value]) -> Result {
    let changed = vm.in_place_builtin(OPS[OP], args[0].plain(), &args[1])?;
    Ok(if changed { args[0].clone() } else { Value::NotImplemented })
}

/// As `+` does it, which says more than that it does not know.
fn concatenate(vm: &Vm, args: &[Value]) -> Result {
    vm.binary(BinaryOp::Add, args[0].plain(), args[1].plain())
}

fn compare<const OP: usize>(vm: &Vm, args: &[Value]) -> Result {
    if is_for_float(args) {
        return Ok(Value::NotImplemented);
    }
    let op = [CompareOp::Eq, CompareOp::Ne, CompareOp::Lt, CompareOp::Le, CompareOp::Gt, CompareOp::Ge][OP];
    vm.compare_builtin(op, args[0].plain(), args[1].plain()).map(known_or_not)
}

fn negative(_: &Vm, args: &[Value]) -> Result {
    Ok(known_or_not(unary_number(&args[0], "-")))
}

fn positive(_: &Vm, args: &[Value]) -> Result {
    Ok(known_or_not(unary_number(&args[0], "+")))
}

fn absolute(_: &Vm, args: &[Value]) -> Result {
    Ok(known_or_not(unary_number(&args[0], "abs()")))
}

fn invert(_: &Vm, args: &[Value]) -> Result {
    Ok(known_or_not(unary_number(&args[0], "~")))
}

fn modular_power(vm: &Vm, args: &[Value]) -> Result {
    match args[2].given() {
        Some(modulus) => vm.power_modulo(args[0].plain(), args[1].plain(), modulus),
        None => forward::<POW>(vm, args),
    }
}

fn len(vm: &Vm, args: &[Value]) -> Result {
    vm.len(args[0].plain()).map(Value::from)
}

fn delete_item(vm: &Vm, args: &[Value]) -> Result {
    vm.delete_item(args[0].plain(), &args[1]).map(Value::from)
}

/// `list.__repr__` and the like are asked of the value itself, and know of no class derived from its own; those of sets do.
fn repr(vm: &Vm, args: &[Value]) -> Result {
    match (&args[0], args[0].plain()) {
        (Value::Instance(_), Value::Set(_)) => vm.default_repr(&args[0]).map(Value::from),
        (_, plain) => vm.repr(plain).map(Value::from),
    }
}

fn str(vm: &Vm, args: &[Value]) -> Result {
    vm.str(args[0].plain()).map(Value::from)
}

fn format(vm: &Vm, args: &[Value]) -> Result {
    match args[1].as_str() {
        Some("") => vm.str(&args[0]).map(Value::from),
        Some(spec) => vm.format(args[0].plain(), spec).map(Value::from),
        None => {
            let name = args[1].type_name();
            Err(type_error(format!("__format__() argument must be str, not {name}")))
        }
    }
}

static SLOTS: &[(u16, Native)] = &[
    (SEQUENCES, Native::new("__add__", "self, value, /", concatenate)),
    (NUMBERS, Native::new("__add__", "self, value, /", forward::<ADD>)),
    (NUMBERS, Native::new("__radd__", "self, value, /", reflected::<ADD>)),
    (NUMBERS | SETS, Native::new("__sub__", "self, value, /", forward::<SUB>)),
    (NUMBERS | SETS, Native::new("__rsub__", "self, value, /", reflected::<SUB>)),
    (NUMBERS | SEQUENCES, Native::new("__mul__", "self, value, /", forward::<MUL>)),
    (NUMBERS | SEQUENCES, Native::new("__rmul__", "self, value, /", reflected::<MUL>)),
    (NUMBERS, Native::new("__truediv__", "self, value, /", forward::<DIV>)),
    (NUMBERS, Native::new("__rtruediv__", "self, value, /", reflected::<DIV>)),
    (NUMBERS, Native::new("__floordiv__", "self, value, /", forward::<FLOOR_DIV>)),
    (NUMBERS, Native::new("__rfloordiv__", "self, value, /", reflected::<FLOOR_DIV>)),
    (NUMBERS | TEXTS, Native::new("__mod__", "self, value, /", forward::<MOD>)),
    (NUMBERS, Native::new("__rmod__", "self, value, /", reflected::<MOD>)),
    (NUMBERS, Native::new("__pow__", "self, value, mod=None, /", modular_power)),
    (NUMBERS, Native::new("__rpow__", "self, value, mod=None, /", reflected::<POW>)),
    (NUMBERS, Native::new("__divmod__", "self, value, /", |vm, args| vm.divmod(&args[0], &args[1]))),
    (NUMBERS, Native::new("__rdivmod__", "self, value, /", |vm, args| vm.divmod(&args[1], &args[0]))),
    (INT, Native::new("__lshift__", "self, value, /", forward::<LEFT>)),
    (INT, Native::new("__rlshift__", "self, value, /", reflected::<LEFT>)),
    (INT, Native::new("__rshift__", "self, value, /", forward::<RIGHT>)),
    (INT, Native::new("__rrshift__", "self, value, /", reflected::<RIGHT>)),
    (INT | SETS, Native::new("__and__", "self, value, /", forward::<AND>)),
    (INT | SETS, Native::new("__rand__", "self, value, /", reflected::<AND>)),
    (INT | SETS | DICT, Native::new("__or__", "self, value, /", forward::<OR>)),
    (INT | SETS | DICT, Native::new("__ror__", "self, value, /", reflected::<OR>)),
    (INT | SETS, Native::new("__xor__", "self, value, /", forward::<XOR>)),
    (INT | SETS, Native::new("__rxor__", "self, value, /", reflected::<XOR>)),
    (LIST, Native::new("__iadd__", "self, value, /", in_place::<ADD>)),
    (LIST, Native::new("__imul__", "self, value, /", in_place::<MUL>)),
    (SET | DICT, Native::new("__ior__", "self, value, /", in_place::<OR>)),
    (SET, Native::new("__iand__", "self, value, /", in_place::<AND>)),
    (SET, Native::new("__isub__", "self, value, /", in_place::<SUB>)),
    (SET, Native::new("__ixor__", "self, value, /", in_place::<XOR>)),
    (NUMBERS, Native::new("__neg__", "self, /", negative)),
    (NUMBERS, Native::new("__pos__", "self, /", positive)),
    (NUMBERS, Native::new("__abs__", "self, /", absolute)),
    (INT, Native::new("__invert__", "self, /", invert)),
    (INT, Native::new("__index__", "self, /", |vm, args| vm.as_index(&args[0]))),
    (NUMBERS, Native::new("__float__", "self, /", |vm, args| vm.as_float(&args[0]).map(Value::Float))),
    (NUMBERS, Native::new("__bool__", "self, /", |vm, args| vm.truth(args[0].plain()).map(Value::Bool))),
    (ALL, Native::new("__eq__", "self, value, /", compare::<0>)),
    (ALL, Native::new("__ne__", "self, value, /", compare::<1>)),
    (ALL, Native::new("__lt__", "self, value, /", compare::<2>)),
    (ALL, Native::new("__le__", "self, value, /", compare::<3>)),
    (ALL, Native::new("__gt__", "self, value, /", compare::<4>)),
    (ALL, Native::new("__ge__", "self, value, /", compare::<5>)),
    (
        NUMBERS | TEXTS | TUPLE | FROZENSET,
        Native::new("__hash__", "self, /", |vm, args| vm.hash(args[0].plain()).map(Value::Int)),
    ),
    (ALL, Native::new("__repr__", "self, /", repr)),
    (STR, Native::new("__str__", "self, /", str)),
    (NUMBERS | STR, Native::new("__format__", "self, format_spec, /", format)),
    (CONTAINERS, Native::new("__len__", "self, /", len)),
    (
        CONTAINERS,
        Native::new("__contains__", "self, key, /", |vm, args| {
            vm.contains(args[0].plain(), &args[1]).map(Value::Bool)
        }),
    ),
    (CONTAINERS, Native::new("__iter__", "self, /", |vm, args| vm.iter(args[0].plain()))),
    (
        SEQUENCES,
        Native::new("__getitem__", "self, key, /", |vm, args| vm.get_item(args[0].plain(), &args[1])),
    ),
    (
        LIST | DICT,
        Native::new("__setitem__", "self, key, value, /", |vm, args| {
            vm.set_item(args[0].plain(), &args[1], args[2].clone()).map(Value::from)
        }),
    ),
    (LIST | DICT, Native::new("__delitem__", "self, key, /", delete_item)),
];
