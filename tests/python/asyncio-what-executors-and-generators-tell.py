# What a thread was cancelled with, asynchronous generators that fail while they are closed, and steps of theirs by hand.
import asyncio
import concurrent.futures
import types


def attempt(action, *args):
    try:
        print("got", action(*args))
    except BaseException as error:
        print(type(error).__module__, type(error).__name__, error)


def cancelled():
    raise concurrent.futures.CancelledError("by the pool")


async def asks_threads():
    loop = asyncio.get_running_loop()
    future = loop.run_in_executor(None, cancelled)
    try:
        await future
    except asyncio.CancelledError as error:
        print("cancelled", error, future.cancelled())
    try:
        await asyncio.to_thread(cancelled)
    except asyncio.CancelledError as error:
        print("cancelled", error)


asyncio.run(asks_threads())


def told(loop, context):
    print(sorted(context), context["message"].partition(" <")[0], context.get("asyncgen") is kept)


async def fails():
    try:
        yield 1
        yield 2
    finally:
        1 / 0


async def leaves(generator):
    asyncio.get_running_loop().set_exception_handler(told)
    async for _ in generator:
        break


kept = fails()
asyncio.run(leaves(kept))


class Stop(Exception):
    pass


@types.coroutine
def passes(value):
    return (yield value)


async def goes_on():
    while True:
        try:
            await passes("waits")
        except Stop:
            print("stopped")
    yield


generator = goes_on()
first = generator.asend(None)
print(first.send(None))
second = generator.asend(None)
attempt(second.throw, Stop)
attempt(second.send, None)
third = generator.athrow(Stop)
attempt(third.send, None)
attempt(first.close)


async def pair():
    yield 1
    yield 2


pairs = pair()
closing = pairs.aclose()
attempt(closing.throw, GeneratorExit)
attempt(closing.throw, GeneratorExit)
stepping = pair().asend(None)
attempt(stepping.throw, Stop("before it began"))
