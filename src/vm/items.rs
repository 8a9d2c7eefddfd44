//! Items, lengths and iteration of any values.

use super::machine::Vm;
use super::value::{Result, Value};

impl Vm {
    /// `object[key]`
    pub fn get_item(&self, object: &Value, key: &Value) -> Result {
        let _ = (object, key);
        todo!()
    }

    /// `object[key] = value`
    pub fn set_item(&self, object: &Value, key: &Value, value: Value) -> Result<()> {
        let _ = (object, key, value);
        todo!()
    }

    /// `del object[key]`
    pub fn delete_item(&self, object: &Value, key: &Value) -> Result<()> {
        let _ = (object, key);
        todo!()
    }

    /// `item in container`
    pub fn contains(&self, container: &Value, item: &Value) -> Result<bool> {
        let _ = (container, item);
        todo!()
    }

    /// `len(value)`
    pub fn len(&self, value: &Value) -> Result<usize> {
        let _ = value;
        todo!()
    }

    /// `iter(value)`
    pub fn iter(&self, value: &Value) -> Result {
        let _ = value;
        todo!()
    }

    /// The next value of an iterator (`__next__()`); nothing at its end. For generators see
    /// [`resume_generator`](Vm::resume_generator).
    pub fn next(&self, iterator: &Value) -> Result<Option<Value>> {
        let _ = iterator;
        todo!()
    }

    /// All values of an iterable (`list(value)`). Fails with the memory limit before an endless one fills the memory.
    pub fn collect(&self, iterable: &Value) -> Result<Vec<Value>> {
        let _ = iterable;
        todo!()
    }
}
