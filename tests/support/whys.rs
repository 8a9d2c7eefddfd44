//! Runs with everything that explanations need, and explanations as text.

#![allow(dead_code, reason = "each test needs some of it")]

use std::fmt::Write;
use std::rc::Rc;

use awaitscope::engine::Limits;
use awaitscope::layout::Drawing;
use awaitscope::playback::{Chain, Question, Recording, Role, WhyStep, printables_of};
use awaitscope::program::{Place, Printable};
use awaitscope::scene::Scene;
use awaitscope::trace::{EventKind, FutureId};
use awaitscope::{program, python};

/// A run, as the page has it.
pub struct Told {
    pub recording: Recording,
    pub printables: Vec<Printable>,
    /// Whether places are lines of a text.
    pub is_python: bool,
}

/// The run of a scene file.
pub fn scene(text: &str) -> Told {
    of_scene(&Scene::from_json(text).expect("it is a scene"))
}

/// The run of a scene.
pub fn of_scene(scene: &Scene) -> Told {
    let lowered = scene.lower();
    let program = Rc::new(lowered.program);
    let log = program::run(&program, Limits::default());
    let labels: Vec<_> = scene.blocks.iter().map(|(id, block)| (id.0, block.label.clone())).collect();
    let recording = Recording::new(log, program.origins.clone()).with_labels(labels);
    Told { recording, printables: printables_of(scene), is_python: false }
}

/// The run of a program.
pub fn program(text: &str) -> Told {
    let finished = python::run_with(text, "main.py", &[], Limits::INTERACTIVE).expect("it is a program");
    let drawing = Drawing::of(&finished.log);
    let labels: Vec<_> = drawing.scene.blocks.iter().map(|(id, block)| (id.0, block.label.clone())).collect();
    let recording = Recording::new(drawing.log, drawing.places).with_labels(labels);
    Told { recording, printables: python::printables(text), is_python: true }
}

impl Told {
    /// The task of that name, or the card's.
    pub fn task(&self, name: &str) -> Option<FutureId> {
        let mut tasks = self.recording.tasks();
        let found = tasks.find(|(_, object)| {
            let own = object.name.as_deref() == Some(name);
            let label = match object.place {
                Some(Place::Block { block, step: None }) => self.recording.block_label(block) == Some(name),
                _ => false,
            };
            own || label
        });
        found.map(|(id, _)| id)
    }

    /// A chain as text.
    pub fn text(&self, question: &Question) -> String {
        let chain = awaitscope::playback::explain(&self.recording, question, &self.printables);
        self.chain_text(&chain)
    }

    pub fn chain_text(&self, chain: &Chain) -> String {
        let mut text = format!("{}\n", chain.question);
        for (at, step) in chain.steps.iter().enumerate() {
            let time = step.event.and_then(|event| self.recording.log().get(event)).map(|event| event.time);
            let time = time.map_or_else(String::new, |time| format!("{time:.3}"));
            let place = match step.place {
                Some(Place::Block { step: Some(line), .. }) if self.is_python => format!("line {line}"),
                Some(Place::Block { block, step }) => {
                    let label = self.recording.block_label(block).unwrap_or("?");
                    match step.filter(|_| !self.is_python) {
                        Some(step) => format!("{label}, step {}", step + 1),
                        None => label.to_owned(),
                    }
                }
                Some(Place::Main) | None => String::new(),
            };
            let root = if step.role == Role::Root { " (root)" } else { "" };
            _ = writeln!(text, "  {}. [{time:>7}] {}.{root}  <{place}>", at + 1, step.sentence);
        }
        text
    }

    /// What happened at a step.
    pub fn kind_of(&self, step: &WhyStep) -> Option<&EventKind> {
        self.recording.log().get(step.event?).map(|event| &event.kind)
    }

    /// Every task that a reader would ask about, with its name.
    pub fn tasks(&self) -> Vec<(FutureId, String)> {
        let shown = self.recording.tasks().filter(|(_, object)| !object.hidden);
        shown.map(|(id, object)| (id, object.name.as_deref().unwrap_or_default().to_owned())).collect()
    }

    /// Whether an event printed a line.
    pub fn printed(kind: &EventKind) -> Option<&str> {
        match kind {
            EventKind::Printed { text } | EventKind::ThreadPrinted { text, .. } => Some(text),
            _ => None,
        }
    }
}
