//! The machine: what there is once in a run.

mod drive;
pub mod memory;
pub mod outside;

use std::any::{Any, TypeId};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::engine::{EventLoop, Exception, Limit, Stop};
use crate::vm::code::ModuleCode;
use crate::vm::coroutine::running::Running;
use crate::vm::exceptions::{Flight, TRACES, data_of, type_error};
use crate::vm::value::module::{Globals, Module};
use crate::vm::value::symbol::{NumberMap, Symbol};
use crate::vm::value::{Result, Value};

use drive::Driving;

/// What compiles the parts of the library that are written in Python: the text, and the module's name.
pub type CompileLibrary = fn(&str, &str) -> std::result::Result<ModuleCode, String>;

/// Instructions (loops' turns and calls) that may run between two iterations of the loop.
pub(crate) const MOST_INSTRUCTIONS: u64 = 60_000_000;
/// Instructions that may run in all, as long as nobody asks for more of the run: each turn of the loop may take a while, and
/// there may be many.
pub(crate) const MOST_ALTOGETHER: u64 = MOST_INSTRUCTIONS * 3 / 2;
/// So many steps of the machine take as long as a turn of a loop that does next to nothing.
const OPS_OF_A_TICK: u64 = 2;
/// What [`Vm::charge`] counts takes so much less.
const CHARGES_OF_A_TICK: u64 = 2;
/// And so many such turns take as long as a name that was not known before.
const TICKS_OF_A_SYMBOL: u64 = 192;
/// How deep calls of Python functions may nest (`sys.getrecursionlimit()`).
pub(crate) const MOST_FRAMES: u32 = 1000;
/// How deep the host's stack may be used by calls from Rust into Python (`sorted(key=..)`, generators within generators).
pub(super) const MOST_NESTED: u32 = 120;
/// How many bytes one string, list or number may take.
pub(crate) const MOST_OF_ONE: u64 = 64 << 20;
/// How many bytes everything may take. What grows may take as much again for a moment.
pub(crate) const MOST_IN_USE: u64 = 320 << 20;
/// How many bytes all large strings, lists and numbers that are made may take together, also if they are freed again.
pub(crate) const MOST_MADE: u64 = 2048 << 20;

/// As [`Vm::charge`], where nothing can fail or no machine is at hand: what is done is taken from the budget, and the next turn
/// of a loop or the next call finds out if that was too much. Small things are not counted.
#[inline]
pub(in crate::vm) fn owe(n: usize) {
    #[cold]
    fn add(n: usize) {
        if let Some(vm) = Vm::try_current() {
            vm.instructions.set(vm.instructions.get() + n as u64 / CHARGES_OF_A_TICK);
        }
    }
    if n >= 256 {
        add(n);
    }
}

thread_local! {
    static CURRENT: RefCell<Option<Rc<Vm>>> = const { RefCell::new(None) };
}

/// A machine. While a program runs there is one on the thread: [`Vm::current`].
pub struct Vm {
    /// The loop on which the program's first loop runs, and of which its others are siblings.
    pub event_loop: EventLoop,
    /// What names mean that no module defines.
    pub builtins: RefCell<NumberMap<Symbol, Value>>,
    /// The variables of all code that refers to builtins.
    pub(super) spaces: RefCell<Vec<Weak<Globals>>>,
    pub(super) modules: RefCell<NumberMap<Symbol, Rc<Module>>>,
    /// The variables of `__main__`.
    pub main: Rc<Globals>,
    pub(super) compile: CompileLibrary,
    pub(super) instructions: Cell<u64>,
    /// Those of the iterations before.
    instructions_before: Cell<u64>,
    /// At how many the budget is looked at again.
    check_at: Cell<u64>,
    /// How many names were known when the budget was checked last.
    symbols: Cell<u32>,
    /// The iteration of the loop in which `instructions` are counted.
    pub(super) counted_in: Cell<u32>,
    pub(super) frames: Cell<u32>,
    pub(super) nested: Cell<u32>,
    /// The coroutine that the current task drives.
    pub(super) running: Running,
    /// The name of the program's file, and its text: for tracebacks.
    pub source: RefCell<(Rc<str>, Rc<str>)>,
    /// The most digits of an int that is read or written (`sys.set_int_max_str_digits()`).
    pub most_digits: Cell<usize>,
    /// How deep calls may nest as the program wants it (`sys.setrecursionlimit()`): 1,000 levels at most.
    pub most_frames: Cell<u32>,
    /// What was written to stderr.
    pub console: RefCell<String>,
    /// The exception that is being handled where Rust calls Python now.
    pub(super) handled: RefCell<Option<Exception>>,
    /// Why the run is over: then nothing is caught any more and everything unwinds.
    stop: RefCell<Option<Stop>>,
    stopped: Cell<bool>,
    /// The line of the first of the program's frames that unwound then.
    pub(super) stopped_at: Cell<Option<u32>>,
    /// Whether the program has come to its end: what is printed when its values are dropped is no part of what it did.
    pub(super) ended: Cell<bool>,
    /// Whether events are recorded.
    pub(super) tracing: bool,
    /// Whether new instances are noted, for `gc.collect()`.
    pub(super) tells_made: Cell<bool>,
    bytes: Cell<u64>,
    /// How calls that go round with a loop are left standing.
    pub(super) driving: Driving,
    /// What was in use before the run.
    in_use_before: u64,
    /// What modules of the library keep: few, and asked for often.
    states: RefCell<Vec<(TypeId, Rc<dyn Any>)>>,
}

impl Vm {
    /// A machine on a loop.
    pub fn new(event_loop: EventLoop, compile: CompileLibrary) -> Rc<Self> {
        event_loop.set_traces(TRACES);
        Rc::new(Self {
            tracing: event_loop.is_tracing(),
            event_loop,
            builtins: RefCell::default(),
            spaces: RefCell::default(),
            modules: RefCell::default(),
            main: Rc::default(),
            compile,
            tells_made: Cell::new(false),
            instructions: Cell::new(0),
            instructions_before: Cell::new(0),
            check_at: Cell::new(1024),
            symbols: Cell::new(u32::MAX),
            counted_in: Cell::new(0),
            frames: Cell::new(0),
            nested: Cell::new(0),
            running: Running::default(),
            source: RefCell::new(("main.py".into(), "".into())),
            most_digits: Cell::new(4300),
            most_frames: Cell::new(MOST_FRAMES),
            console: RefCell::default(),
            handled: RefCell::default(),
            stop: RefCell::default(),
            stopped: Cell::new(false),
            stopped_at: Cell::default(),
            ended: Cell::new(false),
            bytes: Cell::new(0),
            driving: Driving::default(),
            in_use_before: memory::in_use(),
            states: RefCell::default(),
        })
    }

    /// The machine of this thread.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn current() -> Rc<Self> {
        Self::try_current().expect("no virtual machine on this thread")
    }

    /// The machine of this thread, if there is one.
    pub fn try_current() -> Option<Rc<Self>> {
        // A value may be dropped when the thread ends.
        CURRENT.try_with(|current| current.borrow().clone()).ok().flatten()
    }

    /// Makes this the machine of the thread while something is done.
    pub fn enter<R>(self: &Rc<Self>, action: impl FnOnce() -> R) -> R {
        let before = CURRENT.replace(Some(self.clone()));
        let result = action();
        let ours = CURRENT.replace(before);
        drop(ours);
        result
    }

    /// What a module of the library keeps for the run, made when it is first asked for.
    pub fn state<T: Default + 'static>(&self) -> Rc<T> {
        let id = TypeId::of::<T>();
        let known = self.states.borrow().iter().find(|(of, _)| *of == id).map(|(_, state)| state.clone());
        let state = known.unwrap_or_else(|| {
            let made: Rc<dyn Any> = Rc::new(T::default());
            self.states.borrow_mut().push((id, made.clone()));
            made
        });
        state.downcast().expect("a state is kept under its own type")
    }

    /// Ends the run: nothing is caught any more. The exception is to be returned as an error.
    pub fn stop(&self, stop: Stop) -> Exception {
        // Whoever could not tell of it has the next turn or call find out.
        self.check_at.set(0);
        if !self.stopped.replace(true) {
            if let Stop::Limit(limit) = stop {
                self.event_loop.exceed(limit);
            }
            *self.stop.borrow_mut() = Some(stop);
        }
        Exception::runtime("the run is over")
    }

    /// Why the run is over, if it is.
    pub fn stopped(&self) -> Option<Stop> {
        if self.stopped.get() { self.stop.borrow().clone() } else { None }
    }

    /// Whether the run is over.
    #[inline]
    pub fn is_stopped(&self) -> bool {
        self.stopped.get()
    }

    /// A turn of a loop, or a call: takes it from the budget.
    ///
    /// # Errors
    ///
    /// If the budget is used up.
    #[inline]
    pub(super) fn tick(&self) -> Result<()> {
        self.ticks(1)
    }

    /// A call of a Python function by the library, which runs on a stack of its own.
    ///
    /// # Errors
    ///
    /// If the budget is used up.
    #[inline]
    pub(super) fn tick_callback(&self) -> Result<()> {
        self.ticks(12)
    }

    /// A call of a function of the library's, whatever else it is charged for.
    ///
    /// # Errors
    ///
    /// If the budget is used up.
    #[inline]
    pub(super) fn tick_native(&self) -> Result<()> {
        self.ticks(8)
    }

    /// What stands between two places of the code was carried out, or some of it: the longer it is, the longer it takes.
    ///
    /// # Errors
    ///
    /// If the budget is used up.
    #[inline]
    pub(super) fn tick_code(&self, from: usize, to: usize) -> Result<()> {
        self.ticks(1 + (to - from) as u64 / OPS_OF_A_TICK)
    }

    #[inline]
    fn ticks(&self, n: u64) -> Result<()> {
        let count = self.instructions.get() + n;
        self.instructions.set(count);
        if count >= self.check_at.get() { self.check_budget(count) } else { Ok(()) }
    }

    #[cold]
    fn check_budget(&self, count: u64) -> Result<()> {
        if self.stopped.get() {
            return Err(Exception::runtime("the run is over"));
        }
        let iteration = self.event_loop.iteration();
        if self.counted_in.replace(iteration) != iteration {
            self.instructions_before.set(self.instructions_before.get() + count);
            self.instructions.set(0);
        }
        let symbols = Symbol::count();
        let new_symbols = symbols.saturating_sub(self.symbols.replace(symbols));
        self.instructions.set(self.instructions.get() + u64::from(new_symbols) * TICKS_OF_A_SYMBOL);
        self.check_at.set(self.instructions.get() + 1024);
        memory::grow_ahead();
        if let Some(limit) = self.event_loop.used_up() {
            return Err(self.stop(Stop::Limit(limit)));
        }
        if memory::in_use().saturating_sub(self.in_use_before) > MOST_IN_USE {
            return Err(self.stop(Stop::Limit(Limit::Memory(MOST_IN_USE))));
        }
        if count > MOST_INSTRUCTIONS {
            return Err(self.stop(Stop::Limit(Limit::Instructions(MOST_INSTRUCTIONS))));
        }
        if self.instructions_before.get() + self.instructions.get() > MOST_ALTOGETHER {
            return Err(self.stop(Stop::Limit(Limit::Altogether(MOST_ALTOGETHER))));
        }
        Ok(())
    }

    /// For work in Rust that takes time in proportion to `n` (a sort, a join, a copy): takes it from the budget.
    ///
    /// # Errors
    ///
    /// If the budget is used up.
    pub fn charge(&self, n: usize) -> Result<()> {
        let count = self.instructions.get() + n as u64 / CHARGES_OF_A_TICK;
        self.instructions.set(count);
        // Small charges add up: what asks for them again and again without a turn of the interpreter ends too.
        if n > 4096 || count >= self.check_at.get() { self.check_budget(count) } else { Ok(()) }
    }

    /// What was made and done so far no longer counts: a program that runs on for ever does something again and again.
    pub(super) fn forgive(&self) {
        self.bytes.set(0);
        self.instructions_before.set(0);
        self.instructions.set(0);
        self.check_at.set(1024);
    }

    /// Before something of so many bytes is made: a long str, a list, a big int.
    ///
    /// # Errors
    ///
    /// If that is more than a run may have.
    pub fn charge_bytes(&self, bytes: u64) -> Result<()> {
        if bytes < 4096 {
            return Ok(());
        }
        // What is freed is not given back: a run that makes so much is on its way to fill the memory.
        let all = self.bytes.get().saturating_add(bytes);
        self.bytes.set(all);
        if bytes > MOST_OF_ONE {
            return Err(self.stop(Stop::Limit(Limit::Value(MOST_OF_ONE))));
        }
        if all > MOST_MADE {
            return Err(self.stop(Stop::Limit(Limit::Made(MOST_MADE))));
        }
        Ok(())
    }

    /// As [`nest`](Self::nest): goes one level deeper into the host's stack.
    ///
    /// # Errors
    ///
    /// RecursionError if that is too deep, and what `action` fails with.
    pub fn deeper<R>(&self, action: impl FnOnce() -> Result<R>) -> Result<R> {
        self.nest(action)
    }

    /// Writes to the console: what CPython writes to stderr, which is no part of what the program prints.
    pub fn console(&self, text: &str) {
        self.console.borrow_mut().push_str(text);
    }

    /// A TypeError that says what a value of this type cannot do: `'int' object is not iterable`.
    pub fn cannot(&self, value: &Value, what: &str) -> Exception {
        type_error(format!("'{}' object {what}", value.full_type_name()))
    }

    /// Tells the engine the exception's message, before it is seen by others: when a task ends, or the program.
    pub fn settle(&self, exception: &Exception) {
        if self.stopped.get() {
            return;
        }
        let data = data_of(exception);
        data.flight.set(Flight::Landed);
        if exception.message().is_some() {
            return;
        }
        let no_args = matches!(&*data.args.borrow(), Value::Tuple(args) if args.is_empty());
        if let Ok(text) = self.str(&Value::Exception(exception.clone()))
            && !(no_args && text.is_empty())
        {
            exception.set_message(text);
        }
    }

    /// Calls the `__del__` of an object. Whoever lets go of the object waits for it: it cannot be left standing.
    #[cold]
    pub(super) fn finalize(&self, object: &Value) {
        if let Err(exception) = self.nest(|| self.call_special(object, "__del__", &[])) {
            let del = crate::vm::class::class_of(object).lookup(Symbol::new("__del__"));
            self.unraisable(&exception, "while calling deallocator", &del.unwrap_or_default());
        }
    }

    /// An exception that nobody can catch: in a `__del__`, or in a `finally` clause of a generator that is closed because
    /// nobody refers to it any more. A `sys.unraisablehook` of the program's hears what was done to what.
    pub(super) fn unraisable(&self, exception: &Exception, doing: &str, to: &Value) {
        if !self.is_stopped() {
            self.settle(exception);
            let sys = self.modules.borrow().get(&Symbol::new("sys")).cloned();
            let heard = sys.and_then(|sys| sys.globals.get(Symbol::new("_unraisable"))).map(|hear| {
                let message = format!("Exception ignored {doing} {}", self.repr(to)?);
                self.call(&hear, &[Value::Exception(exception.clone()), message.into()])
            });
            let failed = match heard {
                Some(Ok(Value::Bool(true))) => return,
                Some(Err(failed)) => Some(failed),
                _ => None,
            };
            let exception = failed.as_ref().unwrap_or(exception);
            self.settle(exception);
            let message = exception.message().cloned().unwrap_or_default();
            self.event_loop.warn(format!("unraisable {}: {message}", exception.class().name()), None);
        }
    }
}
