//! The keys and gestures.

use crate::ui::markup::{El, el, fragment};

const GROUPS: &[(&str, &[(&str, &str)])] = &[
    (
        "Draw",
        &[
            ("Drag from the palette", "add a block; on a wire it wraps what is below"),
            ("Drag from the lower port", "connect; in empty space, add a task there"),
            ("N", "add a task"),
            ("C", "connect the selected card, with arrows and Enter"),
            ("M", "move the selected cards with arrows"),
            ("Enter or double-click", "rename"),
            ("Right click, long press or Shift+F10", "the menu of a card"),
            ("Delete", "remove cards or a wire"),
            ("Ctrl+C, X, V, D", "copy, cut, paste, duplicate"),
            ("Ctrl+Z, Ctrl+Shift+Z", "undo, redo"),
        ],
    ),
    (
        "Look",
        &[
            ("Drag, wheel", "move the canvas"),
            ("Ctrl+wheel, pinch", "zoom"),
            ("Shift+1, Shift+0", "fit, 100 %"),
            ("Shift+drag", "select several"),
            ("Arrows", "go to the next card"),
        ],
    ),
    (
        "Run",
        &[
            ("P", "run and pause"),
            ("Ctrl+Enter", "run from the beginning"),
            (". and ,", "step and step back"),
            ("\u{d7} on a card", "cancel it at this moment"),
            ("Esc", "give up what is going on"),
        ],
    ),
];

/// The keys and gestures.
pub fn help() -> El {
    let entry = |&(keys, what): &(&'static str, &'static str)| {
        fragment().child(el("dt").child(el("kbd").child(keys))).child(el("dd").child(what))
    };
    let group = |&(title, entries): &(&'static str, &[(&'static str, &'static str)])| {
        let keys = el("dl.keys").each(entries.iter().map(entry));
        el("section").child(el("h3.heading").child(title)).child(keys)
    };
    el("div.help").each(GROUPS.iter().map(group))
}
