//! Rules about the source that no compiler checks.

mod dependencies;
mod layering;
pub mod source;
mod tidiness;

pub use dependencies::check as dependencies;
pub use layering::check as layering;
pub use tidiness::check as tidiness;

use crate::error::Error;

/// Prints what was found; finding nothing is what a check wants.
fn report(rule: &str, findings: &[String]) -> Result<(), Error> {
    if findings.is_empty() {
        return Ok(());
    }
    eprintln!("error: {rule}");
    for finding in findings {
        eprintln!("  {finding}");
    }
    Err(Error::Reported)
}
