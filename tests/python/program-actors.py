import asyncio
class Actor:
    _registry: dict = {}
    def __init_subclass__(cls, /, kind="generic", **kw):
        super().__init_subclass__(**kw)
        Actor._registry[kind] = cls
    def __init__(self, name):
        self.name, self.inbox, self._task = name, asyncio.Queue(), None
    def start(self):
        self._task = asyncio.create_task(self._run(), name=self.name); return self
    async def _run(self):
        while True:
            msg, reply = await self.inbox.get()
            meth = getattr(self, f"on_{msg[0]}", self.default)
            try:
                r = meth(*msg[1:])
                if asyncio.iscoroutine(r): r = await r
            except Exception as e:
                if not reply.cancelled(): reply.set_exception(e)
            else:
                if not reply.done(): reply.set_result(r)
    def default(self, *a): raise NotImplementedError(f"{type(self).__name__} does not understand {a}")
    async def ask(self, *msg, timeout=1.0):
        fut = asyncio.get_running_loop().create_future()
        self.inbox.put_nowait((msg, fut))
        return await asyncio.wait_for(fut, timeout)
    async def stop(self):
        self._task.cancel()
        try: await self._task
        except asyncio.CancelledError: print(self.name, "stopped")
class Counter(Actor, kind="counter"):
    n = 0
    def on_inc(self, by=1): self.n += by; return self.n
    async def on_slow(self, t): await asyncio.sleep(t); return "slow"
    def on_div(self, d): return self.n / d
class Echo(Actor, kind="echo"):
    def on_say(self, *w, sep=" "): return sep.join(map(str, w))
async def main():
    c = Actor._registry["counter"]("cnt").start(); e = Actor._registry["echo"]("echo").start()
    print(await c.ask("inc"), await c.ask("inc", 5), await e.ask("say", 1, "two", 3.0, None))
    for q in (("div", 0), ("slow", 2), ("inc", "x"), ("what", 1), ("inc", 1, 2, 3)):
        try: print(q, await c.ask(*q))
        except Exception as ex: print(q, type(ex).__name__, ex)
    await asyncio.gather(c.stop(), e.stop())
    print({k: v.__name__ for k, v in Actor._registry.items()})
asyncio.run(main())
