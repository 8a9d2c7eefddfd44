//! What an intervention has changed: the run that is shown beside the one before.

use std::rc::Rc;

use yew::Html;

use crate::playback::{Command, Difference, Ending, Fate};
use crate::trace::{EventIndex, Outcome, RunEnd};
use crate::ui::markup::{El, Part, el, fragment};
use crate::ui::parts::{OUTLINED, SMALL, button, icon};
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Play, Sheet, Show, Workspace};

/// So many tasks, and lines of each sort, are told one by one.
const MOST: usize = 12;

/// The section.
#[derive(PartialEq)]
pub struct Changed {
    /// In what the runs differ.
    pub difference: Rc<Difference>,
    /// Sends actions.
    pub dispatch: Dispatch,
}

impl Part for Changed {
    fn draw(&self) -> Html {
        let Difference { parting, tasks, lines_gone, lines_new, end, too_late } = &*self.difference;
        let close = button("Close what changed").icon("close").class(SMALL);
        let head = el("div.section__head")
            .child(el("h2.heading").child("What changed"))
            .child(close.sends(&self.dispatch, Action::Show(Show::CloseChanged)));
        if self.difference.is_empty() {
            let text = match too_late {
                Some((name, done_secs)) => {
                    let text = [
                        "Nothing: the cancellation came too late. When it had its turn in the ready queue, ",
                        name,
                    ];
                    let text =
                        [&*text.concat(), " was done already, at ", &words::clock(*done_secs)].concat();
                    text + ", and a task that is done cannot be cancelled."
                }
                None => {
                    "Nothing: every task ends as it did before, and the same lines are printed.".to_owned()
                }
            };
            return section().child(head).child(el("p.section__text").child(text)).into();
        }
        let end = end.as_ref().map(|ends| change("The run", &ends.each_ref().map(ending)));
        let fates = tasks.iter().take(MOST).map(|task| change(&task.name, &task.fates.each_ref().map(fate)));
        let more = tasks.len().saturating_sub(MOST);
        let more = (more > 0).then(|| el("li.section__text").child(format!("and {more} more tasks")));
        let part = button("Go to where the runs part").text("Where they part").class(OUTLINED);
        let go_to = Play::Command(Command::ToEvent(EventIndex(*parting as u32)));
        section()
            .child(head)
            .child(el("ul.changes").child(end).each(fates).child(more))
            .child(lines("No longer printed", lines_gone))
            .child(lines("Printed now", lines_new))
            .child(el("div.buttons").child(part.calls(send::play(&self.dispatch, go_to))))
            .into()
    }
}

/// The way to it, for small screens: there it is behind a tab.
pub fn pill(state: &Workspace, dispatch: &Dispatch) -> Option<El> {
    state.changed.is_some().then(|| {
        el("button.predict__pill[type=button]")
            .on_click(send::action(dispatch, Action::Show(Show::Sheet(Sheet::Inspect))))
            .child(icon("inspect"))
            .child("What changed")
    })
}

fn section() -> El {
    el("section.section changed[aria-label=What changed][aria-live=polite]")
}

/// `NAME: before → now`
fn change(name: &str, [before, now]: &[String; 2]) -> El {
    el("li.change")
        .child(el("span.change__name").child(name.to_owned()))
        .child(el("span.change__before").child(before.clone()))
        .child(el("span.change__arrow[aria-label=now]").child("\u{2192}"))
        .child(el("span.change__now").child(now.clone()))
}

/// What becomes of a task.
pub fn fate(fate: &Fate) -> String {
    match fate {
        Fate::Absent => "not there".to_owned(),
        Fate::Pending => "does not end".to_owned(),
        Fate::GoesOn => "goes on".to_owned(),
        Fate::Done { at_secs, outcome } => {
            let how = match outcome {
                Outcome::Result => "done".to_owned(),
                Outcome::Cancelled => "cancelled".to_owned(),
                Outcome::Failed { error } => words::failure(error),
            };
            how + &words::at(*at_secs)
        }
    }
}

/// How a run ends.
pub fn ending(Ending { at_secs, how }: &Ending) -> String {
    let how = match how {
        None => return "goes on".to_owned(),
        Some(RunEnd::Ok) => "ends well".to_owned(),
        Some(RunEnd::Failed { error }) => words::failure(error),
        Some(RunEnd::Deadlock { .. }) => "deadlock".to_owned(),
        Some(RunEnd::Limit { .. }) => "stopped at a limit".to_owned(),
    };
    how + &words::at(*at_secs)
}

fn lines(heading: &'static str, lines: &[(f64, Rc<str>)]) -> Option<El> {
    let line = |(at_secs, text): &(f64, Rc<str>)| {
        el("li.changed__line")
            .child(el("span.line__time").child(words::clock(*at_secs)))
            .child(el("span").child(text.clone()))
    };
    let more = lines.len().saturating_sub(MOST);
    (!lines.is_empty()).then(|| {
        fragment().child(el("h3.changed__heading").child(heading)).child(
            el("ul.changed__lines")
                .each(lines.iter().take(MOST).map(line))
                .child((more > 0).then(|| el("li").child(format!("and {more} more")))),
        )
    })
}
