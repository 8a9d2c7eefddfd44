//! What annotations mean. The compiler keeps their texts; they are evaluated when they are first asked for, as CPython does.

use std::rc::Rc;

use crate::vm::calls::function::Function;
use crate::vm::class::Class;
use crate::vm::exceptions::{is, type_error};
use crate::vm::machine::Vm;
use crate::vm::types::exception::NAME_ERROR;
use crate::vm::value::dict::Dict;
use crate::vm::value::module::Globals;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

/// Where a function keeps the texts, and a class what they mean.
pub(in crate::vm) const TEXTS: &str = ".annotate";
const VALUES: &str = ".annotations";

impl Vm {
    /// The value of an annotation's text, where names mean what `find` says.
    fn annotation(&self, text: &str, find: &dyn Fn(Symbol) -> Option<Value>) -> Result {
        if let Some(name) = Symbol::existing(text)
            && let Some(value) = find(name).or_else(|| self.builtins.borrow().get(&name).cloned())
        {
            return Ok(value);
        }
        let code = (self.compile)(&format!("value = (\n{text}\n)"), "annotations").map_err(type_error)?;
        let globals = Rc::<Globals>::default();
        for name in &code.globals {
            if let Some(value) = find(*name) {
                globals.set(*name, value);
            }
        }
        self.run_module(&code, &globals)?;
        Ok(globals.get(Symbol::new("value")).unwrap_or_default())
    }

    /// A dict of annotations with what they mean in place of their texts. What cannot be evaluated here stays a text; but a
    /// name that is not defined is an error, if variables of functions around could not have defined it.
    fn annotations(&self, texts: &Value, local: bool, find: &dyn Fn(Symbol) -> Option<Value>) -> Result {
        let dict = Dict::default();
        let Value::Dict(texts) = texts else { return Ok(Value::dict(dict)) };
        for (name, text) in texts.items() {
            let value = match text.as_str().map(|text| self.annotation(text, find)) {
                None => text,
                Some(Ok(value)) => value,
                Some(Err(error)) if self.is_stopped() || !local && is(&error, &NAME_ERROR) => {
                    return Err(error);
                }
                Some(Err(_)) => text,
            };
            dict.set(self, name, value)?;
        }
        Ok(Value::dict(dict))
    }

    /// A function's `__annotations__`.
    pub(in crate::vm) fn function_annotations(&self, function: &Function) -> Result {
        let key = Symbol::new("__annotations__");
        if let Some(known) = function.attributes.get(key) {
            return Ok(known);
        }
        let texts = function.attributes.get(Symbol::new(TEXTS)).unwrap_or_default();
        let local = function.qualname.borrow().contains("<locals>");
        let found = self.annotations(&texts, local, &|name| name_in(function, name))?;
        function.attributes.set(key, found.clone());
        Ok(found)
    }

    /// A class's `__annotations__`.
    pub(in crate::vm) fn class_annotations(&self, class: &Rc<Class>) -> Result {
        let key = Symbol::new(VALUES);
        if let Some(known) = class.attributes.get(key) {
            return Ok(known);
        }
        let texts = class.attributes.get(Symbol::new("__annotations__")).unwrap_or_default();
        let local = class.qualname.borrow().contains("<locals>");
        let found = self.annotations(&texts, local, &|name| self.name_in_class(class, name))?;
        if !class.is_native() {
            class.attributes.set(key, found.clone());
        }
        Ok(found)
    }

    fn name_in_class(&self, class: &Rc<Class>, name: Symbol) -> Option<Value> {
        let param = || type_param(class.attributes.get(Symbol::new("__type_params__")), name);
        if let Some(own) = class.attributes.get(name).or_else(param) {
            return Some(own);
        }
        let module = self.modules.borrow().get(&Symbol::new(&class.module)).cloned();
        let known = module.and_then(|module| module.globals.get(name));
        known.or_else(|| (*name.text() == *class.name()).then(|| Value::Class(class.clone())))
    }

    /// Evaluates the text of an annotation of a function or a class.
    pub(in crate::vm) fn annotation_of(&self, text: &str, owner: &Value) -> Result {
        match owner {
            Value::Function(function) => self.annotation(text, &|name| name_in(function, name)),
            Value::Class(class) => self.annotation(text, &|name| self.name_in_class(class, name)),
            Value::Dict(names) => {
                self.annotation(text, &|name| names.get_str(&name.text()).or_else(|| self.main.get(name)))
            }
            Value::Method(method) => self.annotation_of(text, &method.function),
            _ => self.annotation(text, &|name| self.main.get(name)),
        }
    }
}

impl Class {
    /// Assigns to `__annotations__`.
    pub(in crate::vm) fn set_annotations(&self, annotations: Value) {
        drop(self.remove(Symbol::new(VALUES)));
        self.set(Symbol::new("__annotations__"), annotations);
    }
}

/// What a name means in a function's annotations.
fn name_in(function: &Function, name: Symbol) -> Option<Value> {
    let slots = &function.code.slots;
    let free = slots.len() - function.closure.len();
    let cell = slots[free..].iter().position(|slot| *slot == name);
    let own = cell.map(|at| function.closure[at].borrow().clone()).filter(Value::is_bound);
    let param = || type_param(function.attributes.get(Symbol::new(".type_params")), name);
    own.or_else(param).or_else(|| function.globals.get(name))
}

/// The type parameter of that name.
fn type_param(params: Option<Value>, name: Symbol) -> Option<Value> {
    let Some(Value::Tuple(params)) = params else { return None };
    let is_named = |param: &&Value| {
        let Value::Instance(param) = param else { return false };
        param.attributes.get(Symbol::new("__name__")).is_some_and(|own| own.as_str() == Some(&name.text()))
    };
    params.iter().find(is_named).cloned()
}
