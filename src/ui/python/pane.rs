//! The pane: examples, the text, and what came of it.

use std::rc::Rc;

use web_sys::{Event, HtmlSelectElement};
use yew::TargetCast;

use super::EXAMPLES;
use super::editor::{Editor, EditorProps, Lines, TEXT_ID, caret_of};
use crate::lesson;
use crate::playback::{Recording, TaskView};
use crate::program::Place;
use crate::trace::{EventKind, RunEnd};
use crate::ui::markup::{Callback, El, component, el, fragment, hears};
use crate::ui::panels::ending;
use crate::ui::parts::{OUTLINED, button, icon};
use crate::ui::workspace::{Action, Dialog, Dispatch, Fault, File, PythonAction, Show, Workspace};
use crate::web;

/// Everything that the pane shows.
#[derive(Clone, PartialEq)]
pub struct Pane {
    text: Rc<str>,
    /// The built-in program that it was, and whether it was changed.
    shown: Option<(Rc<str>, bool)>,
    /// What that one is called.
    title: Option<Rc<str>>,
    kept: Rc<Vec<Rc<str>>>,
    faults: Rc<Vec<Fault>>,
    problem: Option<Rc<str>>,
    omitted: u32,
    lines: Lines,
    /// How the run that is shown ended, if that is not as it should.
    ended: Option<Rc<str>>,
}

impl Pane {
    /// The pane as it is.
    pub fn of(state: &Workspace) -> Self {
        let python = &state.python;
        let shown = state.shown_built_in();
        let entry = shown.as_ref().and_then(|(name, _)| state.gallery.entry(name));
        Pane {
            text: python.text.clone(),
            title: entry.map(|entry| entry.title.clone()),
            shown,
            kept: python.kept.clone(),
            faults: python.faults.clone(),
            problem: python.problem.clone(),
            omitted: python.ran.as_ref().filter(|_| state.run.is_some()).map_or(0, |ran| ran.omitted),
            lines: lines(state),
            ended: bad_end(state).map(|(recording, how)| ending(recording, how).1.into()),
        }
    }

    /// Draws it.
    pub fn draw(&self, dispatch: &Dispatch) -> El {
        let editor = EditorProps {
            text: self.text.clone(),
            faults: self.faults.clone(),
            lines: self.lines.clone(),
            dispatch: dispatch.clone(),
        };
        let notes = el("div.python__notes[aria-live=polite]")
            .child(self.problem())
            .child((!self.faults.is_empty()).then(|| self.faults()))
            .child(self.ended())
            .child(self.hints())
            .child((self.omitted > 0).then(|| {
                note(format!("{} more tasks and groups are not drawn. They run all the same.", self.omitted))
            }));
        fragment().child(self.examples(dispatch)).child(component::<Editor>(None, editor)).child(notes)
    }

    fn examples(&self, dispatch: &Dispatch) -> El {
        let taken = dispatch.clone();
        let take = hears(move |event: &Event| {
            let position = event.target_unchecked_into::<HtmlSelectElement>().value().parse();
            if let Ok(position) = position {
                taken.dispatch(Action::Python(PythonAction::Take(position)));
            }
        });
        let option = |position: usize, name: String, is_open: bool| {
            el("option").attr("value", position.to_string()).chosen(is_open).child(name)
        };
        let is_open = |text: &str| text == &*self.text;
        let known = EXAMPLES.iter().any(|example| is_open(example.text));
        let name = self.title.clone().unwrap_or_else(|| "My program".into());
        let own = el("option[value=]").chosen(!known).flag("hidden", known).child(name);
        let examples = EXAMPLES.iter().zip(0..);
        let kept = self.kept.iter().zip(EXAMPLES.len()..);
        let choice = el("select.field[aria-label=Program]")
            .on_change(take)
            .child(own)
            .child(
                el("optgroup[label=Examples]")
                    .each(examples.map(|(one, at)| option(at, one.title.into(), is_open(one.text)))),
            )
            .child((!self.kept.is_empty()).then(|| {
                el("optgroup[label=Kept programs]")
                    .each(kept.map(|(text, at)| option(at, title(text), false)))
            }));
        let browse = button("Browse the gallery").icon("gallery");
        let browse = browse.sends(dispatch, Action::Show(Show::Dialog(Dialog::Gallery)));
        el("div.python__head").child(choice).child(browse).child(self.changed(dispatch))
    }

    /// The way back to a built-in program that was changed.
    fn changed(&self, dispatch: &Dispatch) -> Option<El> {
        let (name, _) = self.shown.as_ref().filter(|shown| shown.1)?;
        let back = button("Back to the original").icon("reset").text("Back to the original").class(OUTLINED);
        let back = back.sends(dispatch, Action::File(File::OpenBuiltIn(name.clone())));
        Some(el("div.python__changed").child(el("span").child("Changed")).child(back))
    }

    fn problem(&self) -> Option<El> {
        let why = self.problem.as_ref()?;
        Some(note(format!("The program could not be run: {why}. Run it again to try once more.")))
    }

    fn faults(&self) -> El {
        let row = |fault: &Fault| {
            let place = format!("{}:{}", fault.line, fault.column);
            self.told(fault, "error", "failed", place)
        };
        el("ul[aria-label=What is wrong]").each(self.faults.iter().map(row))
    }

    /// How the run failed, or why it was stopped, and where.
    fn ended(&self) -> Option<El> {
        let message = self.ended.clone()?;
        let row = match self.lines.failed {
            Some(line) => self.told(&at_line(line, message), "error", "failed", format!("line {line}")),
            None => el("li").child(el("p.problem[data-severity=error]").child(icon("failed")).child(message)),
        };
        Some(el("ul[aria-label=How the run ended]").child(row))
    }

    /// What is told of a place of the text, which a press leads to.
    fn told(&self, fault: &Fault, severity: &'static str, image: &'static str, place: String) -> El {
        let (text, at) = (self.text.clone(), fault.clone());
        let go = Callback::from(move |_: Event| web::editor::put_caret(TEXT_ID, caret_of(&text, &at)));
        let button = el("button.problem[type=button]").attr("data-severity", severity).on_click(go);
        let place = el("span.problem__place").child(place);
        el("li").child(button.child(icon(image)).child(place).child(fault.message.clone()))
    }

    /// Comments that say nothing although they look as if they should.
    fn hints(&self) -> Option<El> {
        let remarks = lesson::remarks(&self.text);
        let row = |remark: &lesson::Remark| {
            let line = remark.line;
            self.told(&at_line(line, remark.message.into()), "hint", "help", format!("line {line}"))
        };
        (!remarks.is_empty()).then(|| el("ul[aria-label=Hints]").each(remarks.iter().map(row)))
    }
}

fn at_line(line: u32, message: Rc<str>) -> Fault {
    Fault { line, column: 1, end_line: line, end_column: 1, message }
}

/// The end that the run has come to, if nobody caught an exception or it was stopped.
fn bad_end(state: &Workspace) -> Option<(&Recording, &RunEnd)> {
    let player = &state.run.as_ref()?.player;
    let end = player.view().end().filter(|how| matches!(how, RunEnd::Failed { .. } | RunEnd::Limit { .. }));
    Some((player.recording(), end?))
}

fn note(text: String) -> El {
    el("p.python__note").child(text)
}

/// A kept program's name: its first line that says anything but an import.
fn title(text: &str) -> String {
    const CHARS: usize = 32;
    let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with("import "));
    line.unwrap_or("Program").chars().take(CHARS).collect()
}

/// The lines at which tasks are. While no task runs, the current line is that of the selected one, else that of what
/// happened last.
fn lines(state: &Workspace) -> Lines {
    let (Some(run), Some(ran)) = (&state.run, &state.python.ran) else { return Lines::default() };
    let (view, recording) = (run.player.view(), run.player.recording());
    let line_of = |place: Option<Place>| place.and_then(|place| ran.line_of(place));
    // A task that has not begun is at no line, though it was made at one.
    let of_task =
        |task: &TaskView| line_of(task.at).filter(|_| !task.state.is_final() && task.at != task.place);
    let running = view.event_loop().running.and_then(|id| view.task(id));
    let selected = || view.of_block(state.selected()?.0)?.task.and_then(of_task);
    let last = || {
        let event = recording.log().get(run.player.last_visible()?)?;
        line_of(recording.place(event.origin()))
    };
    let current = match running {
        _ if view.end().is_some() => None,
        Some(running) => of_task(running),
        None => selected().or_else(last),
    };
    let mut waiting = Vec::new();
    for line in view.tasks().filter(|task| !view.is_stopped(task)).filter_map(of_task) {
        if let Err(position) = waiting.binary_search(&line) {
            waiting.insert(position, line);
        }
    }
    let mut delivered: Vec<u32> =
        run.statuses.tale.delivered.iter().filter_map(|place| ran.line_of(*place)).collect();
    crate::order::sort(&mut delivered);
    delivered.dedup();
    // At the moment at which it is thrown in, its line lights up.
    let last = run.player.last_visible().and_then(|event| recording.log().get(event));
    let struck = last
        .filter(|event| matches!(event.kind, EventKind::CancelDelivered { .. }))
        .and_then(|event| line_of(recording.place(event.origin())));
    let failed = bad_end(state).and(ran.ended_at);
    Lines { current, delivered, waiting, struck, failed }
}
