import asyncio
class Sized(asyncio.Queue):
    def _init(self, maxsize): self._items = []; self.total = 0
    def qsize(self): return sum(w for w, _ in self._items)
    def _put(self, item): self._items.append(item); self.total += 1
    def _get(self): return self._items.pop(0)
    def empty(self): return not self._items
class Unique(asyncio.Queue):
    def _init(self, maxsize): self._queue = {}
    def _put(self, item): self._queue[item] = None
    def _get(self): k = next(iter(self._queue)); del self._queue[k]; return k
class Noisy(asyncio.Queue):
    async def put(self, x): print("put", x); await super().put(x)
    async def get(self): x = await super().get(); print("get", x); return x
    def put_nowait(self, x): print("put_nowait", x); super().put_nowait(x)
    def get_nowait(self): x = super().get_nowait(); print("get_nowait", x); return x
    def task_done(self): print("done"); super().task_done()
    def full(self): r = super().full(); print("full?", r); return r
    def empty(self): r = super().empty(); print("empty?", r); return r
    def qsize(self): r = super().qsize(); print("qsize", r); return r
class Prio(asyncio.PriorityQueue):
    def _put(self, item): super()._put((-item, item))
    def _get(self): return super()._get()[1]
async def main():
    q = Sized(10)
    async def prod():
        for w in (4, 4, 4, 9, 1): await q.put((w, f"i{w}")); print("put", w, q.qsize(), q.full())
    t = asyncio.create_task(prod())
    for _ in range(5): await asyncio.sleep(.1); print("got", await q.get(), q.qsize())
    await t; print(q.total, q)
    u = Unique(); [u.put_nowait(x) for x in "abcab"]; print(u.qsize(), u._unfinished_tasks, [u.get_nowait() for _ in range(3)], u.empty())
    n = Noisy(1); await n.put(1)
    p = asyncio.create_task(n.put(2)); await asyncio.sleep(0); await n.get(); await p; n.task_done(); await n.get(); n.put_nowait(3)
    try: n.put_nowait(4)
    except asyncio.QueueFull as e: print(repr(e))
    n.get_nowait()
    try: n.get_nowait()
    except asyncio.QueueEmpty as e: print(repr(e))
    print(repr(n)[:10], n.maxsize)
    pq = Prio(); [pq.put_nowait(x) for x in (1, 5, 3)]; print([pq.get_nowait() for _ in range(3)], type(pq).__mro__[1:3])
asyncio.run(main())
