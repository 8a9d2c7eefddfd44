from dataclasses import FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, replace
from typing import ClassVar


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)

    def norm(self):
        return abs(self.x) + abs(self.y)


p = Point(1, 2)
print(p, p == Point(1, 2), p == Point(1, 3), p != 5, p.norm())
p.tags.append("a")
print(p, Point(1, 2).tags, Point(y=5, x=4))
print(asdict(p), astuple(p), replace(p, x=9), [f.name for f in fields(p)], is_dataclass(p), is_dataclass(5))
for call in (lambda: Point(), lambda: Point(1, 2, [], 4), lambda: Point(1, z=2), lambda: Point(1) < Point(2),
             lambda: hash(p)):
    try:
        call()
    except TypeError as error:
        print(error)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False, repr=False)


versions = [Version(2), Version(1, 5, "x"), Version(1, 2)]
print(sorted(versions), Version(1, 1, "a") == Version(1, 1, "b"), max(versions), {Version(1): "one"}[Version(1)])
try:
    versions[0].major = 3
except FrozenInstanceError as error:
    print(type(error).__name__, error)
try:
    del versions[0].major
except AttributeError as error:
    print(type(error).__name__, error)
try:
    Version(1) < 5
except TypeError as error:
    print(error)


@dataclass
class Base:
    a: int
    b: int = 2
    count: ClassVar[int] = 0

    def __post_init__(self):
        Base.count += 1
        self.total = self.a + self.b


@dataclass
class Derived(Base):
    b: int = 5
    c: str = "c"


d = Derived(1)
print(d, d.total, Base.count, Derived(1, 2, "x"))


@dataclass
class WithInit:
    size: InitVar[int]
    items: list = field(init=False)

    def __post_init__(self, size):
        self.items = [0] * size


print(WithInit(3))


@dataclass(kw_only=True, slots=True)
class Options:
    verbose: bool = False
    level: int


print(Options(level=3), Options(level=1, verbose=True))
try:
    Options(3)
except TypeError as error:
    print(error)


@dataclass(eq=False, repr=False)
class Bare:
    x: int = 1


print(Bare() == Bare(), Bare().x)


@dataclass
class Node:
    value: int
    children: list["Node"] = field(default_factory=list)
    parent: "Node | None" = field(default=None, repr=False)


tree = Node(1, [Node(2), Node(3, [Node(4)])])
print(tree)
print(asdict(tree)["children"][1])


@dataclass
class OwnRepr:
    x: int

    def __repr__(self):
        return f"own {self.x}"


print(OwnRepr(5), OwnRepr(5) == OwnRepr(5))
try:
    @dataclass
    class Wrong:
        a: list = []
except ValueError as error:
    print(error)
try:
    @dataclass
    class Order:
        a: int = 1
        b: int
except TypeError as error:
    print(error)


@dataclass(unsafe_hash=True)
class Hashed:
    x: int


print(len({Hashed(1), Hashed(1), Hashed(2)}))
match Point(1, 2):
    case Point(x, y):
        print("matched", x, y)
print(Point.__match_args__)
