//! The program's text, with the lines that are being carried out.

use std::rc::Rc;

use web_sys::{Element, Event, HtmlTextAreaElement, KeyboardEvent};
use yew::{Html, Properties, TargetCast, function_component, use_node_ref};

use super::sheet::Sheet;
use crate::lesson;
use crate::ui::markup::{El, el, fragment, hears, part, use_effect_of};
use crate::ui::workspace::{Action, Dispatch, Fault, PythonAction};
use crate::web;
use crate::web::editor::{before_caret, type_in};

/// The name of the text area.
pub const TEXT_ID: &str = "program";
/// How high a line is, as in the stylesheet.
const LINE_PX: i32 = 20;
/// How many lines are kept in sight above and below the current one.
const AROUND: i32 = 2;
const INDENT: &str = "    ";

/// The lines at which tasks are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lines {
    /// The one that is being carried out.
    pub current: Option<u32>,
    /// Those at which the last cancellation was delivered: rising.
    pub delivered: Vec<u32>,
    /// Those at which tasks wait.
    pub waiting: Vec<u32>,
    /// The one into which CancelledError is being thrown.
    pub struck: Option<u32>,
    /// The one at which the run failed, or was stopped.
    pub failed: Option<u32>,
}

/// What the editor shows.
#[derive(Clone, PartialEq, Properties)]
pub struct EditorProps {
    pub text: Rc<str>,
    pub faults: Rc<Vec<Fault>>,
    pub lines: Lines,
    pub dispatch: Dispatch,
}

/// The editor: a text area over a sheet that has the numbers of its lines and the marks.
#[function_component]
pub fn Editor(props: &EditorProps) -> Html {
    let EditorProps { text, faults, lines, dispatch } = props;
    let scroller = use_node_ref();
    let told = faults.first().map(|fault| fault.line).or(lines.failed);
    let (sight, scrolled) = (lines.current.or(told), scroller.clone());
    // What is opened shows the program; what it says of itself stands elsewhere on the page too.
    let heading = lesson::heading(text);
    let said: String = text.split_inclusive('\n').take(heading).collect();
    let at_heading = scroller.clone();
    use_effect_of(said, move || {
        if let Some(scroller) = at_heading.cast::<Element>().filter(|_| !web::editor::is_writing(TEXT_ID)) {
            scroller.set_scroll_top(heading as i32 * LINE_PX);
        }
    });
    use_effect_of(sight, move || {
        if let (Some(line), Some(scroller)) = (sight, scrolled.cast::<Element>()) {
            bring_into_sight(&scroller, line);
        }
    });
    let typed = {
        let dispatch = dispatch.clone();
        hears(move |event: &Event| {
            let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            dispatch.dispatch(Action::Python(PythonAction::Text(text.into())));
        })
    };
    let area = el("textarea.script__area[aria-label=Python program][spellcheck=false][autocomplete=off][autocapitalize=off]")
        .attr("id", TEXT_ID)
        .attr("wrap", "off")
        .attr("aria-description", "Tab indents, Escape leaves the text, Ctrl+Enter runs it")
        .value(text.clone().into())
        .on_input(typed)
        .on_key_down(hears(key));
    // However short the text is, it can be scrolled to where the program begins.
    let sheet = el("div.script__sheet")
        .attr("style", format!("--heading:{heading}"))
        .child(marks(lines))
        .child(part(Sheet { text: text.clone(), faults: faults.clone() }))
        .child(area)
        .each(lines.delivered.iter().map(|line| thrown(text, *line)));
    el("div.script").node_ref(&scroller).child(sheet).into()
}

/// Tab indents, Enter goes on at the same depth, Escape leaves.
fn key(event: &KeyboardEvent) {
    let area: HtmlTextAreaElement = event.target_unchecked_into();
    let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key());
    let is_done = match event.key().as_str() {
        "Tab" if is_plain => type_in(INDENT),
        "Enter" if is_plain => match before_caret(&area) {
            Some(line) => {
                let mut typed = String::from("\n");
                typed.extend(line.chars().take_while(|c| *c == ' '));
                typed.push_str(if line.trim_end().ends_with(':') { INDENT } else { "" });
                type_in(&typed)
            }
            None => false,
        },
        "Escape" => area.blur().is_ok(),
        _ => false,
    };
    if is_done {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn bring_into_sight(scroller: &Element, line: u32) {
    let top = (line as i32 - 1) * LINE_PX;
    let (seen, height) = (scroller.scroll_top(), scroller.client_height());
    let margin = AROUND * LINE_PX;
    if top - margin < seen {
        scroller.set_scroll_top((top - margin).max(0));
    } else if top + LINE_PX + margin > seen + height {
        scroller.set_scroll_top(top + LINE_PX + margin - height);
    }
}

fn marks(lines: &Lines) -> El {
    let mark = |class: &'static str, line: u32| {
        el("div")
            .attr("class", class)
            .attr("data-line", line.to_string())
            .attr("style", format!("--line-number:{line}"))
    };
    // What a cancellation did to a line is not hidden by the task that is carrying it out.
    let is_marked = |line: &u32| lines.delivered.contains(line);
    let current = |line| match is_marked(&line) {
        true => mark("script__mark script__mark--current script__mark--bare", line),
        false => mark("script__mark script__mark--current", line),
    };
    let waiting = lines.waiting.iter().filter(|line| Some(**line) != lines.current);
    fragment()
        .each(lines.delivered.iter().map(|line| mark("script__mark script__mark--delivered", *line)))
        .each(waiting.map(|line| mark("script__mark script__mark--waiting", *line)))
        .child(lines.struck.map(|line| mark("script__mark script__mark--struck", line).key(line)))
        .child(lines.current.map(current))
        .child(lines.failed.map(|line| mark("script__mark script__mark--failed", line)))
}

/// What was thrown in at a line, behind a copy of its text.
fn thrown(text: &str, line: u32) -> El {
    let text = text.split('\n').nth(line.saturating_sub(1) as usize).unwrap_or_default();
    el("div.script__thrown[aria-hidden=true]")
        .attr("style", format!("--line-number:{line}"))
        .child(el("span").child(text.to_owned()))
        .child(el("b").child("CancelledError"))
}

/// Where a fault is, in UTF-16 units of the whole text.
pub fn caret_of(text: &str, fault: &Fault) -> u32 {
    let before = text.split('\n').take(fault.line.saturating_sub(1) as usize);
    let lines: usize = before.map(|line| line.encode_utf16().count() + 1).sum();
    let line = text.split('\n').nth(fault.line.saturating_sub(1) as usize).unwrap_or_default();
    let column =
        line.chars().take(fault.column.saturating_sub(1) as usize).map(char::len_utf16).sum::<usize>();
    (lines + column) as u32
}
