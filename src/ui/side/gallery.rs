//! The drawings that were put aside, and the gallery.

use std::rc::Rc;

use crate::ui::gallery::{Browser, BrowserProps};
use crate::ui::markup::{El, component, el};
use crate::ui::parts::{SMALL, button, icon};
use crate::ui::send;
use crate::ui::workspace::{Action, Dialog, Dispatch, File, Gallery, Kept, Show};

/// Scenes to open.
pub fn gallery(
    gallery: &Gallery,
    shown: &Option<(Rc<str>, bool)>,
    shelf: &[Kept],
    dispatch: &Dispatch,
) -> El {
    let scene = |class: &'static str, image: &'static str, title: String, file| {
        el("button[type=button]")
            .attr("class", class)
            .on_click(send::action(dispatch, Action::File(file)))
            .child(icon(image))
            .child(title)
    };
    let kept = |(position, kept): (usize, &Kept)| {
        el("li").child(scene("gallery__mine", "undo", kept.title(), File::TakeBack(position)))
    };
    let new = scene("gallery__new", "plus", "New scene".into(), File::New);
    let browse = button("Browse the gallery").icon("expand").class(SMALL);
    let browse = browse.sends(dispatch, Action::Show(Show::Dialog(Dialog::Gallery)));
    let browser = BrowserProps {
        gallery: gallery.clone(),
        shown: shown.clone(),
        is_roomy: false,
        compares: false,
        dispatch: dispatch.clone(),
    };
    el("nav.gallery[aria-label=Scenes]")
        .child(new)
        .child((!shelf.is_empty()).then(|| el("h2.heading").child("My scenes")))
        .child((!shelf.is_empty()).then(|| el("ul").each(shelf.iter().enumerate().map(kept))))
        .child(el("div.section__head").child(el("h2.heading").child("Gallery")).child(browse))
        .child(component::<Browser>(None, browser))
}
