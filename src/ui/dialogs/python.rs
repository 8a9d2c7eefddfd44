//! What is open as a Python program that does by itself what is done to it from outside.

use std::rc::Rc;

use super::copying;
use crate::ui::markup::{Callback, El, el, fragment};
use crate::ui::parts::{OUTLINED, PRIMARY, button};
use crate::ui::topbar::file_name;
use crate::ui::workspace::{Dispatch, Fault, Printed, Workspace};
use crate::web::files;

/// What is printed.
#[derive(Clone, Copy, PartialEq)]
pub struct Whose {
    is_program: bool,
    /// Whether anything is done to it from outside.
    is_acted_on: bool,
}

impl Whose {
    /// What is open.
    pub fn of(state: &Workspace) -> Self {
        let is_program = state.python.is_open();
        let is_acted_on = match is_program {
            true => !state.python.acts().is_empty(),
            false => !state.scene().interventions.is_empty(),
        };
        Whose { is_program, is_acted_on }
    }

    /// What the dialog is called.
    pub fn title(self) -> &'static str {
        match (self.is_acted_on, self.is_program) {
            (true, _) => "Python that does this by itself",
            (false, true) => "The program in Python",
            (false, false) => "The scene in Python",
        }
    }

    fn told(self) -> &'static str {
        match (self.is_acted_on, self.is_program) {
            (true, _) => {
                "CPython runs this program just as it is shown here. What was done by hand, it does by timers, at the same \
                 moments."
            }
            (false, true) => "Nothing was done by hand: this is the program as it is.",
            (false, false) => "CPython runs this program just as it is shown here.",
        }
    }

    fn file(self, title: &str) -> String {
        let by_itself = if self.is_acted_on { "-by-itself.py" } else { ".py" };
        let name = if self.is_program { "main" } else { "scene" };
        file_name(title).unwrap_or_else(|| name.to_owned()) + by_itself
    }
}

/// The program, to be read, copied or saved; or why there is none.
pub fn python(
    printed: Option<&Printed>,
    whose: Whose,
    title: &str,
    said: &'static str,
    dispatch: &Dispatch,
) -> El {
    let told = |text: String| el("p.dialog__text[role=status]").child(text);
    match printed {
        None => told("The program is being written\u{2026}".into()),
        Some(Printed::Text(text)) => program(text, whose, title, said, dispatch),
        Some(Printed::Faulty(faults)) => fragment()
            .child(told("This is no program yet. It is marked in the text, too:".into()))
            .child(el("ul.problems").each(faults.iter().map(fault))),
        Some(Printed::Failed(why)) => {
            told(["The program could not be written: ", why, ". Close this and try once more."].concat())
        }
    }
}

fn fault(fault: &Fault) -> El {
    let place = format!("line {}, column {}", fault.line, fault.column);
    el("li").child(el("span.problem__place").child(place)).child(fault.message.clone())
}

fn program(text: &Rc<str>, whose: Whose, title: &str, said: &'static str, dispatch: &Dispatch) -> El {
    let save = {
        let (text, file) = (text.clone(), whose.file(title));
        Callback::from(move |_| {
            files::download(&file, "text/x-python", &text);
        })
    };
    let actions = el("div.dialog__actions")
        .child(el("span[role=status]").child(said))
        .child(button("Save as file").icon("save").text("Save").class(OUTLINED).calls(save))
        .child(
            button("Copy").icon("copy").text("Copy").class(PRIMARY).calls(copying(text.clone(), dispatch)),
        );
    fragment()
        .child(el("p.dialog__text").child(whose.told()))
        .child(el("pre.code[tabindex=0]").child(el("code").child(text.clone())))
        .child(actions)
}
