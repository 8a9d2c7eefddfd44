//! What the translations need of Python: `print()`, tasks with the names of their coroutine functions, and `repr()`.

use std::fmt::Display;
use std::future::Future as RustFuture;
use std::rc::Rc;

use awaitscope::engine::{self, Class, EventLoop, Exception, ReturnWhen, Stop, Task, TaskBuilder, TaskRef};

/// What a coroutine gives.
pub type Outcome<T = ()> = Result<T, Exception>;

/// What `asyncio.run()` gives; an exception out of it is [`Stop::Raised`].
pub type Ran<T = ()> = Result<T, Stop>;

/// `print()`.
macro_rules! say {
    ($($words:tt)*) => { $crate::engine::python::print(format!($($words)*)) };
}
pub(crate) use say;

/// `print(text)` inside of a loop.
pub fn print(text: impl Into<Rc<str>>) {
    print_on(&EventLoop::current(), text);
}

/// `print(text)` outside of any loop.
pub fn print_on(event_loop: &EventLoop, text: impl Into<Rc<str>>) {
    event_loop.print(text);
}

/// `asyncio.create_task(coroutine())`.
pub fn task<T: Clone + 'static>(
    coroutine: &str,
    body: impl RustFuture<Output = Outcome<T>> + 'static,
) -> Task<T> {
    TaskBuilder::new().coroutine(coroutine).spawn(body)
}

/// `asyncio.create_task(coroutine(), name=name)`.
pub fn named<T: Clone + 'static>(
    name: &str,
    coroutine: &str,
    body: impl RustFuture<Output = Outcome<T>> + 'static,
) -> Task<T> {
    TaskBuilder::new().name(name).coroutine(coroutine).spawn(body)
}

/// `asyncio.run(main())`.
pub fn run<T: Clone + 'static>(
    event_loop: &EventLoop,
    main: impl RustFuture<Output = Outcome<T>> + 'static,
) -> Ran<T> {
    run_as(event_loop, "main", main)
}

/// `asyncio.run(coroutine())`.
pub fn run_as<T: Clone + 'static>(
    event_loop: &EventLoop,
    coroutine: &str,
    main: impl RustFuture<Output = Outcome<T>> + 'static,
) -> Ran<T> {
    event_loop.run_as(TaskBuilder::new().coroutine(coroutine), main)?.map_err(Stop::Raised)
}

/// `asyncio.current_task()`.
pub fn me() -> TaskRef {
    EventLoop::current().current_task().expect("this is a coroutine")
}

/// `loop.time()`.
pub fn now() -> f64 {
    EventLoop::current().time()
}

/// `asyncio.wait(tasks)`.
pub async fn wait<T: Clone + 'static>(tasks: &[Task<T>]) -> Outcome {
    engine::wait(tasks.iter().cloned(), None, ReturnWhen::AllCompleted).await?;
    Ok(())
}

/// A task of `gather(coroutine())`.
pub fn tasks<T: Clone + 'static, F: RustFuture<Output = Outcome<T>> + 'static>(
    coroutine: &str,
    bodies: impl IntoIterator<Item = F>,
) -> Vec<Task<T>> {
    bodies.into_iter().map(|body| task(coroutine, body)).collect()
}

/// `repr()` of an exception with one argument, or none.
pub fn repr(exception: &Exception) -> String {
    let args = exception.message().map(|message| format!("'{message}'")).unwrap_or_default();
    format!("{}({args})", exception.class().name())
}

/// An exception of a class that the engine does not know.
pub fn error(class: &str, message: &str) -> Exception {
    Exception::with_message(Class::Other(class.into()), message)
}

/// `str(exception)`.
pub fn message(exception: &Exception) -> Rc<str> {
    exception.message().cloned().unwrap_or_default()
}

/// `type(exception).__name__`.
pub fn class(exception: &Exception) -> String {
    exception.class().name().to_owned()
}

/// `str()` of a bool.
pub fn yes(value: bool) -> &'static str {
    if value { "True" } else { "False" }
}

/// `repr()` of a str without quotes in it.
pub fn quoted(text: impl Display) -> String {
    format!("'{text}'")
}

/// `str()` of a list, from its elements' `repr()`.
pub fn list<T: Display>(elements: impl IntoIterator<Item = T>) -> String {
    let elements: Vec<String> = elements.into_iter().map(|element| element.to_string()).collect();
    format!("[{}]", elements.join(", "))
}

/// The `repr()` of an exception's `args`.
pub fn args(exception: &Exception) -> String {
    exception.message().map_or("()".to_owned(), |message| format!("('{message}',)"))
}

/// Whether it is a TimeoutError.
pub fn is_timeout(e: &Exception) -> bool {
    *e.class() == Class::TimeoutError
}
