//! The values of Python programs. They are reference counted, so that what CPython frees at a moment is freed here then.

pub mod dict;
mod instance;
pub mod module;
pub mod numbers;
mod sequences;
pub mod set;
pub mod symbol;
pub(super) mod trash;

use std::cell::RefCell;
use std::rc::Rc;

use num_bigint::BigInt;

use crate::engine::{Context, Exception};
use crate::vm::attributes::Attributes;
use crate::vm::calls::function::{Function, Method};
use crate::vm::class::Class;
use crate::vm::code::Code;
use crate::vm::coroutine::Coroutine;
use crate::vm::coroutine::future::Future;
use crate::vm::iteration::async_generator::AsyncGenerator;
use crate::vm::iteration::generator::Generator;
use crate::vm::iteration::iterator::Iter;
use crate::vm::machine::owe;
use crate::vm::native::NativeFunction;

use dict::Dict;
pub use instance::{Data, Instance};
use module::Module;
pub use sequences::{Items, List, Range, Slice, Text};
use set::Set;

/// What running anything yields: a value, or the exception that was raised.
pub type Result<T = Value> = std::result::Result<T, Exception>;

/// A Python value. Clones are the same object.
// Told so, the compiler moves a tag and a word, and not each byte of what may be between them.
#[derive(Clone, Default)]
#[repr(C, u32)]
pub enum Value {
    /// No value: a variable that is not bound, an argument that was not given. Never seen by a program.
    #[default]
    Unbound,
    /// `None`
    None,
    /// `NotImplemented`
    NotImplemented,
    /// `...`
    Ellipsis,
    /// A bool.
    Bool(bool),
    /// An int that fits. Invariant: an int that fits is never a `Big`.
    Int(i64),
    /// A float.
    Float(f64),
    /// Any other int.
    Big(Rc<BigInt>),
    /// A str.
    Str(Rc<Text>),
    /// A bytes object.
    Bytes(Rc<Box<[u8]>>),
    /// A tuple.
    Tuple(Rc<Items>),
    /// A list.
    List(Rc<List>),
    /// A dict.
    Dict(Rc<Dict>),
    /// A set or a frozenset.
    Set(Rc<Set>),
    /// A range.
    Range(Rc<Range>),
    /// A slice.
    Slice(Rc<Slice>),
    /// A function of the program's.
    Function(Rc<Function>),
    /// A function of the library's.
    Native(Rc<NativeFunction>),
    /// A bound method.
    Method(Rc<Method>),
    /// A class, builtin ones too.
    Class(Rc<Class>),
    /// An instance of a class of the program's, or of a class of the library's whose data are Rust's.
    Instance(Rc<Instance>),
    /// An exception. What Python knows of it beyond the engine is its payload; see [`exceptions`](crate::vm::exceptions).
    Exception(Exception),
    /// A module.
    Module(Rc<Module>),
    /// A generator.
    Generator(Rc<Generator>),
    /// A coroutine.
    Coroutine(Rc<Coroutine>),
    /// An asynchronous generator.
    AsyncGenerator(Rc<AsyncGenerator>),
    /// An `asyncio.Future` or `asyncio.Task`.
    Future(Rc<Future>),
    /// An iterator of a builtin type.
    Iterator(Rc<Iter>),
    /// The cell of a captured variable. Never seen by a program.
    Cell(Rc<RefCell<Value>>),
}

impl Value {
    /// A str.
    pub fn str(text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        owe(text.len() / 8);
        Self::Str(Rc::new(Text::new(text)))
    }

    /// A bytes object.
    pub fn bytes(bytes: impl Into<Box<[u8]>>) -> Self {
        let bytes = bytes.into();
        owe(bytes.len() / 8);
        Self::Bytes(Rc::new(bytes))
    }

    /// An int.
    pub fn big(number: BigInt) -> Self {
        match i64::try_from(&number) {
            Ok(small) => Self::Int(small),
            Err(_) => Self::Big(Rc::new(number)),
        }
    }

    /// A tuple.
    pub fn tuple(items: impl Into<Box<[Self]>>) -> Self {
        let items = items.into();
        owe(items.len());
        Self::Tuple(Rc::new(Items(items)))
    }

    /// A list.
    pub fn list(items: Vec<Self>) -> Self {
        owe(items.len());
        Self::List(Rc::new(List { items: RefCell::new(items) }))
    }

    /// A dict.
    pub fn dict(dict: Dict) -> Self {
        Self::Dict(Rc::new(dict))
    }

    /// An instance of a class of the library's, with Rust data.
    pub fn native<T: 'static>(class: Rc<Class>, data: T) -> Self {
        Self::Instance(Rc::new(Instance {
            class: RefCell::new(class),
            attributes: Attributes::default(),
            data: Data::Native(Box::new(data)),
        }))
    }

    /// The Rust data of an instance of a class of the library's, if it has such data.
    pub fn data<T: 'static>(&self) -> Option<&T> {
        match self {
            Self::Instance(instance) => match &instance.data {
                Data::Native(data) => data.downcast_ref(),
                _ => None,
            },
            _ => None,
        }
    }

    /// For an instance of a class derived from a builtin type, the value of that type; else the value itself.
    pub fn plain(&self) -> &Self {
        match self {
            Self::Instance(instance) => match &instance.data {
                Data::Value(value) => value,
                _ => self,
            },
            _ => self,
        }
    }

    /// Its text, if it is a str (or of a class derived from it).
    pub fn as_str(&self) -> Option<&str> {
        match self.plain() {
            Self::Str(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// Whether there is a value at all.
    pub fn is_bound(&self) -> bool {
        !matches!(self, Self::Unbound)
    }

    /// Whether it is `None`.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// The value, or nothing if it is None or was not given.
    pub fn given(&self) -> Option<&Self> {
        (!matches!(self, Self::None | Self::Unbound)).then_some(self)
    }

    /// Whether both are the same object (`is`). Equal ints, floats and strs count as the same: CPython says so of small
    /// ints and of constants, and of others no program should ask.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unbound, Self::Unbound)
            | (Self::None, Self::None)
            | (Self::NotImplemented, Self::NotImplemented)
            | (Self::Ellipsis, Self::Ellipsis) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits(),
            (Self::Big(a), Self::Big(b)) => Rc::ptr_eq(a, b),
            // Those that were made apart are the same while they are short, as if all were interned.
            (Self::Str(a), Self::Str(b)) => {
                Rc::ptr_eq(a, b) || (a.as_str().len() <= 1024 && a.as_str() == b.as_str())
            }
            (Self::Bytes(a), Self::Bytes(b)) => Rc::ptr_eq(a, b),
            (Self::Tuple(a), Self::Tuple(b)) => Rc::ptr_eq(a, b) || (a.is_empty() && b.is_empty()),
            (Self::List(a), Self::List(b)) => Rc::ptr_eq(a, b),
            (Self::Dict(a), Self::Dict(b)) => Rc::ptr_eq(a, b),
            (Self::Set(a), Self::Set(b)) => Rc::ptr_eq(a, b),
            (Self::Range(a), Self::Range(b)) => Rc::ptr_eq(a, b),
            (Self::Slice(a), Self::Slice(b)) => Rc::ptr_eq(a, b),
            (Self::Function(a), Self::Function(b)) => Rc::ptr_eq(a, b),
            (Self::Native(a), Self::Native(b)) => Rc::ptr_eq(a, b),
            (Self::Method(a), Self::Method(b)) => Rc::ptr_eq(a, b),
            (Self::Class(a), Self::Class(b)) => Rc::ptr_eq(a, b),
            (Self::Instance(a), Self::Instance(b)) => Rc::ptr_eq(a, b) || same_inside(self, other),
            (Self::Exception(a), Self::Exception(b)) => a.is(b),
            (Self::Module(a), Self::Module(b)) => Rc::ptr_eq(a, b),
            (Self::Generator(a), Self::Generator(b)) => Rc::ptr_eq(a, b),
            (Self::Coroutine(a), Self::Coroutine(b)) => Rc::ptr_eq(a, b),
            (Self::AsyncGenerator(a), Self::AsyncGenerator(b)) => Rc::ptr_eq(a, b),
            (Self::Future(a), Self::Future(b)) => a.is(b),
            (Self::Iterator(a), Self::Iterator(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }

    /// A number that is the same for the same object and no other that lives (`id()`); nothing more is to be read from it.
    pub fn id(&self) -> i64 {
        fn address<T: ?Sized>(rc: &Rc<T>) -> i64 {
            Rc::as_ptr(rc).cast::<u8>() as usize as i64
        }
        match self {
            Self::Unbound => 0,
            Self::None => 16,
            Self::NotImplemented => 32,
            Self::Ellipsis => 48,
            Self::Bool(value) => 64 + 16 * i64::from(*value),
            Self::Int(value) => value.wrapping_mul(32) + 1024,
            Self::Float(value) => value.to_bits() as i64,
            Self::Big(rc) => address(rc),
            Self::Str(rc) => address(rc),
            Self::Bytes(rc) => address(rc),
            Self::Tuple(rc) => address(rc),
            Self::List(rc) => address(rc),
            Self::Dict(rc) => address(rc),
            Self::Set(rc) => address(rc),
            Self::Range(rc) => address(rc),
            Self::Slice(rc) => address(rc),
            Self::Function(rc) => address(rc),
            Self::Native(rc) => address(rc),
            Self::Method(rc) => address(rc),
            Self::Class(rc) => address(rc),
            Self::Instance(rc) => address(rc),
            Self::Exception(exception) => exception.address() as i64,
            Self::Module(rc) => address(rc),
            Self::Generator(rc) => address(rc),
            Self::Coroutine(rc) => address(rc),
            Self::AsyncGenerator(rc) => address(rc),
            Self::Future(future) => i64::from(future.future.id().0) * 16 + 0x1000_0000,
            Self::Iterator(rc) => address(rc),
            Self::Cell(rc) => address(rc),
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Self::Int(value as i64)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::str(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::str(text)
    }
}

impl From<Rc<str>> for Value {
    fn from(text: Rc<str>) -> Self {
        Self::str(&*text)
    }
}

impl From<()> for Value {
    fn from((): ()) -> Self {
        Self::None
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unbound => f.write_str("Unbound"),
            Self::None => f.write_str("None"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::Big(value) => write!(f, "{value}"),
            Self::Str(text) => write!(f, "{:?}", text.as_str()),
            Self::Bytes(bytes) => write!(f, "{bytes:?}"),
            Self::Tuple(items) => f.debug_tuple("").field(&&items[..]).finish(),
            _ => write!(f, "<{}>", crate::vm::class::class_of(self).name()),
        }
    }
}

/// Whether both stand for one code object, or for one context of context variables: an object for such is made whenever it is
/// asked for.
fn same_inside(a: &Value, b: &Value) -> bool {
    if let (Some(a), Some(b)) = (a.data::<Rc<Code>>(), b.data::<Rc<Code>>()) {
        return Rc::ptr_eq(a, b);
    }
    match (a.data::<Context>(), b.data::<Context>()) {
        (Some(a), Some(b)) => a.is(b),
        _ => false,
    }
}
