import asyncio
from asyncio import Lock, Condition, Barrier, BoundedSemaphore, Event

def r(x):
    import re
    return str(x).split("object at")[0] + "|" + str(x)[str(x).find("["):]

async def main():
    l = Lock()
    print(r(l))
    await l.acquire()
    ws = [asyncio.create_task(l.acquire(), name=f"w{i}") for i in range(2)]
    await asyncio.sleep(0)
    print(r(l), l.locked())
    ws[0].cancel()
    l.release()
    print(r(l))
    await asyncio.wait(ws)
    print(r(l), ws[0].cancelled(), ws[1].result())
    l.release()
    try: l.release()
    except RuntimeError as e: print(e)
    try:
        with l: pass
    except TypeError as e: print(e)
    c = Condition()
    print(r(c))
    for op in (c.notify, c.notify_all):
        try: op()
        except RuntimeError as e: print(e)
    try: await c.wait()
    except RuntimeError as e: print(e)
    items = []
    async def consumer(n):
        async with c:
            ok = await c.wait_for(lambda: len(items) >= n)
            print(n, ok, items)
    cs = [asyncio.create_task(consumer(i), name=f"c{i}") for i in (3, 1, 2)]
    for i in range(3):
        await asyncio.sleep(0.1)
        async with c:
            items.append(i)
            print(r(c))
            c.notify(2)
    try:
        await asyncio.wait_for(asyncio.gather(*cs), 0.2)
    except TimeoutError:
        print("stuck", [t.cancelled() for t in cs])
    s = BoundedSemaphore(2)
    print(r(s))
    async with s:
        async with s:
            print(r(s), s.locked())
            t = asyncio.create_task(s.acquire())
            await asyncio.sleep(0)
            print(r(s))
    await t
    s.release()
    try: s.release()
    except ValueError as e: print(e)
    try: asyncio.Semaphore(-1)
    except ValueError as e: print(e)
    b = Barrier(3)
    print(r(b), b.parties)
    async def party(i):
        await asyncio.sleep(i * 0.1)
        try:
            async with b as pos:
                print("party", i, pos, b.n_waiting)
        except asyncio.BrokenBarrierError as e:
            print("broken", i, e)
    await asyncio.gather(*map(party, range(3)))
    ts = [asyncio.create_task(party(i)) for i in (0, 1)]
    await asyncio.sleep(0.15)
    print(r(b))
    await b.abort()
    await asyncio.gather(*ts)
    print(r(b), b.broken)
    await b.reset()
    print(b.broken)
    try: Barrier(0)
    except ValueError as e: print(e)
    e = Event(); print(r(e)); 
    t = asyncio.create_task(e.wait()); await asyncio.sleep(0); print(r(e)); e.set(); print(r(e)); await t; e.clear(); print(e.is_set())
asyncio.run(main())
