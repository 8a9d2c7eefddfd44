import types
from types import SimpleNamespace


class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **kwds):
        print("prepare", meta.__name__, name, bases, kwds)
        return {"prepared": True}

    def __new__(meta, name, bases, namespace, **kwds):
        print("new", name, [base.__name__ for base in bases], sorted(namespace), kwds)
        return super().__new__(meta, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwds):
        super().__init__(name, bases, namespace)


class Derived(Meta):
    pass


class Stand:
    def __init__(self, *bases):
        self.bases = bases

    def __mro_entries__(self, bases):
        return self.bases

    def __repr__(self):
        return "Stand()"


class Base:
    def __init_subclass__(cls, **kwds):
        print("subclass", cls.__name__, kwds)


def body(namespace):
    namespace["x"] = 1
    namespace["double"] = lambda self: self.x * 2


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


A = types.new_class("A", (), {"metaclass": Meta, "mode": 1}, body)
print(A, A.x, A().double(), A.__module__, A.prepared, type(A).__name__)
B = types.new_class("B", (A,), {"metaclass": Derived})
print(type(B).__name__, B.__mro__)
C = types.new_class("C", (Stand(A, Base),), {"metaclass": Meta}, body)
print(C.__bases__, C.__orig_bases__, types.get_original_bases(C), types.get_original_bases(B))
print(types.new_class("D", (Base,), {"colour": "red"}, body)().double())
print(types.new_class("E").__mro__, types.new_class("F", (Base,)).__bases__)
print(types.prepare_class("G", (A,), {"metaclass": type, "k": 1}), types.prepare_class("H"))
print(types.resolve_bases((A, Stand(), Stand(Base, dict), list[int])))
attempt(types.new_class, "I", (A, types.new_class("Other", (), {"metaclass": type("M2", (type,), {})})))
attempt(types.new_class, "J", (Stand(),), {}, None)


class Point(SimpleNamespace):
    pass


import copy

point = Point(x=1, y=2)
moved = copy.replace(point, y=3, z=4)
print(moved, type(moved) is Point, point)
