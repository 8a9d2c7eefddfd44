//! Icons, drawn by the sprite in the page; those of states by themselves.

use crate::ui::markup::{El, el};

/// The icon of a state: a shape, and a sign in it.
struct State {
    name: &'static str,
    shape: &'static str,
    dashes: Option<&'static str>,
    sign: Option<&'static str>,
    /// Whether the shape is filled. A sign in it has the colour of what is around.
    is_filled: bool,
}

const fn state(name: &'static str, shape: &'static str) -> State {
    State { name, shape, dashes: None, sign: None, is_filled: false }
}

const DISC: &str = "M14 8a6 6 0 1 1-12 0a6 6 0 1 1 12 0z";

const STATES: [State; 8] = [
    State { dashes: Some("0.1 3.04"), ..state("pending", "M13 8a5 5 0 1 1-10 0a5 5 0 1 1 10 0z") },
    state(
        "scheduled",
        "M4.5 8a1 1 0 1 1-2 0a1 1 0 1 1 2 0zM9 8a1 1 0 1 1-2 0a1 1 0 1 1 2 0zM13.5 8a1 1 0 1 1-2 0a1 1 0 1 1 2 0z",
    ),
    State { is_filled: true, ..state("running", "M4.5 2.8v10.4L13 8z") },
    state("waiting", "M4 2.2h8M4 13.8h8M5 2.2c0 5 6 6 6 11.6M11 2.2c0 5-6 6-6 11.6"),
    State {
        dashes: Some("2.6 2"),
        sign: Some("M6.2 6.2l3.6 3.6M9.8 6.2L6.2 9.8"),
        ..state("cancelling", "M13.8 8a5.8 5.8 0 1 1-11.6 0a5.8 5.8 0 1 1 11.6 0z")
    },
    State { sign: Some("M5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2"), is_filled: true, ..state("cancelled", DISC) },
    State { sign: Some("M8 6.3v3.2M8 11.4v.1"), is_filled: true, ..state("failed", "M8 2l6.3 11.2H1.7z") },
    State { sign: Some("M5.3 8.2l1.9 1.9 3.6-4"), is_filled: true, ..state("done", DISC) },
];

/// An icon. It says nothing to screen readers: a text or a label beside it does.
pub fn icon(name: &'static str) -> El {
    let svg = el("svg.icon[viewBox=0 0 16 16][aria-hidden=true]");
    match STATES.iter().find(|state| state.name == name) {
        Some(state) => state.drawn_in(svg),
        None => svg.child(el("use").attr("href", format!("#i-{name}"))),
    }
}

impl State {
    /// States change while a run plays: what is drawn stays the same elements, and as large, since for anything else the
    /// browser finds styles anew, or puts the layers of the whole page together anew. What makes it as large is not seen.
    fn drawn_in(&self, svg: El) -> El {
        let shape = el("path")
            .attr("d", self.shape)
            .attr("stroke-dasharray", self.dashes)
            .attr("fill", self.is_filled.then_some("currentColor"));
        let sign = el("path")
            .attr("d", self.sign.unwrap_or("M8 8"))
            .attr("stroke", self.is_filled.then_some("var(--surface)"))
            .attr("stroke-width", self.is_filled.then_some("1.8"));
        svg.child(el("path[d=M-4-4h24v24H-4z][fill=#0000][stroke=none]")).child(shape).child(sign)
    }
}
