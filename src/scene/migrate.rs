//! Files of earlier formats.
//!
//! Each migration changes the JSON of one format into that of the next; a file takes all that are ahead of it, one
//! after the other. A migration that has been released is never changed. There is none yet: format 1 is the first.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::error::Category;

use super::dto::SceneDto;
use super::file::{FORMAT, FaultKind, LoadError, alone};
use super::locate::{Segment, locate};

/// Changes a document of one format into one of the next.
type Migration = fn(&mut Value);

/// The migration at position `n` leads from format `n + 1` to format `n + 2`.
const MIGRATIONS: &[Migration] = &[];

const _: () =
    assert!(MIGRATIONS.len() as u32 + 1 == FORMAT, "there is one migration to each format after the first");

/// The only field that all formats have.
#[derive(Deserialize)]
struct Header {
    awaitscope: Option<Value>,
}

/// Reads the text of a file of any format.
pub(super) fn read(text: &str) -> Result<SceneDto, LoadError> {
    serde_json::from_str::<IgnoredAny>(text).map_err(|error| malformed(&error))?;
    if !text.trim_start().starts_with('{') {
        return Err(alone((1, 1), "", FaultKind::NotAScene));
    }
    let header: Header = serde_json::from_str(text).map_err(|error| malformed(&error))?;
    let place = locate(text, &[Segment::Key("awaitscope")]);
    let Some(format) = header.awaitscope else {
        return Err(alone(place, "", FaultKind::NotAScene));
    };
    match format.as_u64() {
        Some(format) if format == u64::from(FORMAT) => {
            serde_json::from_str(text).map_err(|error| malformed(&error))
        }
        Some(format) if format > u64::from(FORMAT) => {
            Err(alone(place, "awaitscope", FaultKind::Newer { format }))
        }
        Some(format) if format >= 1 => {
            let mut document: Value = serde_json::from_str(text).map_err(|error| malformed(&error))?;
            migrate(&mut document, format as usize, MIGRATIONS);
            serde_json::from_value(document).map_err(|error| malformed(&error))
        }
        _ => Err(alone(place, "awaitscope", FaultKind::UnknownFormat)),
    }
}

/// Takes a document of a format through all the migrations that are ahead of it.
fn migrate(document: &mut Value, format: usize, migrations: &[Migration]) {
    for (step, migration) in migrations.iter().enumerate().skip(format - 1) {
        migration(document);
        document["awaitscope"] = Value::from(step + 2);
    }
}

fn malformed(error: &serde_json::Error) -> LoadError {
    // The message ends in the place, which the error carries apart.
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
    let message = match error.classify() {
        Category::Eof => format!("{message}; the text is cut off"),
        _ if message == "recursion limit exceeded" => "this is nested deeper than any scene".to_owned(),
        _ if message == "number out of range" => {
            "this number is larger than any that a scene can have".to_owned()
        }
        Category::Syntax => format!("{message}; this is not JSON"),
        _ => message,
    };
    alone((error.line().max(1), error.column().max(1)), "", FaultKind::Malformed { message })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TWO: &[Migration] = &[
        |document| document["steps"] = json!(["first"]),
        |document| document["steps"].as_array_mut().unwrap().push(json!("second")),
    ];

    #[test]
    fn a_document_takes_every_migration_ahead_of_it_in_order() {
        let mut document = json!({"awaitscope": 1});
        migrate(&mut document, 1, TWO);
        assert_eq!(document, json!({"awaitscope": 3, "steps": ["first", "second"]}));
    }

    #[test]
    fn a_document_skips_the_migrations_behind_it() {
        let mut document = json!({"awaitscope": 2, "steps": []});
        migrate(&mut document, 2, TWO);
        assert_eq!(document, json!({"awaitscope": 3, "steps": ["second"]}));
    }

    #[test]
    fn a_document_of_the_latest_format_stays_as_it_is() {
        let mut document = json!({"awaitscope": 3});
        migrate(&mut document, 3, TWO);
        assert_eq!(document, json!({"awaitscope": 3}));
    }
}
