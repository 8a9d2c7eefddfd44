//! Values of any type that can be compared.

use std::any::Any;

/// A value that can tell whether another one, of whatever type, is the same.
pub(super) trait Same: Any {
    fn is_same(&self, other: &dyn Same) -> bool;
}

impl<T: PartialEq + 'static> Same for T {
    fn is_same(&self, other: &dyn Same) -> bool {
        (other as &dyn Any).downcast_ref::<T>() == Some(self)
    }
}
