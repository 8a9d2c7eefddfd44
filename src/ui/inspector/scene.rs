//! The scene as a whole: its words, what somebody outside does, and remarks.

use std::rc::Rc;

use yew::{Callback, Html, Properties, function_component, html};

use crate::scene::{Diagnostic, Edit, Intervention, Scene, Severity};
use crate::ui::parts::{SMALL, button, icon, long_text_field};
use crate::ui::send;
use crate::ui::words;
use crate::ui::workspace::{Action, Dispatch, Select};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub scene: Rc<Scene>,
    pub dispatch: Dispatch,
}

/// The sections of the scene: a component, since the remarks cost a lowering of it.
#[function_component]
pub fn SceneSections(props: &Props) -> Html {
    let Props { scene, dispatch } = props;
    let remarks = scene.lower().diagnostics;
    let about = {
        let dispatch = dispatch.clone();
        Callback::from(move |about: String| dispatch.dispatch(Action::Edit(Edit::SetAbout { about })))
    };
    let interventions = scene.interventions.iter().enumerate();
    html! { <>
        <section class="section" aria-label="About the scene">
            <h2 class="heading">{ "About this scene" }</h2>
            { long_text_field(dispatch, "About the scene", "What does it show? What would you predict?", &scene.about, about) }
        </section>
        <section class="section" aria-label="Interventions">
            <h2 class="heading">{ "From outside" }</h2>
            if scene.interventions.is_empty() {
                <p class="section__text">
                    { "While a scene runs, every card that is not done has a button to cancel it. What you do is listed here, and happens again in the next run." }
                </p>
            } else {
                <ul class="children">{ for interventions.map(|(index, one)| intervention(props, index, one)) }</ul>
            }
        </section>
        if !remarks.is_empty() {
            <section class="section" aria-label="Remarks">
                <h2 class="heading">{ "Remarks" }</h2>
                <ul>{ for remarks.iter().map(|remark| diagnostic(dispatch, remark)) }</ul>
            </section>
        }
    </> }
}

fn intervention(props: &Props, index: usize, one: &Intervention) -> Html {
    let label = words::label_of(&props.scene, one.cancel);
    let at = words::number(one.at_secs);
    let when = match one.turns {
        0 => format!("at {at} s"),
        turns => format!("at {at} s, turn {turns}"),
    };
    let remove = button(format!("Remove: cancel {label}")).icon("close").class(SMALL);
    html! {
        <li class="child">
            <span class="child__name">{ format!("cancel {label} ") }<span class="unit">{ when }</span></span>
            { remove.sends(&props.dispatch, Action::Edit(Edit::RemoveIntervention { index })) }
        </li>
    }
}

fn diagnostic(dispatch: &Dispatch, remark: &Diagnostic) -> Html {
    let onclick = remark.spot.block().map(|id| send::action(dispatch, Action::Select(Select::Only(id))));
    let severity = match remark.severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    html! {
        <li><button type="button" class="problem" data-severity={severity} {onclick}>
            { icon("failed") }<span>{ &remark.message }</span>
        </button></li>
    }
}
