//! What the program printed.

use std::rc::Rc;

use web_sys::{Event, HtmlInputElement};
use yew::{AttrValue, Html, TargetCast};

use super::Shown;
use super::filter::Narrowed;
use crate::order;
use crate::playback::{ConsoleLine, Recording, View, all_that_wait, last_lines};
use crate::trace::RunEnd;
use crate::ui::markup::{El, Part, el, fragment, hears};
use crate::ui::parts::{button, cut};
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::{Action, Ask, Dispatch};
use crate::web::frames::now_ms;

/// Lines that are shown: the last ones.
const SHOWN: usize = 400;
/// So long are lines that one can ask for.
const LONGEST: usize = 300;

/// The console.
#[derive(PartialEq)]
pub struct Console {
    pub player: Option<Shown>,
    /// What a program wrote to stderr.
    pub stderr: Option<Rc<str>>,
    /// Lines that are written out in what is run.
    pub expected: Rc<Vec<Rc<str>>>,
    pub narrowed: Narrowed,
    pub dispatch: Dispatch,
}

impl Part for Console {
    fn draw(&self) -> Html {
        let Some(Shown(player)) = &self.player else {
            let empty = el("p.panel__empty").child("What the tasks print appears here.");
            return fragment().child(self.narrowed.row(0, 0)).child(empty).into();
        };
        let view = player.view();
        let all = view.console_len();
        let filter = self.narrowed.filter.as_ref().filter(|filter| !filter.is_empty());
        let is_listed = |line: &&ConsoleLine| filter.is_none_or(|filter| filter.has_line(line));
        let count = if filter.is_some() { view.console().filter(is_listed).count() } else { all };
        let left_out = count.saturating_sub(SHOWN);
        let end = view.end().map(|how| {
            let (tone, text) = ending(player.recording(), how);
            let line = line("line line--end", view.time_secs(), "exit".into(), text.into());
            let why = self.why("Why did the run end so?".into(), Ask::End);
            line.attr("data-tone", tone).child(why)
        });
        let empty = |text: AttrValue| el("li.panel__empty").child(text);
        let lines = el("ol.lines")
            .child((all == 0 && end.is_none()).then(|| empty("Nothing printed yet.".into())))
            .child((count == 0 && all > 0).then(|| empty("No line is like that so far.".into())))
            .child((left_out > 0).then(|| empty(format!("{left_out} earlier lines are not shown.").into())))
            .each(view.console().filter(is_listed).skip(left_out).map(|printed| self.printed(printed)))
            .child(self.errors(view))
            .child(end);
        let expect = (!player.is_moving()).then(|| self.expect(view));
        let body = el("div.panel__body[tabindex=0]").child(expect).child(lines);
        fragment().child(self.narrowed.row(count, all)).child(body).into()
    }
}

impl Console {
    /// The button of a line that asks for its causes.
    fn why(&self, name: String, ask: Ask) -> El {
        let button = button(name).text("Why?").class("button line__why");
        button.calls(send::why(&self.dispatch, ask))
    }

    fn printed(&self, printed: &ConsoleLine) -> El {
        // A warning comes from the interpreter, not from a task.
        let (class, name) = match printed.is_warning {
            true => ("line line--warning", "warning".into()),
            false => ("line", printed.name.clone()),
        };
        let asks = ["Why: ", &printed.text].concat();
        let line = line(class, printed.time_secs, name, printed.text.clone()).key(printed.event.0);
        line.child(self.why(asks, Ask::Event(printed.event)))
    }

    /// A field for a line that somebody misses.
    fn expect(&self, view: &View) -> El {
        let dispatch = self.dispatch.clone();
        let on_change = hears(move |event: &Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let text = input.value();
            if !text.trim().is_empty() {
                input.set_value("");
                dispatch.dispatch(Action::Why(now_ms(), Some(Ask::Missing(text.into()))));
            }
        });
        // Of either there may be many.
        let mut missing: Vec<&Rc<str>> = self.expected.iter().filter(|text| text.len() <= LONGEST).collect();
        order::sort(&mut missing);
        missing.dedup();
        for line in view.console() {
            if let Ok(at) = missing.binary_search(&&line.text) {
                missing.remove(at);
            }
        }
        let option = |text: &Rc<str>| el("option").value(AttrValue::from(text.clone()));
        let field =
            el("input.field expect__field[type=text][list=expected][maxlength=300][autocomplete=off]")
                .attr("aria-label", "A line that you miss: why is it not printed?")
                .attr("placeholder", "Why is this not printed: a line that you miss")
                .on_change(on_change);
        el("div.expect")
            .child(field)
            .child(el("datalist[id=expected]").each(missing.into_iter().take(SHOWN).map(option)))
    }

    /// What went to stderr, once the run has ended: it carries no times.
    fn errors(&self, view: &View) -> Option<El> {
        // It is no task's.
        let is_all = self.narrowed.filter.as_ref().is_none_or(|filter| filter.is_empty());
        let is_shown = is_all && view.end().is_some();
        let text = self.stderr.as_ref().filter(|text| !text.is_empty() && is_shown)?;
        let head = el("span.line__task").child("stderr");
        Some(
            el("li.line line--stderr")
                .child(head)
                .child(el("pre.line__text").child(last_lines(text.trim_end()))),
        )
    }
}

/// A line: when it came, from whom, and what it says.
pub fn line(class: &'static str, secs: f64, name: Rc<str>, text: Rc<str>) -> El {
    el("li")
        .attr("class", class)
        .child(el("span.line__time").child(words::clock(secs)))
        .child(cut(el("span.line__task").attr("title", name.clone()), &name))
        .child(el("span.line__text").child(text))
}

/// How a run ended.
pub fn ending(recording: &Recording, how: &RunEnd) -> (&'static str, String) {
    match how {
        RunEnd::Ok => ("ok", "ok".into()),
        RunEnd::Failed { error } => ("failed", words::failure(error)),
        RunEnd::Deadlock { waiting } => {
            let names = all_that_wait(recording, waiting);
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            ("failed", format!("deadlock: nothing can wake {}", words::list(&names)))
        }
        RunEnd::Limit { message } => ("failed", format!("stopped: {message}")),
    }
}
