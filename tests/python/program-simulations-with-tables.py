# Simulated elevator and bank and inventory with invariants; heap of events; statistics printed as a table
import asyncio, heapq, collections, random, statistics
from dataclasses import dataclass, field
@dataclass(order=True)
class Ev: t: float; n: int; what: str = field(compare=False)
class Elevator:
    def __init__(self, floors=5): self.at, self.dir, self.calls, self.log, self.idle = 0, 0, set(), [], asyncio.Event()
    def call(self, f): self.calls.add(f); self.idle.set()
    async def run(self):
        while True:
            if not self.calls:
                self.dir = 0; self.idle.clear()
                try: await asyncio.wait_for(self.idle.wait(), 3)
                except asyncio.TimeoutError: return self.log
            up, down = [c for c in self.calls if c > self.at], [c for c in self.calls if c < self.at]
            if self.at in self.calls: self.calls.discard(self.at); self.log.append(self.at); await asyncio.sleep(.5); continue
            self.dir = (1 if up else -1) if self.dir >= 0 else (-1 if down else 1)
            await asyncio.sleep(1); self.at += self.dir
class Stock:
    def __init__(self, **items): self.items = collections.Counter(items); self.lock = asyncio.Lock(); self.cond = asyncio.Condition(self.lock)
    async def take(self, who, **want):
        async with self.cond:
            ok = lambda: all(self.items[k] >= v for k, v in want.items())
            try: await asyncio.wait_for(self.cond.wait_for(ok), 1.5)
            except TimeoutError: print(f"{who} gives up on {want} with {dict(self.items)}, locked={self.lock.locked()}"); return False
            self.items.subtract(want); print(f"{who} takes {want}, left {+self.items}"); return True
    async def add(self, **more):
        async with self.cond: self.items.update(more); self.cond.notify_all()
async def clients(n, mean, serve, servers):
    rng, q, waits = random.Random(7), asyncio.Queue(), []
    async def server():
        while True:
            born = await q.get(); waits.append(asyncio.get_running_loop().time() - born); await asyncio.sleep(rng.expovariate(1 / serve)); q.task_done()
    ss = [asyncio.create_task(server()) for _ in range(servers)]
    for _ in range(n): await asyncio.sleep(rng.expovariate(1 / mean)); q.put_nowait(asyncio.get_running_loop().time())
    await q.join()
    for s in ss: s.cancel()
    return waits
async def main():
    e = Elevator(); t = asyncio.create_task(e.run()); loop = asyncio.get_running_loop()
    for d, f in ((.1, 3), (.2, 1), (1.5, 4), (6, 0), (6.1, 2)): loop.call_later(d, e.call, f)
    print(await t, f"{loop.time():.1f}")
    s = Stock(nut=2, bolt=1)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(s.take("ann", nut=3, bolt=1)); tg.create_task(s.take("bob", nut=1)); tg.create_task(s.take("cy", gear=1))
        await asyncio.sleep(1); await s.add(nut=5)
    for k in (1, 2, 3):
        w = await clients(40, 1.0, 1.5, k)
        print(f"{k} servers: n={len(w):3d} mean={statistics.fmean(w):8.4f} max={max(w):8.4f} sd={statistics.stdev(w):.3f} p90={statistics.quantiles(w, n=10)[-1]:.3f}")
    h = []; [heapq.heappush(h, Ev(random.Random(i).random(), i, f"e{i}")) for i in range(5)]; print([heapq.heappop(h).what for _ in range(5)])
    print(random.Random(3).choices("abc", weights=[1, 5, 2], k=6), random.Random(3).gauss(0, 1), random.Random(3).sample(range(100), 4), random.Random(3).shuffle(x := list(range(6))), x, random.Random(3).triangular(1, 5, 2), random.Random(3).betavariate(1, 2), random.Random("s").getrandbits(40), random.Random(3).randbytes(4).hex())
asyncio.run(main())
