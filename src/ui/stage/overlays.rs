//! What floats above the canvas: zoom, hints, the blocked loop, messages.

use gloo_timers::callback::Timeout;
use yew::UseReducerHandle;

use super::camera::Camera;
use super::empty::retry;
use crate::layout::card_of_thread;
use crate::layout::geometry::{Rect, Size};
use crate::layout::picture::Picture;
use crate::playback::{Deadlock, Recording, Stuck, label, thread_name};
use crate::program::fixed;
use crate::scene::{Point, Scene, label_of};
use crate::trace::{FutureId, ThreadId};
use crate::ui::markup::{El, el, use_effect_of};
use crate::ui::parts::{OUTLINED, SMALL, button, icon};
use crate::ui::send;
use crate::ui::waits::card_of;
use crate::ui::words::{self, px};
use crate::ui::workspace::{Action, Dispatch, File, Gesture, Look, Notice, Select, Show, Workspace};

/// The zoom's buttons; while a run is shown, also one that folds away what has ended.
pub fn zoom(zoom: f64, folds: Option<bool>, dispatch: &Dispatch) -> El {
    let percent = fixed(zoom * 100.0, 0) + " %";
    let true_size = button(format!("Zoom {percent}, set to 100 %")).key("Shift+0").text(percent);
    let true_size = true_size.class("button button--small zoom__percent");
    let fit = button("Fit view").key("Shift+1").icon("fit").class(SMALL);
    let look = |name: &'static str, icon, look| {
        button(name).icon(icon).class(SMALL).sends(dispatch, Action::Look(look))
    };
    let fold = folds.map(|folds| {
        let class = if folds {
            "button button--small zoom__fold zoom__fold--on"
        } else {
            "button button--small zoom__fold"
        };
        let fold = button("Fold finished").icon("fold").text("Fold finished").class(class);
        fold.sends(dispatch, Action::Look(Look::Fold))
            .attr("aria-pressed", if folds { "true" } else { "false" })
    });
    el("div.zoom[role=group][aria-label=Zoom]")
        .child(fold)
        .child(look("Zoom out", "minus", Look::Zoom(0.8, None)))
        .child(true_size.sends(dispatch, Action::Look(Look::TrueSize)))
        .child(look("Zoom in", "plus", Look::Zoom(1.25, None)))
        .child(fit.sends(dispatch, Action::Look(Look::Fit)))
}

/// What can be done in the middle of a gesture of the keyboard or of two clicks.
pub fn gesture_hint(gesture: &Gesture, scene: &Scene) -> Option<El> {
    let key = |name: &'static str| el("kbd").child(name);
    let label = |id| label_of(scene, id);
    let hint = match gesture {
        Gesture::KeyMove => {
            let hint = el("div.hint-bar").child("Move with the arrows").child(key("Enter")).child("done");
            hint.child(key("Esc")).child("back")
        }
        Gesture::KeyConnect { from, onto } => {
            let question = format!("{} awaits {}?", label(*from), label(*onto));
            let hint = el("div.hint-bar[role=status]").child(question).child(key("Enter")).child("connect");
            hint.child(key("Esc")).child("cancel")
        }
        Gesture::Wire { from, held: false, .. } => {
            el("div.hint-bar").child(format!("Choose what {} awaits", label(*from))).child(key("Esc"))
        }
        _ => return None,
    };
    Some(hint)
}

/// For so long a message stays that is not about a problem.
const NOTICE_MS: u32 = 9_000;

/// The rectangle that is drawn around what is to be selected, in screen pixels.
pub fn marquee(frame: Rect) -> El {
    let style = format!(
        "transform:translate({},{});width:{};height:{}",
        px(frame.x),
        px(frame.y),
        px(frame.size.width),
        px(frame.size.height)
    );
    el("div.marquee").attr("style", style)
}

/// The loop is blocked: by whom, and how much of it has passed.
pub fn blocked(by: &str, from_secs: f64, until_secs: f64) -> El {
    let passed = el("span.ticking[data-tick=passed]")
        .attr("data-from", words::micros(from_secs))
        .attr("data-until", words::micros(until_secs))
        .child(words::clock(0.0));
    let bar = el("span.blocked__bar ticking[data-tick=bar]")
        .attr("data-from", words::micros(from_secs))
        .attr("data-until", words::micros(until_secs));
    let label = el("div.blocked__label")
        .child(icon("blocked"))
        .child(
            el("span").child(format!("time.sleep in {by} blocks the loop: ")).child(
                el("span.blocked__time")
                    .child(passed)
                    .child(format!(" of {}", words::clock(until_secs - from_secs))),
            ),
        )
        .child(bar);
    el("div.blocked[role=status]").child(label)
}

/// So many of those who wait in a deadlock are named.
const STUCK_SHOWN: usize = 6;

/// Where the stage says who waits for what in a deadlock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quiet {
    corner: &'static str,
    /// Whether all of it is shown: where that would hide cards, there is its title, which unfolds.
    is_open: bool,
}

/// The corner of the stage in which what is said of a deadlock hides as little as can be of the cards, as they are when
/// the run is opened: wherever one looks, it stays there.
pub fn quiet_corner(
    recording: &Recording,
    picture: &Picture,
    stage: Size,
    looks: fn(Rect, Size) -> Camera,
) -> Quiet {
    let rects = || picture.faces.values().map(|face| face.rect);
    let Some(all) = rects().reduce(|all, rect| all.union(&rect)) else {
        return Quiet { corner: "above", is_open: true };
    };
    let camera = looks(all, stage);
    let on_screen = |rect: Rect| {
        let Point { x, y } = camera.screen_from_world(Point { x: rect.x, y: rect.y });
        let size = Size { width: rect.size.width * camera.zoom, height: rect.size.height * camera.zoom };
        Rect { x, y, size }
    };
    let cards: Vec<Rect> = rects().map(on_screen).collect();
    let deadlock = Deadlock::of(recording);
    let told = if deadlock.circle.is_empty() { &deadlock.others } else { &deadlock.circle };
    let lines = (told.len() + deadlock.threads.len()).min(STUCK_SHOWN) as f64;
    corner_for(Size { width: 364.0, height: 62.0 + 18.5 * lines }, &cards, stage)
}

/// Height of the message when it is folded to its title, in screen pixels.
const FOLDED: f64 = 42.0;
/// The message may hide cards with so much of its area.
const HIDES_AT_MOST: f64 = 0.01;

fn corner_for(message: Size, cards: &[Rect], stage: Size) -> Quiet {
    let (corner, hidden) = best_corner(message, cards, stage);
    if hidden <= HIDES_AT_MOST * message.width * message.height {
        return Quiet { corner, is_open: true };
    }
    let (corner, _) = best_corner(Size { height: FOLDED, ..message }, cards, stage);
    Quiet { corner, is_open: false }
}

/// The corner in which a message hides least, and how much that is.
fn best_corner(message: Size, cards: &[Rect], stage: Size) -> (&'static str, f64) {
    const GAP: f64 = 12.0;
    /// On a stage that is narrower, the lower edge belongs to the zoom's buttons.
    const NARROW: f64 = 640.0;
    const CONTROLS: f64 = 44.0;
    let foot = if stage.width < NARROW { GAP + CONTROLS } else { GAP };
    let (right, below) = (stage.width - message.width - GAP, stage.height - message.height - foot);
    let corners = [("above", GAP, GAP), ("right", right, GAP), ("below", GAP, below)];
    let hidden = |(_, x, y): &(&str, f64, f64)| {
        let place = Rect { x: x.max(0.0), y: y.max(0.0), size: message };
        let area = |card: &Rect| {
            let width = place.right().min(card.right()) - place.x.max(card.x);
            let height = place.bottom().min(card.bottom()) - place.y.max(card.y);
            width.max(0.0) * height.max(0.0)
        };
        cards.iter().map(area).sum::<f64>()
    };
    let all = corners.iter().map(|corner| (corner.0, hidden(corner)));
    all.min_by(|(_, a), (_, b)| a.total_cmp(b)).unwrap_or(("above", 0.0))
}

/// Who waits for what in a deadlock, each name a button that selects its card.
pub fn deadlocked(recording: &Recording, picture: &Picture, at: Quiet, dispatch: &Dispatch) -> El {
    let deadlock = Deadlock::of(recording);
    let name = |id: FutureId| match card_of(recording, id).and_then(|card| picture.faces.get(&card)) {
        Some(face) => el("button.stuck__name[type=button]")
            .on_click(send::action(dispatch, Action::Select(Select::Only(face.id))))
            .child(face.label.clone()),
        None => el("b").child(label(recording, id)),
    };
    let clause = |stuck: &Stuck| {
        let on = stuck.on.map(|on| {
            let mut holders = stuck.held_by.iter();
            let first = holders.next().map(|holder| el("span").child(", held by ").child(name(*holder)));
            let others = holders.map(|holder| el("span").child(", ").child(name(*holder)));
            el("span").child(" waits for ").child(name(on)).child(first).each(others)
        });
        el("li").child(name(stuck.task)).child(on)
    };
    let (told, rest): (&[Stuck], &[Stuck]) = match &*deadlock.circle {
        [] => (&deadlock.others, &[]),
        circle => (circle, &deadlock.others),
    };
    let threads = &deadlock.threads;
    let listed = told.len().min(STUCK_SHOWN);
    let threads_listed = threads.len().min(STUCK_SHOWN - listed);
    let standing = |thread: &ThreadId| {
        let face = recording.card(card_of_thread(*thread)).and_then(|card| picture.faces.get(&card));
        let called = thread_name(recording, *thread);
        let name = match face {
            Some(face) => el("button.stuck__name[type=button]")
                .on_click(send::action(dispatch, Action::Select(Select::Only(face.id))))
                .child(called),
            None => el("b").child(called),
        };
        let loops = recording.last_view().event_loops();
        let has_loop = loops.iter().any(|event_loop| event_loop.thread == Some(*thread));
        let waits =
            if has_loop { " waits: its loop has nothing to do" } else { " waits for what nobody does" };
        el("li").child(name).child(waits)
    };
    let more = told.len() - listed + rest.len();
    let more_threads = threads.len() - threads_listed;
    let title = match (deadlock.circle.is_empty(), told.len() + threads.len()) {
        (false, _) => "Deadlock: each waits for the next",
        (true, 1) => "Deadlock: nothing can wake it",
        (true, _) => "Deadlock: nothing can wake them",
    };
    let hide = button("Put this away").icon("close").class(SMALL);
    el("section.stuck[role=status][aria-label=Deadlock]")
        .attr("data-corner", at.corner)
        .child(
            el("details")
                .flag("open", at.is_open)
                .child(
                    el("summary.stuck__title")
                        .child(icon("blocked"))
                        .child(el("span").child(title))
                        .child(icon("down")),
                )
                .child(
                    el("ul")
                        .each(told.iter().take(listed).map(clause))
                        .each(threads.iter().take(threads_listed).map(standing)),
                )
                .child(more_wait(more, "task"))
                .child(more_wait(more_threads, "thread")),
        )
        .child(hide.sends(dispatch, Action::Show(Show::HideDeadlock)))
}

/// How many more there are.
fn more_wait(count: usize, of: &str) -> Option<El> {
    let text = match count {
        0 => return None,
        1 => ["One more ", of, " waits."].concat(),
        more => [&more.to_string(), " more ", of, "s wait."].concat(),
    };
    Some(el("p.stuck__more").child(text))
}

/// What went wrong stays until it is read; other messages go by themselves.
#[yew::hook]
pub fn use_fading_notice(state: &UseReducerHandle<Workspace>) {
    let dispatch = state.dispatcher();
    let fades = state.notice.as_ref().is_some_and(|notice| !notice.is_problem);
    use_effect_of(state.notice.clone(), move || {
        let dismiss = move || dispatch.dispatch(Action::Show(Show::DismissNotice));
        fades.then(|| Timeout::new(NOTICE_MS, dismiss))
    });
}

/// A message; if something could not be fetched, with a way to try again.
pub fn toast(notice: &Notice, can_retry: bool, dispatch: &Dispatch) -> El {
    let back = button("Go back to it").text("Go back").class(OUTLINED);
    let dismiss = button("Dismiss").icon("close").class(SMALL);
    let back = notice.offers_return.then(|| back.sends(dispatch, Action::File(File::TakeBack(0))));
    let retry = (can_retry && notice.is_problem).then(|| retry(OUTLINED, dispatch));
    el("div.toast")
        .attr("role", if notice.is_problem { "alert" } else { "status" })
        .attr("data-tone", notice.is_problem.then_some("problem"))
        .child(el("span").child(notice.text.clone()))
        .child(back)
        .child(retry)
        .child(dismiss.sends(dispatch, Action::Show(Show::DismissNotice)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_deadlock_hides_as_little_as_can_be() {
        let (message, stage) = (Size { width: 352.0, height: 200.0 }, Size { width: 700.0, height: 540.0 });
        let card = |x: f64, y: f64| Rect { x, y, size: Size { width: 110.0, height: 50.0 } };
        let told = |corner, is_open| Quiet { corner, is_open };
        assert_eq!(corner_for(message, &[], stage), told("above", true));
        assert_eq!(corner_for(message, &[card(20.0, 100.0)], stage), told("right", true));
        let middle = [card(290.0, 100.0), card(290.0, 250.0)];
        assert_eq!(corner_for(message, &middle, stage), told("below", true));
        let everywhere =
            [card(20.0, 20.0), card(60.0, 60.0), card(400.0, 20.0), card(20.0, 400.0), card(60.0, 450.0)];
        assert_eq!(
            corner_for(message, &everywhere, stage),
            told("below", false),
            "only its title hides them"
        );
    }
}
