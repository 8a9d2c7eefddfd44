import asyncio
class Ctx:
    def __init__(self, n): self.n = n
    async def __aenter__(self):
        print('enter', self.n); await asyncio.sleep(0.1)
        if self.n == 'bad enter': raise OSError('enter')
        return self
    async def __aexit__(self, *e):
        print('exit', self.n, e[0] and e[0].__name__)
        await asyncio.sleep(0.1)
        if self.n == 'bad exit': raise LookupError('exit')
        return self.n == 'swallow'
from contextlib import AsyncExitStack, asynccontextmanager, aclosing, suppress
@asynccontextmanager
async def managed(n, swallow=False):
    print('m enter', n)
    try:
        yield n
    except asyncio.CancelledError as e:
        print('m cancelled', n, e.args)
        if not swallow: raise
    except Exception as e:
        print('m error', n, repr(e))
        raise RuntimeError('replaced') from e
    finally:
        await asyncio.sleep(0.05)
        print('m exit', n)
async def stack(names, fail):
    async with AsyncExitStack() as st:
        for n in names:
            if n.startswith('m'): await st.enter_async_context(managed(n, n == 'mswallow'))
            else: await st.enter_async_context(Ctx(n))
            st.callback(print, 'cb', n)
        async def push(*e):
            print('pushed', e[0] and e[0].__name__); await asyncio.sleep(0.01)
        st.push_async_exit(push)
        st.push_async_callback(asyncio.sleep, 0.02)
        if fail: raise fail
        await asyncio.sleep(10)
    return 'after stack'
def chain(e):
    r = []
    while e: r.append(type(e).__name__ + repr(e.args)); e = e.__cause__ or e.__context__
    return r
async def main():
    for names, fail, cancel_at in ((['a', 'b'], ValueError(1), None), (['swallow', 'x'], KeyError(1), None), (['a', 'bad exit', 'm1'], ValueError(2), None), (['a', 'bad enter'], None, None), (['a', 'mswallow', 'c'], None, 0.45), (['m1', 'swallow'], None, 0.15), (['m1', 'm2'], StopAsyncIteration(3), None), (['m1', 'a'], StopIteration(4), None), (['m1'], asyncio.CancelledError('self'), None)):
        t = asyncio.create_task(stack(names, fail), name='-'.join(names))
        if cancel_at: asyncio.get_running_loop().call_later(cancel_at, t.cancel, 'why')
        try: print(await t)
        except BaseException as e: print('raised', chain(e), t.cancelling())
    with suppress(TimeoutError):
        async with asyncio.timeout(0.1), Ctx('in timeout'):
            await asyncio.sleep(1)
    print('suppressed', asyncio.get_running_loop().time() > 0)
    async def gen():
        try:
            for i in range(5):
                await asyncio.sleep(0.01); yield i
        finally: print('gen closed')
    async with aclosing(gen()) as g:
        async for x in g:
            if x == 2: break
    print([x async for x in gen() if x % 2], {x: y async for x in gen() async for y in gen() if x == y == 3})
    with suppress(asyncio.CancelledError):
        async with asyncio.TaskGroup() as tg, managed('tg'):
            tg.create_task(stack(['a'], ZeroDivisionError('z')))
            await asyncio.sleep(5)
try: asyncio.run(main())
except* ZeroDivisionError as g: print(repr(g))
except* RuntimeError as g: print('rt', repr(g))
