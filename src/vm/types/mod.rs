//! The builtin types: their methods, as tables.

pub mod bytearray;
pub mod bytes;
pub mod complex;
pub mod coroutine;
pub mod dict;
pub mod exception;
pub mod float;
pub mod function;
pub mod int;
pub mod iterator;
pub mod list;
pub mod object;
pub mod range;
pub mod set;
pub mod str;
pub mod tuple;
pub mod type_;
pub mod union;

pub use crate::vm::library::asyncio::{FUTURE, GATHERING_FUTURE, TASK};
pub use bytearray::BYTEARRAY;
pub use bytes::BYTES;
pub use complex::{COMPLEX, MEMORYVIEW};
pub use coroutine::{ASYNC_GENERATOR, COROUTINE, GENERATOR};
pub use dict::DICT;
pub use float::FLOAT;
pub use function::{FUNCTION, METHOD, MODULE, NATIVE_FUNCTION};
pub use int::{BOOL, INT};
pub use iterator::ITERATOR;
pub use list::LIST;
pub use object::{ELLIPSIS, NONE, NOT_IMPLEMENTED, OBJECT};
pub use range::{RANGE, SLICE};
pub use set::{FROZENSET, SET};
pub use str::STR;
pub use tuple::TUPLE;
pub use type_::TYPE;
pub use union::UNION;
