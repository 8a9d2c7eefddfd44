import asyncio, gc, weakref
log = []
class Res:
    def __init__(self, n): self.n = n
    def __del__(self):
        print('del', self.n)
        try:
            loop = asyncio.get_running_loop()
            loop.call_soon(print, 'scheduled by del', self.n)
        except RuntimeError as e:
            print('no loop', self.n, e)
async def gen(n):
    r = Res(n)
    try:
        for i in range(3):
            got = yield i
            print(n, 'got', got)
            await asyncio.sleep(0)
    except GeneratorExit:
        print(n, 'generator exit')
        raise
    except asyncio.CancelledError:
        print(n, 'cancelled'); raise
    except ValueError as e:
        print(n, 'value error', e)
        yield 'recovered'
    finally:
        print(n, 'finally')
        await asyncio.sleep(0.01)
        print(n, 'finally slept')
async def main():
    g = gen('a')
    async for x in g:
        if x == 1: break
    print('broke')
    await g.aclose()
    async for x in gen('b'):
        break
    print('left b')
    await asyncio.sleep(0.05)
    g = gen('c')
    print(await anext(g), await g.asend('hi'))
    print(await g.athrow(ValueError('thrown')))
    try: await anext(g)
    except StopAsyncIteration: print('ended c')
    try: await g.athrow(KeyError('late'))
    except BaseException as e: print('athrow on ended', repr(e))
    print(await anext(g, 'default'))
    g = gen('d')
    await g.asend(None)
    t = asyncio.create_task(g.asend(1))
    await asyncio.sleep(0)
    for f in (lambda: g.asend(2), lambda: g.aclose(), lambda: g.athrow(ValueError)):
        try: await f()
        except RuntimeError as e: print('RuntimeError', e)
    t.cancel()
    try: await t
    except asyncio.CancelledError: print('d cancelled')
    g = gen('e')
    try: await g.asend('early')
    except TypeError as e: print(e)
    await g.aclose()
    g = gen('f')
    w = weakref.ref(g)
    await anext(g)
    try:
        async with asyncio.timeout(0):
            async for x in g: print('f', x)
    except TimeoutError: print('timeout f', w() is g)
    del g
    await asyncio.sleep(0.1)
    print('f', w())
    async def bad():
        try:
            yield 1
        finally:
            yield 2
    b = bad(); await anext(b)
    try: await b.aclose()
    except RuntimeError as e: print(e)
    b = bad(); await anext(b)
    del b
    await asyncio.sleep(0)
    global keep
    keep = gen('kept'); await anext(keep)
    asyncio.get_running_loop().call_soon(print, 'soon')
    r = Res('main local')
asyncio.run(main())
print('after run')
