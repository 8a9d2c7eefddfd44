//! A scene as the text of a file: what fits on a line stands on one.

use super::file::{FORMAT, step_name};
use super::json::quoted;
use super::model::{Block, BlockId, BlockKind, Handler, Intervention, Scene, Step};
use crate::lesson::Lesson;
use crate::program::{Constant, decimal_text, repr_float};

impl Scene {
    /// The text of the scene's file. [`Scene::from_json`] reads it back.
    pub fn to_json(&self) -> String {
        let mut fields = vec![("awaitscope", Json::Atom(FORMAT.to_string()))];
        let texts = [("title", &self.title), ("about", &self.about)];
        fields.extend(
            texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (key, string(text))),
        );
        fields.extend((!self.lesson.is_empty()).then(|| ("lesson", lesson_json(&self.lesson))));
        fields.push((
            "blocks",
            Json::Array(self.blocks.iter().map(|(id, block)| block_json(*id, block)).collect()),
        ));
        if !self.interventions.is_empty() {
            fields.push((
                "interventions",
                Json::Array(self.interventions.iter().map(intervention_json).collect()),
            ));
        }
        let mut text = String::new();
        Json::Object(fields).write(&mut text, 0);
        text.push('\n');
        text
    }
}

/// Columns that a line should not exceed.
const WIDTH: usize = 110;

enum Json {
    Atom(String),
    Array(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    /// Writes the value at a column, on one line if it fits.
    fn write(&self, text: &mut String, indent: usize) {
        let used = text.rsplit('\n').next().unwrap_or_default().chars().count();
        if let Some(line) = self.one_line(WIDTH.saturating_sub(used)) {
            text.push_str(&line);
            return;
        }
        let inner = indent + 2;
        match self {
            Json::Atom(atom) => text.push_str(atom),
            Json::Array(values) => {
                text.push('[');
                for (index, value) in values.iter().enumerate() {
                    text.push_str(if index > 0 { ",\n" } else { "\n" });
                    text.extend(std::iter::repeat_n(' ', inner));
                    value.write(text, inner);
                }
                text.push('\n');
                text.extend(std::iter::repeat_n(' ', indent));
                text.push(']');
            }
            Json::Object(fields) => {
                text.push('{');
                for (index, (key, value)) in fields.iter().enumerate() {
                    text.push_str(if index > 0 { ",\n" } else { "\n" });
                    text.extend(std::iter::repeat_n(' ', inner));
                    text.push_str(&format!("\"{key}\": "));
                    value.write(text, inner);
                }
                text.push('\n');
                text.extend(std::iter::repeat_n(' ', indent));
                text.push('}');
            }
        }
    }

    /// The value on one line, if that takes no more than so many columns.
    fn one_line(&self, width: usize) -> Option<String> {
        let mut line = String::new();
        self.append(&mut line, width).then_some(line)
    }

    fn append(&self, line: &mut String, width: usize) -> bool {
        match self {
            Json::Atom(atom) => line.push_str(atom),
            Json::Array(values) => {
                line.push('[');
                for (index, value) in values.iter().enumerate() {
                    line.push_str(if index > 0 { ", " } else { "" });
                    if !value.append(line, width) {
                        return false;
                    }
                }
                line.push(']');
            }
            Json::Object(fields) => {
                line.push('{');
                for (index, (key, value)) in fields.iter().enumerate() {
                    line.push_str(if index > 0 { ", " } else { "" });
                    line.push_str(&format!("\"{key}\": "));
                    if !value.append(line, width) {
                        return false;
                    }
                }
                line.push('}');
            }
        }
        line.len() <= width || line.chars().count() <= width
    }
}

fn lesson_json(lesson: &Lesson) -> Json {
    let lists =
        [("ask", &lesson.ask), ("why", &lesson.why)].into_iter().filter(|(_, lines)| !lines.is_empty());
    Json::Object(
        lists
            .map(|(key, lines)| (key, Json::Array(lines.iter().map(|line| string(line)).collect())))
            .chain((!lesson.compare.is_empty()).then(|| ("compare", string(&lesson.compare))))
            .collect(),
    )
}

fn string(text: &str) -> Json {
    Json::Atom(quoted(text))
}

fn number(value: f64) -> Json {
    let is_whole = value.fract() == 0.0 && value.abs() < 1e15;
    Json::Atom(if is_whole { decimal_text(value) } else { repr_float(value) })
}

fn id(id: BlockId) -> Json {
    string(&id.to_string())
}

fn block_json(block_id: BlockId, block: &Block) -> Json {
    let at = Json::Array(vec![number(block.position.x), number(block.position.y)]);
    let mut fields = vec![("id", id(block_id)), ("label", string(&block.label)), ("at", at)];
    let child_json = |child: &Option<BlockId>| child.map_or(Json::Atom("null".to_owned()), id);
    match &block.kind {
        BlockKind::Task { steps } => fields.push(("task", steps_json(steps))),
        BlockKind::Gather { children, return_exceptions } => {
            fields.push(("gather", Json::Array(children.iter().map(|child| id(*child)).collect())));
            if *return_exceptions {
                fields.push(("return_exceptions", Json::Atom("true".to_owned())));
            }
        }
        BlockKind::Shield { child } => fields.push(("shield", child_json(child))),
        BlockKind::Timeout { child, delay_secs } => {
            fields.extend([("timeout", child_json(child)), ("delay", number(*delay_secs))]);
        }
    }
    Json::Object(fields)
}

fn intervention_json(intervention: &Intervention) -> Json {
    let mut fields = vec![("at", number(intervention.at_secs))];
    if intervention.turns > 0 {
        fields.push(("turns", Json::Atom(intervention.turns.to_string())));
    }
    fields.push(match intervention.cancel {
        Some(block) => ("cancel", id(block)),
        None => ("interrupt", Json::Atom("true".to_owned())),
    });
    Json::Object(fields)
}

fn steps_json(steps: &[Step]) -> Json {
    Json::Array(steps.iter().map(step_json).collect())
}

fn step_json(step: &Step) -> Json {
    let value = match step {
        Step::Sleep { secs } | Step::Work { secs } => number(*secs),
        Step::Print { text } => string(text),
        Step::Await { target, .. }
        | Step::Start { target }
        | Step::Cancel { target }
        | Step::Look { target } => id(*target),
        Step::Return { value } => constant_json(value),
        Step::Raise { exception, message } if message.is_empty() => string(exception.name()),
        Step::Raise { exception, message } => string(&format!("{}: {message}", exception.name())),
        Step::Reraise => Json::Atom("null".to_owned()),
        Step::Try { body, .. } => steps_json(body),
        Step::Repeat { times, .. } => Json::Atom(times.to_string()),
    };
    let mut fields = vec![(step_name(step), value)];
    match step {
        Step::Try { handlers, finally, .. } => {
            if !handlers.is_empty() {
                fields.push(("except", Json::Array(handlers.iter().map(handler_json).collect())));
            }
            if !finally.is_empty() {
                fields.push(("finally", steps_json(finally)));
            }
        }
        Step::Repeat { body, .. } => fields.push(("do", steps_json(body))),
        _ => {}
    }
    Json::Object(fields)
}

fn handler_json(handler: &Handler) -> Json {
    Json::Object(vec![("catch", string(handler.catches.name())), ("do", steps_json(&handler.steps))])
}

fn constant_json(value: &Constant) -> Json {
    match value {
        Constant::None => Json::Atom("null".to_owned()),
        Constant::Bool(value) => Json::Atom(value.to_string()),
        Constant::Int(value) => Json::Atom(value.to_string()),
        // With a point or an exponent, so that it does not come back as a whole number.
        Constant::Float(value) => Json::Atom(repr_float(*value)),
        Constant::Str(text) => string(text),
    }
}
