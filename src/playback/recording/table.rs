//! What is known of each future, timeout and group, by its number.

use std::rc::Rc;

use crate::playback::shared_vec::SharedVec;
use crate::trace::FutureId;

use super::Object;

/// By number; copies share what they have in common.
pub(super) type Table<T> = SharedVec<Option<Rc<T>>>;

pub(super) fn object(objects: &Table<Object>, id: FutureId) -> Option<&Object> {
    known(objects, id.0)
}

pub(super) fn known<T>(table: &Table<T>, id: u32) -> Option<&T> {
    table.get(id as usize)?.as_deref()
}

pub(super) fn known_mut(objects: &mut Table<Object>, id: FutureId) -> Option<&mut Object> {
    objects.get_mut(id.0 as usize)?.as_mut().map(Rc::make_mut)
}

pub(super) fn put<T>(table: &mut Table<T>, id: u32, value: T) {
    table.set(id as usize, Some(Rc::new(value)), &None);
}

/// The list of a future, which is there from now on.
pub(super) fn list<T: Clone>(table: &mut Table<Vec<T>>, id: FutureId) -> &mut Vec<T> {
    if known(table, id.0).is_none() {
        put(table, id.0, Vec::new());
    }
    let list = table.get_mut(id.0 as usize).and_then(Option::as_mut);
    Rc::make_mut(list.expect("it was put there"))
}

/// Lets go of the elements before the first that is late. Those that are late stand behind the others.
pub(super) fn drain_before<T>(elements: &mut Vec<T>, is_late: impl Fn(&T) -> bool) {
    let gone = elements.partition_point(|element| !is_late(element));
    elements.drain(..gone);
}

/// Lets go of lists that are not needed, and shortens others that are too long.
pub(super) fn forget_and_shorten<T: Clone>(
    table: &mut Table<Vec<T>>,
    is_needed: impl Fn(&[T]) -> bool,
    is_long: impl Fn(&[T]) -> bool,
    shorten: impl Fn(&mut Vec<T>),
) {
    table.forget(&None, |list| list.as_ref().is_some_and(|list| is_needed(list)));
    table.change(
        |list| list.as_ref().is_some_and(|list| is_long(list)),
        |list| {
            if let Some(list) = list {
                shorten(Rc::make_mut(list));
            }
        },
    );
}
