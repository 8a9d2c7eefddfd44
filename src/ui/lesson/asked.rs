//! The fields of a question that is made.

use std::rc::Rc;

use web_sys::Event;

use super::authoring::{Authoring, List, Said, text_field};
use crate::lesson::{Ask, Question};
use crate::ui::markup::{Callback, El, el, fragment};

/// What can be asked, in the order of [`kind_of`].
pub const KINDS: [&str; 9] = [
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

impl Authoring {
    /// The lines that one begins with, one of each kind.
    pub(super) fn questions(&self) -> Rc<[String]> {
        let (line, name) = self.first();
        let all = [
            Question::FirstLine,
            Question::LastLine,
            Question::Order(Vec::new()),
            Question::Printed(line.clone()),
            Question::TimeOf(line),
            Question::TimeOfEnd,
            Question::Outcome(name),
            Question::Cancelled(Vec::new()),
            Question::End,
        ];
        all.into_iter().map(|question| Ask::of(question).line()).collect()
    }

    /// The kind and the fields of a question.
    pub(super) fn question(&self, at: usize, line: &str) -> Said {
        let ask = Ask::read(line)?;
        let fields = fragment().child(self.target(at, &ask)).child(self.wording(at, &ask));
        Ok((kind_of(&ask.question), fields))
    }

    /// A callback that changes one question.
    fn asks<T: 'static>(&self, at: usize, ask: &Ask, change: impl Fn(&mut Ask, T) + 'static) -> Callback<T> {
        let ask = ask.clone();
        self.sets(List::Asked, at, move |told| {
            let mut ask = ask.clone();
            change(&mut ask, told);
            ask.line()
        })
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
                self.several(at, ask, chosen, &self.names(), "All tasks", Question::Cancelled)
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
