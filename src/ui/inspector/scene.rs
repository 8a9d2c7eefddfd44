//! The scene as a whole: its words, what somebody outside does, and remarks.

use std::rc::Rc;

use yew::{Callback, Html, Properties, function_component, html, use_memo};

use super::block::entered;
use crate::scene::{Diagnostic, Edit, Intervention, Scene, Severity};
use crate::ui::parts::{Button, Icon, Look, TextField};
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Select};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub scene: Rc<Scene>,
    pub dispatch: Dispatch,
}

/// The sections of the scene.
#[function_component]
pub fn SceneSections(props: &Props) -> Html {
    let Props { scene, dispatch } = props;
    let remarks = use_memo(scene.clone(), |scene| scene.lower().diagnostics);
    let about = {
        let dispatch = dispatch.clone();
        Callback::from(move |about: String| dispatch.dispatch(Action::Edit(Edit::SetAbout { about })))
    };
    html! { <>
        <section class="section" aria-label="About the scene">
            <h2 class="heading">{ "About this scene" }</h2>
            <TextField label="About the scene" value={scene.about.clone()} multiline=true
                placeholder="What does it show? What would you predict?" oninput={about} onfocus={entered(dispatch)} />
        </section>
        <section class="section" aria-label="Interventions">
            <h2 class="heading">{ "From outside" }</h2>
            if scene.interventions.is_empty() {
                <p class="section__text">
                    { "While a scene runs, every card that is not done has a button to cancel it. What you do is listed here, and happens again in the next run." }
                </p>
            } else {
                <ul class="children">{ for scene.interventions.iter().enumerate().map(|(index, one)| intervention(props, index, one)) }</ul>
            }
        </section>
        if !remarks.is_empty() {
            <section class="section" aria-label="Remarks">
                <h2 class="heading">{ "Remarks" }</h2>
                <ul>{ for remarks.iter().map(|remark| html! { <li>{ diagnostic(props, remark) }</li> }) }</ul>
            </section>
        }
    </> }
}

fn intervention(props: &Props, index: usize, one: &Intervention) -> Html {
    let dispatch = props.dispatch.clone();
    let label = words::label_of(&props.scene, one.cancel);
    let remove =
        Callback::from(move |()| dispatch.dispatch(Action::Edit(Edit::RemoveIntervention { index })));
    let when = match one.turns {
        0 => format!("at {} s", words::number(one.at_secs)),
        turns => format!("at {} s, turn {turns}", words::number(one.at_secs)),
    };
    html! {
        <li class="child">
            <span class="child__name">{ format!("cancel {label} ") }<span class="unit">{ when }</span></span>
            <Button label={format!("Remove: cancel {label}")} icon="close" look={Look::Small} onpress={remove} />
        </li>
    }
}

fn diagnostic(props: &Props, remark: &Diagnostic) -> Html {
    let (dispatch, block) = (props.dispatch.clone(), remark.spot.block());
    let onclick = move |_| {
        if let Some(id) = block {
            dispatch.dispatch(Action::Select(Select::Only(id)));
        }
    };
    let severity = match remark.severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    html! {
        <button type="button" class="problem" data-severity={severity} {onclick}>
            <Icon name="failed" /><span>{ &remark.message }</span>
        </button>
    }
}
