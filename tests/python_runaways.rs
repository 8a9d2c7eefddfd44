//! Nothing that a Python program does can hang or crash its host, or fill its memory: a budget ends it and says which one it
//! was, or it gets the exception that CPython has for it.

#![cfg(all(feature = "python", not(target_arch = "wasm32")))]

#[path = "support/python.rs"]
mod python;

const INSTRUCTIONS: &str =
    "exit limit: more than 60,000,000 instructions ran without an await that gives way";
const ONE: &str = "exit limit: a single value takes more than 64 MB";
/// By long ones that are freed again.
const MADE: &str = "exit limit: values of more than 2,048 MB were made, one after another";
/// By many small values.
const SLOWLY: &str = "exit limit: values take more than 320 MB";
const OK: &str = "exit ok";

/// Lets a program's memory be limited, as on the command line.
#[global_allocator]
static ALLOCATOR: awaitscope::vm::machine::memory::Counting = awaitscope::vm::machine::memory::Counting;

/// Fails unless each of the programs ends so.
fn check(programs: &'static [(&'static str, &'static str)]) {
    python::on_a_large_stack(move || {
        for (program, end) in programs {
            let out = python::run(program).out;
            let found = out.lines().find(|line| line.starts_with("exit ")).unwrap_or(&out);
            assert!(found.starts_with(end), "{program}\nends with {found}\nnot with {end}");
        }
    });
}

#[test]
fn loops_without_end_end_in_a_limit() {
    check(&[
        ("while True: pass", INSTRUCTIONS),
        ("for i in range(10**18): pass", INSTRUCTIONS),
        ("sum(range(10**12))", INSTRUCTIONS),
        ("import itertools\nsorted(itertools.count())", "exit limit: "),
        ("def g():\n    while True: yield 1\nlist(g())", "exit limit: "),
        ("import itertools\nnext(itertools.dropwhile(bool, itertools.repeat(1)))", INSTRUCTIONS),
        ("x = '\u{e9}' * 10**6\nfor i in range(10**9): x[5 * 10**5]", INSTRUCTIONS),
        ("while True: print('x' * 100)", "exit limit: "),
        ("import time\nwhile True: time.sleep(1)", "exit limit: "),
    ]);
}

#[test]
fn tasks_without_end_end_in_a_limit() {
    let again =
        "import asyncio\nasync def main():\n    while True: await asyncio.sleep(0)\nasyncio.run(main())";
    let spawns = "import asyncio\nasync def f():\n    await asyncio.create_task(f())\nasyncio.run(f())";
    let soon = "import asyncio\nasync def main():\n    loop = asyncio.get_running_loop()\n    \
                def again(): loop.call_soon(again)\n    again()\n    await asyncio.sleep(1)\nasyncio.run(main())";
    let turns = "import asyncio\nasync def main():\n    while True:\n        for i in range(10**6): pass\n        \
                 await asyncio.sleep(0)\nasyncio.run(main())";
    let timers = "import asyncio\nasync def main():\n    loop = asyncio.get_running_loop()\n    \
                  for i in range(10**8): loop.call_later(i, print)\nasyncio.run(main())";
    check(Box::leak(Box::new([
        (again, "exit limit: the run has more than 500,000 events"),
        (spawns, "exit limit: there are more than 20,000 tasks at a time"),
        (soon, "exit limit: the run has more than 500,000 events"),
        (turns, "exit limit: more than 90,000,000 instructions ran altogether"),
        (timers, "exit limit: the run has more than 500,000 events"),
    ])));
}

#[test]
fn threads_without_end_end_in_a_limit() {
    const EVENTS: &str = "exit limit: the run has more than 500,000 events";
    let ticks = "import asyncio, threading, time\nasync def ticks(secs):\n    while True: await asyncio.sleep(secs)\n\
                 async def spin():\n    while True: pass\nloop = asyncio.new_event_loop()\n\
                 thread = threading.Thread(target=loop.run_forever, daemon=True)\nthread.start()\n";
    let program = |rest: &str| -> &'static str { Box::leak(format!("{ticks}{rest}").into()) };
    let submit = "asyncio.run_coroutine_threadsafe";
    check(Box::leak(Box::new([
        (program(&format!("{submit}(ticks(1), loop)\nthread.join()")), EVENTS),
        (program(&format!("{submit}(ticks(0), loop)\ntime.sleep(1)")), EVENTS),
        (program(&format!("{submit}(ticks(0), loop)\nasyncio.run(asyncio.sleep(1))")), EVENTS),
        (program(&format!("{submit}(spin(), loop).result(timeout=1)")), INSTRUCTIONS),
        (program("threading.Thread(target=lambda: asyncio.run(spin())).start()"), INSTRUCTIONS),
        (
            program("def f():\n    while True: time.sleep(1)\nthreading.Thread(target=f).start()"),
            "exit limit: ",
        ),
        (
            program("def f():\n    while True: time.sleep(0)\nthreading.Thread(target=f).start()"),
            INSTRUCTIONS,
        ),
        (program("asyncio.run_coroutine_threadsafe(ticks(0), loop)\nasyncio.run(ticks(0))"), EVENTS),
        // Each thread has a loop that waits for the next thread.
        (
            "import asyncio\ndef f(): asyncio.run(asyncio.to_thread(f))\nf()",
            "exit limit: more than 90,000,000 instructions ran altogether",
        ),
        // A RecursionError in one of the threads.
        (program("def f():\n    threading.Thread(target=f).start()\n    time.sleep(1)\nf()"), OK),
        (
            program("for i in range(10**6): threading.Thread(target=threading.Event().wait).start()"),
            "exit limit: ",
        ),
    ])));
}

#[test]
fn a_limit_cannot_be_caught() {
    check(&[
        (
            "while True:\n    try:\n        while True: pass\n    except: continue\n    finally: continue",
            INSTRUCTIONS,
        ),
        (
            "class A:\n    def __enter__(self): return self\n    def __exit__(self, *a): return True\n\
             while True:\n    with A():\n        while True: pass",
            INSTRUCTIONS,
        ),
        (
            "import asyncio\nasync def main():\n    while True:\n        try:\n            \
             while True: await asyncio.sleep(0)\n        except BaseException: pass\nasyncio.run(main())",
            "exit limit: ",
        ),
    ]);
}

#[test]
fn a_limit_leaves_the_tasks_as_they_were() {
    let text = "import asyncio\n\nasync def spin():\n    await asyncio.sleep(1)\n    while True: pass\n\n\
                async def main():\n    async with asyncio.TaskGroup() as group:\n        \
                group.create_task(asyncio.sleep(5))\n        group.create_task(spin())\n\nasyncio.run(main())\n";
    let events = python::on_a_large_stack(move || python::run(text).events);
    let mut last = events.lines().rev();
    assert!(last.next().is_some_and(|end| end.starts_with(INSTRUCTIONS)), "{events}");
    assert_eq!(last.next(), Some("1.000 @4 step Task-3"), "nothing is told of how it unwinds");
}

#[test]
fn bombs_end_in_a_limit_before_they_take_memory() {
    check(&[
        ("x = [0] * 10**9", ONE),
        ("x = [[]] * 10**9", ONE),
        ("x = list(range(10**9))", ONE),
        ("x = (1,) * 10**10", ONE),
        ("x = [1]\nwhile True: x += x", ONE),
        ("while True: x = 1 << 8_000_000", MADE),
        ("x = 'x' * 10**10", ONE),
        ("x = b'x' * 10**10", ONE),
        ("x = bytes(10**10)", ONE),
        ("s = 'x'\nwhile True: s += s", ONE),
        ("'%1000000000d' % 1", ONE),
        ("f'{1:>1000000000}'", ONE),
        ("f'{1.5:.1000000000f}'", ONE),
        ("'x'.center(10**10)", ONE),
        ("('x' * 10**6).join(['y'] * 10**6)", ONE),
        ("('\\t' * 1000).expandtabs(10**9)", ONE),
        ("'a'.replace('a', 'b' * 10**7).replace('b', 'c' * 10**7)", ONE),
        ("l = []\nwhile True: l.append('x' * 500)", SLOWLY),
        ("d = {}\nfor i in range(10**12): d[i] = [i] * 50", SLOWLY),
        ("1 << 10**12", ONE),
        ("10**10**8", "exit limit: "),
        ("import math\nmath.factorial(10**8)", "exit limit: "),
        ("pow(3, 10**100000, 10**100000 + 1)", "exit limit: "),
        ("int('9' * 10**6)", "exit ValueError: Exceeds the limit (4300 digits)"),
    ]);
}

#[test]
fn texts_that_double_end_in_a_limit() {
    check(&[
        ("s = 'a'\nwhile True: s = '{0}{0}'.format(s)", ONE),
        ("s = 'a'\nwhile True: s = '%s%s' % (s, s)", ONE),
        ("s = 'a'\nwhile True: s = f'{s}{s}'", ONE),
        ("s = 'a'\nwhile True: s = s.replace('a', 'aa')", "exit limit: "),
        ("s = 'a'\nwhile True: s = s.translate({97: 'aa'})", "exit limit: "),
        ("b = bytearray(b'a')\nwhile True: b *= 2", "exit limit: "),
    ]);
}

#[test]
fn sets_without_end_end_before_they_are_made_anew() {
    check(&[
        ("import itertools\nset(itertools.count())", ONE),
        ("set(range(10**9))", ONE),
        ("import itertools\nfrozenset(map(str, itertools.count()))", ONE),
    ]);
}

/// Each of these is a single instruction that takes as long as thousands of others.
#[test]
fn work_within_one_instruction_is_counted() {
    check(&[
        ("import math\nx = 10**1000000\nwhile True: math.isqrt(x)", INSTRUCTIONS),
        ("x = 1 << 10**7\nwhile True: x + 1", INSTRUCTIONS),
        ("x = 1 << 10**7\ny = 1 << 10**7\nwhile True: x == y", INSTRUCTIONS),
        ("x = 1 << 10**7\nwhile True: -x", INSTRUCTIONS),
        ("x = 1 << 10**7\nwhile True: hash(x)", INSTRUCTIONS),
        ("x = 1 << 10**7\nwhile True: x.bit_count()", INSTRUCTIONS),
        ("s = 'a' * 10**7\nt = 'a' * 10**7\nwhile True: s == t", INSTRUCTIONS),
        ("s = 'a' * 10**7\nwhile True: s.partition('b')", "exit limit: "),
        ("s = ' ' * 10**7\nwhile True: s.strip()", "exit limit: "),
        ("x = ()\nfor i in range(60): x = (x, x)\nhash(x)", INSTRUCTIONS),
        ("class A: pass\na = A()\nfor i in range(10**9): setattr(a, 'x%d' % i, i)", INSTRUCTIONS),
        ("x = object\nwhile True:\n    class x(x): pass", INSTRUCTIONS),
        ("import contextvars\nwhile True: contextvars.ContextVar('v').set(1)", INSTRUCTIONS),
    ]);
}

#[test]
fn calls_cost_what_they_take() {
    check(&[
        ("while True: eval('1 + 1')", INSTRUCTIONS),
        ("while True: f'{1.5:.3000f}'", INSTRUCTIONS),
        (
            "x = {}\nfor i in range(10**5): x = {i: x}\nwhile True:\n    try: repr(x)\n    \
             except RecursionError: pass",
            INSTRUCTIONS,
        ),
        (
            "class A:\n    def __bool__(self):\n        try: return not self\n        \
             except RecursionError: return bool(self)\nif A(): pass",
            INSTRUCTIONS,
        ),
        ("import itertools\nfor x in itertools.product(range(100), repeat=100): pass", INSTRUCTIONS),
        ("s = 'ab' * 10**5\nwhile True: s.replace('a', 'bb')", "exit limit: "),
        (
            "import asyncio\nf = asyncio.new_event_loop().create_future()\n\
             for i in range(10**5): f.add_done_callback(print)\nwhile True: f.remove_done_callback(len)",
            INSTRUCTIONS,
        ),
    ]);
}

/// Each of these asks through many others for one thing, which alone is counted by who asks.
#[test]
fn what_is_nested_costs_each_of_its_layers() {
    check(&[
        (
            "def g(n):\n    if n: yield from g(n - 1)\n    else:\n        while True: yield 1\nfor x in g(90): pass",
            INSTRUCTIONS,
        ),
        (
            "import itertools\nx = itertools.count()\nfor i in range(100): x = itertools.islice(x, 10**9)\nsum(x)",
            INSTRUCTIONS,
        ),
        (
            "import asyncio\nasync def g(n):\n    if n:\n        async for x in g(n - 1): yield x\n    else:\n        \
             while True: yield 1\nasync def main():\n    async for x in g(100): pass\nasyncio.run(main())",
            INSTRUCTIONS,
        ),
        ("import functools\nf = print\nwhile True: f = functools.partial(f, 1)", INSTRUCTIONS),
        (
            "import operator\nf = operator.attrgetter('.'.join(['__class__'] * 1000))\nwhile True: f(1)",
            INSTRUCTIONS,
        ),
    ]);
}

/// The step that uses the budget up is one whose caller cannot be told: the next one ends the run.
#[test]
fn a_limit_that_is_met_where_nothing_can_fail_ends_the_run() {
    let comprehension = "import asyncio\nasync def g():\n    while True: yield 1\nasync def main():\n    \
                         [1 async for x in g() if 0]\nasyncio.run(main())";
    check(Box::leak(Box::new([(comprehension, INSTRUCTIONS)])));
}

#[test]
fn what_a_call_makes_at_once_is_counted() {
    check(&[
        ("print('x\\n' * 10**7)", "exit limit: the run has more than 500,000 events"),
        ("l = [ValueError()] * 10**5\nwhile True: ExceptionGroup('g', l)", INSTRUCTIONS),
        ("while True: from math import *", INSTRUCTIONS),
        ("x = 10**3000 + 1\nwhile True: pow(3, -1, x)", INSTRUCTIONS),
        (
            "import collections\nd = collections.deque(range(10**5))\nwhile True:\n    del d[50000]\n    d.append(1)",
            INSTRUCTIONS,
        ),
        ("while True: str.maketrans('abc' * 1000, 'def' * 1000)", INSTRUCTIONS),
    ]);
}

#[test]
fn what_is_large_is_gone_through_once() {
    check(&[
        // What a loop that ends looks into: each list is in the one around it a thousand times.
        (
            "import asyncio\nkept = []\nx = []\nfor i in range(5): x = [x] * 1000\ndef f():\n    y = 1\n    \
             try: 1 / 0\n    except ZeroDivisionError as e: kept.append(e)\nf()\nasync def main(): pass\n\
             asyncio.run(main())",
            OK,
        ),
        // Keys that come and go.
        ("d = dict.fromkeys(range(100))\nfor i in range(10**5):\n    k, v = d.popitem()\n    d[k] = v", OK),
        ("d = dict.fromkeys(range(100))\nfor i in range(10**5): d[5] = d.pop(5)", OK),
        // One after the other is derived from the one before.
        (
            "class A: pass\nB = A\nfor i in range(300): B = type('B', (B,), {})\nassert len(B.__mro__) == 302",
            OK,
        ),
        (
            "bases = tuple(type('A', (), {}) for i in range(2000))\nwhile True: type('B', bases, {})",
            INSTRUCTIONS,
        ),
        ("x = 'a' * 10**7\nwhile True: x.isalpha()", INSTRUCTIONS),
    ]);
}

#[test]
fn logging_often_is_no_runaway_and_logging_for_ever_is_one() {
    check(&[
        ("import logging\nfor i in range(50_000): logging.warning('%s of many', i)", OK),
        ("import logging\nwhile True: logging.warning('x')", INSTRUCTIONS),
    ]);
}

#[test]
fn recursion_without_end_ends_in_a_recursion_error() {
    let caught = |body: &str| format!("{body}\n").leak() as &'static str;
    let programs = [
        "def f(n): return f(n + 1)\ntry: f(0)\nexcept RecursionError as e: assert 'maximum recursion depth' in str(e)",
        "import asyncio\nasync def f(): return await f()\ntry: asyncio.run(f())\nexcept RecursionError: pass",
        "def g(): yield from g()\ntry: list(g())\nexcept RecursionError: pass",
        "def g():\n    for x in g(): yield x\ntry: list(g())\nexcept RecursionError: pass",
        "class A:\n    def __repr__(self): return repr(self)\ntry: repr(A())\nexcept RecursionError: pass",
        "class A:\n    def __eq__(self, o): return self == o\ntry: A() == 1\nexcept RecursionError: pass",
        "class A:\n    def __getattr__(self, n): return getattr(self, n + 'x')\ntry: A().a\nexcept RecursionError: pass",
        "def s(x): return sorted([1, 2], key=s)\ntry: s(1)\nexcept RecursionError: pass",
        "x = []\nfor i in range(100000): x = [x]\ntry: repr(x)\nexcept RecursionError: pass",
        "x = []\nfor i in range(100000): x = [x]\ny = []\nfor i in range(100000): y = [y]\n\
         try: x == y\nexcept RecursionError: pass",
        "import copy\nx = []\nfor i in range(100000): x = [x]\ntry: copy.deepcopy(x)\nexcept RecursionError: pass",
        "import json\ntry: json.loads('[' * 100000)\nexcept RecursionError: pass",
        "x = None\nfor i in range(200000):\n    class_ = x\n    x = [x]\nx = None",
    ];
    let programs: Vec<_> = programs.into_iter().map(|program| (caught(program), OK)).collect();
    check(programs.leak());
}

#[test]
fn texts_that_are_nested_deeply_are_refused() {
    let nested = [
        format!("x = {}1{}", "(".repeat(5000), ")".repeat(5000)),
        format!("x = {}1", "-".repeat(20_000)),
        format!("x = {}1", "1+".repeat(20_000)),
        format!("x = 1{}", ".a".repeat(20_000)),
        format!("x = {}1", "lambda: ".repeat(5000)),
        format!("x = {}1", "1 if 1 else ".repeat(20_000)),
        format!("match 1:\n case {}{}: pass", "[".repeat(5000), "]".repeat(5000)),
        (0..500).map(|depth| format!("{}if 1:\n", " ".repeat(depth))).collect(),
    ];
    python::on_a_large_stack(move || {
        for program in nested {
            let out = python::run(&program).out;
            assert!(
                ["nested too deeply", "too long", "too many levels of indentation"]
                    .iter()
                    .any(|refusal| out.contains(refusal)),
                "{:.60}.. gives {out:.200}",
                program
            );
        }
    });
}

/// Small numbers in the order in which an old and simple generator makes them: the same ones every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

const TOKENS: [&str; 64] = [
    "x",
    "y",
    "f",
    "1",
    "2.5",
    "'s'",
    "b'b'",
    "f'{x}'",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ".",
    "=",
    "==",
    "+",
    "-",
    "*",
    "**",
    "/",
    "%",
    "<",
    ":=",
    "->",
    "@",
    "\n",
    "\n    ",
    "\n        ",
    "if ",
    "else",
    "for ",
    " in ",
    "while ",
    "def ",
    "class ",
    "return ",
    "yield ",
    "await ",
    "async ",
    "try",
    "except ",
    "finally",
    "with ",
    " as ",
    "raise ",
    "lambda ",
    "not ",
    " and ",
    " or ",
    " is ",
    "None",
    "import ",
    "from ",
    "global ",
    "del ",
    "match ",
    "case ",
    "pass",
    "break",
    "print",
];

#[test]
fn no_text_makes_the_compiler_or_the_machine_panic() {
    python::on_a_large_stack(|| {
        let mut numbers = Numbers(1);
        for _ in 0..600 {
            let length = 1 + numbers.below(30);
            let text: String = (0..length).map(|_| TOKENS[numbers.below(TOKENS.len())]).collect();
            python::run(&text);
        }
    });
}

#[test]
fn no_change_of_a_program_makes_the_compiler_or_the_machine_panic() {
    python::on_a_large_stack(|| {
        let mut numbers = Numbers(2);
        for program in python::programs("conformance").iter().step_by(4) {
            let text = std::fs::read_to_string(program).expect("a program can be read");
            let lines: Vec<_> = text.lines().collect();
            for _ in 0..4 {
                let mut changed = lines.clone();
                let (at, other) = (numbers.below(lines.len()), numbers.below(lines.len()));
                match numbers.below(4) {
                    0 => drop(changed.remove(at)),
                    1 => changed.swap(at, other),
                    2 => changed[at] = changed[at].trim_start(),
                    _ => {
                        let line = changed[at];
                        let cut =
                            line.char_indices().map(|(index, _)| index).nth(numbers.below(40)).unwrap_or(0);
                        changed[at] = &line[..cut];
                    }
                }
                python::run(&changed.join("\n"));
            }
        }
    });
}
