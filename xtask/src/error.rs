//! What can go wrong in a command.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

use crate::command_line::USAGE;

#[derive(Debug)]
pub enum Error {
    /// The command line makes no sense.
    Usage { complaint: String },
    /// A program could not be started at all.
    Start { program: String, source: io::Error },
    /// A program ran and reported failure.
    Failed { program: String, status: ExitStatus },
    /// Something this machine lacks and that cannot be installed without its owner.
    Missing { what: String, remedy: String },
    /// A file or folder could not be read or written.
    File { path: PathBuf, source: io::Error },
    /// A program printed something else than agreed.
    Unexpected { program: String, output: String },
    /// The reason has been printed already.
    Reported,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Usage { complaint } => write!(f, "{complaint}\n\n{USAGE}"),
            Error::Start { program, source } => write!(f, "could not start {program}: {source}"),
            Error::Failed { program, status } => write!(f, "{program} failed ({status})"),
            Error::Missing { what, remedy } => write!(f, "{what} is missing; {remedy}"),
            Error::File { path, source } => write!(f, "{}: {source}", path.display()),
            Error::Unexpected { program, output } => {
                write!(f, "{program} printed something unexpected: {}", output.trim())
            }
            Error::Reported => write!(f, "see above"),
        }
    }
}

impl std::error::Error for Error {}

/// Names the file in an IO error.
pub trait InFile<T> {
    fn in_file(self, path: impl Into<PathBuf>) -> Result<T, Error>;
}

impl<T> InFile<T> for io::Result<T> {
    fn in_file(self, path: impl Into<PathBuf>) -> Result<T, Error> {
        self.map_err(|source| Error::File { path: path.into(), source })
    }
}
