//! Python texts become code objects, or say what is wrong with them.

#![cfg(feature = "python")]

use awaitscope::python::{Options, compile, compile_program, disassemble};
use proptest::prelude::*;

/// What a text is compiled to.
fn code_of(text: &str) -> String {
    match compile(text, Options::default()) {
        Ok(module) => disassemble(&module.body),
        Err(found) => panic!("{text}\n{found:?}"),
    }
}

/// What is wrong with a text, one a line.
/// What is told first of a program.
fn first_mistake(text: &str) -> String {
    compile_program(text).map_or_else(|errors| errors[0].to_string(), |_| String::new())
}

fn problems(text: &str) -> String {
    match compile(text, Options::default()) {
        Ok(_) => String::new(),
        Err(found) => found.iter().map(|found| format!("{found}\n")).collect(),
    }
}

/// A program with most of the syntax.
const PROGRAM: &str = include_str!("python_compile/syntax.py");

#[test]
fn all_syntax_is_compiled() {
    // Debug builds follow every way through the code and compare the heights of the stack.
    assert!(code_of(PROGRAM).len() > 10_000);
}

#[test]
fn code_for_a_finally_is_there_for_every_way_out() {
    let code = code_of("def f():\n    try:\n        return g()\n    finally:\n        h()\n");
    assert_eq!(
        code,
        "\
<module> Module slots [] free 0
    0 @1   MakeFunction { code: 0, parts: FunctionParts { defaults: false, keyword_defaults: false, annotations: false, closure: false } }
    1 @1   StoreGlobal(2)
    2 @1   LoadConst(0)  None
    3 @1   Return
f Function slots [] free 0
    0 @3   LoadGlobal(0)
    1 @3   Call(0)
    2 @5   LoadGlobal(1)
    3 @5   Call(0)
    4 @5   Pop
    5 @3   Return
    6 @5   LoadGlobal(1)
    7 @5   Call(0)
    8 @5   Pop
    9 @5   Jump(18)
   10 @5   PushHandled
   11 @5   TellCaught
   12 @5   LoadGlobal(1)
   13 @5   Call(0)
   14 @5   Pop
   15 @5   Swap(2)
   16 @5   PopHandled
   17 @5   Reraise
   18 @5   LoadConst(0)  None
   19 @5   Return
  0..2 -> 10 depth 0
  12..15 -> 15 depth 1
"
    );
}

#[test]
fn a_break_out_of_a_handler_ends_the_handling() {
    let code = code_of("while a:\n    try:\n        b()\n    except E as e:\n        break\n");
    let handler =
        code.split("MatchException").nth(1).and_then(|rest| rest.split("  @").next()).unwrap_or_default();
    let ops: Vec<&str> = handler.lines().skip(1).filter_map(|line| line.split_whitespace().nth(2)).collect();
    assert_eq!(
        ops[..7],
        [
            "PopJumpIfFalse(26)",
            "TellCaught",
            "StoreGlobal(3)",
            "PopHandled",
            "LoadConst(0)",
            "StoreGlobal(3)",
            "DeleteGlobal(3)"
        ]
    );
}

#[test]
fn what_inner_functions_use_is_in_cells() {
    let code = code_of(
        "def f(a, b):\n    def g():\n        nonlocal b\n        b = a\n        return [a for c in a]\n    return g\n",
    );
    assert!(code.contains("MakeCell(0)  a"));
    assert!(code.contains("f.<locals>.g Function slots [`c`, `a`, `b`] free 2"), "{code}");
    assert!(code.contains("StoreCell(2)  b"));
}

#[test]
fn private_names_and_super_know_their_class() {
    let code =
        code_of("class A(B):\n    def f(self, __x):\n        self.__y = __x\n        return super().f()\n");
    for part in ["slots [`self`, `_A__x`, `__class__`]", "StoreAttr(0)  _A__y", "LoadSuperAttr(1)  f"] {
        assert!(code.contains(part), "{part}: {code}");
    }
}

#[test]
fn errors_are_those_of_cpython() {
    let expected = [
        ("return 1", "1:1: 'return' outside function\n"),
        ("def f():\n  break", "2:3: 'break' outside loop\n"),
        ("continue", "1:1: 'continue' not properly in loop\n"),
        (
            "await x",
            "1:1: 'await' outside function (put it into `async def main():`, and end with `asyncio.run(main())`)\n",
        ),
        (
            "def f(): await x",
            "1:10: 'await' outside async function (only a function that begins with `async def` can wait)\n",
        ),
        (
            "async with a: pass",
            "1:1: 'async with' outside async function (only a function that begins with `async def` can wait)\n",
        ),
        (
            "def f(): [x async for x in y]",
            "1:10: asynchronous comprehension outside of an asynchronous function\n",
        ),
        ("nonlocal x", "1:1: nonlocal declaration not allowed at module level\n"),
        ("def f():\n nonlocal x", "2:2: no binding for nonlocal 'x' found\n"),
        ("def f():\n x=1\n global x", "3:2: name 'x' is assigned to before global declaration\n"),
        ("def f(x,x): pass", "1:9: duplicate argument 'x' in function definition\n"),
        ("f(a=1,a=2)", "1:7: keyword argument repeated: a\n"),
        ("a,*b,*c=d", "1:1: multiple starred expressions in assignment\n"),
        ("async def f():\n yield 1\n return 2", "3:2: 'return' with value in async generator\n"),
        ("yield 1", "1:1: 'yield' outside function\n"),
        ("def f(): [(yield x) for x in y]", "1:12: 'yield' inside list comprehension\n"),
        ("x = (1,", "1:5: '(' was never closed\n"),
        ("for i in range(3)\n  pass", "1:18: expected ':'\n"),
        (
            "f() = 1",
            "1:1: cannot assign to function call here. Maybe you meant '==' instead of '='? (to compare, write `==`)\n",
        ),
        (
            "match x:\n case y: pass\n case 1: pass",
            "2:7: name capture 'y' makes remaining patterns unreachable\n",
        ),
        ("try:\n pass\nexcept* E:\n break", "4:2: 'break' outside loop\n"),
        (
            "[x:=1 for x in y]",
            "1:2: assignment expression cannot rebind comprehension iteration variable 'x'\n",
        ),
    ];
    for (text, expected) in expected {
        assert_eq!(problems(text), expected, "{text}");
    }
}

#[test]
fn errors_of_beginners_are_told_in_the_words_of_cpython() {
    let expected = [
        ("not = 5", "1:5: invalid syntax: expected an expression"),
        ("f(if=1)", "1:3: invalid syntax: expected `)`, found `if`"),
        (
            "{a=1}",
            "1:2: invalid syntax. Maybe you meant '==' or ':=' instead of '='? (to compare, write `==`)",
        ),
        ("(1 2)", "1:2: invalid syntax. Perhaps you forgot a comma? (write a comma in between)"),
        ("x = a[1 2]", "1:7: invalid syntax. Perhaps you forgot a comma? (write a comma in between)"),
        ("x = {1: 2, 3 4}", "1:12: ':' expected after dictionary key"),
        ("d = {1: *a}", "1:9: cannot use a starred expression in a dictionary value"),
        ("import x as 5", "1:13: cannot use literal as import target"),
        ("import a from b", "1:1: Did you mean to use 'from ... import ...' instead?"),
        ("from __future__ import braces", "1:24: not a chance"),
        ("x = 1 if 2 else pass", "1:17: expected expression after 'else', but statement is given"),
        ("x = 1\u{a0}+ 2", "1:6: invalid non-printable character U+00A0"),
        ("x = [a for b]", "1:13: 'in' expected after for-loop variables"),
        ("f(): int", "1:1: illegal target for annotation"),
        ("def f((a, b)): pass", "1:7: Function parameters cannot be parenthesized"),
        ("class A[T, T]: pass", "1:12: duplicate type parameter 'T'"),
        ("def f[T = 3, U](): pass", "1:14: non-default type parameter 'U' follows default type parameter"),
        ("f\"{a.}\"", "1:5: f-string: expecting '=', or '!', or ':', or '}'"),
        ("f\"{1 +}\"", "1:6: f-string: expecting '=', or '!', or ':', or '}'"),
        ("f\"{if}\"", "1:4: f-string: expecting a valid expression after '{'"),
        ("if True:\n\tx = 1\n        y = 2", "3:1: inconsistent use of tabs and spaces in indentation"),
    ];
    for (text, expected) in expected {
        assert_eq!(problems(text).trim_end(), expected, "{text}");
    }
    let several = problems("[x, y for x, y in z]");
    assert!(
        several.starts_with("1:2: did you forget parentheses around the comprehension target?"),
        "{several}"
    );
}

#[test]
fn keywords_that_are_misspelt_are_told_where_they_stand() {
    let expected = [
        ("whille True:\n    pass", "1:1", "while"),
        ("fro x in y:\n    pass", "1:1", "for"),
        ("dfe f(): pass", "1:1", "def"),
        ("If x: pass", "1:1", "if"),
        ("def f():\n  retrun 1", "2:3", "return"),
        ("if x:\n pass\nelsif y:\n pass", "3:1", "elif"),
        ("from math improt pi", "1:11", "import"),
        ("for i ni x: pass", "1:7", "in"),
        ("x = lamda: 1", "1:5", "lambda"),
        ("if x adn y: pass", "1:6", "and"),
        ("x = [i fro i in y]", "1:8", "for"),
        ("async dfe f(): pass", "1:7", "def"),
        ("switch x:\n    pass", "1:1", "with"),
        ("delete x", "1:1", "del"),
    ];
    for (text, place, keyword) in expected {
        let told = format!("{place}: invalid syntax. Did you mean '{keyword}'?");
        assert_eq!(first_mistake(text), told, "{text}");
    }
    for text in ["retrun 1", "awiat x", "WHILE x: pass", "x y z", "int x = 1"] {
        assert!(!first_mistake(text).contains("Did you mean"), "{text}");
    }
}

#[test]
fn what_is_not_supported_says_what_to_write_instead() {
    let expected = [(
        "'\\N{BULLET}'",
        "1:5: names of characters (`\\N{..}`) are not supported (write the character itself, or its number as `\\u....`)\n",
    )];
    for (text, expected) in expected {
        assert_eq!(problems(text), expected, "{text}");
    }
}

#[test]
fn several_errors_are_told_at_once() {
    assert_eq!(problems("return\n\nawait y\nbreak\n").lines().count(), 3);
}

#[test]
fn what_comes_of_an_error_in_the_line_before_is_not_told() {
    let condition =
        "1:4: invalid syntax. Maybe you meant '==' or ':=' instead of '='? (to compare, write `==`)\n";
    assert_eq!(problems("if x = 5:\n    pass\n"), condition);
    assert_eq!(problems("else:\n    pass\n").lines().count(), 1);
    let tabs = "3:1: inconsistent use of tabs and spaces in indentation\n";
    assert_eq!(problems("if True:\n    print('a')\n\tprint('b')\n"), tabs);
    assert_eq!(problems("if x = 5:\n    pass\n\n    y = 2\n  z = 1\n").lines().count(), 2);
}

#[test]
fn columns_count_characters() {
    assert_eq!(problems("'üü'; return\n"), "1:7: 'return' outside function\n");
}

#[test]
fn deep_nesting_is_refused_and_nothing_overflows() {
    let repeated = |text: &str, end: &str| format!("x = {}1{}\n", text.repeat(5000), end.repeat(5000));
    let mut indented = String::new();
    for depth in 0..150 {
        indented += &format!("{}if x:\n", " ".repeat(depth));
    }
    let nested = [
        repeated("(", ")"),
        repeated("[", "]"),
        repeated("{1:", "}"),
        repeated("f(", ")"),
        repeated("-", ""),
        repeated("not ", ""),
        repeated("lambda: ", ""),
        repeated("lambda a, b: ", ""),
        repeated("1 if 2 else ", ""),
        repeated("1 + ", ""),
        repeated("2 ** ", ""),
        repeated("a.", ""),
        repeated("", "[0]"),
        repeated("", "()"),
        repeated("f'{", "}'"),
        repeated("await ", ""),
        repeated("(", ""),
        indented.clone(),
        format!("(\n{indented}"),
        format!("{}\n", "[1 for x in y ".repeat(5000)),
        format!("match x:\n case {}1{}: pass\n", "[".repeat(5000), "]".repeat(5000)),
        format!("x = {}\n", "*".repeat(5000)),
    ];
    // The stack of a browser.
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let thread = small.spawn(move || {
        for text in nested {
            assert_ne!(problems(&text), "", "{}", &text[..40]);
        }
    });
    assert!(thread.is_ok_and(|thread| thread.join().is_ok()));
}

#[test]
fn nesting_within_the_limits_fits_the_stack_of_a_browser() {
    let repeated =
        |text: &str, count, end: &str| format!("x = {}1{}\n", text.repeat(count), end.repeat(count));
    let nested = [
        repeated("(", 100, ")"),
        repeated("[", 100, "]"),
        repeated("f(", 90, ")"),
        repeated("not ", 100, ""),
        repeated("lambda: ", 100, ""),
        repeated("1 + ", 400, ""),
        repeated("a.b().", 200, ""),
    ];
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let thread = small.spawn(move || {
        for text in nested {
            let text = text.replace(".1", ".c");
            assert_eq!(problems(&text), "", "{}", &text[..40]);
        }
    });
    assert!(thread.is_ok_and(|thread| thread.join().is_ok()));
}

#[test]
fn long_texts_and_exploding_ones_are_refused() {
    assert!(problems(&"x = 1\n".repeat(200_000)).contains("longer than 1 MB"));
    // Every `finally` is compiled twice.
    let nested = |depth| {
        let mut text = "def f():\n".to_owned();
        for depth in 1..depth {
            let indent = " ".repeat(depth);
            text += &format!("{indent}try: a()\n{indent}finally:\n");
        }
        text + &format!("{}b()\n", " ".repeat(depth))
    };
    assert_eq!(problems(&nested(10)), "");
    assert!(problems(&nested(19)).contains("the program is too large"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_it_panic(text in "[ -~\n\tüñ😀]{0,200}") {
        problems(&text);
    }

    #[test]
    fn no_mutation_of_a_program_makes_it_panic(
        cuts in proptest::collection::vec((0..PROGRAM.len(), 0..40_usize, 0..PROGRAM.len(), 0..40_usize), 1..4),
    ) {
        let mut text = PROGRAM.as_bytes().to_vec();
        for (at, removed, from, copied) in cuts {
            let piece: Vec<u8> = PROGRAM.as_bytes().iter().skip(from).take(copied).copied().collect();
            let at = at.min(text.len());
            let end = (at + removed).min(text.len());
            text.splice(at..end, piece);
        }
        problems(&String::from_utf8_lossy(&text));
    }
}
