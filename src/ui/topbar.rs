//! The bar at the top: the scene's name, undo, files and the theme.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, InputEvent};
use yew::{
    Callback, Event, Html, NodeRef, Properties, TargetCast, function_component, html, use_node_ref, use_state,
};

use crate::scene::{Edit, Scene, limits};
use crate::ui::formats;
use crate::ui::parts::{button, icon};
use crate::ui::send;
use crate::ui::workspace::{Action, Change, Dispatch, File, Notice, Show};
use crate::web::files::{self, ReadError};
use crate::web::theme::Theme;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub scene: Rc<Scene>,
    pub can_undo: bool,
    pub can_redo: bool,
    pub dispatch: Dispatch,
}

/// The bar at the top.
#[function_component]
pub fn TopBar(props: &Props) -> Html {
    let Props { scene, can_undo, can_redo, dispatch } = props;
    let theme = use_state(Theme::remembered);
    let chooser = use_node_ref();
    let save = {
        let scene = scene.clone();
        Callback::from(move |_| {
            files::download(&file_name(&scene), "application/json", &formats::write(&scene));
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
    html! {
        <header class="topbar">
            <h1 class="topbar__name">{ icon("gather") }<span>{ "Awaitscope" }</span></h1>
            { title(scene, dispatch) }
            <div class="topbar__space"></div>
            { undo.sends(dispatch, Action::Change(Change::Undo)) }
            { redo.sends(dispatch, Action::Change(Change::Redo)) }
            <div class="topbar__divider"></div>
            { button("Open file").icon("open").calls(choose) }
            { button("Save file").icon("save").calls(save) }
            { button("Show Python").icon("python").sends(dispatch, Action::File(File::ShowPython)) }
            <div class="topbar__divider"></div>
            { theme_button.calls(switch_theme) }
            { help.sends(dispatch, Action::Show(Show::Help)) }
            { file_chooser(chooser, dispatch) }
        </header>
    }
}

fn file_name(scene: &Scene) -> String {
    const WORDS: usize = 8;
    let mut name = String::new();
    let words = scene.title.split(|c: char| !c.is_ascii_alphanumeric());
    for word in words.filter(|word| !word.is_empty()).take(WORDS) {
        name.push_str(&word.to_ascii_lowercase());
        name.push('-');
    }
    if name.pop().is_none() { "scene.json".into() } else { name + ".json" }
}

fn title(scene: &Scene, dispatch: &Dispatch) -> Html {
    let oninput = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            let title = event.target_unchecked_into::<HtmlInputElement>().value();
            dispatch.dispatch(Action::Edit(Edit::SetTitle { title }));
        })
    };
    html! {
        <input class="topbar__title" aria-label="Title of the scene" placeholder="Untitled scene" value={scene.title.clone()}
            maxlength="200" spellcheck="false" autocomplete="off" {oninput}
            onfocus={send::visit(dispatch, true)} onblur={send::visit(dispatch, false)} />
    }
}

/// Where the browser lets a person choose a file.
fn file_chooser(input: NodeRef, dispatch: &Dispatch) -> Html {
    let dispatch = dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let file = input.files().and_then(|files| files.item(0));
        // Choosing the same file again must be an event again.
        input.set_value("");
        let (Some(file), dispatch) = (file, dispatch.clone()) else { return };
        spawn_local(async move { dispatch.dispatch(opened(&file).await) });
    });
    html! {
        <input ref={input} type="file" class="visually-hidden" tabindex="-1" accept=".json,application/json"
            aria-label="File of a scene" {onchange} />
    }
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
