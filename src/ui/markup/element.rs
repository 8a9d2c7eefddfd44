//! Elements.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Event;
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VList, VNode, VTag, VText,
};
use yew::{AttrValue, Html, NodeRef};

use super::callback::Callback;

/// An element that is being put together. Boxed, so that calls pass it on in one word.
#[must_use]
pub struct El(Box<Draft>);

struct Draft {
    /// `None` for a fragment, which has nothing but children.
    tag: Option<VTag>,
    key: Option<Key>,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
    children: Vec<Html>,
}

/// An element as a selector writes it: its tag, then its classes behind a point, then attributes in brackets:
/// `el("button.button button--small[type=button][aria-label=Close]")`.
#[inline(never)]
pub fn el(selector: &'static str) -> El {
    let (head, attributes) = selector.split_once('[').unwrap_or((selector, ""));
    let (tag, class) = head.split_once('.').unwrap_or((head, ""));
    let mut element = El::of(Some(VTag::new(AttrValue::Static(tag))));
    if !class.is_empty() {
        element = element.set_static("class", Some(class));
    }
    for attribute in attributes.split('[') {
        if let Some((name, value)) = attribute.strip_suffix(']').and_then(|inside| inside.split_once('=')) {
            element = element.set_static(name, Some(value));
        }
    }
    element
}

/// Children without an element around them.
#[inline(never)]
pub fn fragment() -> El {
    El::of(None)
}

impl El {
    fn of(tag: Option<VTag>) -> El {
        El(Box::new(Draft { tag, key: None, names: Vec::new(), values: Vec::new(), children: Vec::new() }))
    }

    /// With an attribute; `None` leaves it out.
    pub fn attr(self, name: &'static str, value: impl Value) -> El {
        value.put(self, name)
    }

    /// With an attribute that says `true`, or without it.
    pub fn mark(self, name: &'static str, is_set: bool) -> El {
        self.set_static(name, is_set.then_some("true"))
    }

    /// With an attribute whose presence is what counts, or without it.
    pub fn flag(self, name: &'static str, is_set: bool) -> El {
        self.set_static(name, is_set.then_some(name))
    }

    #[inline(never)]
    fn set_static(self, name: &'static str, value: Option<&'static str>) -> El {
        self.set(name, value.map(AttrValue::Static))
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: Option<AttrValue>) -> El {
        self.0.names.push(name);
        self.0.values.push(value.map(AttributeOrProperty::Attribute));
        self
    }

    /// What stands in an input or a text area.
    #[inline(never)]
    pub fn value(mut self, value: AttrValue) -> El {
        if let Some(tag) = &mut self.0.tag {
            tag.set_value(value);
        }
        self
    }

    /// Whether a box is ticked.
    #[inline(never)]
    pub fn checked(mut self, checked: bool) -> El {
        if let Some(tag) = &mut self.0.tag {
            tag.set_checked(checked);
        }
        self
    }

    /// Whether an option is the one that is chosen, whatever the person chose before.
    #[inline(never)]
    pub fn chosen(mut self, chosen: bool) -> El {
        self.0.names.push("selected");
        self.0.values.push(Some(AttributeOrProperty::Property(chosen.into())));
        self
    }

    /// Tells it from its siblings.
    pub fn key(self, key: impl Into<Key>) -> El {
        self.keyed(key.into())
    }

    #[inline(never)]
    fn keyed(mut self, key: Key) -> El {
        self.0.key = Some(key);
        self
    }

    /// What refers to it in the page.
    #[inline(never)]
    pub fn node_ref(mut self, node_ref: &NodeRef) -> El {
        if let Some(tag) = &mut self.0.tag {
            tag.node_ref = node_ref.clone();
        }
        self
    }

    /// With a child: an element, a text, or none, which keeps its place among the children.
    pub fn child(self, child: impl Child) -> El {
        child.add_to(self)
    }

    /// With a list of children.
    pub fn each<C: Child>(self, children: impl IntoIterator<Item = C>) -> El {
        let list = children.into_iter().fold(fragment(), |list, child| child.add_to(list));
        self.child(list)
    }

    #[inline(never)]
    fn push(mut self, child: Html) -> El {
        self.0.children.push(child);
        self
    }

    #[inline(never)]
    fn push_element(self, child: El) -> El {
        self.push(child.into())
    }

    #[inline(never)]
    fn push_text(self, text: &'static str) -> El {
        self.push(VText::new(AttrValue::Static(text)).into())
    }

    #[inline(never)]
    fn push_string(self, text: AttrValue) -> El {
        self.push(VText::new(text).into())
    }

    #[inline(never)]
    fn push_nothing(self) -> El {
        self.push(Html::default())
    }

    #[inline(never)]
    fn listen(mut self, kind: fn() -> ListenerKind, callback: Option<Callback<Event>>) -> El {
        if let (Some(tag), Some(callback)) = (&mut self.0.tag, callback) {
            tag.add_listener(Rc::new(Heard { kind, callback }));
        }
        self
    }
}

macro_rules! listeners {
    ($($name:ident $kind:ident)*) => {
        /// What it listens to.
        #[allow(missing_docs, reason = "each is what it says")]
        impl El {
            $(pub fn $name(self, callback: impl Into<Option<Callback<Event>>>) -> El {
                self.listen(|| ListenerKind::$kind, callback.into())
            })*
        }
    };
}

listeners! {
    on_blur onblur
    on_cancel oncancel
    on_change onchange
    on_click onclick
    on_context_menu oncontextmenu
    on_double_click ondblclick
    on_focus onfocus
    on_focus_out onfocusout
    on_input oninput
    on_key_down onkeydown
    on_pointer_cancel onpointercancel
    on_pointer_down onpointerdown
    on_pointer_move onpointermove
    on_pointer_up onpointerup
}

/// One kind of listener is enough for all kinds of events.
struct Heard {
    kind: fn() -> ListenerKind,
    callback: Callback<Event>,
}

impl Listener for Heard {
    fn kind(&self) -> ListenerKind {
        (self.kind)()
    }

    fn handle(&self, event: Event) {
        self.callback.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}

impl From<El> for Html {
    #[inline(never)]
    fn from(element: El) -> Html {
        let Draft { tag, key, names, values, children } = *element.0;
        let Some(mut tag) = tag else { return VList::with_children(children, key).into() };
        tag.key = key;
        tag.attributes = Attributes::Dynamic { keys: only_list(names), values: values.into_boxed_slice() };
        if let Some(place) = tag.children_mut() {
            *place = VList::from(children).into();
        }
        tag.into()
    }
}

thread_local! {
    static LISTS: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
}

/// Yew compares attributes one by one if their names are the very same list, so equal lists become one. There are as many
/// as there are shapes of elements in the source, and they stay for as long as the page.
fn only_list(names: Vec<&'static str>) -> &'static [&'static str] {
    LISTS.with_borrow_mut(|lists| match lists.iter().find(|list| **list == names) {
        Some(list) => *list,
        None => {
            let list: &'static [&'static str] = names.leak();
            lists.push(list);
            list
        }
    })
}

/// What an attribute can be set to.
pub trait Value {
    /// Puts it on an element.
    fn put(self, element: El, name: &'static str) -> El;
}

impl Value for &'static str {
    fn put(self, element: El, name: &'static str) -> El {
        element.set_static(name, Some(self))
    }
}

impl Value for Option<&'static str> {
    fn put(self, element: El, name: &'static str) -> El {
        element.set_static(name, self)
    }
}

impl Value for AttrValue {
    fn put(self, element: El, name: &'static str) -> El {
        element.set(name, Some(self))
    }
}

impl Value for Option<AttrValue> {
    fn put(self, element: El, name: &'static str) -> El {
        element.set(name, self)
    }
}

impl Value for Rc<str> {
    fn put(self, element: El, name: &'static str) -> El {
        Some(self).put(element, name)
    }
}

impl Value for Option<Rc<str>> {
    fn put(self, element: El, name: &'static str) -> El {
        element.set(name, self.map(AttrValue::Rc))
    }
}

impl Value for Option<String> {
    #[inline(never)]
    fn put(self, element: El, name: &'static str) -> El {
        element.set(name, self.map(AttrValue::from))
    }
}

impl Value for String {
    fn put(self, element: El, name: &'static str) -> El {
        Some(self).put(element, name)
    }
}

/// What can stand in an element.
pub trait Child {
    /// Puts it behind the children of another element.
    fn add_to(self, parent: El) -> El;
}

impl Child for El {
    fn add_to(self, parent: El) -> El {
        parent.push_element(self)
    }
}

impl Child for Html {
    fn add_to(self, parent: El) -> El {
        parent.push(self)
    }
}

impl Child for VText {
    fn add_to(self, parent: El) -> El {
        parent.push(VNode::VText(self))
    }
}

impl Child for &'static str {
    fn add_to(self, parent: El) -> El {
        parent.push_text(self)
    }
}

impl Child for AttrValue {
    fn add_to(self, parent: El) -> El {
        parent.push_string(self)
    }
}

impl Child for Rc<str> {
    fn add_to(self, parent: El) -> El {
        parent.push_string(AttrValue::Rc(self))
    }
}

impl Child for String {
    #[inline(never)]
    fn add_to(self, parent: El) -> El {
        parent.push_string(self.into())
    }
}

impl<C: Child> Child for Option<C> {
    fn add_to(self, parent: El) -> El {
        match self {
            Some(child) => child.add_to(parent),
            None => parent.push_nothing(),
        }
    }
}
