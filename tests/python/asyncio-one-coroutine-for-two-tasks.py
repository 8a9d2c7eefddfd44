# One coroutine object given to two tasks, awaited twice, or awaited while a task runs it.
import asyncio

async def co(n=1):
    await asyncio.sleep(n)
    return n
async def main():
    c = co()
    print(await c)
    try:
        await c
    except RuntimeError as e: print(repr(e))
    c = co()
    async def waiter():
        try:
            return await c
        except RuntimeError as e: print(repr(e))
    t1 = asyncio.create_task(waiter(), name="w1")
    t2 = asyncio.create_task(waiter(), name="w2")
    print(await asyncio.gather(t1, t2))
    c = co()
    t = asyncio.create_task(c, name="tt")
    await asyncio.sleep(0.5)
    try:
        await c
    except RuntimeError as e: print(repr(e))
    print(await t)
    for f in (lambda: c.send(None), lambda: c.throw(ValueError("x")), lambda: c.close()):
        try:
            print(f())
        except RuntimeError as e: print(repr(e))
    c = co()
    c.close()
    try:
        await c
    except RuntimeError as e: print(repr(e))
    async def gen():
        yield 1
        await asyncio.sleep(1)
        yield 2
    g = gen()
    async def nx():
        try:
            return await anext(g)
        except Exception as e: return repr(e)
    print(await nx())
    print(await asyncio.gather(nx(), nx()))
    t = asyncio.create_task(co())
    t = asyncio.create_task(c)
    print(await asyncio.wait([t]))
    print(repr(t.exception()))
    c = co()
    print(await asyncio.gather(c, c, c))
    try: await asyncio.wait_for(c, 1)
    except RuntimeError as e: print(repr(e))
asyncio.run(main())


async def co(n=1):
    print('run')
    return n
async def main():
    c = co()
    t1 = asyncio.create_task(c, name="t1")
    t2 = asyncio.create_task(c, name="t2")
    r = await asyncio.gather(t1, t2, return_exceptions=True)
    print(r)
    async def co2():
        await fut
        return 5
    fut = asyncio.get_running_loop().create_future()
    c = co2()
    t1 = asyncio.create_task(c, name="t1")
    t2 = asyncio.create_task(c, name="t2")
    await asyncio.sleep(1)
    fut.set_result(2)
    r = await asyncio.gather(t1, t2, return_exceptions=True)
    print(r)
    lock = asyncio.Lock()
    async def co3():
        async with lock:
            await asyncio.sleep(0)
            return 5
    c = co3()
    t1 = asyncio.create_task(c, name="t1")
    t2 = asyncio.create_task(c, name="t2")
    r = await asyncio.gather(t1, t2, return_exceptions=True)
    print(r, lock.locked())
    try:
        async with asyncio.TaskGroup() as tg:
            c = co3()
            tg.create_task(c); tg.create_task(c)
    except* RuntimeError as e:
        print(e.exceptions)
    async def eager(): return 1
    c = eager()
    await c
    try:
        asyncio.create_task(c)
        await asyncio.sleep(0)
    except Exception as e: print(repr(e))
asyncio.run(main())


async def plain():
    print('runs'); return 5
async def co():
    await asyncio.sleep(0); return 7
async def main():
    c = plain()
    t = asyncio.create_task(c, name='t')
    print(await c)
    try: print(await t)
    except RuntimeError as e: print(repr(e))
    c = plain()
    t = asyncio.create_task(c, name='t')
    try: print(await asyncio.gather(c, t))
    except Exception as e: print(repr(e))
    c = co()
    t = asyncio.create_task(c, name='t')
    t.cancel()
    t2 = asyncio.create_task(c, name='t2')
    print(await asyncio.gather(t, t2, return_exceptions=True))
    c = co()
    t = asyncio.create_task(c, name='t')
    await t
    t = asyncio.create_task(c, name='t')
    print(t)
    print(await asyncio.wait([t]))
    c = co()
    t = asyncio.create_task(c, name='t')
    t2 = asyncio.create_task(c, name='t2')
    print(await asyncio.gather(t, t2, return_exceptions=True))
    c = co()
    a = asyncio.create_task(c, name='a')
    await asyncio.sleep(0)
    try: print(await asyncio.wait_for(c, 1))
    except RuntimeError as e: print(repr(e))
    print(await asyncio.gather(a, return_exceptions=True))
asyncio.run(main())


async def co(n=1):
    print('step', n)
    await asyncio.sleep(n)
    return n
async def main():
    c = co()
    t1 = asyncio.create_task(c, name="t1")
    t2 = asyncio.create_task(c, name="t2")
    try:
        async with asyncio.timeout(5):
            print(await asyncio.gather(t1, t2, return_exceptions=True))
    except TimeoutError:
        print('to')
    print(t1, t2)
asyncio.run(main())
