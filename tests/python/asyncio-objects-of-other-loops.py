import asyncio
other = asyncio.new_event_loop()
lock, ev, q = asyncio.Lock(), asyncio.Event(), asyncio.Queue(1)
sem = asyncio.Semaphore(0); cond = asyncio.Condition(); bar = asyncio.Barrier(2)
fut = other.create_future()
async def use(how):
    if how == 'lock':
        await lock.acquire()
        async with asyncio.timeout(0.1): await lock.acquire()
    if how == 'event':
        async with asyncio.timeout(0.1): await ev.wait()
    if how == 'queue':
        async with asyncio.timeout(0.1): await q.get()
    if how == 'put':
        if not q.full(): await q.put(1)
        async with asyncio.timeout(0.1): await q.put(2)
    if how == 'sem':
        async with asyncio.timeout(0.1): await sem.acquire()
    if how == 'cond':
        async with cond:
            async with asyncio.timeout(0.1): await cond.wait()
    if how == 'bar':
        async with asyncio.timeout(0.1): await bar.wait()
    if how == 'fut': await fut
    if how == 'task':
        t = other.create_task(asyncio.sleep(1), name='other task')
        try: await t
        finally: t.cancel()
    if how == 'gather': await asyncio.gather(fut, other.create_future())
    if how == 'gather2': await asyncio.gather(asyncio.get_running_loop().create_future(), fut)
    if how == 'wait': await asyncio.wait([fut], timeout=0.1)
    if how == 'wait_for': await asyncio.wait_for(fut, 0.1)
    if how == 'shield': await asyncio.shield(fut)
    if how == 'ascompleted':
        for c in asyncio.as_completed([fut], timeout=0.1): await c
    if how == 'ensure': print(asyncio.ensure_future(fut) is fut, asyncio.ensure_future(fut, loop=asyncio.get_running_loop()))
    if how == 'group':
        async with asyncio.TaskGroup() as tg:
            tg.create_task(use('fut'))
            tg.create_task(use('event'))
import re
for how in 'lock lock event event queue queue put put sem sem cond cond bar bar fut task gather gather2 wait wait_for shield ascompleted ensure group'.split():
    try:
        asyncio.run(use(how))
        print(how, 'fine')
    except BaseException as e:
        def txt(e):
            return re.sub(r' at 0x[0-9a-f]+', '', repr(e))
        print(how, txt(e)[:300])
        if lock.locked(): lock.release()
other.run_until_complete(asyncio.sleep(0))
other.close()
async def selfish():
    t = asyncio.current_task()
    for aw in (lambda: t, lambda: asyncio.gather(t, return_exceptions=True), lambda: asyncio.shield(t), lambda: asyncio.wait_for(t, 0.1), lambda: asyncio.wait({t}, timeout=0.1)):
        try: print(await aw() and 'ok')
        except BaseException as e: print(type(e).__name__, re.sub(r' at 0x[0-9a-f]+', '', str(e))[:150], t.cancelling())
async def twice():
    c = asyncio.sleep(0.1, 'once')
    t = asyncio.create_task(c)
    await asyncio.sleep(0)
    try: await c
    except RuntimeError as e: print(e)
    print(await t)
    try: await c
    except RuntimeError as e: print(e)
    c = asyncio.sleep(0)
    await c
    t2 = asyncio.create_task(c)
    try: await t2
    except RuntimeError as e: print(e)
    c = asyncio.sleep(0.1, 'two')
    r = await asyncio.gather(c, c)
    print(r)
    try: await asyncio.gather(*[asyncio.create_task(c) for c in [asyncio.sleep(0.1)] * 2])
    except RuntimeError as e: print(e)
    for bad in (None, 5, 'x', [asyncio.sleep], asyncio.sleep):
        try: await bad
        except TypeError as e: print(e)
        try: asyncio.create_task(bad)
        except TypeError as e: print(e)
        try: await asyncio.gather(bad)
        except TypeError as e: print(e)
        try: await asyncio.wait([bad])
        except TypeError as e: print(e)
        try: asyncio.ensure_future(bad)
        except TypeError as e: print(e)
        try: asyncio.run_coroutine_threadsafe(bad, asyncio.get_running_loop())
        except TypeError as e: print(e)
        try: await asyncio.wait_for(bad, 1)
        except TypeError as e: print(e)
        try: asyncio.shield(bad)
        except TypeError as e: print(e)
asyncio.run(selfish())
asyncio.run(twice())
try: asyncio.run(asyncio.sleep)
except (ValueError, TypeError) as e: print(type(e), e)
try: asyncio.run(None)
except (ValueError, TypeError) as e: print(type(e), e)
async def nested():
    c = asyncio.sleep(0)
    try: asyncio.run(c)
    except RuntimeError as e: print(e); c.close()
    l = asyncio.new_event_loop()
    c = asyncio.sleep(0)
    try: l.run_until_complete(c)
    except RuntimeError as e: print(e); c.close()
    try: asyncio.get_running_loop().run_forever()
    except RuntimeError as e: print(e)
    try: asyncio.get_running_loop().close()
    except RuntimeError as e: print(e)
    l.close()
asyncio.run(nested())
for f in (asyncio.get_running_loop, asyncio.current_task, asyncio.all_tasks, asyncio.get_event_loop, lambda: asyncio.create_task(None), asyncio.timeout(1).__aenter__, lambda: asyncio.gather(), lambda: asyncio.Future()):
    try: print(f())
    except (RuntimeError, TypeError) as e: print(e)
