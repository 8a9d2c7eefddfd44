//! What the program printed.

use std::rc::Rc;

use yew::{AttrValue, Html};

use super::Shown;
use crate::playback::{ConsoleLine, Recording, View, label};
use crate::trace::RunEnd;
use crate::ui::markup::{El, Part, el};
use crate::ui::words;

/// Lines that are shown: the last ones.
const SHOWN: usize = 400;

/// The console.
#[derive(PartialEq)]
pub struct Console {
    pub player: Option<Shown>,
    /// What a program wrote to stderr.
    pub stderr: Option<Rc<str>>,
}

impl Part for Console {
    fn draw(&self) -> Html {
        let Some(Shown(player)) = &self.player else {
            return el("p.panel__empty").child("What the tasks print appears here.").into();
        };
        let view = player.view();
        let count = view.console_len();
        let left_out = count.saturating_sub(SHOWN);
        let end = view.end().map(|how| {
            let (tone, text) = ending(player.recording(), how);
            line("line line--end", view.time_secs(), "exit".into(), text.into()).attr("data-tone", tone)
        });
        let empty = |text: AttrValue| el("li.panel__empty").child(text);
        let lines = el("ol.lines")
            .child((count == 0 && end.is_none()).then(|| empty("Nothing printed yet.".into())))
            .child((left_out > 0).then(|| empty(format!("{left_out} earlier lines are not shown.").into())))
            .each(view.console().skip(left_out).map(printed))
            .child(self.errors(view))
            .child(end);
        el("div.panel__body[tabindex=0]").child(lines).into()
    }
}

impl Console {
    /// What went to stderr, once the run has ended: it carries no times.
    fn errors(&self, view: &View) -> Option<El> {
        let text = self.stderr.as_ref().filter(|text| !text.is_empty() && view.end().is_some())?;
        let head = el("span.line__task").child("stderr");
        Some(
            el("li.line line--stderr")
                .child(head)
                .child(el("pre.line__text").child(text.trim_end().to_owned())),
        )
    }
}

fn printed(printed: &ConsoleLine) -> El {
    // A warning comes from the interpreter, not from a task.
    let (class, name) = match printed.is_warning {
        true => ("line line--warning", "warning".into()),
        false => ("line", printed.name.clone()),
    };
    line(class, printed.time_secs, name, printed.text.clone()).key(printed.event.0)
}

fn line(class: &'static str, secs: f64, name: Rc<str>, text: Rc<str>) -> El {
    el("li")
        .attr("class", class)
        .child(el("span.line__time").child(words::clock(secs)))
        .child(el("span.line__task").child(name))
        .child(el("span.line__text").child(text))
}

/// How a run ended.
fn ending(recording: &Recording, how: &RunEnd) -> (&'static str, String) {
    match how {
        RunEnd::Ok => ("ok", "ok".into()),
        RunEnd::Failed { error } => ("failed", words::failure(error)),
        RunEnd::Deadlock { waiting } => {
            let names: Vec<String> = waiting.iter().map(|task| label(recording, *task)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            ("failed", format!("deadlock: nothing can wake {}", words::list(&names)))
        }
        RunEnd::Limit { message } => ("failed", format!("stopped: {message}")),
    }
}
