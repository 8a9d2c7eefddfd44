//! Compiled Python: code objects, as plain data. `python::compile` makes them, `interpreter` runs them.
//!
//! A stack machine along the lines of CPython 3.14's, with the same evaluation order. Variables are resolved to slots
//! when the text is compiled. The comment of every instruction shows the stack before and after it, its top to the right.

use std::cell::RefCell;
use std::rc::Rc;

use crate::vm::value::Value;
use crate::vm::value::symbol::Symbol;

/// A whole text, ready to be run.
#[derive(Debug)]
pub struct ModuleCode {
    /// The statements at the top level.
    pub body: Rc<Code>,
    /// The module's variables: the operands of `LoadGlobal` and its like are indices into them. Names of builtins that
    /// the text uses are among them.
    pub globals: Vec<Symbol>,
    /// What CPython warns of when it compiles the text.
    pub warnings: Vec<SyntaxWarning>,
}

/// A SyntaxWarning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxWarning {
    /// The line, from 1.
    pub line: u32,
    /// What it says.
    pub message: String,
}

/// What a code object is the body of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// A module's statements.
    Module,
    /// A class's statements. They run in a namespace; the value returned is the cell of `__class__`, or None.
    Class,
    /// A function, a lambda or a comprehension.
    Function,
    /// A function with `yield`.
    Generator,
    /// An `async def` without `yield`.
    Coroutine,
    /// An `async def` with `yield`.
    AsyncGenerator,
}

/// The parameters of a function. They are its first slots, in the order: positional ones, keyword-only ones, `*args`,
/// `**kwargs`.
#[derive(Debug, Default)]
pub struct Params {
    /// How many of the positional ones can be given by position alone (before a `/`).
    pub positional_only: u32,
    /// How many can be given by position, those among them.
    pub positional: u32,
    /// How many can be given by keyword alone.
    pub keyword_only: u32,
    /// Whether there is an `*args`.
    pub star_args: bool,
    /// Whether there is a `**kwargs`.
    pub star_kwargs: bool,
}

impl Params {
    /// How many slots they take.
    pub fn count(&self) -> usize {
        (self.positional + self.keyword_only) as usize
            + usize::from(self.star_args)
            + usize::from(self.star_kwargs)
    }
}

/// A place in the text: lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// The column after the last one.
    pub end_column: u32,
}

/// Where an exception that is raised at one of the instructions `start..end` is handled. Of several the first one in
/// the table counts: inner ones come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handler {
    /// First instruction covered.
    pub start: u32,
    /// The one after the last covered.
    pub end: u32,
    /// Where to go on. The exception is on the stack then, as its top.
    pub target: u32,
    /// How many values the stack is cut back to before that (above the slots).
    pub depth: u32,
}

/// The body of a module, class or function.
#[derive(Debug)]
pub struct Code {
    /// `__name__`.
    pub name: Rc<str>,
    /// `__qualname__`.
    pub qualname: Rc<str>,
    /// What it is the body of.
    pub kind: CodeKind,
    /// Its parameters.
    pub params: Params,
    /// The names of its slots: parameters, other locals and captured variables, and last of all `free` free variables.
    pub slots: Vec<Symbol>,
    /// How many of the slots, at the end, are cells of outer functions. They are filled from the function's closure when
    /// a frame begins.
    pub free: u32,
    /// The instructions.
    pub ops: Vec<Op>,
    /// For every instruction where it stands in the text.
    pub spans: Vec<Span>,
    /// Constants.
    pub consts: Vec<Value>,
    /// Names of attributes, keywords, modules, and of variables in class bodies.
    pub names: Vec<Symbol>,
    /// The bodies of the functions and classes that it makes.
    pub codes: Vec<Rc<Code>>,
    /// Where exceptions are handled, inner ones first.
    pub handlers: Vec<Handler>,
    /// The docstring.
    pub doc: Option<Rc<str>>,
    /// The line of its `def`, `class` or `lambda`.
    pub first_line: u32,
    /// The names of keyword arguments as symbols, by the index of their tuple in `consts`; filled as they are used.
    pub keyword_names: KeywordNames,
    /// Whether it belongs to the library: then its lines are not shown, and events keep the origin of whoever called.
    pub library: bool,
}

/// Names that calls give by keyword, as symbols.
#[derive(Debug, Default)]
pub struct KeywordNames(RefCell<Vec<(u32, Rc<[Symbol]>)>>);

impl Code {
    /// The symbols of a tuple of names among the constants.
    pub fn keyword_names(&self, index: u32) -> Rc<[Symbol]> {
        let known = &self.keyword_names.0;
        if let Some((_, names)) = known.borrow().iter().find(|(of, _)| *of == index) {
            return names.clone();
        }
        let names: Rc<[Symbol]> = match &self.consts[index as usize] {
            Value::Tuple(names) => {
                names.iter().map(|name| Symbol::new(name.as_str().unwrap_or_default())).collect()
            }
            _ => Rc::default(),
        };
        known.borrow_mut().push((index, names.clone()));
        names
    }
}

/// An operator with two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `//`
    FloorDiv,
    /// `%`
    Mod,
    /// `**`
    Pow,
    /// `@`
    MatMul,
    /// `<<`
    LShift,
    /// `>>`
    RShift,
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompareOp {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
}

/// `!s`, `!r` or `!a` in an f-string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// None.
    None,
    /// `!s`
    Str,
    /// `!r`
    Repr,
    /// `!a`
    Ascii,
}

/// What stands on the stack, below the function's other parts, for [`Op::MakeFunction`]; pushed in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FunctionParts {
    /// A tuple of the defaults of the last positional parameters.
    pub defaults: bool,
    /// A dict from names to the defaults of keyword-only parameters.
    pub keyword_defaults: bool,
    /// A dict from parameter names (and `return`) to annotations, each a str of the annotation's text.
    pub annotations: bool,
    /// A tuple of cells (pushed with `LoadClosure`), in the order of the code's free slots.
    pub closure: bool,
}

/// An instruction. Jump targets are indices into [`Code::ops`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Does nothing.
    Nop,
    /// `-> consts[i]`
    LoadConst(u32),
    /// `value ->`
    Pop,
    /// `.. v(n) .. v(1) -> .. v(n) .. v(1) v(n)`: copies the n-th value from the top, the top being the first.
    Copy(u32),
    /// Swaps the top with the n-th value from the top, the top being the first.
    Swap(u32),

    /// `-> value` of a slot; UnboundLocalError if it has none.
    LoadLocal(u32),
    /// `value ->`
    StoreLocal(u32),
    /// UnboundLocalError if there is no value.
    DeleteLocal(u32),
    /// Leaves the slot without a value, whatever it held (a value, a cell, nothing): at the end of an inlined comprehension for
    /// its own variables.
    ClearLocal(u32),
    /// Puts the slot's value (or that it has none) into a new cell, and that into the slot. At the start of a function for
    /// every parameter and variable that inner functions capture; at the start of an inlined comprehension for its own.
    MakeCell(u32),
    /// `-> the cell itself`, for a closure.
    LoadClosure(u32),
    /// `-> value` in the slot's cell; UnboundLocalError, or NameError for a free one, if it has none.
    LoadCell(u32),
    /// `value ->`
    StoreCell(u32),
    /// As `DeleteLocal`.
    DeleteCell(u32),
    /// In a class body: `-> value` of a name in the namespace, else in the slot's cell. (class body, `names[name]`)
    LoadNameOrCell {
        /// Index into `names`.
        name: u32,
        /// The slot of the cell.
        slot: u32,
    },
    /// `-> value` of a module's variable or builtin; NameError if there is none.
    LoadGlobal(u32),
    /// `value ->`
    StoreGlobal(u32),
    /// NameError if there is no value.
    DeleteGlobal(u32),
    /// In a class body: `-> value` of a name in the namespace, else of the global.
    LoadName {
        /// Index into `names`.
        name: u32,
        /// Index into the module's variables.
        global: u32,
    },
    /// In a class body: `value ->` into the namespace. (`names[i]`)
    StoreName(u32),
    /// In a class body.
    DeleteName(u32),
    /// In a class body: `->`; notes the annotation of a name in `__annotations__` (made if need be). (`names[name]`,
    /// `consts[text]`, a str)
    Annotate {
        /// Index into `names`.
        name: u32,
        /// Index into `consts`.
        text: u32,
    },

    /// `object -> object.name`
    LoadAttr(u32),
    /// `value object ->`: `object.name = value`
    StoreAttr(u32),
    /// `object ->`: `del object.name`
    DeleteAttr(u32),
    /// `object -> function self` or `object -> unbound value`: for a call `object.name(...)` by `CallMethod`.
    LoadMethod(u32),
    /// `class_cell_value self -> super().name`: (`names[i]`); for `super().name` without arguments: the compiler pushes the
    /// value of the cell `__class__` and the first parameter.
    LoadSuperAttr(u32),
    /// `object key -> object[key]`
    LoadItem,
    /// `value object key ->`: `object[key] = value`
    StoreItem,
    /// `object key ->`: `del object[key]`
    DeleteItem,

    /// `value -> not value`
    Not,
    /// `value -> -value`
    Negative,
    /// `value -> +value`
    Positive,
    /// `value -> ~value`
    Invert,
    /// `left right -> left op right`
    Binary(BinaryOp),
    /// `left right -> left`, changed in place if it can be: `left op= right`
    InPlace(BinaryOp),
    /// `left right -> left op right`
    Compare(CompareOp),
    /// `left right -> left is right`, or `is not`
    Is {
        /// Whether it is `is not`.
        negated: bool,
    },
    /// `left right -> left in right`, or `not in`
    In {
        /// Whether it is `not in`.
        negated: bool,
    },

    /// Goes on at another instruction.
    Jump(u32),
    /// `value ->`; jumps if it is false.
    PopJumpIfFalse(u32),
    /// `value ->`; jumps if it is true.
    PopJumpIfTrue(u32),
    /// `value -> value` and jumps if it is false, else `value ->`
    JumpIfFalseOrPop(u32),
    /// `value -> value` and jumps if it is true, else `value ->`
    JumpIfTrueOrPop(u32),
    /// `value ->`; jumps if it is None.
    PopJumpIfNone(u32),

    /// `v(1) .. v(n) -> tuple`
    BuildTuple(u32),
    /// `v(1) .. v(n) -> list`
    BuildList(u32),
    /// `v(1) .. v(n) -> set`
    BuildSet(u32),
    /// `k(1) v(1) .. k(n) v(n) -> dict`
    BuildDict(u32),
    /// `v(1) .. v(n) -> str`, of n strings.
    BuildString(u32),
    /// `start stop -> slice`, or `start stop step -> slice`
    BuildSlice {
        /// Whether there is a step.
        step: bool,
    },
    /// `.. list .. value -> .. list ..`: appends to the list that is the n-th from the top once the value is popped.
    ListAppend(u32),
    /// As `ListAppend`, to a set.
    SetAdd(u32),
    /// `.. dict .. key value -> .. dict ..`: as `ListAppend`, for an item of a dict.
    DictAdd(u32),
    /// `list iterable -> list`, extended.
    ListExtend,
    /// `set iterable -> set`, updated.
    SetUpdate,
    /// `dict mapping -> dict`, updated (`{**mapping}`).
    DictUpdate,
    /// `callee args dict mapping -> callee args dict`, updated (`f(**mapping)`); TypeError for keywords that come twice.
    DictMerge,
    /// `list -> tuple`
    ListToTuple,
    /// `value -> str`, or `value spec -> str`: a replacement field of an f-string.
    Format {
        /// `!s`, `!r`, `!a` or nothing.
        conversion: Conversion,
        /// Whether a format spec (a str) is on the stack.
        spec: bool,
    },

    /// `iterable -> iterator`
    GetIter,
    /// `iterator -> iterator next`; at its end `iterator ->` and jumps.
    ForIter(u32),
    /// `iterable -> v(n) .. v(1)`: the first value on top.
    UnpackSequence(u32),
    /// `iterable -> after(m) .. after(1) list before(n) .. before(1)`: `a, *b, c = ..`; the first value on top.
    UnpackEx {
        /// How many before the starred one.
        before: u32,
        /// How many after it.
        after: u32,
    },

    /// `callee a(1) .. a(n) -> result`
    Call(u32),
    /// `callee a(1) .. a(n) -> result`: the last ones are keyword arguments, whose names are `consts[names]`, a tuple of str.
    CallKeywords {
        /// How many arguments there are in all.
        count: u32,
        /// Index into `consts`.
        names: u32,
    },
    /// `callee args -> result`, or `callee args dict -> result`: with any iterable of positional arguments.
    CallStarred {
        /// Whether a dict of keyword arguments is on the stack.
        keywords: bool,
    },
    /// `function self a(1) .. a(n) -> result`, after `LoadMethod`.
    CallMethod(u32),
    /// As `CallMethod`, with keyword arguments as in `CallKeywords`.
    CallMethodKeywords {
        /// How many arguments there are in all, without self.
        count: u32,
        /// Index into `consts`.
        names: u32,
    },
    /// `value ->`: leaves the frame with a result. In a generator: ends it.
    Return,
    /// `parts.. -> function` of `codes[code]`.
    MakeFunction {
        /// Index into `codes`.
        code: u32,
        /// What is on the stack.
        parts: FunctionParts,
    },
    /// `body b(1) .. b(n) -> class`: the body is a function made of the class's code; of the n others the last ones are
    /// keyword arguments, whose names are `consts[names]`, a tuple of str (perhaps empty); the first are bases. The class
    /// is named as the body is.
    BuildClass {
        /// How many bases and keyword arguments.
        count: u32,
        /// Index into `consts`.
        names: u32,
    },
    /// `body bases dict -> class`: as `BuildClass`, with any iterable of bases and a dict of keyword arguments.
    BuildClassStarred,

    /// `-> module`: what `import a.b.c` binds: the outermost module `a`, with the inner ones imported. (`names[i]`, the
    /// dotted name)
    ImportTop(u32),
    /// `-> module`: the innermost module, for `import a.b.c as d` and `from a.b.c import ..`.
    ImportModule(u32),
    /// `module -> module attribute`; ImportError if there is none. (`names[i]`; for `*` all that is public becomes variables,
    /// and the attribute is None)
    ImportFrom(u32),

    /// `exception -> outer exception`: at the start of a handler. The exception is the one handled now; `outer` is what was
    /// handled before (an exception or None).
    PushHandled,
    /// `outer ->`: the end of a handler; `outer` is the exception handled now.
    PopHandled,
    /// `exception -> exception`: an `except` or `finally` clause takes it up. Nothing but the trace knows of it.
    TellCaught,
    /// Raises the exception handled now again (a bare `raise`).
    RaiseHandled,
    /// `exception ->`: raises it.
    Raise,
    /// `exception cause ->`: `raise exception from cause`
    RaiseFrom,
    /// `exception ->`: goes on raising it, and adds nothing to its traceback.
    Reraise,
    /// `exception class -> exception bool`: whether the `except` clause is for it; TypeError if the class is none.
    MatchException,
    /// `exception classes -> rest match`: splits it for an `except*` clause; both may be None. An exception that is no
    /// group is made one of its own if it matches. A match is the exception handled from there on.
    MatchGroup,
    /// `original list -> exception`: what is to be raised after the `except*` clauses: the list holds what the clauses
    /// raised, and the rest that nobody handled (its Nones do not count); None if nothing.
    JoinGroups,
    /// `-> class AssertionError`
    LoadAssertionError,

    /// `manager -> exit entered`: `__exit__` bound, and the result of `__enter__()`.
    BeforeWith,
    /// `manager -> exit awaitable`: `__aexit__` bound, and what `__aenter__()` returns, to be awaited.
    BeforeAsyncWith,
    /// `exit outer exception -> exit outer exception result`: the result of `exit(type, exception, traceback)`.
    WithExceptStart,

    /// `awaitable -> result`: suspends the coroutine for as long as the awaitable does.
    Await,
    /// `value -> sent`: suspends a generator or an asynchronous generator; what `send()` gives is the result.
    Yield,
    /// `iterable -> result`: `yield from`, in a generator.
    YieldFrom,
    /// `iterable -> asynchronous iterator`
    GetAsyncIter,
    /// `iterator -> iterator awaitable`: what `__anext__()` returns.
    GetAsyncNext,
    /// `iterator exception ->` if it is a StopAsyncIteration; else raises it again. (The iterator is below the exception
    /// because of the handler's depth.)
    EndAsyncFor,

    /// `subject class names -> values`: a class pattern with n patterns by position, and a tuple of str of the attributes
    /// of the others: a tuple of the values, or None if it does not match.
    MatchClass(u32),
    /// `subject -> subject bool`: whether it is a mapping.
    MatchMapping,
    /// `subject -> subject bool`: whether it is a sequence, but no str nor bytes.
    MatchSequence,
    /// `subject keys -> subject keys values`: a tuple of the values of a tuple of keys, or None if one is absent.
    MatchKeys,
    /// `subject -> subject len`
    GetLen,
}
