# Warnings of the program's own: whose line they name, and RuntimeWarnings, which are told as those of the loop are.
import asyncio
import functools
import sys
import warnings


def old(x):
    warnings.warn("old() is old", DeprecationWarning, stacklevel=2)
    return x


def wrapped():
    return old(1)


def deeper():
    warnings.warn("three", UserWarning, stacklevel=3)


def middle():
    deeper()


with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    old(1)
    wrapped()
    middle()
    warnings.warn("here")
    for warning in told:
        print(warning.category.__name__, warning.message, warning.lineno)


async def inner():
    warnings.warn("from a coroutine", RuntimeWarning, stacklevel=2)
    await asyncio.sleep(1)
    warnings.warn("twice\non two lines", RuntimeWarning)
    warnings.warn(RuntimeWarning("an instance"))


async def main():
    await inner()


with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("not told", RuntimeWarning)
asyncio.run(main())


class Shapes:
    @functools.singledispatchmethod
    def show(self, shape):
        raise NotImplementedError(type(shape).__name__)

    @show.register
    @classmethod
    def _(cls, shape: int):
        return cls.__name__, shape

    @show.register
    @staticmethod
    def _(shape: str):
        return shape.upper()


print(Shapes().show(1), Shapes().show("a"))
for module in ("nosuch.thing", "nosuch"):
    try:
        exec(f"import {module}")
    except ModuleNotFoundError as error:
        print(error)
try:
    sys.exit((1, "two"))
except SystemExit as error:
    print(repr(error), error.code)
