import asyncio
async def main():
    # queues: every op under waits, shutdown, cancel; sizes; priorities with dataclass; join & task_done accounting
    q = asyncio.Queue(2)
    async def prod(n, k):
        for i in range(k):
            try: await q.put(f"{n}{i}"); print("put", n, i, q.qsize())
            except asyncio.QueueShutDown: print(n, "sees shutdown at", i); return i
            except asyncio.CancelledError: print(n, "cancelled at", i); raise
        return "all"
    async def cons(n, d):
        got = []
        try:
            while True: got.append(await q.get()); await asyncio.sleep(d); q.task_done()
        except asyncio.QueueShutDown: return n, got
    ps = [asyncio.create_task(prod(c, 4), name=f"p{c}") for c in "AB"]; cs = [asyncio.create_task(cons(i, .1 * (i + 1)), name=f"c{i}") for i in range(2)]
    await asyncio.sleep(.15); ps[1].cancel(); await asyncio.sleep(.2); q.shutdown(); print("shut", q, q.empty())
    print(await asyncio.gather(*ps, *cs, return_exceptions=True)); await q.join(); print(q)
    q = asyncio.Queue(); gs = [asyncio.create_task(q.get()) for _ in range(3)]; await asyncio.sleep(0); q.put_nowait(1); gs[0].cancel(); await asyncio.sleep(0); print([g.done() for g in gs], q.qsize()); await asyncio.sleep(0); print([g.done() for g in gs], q.qsize()); q.shutdown(); print(await asyncio.gather(*gs, return_exceptions=True))
    q = asyncio.Queue(1); q.put_nowait(0); ws = [asyncio.create_task(q.put(i)) for i in (1, 2, 3)]; await asyncio.sleep(0); ws[0].cancel(); print(q.get_nowait()); await asyncio.sleep(0); await asyncio.sleep(0); print(q, [w.done() for w in ws]); q.shutdown(immediate=True); print(await asyncio.gather(*ws, return_exceptions=True), q.qsize())
    q = asyncio.Queue(); q.put_nowait(1); q.put_nowait(2); j = asyncio.create_task(q.join()); await asyncio.sleep(0); print(j.done()); q.get_nowait(); q.task_done(); await asyncio.sleep(0); print(j.done(), q._unfinished_tasks); q.shutdown(immediate=True); await asyncio.sleep(0); print(j.done(), q)
    try: q.task_done()
    except ValueError as e: print(e)
    async def race(q): return await asyncio.wait_for(q.get(), .1)
    q = asyncio.LifoQueue(3); asyncio.get_running_loop().call_later(.1, q.put_nowait, "just"); print(await asyncio.gather(race(q), return_exceptions=True), q.qsize())
    p = asyncio.PriorityQueue(); [p.put_nowait(x) for x in (3, 1, 2)]; g = asyncio.create_task(p.get()); await asyncio.sleep(0); p.put_nowait(0); print(await g, p.get_nowait(), p)
    async with asyncio.TaskGroup() as tg:
        s = asyncio.Semaphore(0); ws = [tg.create_task(s.acquire(), name=f"s{i}") for i in range(3)]; await asyncio.sleep(0); s.release(); ws[0].cancel(); s.release(); s.release(); await asyncio.sleep(0)
        print([w.done() for w in ws], s._value, s.locked()); await asyncio.sleep(.01); print([w.cancelled() for w in ws], s._value); s.release()
    c = asyncio.Condition(); log = []
    async def w(n):
        async with c:
            try: await c.wait(); log.append(n)
            except asyncio.CancelledError: log.append(f"x{n}"); raise
    ts = [asyncio.create_task(w(i)) for i in range(4)]; await asyncio.sleep(0)
    async with c: c.notify(2); ts[1].cancel()
    await asyncio.sleep(.01); print(log, [t.done() for t in ts])
    async with c: c.notify_all()
    await asyncio.gather(*ts, return_exceptions=True); print(log)
asyncio.run(main())
