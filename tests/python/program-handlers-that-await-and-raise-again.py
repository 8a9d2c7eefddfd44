# context managers that transform cancellation, nested timeouts, and shielded commit
import asyncio
from contextlib import asynccontextmanager

@asynccontextmanager
async def transaction(name, commit_time):
    print(f"{name}: begin")
    try:
        yield name.upper()
    except BaseException as e:
        print(f"{name}: rollback because {type(e).__name__}")
        await asyncio.shield(asyncio.sleep(0.2))
        raise
    else:
        commit = asyncio.ensure_future(asyncio.sleep(commit_time, "committed"))
        try:
            print(f"{name}:", await asyncio.shield(commit))
        except asyncio.CancelledError:
            print(f"{name}: commit goes on", await commit)
            raise

async def job(n, work, commit):
    async with transaction(f"t{n}", commit) as t:
        await asyncio.sleep(work)
    return t

async def main():
    r = []
    for work, commit, limit in [(0.5, 0.5, 2), (3, 1, 1), (0.5, 2, 1), (0.9, 0.05, 1)]:
        try:
            async with asyncio.timeout(limit) as cm:
                r.append(await job(len(r), work, commit))
        except TimeoutError as e:
            r.append((repr(e.__cause__), cm.expired()))
        print(f"at {asyncio.get_running_loop().time():.2f}")
    print(r)

asyncio.run(main())
# generators, coroutines driven by hand, custom awaitables and loops
import asyncio
import inspect
import types

class Later:
    def __init__(self, n): self.n = n
    def __await__(self):
        for i in range(self.n):
            got = yield
            print("resumed", i, got)
        return f"waited {self.n}"

@types.coroutine
def old(n):
    x = yield from asyncio.sleep(n, "slept").__await__()
    return x

async def plain():
    return 1

async def chain():
    a = await Later(2)
    b = await old(1)
    c = await plain()
    return a, b, c

async def main():
    print(await chain())
    c = plain()
    try:
        c.send(None)
    except StopIteration as e:
        print("returned", e.value)
    try:
        c.send(None)
    except RuntimeError as e:
        print(e)
    async def bad(): await 42
    try: await bad()
    except TypeError as e: print(e)
    class BadAwait:
        def __await__(self): return 3
    async def bad2(): await BadAwait()
    try: await bad2()
    except TypeError as e: print(e)
    class Yields:
        def __await__(self): yield 42
    async def bad3(): await Yields()
    t = asyncio.create_task(bad3())
    try: await t
    except RuntimeError as e: print(str(e).split("Task-")[0].split(" <")[0], str(e).rpartition("yield: ")[2])
    print(inspect.iscoroutine(c), inspect.isawaitable(Later(1)), inspect.iscoroutinefunction(plain), inspect.getcoroutinestate(c), asyncio.iscoroutine(c))
    g = (x async for x in agen())
    print(inspect.isasyncgen(g), inspect.isasyncgenfunction(agen), [x async for x in g])
    d = chain()
    print(d.cr_code.co_name, d.cr_await, d.cr_suspended)
    d.close()
    print(inspect.getcoroutinestate(d))
    e = chain()
    try: e.throw(KeyError("in"))
    except KeyError as x: print(repr(x))

async def agen():
    yield 1
    yield 2

asyncio.run(main())
import asyncio
from contextlib import asynccontextmanager
@asynccontextmanager
async def t1():
    try:
        yield 1
    except BaseException as e:
        print("got", type(e).__name__)
        await asyncio.sleep(0.2)
        raise
async def gen():
    try:
        yield 1
    except BaseException as e:
        await asyncio.sleep(0.2)
        raise
async def main():
    g = gen()
    await anext(g)
    try:
        await g.athrow(ValueError(1))
    except ValueError as e:
        print("A", repr(e))
    try:
        async with t1():
            raise KeyError(1)
    except KeyError as e:
        print("B", repr(e))
    try:
        async with asyncio.timeout(1):
            async with t1():
                await asyncio.sleep(3)
    except TimeoutError as e:
        print("C", repr(e))
asyncio.run(main())
