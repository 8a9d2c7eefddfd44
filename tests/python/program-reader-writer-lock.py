import asyncio
class Account:
    def __init__(self, name, balance): self.name, self.balance, self.lock, self.changed = name, balance, asyncio.Lock(), asyncio.Condition()
    async def withdraw(self, n):
        async with self.changed:
            await self.changed.wait_for(lambda: self.balance >= n); self.balance -= n; print(f"{self.name}: -{n} -> {self.balance}")
    async def deposit(self, n):
        async with self.changed: self.balance += n; print(f"{self.name}: +{n} -> {self.balance}"); self.changed.notify_all()
class RWLock:
    def __init__(self): self._r, self._w, self._c = 0, False, asyncio.Condition()
    class _Ctx:
        def __init__(s, enter, exit): s.enter, s.exit = enter, exit
        async def __aenter__(s): await s.enter()
        async def __aexit__(s, *_): await s.exit()
    @property
    def reading(self): return self._Ctx(self._acquire_r, self._release_r)
    @property
    def writing(self): return self._Ctx(self._acquire_w, self._release_w)
    async def _acquire_r(self):
        async with self._c:
            while self._w: await self._c.wait()
            self._r += 1
    async def _release_r(self):
        async with self._c: self._r -= 1; self._c.notify_all()
    async def _acquire_w(self):
        async with self._c: await self._c.wait_for(lambda: not self._w and not self._r); self._w = True
    async def _release_w(self):
        async with self._c: self._w = False; self._c.notify_all()
async def main():
    a = Account("acc", 50)
    ws = [asyncio.create_task(a.withdraw(n), name=f"w{n}") for n in (80, 30, 40, 500)]
    for n in (10, 20, 100): await asyncio.sleep(0.1); await a.deposit(n)
    ws[-1].cancel(); print(await asyncio.gather(*ws, return_exceptions=True), a.changed.locked())
    rw = RWLock(); t0 = asyncio.get_running_loop().time(); now = lambda: round(asyncio.get_running_loop().time() - t0, 2)
    async def reader(i):
        await asyncio.sleep(i * 0.05)
        async with rw.reading: print("r", i, now(), rw._r); await asyncio.sleep(0.2)
    async def writer(i):
        await asyncio.sleep(i * 0.08)
        async with rw.writing: print("W", i, now()); await asyncio.sleep(0.1); raise IndexError(i)
    print(await asyncio.gather(*(reader(i) for i in range(4)), *(writer(i) for i in range(1, 3)), return_exceptions=True))
asyncio.run(main())
