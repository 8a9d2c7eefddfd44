"""Namespaces that contain themselves, views of mappings, and deviations of decimals."""

import operator
import statistics
from decimal import Decimal
from types import MappingProxyType, SimpleNamespace


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


space = SimpleNamespace(a=1)
space.own = space
space.more = [SimpleNamespace(b=space)]
print(space)
print(space)


class Config(SimpleNamespace):
    pass


config = Config(x=1)
config.again = config
print(config)


class Broken:
    def __repr__(self):
        raise ValueError("broken")


space.broken = Broken()
tell(lambda: repr(space))
del space.broken
print(space)

proxy = MappingProxyType({"a": 1, "b": 2})
print(proxy | {"c": 3}, {"b": 5} | proxy, list(reversed(proxy)), proxy | proxy)


def update():
    global proxy
    proxy |= {"d": 4}


tell(update)

print(statistics.stdev([Decimal(1), Decimal(4)]), statistics.pstdev([Decimal("1.5"), Decimal("2.5")]))
print(statistics.stdev([1, 4]), statistics.pstdev([1.5, 2.5]))
tell(lambda: operator.length_hint(object(), "x"))
tell(lambda: operator.length_hint(object(), 7))
