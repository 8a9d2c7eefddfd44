//! Questions are made here, without writing any: what is asked is chosen from what the last run printed and who took part.

use std::rc::Rc;

use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};
use yew::{AttrValue, Html, TargetCast};

use crate::lesson::{Ask, Notes, Question};
use crate::scene::{BlockKind, limits};
use crate::ui::inspector::{choice, doer};
use crate::ui::markup::{Callback, El, Part, el, fragment, hears};
use crate::ui::parts::{SMALL, button};
use crate::ui::workspace::{Action, Dispatch, Workspace};

/// What can be asked, in the order of [`kind_of`].
const KINDS: [&str; 9] = [
    "First line",
    "Last line",
    "Order of lines",
    "Is it printed?",
    "Time of a line",
    "Time of the end",
    "End of a task",
    "Who is cancelled?",
    "End of the run",
];

/// The sections about what a scene or program says of itself.
#[derive(PartialEq)]
pub struct Authoring {
    notes: Rc<Notes>,
    lines: Rc<Vec<Rc<str>>>,
    names: Vec<Rc<str>>,
    is_python: bool,
    dispatch: Dispatch,
}

impl Authoring {
    /// What is open says this.
    pub fn of(state: &Workspace, dispatch: &Dispatch) -> Self {
        let is_python = state.python.is_open();
        let scene = state.scene();
        let tasks = scene.blocks.values().filter(|block| matches!(block.kind, BlockKind::Task { .. }));
        let names = match is_python {
            true => state.predict.names.to_vec(),
            false => tasks.map(|block| Rc::from(block.label.as_str())).collect(),
        };
        Authoring {
            notes: state.predict.notes.clone(),
            lines: state.predict.lines.clone(),
            names,
            is_python,
            dispatch: dispatch.clone(),
        }
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

    /// A callback that changes one question.
    fn asks<T: 'static>(&self, at: usize, ask: &Ask, change: impl Fn(&mut Ask, T) + 'static) -> Callback<T> {
        let ask = ask.clone();
        self.changes(move |notes, told| {
            let mut ask = ask.clone();
            change(&mut ask, told);
            notes.lesson.ask[at] = ask.line();
        })
    }

    /// The question of a kind that one begins with.
    fn question(&self, kind: usize) -> Question {
        let line = || self.lines.first().map(|line| line.to_string()).unwrap_or_default();
        match kind {
            0 => Question::FirstLine,
            1 => Question::LastLine,
            2 => Question::Order(Vec::new()),
            3 => Question::Printed(line()),
            4 => Question::TimeOf(line()),
            5 => Question::TimeOfEnd,
            6 => Question::Outcome(self.names.first().map_or("main".into(), |name| name.to_string())),
            7 => Question::Cancelled(Vec::new()),
            _ => Question::End,
        }
    }
}

fn kind_of(question: &Question) -> usize {
    match question {
        Question::FirstLine => 0,
        Question::LastLine => 1,
        Question::Order(_) => 2,
        Question::Printed(_) => 3,
        Question::TimeOf(_) => 4,
        Question::TimeOfEnd => 5,
        Question::Outcome(_) => 6,
        Question::Cancelled(_) => 7,
        Question::End => 8,
    }
}

impl Part for Authoring {
    fn draw(&self) -> Html {
        fragment().child(self.is_python.then(|| self.about())).child(self.questions()).into()
    }
}

impl Authoring {
    /// The words of a program; those of a scene have fields elsewhere.
    fn about(&self) -> El {
        let title = self.changes(|notes, title: String| notes.title = title.trim().into());
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
            .child(text_field("Title of the program", "Title", &self.notes.title, None, title))
            .child(text)
    }

    fn questions(&self) -> El {
        let asked = &self.notes.lesson.ask;
        let add = {
            let questions: Vec<Question> = (0..KINDS.len()).map(|kind| self.question(kind)).collect();
            self.changes(move |notes, kind: usize| {
                notes.lesson.ask.push(Ask::of(questions[kind].clone()).line())
            })
        };
        let can_add = asked.len() < limits::MAX_LESSON_LINES;
        let kinds = KINDS.map(AttrValue::Static).into();
        let text = if self.lines.is_empty() {
            "They are put before the run. Run it once to choose from its lines and tasks."
        } else {
            "They are put before the run; what is right is computed from it."
        };
        el("section.section[aria-label=Questions]")
            .child(el("h2.heading").child("Questions"))
            .child(el("p.section__text").child(text))
            .child(el("ol.asks").each(asked.iter().enumerate().map(|(at, line)| self.row(at, line))))
            .child(can_add.then(|| doer("Add a question", "Add a question\u{2026}", kinds, add)))
            .child(known("asked-lines", &self.lines))
            .child(known("asked-names", &self.names))
    }

    fn row(&self, at: usize, line: &str) -> El {
        let count = self.notes.lesson.ask.len();
        let number = at + 1;
        let up = button(format!("Move question {number} up")).icon("up").class(SMALL).disabled(at == 0);
        let down = button(format!("Move question {number} down"))
            .icon("down")
            .class(SMALL)
            .disabled(number == count);
        let remove = button(format!("Remove question {number}")).icon("close").class(SMALL);
        let buttons = el("span.pair")
            .child(up.calls(self.changes(move |notes, _| notes.lesson.ask.swap(at - 1, at))))
            .child(down.calls(self.changes(move |notes, _| notes.lesson.ask.swap(at, at + 1))))
            .child(remove.calls(self.changes(move |notes, _| drop(notes.lesson.ask.remove(at)))));
        let head = el("div.asks__head").child(el("span.asks__number").child(number.to_string()));
        let inside = match Ask::read(line) {
            Ok(ask) => {
                let other: Vec<Question> = (0..KINDS.len()).map(|kind| self.question(kind)).collect();
                let change = self.asks(at, &ask, move |ask, kind: usize| *ask = Ask::of(other[kind].clone()));
                let kinds = choice(
                    "What is asked",
                    KINDS.map(AttrValue::Static),
                    Some(kind_of(&ask.question)),
                    change,
                );
                fragment()
                    .child(head.child(kinds).child(buttons))
                    .child(self.target(at, &ask))
                    .child(self.wording(at, &ask))
            }
            Err(mistake) => {
                let change = self.changes(move |notes, line: String| notes.lesson.ask[at] = line);
                fragment()
                    .child(
                        head.child(text_field("The question as text", "", line, None, change)).child(buttons),
                    )
                    .child(el("p.asks__mistake").child(mistake.0))
            }
        };
        el("li.asks__one").key(at).child(inside)
    }

    fn target(&self, at: usize, ask: &Ask) -> Option<El> {
        let set_text =
            |change: fn(String) -> Question| self.asks(at, ask, move |ask, text| ask.question = change(text));
        Some(match &ask.question {
            Question::Printed(text) => {
                text_field("The line", "The line", text, Some("asked-lines"), set_text(Question::Printed))
            }
            Question::TimeOf(text) => {
                text_field("The line", "The line", text, Some("asked-lines"), set_text(Question::TimeOf))
            }
            Question::Outcome(name) => {
                text_field("The task", "The task", name, Some("asked-names"), set_text(Question::Outcome))
            }
            Question::Order(chosen) => {
                self.several(at, ask, chosen, &self.lines, "All lines", Question::Order)
            }
            Question::Cancelled(chosen) => {
                self.several(at, ask, chosen, &self.names, "All tasks", Question::Cancelled)
            }
            _ => return None,
        })
    }

    /// Boxes for what is asked about; none ticked means all.
    fn several(
        &self,
        at: usize,
        ask: &Ask,
        chosen: &[String],
        known: &[Rc<str>],
        all: &'static str,
        question: fn(Vec<String>) -> Question,
    ) -> El {
        const MOST: usize = 24;
        let unknown = chosen.iter().filter(|one| !known.iter().any(|known| **known == ***one));
        let rows = known.iter().take(MOST).map(|known| known.to_string()).chain(unknown.cloned());
        let row = |text: String| {
            let is_chosen = chosen.contains(&text);
            let (text_then, chosen) = (text.clone(), chosen.to_vec());
            let change = self.asks(at, ask, move |ask, _: Event| {
                let mut chosen = chosen.clone();
                match chosen.iter().position(|one| *one == text_then) {
                    Some(position) => drop(chosen.remove(position)),
                    None => chosen.push(text_then.clone()),
                }
                ask.question = question(chosen);
            });
            let input = el("input[type=checkbox]").checked(is_chosen).on_change(change);
            el("label.quiz__choice").child(input).child(el("span").child(text))
        };
        let note = chosen.is_empty().then(|| el("p.asks__note").child(all));
        el("div.asks__several").child(note).each(rows.map(row))
    }

    fn wording(&self, at: usize, ask: &Ask) -> El {
        let change = self.asks(at, ask, |ask, wording: String| {
            ask.wording = Some(wording.trim().to_owned()).filter(|wording| !wording.is_empty());
        });
        let standard = ask.question.wording();
        text_field("In your own words", &standard, ask.wording.as_deref().unwrap_or_default(), None, change)
    }
}

/// A field that tells what is in it when it is left.
fn text_field(
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
