import asyncio
from contextlib import asynccontextmanager, AsyncExitStack, suppress, aclosing

@asynccontextmanager
async def resource(name, fail_exit=False):
    print("acquire", name)
    await asyncio.sleep(0.1)
    try:
        yield name.upper()
    except Exception as e:
        print(name, "saw", repr(e))
        raise
    finally:
        await asyncio.sleep(0.1)
        print("release", name)
        if fail_exit:
            raise RuntimeError(f"{name} broke on exit")

class Conn:
    def __init__(self, n): self.n = n
    async def __aenter__(self):
        print("open", self.n); return self
    async def __aexit__(self, *exc):
        print("close", self.n, exc[0].__name__ if exc[0] else None)
        return self.n == 2

async def numbers(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0.1)
    finally:
        print("numbers closed")

async def main():
    async with resource("a") as a, resource("b") as b:
        print(a, b)
    async with AsyncExitStack() as st:
        cs = [await st.enter_async_context(Conn(i)) for i in range(4)]
        st.push_async_callback(asyncio.sleep, 0.2)
        st.callback(print, "callback", end="!\n")
        print([c.n for c in cs])
        raise KeyError("inside")
    print("swallowed")
    try:
        async with resource("x", fail_exit=True):
            raise ValueError("body")
    except RuntimeError as e:
        print(repr(e), "context", repr(e.__context__))
    async with aclosing(numbers(10)) as ns:
        async for n in ns:
            print(n)
            if n == 2:
                break
    with suppress(asyncio.TimeoutError):
        async with asyncio.timeout(0.25):
            async for n in numbers(100):
                print("n", n)
    print([x async for x in numbers(3) if x != 1], {x: x * x async for x in numbers(2)})
    it = aiter(numbers(1))
    print(await anext(it), await anext(it, "default"))
    try:
        await anext(it)
    except StopAsyncIteration as e:
        print("stop", e.args)

asyncio.run(main())
