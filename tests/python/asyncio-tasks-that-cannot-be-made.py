# What becomes of coroutines and tasks when making the next one fails.
import asyncio
async def bad():
    raise ValueError("lost?")
async def main():
    try:
        asyncio.gather(bad(), 3)
    except TypeError as e:
        print(e)
    await asyncio.sleep(1)
    def f(loop, coro, **k): raise KeyError("f")
    loop = asyncio.get_running_loop()
    loop.set_task_factory(f)
    c = bad()
    try:
        asyncio.ensure_future(c)
    except KeyError: print("key")
    def f(loop, coro, **k): raise RuntimeError("f")
    loop.set_task_factory(f)
    try:
        asyncio.ensure_future(bad())
    except RuntimeError: print("rt")
    class W:
        def __await__(self): yield
    try:
        asyncio.ensure_future(W())
    except RuntimeError: print("rt")
    loop.set_task_factory(None)
asyncio.run(main())
