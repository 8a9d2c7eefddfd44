"""The cell of `__class__`, what classes derived from builtins take, and messages of what cannot be set."""


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Registered(type):
    def __new__(meta, name, bases, namespace):
        made = super().__new__(meta, name, bases, namespace)
        # Methods can call super() already.
        made.first = made()
        return made


class Base:
    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        print(cls.__name__, "derived:", cls.describe())

    def __init__(self):
        self.parts = ["base"]

    @classmethod
    def describe(cls):
        return "base"


class Derived(Base, metaclass=Registered):
    def __init__(self):
        super().__init__()
        self.parts.append(__class__.__name__)

    @classmethod
    def describe(cls):
        return super().describe() + " and more"


print(Derived.first.parts, "__classcell__" in vars(Derived))


class Forgetful(type):
    def __new__(meta, name, bases, namespace):
        namespace.pop("__classcell__", None)
        return super().__new__(meta, name, bases, namespace)


def forgets():
    class Lost(metaclass=Forgetful):
        def method(self):
            return __class__


tell(forgets)


class Twice(type):
    def __new__(meta, name, bases, namespace):
        super().__new__(meta, name, bases, namespace)
        return type("Other", (), {})


def mistaken():
    class Shown(metaclass=Twice):
        def method(self):
            return __class__


tell(lambda: str(mistaken()).replace(mistaken.__qualname__, "here"))


class Parts:
    def look(self):
        return super().__class__, super().__thisclass__, super().__self_class__, super().__self__ is self


print(Parts().look())

# What is derived from a builtin type may take more.


class Named(list):
    def __init__(self, items, name=None):
        super().__init__(items)
        self.name = name


class Made(list):
    def __new__(cls, items, name=None):
        made = super().__new__(cls, items)
        made.name = name
        return made


class Point(tuple):
    def __init__(self, items, name=None):
        self.name = name


class Frozen(frozenset):
    def __init__(self, items=(), name=None):
        self.name = name


class Real(float):
    def __init__(self, value, unit=None):
        self.unit = unit


class Plain(tuple):
    pass


class Collected(set):
    def __new__(cls, items=(), name=None):
        made = super().__new__(cls, items)
        made.name = name
        return made


for kind in Named, Made, Point, Frozen:
    made = kind([1], name=kind.__name__)
    print(made, made.name, type(made).__name__)
print(Real(1.5, unit="m").unit)
tell(lambda: Collected([1], name="a"))
tell(lambda: Plain(iterable=()))
tell(lambda: list(iterable=()))


class Empty:
    pass


class Slotted:
    __slots__ = ("a",)
    b = 3


def set_b():
    Slotted().b = 4


def set_c():
    Slotted().c = 4


def set_append():
    [].append = 1


def set_other():
    (1).other = 1


tell(lambda: object.__new__(Empty, 3))
tell(set_b)
tell(set_c)
tell(set_append)
tell(set_other)


class Methods:
    @classmethod
    def of_class(cls):
        "of the class"

    @staticmethod
    def static(x: int):
        "static"


for name in "of_class", "static":
    found = vars(Methods)[name]
    print(found.__name__, found.__qualname__, found.__doc__, found.__module__, found.__annotations__)
    print(found.__wrapped__ is found.__func__)


def f(a, b=1, *, c=2):
    return a, b, c


f.__defaults__ = (5, 6)
print(f(), f.__defaults__)
f.__kwdefaults__ = {"c": 7}
print(f(), f.__kwdefaults__)
f.__defaults__ = f.__kwdefaults__ = None
tell(lambda: f(1))
tell(lambda: f(1, 2))


def wrong():
    f.__defaults__ = [1]


tell(wrong)
