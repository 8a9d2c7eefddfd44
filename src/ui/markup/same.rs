//! Values of any type that can be compared.

use std::any::Any;
use std::rc::Rc;

/// A value that can tell whether another one, of whatever type, is the same.
pub(super) trait Same: Any {
    fn is_same(&self, other: &dyn Same) -> bool;
}

impl<T: PartialEq + 'static> Same for T {
    fn is_same(&self, other: &dyn Same) -> bool {
        (other as &dyn Any).downcast_ref::<T>() == Some(self)
    }
}

/// Something shared that is compared by identity: cheap however large it is, for what is replaced whenever it changes.
pub struct Identical<T>(pub Rc<T>);

impl<T> Clone for Identical<T> {
    fn clone(&self) -> Self {
        Identical(self.0.clone())
    }
}

impl<T> PartialEq for Identical<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
