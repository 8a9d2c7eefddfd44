//! How a call or the body of a class begins a frame, and how that ends.

use std::rc::Rc;

use crate::engine::Exception;
use crate::vm::attributes::Attributes;
use crate::vm::calls::function::Function;
use crate::vm::code::CodeKind;
use crate::vm::coroutine::State;
use crate::vm::exceptions::{runtime_error, type_error};
use crate::vm::library::gc;
use crate::vm::machine::Vm;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::unwinding::too_deep;
use super::{ClassFrame, Execution, Frame, FrameKind, Leaf};

impl Vm {
    /// Notes a closure for `gc.collect()`.
    #[cold]
    pub(in crate::vm) fn note_closure(&self, function: &Rc<Function>) {
        self.state::<gc::Made>().add(gc::Known::Function(Rc::downgrade(function)));
    }

    /// Pushes a frame whose slots begin at `base` on the stack.
    pub(super) fn push_frame(
        &self,
        execution: &mut Execution,
        function: &Function,
        base: usize,
        return_to: usize,
        kind: FrameKind,
    ) -> Result<()> {
        if self.frames.get() >= self.most_frames.get() {
            return Err(too_deep());
        }
        self.tick()?;
        self.note_line(execution);
        function.finish_slots(&mut execution.stack, base);
        self.frames.set(self.frames.get() + 1);
        execution.frames.push(Frame {
            code: function.code.clone(),
            globals: function.globals.clone(),
            pc: 0,
            base,
            return_to,
            kind,
            held: None,
        });
        Ok(())
    }

    /// Calls what is at `callee` on the stack with what is above it; the result takes the place of everything from
    /// `return_to` on.
    pub(in crate::vm) fn call_on_stack(
        &self,
        execution: &mut Execution,
        callee: usize,
        return_to: usize,
        keywords: &[(Symbol, Value)],
    ) -> Result<Called> {
        let args = callee + 1;
        let result = match &execution.stack[callee] {
            Value::Function(function) => {
                let function = function.clone();
                return self.call_function(execution, &function, args, return_to, keywords, FrameKind::Call);
            }
            Value::Native(function) => {
                let function = function.clone();
                let call = || self.call_native(&function, &execution.stack[args..], keywords);
                let result = if function.native.drives { self.call_driving(call)? } else { call()? };
                if result.is_bound() {
                    result
                } else if let Some(driver) = self.take_driver() {
                    execution.truncate(return_to);
                    execution.leaf = Leaf::Native(driver);
                    return Ok(Called::Pending);
                } else if let name @ ("eval" | "exec") = function.native.name {
                    let source = execution.stack[args].clone();
                    self.run_text_in_frame(execution, &source, name)?
                } else {
                    let given = execution.stack.get(args).cloned().unwrap_or_default();
                    self.variables(execution, function.native.name, &given)?
                }
            }
            Value::Method(method) => {
                let method = method.clone();
                execution.stack[callee] = method.function.clone();
                execution.stack.insert(args, method.receiver.clone());
                return self.call_on_stack(execution, callee, return_to, keywords);
            }
            Value::Class(class) => {
                let class = class.clone();
                self.charge(16)?;
                match self.instantiate(&class, &execution.stack[args..], keywords)? {
                    Made::Done(value) => value,
                    Made::Init(instance, init) => {
                        // The instance takes the place of the class: it is the first argument.
                        execution.stack[callee] = instance.clone();
                        let kind = FrameKind::Init(instance);
                        return self.call_function(execution, &init, callee, return_to, keywords, kind);
                    }
                }
            }
            Value::Instance(instance) => {
                let call = instance.class.borrow().lookup(Symbol::CALL);
                match call {
                    Some(Value::Function(call)) => {
                        // The object itself is the first argument.
                        let kind = FrameKind::Call;
                        return self.call_function(execution, &call, callee, return_to, keywords, kind);
                    }
                    _ => {
                        let other = execution.stack[callee].clone();
                        self.call_with(&other, &execution.stack[args..], keywords)?
                    }
                }
            }
            other => {
                let other = other.clone();
                self.call_with(&other, &execution.stack[args..], keywords)?
            }
        };
        execution.truncate(return_to);
        execution.push(result);
        Ok(Called::Done)
    }

    /// Calls a function with what is on the stack from `args` on.
    fn call_function(
        &self,
        execution: &mut Execution,
        function: &Rc<Function>,
        args: usize,
        return_to: usize,
        keywords: &[(Symbol, Value)],
        kind: FrameKind,
    ) -> Result<Called> {
        if function.code.kind != CodeKind::Function {
            self.charge(32)?;
            let slots = function.bind(&execution.stack[args..], keywords)?;
            let result = self.suspended_call(function, slots);
            if let FrameKind::Init(_) = kind {
                return Err(init_returned(&result));
            }
            execution.truncate(return_to);
            execution.push(result);
            return Ok(Called::Done);
        }
        if !keywords.is_empty() || !function.takes_plainly(execution.stack.len() - args) {
            self.charge(32)?;
            let slots = function.bind(&execution.stack[args..], keywords)?;
            execution.truncate(args);
            // `push_frame` adds what follows the parameters.
            execution.stack.extend(slots.into_iter().take(function.code.params.count()));
        }
        self.push_frame(execution, function, args, return_to, kind)?;
        Ok(Called::Frame)
    }

    /// Ends the innermost frame with a result. That of the whole execution, if there is no other frame.
    pub(in crate::vm) fn leave_frame(
        &self,
        execution: &mut Execution,
        value: Value,
    ) -> Result<Option<Value>> {
        let Some(frame) = execution.frames.pop() else { return Ok(Some(value)) };
        self.frames.set(self.frames.get() - 1);
        self.cut_frame(execution, frame.held, frame.base, frame.code.slots.len(), frame.return_to);
        let kind = frame.kind;
        let result = match kind {
            FrameKind::Call => value,
            FrameKind::Coroutine(coroutine) => {
                coroutine.state.replace(State::Done);
                self.leave_awaited(execution);
                value
            }
            FrameKind::Init(instance) => {
                if !value.is_none() {
                    return Err(init_returned(&value));
                }
                instance
            }
            FrameKind::Class(class) => self.finish_class(*class, &value)?,
        };
        if execution.frames.is_empty() {
            return Ok(Some(result));
        }
        execution.push(result);
        Ok(None)
    }

    /// Begins the body of a class; the function of the body is on the stack.
    pub(in crate::vm) fn begin_class(
        &self,
        execution: &mut Execution,
        bases: Vec<Value>,
        keywords: Vec<(Symbol, Value)>,
    ) -> Result<()> {
        let return_to = execution.stack.len() - 1;
        let Value::Function(body) = execution.peek(1).clone() else {
            return Err(runtime_error("a class needs a body"));
        };
        let namespace = Attributes::default();
        let module = body.globals.get(Symbol::new("__name__")).unwrap_or_else(|| Value::str("builtins"));
        namespace.set(Symbol::new("__module__"), module);
        namespace.set(Symbol::new("__qualname__"), Value::str(&*body.code.qualname));
        if !body.code.library {
            namespace.set(Symbol::new("__firstlineno__"), i64::from(body.code.first_line).into());
        }
        if let Some(doc) = &body.code.doc {
            namespace.set(Symbol::new("__doc__"), Value::str(&**doc));
        }
        let prepared = self.prepare_class(&body.code.name, &bases, &keywords, &namespace)?;
        let class = ClassFrame { name: body.code.name.clone(), namespace, prepared, bases, keywords };
        self.push_frame(execution, &body, return_to + 1, return_to, FrameKind::Class(Box::new(class)))
    }
}

/// `__init__` is nothing else than to initialize, be it that it is `async`.
pub(in crate::vm) fn init_returned(value: &Value) -> Exception {
    type_error(format!("__init__() should return None, not '{}'", value.type_name()))
}

/// What a call has come to.
pub(in crate::vm) enum Called {
    /// Its result is on the stack.
    Done,
    /// A frame was pushed that is to be run first.
    Frame,
    /// It goes round with a loop, and is the leaf now.
    Pending,
}

/// What an instantiation has come to.
pub(in crate::vm) enum Made {
    /// The instance is there.
    Done(Value),
    /// The instance, and the function that is to initialize it.
    Init(Value, Rc<Function>),
}

/// The class whose body the innermost frame runs.
pub(in crate::vm) fn namespace(execution: &Execution) -> Option<&ClassFrame> {
    match &execution.frames.last()?.kind {
        FrameKind::Class(class) => Some(class),
        _ => None,
    }
}
