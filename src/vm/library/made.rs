//! Functions that are put together in Rust as if the program had defined them: they are bound, take keyword arguments and
//! complain about wrong ones as any function does.

use std::cell::RefCell;
use std::rc::Rc;

use crate::vm::attributes::Attributes;
use crate::vm::calls::function::Function;
use crate::vm::class::Class;
use crate::vm::code::{Code, CodeKind, Op, Params, Span};
use crate::vm::exceptions::type_error;
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeFunction};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// What a function is put together of.
#[derive(Default)]
pub(super) struct Made {
    /// Its `__qualname__`.
    pub qualname: String,
    /// Its parameters, the positional ones first.
    pub slots: Vec<Symbol>,
    /// How many of them are by keyword only.
    pub keyword_only: u32,
    /// The instructions.
    pub ops: Vec<Op>,
    /// Their constants.
    pub consts: Vec<Value>,
    /// Their names.
    pub names: Vec<Symbol>,
    /// The defaults of the last positional parameters.
    pub defaults: Vec<Value>,
    /// The defaults of those by keyword only; unbound where there is none.
    pub keyword_defaults: Vec<Value>,
}

impl Made {
    /// The instruction that pushes a constant.
    pub fn constant(&mut self, value: Value) -> Op {
        self.consts.push(value);
        Op::LoadConst(self.consts.len() as u32 - 1)
    }

    /// The index of a name.
    pub fn name(&mut self, name: Symbol) -> u32 {
        self.names.push(name);
        self.names.len() as u32 - 1
    }

    /// The function.
    pub fn finish(self) -> Value {
        let name: Rc<str> = self.qualname.rsplit('.').next().unwrap_or_default().into();
        let qualname: Rc<str> = self.qualname.into();
        let params = Params {
            positional: self.slots.len() as u32 - self.keyword_only,
            keyword_only: self.keyword_only,
            ..Params::default()
        };
        let code = Code {
            name: name.clone(),
            qualname: qualname.clone(),
            kind: CodeKind::Function,
            params,
            slots: self.slots,
            free: 0,
            spans: vec![Span::default(); self.ops.len()],
            ops: self.ops,
            consts: self.consts,
            names: self.names,
            codes: Vec::new(),
            handlers: Vec::new(),
            doc: None,
            first_line: 0,
            keyword_names: Default::default(),
            library: true,
        };
        Value::Function(Rc::new(Function {
            code: Rc::new(code),
            globals: Rc::default(),
            name: RefCell::new(name),
            qualname: RefCell::new(qualname),
            defaults: RefCell::new(self.defaults.into()),
            keyword_defaults: RefCell::new(self.keyword_defaults.into()),
            closure: Vec::new(),
            attributes: Attributes::default(),
        }))
    }
}

/// A function that passes its parameters on to a native one, after some data of its own.
pub(super) fn with_data(qualname: String, params: &[&str], native: &'static Native, data: Value) -> Value {
    let mut made =
        Made { qualname, slots: params.iter().map(|name| Symbol::new(name)).collect(), ..Made::default() };
    let native = made.constant(Value::Native(Rc::new(NativeFunction::new(native, None))));
    let data = made.constant(data);
    made.ops = vec![native, data];
    made.ops.extend((0..params.len() as u32).map(Op::LoadLocal));
    made.ops.extend([Op::Call(params.len() as u32 + 1), Op::Return]);
    made.finish()
}

/// The class that a `__new__` is called for.
pub(super) fn class_argument(value: &Value) -> Result<Rc<Class>> {
    match value {
        Value::Class(class) => Ok(class.clone()),
        other => Err(type_error(format!("__new__(X): X is not a type object ({})", other.type_name()))),
    }
}

/// `callable(value)`
pub(super) fn is_callable(vm: &Vm, value: &Value) -> bool {
    match value {
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) => true,
        other => vm.special(other, "__call__").is_some(),
    }
}
