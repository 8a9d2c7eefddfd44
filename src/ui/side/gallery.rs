//! The built-in scenes, and the drawings that were put aside.

use yew::{AttrValue, Html, html};

use crate::gallery::{self, Entry};
use crate::ui::parts::icon;
use crate::ui::send;
use crate::ui::workspace::{Action, Dispatch, File, Kept, Source};

/// Scenes to open.
pub fn gallery(source: &Source, shelf: &[Kept], dispatch: &Dispatch) -> Html {
    let scene = |class: &'static str, name: &'static str, title: AttrValue, is_open: bool, file: File| {
        html! {
            <button type="button" {class} aria-current={is_open.then_some("true")}
                onclick={send::action(dispatch, Action::File(file))}>
                if !name.is_empty() { { icon(name) } }
                { title }
            </button>
        }
    };
    let kept = |(position, kept): (usize, &Kept)| {
        let title = kept.title().into();
        html! { <li>{ scene("gallery__scene gallery__mine", "undo", title, false, File::TakeBack(position)) }</li> }
    };
    let built_in = |entry: &'static Entry| {
        let is_open = matches!(source, Source::BuiltIn { name, .. } if *name == entry.slug);
        html! { <li>{ scene("gallery__scene", "", entry.title.into(), is_open, File::OpenBuiltIn(entry.slug)) }</li> }
    };
    html! {
        <nav class="gallery" aria-label="Scenes">
            { scene("gallery__scene gallery__new", "plus", "New scene".into(), false, File::New) }
            if !shelf.is_empty() {
                <h2 class="heading">{ "My scenes" }</h2>
                <ul>{ for shelf.iter().enumerate().map(kept) }</ul>
            }
            <h2 class="heading">{ "Gallery" }</h2>
            <ul>{ for gallery::scenes().iter().map(built_in) }</ul>
        </nav>
    }
}
