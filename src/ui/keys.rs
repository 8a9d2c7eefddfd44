//! What keys mean. Pure; [`App`](super::App) listens.

use super::kind::Kind;
use super::workspace::{Action, Change, Direction, Gesture, Look, Play, Select, Show};
use crate::playback::Command;

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
pub fn action_for(press: &Press, focus: Focus, gesture: &Gesture, now_ms: f64) -> Option<Action> {
    if press.alt {
        return None;
    }
    let key = if press.key.chars().count() == 1 { press.key.to_ascii_lowercase() } else { press.key.clone() };
    if press.control {
        if key == "Enter" {
            return Some(Action::Play(now_ms, Play::Start));
        }
        return chord(&key, press.shift, focus);
    }
    match focus {
        Focus::Field => None,
        Focus::Control => anywhere(&key, now_ms),
        Focus::Canvas => anywhere(&key, now_ms).or_else(|| canvas(&key, press, gesture)),
    }
}

fn chord(key: &str, shift: bool, focus: Focus) -> Option<Action> {
    if focus == Focus::Field {
        return None;
    }
    let change = match (key, shift) {
        ("z", false) => Change::Undo,
        ("z", true) | ("y", _) => Change::Redo,
        ("c", _) => Change::Copy,
        ("x", _) => Change::Cut,
        ("v", _) => Change::Paste,
        ("d", _) => Change::Duplicate,
        ("a", _) => return Some(Action::Select(Select::All)),
        _ => return None,
    };
    Some(Action::Change(change))
}

fn anywhere(key: &str, now_ms: f64) -> Option<Action> {
    let play = match key {
        "," => Play::Command(Command::StepEventBack),
        "." => Play::Command(Command::StepEvent),
        "p" => Play::Toggle,
        "?" => return Some(Action::Show(Show::Help)),
        "Escape" => return Some(Action::Select(Select::Escape)),
        _ => return None,
    };
    Some(Action::Play(now_ms, play))
}

fn canvas(key: &str, press: &Press, gesture: &Gesture) -> Option<Action> {
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
        _ => None,
    }
}

/// What letting a key go does.
pub fn action_for_release(key: &str) -> Option<Action> {
    (key == " ").then_some(Action::Look(Look::Hand(false)))
}
