import asyncio
def cb(i): print("cb", i)
async def a(): print("a1"); await asyncio.sleep(0); print("a2"); await asyncio.sleep(0); print("a3")
async def b():
    print("b1"); t = asyncio.create_task(c()); print("b2"); await t; print("b3")
async def c(): print("c1"); asyncio.get_running_loop().call_soon(cb, "from c"); await asyncio.sleep(0); print("c2"); return 5
async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(cb, 0); t1 = asyncio.create_task(a()); loop.call_soon(cb, 1); t2 = asyncio.create_task(b()); loop.call_soon(cb, 2)
    t2.add_done_callback(lambda t: cb("t2 done")); t1.add_done_callback(lambda t: cb("t1 done"))
    print("main1"); await asyncio.sleep(0); print("main2"); await c(); print("main3"); await t1; print("main4"); await t2; print("main5")
    f = loop.create_future(); order = []
    async def waiter(n): order.append((n, await f))
    ws = [asyncio.create_task(waiter(i)) for i in range(3)]; await asyncio.sleep(0)
    f.add_done_callback(lambda _: order.append("cb")); loop.call_soon(order.append, "soon"); f.set_result("r"); order.append("set")
    await asyncio.gather(*ws); print(order)
    ev = asyncio.Event(); s = asyncio.Semaphore(0); l = asyncio.Lock(); out = []
    async def w1(n): await ev.wait(); out.append(("ev", n)); s.release()
    async def w2(n): await s.acquire(); out.append(("sem", n)); 
    async def w3(n):
        async with l: out.append(("lock", n)); await asyncio.sleep(0); out.append(("unlock", n))
    async with asyncio.TaskGroup() as tg:
        for i in range(3): tg.create_task(w1(i)); tg.create_task(w2(i)); tg.create_task(w3(i))
        await asyncio.sleep(0); ev.set(); ev.clear(); out.append("set/clear")
    print(*out, sep="\n")
    for d in (0.2, 0.1, 0.1, 0, -1): loop.call_later(d, cb, d)
    loop.call_at(loop.time() + 0.1, cb, "at"); await asyncio.sleep(0.1); print("slept"); await asyncio.sleep(0.2)
asyncio.run(main())
