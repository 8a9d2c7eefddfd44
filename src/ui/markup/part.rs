//! Parts of the page that are drawn again only when they are made of something else.

use std::rc::Rc;

use yew::html::BaseComponent;
use yew::virtual_dom::{Key, VChild};
use yew::{Html, Properties, function_component};

use super::same::Same;

/// A part without a state of its own: what it is made of, and how that is drawn. One component serves all of them, where
/// each would be a component with code of its own in Yew.
pub trait Part: PartialEq + 'static {
    /// Draws it.
    fn draw(&self) -> Html;
}

/// A part of any kind.
pub(super) trait AnyPart: Same {
    fn draw(&self) -> Html;
}

impl<P: Part> AnyPart for P {
    fn draw(&self) -> Html {
        Part::draw(self)
    }
}

#[derive(Properties)]
struct Props {
    part: Rc<dyn AnyPart>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.part.is_same(&*other.part)
    }
}

#[function_component]
fn Keeper(props: &Props) -> Html {
    props.part.draw()
}

/// A part, drawn if it is another one than what stood in its place before.
pub fn part(part: impl Part) -> Html {
    keep(None, Rc::new(part))
}

/// The same for one of many.
pub fn keyed_part(key: impl Into<Key>, part: impl Part) -> Html {
    keep(Some(key.into()), Rc::new(part))
}

#[inline(never)]
fn keep(key: Option<Key>, part: Rc<dyn AnyPart>) -> Html {
    component::<Keeper>(key, Props { part })
}

/// A component of Yew, for what has a state or effects.
pub fn component<C: BaseComponent>(key: Option<Key>, props: C::Properties) -> Html {
    VChild::<C>::new(props, key).into()
}
