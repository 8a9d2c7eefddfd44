//! The sections on syntax: each row is a program.

use crate::engine::Limits;
use crate::python::run;
use crate::trace::{EventKind, RunEnd};

use super::markdown::{code, table, words};

/// A program, and what it shows.
type Row = (&'static str, &'static str);

/// What is supported, by subject.
const SUPPORTED: &[(&str, &[Row])] = &[
    (
        "Literals and expressions",
        &[
            ("Ints of any size, other bases, `_`", "print(2 ** 70, 0xff, 0b101, 1_000)"),
            ("Floats", "print(0.1 + 0.2, 1e100, 7 // 2, -7 % 3)"),
            ("Strings, raw strings, bytes", r#"print('a' "b", r'\d', b'\x00z', '\u00e9')"#),
            ("f-strings with formats, nested", "w = 8\nprint(f'{3.14159:>{w}.2f}|{1 + 1=}|{'a'!r}')"),
            ("Lists, tuples, dicts, sets", "print([1, 2], (1,), {'a': 1}, {3})"),
            (
                "Unpacking in displays and calls",
                "a, b = [1, 2], {'x': 1}\nprint([*a, 3], {**b, 'y': 2}, max(*a))",
            ),
            ("Slices", "print([0, 1, 2, 3][::-2], 'abc'[1:])"),
            ("Comparisons in a chain", "print(1 < 2 <= 2 != 3, 'a' in 'abc', None is not None)"),
            ("Conditional expressions, `and`, `or`", "print('a' if [] else 'b', 0 or 'c', not 1)"),
            ("Walrus", "if (n := len('abc')) > 2:\n    print(n)"),
            ("Lambdas", "print((lambda x, *y, k=3: (x, y, k))(1, 2))"),
            (
                "Comprehensions, generator expressions",
                "print([x for x in range(6) if x % 2], {x: x for x in 'ab'}, sum(x for x in [1, 2]))",
            ),
        ],
    ),
    (
        "Statements",
        &[
            ("Assignment, unpacking", "a, (b, *c) = d = 1, (2, 3, 4)\nprint(a, b, c, d)"),
            ("Augmented assignment", "x = [1]\nx += [2]\nx[0] *= 5\nprint(x)"),
            ("Annotated assignment", "count: int = 3\nprint(count)"),
            ("`if`, `elif`, `else`", "if 0:\n    pass\nelif 1:\n    print('elif')\nelse:\n    pass"),
            (
                "`while`, `for`, `break`, `continue`, `else`",
                "n = 0\nwhile True:\n    n += 1\n    if n < 3:\n        continue\n    break\nfor x in ():\n    pass\nelse:\n    print(n, 'no break')",
            ),
            (
                "`try`, `except`, `else`, `finally`",
                "try:\n    1 / 0\nexcept (TypeError, ZeroDivisionError) as e:\n    print(e)\nfinally:\n    print('finally')",
            ),
            (
                "`except` of several without brackets",
                "try:\n    [][0]\nexcept KeyError, IndexError:\n    print('caught')",
            ),
            (
                "`except*`",
                "try:\n    raise ExceptionGroup('g', [ValueError(1), KeyError(2)])\nexcept* ValueError as e:\n    \
                 print(repr(e))\nexcept* KeyError:\n    print('key')",
            ),
            (
                "`raise`, `raise .. from ..`",
                "try:\n    raise ValueError('a') from KeyError('b')\nexcept ValueError as e:\n    print(repr(e.__cause__))",
            ),
            (
                "`with`, several at a time",
                "import contextlib\nwith (contextlib.suppress(KeyError), contextlib.nullcontext(1) as n):\n    print(n)",
            ),
            (
                "`match`: values, sequences, mappings, classes, `|`, `as`, guards",
                "match {'kind': 'point', 'at': [1, 2, 3]}:\n    case {'kind': 'point' | 'dot', 'at': [x, *rest]} if x:\n        print(x, rest)\n    case int() as n:\n        print(n)\n    case _:\n        pass",
            ),
            ("`del`, `assert`, `pass`, `...`", "x = [1, 2]\ndel x[0]\nassert x == [2], 'no'\nprint(x, ...)"),
            (
                "`import`, `from .. import .. as ..`",
                "import math, os.path\nfrom math import pi as p\nprint(p == math.pi)",
            ),
            ("`from __future__ import ..`", "from __future__ import annotations\nprint('fine')"),
            ("`type` statement", "type Pair = tuple[int, int]\nprint(Pair)"),
        ],
    ),
    (
        "Functions and classes",
        &[
            (
                "Parameters of every kind, defaults, annotations",
                "def f(a, /, b: int = 2, *args, c, d=4, **kwargs) -> None:\n    print(a, b, args, c, d, kwargs)\nf(1, c=3, e=5)",
            ),
            (
                "Closures, `nonlocal`",
                "def counter():\n    n = 0\n    def step():\n        nonlocal n\n        n += 1\n        return n\n    return step\nstep = counter()\nprint(step(), step())",
            ),
            (
                "Decorators",
                "def twice(f):\n    return lambda x: f(f(x))\n@twice\ndef add(x):\n    return x + 1\nprint(add(1))",
            ),
            (
                "Generators: `yield`, `send`, `yield from`",
                "def inner():\n    got = yield 1\n    return got\ndef outer():\n    print((yield from inner()))\n    yield 2\ng = outer()\nprint(next(g), g.send('sent'))",
            ),
            ("Type parameters", "def first[T](items: list[T]) -> T:\n    return items[0]\nprint(first([1]))"),
            (
                "Classes, inheritance, `super()`",
                "class A:\n    def name(self):\n        return 'A'\nclass B(A):\n    def name(self):\n        return super().name() + 'B'\nprint(B().name(), B.__mro__)",
            ),
            (
                "Special methods",
                "class V:\n    def __init__(self, x):\n        self.x = x\n    def __add__(self, other):\n        return V(self.x + other.x)\n    def __repr__(self):\n        return f'V({self.x})'\nprint(V(1) + V(2))",
            ),
            (
                "Properties, class methods",
                "class A:\n    @property\n    def x(self):\n        return 1\n    @classmethod\n    def make(cls):\n        return cls()\nprint(A.make().x)",
            ),
            (
                "Metaclasses",
                "class Meta(type):\n    def __call__(cls):\n        return 'called'\nclass A(metaclass=Meta):\n    pass\nprint(A())",
            ),
            (
                "`__slots__`",
                "class A:\n    __slots__ = ('x',)\ntry:\n    A().y = 1\nexcept AttributeError as e:\n    print(e)",
            ),
            (
                "Dataclasses",
                "from dataclasses import dataclass\n@dataclass(order=True)\nclass P:\n    x: int\n    y: int = 0\nprint(P(1) < P(2), P(1))",
            ),
        ],
    ),
    (
        "Asynchronous",
        &[
            (
                "`async def`, `await`",
                "import asyncio\nasync def f():\n    await asyncio.sleep(1)\n    return 'done'\nprint(asyncio.run(f()))",
            ),
            (
                "`async for`, asynchronous generators",
                "import asyncio\nasync def ticks():\n    for i in range(2):\n        await asyncio.sleep(1)\n        yield i\nasync def main():\n    async for i in ticks():\n        print(i)\nasyncio.run(main())",
            ),
            (
                "`async with`",
                "import asyncio\nasync def main():\n    async with asyncio.timeout(1), asyncio.Lock():\n        print('held')\nasyncio.run(main())",
            ),
            (
                "Asynchronous comprehensions",
                "import asyncio\nasync def f(x):\n    return x\nasync def main():\n    print([await f(x) for x in 'ab'])\nasyncio.run(main())",
            ),
            (
                "Objects that can be awaited",
                "import asyncio\nclass Soon:\n    def __await__(self):\n        yield\n        return 'now'\nasync def main():\n    print(await Soon())\nasyncio.run(main())",
            ),
            (
                "Generators as coroutines",
                "import asyncio, types\n@types.coroutine\ndef turn():\n    yield\n    return 'on'\nasync def main():\n    print(await turn())\nasyncio.run(main())",
            ),
        ],
    ),
];

/// What is refused: by the compiler, or when it is reached.
const REFUSED: &[Row] = &[
    ("Characters by their names", r"print('\N{BULLET}')"),
    ("Halves of surrogate pairs", r"print('\ud800')"),
    ("Relative imports", "from . import helpers"),
    ("Encodings but utf-8, utf-16, utf-32, latin-1, ascii", "print('a'.encode('utf-7'))"),
    ("Streams", "import asyncio\nasyncio.run(asyncio.open_connection('a', 1))"),
    (
        "What asyncio keeps for itself in another form: `loop._asyncgens`, `Queue._finished`, `Timeout._state`",
        "import asyncio\nasyncio.Queue()._finished",
    ),
    ("Processes", "from concurrent.futures import ProcessPoolExecutor\nProcessPoolExecutor()"),
    ("Alarms", "import signal\nsignal.alarm(1)"),
    ("The text of what is built in", "import inspect\ninspect.getsource(print)"),
    ("Logging to files", "import logging\nlogging.FileHandler('a.log')"),
];

/// What a program did.
pub(super) struct Done {
    /// What it printed.
    pub(super) printed: String,
    /// What ended it, if it did not end well.
    pub(super) failure: Option<String>,
    /// Whether it was not run at all.
    pub(super) at_compile: bool,
}

/// Compiles and runs a program.
pub(super) fn done(text: &str) -> Done {
    let finished = match run(text, "main.py", Limits::INTERACTIVE) {
        Ok(finished) => finished,
        Err(faults) => {
            let failure = faults.first().map(ToString::to_string);
            return Done { printed: String::new(), failure, at_compile: true };
        }
    };
    let (mut printed, mut failure) = (Vec::new(), None);
    for (_, event) in finished.log.iter() {
        match &event.kind {
            EventKind::Printed { text } | EventKind::ThreadPrinted { text, .. } => {
                printed.push(text.to_string())
            }
            EventKind::RunEnded { how: RunEnd::Failed { error } } => {
                failure = Some(format!("{}: {}", error.class, error.message));
            }
            EventKind::RunEnded { how: RunEnd::Ok } => {}
            EventKind::RunEnded { how } => failure = Some(format!("{how:?}")),
            _ => {}
        }
    }
    Done { printed: printed.join("\n"), failure, at_compile: false }
}

/// What is supported, each with a program that ended well.
pub(super) fn supported() -> Result<String, String> {
    let mut text =
        "\n## Syntax\n\nWhat Python 3.14 has, but for [what is refused](#what-is-refused), shown by programs and what they print.\n"
            .to_owned();
    for (subject, rows) in SUPPORTED {
        let mut cells = Vec::new();
        for (what, program) in *rows {
            let done = done(program);
            match done.failure {
                Some(failure) => return Err(format!("{what} is not supported: {failure}\n{program}")),
                None => cells.push([words(what), code(program), code(&done.printed)]),
            }
        }
        text.push_str(&format!("\n### {subject}\n\n{}", table(["What", "Example", "Prints"], cells)));
    }
    Ok(text)
}

/// What is refused, each with a program and what is said of it.
pub(super) fn refused() -> Result<String, String> {
    let mut cells = Vec::new();
    for (what, program) in REFUSED {
        let done = done(program);
        let Some(told) = done.failure else { return Err(format!("{what} is not refused:\n{program}")) };
        let when = if done.at_compile { "before the run" } else { "when reached" };
        if !done.at_compile && !told.starts_with("NotImplementedError: ") {
            return Err(format!("{what} is not refused, but fails: {told}\n{program}"));
        }
        cells.push([words(what), code(program), code(&told), when.to_owned()]);
    }
    let table = table(["What", "Example", "Told", "When"], cells);
    Ok(format!("\n### Syntax and functions\n\n{table}"))
}
