//! What is open, as a link, and as a frame for another page.

use std::rc::Rc;

use super::copying;
use crate::playback::Command;
use crate::ui::markup::{El, el, fragment};
use crate::ui::parts::{OUTLINED, button};
use crate::ui::workspace::Dispatch;

/// Longer addresses are cut by some programs through which people send them.
const LONG: usize = 8_000;

/// The link and the frame. The address is none while it is being made, and empty where the browser cannot make it. If a
/// run stands at a moment, there is a link to that too.
pub fn share(
    address: Option<&Rc<str>>,
    title: &str,
    moment: Option<usize>,
    said: &'static str,
    dispatch: &Dispatch,
) -> El {
    let Some(address) = address else {
        return el("p.dialog__text").child("The link is being made\u{2026}");
    };
    if address.is_empty() {
        let text = "This browser cannot make links. Save the scene as a file, and send that.";
        return el("p.dialog__text").child(text);
    }
    // A page may have several frames: each is called by what is in it.
    let title = match title {
        "" => "Awaitscope".to_owned(),
        title => title.replace('&', "&amp;").replace('"', "&quot;"),
    };
    let frame = [
        "<iframe title=\"",
        &title,
        "\" loading=\"lazy\" width=\"720\" height=\"420\" src=\"",
        address,
        "&embed\" sandbox=\"allow-scripts allow-same-origin allow-popups allow-downloads\" \
         allow=\"fullscreen; clipboard-write\" referrerpolicy=\"no-referrer\"></iframe>",
    ];
    let long = (address.len() > LONG).then(|| {
        let text = "This link is long: some programs cut it. A saved file is safer to send.";
        el("p.dialog__text").child(text)
    });
    fragment()
        .child(el("p.dialog__text").child(
            "The link holds all of it: what is drawn or written, what was done from outside, and the questions.",
        ))
        .child(row("Link", address.clone(), dispatch))
        .child(moment.map(|cursor| {
            let seek = Command::Seek(cursor).to_text().replace(' ', "+");
            row("Link to this moment", [address, "&do=", &*seek].concat().into(), dispatch)
        }))
        .child(long)
        .child(row("Frame for a page", frame.concat().into(), dispatch))
        .child(el("p.dialog__text[role=status]").child(said))
}

fn row(label: &'static str, text: Rc<str>, dispatch: &Dispatch) -> El {
    let field = el("input.field share__text[type=text][readonly]")
        .attr("aria-label", label)
        .value(text.clone().into());
    let button = button(["Copy: ", label].concat())
        .icon("copy")
        .text("Copy")
        .class(OUTLINED)
        .calls(copying(text, dispatch));
    el("div.share")
        .child(el("span.share__label").child(label))
        .child(el("div.share__row").child(field).child(button))
}
