//! Short texts about blocks and steps, as cards and lists show them.

use super::{Block, BlockId, BlockKind, Scene, Step, step_of};
use crate::program::{Constant, repr_float, rounded};

fn seconds(secs: f64) -> String {
    rounded(secs, 6)
}

/// A constant as Python writes it.
pub fn constant(value: &Constant) -> String {
    match value {
        Constant::None => "None".into(),
        Constant::Bool(true) => "True".into(),
        Constant::Bool(false) => "False".into(),
        Constant::Int(number) => number.to_string(),
        Constant::Float(number) => repr_float(*number),
        Constant::Str(text) => format!("'{text}'"),
    }
}

/// The label of a block; a dash for one that is gone.
pub fn label_of(scene: &Scene, id: BlockId) -> &str {
    scene.blocks.get(&id).map_or("\u{2013}", |block| block.label.as_str())
}

fn step(scene: &Scene, step: &Step) -> String {
    match step {
        Step::Sleep { secs } => format!("sleep {}", seconds(*secs)),
        Step::Work { secs } => format!("block {}", seconds(*secs)),
        Step::Print { text } => format!("print \u{201c}{}\u{201d}", text.lines().next().unwrap_or_default()),
        Step::Await { target, .. } => format!("await {}", label_of(scene, *target)),
        Step::Start { target } => format!("start {}", label_of(scene, *target)),
        Step::Cancel { target } => format!("cancel {}", label_of(scene, *target)),
        Step::Look { target } => format!("look at {}", label_of(scene, *target)),
        Step::Return { value } => format!("return {}", constant(value)),
        Step::Raise { exception: class, .. } => format!("raise {}", class.name()),
        Step::Reraise => "raise".into(),
        Step::Try { body, .. } => format!("try {}", steps(scene, body)),
        Step::Repeat { times, body } => format!("{times}\u{d7} ({})", steps(scene, body)),
    }
}

/// A step of a task by its number (see [`step_of`]), in a few words.
pub fn step_at(scene: &Scene, block: &Block, number: u32) -> Option<String> {
    let BlockKind::Task { steps } = &block.kind else { return None };
    step_of(steps, number).map(|one| step(scene, one))
}

/// Steps in one line.
pub fn steps(scene: &Scene, all: &[Step]) -> String {
    const SHOWN: usize = 5;
    let mut words: Vec<String> = all.iter().take(SHOWN).map(|one| step(scene, one)).collect();
    if all.len() > SHOWN {
        words.push("\u{2026}".into());
    }
    if words.is_empty() { "does nothing".into() } else { words.join(" \u{b7} ") }
}

/// What a block is about, in one line.
pub fn summary(scene: &Scene, block: &Block) -> String {
    match &block.kind {
        BlockKind::Task { steps: all } => steps(scene, all),
        BlockKind::Gather { children, return_exceptions } => {
            let what = match children.len() {
                0 => "nothing below yet".into(),
                count => format!("gathers {count}"),
            };
            if *return_exceptions { format!("{what}, keeps failures") } else { what }
        }
        BlockKind::Shield { child: Some(child) } => format!("shields {}", label_of(scene, *child)),
        BlockKind::Shield { child: None } => "nothing below yet".into(),
        BlockKind::Timeout { child, delay_secs } => match child {
            Some(_) => format!("after {} s", seconds(*delay_secs)),
            None => format!("after {} s, nothing below", seconds(*delay_secs)),
        },
    }
}
