import asyncio, heapq, itertools, datetime as dt, operator
from dataclasses import dataclass, field
@dataclass(order=True)
class Job:
    due: float
    prio: int
    seq: int = field(default_factory=itertools.count().__next__)
    name: str = field(compare=False, default="?")
    fn: object = field(compare=False, repr=False, default=None)
    def __str__(self): return f"{self.name}@{self.due:g}/{self.prio}"
class Scheduler:
    def __init__(self): self.heap = []; self.wake = asyncio.Event(); self.running = set(); self.log = []
    def at(self, due, name, fn, prio=0):
        j = Job(due, prio, name=name, fn=fn); heapq.heappush(self.heap, j); self.wake.set(); return j
    def every(self, step, name, fn, times):
        for i in range(times): self.at(step * (i + 1), f"{name}{i}", fn)
    def cancel(self, j):
        self.heap.remove(j); heapq.heapify(self.heap)
    async def run(self):
        loop = asyncio.get_running_loop()
        while self.heap:
            j = self.heap[0]
            delay = j.due - loop.time()
            if delay > 0:
                self.wake.clear()
                try:
                    async with asyncio.timeout(delay): await self.wake.wait()
                except TimeoutError: pass
                continue
            heapq.heappop(self.heap)
            t = asyncio.create_task(self._one(j), name=str(j)); self.running.add(t); t.add_done_callback(self.running.discard)
        await asyncio.gather(*self.running, return_exceptions=True)
    async def _one(self, j):
        now = dt.datetime.now(dt.timezone.utc)
        try: r = await j.fn(j)
        except Exception as e: r = e
        self.log.append((j.name, f"{now:%H:%M:%S.%f}"[:-3], r))
async def work(j): await asyncio.sleep(.5); return j.name.upper()
async def fail(j): raise LookupError(j)
async def more(j): s.at(j.due + 1.25, "late", work, -1)
async def main():
    global s
    s = Scheduler()
    s.every(1, "tick", work, 3)
    s.at(1, "first", fail, -5); s.at(2.5, "more", more); x = s.at(9, "never", work)
    print(x, x == Job(9, 0, x.seq), repr(x), sorted(s.heap)[0])
    asyncio.get_running_loop().call_later(3.1, s.cancel, x)
    asyncio.get_running_loop().call_later(3.2, s.wake.set)
    await s.run()
    for row in sorted(s.log, key=operator.itemgetter(1, 0)): print(*row, sep=" | ")
    print(s.running, dt.timedelta(seconds=asyncio.get_running_loop().time()))
asyncio.run(main())
