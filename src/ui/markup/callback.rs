//! Callbacks.

use std::ptr;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::Event;

/// Something to call, compared by identity. What is behind it has one entry, where that of Yew's callbacks, a `dyn Fn`,
/// has three.
pub struct Callback<T>(Rc<dyn Receiver<T>>);

trait Receiver<T> {
    fn receive(&self, told: T);
}

impl<T, F: Fn(T)> Receiver<T> for F {
    fn receive(&self, told: T) {
        self(told);
    }
}

impl<T: 'static> Callback<T> {
    /// Calls it.
    pub fn emit(&self, told: T) {
        self.0.receive(told);
    }

    /// A callback that passes on what is made of what it is told.
    pub fn reform<U: 'static>(&self, made: impl Fn(U) -> T + 'static) -> Callback<U> {
        let callback = self.clone();
        Callback::from(move |told| callback.emit(made(told)))
    }
}

impl<T, F: Fn(T) + 'static> From<F> for Callback<T> {
    fn from(receiver: F) -> Self {
        Callback(Rc::new(receiver))
    }
}

impl<T> Clone for Callback<T> {
    fn clone(&self) -> Self {
        Callback(self.0.clone())
    }
}

impl<T> PartialEq for Callback<T> {
    fn eq(&self, other: &Self) -> bool {
        ptr::addr_eq(Rc::as_ptr(&self.0), Rc::as_ptr(&other.0))
    }
}

/// A callback for the events that a listener implies.
pub fn hears<E: JsCast>(heard: impl Fn(&E) + 'static) -> Callback<Event> {
    Callback::from(move |event: Event| heard(event.unchecked_ref()))
}
