from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError, InitVar, KW_ONLY, is_dataclass, make_dataclass
from typing import ClassVar, Optional, List, Dict, Any
@dataclass(order=True)
class V:
    major: int
    minor: int = 0
    tags: list = field(default_factory=list, compare=False, repr=False)
    count: ClassVar[int] = 0
print(V(1, 2) < V(1, 3), V(1), sorted([V(2), V(1, 5)]), V(1) == V(1, tags=[1]))
@dataclass(frozen=True)
class F:
    x: int
    y: int = 5
    def add(self): return self.x + self.y
f = F(1)
try: f.x = 2
except FrozenInstanceError as e: print(type(e).__name__, e)
try: del f.x
except FrozenInstanceError as e: print(e)
print(hash(f) == hash(F(1)), {f: 1}[F(1)], replace(f, x=9), f.add())
@dataclass(slots=True)
class S:
    a: int
    b: str = "x"
s = S(1)
try: s.c = 3
except AttributeError as e: print(e)
print(s, S.__slots__)
@dataclass
class Inv:
    base: float
    rate: InitVar[float] = 0.1
    total: float = field(init=False)
    _: KW_ONLY
    note: str = "n"
    def __post_init__(self, rate): self.total = self.base * (1 + rate)
i = Inv(100.0, 0.5, note="z"); print(i, asdict(i), astuple(i))
print([(f.name, f.type) for f in fields(Inv)])
@dataclass
class Tree:
    v: int
    kids: List["Tree"] = field(default_factory=list)
t = Tree(1, [Tree(2), Tree(3, [Tree(4)])]); print(t); print(asdict(t))
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e: print(e)
try:
    @dataclass
    class Bad2:
        x: int = 1
        y: int
except TypeError as e: print(e)
try: V()
except TypeError as e: print(e)
try: Inv(1.0, 0.1, "q")
except TypeError as e: print(e)
print(is_dataclass(V), is_dataclass(3), make_dataclass("P", ["x", ("y", int)])(1, 2))
@dataclass
class Base:
    a: int
@dataclass
class Child(Base):
    b: int = 2
    def __str__(self): return f"Child<{self.a},{self.b}>"
print(Child(1), repr(Child(1)), Child.__match_args__, Child(1) == Base(1), Child.__doc__)
@dataclass(eq=False)
class NE: x: int = 0
print(NE() == NE())
@dataclass(kw_only=True)
class KW: x: int; y: int = 2
try: KW(1)
except TypeError as e: print(e)
print(KW(x=1))
@dataclass(unsafe_hash=True)
class H: x: int
print(hash(H(1)) == hash(H(1)))
try: hash(V(1))
except TypeError as e: print(e)
try: V(1) < 3
except TypeError as e: print(e)
print(vars(Child(4)))
