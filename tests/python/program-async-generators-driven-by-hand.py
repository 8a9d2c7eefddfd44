import asyncio

async def ticker(n):
    i = 0
    try:
        while i < n:
            try:
                x = yield i
                print("  received", x)
            except ValueError as e:
                print("  gen caught", e)
                yield "recovered"
            await asyncio.sleep(0.05)
            i += 1
    except GeneratorExit:
        print("  GeneratorExit")
        raise
    finally:
        await asyncio.sleep(0.05)
        print("  finally")

async def stubborn():
    try:
        yield 1
    finally:
        yield 2

async def raising():
    yield 1
    raise StopAsyncIteration("x")

async def main():
    g = ticker(5)
    print(await g.asend(None))
    print(await g.asend("hello"))
    print(await g.athrow(ValueError("v")))
    print(await g.__anext__())
    try:
        await g.athrow(KeyError("k"))
    except KeyError as e:
        print("out", repr(e))
    try:
        await g.__anext__()
    except StopAsyncIteration:
        print("exhausted")
    await g.aclose()
    g = ticker(5)
    try:
        await g.asend(1)
    except TypeError as e:
        print(e)
    await g.aclose()
    g = ticker(3)
    await anext(g)
    await g.aclose()
    s = stubborn()
    await anext(s)
    try: await s.aclose()
    except RuntimeError as e: print(e)
    r = raising()
    try:
        async for v in r: print(v)
    except RuntimeError as e: print(e, repr(e.__cause__))
    g = ticker(3)
    await anext(g)
    t1 = asyncio.create_task(anext(g))
    await asyncio.sleep(0.01)
    try:
        await anext(g)
    except RuntimeError as e: print(e)
    print(await t1)
    g2 = ticker(9)
    print(await g2.__anext__())
    print("leaving; g2 is closed by the loop")
    g3 = (y * 2 async for y in ticker(2))
    print([z async for z in g3])

asyncio.run(main())
