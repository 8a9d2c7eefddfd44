import asyncio
from contextlib import aclosing


async def ticker(n):
    print("open")
    try:
        for i in range(n):
            await asyncio.sleep(0.1)
            got = yield i
            if got is not None:
                print("got", got)
    except ValueError as error:
        print("caught", error)
        yield "recovered"
    finally:
        await asyncio.sleep(0.1)
        print("closed")


async def basics():
    async for i in ticker(2):
        print(i)
    g = ticker(3)
    print(await anext(g), await g.asend("hello"), await g.athrow(ValueError("v")))
    try:
        await g.__anext__()
    except StopAsyncIteration as stop:
        print(repr(stop))
    print(await anext(g, "default"))
    g = ticker(3)
    print(await g.asend(None))
    await g.aclose()
    await g.aclose()
    try:
        await ticker(1).asend(5)
    except TypeError as error:
        print(error)


async def broken_off():
    async with aclosing(ticker(5)) as g:
        async for i in g:
            if i == 1:
                break
    print("after aclosing")
    try:
        async for i in ticker(5):
            raise KeyError(i)
    except KeyError as error:
        print(repr(error))


class Pages:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0.01)
        return self.n


async def protocol():
    async for page in Pages(2):
        print("page", page)
    else:
        print("no more")
    print([p async for p in Pages(3)])
    print(await anext(aiter(Pages(1))))
    for bad in (5, [1]):
        try:
            async for x in bad:
                pass
        except TypeError as error:
            print(error)
    try:
        for x in ticker(1):
            pass
    except TypeError as error:
        print(error)


async def cancelled():
    async def consume():
        async for i in ticker(100):
            print("consumed", i)

    task = asyncio.create_task(consume())
    await asyncio.sleep(0.25)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")


async def raising():
    yield 1
    raise StopAsyncIteration("inside")


async def two_at_once():
    g = ticker(3)
    first = asyncio.create_task(anext(g))
    await asyncio.sleep(0)
    try:
        await anext(g)
    except RuntimeError as error:
        print(error)
    print(await first)
    await g.aclose()


async def main():
    await basics()
    await broken_off()
    await protocol()
    await cancelled()
    try:
        async for x in raising():
            print(x)
    except RuntimeError as error:
        print(error)
    await two_at_once()
    leftover = ticker(5)
    await anext(leftover)
    print("leaving main")


asyncio.run(main())
