
from enum import Enum,IntEnum,StrEnum,Flag,IntFlag,auto,unique
def show(*a):
    print(*a)
def err(f):
    try: print("->", f())
    except Exception as e: print(type(e).__name__, e)
class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    def hi(self): return f"hi {self.name} {self.value}"
    @property
    def low(self): return self.name.lower()
    @classmethod
    def first(cls): return cls.RED
    @staticmethod
    def st(): return 5
show(Color.RED, repr(Color.RED), Color['GREEN'], Color(2), list(Color), len(Color), Color.CRIMSON is Color.RED)
show(Color.RED.hi(), Color.RED.low, Color.first(), Color.st(), Color.RED in Color, Color, f"{Color.RED:>12}|{Color.RED!r}|{Color.RED}")
show(dict(Color.__members__), Color.RED == Color.RED, Color.RED != Color.GREEN, Color.RED == 1, {Color.RED: 1}[Color.RED], isinstance(Color.RED, Color), type(Color.RED), Color.RED.__class__)
err(lambda: Color(9)); err(lambda: Color['X']); err(lambda: Color.X)
def f(): Color.RED = 5
err(f)
class Num(IntEnum):
    ONE = 1; TWO = auto(); THREE = auto()
show(Num.TWO + 1, Num.TWO, repr(Num.THREE), Num(3), Num.ONE < Num.TWO, sorted([Num.THREE, Num.ONE]), f"{Num.TWO:03d}", int(Num.TWO), Num.TWO == 2, [10,20,30][Num.ONE], max(Num))
class S(StrEnum):
    A = auto(); B_C = "x"
show(S.A, repr(S.A), S.A == "a", S.B_C.upper(), f"{S.A}", S("x"), S.A + "!", "%s" % S.A)
class M(str, Enum):
    A = "a"; B = "b"
show(M.A, repr(M.A), M.A == "a", M("b"), M.A.value, M.A.upper())
class Planet(Enum):
    MERCURY = (3.3, 2.4)
    EARTH = (5.9, 6.3)
    def __init__(self, mass, radius):
        self.mass = mass; self.radius = radius
    @property
    def g(self): return self.mass / self.radius
show(Planet.EARTH, Planet.EARTH.mass, round(Planet.EARTH.g, 2), Planet((3.3, 2.4)), Planet.MERCURY.value)
class Perm(Flag):
    R = auto(); W = auto(); X = auto()
    RW = R | W
show(Perm.R | Perm.W, repr(Perm.R | Perm.X), Perm.RW, repr(Perm.RW), list(Perm), Perm.R in Perm.RW, Perm(0), repr(Perm(0)), bool(Perm(0)), ~Perm.R, Perm.RW & Perm.W, Perm.RW ^ Perm.R, Perm(3), len(Perm), list(Perm.RW), Perm.X.value, Perm.RW.name, (Perm.R|Perm.X).name)
err(lambda: Perm(8)); err(lambda: Perm.R | 1)
class IF(IntFlag):
    A = 1; B = 2; C = 4
show(IF.A | IF.B, repr(IF.A|IF.B), IF.A | 8, repr(IF.A | 8), IF(5), IF.A + 1, ~IF.A, IF.A & 1)
class Auto(Enum):
    def _generate_next_value_(name, start, count, last_values): return name.lower() + str(count)
    A = auto(); B = auto()
show(list(Auto))
class Miss(Enum):
    A = 1
    @classmethod
    def _missing_(cls, v): return cls.A
show(Miss(77))
class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value]); obj._value_ = value; obj.label = label
        return obj
    PX = (0, 'P.X'); PY = (1, 'P.Y')
show(Coord(1).label, Coord.PX.value)
class N2(Enum):
    def __new__(cls, v, d):
        o = object.__new__(cls); o._value_ = v; o.d = d; return o
    A = (1, 'x'); B = (2, 'y')
show(N2(2).d, N2.A)
err(lambda: unique(Color))
E1 = Enum('E1', 'A B C'); show(list(E1), E1.B.value)
E2 = Enum('E2', ['A', 'B']); show(list(E2))
E3 = IntEnum('E3', {'X': 5, 'Y': 7}); show(list(E3), E3.Y + 1)
def g():
    class Bad(Color): Z = 1
err(g)
class Base(Enum):
    def greet(self): return "greet " + self.name
class Derived(Base):
    A = 1
show(Derived.A.greet(), Derived.A)
class L(Enum):
    A = [1]; B = {}
show(L([1]), list(L))
match Color.RED:
    case Color.GREEN: show("g")
    case Color.RED: show("r")
class W(Enum):
    MON = 1
    def __str__(self): return "mon!"
show(W.MON, f"{W.MON}", repr(W.MON), str(W.MON))
class T(tuple, Enum):
    A = (1, 2)
show(repr(T.A), T.A[1])
class FE(float, Enum):
    PI = 3.14
show(repr(FE.PI), FE.PI * 2, FE.PI)
class Op(Enum):
    ADD = "+"
    def __call__(self, a, b): return a + b
show(Op.ADD(1, 2))
class Ord(Enum):
    A = 1; B = 2
    def __lt__(self, o): return self.value < o.value
show(sorted([Ord.B, Ord.A]), hash(Ord.A) == hash(Ord.A), len({Ord.A, Ord.B, Ord.A}))
err(lambda: Color())
for n, m in Color.__members__.items(): show(n, m)
show(Color.__name__, [c.name for c in reversed(Color)], bool(Color), 1 in Num, Color.RED.RED if hasattr(Color.RED,'RED') else None)
