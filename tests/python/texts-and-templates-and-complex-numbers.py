# t-strings
from string.templatelib import Template, Interpolation, convert
name, n = "World", 3
t = t"Hello {name!r:>10} and {n + 1} {n=}"
print(type(t).__name__, t.strings, t.values)
for part in t:
    match part:
        case str() as s:
            print("str", repr(s))
        case Interpolation(value, expression, conversion, format_spec):
            print("interp", value, expression, conversion, format_spec)
def render(t):
    out = []
    for p in t:
        if isinstance(p, str): out.append(p)
        else:
            v = p.value
            if p.conversion: v = convert(v, p.conversion)
            out.append(format(v, p.format_spec))
    return "".join(out)
print(render(t))
print(repr(t"a{n}b"))
print((t"x" + t"{n}").strings, t"".strings, [i.expression for i in t"{n}{name}".interpolations])
w = 5
print(render(t"{n:>{w}}|"), t"{n:>{w}}".interpolations[0].format_spec)
try:
    t"a" + "b"
except TypeError as e:
    print(e)
# eval, exec and compile
x = 5
print(eval("x + 1"), eval("y * 2", {"y": 4}), eval("a + b", {"a": 1}, {"b": 2}))
exec("z = x * 3\nprint('in exec', z)")
print(z)
ns = {}
exec("def f(n):\n    return n ** 2\n", ns)
print(ns["f"](7), sorted(k for k in ns if k != "__builtins__"))
code = compile("x * 10", "<string>", "eval")
print(eval(code), code.co_filename)
for bad in ("1 +", "x y", "1/0"):
    try:
        eval(bad)
    except SyntaxError as e:
        print("SyntaxError", e.msg)
    except ZeroDivisionError as e:
        print(e)
def f():
    q = 3
    return eval("q + x"), [eval("i", {"i": i}) for i in range(2)]
print(f())
table = {"+": "a+b", "*": "a*b"}
for k, v in table.items():
    print(k, eval(v, {"a": 3, "b": 4}))
z = 3 + 4j
print(z, abs(z), z.real, z.imag, z.conjugate(), z * 2, z / (1 - 1j), z ** 2, -z, 1j * 1j, z == 3 + 4j, complex(1, 2), complex("1+2j"), complex("-3j"), complex(5), 2j, 1 - 0j, isinstance(z, complex), type(z).__name__, type(z), bool(0j), sum([1j, 2]), {1 + 0j: "a"}[1], f"{z:.2f}", repr(complex(0.5, -1.5)))
try: z < 1
except TypeError as e: print(e)
try: complex("x")
except ValueError as e: print(e)
match z:
    case complex(real=r, imag=i): print(r, i)
# What may be done, and what not.
safe = {"__builtins__": {}}
print(eval("1 + 2", safe), eval("n * 2", {"__builtins__": {}}, {"n": 4}), list(map(eval, ["1 + 1", "z == 3 + 4j"])))
try:
    eval("len('a')", safe)
except NameError as e:
    print(e)
class Names:
    value = eval("name.lower()")
def local():
    n = 1
    exec("n = 2")
    found = {}
    exec("m = n + 1\ndef f(): return m", globals(), found)
    return n, sorted(found)
print(Names.value, local())
try:
    compile("x = ", "rules.txt", "exec")
except SyntaxError as e:
    print(e.filename, e.lineno, type(e).__name__)
for wrong in (lambda: eval("x = 1"), lambda: eval(3), lambda: exec("if"), lambda: compile("1", "f", "other")):
    try:
        wrong()
    except (SyntaxError, TypeError, ValueError) as e:
        print(type(e).__name__, getattr(e, "msg", e))
