//! The bar at the top: the scene's name, undo, files and the theme.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, InputEvent};
use yew::{
    Callback, Event, Html, NodeRef, Properties, TargetCast, function_component, html, use_node_ref, use_state,
};

use crate::scene::{Edit, Scene, limits};
use crate::ui::formats;
use crate::ui::parts::{Button, Icon};
use crate::ui::workspace::{Action, Change, Dispatch, File, Notice, Show};
use crate::web::files::{self, ReadError};
use crate::web::theme::Theme;

#[derive(Clone, PartialEq, Properties)]
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
    let send = |action: fn() -> Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(action()))
    };
    let save = {
        let scene = scene.clone();
        Callback::from(move |()| {
            files::download(&file_name(&scene), "application/json", &formats::write(&scene));
        })
    };
    let choose = {
        let chooser = chooser.clone();
        Callback::from(move |()| {
            if let Some(input) = chooser.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let switch_theme = {
        let theme = theme.clone();
        Callback::from(move |()| {
            let next = theme.next();
            next.show();
            theme.set(next);
        })
    };
    html! {
        <header class="topbar">
            <h1 class="topbar__name"><Icon name="gather" /><span>{ "Awaitscope" }</span></h1>
            <Title title={scene.title.clone()} dispatch={dispatch.clone()} />
            <div class="topbar__space"></div>
            <Button label="Undo" key_hint="Ctrl+Z" icon="undo" disabled={!can_undo}
                onpress={send(|| Action::Change(Change::Undo))} />
            <Button label="Redo" key_hint="Ctrl+Shift+Z" icon="redo" disabled={!can_redo}
                onpress={send(|| Action::Change(Change::Redo))} />
            <div class="topbar__divider"></div>
            <Button label="Open file" icon="open" onpress={choose} />
            <Button label="Save file" icon="save" onpress={save} />
            <Button label="Show Python" icon="python" onpress={send(|| Action::File(File::ShowPython))} />
            <div class="topbar__divider"></div>
            <Button label={format!("Theme: {}", theme.name())} icon={theme.name()} onpress={switch_theme} />
            <Button label="Keys and gestures" key_hint="?" icon="help" class="topbar__wide"
                onpress={send(|| Action::Show(Show::Help))} />
            <Chooser input={chooser} dispatch={dispatch.clone()} />
        </header>
    }
}

fn file_name(scene: &Scene) -> String {
    let plain: String = scene
        .title
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).take(8).collect();
    if words.is_empty() { "scene.json".into() } else { format!("{}.json", words.join("-")) }
}

#[derive(Clone, PartialEq, Properties)]
struct TitleProps {
    title: String,
    dispatch: Dispatch,
}

#[function_component]
fn Title(props: &TitleProps) -> Html {
    let TitleProps { title, dispatch } = props;
    let oninput = {
        let dispatch = dispatch.clone();
        move |event: InputEvent| {
            let title = event.target_unchecked_into::<HtmlInputElement>().value();
            dispatch.dispatch(Action::Edit(Edit::SetTitle { title }));
        }
    };
    let enter = dispatch.clone();
    let leave = dispatch.clone();
    html! {
        <input class="topbar__title" aria-label="Title of the scene" placeholder="Untitled scene" value={title.clone()}
            maxlength="200" spellcheck="false" autocomplete="off" {oninput}
            onfocus={move |_| enter.dispatch(Action::Change(Change::Enter))}
            onblur={move |_| leave.dispatch(Action::Change(Change::Leave))} />
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ChooserProps {
    input: NodeRef,
    dispatch: Dispatch,
}

/// Where the browser lets a person choose a file.
#[function_component]
fn Chooser(props: &ChooserProps) -> Html {
    let dispatch = props.dispatch.clone();
    let onchange = move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let file = input.files().and_then(|files| files.item(0));
        // Choosing the same file again must be an event again.
        input.set_value("");
        let (Some(file), dispatch) = (file, dispatch.clone()) else { return };
        spawn_local(async move {
            let name = file.name();
            let action = match files::read(&file, limits::MAX_FILE_BYTES).await {
                Ok(text) => Action::File(File::Import { name, text: text.into() }),
                Err(error) => {
                    let why = match error {
                        ReadError::TooLarge => "it is larger than any scene can be",
                        ReadError::Unreadable => "the browser could not read it",
                    };
                    let text = format!("{name} was not opened: {why}.");
                    Action::Show(Show::Notice(Notice { text, is_problem: true, offers_return: false }))
                }
            };
            dispatch.dispatch(action);
        });
    };
    html! {
        <input ref={props.input.clone()} type="file" class="visually-hidden" tabindex="-1" accept=".json,application/json"
            aria-label="File of a scene" {onchange} />
    }
}
