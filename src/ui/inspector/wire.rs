//! A wire that is selected.

use std::rc::Rc;

use yew::{Callback, Html, Properties, function_component, html};

use crate::scene::Scene;
use crate::ui::kind::Kind;
use crate::ui::parts::{Button, Look};
use crate::ui::picture::WireId;
use crate::ui::words;
use crate::ui::workspace::{Action, Change, Dispatch};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub scene: Rc<Scene>,
    pub wire: WireId,
    pub dispatch: Dispatch,
}

/// What can be done with a wire.
#[function_component]
pub fn WireSection(props: &Props) -> Html {
    let Props { scene, wire, dispatch } = props;
    let (parent, child) = *wire;
    let above = parent.map_or("main", |parent| words::label_of(scene, parent));
    let send = |change: Change| {
        let dispatch = dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Change(change.clone())))
    };
    let wrap = |kind: Kind| {
        html! {
            <Button label={format!("Wrap in a {}", kind.word())} icon={kind.word()} look={Look::Outlined}
                onpress={send(Change::WrapWire(kind, *wire))}><>{ kind.title() }</></Button>
        }
    };
    html! { <>
        <section class="section" aria-label="Wire">
            <div class="section__head">
                <span class="section__kind">{ format!("{above} awaits {}", words::label_of(scene, child)) }</span>
                if parent.is_some() {
                    <Button label="Disconnect" key_hint="Delete" icon="trash" look={Look::Small} onpress={send(Change::Delete)} />
                }
            </div>
            if parent.is_none() {
                <p class="section__text">{ "main() awaits every block that no other one awaits." }</p>
            }
        </section>
        <section class="section" aria-label="Wrap">
            <h2 class="heading">{ format!("Wrap {} in", words::label_of(scene, child)) }</h2>
            <div class="buttons">{ for Kind::ALL.into_iter().filter(|kind| kind.wraps()).map(wrap) }</div>
        </section>
    </> }
}
