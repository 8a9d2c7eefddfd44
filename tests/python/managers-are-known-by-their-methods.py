# What has the methods of a context manager is one, whatever it is derived from.
import asyncio
import inspect
from contextlib import AbstractAsyncContextManager, AbstractContextManager, closing


class Plain:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        return None


class Awaited:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        return None


class Half:
    def __enter__(self):
        return self


class Refuses(Plain):
    __exit__ = None


class Derived(AbstractContextManager):
    def __exit__(self, *details):
        return None


class Other:
    pass


for cls in (Plain, Awaited, Half, Refuses, Derived, Other, asyncio.Lock, asyncio.TaskGroup, closing):
    print(cls.__name__, issubclass(cls, AbstractContextManager), issubclass(cls, AbstractAsyncContextManager))
print(issubclass(Plain, Derived), isinstance(Plain(), AbstractContextManager))
print([cls.__name__ for cls in inspect.getmro(Refuses)])
try:
    AbstractContextManager()
except TypeError as error:
    print(error)
