//! A program as plain data: what both front ends produce and what the interpreter runs.
//!
//! It is a subset of Python with its names resolved: a variable is a slot of its function or of the module, and what
//! is imported or built in is a [`Builtin`]. Every statement remembers where it came from.

use super::outside::Intervention;
use serde::{Deserialize, Serialize};

/// A whole program: the module's functions and its body.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Program {
    /// What the printed program says above its imports, one line an entry.
    pub about: Vec<String>,
    /// All functions of the module, in the order of their definition. They are defined before `body` runs.
    pub functions: Vec<Function>,
    /// The names of the module's variables; functions are not among them.
    pub globals: Vec<String>,
    /// The coroutine that `asyncio.run()` gets.
    pub main: FunctionId,
    /// What acts from outside, each with a timer that is set before anything else.
    pub directives: Vec<Intervention>,
    /// What the origins of instructions stand for.
    pub origins: Vec<Place>,
}

/// An index into [`Program::functions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FunctionId(pub u32);

/// An index into [`Program::globals`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlobalId(pub u32);

/// An index into [`Function::locals`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalId(pub u32);

/// An index into [`Program::origins`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginId(pub u32);

/// What an instruction came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    /// A block of a scene: the number of its id.
    Block {
        /// The block's number.
        block: u32,
        /// Which of the task's steps, counted in document order with the nested ones; `None` for the block as a whole.
        step: Option<u32>,
    },
    /// The main coroutine that a scene has without showing it.
    Main,
}

impl Place {
    /// The place as two numbers, for a page that runs programs in another module.
    pub fn to_numbers(self) -> [u32; 2] {
        match self {
            Place::Block { block, step } => [block, step.map_or(0, |step| step + 1)],
            Place::Main => [u32::MAX, 0],
        }
    }

    /// The place that two such numbers stand for.
    pub fn from_numbers([block, step]: [u32; 2]) -> Self {
        match block {
            u32::MAX => Place::Main,
            block => Place::Block { block, step: step.checked_sub(1) },
        }
    }
}

/// `def` or `async def`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Function {
    /// A valid Python identifier.
    pub name: String,
    /// Whether calling it makes a coroutine.
    pub is_async: bool,
    /// How many of `locals` are parameters.
    pub parameters: u32,
    /// The names of its variables, parameters first.
    pub locals: Vec<String>,
    /// What it does.
    pub body: Vec<Stmt>,
}

/// A statement and where it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stmt {
    /// Where it came from.
    pub origin: OriginId,
    /// What it does.
    pub kind: StmtKind,
}

/// What a statement does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum StmtKind {
    /// `pass`
    Pass,
    /// An expression whose value is dropped.
    Expr(Expr),
    /// `target = value`
    Assign {
        /// The variable.
        target: Variable,
        /// Its new value.
        value: Expr,
    },
    /// `return`
    Return(Option<Expr>),
    /// `raise`, bare or with an exception.
    Raise(Option<Expr>),
    /// `if`
    If {
        /// The condition.
        test: Expr,
        /// What is done if it is true.
        body: Vec<Stmt>,
        /// What is done otherwise.
        orelse: Vec<Stmt>,
    },
    /// `for target in iterable:`
    For {
        /// The loop variable.
        target: Variable,
        /// What is iterated over.
        iterable: Expr,
        /// The body.
        body: Vec<Stmt>,
    },
    /// `async with context:`
    AsyncWith {
        /// The context manager.
        context: Expr,
        /// The body.
        body: Vec<Stmt>,
    },
    /// `try`
    Try {
        /// What is tried.
        body: Vec<Stmt>,
        /// The `except` clauses.
        handlers: Vec<ExceptClause>,
        /// The `finally` clause; empty for none.
        finally: Vec<Stmt>,
    },
}

/// `except class:`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExceptClause {
    /// What it catches.
    pub class: Expr,
    /// What it does.
    pub body: Vec<Stmt>,
}

/// A place for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Variable {
    /// Of the function.
    Local(LocalId),
    /// Of the module.
    Global(GlobalId),
}

/// An expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Expr {
    /// A value written down.
    Constant(Constant),
    /// A variable's value.
    Variable(Variable),
    /// A function of the module.
    Function(FunctionId),
    /// Something built in or imported.
    Builtin(Builtin),
    /// A call.
    Call(Box<Call>),
    /// `value.name`
    Attribute {
        /// The object.
        value: Box<Expr>,
        /// The attribute's name.
        name: Attribute,
    },
    /// `await value`
    Await(Box<Expr>),
    /// `left - right`
    Subtract(Box<Expr>, Box<Expr>),
    /// `[*elements]`
    List(Vec<Expr>),
}

/// `function(*arguments, **keywords)`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// Where the call came from, if it came from elsewhere than its statement.
    pub origin: Option<OriginId>,
    /// What is called.
    pub function: Expr,
    /// The positional arguments.
    pub arguments: Vec<Expr>,
    /// The keyword arguments.
    pub keywords: Vec<(Keyword, Expr)>,
}

/// A value written down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Constant {
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// A text.
    Str(String),
}

/// Names that every program has: Python's builtins, and what it imports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Builtin {
    /// `print`
    Print,
    /// `range`
    Range,
    /// `time.sleep`
    TimeSleep,
    /// `asyncio.sleep`
    Sleep,
    /// `asyncio.create_task`
    CreateTask,
    /// `asyncio.gather`
    Gather,
    /// `asyncio.shield`
    Shield,
    /// `asyncio.timeout`
    Timeout,
    /// `asyncio.wait_for`
    WaitFor,
    /// `asyncio.get_running_loop`
    GetRunningLoop,
    /// An exception class.
    Exception(ExceptionName),
}

/// The exception classes that a program can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is Python's class of that name")]
pub enum ExceptionName {
    BaseException,
    Exception,
    CancelledError,
    TimeoutError,
    ValueError,
    RuntimeError,
    LookupError,
    OSError,
    ConnectionError,
}

/// The attributes that the interpreter knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Attribute {
    /// `Future.cancel`
    Cancel,
    /// `Future.done`
    Done,
    /// `Future.cancelled`
    Cancelled,
    /// `Task.cancelling`
    Cancelling,
    /// `Task.uncancel`
    Uncancel,
    /// `loop.call_at`
    CallAt,
    /// `loop.call_soon`
    CallSoon,
}

/// The keyword arguments that a call can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Keyword {
    /// `create_task(name=...)`
    Name,
    /// `gather(return_exceptions=...)`
    ReturnExceptions,
}
