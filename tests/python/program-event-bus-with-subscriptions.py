import asyncio, collections, weakref, fnmatch, inspect, types
class EventBus:
    def __init__(self): self._subs = collections.defaultdict(list); self.history = collections.deque(maxlen=4)
    def on(self, pattern):
        def deco(f): self._subs[pattern].append(f); return f
        return deco
    async def emit(self, topic, /, **data):
        self.history.append((topic, types.MappingProxyType(data)))
        out = []
        for pat, fs in self._subs.items():
            if fnmatch.fnmatchcase(topic, pat):
                for f in fs:
                    r = f(topic, **data)
                    if inspect.isawaitable(r): r = await r
                    out.append(r)
        return out
    def subscribe(self, pattern, size=2):
        q = asyncio.Queue(size); ref = weakref.ref(q, lambda r: print("gone", pattern))
        async def put(topic, **d):
            if (q := ref()) is None: return "dead"
            try: q.put_nowait((topic, d))
            except asyncio.QueueFull: return f"full {q.qsize()}/{q.maxsize}"
            return "ok"
        self._subs[pattern].append(put)
        return Sub(q)
class Sub:
    def __init__(self, q): self.q = q
    def __aiter__(self): return self
    async def __anext__(self):
        try: return await self.q.get()
        except asyncio.QueueShutDown: raise StopAsyncIteration
bus = EventBus()
@bus.on("user.*")
def count(topic, *, seen=collections.Counter(), **_): seen[topic] += 1; return seen.most_common(1)[0]
@bus.on("*.created")
async def audit(topic, **data): await asyncio.sleep(.1); return sorted(data)
async def reader(sub, name):
    n = 0
    async for topic, d in sub:
        print(name, topic, d); n += 1; await asyncio.sleep(.25)
    else: print(name, "end")
    return n
async def main():
    a, b = bus.subscribe("user.*"), bus.subscribe("[!u]*")
    ts = [asyncio.create_task(reader(s, n), name=n) for s, n in ((a, "A"), (b, "B"))]
    print(await bus.emit("user.created", name="x", id=3))
    print(await bus.emit("order.created", id=4))
    print(await bus.emit("user.left"), await bus.emit("user.left"), await bus.emit("user.left"), sep="\n")
    print(bus.history)
    print(a.q, b.q)
    b.q.shutdown(); a.q.shutdown(immediate=False)
    print(await asyncio.gather(*ts))
    print(ts[0])
    del a, ts
    print(await bus.emit("user.left"))
    try: bus.history[0][1]["z"] = 1
    except TypeError as e: print(e)
    try: await bus.emit(topic="x")
    except TypeError as e: print(e)
asyncio.run(main())
