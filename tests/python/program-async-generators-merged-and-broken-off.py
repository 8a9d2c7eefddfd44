import asyncio
async def agen(n, log):
    log.append("start")
    try:
        for i in range(n):
            got = yield i
            if got: log.append(("got", got))
    except ValueError as e: log.append(("caught", str(e))); yield "from except"
    except GeneratorExit: log.append("exit"); raise
    finally: log.append("finally"); await asyncio.sleep(0.01); log.append("cleaned")
async def amap(f, it):
    async for x in it: yield f(x)
async def azip(*its):
    its = [aiter(i) for i in its]
    while True:
        try: yield tuple([await anext(i) for i in its])
        except StopAsyncIteration: return
async def merge(*gens):
    q = asyncio.Queue(); n = len(gens)
    async def pump(g):
        async for x in g: await q.put((0, x))
        await q.put((1, None))
    async with asyncio.TaskGroup() as tg:
        for g in gens: tg.create_task(pump(g))
        while n:
            done, x = await q.get()
            if done: n -= 1
            else: yield x
async def ticker(d, n, tag=""):
    for i in range(n): await asyncio.sleep(d); yield f"{tag}{i}"
async def chunks(it, size):
    buf = []
    async for x in it:
        buf.append(x)
        if len(buf) == size: yield buf; buf = []
    if buf: yield buf
class Countdown:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n <= 0: raise StopAsyncIteration
        self.n -= 1; await asyncio.sleep(0); return self.n
async def main():
    log = []; g = agen(3, log); print(await anext(g), await g.asend("hi"), await g.athrow(ValueError("v")), log)
    try: await anext(g)
    except StopAsyncIteration as e: print("stop", e.args, log)
    print(await anext(g, "default"))
    log = []; g = agen(3, log); await g.__anext__(); await g.aclose(); await g.aclose(); print(log)
    try: await g.asend(1)
    except StopAsyncIteration: print("closed")
    g = agen(1, [])
    try: await g.asend("x")
    except TypeError as e: print(e)
    print([x async for x in amap(str.upper, ticker(.1, 3, "a")) if x != "A1"], {x: i async for i, x in azip(Countdown(3), ticker(.1, 2))}, sorted([x async for x in merge(ticker(.1, 3, "p"), ticker(.15, 2, "q"))]), [c async for c in chunks(Countdown(5), 2)])
    async def broken():
        yield 1
        raise RuntimeError("inside")
    try:
        async for x in broken(): print(x)
    except RuntimeError as e: print(e)
    async def stops():
        yield 1
        raise StopAsyncIteration("sneaky")
    try:
        async for x in stops(): pass
    except RuntimeError as e: print(e, repr(e.__cause__))
    log = []
    async for x in agen(5, log):
        if x == 1: break
    print("broke", log); await asyncio.sleep(0.05); print(log)
    async def step(a): return await a
    async def slowgen():
        for i in range(3): await asyncio.sleep(.1); yield i
    sg = slowgen(); t1 = asyncio.create_task(step(sg.__anext__())); await asyncio.sleep(0)
    try: await sg.__anext__()
    except RuntimeError as e: print(e)
    print(await t1, sg.ag_running, await anext(sg)); await sg.aclose()
    async with asyncio.timeout(.25) as cm:
        try:
            async for x in ticker(.1, 9): print("tick", x)
        except asyncio.CancelledError: print("cancelled in for"); raise
asyncio_main = main
try: asyncio.run(main())
except TimeoutError: print("timeout at the end")
for bad in ("async for x in 3: pass", "async for x in [1]: pass"):
    ns = {}; exec(f"async def f():\n {bad}", ns)
    try: asyncio.run(ns["f"]())
    except TypeError as e: print(e)
try: aiter([])
except TypeError as e: print(e)
