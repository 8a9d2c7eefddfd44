//! Files of earlier formats.
//!
//! Each migration changes the JSON of one format into that of the next; a file takes all that are ahead of it, one
//! after the other. A migration that has been released is never changed. There is none yet: format 1 is the first.

use super::file::{FORMAT, FaultKind, LoadError, alone};
use super::json::{Kind, Value, line_and_column};

/// Changes a document of one format into one of the next.
type Migration = fn(&mut Value);

/// The migration at position `n` leads from format `n + 1` to format `n + 2`.
const MIGRATIONS: &[Migration] = &[];

const _: () =
    assert!(MIGRATIONS.len() as u32 + 1 == FORMAT, "there is one migration to each format after the first");

/// Reads the text of a file of any format.
pub(super) fn read(text: &str) -> Result<Value, LoadError> {
    let mut document = Value::parse(text).map_err(|error| {
        let message = error.message.to_owned();
        alone(line_and_column(text, error.offset), "", FaultKind::Malformed { message })
    })?;
    let Some(header) = document.field("awaitscope") else {
        return Err(alone(line_and_column(text, document.offset), "", FaultKind::NotAScene));
    };
    let place = line_and_column(text, header.offset);
    match header.kind {
        Kind::Int(format) if format >= 1 => {
            if format > i64::from(FORMAT) {
                return Err(alone(place, "awaitscope", FaultKind::Newer { format: format.unsigned_abs() }));
            }
            migrate(&mut document, format as usize, MIGRATIONS);
            Ok(document)
        }
        _ => Err(alone(place, "awaitscope", FaultKind::UnknownFormat)),
    }
}

/// Takes a document of a format through all the migrations that are ahead of it.
fn migrate(document: &mut Value, format: usize, migrations: &[Migration]) {
    for migration in migrations.iter().skip(format - 1) {
        migration(document);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &[Migration] = &[
        |document| {
            let Kind::List(steps) = &mut document.kind else { panic!("a list") };
            steps.push(Value::parse("\"first\"").unwrap());
        },
        |document| {
            let Kind::List(steps) = &mut document.kind else { panic!("a list") };
            steps.push(Value::parse("\"second\"").unwrap());
        },
    ];

    /// What the migrations leave in a document.
    fn migrated(format: usize) -> Vec<String> {
        let mut document = Value::parse("[]").unwrap();
        migrate(&mut document, format, TWO);
        let Kind::List(steps) = document.kind else { panic!("a list") };
        let texts = steps.into_iter().map(|step| match step.kind {
            Kind::Text(text) => text,
            other => panic!("{other:?}"),
        });
        texts.collect()
    }

    #[test]
    fn a_document_takes_every_migration_ahead_of_it_in_order() {
        assert_eq!(migrated(1), ["first", "second"]);
    }

    #[test]
    fn a_document_skips_the_migrations_behind_it() {
        assert_eq!(migrated(2), ["second"]);
    }

    #[test]
    fn a_document_of_the_latest_format_stays_as_it_is() {
        assert!(migrated(3).is_empty());
    }
}
