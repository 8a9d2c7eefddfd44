//! The list of the gallery: a field to search in, topics that fold, and what belongs to each.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::{Html, Properties, TargetCast, UseStateHandle, function_component, use_node_ref, use_state};

use crate::gallery::Entry;
use crate::ui::markup::{Callback, El, el, fragment, hears, use_effect_of};
use crate::ui::parts::{OUTLINED, button, icon};
use crate::ui::send;
use crate::ui::workspace::{Action, Compared, Dispatch, File, Gallery, GalleryAction, Missing, Show, Whence};

/// What arrow keys go through.
const STOP: &str = "gallery__stop";

/// What the list shows.
#[derive(Clone, PartialEq, Properties)]
pub struct BrowserProps {
    pub gallery: Gallery,
    /// What is open, and whether it was changed.
    pub shown: Option<(Rc<str>, bool)>,
    /// Whether there is room for more than titles.
    pub is_roomy: bool,
    /// Whether what is chosen is compared with what is open.
    pub compares: bool,
    pub dispatch: Dispatch,
}

/// What the person did to the list.
#[derive(Clone, PartialEq, Default)]
struct Listed {
    search: Rc<str>,
    /// The topics that are folded, or else unfolded, unlike in the beginning.
    turned: Vec<Rc<str>>,
}

/// The list of the gallery.
#[function_component]
pub fn Browser(props: &BrowserProps) -> Html {
    let listed = use_state(Listed::default);
    let here = use_node_ref();
    // What is opened is in sight in the list beside the stage, wherever it was opened from.
    let name = props.shown.as_ref().map(|shown| shown.0.clone());
    let (is_listed, list) = (props.gallery.index.is_some() && !props.is_roomy, here.clone());
    use_effect_of((name, is_listed), move || {
        if let Some(list) = list.cast::<Element>().filter(|_| is_listed) {
            bring_into_sight(&list);
        }
    });
    let inside = match &props.gallery.index {
        Some(index) => fragment().child(field(props, index, &listed)).child(topics(props, index, &listed)),
        None if props.gallery.missing.is_some() => fragment(),
        None => el("p.gallery__note").child("Fetching the gallery\u{2026}"),
    };
    el("section.browser[aria-label=Gallery]")
        .node_ref(&here)
        .attr("data-roomy", props.is_roomy.then_some("true"))
        .on_key_down(hears(walk))
        .child(inside)
        .child(missing(props))
        .into()
}

/// Scrolls what is around the list to the entry that is open, if that is out of sight.
fn bring_into_sight(list: &Element) {
    let current = list.query_selector("[aria-current]").ok().flatten();
    let Some((entry, around)) = current.zip(list.closest(".side").ok().flatten()) else { return };
    let (entry, seen) = (entry.get_bounding_client_rect(), around.get_bounding_client_rect());
    if entry.top() < seen.top() || entry.bottom() > seen.bottom() {
        let above = (seen.height() - entry.height()).max(0.0) / 3.0;
        around.set_scroll_top(around.scroll_top() + (entry.top() - seen.top() - above) as i32);
    }
}

/// Arrow keys go from one entry to the next.
fn walk(event: &KeyboardEvent) {
    let Some(list) = event.target_dyn_into::<Element>().and_then(|at| at.closest(".browser").ok().flatten())
    else {
        return;
    };
    let stops = list.get_elements_by_class_name(STOP);
    let at = (0..stops.length()).find(|at| stops.item(*at) == event.target_dyn_into::<Element>());
    let last = stops.length().saturating_sub(1);
    let to = match (event.key().as_str(), at) {
        ("ArrowDown", None) => 0,
        ("ArrowDown", Some(at)) => (at + 1).min(last),
        ("ArrowUp", Some(at)) => at.saturating_sub(1),
        ("Home", Some(_)) => 0,
        ("End", Some(_)) => last,
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(stop) = stops.item(to) {
        let _ = stop.unchecked_into::<HtmlElement>().focus();
    }
}

fn field(props: &BrowserProps, index: &Rc<Vec<Entry>>, listed: &UseStateHandle<Listed>) -> El {
    let typed = {
        let listed = listed.clone();
        hears(move |event: &Event| {
            let search = event.target_unchecked_into::<HtmlInputElement>().value().into();
            listed.set(Listed { search, ..(*listed).clone() });
        })
    };
    let key = {
        let (listed, index, dispatch) = (listed.clone(), index.clone(), props.dispatch.clone());
        let compares = props.compares;
        hears(move |event: &KeyboardEvent| match event.key().as_str() {
            "Enter" if !listed.search.trim().is_empty() => {
                if let Some(first) = index.iter().find(|entry| entry.matches(&listed.search)) {
                    dispatch.dispatch(chosen(first, compares));
                }
            }
            "Escape" if !listed.search.is_empty() => {
                event.prevent_default();
                event.stop_propagation();
                listed.set(Listed { search: "".into(), ..(*listed).clone() });
            }
            _ => {}
        })
    };
    let input = el("input.field[type=search][placeholder=Search][aria-label=Search the gallery][autocomplete=off][spellcheck=false]")
        .value(listed.search.to_string().into())
        .on_input(typed)
        .on_key_down(key);
    el("div.gallery__search").child(icon("search")).child(input)
}

fn topics(props: &BrowserProps, index: &[Entry], listed: &UseStateHandle<Listed>) -> El {
    let search = listed.search.trim();
    let found: Vec<&Entry> = index.iter().filter(|entry| entry.matches(search)).collect();
    if found.is_empty() {
        let listed = listed.clone();
        let all =
            Callback::from(move |_: Event| listed.set(Listed { search: "".into(), ..(*listed).clone() }));
        let nothing = ["Nothing in the gallery has \u{201c}", search, "\u{201d} in it."].concat();
        return fragment()
            .child(el("p.gallery__note[role=status]").child(nothing))
            .child(button("Show all").text("Show all").class(OUTLINED).calls(all));
    }
    let open = props.shown.as_ref().and_then(|(name, _)| index.iter().find(|entry| entry.slug == *name));
    let open_topic = open.or(index.first()).map(|entry| entry.topic.clone());
    let chunks = found.chunk_by(|one, next| one.topic == next.topic);
    let topic = |entries: &[&Entry]| {
        let topic = &entries[0].topic;
        let is_turned = listed.turned.contains(topic);
        let is_open =
            !search.is_empty() || (props.is_roomy || open_topic.as_ref() == Some(topic)) != is_turned;
        let turn = {
            let (listed, topic) = (listed.clone(), topic.clone());
            Callback::from(move |_: Event| {
                let mut turned = listed.turned.clone();
                match turned.iter().position(|turned| *turned == topic) {
                    Some(position) => drop(turned.remove(position)),
                    None => turned.push(topic.clone()),
                }
                listed.set(Listed { turned, ..(*listed).clone() });
            })
        };
        let head = el("button.gallery__stop gallery__topic[type=button]")
            .attr("aria-expanded", if is_open { "true" } else { "false" })
            .on_click(turn)
            .child(icon("down"))
            .child(el("span").child(topic.clone()))
            .child(el("span.gallery__count").child(entries.len().to_string()));
        fragment().child(el("h3.gallery__head").child(head)).child(
            is_open.then(|| el("ul.gallery__list").each(entries.iter().map(|entry| row(props, entry)))),
        )
    };
    fragment().each(chunks.map(topic))
}

/// What happens when an entry is chosen.
fn chosen(entry: &Entry, compares: bool) -> Action {
    let (title, slug) = (entry.title.clone(), entry.slug.clone());
    match compares {
        true => Action::Show(Show::CompareWith(Some(Compared { title, from: Whence::BuiltIn(slug) }))),
        false => Action::File(File::OpenBuiltIn(slug)),
    }
}

/// Beside the one that is worth comparing with, where there is one and room to say so.
fn comparison(props: &BrowserProps, entry: &Entry) -> Option<El> {
    let other = props.gallery.entry(&entry.compare)?;
    let is_offered = !props.compares && (props.is_roomy || props.shown.as_ref()?.0 == entry.slug);
    let name = ["Compare with \u{201c}", &other.title, "\u{201d}"].concat();
    let both = Action::Show(Show::Compare([entry.slug.clone(), other.slug.clone()]));
    is_offered.then(|| {
        let button = button(name.clone()).icon("compare").text(name).class("gallery__compare");
        button.sends(&props.dispatch, both)
    })
}

fn row(props: &BrowserProps, entry: &Entry) -> El {
    let shown = props.shown.as_ref().filter(|(name, _)| *name == entry.slug);
    let is_coming = props.gallery.wanted.as_ref() == Some(&entry.slug);
    let kind = if entry.is_python { "Python" } else { "Blocks" };
    let questions = match entry.questions {
        0 => None,
        1 => Some("1 question".to_owned()),
        count => Some(count.to_string() + " questions"),
    };
    let meta = el("span.gallery__meta")
        .child(
            el("span.gallery__kind")
                .child(icon(if entry.is_python { "python" } else { "gather" }))
                .child(kind),
        )
        .child(questions.map(|questions| el("span").child(questions)))
        .child(shown.filter(|shown| shown.1).map(|_| el("span.gallery__changed").child("changed")));
    let open = el("button.gallery__stop gallery__scene[type=button]")
        .attr("data-slug", entry.slug.clone())
        .mark("aria-current", shown.is_some())
        .mark("aria-busy", is_coming)
        .on_click(send::action(&props.dispatch, chosen(entry, props.compares)))
        .child(el("span.gallery__title").child(entry.title.clone()))
        .child(props.is_roomy.then(|| el("span.gallery__about").child(entry.about.clone())))
        .child(meta);
    let back = button("Back to the original").icon("reset").text("Back to the original").class(OUTLINED);
    let back = shown
        .filter(|shown| shown.1)
        .map(|_| back.sends(&props.dispatch, Action::File(File::OpenBuiltIn(entry.slug.clone()))));
    el("li").key(entry.slug.to_string()).child(open).child(comparison(props, entry)).child(back)
}

/// What could not be fetched, and the offer to try again.
fn missing(props: &BrowserProps) -> Option<El> {
    let what = match props.gallery.missing.as_ref()? {
        Missing::Index => "The gallery could not be fetched.".to_owned(),
        Missing::File(name) => {
            let title = props.gallery.entry(name).map_or(name, |entry| &entry.title);
            ["\u{201c}", title, "\u{201d} could not be fetched."].concat()
        }
    };
    let retry = button("Try again").text("Try again").class(OUTLINED);
    let retry = retry.sends(&props.dispatch, Action::Gallery(GalleryAction::Retry));
    Some(el("div.gallery__missing[role=alert]").child(el("p").child(what)).child(retry))
}
