from enum import Enum, IntEnum, Flag, IntFlag, auto, unique, StrEnum
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
    @property
    def pretty(self): return self.name.title()
    @classmethod
    def default(cls): return cls.RED
    def __str__(self): return f"C:{self.name}"
print(Color.RED, repr(Color.RED), Color(2), Color["BLUE"], Color.RED.value, list(Color), len(Color), Color.CRIMSON is Color.RED)
print(Color.RED.pretty, Color.default(), Color.RED in Color, 1 in Color, 9 in Color, Color.__members__)
for bad in (lambda: Color(9), lambda: Color["X"], lambda: Color.X):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
try: Color.RED = 2
except AttributeError as e: print(e)
class P(IntEnum):
    LOW = auto(); MID = auto(); HIGH = 10
print(P.LOW < P.HIGH, P.MID + 1, P.HIGH, repr(P.HIGH), sorted(P, reverse=True), f"{P.LOW}", "%d" % P.LOW, P(10))
class Perm(Flag):
    R = auto(); W = auto(); X = auto()
    RW = R | W
print(Perm.R | Perm.X, Perm.RW, repr(Perm.R | Perm.W), Perm.R in Perm.RW, ~Perm.R, Perm(0), bool(Perm.R & Perm.W), list(Perm.RW), Perm(7))
class S(StrEnum):
    A = auto(); B = "bee"
print(S.A, S.B == "bee", repr(S.B), S.A.upper(), f"{S.A:>5}")
try:
    @unique
    class D(Enum):
        A = 1; B = 1
except ValueError as e: print(e)
class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.4e23, 3.4e6)
    def __init__(self, mass, radius): self.mass = mass; self.radius = radius
    @property
    def g(self): return round(6.67e-11 * self.mass / self.radius ** 2, 2)
print(Planet.EARTH.g, Planet.MARS.mass, Planet((5.97e24, 6.37e6)))
class Day(Enum):
    MON = "mon"; TUE = "tue"
    @classmethod
    def _missing_(cls, v):
        for m in cls:
            if m.value == str(v).lower(): return m
        return None
print(Day("MON"))
try: Day("x")
except ValueError as e: print(e)
An = Enum("An", "CAT DOG"); print(list(An), An.CAT.value)
An2 = Enum("An2", {"A": 5}); print(An2.A)
print(Color.RED == Color.RED, Color.RED != Color.GREEN, Color.RED == 1, hash(Color.RED) == hash(Color.RED), {Color.RED: 1}[Color(1)])
try: Color.RED < Color.GREEN
except TypeError as e: print(e)
match Color.GREEN:
    case Color.RED: print("r")
    case Color.GREEN: print("g")
class Light(Enum):
    G = "Y"; Y = "R"; R = "G"
    def next(self): return Light[self.value]
l = Light.G
for _ in range(4): print(l.name, end=" "); l = l.next()
print()
try:
    class Ext(Color): Z = 1
except TypeError as e: print(e)
print(type(Color.RED), isinstance(Color.RED, Color), Color.RED.__class__.__name__, Color.__name__)
IF = IntFlag("IF", "A B"); print(IF.A | IF.B, IF.A | 8, repr(IF.A|IF.B), int(IF.B))
