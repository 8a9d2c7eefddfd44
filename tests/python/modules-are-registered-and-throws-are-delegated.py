"""Modules that a program makes and registers; contexts of what is thrown into generators that delegate."""

import sys
import types

settings = types.ModuleType("settings", "Settings of the program.")
settings.limit = 5
settings.double = lambda n: n * 2
sys.modules["settings"] = settings


def use():
    import settings as again
    from settings import limit

    return again is sys.modules["settings"], limit, again.double(limit), again.__doc__


print(use())
package = sys.modules["package"] = types.ModuleType("package")
package.part = sys.modules["package.part"] = types.ModuleType("package.part")
package.part.value = 3


def use_part():
    import package.part
    from package.part import value

    return value, package.part.value, __import__("package").__name__


print(use_part())
sys.modules["absent"] = None
for name in "absent", "settings.more", "nowhere":
    try:
        __import__(name)
    except ImportError as error:
        print(type(error).__name__, str(error).split(";")[0])


def waits():
    yield "inner"


def raises_another():
    try:
        yield "inner"
    except ValueError:
        raise TypeError("another")


def outer(inner):
    try:
        raise KeyError("first")
    except KeyError:
        yield from inner


def chain(error):
    while error is not None:
        yield repr(error)
        error = error.__context__


for inner in waits, raises_another:
    generator = outer(inner())
    print(next(generator))
    try:
        raise RuntimeError("outside")
    except RuntimeError:
        try:
            generator.throw(ValueError("thrown"))
        except Exception as error:
            print(*chain(error), sep=" <- ")

generator = outer(iter([1, 2]))
next(generator)
try:
    generator.throw(ValueError("into an iterator"))
except ValueError as error:
    print(*chain(error), sep=" <- ")


def nested():
    try:
        raise OSError("outermost")
    except OSError:
        yield from outer(waits())


generator = nested()
next(generator)
try:
    generator.throw(ValueError("deep"))
except ValueError as error:
    print(*chain(error), sep=" <- ")
