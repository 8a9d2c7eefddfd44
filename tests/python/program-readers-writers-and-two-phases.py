# Readers and writers, fair; dining philosophers; leader election; two-phase commit
import asyncio, contextlib, random
class RW:
    def __init__(self): self.c = asyncio.Condition(); self.r = 0; self.w = False; self.ww = 0
    @contextlib.asynccontextmanager
    async def read(self):
        async with self.c:
            await self.c.wait_for(lambda: not self.w and not self.ww); self.r += 1
        try: yield self
        finally:
            async with self.c: self.r -= 1; self.c.notify_all()
    @contextlib.asynccontextmanager
    async def write(self):
        async with self.c:
            self.ww += 1
            try: await self.c.wait_for(lambda: not self.w and not self.r)
            finally: self.ww -= 1
            self.w = True
        try: yield self
        finally:
            async with self.c: self.w = False; self.c.notify_all()
data = {"v": 0}
async def reader(rw, i):
    for _ in range(2):
        async with rw.read(): v = data["v"]; await asyncio.sleep(.1); print(f"r{i} {v} {data['v'] == v}")
async def writer(rw, i):
    async with rw.write(): data["v"] += 1; await asyncio.sleep(.15); print(f"w{i} -> {data['v']}")
async def philosopher(i, forks, log):
    a, b = sorted((i, (i + 1) % len(forks)))
    for meal in range(2):
        await asyncio.sleep(random.random() * .1)
        async with forks[a]:
            async with forks[b]: log.append(f"{i}.{meal}"); await asyncio.sleep(.05)
class Node:
    nodes = {}
    def __init__(self, i): self.i = i; self.leader = None; self.nodes[i] = self; self.up = True
    async def elect(self):
        higher = [n for n in self.nodes.values() if n.i > self.i]
        rs = await asyncio.gather(*(n.ping() for n in higher), return_exceptions=True)
        alive = [n for n, r in zip(higher, rs) if r is True]
        if alive: return await max(alive, key=lambda n: n.i).elect()
        for n in self.nodes.values(): n.leader = self.i
        return self.i
    async def ping(self):
        await asyncio.sleep(.01 * self.i)
        if not self.up: raise ConnectionRefusedError(111, f"node {self.i}")
        return True
class Part:
    def __init__(self, n, vote=True, delay=.1, stuck=False): self.n, self.vote, self.delay, self.stuck, self.state = n, vote, delay, stuck, "init"
    async def prepare(self): await asyncio.sleep(9 if self.stuck else self.delay); self.state = "ready" if self.vote else "abort"; return self.vote
    async def commit(self): await asyncio.sleep(self.delay); self.state = "committed"
    async def rollback(self): self.state = "rolled back"
async def two_phase(parts):
    try:
        async with asyncio.timeout(.5), asyncio.TaskGroup() as tg: votes = [tg.create_task(p.prepare(), name=f"prep-{p.n}") for p in parts]
        if not all(v.result() for v in votes): raise ValueError("no from " + ", ".join(p.n for p, v in zip(parts, votes) if not v.result()))
        await asyncio.gather(*(p.commit() for p in parts)); return "commit"
    except (TimeoutError, ValueError) as e:
        await asyncio.shield(asyncio.gather(*(p.rollback() for p in parts))); return f"rollback: {e!r}"
async def main():
    rw = RW(); await asyncio.gather(reader(rw, 1), reader(rw, 2), writer(rw, 1), reader(rw, 3), writer(rw, 2))
    random.seed(4); log = []; forks = [asyncio.Lock() for _ in range(4)]
    await asyncio.gather(*(philosopher(i, forks, log) for i in range(4))); print(log, [f.locked() for f in forks])
    for i in range(4): Node(i)
    Node.nodes[3].up = False; print(await Node.nodes[0].elect(), {i: n.leader for i, n in Node.nodes.items()})
    for ps in ([Part("a"), Part("b")], [Part("a"), Part("b", vote=False)], [Part("a"), Part("b", stuck=True)]): print(await two_phase(ps), [p.state for p in ps])
asyncio.run(main())
