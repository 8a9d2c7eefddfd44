//! The command line: runs, checks and exports scenes and Python programs.
//!
//! Exit status: 0 for a program that ended well, 1 when it ended in an exception, a deadlock or a limit, 2 for bad usage
//! or input.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;
use std::{fs, thread};

use awaitscope::engine::Limits;
use awaitscope::layout::Drawing;
use awaitscope::layout::geometry::TASK_SIZE;
use awaitscope::layout::picture::Picture;
use awaitscope::playback::Recording;
use awaitscope::program::Place;
use awaitscope::python::Diagnostic;
use awaitscope::scene::{Lowered, Scene, Severity};
use awaitscope::trace::{Detail, EventKind, Log, RunEnd, transcript};
use awaitscope::vm::run::STACK_BYTES;
use awaitscope::{gallery, lesson, program, python, svg};

const USAGE: &str = "\
usage: awaitscope run FILE [--events | --json | --svg OUT] [--until SECONDS]
       awaitscope check FILE...
       awaitscope export FILE --to python|json|svg
       awaitscope support
       awaitscope gallery FOLDER

FILE is a scene (.json) or a Python program (.py).

run     runs it on virtual time and prints its transcript; with --events the scheduler's
        steps too, with --json every event of the trace with its cause, one a line. With --svg
        it draws the run into a file instead, a lane for each task (- is standard output).
        --until leaves out what happens after that second.
check   says what is wrong, and what deserves a remark.
export  prints a scene or a program as a Python program that does by itself what is done to it from outside, or a scene
        in the current version of the file format. As svg, draws the scene, or what the program consists of
        once it has run.
support prints what of Python is supported, as Markdown.
gallery prints the index of a folder of scenes and programs that has a contents.txt.

A dash in place of a file reads a scene from standard input.
";

/// Why nothing was run.
enum Failure {
    /// The words of the command line are off.
    Usage(String),
    /// A file cannot be used. The text names it.
    Input(String),
    /// Standard output is gone.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Lets a program's memory be limited.
#[cfg(not(target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: awaitscope::vm::machine::memory::Counting = awaitscope::vm::machine::memory::Counting;

fn main() -> ExitCode {
    // Calls within a program may nest deeply.
    let run = thread::Builder::new().stack_size(STACK_BYTES).spawn(run_command);
    run.expect("there is memory for a stack").join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn run_command() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        ["run", rest @ ..] => run(rest),
        ["check", files @ ..] if !files.is_empty() => check(files),
        ["export", file, "--to", form] | ["export", "--to", form, file] => export(file, form),
        ["support"] => support(),
        ["gallery", folder] => print_index(folder),
        ["--help" | "-h" | "help"] => print(USAGE).map(|()| ExitCode::SUCCESS),
        ["--version" | "-V"] => {
            print(concat!("awaitscope ", env!("CARGO_PKG_VERSION"), "\n")).map(|()| ExitCode::SUCCESS)
        }
        [] => Err(Failure::Usage("say what to do".into())),
        [word, ..] => Err(Failure::Usage(format!("`{word}` needs other words after it, or is no command"))),
    };
    match result {
        Ok(code) => code,
        Err(Failure::Usage(message)) => {
            eprint!("awaitscope: {message}\n\n{USAGE}");
            ExitCode::from(2)
        }
        Err(Failure::Input(message)) => {
            eprintln!("{}", message.trim_end());
            ExitCode::from(2)
        }
        // A reader that has seen enough, such as `head`, is no fault.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            eprintln!("awaitscope: cannot write: {error}");
            ExitCode::from(2)
        }
    }
}

fn print(text: &str) -> Result<(), Failure> {
    Ok(io::stdout().lock().write_all(text.as_bytes())?)
}

/// How `run` shows a run.
#[derive(Clone, Copy, PartialEq)]
enum Form<'a> {
    Transcript(Detail),
    Json,
    /// As a picture, into that file.
    Svg(&'a str),
}

fn run(arguments: &[&str]) -> Result<ExitCode, Failure> {
    let (mut file, mut form, mut until) = (None, None, f64::INFINITY);
    let mut words = arguments.iter();
    while let Some(&word) = words.next() {
        match word {
            "--events" | "--json" | "--svg" if form.is_some() => {
                return Err(Failure::Usage("--events, --json and --svg exclude each other".into()));
            }
            "--events" => form = Some(Form::Transcript(Detail::Events)),
            "--json" => form = Some(Form::Json),
            "--svg" => match words.next() {
                Some(out) => form = Some(Form::Svg(out)),
                None => return Err(Failure::Usage("--svg takes the name of the file to draw into".into())),
            },
            "--until" => {
                let secs = words.next().and_then(|word| word.parse::<f64>().ok()).filter(|secs| *secs >= 0.0);
                until = secs.ok_or_else(|| Failure::Usage("--until takes a number of seconds".into()))?;
            }
            option if option.starts_with("--") => {
                return Err(Failure::Usage(format!("there is no option {option}")));
            }
            name if file.is_none() => file = Some(name),
            name => return Err(Failure::Usage(format!("run takes one file; what is {name} for?"))),
        }
    }
    let file = file.ok_or_else(|| Failure::Usage("run needs a file".into()))?;
    let ran = if is_python(file) { run_python(file)? } else { run_scene(file)? };
    let ended_well = ended_well(&ran.log);
    let log = up_to(ran.log, until);
    match form.unwrap_or(Form::Transcript(Detail::Output)) {
        Form::Transcript(detail) => print(&transcript(&log, detail))?,
        Form::Json => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            for (_, event) in log.iter() {
                serde_json::to_writer(&mut out, event).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
            out.flush()?;
        }
        Form::Svg(out) => {
            let recording = match ran.scene {
                Some((scene, places)) => recording(log, places, &scene),
                None => {
                    let drawing = Drawing::of(&log);
                    recording(drawing.log, drawing.places, &drawing.scene)
                }
            };
            let svg = svg::run(&title_of(file), recording.into());
            write_to(out, &svg)?;
        }
    }
    Ok(if ended_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A run, and for one of blocks what its origins stand for.
struct Ran {
    log: Log,
    scene: Option<(Scene, Vec<Place>)>,
}

fn run_scene(file: &str) -> Result<Ran, Failure> {
    let scene = load(file)?;
    let lowered = scene.lower();
    remark(file, &lowered);
    let program = Rc::new(lowered.program);
    let log = program::run(&program, Limits::INTERACTIVE);
    Ok(Ran { log, scene: Some((scene, program.origins.clone())) })
}

fn recording(log: Log, places: Vec<Place>, scene: &Scene) -> Recording {
    let labels = scene.blocks.iter().map(|(id, block)| (id.0, block.label.clone()));
    Recording::new(log, places).with_labels(labels)
}

/// What a picture is called.
fn title_of(file: &str) -> String {
    let name = Path::new(file).file_name();
    name.map_or_else(|| file.to_owned(), |name| name.to_string_lossy().into_owned())
}

fn write_to(out: &str, text: &str) -> Result<(), Failure> {
    if out == "-" {
        return print(text);
    }
    fs::write(out, text).map_err(|error| Failure::Input(format!("{out}: cannot be written: {error}\n")))
}

fn is_python(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|kind| kind == "py")
}

/// Runs a program. What it writes to stderr goes there.
fn run_python(file: &str) -> Result<Ran, Failure> {
    let text = read(file)?;
    let ran = python::run(&text, file, Limits::INTERACTIVE);
    let ran = ran.map_err(|diagnostics| Failure::Input(faults_of(file, &diagnostics)))?;
    eprint!("{}", ran.console);
    Ok(Ran { log: ran.log, scene: None })
}

/// What is wrong with a Python text, a line each.
fn faults_of(file: &str, diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| format!("{file}:{diagnostic}\n")).collect()
}

fn ended_well(log: &Log) -> bool {
    log.iter().any(|(_, event)| matches!(&event.kind, EventKind::RunEnded { how: RunEnd::Ok }))
}

/// The events up to a virtual time.
fn up_to(log: Log, until: f64) -> Log {
    if log.iter().all(|(_, event)| event.time <= until) {
        return log;
    }
    let mut kept = Log::new();
    for (_, event) in log.iter().take_while(|(_, event)| event.time <= until) {
        kept.push(event.clone());
    }
    kept
}

fn check(files: &[&str]) -> Result<ExitCode, Failure> {
    let mut faults = String::new();
    for file in files {
        match if is_python(file) {
            check_python(file)
        } else {
            load(file).map(|scene| remark(file, &scene.lower()))
        } {
            Ok(()) => {}
            Err(Failure::Input(message)) => faults.push_str(&message),
            Err(other) => return Err(other),
        }
    }
    if faults.is_empty() { Ok(ExitCode::SUCCESS) } else { Err(Failure::Input(faults)) }
}

fn check_python(file: &str) -> Result<(), Failure> {
    let text = read(file)?;
    for remark in lesson::remarks(&text) {
        eprintln!("{file}:{}: warning: {}", remark.line, remark.message);
    }
    for (line, message) in python::left_out(&text) {
        eprintln!("{file}:{line}: warning: {message}");
    }
    let compiled = python::compile_program(&text);
    compiled.map(drop).map_err(|diagnostics| Failure::Input(faults_of(file, &diagnostics)))
}

fn export(file: &str, form: &str) -> Result<ExitCode, Failure> {
    if is_python(file) {
        return export_python(file, form);
    }
    let scene = load(file)?;
    match form {
        "python" => {
            let lowered = scene.lower();
            remark(file, &lowered);
            print(&python::print_by_itself(&lowered.program))?;
        }
        "json" => print(&scene.to_json())?,
        "svg" => {
            let picture = Picture::of(&scene, None, &Picture::default());
            let title = if scene.title.is_empty() { title_of(file) } else { scene.title.clone() };
            print(&svg::drawing(&title, &picture))?;
        }
        other => {
            let message = format!("a scene can be exported to python, json or svg, not to {other}");
            return Err(Failure::Usage(message));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn export_python(file: &str, form: &str) -> Result<ExitCode, Failure> {
    match form {
        "python" => {}
        "svg" => return draw_python(file),
        form => {
            let message = format!("a Python program can be exported to python or svg, not to {form}");
            return Err(Failure::Usage(message));
        }
    }
    let text = read(file)?;
    let exported = python::export(&text).map_err(|faults| Failure::Input(faults_of(file, &faults)))?;
    print(&exported).map(|()| ExitCode::SUCCESS)
}

/// What a program consists of is known once it has run.
fn draw_python(file: &str) -> Result<ExitCode, Failure> {
    let drawing = Drawing::of(&run_python(file)?.log);
    let summaries = drawing.summaries.iter().map(|(id, text)| (*id, text.as_str().into())).collect();
    let nothing = Picture::default();
    let picture = Picture::of(&drawing.scene, Some((&summaries, TASK_SIZE)), &nothing)
        .with_fixtures(&drawing.fixtures, &nothing);
    print(&svg::drawing(&title_of(file), &picture)).map(|()| ExitCode::SUCCESS)
}

/// There is no command line in the browser, but its tests build this all the same.
#[cfg(target_arch = "wasm32")]
fn support() -> Result<ExitCode, Failure> {
    Err(Failure::Usage("the table is made on the command line".into()))
}

#[cfg(not(target_arch = "wasm32"))]
fn support() -> Result<ExitCode, Failure> {
    let text = python::support().map_err(Failure::Input)?;
    print(&text).map(|()| ExitCode::SUCCESS)
}

fn print_index(folder: &str) -> Result<ExitCode, Failure> {
    let folder = Path::new(folder);
    let contents = read(&folder.join("contents.txt").to_string_lossy())?;
    let index = gallery::index(&contents, &|name| fs::read_to_string(folder.join(name)).ok());
    print(&index.map_err(Failure::Input)?).map(|()| ExitCode::SUCCESS)
}

fn load(file: &str) -> Result<Scene, Failure> {
    let text = read(file)?;
    Scene::from_json(&text).map_err(|error| {
        let lines = error
            .faults
            .iter()
            .map(|fault| format!("{file}:{}:{}: {}\n", fault.line, fault.column, fault.message()));
        let more = (error.more > 0).then(|| format!("{file}: and {} more\n", error.more));
        Failure::Input(lines.chain(more).collect())
    })
}

fn read(file: &str) -> Result<String, Failure> {
    let text = if file == "-" { io::read_to_string(io::stdin()) } else { fs::read_to_string(file) };
    text.map_err(|error| Failure::Input(format!("{file}: cannot be read: {error}\n")))
}

/// Says on standard error what deserves a remark. Standard output is the transcript's alone.
fn remark(file: &str, lowered: &Lowered) {
    for diagnostic in &lowered.diagnostics {
        let severity = match diagnostic.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        eprintln!("{file}: {severity}: {}", diagnostic.message);
    }
}
