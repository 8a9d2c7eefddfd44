from enum import Enum, Flag, IntEnum, StrEnum, IntFlag, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()

    @classmethod
    def default(cls):
        return cls.GREEN


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.CRIMSON)
print(list(Color), len(Color), Color.RED is Color.CRIMSON, Color.RED == 1, Color.BLUE.pretty, Color.default())
print(Color.RED in Color, isinstance(Color.RED, Color), {Color.RED: "r"}[Color(1)], f"{Color.RED}", Color)
print(list(Color.__members__), 2 in Color, 9 in Color)
for call in (lambda: Color(9), lambda: Color["NOPE"], lambda: Color.NOPE, lambda: Color.RED < Color.BLUE):
    try:
        call()
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        print(type(error).__name__, error)
try:
    Color.RED = 5
except AttributeError as error:
    print(error)


class State(Enum):
    IDLE = auto()
    BUSY = auto()
    DONE = auto()

    def __str__(self):
        return self.name.lower()


print([str(s) for s in State], [s.value for s in State], State.BUSY, f"{State.DONE}")


class Priority(IntEnum):
    LOW = 1
    HIGH = 10


print(Priority.HIGH > Priority.LOW, Priority.HIGH + 1, sorted([Priority.HIGH, Priority.LOW]), Priority.LOW, f"{Priority.LOW}",
      repr(Priority.LOW), Priority(10), int(Priority.HIGH), [10, 20][Priority.LOW])


class Mode(StrEnum):
    READ = "r"
    WRITE = auto()


print(Mode.READ, Mode.WRITE, repr(Mode.WRITE), Mode.READ == "r", Mode("r"), Mode.WRITE.upper())


class Permission(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Permission.R | Permission.X, repr(Permission.R | Permission.W), Permission.R in Permission.RW, Permission.X in Permission.RW)
print(Permission.RW & Permission.R, Permission.RW ^ Permission.R, bool(Permission.R & Permission.W), ~Permission.R, Permission(0))
print([p.name for p in Permission.RW], Permission.X.value)


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return round(6.67300e-11 * self.mass / (self.radius * self.radius), 2)


print(Planet.EARTH.gravity, Planet.MARS, Planet.MARS.value)
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.DOG.value)
try:
    @unique
    class Twice(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)
try:
    class More(Color):
        PINK = 4
except TypeError as error:
    print(error)
match Color(2):
    case Color.RED:
        print("red")
    case Color.GREEN:
        print("green")
