//! What is computed elsewhere: has it computed, and hears what comes of it.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::UseReducerHandle;

use super::formats;
use super::markup::use_effect_of;
use super::workspace::{Action, Answer, Dialog, Heard, Printed, Ran, Runnable, Told, Workspace, faults_of};
use crate::scene::{BlockId, Diagnostic, Scene, Severity, Spot};
use crate::web;

/// After so many milliseconds a run that is not there yet is late.
const LATE_MS: u32 = 150;
/// After so many milliseconds without a change the scene is looked over.
const REMARKS_MS: u32 = 250;

/// After so many milliseconds in which the stage stays as large as it is, its drawing is arranged for it.
const ARRANGE_MS: u32 = 200;

/// Two are equal if they are the same, which takes no looking at what is in them.
struct Same<T>(Rc<T>);

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Has everything computed that the workspace wants to know.
#[yew::hook]
pub fn use_answers(state: &UseReducerHandle<Workspace>) {
    let (asked, dispatch) = (state.asked.clone(), state.dispatcher());
    use_effect_of(asked.as_ref().map(|asked| asked.id), move || {
        let asked = asked?;
        let late = dispatch.clone();
        spawn_local(async move {
            let answer = match (answer(asked.what.clone()).await, &asked.what) {
                (Answer::Ran(told), Runnable::Python { text, .. }) => {
                    let ran = Ran::read(&told, text, asked.id, web::frames::pause).await;
                    Answer::Read(ran.map(Box::new))
                }
                (answer, _) => answer,
            };
            let now_ms = web::frames::now_ms();
            dispatch.dispatch(Action::Heard(Heard::Answer(now_ms, asked.id, Rc::new(answer))));
        });
        Some(Timeout::new(LATE_MS, move || late.dispatch(Action::Heard(Heard::Late(asked.id)))))
    });

    let (more, dispatch) = (state.more, state.dispatcher());
    use_effect_of(more, move || {
        let (id, _) = more?;
        spawn_local(async move {
            let answer = Rc::new(answer(Runnable::More).await);
            dispatch.dispatch(Action::Heard(Heard::More(web::frames::now_ms(), id, answer)));
        });
        Some(())
    });

    // While the room changes, it is not worth it.
    let (arranged, dispatch) = (state.rearranged.clone(), state.dispatcher());
    use_effect_of(arranged.clone(), move || {
        let (id, text, room) = arranged?;
        Some(Timeout::new(ARRANGE_MS, move || {
            spawn_local(async move {
                let answer = Rc::new(answer(Runnable::Arranged { text, room }).await);
                dispatch.dispatch(Action::Heard(Heard::Arranged(id, room, answer)));
            });
        }))
    });

    // An empty scene that nothing was remarked about needs no looking over.
    let has_remarks = !state.is_empty() || !state.remarks.is_empty();
    let scene = (!state.python.is_open() && has_remarks).then(|| state.document.scene.clone());
    let dispatch = state.dispatcher();
    use_effect_of(scene.clone().map(Same), move || {
        let scene = scene?;
        Some(Timeout::new(REMARKS_MS, move || {
            spawn_local(async move {
                let outcome = web::runs::ask("scenes", "remark", &formats::write(&scene)).await;
                if let Some(outcome) = outcome.filter(|outcome| outcome.error().is_none()) {
                    let remarks = Rc::new(outcome.text().lines().filter_map(remark).collect());
                    dispatch.dispatch(Action::Heard(Heard::Remarks(remarks)));
                }
            });
        }))
    });

    let wants_python = matches!(state.dialog.as_deref(), Some(Dialog::Python { printed: None, .. }));
    let program = state.python.is_open().then(|| state.python.text.clone());
    let (scene, dispatch) = (state.document.scene.clone(), state.dispatcher());
    use_effect_of(wants_python, move || {
        if wants_python {
            spawn_local(async move {
                let printed = printed(program, &scene).await;
                dispatch.dispatch(Action::Heard(Heard::Python(printed)));
            });
        }
    });
}

/// Has a program printed, or a scene if there is none.
async fn printed(program: Option<Rc<str>>, scene: &Scene) -> Printed {
    let outcome = match program {
        Some(text) => web::runs::ask("python", "print", &text).await,
        None => web::runs::ask("scenes", "print", &formats::write(scene)).await,
    };
    let Some(outcome) = outcome else {
        return Printed::Failed("what writes it could not be fetched".into());
    };
    if let Some(error) = outcome.error() {
        return Printed::Failed(error.into());
    }
    match outcome.faults() {
        faults if faults.is_empty() => Printed::Text(outcome.text().into()),
        faults => Printed::Faulty(faults_of(&faults)),
    }
}

/// Has something run.
pub(super) async fn answer(what: Runnable) -> Answer {
    let outcome = match &what {
        Runnable::Scene(scene) => web::runs::ask("scenes", "run", &formats::write(scene)).await,
        Runnable::Python { text, room } => web::runs::ask_for("python", "run", text, *room).await,
        Runnable::Arranged { text, room } => web::runs::ask_for("python", "arrange", text, *room).await,
        Runnable::More => web::runs::ask("python", "more", "").await,
    };
    let Some(outcome) = outcome else {
        return Answer::Failed("what runs it could not be fetched".into());
    };
    if let Some(error) = outcome.error() {
        return Answer::Failed(error);
    }
    let faults = outcome.faults();
    if !faults.is_empty() {
        return Answer::Faults(faults);
    }
    Answer::Ran(Told {
        trace: outcome.trace(),
        places: outcome.places(),
        scene: outcome.scene(),
        summaries: outcome.summaries(),
        omitted: outcome.omitted(),
        left_out: outcome.left_out(),
        stderr: outcome.console(),
        ended_at: outcome.ended_at(),
        is_open: outcome.is_open(),
        prints: outcome.text(),
    })
}

/// Reads `SEVERITY BLOCK MESSAGE`.
fn remark(line: &str) -> Option<Diagnostic> {
    let mut words = line.splitn(3, ' ');
    let severity = if words.next()? == "error" { Severity::Error } else { Severity::Warning };
    let spot = words.next()?.parse().map_or(Spot::Scene, |id| Spot::Block(BlockId(id)));
    Some(Diagnostic { severity, spot, message: words.next()?.into() })
}
