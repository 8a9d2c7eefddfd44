//! A card: one block of the scene.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::{AttrValue, Html, TargetCast};

use super::marks::{element_id, marks};
use crate::layout::geometry::Rect;
use crate::layout::picture::{Face, FaceKind};
use crate::playback::{StepKind, TaskState};
use crate::scene::Kind;
use crate::scene::{BlockId, Edit};
use crate::ui::markup::{El, Part, el, fragment, hears, part};
use crate::ui::parts::{cut, icon};
use crate::ui::status::{CardStatus, Fate, Span};
use crate::ui::words::{self, px};
use crate::ui::workspace::{Action, Dispatch, Select};

/// So many characters of code fit on a line of a task's card.
const CODE: usize = 25;
/// So many of a sentence do.
const LINE: usize = 24;
/// So many of a name fit on a card.
const NAME: usize = 20;
/// A name of so many characters is written large from far off.
const LARGE_NAME: usize = 10;

/// What editing makes of a card at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CardMode {
    /// It is selected.
    pub selected: bool,
    /// It follows the pointer.
    pub dragged: bool,
    /// Its name is being edited.
    pub renaming: bool,
    /// Its part in a wire that is being drawn: `from`, `onto` or `refused`.
    pub wiring: Option<&'static str>,
    /// It is seen from so far off that nothing inside of it can be.
    pub is_bare: bool,
}

impl CardMode {
    /// Whether a canvas shows it, and its element nothing.
    pub fn is_painted(&self) -> bool {
        self.is_bare && !self.selected && !self.dragged && self.wiring.is_none()
    }
}

/// A card.
#[derive(PartialEq)]
pub struct Card {
    pub face: Rc<Face>,
    /// What it shows of the run, if one is shown.
    pub status: Option<Rc<CardStatus>>,
    pub mode: CardMode,
    pub dispatch: Dispatch,
}

/// The place of a card as a style.
pub fn placed(rect: &Rect) -> String {
    let Rect { x, y, size } = rect;
    format!("left:{};top:{};width:{};height:{}", px(*x), px(*y), px(size.width), px(size.height))
}

/// How long its name is, if it has to be written smaller from far off.
fn long(label: &str) -> String {
    match label.chars().count().min(NAME) {
        chars if chars > LARGE_NAME => ";--chars:".to_owned() + &chars.to_string(),
        _ => String::new(),
    }
}

/// The icon of a state.
pub fn state_icon(state: Option<TaskState>) -> &'static str {
    state.map_or("pending", TaskState::as_str)
}

/// The name of a card for those who do not see it. What it is about and what goes on there, which is something else at
/// every moment, only a card tells that has something inside; of all others the outline tells it.
fn name(face: &Face, status: Option<&CardStatus>, is_bare: bool) -> String {
    if is_bare {
        return [face.kind.title(), " ", &face.label].concat();
    }
    let says = status.map_or(&*face.summary, |status| &*status.text);
    let at = status.and_then(|status| status.at.as_deref());
    let says_at = at.map(|at| [", at ", at].concat()).unwrap_or_default();
    [face.kind.title(), " ", &face.label, ": ", says, &says_at].concat()
}

impl Part for Card {
    fn draw(&self) -> Html {
        let Card { face, status, mode, .. } = self;
        let card = el("div[role=group]")
            .attr("id", element_id(face))
            .attr("class", format!("card card--{}{}", face.kind.word(), face.class()))
            .attr("style", placed(&face.rect) + &long(&face.label))
            .attr("aria-label", name(face, status.as_deref(), mode.is_bare))
            .attr("data-block", face.id.0.to_string())
            .attr("data-label", face.label.clone())
            .mark("data-full", !mode.is_bare && self.is_full())
            .mark("data-selected", mode.selected)
            .mark("data-dragged", mode.dragged)
            .mark("data-painted", mode.is_painted())
            .attr("data-wiring", mode.wiring);
        let card = marks(face, status.as_deref(), mode.is_painted())
            .into_iter()
            .fold(card, |card, (name, value)| card.attr(name, value));
        if mode.is_bare {
            return card.into();
        }
        let fate = status.as_ref().and_then(|status| status.fate);
        let inside = match face.kind {
            FaceKind::Block(Kind::Task) => self.task(),
            FaceKind::Block(_) => self.combinator(),
            FaceKind::Fixture(_) => self.fixture(),
        };
        card.child(inside)
            .child(fate.map(fate_mark))
            .child(status.as_ref().and_then(|status| status.folded.clone()).map(folded))
            .child(self.why_button())
            .child(el("span.port port--in[aria-hidden=true]"))
            .child(
                el("button.port port--out[type=button][tabindex=-1]")
                    .attr("data-port", face.id.0.to_string())
                    .attr("aria-label", format!("Connect from {}", face.label)),
            )
            .into()
    }
}

impl Card {
    fn task(&self) -> El {
        let Card { status, .. } = self;
        let head = el("div.card__head").child(icon("task")).child(self.name());
        let head = head.child(self.cancelling()).child(self.cancel_button());
        let text = self.second_line();
        let has_two = status.is_none() || (self.is_full() && !self.is_state_long());
        let class = if has_two { "card__summary card__summary--two" } else { "card__summary" };
        let at = status.as_ref().and_then(|status| status.at.clone());
        let shown: Rc<str> = match at {
            Some(_) => words::shortened(&text, if has_two { 2 * CODE - 4 } else { CODE }).into_owned().into(),
            // A list of steps breaks off at its end.
            None => text.clone(),
        };
        let summary = el("div").attr("class", class).mark("data-at", at.is_some());
        let summary = summary.attr("title", at.unwrap_or(text)).child(shown);
        let state = status.as_deref().map(|status| self.state_line(status));
        fragment().child(head).child(summary).child(state).child(self.bar())
    }

    /// Where a task is, or what it is about. What a line takes from asyncio goes without saying so where there is no room
    /// for it.
    fn second_line(&self) -> Rc<str> {
        match self.status.as_ref().and_then(|status| status.at.clone()) {
            Some(at) if at.chars().count() > CODE => at.replace("asyncio.", "").into(),
            Some(at) => at,
            None => self.face.summary.clone(),
        }
    }

    /// How many characters of what goes on one line holds.
    fn state_line_holds(&self) -> usize {
        match self.face.kind {
            FaceKind::Block(Kind::Task) => LINE,
            FaceKind::Block(_) if self.status.as_ref().is_some_and(|status| status.can_cancel) => 15,
            FaceKind::Block(_) => 20,
            FaceKind::Fixture(_) => 26,
        }
    }

    fn is_state_long(&self) -> bool {
        let status = self.status.as_ref();
        status.is_some_and(|status| status.text.chars().count() > self.state_line_holds())
    }

    /// Whether something on it takes a second line: what goes on, or else where its task is.
    fn is_full(&self) -> bool {
        let is_task = self.face.kind == FaceKind::Block(Kind::Task) && self.status.is_some();
        self.is_state_long() || (is_task && self.second_line().chars().count() > CODE)
    }

    fn state_line(&self, status: &CardStatus) -> El {
        let text = el("span.card__text").attr("title", status.text.clone());
        let most = 2 * self.state_line_holds() + 6;
        // What comes after a comma says more of what others show, too: who holds a lock.
        let is_long = status.text.chars().count() > most;
        let told =
            status.text.split_once(", held by ").filter(|_| is_long).map_or(&*status.text, |told| told.0);
        let mut said = words::shortened(told, most).into_owned();
        // No line begins with what is between two parts.
        let between = if self.is_state_long() { "\u{a0}\u{b7} " } else { " \u{b7} " };
        if self.is_state_long() {
            let held: Vec<String> = said.split(" \u{b7} ").map(with_numbers_held).collect();
            said = held.join(between);
        }
        let text = match status.span {
            // The time that is left: `1.2 s left`, `sleeping 1.2 s left`.
            Some(span) => {
                let left = |element| ticking(element, &span);
                match status.is_deadline {
                    true => text.child(left(el("span.ticking ticking-far[data-tick=text]"))),
                    false => text.child(said).child(" ").child(left(el("span.ticking[data-tick=text]"))),
                }
            }
            // From far off, what has no room is left out part by part.
            None if self.face.kind.is_fixture() => {
                let parts = said.split(between).enumerate().map(|(at, part)| {
                    let part = if at == 0 { part.to_owned() } else { [between, part].concat() };
                    el("span.card__part").child(part)
                });
                text.each(parts)
            }
            None => text.child(said),
        };
        let line = el("div.card__state").mark("data-two", self.is_state_long());
        let icon = (!self.face.kind.is_fixture()).then(|| icon(state_icon(status.state)));
        line.child(icon).child(text)
    }

    /// What is left of a time, as a bar.
    fn bar(&self) -> Option<El> {
        let status = self.status.as_ref()?;
        let bar = el("div.card__progress ticking[data-tick=bar]").mark("data-shrinks", status.is_deadline);
        status.span.map(|span| ticking(bar, &span))
    }

    /// `cancelling()`, while it counts.
    fn cancelling(&self) -> Option<El> {
        let count = self.status.as_ref().map(|status| status.cancelling).filter(|count| *count > 0)?;
        let title = format!("cancelling() is {count}: so many requests to cancel were not taken back");
        let badge = el("span.card__count").attr("title", title).attr("data-cancelling", count.to_string());
        Some(badge.child(icon("cancelling")).child(count.to_string()))
    }

    /// What tasks meet at.
    fn fixture(&self) -> El {
        let Card { face, status, .. } = self;
        let about = || el("div.card__state").child(el("span.card__text").child(face.summary.clone()));
        let line = status.as_deref().map_or_else(about, |status| self.state_line(status));
        el("div.card__row")
            .child(el("span.card__mark").child(icon(face.kind.word())))
            .child(self.name())
            .child(line)
    }

    fn combinator(&self) -> El {
        let Card { face, status, .. } = self;
        let span = status.as_ref().and_then(|status| status.span.filter(|_| status.is_deadline));
        let ring = span.map(|span| {
            let circle =
                el("circle.ticking ticking-far[cx=19][cy=19][r=17][pathLength=1][stroke-dasharray=1 1][data-tick=ring]");
            el("svg.card__ring[viewBox=0 0 38 38][aria-hidden=true]").child(ticking(circle, &span))
        });
        let about = || el("div.card__state").child(el("span.card__text").child(face.summary.clone()));
        let line = status.as_deref().map_or_else(about, |status| self.state_line(status));
        el("div.card__row")
            .child(el("span.card__mark").child(icon(face.kind.word())).child(ring))
            .child(self.name())
            .child(line)
            .child(self.cancel_button())
            .child(self.bar().filter(|_| status.as_ref().is_some_and(|status| status.is_deadline)))
    }

    fn cancel_button(&self) -> Option<El> {
        let Card { face, status, .. } = self;
        status.as_ref().filter(|status| status.can_cancel)?;
        let label = AttrValue::from(format!("Cancel {}", face.label));
        let button = el("button.card__cancel[type=button]")
            .attr("data-cancel", face.id.0.to_string())
            .attr("aria-label", label.clone())
            .attr("title", label);
        Some(button.child(icon("close")))
    }

    /// Of the card that is selected, while a run is shown.
    fn why_button(&self) -> Option<El> {
        let Card { face, status, mode, .. } = self;
        status.as_ref().filter(|_| mode.selected && !mode.dragged)?;
        let button = el("button.card__why[type=button]").attr("data-why", face.id.0.to_string());
        Some(button.attr("aria-label", ["Why: ", &face.label].concat()).child("Why?"))
    }

    fn name(&self) -> Html {
        let Card { face, mode, dispatch, .. } = self;
        if mode.renaming {
            let (id, label, dispatch) = (face.id, face.label.clone(), dispatch.clone());
            part(RenameField { id, label, dispatch })
        } else {
            let shown = words::shortened(&face.label, NAME);
            cut(el("span.card__label").attr("title", face.label.clone()), &shown).into()
        }
    }
}

/// A text that breaks into lines nowhere between a word and its number: `Lock 2`.
fn with_numbers_held(text: &str) -> String {
    let after = text.chars().skip(1).chain([' ']);
    let held = |(one, next): (char, char)| if one == ' ' && next.is_ascii_digit() { '\u{a0}' } else { one };
    text.chars().zip(after).map(held).collect()
}

/// What a cancellation did here, with its place in the story.
fn fate_mark(fate: Fate) -> El {
    let name = match fate.kind {
        StepKind::Asked => "fate-asked",
        StepKind::Refused => "minus",
        StepKind::Held => "shield",
        StepKind::Delivered => "fate-delivered",
        StepKind::Caught => "fate-caught",
        StepKind::Reraised => "fate-reraised",
        StepKind::Swallowed => "fate-swallowed",
        StepKind::Converted => "timeout",
        StepKind::Cancelled => "close",
    };
    let number = el("span.card__number").child(fate.number.to_string());
    el("span.card__fate").child(number).child(icon(name)).child(fate.kind.says())
}

/// What is folded away below a card.
fn folded(text: Rc<str>) -> El {
    el("span.card__folded").attr("data-folded", text.clone()).child(icon("more")).child(text)
}

/// What counts down over a span of time.
fn ticking(element: El, span: &Span) -> El {
    element
        .attr("data-from", words::micros(span.from_secs))
        .attr("data-until", words::micros(span.until_secs))
}

/// The name, while it is edited: Enter or leaving the field accepts, Escape does not.
#[derive(Clone, PartialEq)]
struct RenameField {
    id: BlockId,
    label: Rc<str>,
    dispatch: Dispatch,
}

impl Part for RenameField {
    fn draw(&self) -> Html {
        let accept = {
            let field = self.clone();
            move |input: &HtmlInputElement| {
                let label = input.value();
                if label.trim() != &*field.label {
                    field.dispatch.dispatch(Action::Edit(Edit::SetLabel { id: field.id, label }));
                }
                field.dispatch.dispatch(Action::Select(Select::Renamed));
            }
        };
        let on_blur = hears(move |event: &FocusEvent| accept(&event.target_unchecked_into()));
        let on_key_down = {
            let label = self.label.clone();
            hears(move |event: &KeyboardEvent| {
                let input: HtmlInputElement = event.target_unchecked_into();
                match event.key().as_str() {
                    "Enter" => {}
                    "Escape" => input.set_value(&label),
                    _ => return,
                }
                event.prevent_default();
                event.stop_propagation();
                // Back to the canvas, which leaves the field and so accepts what is in it.
                let stage = input.closest("#stage").ok().flatten();
                if let Some(stage) = stage.and_then(|stage| stage.dyn_into::<HtmlElement>().ok()) {
                    let _ = stage.focus();
                }
            })
        };
        el("input.card__rename[aria-label=Name][maxlength=60][spellcheck=false][autocomplete=off]")
            .value(self.label.clone().into())
            .on_blur(on_blur)
            .on_key_down(on_key_down)
            .on_begin(|input| {
                let input: HtmlInputElement = input.unchecked_into();
                // Without focus the field still works.
                let _ = input.focus();
                input.select();
            })
    }
}
