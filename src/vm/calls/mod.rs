//! Calling anything that can be called.

pub(super) mod arguments;
pub mod function;

use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::attributes::Attributes;
use crate::vm::attributes::annotations::TEXTS;
use crate::vm::class::{Class, class_of};
use crate::vm::code::{Code, CodeKind, FunctionParts};
use crate::vm::coroutine::{Coroutine, Names};
use crate::vm::exceptions::{runtime_error, type_error};
use crate::vm::frames::entering::Made;
use crate::vm::frames::{Execution, Outcome, entering, unwinding};
use crate::vm::iteration::async_generator::AsyncGenerator;
use crate::vm::iteration::generator::Generator;
use crate::vm::machine::{MOST_NESTED, Vm};
use crate::vm::native::{Binding, NativeFunction};
use crate::vm::value::module::Globals;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use function::Function;

impl Vm {
    /// `callee(*args)`. It runs to its end: of a coroutine function the result is the coroutine.
    pub fn call(&self, callee: &Value, args: &[Value]) -> Result {
        self.call_with(callee, args, &[])
    }

    /// `callee(*args, **keywords)`
    pub fn call_with(&self, callee: &Value, args: &[Value], keywords: &[(Symbol, Value)]) -> Result {
        match callee {
            Value::Function(function) => self.run_function(function, args, keywords),
            Value::Native(function) => {
                // Called from Rust, perhaps for each item of what is endless.
                self.charge(16)?;
                let result = self.call_native(function, args, keywords)?;
                if !result.is_bound() && matches!(function.native.name, "eval" | "exec") {
                    let globals = Value::Dict(self.main.dict());
                    return self.call_native(function, &[args[0].clone(), globals], &[]);
                }
                if !result.is_bound() && function.native.name == "globals" {
                    return Ok(Value::Dict(self.main.dict()));
                }
                Ok(result)
            }
            Value::Method(method) => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(method.receiver.clone());
                all.extend_from_slice(args);
                self.call_with(&method.function, &all, keywords)
            }
            Value::Class(class) => {
                match self.charge(16).and_then(|()| self.instantiate(class, args, keywords))? {
                    Made::Done(value) => Ok(value),
                    Made::Init(instance, init) => {
                        let mut all = Vec::with_capacity(args.len() + 1);
                        all.push(instance.clone());
                        all.extend_from_slice(args);
                        let result = self.run_function(&init, &all, keywords)?;
                        if !result.is_none() {
                            return Err(entering::init_returned(&result));
                        }
                        Ok(instance)
                    }
                }
            }
            other => {
                let class = class_of(other);
                let Some(call) = class.lookup(Symbol::CALL) else {
                    return Err(self.not_callable(other));
                };
                let call = self.bind(call, other, &class)?;
                self.nest(|| self.call_with(&call, args, keywords))
            }
        }
    }

    /// The TypeError of who calls what cannot be called.
    #[cold]
    fn not_callable(&self, value: &Value) -> Exception {
        if let Value::Module(module) = value
            && module.globals.get(Symbol::new(&module.name)).is_some_and(|own| self.is_callable(&own))
        {
            let name = &module.name;
            return self.cannot(value, &format!("is not callable. Did you mean: '{name}.{name}(...)'?"));
        }
        self.cannot(value, "is not callable")
    }

    /// Does something that may come to call itself through code of the program.
    ///
    /// # Errors
    ///
    /// RecursionError if that is nested too deep, and what `action` fails with.
    pub fn nest<T>(&self, action: impl FnOnce() -> Result<T>) -> Result<T> {
        let nested = self.nested.get();
        if nested >= MOST_NESTED {
            return Err(unwinding::too_deep());
        }
        self.nested.set(nested + 1);
        let result = action();
        self.nested.set(nested);
        result
    }

    fn run_function(&self, function: &Rc<Function>, args: &[Value], keywords: &[(Symbol, Value)]) -> Result {
        let slots = function.bind(args, keywords)?;
        if function.code.kind != CodeKind::Function {
            return Ok(self.suspended_call(function, slots));
        }
        if self.frames.get() >= self.most_frames.get() {
            return Err(unwinding::too_deep());
        }
        self.tick_callback()?;
        self.run_to_end(Execution::new(function, slots))
    }

    /// Runs an execution that neither yields nor awaits.
    pub(super) fn run_to_end(&self, mut execution: Execution) -> Result {
        match self.run(&mut execution, None) {
            Outcome::Returned(value) => Ok(value),
            Outcome::Raised(exception) => Err(exception),
            Outcome::Yielded(_) | Outcome::Pending => {
                Err(runtime_error("this can be suspended in a coroutine or generator only"))
            }
        }
    }

    /// The generator or coroutine that a call of a function makes.
    pub(super) fn suspended_call(&self, function: &Function, slots: Vec<Value>) -> Value {
        let (name, qualname) = (function.name.borrow().clone(), function.qualname.borrow().clone());
        let execution = Execution::new(function, slots);
        match function.code.kind {
            CodeKind::Generator => {
                Value::Generator(Rc::new(Generator::new(Names::new(name, qualname), execution)))
            }
            CodeKind::AsyncGenerator => {
                Value::AsyncGenerator(Rc::new(AsyncGenerator::new(execution, name, qualname)))
            }
            _ => Coroutine::python(self, execution, name, qualname),
        }
    }

    /// Calls a function of the library's.
    #[inline]
    pub(super) fn call_native(
        &self,
        function: &NativeFunction,
        args: &[Value],
        keywords: &[(Symbol, Value)],
    ) -> Result {
        self.tick_native()?;
        if function.owner.is_some_and(|owner| owner.is_value) && function.native.name == "__new__" {
            return self.new_value(function, args, keywords);
        }
        let result = function.call(self, args, keywords);
        if result.is_err() && function.owner.is_some_and(|owner| owner.is_value) {
            return result.map_err(|error| of_wrong_receiver(function, args).unwrap_or(error));
        }
        result
    }

    /// `object.name(*args)`
    pub fn call_method(&self, object: &Value, name: &str, args: &[Value]) -> Result {
        let (function, receiver) = self.find_method(object.clone(), Symbol::new(name))?;
        if !function.is_bound() {
            return self.call(&receiver, args);
        }
        let mut all = Vec::with_capacity(args.len() + 1);
        all.push(receiver);
        all.extend_from_slice(args);
        self.call(&function, &all)
    }

    /// A function of a code object, with the parts of it that are on the stack.
    pub(super) fn make_function(
        &self,
        execution: &mut Execution,
        code: Rc<Code>,
        globals: &Rc<Globals>,
        parts: FunctionParts,
    ) -> Value {
        let mut part = |given: bool| if given { execution.pop() } else { Value::Unbound };
        let closure = part(parts.closure);
        let annotations = part(parts.annotations);
        let keyword_defaults = part(parts.keyword_defaults);
        let defaults = part(parts.defaults);
        let parts_of_it = [defaults, keyword_defaults, annotations, closure];
        let function = Rc::new(Function::make(code, globals.clone(), parts_of_it));
        if parts.closure && self.tells_made.get() {
            self.note_closure(&function);
        }
        Value::Function(function)
    }
}

/// The TypeError for a method of a builtin type that was taken from its class and called on something else.
#[cold]
#[inline(never)]
fn of_wrong_receiver(function: &NativeFunction, args: &[Value]) -> Option<Exception> {
    let (owner, receiver) = (function.owner?, args.first()?);
    if function.native.binding != Binding::Instance || receiver.is_instance(&owner.class()) {
        return None;
    }
    let (name, kind) = (function.native.name, receiver.type_name());
    let is_special = name.starts_with("__");
    Some(type_error(match is_special {
        true => format!("descriptor '{name}' requires a '{}' object but received a '{kind}'", owner.name),
        false => {
            format!("descriptor '{name}' for '{}' objects doesn't apply to a '{kind}' object", owner.name)
        }
    }))
}

impl Function {
    /// A function of a code object: its defaults (a tuple), those of keyword-only parameters (a dict), annotations (a
    /// dict) and closure (a tuple of cells), each unbound if there are none.
    pub(super) fn make(
        code: Rc<Code>,
        globals: Rc<Globals>,
        [defaults, keyword_defaults, annotations, closure]: [Value; 4],
    ) -> Self {
        let tuple = |value: Value| match value {
            Value::Tuple(items) => items.iter().cloned().collect(),
            _ => Vec::new(),
        };
        let params = &code.params;
        let names = params.positional as usize..(params.positional + params.keyword_only) as usize;
        let keyword_defaults = match keyword_defaults {
            Value::Dict(dict) => code.slots[names]
                .iter()
                .map(|name| dict.get_str(&name.text()).unwrap_or_default())
                .collect::<Vec<Value>>(),
            _ => Vec::new(),
        };
        let closure = tuple(closure).into_iter().filter_map(|cell| match cell {
            Value::Cell(cell) => Some(cell),
            _ => None,
        });
        let attributes = Attributes::default();
        if annotations.is_bound() {
            attributes.set(Symbol::new(TEXTS), annotations);
        }
        Self {
            name: code.name.clone().into(),
            qualname: code.qualname.clone().into(),
            defaults: Rc::<[Value]>::from(tuple(defaults)).into(),
            keyword_defaults: Rc::<[Value]>::from(keyword_defaults).into(),
            closure: closure.collect(),
            attributes,
            code,
            globals,
        }
    }
}

/// Whether two classes are the same.
pub(super) fn same(a: &Class, b: &Class) -> bool {
    a.number == b.number
}
