import asyncio, itertools
# simulated network with latency and drop: ping, traceroute, ARQ with sequence numbers and ack timeout, window, dedupe; vector clocks
class Link:
    def __init__(self, lat, drop=()): self.lat, self.drop, self.n, self.q = lat, set(drop), itertools.count(), asyncio.Queue()
    def send(self, x):
        n = next(self.n)
        if n in self.drop: print(f"{asyncio.get_running_loop().time():.2f}   drop #{n} {x}"); return
        asyncio.get_running_loop().call_later(self.lat, self.q.put_nowait, x)
    async def recv(self, timeout=None): return await asyncio.wait_for(self.q.get(), timeout)
async def sender(out, back, data, window=2, rto=.5):
    acked, base, sent, timers = set(), 0, {}, {}
    async def acks():
        nonlocal base
        while base < len(data):
            a = await back.recv(); acked.add(a); timers.pop(a).cancel() if a in timers else None
            while base in acked: base += 1
            moved.set()
    def transmit(i, tries=0):
        out.send((i, data[i])); sent[i] = tries + 1
        timers[i] = asyncio.get_running_loop().call_later(rto * 2 ** tries, transmit, i, tries + 1)
    moved = asyncio.Event(); nxt = 0
    async with asyncio.TaskGroup() as tg:
        tg.create_task(acks(), name="acks")
        while base < len(data):
            while nxt < min(base + window, len(data)): transmit(nxt); nxt += 1
            moved.clear(); await moved.wait()
    return sent
async def receiver(inp, back, n):
    got, buf, want = [], {}, 0
    while want < n:
        i, x = await inp.recv(5); back.send(i)
        if i < want or i in buf: print(f"{asyncio.get_running_loop().time():.2f}   dup {i}"); continue
        buf[i] = x
        while want in buf: got.append(buf.pop(want)); want += 1
    return "".join(got)
class VC(dict):
    def tick(self, who): return VC({**self, who: self.get(who, 0) + 1})
    def merge(self, o): return VC({k: max(self.get(k, 0), o.get(k, 0)) for k in sorted(self.keys() | o.keys())})
    def __le__(self, o): return all(v <= o.get(k, 0) for k, v in self.items())
    def __or__(self, o): return self.merge(o)
    def rel(self, o): return {(True, True): "same", (True, False): "before", (False, True): "after", (False, False): "concurrent"}[self <= o, o <= self]
async def main():
    a, b = Link(.1, drop={1, 4}), Link(.1, drop={2})
    async with asyncio.TaskGroup() as tg:
        s = tg.create_task(sender(a, b, "hello!")); r = tg.create_task(receiver(a, b, 6))
    print(r.result(), s.result(), f"{asyncio.get_running_loop().time():.2f}")
    try: await Link(1).recv(.2)
    except TimeoutError as e: print("timeout", repr(e))
    x = VC().tick("a").tick("a"); y = VC().tick("b"); z = (x | y).tick("b"); print(x, y, z, x.rel(y), x.rel(z), z.rel(y), z.rel(VC(z)), x | y == z)
    await asyncio.sleep(5)
asyncio.run(main())
