//! The keys and gestures.

use web_sys::{Event, HtmlInputElement};
use yew::TargetCast;

use crate::ui::markup::{El, el, fragment, hears};
use crate::ui::saving;
use crate::ui::sound;
use crate::ui::workspace::{Action, Dispatch, Show};

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
            ("Shift+. and Shift+,", "step by iteration"),
            ("Home and End", "to the start and the end"),
            ("J and K", "next and previous change of the selected task"),
            ("B and Shift+B", "to the cause, and back"),
            ("[ and ]", "loop from here, to here"),
            ("\\", "stop looping"),
            ("S and F", "slower and faster"),
            ("/", "filter the console's lines and the events"),
            ("\u{d7} on a card", "cancel it at this moment"),
            ("Esc", "give up what is going on"),
        ],
    ),
    (
        "Timeline",
        &[
            ("Press or drag on the ruler", "go to a moment"),
            ("Shift+drag on the ruler", "loop a part"),
            ("Drag, wheel, Shift+wheel", "move"),
            ("Ctrl+wheel, pinch, + and -", "zoom"),
            ("0", "the whole run"),
            ("Up and Down", "select a lane"),
            ("Left and Right", "previous and next change of its task"),
            ("Enter", "fold what is below it"),
        ],
    ),
    (
        "Present",
        &[
            ("Shift+P", "large type, for others to see"),
            ("Page Down, Right", "the questions, then the run step by step"),
            ("Page Up, Left", "back"),
            ("Space", "run and pause"),
            ("B", "a blank screen"),
            ("Esc", "leave"),
        ],
    ),
];

/// The keys and gestures.
pub fn help(has_letters: bool, has_sound: bool, dispatch: &Dispatch) -> El {
    let entry = |&(keys, what): &(&'static str, &'static str)| {
        fragment().child(el("dt").child(el("kbd").child(keys))).child(el("dd").child(what))
    };
    let group = |&(title, entries): &(&'static str, &[(&'static str, &'static str)])| {
        let keys = el("dl.keys").each(entries.iter().map(entry));
        el("section").child(el("h3.heading").child(title)).child(keys)
    };
    let letters =
        ticked(has_letters, "Keys that are single characters, such as P, do something", dispatch, |is_on| {
            saving::save_letters(is_on);
            Show::Letters(is_on)
        });
    let sound = ticked(
        has_sound,
        "A quiet tone when a task begins, ends, is cancelled or fails",
        dispatch,
        |is_on| {
            sound::remember(is_on);
            Show::Sound(is_on)
        },
    );
    el("div.help").each(GROUPS.iter().map(group)).child(letters).child(sound)
}

/// Something that is turned on and off.
fn ticked(is_on: bool, what: &'static str, dispatch: &Dispatch, show: fn(bool) -> Show) -> El {
    let dispatch = dispatch.clone();
    let switch = hears(move |event: &Event| {
        let is_on = event.target_unchecked_into::<HtmlInputElement>().checked();
        dispatch.dispatch(Action::Show(show(is_on)));
    });
    el("label.help__letters").child(el("input[type=checkbox]").checked(is_on).on_change(switch)).child(what)
}
