from dataclasses import dataclass, field, fields, replace, is_dataclass, FrozenInstanceError, InitVar, KW_ONLY, MISSING, Field
import dataclasses
from typing import ClassVar
def err(f):
    try: print("->", f())
    except Exception as e: print(type(e).__name__, e)
@dataclass
class P:
    x: int
    y: int = 3
    def dist(self): return self.x + self.y
p = P(1); print(p, p.dist(), P(1, 2) == P(1, 2), P(1) != P(2), P(x=5, y=6), P.__match_args__)
err(lambda: P()); err(lambda: P(1, 2, 3)); err(lambda: P(1, z=2)); err(lambda: p < p)
@dataclass(order=True, frozen=True)
class V:
    a: int
    b: list = field(default_factory=list, compare=False, repr=False)
v = V(1); print(v, v < V(2), sorted([V(3), V(1)]), hash(v) == hash(V(1)), v >= V(1), {v: 2}[V(1)], v.b)
def setit(): v.a = 5
def delit(): del v.a
def newit(): v.zzz = 5
err(setit); err(delit); err(newit); err(lambda: v < 3)
try: setit()
except FrozenInstanceError as e: print("frozen", isinstance(e, AttributeError))
@dataclass
class Q(P):
    z: str = "q"
    tags: list = field(default_factory=list)
    cv: ClassVar[int] = 9
    scale: InitVar[int] = 2
    total: int = field(init=False)
    def __post_init__(self, scale): self.total = self.x * scale
q = Q(2, scale=10); print(q, [f.name for f in fields(q)], Q.cv); q2 = Q(1); q2.tags.append(1); print(q.tags, q2.tags)
print(replace(P(1, 2), y=9), is_dataclass(P), is_dataclass(p), is_dataclass(3))
err(lambda: replace(q, total=3, scale=1))
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 2
    c: int = field()
print(K(1, c=3)); err(lambda: K(1, 2, 3)); err(lambda: K(1))
@dataclass(kw_only=True)
class KO:
    a: int = 1
    b: str
print(KO(b="x")); err(lambda: KO(1, "x")); err(lambda: KO())
def bad1():
    @dataclass
    class B:
        x: int = 1
        y: int
def bad2():
    @dataclass
    class B:
        x: list = []
def bad3():
    @dataclass
    class B(V):
        c: int = 1
def bad4():
    @dataclass
    class B:
        x = field(default=1)
def bad5():
    @dataclass(order=True)
    class B:
        x: int
        def __lt__(self, o): return 1
for b in (bad1, bad2, bad3, bad4, bad5): err(b)
err(lambda: field(default=1, default_factory=list)); err(lambda: fields(3)); err(lambda: replace(3))
@dataclass
class Node:
    val: int
    next: "Node" = None
n = Node(1); n.next = n; print(n)
@dataclass(repr=False, eq=False)
class R:
    x: int
r = R(1); print(r == R(1), r == r, len({r}))
@dataclass(unsafe_hash=True)
class U:
    x: int
    y: int = field(default=0, hash=False)
print(hash(U(1)) == hash(U(1, 5)))
@dataclass
class C2:
    x: int
    def __repr__(self): return "custom"
    def __eq__(self, o): return True
print(C2(1), C2(1) == 5)
@dataclass(slots=True)
class S:
    x: int
    y: int = 5
s = S(1); print(s, s.y)
def slotbad(): s.zz = 1
err(slotbad)
class Outer:
    @dataclass
    class Inner:
        v: int
print(Outer.Inner(3))
match P(1, 2):
    case P(a, b): print("m", a, b)
match P(1, 2):
    case P(x=1, y=yy): print("m2", yy)
@dataclass
class Child(P):
    x: int = 10
print(Child(), Child(1, 2))
class NotDc(P): pass
print(NotDc(1), NotDc(1) == P(1), NotDc(1) == NotDc(1))
from dataclasses import make_dataclass
MD = make_dataclass("MD", [("x", int), ("y", int, field(default=5))], namespace={"add": lambda self: self.x + self.y})
print(MD(1), MD(1).add())
@dataclass
class Exc(Exception):
    code: int
    def __str__(self): return f"code {self.code}"
try: raise Exc(5)
except Exc as e: print(e, repr(e), e.args)
print(P.__init__.__qualname__, P.__init__.__name__, P.__eq__.__qualname__)
@dataclass(frozen=True)
class FP:
    x: int
    def __post_init__(self): object.__setattr__(self, "y", self.x * 2)
print(FP(2).y, FP(2))
print(P.__doc__)
