import asyncio, sys
async def quick(n): print("quick", n); return n
async def slow(n): print("slow", n); await asyncio.sleep(1); print("slow end", n); return n
async def bad(): raise ValueError("bad")
async def leave(): raise KeyboardInterrupt("kb")
async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    loop.set_task_factory(asyncio.eager_task_factory); print(loop.get_task_factory() is asyncio.eager_task_factory)
    t = asyncio.create_task(quick(1), name="q"); print(t.done(), t.result(), t.get_name())
    t = asyncio.create_task(slow(1)); print(t.done()); await t
    t = asyncio.create_task(bad()); print(repr(t.exception()))
    print(await asyncio.gather(quick(1), slow(2), quick(3)))
    async with asyncio.TaskGroup() as tg: a = tg.create_task(quick(5)); print(a.done()); b = tg.create_task(slow(6))
    try:
        async with asyncio.TaskGroup() as tg: tg.create_task(slow(7)); tg.create_task(bad()); print("after bad"); tg.create_task(quick(8))
    except* ValueError as e: print(repr(e))
    loop.set_task_factory(None)
    t = asyncio.create_task(quick(9), eager_start=True); print(t.done())
    t = asyncio.Task(quick(10), loop=loop, eager_start=True); print(t.done())
    def factory(loop, coro, **kw):
        print("factory", coro.__name__, sorted(kw)); return asyncio.Task(coro, loop=loop, **kw)
    loop.set_task_factory(factory)
    await asyncio.create_task(quick(11), name="n"); await asyncio.gather(quick(12)); 
    async with asyncio.TaskGroup() as tg: tg.create_task(quick(13))
    await asyncio.wait_for(quick(14), 1); await asyncio.shield(quick(15))
    loop.set_task_factory(asyncio.create_eager_task_factory(asyncio.Task)); t = asyncio.create_task(quick(16)); print(t.done())
    loop.set_task_factory(asyncio.eager_task_factory)
    def who(): return asyncio.current_task().get_name()
    async def inner(): print("in", who()); return who()
    print(who(), await asyncio.create_task(inner(), name="inner"), who())
    try: asyncio.create_task(leave())
    except KeyboardInterrupt as e: print("caught", e)
    print("going on")
    await asyncio.sleep(0.1)
    raise SystemExit(3)
try: asyncio.run(main())
except SystemExit as e: print("exit", e.code)
