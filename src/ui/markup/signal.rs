//! Values that change more often than what is around them.

use std::cell::RefCell;
use std::rc::Rc;

use yew::virtual_dom::Key;
use yew::{Html, Properties, UseForceUpdateHandle, function_component, use_force_update};

use super::part::{AnyPart, Part, component};

/// A value and the part that shows it. When the value changes, that part is drawn again, and nothing else is: what is
/// above it does not even look at it. Copies are the same signal.
pub struct Signal<T>(Rc<Inner<T>>);

struct Inner<T> {
    value: RefCell<T>,
    // Whoever drew the value last is the one who shows it.
    shown_by: RefCell<Option<UseForceUpdateHandle>>,
}

impl<T: Clone> Signal<T> {
    /// A signal with a value that nobody shows yet.
    pub fn new(value: T) -> Self {
        Signal(Rc::new(Inner { value: RefCell::new(value), shown_by: RefCell::new(None) }))
    }

    /// The value.
    pub fn get(&self) -> T {
        self.0.value.borrow().clone()
    }

    /// Gives it another value, which whoever does so shows; returns the one before.
    pub fn replace(&self, value: T) -> T {
        self.0.value.replace(value)
    }

    /// Gives it another value, and has that shown.
    pub fn set(&self, value: T) {
        self.replace(value);
        // A part that has left the page by now ignores that.
        if let Some(shown_by) = &*self.0.shown_by.borrow() {
            shown_by.force_update();
        }
    }
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        Signal(self.0.clone())
    }
}

/// The same signal, whatever its value.
impl<T> PartialEq for Signal<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A part that is drawn again also when a signal changes.
pub trait LivePart: Part {
    /// The signal.
    fn signal(&self) -> &dyn Shows;
}

/// A signal of whatever it is that it tells.
pub trait Shows {
    /// From now on it is shown by this component.
    fn shown_by(&self, component: UseForceUpdateHandle);
}

impl<T> Shows for Signal<T> {
    fn shown_by(&self, component: UseForceUpdateHandle) {
        self.0.shown_by.replace(Some(component));
    }
}

trait AnyLivePart: AnyPart {
    fn signal(&self) -> &dyn Shows;
}

impl<P: LivePart> AnyLivePart for P {
    fn signal(&self) -> &dyn Shows {
        LivePart::signal(self)
    }
}

#[derive(Properties)]
struct Props {
    part: Rc<dyn AnyLivePart>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.part.is_same(&*other.part)
    }
}

#[function_component]
fn Watcher(props: &Props) -> Html {
    props.part.signal().shown_by(use_force_update());
    props.part.draw()
}

/// A part, drawn if it is another one than what stood in its place before, or if its signal changed.
pub fn live_part(key: Option<Key>, part: impl LivePart) -> Html {
    watch(key, Rc::new(part))
}

#[inline(never)]
fn watch(key: Option<Key>, part: Rc<dyn AnyLivePart>) -> Html {
    component::<Watcher>(key, Props { part })
}
