import asyncio
async def quick(n):
    print("quick", n)
    return n
async def slow(n):
    print("slow", n)
    await asyncio.sleep(n)
    print("slow end", n)
    return n
async def fails():
    raise ValueError("eager fail")
async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(quick(1))
    print("created", t.done(), t)
    s = asyncio.create_task(slow(.2), name="s")
    print(s.done(), asyncio.current_task().get_name())
    f = asyncio.create_task(fails())
    print(f.done(), f.exception())
    print(await asyncio.gather(quick(2), slow(.1), quick(3)))
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(quick(4)); b = tg.create_task(slow(.3))
    print(a.result(), b.result(), s.done())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(slow(1))
            tg.create_task(fails())
            print("still in body")
            await asyncio.sleep(0)
            print("not here")
    except* ValueError as e: print(e.exceptions)
    print(await asyncio.wait_for(quick(5), 1))
    done, pending = await asyncio.wait([asyncio.create_task(quick(6)), asyncio.create_task(slow(.1))], return_when="FIRST_COMPLETED")
    print(len(done), len(pending))
    t = asyncio.Task(quick(7), eager_start=True, loop=loop)
    print(t)
    t = asyncio.create_task(quick(8), eager_start=False)
    print(t.done()); await t
    async def nested():
        t = asyncio.create_task(quick("n"))
        print(asyncio.current_task().get_name(), t.done())
        await asyncio.sleep(0)
    await asyncio.create_task(nested(), name="nest")
    await asyncio.gather(*pending)
    async def canc():
        asyncio.current_task().cancel("self")
        await asyncio.sleep(1)
    c = asyncio.create_task(canc())
    print(c)
    try: await c
    except asyncio.CancelledError as e: print(repr(e))
    print(len(asyncio.all_tasks()))
asyncio.run(main())
