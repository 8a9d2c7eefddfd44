# Metaclasses that prepare namespaces with ideas of their own, slots as attributes, and what classes refuse.
import enum
from dataclasses import InitVar, dataclass


class Overloads(dict):
    def __setitem__(self, name, value):
        if name in self and callable(value):
            value = (self[name] if isinstance(self[name], list) else [self[name]]) + [value]
        super().__setitem__(name, value)


class Overloading(type):
    @classmethod
    def __prepare__(metaclass, name, bases):
        return Overloads()

    def __new__(metaclass, name, bases, namespace):
        def pick(functions):
            by_count = {function.__code__.co_argcount: function for function in functions}
            return lambda *args: by_count[len(args)](*args)

        made = {name: pick(value) if isinstance(value, list) else value for name, value in namespace.items()}
        return super().__new__(metaclass, name, bases, made)


class Greeter(metaclass=Overloading):
    greeting = "hello"

    def greet(self):
        return self.greeting

    def greet(self, name):
        return f"{self.greeting} {name}"


print(Greeter().greet(), Greeter().greet("you"))


class Counting(dict):
    def __missing__(self, name):
        if name.startswith("__") or name == "print":
            raise KeyError(name)
        self[name] = len([key for key in self if not key.startswith("__")])
        return self[name]


class Constants(type):
    @classmethod
    def __prepare__(metaclass, *args):
        return Counting()


class Level(metaclass=Constants):
    LOW
    MIDDLE
    HIGH
    print("in the body", LOW, HIGH)


print(Level.LOW, Level.MIDDLE, Level.HIGH)


class Other(type):
    pass


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


def conflict():
    class Both(Level, metaclass=Other):
        pass


def slots_and_variable():
    class Bad:
        __slots__ = ("a",)
        a = 1


def slots_of_numbers():
    class Bad:
        __slots__ = (1,)


def same_member():
    class Bad(enum.Enum):
        A = 1
        A = 2


def member_and_method():
    class Bad(enum.Enum):
        def A(self):
            pass

        A = 2


for what in (conflict, slots_and_variable, slots_of_numbers, same_member):
    attempt(what)


class Point:
    __slots__ = ("x", "y")


class Deeper(Point):
    pass


point = Point()
Point.x.__set__(point, 3)
print(Point.x, type(Point.x).__name__, Point.x.__name__, Point.x.__objclass__, Point.x.__get__(point), point.x, Deeper.y)
attempt(lambda: Point.y.__get__(point))
attempt(lambda: Point.x.__get__(5))
Point.x.__delete__(point)
attempt(lambda: point.x)


class NoArguments:
    pass


class Passes:
    def __init__(self, *args):
        super().__init__(*args)


class Makes:
    def __new__(cls, *args):
        return super().__new__(cls, *args)


attempt(lambda: Passes(1))
attempt(lambda: Makes(1))
attempt(lambda: NoArguments().__init__(1))
attempt(lambda: type(Passes()).__name__)


class Watched(property):
    def __set__(self, instance, value):
        print("set", value)
        super().__set__(instance, value * 2)


class HasWatched:
    @Watched
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value


watched = HasWatched()
watched.value = 4
print(watched.value)


class Color(enum.Enum):
    RED = 1

    @property
    def hot(self):
        return True

    def describe(self):
        return self.name


attempt(lambda: setattr(Color.RED, "value", 2))
print(dir(Color.RED))
Made = enum.Enum("Made", ["ONE", "TWO"], module="factory", qualname="Outer.Made")
print(list(Made), Made.__module__, Made.__qualname__)


class Day(enum.Flag):
    MON = 1
    TUE = 2
    WEEKEND = 96


print(repr(Day.MON | Day.WEEKEND), Day.WEEKEND.name, list(Day))


def verified(check, kind, **members):
    enum.verify(check)(kind("Checked", members))
    return "fine"


attempt(lambda: verified(enum.CONTINUOUS, enum.Enum, A=1, B=4))
attempt(lambda: verified(enum.CONTINUOUS, enum.IntFlag, A=1, B=8))
attempt(lambda: verified(enum.NAMED_FLAGS, enum.Flag, A=1, B=6))
attempt(lambda: verified(enum.UNIQUE, enum.Enum, A=1, B=1))
attempt(lambda: verified(enum.UNIQUE, enum.Enum, A=1, B=2))


@dataclass
class Item:
    name: str
    factor: InitVar[int] = 2
    tags: list[str] = None


print(Item.__doc__)
print(repr(f"{65:5c}"), repr(f"{65:<5c}"), repr(f"{65:^5c}"))


def traced(name, bases, namespace, **keywords):
    print("makes", name, bases, sorted(key for key in namespace if not key.startswith("__")), keywords)
    return type(name, bases, namespace)


class ByFunction(metaclass=traced, level=3):
    size = 1


print(ByFunction.size, type(ByFunction))
for method, receiver in ((str.upper, 1), (list.append, ()), (dict.get, []), (str.__len__, 5)):
    attempt(lambda: method(receiver))
attempt(lambda: str.upper())
attempt(lambda: list(map(str.strip, ["a ", 5])))
