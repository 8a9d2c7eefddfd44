from dataclasses import dataclass
from enum import Enum


class Color(Enum):
    RED = 1
    BLUE = 2


@dataclass
class Point:
    x: int
    y: int


class Circle:
    __match_args__ = ("radius",)

    def __init__(self, radius, label=None):
        self.radius, self.label = radius, label


def what(value):
    match value:
        case None:
            return "none"
        case True | False:
            return f"bool {value}"
        case 0:
            return "zero"
        case -1 | 1.5:
            return "special"
        case int(n) if n > 100:
            return f"large {n}"
        case int():
            return "int"
        case "quit" | "exit":
            return "command"
        case str(text) if text.isupper():
            return f"shout {text}"
        case Color.RED:
            return "red"
        case Point(x=0, y=0):
            return "origin"
        case Point(0, y):
            return f"on y axis at {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "point"
        case Circle(r, label="big"):
            return f"big circle {r}"
        case Circle(radius=float() as r):
            return f"float circle {r}"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case ["go", ("north" | "south") as where]:
            return f"go {where}"
        case [1, *_, 9]:
            return "1 to 9"
        case [Point(x=px), *others]:
            return f"starts with point {px}, {len(others)} others"
        case (first, [a, b], *rest):
            return f"nested {first} {a} {b} {rest}"
        case {"type": "circle", "r": r, **rest}:
            return f"dict circle {r} {rest}"
        case {"a": {"b": [_, second, *_]}}:
            return f"deep {second}"
        case {}:
            return "mapping"
        case float(f):
            return f"float {f}"
        case bytes():
            return "bytes"
        case _:
            return f"other {type(value).__name__}"


for value in (None, True, 0, -1, 1.5, 500, 7, "quit", "HEY", "hey", Color.RED, Color.BLUE, Point(0, 0), Point(0, 5), Point(3, 3),
              Point(1, 2), Circle(5, "big"), Circle(2.5), Circle(3), [], [5], ["go", "north"], ["go", "west"], [1, 2, 3, 9],
              [Point(7, 8), 1], (1, [2, 3], 4, 5), {"type": "circle", "r": 2, "z": 1}, {"a": {"b": [1, 2, 3]}}, {}, {"q": 1}, 2.5, b"x",
              {1, 2}, range(3), "ab"):
    print(what(value))


def command(line):
    match line.split():
        case ["add", *numbers] if numbers:
            return sum(map(int, numbers))
        case ["echo", word, times]:
            return word * int(times)
        case [("help" | "?"), *_]:
            return "help"
        case [single]:
            return f"single {single}"
        case _:
            return "unknown"


print([command(line) for line in ("add 1 2 3", "add", "echo ab 3", "? me", "one", "a b c d")])
match 5:
    case 1:
        pass
print("no case matched")
match (1, 2):
    case a, b:
        print(a, b)
match {"k": None}:
    case {"k": value}:
        print("value", value)


class Never:
    __match_args__ = 5


try:
    match Never():
        case Never(x):
            pass
except TypeError as error:
    print(error)
try:
    match Point(1, 2):
        case Point(a, b, c):
            pass
except TypeError as error:
    print(error)
match 3:
    case x if x > 5:
        print("big")
    case x:
        print("captured", x)
match "text":
    case str() as whole:
        print(whole)
match [[1, 2], [3, 4]]:
    case [[a, _], [_, d]]:
        print(a, d)
