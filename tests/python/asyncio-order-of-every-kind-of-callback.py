import asyncio, itertools, time
# who runs when: fine order of call_soon, tasks, futures, timers and eager parts
order = []
def note(x): order.append(x)
async def t(n, hops):
    for h in range(hops): note(f"{n}{h}"); await asyncio.sleep(0)
    note(f"{n}!"); return n
async def fut_user(f, n): note(f"{n}?"); v = await f; note(f"{n}={v}")
async def direct(n): note(f"d{n}"); return await inner(n)
async def inner(n): note(f"i{n}"); return n
async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(note, "s1"); a = asyncio.create_task(t("a", 3)); loop.call_soon(note, "s2"); loop.call_later(0, note, "l0"); b = asyncio.create_task(t("b", 1)); await direct(1); note("m1"); await asyncio.sleep(0); note("m2"); await b; note("m3"); await a; print(" ".join(order)); order.clear()
    f = loop.create_future(); us = [asyncio.create_task(fut_user(f, n)) for n in "xy"]; f.add_done_callback(lambda f: note("cb")); await asyncio.sleep(0); f.set_result(7); note("set"); loop.call_soon(note, "soon"); await asyncio.gather(*us); print(" ".join(order)); order.clear()
    for d in (.1, .1, 0, -1, .05): loop.call_later(d, note, f"+{d}")
    loop.call_at(loop.time() + .1, note, "at"); h = loop.call_later(.1, note, "cancelled"); h.cancel(); await asyncio.sleep(.1); note("woke"); await asyncio.sleep(0); print(" ".join(order)); order.clear()
    ev = asyncio.Event(); lock = asyncio.Lock(); sem = asyncio.Semaphore(1); q = asyncio.Queue(1)
    async def waiter(n): await ev.wait(); note(f"ev{n}")
    async def locker(n):
        async with lock: note(f"lk{n}"); await asyncio.sleep(0); note(f"ul{n}")
    async def semmer(n):
        async with sem: note(f"sm{n}")
    async def prod():
        for i in range(3): await q.put(i); note(f"p{i}")
    async def cons():
        for i in range(3): note(f"c{await q.get()}")
    ts = [asyncio.create_task(c) for c in (waiter(1), waiter(2), locker(1), locker(2), locker(3), semmer(1), semmer(2), prod(), cons())]; loop.call_soon(ev.set); await asyncio.gather(*ts); print(" ".join(order)); order.clear()
    w = asyncio.create_task(asyncio.wait([asyncio.create_task(t("w", 1)), asyncio.create_task(t("v", 3))], return_when=asyncio.FIRST_COMPLETED)); note("pre"); d, p = await w; note("got"); await asyncio.gather(*p); print(len(d), " ".join(order)); order.clear()
    e = asyncio.create_task(t("e", 1), eager_start=True); note("after"); await e; note("end"); print(" ".join(order)); order.clear()
    async with asyncio.TaskGroup() as tg: x = tg.create_task(t("g", 2)); y = tg.create_task(t("h", 0)); note("body")
    note("out"); print(" ".join(order), x.result() + y.result()); order.clear()
    async def tout():
        async with asyncio.timeout(0): note("in"); await asyncio.sleep(0); note("still?"); await asyncio.sleep(0); note("no")
    r = await asyncio.gather(tout(), t("z", 3), return_exceptions=True); print(" ".join(order), r); order.clear()
    it = asyncio.as_completed([t("1", 2), t("2", 1), asyncio.sleep(0, "3")]); print([await c for c in it], " ".join(order)); order.clear()
    c = asyncio.create_task(t("k", 5)); await asyncio.sleep(0); c.cancel(); note("req"); await asyncio.sleep(0); note(str(c.done())); await asyncio.sleep(0); note(str(c.done())); print(" ".join(order)); order.clear()
    async def nest(n): return await nest(n - 1) if n else (note("bottom"), await asyncio.sleep(0), "deep")[2]
    print(await nest(30), await asyncio.wait_for(nest(3), 1), await asyncio.shield(nest(2)), order); order.clear()
    async def spin(n, k):
        for _ in range(k): await asyncio.sleep(0)
        note(n)
    await asyncio.gather(*(spin(n, k) for n, k in zip("abcd", (3, 1, 2, 1)))); print("".join(order))
asyncio.run(main())
