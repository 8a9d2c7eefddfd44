//! Names of tasks.

use std::cell::Cell;
use std::rc::Rc;

/// A task's name, which can be changed (`Task.set_name()`).
pub(super) struct TaskName(Cell<Name>);

enum Name {
    /// `Task-N`, written out when somebody asks for it: most tasks come and go without that.
    Numbered(u32),
    Known(Rc<str>),
}

impl Default for Name {
    fn default() -> Self {
        Self::Numbered(0)
    }
}

impl TaskName {
    pub fn given(name: Rc<str>) -> Self {
        Self(Cell::new(Name::Known(name)))
    }

    pub fn numbered(number: u32) -> Self {
        Self(Cell::new(Name::Numbered(number)))
    }

    pub fn get(&self) -> Rc<str> {
        let name = match self.0.take() {
            Name::Numbered(number) => format!("Task-{number}").into(),
            Name::Known(name) => name,
        };
        self.0.set(Name::Known(Rc::clone(&name)));
        name
    }

    pub fn set(&self, name: Rc<str>) {
        self.0.set(Name::Known(name));
    }
}
