class Vec:
    def __init__(s, x, y): s.x, s.y = x, y
    def __repr__(s): return f"Vec({s.x}, {s.y})"
    def __add__(s, o): return Vec(s.x + o.x, s.y + o.y) if isinstance(o, Vec) else NotImplemented
    def __radd__(s, o): return s if o == 0 else NotImplemented
    def __mul__(s, k): return Vec(s.x * k, s.y * k)
    __rmul__ = __mul__
    def __neg__(s): return Vec(-s.x, -s.y)
    def __abs__(s): return (s.x ** 2 + s.y ** 2) ** .5
    def __bool__(s): return bool(s.x or s.y)
    def __eq__(s, o): return isinstance(o, Vec) and (s.x, s.y) == (o.x, o.y)
    def __hash__(s): return hash((s.x, s.y))
    def __getitem__(s, i): return (s.x, s.y)[i]
    def __iter__(s): yield s.x; yield s.y
    def __len__(s): return 2
    def __matmul__(s, o): return s.x * o.x + s.y * o.y
    def __iadd__(s, o): s.x += o.x; s.y += o.y; return s
    def __call__(s, z): return z
    def __contains__(s, v): return v in (s.x, s.y)
    def __format__(s, spec): return f"<{s.x:{spec}},{s.y:{spec}}>"
    def __round__(s, n=None): return Vec(round(s.x, n), round(s.y, n))
    def __int__(s): return int(s.x)
    def __float__(s): return float(s.x)
    def __index__(s): return int(s.x)
    def __complex__(s): return 0
    def __divmod__(s, o): return "dm"
    def __pow__(s, o, m=None): return ("pow", o, m)
    def __lshift__(s, o): return "<<"
    def __rshift__(s, o): return ">>"
    def __and__(s, o): return "&"
    def __or__(s, o): return "|"
    def __xor__(s, o): return "^"
    def __invert__(s): return "~"
    def __floordiv__(s, o): return "//"
    def __mod__(s, o): return "%"
    def __truediv__(s, o): return "/"
    def __rtruediv__(s, o): return "r/"
    def __reversed__(s): return iter((s.y, s.x))
    def __lt__(s, o): return abs(s) < abs(o)
    def __trunc__(s): return 7
    def __floor__(s): return 8
    def __ceil__(s): return 9
    def __bytes__(s): return b"v"
    def __delitem__(s, k): print("del", k)
    def __setitem__(s, k, v): print("set", k, v)
a, b = Vec(1, 2), Vec(3, 4)
print(a + b, sum([a, b]), 2 * a, a * 3, -a, abs(b), bool(Vec(0, 0)), a == Vec(1, 2), a != b, len({a, Vec(1, 2)}), a[0], list(a), len(a), a @ b)
a += b; print(a, a(5), 4 in a, f"{b:.1f}", format(b, "03d"), round(Vec(1.26, 2), 1), int(a), float(a), [0, 1, 2, 3, 4][a], hex(a), divmod(a, 1), a ** 2, pow(a, 2, 3))
print(a << 1, a >> 1, a & 1, a | 1, a ^ 1, ~a, a // 1, a % 1, a / 1, 1 / a, list(reversed(a)), a < b, a > b, sorted([a, b])[0], min(a, b))
import math
print(math.trunc(a), math.floor(a), math.ceil(a), bytes(a))
del a[1:2]; a["k"] = 1; del a[..., 3]; a[1:2, ::3] = 0
x, y = a; print(x, y, *a)
for op in ("a + 1", "a - 1", "1 - a", "a >= b"):
    try: print({"a + 1": lambda: a + 1, "a - 1": lambda: a - 1, "1 - a": lambda: 1 - a, "a >= b": lambda: a >= b}[op]())
    except TypeError as e: print(e)
class Money:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
try: {Money(1)}
except TypeError as e: print(e)
class Temp:
    def __lt__(s, o): return NotImplemented
try: Temp() < Temp()
except TypeError as e: print(e)
class R:
    def __repr__(s): return 5
try: repr(R())
except TypeError as e: print(e)
class B:
    def __bool__(s): return 5
try: bool(B())
except TypeError as e: print(e)
class Ln:
    def __len__(s): return -1
try: len(Ln())
except ValueError as e: print(e)
class Q:
    def __init__(s): return 5
try: Q()
except TypeError as e: print(e)
class GA:
    def __getattribute__(s, n):
        print("get", n)
        return super().__getattribute__(n)
    v = 1
    def __delattr__(s, n): print("delattr", n)
g = GA(); g.v; del g.zz
class Ctx:
    def __enter__(s): print("in"); return s
    def __exit__(s, t, v, tb): print("out", t.__name__ if t else None, v); return t is KeyError
with Ctx() as c, Ctx(): print("body")
with Ctx(): raise KeyError("sw")
try:
    with Ctx(): raise ValueError("p")
except ValueError as e: print("caught", e)
from contextlib import contextmanager, suppress, ExitStack, closing, redirect_stdout, nullcontext
@contextmanager
def tag(n):
    print(f"<{n}>")
    try: yield n
    finally: print(f"</{n}>")
with tag("a") as t, tag("b"): print(t)
with suppress(ZeroDivisionError): 1 / 0
with ExitStack() as st:
    for n in "xy": st.enter_context(tag(n))
    st.callback(print, "cb")
import io
buf = io.StringIO()
@tag("deco")
def decorated(): print("inside")
decorated()
print(0b1010 & 6, 5 | 2, 5 ^ 1, ~5, 1 << 10, -8 >> 1, bin(10), oct(8), hex(255), (255).bit_length(), (5).bit_count(), int("ff", 16), 0xFF, 1_000_000, 2 ** 100, (2 ** 100) % 97, -7 // 2, -7 % 3, divmod(-7, 2), 7 / 2, 10 ** -2, int(1e20), round(2.5), round(-1.5), round(1.005, 2), 0.1 + 0.2, 1e16, 1e-7, float("inf"), -0.0, 3.0)
print((10).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "big"), (2.5).as_integer_ratio(), (0.5).hex(), 1.5.is_integer(), math.isclose(.1 + .2, .3), math.factorial(25), math.gcd(12, 18), math.comb(5, 2))
