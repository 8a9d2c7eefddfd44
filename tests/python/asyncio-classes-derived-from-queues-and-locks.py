import asyncio, collections
class Uniq(asyncio.Queue):
    def _init(self, maxsize): self._queue = collections.OrderedDict()
    def _put(self, item): self._queue[item] = True
    def _get(self): return self._queue.popitem(last=False)[0]
class Logged(asyncio.PriorityQueue):
    def __init__(self, tag, **k): super().__init__(**k); self.tag = tag
    def _put(self, item): print(self.tag, "put", item); super()._put(item)
    def _get(self):
        item = super()._get(); print(self.tag, "get", item); return item
    async def get(self): print("async get"); return await super().get()
class P:
    def __init__(self, n): self.n = n
    def __lt__(self, o): print("lt", self.n, o.n); return self.n < o.n
    def __repr__(self): return f"P{self.n}"
async def main():
    q = Uniq(2); q.put_nowait(1); q.put_nowait(1); print(q.qsize(), q.full()); q.put_nowait(2); print(q.full(), q)
    t = asyncio.create_task(q.put(3)); await asyncio.sleep(0); print(t.done(), await q.get()); await t; print(q.qsize(), await q.get(), await q.get(), q.empty())
    q = Logged("L", maxsize=5); 
    for x in (3, 1, 2): await q.put(x)
    print(await q.get(), await q.get(), q.get_nowait(), q.maxsize)
    q = asyncio.PriorityQueue()
    for n in (5, 3, 4, 1, 2): q.put_nowait(P(n))
    print([q.get_nowait() for _ in range(5)])
    q = asyncio.PriorityQueue(); q.put_nowait((1, "a"))
    try: q.put_nowait((1, 5))
    except TypeError as e: print(e, q.qsize())
    q = asyncio.LifoQueue(2); await q.put("a"); await q.put("b"); print(q.full(), await q.get()); q.task_done(); 
    j = asyncio.create_task(q.join()); await asyncio.sleep(0); print(j.done()); q.get_nowait(); q.task_done(); await j; print("joined")
    q = asyncio.Queue()
    async def worker(i):
        try:
            while True:
                x = await q.get(); print("w", i, x); await asyncio.sleep(0.1); q.task_done()
        except asyncio.QueueShutDown: print("shut", i)
    ws = [asyncio.create_task(worker(i)) for i in range(2)]
    for i in range(3): q.put_nowait(i)
    await asyncio.sleep(0); q.shutdown(); await asyncio.gather(*ws); 
    q = asyncio.Queue(1); q.put_nowait(1); p = asyncio.create_task(q.put(2)); await asyncio.sleep(0); q.shutdown(immediate=True)
    try: await p
    except asyncio.QueueShutDown as e: print("p", repr(e))
    print(q.qsize(), q); await q.join()
    try: await asyncio.wait_for(asyncio.Queue().get(), 0.5)
    except TimeoutError as e: print("to", repr(e))
    class L2(asyncio.Lock):
        async def acquire(self): print("acq"); return await super().acquire()
        def release(self): print("rel"); super().release()
    async with L2() as x: print(x)
    l = L2(); print(await l.acquire(), l.locked()); l.release()
    class Ev(asyncio.Event):
        def __init__(self): super().__init__(); self.n = 0
        def set(self): self.n += 1; super().set()
    e = Ev(); e.set(); print(await e.wait(), e.n, e.is_set()); e.clear(); print(e.is_set())
    lock = asyncio.Lock(); c = asyncio.Condition(lock)
    async with lock: print(c.locked()); c.notify_all()
    async def cw():
        async with c: print(await c.wait_for(lambda: x and x[0])); print(await c.wait())
    x = []; t = asyncio.create_task(cw()); await asyncio.sleep(0)
    async with c: x.append("ready"); c.notify()
    await asyncio.sleep(0)
    async with c: c.notify(5)
    await t
    b = asyncio.Barrier(2)
    async def bw():
        async with b as pos: print("pos", pos, b.n_waiting, b.broken); return pos
    print(sorted(await asyncio.gather(bw(), bw())), b.parties)
    t = asyncio.create_task(b.wait()); await asyncio.sleep(0); print(b.n_waiting); await b.abort()
    try: await t
    except asyncio.BrokenBarrierError as e: print(e, b.broken)
    await b.reset(); print(b.broken)
    s = asyncio.Semaphore(2)
    async def sw(i):
        async with s: print("s", i, s.locked()); await asyncio.sleep(1)
    await asyncio.gather(*[sw(i) for i in range(4)]); print(s._value)
asyncio.run(main())
