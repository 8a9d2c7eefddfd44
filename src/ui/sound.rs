//! Tones for those who want to hear a run: off unless somebody turns them on.

use yew::{Html, Properties, function_component, use_mut_ref};

use super::panels::Shown;
use crate::playback::{Status, tones};
use crate::ui::markup::use_effect_of;
use crate::web::{sound, storage};

/// Whether tones were turned on.
const KEY: &str = "awaitscope.sound";
/// So many tones at a time: what is shown moves on about five times a second.
const MOST: usize = 2;
/// Whoever goes that many events further has jumped there.
const JUMP: usize = 200;

/// Whether tones were turned on.
pub fn is_on() -> bool {
    storage::read(KEY).is_some()
}

/// Remembers it.
pub fn remember(is_on: bool) {
    if is_on {
        storage::write(KEY, "on");
        sound::play("end");
    } else {
        storage::remove(KEY);
    }
}

/// What there is to hear.
#[derive(Properties, PartialEq)]
pub struct SoundProps {
    pub player: Option<Shown>,
    pub is_on: bool,
}

/// Plays the tones of the events that have come since it was drawn last. There is nothing to see of it.
#[function_component]
pub fn Sound(props: &SoundProps) -> Html {
    let before = use_mut_ref(|| (0, 0));
    let (player, is_on) = (props.player.clone(), props.is_on);
    use_effect_of((player.clone(), is_on), move || {
        let now = player.as_ref().map_or((0, 0), |player| (player.0.generation(), player.0.cursor()));
        let (generation, from) = before.replace(now);
        let Some(Shown(player)) = player.filter(|_| is_on) else { return };
        let from = if generation == now.0 { from } else { 0 };
        let has_jumped = now.1 < from || now.1 - from > JUMP && player.status() != Status::Running;
        if has_jumped {
            return;
        }
        let words: Vec<&str> =
            tones(player.recording(), from, now.1, MOST).into_iter().map(|tone| tone.word()).collect();
        if !words.is_empty() {
            sound::play(&words.join(" "));
        }
    });
    Html::default()
}
