//! Going round with a loop in pieces. `asyncio.run()` and its like return when their loop is done, which may be never. Where
//! nothing but frames of the program's is below such a call (no sort, no `map`), these can be left standing, as those of a
//! coroutine are that waits, and the host goes on with them when it likes. Anywhere else the call runs to its end.
//!
//! In a thread the same is done with every call that waits, so that whoever started the thread goes on meanwhile.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::task::{Context, Poll};

use crate::engine::{EventLoop, to_end};
use crate::trace::{Origin, ThreadId};
use crate::vm::code::CodeKind;
use crate::vm::coroutine::Pending;
use crate::vm::frames::Execution;
use crate::vm::library::asyncio::take_set_loop;
use crate::vm::library::contextvars::{in_context, is_context};
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::{Vm, owe};

/// What it takes from the budget that a thread goes on.
const WAKING: usize = 256;

/// How calls that go round with a loop are left standing.
#[derive(Default)]
pub(in crate::vm) struct Driving {
    /// Whether the host goes on with what is left standing.
    pub is_live: Cell<bool>,
    /// Whether the call that is made now may be left standing.
    is_allowed: Cell<bool>,
    /// How many levels of the host's stack are below the frames of the thread that runs.
    below: Cell<u32>,
    /// Whether something was left standing that has not been asked yet whether it can go on.
    is_new: Cell<bool>,
    /// What goes on in the place of a call that is left standing.
    driver: RefCell<Option<Pending>>,
    /// The threads that have not ended, each with the line of the program where it stands.
    threads: RefCell<Vec<Known>>,
}

/// A thread that has not ended: where it stands is a line of the program.
struct Known {
    thread: ThreadId,
    name: Rc<str>,
    line: Option<Origin>,
}

impl Vm {
    /// Calls something that [`drives`](crate::vm::native::Native::drives) from a frame of the program's, so that it may be left
    /// standing.
    pub(in crate::vm) fn call_driving(&self, call: impl FnOnce() -> Result) -> Result {
        let driving = &self.driving;
        let is_outermost = self.nested.get() == driving.below.get() + 1;
        let is_free = match self.event_loop.thread() {
            Some(_) => true,
            None => driving.is_live.get() && EventLoop::try_current().is_none(),
        };
        driving.is_allowed.set(is_outermost && is_free);
        let result = call();
        driving.is_allowed.set(false);
        result
    }

    /// What goes on in the place of the call that was made last, if it is left standing.
    pub(in crate::vm) fn take_driver(&self) -> Option<Pending> {
        self.driving.driver.take()
    }

    /// What a function does that [`drives`](crate::vm::native::Native::drives): `prepare` comes first, and what it returns goes
    /// round. The arguments live for as long.
    pub fn drive<F>(&self, args: &[Value], prepare: impl FnOnce() -> Result<F>) -> Result
    where
        F: Future<Output = Result> + 'static,
    {
        // What it finds out about it is so if it is prepared, and not when it goes round.
        let is_allowed = self.driving.is_allowed.get();
        let driver = prepare();
        self.driving.is_allowed.set(false);
        let driver = driver?;
        if !is_allowed {
            return to_end(driver);
        }
        let held = args.to_vec();
        let driver = async move {
            let result = driver.await;
            drop(held);
            result
        };
        self.driving.driver.replace(Some(Box::pin(driver)));
        self.driving.is_new.set(true);
        Ok(Value::Unbound)
    }

    /// The loop that runs where a call is prepared that goes round with one: none can beside it, but in a thread.
    pub fn loop_in_the_way(&self) -> Option<EventLoop> {
        EventLoop::try_current().filter(|_| !self.driving.is_allowed.get())
    }

    /// What a thread runs: a call that is left standing where it waits.
    pub async fn call_in_thread(
        name: Rc<str>,
        function: Value,
        args: Vec<Value>,
        keywords: Vec<(Symbol, Value)>,
    ) -> Result {
        let mut call = ThreadCall::Begins(function, args, keywords);
        poll_fn(move |context| {
            let vm = Vm::current();
            // Each time that it goes on takes longer than what it may do, and is looked for among the others.
            owe(WAKING + 2 * vm.driving.threads.borrow().len());
            let below = vm.driving.below.replace(vm.nested.get());
            let handled = vm.handled.take();
            vm.thread_goes_on(&name);
            let polled = call.poll(&vm, context);
            vm.thread_stands(polled.is_pending());
            if polled.is_ready() {
                drop(take_set_loop(&vm));
            }
            vm.handled.replace(handled);
            vm.driving.below.set(below);
            polled
        })
        .await
    }

    fn thread_goes_on(&self, name: &Rc<str>) {
        let Some(thread) = self.event_loop.thread() else { return };
        let mut threads = self.driving.threads.borrow_mut();
        if !threads.iter().any(|known| known.thread == thread) {
            threads.push(Known { thread, name: name.clone(), line: None });
        }
    }

    /// The thread that runs now is left standing, or has ended.
    fn thread_stands(&self, stands: bool) {
        let thread = self.event_loop.thread();
        let mut threads = self.driving.threads.borrow_mut();
        if !stands {
            threads.retain(|known| Some(known.thread) != thread);
        } else if let Some(line) = self.event_loop.origin() {
            // After an iteration of its loop nobody knows: then it stands where it stood.
            threads.iter_mut().filter(|it| Some(it.thread) == thread).for_each(|it| it.line = Some(line));
        }
    }

    /// Tells on the console which threads wait for ever, and where.
    #[cold]
    pub fn tell_who_waits(&self) {
        let line = |line: Option<Origin>| line.map_or(String::new(), |line| format!(" in line {}", line.0));
        let (here, thread) = (self.event_loop.origin(), self.event_loop.thread());
        let mut waiting = Vec::new();
        if thread.is_none() && EventLoop::try_current().is_none() {
            waiting.push(format!("MainThread{}", line(here)));
        }
        for known in self.driving.threads.borrow().iter() {
            if Some(known.thread) == thread {
                let what = "waits within a function of the library, where threads cannot be left standing here: \
                            let it call by itself what waits";
                return self.console(&format!("{}{} {what}\n", known.name, line(here)));
            }
            if self.event_loop.is_left_standing(known.thread) {
                waiting.push(format!("{}{}", known.name, line(known.line)));
            }
        }
        // Where there is but one thread, its tasks tell more.
        if !waiting.is_empty() && (waiting.len() > 1 || here.is_some() || thread.is_some()) {
            self.console(&format!("Threads that wait for ever: {}\n", waiting.join(", ")));
        }
    }
}

/// A call in a thread.
enum ThreadCall {
    Begins(Value, Vec<Value>, Vec<(Symbol, Value)>),
    /// A function of the program's.
    Frames(Box<Execution>),
    /// One that goes round with a loop itself.
    Driver(Pending),
    /// `context.run()`
    InContext(Value, Box<Self>),
}

impl ThreadCall {
    fn poll(&mut self, vm: &Vm, context: &mut Context<'_>) -> Poll<Result> {
        loop {
            let polled = match self {
                Self::Frames(execution) => vm.poll(execution, false, context),
                Self::Driver(driver) => driver.as_mut().poll(context),
                Self::InContext(own, call) => in_context(vm, own, || call.poll(vm, context))
                    .unwrap_or_else(|error| Poll::Ready(Err(error))),
                Self::Begins(callee, args, keywords) => match begin(vm, callee, args, keywords) {
                    Ok(begun) => {
                        *self = begun;
                        continue;
                    }
                    Err(result) => return Poll::Ready(result),
                },
            };
            if polled.is_ready() || !vm.driving.is_new.take() {
                return polled;
            }
        }
    }
}

/// Begins a call; its result, if it cannot be left standing.
fn begin(
    vm: &Vm,
    callee: &Value,
    args: &mut Vec<Value>,
    keywords: &[(Symbol, Value)],
) -> std::result::Result<ThreadCall, Result> {
    match callee {
        Value::Method(method) => {
            args.insert(0, method.receiver.clone());
            begin(vm, &method.function, args, keywords)
        }
        Value::Function(function) if function.code.kind == CodeKind::Function => {
            vm.tick_callback().map_err(Err)?;
            let slots = function.bind(args, keywords).map_err(Err)?;
            Ok(ThreadCall::Frames(Box::new(Execution::new(function, slots))))
        }
        Value::Native(function) if function.native.drives => {
            vm.driving.is_allowed.set(true);
            let result = vm.call_native(function, args, keywords);
            vm.driving.is_allowed.set(false);
            match vm.take_driver() {
                Some(driver) => Ok(ThreadCall::Driver(driver)),
                None => Err(result),
            }
        }
        Value::Native(function)
            if function.native.name == "run" && args.len() > 1 && is_context(&args[0]) =>
        {
            let (context, callee) = (args.remove(0), args.remove(0));
            let call = ThreadCall::Begins(callee, std::mem::take(args), keywords.to_vec());
            Ok(ThreadCall::InContext(context, Box::new(call)))
        }
        // What it calls is none of the thread's frames: it cannot be left standing.
        other => Err(vm.nest(|| vm.call_with(other, args, keywords))),
    }
}
