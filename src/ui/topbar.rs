//! The bar at the top: the scene's name, undo, files and the theme.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, Event, HtmlInputElement};
use yew::{Html, NodeRef, Properties, TargetCast, function_component, use_node_ref, use_state};

use crate::lesson::Notes;
use crate::scene::{Edit, Scene, limits};
use crate::ui::formats;
use crate::ui::link;
use crate::ui::markup::{Callback, El, Identical, el, hears, use_effect_of};
use crate::ui::parts::{button, icon};
use crate::ui::present::presents;
use crate::ui::send;
use crate::ui::workspace::{Action, Change, Dialog, Dispatch, File, Notice, PresentAction, Show};
use crate::web;
use crate::web::files::{self, ReadError};
use crate::web::listen::Listener;
use crate::web::theme::Theme;

/// What the bar shows.
#[derive(PartialEq, Properties)]
pub struct TopBarProps {
    pub scene: Identical<Scene>,
    pub can_undo: bool,
    pub can_redo: bool,
    /// The Python program, if that is what is shown.
    pub program: Option<Rc<str>>,
    /// What is open says this of itself.
    pub notes: Rc<Notes>,
    pub dispatch: Dispatch,
}

/// The bar at the top.
#[function_component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let TopBarProps { scene: Identical(scene), can_undo, can_redo, program, notes, dispatch } = props;
    let theme = use_state(Theme::remembered);
    let chooser = use_node_ref();
    let save = {
        let (scene, program, notes) = (scene.clone(), program.clone(), notes.clone());
        Callback::from(move |_| {
            match &program {
                Some(text) => {
                    let name =
                        file_name(&notes.title).map_or_else(|| "main.py".to_owned(), |name| name + ".py");
                    files::download(&name, "text/x-python", text)
                }
                None => {
                    let name = file_name(&scene.title).unwrap_or_else(|| "scene".to_owned()) + ".json";
                    files::download(&name, "application/json", &formats::write(&scene))
                }
            };
        })
    };
    let share = {
        let (scene, program, dispatch) = (scene.clone(), program.clone(), dispatch.clone());
        Callback::from(move |_| {
            let (scene, program, dispatch) = (scene.clone(), program.clone(), dispatch.clone());
            dispatch.dispatch(Action::Show(Show::Dialog(Dialog::Share { address: None, said: "" })));
            spawn_local(async move {
                let text = program.clone().unwrap_or_else(|| formats::write(&scene).into());
                let address = link::address_of(program.is_some(), &text).await.unwrap_or_default();
                dispatch.dispatch(Action::Show(Show::Link(address.into())));
            });
        })
    };
    let choose = {
        let chooser = chooser.clone();
        Callback::from(move |_| {
            if let Some(input) = chooser.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let theme_button = button(format!("Theme: {}", theme.name())).icon(theme.name());
    let switch_theme = Callback::from(move |_| {
        let next = theme.next();
        next.show();
        theme.set(next);
    });
    let undo = button("Undo").key("Ctrl+Z").icon("undo").disabled(!can_undo);
    let redo = button("Redo").key("Ctrl+Shift+Z").icon("redo").disabled(!can_redo);
    let help = button("Keys and gestures").key("?").icon("help").class("button button--icon topbar__wide");
    let present = button("Present").key("Shift+P").icon("present").class("button button--icon topbar__wide");
    let divider = || el("div.topbar__divider");
    let name = el("h1.topbar__name").child(icon("gather")).child(el("span").child("Awaitscope"));
    let python = button(if program.is_some() { "Export as Python" } else { "Show Python" }).icon("python");
    // Whoever looks for where Python is written finds a program that does nothing otherwise.
    let python = python.disabled(program.is_none() && scene.blocks.is_empty());
    // The gallery lies between here and the stage: many stops for who goes by keys.
    let skip = el("button.skip[type=button]").on_click(hears(|_: &Event| web::focus("stage")));
    el("header.topbar")
        .child(skip.child("Skip to the stage"))
        .child(name)
        .child(title(scene, program.is_some().then_some(notes), dispatch))
        .child(el("div.topbar__space"))
        .child(undo.sends(dispatch, Action::Change(Change::Undo)))
        .child(redo.sends(dispatch, Action::Change(Change::Redo)))
        .child(divider())
        .child(button("Open file").icon("open").calls(choose))
        .child(button("Save file").icon("save").calls(save))
        .child(button("Share").icon("share").calls(share))
        .child(python.sends(dispatch, Action::File(File::ShowPython)))
        .child(divider())
        .child(present.calls(presents(dispatch, PresentAction::Begin)))
        .child(theme_button.calls(switch_theme))
        .child(help.sends(dispatch, Action::Show(Show::Help)))
        .child(file_chooser(&chooser, dispatch))
        .into()
}

/// A title as the name of a file, if there is anything in it that can be.
pub(super) fn file_name(title: &str) -> Option<String> {
    const WORDS: usize = 8;
    let mut name = String::new();
    let words = title.split(|c: char| !c.is_ascii_alphanumeric());
    for word in words.filter(|word| !word.is_empty()).take(WORDS) {
        name.push_str(&word.to_ascii_lowercase());
        name.push('-');
    }
    name.pop().map(|_| name)
}

/// The title: a scene's follows every key, a program's is written into its text when the field is left.
fn title(scene: &Scene, program: Option<&Rc<Notes>>, dispatch: &Dispatch) -> El {
    let told = |action: Rc<dyn Fn(String) -> Action>| {
        let dispatch = dispatch.clone();
        hears(move |event: &Event| {
            dispatch.dispatch(action(event.target_unchecked_into::<HtmlInputElement>().value()));
        })
    };
    let (label, prompt) = match program {
        Some(_) => ("Title of the program", "Untitled program"),
        None => ("Title of the scene", "Untitled scene"),
    };
    let field = el("input.topbar__title[maxlength=200][spellcheck=false][autocomplete=off]")
        .attr("aria-label", label)
        .attr("placeholder", prompt)
        .value(program.map_or(&scene.title, |notes| &notes.title).clone().into());
    match program {
        Some(notes) => {
            let notes = notes.clone();
            field.key("program").on_change(told(Rc::new(move |title| {
                Action::Notes(Rc::new(Notes { title: title.trim().into(), ..(*notes).clone() }))
            })))
        }
        None => field
            .key("scene")
            .on_input(told(Rc::new(|title| Action::Edit(Edit::SetTitle { title }))))
            .on_focus(send::visit(dispatch, true))
            .on_blur(send::visit(dispatch, false)),
    }
}

/// Where the browser lets a person choose a file.
fn file_chooser(input: &NodeRef, dispatch: &Dispatch) -> El {
    let dispatch = dispatch.clone();
    let open = hears(move |event: &Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let file = input.files().and_then(|files| files.item(0));
        // Choosing the same file again must be an event again.
        input.set_value("");
        let (Some(file), dispatch) = (file, dispatch.clone()) else { return };
        spawn_local(async move { dispatch.dispatch(opened(&file).await) });
    });
    el("input.visually-hidden[type=file][tabindex=-1][accept=.json,.py,application/json,text/x-python][aria-label=File of a scene]")
        .node_ref(input)
        .on_change(open)
}

/// Opens a file that is dropped anywhere on the page, which the browser would otherwise leave for it.
#[yew::hook]
pub fn use_drops(dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    use_effect_of((), move || {
        let files = |event: &Event| {
            let carried = event.dyn_ref::<DragEvent>()?.data_transfer()?;
            carried.types().includes(&"Files".into(), 0).then_some(carried)
        };
        let over = Listener::new(&web::window(), "dragover", move |event| {
            if files(&event).is_some() {
                event.prevent_default();
            }
        });
        let drop = Listener::new(&web::window(), "drop", move |event| {
            let Some(carried) = files(&event) else { return };
            event.prevent_default();
            let file = carried.files().and_then(|files| files.item(0));
            let (Some(file), dispatch) = (file, dispatch.clone()) else { return };
            spawn_local(async move { dispatch.dispatch(opened(&file).await) });
        });
        (over, drop)
    });
}

/// What comes of a file.
async fn opened(file: &web_sys::File) -> Action {
    let name = file.name();
    let why = match files::read(file, limits::MAX_FILE_BYTES).await {
        Ok(text) => return Action::File(File::Import { name, text: text.into() }),
        Err(ReadError::TooLarge) => "it is larger than any scene can be",
        Err(ReadError::Unreadable) => "the browser could not read it",
    };
    let text = format!("{name} was not opened: {why}.");
    Action::Show(Show::Notice(Notice { text, is_problem: true, offers_return: false }))
}
