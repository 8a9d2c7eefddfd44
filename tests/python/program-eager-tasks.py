import asyncio
async def fast(n):
    print("run", n, asyncio.current_task().get_name())
    return n
async def slow(n):
    print("start", n)
    await asyncio.sleep(n)
    print("end", n)
    return n
async def fails(): raise ValueError("eager")
async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(fast(1), name="e1")
    print(t.done(), t.result())
    t2 = asyncio.create_task(slow(0.1), name="e2")
    print("after create", t2.done())
    print(await asyncio.gather(fast(2), slow(0.05), fast(3)))
    f = asyncio.create_task(fails())
    print(f.done(), repr(f.exception()))
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(fast(4)); b = tg.create_task(slow(0.2))
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fails()); tg.create_task(slow(5))
            print("body")
    except* ValueError as eg: print(eg.exceptions)
    loop.set_task_factory(None)
    k = asyncio.Task(fast(9), loop=loop, eager_start=True, name="k")
    print(k.done())
    k = asyncio.create_task(fast(10), eager_start=True); print(k.done())
    k = asyncio.create_task(fast(11), name="lazy"); print(k.done()); await k
    fac = asyncio.create_eager_task_factory(lambda coro, *, loop, **kw: asyncio.Task(coro, loop=loop, **kw))
    loop.set_task_factory(fac)
    print(asyncio.create_task(fast(12)).done())
asyncio.run(main())
