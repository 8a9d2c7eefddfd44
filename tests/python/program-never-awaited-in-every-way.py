import asyncio
# never awaited / asend / warnings variants
async def ag():
    yield 1
    yield 2
async def co(): return 1
async def main():
    co()
    x = co(); del x
    g = ag(); g.asend(None); g.aclose(); g.athrow(ValueError); anext(g)
    [co() for _ in range(2)]
    c = co(); c.close()
    asyncio.gather  # nothing
    try: asyncio.wait_for(co(), "x")
    except TypeError as e: print(e)
    t = asyncio.ensure_future(co()); print(await t)
    asyncio.sleep(1)
    asyncio.Lock().acquire()
    asyncio.Queue().get()
    class A:
        async def m(self): pass
        async def __aenter__(self): return self
        async def __aexit__(self, *a): pass
    A().m()
    try:
        with A(): pass
    except TypeError as e: print(e)
    try:
        for x in ag(): pass
    except TypeError as e: print(e)
    try:
        async for x in [1]: pass
    except TypeError as e: print(e)
    try: await ag()
    except TypeError as e: print(e)
    try: await [co()]
    except TypeError as e: print(e)
    try: await co
    except TypeError as e: print(e)
    try: list(ag())
    except TypeError as e: print(e)
    try: next(ag())
    except TypeError as e: print(e)
    try: await anext([1])
    except TypeError as e: print(e)
    try: aiter(5)
    except TypeError as e: print(e)
    try: co() + 1
    except TypeError as e: print(e)
    try: print(co().result())
    except AttributeError as e: print(e)
    try: await asyncio.gather(co, 1)
    except TypeError as e: print(e)
    try: asyncio.create_task(co)
    except TypeError as e: print(str(e)[:40])
    try: asyncio.run(co)
    except (RuntimeError, ValueError, TypeError) as e: print(e)
    if co(): print("truthy")
asyncio.run(main())
