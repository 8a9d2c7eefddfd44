import asyncio
async def worker(b, name, pace, log):
    for phase in range(3):
        await asyncio.sleep(pace * (phase + 1))
        try:
            i = await b.wait()
        except asyncio.BrokenBarrierError as e:
            log.append((name, phase, "broken", str(e))); await b.reset() if name == "a" else None; return
        log.append((name, phase, i))
        if i == 0: print(f"phase {phase} {b!r}".replace(hex(id(b)), "0x"))
async def main():
    b = asyncio.Barrier(3); log = []
    ts = [asyncio.create_task(worker(b, n, p, log), name=n) for n, p in zip("abc", (.1, .2, .3))]
    await asyncio.sleep(1.2)
    print(b.n_waiting, b.parties, b.broken)
    ts[2].cancel()
    await asyncio.sleep(.1)
    await b.abort()
    print(await asyncio.gather(*ts, return_exceptions=True), b.broken)
    for l in log: print(l)
    b2 = asyncio.Barrier(2)
    async def enter(d):
        await asyncio.sleep(d)
        async with b2 as pos: return pos
    print(await asyncio.gather(enter(.1), enter(.2), enter(.3), enter(.3)))
    try: asyncio.Barrier(0)
    except ValueError as e: print(e)
    t = asyncio.create_task(enter(0)); await asyncio.sleep(.1)
    await b2.reset()
    try: await t
    except asyncio.BrokenBarrierError as e: print(repr(e), b2.broken, b2.n_waiting)
    sem = asyncio.Semaphore(2); order = []
    async def s(n, hold):
        async with sem: order.append(n); await asyncio.sleep(hold)
    ts = [asyncio.create_task(s(i, .1 * (i % 3 + 1))) for i in range(7)]
    await asyncio.sleep(.05); ts[3].cancel(); print(repr(sem)[repr(sem).index("["):], sem.locked())
    await asyncio.wait(ts); print(order, repr(sem)[-22:], [t.cancelled() for t in ts])
    bs = asyncio.BoundedSemaphore(1)
    try: bs.release()
    except ValueError as e: print(e)
    cond = asyncio.Condition(); items = []
    async def cons(n):
        async with cond:
            await cond.wait_for(lambda: len(items) >= n); return n, items.pop()
    ts = [asyncio.create_task(cons(n)) for n in (3, 1, 2)]
    for i in range(5):
        await asyncio.sleep(.1)
        async with cond: items.append(i); cond.notify_all(); print(repr(cond)[-30:] )
    print(await asyncio.gather(*ts), items)
    try: cond.notify()
    except RuntimeError as e: print(e)
    try: await cond.wait()
    except RuntimeError as e: print(e)
    lock = asyncio.Lock()
    try: lock.release()
    except RuntimeError as e: print(e)
    try:
        with lock: pass
    except TypeError as e: print(e)
    ev = asyncio.Event(); w = [asyncio.create_task(ev.wait()) for _ in range(2)]; await asyncio.sleep(0); print(repr(ev)[-21:]); ev.set(); print(repr(ev)[-21:], await asyncio.gather(*w))
asyncio.run(main())
