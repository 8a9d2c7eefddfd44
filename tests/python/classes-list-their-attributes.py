# What stands in the dict of a class, in which order, and what `dir()` and `inspect` find of it.
import inspect
from abc import ABC


class Animal:
    """An animal."""

    kingdom = "Animalia"

    def __init__(self, name):
        self.name = name
        self.legs: int = 4
        self.name, self.age = name, 0

    def speak(self):
        """Say something."""
        self.spoken = True
        other = self
        other.unseen = True

    @property
    def loud(self):
        """How loud."""
        return 3


class Dog(Animal):
    def speak(self):
        self.legs += 1
        self.barks = 1

    @property
    def loud(self):
        return 5

    class Tail:
        def wag(self):
            self.wagged = True


def deco(cls):
    return cls


@deco
class Decorated: pass


class Slotted:
    __slots__ = ("x", "y")


class OneSlot(Slotted):
    __slots__ = "z"


class Failure(Exception): pass


class Names(list): pass


class Number(int): pass


class Pair(tuple): pass


class Text(str): pass


class Abstract(ABC): pass


for kind in Animal, Dog, Dog.Tail, Decorated, Slotted, OneSlot, Failure, Names, Number, Pair, Text:
    print(kind.__name__, list(kind.__dict__), kind.__firstlineno__, kind.__static_attributes__)
print(Decorated.__dict__)
print(Animal.__dict__["__dict__"], Animal.__dict__["__weakref__"], OneSlot.__dict__["z"], "__dict__" in Abstract.__dict__)


class Meta(type):
    def __new__(meta, name, bases, namespace):
        print(name, [key for key in namespace if key != "__classdictcell__"], namespace["__firstlineno__"], namespace["__static_attributes__"])
        return super().__new__(meta, name, bases, namespace)


class Made(metaclass=Meta):
    "made"
    a = 1

    def f(self):
        self.b = self.c = 2


def again(cls):
    kept = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
    return type(cls)(cls.__name__, cls.__bases__, kept)


Again = again(Decorated)
Again.x = 5
again = Again()
again.y = 6
print(again.__dict__, Again.__firstlineno__, sorted(Again.__dict__))
print(sorted(set(dir(Animal)) - set(dir(object))), sorted(set(dir(Dog("a"))) - set(dir(Animal))))
print([len(dir(one)) for one in (object, object(), 5, [], {}, (), None, set())], dir(object))
print(inspect.getdoc(Dog.speak), inspect.getdoc(Dog), inspect.getdoc(Dog.loud), inspect.getdoc(Decorated), inspect.getdoc(Animal.speak))
print(inspect.getfile(Dog) == inspect.getfile(Dog.speak))
try:
    inspect.getfile(int)
except TypeError as error:
    print(error)
for one in Animal("a"), Animal, OneSlot, Failure(), object(), 5, [], None:
    print(type(one).__name__, [name for name in dir(one) if not hasattr(one, name)])
print(Animal("b").__getstate__(), object().__getstate__(), hasattr(5, "__weakref__"), Animal("a").__weakref__)
