//! Starting other programs.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::thread;

use crate::error::Error;

/// Runs a program with its output on ours; a bad exit status is an error.
pub fn run(command: &mut Command) -> Result<(), Error> {
    let status = command.status().map_err(|source| start_error(command, source))?;
    match status.success() {
        true => Ok(()),
        false => Err(Error::Failed { program: name(command), status }),
    }
}

/// Runs a program silently and returns what it printed on standard output.
pub fn capture(command: &mut Command) -> Result<String, Error> {
    let output = command.stdin(Stdio::null()).output().map_err(|source| start_error(command, source))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => {
            eprint!("{}", String::from_utf8_lossy(&output.stderr));
            Err(Error::Failed { program: name(command), status: output.status })
        }
    }
}

/// Runs a program with its output on ours, and returns what it printed as well.
pub fn tee(command: &mut Command) -> Result<(ExitStatus, String), Error> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|source| start_error(command, source))?;
    let text = Mutex::new(String::new());
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        scope.spawn(|| copy_lines(stdout, std::io::stdout(), &text));
        scope.spawn(|| copy_lines(stderr, std::io::stderr(), &text));
    });
    let status = child.wait().map_err(|source| start_error(command, source))?;
    let text = text.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    Ok((status, text))
}

fn copy_lines(from: Option<impl Read>, mut to: impl Write, text: &Mutex<String>) {
    let Some(from) = from else { return };
    let mut reader = BufReader::new(from);
    let mut line = Vec::new();
    while let Ok(1..) = reader.read_until(b'\n', &mut line) {
        // Where our own output leads nowhere any more, the program still has to be read to its end.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        if let Ok(mut text) = text.lock() {
            text.push_str(&String::from_utf8_lossy(&line));
        }
        line.clear();
    }
}

/// The places where a program of this name is installed, in the order of the path.
pub fn on_path(program: &str) -> impl Iterator<Item = PathBuf> {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders.into_iter().map(move |folder| folder.join(&file)).filter(|path| path.is_file())
}

/// What a program prints when asked for its version; nothing if it cannot be started.
pub fn version_text(program: impl AsRef<OsStr>) -> Option<String> {
    let output = Command::new(program).arg("--version").stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn name(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let mut name = program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    if let Some(first) = command.get_args().next() {
        name.push(' ');
        name.push_str(&first.to_string_lossy());
    }
    name
}

fn start_error(command: &Command, source: std::io::Error) -> Error {
    Error::Start { program: name(command), source }
}
