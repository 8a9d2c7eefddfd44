class Base:
    kind = "base"

    def __init__(self, name):
        self.name = name
        print("Base", name)

    def describe(self):
        return f"{type(self).__name__} {self.name} ({self.kind})"

    def __repr__(self):
        return f"<{self.describe()}>"


class Left(Base):
    kind = "left"

    def __init__(self, name):
        print("Left before")
        super().__init__(name)
        print("Left after")

    def describe(self):
        return "L:" + super().describe()


class Right(Base):
    def __init__(self, name):
        print("Right before")
        super().__init__(name)
        print("Right after")

    def describe(self):
        return "R:" + super().describe()


class Both(Left, Right):
    pass


both = Both("b")
print(both, str(both), [both])
print([cls.__name__ for cls in Both.__mro__], Both.__bases__ == (Left, Right), Both.__base__.__name__)
print(isinstance(both, Right), issubclass(Both, Base), issubclass(Base, Both), isinstance(1, (str, int)))
print(Both.kind, both.kind)
both.kind = "own"
print(both.kind, Both.kind, both.__dict__)
del both.kind
print(both.kind)
try:
    del both.kind
except AttributeError as error:
    print(error)
try:
    both.missing
except AttributeError as error:
    print(error)
try:
    Both.missing
except AttributeError as error:
    print(error)

print(getattr(both, "missing", "default"), hasattr(both, "name"), hasattr(both, "nome"))
setattr(both, "name", "c")
print(both.describe(), Base.describe(both))
method = both.describe
print(method(), method.__name__, method.__self__ is both, method.__func__ is Left.describe)

try:
    class Broken(Base, Left):
        pass
except TypeError as error:
    print(error)


class Abstract:
    def run(self):
        raise NotImplementedError

    def template(self):
        return self.run() * 2


class Concrete(Abstract):
    def run(self):
        return 21


print(Concrete().template())
try:
    Abstract().template()
except NotImplementedError as error:
    print(repr(error))
try:
    Base()
except TypeError as error:
    print(error)
try:
    Base("a", "b")
except TypeError as error:
    print(error)
try:
    object(1)
except TypeError as error:
    print(error)


class Empty:
    pass


try:
    Empty(1)
except TypeError as error:
    print(error)
print(type(Empty).__name__, Empty.__name__, Empty.__module__, Empty.__qualname__, Empty.__doc__)
print(Empty, type(3), type(None), type(len), type(lambda: 0), type(both.describe))


class Outer:
    class Inner:
        def method(self):
            return type(self).__qualname__

    def make(self):
        class Local:
            pass

        return Local


print(Outer.Inner().method(), Outer().make().__qualname__, Outer.Inner)


class Counter:
    instances = 0

    def __init__(self):
        Counter.instances += 1
        self.number = self.instances

    @classmethod
    def many(cls, n):
        return [cls() for _ in range(n)]


print([c.number for c in Counter.many(3)], Counter.instances)


class ListOfStrings(list):
    def append(self, item):
        super().append(str(item))

    @property
    def last(self):
        return self[-1]


strings = ListOfStrings([1])
strings.append(2)
print(strings, strings.last, len(strings), strings == [1, "2"], isinstance(strings, list), type(strings).__name__)


class Loud(str):
    def shout(self):
        return self.upper() + "!"


print(Loud("hey").shout(), Loud("a") + "b", type(Loud("a") + "b").__name__, Loud("x") == "x", {Loud("k"): 1}["k"])


class Meters(float):
    def __repr__(self):
        return f"{float(self)} m"


print(Meters(3.5), [Meters(2)], Meters(1) + 1)


class Defaults(dict):
    def __missing__(self, key):
        return f"no {key}"


print(Defaults(a=1)["a"], Defaults()["b"], Defaults(a=1))


class Even(int):
    def __new__(cls, value):
        return super().__new__(cls, value // 2 * 2)


print(Even(7), Even(7) + 1, repr(Even(5)))


class Singleton:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, value=None):
        self.value = value


print(Singleton(1) is Singleton(2), Singleton.instance.value)
Made = type("Made", (Base,), {"kind": "made", "twice": lambda self: self.name * 2})
print(Made("x").twice(), Made.__name__, Made("y"))
