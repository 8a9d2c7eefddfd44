def http(s):
    match s:
        case 200 | 201: return "ok"
        case 404: return "nf"
        case int() if s >= 500: return "srv"
        case str(x): return "s" + x
        case None: return "none"
        case True: return "true"
        case [] : return "empty"
        case [x]: return f"one {x}"
        case [x, y]: return f"two {x} {y}"
        case [1, *rest]: return f"first1 {rest}"
        case (first, *_, last): return f"fl {first} {last}"
        case {"type": "circle", "r": r}: return f"circle {r}"
        case {"type": t, **rest}: return f"{t} {rest}"
        case float(f): return f"float {f}"
        case _: return "?"
for s in (200, 404, 503, "a", None, True, [], [5], [1, 2], [1, 2, 3], (4, 5, 6), {"type": "circle", "r": 2}, {"type": "sq", "a": 1}, 2.5, {1}, b"x", range(3)):
    print(s, "->", http(s))
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def w(p):
    match p:
        case Point(0, 0): return "origin"
        case Point(0, y=yy): return f"y {yy}"
        case Point(x=xx, y=0): return f"x {xx}"
        case Point(x, y) if x == y: return "diag"
        case Point() as q: return f"pt {q.x} {q.y}"
        case [Point(x=a), Point(x=b)]: return f"pair {a} {b}"
        case ("go", ("n" | "s") as d): return d
        case {"a": [1, {"b": v}]}: return v
        case "x" | "y" as z: return z
        case -1 | 1.5: return "num"
        case _: return "no"
for p in (Point(0,0), Point(0,3), Point(4,0), Point(2,2), Point(1,2), [Point(1,1), Point(2,2)], ("go", "n"), {"a": [1, {"b": 9}]}, "y", -1, 1.5, 7): print(w(p))
try:
    match Point(1,2):
        case Point(1,2,3): pass
except TypeError as e: print(e)
try:
    match 5:
        case int(1,2): pass
except TypeError as e: print(e)
class K: A = 1
match 1:
    case K.A: print("K.A")
def calc(e):
    match e:
        case ("+", a, b): return calc(a) + calc(b)
        case ("*", a, b): return calc(a) * calc(b)
        case ("-", a): return -calc(a)
        case int() | float(): return e
        case _: raise ValueError(f"bad {e!r}")
print(calc(("+", 1, ("*", 2, ("-", 3)))))
for cmd in ("go north", "get lamp now", "quit", "", "drop a b c"):
    match cmd.split():
        case ["go", d]: print("going", d)
        case ["get", obj, *_]: print("get", obj)
        case ["drop", *objs] if len(objs) > 2: print("many", objs)
        case ["quit"]: print("bye")
        case []: print("nothing")
x = [1, [2, [3, 4]]]
match x:
    case [a, [b, [*c]]]: print(a, b, c)
match {"k": None}:
    case {"k": None, **kw}: print("none", kw)
match 3:
    case n if n > 5: print("big")
    case n: print("n", n)
from collections import OrderedDict, deque, namedtuple
NT = namedtuple("NT", "a b")
match NT(1, 2):
    case NT(a=1, b=bb): print("nt", bb)
match deque([1, 2]):
    case [a, b]: print("deque", a, b)
match OrderedDict(z=1):
    case {"z": q}: print(q)
