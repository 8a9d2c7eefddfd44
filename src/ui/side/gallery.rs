//! The built-in scenes, and the drawings that were put aside.

use std::rc::Rc;

use yew::{Callback, Html, Properties, function_component, html};

use crate::gallery::{self, Entry};
use crate::ui::parts::Icon;
use crate::ui::workspace::{Action, Dispatch, File, Kept, Source};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub source: Source,
    pub shelf: Rc<Vec<Kept>>,
    pub dispatch: Dispatch,
}

/// Scenes to open.
#[function_component]
pub fn Gallery(props: &Props) -> Html {
    let open = |file: File| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_| dispatch.dispatch(Action::File(file.clone())))
    };
    let kept = |(position, kept): (usize, &Kept)| {
        html! {
            <li><button type="button" class="gallery__scene gallery__mine" onclick={open(File::TakeBack(position))}>
                <Icon name="undo" />{ kept.title() }
            </button></li>
        }
    };
    let built_in = |scene: &'static Entry| {
        let is_open = matches!(props.source, Source::BuiltIn { name, .. } if name == scene.slug);
        html! {
            <li><button type="button" class="gallery__scene" aria-current={is_open.then_some("true")}
                onclick={open(File::OpenBuiltIn(scene.slug))}>{ scene.title }</button></li>
        }
    };
    html! {
        <nav class="gallery" aria-label="Scenes">
            <button type="button" class="gallery__scene gallery__new" onclick={open(File::New)}>
                <Icon name="plus" />{ "New scene" }
            </button>
            if !props.shelf.is_empty() {
                <h2 class="heading">{ "My scenes" }</h2>
                <ul>{ for props.shelf.iter().enumerate().map(kept) }</ul>
            }
            <h2 class="heading">{ "Gallery" }</h2>
            <ul>{ for gallery::scenes().iter().map(built_in) }</ul>
        </nav>
    }
}
