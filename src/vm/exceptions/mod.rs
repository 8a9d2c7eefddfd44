//! Exceptions as Python sees them. The engine knows a class, a message and an identity; the rest is the exception's payload.

pub mod groups;
mod raising;
pub mod suggestions;
mod telling;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::engine::{Base, Class as EngineClass, Exception, Traces};
use crate::vm::attributes::Attributes;
use crate::vm::class::Class;
use crate::vm::code::{Code, Span};
use crate::vm::frames::held::Held;
use crate::vm::machine::Vm;
use crate::vm::native::NativeType;
use crate::vm::types::exception as classes;
use crate::vm::value::{Value, trash};

/// What Python knows of an exception.
pub struct ExceptionData {
    /// Its class.
    pub class: RefCell<Rc<Class>>,
    /// `args`, a tuple.
    pub args: RefCell<Value>,
    /// Its other attributes.
    pub attributes: Attributes,
    /// `__cause__`
    pub cause: RefCell<Option<Exception>>,
    /// `__context__`
    pub context: RefCell<Option<Exception>>,
    /// `__suppress_context__`
    pub suppress_context: Cell<bool>,
    /// Where it passed through, the innermost frame first: the traceback turned round.
    pub traceback: RefCell<Vec<TracebackEntry>>,
    /// Whether it is on its way.
    pub flight: Cell<Flight>,
}

/// Whether an exception is on its way: its `__context__` is found when it sets out, and at no frame that it passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flight {
    /// It was never raised. What made it may have given it a context.
    #[default]
    Fresh,
    /// It is raised, and nobody has caught it yet.
    Raised,
    /// It was caught, or is what a task or a future has come to. Whoever raises it again gives it another context.
    Landed,
}

/// How futures know of tracebacks.
pub(in crate::vm) const TRACES: Traces = (
    |exception| data_of(exception).traceback.borrow().len(),
    |exception, length| {
        let mut traceback = data_of(exception).traceback.borrow_mut();
        let length = length.min(traceback.len());
        let gone = traceback.split_off(length);
        drop(traceback);
        drop(gone);
    },
);

/// A frame in a traceback.
#[derive(Clone)]
pub struct TracebackEntry {
    /// Whose frame it is.
    pub code: Rc<Code>,
    /// Where it stood.
    pub span: Span,
    /// What its variables held when it ended.
    pub held: Option<Rc<Held>>,
}

/// Its data; for an exception that the engine made, those that CPython's would have.
pub fn data_of(exception: &Exception) -> &ExceptionData {
    let payload = exception.payload(|| {
        let args: Vec<Value> = match exception.group_message() {
            Some(message) => {
                let members = exception.exceptions().iter().cloned().map(Value::Exception).collect();
                vec![message.clone().into(), Value::list(members)]
            }
            None => exception.message().map(|message| argument(exception, message)).into_iter().collect(),
        };
        Box::new(ExceptionData::new(
            class_for_engine(exception.class()),
            Value::tuple(args),
            exception.cause(),
        ))
    });
    payload.downcast_ref().expect("the virtual machine alone gives exceptions their payload")
}

/// What `cancel(msg)` was given that is no text, by the text that the engine passes on for it.
#[derive(Default)]
pub struct CancelMessages(RefCell<Vec<(Rc<str>, Value)>>);

impl CancelMessages {
    /// Remembers what a text stands for: this one, and no other that reads alike.
    pub fn note(&self, text: Rc<str>, object: Value) {
        self.0.borrow_mut().push((text, object));
    }

    /// What a text stands for, if it is more than a text.
    pub fn object_of(&self, text: &Rc<str>) -> Option<Value> {
        let objects = self.0.borrow();
        objects.iter().find(|(known, _)| Rc::ptr_eq(known, text)).map(|(_, object)| object.clone())
    }
}

/// The argument that an exception of the engine's has, in the place of its message.
fn argument(exception: &Exception, message: &Rc<str>) -> Value {
    let cancelled = exception.is_cancelled().then(Vm::try_current).flatten();
    let object = cancelled.and_then(|vm| vm.state::<CancelMessages>().object_of(message));
    object.unwrap_or_else(|| message.clone().into())
}

impl Drop for ExceptionData {
    fn drop(&mut self) {
        let (traceback, cause, context) = (self.traceback.take(), self.cause.take(), self.context.take());
        if traceback.iter().any(|entry| entry.held.is_some()) || cause.is_some() || context.is_some() {
            trash::release((traceback, cause, context));
        }
    }
}

impl ExceptionData {
    fn new(class: Rc<Class>, args: Value, cause: Option<&Exception>) -> Self {
        Self {
            class: RefCell::new(class),
            args: RefCell::new(args),
            attributes: Attributes::default(),
            suppress_context: Cell::new(cause.is_some()),
            // What the engine raises from something it raises while that is handled.
            cause: RefCell::new(cause.cloned()),
            context: RefCell::new(cause.cloned()),
            traceback: RefCell::default(),
            flight: Cell::default(),
        }
    }

    /// `args[0]`, if there is one.
    pub fn first_arg(&self) -> Option<Value> {
        match &*self.args.borrow() {
            Value::Tuple(args) => args.first().cloned(),
            _ => None,
        }
    }
}

/// Makes an exception of a class derived from `BaseException`. Its message is told to the engine by
/// [`Vm::settle`](crate::vm::machine::Vm) when it leaves a task. For a group the arguments must have been checked.
pub fn new_exception(class: Rc<Class>, args: Vec<Value>) -> Exception {
    let exception = match (class.is_subclass(&classes::BASE_EXCEPTION_GROUP.class()), args.as_slice()) {
        (true, [message, members, ..]) => {
            let members = match members.plain() {
                Value::List(list) => list.items.borrow().clone(),
                Value::Tuple(items) => items.to_vec(),
                _ => Vec::new(),
            };
            return new_group(class, message.as_str().unwrap_or_default().into(), &members, args);
        }
        _ => Exception::new(engine_class(&class)),
    };
    exception.payload(|| Box::new(ExceptionData::new(class, Value::tuple(args), None)));
    exception
}

/// Makes an exception group, also for the engine; `args` is what its class was called with.
pub fn new_group(class: Rc<Class>, message: Rc<str>, members: &[Value], args: Vec<Value>) -> Exception {
    let members = members.iter().filter_map(|member| match member {
        Value::Exception(exception) => Some(exception.clone()),
        _ => None,
    });
    let exception = Exception::group_of(engine_class(&class), message, members.collect());
    exception.payload(|| Box::new(ExceptionData::new(class, Value::tuple(args), None)));
    exception
}

/// Makes an exception of a builtin class.
pub fn raise(class: &'static NativeType, message: impl Into<Box<str>>) -> Exception {
    new_exception(class.class(), vec![Value::str(message)])
}

/// What the engine takes a class for.
fn engine_class(class: &Rc<Class>) -> EngineClass {
    let known = |class: &Class| {
        let native = class.native?;
        Some(match native.name {
            "CancelledError" if std::ptr::eq(native, &classes::CANCELLED_ERROR) => {
                EngineClass::CancelledError
            }
            "TimeoutError" => EngineClass::TimeoutError,
            "InvalidStateError" if std::ptr::eq(native, &classes::INVALID_STATE_ERROR) => {
                EngineClass::InvalidStateError
            }
            "RuntimeError" => EngineClass::RuntimeError,
            "ValueError" => EngineClass::ValueError,
            "KeyboardInterrupt" => EngineClass::KeyboardInterrupt,
            "SystemExit" => EngineClass::SystemExit,
            "GeneratorExit" => EngineClass::GeneratorExit,
            "QueueEmpty" => EngineClass::QueueEmpty,
            "QueueFull" => EngineClass::QueueFull,
            "QueueShutDown" => EngineClass::QueueShutDown,
            "BrokenBarrierError" => EngineClass::BrokenBarrierError,
            "ExceptionGroup" => EngineClass::ExceptionGroup,
            "BaseExceptionGroup" => EngineClass::BaseExceptionGroup,
            _ => return None,
        })
    };
    if let Some(own) = known(class) {
        return own;
    }
    let name = class.name();
    let derived = |base| EngineClass::Derived { name: name.clone(), base };
    for ancestor in &class.ancestors {
        match known(ancestor) {
            Some(EngineClass::CancelledError) => return derived(Base::CancelledError),
            Some(EngineClass::KeyboardInterrupt) => return derived(Base::KeyboardInterrupt),
            Some(EngineClass::SystemExit) => return derived(Base::SystemExit),
            _ => {}
        }
    }
    if class.is_subclass(&classes::EXCEPTION.class()) {
        EngineClass::Other(name)
    } else {
        derived(Base::BaseException)
    }
}

/// The class of an exception that the engine made.
fn class_for_engine(class: &EngineClass) -> Rc<Class> {
    let native = match class {
        EngineClass::CancelledError => &classes::CANCELLED_ERROR,
        EngineClass::TimeoutError => &classes::TIMEOUT_ERROR,
        EngineClass::InvalidStateError => &classes::INVALID_STATE_ERROR,
        EngineClass::RuntimeError => &classes::RUNTIME_ERROR,
        EngineClass::ValueError => &classes::VALUE_ERROR,
        EngineClass::KeyboardInterrupt => &classes::KEYBOARD_INTERRUPT,
        EngineClass::SystemExit => &classes::SYSTEM_EXIT,
        EngineClass::GeneratorExit => &classes::GENERATOR_EXIT,
        EngineClass::QueueEmpty => &classes::QUEUE_EMPTY,
        EngineClass::QueueFull => &classes::QUEUE_FULL,
        EngineClass::QueueShutDown => &classes::QUEUE_SHUT_DOWN,
        EngineClass::BrokenBarrierError => &classes::BROKEN_BARRIER_ERROR,
        EngineClass::ExceptionGroup => &classes::EXCEPTION_GROUP,
        EngineClass::BaseExceptionGroup => &classes::BASE_EXCEPTION_GROUP,
        EngineClass::Derived { .. } => &classes::BASE_EXCEPTION,
        EngineClass::Other(name) => match &**name {
            "CancelledError" => &classes::THREAD_CANCELLED_ERROR,
            "OverflowError" => &classes::OVERFLOW_ERROR,
            "TypeError" => &classes::TYPE_ERROR,
            "IndexError" => &classes::INDEX_ERROR,
            "RecursionError" => &classes::RECURSION_ERROR,
            _ => &classes::EXCEPTION,
        },
    };
    native.class()
}

/// A TypeError.
#[cold]
pub fn type_error(message: impl Into<Box<str>>) -> Exception {
    raise(&classes::TYPE_ERROR, message)
}

/// A ValueError.
#[cold]
pub fn value_error(message: impl Into<Box<str>>) -> Exception {
    raise(&classes::VALUE_ERROR, message)
}

/// An AttributeError.
#[cold]
pub fn attribute_error(message: impl Into<Box<str>>) -> Exception {
    raise(&classes::ATTRIBUTE_ERROR, message)
}

/// An IndexError.
#[cold]
pub fn index_error(message: impl Into<Box<str>>) -> Exception {
    raise(&classes::INDEX_ERROR, message)
}

/// A KeyError, whose argument is the key itself.
#[cold]
pub fn key_error(key: Value) -> Exception {
    new_exception(classes::KEY_ERROR.class(), vec![key])
}

/// A NameError.
#[cold]
pub fn name_error(message: impl Into<Box<str>>) -> Exception {
    raise(&classes::NAME_ERROR, message)
}

/// A RuntimeError.
#[cold]
pub fn runtime_error(message: impl Into<Box<str>>) -> Exception {
    raise(&classes::RUNTIME_ERROR, message)
}

/// An OverflowError.
#[cold]
pub fn overflow_error(message: impl Into<Box<str>>) -> Exception {
    raise(&classes::OVERFLOW_ERROR, message)
}

/// A ZeroDivisionError.
#[cold]
pub fn zero_division_error(message: impl Into<Box<str>>) -> Exception {
    raise(&classes::ZERO_DIVISION_ERROR, message)
}

/// A NotImplementedError, for what the playground does not support; the message says what to write instead.
#[cold]
pub fn not_supported(message: impl Into<Box<str>>) -> Exception {
    raise(&classes::NOT_IMPLEMENTED_ERROR, message)
}

/// A StopIteration that carries a value.
#[cold]
pub fn stop_iteration(value: Value) -> Exception {
    let args = if value.is_none() { Vec::new() } else { vec![value] };
    new_exception(classes::STOP_ITERATION.class(), args)
}

/// Whether an exception is of a builtin class or one derived from it.
pub fn is(exception: &Exception, class: &'static NativeType) -> bool {
    data_of(exception).class.borrow().is_subclass(&class.class())
}

/// Sets `__cause__`, as `raise .. from cause` does.
pub fn set_cause(exception: &Exception, cause: &Exception) {
    let data = data_of(exception);
    data.cause.replace(Some(cause.clone()));
    data.context.replace(Some(cause.clone()));
    data.suppress_context.set(true);
}
