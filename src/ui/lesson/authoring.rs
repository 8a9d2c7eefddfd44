//! Questions and explanations are made here, without writing any: what they are about is chosen from what the last run
//! printed and who took part.

use std::rc::Rc;

use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};
use yew::{AttrValue, Html, TargetCast};

use crate::lesson::{Mistake, Notes};
use crate::scene::{BlockKind, Scene, limits};
use crate::ui::inspector::{choice, doer};
use crate::ui::markup::{Callback, El, Identical, Part, el, fragment, hears};
use crate::ui::parts::{SMALL, button, icon};
use crate::ui::workspace::{Action, Dispatch, Show, Workspace};

/// The sections about what a scene or program says of itself.
#[derive(PartialEq)]
pub struct Authoring {
    notes: Rc<Notes>,
    pub(super) lines: Rc<Vec<Rc<str>>>,
    expected: Rc<Vec<Rc<str>>>,
    scene: Identical<Scene>,
    python_names: Rc<Vec<Rc<str>>>,
    is_python: bool,
    open: [bool; 2],
    dispatch: Dispatch,
}

/// What a lesson is made of: two lists of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// Questions, before the run.
    Asked,
    /// Explanations, after it.
    Explained,
}

impl List {
    fn lines(self, notes: &mut Notes) -> &mut Vec<String> {
        match self {
            List::Asked => &mut notes.lesson.ask,
            List::Explained => &mut notes.lesson.why,
        }
    }

    /// What one of its lines is.
    fn word(self) -> &'static str {
        match self {
            List::Asked => "question",
            List::Explained => "explanation",
        }
    }
}

/// What a line says: of which kind it is, and the fields for the rest.
pub(super) type Said = Result<(usize, El), Mistake>;

impl Authoring {
    /// What is open says this.
    pub fn of(state: &Workspace, dispatch: &Dispatch) -> Self {
        Authoring {
            notes: state.predict.notes.clone(),
            lines: state.predict.lines.clone(),
            expected: state.expected(),
            scene: Identical(state.document.scene.clone()),
            python_names: state.predict.names.clone(),
            is_python: state.python.is_open(),
            open: state.authoring,
            dispatch: dispatch.clone(),
        }
    }

    /// Who takes part.
    pub(super) fn names(&self) -> Vec<Rc<str>> {
        if self.is_python {
            return self.python_names.to_vec();
        }
        let blocks = self.scene.0.blocks.values();
        let tasks = blocks.filter(|block| matches!(block.kind, BlockKind::Task { .. }));
        tasks.map(|block| Rc::from(block.label.as_str())).collect()
    }

    /// The lines that were not printed.
    pub(super) fn missing(&self) -> Vec<Rc<str>> {
        self.expected.iter().filter(|line| !self.lines.contains(line)).cloned().collect()
    }

    /// A callback that changes the notes.
    fn changes<T: 'static>(&self, change: impl Fn(&mut Notes, T) + 'static) -> Callback<T> {
        let (notes, dispatch) = (self.notes.clone(), self.dispatch.clone());
        Callback::from(move |told| {
            let mut notes = (*notes).clone();
            change(&mut notes, told);
            dispatch.dispatch(Action::Notes(Rc::new(notes)));
        })
    }

    /// A callback that changes one line.
    pub(super) fn sets<T: 'static>(
        &self,
        list: List,
        at: usize,
        line: impl Fn(T) -> String + 'static,
    ) -> Callback<T> {
        self.changes(move |notes, told| list.lines(notes)[at] = line(told))
    }

    /// The line that is printed first, and who is created first: what a new line is about.
    pub(super) fn first(&self) -> (String, String) {
        let of = |texts: &[Rc<str>], or: &str| texts.first().map_or(or, |text| text).to_owned();
        (of(&self.lines, ""), of(&self.names(), "main"))
    }
}

impl Part for Authoring {
    fn draw(&self) -> Html {
        let asked = match self.lines.is_empty() {
            true => "They are put before the run. Run it once to choose from its lines and tasks.",
            false => "They are put before the run; what is right is computed from it.",
        };
        let explained = "They are offered after the run; what is true is told from its causes.";
        fragment()
            .child(self.is_python.then(|| self.about()))
            .child(self.list(List::Asked, el("section.section[aria-label=Questions]"), "Questions", asked))
            .child(self.list(
                List::Explained,
                el("section.section[aria-label=Explanations]"),
                "Explanations",
                explained,
            ))
            .child(known("asked-lines", &self.lines))
            .child(known("missing-lines", &self.missing()))
            .child(known("asked-names", &self.names()))
            .into()
    }
}

impl Authoring {
    /// The words of a program; those of a scene have fields elsewhere.
    fn about(&self) -> El {
        let about = self.changes(|notes, about: String| {
            notes.about = about.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        let text = el("textarea.field[rows=4][maxlength=2000][aria-label=About the program]")
            .attr("placeholder", "What does it show? What would you predict?")
            .value(self.notes.about.clone().into())
            .on_change(hears(move |event: &Event| {
                about.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
            }));
        el("section.section[aria-label=About the program]")
            .child(el("h2.heading").child("About this program"))
            .child(text)
    }

    fn list(&self, list: List, section: El, title: &'static str, text: &'static str) -> El {
        let (lines, kinds) = match list {
            List::Asked => (&self.notes.lesson.ask, &super::asked::KINDS[..]),
            List::Explained => (&self.notes.lesson.why, &super::explained::KINDS[..]),
        };
        let begins = match list {
            List::Asked => self.questions(),
            List::Explained => self.explanations(),
        };
        let kinds: Vec<AttrValue> = kinds.iter().map(|kind| AttrValue::Static(kind)).collect();
        let row = |(at, line): (usize, &String)| {
            let said = match list {
                List::Asked => self.question(at, line),
                List::Explained => self.explanation(at, line),
            };
            self.row(list, [at, lines.len()], line, said, &kinds, &begins)
        };
        let rows = el("ol.asks").each(lines.iter().enumerate().map(row));
        let can_add = lines.len() < limits::MAX_LESSON_LINES;
        let add = can_add.then(|| {
            let begins = begins.clone();
            let add =
                self.changes(move |notes, kind: usize| list.lines(notes).extend(begins.get(kind).cloned()));
            let (label, prompt) = match list {
                List::Asked => ("Add a question", "Add a question\u{2026}"),
                List::Explained => ("Add an explanation", "Add an explanation\u{2026}"),
            };
            doer(label, prompt, kinds.clone(), add)
        });
        let count = (!lines.is_empty()).then(|| el("span.panel__count").child(lines.len().to_string()));
        // It stays as it is while a card is looked at, and while what is made is tried.
        let is_open = self.open[list as usize];
        let dispatch = self.dispatch.clone();
        let fold = hears(move |event: &Event| {
            event.prevent_default();
            dispatch.dispatch(Action::Show(Show::Authoring(list as usize, !is_open)));
        });
        let head = el("summary.authoring")
            .on_click(fold)
            .child(icon("down"))
            .child(el("h2.heading").child(title))
            .child(count);
        let text = el("p.section__text").child(text);
        section.child(el("details").flag("open", is_open).child(head).child(text).child(rows).child(add))
    }

    fn row(
        &self,
        list: List,
        [at, count]: [usize; 2],
        line: &str,
        said: Said,
        kinds: &[AttrValue],
        begins: &Rc<[String]>,
    ) -> El {
        let number = (at + 1).to_string();
        let tool = |does: &'static str, way: &'static str, icon: &'static str| {
            button([does, " ", list.word(), " ", &number, way].concat()).icon(icon).class(SMALL)
        };
        let up = tool("Move", " up", "up").disabled(at == 0);
        let down = tool("Move", " down", "down").disabled(at + 1 == count);
        let buttons = el("span.pair")
            .child(up.calls(self.changes(move |notes, _| list.lines(notes).swap(at - 1, at))))
            .child(down.calls(self.changes(move |notes, _| list.lines(notes).swap(at, at + 1))))
            .child(
                tool("Remove", "", "close")
                    .calls(self.changes(move |notes, _| drop(list.lines(notes).remove(at)))),
            );
        let head = el("div.asks__head").child(el("span.asks__number").child(number.clone()));
        let inside = match said {
            Ok((kind, fields)) => {
                let begins = begins.clone();
                let change = self.sets(list, at, move |kind: usize| begins[kind].clone());
                let name = match list {
                    List::Asked => "What is asked",
                    List::Explained => "What is explained",
                };
                let kinds = choice(name, kinds.iter().cloned(), Some(kind), change);
                fragment().child(head.child(kinds).child(buttons)).child(fields)
            }
            Err(mistake) => {
                let text = text_field("The line as text", "", line, None, self.sets(list, at, |line| line));
                fragment()
                    .child(head.child(text).child(buttons))
                    .child(el("p.asks__mistake").child(mistake.0))
            }
        };
        el("li.asks__one").key(at).child(inside)
    }
}

/// A field that tells what is in it when it is left.
pub(super) fn text_field(
    label: &'static str,
    placeholder: &str,
    value: &str,
    list: Option<&'static str>,
    told: Callback<String>,
) -> El {
    el("input.field[type=text][maxlength=2000][spellcheck=false][autocomplete=off]")
        .attr("aria-label", label)
        .attr("placeholder", placeholder.to_owned())
        .attr("list", list)
        .value(value.to_owned().into())
        .on_change(hears(move |event: &Event| {
            told.emit(event.target_unchecked_into::<HtmlInputElement>().value());
        }))
}

/// What a field proposes.
fn known(id: &'static str, texts: &[Rc<str>]) -> El {
    el("datalist").attr("id", id).each(texts.iter().map(|text| el("option").attr("value", text.clone())))
}
