import asyncio
class Conn:
    n = 0
    def __init__(self): type(self).n += 1; self.id = Conn.n; self.open = False
    async def __aenter__(self):
        await asyncio.sleep(.1); self.open = True; print(f"open {self.id}"); return self
    async def __aexit__(self, et, ev, tb):
        self.open = False
        await asyncio.sleep(.05)
        print(f"close {self.id} {et and et.__name__} {tb is not None}")
    async def query(self, q):
        if not self.open: raise ConnectionError("closed")
        await asyncio.sleep(.2)
        match q.split():
            case ["SELECT", ("*" | "all") as what, "FROM", table]: return [(table, what)]
            case ["INSERT", *rest] if len(rest) > 1: return len(rest)
            case ["DROP", x]: raise PermissionError(13, "no drop", x)
            case [op, *_]: raise SyntaxError(f"bad op {op}")
            case _: return None
class Pool:
    def __init__(self, size): self.size = size; self.q = asyncio.LifoQueue(); self.made = 0
    async def __aenter__(self): 
        for _ in range(self.size): self.q.put_nowait(None)
        return self
    async def __aexit__(self, *a):
        while not self.q.empty():
            c = self.q.get_nowait()
            if c: await c.__aexit__(None, None, None)
    def get(self):
        pool = self
        class Lease:
            async def __aenter__(self):
                c = await pool.q.get()
                self.c = c or await Conn().__aenter__()
                return self.c
            async def __aexit__(self, et, *a):
                if et and issubclass(et, OSError):
                    await self.c.__aexit__(et, *a); self.c = None
                pool.q.put_nowait(self.c)
        return Lease()
async def use(pool, q):
    async with pool.get() as c:
        r = await c.query(q)
        print(f"{c.id} {q!r:>22} -> {r}")
        return r
async def main():
    async with Pool(2) as pool:
        print(pool.q)
        rs = await asyncio.gather(*(use(pool, q) for q in ["SELECT * FROM a", "INSERT x y z", "DROP t", "", "SELECT all FROM b", "UPDATE"]), return_exceptions=True)
        for r in rs:
            match r:
                case OSError(errno=n, strerror=s, filename=f): print("os", n, s, f, r)
                case SyntaxError(msg=m): print("syn", m, r.lineno)
                case list([(t, w)]): print("rows", t, w)
                case int() | None as n: print("n", n)
        print(pool.q.qsize())
        try:
            async with asyncio.TaskGroup() as tg:
                for q in ("DROP a", "DROP b", "SELECT * FROM c"): tg.create_task(use(pool, q), name=f"use-{q[-1]}")
        except* PermissionError as eg:
            print(eg, [e.filename for e in eg.exceptions])
asyncio.run(main())
