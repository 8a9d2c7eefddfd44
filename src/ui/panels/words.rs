//! The run in words: a transcript that grows, and what is said of it to those who do not see it.

use std::rc::Rc;

use yew::{AttrValue, Html, Properties, function_component, use_memo, use_state};

use super::Shown;
use crate::playback::{Command, Player, Recording, Status, sentence, summary, summary_until};
use crate::trace::EventIndex;
use crate::ui::markup::{Callback, Identical, Part, el, keyed_part};
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::{Dispatch, Play};
use crate::web::frames::now_ms;

/// So many iterations are listed, and so many more whenever somebody asks for them.
const SHOWN: usize = 100;
/// While a run plays the text is that old at most: who listens cannot follow more.
const SPOKEN_MS: f64 = 1000.0;

/// What each iteration of the loop did, in a sentence.
#[derive(Properties, PartialEq)]
pub struct WordsProps {
    pub player: Option<Shown>,
    pub dispatch: Dispatch,
}

/// The same player until there is something to say again.
#[yew::hook]
fn use_spoken(player: Option<&Shown>) -> Option<Rc<Player>> {
    let is_playing = player.is_some_and(|player| player.0.status() == Status::Running);
    let generation = player.map(|player| player.0.generation());
    let second = if is_playing { (now_ms() / SPOKEN_MS) as u64 } else { 0 };
    let other = player.filter(|_| !is_playing).cloned();
    use_memo((is_playing, second, generation, other), |_| player.cloned())
        .as_ref()
        .as_ref()
        .map(|player| player.0.clone())
}

/// The run as a transcript in words.
#[function_component]
pub fn Words(props: &WordsProps) -> Html {
    let most = use_state(|| SHOWN);
    let Some(player) = use_spoken(props.player.as_ref()) else {
        let text = "The run is told here in words, a sentence for each iteration of the event loop.";
        return el("p.panel__empty").child(text).into();
    };
    let (recording, cursor) = (player.recording(), player.cursor());
    let iterations = recording.iterations();
    let begun = iterations.partition_point(|iteration| iteration.events.start < cursor);
    let seen: Vec<usize> =
        iterations.iter().enumerate().take(begun).filter(|(_, it)| it.is_visible).map(|(at, _)| at).collect();
    let earlier = seen.len().saturating_sub(*most);
    let generation = player.generation();
    let row = |&position: &usize| {
        let is_last = position + 1 == begun;
        let row = Row {
            recording: Identical(recording.clone()),
            position,
            cursor: if is_last { cursor } else { usize::MAX },
            is_last: Some(&position) == seen.last(),
            dispatch: props.dispatch.clone(),
        };
        keyed_part(format!("{generation}:{position}"), row)
    };
    let show_more = {
        let most = most.clone();
        Callback::from(move |_| most.set(*most + 4 * SHOWN))
    };
    let more = (earlier > 0).then(|| {
        el("li").child(
            el("button.button button--small[type=button]")
                .on_click(show_more)
                .child(format!("Show earlier iterations ({earlier})")),
        )
    });
    let list = el("ol.told[role=log][aria-live=polite][aria-label=The run in words]")
        .child(seen.is_empty().then(|| el("li.panel__empty").child("Nothing happened yet.")))
        .child(more)
        .each(seen.iter().skip(earlier).map(row));
    el("div.panel__body[tabindex=0]").child(list).into()
}

#[derive(PartialEq)]
struct Row {
    recording: Identical<Recording>,
    position: usize,
    /// Where playing stands, if that is in this iteration.
    cursor: usize,
    is_last: bool,
    dispatch: Dispatch,
}

impl Part for Row {
    fn draw(&self) -> Html {
        let Identical(recording) = &self.recording;
        let Some(iteration) = recording.iterations().get(self.position) else { return Html::default() };
        let last = EventIndex(iteration.events.end.saturating_sub(1) as u32);
        let go_to = send::play(&self.dispatch, Play::Command(Command::ToEvent(last)));
        let text = summary_until(recording, self.position, self.cursor);
        let number =
            (iteration.number > 0).then(|| el("span.told__number[title=Iteration]").child(iteration.name()));
        el("li.told__step")
            .attr("aria-current", self.is_last.then_some("step"))
            .child(el("span.event__time").child(words::clock(iteration.time_secs)).child(number))
            .child(el("button.event__what[type=button]").on_click(go_to).child(as_sentence(&text)))
            .into()
    }
}

/// A sentence begins with a capital, but a name stays what it is.
fn as_sentence(text: &str) -> String {
    const WORDS: [&str; 5] = ["the ", "nothing ", "task ", "deadlock", "warning"];
    match WORDS.iter().any(|word| text.starts_with(word)) {
        true => words::capitalised(text),
        false => text.to_owned(),
    }
}

/// What is said to those who do not see the page, of what is shown.
#[derive(Properties, PartialEq)]
pub struct AnnouncerProps {
    pub player: Option<Shown>,
    /// Whether something else says it: the run in words is open.
    pub is_silent: bool,
}

/// Says each step of a run, and while it plays what goes on, once in a while.
#[function_component]
pub fn Announcer(props: &AnnouncerProps) -> Html {
    let player = use_spoken(props.player.as_ref()).filter(|_| !props.is_silent).map(Shown);
    // An iteration may have thousands of events: it is told once.
    let text =
        use_memo(player, |player| player.as_ref().map(|player| AttrValue::from(announcement(&player.0))));
    let said = el("div.visually-hidden[aria-live=polite][aria-atomic=true]").child((*text).clone());
    // Not in the page's grid: that would be laid out whenever something is said.
    el("div.visually-hidden").child(said).into()
}

fn announcement(player: &Player) -> String {
    let (recording, cursor) = (player.recording(), player.cursor());
    let iterations = recording.iterations();
    let ended = iterations.partition_point(|iteration| iteration.events.end <= cursor);
    let is_playing = player.status() == Status::Running;
    // A step of the whole loop is told as a whole.
    let is_whole = ended
        .checked_sub(1)
        .and_then(|at| iterations.get(at))
        .filter(|it| it.is_visible && (is_playing || it.events.end == cursor));
    match is_whole {
        Some(iteration) => {
            let text = summary(recording, ended - 1);
            match iteration.number {
                0 => text,
                _ => format!("Iteration {}, {}: {text}", iteration.name(), words::clock(iteration.time_secs)),
            }
        }
        None if is_playing => "Running".into(),
        None => player.last_visible().map(|event| sentence(recording, event)).unwrap_or_default(),
    }
}
