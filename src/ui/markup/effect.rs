//! What is done beside drawing.

use web_sys::Element;
use yew::{Html, NodeRef, Properties, function_component, use_effect_with};

use super::element::El;
use super::part::component;
use super::same::Same;

/// What an effect is about.
struct Cause(Box<dyn Same>);

impl PartialEq for Cause {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(&*other.0)
    }
}

/// What stays until an effect is had again, or the component goes: a listener, a timer.
trait Held {}

impl<T> Held for T {}

type Effect = Box<dyn FnOnce() -> Box<dyn Held>>;

/// Does something after drawing, but only if the cause is another than before, and keeps what comes of it until then.
#[yew::hook]
pub fn use_effect_of<C, H>(cause: C, effect: impl FnOnce() -> H + 'static)
where
    C: PartialEq + 'static,
    H: 'static,
{
    use_any_effect(Cause(Box::new(cause)), Box::new(move || Box::new(effect())));
}

/// One effect for Yew, whatever it is about.
#[yew::hook]
fn use_any_effect(cause: Cause, effect: Effect) {
    use_effect_with(cause, move |_| {
        let held = effect();
        move || drop(held)
    });
}

#[derive(Properties)]
struct Props {
    html: Html,
    element: NodeRef,
    begin: fn(Element),
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        // What is done at the beginning has been done.
        self.html == other.html
    }
}

/// An element for which there is something to do once it is in the page.
#[function_component]
fn Beginning(props: &Props) -> Html {
    let (element, begin) = (props.element.clone(), props.begin);
    use_effect_of((), move || element.cast().map(begin));
    props.html.clone()
}

impl El {
    /// Does something once, when the element has come into the page.
    pub fn on_begin(self, begin: fn(Element)) -> Html {
        let element = NodeRef::default();
        let html = self.node_ref(&element).into();
        component::<Beginning>(None, Props { html, element, begin })
    }
}
