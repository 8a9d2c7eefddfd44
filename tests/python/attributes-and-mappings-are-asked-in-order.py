class A:
    def __init__(self): self.x = 1
    def __getattr__(self, n):
        print("getattr", n)
        if n == "boom": return object.__getattribute__(self, n)
        return n
    def __getattribute__(self, n):
        print("getattribute", n)
        return super().__getattribute__(n)
a = A()
print(a.x); print(a.y)
try: a.boom
except AttributeError as e: print(e)
class M(type):
    def __getattr__(cls, n):
        if n.startswith("_"): return type.__getattribute__(cls, n)
        return "m" + n
class B(metaclass=M): pass
print(B.zz, hasattr(B, "_q"))
class P:
    @property
    def p(self): raise AttributeError("inner")
    def __getattr__(self, n): return f"fallback {n}"
print(P().p)
try: object.__getattribute__(P(), "p")
except AttributeError as e: print(e)
try: object.__getattribute__(P(), "q")
except AttributeError as e: print(e)
class Proxy:
    def __init__(self, o): object.__setattr__(self, "_o", o)
    def __getattribute__(self, n):
        try: return object.__getattribute__(self, n)
        except AttributeError: return getattr(object.__getattribute__(self, "_o"), n)
print(Proxy("abc").upper(), Proxy([1])._o)


# Mappings that are copied are asked for their keys if their class iterates in its own way, as all ordered dicts do.
from collections import OrderedDict


class Recent(OrderedDict):
    def __init__(self, limit=3, /, **given):
        self.limit = limit
        super().__init__(**given)

    def __getitem__(self, key):
        print("get", key)
        return super().__getitem__(key)


class Plain(dict):
    def keys(self):
        return ["never asked"]

    def __getitem__(self, key):
        return "never asked"


class Iterated(dict):
    def __iter__(self):
        return iter("never")

    def keys(self):
        print("keys")
        return ["q"]

    def __getitem__(self, key):
        return key * 2


def keywords(**given):
    return given


for kind in Recent, Plain, Iterated:
    made = kind(a=1, b=2)
    print(kind.__name__, dict(made), {**made}, keywords(**made), list(made.items()))
print({} | OrderedDict(a=1), OrderedDict(a=1) | {"b": 2}, {"b": 2, "a": 3} | OrderedDict(a=1))
print(Recent(2, x=1).copy(), Recent(2, x=1).copy().limit)


# What cannot be done with objects of the program's.
from typing import NamedTuple


class Money(NamedTuple):
    amount: int

    def __add__(self, other):
        return Money(self.amount + other.amount) if isinstance(other, Money) else NotImplemented


class Slotted:
    __slots__ = ("x",)


class Open:
    pass


money, slotted = Money(5), Slotted()
for text in "money + 1", "money + money", "(1,) + money", "(1,) + 1":
    try:
        print(eval(text))
    except TypeError as error:
        print(text, "|", error)
for text in "del slotted.x", "del slotted.y", "del Open().y", "del slotted[0]", "del slotted['a']", "del (1,)[0]":
    try:
        exec(text)
    except (TypeError, AttributeError) as error:
        print(text, "|", error)


# Factories of logging.config that call a format by another name.
import logging
import logging.config
import sys


class Tagged(logging.Formatter):
    def format(self, record):
        return f"<{super().format(record)}>"


logging.config.dictConfig({
    "version": 1,
    "formatters": {"tagged": {"()": Tagged, "format": "%(levelname)s %(message)s"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "tagged"}},
    "root": {"level": "INFO", "handlers": ["out"]},
})
print(logging.getLogger().handlers[0].formatter.format(logging.makeLogRecord({"msg": "told", "levelname": "INFO"})))

import queue

try:
    queue.SimpleQueue().get_nowait()
except queue.Empty as error:
    print(repr(error), type(error), queue.Full)
print([c.casefold() for c in "ßẞſςÉﬁŉİıᏸꭰµΐ"], "ﬁn".casefold() == "FIN".casefold())
