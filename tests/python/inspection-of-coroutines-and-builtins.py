"""What `inspect` tells of coroutines, generators and functions, and modules that are seldom imported."""
import asyncio
import builtins
import inspect
from timeit import default_timer, timeit


async def worker(n):
    # a comment
    doubled = n * 2

    await asyncio.sleep(n)
    return doubled


def numbers(start, *rest, step: int = 1, **more):
    now = start
    yield now


async def main():
    coroutine = worker(1)
    print(inspect.getcoroutinestate(coroutine), inspect.getcoroutinelocals(coroutine))
    task = asyncio.create_task(coroutine, name="T")
    print(asyncio.current_task(), task)
    await asyncio.sleep(0.1)
    print(inspect.getcoroutinestate(coroutine), task)
    print(asyncio.current_task())
    await task
    print(inspect.getcoroutinestate(coroutine), task)

    async def steps():
        yield 1

    generator = steps()
    print(inspect.getasyncgenstate(generator), end=" ")
    await anext(generator)
    print(inspect.getasyncgenstate(generator), end=" ")
    await generator.aclose()
    print(inspect.getasyncgenstate(generator))


asyncio.run(main())
generator = numbers(5)
print(inspect.getgeneratorstate(generator), inspect.getgeneratorlocals(generator))
next(generator)
print(inspect.getgeneratorstate(generator), inspect.getgeneratorlocals(generator))
print(inspect.getfullargspec(numbers))
print(inspect.getmodule(worker).__name__, inspect.getfile(worker))
print(builtins.len([1, 2]), hasattr(builtins, "sorted"), "print" in dir(builtins))
print(default_timer(), timeit(lambda: None, number=3))
for kind in TabError, BytesWarning, EncodingWarning, ImportWarning, UnicodeWarning, UnicodeTranslateError:
    print(kind.__name__, kind.__mro__[1].__name__)


class Remote:
    def __getattr__(self, name):
        raise AttributeError(f"no {name}")


try:
    Remote().far
except AttributeError as e:
    print(e, e.name, type(e.obj).__name__)
runner = asyncio.Runner()
runner.close()
print(runner.run(worker(0)))
runner.close()
exit("bye")
