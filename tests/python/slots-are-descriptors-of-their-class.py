from dataclasses import dataclass, field, fields
import copy, inspect, weakref
class A:
    __slots__ = ("x", "__y", "b")
    def __init__(self): self.x = 1; self.__y = 2
    def y(self): return self.__y
a = A()
print(a.x, a.y(), A.x, A.__slots__, [n for n in A.__dict__])
for n in ("z", "b"):
    try: print(getattr(a, n))
    except AttributeError as e: print(e, e.name)
try: a.z = 1
except AttributeError as e: print(e)
try: del a.b
except AttributeError as e: print(repr(e))
del a.x
try: a.x
except AttributeError as e: print(e)
A.x.__set__(a, 9); print(a.x, A.x.__get__(a), A.x.__objclass__, A.x.__name__, A.x.__qualname__)
try: A.x.__get__(5)
except TypeError as e: print(e)
print(hasattr(a, "__dict__"), [n for n in dir(a) if n[:2] != "__"])
class Base:
    @property
    def value(self): raise NotImplementedError
    def step(self): return "base"
class Derived(Base):
    __slots__ = ("value", "step")
    def __init__(self): self.value = 3; self.step = lambda: "own"
d = Derived(); print(d.value, d.step(), d.__dict__, vars(d))
d.other = 4; print(d.__dict__, Derived.value)
class Sub(A):
    x = 5
s = object.__new__(Sub); s.x = 7; print(s.x, s.__dict__, Sub.x, A.x.__get__(s) if False else "-")
class Sub2(A):
    __slots__ = ()
    x = 5
s = object.__new__(Sub2)
try: s.x = 1
except AttributeError as e: print(e)
import abc, collections.abc
class It(collections.abc.Iterator):
    __slots__ = ("__next__",)
    def __init__(self, n): self.__next__ = n
try:
    i = It(lambda: 1); print(isinstance(i, collections.abc.Iterator)); print(next(i), next(i))
except TypeError as e: print(e)
class D2:
    __slots__ = {"a": "the a", "__dict__": None}
d2 = D2(); d2.a = 1; d2.q = 2; print(d2.__dict__, d2.a, D2.__slots__)
for bases, ns in [((Base,), {"__slots__": ("__dict__",)}), ((), {"__slots__": ("a",), "a": 1}), ((int,), {"__slots__": ("a",)}), ((), {"__slots__": ("a b",)}), ((), {"__slots__": (1,)})]:
    try: print(type("X", bases, ns))
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
def gen():
    yield "p"; yield "q"
class G: __slots__ = gen()
g = G(); g.p = 1; g.q = 2; print(g.p, g.q)
A.__slots__ = ("other",)
try: a.other = 1
except AttributeError as e: print(e)
class E(Exception):
    __slots__ = ("code",)
e = E("x"); e.code = 5; e.more = 1; print(e.code, e.__dict__, E.code)

@dataclass(slots=True)
class P:
    x: int
    y: int = 0
    z: list = field(default_factory=list)
    w: int = field(default=7, init=False)
    def total(self): return self.x + self.y
    def me(self): return __class__ is P
    def sup(self): return super().__repr__()[:10]
p = P(1); print(p, p.total(), p.me(), P.__slots__, P.y, hasattr(p, "__dict__"), p.sup()[:5])
try: p.q = 1
except AttributeError as e: print(e)
print(P.__qualname__, P.__name__, inspect.signature(P), P.__match_args__, fields(P)[1].default, P.__doc__)
@dataclass(slots=True, frozen=True)
class F:
    a: int
    b: int = 2
f = F(1)
for n in ("a", "q"):
    try: setattr(f, n, 3)
    except Exception as e: print(type(e).__name__, e)
print(f, hash(f) == hash(F(1)), copy.copy(f), copy.replace(f, a=5), copy.deepcopy(f) == f)
@dataclass(slots=True)
class Q(P):
    v: int = 1
print(Q.__slots__, Q(1), Q.__mro__[1] is P)
@dataclass(slots=True, weakref_slot=True)
class W:
    a: int
print(W.__slots__, weakref.ref(W(1))() is None)
try:
    @dataclass(slots=True)
    class Z:
        __slots__ = ("a",)
        a: int
except TypeError as e: print(e)
old = None
def keep(c):
    global old
    old = c
    return c
@dataclass(slots=True)
@keep
class K:
    a: int = 1
print(old is K, old.a, K.a)
match P(1, 2):
    case P(x, y): print(x, y)
