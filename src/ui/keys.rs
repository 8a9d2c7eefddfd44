//! What keys mean. Pure; [`App`](super::App) listens.

use super::workspace::{
    Action, Change, Direction, FilterBy, Gesture, Look, Play, PresentAction, Select, Show,
};
use crate::playback::Command;
use crate::scene::Kind;

/// Where the focus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// On the canvas or nowhere in particular.
    Canvas,
    /// On a button, link or menu, which has keys of its own.
    Control,
    /// In a field for text.
    Field,
}

/// A key that goes down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// What it types or is called.
    pub key: String,
    /// Where it is on the keyboard.
    pub code: String,
    /// Whether Ctrl (Cmd on a Mac) is held.
    pub control: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether Alt is held.
    pub alt: bool,
}

/// What a key does.
///
/// Without `has_letters` no key that is a single character does anything by itself: whoever speaks to the machine
/// would press many by accident.
pub fn action_for(
    press: &Press,
    focus: Focus,
    has_letters: bool,
    gesture: &Gesture,
    now_ms: f64,
) -> Option<Action> {
    if press.alt {
        return None;
    }
    let is_character = press.key.chars().count() == 1;
    let key = if is_character { press.key.to_ascii_lowercase() } else { press.key.clone() };
    if is_character && !has_letters && !press.control && key != " " {
        return None;
    }
    if press.control {
        if key == "Enter" {
            return Some(Action::Play(now_ms, Play::Start));
        }
        return chord(&key, press.shift, focus);
    }
    match focus {
        Focus::Field => None,
        Focus::Control => anywhere(&key, press, now_ms),
        Focus::Canvas => anywhere(&key, press, now_ms).or_else(|| canvas(&key, press, gesture, now_ms)),
    }
}

/// What a key does while something is presented: those of a clicker go through it.
pub fn presenting(press: &Press, focus: Focus, now_ms: f64) -> Option<Action> {
    if press.control || press.alt {
        return None;
    }
    let action = match press.key.as_str() {
        "PageDown" => PresentAction::Next,
        "PageUp" => PresentAction::Previous,
        "Escape" => PresentAction::End,
        "ArrowRight" if focus != Focus::Field => PresentAction::Next,
        "ArrowLeft" if focus != Focus::Field => PresentAction::Previous,
        "b" | "B" if focus != Focus::Field => PresentAction::Blank,
        // Nobody moves the canvas about in front of others; on buttons it presses them.
        " " if focus == Focus::Canvas => return Some(Action::Play(now_ms, Play::Toggle)),
        _ => return None,
    };
    Some(Action::Present(now_ms, action))
}

fn chord(key: &str, shift: bool, focus: Focus) -> Option<Action> {
    if focus == Focus::Field {
        return None;
    }
    let change = match (key, shift) {
        ("z", false) => Change::Undo,
        ("z", true) | ("y", _) => Change::Redo,
        // Copying, cutting and pasting are events of their own.
        ("d", _) => Change::Duplicate,
        ("a", _) => return Some(Action::Select(Select::All)),
        _ => return None,
    };
    Some(Action::Change(change))
}

fn anywhere(key: &str, press: &Press, now_ms: f64) -> Option<Action> {
    let play = match (key, press.shift) {
        // What Shift makes of the two differs from keyboard to keyboard.
        _ if press.shift && press.code == "Comma" => Play::Command(Command::StepIterationBack),
        _ if press.shift && press.code == "Period" => Play::Command(Command::StepIteration),
        (",", _) => Play::Command(Command::StepEventBack),
        (".", _) => Play::Command(Command::StepEvent),
        ("[", _) => Play::Command(Command::LoopFrom),
        ("]", _) => Play::Command(Command::LoopTo),
        ("\\", _) => Play::Command(Command::LoopOff),
        ("b", false) => Play::Command(Command::ToCause),
        ("b", true) => Play::Command(Command::Return),
        ("j", _) => Play::Change { is_next: true },
        ("k", _) => Play::Change { is_next: false },
        ("s", _) => Play::Faster(false),
        ("f", _) => Play::Faster(true),
        ("p", true) => return Some(Action::Present(now_ms, PresentAction::Begin)),
        ("p", false) => Play::Toggle,
        ("/", _) => return Some(Action::Show(Show::Filter(FilterBy::Open))),
        ("?", _) => return Some(Action::Show(Show::Help)),
        ("Escape", _) => return Some(Action::Select(Select::Escape)),
        _ => return None,
    };
    Some(Action::Play(now_ms, play))
}

fn canvas(key: &str, press: &Press, gesture: &Gesture, now_ms: f64) -> Option<Action> {
    let arrow = |direction| Some(Action::Select(Select::Arrow(direction, press.shift)));
    match (press.code.as_str(), press.shift) {
        ("Digit1", true) => return Some(Action::Look(Look::Fit)),
        ("Digit0", true) => return Some(Action::Look(Look::TrueSize)),
        _ => {}
    }
    match key {
        "ArrowLeft" => arrow(Direction::Left),
        "ArrowRight" => arrow(Direction::Right),
        "ArrowUp" => arrow(Direction::Up),
        "ArrowDown" => arrow(Direction::Down),
        "Delete" | "Backspace" => Some(Action::Change(Change::Delete)),
        "Enter" if *gesture != Gesture::None => Some(Action::Select(Select::Accept)),
        "Enter" | "F2" => Some(Action::Select(Select::Rename(None))),
        "n" => Some(Action::Change(Change::Add(Kind::Task))),
        "m" => Some(Action::Select(Select::Move)),
        "c" => Some(Action::Select(Select::Connect)),
        "+" | "=" => Some(Action::Look(Look::Zoom(1.25, None))),
        "-" => Some(Action::Look(Look::Zoom(0.8, None))),
        " " => Some(Action::Look(Look::Hand(true))),
        "Home" => Some(Action::Play(now_ms, Play::Command(Command::ToStart))),
        "End" => Some(Action::Play(now_ms, Play::Command(Command::ToEnd))),
        _ => None,
    }
}

/// What letting a key go does.
pub fn action_for_release(key: &str) -> Option<Action> {
    (key == " ").then_some(Action::Look(Look::Hand(false)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str, code: &str, shift: bool) -> Press {
        Press { key: key.into(), code: code.into(), control: false, shift, alt: false }
    }

    fn command(press: &Press, focus: Focus, has_letters: bool) -> Option<Play> {
        match action_for(press, focus, has_letters, &Gesture::None, 0.0) {
            Some(Action::Play(_, play)) => Some(play),
            _ => None,
        }
    }

    #[test]
    fn iterations_are_stepped_on_every_keyboard() {
        for key in [">", ":"] {
            let pressed = command(&press(key, "Period", true), Focus::Canvas, true);
            assert_eq!(pressed, Some(Play::Command(Command::StepIteration)));
        }
        let pressed = command(&press(".", "Period", false), Focus::Control, true);
        assert_eq!(pressed, Some(Play::Command(Command::StepEvent)));
    }

    #[test]
    fn single_characters_can_be_switched_off_and_other_keys_stay() {
        for key in ["p", ".", "[", "?", "n"] {
            assert!(action_for(&press(key, "", false), Focus::Canvas, false, &Gesture::None, 0.0).is_none());
        }
        assert_eq!(
            command(&press("Home", "Home", false), Focus::Canvas, false),
            Some(Play::Command(Command::ToStart))
        );
        let undo = Press { control: true, ..press("z", "KeyZ", false) };
        assert!(action_for(&undo, Focus::Canvas, false, &Gesture::None, 0.0).is_some());
    }

    #[test]
    fn space_runs_and_pauses_what_is_presented_and_moves_the_canvas_otherwise() {
        let space = press(" ", "Space", false);
        assert!(matches!(presenting(&space, Focus::Canvas, 0.0), Some(Action::Play(_, Play::Toggle))));
        assert!(presenting(&space, Focus::Control, 0.0).is_none());
        let moves = action_for(&space, Focus::Canvas, true, &Gesture::None, 0.0);
        assert!(matches!(moves, Some(Action::Look(Look::Hand(true)))));
    }

    #[test]
    fn in_a_field_keys_are_text() {
        assert_eq!(command(&press("b", "KeyB", false), Focus::Field, true), None);
    }
}
