# Slots that fields of a base have, defaults that know their names, and what fields are written as.
from collections import defaultdict, deque
from dataclasses import asdict, dataclass, field, make_dataclass


@dataclass(slots=True)
class Base:
    x: int


@dataclass(slots=True)
class Derived(Base):
    x: int
    y: int = 0


@dataclass
class Own:
    __slots__ = ("a", "b")
    a: int
    b: int


@dataclass(slots=True)
class Defaults:
    a: int = 5
    b: list = field(default_factory=list)
    c: int = field(default=7, init=False)


@dataclass(slots=True, weakref_slot=True)
class Weak:
    a: int


print(Derived(1, 2), Derived(3), Derived.__slots__, Weak.__slots__)
print(Defaults(), Defaults.a, Defaults.__slots__)
for wrong in (Derived, Own, lambda: Own(1), lambda: setattr(Defaults(), "d", 1)):
    try:
        print(wrong())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class Named:
    def __set_name__(self, owner, name):
        self.name = f"{owner.__name__}.{name}"


@dataclass
class Holds:
    plain: object = Named()
    given: object = field(default=Named())


print(Holds().plain.name, Holds().given.name)


@dataclass
class Counts:
    words: defaultdict
    recent: deque = field(default_factory=deque)


print(asdict(Counts(defaultdict(list, {"a": [1]}))), Counts.__doc__)
print(make_dataclass("Made", ["x"], module="elsewhere").__module__)
print([kind.__module__ for kind in (object, type, int, Base)])
