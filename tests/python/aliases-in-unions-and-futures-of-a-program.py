# Generic aliases in unions, slots of abstract classes, and what is derived from futures of threads and from protocols.
import collections.abc as c
import contextlib
import functools
import types
import typing
from concurrent import futures

for k in (c.Callable[..., int], c.Callable[[int], str], list[int], typing.Callable[[int], str], types.GenericAlias(list, (int,))):
    print(k | None, None | k, k | int, int | k, k | k, type(k | None))
print(list[int] | list[int], int | list[int] | list[int])
print(functools.partialmethod[int], functools.cached_property[int], functools.partial[int])
for kind in (c.Callable, c.Mapping, c.MappingView, c.MutableMapping, c.AsyncGenerator, c.Sized, c.Set):
    print(kind, kind.__slots__)
print(contextlib.AbstractContextManager.__slots__, typing.Protocol.__slots__, typing.SupportsInt.__slots__)


class Point(c.Sized):
    __slots__ = ("x",)

    def __len__(self):
        return 2


p = Point()
p.x = 1
try:
    p.y = 2
except AttributeError as e:
    print(e)

T = typing.TypeVar("T")


class Base(typing.Protocol[T]):
    __slots__ = ()


class Derived(Base[T]):
    __slots__ = ("__dict__", "x")


d = Derived()
d.x, d.y = 1, 2
print(d.__dict__, Derived.x)


class Future(futures.Future):
    def __init__(self, number):
        super().__init__()
        self.number = number

    @property
    def failed(self):
        return self.exception() is not None


f = Future(1)
f.set_result(5)
print(bool(f), f.failed, f.number, f.result(), type(f), repr(f).split(" at ")[0], repr(f).split("state=")[1])


class Generic(futures.Future[typing.Any]):
    pass


print(type(Generic()), isinstance(Generic(), futures.Future))


class Empty(c.MutableMapping):
    def __getitem__(self, key): raise KeyError(key)
    def __setitem__(self, key, value): pass
    def __delitem__(self, key): pass
    def __iter__(self): return iter(())
    def __len__(self): return 0


try:
    Empty().popitem()
except KeyError as e:
    print(repr(e), e.__cause__, e.__suppress_context__)
info = functools._CacheInfo(hits=1, misses=2, maxsize=3, currsize=4)
print(info, functools._CacheInfo)
