# The names of generators and coroutines can be set, and what throw() takes.
import asyncio


def numbers():
    yield 1


async def work():
    await asyncio.sleep(0)


async def values():
    yield 1


generator = numbers()
generator.__name__, generator.__qualname__ = "renamed", "Outer.renamed"
print(generator.__name__, generator.__qualname__, repr(generator).split(" at ")[0])
coroutine = work()
coroutine.__name__ = coroutine.__qualname__ = "job"
print(coroutine.__name__, repr(coroutine).split(" at ")[0])
coroutine.close()
agen = values()
agen.__qualname__ = "stream"
print(agen.__name__, repr(agen).split(" at ")[0])
for wrong in (3, None):
    for name in ("__name__", "__qualname__"):
        try:
            setattr(generator, name, wrong)
        except TypeError as error:
            print(error)
for thrown in (1, "text", None, int, ValueError, KeyError("key")):
    try:
        numbers().throw(thrown)
    except BaseException as error:
        print(type(error).__name__, error)


async def main():
    coroutine = work()
    coroutine.__name__ = "renamed"
    coroutine.__qualname__ = "main.renamed"
    task = asyncio.create_task(coroutine)
    print(repr(task).partition(" running")[0])
    await task

    class Broken:
        def __aiter__(self):
            return self

        def __anext__(self):
            return 5

    try:
        async for _ in Broken():
            pass
    except TypeError as error:
        print(error, "|", repr(error.__cause__))
    try:
        asyncio.Condition("lock")
    except AttributeError as error:
        print(error)


asyncio.run(main())
