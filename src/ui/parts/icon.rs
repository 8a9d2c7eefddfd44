//! Icons, drawn by the sprite in the page.

use crate::ui::markup::{El, el};

/// An icon. It says nothing to screen readers: a text or a label beside it does.
pub fn icon(name: &'static str) -> El {
    el("svg.icon[viewBox=0 0 16 16][aria-hidden=true]").child(drawing(name))
}

/// An icon that changes while a run plays. Something that is not seen lies below it, as large as any: where more or less
/// is painted than before, the browser puts the layers of the whole page together anew.
pub fn changing_icon(name: &'static str) -> El {
    let ground = el("path[d=M-4-4h24v24H-4z][fill=#0000][stroke=none]");
    el("svg.icon[viewBox=0 0 16 16][aria-hidden=true]").child(ground).child(drawing(name))
}

fn drawing(name: &'static str) -> El {
    el("use").attr("href", format!("#i-{name}"))
}
