import asyncio, weakref
class R:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
async def w(): await asyncio.sleep(0.1)
async def main():
    l = asyncio.get_running_loop()
    t = asyncio.create_task(w()); t.data = R('of task')
    print(hasattr(t, "x"))
    await t; del t; print('gone')
    f = l.create_future(); f.data = R('of future'); r = weakref.ref(f, lambda r: print('cb', r()))
    print(weakref.getweakrefcount(f), r() is f)
    del f; print('gone')
    class F(asyncio.Future):
        def __init__(s, n): super().__init__(); s.res = R(n)
    f = F('derived'); del f; print('gone')
    weakref.finalize(asyncio.create_task(w(), name='fin'), print, 'finalized', 1)
    await asyncio.sleep(0.2)
    d = weakref.WeakKeyDictionary(); t = asyncio.create_task(w()); d[t] = R('value'); await t
    print(len(d)); del t; print(len(d))
asyncio.run(main())
