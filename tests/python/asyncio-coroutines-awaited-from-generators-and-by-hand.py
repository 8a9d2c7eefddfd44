# What may await what: coroutines within generators, coroutines that somebody drives by hand, and how far each says it is.
import asyncio
import inspect
import types


def attempt(action, *args):
    try:
        print("got", action(*args))
    except BaseException as error:
        print(type(error).__name__, error, "| cause", repr(error.__cause__))


# StopIteration must not leave a coroutine, however it is driven.
async def stops():
    raise StopIteration("early")


def by_hand():
    stops().send(None)


def thrown():
    coroutine = stops()
    coroutine.throw(StopIteration("late"))


attempt(by_hand)
attempt(thrown)
attempt(asyncio.run, stops())


# What is driven by hand, and waits, cannot be awaited beside that.
@types.coroutine
def turn(word="turn"):
    return (yield word)


async def two_turns():
    first = await turn("one")
    return first, await turn("two")


async def awaits(coroutine):
    return await coroutine


driven = two_turns()
print(driven.send(None))
attempt(awaits(driven).send, None)
print(driven.send("a"))
attempt(driven.send, "b")


# A generator delegates to a coroutine if types.coroutine() has made one of it.
async def ten():
    await turn("in ten")
    return 10


@types.coroutine
def delegates():
    return (yield from ten()) + 1


def plain(coroutine):
    yield from coroutine


generator = delegates()
print(type(generator).__name__, inspect.isgenerator(generator), inspect.isawaitable(generator))
print(inspect.isawaitable(plain(())), asyncio.iscoroutine(generator))
print(next(generator))
attempt(generator.send, None)
refused = ten()
attempt(list, plain(refused))
refused.close()


async def awaits_both():
    print(await delegates_asleep(0.5))
    print(await delegates_asleep(0))


@types.coroutine
def delegates_asleep(seconds):
    yield from asyncio.sleep(seconds)
    yield
    return f"slept {seconds}"


asyncio.run(awaits_both())


# How far a coroutine is, told while it runs and while it waits.
@types.coroutine
def tells():
    print("inside", inspect.getcoroutinestate(outer), outer.cr_await, inner.cr_running)
    yield
    print("inside", inspect.getcoroutinestate(inner), inner.cr_await, outer.cr_running)


async def inner_one():
    await tells()


async def outer_one():
    await inner


inner = inner_one()
outer = outer_one()
print(inspect.getcoroutinestate(outer), inspect.getcoroutinestate(inner))
outer.send(None)
print(inspect.getcoroutinestate(outer), inspect.getcoroutinestate(inner), outer.cr_await is inner, inner.cr_suspended)
attempt(outer.send, None)
print(inspect.getcoroutinestate(outer), inspect.getcoroutinestate(inner))


async def child():
    print("child", inspect.getcoroutinestate(parents), parents.cr_running, parents.cr_await)
    await asyncio.sleep(1)


async def parent():
    await children


async def watches():
    await asyncio.sleep(0.5)
    print("watched", inspect.getcoroutinestate(parents), inspect.getcoroutinestate(children), children.cr_running)


async def main():
    await asyncio.gather(parents, watches())


children = child()
parents = parent()
asyncio.run(main())


# What __anext__() returns has to be awaitable, and to say so without failing.
class Steps:
    def __init__(self, step):
        self.step = step

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.step


class Broken:
    def __await__(self):
        return 1 / 0


class Numbers:
    def __await__(self):
        return 5


async def goes_through(step):
    async for _ in Steps(step):
        pass


async def waits_for(step):
    await step


for step in Broken(), Numbers(), 7:
    attempt(goes_through(step).send, None)
    attempt(waits_for(step).send, None)
