import asyncio, functools
log = []
class K:
    def m(self, f): print("m", f.done())
    def __call__(self, f): print("call")
def cb(tag, f): print("cb", tag, f.result() if not f.cancelled() else "cancelled")
async def main():
    loop = asyncio.get_running_loop(); k = K()
    f = loop.create_future()
    f.add_done_callback(k.m); f.add_done_callback(k.m); print(f.remove_done_callback(k.m))
    f.add_done_callback(k); f.add_done_callback(functools.partial(cb, "a")); print(f.remove_done_callback(print))
    f.set_result(1); print("set"); await asyncio.sleep(0)
    f.add_done_callback(functools.partial(cb, "late")); print("added"); await asyncio.sleep(0)
    h = loop.call_soon(print, "never"); h.cancel()
    h = loop.call_later(1, print, "later", "args"); 
    loop.call_at(loop.time() + 0.5, print, "at")
    loop.call_soon_threadsafe(print, "ts")
    await asyncio.sleep(2); print(h.cancelled()); h.cancel(); print(h.cancelled())
    async def w(f):
        try: return await f
        finally: print("w over", f.done())
    f = loop.create_future(); a = asyncio.create_task(w(f)); b = asyncio.create_task(w(f)); await asyncio.sleep(0)
    a.cancel("msg"); 
    for t in a, b:
        try: await t
        except asyncio.CancelledError as e: print("cancelled", e.args, t.cancelled())
    # task await itself
    async def selfish(): await asyncio.current_task()
    try: await asyncio.create_task(selfish(), name="selfish")
    except RuntimeError as e: print(str(e)[:37])
    # iterate future by hand
    f = loop.create_future(); it = f.__await__(); print(next(it) is f)
    f.set_result(3)
    try: next(it)
    except StopIteration as e: print("stop", e.value)
    class A:
        def __await__(self): return asyncio.sleep(0.1, "slept").__await__()
    print(await A()); print(await asyncio.gather(A(), asyncio.sleep(0, 1), f)); print(await asyncio.ensure_future(A())); print(await asyncio.wait_for(A(), 1)); print(await asyncio.shield(A()))
    class B:
        def __await__(self):
            yield
            x = yield from loop.create_task(asyncio.sleep(0.1, "b")).__await__()
            return x
    print(await B(), await asyncio.create_task(w(B())))  if False else print(await B())
    async def gen():
        for i in range(3): yield i; await asyncio.sleep(0.1)
    g = gen(); print(await asyncio.create_task(g.__anext__()), await asyncio.wait_for(anext(g), 1), await asyncio.ensure_future(anext(g)))
    try: await asyncio.ensure_future(anext(g))
    except StopAsyncIteration: print("SAI")
    except RuntimeError as e: print("RE", e)
    class MyFuture(asyncio.Future):
        def __init__(self, tag, **k): super().__init__(**k); self.tag = tag
        def done2(self): return self.done()
    m = MyFuture("t"); print(m.tag, m.done2(), isinstance(m, asyncio.Future), type(m).__name__); loop.call_later(1, m.set_result, 9); print(await m, m.result(), m.done2())
    class MyTask(asyncio.Task): 
        x = 5
    mt = MyTask(asyncio.sleep(0.1, 4), name="mt"); print(mt.x, await mt, mt.get_name())
    t = asyncio.Task(asyncio.sleep(0.1, "ctor")); print(await t)
    print(await asyncio.gather(*[asyncio.sleep(0, i) for i in range(3)]), await asyncio.gather(asyncio.sleep(0, 1), asyncio.create_task(w(loop.create_task(asyncio.sleep(0, 5)))), return_exceptions=True))
    c = asyncio.sleep(0.1, "same"); print(await asyncio.gather(c, c))
asyncio.run(main())
