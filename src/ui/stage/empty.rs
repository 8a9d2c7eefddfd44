//! What an empty canvas says: an invitation.

use yew::{AttrValue, Html};

use crate::playback::View;
use crate::scene::Kind;
use crate::trace::RunEnd;
use crate::ui::markup::{El, el};
use crate::ui::parts::{OUTLINED, PRIMARY, button};
use crate::ui::words;
use crate::ui::workspace::{
    Action, Change, Dialog, Dispatch, File, GalleryAction, Notice, Play, PythonAction, Show, Workspace,
};
use crate::web::media;

/// A task on its way to where one will be awaited.
const DRAWING: &str = r#"<svg class="empty__drawing" viewBox="0 0 264 148" aria-hidden="true">
<rect class="empty__ghost" x="92" y="6" width="80" height="30" rx="15"/>
<path class="empty__ghost" d="M132 36C132 60 62 50 62 78M132 36C132 60 202 50 202 78"/>
<rect class="empty__ghost" x="158" y="78" width="88" height="42" rx="8"/>
<rect class="empty__ghost" x="18" y="78" width="88" height="42" rx="8"/>
<g transform="translate(8 16) rotate(-4 62 99)">
<rect x="18" y="78" width="88" height="42" rx="8" fill="var(--surface)"/>
<path d="M18 92H106M28 85H56M28 102H78M28 110H62"/></g>
<path class="empty__hand" d="M88 118l3.2 21 5-6.4 8.3-.4z"/></svg>"#;

/// The scene of the gallery with which to begin.
const FIRST: &str = "two-sleeps-as-tasks";

/// The invitation.
pub fn empty(dispatch: &Dispatch) -> El {
    let first = button("Open a first scene").icon("running").text("Open a first scene").class(PRIMARY);
    let first = first.sends(dispatch, Action::File(File::OpenBuiltIn(FIRST.into())));
    // On a phone the palette, from which one drags, and the switch between blocks and Python are behind tabs.
    let python = button("Write Python").icon("python").text("Write Python").class(OUTLINED);
    let (title, write) = match media::is_small() {
        true => ("Open a scene, or add a task", PythonAction::Write),
        false => ("Drag a task here, or open a scene", PythonAction::Open(true)),
    };
    let python = python.sends(dispatch, Action::Python(write));
    let add = button("Add a task").icon("plus").text("Add a task").class(OUTLINED);
    let browse = button("Browse the gallery").icon("gallery").text("Browse the gallery").class(OUTLINED);
    let browse = browse.sends(dispatch, Action::Show(Show::Dialog(Dialog::Gallery)));
    let add = add.sends(dispatch, Action::Change(Change::Add(Kind::Task)));
    let what =
        "Connect tasks with a gather, a shield or a timeout, press Run, and cancel something while it runs.";
    el("div.empty")
        .child(Html::from_html_unchecked(AttrValue::Static(DRAWING)))
        .child(el("p.empty__title").child(title))
        .child(el("p").child(what))
        .child(el("div.empty__actions").child(first).child(add).child(python).child(browse))
}

/// Where nothing but the stage is shown, an empty one tells what went wrong.
pub fn empty_for(notice: &Notice, can_retry: bool, dispatch: &Dispatch) -> El {
    let actions = can_retry.then(|| el("div.empty__actions").child(retry(PRIMARY, dispatch)));
    el("div.empty[role=alert]")
        .child(el("p.empty__title").child("There is nothing to show"))
        .child(el("p").child(notice.text.clone()))
        .child(actions)
}

/// Fetches again what could not be fetched.
pub fn retry(class: &'static str, dispatch: &Dispatch) -> El {
    let retry = button("Try again").text("Try again").class(class);
    retry.sends(dispatch, Action::Gallery(GalleryAction::Retry))
}

/// What is to be shown is on its way.
pub fn coming() -> El {
    el("div.empty empty--coming[role=status]").child(el("p.empty__title").child("Opening\u{2026}"))
}

/// The same for a program of which there is nothing to see.
pub fn empty_program(state: &Workspace, dispatch: &Dispatch) -> El {
    let python = &state.python;
    let is_blank = python.text.trim().is_empty();
    let view = state.run.as_ref().map(|run| run.player.view());
    let (title, text) = match view.and_then(|view| view.end()) {
        _ if state.is_computing() => ("Computing the run\u{2026}", String::new()),
        Some(RunEnd::Limit { message }) => {
            ("The program was stopped before it made a task", message.to_string())
        }
        Some(RunEnd::Failed { error }) => ("The program failed before it made a task", words::failure(error)),
        Some(_) => ("The program ended before it made a task", ended(&python.text, view).into()),
        None if is_blank => (
            "Write or paste a Python program",
            "It runs here as CPython 3.14 runs it, and its tasks are drawn.".into(),
        ),
        None => match python.faults.first() {
            // Beside a phone's stage and in a frame the text is not seen.
            Some(fault) => ("This is not a program yet", format!("Line {}: {}", fault.line, fault.message)),
            None => (
                "Run the program to see its tasks",
                "They are drawn as they come to be, with what each one waits on.".into(),
            ),
        },
    };
    let can_run = !state.is_computing() && !is_blank;
    let run = button("Run the program").key("Ctrl+Enter").icon("running").text("Run").class(PRIMARY);
    let actions = el("div.empty__actions").child(run.plays(dispatch, Play::Start));
    el("div.empty")
        .child(el("p.empty__title").child(title))
        .child(el("p.empty__text").child(text))
        .child(can_run.then_some(actions))
}

/// What is to be said of a program that ended well without a task.
fn ended(text: &str, view: Option<&View>) -> &'static str {
    let is_silent = view.is_none_or(|view| view.console_len() == 0);
    match () {
        // Whoever knows coroutines from a notebook leaves that out.
        _ if text.contains("async def ") && !text.contains("asyncio.run(") => {
            "Nothing runs its coroutines. Write asyncio.run(main()) at its end, if main() is the one to begin with."
        }
        _ if is_silent => "It printed nothing.",
        _ => "What it printed is in the console.",
    }
}
