//! bytearray: rarely used, so it is a list of ints within, whose methods do the work.

use std::rc::Rc;

use super::bytes::{METHODS, bytes_of, new};
use crate::vm::code::{BinaryOp, CompareOp};
use crate::vm::exceptions::{type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeType};
use crate::vm::value::{List, Result, Value};

/// What bytearray has in common with bytes.
static COMMON: NativeType = NativeType::new("bytearray", "builtins", METHODS);

/// `bytearray`
pub static BYTEARRAY: NativeType = NativeType::new(
    "bytearray",
    "builtins",
    &[
        Native::new("__new__", "cls, source=?, encoding=?, errors=?", |vm, args| {
            let bytes = new(vm, &args[1], &args[2], &args[3]);
            let made = of_bytes(bytes.map_err(|error| renamed(vm, error))?);
            match (&args[0], made) {
                (Value::Class(class), Value::Instance(instance)) => {
                    drop(instance.class.replace(class.clone()));
                    Ok(Value::Instance(instance))
                }
                (_, made) => Ok(made),
            }
        }),
        Native::new("append", "self, item, /", |vm, args| {
            byte(vm, &args[1])?;
            vm.call_method(&list(&args[0])?, "append", &args[1..])
        }),
        Native::new("insert", "self, index, item, /", |vm, args| {
            byte(vm, &args[2])?;
            vm.call_method(&list(&args[0])?, "insert", &args[1..])
        }),
        Native::new("extend", "self, iterable_of_ints, /", |vm, args| {
            let bytes = ints(&vm.to_byte_vec(&args[1])?);
            vm.call_method(&list(&args[0])?, "extend", &[bytes])
        }),
        Native::new("pop", "self, index=-1, /", |vm, args| {
            vm.call_method(&list(&args[0])?, "pop", &args[1..]).map_err(|error| renamed(vm, error))
        }),
        Native::new("remove", "self, value, /", |vm, args| {
            vm.call_method(&list(&args[0])?, "remove", &args[1..])
                .map_err(|_| value_error("value not found in bytearray"))
        }),
        Native::new("reverse", "self, /", |vm, args| vm.call_method(&list(&args[0])?, "reverse", &[])),
        Native::new("clear", "self, /", |vm, args| vm.call_method(&list(&args[0])?, "clear", &[])),
        Native::new("copy", "self, /", |_, args| Ok(of_bytes(bytes(&args[0])?))),
        Native::new("__len__", "self, /", |vm, args| vm.len(&list(&args[0])?).map(Value::from)),
        Native::new("__iter__", "self, /", |vm, args| vm.iter(&list(&args[0])?)),
        Native::new("__contains__", "self, key, /", |vm, args| {
            vm.contains(&Value::bytes(bytes(&args[0])?), &plain(&args[1])).map(Value::Bool)
        }),
        Native::new("__getitem__", "self, key, /", |vm, args| {
            match vm.get_item(&list(&args[0])?, &args[1]).map_err(|error| renamed(vm, error))? {
                Value::List(part) => Ok(wrap(part)),
                byte => Ok(byte),
            }
        }),
        Native::new("__setitem__", "self, key, value, /", |vm, args| {
            let value = match &args[1] {
                Value::Slice(_) => ints(&vm.to_byte_vec(&args[2])?),
                _ => Value::Int(i64::from(byte(vm, &args[2])?)),
            };
            vm.set_item(&list(&args[0])?, &args[1], value).map_err(|error| renamed(vm, error))?;
            Ok(Value::None)
        }),
        Native::new("__delitem__", "self, key, /", |vm, args| {
            vm.delete_item(&list(&args[0])?, &args[1]).map_err(|error| renamed(vm, error))?;
            Ok(Value::None)
        }),
        Native::new("__add__", "self, value, /", |vm, args| {
            let Some(other) = bytes_of(&args[1]) else {
                let name = args[1].type_name();
                return Err(type_error(format!("can't concat {name} to bytearray")));
            };
            let both = [bytes(&args[0])?, other].concat();
            vm.charge_text(both.len())?;
            Ok(of_bytes(both))
        }),
        Native::new("__iadd__", "self, value, /", |vm, args| {
            let Some(other) = bytes_of(&args[1]) else {
                let name = args[1].type_name();
                return Err(type_error(format!("can't concat {name} to bytearray")));
            };
            vm.call_method(&list(&args[0])?, "extend", &[ints(&other)])?;
            Ok(args[0].clone())
        }),
        Native::new("__mul__", "self, value, /", repeat),
        Native::new("__rmul__", "self, value, /", repeat),
        Native::new("__mod__", "self, value, /", |vm, args| {
            let text = vm.binary(BinaryOp::Mod, &Value::bytes(bytes(&args[0])?), &args[1])?;
            Ok(of_bytes(bytes(&text)?))
        }),
        Native::new("__eq__", "self, value, /", |vm, args| compare(vm, args, CompareOp::Eq)),
        Native::new("__lt__", "self, value, /", |vm, args| compare(vm, args, CompareOp::Lt)),
        Native::new("__le__", "self, value, /", |vm, args| compare(vm, args, CompareOp::Le)),
        Native::new("__gt__", "self, value, /", |vm, args| compare(vm, args, CompareOp::Gt)),
        Native::new("__ge__", "self, value, /", |vm, args| compare(vm, args, CompareOp::Ge)),
        Native::new("__hash__", "self, /", |_, _| Err(type_error("unhashable type: 'bytearray'"))),
        Native::new("__repr__", "self, /", |vm, args| {
            let name = args[0].type_name();
            Ok(format!("{name}({})", vm.repr(&Value::bytes(bytes(&args[0])?))?).into())
        }),
    ],
)
.base(&COMMON);

/// The bytes, each an int.
pub struct ByteArray(Rc<List>);

impl ByteArray {
    /// The bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let items = self.0.items.borrow();
        items.iter().map(|item| if let Value::Int(byte) = item { *byte as u8 } else { 0 }).collect()
    }
}

/// A bytearray of bytes.
pub fn of_bytes(bytes: Vec<u8>) -> Value {
    match ints(&bytes) {
        Value::List(list) => wrap(list),
        other => other,
    }
}

fn wrap(list: Rc<List>) -> Value {
    Value::native(BYTEARRAY.class(), ByteArray(list))
}

fn ints(bytes: &[u8]) -> Value {
    Value::list(bytes.iter().map(|byte| Value::Int(i64::from(*byte))).collect())
}

fn list(value: &Value) -> Result {
    match value.data::<ByteArray>() {
        Some(array) => Ok(Value::List(array.0.clone())),
        None => Err(type_error(format!("'{}' object is not a bytearray", value.type_name()))),
    }
}

fn bytes(value: &Value) -> Result<Vec<u8>> {
    bytes_of(value)
        .ok_or_else(|| type_error(format!("a bytes-like object is required, not '{}'", value.type_name())))
}

/// Bytes for a bytearray.
fn plain(value: &Value) -> Value {
    match value.data::<ByteArray>() {
        Some(array) => Value::bytes(array.bytes()),
        None => value.clone(),
    }
}

fn byte(vm: &Vm, value: &Value) -> Result<u8> {
    u8::try_from(vm.index_clamped(value)?).map_err(|_| value_error("byte must be in range(0, 256)"))
}

fn repeat(vm: &Vm, args: &[Value]) -> Result {
    let repeated = vm.binary(BinaryOp::Mul, &Value::bytes(bytes(&args[0])?), &args[1])?;
    let repeated = bytes(&repeated)?;
    vm.charge_items(repeated.len())?;
    Ok(of_bytes(repeated))
}

fn compare(vm: &Vm, args: &[Value], op: CompareOp) -> Result {
    match bytes_of(&args[1]) {
        Some(other) => vm.compare(op, &Value::bytes(bytes(&args[0])?), &Value::bytes(other)),
        None => Ok(Value::NotImplemented),
    }
}

/// The error of a list as that of a bytearray.
fn renamed(vm: &Vm, error: crate::engine::Exception) -> crate::engine::Exception {
    let data = crate::vm::exceptions::data_of(&error);
    if let Some(message) = data.first_arg()
        && let Some(text) = message.as_str()
        && !vm.is_stopped()
    {
        let text = text.replace("list assignment index", "bytearray index").replace("list", "bytearray");
        let text = text.replace("bytes must", "byte must");
        drop(data.args.replace(Value::tuple([Value::str(text)])));
    }
    error
}
