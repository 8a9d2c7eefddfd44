//! The built-in scenes, and the drawings that were put aside.

use yew::AttrValue;

use crate::gallery::{self, Entry};
use crate::ui::markup::{El, el};
use crate::ui::parts::icon;
use crate::ui::send;
use crate::ui::workspace::{Action, Dispatch, File, Kept, Source};

/// Scenes to open.
pub fn gallery(source: &Source, shelf: &[Kept], dispatch: &Dispatch) -> El {
    let scene = |class: &'static str, image: Option<&'static str>, title: AttrValue, is_open: bool, file| {
        el("button[type=button]")
            .attr("class", class)
            .mark("aria-current", is_open)
            .on_click(send::action(dispatch, Action::File(file)))
            .child(image.map(icon))
            .child(title)
    };
    let kept = |(position, kept): (usize, &Kept)| {
        let title = kept.title().into();
        el("li").child(scene(
            "gallery__scene gallery__mine",
            Some("undo"),
            title,
            false,
            File::TakeBack(position),
        ))
    };
    let built_in = |entry: &'static Entry| {
        let is_open = matches!(source, Source::BuiltIn { name, .. } if *name == entry.slug);
        let title = AttrValue::Static(entry.title);
        el("li").child(scene("gallery__scene", None, title, is_open, File::OpenBuiltIn(entry.slug)))
    };
    let new = scene("gallery__scene gallery__new", Some("plus"), "New scene".into(), false, File::New);
    el("nav.gallery[aria-label=Scenes]")
        .child(new)
        .child((!shelf.is_empty()).then(|| el("h2.heading").child("My scenes")))
        .child((!shelf.is_empty()).then(|| el("ul").each(shelf.iter().enumerate().map(kept))))
        .child(el("h2.heading").child("Gallery"))
        .child(el("ul").each(gallery::scenes().iter().map(built_in)))
}
