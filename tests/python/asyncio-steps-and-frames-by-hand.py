"""What drives coroutines and asynchronous generators by hand, and what frames, code objects and reprs tell of them."""
import asyncio
import contextvars
import functools
import inspect
import sys
import traceback


async def numbers():
    try:
        got = yield 1
        print("got", got)
        yield 2
    finally:
        print("finally")


def steps():
    g = numbers()
    step = g.asend(None)
    print(type(step), all(hasattr(step, name) for name in ("send", "throw", "close", "__await__", "__next__")))
    for value in (None, None):
        try:
            step.send(value)
        except (StopIteration, RuntimeError) as e:
            print(repr(e))
    step = g.asend(5)
    step.close()
    try:
        step.send(None)
    except RuntimeError as e:
        print(e)
    for step in (g.athrow(ValueError("x")), g.aclose(), g.aclose()):
        print(type(step), iter(step) is step)
        try:
            step.send(None)
        except BaseException as e:
            print(repr(e))
    step.close()
    g = numbers()
    for what in (g.asend(None), g.athrow(KeyError, "k"), g.__anext__()):
        try:
            what.send(None)
        except BaseException as e:
            print(repr(e))


async def waits():
    await asyncio.sleep(0)
    await asyncio.sleep(1)
    return "end"


def here():
    frame = inspect.currentframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name, sys._getframe(1).f_lineno


def countdown(n):
    doubled = n * 2
    while n:
        yield n
        n -= 1


async def frames():
    coroutine = waits()
    print(coroutine.cr_code.co_name, coroutine.cr_frame.f_lineno, coroutine.cr_frame.f_locals, coroutine.cr_running)
    print(coroutine.send(None))
    future = coroutine.send(None)
    print(type(future).__name__, future.done(), coroutine.cr_frame.f_lineno)
    coroutine.close()
    print(coroutine.cr_frame, coroutine.cr_code.co_flags)
    g = countdown(3)
    print(g.gi_frame.f_lineno, g.gi_code.co_varnames, g.gi_frame.f_locals, g.gi_suspended)
    next(g)
    print(g.gi_frame.f_lineno, g.gi_frame.f_locals, g.gi_yieldfrom, g.gi_suspended)
    g.close()
    print(g.gi_frame)
    print(here(), inspect.currentframe().f_locals["g"] is g)
    a = numbers()
    print(a.ag_frame.f_lineno, a.ag_code.co_name, a.ag_await, a.ag_running)
    task = asyncio.create_task(waits(), name="waits")
    await asyncio.sleep(0.5)
    print([(f.f_code.co_name, f.f_lineno) for f in task.get_stack()])
    await task
    print(task.get_stack())

    async def fails():
        raise LookupError("lost")

    failed = asyncio.create_task(fails())
    await asyncio.wait([failed])
    print([f.f_code.co_name for f in failed.get_stack()][-1], repr(failed.exception()))
    print([(f.name, f.lineno) for f in traceback.extract_tb(failed.exception().__traceback__)][-1])


def callback(future):
    pass


class Listener:
    def heard(self, future):
        pass

    def guess(self):
        self.hear


async def reprs():
    def tail(text):
        # Without the place in the program, which depends on the file's name.
        return text.partition(" cb=")[2]

    future = asyncio.Future()
    future.add_done_callback(Listener().heard)
    print(future)
    task = asyncio.create_task(asyncio.sleep(1))
    waits = asyncio.gather(task)
    print(tail(repr(task)), waits)
    shielded = asyncio.shield(task)
    print(tail(repr(task)), tail(repr(shielded)))
    await asyncio.wait([task])
    async with asyncio.TaskGroup() as group:
        print(tail(repr(group.create_task(asyncio.sleep(0)))))
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)

    async def quick():
        return 1

    eager = asyncio.create_task(quick())
    print(eager, eager.get_coro())
    lazy = asyncio.create_task(quick(), eager_start=False)
    print(lazy.done(), await lazy)


def suggestions():
    def last(action):
        try:
            action()
        except Exception as e:
            print(traceback.format_exception(e)[-1], end="")

    def misspelt():
        colour = 1
        return color

    def hidden(self=Listener()):
        return heard

    last(misspelt)
    last(hidden)
    last(lambda: prnt)
    last(lambda: itertools)
    last(lambda: [].appendd)
    last(lambda: Listener().herd)
    last(Listener().guess)
    try:
        from math import squrt
    except ImportError as e:
        print(traceback.format_exception(e)[-1], end="")
    try:
        raise ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [TypeError("t")])])
    except ExceptionGroup as e:
        told = traceback.TracebackException.from_exception(e)
        print(told.exc_type_str, [each.exc_type_str for each in told.exceptions], str(told), len(told.stack))


async def body_and_tasks():
    async def bad():
        try:
            await asyncio.sleep(1)
        finally:
            raise KeyError("task")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(bad())
            await asyncio.sleep(0)
            raise RuntimeError("body")
    except ExceptionGroup as e:
        print(e.exceptions, e.__suppress_context__)


number = contextvars.ContextVar("number", default=0)


def runners():
    async def add():
        number.set(number.get() + 1)
        return number.get()

    with asyncio.Runner() as runner:
        print(runner.run(add()), number.get())
        number.set(10)
        print(runner.run(add()), runner.run(add()), number.get())
        print(runner.run(add(), context=contextvars.copy_context()))


steps()
asyncio.run(frames())
asyncio.run(reprs())
suggestions()
asyncio.run(body_and_tasks())
runners()
items = {"a": 1, "b": []}
print(items.items() & {("a", 1)}, sorted(items.keys() & {"b", "c"}), "aǅß".swapcase())
try:
    int.from_bytes("x")
except TypeError as e:
    print(e)
