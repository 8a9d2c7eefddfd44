from collections import namedtuple
from typing import NamedTuple

Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), len(p), list(p), Point._fields)
x, y = p
print(x, y, p._replace(x=5), p._asdict(), Point._make([7, 8]), isinstance(p, tuple), p + (3,))
try:
    p.x = 5
except AttributeError as error:
    print(error)
for call in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, z=2)):
    try:
        call()
    except TypeError as error:
        print(error)
Default = namedtuple("Default", ["a", "b", "c"], defaults=[2, 3])
print(Default(1), Default(1, c=5), Default._field_defaults)


class Employee(NamedTuple):
    name: str
    id: int = 3

    def hello(self):
        return f"I am {self.name}"


e = Employee("Guido")
print(e, e.hello(), e.id, e < Employee("Zed"), {e: 1}[("Guido", 3)])
print(sorted([Employee("b", 1), Employee("a", 2)]), hash(e) == hash(("Guido", 3)))
match e:
    case Employee(name=n, id=3):
        print("three", n)
print(f"{p}", "%s-%s" % p, "{0.x}/{0.y}".format(p))
try:
    namedtuple("Bad", "a a")
except ValueError as error:
    print(error)
try:
    namedtuple("Bad", "class")
except ValueError as error:
    print(error)
