//! What lies above the page.

mod help;
mod problems;
mod python;
mod share;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlDialogElement};
use yew::{AttrValue, Html, TargetCast};

use self::python::Whose;
use crate::gallery::Entry;
use crate::lesson::Notes;
use crate::playback::{Player, Status};
use crate::ui::compare::{Choice, Compare, CompareProps};
use crate::ui::gallery::{Browser, BrowserProps};
use crate::ui::markup::{Callback, Identical, Part, component, el, fragment, hears};
use crate::ui::parts::button;
use crate::ui::workspace::{Action, Dialog, Dispatch, Show, Workspace};
use crate::web::clipboard;

/// The dialog that is open. Escape closes it.
#[derive(PartialEq)]
pub struct OpenDialog {
    dialog: Rc<Dialog>,
    /// The gallery, if that is what is shown.
    gallery: Option<BrowserProps>,
    /// What to compare with, if that is what is asked.
    choice: Option<Choice>,
    /// What the gallery has to compare.
    index: Option<Identical<Vec<Entry>>>,
    has_letters: bool,
    /// Whether a run can be heard.
    sound: bool,
    /// What is printed, if it is.
    whose: Whose,
    /// What is open, and says this of itself.
    notes: Rc<Notes>,
    /// How many events have happened at the moment that is looked at, to be shared.
    moment: Option<usize>,
    dispatch: Dispatch,
}

impl OpenDialog {
    /// The dialog as it is.
    pub fn of(dialog: Rc<Dialog>, state: &Workspace, dispatch: &Dispatch) -> Self {
        let gallery = (*dialog == Dialog::Gallery).then(|| BrowserProps {
            gallery: state.gallery.clone(),
            shown: state.shown_built_in(),
            is_roomy: true,
            compares: false,
            dispatch: dispatch.clone(),
        });
        let (has_letters, sound) = (state.has_letters, state.sound);
        let choice = (*dialog == Dialog::CompareWith).then(|| Choice::of(state, dispatch));
        let index = state.gallery.index.clone().map(Identical);
        let (notes, dispatch) = (state.predict.notes.clone(), dispatch.clone());
        let whose = Whose::of(state);
        let is_shared = matches!(*dialog, Dialog::Share { .. });
        let stands = |player: &&Rc<Player>| matches!(player.status(), Status::Paused | Status::Finished);
        let player = state.run.as_ref().map(|run| &run.player).filter(stands);
        let moment = player.filter(|_| is_shared).map(|player| player.cursor());
        OpenDialog { dialog, gallery, choice, index, has_letters, sound, whose, notes, moment, dispatch }
    }
}

impl Part for OpenDialog {
    fn draw(&self) -> Html {
        let OpenDialog { dialog, gallery, choice, index, has_letters, sound, whose, notes, moment, dispatch } =
            self;
        let cancel = {
            let dispatch = dispatch.clone();
            hears(move |event: &Event| {
                event.prevent_default();
                // Closed by the browser, it gives the focus back to where it was opened from.
                let inside: Element = event.target_unchecked_into();
                if let Ok(Some(dialog)) = inside.closest("dialog") {
                    dialog.unchecked_into::<HtmlDialogElement>().close();
                }
                dispatch.dispatch(Action::Show(Show::CloseDialog));
            })
        };
        let (title, class, body): (AttrValue, _, _) = match &**dialog {
            Dialog::Python { printed, said } => {
                let body = python::python(printed.as_ref(), *whose, &notes.title, said, dispatch);
                (whose.title().into(), "dialog dialog--wide", body)
            }
            Dialog::Gallery => {
                let browser = gallery.clone().map(|props| component::<Browser>(None, props));
                ("The gallery".into(), "dialog dialog--gallery", fragment().child(browser))
            }
            Dialog::CompareWith => {
                let choice = choice.as_ref().map(Choice::draw);
                ("Compare with\u{2026}".into(), "dialog dialog--gallery", fragment().child(choice))
            }
            Dialog::Compare(sides) => {
                let (sides, index) = (sides.clone(), index.clone());
                let props =
                    CompareProps { sides, index, has_letters: *has_letters, dispatch: dispatch.clone() };
                let body = fragment().child(component::<Compare>(None, props));
                ("Side by side".into(), "dialog dialog--duo", body)
            }
            Dialog::Help => {
                let help = help::help(*has_letters, *sound, dispatch);
                ("Keys and gestures".into(), "dialog dialog--wide", help)
            }
            Dialog::Share { address, said } => {
                let body = share::share(address.as_ref(), &notes.title, *moment, said, dispatch);
                ("Share".into(), "dialog", body)
            }
            Dialog::Problems { name, problems } => {
                (format!("{name} was not opened").into(), "dialog", problems::problems(problems))
            }
        };
        let close = button("Close").icon("close").calls(cancel.clone());
        el("dialog")
            .attr("class", class)
            .attr("aria-label", title.clone())
            .on_cancel(cancel)
            .child(el("header.dialog__head").child(el("h2").child(title)).child(close))
            .child(el("div.dialog__body").child(body))
            .on_begin(|dialog| {
                // It fails for a dialog that is open already, which is what we want.
                let _ = dialog.unchecked_into::<HtmlDialogElement>().show_modal();
            })
    }
}

/// Copies a text to the clipboard, and says whether that was allowed.
fn copying(text: Rc<str>, dispatch: &Dispatch) -> Callback<Event> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| {
        let (text, dispatch) = (text.clone(), dispatch.clone());
        spawn_local(async move {
            let said = match clipboard::write(&text).await {
                true => "Copied.",
                false => "The browser did not allow that: select the text and copy it.",
            };
            dispatch.dispatch(Action::Show(Show::Said(said)));
        });
    })
}
