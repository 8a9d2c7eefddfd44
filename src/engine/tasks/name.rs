//! Names of tasks.

use std::cell::Cell;
use std::rc::Rc;

/// A task's name, which can be changed (`Task.set_name()`).
#[derive(Default)]
pub(in crate::engine) struct TaskName(Cell<Name>);

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

    /// Whether it has been set: numbers begin with 1.
    pub fn is_set(&self) -> bool {
        let name = self.0.take();
        let is_set = !matches!(name, Name::Numbered(0));
        self.0.set(name);
        is_set
    }

    pub fn set_number(&self, number: u32) {
        self.0.set(Name::Numbered(number));
    }
}
