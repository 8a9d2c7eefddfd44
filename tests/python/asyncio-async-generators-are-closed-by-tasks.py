# A task that closes an async generator is cancelled before its first step: the generator hears of that.
import asyncio


async def numbers(name):
    try:
        yield 1
    except BaseException as e:
        print(name, "hears", repr(e))
        raise
    finally:
        await asyncio.sleep(0)
        print(name, "has ended")


async def main():
    async for _ in numbers("a"):
        break
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("--")
    async for _ in numbers("dropped"):
        break
    print("main ends")


asyncio.run(main())


async def main():
    g = numbers("never begun")
    t = asyncio.ensure_future(g.aclose())
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))
    g = numbers("begun")
    await anext(g)
    t = asyncio.ensure_future(g.aclose())
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))
    g = numbers("begun")
    await anext(g)
    t = asyncio.ensure_future(g.asend(None))
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))
    g = numbers("begun")
    await anext(g)
    t = asyncio.ensure_future(g.athrow(ValueError(3)))
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))
asyncio.run(main())


class Steps:
    def __init__(self): self.n = 0
    def send(self, value):
        self.n += 1
        print("send", value)
        if self.n > 2: raise StopIteration("result")
        return None
    def throw(self, *args):
        print("throw", args)
        raise args[-1] if len(args) == 1 else args[1]
    def close(self): print("close")
    def __await__(self): return self
    def __iter__(self): return self
    def __next__(self): return self.send(None)
async def main():
    t = asyncio.ensure_future(Steps())
    t.cancel("early")
    print(await asyncio.gather(t, return_exceptions=True))
    t = asyncio.ensure_future(Steps())
    await asyncio.sleep(0)
    t.cancel("later")
    print(await asyncio.gather(t, return_exceptions=True))
    print(await Steps())
    t = asyncio.create_task(Steps())
    print(await t)
asyncio.run(main())


async def numbers(name):
    try:
        yield 1
        yield 2
    finally:
        print(name, "ends in", asyncio.current_task().get_name())
        await asyncio.sleep(0)
        print(name, "has ended")


kept = []


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    dropped = numbers("dropped")
    print(await anext(dropped))
    del dropped
    print("no more")
    await asyncio.sleep(0)
    print("a turn later")
    await asyncio.sleep(0)
    for name in "one", "two":
        kept.append(numbers(name))
        print(await anext(kept[-1]))


asyncio.run(main())
print("--")


def loud(loop, coro, **kwargs):
    print("factory:", coro.__class__.__name__)
    return asyncio.Task(coro, loop=loop, **kwargs)


async def main():
    asyncio.get_running_loop().set_task_factory(loud)
    dropped = numbers("dropped")
    print(await anext(dropped))
    del dropped
    await asyncio.sleep(1)
    kept[:] = [numbers("kept")]
    print(await anext(kept[0]))


asyncio.run(main())
