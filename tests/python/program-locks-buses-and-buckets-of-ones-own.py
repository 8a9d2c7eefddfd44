import asyncio
from collections import deque, defaultdict
class RWLock:
    def __init__(self): self._c = asyncio.Condition(); self._r = 0; self._w = False; self.log = []
    async def read(self, n, hold):
        async with self._c:
            await self._c.wait_for(lambda: not self._w); self._r += 1
        try: self.log.append(('r', n)); await asyncio.sleep(hold)
        finally:
            async with self._c:
                self._r -= 1
                if not self._r: self._c.notify_all()
    async def write(self, n, hold):
        async with self._c:
            await self._c.wait_for(lambda: not self._w and not self._r); self._w = True
        try: self.log.append(('w', n)); await asyncio.sleep(hold)
        finally:
            await asyncio.shield(self._unlock())
    async def _unlock(self):
        async with self._c: self._w = False; self._c.notify_all()
class Bus:
    def __init__(self): self.subs = defaultdict(list)
    async def __aenter__(self): return self
    async def __aexit__(self, *e):
        for qs in self.subs.values():
            for q in qs: q.shutdown()
    def sub(self, topic): q = asyncio.Queue(); self.subs[topic].append(q); return self._iter(q)
    async def _iter(self, q):
        while True:
            try: yield await q.get()
            except asyncio.QueueShutDown: return
    def pub(self, topic, m): [q.put_nowait(m) for q in self.subs[topic]]
class Bucket:
    def __init__(self, rate): self.gap = 1 / rate; self.next = 0.0; self.waiters = deque()
    async def __aenter__(self):
        loop = asyncio.get_running_loop(); now = loop.time(); at = max(now, self.next); self.next = at + self.gap
        if at > now: await asyncio.sleep(at - now)
        return round(loop.time(), 3)
    async def __aexit__(self, t, v, tb): return t is KeyError
class Debounce:
    def __init__(self, d, f): self.d, self.f, self.h = d, f, None
    def __call__(self, *a):
        if self.h: self.h.cancel()
        self.h = asyncio.get_running_loop().call_later(self.d, self.f, *a)
async def main():
    rw = RWLock(); loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as tg:
        for i, (k, d) in enumerate([('read', .1), ('write', .1), ('read', .2), ('write', .05), ('read', .1)]): tg.create_task(getattr(rw, k)(i, d))
        w = tg.create_task(rw.write('x', 1)); await asyncio.sleep(0.5); w.cancel()
    print(rw.log, rw._w, rw._r, loop.time())
    got = []
    async with Bus() as bus:
        async def listen(n, it):
            async for m in it:
                got.append((n, m))
                if m == 'stop': break
            return n
        ls = [asyncio.create_task(listen(i, bus.sub('t'))) for i in range(2)] + [asyncio.create_task(listen('u', bus.sub('u')))]
        await asyncio.sleep(0)
        for m in ('a', 'stop', 'b'): bus.pub('t', m); bus.pub('u', m.upper())
        await asyncio.sleep(0)
    print(await asyncio.gather(*ls), got)
    b = Bucket(10)
    async def use(n):
        async with b as at:
            if n == 2: raise KeyError(n)
            return n, at
    print(await asyncio.gather(*map(use, range(4))))
    calls = []; d = Debounce(0.1, calls.append)
    for i in range(5): d(i); await asyncio.sleep(0.04 * i)
    await asyncio.sleep(0.2); print(calls)
    once = {}
    async def cached(k):
        if k not in once:
            async def make(): await asyncio.sleep(0.1); print('made', k); return k * 2
            once[k] = asyncio.ensure_future(make())
        return await asyncio.shield(once[k])
    ts = [asyncio.create_task(cached(i % 2)) for i in range(5)]; await asyncio.sleep(0.05); ts[0].cancel(); ts[3].cancel()
    print(await asyncio.gather(*ts, return_exceptions=True))
    async def first(*cs):
        ts = [asyncio.create_task(c) for c in cs]
        try:
            done, _ = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED); return done.pop().result()
        finally:
            for t in ts: t.cancel()
            print([type(r).__name__ for r in await asyncio.gather(*ts, return_exceptions=True)])
    print(await first(asyncio.sleep(0.2, 'slow'), asyncio.sleep(0.1, 'fast'), cached(7)))
asyncio.run(main())
