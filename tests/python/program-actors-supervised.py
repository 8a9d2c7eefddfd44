# Actors with mailboxes, supervision trees, ask/tell with futures, timers and death watch
import asyncio, dataclasses, itertools, typing
@dataclasses.dataclass(frozen=True)
class Msg: kind: str; payload: object = None; reply: asyncio.Future | None = dataclasses.field(default=None, repr=False, compare=False)
class Actor:
    _ids = itertools.count(1)
    def __init__(self, name=None): self.name = name or f"{type(self).__name__.lower()}-{next(self._ids)}"; self.box = asyncio.Queue(); self.watchers = []; self.task = None
    def start(self, parent=None):
        self.task = asyncio.create_task(self._loop(), name=self.name); self.parent = parent
        self.task.add_done_callback(self._ended); return self
    def _ended(self, t):
        why = "cancelled" if t.cancelled() else repr(t.exception())
        for w in self.watchers: w.tell("died", (self.name, why))
    async def _loop(self):
        while (m := await self.box.get()).kind != "stop":
            handler = getattr(self, f"on_{m.kind}", None)
            if handler is None: print(f"{self.name}: unhandled {m}"); continue
            r = await handler(m.payload)
            if m.reply and not m.reply.done(): m.reply.set_result(r)
    def tell(self, kind, payload=None): self.box.put_nowait(Msg(kind, payload))
    async def ask(self, kind, payload=None, timeout=1):
        f = asyncio.get_running_loop().create_future(); self.box.put_nowait(Msg(kind, payload, f))
        async with asyncio.timeout(timeout): return await f
class Counter(Actor):
    n = 0
    async def on_add(self, k): await asyncio.sleep(.1); self.n += k; return self.n
    async def on_crash(self, e): raise e
    async def on_slow(self, d): await asyncio.sleep(d); return "slow"
class Sup(Actor):
    def __init__(self, *kids, strategy="one"): super().__init__("sup"); self.kids = {}; self.strategy = strategy; self.specs = kids; self.restarts = 0
    def boot(self):
        for k in self.specs: self.spawn(k)
        return self.start()
    def spawn(self, cls): a = cls().start(self); a.watchers.append(self); self.kids[a.name] = a; return a
    async def on_died(self, what):
        name, why = what; old = self.kids.pop(name); print(f"{asyncio.get_running_loop().time():.2f} {name} died of {why}")
        if why not in ("None", "cancelled") and self.restarts < 2: self.restarts += 1; print("restarted as", self.spawn(type(old)).name)
        elif not self.kids: self.tell("stop")
async def main():
    s = Sup(Counter, Counter).boot(); a, b = s.kids.values()
    print(await asyncio.gather(a.ask("add", 2), a.ask("add", 3), b.ask("add", 10)), a.n, b.n)
    a.tell("what", 1); a.tell("crash", ValueError("boom")); a.tell("add", 1)
    try: await a.ask("add", 1, timeout=.3)
    except TimeoutError: print("dead letter", a.box.qsize(), a.task.done())
    c = next(reversed(s.kids.values())); print(c.name, await c.ask("add", 7))
    try: await b.ask("slow", 5, timeout=.5)
    except TimeoutError: print("slow")
    b.task.cancel(); await asyncio.sleep(0); await asyncio.sleep(0); await asyncio.sleep(.1)
    c.tell("crash", OSError(5, "io")); await asyncio.sleep(.1); d = list(s.kids.values())[-1]
    d.tell("crash", KeyError("last")); await asyncio.wait([s.task], timeout=3); print(s.task, s.kids, s.restarts)
    print(sorted(t.get_name() for t in asyncio.all_tasks()), Msg("x") == Msg("x", reply=5), Msg("k", (1,)))
asyncio.run(main())
