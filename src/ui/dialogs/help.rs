//! The keys and gestures.

use yew::{Html, html};

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
            (". and ,", "step and step back"),
            ("\u{d7} on a card", "cancel it at this moment"),
            ("Esc", "give up what is going on"),
        ],
    ),
];

/// The keys and gestures.
pub fn help() -> Html {
    let entry = |&(keys, what): &(&'static str, &'static str)| html! { <><dt><kbd>{ keys }</kbd></dt><dd>{ what }</dd></> };
    let group = |&(title, entries): &(&'static str, &[(&'static str, &'static str)])| {
        html! { <section><h3 class="heading">{ title }</h3><dl class="keys">{ for entries.iter().map(entry) }</dl></section> }
    };
    html! { <div class="help">{ for GROUPS.iter().map(group) }</div> }
}
