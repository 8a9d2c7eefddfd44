//! Special methods of the program's classes, and of those of the library's that are no values of their own.

use crate::vm::class::{Class, class_of};
use crate::vm::code::{BinaryOp, CompareOp};
use crate::vm::machine::Vm;
use crate::vm::types;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// Names of the methods of an operator: `__add__`, `__radd__`, `__iadd__`.
pub(super) struct Names {
    pub forward: Symbol,
    pub reflected: Symbol,
    pub in_place: Symbol,
}

/// Symbols that are asked for often.
pub(in crate::vm) struct Known {
    binary: Vec<Names>,
    compare: Vec<Symbol>,
    pub hash: Symbol,
    pub bool: Symbol,
    pub len: Symbol,
    pub repr: Symbol,
    pub str: Symbol,
    pub format: Symbol,
}

/// The operators, and what their methods are called between the underscores.
pub(super) static BINARY: [(&str, &str); 13] = [
    ("+", "add"),
    ("-", "sub"),
    ("*", "mul"),
    ("/", "truediv"),
    ("//", "floordiv"),
    ("%", "mod"),
    ("** or pow()", "pow"),
    ("@", "matmul"),
    ("<<", "lshift"),
    (">>", "rshift"),
    ("&", "and"),
    ("|", "or"),
    ("^", "xor"),
];

/// The comparisons and their methods.
pub(super) static COMPARE: [(&str, &str); 6] = [
    ("==", "__eq__"),
    ("!=", "__ne__"),
    ("<", "__lt__"),
    ("<=", "__le__"),
    (">", "__gt__"),
    (">=", "__ge__"),
];

thread_local! {
    static KNOWN: Known = Known {
        binary: BINARY
            .iter()
            .map(|(_, name)| Names {
                forward: Symbol::new(&format!("__{name}__")),
                reflected: Symbol::new(&format!("__r{name}__")),
                in_place: Symbol::new(&format!("__i{name}__")),
            })
            .collect(),
        compare: COMPARE.iter().map(|(_, name)| Symbol::new(name)).collect(),
        hash: Symbol::new("__hash__"),
        bool: Symbol::new("__bool__"),
        len: Symbol::new("__len__"),
        repr: Symbol::new("__repr__"),
        str: Symbol::new("__str__"),
        format: Symbol::new("__format__"),
    };
}

/// One of the symbols that are asked for often.
pub(in crate::vm) fn known(which: impl FnOnce(&Known) -> Symbol) -> Symbol {
    KNOWN.with(which)
}

/// The names of an operator's methods.
pub(super) fn names(op: BinaryOp) -> (Symbol, Symbol, Symbol) {
    KNOWN.with(|known| {
        let names = &known.binary[op as usize];
        (names.forward, names.reflected, names.in_place)
    })
}

/// The name of a comparison's method.
pub(super) fn compare_name(op: CompareOp) -> Symbol {
    KNOWN.with(|known| known.compare[op as usize])
}

/// Whether the value's type has no special methods but those that are known here.
pub(super) fn is_simple(value: &Value) -> bool {
    match value {
        Value::Instance(_) | Value::Exception(_) | Value::Future(_) | Value::Iterator(_) => false,
        Value::Class(class) => class.metaclass.is_none(),
        _ => true,
    }
}

impl Vm {
    /// A special method that a value's class defines beyond those of `object` and of the builtin types of values.
    pub(in crate::vm) fn own_special(&self, value: &Value, name: Symbol) -> Option<Value> {
        if is_simple(value) {
            return None;
        }
        let found = match value {
            Value::Instance(instance) => instance.class.borrow().lookup(name),
            _ => class_of(value).lookup(name),
        }?;
        match &found {
            Value::Native(function)
                if function.owner.is_some_and(|owner| {
                    owner.is_value || std::ptr::eq(owner, &types::OBJECT) || std::ptr::eq(owner, &types::TYPE)
                }) =>
            {
                None
            }
            _ => Some(found),
        }
    }

    /// Calls a method found in a value's class.
    pub(in crate::vm) fn call_found(&self, found: Value, value: &Value, args: &[Value]) -> Result {
        if matches!(found, Value::Function(_) | Value::Native(_)) {
            return match args {
                [] => self.call(&found, std::slice::from_ref(value)),
                [arg] => self.call(&found, &[value.clone(), arg.clone()]),
                _ => {
                    let mut all = vec![value.clone()];
                    all.extend_from_slice(args);
                    self.call(&found, &all)
                }
            };
        }
        let bound = self.bind(found, value, &class_of(value))?;
        self.call(&bound, args)
    }

    /// Calls a special method that a value's class defines beyond those of `object` and of the builtin types of values;
    /// nothing if there is none.
    pub(in crate::vm) fn call_own(
        &self,
        value: &Value,
        name: Symbol,
        args: &[Value],
    ) -> Result<Option<Value>> {
        match self.own_special(value, name) {
            Some(found) => self.call_found(found, value, args).map(Some),
            None => Ok(None),
        }
    }

    /// As [`call_own`](Self::call_own), for operators: nothing too if it returns `NotImplemented`.
    pub(super) fn try_own(&self, value: &Value, name: Symbol, arg: &Value) -> Result<Option<Value>> {
        let result = self.call_own(value, name, std::slice::from_ref(arg))?;
        Ok(result.filter(|result| !matches!(result, Value::NotImplemented)))
    }
}

/// Whether one class is derived from another one.
pub(super) fn is_proper_subclass(class: &Class, of: &Class) -> bool {
    class.number != of.number && class.is_subclass(of)
}
