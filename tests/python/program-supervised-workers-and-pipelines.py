import asyncio
async def worker(name, q, results, *, crash_on=None):
    while True:
        item = await q.get()
        try:
            if item == crash_on: raise RuntimeError(f"{name} crashed on {item}")
            await asyncio.sleep(.1 * item); results.append((name, item))
        finally: q.task_done()
class Supervisor:
    def __init__(self, q, n, restarts=2): self.q, self.n, self.left, self.results = q, n, restarts, []; self.done = asyncio.Event()
    async def __aenter__(self): self.task = asyncio.create_task(self._run(), name="sup"); return self
    async def __aexit__(self, *e):
        self.task.cancel()
        r, = await asyncio.gather(self.task, return_exceptions=True); print("sup ended", repr(r))
    async def _run(self):
        live = {asyncio.create_task(worker(f"w{i}", self.q, self.results, crash_on=3), name=f"w{i}"): i for i in range(self.n)}
        try:
            while live:
                done, _ = await asyncio.wait(live, return_when=asyncio.FIRST_COMPLETED)
                for t in sorted(done, key=lambda t: t.get_name()):
                    i = live.pop(t); print(f"{t.get_name()} died: {t.exception()!r}")
                    if self.left:
                        self.left -= 1; n = asyncio.create_task(worker(f"w{i}+", self.q, self.results), name=f"w{i}+"); live[n] = i
        finally:
            for t in live: t.cancel()
            print(sorted((t.get_name(), repr(r)) for t, r in zip(live, await asyncio.gather(*live, return_exceptions=True))))
async def producer(q, items, pace):
    for x in items: await q.put(x); await asyncio.sleep(pace)
    return len(items)
async def pipeline():
    a, b = asyncio.Queue(2), asyncio.PriorityQueue(1); out = []
    async def src():
        try:
            for i in range(6): await a.put(i)
        finally: a.shutdown()
    async def mid():
        try:
            while True:
                x = await a.get()
                if x % 2: await b.put((-x, f"odd{x}"))
                a.task_done()
        except asyncio.QueueShutDown: b.shutdown(); print("mid end", a.qsize())
    async def sink():
        while True:
            try: out.append((await b.get())[1])
            except asyncio.QueueShutDown: return out
            await asyncio.sleep(.05); b.task_done()
    async with asyncio.TaskGroup() as tg: ts = [tg.create_task(f()) for f in (src, mid, sink)]
    print(ts[-1].result()); await a.join(); await b.join()
    for op in (a.put(1), a.get()):
        try: await op
        except asyncio.QueueShutDown as e: print("shut", repr(e))
    for op in (a.get_nowait, lambda: a.put_nowait(1), a.task_done):
        try: op()
        except (asyncio.QueueShutDown, ValueError) as e: print(type(e).__name__, e)
async def main():
    q = asyncio.Queue()
    async with Supervisor(q, 2) as s:
        print(await producer(q, [1, 3, 2, 3, 1], .05))
        await q.join(); print(sorted(s.results), q)
    await pipeline()
    q = asyncio.Queue(1); await q.put("x"); p = asyncio.create_task(q.put("y")); g = None
    await asyncio.sleep(0); print(q, q.full()); q.shutdown(immediate=True)
    try: await p
    except asyncio.QueueShutDown: print("putter out", q)
    await q.join(); print("joined", q.qsize())
    q = asyncio.LifoQueue(); gs = [asyncio.create_task(q.get(), name=f"g{i}") for i in range(3)]; await asyncio.sleep(0); gs[0].cancel(); q.put_nowait(1); q.put_nowait(2); await asyncio.sleep(0); await asyncio.sleep(0); print(gs[0].cancelled(), gs[1].done() and gs[1].result(), gs[2].done() and gs[2].result()); 
    pq = asyncio.PriorityQueue(); pq.put_nowait((2, "b")); pq.put_nowait((1, "z")); pq.put_nowait((1, "a"))
    print([pq.get_nowait() for _ in range(3)], pq)
    try: pq.put_nowait(1); pq.put_nowait("x")
    except TypeError as e: print(e)
asyncio.run(main())
