import asyncio
from collections import Counter, OrderedDict, ChainMap
class LRU:
    def __init__(self, size): self.size, self.data, self.locks, self.stats = size, OrderedDict(), {}, Counter()
    async def get(self, key, loader):
        if key in self.data: self.data.move_to_end(key); self.stats["hit"] += 1; return self.data[key]
        lock = self.locks.setdefault(key, asyncio.Lock())
        async with lock:
            if key in self.data: self.stats["late-hit"] += 1; return self.data[key]
            self.stats["miss"] += 1
            try: v = self.data[key] = await loader(key)
            finally: self.locks.pop(key, None)
            while len(self.data) > self.size: k, _ = self.data.popitem(last=False); self.stats[f"evict {k}"] += 1
            return v
async def load(k):
    await asyncio.sleep(len(k) / 10)
    if k == "bad": raise LookupError(k)
    return k[::-1].title()
async def main():
    c = LRU(2)
    rs = await asyncio.gather(*[c.get(k, load) for k in "abc abc de abc bad bad fghi de".split()], return_exceptions=True)
    print(rs); print(c.stats.most_common(), c.data); print(await c.get("de", load), list(c.data.items()), c.stats.total())
    m = ChainMap({"a": 1}, {"b": 2, "a": 0}); print(m["a"], dict(m), m.maps)
    x = Counter("abracadabra"); x.subtract("aab"); print(x, +x, x & Counter(a=1), sorted(x.elements())[:3])
asyncio.run(main())
